// Everybody a list told of, for a spot check of the list as a whole.
import { sql } from 'kysely';
import type { ApplyContext, PeopleOfList } from '#capabilities/rosters/server/service.ts';
import type { Db } from '#platform/server/store.ts';

/** So many are counted; a list may hold a million. */
const COUNTED = 10_000;

export const peopleOfBatch: PeopleOfList = async ({ db }, { batchId }, limit) => {
  const { rows } = await sql<{ id: string; n: number }>`
    with found as (select distinct worker_id from worker_source where batch_id = ${batchId}::uuid and undone is null limit ${sql.lit(COUNTED + 1)})
    select worker_id as id, (select count(*) from found)::int as n from found order by md5(worker_id::text || ${batchId}) limit ${limit}`.execute(
    db,
  );
  const n = rows[0]?.n ?? 0;
  return { total: Math.min(n, COUNTED), more: n > COUNTED, ids: rows.map((r) => r.id) };
};

/** Whose rows of a batch were taken back. Runs as `system`. */
export const peopleUndone = async ({
  db,
  batch,
}: Omit<ApplyContext, 'fields'>): Promise<readonly { readonly kind: 'worker'; readonly id: string }[]> => {
  const { rows } = await sql<{ id: string }>`
    select distinct worker_id as id from worker_source where batch_id = ${batch.id}::uuid and undone is not null order by 1`.execute(db);
  return rows.map(({ id }) => ({ kind: 'worker', id }));
};

/** Whether any list that stands has told of one of these people. */
export const listsTold = async (db: Db, workerIds: readonly string[]): Promise<boolean> => {
  const { rows } = await sql`select from worker_source where worker_id = any(${workerIds}::uuid[]) and undone is null limit 1`.execute(db);
  return rows.length > 0;
};
