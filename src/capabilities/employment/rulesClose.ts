// Spells of one time: which close each other, and which only overlap.
import { addDays, type Day } from '#standards/calendar/calendar.ts';
import { carryOut, type Deed } from './rulesChanges.ts';
import { monthOf } from './rulesStatement.ts';
import {
  bestClass,
  earlierDay,
  evidenceOf,
  isOpen,
  type KnownSpell,
  lastObserved,
  lastStatement,
  laterDay,
  surelyOverlap,
  type Work,
} from './rulesWork.ts';

/** Internships and second jobs close nobody and are closed by nobody. */
const counts = (k: KnownSpell): boolean => k.kind !== 'internship' && !k.sideJob;

/**
 * A newer spell closes an older open one on the day before it begins, as an inferred end: where only lists vouch for the older one, and nobody has said it
 * later than the newer one. The list that says both cuts its own evidence there. What is closed stays closed until somebody states an end; where the newer
 * one's start moves, the inferred end moves along.
 */
export const closeOlder = (before: Work): { readonly work: Work; readonly deeds: readonly Deed[] } => {
  let work = before;
  const deeds: Deed[] = [];
  const put = (deed: Deed): void => {
    deeds.push(deed);
    work = carryOut(work, deed);
  };
  const told = new Map(before.spells.map((k) => [k.id, evidenceOf(before, k.id)]));
  const seen = (k: KnownSpell): Day | '' => lastObserved(told.get(k.id)!);
  for (const k of before.spells) {
    if (!counts(k) || (k.ended !== null && !k.endInferred) || bestClass(told.get(k.id)!) < 6) continue;
    const later = before.spells.filter((n) => n.id !== k.id && counts(n) && n.start > k.start);
    const closers = k.endInferred
      ? later
      : later.filter((n) => monthOf(seen(n)) >= monthOf(seen(k)) && (k.byHandOn === null || k.byHandOn < seen(n)));
    const closer = closers.reduce<KnownSpell | null>((first, n) => (first === null || n.start < first.start ? n : first), null);
    if (!closer) continue;
    const end = addDays(closer.start, -1);
    if (k.ended !== end || k.endPrecision !== closer.startPrecision)
      put({ do: 'changeSpell', id: k.id, changes: { ended: end, endPrecision: closer.startPrecision, endInferred: true } });
    for (const e of told.get(k.id)!) {
      if (e.coversTo === null || e.class !== 6 || e.coversFrom > end) continue;
      const wasCut = k.ended !== null && e.coversTo === k.ended && k.ended < e.observed;
      if (!wasCut && monthOf(e.observed) !== monthOf(seen(closer))) continue;
      const to = earlierDay(end, e.observed);
      if (e.coversTo > end || (wasCut && to > e.coversTo))
        put({ do: 'changeEvidence', id: e.id, changes: { coversFrom: e.coversFrom, coversTo: to, observed: e.observed } });
    }
  }
  return { work, deeds };
};

/**
 * The spell that closed this one, where no list has said it since: a newer list that still has the closed one leaves open which of the two is held.
 * `heard`: spells that the rows at hand are about.
 */
export const doubtfulCloser = (work: Work, spellId: string, observed: Day, heard: ReadonlySet<string>): string | null => {
  const mine = work.spells.find((k) => k.id === spellId);
  if (!mine?.endInferred) return null;
  const closer = work.spells.find((n) => counts(n) && n.start > mine.start && addDays(n.start, -1) === mine.ended);
  if (!closer || heard.has(closer.id) || !isOpen(work, closer)) return null;
  return monthOf(lastObserved(evidenceOf(work, closer.id))) < monthOf(observed) ? closer.id : null;
};

/** Spells of one time that nobody marked as a second job (V07). */
export const overlapsOf = (work: Work, spellId: string): readonly string[] => {
  const mine = work.spells.find((k) => k.id === spellId);
  if (!mine || mine.sideJob || mine.kind === 'internship') return [];
  return work.spells
    .filter((k) => k.id !== spellId && !k.sideJob && k.kind !== 'internship' && surelyOverlap(heldDays(work, mine), heldDays(work, k)))
    .map((k) => k.id);
};
/** The days of a spell as far as anybody has said them. */
export const heldDays = (work: Work, k: KnownSpell): KnownSpell => (isOpen(work, k) ? k : stopped(work, k));
/** Where the last statement says "not in post", the spell is over on the day before. */
const stopped = (work: Work, k: KnownSpell): KnownSpell => {
  const last = lastStatement(evidenceOf(work, k.id));
  if (last?.says !== 'not_in_post') return k;
  const end = addDays(last.coversFrom, -1);
  const ended = k.ended === null || end < k.ended ? laterDay(end, k.start) : k.ended;
  return { ...k, ended, endPrecision: 'day' };
};
