import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { migratedImage, newTestDatabase, type TestDatabase, testsOn } from '../testing/databases.ts';
import { type BulkTarget, bulkWrite, EMBEDDED_ROWS, insertMany } from './bulkWrite.ts';
import type { BulkType } from './copyBinary.ts';
import { openEmbeddedStore } from './embedded.ts';
import type { Store } from './store.ts';

const COLUMNS: Record<string, BulkType> = {
  n: 'int4',
  u: 'uuid',
  t: 'text',
  s: 'int2',
  l: 'int8',
  f: 'float8',
  yes: 'bool',
  d: 'date',
  ts: 'timestamptz',
  b: 'bytea',
  j: 'jsonb',
  m: 'numeric',
  ta: 'text[]',
  ia: 'int4[]',
  ua: 'uuid[]',
};
const target: BulkTarget = { table: 'test_bulk', columns: COLUMNS };
const stores: Store[] = [];
const drops: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const drop of drops) await drop();
});
const make = async (): Promise<Store> => {
  // where the suite runs on a server, the embedded database is compared with it; else it is compared with single inserts
  if (testsOn === 'server' && stores.length === 0) {
    const database: TestDatabase = await newTestDatabase();
    drops.push(() => database.drop());
    stores.push(database.store);
  } else {
    const store = await openEmbeddedStore('memory://', await migratedImage());
    drops.push(() => store.close());
    stores.push(store);
  }
  const store = stores.at(-1)!;
  await store.transact({ role: 'owner' }, async (db) => {
    const columns = Object.entries(COLUMNS).map(([name, type]) => `${name} ${type}`);
    await sql
      .raw(`create table test_bulk (${columns.join(', ')}); grant select, insert on test_bulk to wengang_system, wengang_app`)
      .execute(db);
    await sql
      .raw(`create table test_guarded (n int, t text); alter table test_guarded enable row level security; grant select, insert on test_guarded to wengang_system;
      create policy test_low on test_guarded to wengang_system using (true) with check (n < 100)`)
      .execute(db);
  });
  return store;
};

const pick = <T>(...from: T[]): T => from[randomInt(from.length)]!;
const text = () => pick('', '王小明', `"q" 'a' \\ \n\t{a,b}`, 'NULL', '😀', 'x'.repeat(randomInt(200)));
const decimal = () =>
  pick(
    '0',
    '-0.00',
    'NaN',
    '10000',
    '9999.9999',
    '0.0001',
    '-1234567890123456789012.00100',
    `${randomInt(1e9)}.${randomInt(1e9)}`,
    '100000000',
  );
const row = (n: number): unknown[] => {
  const full = [
    n,
    randomUUID(),
    text(),
    randomInt(-32768, 32768),
    pick<unknown>(0, -1, Number.MAX_SAFE_INTEGER, '-9223372036854775808'),
    pick(0.1, -1e300, 5e-324, Number.NaN, Number.POSITIVE_INFINITY),
    pick(true, false),
    pick('2026-02-28', '1969-12-31', '0001-01-01', '2000-01-01', 'infinity'),
    pick('2026-11-23T01:02:03.000001Z', '1969-12-31T23:59:59.999999Z', 'infinity', '2000-01-01T00:00:00Z'),
    randomBytes(randomInt(50)),
    pick<unknown>({ 王: [1, null, 'a"b'] }, [], 'text', 3),
    decimal(),
    Array.from({ length: randomInt(3) }, text),
    pick([], [1, null, -3]),
    [randomUUID()],
  ];
  return full.map((v, i) => (i > 0 && randomInt(6) === 0 ? null : v));
};
const read = (store: Store) =>
  store.transact({ role: 'system' }, async (db) => {
    const { rows } = await sql<{ r: string }>`select to_json(array[n::text, ${sql.raw(
      Object.keys(COLUMNS)
        .map((c) => `${c}::text`)
        .join(', '),
    )}])::text as r from test_bulk order by n`.execute(db);
    return rows.map((r) => r.r);
  });

test('what is written in bulk reads back the same on both databases, every type, null and border', async () => {
  const [a, b] = [await make(), await make()];
  const rows = Array.from({ length: 5003 }, (_, n) => row(n));
  const seen: number[] = [];
  async function* slowly() {
    for (const r of rows) yield r;
  }
  const written = await Promise.all([
    bulkWrite(a, { role: 'system' }, target, rows, async (_db, n) => void seen.push(n)),
    bulkWrite(b, { role: 'system' }, target, slowly()),
  ]);
  expect(written).toEqual([5003, 5003]);
  expect(seen.at(-1)).toBe(5003);
  if (a.kind === 'embedded') for (let i = 1; i < seen.length; i++) expect(seen[i]! - seen[i - 1]!).toBeLessThanOrEqual(EMBEDDED_ROWS);
  const [x, y] = [await read(a), await read(b)];
  expect(x).toEqual(y);
  // and what a plain insert with cast values makes of it
  const plain = rows[17]!;
  await a.transact({ role: 'system' }, (db) => insertMany(db, target, [[9_000_000, ...plain.slice(1)]]));
  expect((JSON.parse((await read(a)).at(-1)!) as string[]).slice(2)).toEqual((JSON.parse(x[17]!) as string[]).slice(2));
});

test('row-level security holds for bulk writes too', async () => {
  const guarded: BulkTarget = { table: 'test_guarded', columns: { n: 'int4', t: 'text' } };
  for (const store of stores) {
    expect(
      await bulkWrite(store, { role: 'system' }, guarded, [
        [1, 'a'],
        [2, null],
      ]),
    ).toBe(2);
    await expect(
      bulkWrite(store, { role: 'system' }, guarded, [
        [3, 'b'],
        [100, 'c'],
      ]),
    ).rejects.toMatchObject({ code: '42501' });
    const { rows } = await store.transact({ role: 'system' }, (db) => sql`select n, t from test_guarded order by n`.execute(db));
    expect(rows).toEqual([
      { n: 1, t: 'a' },
      { n: 2, t: null },
    ]);
  }
});

test('a value that cannot be written fails the chunk and leaves the connection usable', async () => {
  for (const store of stores) {
    const before = (await read(store)).length;
    for (const bad of [
      [1, 'not a uuid'],
      [1, randomUUID(), 'null\0character'],
      [1, randomUUID(), '', 99_999],
    ])
      await expect(bulkWrite(store, { role: 'system' }, target, [row(1), [...bad, ...row(1).slice(bad.length)]])).rejects.toThrow();
    expect((await read(store)).length).toBe(before);
  }
});
