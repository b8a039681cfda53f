import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { startJobRunner } from '#platform/server/jobRunner.ts';
import { enqueue, requestCancel } from '#platform/server/jobs.ts';
import { newTestDatabase, type TestDatabase } from '#platform/testing/databases.ts';
import { until } from '#platform/testing/killable.ts';
import { testServices } from '#platform/testing/testServices.ts';
import { generateTruthSet } from '../../../kits/duplicates/generate.ts';
import { asRegistered, loadRecords, workerIdOf } from '../../../kits/duplicates/load.ts';
import { matchAll } from '../../../kits/duplicates/match.ts';
import { readRecord } from '../../../kits/duplicates/read.ts';
import { blockPairs } from './rulesDuplicateBlocks.ts';
import { passKinds, readBlocks } from './server/duplicates/blocks.ts';
import { PairSet } from './server/duplicates/pairSet.ts';
import { sweepDuplicates } from './server/duplicates/sweep.ts';

let database: TestDatabase | undefined;
afterEach(async () => {
  await database?.drop();
  database = undefined;
});

const FAST = { pollMs: 20, alone: false };
const registered = (mix: 'A' | 'B' | 'C', persons = 500) => {
  const { records } = generateTruthSet(mix, 77, { persons, duplicates: Math.round(persons * 0.2) });
  return { raw: records, records: records.map((r) => asRegistered(readRecord(r))).map((r, n) => ({ ...r, id: workerIdOf(n) })) };
};
const start = async (mix: 'A' | 'B' | 'C', persons?: number) => {
  database = await newTestDatabase();
  const { store } = database;
  const services = { ...testServices(store, { jobs: [sweepDuplicates] }) };
  const set = registered(mix, persons);
  await loadRecords(store, services.keys, set.records);
  return { store, services, ...set };
};
type Started = Awaited<ReturnType<typeof start>>;
const readJob = ({ store }: Pick<Started, 'store'>, id: string) =>
  store.transact({ role: 'system' }, (db) => db.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirstOrThrow());
const sweep = async ({ store, services }: Pick<Started, 'store' | 'services'>, input: { full?: boolean } = {}) => {
  const runner = startJobRunner(services, FAST);
  const id = await store.transact({ role: 'system' }, (db) => enqueue(db, services.keys, sweepDuplicates, input));
  services.jobs.wake();
  await until(async () => (await readJob({ store }, id)).finished !== null, 'the end of the sweep');
  await runner.stop();
  const job = await readJob({ store }, id);
  expect(job.state).toBe('done');
  return job.result as { compared: number; pairs: number; joined: number; skipped: Record<string, unknown> };
};
const pairsIn = ({ store }: Pick<Started, 'store'>) =>
  store.transact({ role: 'system' }, async (db) => {
    const rows = await db.selectFrom('duplicatePair').selectAll().execute();
    return rows.map((r) => ({ ...r, key: `${r.workerId} ${r.otherId}` }));
  });

test('the keys in SQL make the same pairs as the keys in memory', async () => {
  const { store, records } = await start('C');
  const ids = records.map((r) => r.id);
  const expected = new Set([...blockPairs(records).pairs].map(([a, b]) => [ids[a]!, ids[b]!].sort().join(' ')));
  const found = new Set<string>();
  for (const kind of passKinds)
    for (const part of [0, 1]) {
      const { ids: bytes, sizes } = await store.transact({ role: 'system' }, (db) => readBlocks(db, { kind, part, parts: 2, since: null }));
      const hex = Buffer.from(bytes).toString('hex');
      let at = 0;
      for (const size of sizes) {
        const block = Array.from({ length: size }, (_, i) =>
          hex.slice((at + i) * 32, (at + i + 1) * 32).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5'),
        );
        at += size;
        for (const a of block) for (const b of block) if (a < b) found.add(`${a} ${b}`);
      }
    }
  expect(found.size).toBeGreaterThan(1000);
  expect([...found].filter((p) => !expected.has(p))).toEqual([]);
  expect([...expected].filter((p) => !found.has(p))).toEqual([]);
});

test('a full sweep finds what the comparison in memory finds; what nobody doubts is joined, facts untouched; a second one changes nothing', async () => {
  const started = await start('A');
  const { store, records, raw } = started;
  const facts = () =>
    store.transact(
      { role: 'system' },
      async (db) =>
        (await sql<{ h: string }>`select md5(string_agg(b::text, '' order by worker_id)) as h from worker_basic b`.execute(db)).rows[0]!.h,
    );
  const before = await facts();
  const expected = new Map(matchAll(records).decisions.map((d) => [[d.a, d.b].sort().join(' '), d.band]));
  const result = await sweep(started, { full: true });
  const pairs = await pairsIn(started);
  const persons = new Map(
    (await store.transact({ role: 'system' }, (db) => db.selectFrom('workerNow').select(['workerId', 'personId']).execute())).map((w) => [
      w.workerId,
      w.personId,
    ]),
  );
  // two records that were joined through a third need no pair of their own
  const told = new Map(pairs.map((p) => [p.key, p.band]));
  const untold = [...expected].filter(([key, band]) => told.get(key) !== band).map(([key]) => key.split(' '));
  expect(untold.filter(([a, b]) => persons.get(a!) !== persons.get(b!))).toEqual([]);
  // more than the comparison: one number under two names, which is for the desk even where it is surely two people
  expect(pairs.filter((p) => p.kind !== 'conflict' && !expected.has(p.key))).toEqual([]);
  expect(result.pairs).toBe(pairs.length);
  expect(pairs.every((p) => (p.reasons as { points: number }[]).reduce((s, r) => s + r.points, 0) === p.score)).toBe(true);
  // joined: exactly those of band accept, and each of them is right
  const joined = pairs.filter((p) => p.state === 'same');
  expect(joined.length).toBe(result.joined);
  expect(joined.length).toBeGreaterThan(50);
  expect(joined.every((p) => p.band === 'accept' && p.decidedHow === 'auto')).toBe(true);
  const person = new Map(raw.map((r, n) => [workerIdOf(n), r.person]));
  expect(joined.filter((p) => person.get(p.workerId) !== person.get(p.otherId))).toEqual([]);
  const linked = await store.transact({ role: 'system' }, (db) =>
    db.selectFrom('workerNow').select(['workerId', 'personId', 'records']).where('records', '>', 1).execute(),
  );
  expect(linked.every((w) => person.get(w.workerId) === person.get(w.personId))).toBe(true);
  expect(new Set(linked.map((w) => w.workerId))).toEqual(new Set(joined.flatMap((p) => [p.workerId, p.otherId])));
  expect(await facts()).toBe(before);
  const again = await sweep(started, { full: true });
  expect([again.pairs, again.joined]).toEqual([0, 0]);
});

test('every night only whoever has changed is compared', async () => {
  const started = await start('A', 400);
  const { store, services, records } = started;
  await sweep(started);
  const quiet = await sweep(started);
  // nothing has changed for longer than the five minutes that are looked back
  await store.transact({ role: 'owner', settings: { session_replication_role: 'replica' } }, async (db) => {
    await sql`update worker_now set described = clock_timestamp() - interval '1 hour'`.execute(db);
  });
  // what other capabilities note is no news of who somebody is
  await store.transact({ role: 'system' }, async (db) => {
    await sql`select note_worker_state(worker_id, '{"working":"working"}') from worker_now`.execute(db);
  });
  const still = await sweep(started);
  expect(still.compared).toBe(0);
  expect(quiet.pairs).toBe(0);
  // somebody is registered again
  const again = { ...records[5]!, number: null, documentKind: 'none' };
  const id = workerIdOf(99_999);
  const n = await store.transact({ role: 'owner', settings: { session_replication_role: 'replica' } }, async (db) => {
    await sql`insert into worker (id, area, registered, source) values (${id}::uuid, ${again.home}, '2022-10-12', 'demo')`.execute(db);
    await sql`insert into worker_basic (worker_id, name, pinyin, fuzzy, document_kind, birthday, sex) values (${id}::uuid, ${again.name}, ${again.pinyin}, ${again.fuzzy.split(' ')[0]}, 'none', ${again.birthday}::date, ${again.sex})`.execute(
      db,
    );
    await sql`insert into worker_link (worker_id, person_id, cause) values (${id}::uuid, ${id}::uuid, 'own')`.execute(db);
    await sql`insert into worker_now (worker_id, person_id, home, name, fuzzy, document_kind, birthday, sex) values (${id}::uuid, ${id}::uuid, ${again.home}, ${again.name}, ${again.fuzzy.split(' ')[0]}, 'none', ${again.birthday}::date, ${again.sex})`.execute(
      db,
    );
    return 1;
  });
  expect(n).toBe(1);
  const found = await sweep({ store, services });
  expect(found.compared).toBeGreaterThan(0);
  expect(found.compared).toBeLessThan(200);
  expect((await pairsIn(started)).some((p) => p.workerId === id || p.otherId === id)).toBe(true);
});

test('a pair that is no longer alike leaves the desk, and comes back when it is again; what a person decided stays', async () => {
  const started = await start('A', 400);
  const { store } = started;
  await sweep(started, { full: true });
  const [pair, decided] = (await pairsIn(started)).filter((p) => p.state === 'open' && p.kind === 'likeness');
  const rename = (id: string, name: string, birthday: string) =>
    store.transact({ role: 'owner', settings: { session_replication_role: 'replica' } }, async (db) => {
      await sql`update worker_now set name = ${name}, birthday = ${birthday}::date, described = clock_timestamp() where worker_id = ${id}::uuid`.execute(
        db,
      );
    });
  const before = started.records.find((r) => r.id === pair!.otherId)!;
  await store.transact({ role: 'system' }, async (db) => {
    await sql`update duplicate_pair set state = 'different', decided = clock_timestamp(), decided_how = 'desk' where id = ${decided!.id}::uuid`.execute(
      db,
    );
  });
  await rename(pair!.otherId, '司徒宝钏', '2001-11-29');
  const away = await sweep(started);
  expect(away).toMatchObject({ dropped: expect.any(Number) });
  const now = async (id: string) => (await pairsIn(started)).find((p) => p.id === id)!;
  expect(await now(pair!.id)).toMatchObject({ state: 'different', decidedHow: 'auto' });
  await rename(pair!.otherId, before.name, before.birthday!);
  await sweep(started, { full: true });
  expect(await now(pair!.id)).toMatchObject({ state: 'open', decided: null, decidedHow: '', score: pair!.score });
  expect(await now(decided!.id)).toMatchObject({ state: 'different', decidedHow: 'desk' });
});

test('cancelled between two passes it ends; started again it goes on from its checkpoint', async () => {
  const started = await start('A', 400);
  const { store, services } = started;
  const id = await store.transact({ role: 'system' }, (db) => enqueue(db, services.keys, sweepDuplicates, { full: true }));
  let runner = startJobRunner(services, FAST);
  services.jobs.wake();
  await until(async () => ((await readJob(started, id)).progress as { done: number }).done >= 2, 'two passes');
  await runner.stop();
  const stopped = await readJob(started, id);
  const passes = (stopped.checkpoint as { passes: number }).passes;
  expect(passes).toBeGreaterThanOrEqual(2);
  if (stopped.state === 'queued') {
    await store.transact({ role: 'system' }, (db) => requestCancel(db, id));
    expect((await readJob(started, id)).state).toBe('cancelled');
    await store.transact({ role: 'system' }, async (db) => {
      await sql`update job set state = 'queued', finished = null, cancel_requested_at = null where id = ${id}`.execute(db);
    });
    runner = startJobRunner(services, FAST);
    services.jobs.wake();
    await until(async () => (await readJob(started, id)).finished !== null, 'the end of the sweep');
    await runner.stop();
  }
  const job = await readJob(started, id);
  expect(job.state).toBe('done');
  const whole = await pairsIn(started);
  // the same as a sweep that was never stopped: what a second one would still find is nothing
  expect(whole.length).toBeGreaterThan(50);
  expect(await sweep(started, { full: true })).toMatchObject({ pairs: 0, joined: 0 });
});

test('a set of pairs holds each once, whichever way round, also when it grows', () => {
  const set = new PairSet();
  const all = (300 * 299) / 2;
  const added = (turned: boolean): number => {
    let n = 0;
    for (let a = 0; a < 300; a++) for (let b = a + 1; b < 300; b++) if (turned ? set.add(b, a) : set.add(a, b)) n++;
    return n;
  };
  expect([added(false), added(true), set.size]).toEqual([all, 0, all]);
});
