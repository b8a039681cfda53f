import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testApp } from '#testApp.ts';
import { registerWorker } from './contract.ts';
import { compareNow } from './server/nightly.ts';
import { someone } from './testing/folk.ts';

test('the nightly comparison carries over what the day changes and finds what should not differ', async () => {
  const { as, store, services } = await testApp();
  const county = await as('平塘县人社局');
  const today = services.clock.today();
  const { id } = await county(
    registerWorker,
    someone('石阿朵', { identities: [{ kind: 'poverty_general', from: '2014-01-01', to: today }] }),
  );
  const other = await county(registerWorker, someone('陈谷雨'));
  const system = <T>(work: Parameters<typeof store.transact<T>>[1]) => store.transact<T>({ role: 'system' }, work);
  expect(await system((db) => compareNow(db, null, today))).toMatchObject({ compared: 2, carried: 0, differed: 0 });
  const tomorrow = new Date(Date.parse(`${today}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  expect(await system((db) => compareNow(db, null, tomorrow))).toMatchObject({ compared: 2, carried: 1, differed: 0 });
  const poverty = await system((db) => sql<{ poverty: string }>`select poverty from worker_now where worker_id = ${id}`.execute(db));
  expect(poverty.rows[0]!.poverty).toBe('');
  await store.transact({ role: 'owner' }, (db) => sql`update worker_now set name = '别人' where worker_id = ${other.id}`.execute(db));
  expect(await system((db) => compareNow(db, null, tomorrow))).toMatchObject({ carried: 0, differed: 1 });
  expect(await system((db) => compareNow(db, null, tomorrow))).toMatchObject({ carried: 0, differed: 0 });
  // how many records a person has, and which of them stands in the list
  await store.transact({ role: 'owner' }, (db) =>
    sql`update worker_now set shadowed = true, records = 2 where worker_id = ${other.id}`.execute(db),
  );
  expect(await system((db) => compareNow(db, null, tomorrow))).toMatchObject({ carried: 0, differed: 1 });
  const stands = await system((db) => sql`select records, shadowed from worker_now where worker_id = ${other.id}`.execute(db));
  expect(stands.rows).toEqual([{ records: 1, shadowed: false }]);
});
