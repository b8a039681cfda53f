// docs/figures.md §2, evidence and fold, sentence by sentence.
import { addDays, type Day } from '#standards/calendar/calendar.ts';
import { earliest, latest } from './bruteDays.ts';
import type { Said, Work } from './bruteFacts.ts';

/** ○ days within which evidence of the class that closed a spell may open it again. */
const REOPENS = 15;
/** Carry N ○. */
export const CARRY = 92;

export interface Folded {
  readonly L: Day | null;
  /** The last day in post; null: not closed. */
  readonly closed: Day | null;
}

/** §2 and §9 [3]: insurance and payroll cover the months they name, in the month of a recorded end only to that end. */
export const covered = (work: Work, said: Said): { readonly a: Day; readonly b: Day } => {
  const b = said.b!;
  const inMonthOfEnd = said.class <= 2 && work.ended !== null && work.ended < b && work.ended.slice(0, 7) === b.slice(0, 7);
  return { a: said.a, b: inMonthOfEnd ? work.ended : b };
};
/** In post evidence "b ≥ max(a, start), else ignored". */
export const ignored = (work: Work, said: Said): boolean => {
  const { a, b } = covered(work, said);
  return b < a || b < work.start;
};

/** The order of the fold, §9 [1] included. */
const inOrder = (x: Said, y: Said): number => {
  const by = <T extends string | number>(p: T, q: T): number => (p < q ? -1 : p > q ? 1 : 0);
  const inPostFirst = (s: Said): number => (s.says === 'in_post' ? 0 : 1);
  return (
    by(x.observed, y.observed) ||
    by(y.class, x.class) ||
    by(x.firstRecorded, y.firstRecorded) ||
    by(inPostFirst(x), inPostFirst(y)) ||
    by(x.a, y.a) ||
    by(x.b ?? '', y.b ?? '')
  );
};

/** "Fold of the evidence of class ≤ c about a spell." */
export const folded = (work: Work, c: number): Folded => {
  const L = new Map<number, Day>();
  let closed: { readonly day: Day; readonly by: number } | null = null;
  for (const said of work.evidence.filter((e) => e.class <= c).toSorted(inOrder)) {
    const k = said.class;
    if (said.says === 'in_post') {
      if (ignored(work, said)) continue;
      let { a, b } = covered(work, said);
      if (closed !== null && b > closed.day) {
        if (k < closed.by || (k === closed.by && a <= addDays(closed.day, 1 + REOPENS))) closed = null;
        else b = closed.day; // and a finding
      }
      L.set(k, latest([b, ...(L.has(k) ? [L.get(k)!] : [])])!);
      continue;
    }
    const lastInPost = addDays(said.a, -1);
    // "if closed by a class better than k: a finding if x − 1 < closed, nothing changes"
    if (closed !== null && closed.by < k) continue;
    const B = latest([...L].flatMap(([j, day]) => (j < k ? [day] : [])));
    const day = latest([lastInPost, addDays(work.start, -1), ...(B === null ? [] : [B])])!;
    closed = { day, by: k };
    for (const [j, l] of L) L.set(j, earliest([l, day])!);
  }
  const last = latest([...L.values()]);
  if (work.ended === null) return { L: last, closed: closed?.day ?? null };
  // "a recorded end e gives closed = min(closed, max(e, L)) (none = ∞)"
  const byEnd = latest([work.ended, ...(last === null ? [] : [last])])!;
  return { L: last, closed: earliest([byEnd, ...(closed === null ? [] : [closed.day])]) };
};

/** The days that the fold speaks for; null: none. */
export interface Days {
  readonly from: Day;
  readonly to: Day;
}
const until = (work: Work, { L, closed }: Folded, carry: number): Days | null => {
  if (L === null || L < work.start) return null;
  const to = earliest([addDays(L, carry), ...(closed === null ? [] : [closed])])!;
  return to < work.start ? null : { from: work.start, to };
};
/** `vouched(s, c)`. */
export const vouched = (work: Work, c: number): Days | null => until(work, folded(work, c), 0);
/** `counted(s, c, 92)`. */
export const counted = (work: Work, c: number): Days | null => until(work, folded(work, c), CARRY);
export const within = (days: Days | null, t: Day): boolean => days !== null && days.from <= t && t <= days.to;
