// Exemptions whose term is over: the doubt stands open again.
import { sql } from 'kysely';
import type { Db } from '#platform/server/store.ts';

/** Runs as `system`; how many. */
export const expireExemptions = async (db: Db, today: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    with over as (
      update exemption set state = 'expired' where state = 'approved' and until < ${today}::date returning finding_id),
    opened as (
      update finding f set state = 'open', closed = null, closed_how = '', opened = ${today}::date, reopened = reopened + 1, version = version + 1, changed = clock_timestamp()
      from over o where f.id = o.finding_id and f.state = 'exempt' returning f.id, f.worker_id),
    told as (insert into finding_comment (id, finding_id, worker_id, kind) select gen_random_uuid(), id, worker_id, 'expired' from opened)
    select count(*)::int as n from over`.execute(db);
  return rows[0]!.n;
};
