// Several at one seat, one person and one class at one moment, with real commits: never more people than seats, nobody in two classes at one hour, and what is
// derived says what the facts say.
import { sql } from 'kysely';
import { expect, onTestFinished, test, vi } from 'vitest';
import { compareScopes } from '#capabilities/access/server/service.ts';
import { signedInAs, type Who } from '#capabilities/access/testing/people.ts';
import { prepareRegions } from '#capabilities/regions/server/service.ts';
import { crowd } from '#capabilities/workers/testing/crowd.ts';
import { buildHttp } from '#platform/server/http.ts';
import { newTestDatabase } from '#platform/testing/databases.ts';
import { testClock, testServices } from '#platform/testing/testServices.ts';
import { actorFor, authenticator, constraints, filePurposes, jobKinds, plain, routes } from '../../composition.ts';
import { admit, enter, listTrainees, stepEnrolment } from './contract.ts';
import { enrolmentScopes } from './server/enrolment/target.ts';
import { makeClass, standingIn } from './testing/enrolments.ts';
import { withOrganisations } from './testing/facts.ts';

vi.setConfig({ testTimeout: 240_000 });

const setUp = async () => {
  const database = await newTestDatabase();
  const { store } = database;
  const services = testServices(store, { clock: testClock('2026-11-23T02:00:00Z'), actorFor, jobs: jobKinds, purposes: filePurposes });
  const app = await buildHttp({ services, routes, constraints, plain, authenticator });
  onTestFinished(async () => {
    await app.close();
    await database.drop();
  });
  await store.transact({ role: 'system' }, prepareRegions);
  await withOrganisations(store);
  const as = (who: Who) => signedInAs(app, services, who);
  const derived = () =>
    store.transact({ role: 'system' }, async (db) => {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from worker_now w where w.in_class is distinct from exists (
        select 1 from training_enrolment_fact f where f.worker_id = w.worker_id and f.superseded = 'infinity' and f.state = 'enrolled')`.execute(
        db,
      );
      return { inClass: rows[0]!.n, scopes: await compareScopes(db, [enrolmentScopes]) };
    });
  return { store, services, as, derived };
};
const AGREE = { inClass: 0, scopes: [{ prefix: 'enrolment', missing: 0, surplus: 0, different: 0 }] };

test('two offices and the school at the last seats: as many are in as there are seats, the rest wait in one line without gaps or doubles', async () => {
  const { store, services, as, derived } = await setUp();
  const people = await crowd(services, 12);
  const id = await makeClass(store, { seats: 5 });
  const [county, school, province] = [await as('平塘县人社局'), await as('培训学校'), await as('贵州省')];
  await county(enter, { id, workerIds: people.map((p) => p.id) });
  const rows = (await county(listTrainees, { id, size: 200 })).items;
  const done = await Promise.all(rows.map((r, i) => [county, school, province][i % 3]!(admit, { id, enrolmentIds: [r.enrolmentId] })));
  expect(done.every((d) => d.done === 1)).toBe(true);
  const stands = await standingIn(store, id);
  expect(stands.filter((s) => s.state === 'enrolled').map((s) => s.seat)).toEqual([1, 2, 3, 4, 5]);
  expect(stands.filter((s) => s.state === 'waiting')).toHaveLength(7);
  // three leave and four ask at once: each seat is given once
  const inside = (await county(listTrainees, { id, state: 'enrolled' })).items;
  await Promise.all(
    inside
      .slice(0, 3)
      .map((r) => county(stepEnrolment, { enrolmentId: r.enrolmentId, seen: r.recorded, step: 'withdraw', reasonCode: 'work' })),
  );
  const after = await standingIn(store, id);
  expect(after.filter((s) => s.state === 'enrolled').map((s) => s.seat)).toEqual([1, 2, 3, 4, 5]);
  expect(after.filter((s) => s.state === 'waiting')).toHaveLength(4);
  expect(await derived()).toEqual(AGREE);
});

test('one person asked into two classes at the same hours by two at once: one of them is told', async () => {
  const { store, services, as, derived } = await setUp();
  const [one] = await crowd(services, 1);
  const classes = [await makeClass(store, { title: '甲班' }), await makeClass(store, { title: '乙班' })];
  const [county, school] = [await as('平塘县人社局'), await as('培训学校')];
  const enrolments: string[] = [];
  for (const id of classes) {
    await county(enter, { id, workerIds: [one!.id] });
    enrolments.push((await county(listTrainees, { id })).items[0]!.enrolmentId);
  }
  const done = await Promise.all([
    county(admit, { id: classes[0]!, enrolmentIds: [enrolments[0]!] }),
    school(admit, { id: classes[1]!, enrolmentIds: [enrolments[1]!] }),
  ]);
  expect(done.map((d) => d.done).sort()).toEqual([0, 1]);
  expect(done.flatMap((d) => d.items).find((i) => i.why !== null)?.why?.zh).toContain('两个班都有课');
  expect(await derived()).toEqual(AGREE);
});

test('the same people entered by two at once are entered once', async () => {
  const { store, services, as, derived } = await setUp();
  const people = await crowd(services, 20);
  const id = await makeClass(store);
  const [county, township] = [await as('平塘县人社局'), await as('克度镇')];
  const ids = people.map((p) => p.id);
  const done = await Promise.all([county(enter, { id, workerIds: ids }), township(enter, { id, workerIds: [...ids].reverse() })]);
  expect(done.reduce((n, d) => n + d.done, 0)).toBe(20);
  expect((await standingIn(store, id)).map((s) => s.state)).toEqual(Array(20).fill('applied'));
  expect(await derived()).toEqual(AGREE);
});
