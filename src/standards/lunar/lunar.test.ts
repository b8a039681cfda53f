import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../calendar/calendar.ts';
import { meantAsLunar, solarDayOf } from './lunar.ts';

test.each([
  // New Year's days as printed in calendars.
  [1950, '1950-02-17'],
  [1960, '1960-01-28'],
  [1966, '1966-01-21'],
  [1976, '1976-01-31'],
  [1984, '1984-02-02'],
  [1987, '1987-01-29'],
  [1988, '1988-02-17'],
  [1997, '1997-02-07'],
  [2000, '2000-02-05'],
  [2008, '2008-02-07'],
  [2020, '2020-01-25'],
  [2023, '2023-01-22'],
])('new year of %i', (year, day) => expect(solarDayOf(year, 1, 1)).toBe(day));

test('days inside a year, before and in a leap month', () => {
  expect(solarDayOf(2020, 5, 5)).toBe('2020-06-25'); // 端午, after leap month 4
  expect(solarDayOf(2020, 4, 1)).toBe('2020-04-23');
  expect(solarDayOf(2020, 4, 1, true)).toBe('2020-05-23');
  expect(solarDayOf(2023, 8, 15)).toBe('2023-09-29'); // 中秋, after leap month 2
  expect(solarDayOf(1987, 8, 15)).toBe('1987-10-07');
  expect(solarDayOf(2020, 5, 1, true)).toBeNull();
  expect(solarDayOf(2020, 13, 1)).toBeNull();
  expect(solarDayOf(1929, 1, 1)).toBeNull();
  expect(solarDayOf(2031, 1, 1)).toBeNull();
});

test('every day of every year follows the one before it', () => {
  let expected = solarDayOf(1930, 1, 1)!;
  for (let year = 1930; year <= 2030; year++)
    for (let month = 1; month <= 12; month++)
      for (const leap of [false, true])
        for (let day = 1; day <= 30; day++) {
          const solar = solarDayOf(year, month, day, leap);
          if (solar === null) continue;
          expect(solar).toBe(expected);
          expected = addDays(expected, 1);
        }
});

test('months begin as in the calendar of ICU, but for the few where it is known to differ from printed calendars', () => {
  const format = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' });
  const months = Array.from({ length: 101 * 12 }, (_, n) => [1930 + Math.floor(n / 12), (n % 12) + 1] as const);
  const differ = months.filter(([year, month]) => {
    const parts = format.formatToParts(new Date(`${solarDayOf(year, month, 1)}T00:00:00Z`));
    const of = (type: string) => parts.find((p) => p.type === type)?.value;
    return of('month') !== String(month) || of('day') !== '1';
  });
  expect(differ.length).toBeLessThanOrEqual(12);
});

test('a lunar birthday written as a solar one', () => {
  expect(meantAsLunar('1975-12-08', '1976-01-08')).toBe(true);
  expect(meantAsLunar('1976-01-08', '1975-12-08')).toBe(false);
  fc.assert(
    fc.property(fc.integer({ min: 1930, max: 2030 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), (y, m, d) => {
      const written = `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
      const solar = solarDayOf(y, m, d)!;
      expect(meantAsLunar(written, solar)).toBe(true);
      expect(meantAsLunar(written, addDays(solar, 1))).toBe(solarDayOf(y, m, d, true) === addDays(solar, 1));
    }),
  );
});
