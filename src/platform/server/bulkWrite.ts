import { sql } from 'kysely';
import { type BulkType, COPY_HEADER, COPY_TRAILER, copyRow } from './copyBinary.ts';
import type { Db, Session, Store } from './store.ts';

export interface BulkTarget {
  readonly table: string;
  /** Column (snake_case) and type, in the order of a row's values. */
  readonly columns: Readonly<Record<string, BulkType>>;
}

/** On the embedded database one transaction stops everybody: at most so many rows or milliseconds each. */
export const EMBEDDED_ROWS = 2000;
export const EMBEDDED_MS = 150;
const STATEMENT_ROWS = 500;
/** On a server, so that a failure costs little and vacuum and readers keep up. */
const SERVER_ROWS = 50_000;

/**
 * Inserts many rows: the same call on both databases. Each transaction commits on its own; `after` runs inside it with the number of rows written
 * so far, e.g. to keep a checkpoint. Values are as JavaScript has them: instants and days as text, bytea as bytes, jsonb as values, numeric as text.
 * Returns the number of rows. Conflicts and checks fail the transaction they are in; the ones before stay.
 */
export const bulkWrite = async (
  store: Store,
  session: Session,
  target: BulkTarget,
  rows: Iterable<readonly unknown[]> | AsyncIterable<readonly unknown[]>,
  after?: (db: Db, written: number) => Promise<void>,
): Promise<number> => {
  const source = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
  const pull = async (most: number): Promise<(readonly unknown[])[]> => {
    const taken: (readonly unknown[])[] = [];
    while (taken.length < most) {
      const next = await source.next();
      if (next.done) break;
      taken.push(next.value);
    }
    return taken;
  };
  const limit = store.kind === 'embedded' ? EMBEDDED_ROWS : SERVER_ROWS;
  let written = 0;
  let held: (readonly unknown[])[] = [];
  for (;;) {
    // the next rows are made ready before the transaction begins: it waits for nothing but the database
    held.push(...(await pull(limit - held.length)));
    if (!held.length) return written;
    const n = await store.transact(session, async (db) => {
      const done = store.kind === 'embedded' || !store.copyIn ? await insertSome(db, target, held) : await copyAll(db, store, target, held);
      await after?.(db, written + done);
      return done;
    });
    written += n;
    held = held.slice(n);
  }
};

/** Writes statement by statement until the time of one transaction is up; returns how many rows went in. */
const insertSome = async (db: Db, target: BulkTarget, rows: readonly (readonly unknown[])[]): Promise<number> => {
  const began = performance.now();
  let n = 0;
  while (n < rows.length && (n === 0 || performance.now() - began < EMBEDDED_MS)) {
    const some = rows.slice(n, n + STATEMENT_ROWS);
    await insertMany(db, target, some);
    n += some.length;
  }
  return n;
};

/** `insert … select from unnest(…)`, one array per column; also for a chunk inside a transaction that is already open (a job's step). */
export const insertMany = async (db: Db, { table, columns }: BulkTarget, rows: readonly (readonly unknown[])[]): Promise<void> => {
  if (!rows.length) return;
  const names = Object.keys(columns);
  // An array of arrays would be taken for a matrix, and JSON null for SQL null: these travel as text and are cast in the database.
  const arrays = names.map((name, i) => {
    const type = columns[name]!;
    return sql`${arrayText(
      rows.map((row) => row[i]),
      type,
    )}::${sql.raw(arrayTypeOf(type))}[]`;
  });
  const picked = names.map((name, i) => sql.raw(`v.c${i}::${columns[name]}`));
  await sql`insert into ${sql.table(table)} (${sql.join(names.map((n) => sql.ref(n)))}) select ${sql.join(picked)}
    from unnest(${sql.join(arrays)}) as v (${sql.raw(names.map((_, i) => `c${i}`).join(', '))})`.execute(db);
};

/** The type by which an array of such values travels. */
export const arrayTypeOf = (type: BulkType): string => (type === 'jsonb' || type.endsWith('[]') ? 'text' : type);

const PLAIN = /^[\w.:+-]+$/;
const quoted = (text: string): string =>
  PLAIN.test(text) && text.length !== 4 ? text : `"${/["\\]/.test(text) ? text.replace(/["\\]/g, '\\$&') : text}"`;
/**
 * Values as the text of a PostgreSQL array: the driver quotes element by element and copies the text each time, a tenth of what a row of a list cost.
 * Source: PostgreSQL documentation, "Array Input and Output Syntax". Four plain letters are quoted because NULL has four.
 */
export const arrayText = (values: readonly unknown[], type: BulkType): string => {
  const travels = arrayTypeOf(type) === 'text' && type !== 'text';
  let out = '';
  for (const value of values) {
    if (out !== '') out += ',';
    if (value === null || value === undefined) out += 'NULL';
    else if (travels) out += quoted(asText(value, type));
    else if (value instanceof Uint8Array) out += `"\\\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}"`;
    else if (value instanceof Date) out += `"${value.toISOString()}"`;
    else out += quoted(String(value));
  }
  return `{${out}}`;
};

export const asText = (value: unknown, type: BulkType): string => {
  if (type === 'jsonb') return JSON.stringify(value);
  return `{${(value as readonly unknown[]).map((v) => (v === null ? 'null' : `"${String(v).replace(/["\\]/g, '\\$&')}"`)).join(',')}}`;
};

/** Binary COPY; through a temporary table where row-level security holds for this role, which COPY does not know. */
const copyAll = async (db: Db, store: Store, { table, columns }: BulkTarget, rows: readonly (readonly unknown[])[]): Promise<number> => {
  const names = Object.keys(columns);
  const list = names.map((n) => `"${n}"`).join(', ');
  const types = names.map((n) => columns[n]!);
  const { rows: found } = await sql<{ guarded: boolean }>`select row_security_active(${table}) as guarded`.execute(db);
  const into = found[0]!.guarded ? 'pg_temp.bulk_write' : `"${table}"`;
  if (found[0]!.guarded)
    await sql.raw(`create temporary table bulk_write (${names.map((n, i) => `"${n}" ${types[i]}`).join(', ')}) on commit drop`).execute(db);
  await store.copyIn!(`copy ${into} (${list}) from stdin (format binary)`, chunksOf(rows, types));
  if (found[0]!.guarded) await sql.raw(`insert into "${table}" (${list}) select ${list} from pg_temp.bulk_write`).execute(db);
  return rows.length;
};

function* chunksOf(rows: readonly (readonly unknown[])[], types: readonly BulkType[]): Generator<Buffer> {
  yield COPY_HEADER;
  for (let n = 0; n < rows.length; n += 500) yield Buffer.concat(rows.slice(n, n + 500).map((row) => copyRow(row, types)));
  yield COPY_TRAILER;
}
