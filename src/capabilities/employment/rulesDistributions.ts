// The two distributions that curves and tests need.

// Lanczos, g = 7, nine terms (C. Lanczos 1964; the coefficients of P. Godfrey): about 15 digits
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
const logGamma = (x: number): number => {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const y = x - 1;
  let sum = LANCZOS[0]!;
  for (let i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i]! / (y + i);
  const t = y + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(t) - t + Math.log(sum);
};

/** Regularized upper incomplete gamma function Q(a, x): series below a + 1, continued fraction (Lentz) above. */
const upperGamma = (a: number, x: number): number => {
  if (x <= 0) return 1;
  const front = Math.exp(-x + a * Math.log(x) - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < 1000 && Math.abs(term) > Math.abs(sum) * 1e-16; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return 1 - sum * front;
  }
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < 1000; i++) {
    const an = -i * (i - a);
    b += 2;
    d = an * d + b;
    if (Math.abs(d) < tiny) d = tiny;
    c = b + an / c;
    if (Math.abs(c) < tiny) c = tiny;
    d = 1 / d;
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-15) break;
  }
  return front * h;
};

/** P(χ² with df degrees of freedom ≥ x). */
export const chiSquareTail = (x: number, df: number): number => upperGamma(df / 2, x / 2);

/** z with P(|Z| ≤ z) = level: 1.96 for 0.95. */
export const normalTwoSided = (level: number): number => {
  let [low, high] = [0, 40];
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (upperGamma(0.5, (middle * middle) / 2) > 1 - level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};
