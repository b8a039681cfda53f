import { afterAll, beforeAll, expect, test } from 'vitest';
import { newTestDatabase, type TestDatabase } from '../testing/databases.ts';
import { until } from '../testing/killable.ts';
import { testClock, testServices } from '../testing/testServices.ts';
import { startJobRunner } from './jobRunner.ts';
import { defineJob } from './jobs.ts';
import { dueNow, platformRecurring, queueDue, startRecurring, wallClock } from './recurring.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await newTestDatabase();
});
afterAll(() => database.drop());

const nothing = defineJob<Record<string, never>>({ kind: 'test.nothing', summary: { zh: '', en: '' }, run: async () => undefined });
const recurring = [
  { name: 'early', at: '03:10', job: nothing },
  { name: 'late', at: '23:59', job: nothing },
];

test('the wall clock is that of Shanghai', () => {
  expect(wallClock(new Date('2026-11-22T16:00:00Z'))).toEqual({ day: '2026-11-23', time: '00:00' });
  expect(wallClock(new Date('2026-11-23T15:59:59Z'))).toEqual({ day: '2026-11-23', time: '23:59' });
  expect(dueNow(recurring, new Date('2026-11-22T19:09:59Z'))).toEqual([]);
  expect(dueNow(recurring, new Date('2026-11-22T19:10:00Z')).map((d) => d.of.name)).toEqual(['early']);
});

test('once a day, whichever of several processes is first, and again the next day', async () => {
  const clock = testClock('2026-11-23T02:00:00Z');
  const services = testServices(database.store, { clock, jobs: [nothing] });
  const rounds = await Promise.all(Array.from({ length: 6 }, () => queueDue(services, recurring)));
  expect(rounds.flat()).toEqual(['early']);
  const jobs = () =>
    database.store.transact({ role: 'system' }, (db) =>
      db.selectFrom('job').select(['id', 'state']).where('kind', '=', 'test.nothing').execute(),
    );
  expect(await jobs()).toHaveLength(1);
  clock.set('2026-11-24T02:00:00Z');
  // yesterday's never ran: today's is the same one
  expect(await queueDue(services, recurring)).toEqual(['early']);
  expect(await jobs()).toHaveLength(1);
  const runner = startJobRunner(services, { pollMs: 20 });
  await until(async () => (await jobs())[0]!.state === 'done');
  clock.set('2026-11-25T02:00:00Z');
  const stop = startRecurring(services, recurring, 20);
  await until(async () => (await jobs()).filter((j) => j.state === 'done').length === 2);
  await stop();
  await runner.stop();
  expect(await jobs()).toHaveLength(2);
});

test('the nightly work of the platform runs through', async () => {
  const services = testServices(database.store, { clock: testClock('2026-11-26T15:00:00Z'), jobs: platformRecurring.map((r) => r.job) });
  const runner = startJobRunner(services, { pollMs: 20 });
  expect(await queueDue(services, platformRecurring)).toEqual(platformRecurring.map((r) => r.name));
  const states = () =>
    database.store.transact({ role: 'system' }, async (db) =>
      (await db.selectFrom('job').select('state').where('kind', 'like', 'platform.%').execute()).map((j) => j.state),
    );
  await until(async () => (await states()).every((s) => s === 'done'));
  await runner.stop();
});
