import { addDays, type Day, partsOf } from '../calendar/calendar.ts';

const FIRST_YEAR = 1930;
/** New Year's day 正月初一 of the first year. */
const FIRST_DAY: Day = '1930-01-30';

// One number a year. Bits 0–3: which month is followed by a leap month 闰月 (0 none); bits 15 … 4: months 1 … 12 have 30 days rather than 29;
// bit 16: the leap month has 30.
const years = `06566 0d4a0 0ea50 16a95 05ad0 02b60 186e3 092e0 1c8d7 0c950 0d4a0 1d8a6 0b550 056a0 1a5b4 025d0 092d0 0d2b2 0a950 0b557
06ca0 0b550 15355 04da0 0a5b0 14573 052b0 0a9a8 0e950 06aa0 0aea6 0ab50 04b60 0aae4 0a570 05260 0f263 0d950 05b57 056a0
096d0 04dd5 04ad0 0a4d0 0d4d4 0d250 0d558 0b540 0b6a0 195a6 095b0 049b0 0a974 0a4b0 0b27a 06a50 06d40 0af46 0ab60 09570
04af5 04970 064b0 074a3 0ea50 06b58 05ac0 0ab60 096d5 092e0 0c960 0d954 0d4a0 0da50 07552 056a0 0abb7 025d0 092d0 0cab5
0a950 0b4a0 0baa4 0ad50 055d9 04ba0 0a5b0 15176 052b0 0a930 07954 06aa0 0ad50 05b52 04b60 0a6e6 0a4e0 0d260 0ea65 0d530 05aa0`
  .split(/\s/)
  .map((hex) => Number.parseInt(hex, 16));

const lastYear = FIRST_YEAR + years.length - 1;
const monthDays = (year: number, month: number) => (years[year - FIRST_YEAR]! & (0x10000 >> month) ? 30 : 29);
const leapMonth = (year: number) => years[year - FIRST_YEAR]! & 0xf;
const leapDays = (year: number) => (leapMonth(year) === 0 ? 0 : years[year - FIRST_YEAR]! & 0x10000 ? 30 : 29);
const yearDays = (year: number) => Array.from({ length: 12 }, (_, m) => monthDays(year, m + 1)).reduce((a, b) => a + b, leapDays(year));

/** Days from the first new year to each, and to the end. */
const newYears: readonly number[] = years.reduce<number[]>(
  (starts, _, at) => {
    starts.push(starts[at]! + yearDays(FIRST_YEAR + at));
    return starts;
  },
  [0],
);

/** The solar day of a lunar one; null where there is no such day, or outside 1930–2030. `leap`: the leap month after that month. */
export function solarDayOf(year: number, month: number, day: number, leap = false): Day | null {
  if (year < FIRST_YEAR || year > lastYear || month < 1 || month > 12 || day < 1) return null;
  if (leap && leapMonth(year) !== month) return null;
  if (day > (leap ? leapDays(year) : monthDays(year, month))) return null;
  let days = newYears[year - FIRST_YEAR]! + day - 1;
  for (let m = 1; m < month; m++) days += monthDays(year, m);
  const leapBefore = leapMonth(year);
  if (leapBefore !== 0 && leapBefore < month) days += leapDays(year);
  if (leap) days += monthDays(year, month);
  return addDays(FIRST_DAY, days);
}

/** Whether a day written as if it were solar is the lunar name (of an ordinary or a leap month) of the solar day. */
export function meantAsLunar(written: Day, solar: Day): boolean {
  const { year, month, day } = partsOf(written);
  return solarDayOf(year, month, day) === solar || solarDayOf(year, month, day, true) === solar;
}
