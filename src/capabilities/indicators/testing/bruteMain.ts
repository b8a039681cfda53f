// docs/figures.md §3, `main`, and §2, united spells.
import { earliest, latest } from './bruteDays.ts';
import type { Work } from './bruteFacts.ts';
import { ignored } from './bruteFold.ts';

/** §9 [16], [21]: best class ≤ c of in post evidence that the fold does not ignore, 7 where none. */
export const bestClass = (work: Work, c: number): number =>
  Math.min(7, ...work.evidence.filter((e) => e.says === 'in_post' && e.class <= c && !ignored(work, e)).map((e) => e.class));

type Key = string | number | null;
/** What `main` compares, each ascending, null last. A number that counts downwards is negated. */
const rank = (work: Work, c: number): readonly Key[] => [
  -Date.parse(`${work.start}T00:00:00Z`),
  bestClass(work, c),
  -(work.pay ?? 0),
  work.organisationCode || null,
  work.organisation === null ? 1 : 0,
  work.place || null,
  work.occupation || null,
  work.channel || null,
  work.programme || null,
  work.kind || null,
  work.ended,
  work.industry || null,
];
const compare = (x: readonly Key[], y: readonly Key[]): number => {
  for (const [i, p] of x.entries()) {
    const q = y[i] ?? null;
    if (p === q) continue;
    if (p === null) return 1;
    if (q === null) return -1;
    return p < q ? -1 : 1;
  }
  return 0;
};
/** A set in the order of `main`. */
export const inMainOrder = (set: readonly Work[], c: number): readonly Work[] => set.toSorted((x, y) => compare(rank(x, c), rank(y, c)));
/** `main(p, S)`; undefined of an empty set. */
export const mainOf = (set: readonly Work[], c: number): Work | undefined => inMainOrder(set, c)[0];
/** Nothing that `main` compares tells these two apart: tests that must not rest on chance ask. */
export const tied = (x: Work, y: Work, c: number): boolean => compare(rank(x, c), rank(y, c)) === 0;

/** §9 [4]: at least one day in common of [start, recorded end]. */
const overlap = (x: Work, y: Work): boolean => (y.ended === null || x.start <= y.ended) && (x.ended === null || y.start <= x.ended);
const meet = (x: Work, y: Work): boolean =>
  x.worker !== y.worker &&
  x.organisation !== null &&
  x.organisation === y.organisation &&
  (x.kind === 'internship') === (y.kind === 'internship') &&
  overlap(x, y);

const joined = (set: readonly Work[], c: number): Work => {
  const order = inMainOrder(set, c);
  const [head] = order as [Work];
  if (order.length === 1) return head;
  // §9 [5]: other attributes in the order of main, first not null; an empty text is null
  const text = (of: (w: Work) => string): string => order.map(of).find((t) => t !== '') ?? '';
  const ends = order.map((w) => w.ended);
  return {
    ...head,
    worker: '',
    occupation: text((w) => w.occupation),
    industry: text((w) => w.industry),
    place: text((w) => w.place),
    channel: text((w) => w.channel),
    programme: text((w) => w.programme),
    pay: order.map((w) => w.pay).find((p) => p !== null) ?? null,
    start: earliest(order.map((w) => w.start))!,
    ended: ends.includes(null) ? null : latest(ends as string[]),
    assisted: order.some((w) => w.assisted),
    evidence: order.flatMap((w) => w.evidence),
  };
};

/** A person's spells, those united that meet, transitively: sets are poured together until none meets another. */
export const united = (spells: readonly Work[], c: number): readonly Work[] => {
  const sets: Work[][] = [];
  for (const spell of spells) {
    const touching = sets.filter((set) => set.some((other) => meet(spell, other)));
    for (const set of touching) sets.splice(sets.indexOf(set), 1);
    sets.push([spell, ...touching.flat()]);
  }
  return sets.map((set) => joined(set, c));
};
