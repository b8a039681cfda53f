// Batches as other capabilities ask for them: the same file handed in again, and what a batch is called.
import { sql } from 'kysely';
import type { Keys } from '#platform/server/keys.ts';
import type { Db } from '#platform/server/store.ts';
import type { BatchFacts } from './applying.ts';

/** Other batches of the very same file for the same area: what it says there has been said. As `system`. */
export const batchesOfSameFile = async (db: Db, batch: Pick<BatchFacts, 'id' | 'fileHash' | 'area'>): Promise<readonly string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from roster_batch where file_hash = ${batch.fileHash} and area = ${batch.area} and id <> ${batch.id}::uuid order by id`.execute(
    db,
  );
  return rows.map((r) => r.id);
};

/** What a batch is called: its number for everybody who sees a fact of it, the name of its file for those who see the batch. */
export interface BatchLabel {
  readonly id: string;
  readonly number: number;
  readonly fileName: string | null;
}
export const batchLabels = async (db: Db, keys: Pick<Keys, 'open'>, ids: readonly string[]): Promise<ReadonlyMap<string, BatchLabel>> => {
  if (!ids.length) return new Map();
  // the join to the batch is under row-level security, the number is not
  const { rows } = await sql<{ id: string; number: number; name: Buffer | null }>`
    select n.id, n.number, f.name from batch_numbers(${[...new Set(ids)]}::uuid[]) n
      left join roster_batch b on b.id = n.id left join file f on f.id = b.file_id`.execute(db);
  return new Map(rows.map((r) => [r.id, { id: r.id, number: r.number, fileName: r.name && keys.open(r.name) }]));
};
