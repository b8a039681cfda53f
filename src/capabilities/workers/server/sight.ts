// Whose records a viewer may be told of, and which fields: for what later capabilities show on a person's page.
import { sql } from 'kysely';
import type { Fields } from '#capabilities/access/rules.ts';
import { notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import type { Db } from '#platform/server/store.ts';
import { fieldsOf, keysOfMany } from './rows.ts';
import type { WorkState } from './service.ts';

export interface RecordSeen {
  readonly workerId: string;
  /** 12 digits. */
  readonly home: string;
  readonly fields: Fields;
}

/**
 * The record itself first, then the person's other records, as far as their own standing tells as much as this one's: an employer is told of the record a
 * key opens and of no other (as on the person's page). Not visible: the same answer as for nobody.
 */
export const recordsSeen = async (call: Pick<Call, 'db' | 'actor' | 'today'>, workerId: string): Promise<readonly RecordSeen[]> => {
  const { db, actor, today } = call;
  const { rows } = await sql<{ workerId: string; home: string }>`
    select n.worker_id, n.home from worker_now m join worker_now n on n.person_id = m.person_id where m.worker_id = ${workerId}::uuid
    order by n.worker_id <> ${workerId}::uuid, n.worker_id`.execute(db);
  if (!rows.length) throw notFound();
  const keys = await keysOfMany(
    db,
    actor,
    rows.map((r) => r.workerId),
    today,
  );
  const records = rows.map((r): RecordSeen => ({ ...r, fields: fieldsOf(actor, r.home, keys.get(r.workerId) ?? []) }));
  const [own, ...others] = records as [RecordSeen, ...RecordSeen[]];
  if (own.fields.household === undefined) return [own];
  const tells = ({ fields }: RecordSeen): boolean =>
    Object.entries(own.fields).every(([c, sight]) => fields[c as keyof Fields] === 'plain' || fields[c as keyof Fields] === sight);
  return [own, ...others.filter(tells)];
};

/**
 * Which of these records the caller sees; true where they are told everything an origin area is told, as it is (no masked names, no household kept from
 * them). One that is missing is not visible.
 */
export const seenWhole = async ({ db, actor, today }: Pick<Call, 'db' | 'actor' | 'today'>, ids: readonly string[]) => {
  const { rows } = await sql<{ workerId: string; home: string }>`
    select worker_id, home from worker_now where worker_id = any(${ids}::uuid[])`.execute(db);
  const keys = await keysOfMany(db, actor, ids, today);
  return new Map(
    rows.map(({ workerId, home }): [string, boolean] => {
      const fields = fieldsOf(actor, home, keys.get(workerId) ?? []);
      return [workerId, fields.name === 'plain' && fields.household === 'plain'];
    }),
  );
};

/** Birthday and death as now known, of one whom the caller sees. */
export const lifeOf = async (db: Db, workerId: string): Promise<{ readonly birthday: string | null; readonly diedOn: string | null }> => {
  const { rows } = await sql<{ birthday: string | null; diedOn: string | null }>`
    select birthday, died_on from worker_now where worker_id = ${workerId}::uuid`.execute(db);
  if (!rows[0]) throw notFound();
  return rows[0];
};

/** What worker_now says of work, worker by worker after `after`, so that whoever derives it can compare. Runs as `system`. */
export const statesWritten = async (db: Db, after: string | null, limit: number): Promise<readonly WorkState[]> => {
  const { rows } = await sql<WorkState>`
    select worker_id, working, work_place, work_org, work_since, verified_until, verified_class from worker_now
    where worker_id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000') order by worker_id limit ${limit}`.execute(db);
  return rows;
};
