import { sql } from 'kysely';
import type { Db } from '#platform/server/store.ts';

/**
 * Takes keys, indexes and foreign keys off empty tables and returns what puts them back, in order: building an index over rows that are there is several
 * times faster than keeping it while they come. In the caller's transaction: nobody ever sees the tables without, and a failure leaves everything as it was.
 */
export const stripIndexes = async (db: Db, tables: readonly string[]): Promise<() => Promise<void>> => {
  const list = sql`${tables}::text[]::regclass[]`;
  const { rows: constraints } = await sql<{ owner: string; name: string; kind: string; definition: string }>`
    select conrelid::regclass::text as owner, quote_ident(conname) as name, contype as kind, pg_get_constraintdef(oid) as definition
    from pg_constraint
    where (conrelid = any (${list}) and contype in ('p', 'u', 'f')) or (confrelid = any (${list}) and contype = 'f')
    order by contype = 'f', conrelid::regclass::text, conname`.execute(db);
  const { rows: indexes } = await sql<{ name: string; definition: string }>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
    from pg_index i where indrelid = any (${list}) and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x'))
    order by indexrelid::regclass::text`.execute(db);
  const run = (text: string): Promise<unknown> => sql.raw(text).execute(db);
  for (const c of [...constraints].reverse()) await run(`alter table ${c.owner} drop constraint ${c.name}`);
  for (const i of indexes) await run(`drop index ${i.name}`);
  return async () => {
    await run("set local maintenance_work_mem = '256MB'");
    for (const c of constraints.filter((x) => x.kind !== 'f')) await run(`alter table ${c.owner} add constraint ${c.name} ${c.definition}`);
    for (const i of indexes) await run(i.definition);
    for (const c of constraints.filter((x) => x.kind === 'f')) await run(`alter table ${c.owner} add constraint ${c.name} ${c.definition}`);
  };
};
