import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Counted, publishTogether, type TableOf, type Told } from './rulesPublished.ts';
import { besideOthers, standingOf } from './rulesPublishedYear.ts';

const table = (rows: readonly (readonly number[])[]): TableOf => ({
  by: ['home', 'group'],
  cells: rows.flatMap((row, r) => row.map((persons, c): Counted => ({ keys: [`r${r}`, `c${c}`], persons }))),
});
const release = (rows: readonly (readonly number[])[], before: readonly (readonly number[])[] | null) => {
  const august = before && publishTogether([table(before)]);
  const of = august ? besideOthers([table(rows)], [{ before: true, tables: august.map(standingOf) }]) : [];
  return publishTogether([table(rows)], {}, of)[0]!;
};

test('what came in September is not the difference of two published months', () => {
  const august = [
    [50, 60],
    [70, 80],
  ];
  const september = [
    [53, 90],
    [95, 80],
  ];
  // by itself every number may be told
  expect([...release(september, null).cells.values()]).toEqual([53, 90, 95, 80]);
  const told = release(september, august);
  const cell = (r: number, c: number) => told.cells.get(`r${r}\tc${c}`);
  // three came in r0 c0: it goes, and with it what it could be reckoned from
  expect(cell(0, 0)).toBe('hidden');
  expect([cell(0, 1), told.margins[0]!.get('r0')]).toContain('hidden');
  expect([cell(1, 0), told.margins[1]!.get('c0')]).toContain('hidden');
  // nobody came in r1 c1: nobody is nobody's secret, unless it is needed to cover another
  expect([80, 'hidden']).toContain(cell(1, 1));
});

test('by brute force: with both months at hand a difference of a few keeps several values', () => {
  const grown = fc.array(fc.tuple(fc.integer({ min: 10, max: 30 }), fc.integer({ min: 0, max: 14 })), { minLength: 4, maxLength: 4 });
  let small = 0;
  fc.assert(
    fc.property(grown, (cells) => {
      const rows = (n: readonly number[]) => [n.slice(0, 2), n.slice(2)];
      const [august, september] = [cells.map(([a]) => a), cells.map(([a, more]) => a + more)];
      const before = standingOf(publishTogether([table(rows(august))])[0]!);
      const now = standingOf(release(rows(september), rows(august)));
      const names = ['r0\tc0', 'r0\tc1', 'r1\tc0', 'r1\tc1'];
      const fits = (n: number, t: Told | undefined) => (t === 'hidden' ? n >= 10 : t === 'few' ? n > 0 && n < 10 : n === (t ?? 0));
      const from = (i: number): readonly number[] => {
        const [there, t] = [before.get(names[i]!), now.get(names[i]!)];
        const least = typeof there === 'number' ? there : 10;
        return typeof t === 'number' ? [t] : Array.from({ length: 30 }, (_, k) => least + k);
      };
      const left = names.map(() => new Set<number>());
      for (const a of from(0))
        for (const b of from(1))
          if (fits(a + b, now.get('0:r0')))
            for (const c of from(2))
              if (fits(a + c, now.get('1:c0')))
                for (const d of from(3))
                  if (fits(c + d, now.get('0:r1')) && fits(b + d, now.get('1:c1')) && fits(a + b + c + d, now.get('total')))
                    for (const [i, n] of [a, b, c, d].entries()) left[i]!.add(n);
      for (const [i, [there, more]] of cells.entries())
        if (more > 0 && more < 10 && before.get(names[i]!) === there) {
          small++;
          expect(left[i]!.size, JSON.stringify({ august, september, now: [...now] })).toBeGreaterThanOrEqual(4);
        }
    }),
    { numRuns: 40, seed: 11 },
  );
  expect(small).toBeGreaterThan(20);
});
