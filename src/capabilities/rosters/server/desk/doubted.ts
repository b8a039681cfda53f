// For other capabilities: what they cannot show because a list left it in doubt.
import { sql } from 'kysely';
import type { Db } from '#platform/server/store.ts';

/** Whether an open finding of this rule is about this field of one of these people; as far as the reader sees findings. */
export const isDoubted = async (db: Db, workerIds: readonly string[], rule: string, field: string): Promise<boolean> => {
  const { rows } = await sql`select from finding where worker_id = any(${workerIds}::uuid[]) and rule = ${rule} and state = 'open'
    and ${field} = any(fields) limit 1`.execute(db);
  return rows.length > 0;
};
