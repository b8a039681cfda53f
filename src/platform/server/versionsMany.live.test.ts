import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newTestDatabase, type TestDatabase } from '../testing/databases.ts';
import { newId } from './newId.ts';
import type { DbRole, Store } from './store.ts';
import { readWatermark } from './versions.ts';
import { insertFirstVersions, insertVersions, restoreMany, supersedeMany, withdrawMany } from './versionsMany.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await newTestDatabase();
  await database.store.transact({ role: 'owner' }, async (db) => {
    await sql`create table test_many (id uuid not null, value int not null, words text[] not null default '{}', note text not null default 'none', day date, raw jsonb, sealed bytea)`.execute(
      db,
    );
    await sql`select make_versioned('test_many', '{id}', '{sealed}')`.execute(db);
    await sql`grant select, insert, update, delete on test_many to wengang_system, wengang_app`.execute(db);
  });
});
afterAll(() => database.drop());

const write = <T>(work: Parameters<Store['transact']>[1], role: DbRole = 'system') => database.store.transact({ role }, work) as Promise<T>;
interface Row {
  readonly id: string;
  readonly value: number;
  readonly words: string[];
  readonly note: string;
  readonly recorded: string;
  readonly superseded: string;
}
const versionsOf = (id: string): Promise<Row[]> =>
  write(async (db) => (await sql<Row>`select * from test_many where id = ${id}::uuid order by recorded`.execute(db)).rows);
const ids = (n: number) => Array.from({ length: n }, newId);
/** Without gap or overlap, the last one current. */
const follow = (versions: readonly Row[]) => {
  versions.forEach((v, i) => {
    expect(v.recorded < v.superseded).toBe(true);
    if (i + 1 < versions.length) expect(v.superseded).toBe(versions[i + 1]!.recorded);
  });
  expect(versions.at(-1)!.superseded).toBe('infinity');
};

test('many facts at once: columns by row, corrections that follow without gap, several of one fact one after the other', async () => {
  const [a, b, c, gone] = ids(4) as [string, string, string, string];
  await write(async (db) => {
    await insertVersions(db, 'test_many', [
      { id: a, value: 1, words: ['x', 'y "z" \\'], day: '2026-01-01', raw: { k: [1] } },
      { id: b, value: 2 },
      { id: c, value: 3, note: 'c' },
    ]);
  });
  const missing = await write<readonly string[]>((db) =>
    supersedeMany(db, 'test_many', 'id', [
      { id: a, changes: { value: 11 } },
      { id: b, changes: { words: ['w'], note: 'b' } },
      { id: a, changes: { value: 12, raw: null } },
      { id: gone, changes: { value: 9 } },
    ]),
  );
  expect(missing).toEqual([gone]);
  const of = await versionsOf(a);
  expect(of.map((v) => v.value)).toEqual([1, 11, 12]);
  expect(of[2]!.words).toEqual(['x', 'y "z" \\']);
  follow(of);
  expect((await versionsOf(b)).map((v) => [v.value, v.words, v.note])).toEqual([
    [2, [], 'none'],
    [2, ['w'], 'b'],
  ]);
  expect(await versionsOf(c)).toHaveLength(1);
  await expect(write((db) => supersedeMany(db, 'test_many', 'id', [{ id: a, changes: { nothing: 1 } }]))).rejects.toThrow(
    'no column nothing',
  );
});

test('first versions of facts that were just made are dated as any other; nobody but the system can silence the guard, and none stands twice', async () => {
  const [a, b] = ids(2) as [string, string];
  await write((db) => insertFirstVersions(db, 'test_many', [{ id: a, value: 1 }]));
  const told = await readWatermark(database.store);
  await write(async (db) => {
    await insertFirstVersions(db, 'test_many', [{ id: b, value: 1 }]);
    // the guard is back for the rest of the transaction
    await expect(sql`savepoint s`.execute(db)).resolves.toBeDefined();
    await expect(sql`update test_many set value = 5 where id = ${a}::uuid`.execute(db)).rejects.toThrow('never overwrites');
    await sql`rollback to savepoint s`.execute(db);
    await supersedeMany(db, 'test_many', 'id', [{ id: b, changes: { value: 2 } }]);
  });
  const of = await versionsOf(b);
  expect(of[0]!.recorded > told).toBe(true);
  follow(of);
  await expect(write((db) => insertFirstVersions(db, 'test_many', [{ id: a, value: 2 }]))).rejects.toThrow('test_many_current');
  await write(async (db) => {
    await sql`select set_config('app.first_versions', 'yes', true)`.execute(db);
    await sql`insert into test_many (id, value, recorded) values (${newId()}::uuid, 77, '2001-01-01')`.execute(db);
  }, 'app');
  const forged = await write<Row[]>(async (db) => (await sql<Row>`select * from test_many where value = 77`.execute(db)).rows);
  expect(forged[0]!.recorded > '2026').toBe(true);
});

test('ended and written again: an earlier version stands as it was, and the story is kept', async () => {
  const [a, b] = ids(2) as [string, string];
  await write((db) =>
    insertVersions(
      db,
      'test_many',
      [a, b].map((id) => ({ id, value: 1, note: 'first' })),
    ),
  );
  await write((db) => supersedeMany(db, 'test_many', 'id', [{ id: a, changes: { value: 2, note: 'second' } }]));
  const [first] = await versionsOf(a);
  await write((db) => restoreMany(db, 'test_many', 'id', [{ id: a, recorded: first!.recorded }]));
  const of = await versionsOf(a);
  expect(of.map((v) => [v.value, v.note])).toEqual([
    [1, 'first'],
    [2, 'second'],
    [1, 'first'],
  ]);
  follow(of);
  const ended = await write<ReadonlyMap<string, string>>((db) => withdrawMany(db, 'test_many', 'id', [a, b, newId()]));
  expect([...ended.keys()].sort()).toEqual([a, b].sort());
  expect((await versionsOf(b))[0]!.superseded).not.toBe('infinity');
});

test.runIf(process.env.WENGANG_TEST_DATABASE_URL)(
  'two that correct overlapping sets in opposite orders both get through, one after the other',
  async () => {
    const all = ids(30);
    await write((db) =>
      insertVersions(
        db,
        'test_many',
        all.map((id) => ({ id, value: 0 })),
      ),
    );
    const correct = (order: readonly string[], value: number) =>
      write((db) =>
        supersedeMany(
          db,
          'test_many',
          'id',
          order.map((id) => ({ id, changes: { value } })),
        ),
      );
    for (let round = 0; round < 5; round++) await Promise.all([correct(all, 1), correct(all.toReversed(), 2), correct(all.slice(10), 3)]);
    for (const id of all) {
      const of = await versionsOf(id);
      expect(of.length).toBe(1 + 5 * (all.indexOf(id) >= 10 ? 3 : 2));
      follow(of);
    }
  },
);
