// What a bench is, what it may tell, and how its figures are made. Timings are told beside their goals and never decide the exit code; answers do.
export interface Bench {
  readonly name: string;
  /** One line for `help`. */
  readonly summary: string;
  /** What is hoped for, in words, each with where it comes from. */
  readonly goals: readonly string[];
  /** Rounds where `--rounds` does not say. */
  readonly rounds: number;
  readonly options?: Readonly<Record<string, { readonly type: 'string' | 'boolean'; readonly text: string }>>;
  readonly run: (run: Run) => Promise<void>;
}

/** The command line was wrong: exit code 2. */
export class WrongUsage extends Error {}

export interface Goal {
  /** `ratio` is the figure divided by what it is compared with. */
  readonly of: 'value' | 'ratio';
  readonly atMost?: number;
  readonly atLeast?: number;
}

export interface Measured {
  readonly name: string;
  /** `ms`, `/s` … Where more is better (`/s`), p95 is the value that 95 % of the samples reach. */
  readonly unit: string;
  /** One per round, or one per operation over all rounds. */
  readonly values: readonly number[];
  readonly against?: { readonly name: string; readonly values: readonly number[] };
  readonly goal?: Goal;
}

export interface Figure {
  readonly section: string;
  readonly name: string;
  readonly unit: string;
  readonly samples: number;
  readonly median: number;
  readonly p95: number;
  readonly against?: { readonly name: string; readonly median: number; readonly ratio: number };
  readonly goal?: Goal & { readonly met: boolean };
}

/** How many answers were compared with what, and the first few that differ. */
export interface Answers {
  readonly section: string;
  readonly what: string;
  readonly oracle: string;
  readonly compared: number;
  readonly differ: number;
  readonly examples: readonly string[];
}

export interface Run {
  readonly rounds: number;
  /** Multiplies the amount of data and operations. */
  readonly scale: number;
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  /** A whole number, at least `least`, of what is `n` at scale 1. */
  scaled(n: number, least?: number): number;
  section(title: string): void;
  figure(measured: Measured): void;
  note(line: string): void;
  /** Starts a comparison of answers; call `same` for each, `done` at the end. */
  answers(what: string, oracle: string): Comparison;
  /** Runs at the end of the bench, also when it fails or is interrupted; last in, first out. */
  defer(clean: () => void | Promise<void>): void;
}

export interface Comparison {
  /** Text of both sides is shown where they differ: never pass personal data (a bench has none: all of it is generated). */
  same(found: unknown, expected: unknown, about?: string): void;
  done(): void;
}

const SHOWN = 5;
const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

export const median = (values: readonly number[]): number => {
  const s = sorted(values);
  const middle = s.length >> 1;
  return s.length % 2 ? s[middle]! : (s[middle - 1]! + s[middle]!) / 2;
};

/** Nearest rank. */
export const percentile = (values: readonly number[], p: number): number =>
  sorted(values)[Math.max(0, Math.ceil((p / 100) * values.length) - 1)]!;

/** Round by round where both sides were measured in the same rounds (a busy moment then hits both), else of the medians. */
const ratioOf = (values: readonly number[], against: readonly number[]): number =>
  values.length === against.length ? median(values.map((v, i) => v / against[i]!)) : median(values) / median(against);

export const figureOf = (section: string, { name, unit, values, against, goal }: Measured): Figure => {
  if (!values.length || against?.values.length === 0) throw new Error(`nothing was measured for ${name}`);
  const middle = median(values);
  const ratio = against ? ratioOf(values, against.values) : Number.NaN;
  const judged = goal?.of === 'ratio' ? ratio : middle;
  return {
    section,
    name,
    unit,
    samples: values.length,
    median: middle,
    p95: percentile(values, unit.endsWith('/s') ? 5 : 95),
    ...(against ? { against: { name: against.name, median: median(against.values), ratio } } : {}),
    ...(goal ? { goal: { ...goal, met: judged <= (goal.atMost ?? Infinity) && judged >= (goal.atLeast ?? -Infinity) } } : {}),
  };
};

export const newComparison = (section: string, what: string, oracle: string, report: (answers: Answers) => void): Comparison => {
  let compared = 0;
  let differ = 0;
  const examples: string[] = [];
  return {
    same(found, expected, about = '') {
      compared++;
      const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
      if (a === b) return;
      differ++;
      if (examples.length < SHOWN) examples.push(`${about ? `${about}: ` : ''}found ${a}, expected ${b}`);
    },
    done: () => report({ section, what, oracle, compared, differ, examples }),
  };
};

/** Milliseconds a deed takes. */
export const timed = (work: () => unknown): number => {
  const from = performance.now();
  work();
  return performance.now() - from;
};

export const timedAsync = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await work();
  return performance.now() - from;
};

/** Operations per second. */
export const rate = (operations: number, ms: number): number => (operations * 1000) / ms;

const sink: { last: unknown } = { last: undefined };
/** Does the deed to each of the list and tells how many it did a second. The answers are kept from being optimised away. */
export const rateOver = <T>(list: readonly T[], deed: (one: T) => unknown): number =>
  rate(
    list.length,
    timed(() => {
      for (const one of list) sink.last = deed(one);
    }),
  );
