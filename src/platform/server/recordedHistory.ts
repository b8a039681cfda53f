import { sql } from 'kysely';
import type { Db } from './store.ts';

/** Disables the guards of these tables and enables them again around the work, in the caller's transaction, which must be the owner's. */
export const inRecordedHistory = async <T>(db: Db, tables: readonly string[], work: () => Promise<T>): Promise<T> => {
  const list = sql`${tables}::text[]::regclass[]`;
  await sql`select begin_recorded_history(${list})`.execute(db);
  // where the work fails the transaction does, and the guards stand as before
  const result = await work();
  await sql`select end_recorded_history(${list})`.execute(db);
  return result;
};
