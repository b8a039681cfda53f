// Whole numbers in proportion.

/** Parts of `total` in proportion to weights, whole numbers that sum to it: the largest remainders get what is left over. */
export const apportion = (total: number, weights: readonly number[]): number[] => {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((w) => (sum > 0 ? (total * w) / sum : 0));
  const parts = exact.map(Math.floor);
  const order = exact.map((x, i) => ({ i, rest: x - parts[i]! })).sort((a, b) => b.rest - a.rest || a.i - b.i);
  const left = sum > 0 ? total - parts.reduce((a, b) => a + b, 0) : 0;
  for (const { i } of order.slice(0, left)) parts[i]!++;
  return parts;
};
