import { addDays } from '#standards/calendar/calendar.ts';
import { meantAsLunar } from '#standards/lunar/lunar.ts';

/** How two birthdays relate; the first that holds. `unknown`: one of them is not known. */
export type BirthdayLevel = 'same' | 'swapped' | 'oneYear' | 'oneDigit' | 'lunar' | 'placeholder' | 'oneDay' | 'different' | 'unknown';

const swapDayAndMonth = (day: string): string => `${day.slice(0, 5)}${day.slice(8, 10)}-${day.slice(5, 7)}`;
const differing = (a: string, b: string): number => {
  let n = 0;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) n++;
  return n;
};
/** 1 January and the first of a month are what registers write where the day is not known. */
const vague = (day: string, other: string): boolean =>
  day.slice(0, 4) === other.slice(0, 4) && (day.endsWith('-01-01') || (day.endsWith('-01') && day.slice(5, 7) === other.slice(5, 7)));

const swappedDigits = (a: string, b: string): boolean => {
  const [x, y] = [a.replaceAll('-', ''), b.replaceAll('-', '')];
  for (let i = 0; i < 7; i++) if (x[i] !== y[i]) return x[i] === y[i + 1] && x[i + 1] === y[i] && x.slice(i + 2) === y.slice(i + 2);
  return false;
};

/** How alike two birthdays (YYYY-MM-DD) are. Symmetric. */
export function compareBirthdays(a: string | null, b: string | null): BirthdayLevel {
  if (a === null || b === null) return 'unknown';
  if (a === b) return 'same';
  const far = Math.abs(Number(a.slice(0, 4)) - Number(b.slice(0, 4)));
  if (swapDayAndMonth(a) === b) return 'swapped';
  if (far === 1 && a.slice(5) === b.slice(5)) return 'oneYear';
  // ten years: 1998 and 2008 are one slip of the decade too
  if (differing(a, b) === 1 || swappedDigits(a, b) || (far === 10 && a.slice(5) === b.slice(5))) return 'oneDigit';
  if (far > 1) return 'different';
  if (meantAsLunar(a, b) || meantAsLunar(b, a)) return 'lunar';
  if (vague(a, b) || vague(b, a)) return 'placeholder';
  return addDays(a, 1) === b || addDays(b, 1) === a ? 'oneDay' : 'different';
}

/** Days that are written so often for “not known” that sharing one says little. */
export function isPlaceholderDay(day: string): boolean {
  return day.endsWith('-01-01');
}
