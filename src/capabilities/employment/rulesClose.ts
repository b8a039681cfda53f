// Spells of one time: which close each other, and which only overlap.
import { addDays } from '#standards/calendar/calendar.ts';
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

/**
 * A newer spell closes an older open one on the day before it begins, as an inferred end: where only lists vouch for the older one, and nobody has said it
 * later than the newer one. The list that says both cuts its own evidence there. Follows from the spells alone, in whatever order they came.
 */
export const closeOlder = (before: Work): { readonly work: Work; readonly deeds: readonly Deed[] } => {
  let work = before;
  const deeds: Deed[] = [];
  const put = (deed: Deed): void => {
    deeds.push(deed);
    work = carryOut(work, deed);
  };
  const counts = (k: KnownSpell): boolean => k.kind !== 'internship' && !k.sideJob;
  const told = new Map(before.spells.map((k) => [k.id, evidenceOf(before, k.id)]));
  for (const k of before.spells) {
    if (!counts(k) || (k.ended !== null && !k.endInferred) || bestClass(told.get(k.id)!) < 6) continue;
    const seen = monthOf(lastObserved(told.get(k.id)!));
    const closers = before.spells.filter(
      (n) => n.id !== k.id && counts(n) && n.start > k.start && monthOf(lastObserved(told.get(n.id)!)) >= seen,
    );
    const closer = closers.reduce<KnownSpell | null>((first, n) => (first === null || n.start < first.start ? n : first), null);
    if (!closer) {
      if (k.endInferred) put({ do: 'changeSpell', id: k.id, changes: { ended: null, endPrecision: 'day', endInferred: false } });
      continue;
    }
    const end = addDays(closer.start, -1);
    if (k.ended !== end || k.endPrecision !== closer.startPrecision)
      put({ do: 'changeSpell', id: k.id, changes: { ended: end, endPrecision: closer.startPrecision, endInferred: true } });
    const month = monthOf(lastObserved(told.get(closer.id)!));
    for (const e of told.get(k.id)!)
      if (e.says === 'in_post' && e.class === 6 && monthOf(e.observed) === month && e.coversFrom <= end) {
        const wasCut = k.endInferred && k.ended !== null && e.coversTo === k.ended && k.ended < e.observed;
        const to = earlierDay(end, e.observed);
        if (e.coversTo! > end || (wasCut && to > e.coversTo!))
          put({ do: 'changeEvidence', id: e.id, changes: { coversFrom: e.coversFrom, coversTo: to, observed: e.observed } });
      }
  }
  return { work, deeds };
};

/** Spells of one time that nobody marked as a second job (V07). */
export const overlapsOf = (work: Work, spellId: string): readonly string[] => {
  const mine = work.spells.find((k) => k.id === spellId);
  if (!mine || mine.sideJob || mine.kind === 'internship') return [];
  const days = (k: KnownSpell) => (isOpen(work, k) ? k : stopped(work, k));
  return work.spells
    .filter((k) => k.id !== spellId && !k.sideJob && k.kind !== 'internship' && surelyOverlap(days(mine), days(k)))
    .map((k) => k.id);
};
/** Where the last statement says "not in post", the spell is over on the day before. */
const stopped = (work: Work, k: KnownSpell): KnownSpell => {
  const last = lastStatement(evidenceOf(work, k.id));
  if (last?.says !== 'not_in_post') return k;
  const end = addDays(last.coversFrom, -1);
  const ended = k.ended === null || end < k.ended ? laterDay(end, k.start) : k.ended;
  return { ...k, ended, endPrecision: 'day' };
};
