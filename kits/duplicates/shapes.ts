/** One record of the truth set, as a source delivers it: nothing is tidied. One JSON object a line. */
export interface RawRecord {
  readonly id: string;
  /** The truth: records of one person share it. A matcher must not read it. */
  readonly person: string;
  /** What was done to the record; empty for a clean one. Not for the matcher either. */
  readonly errors: readonly string[];
  readonly name: string;
  /** As written: 1980-05-12, 1980/5/12, 19800512; '' unknown. */
  readonly birthday: string;
  /** 男, 女 or ''. */
  readonly sex: string;
  /** As written: 18 characters, 15 digits, 5.22700198001E+17, with apostrophe …; '' missing. */
  readonly number: string;
  /** As written, also 14112345678.0; none, one or two. */
  readonly phones: readonly string[];
  /** 12-digit code of village or township. */
  readonly home: string;
  readonly household: string;
  readonly relation: string;
  readonly ethnic: string;
}

export interface TruthSet {
  readonly mix: Mix;
  readonly seed: number;
  readonly records: readonly RawRecord[];
  readonly persons: number;
  /** Records beyond the first of a person. */
  readonly duplicates: number;
}

/** A: typed in the village. B: spreadsheets. C: hard: twins, namesakes, neighbours' numbers, changed names, moved villages, shared phones. */
export type Mix = 'A' | 'B' | 'C';
export const mixes: readonly Mix[] = ['A', 'B', 'C'];

/** What the figures in README.md and the bench are measured on. The weights were set on the training seeds 1 to 4 (fit.ts); these are others. */
export const FIXED_SEEDS: Readonly<Record<Mix, number>> = { A: 1001, B: 1002, C: 1003 };

/** A seeded source of numbers (mulberry32). */
export class Dice {
  #state: number;
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
  below(n: number): number {
    return Math.floor(this.next() * n);
  }
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }
  chance(p: number): boolean {
    return this.next() < p;
  }
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }
  /** Picks by weight. */
  weighted<T>(list: readonly (readonly [number, T])[]): T {
    let left = this.next() * list.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, one] of list) {
      left -= weight;
      if (left < 0) return one;
    }
    return list.at(-1)![1];
  }
}
