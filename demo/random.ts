/**
 * Chance that can be repeated: every part of the world has a generator of its own, seeded by what the part is (seed, village, household …), so any
 * part can be made alone, in any order, in any thread, and comes out the same. Nothing here is fit for secrets.
 */

/** Mixes 32-bit words into one (murmur3's finaliser over a running hash). */
export const mix = (a: number, b: number): number => {
  let h = Math.imul(a ^ Math.imul(b, 0xcc9e2d51), 0x85ebca6b);
  h ^= h >>> 15;
  h = Math.imul(h + 0x9e3779b9, 0xc2b2ae35);
  return (h ^ (h >>> 13)) >>> 0;
};

/** A word out of a text, e.g. a division code. */
export const hashText = (text: string): number => {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mix(h >>> 0, text.length);
};

/** A number in [0, 1) out of words: for a property that belongs to a place whoever asks. */
export const share = (a: number, b: number): number => mix(a, b) / 4294967296;

/** Weights made ready for drawing. */
export interface Weighted<T> {
  readonly values: readonly T[];
  readonly upTo: Float64Array;
}
export const weighted = <T>(pairs: readonly (readonly [T, number])[]): Weighted<T> => {
  const total = pairs.reduce((sum, [, w]) => sum + w, 0);
  const upTo = new Float64Array(pairs.length);
  let sum = 0;
  pairs.forEach(([, w], i) => {
    sum += w;
    upTo[i] = sum / total;
  });
  return { values: pairs.map(([v]) => v), upTo };
};

/** sfc32: small, fast, passes PractRand; 96 bits of state and a counter. */
export class Random {
  private a = 0;
  private b = 0;
  private c = 0;
  private n = 1;

  constructor(seed: number, of: number) {
    this.restart(seed, of);
  }

  /** The same object for the next part: one of them serves a whole village. */
  restart(seed: number, of: number): void {
    this.a = mix(seed, of);
    this.b = mix(this.a, 0x243f6a88);
    this.c = mix(this.b, seed);
    this.n = 1;
    for (let i = 0; i < 4; i++) this.word();
  }

  word(): number {
    const t = (this.a + this.b + this.n) | 0;
    this.n = (this.n + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + t;
    this.c |= 0;
    return t >>> 0;
  }

  /** In [0, 1). */
  next(): number {
    return this.word() / 4294967296;
  }

  /** A whole number from `from` to `to`, both included. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(p: number): boolean {
    return this.next() < p;
  }

  pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.next() * values.length)]!;
  }

  draw<T>({ values, upTo }: Weighted<T>): T {
    const x = this.next();
    let lo = 0;
    let hi = upTo.length - 1;
    while (lo < hi) {
      const middle = (lo + hi) >> 1;
      if (x < upTo[middle]!) hi = middle;
      else lo = middle + 1;
    }
    return values[lo]!;
  }

  /** About normal: the sum of three. */
  around(mean: number, spread: number): number {
    return mean + (this.next() + this.next() + this.next() - 1.5) * 2 * spread;
  }
}

/**
 * A permutation of 0 … rows·columns − 1 that looks like chance: a Feistel network whose rounds add instead of xor, so it needs no powers of two. Whoever
 * owns a range of ordinals owns cells that nobody else can have, without asking anybody.
 */
export const scatter = (ordinal: number, rows: number, columns: number, key: number): number => {
  let row = Math.floor(ordinal / columns) % rows;
  let column = ordinal % columns;
  for (let round = 0; round < 4; round++) {
    column = (column + mix(mix(key, row), round * 2)) % columns;
    row = (row + mix(mix(key, column), round * 2 + 1)) % rows;
  }
  return row * columns + column;
};
