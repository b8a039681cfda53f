// Who sees whom among trainees: the matrix of viewers × people × classes against the rule, over the API and under row-level security alone; and the plans of the
// lists over many people.
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { explainGuard } from '#capabilities/access/testing/explainGuard.ts';
import { type Person, signedInAs } from '#capabilities/access/testing/people.ts';
import { type Persona, personas } from '#capabilities/access/testing/personas.ts';
import { actorWith } from '#capabilities/access/testing/probe.ts';
import { prepareRegions } from '#capabilities/regions/server/service.ts';
import { crowd } from '#capabilities/workers/testing/crowd.ts';
import { actorSettings } from '#platform/server/actor.ts';
import { buildHttp } from '#platform/server/http.ts';
import { newTestDatabase, type TestDatabase } from '#platform/testing/databases.ts';
import { testClock, testServices } from '#platform/testing/testServices.ts';
import { actorFor, authenticator, constraints, filePurposes, jobKinds, plain, routes } from '../../composition.ts';
import { admit, enrolmentPermissions, enter, invite, listTrainees, TRAINEES } from './contract.ts';
import { classReach } from './rules.ts';
import { candidatesQuery, traineesQuery } from './server/enrolment/lists.ts';
import { ordersQuery } from './server/orders/lists.ts';
import { heldQuery } from './server/rollcall/attendance.ts';
import { rollQuery } from './server/rollcall/roster.ts';
import { makeClass } from './testing/enrolments.ts';
import { EMPLOYER, OTHER_EMPLOYER, OTHER_SCHOOL, SCHOOL, withOrganisations } from './testing/facts.ts';

vi.setConfig({ testTimeout: 240_000 });
const TODAY = '2026-11-23';
let database: TestDatabase;
let services: ReturnType<typeof testServices>;
let app: Awaited<ReturnType<typeof buildHttp>>;
beforeAll(async () => {
  database = await newTestDatabase();
  services = testServices(database.store, { clock: testClock(`${TODAY}T02:00:00Z`), actorFor, jobs: jobKinds, purposes: filePurposes });
  app = await buildHttp({ services, routes, constraints, plain, authenticator });
  await database.store.transact({ role: 'system' }, prepareRegions);
  await withOrganisations(database.store);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

test('school and employer see exactly the people of their own classes, origin its own people everywhere, others nobody', async () => {
  const as = (who: Parameters<typeof signedInAs>[2]) => signedInAs(app, services, who);
  const homes = ['522727104213', '522727104201', '522726101001'] as const;
  const people = (await Promise.all(homes.map((home, i) => crowd(services, 3, home, i * 10)))).flatMap((list, i) =>
    list.map((p) => ({ ...p, home: homes[i]! })),
  );
  const classes = [
    { schoolId: SCHOOL, employerId: EMPLOYER, order: true, originCode: '522700000000' },
    { schoolId: SCHOOL, employerId: null, order: false, originCode: '522700000000' },
    { schoolId: OTHER_SCHOOL, employerId: OTHER_EMPLOYER, order: true, originCode: '522700000000' },
    // an employer that is named but orders nothing sees nobody by that
    { schoolId: OTHER_SCHOOL, employerId: EMPLOYER, order: false, originCode: '522700000000' },
  ];
  const made: ((typeof classes)[number] & { id: string; place: string })[] = [];
  for (const [i, c] of classes.entries()) {
    const place = '522727104000';
    const id = await makeClass(database.store, { ...c, place, lessons: [`2026-12-0${i + 1}`], title: `班 ${i}` });
    made.push({ ...c, id, place });
  }
  const province = await as('贵州省');
  for (const c of made) {
    await province(enter, { id: c.id, workerIds: people.slice(0, 7).map((p) => p.id) });
    await province(invite, { id: c.id, workerIds: people.slice(7).map((p) => p.id) });
    const rows = (await province(listTrainees, { id: c.id, size: 200 })).items.filter((r) => r.state === 'applied');
    await province(admit, { id: c.id, enrolmentIds: rows.slice(0, 5).map((r) => r.enrolmentId) });
  }
  let [seen, hidden] = [0, 0];
  for (const [persona, held] of Object.entries(personas) as [Persona, (typeof personas)[Persona]][]) {
    const viewer: Person = await as(persona);
    const actor = await database.store.transact({ role: 'system' }, (db) => actorFor(db, viewer.account.id, services.clock.now()));
    const orgs = actor.keys.filter((k) => k.startsWith('org:')).map((k) => k.slice(4));
    for (const c of made) {
      const where = { place: c.place, originCode: c.originCode, hostCode: '440111000000', schoolId: c.schoolId, employerId: c.employerId };
      const expected = people
        .filter((p, i) => {
          if ([...actor.areas, ...actor.lookAreas].some((a) => p.home >= a.from && p.home <= a.to)) return true;
          const asked = i < 7;
          const opened = asked && (orgs.includes(c.schoolId) || (c.order && c.employerId !== null && orgs.includes(c.employerId)));
          // the other way round: whom another class of the same organisation opens is seen in a class that is the organisation's too
          const elsewhere = made.some(
            (o) => asked && (orgs.includes(o.schoolId) || (o.order && o.employerId !== null && orgs.includes(o.employerId))),
          );
          return classReach(actor, where) && (opened || elsewhere);
        })
        .map((p) => p.id)
        .sort();
      const { rows } = await database.store.transact({ role: 'app', settings: actorSettings(actor, TODAY), readOnly: true }, (db) =>
        sql<{
          id: string;
        }>`select worker_id as id from training_enrolment_fact where class_id = ${c.id}::uuid and superseded = 'infinity'`.execute(db),
      );
      expect(rows.map((r) => r.id).sort(), `${persona} in ${c.id}`).toEqual(expected);
      const told = await viewer(listTrainees, { id: c.id, size: 200 }).then(
        (a) => a.items.map((i) => i.worker.workerId).sort(),
        (e: { status: number }) => e.status,
      );
      const may = (enrolmentPermissions[TRAINEES].roles as readonly string[]).includes(held.role);
      expect(told, `${persona} asks for ${c.id}`).toEqual(!may ? 403 : classReach(actor, where) ? expected : 404);
      seen += expected.length;
      hidden += people.length - expected.length;
    }
  }
  expect(seen).toBeGreaterThan(100);
  expect(hidden).toBeGreaterThan(100);
});

test('no list of people scans a table of people: a class, whom to invite, order classes; as county, province, school and employer', async () => {
  await crowd(services, 3000, '522727104213', 1000);
  await crowd(services, 3000, '522726101001', 5000);
  await database.store.transact({ role: 'owner' }, async (db) => {
    for (const t of [
      'worker_now',
      'training_enrolment_fact',
      'training_enrolment',
      'worker_scope',
      'worker_intention',
      'training_class_fact',
    ])
      await sql`analyze ${sql.table(t)}`.execute(db);
  });
  const id = await makeClass(database.store, { originCode: '522700000000' });
  const tables = ['worker_now', 'worker', 'worker_intention', 'worker_condition', 'training_enrolment_fact', 'training_promise_deed'];
  for (const persona of ['先进村', '平塘县人社局', '黔南州', '贵州省', '培训学校', '穗味餐饮', '审计'] as const) {
    const actor = actorWith([personas[persona]]);
    await explainGuard(database.store, actor, TODAY, tables, () => traineesQuery(id, undefined));
    await explainGuard(database.store, actor, TODAY, tables, () => ordersQuery(undefined, null, 31));
    // the roll of a class and the row of marks of each of its people
    await explainGuard(database.store, actor, TODAY, tables, () => rollQuery([id]));
    await explainGuard(database.store, actor, TODAY, tables, () => heldQuery(id));
    for (const wants of [false, true])
      await explainGuard(database.store, actor, TODAY, tables, () =>
        candidatesQuery({
          ranges: actor.areas.length ? actor.areas : [{ from: '522727000000', to: '522727999999' }],
          bornFrom: '1970-01-01',
          bornTo: '2008-01-01',
          educations: null,
          occupation: '4-03-02-01',
          wants,
          poor: false,
          idle: false,
          classId: id,
          after: null,
          limit: 31,
        }),
      );
  }
});
