// What the ledger of work knows of the promises of order classes: work and internships of people at an employer, and contracts.
import { sql } from 'kysely';
import type { WorkAsked, WorkFact } from '#capabilities/training/rules.ts';
import type { Db } from '#platform/server/store.ts';

/**
 * Spells of these people, also of their other records as far as whoever asks may see them, at one of the organisations, not ended before the day. A contract is
 * what the spell says of one, else the first day that a contract or a stamped roster (class 3) vouches for.
 */
export const promiseEvidence = async (
  db: Db,
  { workerIds, organisationIds, since }: WorkAsked,
): Promise<ReadonlyMap<string, readonly WorkFact[]>> => {
  if (workerIds.length === 0 || organisationIds.length === 0) return new Map();
  const { rows } = await sql<WorkFact & { workerId: string }>`
    select w.worker_id, s.organisation_id, case s.kind when 'internship' then 'internship' else 'work' end as kind, s.start, s.ended, s.occupation,
      coalesce(s.contract_from, (select min(e.covers_from) from evidence e where e.worker_id = s.worker_id and e.spell_id = s.id and e.superseded = 'infinity'
        and e.class = 3 and e.says = 'in_post')) as contract_from, s.pay_month
    from worker_now w join worker_now m on m.person_id = w.person_id
      join spell s on s.worker_id = m.worker_id and s.superseded = 'infinity' and s.organisation_id = any (${organisationIds}::uuid[])
    where w.worker_id = any (${workerIds}::uuid[]) and (s.ended is null or s.ended >= ${since}::date)`.execute(db);
  return new Map([...Map.groupBy(rows, (r) => r.workerId)].map(([id, facts]) => [id, facts.map(({ workerId: _, ...f }): WorkFact => f)]));
};
