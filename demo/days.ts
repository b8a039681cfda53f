/** Days as numbers since 1970-01-01, which is how the generator counts; as text where they leave it. */

const TEXTS: string[] = [];
const OFFSET = 25_567; // 1900-01-01

/** `YYYY-MM-DD`; each is made once. */
export const dayText = (day: number): string => {
  const at = day + OFFSET;
  TEXTS[at] ??= new Date(day * 86_400_000).toISOString().slice(0, 10);
  return TEXTS[at]!;
};

/** The number of a day that is written in this program (a wrong one throws). */
export const dayOf = (text: string): number => {
  const ms = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(ms)) throw new RangeError(`not a day: ${text}`);
  return ms / 86_400_000;
};

/** The day of a date whose parts may run over: 14 months are a year and two. */
export const dayOfParts = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day) / 86_400_000;

const YEARS = new Int32Array(250);
/** 1 January of a year from 1900 on. */
export const yearStart = (year: number): number => {
  YEARS[year - 1900] ||= dayOfParts(year, 1, 1);
  return YEARS[year - 1900]!;
};
export const daysInYear = (year: number): number => ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 366 : 365);

/** An instant on a day, Asia/Shanghai, as milliseconds since 1970 in UTC. */
export const instantOn = (day: number, hour: number, milliseconds = 0): number => day * 86_400_000 + (hour - 8) * 3_600_000 + milliseconds;

/** The business day on which an instant falls (Asia/Shanghai). */
export const dayOfInstant = (instant: number): number => Math.floor((instant + 8 * 3_600_000) / 86_400_000);

/** The day the demonstration stands at; nothing in the world is later. */
export const DEMONSTRATION_DAY = '2022-10-12';
export const TODAY = dayOf(DEMONSTRATION_DAY);
export const TODAY_YEAR = 2022;
