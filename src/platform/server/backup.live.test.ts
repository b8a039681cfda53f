import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migratedImage, newTestDatabase, type TestDatabase, testsOn } from '../testing/databases.ts';
import { testServices } from '../testing/testServices.ts';
import { backup, tableDigests } from './backup.ts';
import { openEmbeddedStore } from './embedded.ts';
import { storeContent } from './files.ts';
import { keysOf, newKeyFile } from './keys.ts';
import { migrate } from './migrate.ts';
import { restore } from './restore.ts';
import type { Services } from './services.ts';
import { type Db, openServerStore, StartRefused, type Store } from './store.ts';

const dir = mkdtempSync(join(tmpdir(), 'wengang-test-'));
const drops: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const drop of drops) await drop();
  rmSync(dir, { recursive: true, force: true });
});

const keyFile = newKeyFile();
const purposes = [{ name: 'test', summary: { zh: '', en: '' }, limit: 100_000, types: ['text' as const] }];
const on = (store: Store, keys = keyFile): Services => ({
  ...testServices(store, { purposes }),
  keys: keysOf(keys),
  config: { ...testServices(store).config, keyFile: join(dir, `${randomUUID()}.json`) },
});
const embedded = async (): Promise<Store> => {
  const store = await openEmbeddedStore('memory://', await migratedImage());
  drops.push(() => store.close());
  return store;
};
const other = async (): Promise<Store> => {
  const database: TestDatabase = await newTestDatabase();
  drops.push(() => database.drop());
  return database.store;
};

/** A table with every type we use, a reference to itself, a trigger that refuses, computed and generated columns. */
const makeExtra = (store: Store) =>
  store.transact({ role: 'owner' }, async (db) => {
    await sql`create table test_types (id bigint generated always as identity primary key, parent bigint constraint test_parent references test_types (id),
      t text, n numeric, d date, ts timestamptz, b bytea, j jsonb, ta text[], ia int[], f float8, yes boolean, s smallint, u uuid, double numeric generated always as (n * 2) stored)`.execute(
      db,
    );
    await sql`create table test_fact (id int not null, value int not null)`.execute(db);
    await sql`select make_versioned('test_fact')`.execute(db);
    await sql`create trigger test_keeps before update or delete or truncate on test_types for each statement execute function refuse_change()`.execute(
      db,
    );
  });

const pick = <T>(...from: T[]): T => from[randomInt(from.length)]!;
const text = () => pick('', '王小明', `it's "quoted" \\ back\nslash\t{a,b}`, 'NULL', '\\N', `${'x'.repeat(randomInt(300))}😀`);
const random: Record<string, () => unknown> = {
  uuid: () => randomUUID(),
  text,
  int2: () => randomInt(-32768, 32767),
  int4: () => randomInt(-2147483648, 2147483647),
  int8: () => randomInt(0, 2 ** 47),
  float8: () => pick('NaN', 'Infinity', '-0', `${Math.random() * 1e300}`, '0.1'),
  numeric: () => pick('NaN', '0.10', '-12345678901234567890.123456789', '1e-20', '0'),
  bool: () => pick(true, false),
  date: () => pick('2026-02-28', '0001-01-01', 'infinity'),
  timestamptz: () =>
    pick('infinity', '-infinity', '1969-12-31 23:59:59.999999Z', `2026-01-01 00:00:00.${String(randomInt(1e6)).padStart(6, '0')}Z`),
  bytea: () => randomBytes(randomInt(200)),
  jsonb: () =>
    JSON.stringify(pick<unknown>(null, 'null', { 王: [1.1, null, { a: 'b\u2028' }] }, [], text())).replace(
      '1.1',
      '1.10000000000000000000000001',
    ),
  _text: () => Array.from({ length: randomInt(4) }, text),
  _int4: () => [1, null, -3],
};

interface Column {
  table: string;
  column: string;
  type: string;
  nullable: boolean;
  always: boolean;
  choices: string[] | null;
  target: string | null;
  targetColumn: string | null;
}

/** Tries to put random rows into every table there is, those of capabilities included; what a check refuses is left out. */
const fillAll = async (db: Db): Promise<void> => {
  const { rows: columns } = await sql<Column>`
    select c.relname as "table", a.attname as "column", t.typname as type, not a.attnotnull as nullable, a.attidentity = 'a' or a.attgenerated <> '' as always,
      (select array(select m[1] from regexp_matches(pg_get_constraintdef(k.oid), '''([^'']*)''::text', 'g') m) from pg_constraint k
        where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum] and pg_get_constraintdef(k.oid) like '%ANY%' limit 1) as choices,
      f.confrelid::regclass::text as target, (select attname from pg_attribute where attrelid = f.confrelid and attnum = f.confkey[1]) as target_column
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped join pg_type t on t.oid = a.atttypid
    left join pg_constraint f on f.conrelid = c.oid and f.contype = 'f' and f.conkey = array[a.attnum]
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migration' order by 1, a.attnum`.execute(db);
  const tables = Map.groupBy(columns, (c) => c.table);
  for (let pass = 0; pass < 3; pass++)
    for (const [table, of] of tables)
      for (let n = 0; n < 12; n++) {
        const given = of.filter((c) => !c.always);
        const values = await Promise.all(
          given.map(async (c) => {
            if (c.target) {
              const { rows } = await sql<{
                v: unknown;
              }>`select ${sql.ref(c.targetColumn!)}::text as v from ${sql.table(c.target)} order by random() limit 1`.execute(db);
              return rows[0]?.v ?? null;
            }
            if (c.nullable && randomInt(4) === 0) return null;
            return c.choices?.length ? pick(...c.choices) : (random[c.type]?.() ?? null);
          }),
        );
        await sql`savepoint s`.execute(db);
        await sql`insert into ${sql.table(table)} (${sql.join(given.map((c) => sql.ref(c.column)))}) values (${sql.join(values)})`
          .execute(db)
          .then(() => sql`release savepoint s`.execute(db))
          .catch(() => sql`rollback to savepoint s`.execute(db));
      }
  // numbers that were handed out and thrown away must not be handed out again
  await sql`select setval('watermark_told', 4242424242), nextval(pg_get_serial_sequence('audit', 'id'))`.execute(db);
};
const sequences = (store: Store) =>
  store.transact({ role: 'owner' }, async (db) => {
    const { rows } = await sql`select sequencename, last_value from pg_sequences order by 1`.execute(db);
    return rows;
  });

let source: Services;
let filled: Record<string, string>;
let content: Buffer;
beforeAll(async () => {
  const store = await embedded();
  source = on(store);
  await makeExtra(store);
  content = Buffer.from(`行,${randomBytes(9).toString('hex')}`);
  const stored = await storeContent(source, content, 'a.csv', 'test');
  await store.transact({ role: 'owner' }, async (db) => {
    await fillAll(db);
    await sql`delete from file_reference`.execute(db);
    await sql`delete from file`.execute(db);
    await sql`insert into file (id, hash, size, type, name, purpose) values (gen_random_uuid(), ${stored.hash}, 5, 'text', ${source.keys.seal('a')}, 'test'),
      (gen_random_uuid(), ${'0'.repeat(64)}, 5, 'text', ${source.keys.seal('b')}, 'test')`.execute(db);
  });
  filled = await tableDigests(source);
});

const listed = async (services: Services): Promise<string[]> => {
  const hashes: string[] = [];
  for await (const { hash } of services.files.store.list()) hashes.push(hash);
  return hashes;
};
const saved = (name: string) => join(dir, name);

test('everything goes from one database to the other and back, to the last microsecond', async () => {
  for (const table of [
    'audit',
    'audit_subject',
    'delivery',
    'job',
    'idempotency',
    'setting',
    'file',
    'test_types',
    'test_fact',
    'recurring_run',
  ])
    expect(filled[table], table).not.toMatch(/^0:/);
  const report = await backup(source, saved('a'));
  expect(report).toMatchObject({ files: 1, missingFiles: 1, withKeys: false });
  expect(statSync(saved('a')).mode & 0o777).toBe(0o600);
  expect(gunzipSync(readFileSync(saved('a'))).includes(Buffer.from(keyFile.identity))).toBe(false);

  const there = on(await other());
  await makeExtra(there.store);
  expect(await restore(there, saved('a'))).toMatchObject({ rows: report.rows, files: 1, missingFiles: 1, keysReplaced: false });
  expect(await tableDigests(there)).toEqual(filled);
  expect(await sequences(there.store)).toEqual(await sequences(source.store));

  await backup(there, saved('b'));
  const back = on(await embedded());
  await makeExtra(back.store);
  await restore(back, saved('b'));
  expect(await tableDigests(back)).toEqual(filled);
  const [hash] = await listed(back);
  expect(back.keys.openBytes((await back.files.store.get(hash!))!)).toEqual(content);
  // triggers and constraints are as they were
  await back.store.transact({ role: 'owner' }, async (db) => {
    const { rows } = await sql<{ off: number; foreign: number }>`select (select count(*) from pg_trigger where tgenabled <> 'O') as off,
      (select count(*) from pg_constraint where contype = 'f' and not convalidated) as foreign`.execute(db);
    expect(rows[0]).toEqual({ off: 0, foreign: 0 });
  });
  await expect(back.store.transact({ role: 'owner' }, (db) => sql`delete from test_types`.execute(db))).rejects.toMatchObject({
    code: '42501',
  });
  await expect(
    back.store.transact({ role: 'owner' }, (db) => sql`insert into test_types (parent) values (-1)`.execute(db)),
  ).rejects.toMatchObject({ code: '23503' });
  // and a second restore is refused: it is not empty any more
  await expect(restore(back, saved('b'))).rejects.toThrow(/not empty/);
});

test('a cut, altered or foreign file is refused before anything is touched', async () => {
  await backup(source, saved('c'));
  const whole = readFileSync(saved('c'));
  const target = on(await embedded());
  await makeExtra(target.store);
  const before = await tableDigests(target);
  const lines = gunzipSync(whole).toString().split('\n');
  const dropped = lines.toSpliced(
    lines.findIndex((l) => l.startsWith('[')),
    1,
  );
  const flipped = Buffer.from(whole);
  flipped[Math.floor(whole.length / 2)]! ^= 1;
  const bad: [string, Buffer, RegExp][] = [
    ['cut', whole.subarray(0, whole.length - 40), /incomplete or altered/],
    ['cut early', whole.subarray(0, 300), /incomplete or altered/],
    ['flipped', flipped, /incomplete or altered/],
    ['a row taken out', gzipSync(dropped.join('\n')), /incomplete or altered/],
    ['the end taken off', gzipSync(`${lines.slice(0, -2).join('\n')}\n`), /incomplete or altered/],
    ['empty', Buffer.alloc(0), /incomplete or altered/],
    ['something else', gzipSync('{"hello":1}\n'), /incomplete or altered/],
    ['not gzip', Buffer.from('hello'), /incomplete or altered/],
  ];
  for (const [name, bytes, sentence] of bad) {
    writeFileSync(saved('bad'), bytes);
    const refused = await restore(target, saved('bad')).catch((e: unknown) => e);
    expect(refused, name).toBeInstanceOf(StartRefused);
    expect((refused as Error).message, name).toMatch(sentence);
  }
  await expect(restore(target, saved('nothing'))).rejects.toThrow(/cannot be opened/);
  expect(await tableDigests(target)).toEqual(before);
  expect(await listed(target)).toEqual([]);
});

test('a wrong key file is refused; the right one may be named, or lie inside a backup that was made so', async () => {
  await backup(source, saved('d'));
  await backup(source, saved('e'), { withKeys: true });
  const stranger = on(await embedded(), newKeyFile());
  await makeExtra(stranger.store);
  await expect(restore(stranger, saved('d'))).rejects.toThrow(/other keys/);
  await expect(restore(stranger, saved('d'), { keys: 'included' })).rejects.toThrow(/does not open/);
  writeFileSync(saved('keys'), JSON.stringify(newKeyFile()));
  await expect(restore(stranger, saved('d'), { keys: saved('keys') })).rejects.toThrow(/does not open/);
  // same installation, but its index key was rotated since: what is stored could not be found
  writeFileSync(saved('keys'), JSON.stringify({ ...keyFile, index: newKeyFile().index }));
  await expect(restore(stranger, saved('d'), { keys: saved('keys') })).rejects.toThrow(/does not open/);
  expect(await restore(stranger, saved('e'), { keys: 'included' })).toMatchObject({ keysReplaced: true });
  expect(JSON.parse(readFileSync(stranger.config.keyFile, 'utf8'))).toEqual(keyFile);
  expect(await tableDigests(stranger)).toEqual(filled);
});

test.runIf(testsOn === 'server')('an owner who is no superuser can back up and restore', async () => {
  const role = `${process.env.WENGANG_TEST_RUN}_owner`;
  const name = `${process.env.WENGANG_TEST_RUN}_plain`;
  const admin = new pg.Client({ connectionString: process.env.WENGANG_TEST_DATABASE_URL });
  await admin.connect();
  drops.push(async () => {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.query(`drop role ${role}`);
    await admin.end();
  });
  await admin.query(`create role ${role} login`);
  await admin.query(`grant wengang_app, wengang_system, wengang_figures to ${role}`);
  await admin.query(`create database ${name} owner ${role} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`);
  const url = new URL(process.env.WENGANG_TEST_DATABASE_URL!);
  url.pathname = `/${name}`;
  url.username = role;
  const store = await openServerStore({ url: url.href, max: 2 });
  drops.unshift(() => store.close());
  await migrate(store);
  await makeExtra(store);
  await backup(source, saved('f'));
  await restore(on(store), saved('f'));
  expect(await tableDigests({ store })).toEqual(filled);
  await backup(on(store), saved('g'));
});
