// Versions of many facts of one table at a time; what versions.ts does for one. The guard of the table dates every row as if it had come alone.
import { sql } from 'kysely';
import { arrayText, arrayTypeOf, insertMany } from './bulkWrite.ts';
import type { BulkType } from './copyBinary.ts';
import type { Db } from './store.ts';

type Values = Readonly<Record<string, unknown>>;

/** Migrations run before anything is written, so that a table is asked for its columns once. */
const known = new Map<string, Readonly<Record<string, BulkType>>>();

/** Columns of a table and their types, but for the two times. snake_case. */
export const bulkColumnsOf = async (db: Db, table: string): Promise<Readonly<Record<string, BulkType>>> => {
  const before = known.get(table);
  if (before) return before;
  const { rows } = await sql<{ name: string; type: string }>`
    select a.attname::text as name, t.typname::text as type from pg_attribute a join pg_type t on t.oid = a.atttypid
    where a.attrelid = ${table}::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attname not in ('recorded', 'superseded')
    order by a.attnum`.execute(db);
  const columns = Object.fromEntries(rows.map((r) => [r.name, (r.type.startsWith('_') ? `${r.type.slice(1)}[]` : r.type) as BulkType]));
  known.set(table, columns);
  return columns;
};

/** Rows by the set of columns they name, in the order in which each set first comes. */
const byColumns = <R>(rows: readonly R[], valuesOf: (row: R) => Values): (readonly [readonly string[], R[]])[] => {
  const groups = new Map<string, [string[], R[]]>();
  // most rows name their columns in the order of the row before
  const asWritten = new Map<string, [string[], R[]]>();
  for (const row of rows) {
    const names = Object.keys(valuesOf(row));
    const written = names.join(' ');
    let group = asWritten.get(written);
    if (!group) {
      names.sort();
      const key = names.join(' ');
      group = groups.get(key) ?? [names, []];
      groups.set(key, group);
      asWritten.set(written, group);
    }
    group[1].push(row);
  }
  return [...groups.values()];
};

const targetOf = (table: string, types: Readonly<Record<string, BulkType>>, names: readonly string[]) => ({
  table,
  columns: Object.fromEntries(
    names.map((name) => {
      const type = types[name];
      if (!type) throw new Error(`${table} has no column ${name}`);
      return [name, type];
    }),
  ),
});

/** First versions of many facts. Columns (snake_case) a row does not name take their default. */
export const insertVersions = async (db: Db, table: string, rows: readonly Values[]): Promise<void> => {
  if (!rows.length) return;
  const types = await bulkColumnsOf(db, table);
  for (const [names, group] of byColumns(rows, (r) => r))
    await insertMany(
      db,
      targetOf(table, types, names),
      group.map((r) => names.map((n) => r[n])),
    );
};

/**
 * The same for facts whose ids this very transaction has made, as `system`: no earlier version can exist, so nobody looks for one (a third of the time). A
 * version that exists all the same is refused by the unique index where it is current; callers must never pass an id they did not make.
 */
export const insertFirstVersions = async (db: Db, table: string, rows: readonly Values[]): Promise<void> => {
  if (!rows.length) return;
  const started = await sql<{ at: string }>`select begin_write() as at, set_config('app.first_versions', 'yes', true)`.execute(db);
  const { at } = started.rows[0]!;
  const types = { ...(await bulkColumnsOf(db, table)), recorded: 'timestamptz' as const };
  for (const [names, group] of byColumns(rows, (r) => r))
    await insertMany(
      db,
      targetOf(table, types, [...names, 'recorded']),
      group.map((r) => [...names.map((n) => r[n]), at]),
    );
  await sql`select set_config('app.first_versions', '', true)`.execute(db);
};

export interface Correction {
  /** Of the fact: the value of the key column. */
  readonly id: string;
  /** Columns (snake_case) that differ; all others are copied. */
  readonly changes: Values;
}

/**
 * Corrects many facts whose key is one uuid column: ends the current versions and writes the next ones, which begin where those end. In one order, so that
 * two that correct overlapping sets wait for each other and do not stop for ever. Several corrections of one fact come one after the other. Returns the ids
 * that had no current version: nothing was written for them.
 */
export const supersedeMany = async (db: Db, table: string, key: string, corrections: readonly Correction[]): Promise<readonly string[]> => {
  const missing = new Set<string>();
  let waiting = corrections;
  const types = corrections.length ? await bulkColumnsOf(db, table) : {};
  while (waiting.length) {
    const wave = new Map<string, Correction>();
    const later: Correction[] = [];
    for (const c of waiting)
      if (wave.has(c.id)) later.push(c);
      else wave.set(c.id, c);
    for (const id of await supersedeWave(db, table, key, types, [...wave.values()])) missing.add(id);
    waiting = later;
  }
  return [...missing];
};

const supersedeWave = async (
  db: Db,
  table: string,
  key: string,
  types: Readonly<Record<string, BulkType>>,
  corrections: readonly Correction[],
): Promise<readonly string[]> => {
  const ended = await withdrawMany(
    db,
    table,
    key,
    corrections.map((c) => c.id),
  );
  const all = Object.keys(types);
  for (const [names, group] of byColumns(corrections, (c) => c.changes)) {
    const target = targetOf(table, types, names);
    const standing = group.filter((c) => ended.has(c.id));
    if (!standing.length) continue;
    const arrays = names.map((n) => {
      const type = target.columns[n]!;
      return sql`${arrayText(
        standing.map((c) => c.changes[n]),
        type,
      )}::${sql.raw(arrayTypeOf(type))}[]`;
    });
    const changed = new Set(names);
    const picked = all.map((c) => (changed.has(c) ? sql.raw(`v."c_${c}"::${types[c]!}`) : sql.ref(`last.${c}`)));
    await sql`insert into ${sql.table(table)} (${sql.join(all.map((c) => sql.ref(c)))})
      select ${sql.join(picked)} from unnest(${sql.join([
        sql`${standing.map((c) => c.id)}::uuid[]`,
        sql`${standing.map((c) => ended.get(c.id)!)}::timestamptz[]`,
        ...arrays,
      ])}) as v (${sql.raw(['the_key', 'the_recorded', ...names.map((n) => `"c_${n}"`)].join(', '))})
      join ${sql.table(table)} as last on ${sql.ref(`last.${key}`)} = v.the_key and last.recorded = v.the_recorded`.execute(db);
  }
  return corrections.flatMap((c) => (ended.has(c.id) ? [] : [c.id]));
};

/**
 * Ends the current versions of these facts, without successors. Returns what was ended: id → recorded. What somebody else corrects at the same moment is
 * waited for, and their version ended.
 */
export const withdrawMany = async (db: Db, table: string, key: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const out = new Map<string, string>();
  let waiting: readonly string[] = [...new Set(ids)];
  while (waiting.length) {
    // in one order; the rows that were waited for may be gone by then, so they are looked up again below
    await sql`select from ${sql.table(table)} where ${sql.ref(key)} = any(${waiting}::uuid[]) and superseded = 'infinity' order by ${sql.ref(key)} for update`.execute(
      db,
    );
    const { rows } = await sql<{ id: string; recorded: string }>`
      update ${sql.table(table)} set superseded = '-infinity' where ${sql.ref(key)} = any(${waiting}::uuid[]) and superseded = 'infinity'
      returning ${sql.ref(key)} as id, recorded`.execute(db);
    for (const r of rows) out.set(r.id, r.recorded);
    waiting = waiting.filter((id) => !out.has(id));
    if (!waiting.length) break;
    // corrected by somebody else while we waited: their version stands now
    const again = await sql<{ id: string }>`select ${sql.ref(key)} as id from ${sql.table(table)}
      where ${sql.ref(key)} = any(${waiting}::uuid[]) and superseded = 'infinity'`.execute(db);
    waiting = again.rows.map((r) => r.id);
  }
  return out;
};

/** The version to be written again, and of which fact. */
export interface Restoring {
  readonly id: string;
  /** `recorded` of an earlier version of the same fact. */
  readonly recorded: string;
}
/** Ends what stands of these facts and writes an earlier version of each again, as it was: taking back what came after it. */
export const restoreMany = async (db: Db, table: string, key: string, restoring: readonly Restoring[]): Promise<void> => {
  if (!restoring.length) return;
  await withdrawMany(
    db,
    table,
    key,
    restoring.map((r) => r.id),
  );
  const all = Object.keys(await bulkColumnsOf(db, table));
  await sql`insert into ${sql.table(table)} (${sql.join(all.map((c) => sql.ref(c)))})
    select ${sql.join(all.map((c) => sql.ref(`last.${c}`)))}
    from unnest(${restoring.map((r) => r.id)}::uuid[], ${restoring.map((r) => r.recorded)}::timestamptz[]) as v (id, at)
    join ${sql.table(table)} as last on ${sql.ref(`last.${key}`)} = v.id and last.recorded = v.at`.execute(db);
};
