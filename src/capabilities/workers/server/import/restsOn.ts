// Whether anything but its own facts rests on a record, and closing one that nothing rests on.
import { sql } from 'kysely';
import type { ApplyContext } from '#capabilities/rosters/server/service.ts';
import type { Db } from '#platform/server/store.ts';
import { withdrawMany } from '#platform/server/versionsMany.ts';
import { factKeys } from './histories.ts';

/** Derived from the facts, or of the record itself; pairs are asked apart. */
const OWN: ReadonlySet<string> = new Set([
  ...Object.keys(factKeys),
  'worker_link',
  'worker_now',
  'worker_gram',
  'worker_source',
  'duplicate_pair',
]);

interface Reference {
  readonly table: string;
  readonly column: string;
  readonly versioned: boolean;
}
/** Whatever points to a worker, also in capabilities that come later: read off the database's own foreign keys. */
const references = async (db: Db): Promise<Reference[]> => {
  const { rows } = await sql<Reference>`
    select c.conrelid::regclass::text as "table", a.attname::text as "column", exists (
      select from pg_attribute v where v.attrelid = c.conrelid and v.attname = 'superseded' and not v.attisdropped) as versioned
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'worker'::regclass and array_length(c.conkey, 1) = 1`.execute(db);
  return rows.filter((r) => !OWN.has(r.table));
};

/**
 * Which of these workers something rests on that no row of this list wrote: spells, certificates, openings to others, what somebody decided, another list
 * that told of the same person.
 */
export const restingOn = async (db: Db, workers: readonly string[], batchId: string): Promise<ReadonlySet<string>> => {
  if (!workers.length) return new Set();
  const asked = [
    ...(await references(db)).map(
      (r) => sql`select ${sql.ref(r.column)} as id from ${sql.table(r.table)}
        where ${sql.ref(r.column)} = any(${workers}::uuid[]) ${r.versioned ? sql`and superseded = 'infinity'` : sql``}`,
    ),
    sql`select worker_id as id from worker_source where worker_id = any(${workers}::uuid[]) and undone is null and batch_id <> ${batchId}::uuid`,
    sql`select worker_id as id from worker_scope where worker_id = any(${workers}::uuid[])`,
    sql`select worker_id as id from duplicate_pair where worker_id = any(${workers}::uuid[]) and decided_how in ('desk', 'split')`,
    sql`select other_id as id from duplicate_pair where other_id = any(${workers}::uuid[]) and decided_how in ('desk', 'split')`,
  ];
  const { rows } = await sql<{ id: string }>`select distinct id from (${sql.join(asked, sql` union all `)}) x`.execute(db);
  return new Set(rows.map((r) => r.id));
};

/**
 * Records whose facts are all withdrawn: out of their persons, their pairs closed, their links ended; refresh_workers() takes them out of every list. Returns
 * them and whoever was one person with them.
 */
export const closeRecords = async (
  { db, owner }: Pick<ApplyContext, 'db' | 'owner'>,
  workers: readonly string[],
): Promise<readonly string[]> => {
  if (!workers.length) return [];
  const { rows } = await sql<{ workerId: string; personId: string; others: number }>`
    select l.worker_id, l.person_id, (select count(*)::int from worker_link o where o.person_id = l.person_id and o.superseded = 'infinity') - 1 as others
    from worker_link l where l.worker_id = any(${workers}::uuid[]) and l.superseded = 'infinity'`.execute(db);
  const beside = new Set<string>();
  for (const r of rows.filter((x) => x.others > 0)) {
    const split = await sql<{ members: string[] }>`
      select split_person(array[${r.workerId}::uuid], ${owner.accountId}::uuid, '', false) as members
      where exists (select from worker_link o join worker_link l on l.person_id = o.person_id and l.superseded = 'infinity'
        where o.superseded = 'infinity' and l.worker_id = ${r.workerId}::uuid and o.worker_id <> l.worker_id)`.execute(db);
    for (const m of split.rows[0]?.members ?? []) beside.add(m);
  }
  await withdrawMany(db, 'worker_link', 'worker_id', workers);
  await sql`update duplicate_pair set state = 'different', decided = clock_timestamp(), decided_by = null, decided_how = 'auto', version = version + 1
    where (worker_id = any(${workers}::uuid[]) or other_id = any(${workers}::uuid[])) and not (state = 'different' and decided_how <> '')`.execute(
    db,
  );
  return [...new Set([...beside, ...workers])];
};
