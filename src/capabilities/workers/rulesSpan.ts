// A day as exactly as it was written, as the days it may mean. Numbers of days since 1970, so that a million rows compare cheaply.

import type { WrittenDay } from '#capabilities/rosters/rules.ts';
import { type Day, daysBetween, daysInMonth } from '#standards/calendar/calendar.ts';

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

const WRITTEN = /^([1-9]\d{3})(?:-(\d\d)(?:-(\d\d))?)?$/;

// the same number as dayNumberOf, without its checks: asked some five times a row
const dayNumberAt = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day) / 86_400_000;

/** A list says the same days over and over, and its rules ask about each several times: the last few thousand are remembered. */
const known = new Map<string, Span | null>();
const MOST = 4096;

/** Null for what is no day at all: checks never stumble over a value, they leave it alone. */
export const spanOf = (written: WrittenDay | null | undefined): Span | null => {
  if (typeof written !== 'string' || written.length > 10) return null;
  const before = known.get(written);
  if (before !== undefined) return before;
  const span = readSpan(written);
  if (known.size >= MOST) known.clear();
  known.set(written, span === null ? null : Object.freeze(span));
  return span;
};

const readSpan = (written: WrittenDay): Span | null => {
  const match = WRITTEN.exec(written);
  if (!match) return null;
  const year = Number(match[1]);
  if (match[2] === undefined)
    return {
      first: dayNumberAt(year, 1, 1),
      last: dayNumberAt(year, 12, 31),
      firstDay: `${written}-01-01`,
      lastDay: `${written}-12-31`,
      precision: 'year',
    };
  const month = Number(match[2]);
  const days = daysInMonth(year, month);
  if (match[3] === undefined) {
    if (days === 0) return null;
    const first = dayNumberAt(year, month, 1);
    return { first, last: first + days - 1, firstDay: `${written}-01`, lastDay: `${written}-${days}`, precision: 'month' };
  }
  const day = Number(match[3]);
  if (day < 1 || day > days) return null;
  const at = dayNumberAt(year, month, day);
  return { first: at, last: at, firstDay: match[0], lastDay: match[0], precision: 'day' };
};

const monthIndex = (day: Day): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));

/** Calendar months that the days from `from` to `to` touch; none where `to` lies before. */
export const monthsTouched = (from: Day, to: Day): number => Math.max(0, monthIndex(to) - monthIndex(from) + 1);

/** Months between two written days where both say a month. */
export const monthsApart = (from: Span, to: Span): number | null =>
  from.precision === 'year' || to.precision === 'year' ? null : monthIndex(to.firstDay) - monthIndex(from.firstDay);
