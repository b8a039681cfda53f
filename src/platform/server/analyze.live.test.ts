import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newTestDatabase, type TestDatabase, testsOn } from '../testing/databases.ts';
import { until } from '../testing/killable.ts';
import { testServices } from '../testing/testServices.ts';
import { startJobRunner } from './jobRunner.ts';
import { enqueue } from './jobs.ts';
import { platformRecurring } from './recurring.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await newTestDatabase();
});
afterAll(() => database.drop());

test('the embedded database gets its statistics from a recurring job; a server has its own', async () => {
  const { store } = database;
  const { job } = platformRecurring.find((r) => r.name === 'platform.analyze')!;
  const services = testServices(store, { jobs: [job] });
  await store.transact({ role: 'owner' }, (db) =>
    sql`insert into setting (name, value) select 'test.' || n, '1' from generate_series(1, 500) n`.execute(db),
  );
  const id = await store.transact({ role: 'system' }, (db) => enqueue(db, services.keys, job, {}));
  const runner = startJobRunner(services);
  const state = () =>
    store.transact({ role: 'system' }, (db) =>
      db.selectFrom('job').select(['state', 'result']).where('id', '=', id).executeTakeFirstOrThrow(),
    );
  await until(async () => (await state()).state === 'done');
  await runner.stop();
  const known = await store.transact(
    { role: 'owner' },
    async (db) => (await sql<{ n: number }>`select reltuples::int as n from pg_class where relname = 'setting'`.execute(db)).rows[0]!.n,
  );
  if (testsOn === 'embedded') expect(known).toBeGreaterThanOrEqual(500);
  else expect((await state()).result).toEqual({ tables: 0 });
});
