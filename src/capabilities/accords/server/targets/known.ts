// Targets as known now or at an instant.
import { sql } from 'kysely';
import type { Db } from '#platform/server/store.ts';
import { asKnownAt, isCurrent } from '#platform/server/versions.ts';

export interface TargetKnown {
  readonly agreementId: string;
  readonly indicator: string;
  readonly fromDay: string;
  readonly persons: number;
}
/** Everything agreed on for a year; which is in force on a day: `targetInForce` (rules). `k` null: as known now. */
export const targetsKnown = async (db: Db, year: number, k: string | null): Promise<readonly TargetKnown[]> => {
  const { rows } = await sql<TargetKnown>`select t.agreement_id, t.indicator, t.from_day, t.persons from agreement_target t
    where t.year = ${year} and ${k === null ? isCurrent('t') : asKnownAt('t', k)} order by t.agreement_id, t.indicator, t.from_day`.execute(
    db,
  );
  return rows;
};
