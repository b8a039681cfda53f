/**
 * Calendar days as ISO text 'YYYY-MM-DD', proleptic Gregorian, years 0001–9999. No Date objects: they carry a time zone and move
 * birthdays by one. Day = a calendar day in Asia/Shanghai (docs/figures.md §1).
 */
export type Day = string;

/** How much of a day is really known; a month is stored as its 1st, a year as its 1 January. */
export type Precision = 'day' | 'month' | 'year';

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

const MONTHS = [31, 0, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
/** Days in a month; 0 when there is no such month. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return MONTHS[month - 1] ?? 0;
}

/** Digits of a text from `from` up to `to` as a number; -1 where another character stands among them. Lists ask this millions of times: no expression. */
function digitsOf(text: string, from: number, to: number): number {
  let n = 0;
  for (let i = from; i < to; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    n = n * 10 + digit;
  }
  return n;
}

/** True for a real day written 'YYYY-MM-DD', and nothing else (no times, no 02-30, no year 0000). */
export function isDay(text: string): text is Day {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return false;
  const year = digitsOf(text, 0, 4);
  const day = digitsOf(text, 8, 10);
  return year >= 1 && day >= 1 && day <= daysInMonth(year, digitsOf(text, 5, 7));
}

/** Year, month (1–12) and day of a real day. Throws RangeError otherwise: a caller's mistake, never a user's. */
export function partsOf(day: Day): Parts {
  if (!isDay(day)) throw new RangeError(`not a day: ${day}`);
  return { year: digitsOf(day, 0, 4), month: digitsOf(day, 5, 7), day: digitsOf(day, 8, 10) };
}

/** The day with these parts, or undefined if there is none. */
export function dayOf(year: number, month: number, day: number): Day | undefined {
  if (!Number.isInteger(year) || year < 1 || year > 9999 || !Number.isInteger(day) || day < 1 || day > daysInMonth(year, month))
    return undefined;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

// Days since 1970-01-01 by counting from 1 March (H. Hinnant, "chrono-compatible low-level date algorithms", days_from_civil).
function numberOfParts(year: number, month: number, d: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + d - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

/** Days since 1970-01-01 (negative before): what is compared and counted a million times is a number, not a text. */
export function dayNumber(day: Day): number {
  const { year, month, day: d } = partsOf(day);
  return numberOfParts(year, month, d);
}

function partsOfNumber(days: number): Parts {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 };
}

/** The day of a number of dayNumber. Throws RangeError outside the years 0001–9999. */
export function fromDayNumber(days: number): Day {
  const { year, month, day: d } = partsOfNumber(days);
  const day = dayOf(year, month, d);
  if (day === undefined) throw new RangeError(`outside the years 0001 to 9999: day number ${days}`);
  return day;
}

/** The day `days` later (negative: earlier). Throws RangeError outside the years 0001–9999 or for a part of a day. */
export function addDays(day: Day, days: number): Day {
  if (!Number.isInteger(days)) throw new RangeError(`not a whole number of days: ${days}`);
  return fromDayNumber(dayNumber(day) + days);
}

/** Same day of the month `months` on, clipped to that month's end (docs/figures.md §1): 01-31 + 1 = 02-28 or 02-29. */
export function addMonths(day: Day, months: number): Day {
  if (!Number.isInteger(months)) throw new RangeError(`not a whole number of months: ${months}`);
  const parts = partsOf(day);
  const index = parts.year * 12 + parts.month - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  const result = dayOf(year, month, Math.min(parts.day, daysInMonth(year, month)));
  if (result === undefined) throw new RangeError(`outside the years 0001 to 9999: ${day} and ${months} months`);
  return result;
}

/** addMonths on numbers of days: same day of the month, clipped to the month's end. */
export function addMonthsToNumber(days: number, months: number): number {
  const { year, month, day } = partsOfNumber(days);
  const index = year * 12 + month - 1 + months;
  const y = Math.floor(index / 12);
  const m = index - y * 12 + 1;
  return numberOfParts(y, m, Math.min(day, daysInMonth(y, m)));
}

/** Do both numbers of days lie in one month? */
export function inSameMonth(a: number, b: number): boolean {
  const [x, y] = [partsOfNumber(a), partsOfNumber(b)];
  return x.month === y.month && x.year === y.year;
}

/** Days from `from` to `to`, negative when `to` lies before: daysBetween(d, addDays(d, n)) = n. A closed interval holds one more. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** Negative, zero or positive, for sorting. ISO days sort as text; the check is what this adds. */
export function compareDays(a: Day, b: Day): number {
  return dayNumber(a) - dayNumber(b);
}

export function monthStart(day: Day): Day {
  partsOf(day);
  return `${day.slice(0, 8)}01`;
}

export function monthEnd(day: Day): Day {
  const { year, month } = partsOf(day);
  return `${day.slice(0, 8)}${daysInMonth(year, month)}`;
}

/** ISO 8601 weekday: 1 Monday … 7 Sunday. */
export function weekday(day: Day): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  return (((((dayNumber(day) + 3) % 7) + 7) % 7) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

/**
 * Completed years of age on `day` (周岁): the birthday itself counts. Someone born on 29 February completes a year on 1 March in
 * common years, since 28 February is the day before their birthday. Negative before birth.
 */
export function ageOn(birthday: Day, day: Day): number {
  const born = partsOf(birthday);
  const now = partsOf(day);
  const had = now.month > born.month || (now.month === born.month && now.day >= born.day);
  return now.year - born.year - (had ? 0 : 1);
}

/** Last day that a date of this precision may mean; starts use the day itself (docs/figures.md §1: ends count to the last day). */
export function lastDayOf(day: Day, precision: Precision): Day {
  if (precision === 'day') return partsOf(day) && day;
  return precision === 'month' ? monthEnd(day) : `${day.slice(0, 4)}-12-31`;
}

/**
 * The calendar day in Asia/Shanghai of an instant, by the fixed offset UTC+8. Right for every instant since 1991-09-15; the summer time
 * of 1986–1991 and local mean time before are not modelled, because such days are never instants here (birthdays are text).
 */
export function dayInShanghai(instant: Date): Day {
  const time = instant.getTime();
  if (Number.isNaN(time)) throw new RangeError('not an instant');
  return fromDayNumber(Math.floor((time + 8 * 3_600_000) / 86_400_000));
}
