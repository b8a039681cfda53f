// What one row of a list says of a person's work, and which known spell it is about.
import type { Channel } from '#capabilities/workers/rules.ts';
import { addDays, type Day, type Precision } from '#standards/calendar/calendar.ts';
import { type EvidenceClass, kindOfChannel, type SpellFacts, type SpellKind } from './rulesSpell.ts';
import {
  bestClass,
  type Employer,
  evidenceOf,
  isOpen,
  type KnownSpell,
  lastObserved,
  mayBeSameStart,
  meet,
  NO_EMPLOYER,
  sameEmployer,
  type Work,
} from './rulesWork.ts';

export interface SaidDay {
  /** A start: the first day it may mean; an end: the last one. */
  readonly day: Day;
  readonly precision: Precision;
}

/** Only what a row says; what it leaves out is null (and `facts` lacks the key). */
export interface Statement {
  /** Null: the list does not say, so a spell it names is one in post. */
  readonly working: boolean | null;
  readonly start: SaidDay | null;
  readonly end: SaidDay | null;
  /** The list has a column for the end: a blank cell of somebody at work says "still". */
  readonly endAsked: boolean;
  readonly employer: (Employer & { readonly organisationId: string | null; readonly words: string }) | null;
  /** 12 digits or ''. */
  readonly place: string;
  readonly channel: Channel | null;
  /** Where it is more than the channel says. */
  readonly kind: SpellKind | null;
  readonly sideJob: boolean | null;
  readonly facts: Partial<
    Pick<
      SpellFacts,
      'payMonth' | 'pointToPoint' | 'industry' | 'industryWords' | 'publicPostKind' | 'occupation' | 'postWords' | 'leaveReason'
    >
  >;
  readonly observed: Day;
  readonly template: string;
  /** What it vouches with: a list of nobody in particular 6, a stamped one of the employer 3. */
  readonly class?: EvidenceClass;
}

export const kindOf = (s: Statement): SpellKind | null => s.kind ?? kindOfChannel(s.channel);
export const classOf = (s: Statement): EvidenceClass => s.class ?? 6;
export const monthOf = (day: Day | ''): string => day.slice(0, 7);

/** The known spell a statement is about; null for one that would be new. */
export const findSpell = (work: Work, s: Statement): KnownSpell | null => {
  const kind = kindOf(s);
  const said = { employer: s.employer ?? NO_EMPLOYER, place: s.place, kind: kind ?? 'employed' };
  const nameless = said.employer.main === null && said.employer.plain === '';
  const start = s.start && { start: s.start.day, startPrecision: s.start.precision };
  const days = { start: s.start?.day ?? s.end?.day ?? s.observed, ended: s.end?.day ?? (s.working === false ? s.observed : null) };
  const candidates = work.spells.filter((k) => k.kind !== 'internship');
  const same = candidates.filter((k) => sameEmployer(k, nameless && kind === null ? { ...said, kind: k.kind } : said));
  const bySameStart = start ? same.filter((k) => mayBeSameStart(k, start)) : [];
  const meeting = bySameStart.length ? bySameStart : same.filter((k) => meet(k, days));
  const apart = s.start ? meeting.filter((k) => !isReturn(work, k, s)) : meeting;
  if (apart.length) return latest(apart.filter((k) => isOpen(work, k)).length ? apart.filter((k) => isOpen(work, k)) : apart);
  if (same.length && !nameless) return null;
  // an employer that only one of the two names: the same start in the same place is enough where it means one spell only
  const placed = (k: KnownSpell) => k.place === '' || s.place === '' || k.place.slice(0, 6) === s.place.slice(0, 6);
  const named = (k: KnownSpell) => k.employer.main !== null || k.employer.plain !== '';
  const near = candidates.filter(
    (k) =>
      (nameless ? named(k) : !named(k)) &&
      placed(k) &&
      (kind === null || k.kind === kind) &&
      (start ? mayBeSameStart(k, start) : nameless && isOpen(work, k)),
  );
  return near.length === 1 ? near[0]! : null;
};
const latest = (spells: readonly KnownSpell[]): KnownSpell =>
  spells.reduce((best, k) => (k.start > best.start || (k.start === best.start && k.id < best.id) ? k : best));

/**
 * 返岗: a list says that somebody began at the same employer on a day before which others had already seen them there. Those days stay true: it is a second
 * spell, unless something better than a list vouches for the time between.
 */
const isReturn = (work: Work, known: KnownSpell, s: Statement): boolean => {
  if (!s.start || s.start.day <= known.start || mayBeSameStart(known, { start: s.start.day, startPrecision: s.start.precision }))
    return false;
  if (known.ended !== null) return s.start.day > (known.endInferred ? known.ended : addDays(known.ended, 1));
  const evidence = evidenceOf(work, known.id);
  return bestClass(evidence) >= 6 && evidence.some((e) => e.says === 'in_post' && e.observed < s.start!.day);
};

/** Is what the register knows of this spell newer than the list? Lists of one month are of one age. */
export const isOlder = (work: Work, known: KnownSpell, s: Statement): boolean =>
  (known.byHandOn !== null && known.byHandOn >= s.observed) ||
  // insurance and payroll say that somebody was there, and no fact besides
  monthOf(lastObserved(evidenceOf(work, known.id).filter((e) => e.class > 2))) > monthOf(s.observed);
