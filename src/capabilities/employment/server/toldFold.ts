// What the evidence that a viewer is told of vouches for: the same fold as the figures (docs/figures.md §2), over as much as they may know.
import { type Day, dayNumber, fromDayNumber } from '#standards/calendar/calendar.ts';
import { type Fold, type FoldEvidence, foldAll, NEVER, OPEN, vouched } from '../rulesFold.ts';
import type { StoredEvidence } from './spells.ts';

export interface ToldFold {
  /** The last proved day, and the best class that proves it; null where nothing vouches. */
  readonly verified: { readonly until: Day; readonly class: number } | null;
  /** The last day in post, by evidence or by the recorded end; null: nobody closed it. */
  readonly closed: Day | null;
}

const factOf = (e: StoredEvidence): FoldEvidence => ({
  id: e.id,
  class: e.class,
  inPost: e.says === 'in_post',
  from: dayNumber(e.coversFrom),
  to: dayNumber(e.coversTo ?? e.coversFrom),
  observed: dayNumber(e.observed),
  recorded: Number(e.first),
});

/** Of the current version of a spell. */
export const toldFold = (spell: { readonly start: Day; readonly ended: Day | null }, told: readonly StoredEvidence[]): ToldFold => {
  const days = { start: dayNumber(spell.start), ended: spell.ended === null ? OPEN : dayNumber(spell.ended) };
  const folds = foldAll(days, told.map(factOf));
  const untilOf = (f: Fold): number => vouched(days, f)?.to ?? NEVER;
  const whole = folds[6]!;
  const until = untilOf(whole);
  return {
    verified: until === NEVER ? null : { until: fromDayNumber(until), class: folds.findIndex((f, c) => c > 0 && untilOf(f) === until) },
    closed: whole.closed === OPEN ? null : fromDayNumber(whole.closed),
  };
};
