import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { problem } from '../problem.ts';
import { newTestDatabase, type TestDatabase } from '../testing/databases.ts';
import { CHUNKS, chunked } from '../testing/jobChild.ts';
import { newKillable, startChild, until } from '../testing/killable.ts';
import { testServices } from '../testing/testServices.ts';
import { startJobRunner } from './jobRunner.ts';
import { type AnyJobKind, defineJob, enqueue, type JobKind, requestCancel } from './jobs.ts';
import type { Store } from './store.ts';

const makeTable = (store: Store) =>
  store.transact({ role: 'owner' }, async (db) => {
    await sql`create table test_chunk (job_id uuid not null, n int not null)`.execute(db);
    await sql`grant all on test_chunk to wengang_system`.execute(db);
  });
const chunksOf = (store: Store, id: string) =>
  store.transact({ role: 'system' }, async (db) => {
    const { rows } = await sql<{ n: number }>`select n from test_chunk where job_id = ${id} order by n`.execute(db);
    return rows.map((r) => r.n);
  });
const readJob = (store: Store, id: string) =>
  store.transact({ role: 'system' }, (db) => db.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirstOrThrow());
const ALL = Array.from({ length: CHUNKS }, (_, n) => n);
const FAST = { pollMs: 50, leaseMs: 2000, heartbeatMs: 200, retryMs: 10, alone: false };

test('a process killed inside a chunk and another killed between two: every chunk is done exactly once', async () => {
  const place = await newKillable();
  try {
    const id = await place.visit(async (store) => {
      await makeTable(store);
      const { keys } = testServices(store);
      return store.transact({ role: 'system' }, (db) => enqueue(db, keys, chunked, { pause: 0.03 }));
    });
    const first = startChild('jobChild.ts', place.place);
    await first.says('in chunk 3');
    await first.kill();
    await place.visit(async (store) => {
      const job = await readJob(store, id);
      expect(job.state).toBe('running'); // it had no time to say goodbye
      expect(await chunksOf(store, id)).toEqual(ALL.slice(0, (job.checkpoint as { next: number }).next));
      expect(job.progress).toMatchObject({ done: (job.checkpoint as { next: number }).next, total: CHUNKS });
    });
    const second = startChild('jobChild.ts', place.place);
    await second.says('after chunk 7');
    await second.kill();
    const third = startChild('jobChild.ts', place.place);
    expect(await third.ended).toBe(0);
    await place.visit(async (store) => {
      expect(await chunksOf(store, id)).toEqual(ALL);
      expect(await readJob(store, id)).toMatchObject({ state: 'done', result: { chunks: CHUNKS }, leaseOwner: null });
    });
  } finally {
    await place.drop();
  }
});

let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await newTestDatabase();
  store = database.store;
  await makeTable(store);
});
afterAll(() => database.drop());

const servicesWith = (...jobs: AnyJobKind[]) => {
  const errors: unknown[] = [];
  return { ...testServices(store, { jobs }), onUnexpected: (e: unknown) => void errors.push(e), errors };
};
const queue = async <I, C>(services: ReturnType<typeof servicesWith>, job: JobKind<I, C>, input: I): Promise<string> => {
  const id = await store.transact({ role: 'system' }, (db) => enqueue(db, services.keys, job, input));
  services.jobs.wake();
  return id;
};
const ended = (id: string) => until(async () => (await readJob(store, id)).finished !== null, 'the end of the job');

test('two runners share twenty jobs and run none twice', async () => {
  const services = servicesWith(chunked);
  const ids: string[] = [];
  for (let i = 0; i < 20; i++) ids.push(await queue(services, chunked, { pause: 0 }));
  const runners = [startJobRunner(services, FAST), startJobRunner(services, FAST)];
  for (const id of ids) await ended(id);
  await Promise.all(runners.map((r) => r.stop()));
  for (const id of ids) expect(await chunksOf(store, id)).toEqual(ALL);
  expect(services.errors).toEqual([]);
});

test('a runner whose lease ran out loses the job: the chunk it was in is undone, the other one goes on', async () => {
  const services = servicesWith(chunked);
  let release = () => undefined as unknown;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let taken = () => undefined as unknown;
  const isTaken = new Promise<void>((resolve) => {
    taken = resolve;
  });
  // the same kind, but this process stands still before its third chunk
  const slow: typeof chunked = {
    ...chunked,
    run: (context, input) =>
      chunked.run(
        {
          ...context,
          get checkpoint() {
            return context.checkpoint;
          },
          step: async (work, end, session) => {
            if (context.checkpoint?.next === 2) {
              taken();
              await held;
            }
            return context.step(work, end, session);
          },
        },
        input,
      ),
  };
  const stuck = startJobRunner({ ...services, jobs: servicesWith(slow).jobs }, { ...FAST, heartbeatMs: 60_000, leaseMs: 300 });
  const id = await queue(services, chunked, { pause: 0 });
  await isTaken;
  const other = startJobRunner(services, FAST);
  await ended(id);
  release();
  await stuck.stop();
  await other.stop();
  expect(await chunksOf(store, id)).toEqual(ALL);
  expect(await readJob(store, id)).toMatchObject({ state: 'done' });
});

test('cancelling stops before the next chunk and keeps what was done', async () => {
  const services = servicesWith(chunked);
  const runner = startJobRunner(services, FAST);
  const id = await queue(services, chunked, { pause: 0.05 });
  await until(async () => (await chunksOf(store, id)).length >= 2);
  expect(await store.transact({ role: 'system' }, (db) => requestCancel(db, id))).toBe(true);
  await ended(id);
  await runner.stop();
  const job = await readJob(store, id);
  expect(job.state).toBe('cancelled');
  const done = await chunksOf(store, id);
  expect(done.length).toBeLessThan(CHUNKS);
  expect(done).toEqual(ALL.slice(0, (job.checkpoint as { next: number }).next));
  expect(await store.transact({ role: 'system' }, (db) => requestCancel(db, id))).toBe(false);
  const audit = await store.transact({ role: 'system' }, (db) =>
    db.selectFrom('audit').select(['action', 'details']).where('subjectId', '=', id).execute(),
  );
  expect(audit).toEqual([{ action: 'platform.endJob', details: { kind: 'test.chunked', state: 'cancelled' } }]);
});

test('a graceful stop gives the job back; the next runner resumes it', async () => {
  const services = servicesWith(chunked);
  const runner = startJobRunner(services, FAST);
  const id = await queue(services, chunked, { pause: 0.03 });
  await until(async () => (await chunksOf(store, id)).length >= 2);
  await runner.stop();
  const job = await readJob(store, id);
  expect(job).toMatchObject({ state: 'queued', leaseOwner: null, finished: null });
  expect(await chunksOf(store, id)).toEqual(ALL.slice(0, (job.checkpoint as { next: number }).next));
  const next = startJobRunner(services, FAST);
  await ended(id);
  await next.stop();
  expect(await chunksOf(store, id)).toEqual(ALL);
});

test('an unexpected error is tried again and given up at the limit; a problem ends the job with its sentence', async () => {
  const tooFew = problem('test.tooFew', 422, '只有 {n} 行', 'Only {n} rows');
  const tries = new Map<string, number>();
  const shaky = defineJob<{ failures: number }>({
    kind: 'test.shaky',
    summary: { zh: '不稳', en: 'Shaky' },
    maxAttempts: 3,
    async run(context, { failures }) {
      const n = (tries.get(context.id) ?? 0) + 1;
      tries.set(context.id, n);
      if (failures < 0) throw tooFew({ n: 4 });
      if (n <= failures) throw new Error('broken');
      return n;
    },
  });
  const services = servicesWith(shaky);
  const runner = startJobRunner(services, FAST);
  const recovers = await queue(services, shaky, { failures: 2 });
  const never = await queue(services, shaky, { failures: 99 });
  const refused = await queue(services, shaky, { failures: -1 });
  for (const id of [recovers, never, refused]) await ended(id);
  await runner.stop();
  expect(await readJob(store, recovers)).toMatchObject({ state: 'done', result: 3 });
  expect(await readJob(store, never)).toMatchObject({ state: 'failed', attempts: 3, error: { code: 'platform.jobFault' } });
  expect(await readJob(store, refused)).toMatchObject({
    state: 'failed',
    attempts: 1,
    error: { code: 'test.tooFew', text: { zh: '只有 4 行', en: 'Only 4 rows' } },
  });
  expect(services.errors.length).toBe(5);
});

test('a process that stood still past its lease does not run its own job a second time beside itself', async () => {
  const services = servicesWith(chunked);
  const runner = startJobRunner(services, { ...FAST, heartbeatMs: 60_000, leaseMs: 20, alone: false });
  const id = await queue(services, chunked, { pause: 0.04 });
  await ended(id);
  await runner.stop();
  expect(await chunksOf(store, id)).toEqual(ALL);
  expect(services.errors).toEqual([]);
});
