import { sql } from 'kysely';
import type { Db } from '#platform/server/store.ts';

/** Names of schools and employers as known now, for a name is no figure. Under a role that reads all facts. */
export const organisationNames = async (db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const wanted = [...new Set(ids)].filter((id) => id !== '');
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`select organisation_id::text as id, name from organisation_fact
    where superseded = 'infinity' and organisation_id = any (${wanted}::uuid[])`.execute(db);
  return new Map(rows.map((r) => [r.id, r.name]));
};
