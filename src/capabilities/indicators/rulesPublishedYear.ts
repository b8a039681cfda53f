// Two published months of one year tell what lies between them: of a figure that adds up over the year, the later less the earlier are the persons of the months
// between. Each is suppressed by itself, so a small difference has to be hidden when the second of them is published. Pure.
import { FEW, type Options, type Release, type TableOf, type Told } from './rulesPublished.ts';

/** A release as it stands published: by the names of its numbers (`total`, `0:key`, `1:key`, keys joined with a tab). */
export type Standing = ReadonlyMap<string, Told>;
export interface Other {
  /** True: of an earlier month of the same year. */
  readonly before: boolean;
  /** Of each table, in their order. */
  readonly tables: readonly Standing[];
}
export const standingOf = ({ total, margins, cells }: Release): Standing =>
  new Map([
    ['total', total] as const,
    ...margins.flatMap((m, i) => [...m].map(([key, told]) => [`${i}:${key}`, told] as const)),
    ...[...cells].filter(([keys]) => keys.includes('\t')),
  ]);

const valuesOf = (t: TableOf): ReadonlyMap<string, number> => {
  const values = new Map<string, number>();
  const add = (name: string, n: number): void => void values.set(name, (values.get(name) ?? 0) + n);
  for (const c of t.cells) {
    add('total', c.persons);
    for (const [i, key] of c.keys.entries()) add(`${i}:${key}`, c.persons);
    if (c.keys.length === 2) add(c.keys.join('\t'), c.persons);
  }
  return values;
};

/**
 * What the tables of a month may not tell beside months that are published already: numbers that differ by 1 … 9 from one that is told there. What a reader knows of
 * them all the same goes along: it is at least that of an earlier month and at most that of a later one, where it is in truth (a correction may go the other way).
 */
export const besideOthers = (
  tables: readonly TableOf[],
  others: readonly Other[],
  few = FEW,
): readonly Pick<Options, 'hide' | 'bounds'>[] =>
  tables.map((table, i) => {
    const hide = new Set<string>();
    const bounds = new Map<string, { least?: number; most?: number }>();
    for (const [name, value] of valuesOf(table))
      for (const { before, tables: told } of others) {
        const there = told[i]?.get(name);
        if (typeof there !== 'number') continue;
        const apart = Math.abs(value - there);
        if (apart > 0 && apart < few && value >= few) hide.add(name);
        const known = bounds.get(name) ?? {};
        if (before && value >= there) bounds.set(name, { ...known, least: Math.max(known.least ?? 0, there) });
        if (!before && value <= there) bounds.set(name, { ...known, most: Math.min(known.most ?? there, there) });
      }
    return { hide, bounds };
  });
