// Whose turn it is: one writer at a time for each of these workers, numbers, whatever else is named.
import { sql } from 'kysely';
import type { Db } from '#platform/server/store.ts';

/** Apart from the lock numbers that stand alone. */
const SPACES = { worker: 7300470, number: 7300471 } as const;

/**
 * Waits for the turn of all of them, in one order, so that two who want the same ones wait for each other instead of for ever. By 1,024 buckets: a list of
 * thousands must not fill the lock table of the whole server (some 6,400 places by default), and two that share a bucket only wait a little longer.
 */
export const takeTurns = async (db: Db, space: keyof typeof SPACES, names: readonly string[]): Promise<void> => {
  if (!names.length) return;
  await sql`select pg_advisory_xact_lock(${SPACES[space]}::int, k) from (
    select distinct (hashtextextended(x, 0) & 1023)::int as k from unnest(${names}::text[]) x order by 1) b`.execute(db);
};
