/** A seeded source of numbers (mulberry32), so that every run of a bench works on the same data. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number;
  /** A whole number 0 … n − 1. */
  below(n: number): number;
  pick<T>(list: readonly T[]): T;
  /** As many random characters of the alphabet (default: digits). */
  text(length: number, alphabet?: string): string;
}

export const mulberry32 = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return {
    next,
    below,
    pick: (list) => list[below(list.length)]!,
    text: (length, alphabet = '0123456789') => Array.from({ length }, () => alphabet[below(alphabet.length)]).join(''),
  };
};
