// The living register as rows of a worker sheet, spell by spell: what the rules V04–V20 are asked about between imports.

import type { WorkerRow } from '#capabilities/workers/rules.ts';
import { type LivingPerson, rowsOfPeople, type SpellsOf } from '#capabilities/workers/server/service.ts';
import type { Services } from '#platform/server/services.ts';
import type { Db } from '#platform/server/store.ts';
import type { Day, Precision } from '#standards/calendar/calendar.ts';
import { isOpen, type KnownSpell, type Work } from '../rulesWork.ts';
import { readWork } from './spells.ts';

export interface LivingRow {
  readonly workerId: string;
  /** 12 digits. */
  readonly home: string;
  readonly diedOn: Day | null;
  /** Null: a person of whom no spell is known. */
  readonly spellId: string | null;
  /** Person and spell together. Holds whole number and telephone: never to be logged or kept. */
  readonly values: WorkerRow;
}

const written = (day: Day, precision: Precision): string => day.slice(0, precision === 'day' ? 10 : precision === 'month' ? 7 : 4);

/**
 * One row for each spell (internships apart), by start; one row for who has none. In the order of the ids; at most a few thousand at a time. `working` says
 * of each spell whether it is held; an end that was only inferred is told as an end.
 */
export const rowsOfWorkers = async (db: Db, services: Pick<Services, 'keys'>, ids: readonly string[]): Promise<readonly LivingRow[]> => {
  const people = await rowsOfPeople(db, services, ids);
  const work = await readWork(
    db,
    people.map((p) => p.workerId),
  );
  return people.flatMap((p) => rowsOf(p, work.get(p.workerId)!));
};

const rowsOf = (p: LivingPerson, work: Work): LivingRow[] => {
  const row = (spellId: string | null, values: WorkerRow): LivingRow => ({
    workerId: p.workerId,
    home: p.home,
    diedOn: p.diedOn,
    spellId,
    values: { ...p.values, ...values },
  });
  const spells = work.spells.filter((s) => s.kind !== 'internship');
  if (spells.length === 0) return [row(null, p.working === 'not_working' ? { working: false } : {})];
  return spells.map((s) => row(s.id, rowOfSpell(work, s)));
};

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
