// The engine: who is counted by a figure, as known at an instant. Under the role of figures, which reads everything and writes nothing.
import { sql } from 'kysely';
import { shippedCriteria } from '#capabilities/employment/rules.ts';
import { windowsOfPerson } from '#capabilities/employment/server/service.ts';
import type { Db } from '#platform/server/store.ts';
import type { BaseFigure, Figure } from '../rulesDefinitions.ts';
import { baseOf } from '../rulesDefinitions.ts';
import { type FigureAsk, type MemberRow, memberQuery, type UnitedInput } from './memberQuery.ts';
import { withoutJit } from './training/trainees.ts';
import { readUnited, type SharedUnited, stableDays } from './unitedRows.ts';

const NOBODY: UnitedInput = { people: [], rows: [], stable: [], cohort: [] };
const unitedInput = async (db: Db, base: BaseFigure, ask: FigureAsk, shared?: SharedUnited): Promise<UnitedInput> => {
  if (base.kind === 'trained') {
    await withoutJit(db);
    return NOBODY;
  }
  const united = await readUnited(db, ask, shared);
  const people = [...united.people.keys()];
  const none = { people, rows: united.rows, stable: [], cohort: [] };
  if (base.kind === 'newlyStable') {
    const rule = { ...shippedCriteria.find((r) => r.id === base.criterion)!, evidenceClass: ask.c };
    return { ...none, stable: stableDays(united, rule) };
  }
  if (base.kind !== 'retention') return none;
  const { form, c, from, to, asOf, k } = ask;
  const cohort = [...united.people].flatMap(([person, ledger]) => {
    const row = windowsOfPerson(person, ledger, { form, c, cohortClass: c, from, to, asOf, k, persons: null });
    return row ? [{ person, id: row.spellId, answers: row.answers }] : [];
  });
  return { ...none, cohort };
};

/** The query of a figure with all that it needs; `db` under the role of figures. `shared`: what several questions at one instant have in common. */
export const figureQuery = async (db: Db, figure: Figure, ask: FigureAsk, shared?: SharedUnited) => {
  const { base, more } = baseOf(figure);
  return memberQuery(base, more, ask, await unitedInput(db, base, ask, shared));
};
/** Everybody it counts, in no order. */
export const figureMembers = async (db: Db, figure: Figure, ask: FigureAsk): Promise<readonly MemberRow[]> => {
  const query = await figureQuery(db, figure, ask);
  const { rows } = await sql<MemberRow>`${query}`.execute(db);
  return rows;
};
