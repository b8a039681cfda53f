// Days as texts, one after the other. Slow on purpose: what docs/figures.md says of days is counted day by day.
import { addDays, type Day } from '#standards/calendar/calendar.ts';

const following = new Map<Day, Day>();
/** The day after; remembered, since the oracle walks the same few years a million times. */
export const next = (day: Day): Day => {
  let after = following.get(day);
  if (after === undefined) {
    after = addDays(day, 1);
    following.set(day, after);
  }
  return after;
};
/** Every day from..to, both included; none where `to` lies before `from`. */
export function* eachDay(from: Day, to: Day): Generator<Day> {
  for (let t = from; t <= to; t = next(t)) yield t;
}
export const latest = (days: readonly Day[]): Day | null => days.reduce<Day | null>((a, b) => (a === null || b > a ? b : a), null);
export const earliest = (days: readonly Day[]): Day | null => days.reduce<Day | null>((a, b) => (a === null || b < a ? b : a), null);
/** §1: a closed interval; an open end is "still". */
export const holds = (period: { readonly from: Day; readonly to: Day | null }, t: Day): boolean =>
  period.from <= t && (period.to === null || t <= period.to);
