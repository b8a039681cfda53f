// What accepting a proposal enters, and what stands in its way. Pure.
import { addMonths, type Day, type Precision } from '#standards/calendar/calendar.ts';
import { firstDayOfMonth, lastDayOfMonth, monthOfDay, monthRuns, monthsFrom } from './rulesMonths.ts';
import type { Proposed } from './rulesOutside.ts';
import { bareSpell, type SpellFacts } from './rulesSpell.ts';
import type { KnownSpell } from './rulesWork.ts';

/** ○ Nobody works before (劳动法 §15). */
const LEAST_AGE = 16;

type Ended = { readonly ended: Day; readonly endPrecision: Precision; readonly endInferred: boolean };
const monthly = (day: Day, of: 'first' | 'last'): Precision =>
  day === (of === 'first' ? firstDayOfMonth(monthOfDay(day)) : lastDayOfMonth(monthOfDay(day))) ? 'month' : 'day';

/**
 * When it ended: on the day an employer's list states; with its last month where something later is known to have begun behind it; else it goes on, proved for as
 * long as lists reach.
 */
export const endOfProposal = (p: Proposed, spells: readonly KnownSpell[], others: readonly Proposed[]): Ended | null => {
  const precision = monthly(p.toDay, 'last');
  if (precision === 'day') return { ended: p.toDay, endPrecision: 'day', endInferred: false };
  const later =
    spells.some((s) => s.kind !== 'internship' && !s.sideJob && s.start > p.toDay) ||
    others.some((o) => o !== p && o.kind === 'spell' && o.fromDay > p.toDay);
  return later ? { ended: p.toDay, endPrecision: 'month', endInferred: true } : null;
};

export type ProposalFault = 'days' | 'underSixteen' | 'dead';
export const faultOf = (
  p: Proposed,
  start: Day,
  ended: Day | null,
  { today, birthday, diedOn }: { readonly today: Day; readonly birthday: Day | null; readonly diedOn: Day | null },
): ProposalFault | null => {
  if (start > p.toDay || (ended !== null && (ended < start || ended > today))) return 'days';
  if (
    birthday !== null &&
    addMonths(birthday, 12 * LEAST_AGE) > (monthly(start, 'first') === 'month' ? lastDayOfMonth(monthOfDay(start)) : start)
  )
    return 'underSixteen';
  return diedOn !== null && diedOn < start ? 'dead' : null;
};

/** `said`: what whoever accepts states instead. */
export const spellOfProposal = (
  p: Proposed,
  end: Ended | null,
  place: string,
  occupation: { readonly occupation?: string; readonly postWords?: string },
  said: { readonly start?: Day | undefined; readonly ended?: Day | null | undefined } = {},
): SpellFacts => {
  const start = said.start ?? p.fromDay;
  const stated: Ended | null = said.ended == null ? null : { ended: said.ended, endPrecision: 'day', endInferred: false };
  return {
    ...bareSpell('employed', start, said.start !== undefined && said.start !== p.fromDay ? 'day' : monthly(start, 'first')),
    ...((said.ended === undefined ? end : stated) ?? {}),
    organisationId: p.organisationId,
    employerWords: p.employerWords,
    place,
    payMonth: p.payMonth,
    ...occupation,
  };
};

/** Months that lists leave out between an earlier run of this employer and the proposal. */
export const holeBefore = (months: readonly number[], from: Day): readonly number[] => {
  const first = monthOfDay(from);
  const before = monthRuns(months.filter((m) => m < first)).at(-1);
  return before ? monthsFrom(before.last + 1, first - 1) : [];
};

/** Do whole months of the spell lie in those of the proposal? The month of a change may belong to both. */
export const overlaps = (p: Pick<Proposed, 'fromDay' | 'toDay'>, s: Pick<KnownSpell, 'start' | 'ended' | 'sideJob'>): boolean =>
  !s.sideJob &&
  monthsFrom(monthOfDay(p.fromDay), monthOfDay(p.toDay)).some(
    (m) => s.start <= firstDayOfMonth(m) && (s.ended === null || s.ended >= lastDayOfMonth(m)),
  );
