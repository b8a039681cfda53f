import fc from 'fast-check';
import { expect, test } from 'vitest';
import { releaseHall } from './rulesHall.ts';
import type { Counted, Told } from './rulesPublished.ts';

const county = (prefecture: number, n: number): string => `52${String(10 + prefecture)}${String(20 + n)}000000`;
const prefecture = (n: number): string => `52${String(10 + n)}00000000`;
const one = (of: Readonly<Record<string, number>>): readonly Counted[] =>
  Object.entries(of).map(([key, persons]) => ({ keys: [key], persons }));

test('a county with few is not to be had from the screens of its prefecture and of the county beside it', () => {
  // 13 − 12 = 1
  const { whole, parts } = releaseHall([{ by: ['c'], cells: one({ [county(1, 1)]: 12, [county(1, 2)]: 1, [county(2, 1)]: 400 }) }]);
  const part = parts.get(prefecture(1))![0]!;
  expect([...part.margins[0]!.values()]).toEqual([12, 'few']);
  // so the prefecture says nothing, neither on its own screen nor on that of the province, and no sum of the province gives it away
  expect([part.total, whole[0]!.margins[0]!.get(prefecture(1))]).toEqual(['hidden', 'hidden']);
  expect([whole[0]!.margins[0]!.get(prefecture(2)), whole[0]!.total]).toContain('hidden');
  // enough beside it: only the two counties are left out
  const more = releaseHall([
    { by: ['c'], cells: one({ [county(1, 1)]: 120, [county(1, 2)]: 1, [county(1, 3)]: 50, [county(2, 1)]: 400 }) },
  ]);
  expect([...more.parts.get(prefecture(1))![0]!.margins[0]!.values()]).toEqual([120, 'few', 'hidden']);
  expect(more.whole[0]!.total).toBe(571);
});

test('whatever the numbers: a number of several screens is told by all or by none, and none that is told is small', () => {
  const cells = fc.array(
    fc.record({
      p: fc.integer({ min: 0, max: 2 }),
      c: fc.integer({ min: 0, max: 2 }),
      far: fc.constantFrom('x', 'y', 'z'),
      persons: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 13, max: 400 })),
    }),
    { minLength: 1, maxLength: 14 },
  );
  fc.assert(
    fc.property(cells, (drawn) => {
      const sums = new Map<string, Counted>();
      for (const d of drawn) {
        const keys = [county(d.p, d.c), d.far];
        sums.set(keys.join('\t'), { keys, persons: (sums.get(keys.join('\t'))?.persons ?? 0) + d.persons });
      }
      const { whole, parts } = releaseHall([{ by: ['c', 'far'], cells: [...sums.values()] }]);
      const [root] = whole;
      const small = (told: Told | undefined) => typeof told === 'number' && told > 0 && told < 10;
      for (const [code, [part]] of parts) {
        expect(part!.total).toEqual(root!.margins[0]!.get(code));
        for (const [far, told] of part!.margins[1]!) expect(told).toEqual(root!.cells.get(`${code}\t${far}`));
        for (const told of [part!.total, ...part!.margins[0]!.values(), ...part!.margins[1]!.values(), ...part!.cells.values()])
          expect(small(told)).toBe(false);
      }
    }),
    { numRuns: 150, seed: 7 },
  );
});

/** Every way to fill the tables of a small hall that agrees with what all its screens tell. */
test('by brute force: with every screen of a small hall at hand no county with few is reckoned', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 24 }), { minLength: 5, maxLength: 5 }), (persons) => {
      const codes = [county(0, 0), county(0, 1), county(0, 2), county(1, 0), county(1, 1)];
      const { whole, parts } = releaseHall([{ by: ['c'], cells: codes.map((code, i) => ({ keys: [code], persons: persons[i]! })) }]);
      const told = (code: string, of: number): Told => parts.get(code)![0]!.margins[0]!.get(codes[of]!) ?? 0;
      const fits = (n: number, t: Told | undefined): boolean => (t === 'few' ? n > 0 && n < 10 : t === 'hidden' ? n >= 10 : n === (t ?? 0));
      const left = codes.map(() => new Set<number>());
      const tolds = codes.map((code, i) => told(`${code.slice(0, 4)}00000000`, i));
      const rangeOf = (t: Told): readonly number[] =>
        typeof t === 'number' ? [t] : t === 'few' ? [1, 2, 3, 4, 5, 6, 7, 8, 9] : Array.from({ length: 25 }, (_, i) => 10 + i);
      const [a, b, total] = [whole[0]!.margins[0]!.get(prefecture(0)), whole[0]!.margins[0]!.get(prefecture(1)), whole[0]!.total];
      // of each prefecture the sums that agree, then those that agree with the province
      const waysOf = (of: readonly number[], sum: Told | undefined): readonly (readonly number[])[] =>
        of
          .reduce<readonly (readonly number[])[]>((ways, i) => ways.flatMap((w) => rangeOf(tolds[i]!).map((n) => [...w, n])), [[]])
          .filter((w) =>
            fits(
              w.reduce((x, y) => x + y, 0),
              sum,
            ),
          );
      const [first, second] = [waysOf([0, 1, 2], a), waysOf([3, 4], b)];
      const sumsOf = (ways: readonly (readonly number[])[]) => new Set(ways.map((w) => w.reduce((x, y) => x + y, 0)));
      const [sumsA, sumsB] = [sumsOf(first), sumsOf(second)];
      const sum = (w: readonly number[]): number => w.reduce((x, y) => x + y, 0);
      for (const w of first) if ([...sumsB].some((n) => fits(n + sum(w), total))) for (const [k, n] of w.entries()) left[k]!.add(n);
      for (const w of second) if ([...sumsA].some((n) => fits(n + sum(w), total))) for (const [k, n] of w.entries()) left[3 + k]!.add(n);
      persons.forEach((n, i) => {
        if (n > 0 && n < 10) expect(left[i]!.size, JSON.stringify({ persons, tolds, a, b, total })).toBeGreaterThanOrEqual(2);
      });
    }),
    { numRuns: 60, seed: 3 },
  );
});
