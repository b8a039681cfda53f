import { sql } from 'kysely';
import { keyReused } from '../problem.ts';
import type { Keys } from './keys.ts';
import type { Db } from './store.ts';

export interface Attempt {
  readonly accountId: string;
  /** Chosen by the device or page; 8…80 characters. */
  readonly key: string;
  readonly endpoint: string;
  readonly hash: Buffer;
}

/**
 * Claims the key, or returns the body answered the first time. A second request that comes while the first is still running waits on the
 * unique key until it has committed, so that a double click makes one record.
 */
export const replay = async (db: Db, keys: Keys, { accountId, key, endpoint, hash }: Attempt): Promise<string | undefined> => {
  const claimed = await db
    .insertInto('idempotency')
    .values({ accountId, key, endpoint, requestHash: hash })
    .onConflict((c) => c.columns(['accountId', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst();
  if (claimed) return undefined;
  const first = await db
    .selectFrom('idempotency')
    .selectAll()
    .where('accountId', '=', accountId)
    .where('key', '=', key)
    // two that find a claim without an answer take turns, too
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (first.endpoint !== endpoint || !Buffer.from(first.requestHash).equals(hash)) throw keyReused();
  // a claim without an answer is left by a refusal that was kept: the same deed may be tried again
  return first.body ? keys.open(first.body) : undefined;
};

/** Keeps the answer, sealed, with the claim. */
export const remember = async (db: Db, keys: Keys, { accountId, key }: Attempt, body: string): Promise<void> => {
  await db
    .updateTable('idempotency')
    .set({ body: keys.seal(body), status: 200 })
    .where('accountId', '=', accountId)
    .where('key', '=', key)
    .execute();
};

/** Answers are kept for two days. */
export const sweepIdempotency = async (db: Db): Promise<void> => {
  await sql`delete from idempotency where created < clock_timestamp() - interval '2 days'`.execute(db);
};
