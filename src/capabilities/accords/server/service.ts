// What other capabilities' servers may ask of agreements.
import { sql } from 'kysely';
import { notFound } from '#platform/problem.ts';
import type { Actor } from '#platform/server/actor.ts';
import type { Db } from '#platform/server/store.ts';
import type { AgreementState } from '../contract.ts';
import { maySee, readers, SIDES, sideOf, standingTo } from '../rules.ts';
import { type AgreementFactRow, agreementsOn } from './queries.ts';

export { AGREEMENT_TABLES, type LoadedAgreement, loadAgreements } from './load.ts';
export { sideText } from './places.ts';
export { type LoadedItem, type LoadedPlan, loadPlans, PLAN_TABLES } from './plans/load.ts';
export { stationsUnder } from './stations.ts';
export { type AgreementKnown, type AgreementStanding, agreementsKnown, partyNames, tooFine } from './targets/agreements.ts';
export { type TargetKnown, targetsKnown } from './targets/known.ts';
export { type LoadedTarget, loadTargets, targetableAgreements } from './targets/load.ts';

/** What stands in `id` on a day: both sides, the days, who signed when, the state. `lastDay`: of its text, or an earlier one both sides agreed on. */
export type AgreementBrief = Omit<AgreementFactRow, 'endSide' | 'text' | 'textWaits'>;

/** These agreements as they stand on a day; one that is missing does not exist (or was a draft that is gone). */
export const agreementsById = async (db: Db, ids: readonly string[], day: string): Promise<ReadonlyMap<string, AgreementBrief>> => {
  if (ids.length === 0) return new Map();
  const rows = await agreementsOn(db, day)
    .where('f.agreementId', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((r) => [r.id, r]));
};
/** All that are in one of these states on a day, as known at K (now where it is left out). */
export const agreementsIn = (db: Db, states: readonly AgreementState[], day: string, k?: string): Promise<readonly AgreementBrief[]> =>
  db
    .selectFrom(agreementsOn(db, day, k).as('a'))
    .selectAll('a')
    .where('a.state', 'in', [...states])
    .orderBy('a.level', 'desc')
    .orderBy('a.originCode')
    .orderBy('a.hostCode')
    .orderBy('a.id')
    .execute();

/**
 * The pairs of areas of agreements that are an account's (docs/figures.md §8): signed by both and holding on the day, as now known, of which the account's own
 * office is a side, holds one, or lies in one.
 */
export const pairsOfTheirs = async (
  db: Db,
  actor: Actor,
  day: string,
): Promise<readonly { readonly origin: string; readonly host: string; readonly level: string }[]> => {
  const held = readers(actor.grants);
  if (held.length === 0) return [];
  const rows = await agreementsIn(db, ['force'], day);
  return rows
    .filter((r) => r.originName === '' && r.hostName === '' && held.some((h) => SIDES.some((s) => standingTo(h, sideOf(r, s)) !== null)))
    .map((r) => ({ origin: r.originCode, host: r.hostCode, level: r.level }));
};

/** The agreements, of any version, that a file belongs to. */
export const filesOf = async (db: Db, fileId: string): Promise<readonly AgreementBrief[]> => {
  // the file of a text that both sides have not signed is read by those who may read a draft
  const { rows } = await sql<{ id: string; today: string; agreed: boolean }>`
    select x.id, app_today() as today, bool_or(x.agreed) as agreed from (
      select agreement_id as id, true as agreed from agreement_fact where file_id = ${fileId}::uuid
      union all select t.agreement_id, exists (select from agreement_texts_agreed(t.agreement_id, null) a where a.number = t.number)
        from agreement_text t where t.file_id = ${fileId}::uuid) x group by 1`.execute(db);
  if (rows.length === 0) return [];
  const found = await agreementsById(
    db,
    rows.map((r) => r.id),
    rows[0]!.today,
  );
  return rows.flatMap(({ id, agreed }) => {
    const row = found.get(id);
    return row ? [{ ...row, signedOnce: row.signedOnce && agreed }] : [];
  });
};

/** Throws `platform.notFound` where the account may not see it; for capabilities that already hold the row. */
export const refuseUnseen = (actor: Pick<Actor, 'grants'>, row: AgreementBrief): void => {
  if (!maySee(actor.grants, row, row.signedOnce)) throw notFound();
};
