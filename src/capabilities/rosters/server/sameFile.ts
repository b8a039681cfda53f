// The same file, handed in again.
import { sql } from 'kysely';
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
