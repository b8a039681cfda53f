import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listParked, retryDelivery } from '../deliveriesContract.ts';
import { newTestDatabase, type TestDatabase } from '../testing/databases.ts';
import { heard } from '../testing/deliveryChild.ts';
import { newKillable, startChild, until } from '../testing/killable.ts';
import { platformApp } from '../testing/platformApp.ts';
import { testServices } from '../testing/testServices.ts';
import { nobody } from './actor.ts';
import { type Subscriber, writeAudit } from './audit.ts';
import { startDeliveries } from './deliveries.ts';
import type { Store } from './store.ts';

const makeTable = (store: Store) =>
  store.transact({ role: 'owner' }, async (db) => {
    await sql`create table test_heard (audit_id bigint not null)`.execute(db);
    await sql`grant all on test_heard to wengang_system`.execute(db);
  });
const tell = (store: Store, n: number, subscribers: readonly Subscriber[], action = 'test.happened') =>
  store.transact({ role: 'system' }, async (db) => {
    const ids: number[] = [];
    for (let i = 0; i < n; i++) ids.push(await writeAudit(db, nobody, '', { action }, subscribers));
    return ids;
  });
const heardIn = (store: Store) =>
  store.transact({ role: 'system' }, async (db) =>
    (await sql<{ auditId: number }>`select audit_id from test_heard order by 1`.execute(db)).rows.map((r) => r.auditId),
  );
const open = (store: Store) =>
  store.transact(
    { role: 'system' },
    async (db) => (await db.selectFrom('delivery').select('id').where('doneAt', 'is', null).where('parkedAt', 'is', null).execute()).length,
  );

test('a process killed between what the handler wrote and the mark: the news is heard once', async () => {
  const place = await newKillable();
  try {
    const ids = await place.visit(async (store) => {
      await makeTable(store);
      return tell(store, 3, [heard(0)]);
    });
    const first = startChild('deliveryChild.ts', place.place, '2');
    await first.says('in the handler');
    await first.kill();
    const second = startChild('deliveryChild.ts', place.place, '0');
    expect(await second.ended).toBe(0);
    await place.visit(async (store) => {
      expect(await heardIn(store)).toEqual(ids);
      const rows = await store.transact({ role: 'system' }, (db) =>
        db.selectFrom('delivery').select(['attempts', 'doneAt']).orderBy('id').execute(),
      );
      // the killed attempt counts, so that a poisonous piece of news ends parked instead of killing for ever
      expect(rows.map((r) => r.attempts)).toEqual([2, 2, 2]);
      expect(rows.every((r) => r.doneAt !== null)).toBe(true);
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

test('two processes share the news and hear each piece once; other actions are not heard', async () => {
  const services = testServices(store, { subscribers: [heard(0)] });
  const ids = await tell(store, 50, services.subscribers);
  await tell(store, 2, services.subscribers, 'other.happened');
  const runs = [startDeliveries(services, { pollMs: 20 }), startDeliveries(services, { pollMs: 20 })];
  await until(async () => (await open(store)) === 0);
  await Promise.all(runs.map((r) => r.stop()));
  expect(await heardIn(store)).toEqual(ids);
});

test('failing news backs off, is parked after ten times, shown without a word of its content, and may be tried again', async () => {
  let broken = true;
  const subscriber: Subscriber = {
    name: 'test.broken',
    to: ['test.broken'],
    handle: async ({ db, news }) => {
      await sql`insert into test_heard (audit_id) values (${news.auditId})`.execute(db);
      if (broken) throw new Error('王小明 44012319900101001X');
    },
  };
  const { as, services } = await platformApp({ store, subscribers: [subscriber] });
  const quiet = { ...services, onUnexpected: () => undefined };
  const [id] = await tell(store, 1, [subscriber], 'test.broken');
  const run = startDeliveries(quiet, { pollMs: 10, retryMs: 1 });
  await until(async () => (await open(store)) === 0);
  expect((await heardIn(store)).includes(id!)).toBe(false);
  const administrator = as('platform.deliveries');
  const { items, total } = await administrator(listParked, {});
  expect(total).toBe(1);
  expect(items).toMatchObject([{ subscriber: 'test.broken', auditId: id, action: 'test.broken', attempts: 10, error: 'Error' }]);
  await expect(as()(listParked, {})).rejects.toMatchObject({ status: 403 });
  broken = false;
  await administrator(retryDelivery, { id: items[0]!.id });
  await until(async () => (await heardIn(store)).includes(id!));
  await run.stop();
  await expect(administrator(retryDelivery, { id: items[0]!.id })).rejects.toMatchObject({ code: 'platform.notParked' });
});
