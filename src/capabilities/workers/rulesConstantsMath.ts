// Arithmetic of the detector of constants. Pure.

/** P(X ≥ k) for X ~ Bin(n, p), summed in logarithms: exact enough for odds of 1e-300. */
export const binomialTail = (n: number, p: number, k: number): number => {
  if (k <= 0) return 1;
  if (k > n) return 0;
  let term = logChoose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p);
  let sum = 0;
  for (let i = k; i <= n; i++) {
    sum += Math.exp(term);
    term += Math.log((n - i) / (i + 1)) + Math.log(p) - Math.log1p(-p);
  }
  return Math.min(1, sum);
};

const logChoose = (n: number, k: number): number => {
  let sum = 0;
  for (let i = 1; i <= Math.min(k, n - k); i++) sum += Math.log((n - i + 1) / i);
  return sum;
};

/** Bits; 0 where all are one. */
export const entropyOf = (counts: Iterable<number>, total: number): number => {
  let bits = 0;
  for (const count of counts) if (count > 0) bits -= (count / total) * Math.log2(count / total);
  return bits + 0;
};
