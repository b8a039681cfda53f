// Two spells of one time at the desk: which of them the rule would end, where it leaves no doubt (V07). Pure.
import { addDays, type Day } from '#standards/calendar/calendar.ts';
import { overlapsOf } from './rulesClose.ts';
import type { SpellFacts } from './rulesSpell.ts';
import { monthOf } from './rulesStatement.ts';
import { evidenceOf, isOpen, type KnownSpell, lastObserved, laterDay, type Work } from './rulesWork.ts';

export interface Ending {
  readonly older: KnownSpell;
  readonly newer: KnownSpell;
  readonly changes: Pick<SpellFacts, 'ended' | 'endPrecision' | 'endInferred'>;
  /** The last day on which something better than a list vouches for the older one; null where nothing does. */
  readonly vouched: Day | null;
}

/**
 * The older of two spells ends on the day before the newer one begins, as an inferred end: where nothing better than a list (class 6) has it in post on a
 * day of the newer one, and nobody has spoken of the older one later than of the newer one. Only where that settles all of the person's overlaps.
 */
export const certainEnding = (work: Work): Ending | null => {
  const pairs = work.spells.flatMap((older) =>
    overlapsOf(work, older.id).flatMap((id) => {
      const newer = work.spells.find((k) => k.id === id)!;
      return newer.start > older.start ? [{ older, newer }] : [];
    }),
  );
  const [pair] = pairs;
  if (!pair || pairs.length > 1) return null;
  const { older, newer } = pair;
  if (!isOpen(work, older)) return null;
  const told = evidenceOf(work, older.id);
  const vouched = told.reduce<Day | null>(
    (last, e) => (e.says === 'in_post' && e.class < 6 && e.coversTo !== null && (last === null || e.coversTo > last) ? e.coversTo : last),
    null,
  );
  if (vouched !== null && vouched >= newer.start) return null;
  const spoken = (k: KnownSpell): string => monthOf(laterDay(lastObserved(evidenceOf(work, k.id)) || '', k.byHandOn ?? ''));
  if (spoken(older) > spoken(newer)) return null;
  return {
    older,
    newer,
    changes: { ended: addDays(newer.start, -1), endPrecision: newer.startPrecision, endInferred: true },
    vouched,
  };
};
