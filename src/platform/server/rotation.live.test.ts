import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { newTestDatabase } from '../testing/databases.ts';
import { newKillable, startChild, until } from '../testing/killable.ts';
import { rotationServices, testColumns } from '../testing/rotationChild.ts';
import { readContent, storeContent } from './files.ts';
import { startJobRunner } from './jobRunner.ts';
import { type AnyJobKind, enqueue, newJobs } from './jobs.ts';
import type { KeyFile } from './keys.ts';
import { addDataKey, beginIndexRotation, rotationJobs, type SealedColumn, tailOf } from './rotation.ts';
import type { Services } from './services.ts';
import type { Store } from './store.ts';
import { insertVersion, supersede } from './versions.ts';

const makeTable = (store: Store) =>
  store.transact({ role: 'owner' }, async (db) => {
    await sql`create table test_person (id uuid primary key, sealed bytea not null, number_index uuid constraint test_number unique, number_index_next uuid constraint test_number_next unique,
      tail_index uuid, tail_index_next uuid)`.execute(db);
    await sql`grant select, insert, update on test_person to wengang_system`.execute(db);
  });
const numberOf = (n: number): string => `440123199001${String(n).padStart(6, '0')}`;
const add = ({ store, keys }: Services, n: number) =>
  store.transact({ role: 'system' }, (db) => {
    const number = numberOf(n);
    const [i, j] = [keys.index('number', number), keys.nextIndex('number', number)];
    const [k, l] = [keys.index('tail', tailOf(number)), keys.nextIndex('tail', tailOf(number))];
    return sql`insert into test_person values (${randomUUID()}, ${keys.seal(number)}, ${i}, ${j}, ${k}, ${l})`.execute(db);
  });
const find = ({ store, keys }: Services, n: number) =>
  store.transact({ role: 'system' }, async (db) => {
    const number = numberOf(n);
    const { rows } = await sql<{ id: string; sealed: Buffer }>`
      select id, sealed from test_person where number_index = any(${keys.lookups('number', number)}::uuid[]) and tail_index = any(${keys.lookups('tail', tailOf(number))}::uuid[])`.execute(
      db,
    );
    return rows.map((r) => keys.open(r.sealed));
  });
const job = (services: Services, kind: string, input: object) =>
  services.store.transact({ role: 'system' }, (db) => enqueue(db, services.keys, services.jobs.kinds.get(kind) as AnyJobKind, input));
const stateOf = (store: Store, id: string) =>
  store.transact({ role: 'system' }, (db) =>
    db.selectFrom('job').select(['state', 'result', 'error']).where('id', '=', id).executeTakeFirstOrThrow(),
  );
const settled = async (services: Services, count: number) => {
  for (let n = 0; n < count; n++) expect(await find(services, n)).toEqual([numberOf(n)]);
  await services.store.transact({ role: 'system' }, async (db) => {
    const { rows } = await sql`select from test_person where number_index_next is not null or tail_index_next is not null`.execute(db);
    expect(rows).toEqual([]);
  });
};
const own = async () => {
  const dir = mkdtempSync(join(tmpdir(), 'wengang-test-'));
  const database = await newTestDatabase();
  onTestFinished(async () => {
    await database.drop();
    rmSync(dir, { recursive: true, force: true });
  });
  await makeTable(database.store);
  return { dir, store: database.store, services: rotationServices(database.store, dir) };
};

test('while the index key is changed, people are found and none is entered twice, by processes that have heard of it and those that have not', async () => {
  const { dir, store, services } = await own();
  const old = rotationServices(store, dir); // hears of changes a second later
  for (let n = 0; n < 40; n++) await add(n % 2 ? old : services, n);
  const before = services.keys.file.index;
  const runner = startJobRunner(services, { pollMs: 50 });
  beginIndexRotation(services.config.keyFile, services.keys);
  const id = await job(services, 'platform.rotateIndex', { chunk: 7, graceMs: 1300 });
  let next = 40;
  let tries = 0;
  while ((await stateOf(store, id)).state !== 'done') {
    for (const s of [services, old]) {
      if (next < 120) await add(s, next++);
      const n = tries++ % next;
      expect(await find(s, n)).toEqual([numberOf(n)]);
      await expect(add(s, n)).rejects.toMatchObject({ code: '23505' });
    }
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  await runner.stop();
  expect(services.keys.file.index).not.toBe(before);
  expect(services.keys.file).not.toHaveProperty('nextIndex');
  expect(services.keys.file).not.toHaveProperty('previousIndex');
  expect(statSync(services.config.keyFile).mode & 0o777).toBe(0o600);
  expect(tries).toBeGreaterThan(20);
  await settled(services, next);
});

test('a rotation killed while it fills and again while it moves is carried on to its end', async () => {
  const place = await newKillable();
  onTestFinished(() => place.drop());
  const services = await place.visit(async (store) => {
    await makeTable(store);
    const s = rotationServices(store, place.place.dir);
    for (let n = 0; n < 32; n++) await add(s, n);
    beginIndexRotation(s.config.keyFile, s.keys);
    await job(s, 'platform.rotateIndex', { chunk: 4, graceMs: 300 });
    return s;
  });
  const file = () => JSON.parse(readFileSync(services.config.keyFile, 'utf8')) as KeyFile;
  const first = startChild('rotationChild.ts', place.place);
  await first.says('working');
  await first.kill();
  expect(file()).toHaveProperty('nextIndex');
  const second = startChild('rotationChild.ts', place.place);
  await until(() => file().previousIndex !== undefined);
  await second.kill();
  expect(file()).toHaveProperty('previousIndex');
  await place.visit(async (store) => {
    const s = rotationServices(store, place.place.dir);
    for (let n = 0; n < 32; n++) expect(await find(s, n)).toEqual([numberOf(n)]);
  });
  const third = startChild('rotationChild.ts', place.place);
  expect(await third.ended).toBe(0);
  expect(file()).not.toHaveProperty('previousIndex');
  await place.visit((store) => settled(rotationServices(store, place.place.dir), 32));
});

test('after a new data key everything is sealed with it, and nothing is lost', async () => {
  const { services, store } = await own();
  for (let n = 0; n < 12; n++) await add(services, n);
  const withPurpose = {
    ...services,
    files: {
      ...services.files,
      purposes: new Map([['t', { name: 't', summary: { zh: '', en: '' }, limit: 99, types: ['text' as const] }]]),
    },
  };
  const { hash } = await storeContent(withPurpose, Buffer.from('姓名'), 'a.csv', 't');
  addDataKey(services.config.keyFile, services.keys);
  const runner = startJobRunner(services, { pollMs: 50 });
  const id = await job(services, 'platform.reseal', { chunk: 5, graceMs: 1 });
  await until(async () => (await stateOf(store, id)).state === 'done');
  await runner.stop();
  expect((await stateOf(store, id)).result).toEqual({ rows: 12, contents: 1 });
  expect((await services.files.store.get(hash))![1]).toBe(2);
  expect((await readContent(services, hash)).toString()).toBe('姓名');
  await store.transact({ role: 'system' }, async (db) => {
    const { rows } = await sql<{ k: number }>`select distinct get_byte(sealed, 1) as k from test_person`.execute(db);
    expect(rows).toEqual([{ k: 2 }]);
  });
  await settled(services, 12);
  expect(testColumns.length).toBe(1);
});

test('every version of a fact keeps its own sealed text and index through both rotations', async () => {
  const { services: made, store } = await own();
  const column: SealedColumn = {
    table: 'test_identity',
    id: 'id',
    versioned: true,
    sealed: 'sealed',
    indexes: [{ kind: 'number', column: 'number_index', next: 'number_index_next' }],
  };
  const services = { ...made, jobs: newJobs(rotationJobs([column])) };
  const { keys } = services;
  await store.transact({ role: 'owner' }, async (db) => {
    await sql`create table test_identity (id uuid not null, sealed bytea not null, number_index uuid not null, number_index_next uuid)`.execute(
      db,
    );
    await sql`select make_versioned('test_identity', '{id}', '{sealed,number_index,number_index_next}')`.execute(db);
    await sql`grant select, insert, update on test_identity to wengang_system`.execute(db);
  });
  const values = (n: number) => ({ sealed: keys.seal(numberOf(n)), number_index: keys.index('number', numberOf(n)) });
  await store.transact({ role: 'system' }, async (db) => {
    for (let person = 0; person < 3; person++) {
      const id = randomUUID();
      await insertVersion(db, 'test_identity', { id, ...values(person * 10) });
      for (const n of [1, 2, 3]) await supersede(db, 'test_identity', { id }, values(person * 10 + n));
    }
  });
  const runner = startJobRunner(services, { pollMs: 50 });
  beginIndexRotation(services.config.keyFile, keys);
  addDataKey(services.config.keyFile, keys);
  for (const kind of ['platform.rotateIndex', 'platform.reseal']) {
    const id = await job(services, kind, { chunk: 5, graceMs: 1 });
    await until(async () => (await stateOf(store, id)).state === 'done');
  }
  await runner.stop();
  const rows = await store.transact({ role: 'system' }, async (db) => {
    const found = await sql<{ sealed: Buffer; numberIndex: string; next: string | null }>`
      select sealed, number_index, number_index_next as next from test_identity order by id, recorded`.execute(db);
    return found.rows;
  });
  expect(rows.map((r) => keys.open(r.sealed)).sort()).toEqual([0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23].map(numberOf));
  for (const r of rows) {
    expect(r.numberIndex).toBe(keys.index('number', keys.open(r.sealed)));
    expect([r.next, r.sealed[1]]).toEqual([null, 2]);
  }
});
