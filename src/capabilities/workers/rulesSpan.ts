// A day as exactly as it was written, as the days it may mean. Numbers of days since 1970, so that a million rows compare cheaply.

import type { WrittenDay } from '#capabilities/rosters/rules.ts';
import { type Day, daysBetween, daysInMonth, isDay } from '#standards/calendar/calendar.ts';

const EPOCH = '1970-01-01';

export const dayNumberOf = (day: Day): number => daysBetween(EPOCH, day);

export interface Span {
  /** First and last day it may mean; the same one where a day was written. */
  readonly first: number;
  readonly last: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly precision: 'day' | 'month' | 'year';
}

/** Null for what is no day at all: checks never stumble over a value, they leave it alone. */
export const spanOf = (written: WrittenDay | null | undefined): Span | null => {
  if (typeof written !== 'string') return null;
  const precision = written.length === 4 ? 'year' : written.length === 7 ? 'month' : 'day';
  const firstDay = precision === 'year' ? `${written}-01-01` : precision === 'month' ? `${written}-01` : written;
  if (!isDay(firstDay)) return null;
  const lastDay =
    precision === 'year'
      ? `${written}-12-31`
      : precision === 'month'
        ? `${written}-${daysInMonth(Number(written.slice(0, 4)), Number(written.slice(5)))}`
        : written;
  return { first: dayNumberOf(firstDay), last: dayNumberOf(lastDay), firstDay, lastDay, precision };
};

const monthIndex = (day: Day): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));

/** Calendar months that the days from `from` to `to` touch; none where `to` lies before. */
export const monthsTouched = (from: Day, to: Day): number => Math.max(0, monthIndex(to) - monthIndex(from) + 1);

/** Months between two written days where both say a month. */
export const monthsApart = (from: Span, to: Span): number | null =>
  from.precision === 'year' || to.precision === 'year' ? null : monthIndex(to.firstDay) - monthIndex(from.firstDay);
