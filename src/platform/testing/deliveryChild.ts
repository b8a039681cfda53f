// A process that takes deliveries for deliveries.live.test.ts and stands still inside the handler, until it is killed.
import { sql } from 'kysely';
import type { Subscriber } from '../server/audit.ts';
import { startDeliveries } from '../server/deliveries.ts';
import { openPlace, type Place, until } from './killable.ts';
import { testServices } from './testServices.ts';

/** Writes one row per piece of news; nothing in the table forbids a second one. */
export const heard = (pause: number, say: (line: string) => void = () => undefined): Subscriber => ({
  name: 'test.heard',
  to: ['test.*'],
  async handle({ db, news }) {
    await sql`insert into test_heard (audit_id) values (${news.auditId})`.execute(db);
    say('in the handler');
    await sql`select pg_sleep(${pause})`.execute(db);
  },
});

if (process.argv[1] === import.meta.filename) {
  const store = await openPlace(JSON.parse(process.argv[2]!) as Place);
  const services = testServices(store, { subscribers: [heard(Number(process.argv[3]), (line) => console.info(line))] });
  const deliveries = startDeliveries(services, { pollMs: 50, retryMs: 200 });
  await until(() =>
    store.transact(
      { role: 'system' },
      async (db) => (await db.selectFrom('delivery').select('id').where('doneAt', 'is', null).execute()).length === 0,
    ),
  );
  await deliveries.stop();
  await store.close();
}
