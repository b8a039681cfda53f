import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addedOf, cumulative, type Forecast, forecast, reachOf, shareBy, totalOf, type YearCurve } from './rulesForecast.ts';

const curve = (year: number, first: number, ...months: number[]): YearCurve => ({
  year,
  first,
  months: Array.from({ length: 12 }, (_, i) => months[i] ?? 0),
});
const made = (f: ReturnType<typeof forecast>): Forecast => {
  if (typeof f === 'string') throw new Error(f);
  return f;
};

test('an even pace by hand: 600 there in January, 200 new by mid-year, so 200 more; a fifth of leeway and chance beside it', () => {
  // 2 July is the 183rd of 365 days
  const f = made(forecast(curve(2022, 600, 40, 30, 30, 30, 30, 30, 10), '2022-07-02', []));
  expect(f).toMatchObject({ by: 'even', years: [], now: 800 });
  expect(f.share).toBeCloseTo(183 / 365, 10);
  // 200 × (182/365) ÷ (183/365) = 198.9
  expect(f.likely).toBe(999);
  // ahead of pace: share 0.6016, rest 132.4 less 1.96 √(201 × 0.3984) / 0.6016 = 29.2
  expect(f.low).toBe(903);
  // behind it: share 0.4011, rest 298.6 and 1.96 √(201 × 0.5989) / 0.4011 = 53.6
  expect(f.high).toBe(1152);
});

test('two earlier years by hand: 60 % and 80 % of the new ones were there by the end of September', () => {
  const earlier = [curve(2021, 900, 0, 0, 0, 0, 0, 0, 0, 0, 60, 40), curve(2020, 100, 0, 0, 0, 0, 0, 0, 0, 0, 80, 20)];
  expect(earlier.map((e) => shareBy(e, '2022-09-30'))).toEqual([0.6, 0.8]);
  const f = made(forecast(curve(2022, 500, 0, 0, 0, 0, 0, 0, 0, 0, 140), '2022-09-30', earlier));
  // pooled: 140 of 200 → 140 × 0.3 / 0.7 = 60 to come
  expect(f).toMatchObject({ by: 'earlier', years: [2021, 2020], share: 0.7, now: 640, likely: 700 });
  // low: at 0.8, 35 less 1.96 √(141 × 0.2) / 0.8 = 13.0; high: at 0.6, 93.3 and 1.96 √(141 × 0.4) / 0.6 = 24.5
  expect([f.low, f.high]).toEqual([662, 758]);
  expect([reachOf(f, 662), reachOf(f, 700), reachOf(f, 759)]).toEqual(['yes', 'open', 'no']);
  expect(f.certainty).toBe('fair');
});

test('one earlier year has an even pace as its second opinion; years with fewer than fifty new ones say nothing', () => {
  const one = curve(2021, 0, 90, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10);
  const f = made(forecast(curve(2022, 0, 90), '2022-06-30', [one, curve(2020, 9000, 49)]));
  expect([f.years, f.share, f.likely]).toEqual([[2021], 0.9, 100]);
  // by an even pace (181 of 365) it would be 90 × 184 / 181 = 91.5 more
  expect(f.high).toBeGreaterThan(181);
});

test('none where it would be a guess or says nothing: before the year, after it, too early', () => {
  expect(forecast(curve(2023, 0), '2022-10-12', [])).toBe('notBegun');
  expect(forecast(curve(2022, 10, 5), '2022-12-31', [])).toBe('yearOver');
  expect(forecast(curve(2021, 10, 5), '2022-10-12', [])).toBe('yearOver');
  expect(forecast(curve(2022, 10, 5), '2022-01-20', [])).toBe('tooEarly');
});

test('29 February is the whole of February in years without one', () => {
  expect(shareBy(curve(2023, 0, 50, 50), '2024-02-29')).toBe(1);
  expect(shareBy(curve(2023, 0, 50, 50), '2024-01-31')).toBe(0.5);
});

const aYear = (year: number) =>
  fc.record({ year: fc.constant(year), first: fc.nat(5000), months: fc.array(fc.nat(900), { minLength: 12, maxLength: 12 }) });
const aDay = fc.nat(363).map((n) => new Date(Date.UTC(2022, 0, 1 + n)).toISOString().slice(0, 10));
const upTo = (c: YearCurve, day: string): YearCurve => ({ ...c, months: c.months.map((n, i) => (i < Number(day.slice(5, 7)) ? n : 0)) });

test('what is there is never taken away; low ≤ likely ≤ high; more people now, no fewer at the end', () => {
  fc.assert(
    fc.property(aYear(2022), aDay, fc.array(aYear(2021), { maxLength: 3 }), fc.nat(11), (whole, day, earlier, month) => {
      const c = upTo(whole, day);
      const f = forecast(c, day, earlier);
      if (typeof f === 'string') return;
      expect(f.now).toBe(totalOf(c));
      expect(f.low).toBeGreaterThanOrEqual(f.now);
      expect(f.low).toBeLessThanOrEqual(f.likely);
      expect(f.likely).toBeLessThanOrEqual(f.high);
      expect(f.share).toBeGreaterThan(0);
      expect(f.share).toBeLessThanOrEqual(1);
      const more = { ...c, months: c.months.map((n, i) => (i === month % Number(day.slice(5, 7)) ? n + 100 : n)) };
      const g = made(forecast(more, day, earlier));
      expect(g.likely).toBeGreaterThanOrEqual(f.likely + 100);
      expect(g.high).toBeGreaterThanOrEqual(f.high);
    }),
    { numRuns: 400 },
  );
});

test('a year that runs exactly as the two before it ends where its own course says', () => {
  fc.assert(
    fc.property(aYear(2021), aDay, (year, day) => {
      fc.pre(addedOf(year) >= 50 && shareBy(year, day) >= 0.1);
      const share = shareBy(year, day);
      const soFar = { ...year, year: 2022, months: [Math.round(addedOf(year) * share), ...Array.from({ length: 11 }, () => 0)] };
      const f = made(forecast(soFar, day, [year, { ...year, year: 2019 }]));
      // one person more or less so far is 1 ÷ share at the end
      expect(Math.abs(f.likely - totalOf(year))).toBeLessThanOrEqual(1 / share + 1);
      expect(f.low).toBeLessThanOrEqual(totalOf(year) + 1 / share + 1);
      expect(f.high).toBeGreaterThanOrEqual(totalOf(year) - 1 / share - 1);
    }),
  );
});

test('the curve adds up', () => {
  fc.assert(
    fc.property(aYear(2021), (c) => {
      expect(cumulative(c)[11]).toBe(totalOf(c));
    }),
  );
});
