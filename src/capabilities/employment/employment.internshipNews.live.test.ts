// An internship from its deed to the ledger by the audit's own deliveries, and what rests on it: the promise 顶岗即上岗 of an order class, the refusal to correct it by hand.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, signedInAs } from '#capabilities/access/testing/people.ts';
import { personas } from '#capabilities/access/testing/personas.ts';
import { prepareRegions } from '#capabilities/regions/server/service.ts';
import { admit, enter, enterPromise, listTrainees, readOrder, saveOrder } from '#capabilities/training/contract.ts';
import { addInternship, createCohort, enterStudents, listStudents, stepStudent } from '#capabilities/training/contractSchooling.ts';
import { enterState, makeClass, orderTerms } from '#capabilities/training/testing/enrolments.ts';
import { EMPLOYER, withOrganisations } from '#capabilities/training/testing/facts.ts';
import { cohortDraft } from '#capabilities/training/testing/schooling.ts';
import { registerWorker } from '#capabilities/workers/contract.ts';
import { someone } from '#capabilities/workers/testing/folk.ts';
import { type Deliveries, startDeliveries } from '#platform/server/deliveries.ts';
import { buildHttp } from '#platform/server/http.ts';
import { newTestDatabase, type TestDatabase } from '#platform/testing/databases.ts';
import { until } from '#platform/testing/killable.ts';
import { testClock, testServices } from '#platform/testing/testServices.ts';
import { actorFor, authenticator, constraints, filePurposes, jobKinds, plain, routes, subscribers } from '../../composition.ts';
import { changePost, dropSpell, finishSpell, listSpells, reviseSpell } from './contract.ts';

const clock = testClock('2026-11-23T02:00:00Z');
let database: TestDatabase;
let app: Awaited<ReturnType<typeof buildHttp>>;
let services: ReturnType<typeof testServices>;
let deliveries: Deliveries;
beforeAll(async () => {
  database = await newTestDatabase();
  services = testServices(database.store, { clock, actorFor, jobs: jobKinds, purposes: filePurposes, subscribers });
  app = await buildHttp({ services, routes, constraints, plain, authenticator });
  await database.store.transact({ role: 'system' }, prepareRegions);
  await withOrganisations(database.store);
  deliveries = startDeliveries(services, { pollMs: 20 });
});
afterAll(async () => {
  await deliveries.stop();
  await app.close();
  await database.drop();
});
const as = (name: keyof typeof personas): Promise<Person> => signedInAs(app, services, { name, roles: [personas[name]], steppedUp: true });

test('entered, heard, promised, ended with the status; by hand it is sent to where it comes from', async () => {
  let county = await as('平塘县人社局');
  const [employer, school] = [await as('穗味餐饮'), await as('培训学校')];
  const workerId = (await county(registerWorker, someone('刘水生'))).id;
  // in an order class, with an intent that names a post of an occupation
  const id = await makeClass(database.store, { order: true, lessons: ['2026-12-01', '2026-12-02'], planTo: '2026-12-20' });
  const order = await employer(saveOrder, orderTerms(id));
  await county(enter, { id, workerIds: [workerId] });
  const { enrolmentId } = (await county(listTrainees, { id })).items[0]!;
  await employer(enterPromise, { enrolmentId, kind: 'intent', postId: order.posts[0]!.id, onDay: '2026-11-23' });
  await school(admit, { id, enrolmentIds: [enrolmentId] });
  await enterState(database.store, id, 'opened', '2026-12-01');
  await enterState(database.store, id, 'teaching', '2026-12-01');
  clock.set('2026-12-18T02:00:00Z');
  county = await as('平塘县人社局');
  // and a student of a cohort
  const cohort = await county(createCohort, cohortDraft());
  await county(enterStudents, { id: cohort.id, workerIds: [workerId], onDay: '2025-09-02' });
  const [student] = (await county(listStudents, { id: cohort.id })).items;
  const promise = async () => (await county(readOrder, { id })).people[0]!.checks[2]!;
  expect(await promise()).toMatchObject({ state: 'yet' });
  const told = await county(addInternship, {
    id: student!.id,
    organisationId: EMPLOYER,
    place: '440111000000',
    post: '烧腊厨工',
    occupation: '4-03-02-01',
    agreedOn: '2026-12-01',
    fromDay: '2026-12-08',
    payMonth: 3000,
  });
  const internshipId = told.internships[0]!.id;
  const spell = async () => (await county(listSpells, { id: workerId })).spells.find((s) => s.id === internshipId);
  await until(async () => (await spell()) !== undefined);
  expect(await spell()).toMatchObject({ kind: 'internship', start: '2026-12-08', ended: null });
  expect(await promise()).toMatchObject({ state: 'met', day: '2026-12-08', text: { zh: expect.stringContaining('台账') } });
  // whoever would correct it in the ledger is told where it is corrected
  const one = (await spell())!;
  const of = { id: workerId, spellId: internshipId, version: one.version };
  const facts = { kind: 'internship', organisationId: EMPLOYER, place: '440111000000', start: '2026-12-09' } as const;
  const refusal = { code: 'employment.keptBySchool', body: { text: { zh: expect.stringContaining('在这个学生的“顶岗实习”里更正') } } };
  await expect(county(reviseSpell, { ...of, ...facts, reason: '日期写错了' })).rejects.toMatchObject(refusal);
  await expect(county(finishSpell, { ...of, ended: '2026-12-15', leaveReason: 'postEnd' })).rejects.toMatchObject(refusal);
  await expect(county(dropSpell, { ...of, reason: '登记错了' })).rejects.toMatchObject(refusal);
  await expect(county(changePost, { ...of, ...facts, kind: 'employed', start: '2026-12-16' })).rejects.toMatchObject(refusal);
  // leaving school ends it, and the ledger hears of that too
  await county(stepStudent, { id: student!.id, seen: 'studying', step: 'withdraw', onDay: '2026-12-17', reason: '外出务工' });
  await until(async () => (await spell())?.ended === '2026-12-17');
});
