// The months of a demonstration: one frozen, published and read by anybody; the next waits for both sides.
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { installDemoAccounts } from '#capabilities/access/server/demoAccounts.ts';
import { signedInAs } from '#capabilities/access/testing/people.ts';
import { loadDemonstration } from '../demo/load/command.ts';
import { DEMO_TOWN } from '../demo/places.ts';
import { listPublished, readPublished } from './capabilities/indicators/contractPublished.ts';
import { DEMO_MONTHS, freezeDemonstration } from './capabilities/indicators/server/freeze/demonstration.ts';
import { preparePlaces } from './capabilities/indicators/server/places.ts';
import { prepareRegions } from './capabilities/regions/server/service.ts';
import { actorFor, authenticator, constraints, jobKinds, plain, routes } from './composition.ts';
import { buildHttp } from './platform/server/http.ts';
import { startJobRunner } from './platform/server/jobRunner.ts';
import { enqueue } from './platform/server/jobs.ts';
import { newTestDatabase, testsOn } from './platform/testing/databases.ts';
import { until } from './platform/testing/killable.ts';
import { testClock, testServices } from './platform/testing/testServices.ts';

const DAY = '2022-10-12';

// the embedded database is asked the same by the freezes of its own tests
test.runIf(testsOn === 'server')('August is frozen and published, September waits; a second start makes nothing twice', async () => {
  const { store, drop } = await newTestDatabase();
  await store.transact({ role: 'system' }, prepareRegions);
  await store.transact({ role: 'system' }, preparePlaces);
  const services = testServices(store, { clock: testClock(`${DAY}T02:00:00Z`, DAY), jobs: jobKinds, actorFor });
  await installDemoAccounts(services);
  await loadDemonstration(services, { seed: 11, scale: 0.001, only: DEMO_TOWN }, () => undefined);
  const runner = startJobRunner(services);
  const run = async () => {
    await store.transact({ role: 'system' }, (db) => enqueue(db, services.keys, freezeDemonstration, { months: DEMO_MONTHS }));
    services.jobs.wake();
    await until(
      async () =>
        (await store.transact({ role: 'system' }, (db) => sql`select 1 from job where state in ('queued', 'running')`.execute(db))).rows
          .length === 0,
    );
  };
  const months = async () =>
    (
      await store.transact({ role: 'system' }, (db) =>
        sql<{ month: string; state: string; approvals: number; inPerson: boolean | null; published: boolean }>`select f.month, f.state,
          (select count(*)::int from month_approval a where a.freeze_id = f.id) as approvals,
          (select bool_or(a.stepped_up) from month_approval a where a.freeze_id = f.id) as in_person,
          exists (select 1 from month_publication p where p.freeze_id = f.id) as published from month_freeze f order by f.month`.execute(
          db,
        ),
      )
    ).rows;
  await run();
  const told = [
    // nobody typed a password for it, and the record says so
    { month: '2022-08', state: 'frozen', approvals: 2, inPerson: false, published: true },
    { month: '2022-09', state: 'proposed', approvals: 0, inPerson: null, published: false },
  ];
  expect(await months()).toEqual(told);
  await run();
  expect(await months()).toEqual(told);
  await runner.stop();

  const app = await buildHttp({ services, routes, constraints, plain, authenticator });
  const village = await signedInAs(app, services, { role: 'village_cadre', areaCode: '522727104213', relation: null });
  const { items } = await village(listPublished, {});
  expect(items.map((i) => i.month)).toEqual(['2022-08']);
  const { figures } = await village(readPublished, { id: items[0]!.id });
  expect(figures.map((f) => f.figure)).toEqual(['I01', 'I06', 'I07']);
  expect(services.unexpected).toEqual([]);
  await app.close();
  await drop();
});
