import fc from 'fast-check';
import { expect, test } from 'vitest';
import { targetKinds, withoutTarget } from '#capabilities/accords/rules.ts';
import { completion, dayOfYear, daysOfYear, gapOf, passed, ranked, shareOf, standingOf } from './rulesCompletion.ts';
import { awaited, baseOf, external, figures } from './rulesDefinitions.ts';
import { unitFigure } from './rulesUnits.ts';

test('time passed: 23 November is the 327th of 365 days; a year to come has none, a year that is over all', () => {
  expect(passed(2026, '2026-11-23')).toEqual({ days: 327, of: 365 });
  expect(passed(2024, '2024-12-31')).toEqual({ days: 366, of: 366 });
  expect([passed(2027, '2026-11-23').days, passed(2025, '2026-11-23').days]).toEqual([0, 365]);
  expect([dayOfYear('2024-03-01'), dayOfYear('2023-03-01'), daysOfYear(2100)]).toEqual([61, 60, 365]);
});

test('met, on plan, behind: compared in whole numbers; a stock is never behind time', () => {
  const half = { days: 73, of: 146 };
  expect(standingOf(50, 100, 'flow', half)).toBe('onPlan');
  expect(standingOf(49, 100, 'flow', half)).toBe('behind');
  expect(standingOf(100, 100, 'flow', half)).toBe('met');
  expect(standingOf(140, 100, 'flow', half)).toBe('met');
  expect(standingOf(1, 100, 'stock', half)).toBe('short');
  expect(standingOf(0, 1, 'flow', { days: 0, of: 365 })).toBe('onPlan');
  expect([gapOf(786, 1000), gapOf(1001, 1000)]).toEqual([214, 0]);
  // cut, not rounded: nobody reads 100 % before it is reached
  expect([shareOf(99_960, 100_000), shareOf(2, 3), shareOf(100, 100), shareOf(13, 10)]).toEqual([0.999, 0.666, 1, 1.3]);
});

test('places: 1, 2, 2, 4; ties by the exact quotient; without a target none', () => {
  const of = (persons: number, target: number | null) => ({ persons, target });
  expect(ranked([of(50, 100), of(90, 100), of(45, 90), of(10, 100), of(999, null)])).toEqual([
    { place: 2, of: 4, ties: 1 },
    { place: 1, of: 4, ties: 0 },
    { place: 2, of: 4, ties: 1 },
    { place: 4, of: 4, ties: 0 },
    null,
  ]);
  const one = fc.record({ persons: fc.nat(30), target: fc.option(fc.integer({ min: 1, max: 30 })) });
  fc.assert(
    fc.property(fc.array(one), (all) => {
      const places = ranked(all);
      for (const [i, a] of all.entries())
        for (const [j, b] of all.entries()) {
          if (a.target === null || b.target === null) continue;
          const [x, y] = [a.persons * b.target, b.persons * a.target];
          expect(Math.sign(places[i]!.place - places[j]!.place)).toBe(Math.sign(y - x));
        }
      for (const p of places) if (p) expect(places.filter((q) => q?.place === p.place)).toHaveLength(p.ties + 1);
    }),
  );
});

test('accords and figures speak of the same indicators: every one can have a target or says why not, and of the same kind', () => {
  const all = [...figures.map((f) => f.id), ...awaited.map((f) => f.id), ...external.map((f) => f.id), unitFigure.id, completion.id].sort();
  expect([...targetKinds.map((k) => k.id), ...withoutTarget.map((w) => w.id)].sort()).toEqual(all);
  for (const k of targetKinds) {
    const figure = figures.find((f) => f.id === k.id)!;
    expect([k.name, k.short], k.id).toEqual([figure.name, figure.short]);
    expect(k.kind, k.id).toBe(baseOf(figure).base.kind === 'stock' ? 'stock' : 'flow');
    expect(k.within, k.id).toBe(figure.kind === 'subset' ? figure.of : null);
  }
});
