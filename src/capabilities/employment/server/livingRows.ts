// The work of the living register as rows of a worker sheet: what the desk's rules are asked about between imports.
import type { WorkerRow } from '#capabilities/workers/rules.ts';
import type { SpellsOf } from '#capabilities/workers/server/service.ts';
import type { Day, Precision } from '#standards/calendar/calendar.ts';
import { isOpen, type KnownSpell, type Work } from '../rulesWork.ts';
import { readWork } from './spells.ts';

const written = (day: Day, precision: Precision): string => day.slice(0, precision === 'day' ? 10 : precision === 'month' ? 7 : 4);

/** `working`: whether it is held; an end that was only inferred is told as an end. */
const rowOfSpell = (work: Work, s: KnownSpell): WorkerRow => ({
  working: s.ended === null && isOpen(work, s),
  start: written(s.start, s.startPrecision),
  end: s.ended && written(s.ended, s.endPrecision),
  overlapAllowed: s.sideJob,
  place: s.place || null,
  employer: s.employerWords || null,
  industry: s.industry || s.industryWords || null,
  channel: s.channel || null,
  pointToPoint: s.pointToPoint,
  monthlyIncome: s.payMonth,
  ...(s.publicPostKind ? { publicPostKind: s.publicPostKind } : {}),
});

/** The work of these people, for the desk's rules over the living register. */
export const livingSpells: SpellsOf = async (db, _services, ids) => {
  const work = await readWork(db, ids);
  return new Map(
    [...work].map(([id, known]) => [
      id,
      known.spells.filter((s) => s.kind !== 'internship').map((s) => ({ id: s.id, row: rowOfSpell(known, s) })),
    ]),
  );
};
