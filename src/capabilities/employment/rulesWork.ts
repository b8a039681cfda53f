// What is known of one worker's work, and which known spell a statement is about.
import type { Day, Precision } from '#standards/calendar/calendar.ts';
import { addDays, monthEnd, monthStart } from '#standards/calendar/calendar.ts';
import { type Evidence, NO_CLASS, type SpellFacts } from './rulesSpell.ts';

/** By whom somebody is employed, as far as it can be compared. */
export interface Employer {
  /** Who speaks for the organisation today, where it is one that is registered. */
  readonly main: string | null;
  /** Name without spaces and half-width; '' where no name is written. */
  readonly plain: string;
}
export const NO_EMPLOYER: Employer = { main: null, plain: '' };
const isUnknown = (e: Employer): boolean => e.main === null && e.plain === '';

export interface KnownSpell extends SpellFacts {
  readonly id: string;
  readonly employer: Employer;
  /** The day somebody entered or corrected it by hand; a list of before changes nothing of it. Null where a list said it. */
  readonly byHandOn: Day | null;
}
/** What is known of one worker. Never changed in place. */
export interface Work {
  readonly spells: readonly KnownSpell[];
  readonly evidence: readonly Evidence[];
  /** The day of the last list that said "does not work" without a spell to end; null where none did. */
  readonly noWork: Day | null;
}
export const NO_WORK: Work = { spells: [], evidence: [], noWork: null };

/** The very same organisation, else the same name; where neither tells an employer, the same place and kind. */
export const sameEmployer = (
  a: { readonly employer: Employer; readonly place: string; readonly kind: string },
  b: { readonly employer: Employer; readonly place: string; readonly kind: string },
): boolean => {
  if (isUnknown(a.employer) && isUnknown(b.employer))
    return a.kind === b.kind && (a.place === '' || b.place === '' || a.place.slice(0, 6) === b.place.slice(0, 6));
  if (a.employer.main !== null && b.employer.main !== null) return a.employer.main === b.employer.main;
  return a.employer.plain !== '' && a.employer.plain === b.employer.plain;
};

/** The days a spell surely or possibly begins on. */
const lastOfStart = (start: Day, precision: Precision): Day =>
  precision === 'day' ? start : precision === 'month' ? monthEnd(start) : `${start.slice(0, 4)}-12-31`;
const firstOfEnd = (ended: Day, precision: Precision): Day =>
  precision === 'day' ? ended : precision === 'month' ? monthStart(ended) : `${ended.slice(0, 4)}-01-01`;

/** Does the second way to write a day say nothing that the first does not? A month says nothing beside a day in it. */
export const saysNoMore = (
  known: { readonly day: Day; readonly precision: Precision },
  said: { readonly day: Day; readonly precision: Precision },
): boolean => {
  const digits = said.precision === 'day' ? 10 : said.precision === 'month' ? 7 : 4;
  const knownDigits = known.precision === 'day' ? 10 : known.precision === 'month' ? 7 : 4;
  return knownDigits >= digits && known.day.slice(0, digits) === said.day.slice(0, digits);
};

/** May both mean one day? */
export const mayBeSameStart = (
  a: { readonly start: Day; readonly startPrecision: Precision },
  b: { readonly start: Day; readonly startPrecision: Precision },
): boolean => a.start <= lastOfStart(b.start, b.startPrecision) && b.start <= lastOfStart(a.start, a.startPrecision);

const FAR = '9999-12-31';
export const earlierDay = (a: Day, b: Day): Day => [a, b].sort()[0]!;
export const laterDay = (a: Day, b: Day): Day => [a, b].sort()[1]!;
interface Days {
  readonly start: Day;
  readonly startPrecision: Precision;
  readonly ended: Day | null;
  readonly endPrecision: Precision;
}
/** Overlap, or one begins on the day after the other ended (figures §1: a month from its 1st to its last day). */
export const meet = (a: Pick<Days, 'start' | 'ended'>, b: Pick<Days, 'start' | 'ended'>): boolean => {
  const after = (end: Day | null): Day => (end === null || end >= FAR ? FAR : addDays(end, 1));
  return a.start <= after(b.ended) && b.start <= after(a.ended);
};
/** Overlap for sure, however exactly the days are known. The day somebody changes from one to the other may belong to both. */
export const surelyOverlap = (a: Days, b: Days): boolean => {
  const end = (s: Days): Day => (s.ended === null ? FAR : firstOfEnd(s.ended, s.endPrecision));
  return lastOfStart(a.start, a.startPrecision) < end(b) && lastOfStart(b.start, b.startPrecision) < end(a);
};

export const evidenceOf = (work: Work, spellId: string): readonly Evidence[] => work.evidence.filter((e) => e.spellId === spellId);
/** The best class of in-post evidence. */
export const bestClass = (evidence: readonly Evidence[]): number =>
  Math.min(NO_CLASS, ...evidence.filter((e) => e.says === 'in_post').map((e) => e.class));
/** The last day somebody said it, '' where nobody did. */
export const lastObserved = (evidence: readonly Evidence[]): Day | '' => {
  let last: Day | '' = '';
  for (const e of evidence) if (e.observed > last) last = e.observed;
  return last;
};
/** The last statement about a spell, in the order of figures §2. */
export const lastStatement = (evidence: readonly Evidence[]): Evidence | null =>
  evidence.reduce<Evidence | null>(
    (last, e) => (last === null || e.observed > last.observed || (e.observed === last.observed && e.class <= last.class) ? e : last),
    null,
  );
/** Nobody said yet that it is over. */
export const isOpen = (work: Work, spell: KnownSpell): boolean =>
  spell.ended === null && lastStatement(evidenceOf(work, spell.id))?.says !== 'not_in_post';
