import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  addMonthsToNumber,
  ageOn,
  compareDays,
  dayInShanghai,
  dayNumber,
  dayOf,
  daysBetween,
  daysInMonth,
  fromDayNumber,
  inSameMonth,
  isDay,
  lastDayOf,
  monthEnd,
  monthStart,
  weekday,
} from './calendar.ts';

const aDay = fc.integer({ min: -200_000, max: 200_000 }).map((n) => addDays('2000-01-01', n));

test('real days only', () => {
  for (const good of ['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31']) expect(isDay(good)).toBe(true);
  for (const bad of [
    '2023-02-29',
    '1900-02-29',
    '2023-13-01',
    '2023-00-10',
    '2023-1-1',
    '2023-01-01T00:00',
    '0000-01-01',
    '',
    ' 2023-01-01',
  ])
    expect(isDay(bad)).toBe(false);
  expect(() => addDays('2023-02-30', 1)).toThrow(RangeError);
  expect(() => addDays('2023-02-03', 0.5)).toThrow(RangeError);
  expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
});

test('months are clipped to their end', () => {
  expect(addMonths('2023-01-31', 1)).toBe('2023-02-28');
  expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
  expect(addMonths('2022-11-30', 3)).toBe('2023-02-28');
  expect(addMonths('2023-03-31', -1)).toBe('2023-02-28');
  expect(addMonths('2023-12-15', 1)).toBe('2024-01-15');
  expect(monthEnd('2024-02-03')).toBe('2024-02-29');
  expect(monthStart('2024-02-03')).toBe('2024-02-01');
});

test('known weekdays and distances', () => {
  expect(weekday('2026-11-23')).toBe(1);
  expect(weekday('1949-10-01')).toBe(6);
  expect(daysBetween('2021-01-01', '2022-09-30')).toBe(637);
  expect(compareDays('2021-01-01', '2020-12-31')).toBeGreaterThan(0);
});

test('agrees with the platform calendar in UTC', () => {
  fc.assert(
    fc.property(fc.integer({ min: -500_000, max: 500_000 }), (n) => {
      const platform = new Date(n * 86_400_000);
      const day = addDays('1970-01-01', n);
      expect(day).toBe(platform.toISOString().slice(0, 10));
      expect(weekday(day) % 7).toBe(platform.getUTCDay());
    }),
  );
});

test('addDays and daysBetween undo each other', () => {
  fc.assert(
    fc.property(aDay, fc.integer({ min: -100_000, max: 100_000 }), (day, n) => {
      expect(daysBetween(day, addDays(day, n))).toBe(n);
      expect(addDays(addDays(day, n), -n)).toBe(day);
    }),
  );
});

test('addMonths: lands in the right month, never moves past the day, is monotonic, composes when nothing is clipped', () => {
  fc.assert(
    fc.property(aDay, aDay, fc.integer({ min: -600, max: 600 }), fc.integer({ min: -600, max: 600 }), (day, other, m, k) => {
      const moved = addMonths(day, m);
      expect(isDay(moved)).toBe(true);
      const months = (d: string) => Number(d.slice(0, 4)) * 12 + Number(d.slice(5, 7));
      expect(months(moved)).toBe(months(day) + m);
      expect(Number(moved.slice(8))).toBe(
        Math.min(Number(day.slice(8)), daysInMonth(Number(moved.slice(0, 4)), Number(moved.slice(5, 7)))),
      );
      if (compareDays(day, other) <= 0) expect(compareDays(moved, addMonths(other, m))).toBeLessThanOrEqual(0);
      if (Number(day.slice(8)) <= 28) expect(addMonths(addMonths(day, m), k)).toBe(addMonths(day, m + k));
      expect(addMonths(day, 0)).toBe(day);
    }),
  );
});

test('age counts the birthday itself; 29 February turns on 1 March', () => {
  expect(ageOn('2000-05-17', '2016-05-16')).toBe(15);
  expect(ageOn('2000-05-17', '2016-05-17')).toBe(16);
  expect(ageOn('2004-02-29', '2005-02-28')).toBe(0);
  expect(ageOn('2004-02-29', '2005-03-01')).toBe(1);
});

test('the day changes at midnight in Shanghai', () => {
  expect(dayInShanghai(new Date('2026-11-22T15:59:59.999Z'))).toBe('2026-11-22');
  expect(dayInShanghai(new Date('2026-11-22T16:00:00Z'))).toBe('2026-11-23');
  expect(() => dayInShanghai(new Date(Number.NaN))).toThrow(RangeError);
});

test('an end known to the month counts to its last day', () => {
  expect(lastDayOf('2023-02-01', 'month')).toBe('2023-02-28');
  expect(lastDayOf('2023-01-01', 'year')).toBe('2023-12-31');
  expect(lastDayOf('2023-02-07', 'day')).toBe('2023-02-07');
  expect(dayOf(2023, 2, 29)).toBeUndefined();
  expect(dayOf(2023, 13, 1)).toBeUndefined();
});

test('numbers of days say the same as days', () => {
  expect(dayNumber('1970-01-01')).toBe(0);
  fc.assert(
    fc.property(aDay, aDay, fc.integer({ min: -600, max: 600 }), (day, other, m) => {
      expect(fromDayNumber(dayNumber(day))).toBe(day);
      expect(fromDayNumber(addMonthsToNumber(dayNumber(day), m))).toBe(addMonths(day, m));
      expect(inSameMonth(dayNumber(day), dayNumber(other))).toBe(day.slice(0, 7) === other.slice(0, 7));
      expect(inSameMonth(dayNumber(day), dayNumber(monthEnd(day)))).toBe(true);
    }),
  );
});
