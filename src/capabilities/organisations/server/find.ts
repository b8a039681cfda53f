// Which organisations lists mean: by exact name or by code. Nothing is guessed, and nothing is registered.
import { sql } from 'kysely';
import type { Db } from '#platform/server/store.ts';
import { plainName } from '../rules.ts';

/**
 * Who speaks for the organisations that these names or codes mean; keys as `plainName` makes them of what was written. Any of an organisation's names will do,
 * former ones too. What several organisations bear, or none, is missing. Set-based, for thousands of rows.
 */
export const organisationsMeant = async (db: Db, written: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const plain = [...new Set(written.map(plainName))].filter((w) => w !== '');
  if (plain.length === 0) return new Map();
  const { rows } = await sql<{ plain: string; mainId: string }>`
    select n.plain, min(n.main_id::text) as main_id from organisation_name n where n.plain = any (${plain}::text[])
      group by n.plain having count(distinct n.main_id) = 1
    union all
    select lower(f.uscc), min(coalesce(l.main_id, f.organisation_id)::text) from organisation_fact f
      left join organisation_link l on l.organisation_id = f.organisation_id and l.superseded = 'infinity'
      where f.superseded = 'infinity' and f.uscc = any (${plain.filter((p) => p.length === 18).map((p) => p.toUpperCase())}::text[])
      group by f.uscc having count(distinct coalesce(l.main_id, f.organisation_id)) = 1`.execute(db);
  return new Map(rows.map((r) => [r.plain, r.mainId]));
};
