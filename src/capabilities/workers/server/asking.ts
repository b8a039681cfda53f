// For whoever must ask people something: the numbers to call, and whom a search means. Asked after the caller has seen to it that it may be told.
import { sql } from 'kysely';
import type { Side } from '#capabilities/access/server/service.ts';
import type { Keys } from '#platform/server/keys.ts';
import type { Db } from '#platform/server/store.ts';
import { ask, firstFound, type ListContext } from './list.ts';

/** Whole numbers, the person's own first. */
export const phonesOf = async (
  db: Db,
  keys: Keys,
  workerId: string,
): Promise<readonly { readonly number: string; readonly kind: string; readonly holder: string }[]> => {
  const { rows } = await sql<{ kind: string; holder: string; phoneSealed: Buffer }>`
    select kind, holder, phone_sealed from worker_contact where worker_id = ${workerId}::uuid and superseded = 'infinity'
    order by kind = 'own' desc, recorded desc`.execute(db);
  return rows.map(({ phoneSealed, ...r }) => ({ ...r, number: keys.open(phoneSealed) }));
};

/** Ids of people the words mean, as the search of the list of people reads them; at most `limit`. */
export const meantPeople = async (context: ListContext, q: string, side: Side, limit: number): Promise<readonly string[]> => {
  const asked = await ask(context, { q, side });
  return (await firstFound(context, asked, limit)).found.map((f) => f.workerId);
};
