// Where a year will end, from its curve so far (docs/decisions/0020-forecast-by-the-course-of-earlier-years.md). Pure; every threshold marked ○ is a default of ours.
import { daysInMonth } from '#standards/calendar/calendar.ts';
import { passed } from './rulesCompletion.ts';

/** Persons of one year by the day on which they are first counted. */
export interface YearCurve {
  readonly year: number;
  /** On the year's first day: at work already when it began. */
  readonly first: number;
  /** All others, by month, January first. */
  readonly months: readonly number[];
}
export const addedOf = (curve: YearCurve): number => curve.months.reduce((a, b) => a + b, 0);
export const totalOf = (curve: YearCurve): number => curve.first + addedOf(curve);
/** By the end of each month. */
export const cumulative = (curve: YearCurve): readonly number[] => {
  let sum = curve.first;
  return curve.months.map((n) => (sum += n));
};

/** ○ Earlier years with fewer newly counted persons say nothing about a year's course. */
export const LEAST_ADDED = 50;
/** ○ Before a tenth of the usual course has passed every estimate is a guess. */
export const LEAST_SHARE = 0.1;
/** ○ With no earlier year to go by, a year may run a fifth ahead of an even pace or behind it. */
export const EVEN_SPREAD = 0.2;
/** ○ Two standard deviations: nineteen years of twenty. */
const Z = 1.96;

export interface Forecast {
  /** earlier: by how much of its newly counted persons earlier years had by this day. even: so many a day. */
  readonly by: 'earlier' | 'even';
  readonly years: readonly number[];
  /** Of a year's newly counted persons, usually there by this day. */
  readonly share: number;
  readonly now: number;
  readonly low: number;
  readonly likely: number;
  readonly high: number;
  /** How wide low … high is against likely: within a tenth, within three, wider ○. */
  readonly certainty: 'close' | 'fair' | 'rough';
}
export type NoForecast = 'stock' | 'yearOver' | 'notBegun' | 'tooEarly';

/** Of an earlier year's newly counted persons, how many were there by this day of the year; within a month evenly. */
export const shareBy = (curve: YearCurve, day: string): number => {
  const [, month, dayOfMonth] = day.split('-').map(Number) as [number, number, number];
  const before = curve.months.slice(0, month - 1).reduce((a, b) => a + b, 0);
  // 29 February is the last day of February in a year that has none
  const part = Math.min(1, dayOfMonth / daysInMonth(curve.year, month));
  return (before + curve.months[month - 1]! * part) / addedOf(curve);
};

/** In whole per cent: with more decimals the numbers behind a share can be worked out from it. */
export const wholePercent = (share: number): number => Math.round(100 * share) / 100;
/** The course of a year without its size: of its newly counted persons, those there by the end of each month. */
export const sharesOf = (curve: YearCurve): readonly number[] =>
  cumulative({ ...curve, first: 0 }).map((n) => wholePercent(n / addedOf(curve)));

const bound = (added: number, share: number, side: -1 | 1): number => {
  const rest = (added * (1 - share)) / share;
  // of so many to come in a year, how many came by now is a matter of chance too; + 1 so that nobody so far does not mean nobody ever
  const noise = (Z * Math.sqrt((added + 1) * (1 - share))) / share;
  return Math.max(0, rest + side * noise);
};

/**
 * `earlier`: curves of whole years before, of the same cell or of the provinces around it. Persons who were at work when the year began count from its first day and
 * say nothing about its course: only the rest is projected.
 */
export const forecast = (curve: YearCurve, day: string, earlier: readonly YearCurve[]): Forecast | NoForecast => {
  const time = passed(curve.year, day);
  if (time.days === 0) return 'notBegun';
  if (time.days >= time.of) return 'yearOver';
  const usable = earlier.filter((e) => addedOf(e) >= LEAST_ADDED);
  const even = time.days / time.of;
  const shares = usable.map((e) => shareBy(e, day));
  const all = usable.reduce((sum, e) => sum + addedOf(e), 0);
  const share = usable.length ? usable.reduce((sum, e, i) => sum + shares[i]! * addedOf(e), 0) / all : even;
  // one year cannot say how years differ: an even pace is the second opinion
  const spread =
    usable.length > 1
      ? shares
      : usable.length === 1
        ? [shares[0]!, even]
        : [even * (1 - EVEN_SPREAD), Math.min(1, even * (1 + EVEN_SPREAD))];
  const [least, most] = [Math.min(...spread), Math.max(...spread)];
  if (least < LEAST_SHARE) return 'tooEarly';
  const added = addedOf(curve);
  const now = totalOf(curve);
  const likely = Math.round(now + (added * (1 - share)) / share);
  const low = Math.min(likely, Math.round(now + bound(added, most, -1)));
  const high = Math.max(likely, Math.round(now + bound(added, least, 1)));
  const width = likely === 0 ? 1 : (high - low) / likely;
  return {
    by: usable.length ? 'earlier' : 'even',
    years: usable.map((e) => e.year),
    share,
    now,
    low,
    likely,
    high,
    certainty: width <= 0.1 ? 'close' : width <= 0.3 ? 'fair' : 'rough',
  };
};

/** What the range says of a target. */
export const reachOf = (f: Pick<Forecast, 'low' | 'high'>, target: number): 'yes' | 'no' | 'open' =>
  f.low >= target ? 'yes' : f.high < target ? 'no' : 'open';
