import { type RawBuilder, sql } from 'kysely';
import type { Db, Store } from './store.ts';

/** `superseded` of the current version. Instants of the store compare as text, this word included: every instant < 'infinity'. */
export const CURRENT = 'infinity';

/** Two-time columns of a version. */
export interface Version {
  readonly recorded: string;
  readonly superseded: string;
}

/** The versions that exist at K: `where(asKnownAt('spell', k))`. K is an instant that `readWatermark` told, or an earlier one. */
export const asKnownAt = (table: string, k: string | RawBuilder<string>): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${table}.recorded`)} <= ${k}::timestamptz and ${k}::timestamptz < ${sql.ref(`${table}.superseded`)})`;

/** The current versions; uses the unique partial index on them. */
export const isCurrent = (table: string): RawBuilder<boolean> => sql<boolean>`${sql.ref(`${table}.superseded`)} = 'infinity'`;

/** The same as `asKnownAt`, over versions in memory. */
export const knownAt = <V extends Version>(versions: readonly V[], k: string): V[] =>
  versions.filter((v) => v.recorded <= k && k < v.superseded);

type Values = Readonly<Record<string, unknown>>;
type Key = Readonly<Record<string, string | number>>;

const conditions = (key: Key) =>
  sql.join(
    Object.entries(key).map(([column, value]) => sql`${sql.ref(column)} = ${value}`),
    sql` and `,
  );

/** Writes the first version of a fact, or the next one after `supersede`. Returns when it was recorded. */
export const insertVersion = async (db: Db, table: string, values: Values): Promise<string> => {
  const names = Object.keys(values);
  const { rows } = await sql<{ recorded: string }>`
    insert into ${sql.table(table)} (${sql.join(names.map((n) => sql.ref(n)))}) values (${sql.join(names.map((n) => values[n]))}) returning recorded`.execute(
    db,
  );
  return rows[0]!.recorded;
};

/** Ends the current version without a successor (the fact was wrong altogether). False where there is none. */
export const withdraw = async (db: Db, table: string, key: Key): Promise<boolean> => {
  const { rows } = await sql`
    update ${sql.table(table)} set superseded = '-infinity' where ${conditions(key)} and superseded = 'infinity' returning 1`.execute(db);
  return rows.length > 0;
};

/**
 * A correction: ends the current version and writes the next one, which begins where that one ends. `changes` are the columns that differ; all
 * others are copied. Two that correct one fact at the same time come one after the other. Undefined where there is no current version.
 */
export const supersede = async (db: Db, table: string, key: Key, changes: Values): Promise<string | undefined> => {
  // Where somebody else corrected it a moment ago, their version is the current one now: supersede that.
  while (!(await withdraw(db, table, key))) {
    const { rows } = await sql`select from ${sql.table(table)} where ${conditions(key)} and superseded = 'infinity'`.execute(db);
    if (!rows.length) return undefined;
  }
  const columns = await columnsOf(db, table);
  const changed = new Map(Object.entries(changes).map(([name, value]) => [snake(name), value]));
  for (const name of changed.keys()) if (!columns.includes(name)) throw new Error(`${table} has no column ${name}`);
  const values = columns.map((c) => (changed.has(c) ? sql`${changed.get(c)}` : sql`${sql.ref(`last.${c}`)}`));
  const made = await sql<{ recorded: string }>`
    insert into ${sql.table(table)} (${sql.join(columns.map((c) => sql.ref(c)))})
    select ${sql.join(values)} from ${sql.table(table)} as last where ${sql.join(
      Object.entries(key).map(([column, value]) => sql`${sql.ref(`last.${column}`)} = ${value}`),
      sql` and `,
    )} order by last.recorded desc limit 1 returning recorded`.execute(db);
  return made.rows[0]!.recorded;
};

const snake = (name: string): string => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);

const columnsOf = async (db: Db, table: string): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    select attname::text as name from pg_attribute where attrelid = ${snake(table)}::regclass and attnum > 0 and not attisdropped
      and attgenerated = '' and attname not in ('recorded', 'superseded') order by attnum`.execute(db);
  return rows.map((r) => r.name);
};

/**
 * The watermark W of docs/figures.md §1: nothing will ever appear at or before it. "As known now" means K = W. A short transaction of its own:
 * inside a writing transaction it would wait behind that very transaction's start.
 */
export const readWatermark = (store: Store): Promise<string> =>
  store.transact({ role: 'figures' }, async (db) => {
    const { rows } = await sql<{ w: string }>`select watermark() as w`.execute(db);
    return rows[0]!.w;
  });
