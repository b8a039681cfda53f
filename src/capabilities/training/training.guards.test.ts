// What one party, one record of a person, or one late correction could get around: each stopped, or told.
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { listNotices } from '#capabilities/access/contractDesk.ts';
import type { Person } from '#capabilities/access/testing/people.ts';
import { personas } from '#capabilities/access/testing/personas.ts';
import { promiseEvidence } from '#capabilities/employment/server/promiseEvidence.ts';
import { prepareRegions } from '#capabilities/regions/server/service.ts';
import { registerWorker } from '#capabilities/workers/contract.ts';
import { someone } from '#capabilities/workers/testing/folk.ts';
import { insertVersion } from '#platform/server/versions.ts';
import { type TestClock, testClock } from '#platform/testing/testServices.ts';
import { testApp } from '../../testApp.ts';
import {
  addLessons,
  admit,
  cancelLesson,
  correctClass,
  enter,
  enterPromise,
  listPromises,
  listTrainees,
  markFinished,
  moveLesson,
  type OrderOut,
  readClass,
  readOrder,
  saveOrder,
  signOrder,
  stepEnrolment,
  takeStep,
} from './contract.ts';
import { syncMarks } from './contractRoll.ts';
import { countClass } from './server/orders/count.ts';
import { enterState, fillOrder, makeClass, orderTerms } from './testing/enrolments.ts';
import { adoptedStandard, classDraft, withOrganisations } from './testing/facts.ts';

let app: Awaited<ReturnType<typeof testApp>>;
let clock: TestClock;
let county: Person;
let school: Person;
let employer: Person;
const office = (name: keyof typeof personas, more: object = {}): Promise<Person> =>
  app.as({ name, roles: [{ ...personas[name], ...more }], steppedUp: true });
const later = async (instant: string) => {
  clock.set(instant);
  county = await office('平塘县人社局');
  school = await office('培训学校');
  employer = await office('穗味餐饮');
};
beforeEach(async () => {
  clock = testClock('2026-11-23T02:00:00Z');
  app = await testApp({ clock });
  await app.store.transact({ role: 'system' }, prepareRegions);
  await withOrganisations(app.store);
  await later('2026-11-23T02:00:00Z');
});
const system = <T>(work: Parameters<typeof app.store.transact<T>>[1]) => app.store.transact<T>({ role: 'system', writesFacts: true }, work);
const news = async (who: Person) => (await who(listNotices, {})).items.map((n) => n.text.zh);
const sign = async (id: string, seen: OrderOut): Promise<OrderOut> => {
  let order = await employer(signOrder, { id, seen: seen.seen, party: 'employer', post: '人事经理', signedOn: '2026-11-20' });
  order = await school(signOrder, { id, seen: order.seen, party: 'school', post: '校长', signedOn: '2026-11-21' });
  return county(signOrder, { id, seen: order.seen, party: 'office', post: '局长', signedOn: '2026-11-22' });
};
const admitted = async (id: string, ...names: string[]) => {
  const ids = await Promise.all(names.map(async (n) => (await county(registerWorker, someone(n))).id));
  await county(enter, { id, workerIds: ids });
  const rows = (await county(listTrainees, { id, size: 200 })).items.filter((r) => ids.includes(r.worker.workerId));
  await school(admit, { id, enrolmentIds: rows.map((r) => r.enrolmentId) });
  return rows.map((r) => ({ workerId: r.worker.workerId, enrolmentId: r.enrolmentId }));
};

test('terms that one party changes alone keep no promise: what all three signed counts until all sign again', async () => {
  const id = await makeClass(app.store, { order: true });
  let order = await sign(id, await employer(saveOrder, orderTerms(id, { entryDays: 3 })));
  const [who] = await admitted(id, '刘水生');
  await enterState(app.store, id, 'opened', '2026-12-01');
  await enterState(app.store, id, 'teaching', '2026-12-01');
  await later('2026-12-12T02:00:00Z');
  await employer(enterPromise, { enrolmentId: who!.enrolmentId, kind: 'entry', onDay: '2026-12-11' });
  const entry = async () => (await county(readOrder, { id })).people[0]!.checks.find((c) => c.promise === 'entry');
  expect(await entry()).toMatchObject({ state: 'not' });
  // eight days late; ninety would do
  order = await employer(readOrder, { id });
  const posts = order.posts.map((p) => ({ ...p, place: p.place.code, named: undefined }));
  order = await employer(saveOrder, { id, seen: order.seen, posts, entryDays: 90, reason: '放宽一些' });
  expect(order.terms).toMatchObject({ entryDays: 90 });
  expect(await entry()).toMatchObject({ state: 'not' });
  await system((db) => countClass(db, { promiseEvidence }, id, clock.today()));
  expect((await county(listPromises, {})).items[0]).toMatchObject({ entry: { met: 0, not: 1 } });
  await sign(id, order);
  expect(await entry()).toMatchObject({ state: 'met' });
});

test('two records of one person admitted at once are one person: the second is told', async () => {
  const id = await makeClass(app.store);
  const [a, b] = [(await county(registerWorker, someone('刘水生'))).id, (await county(registerWorker, someone('刘水升'))).id];
  await county(enter, { id, workerIds: [a, b] });
  await system(async (db) => {
    await sql`update worker_now set person_id = ${a}::uuid where worker_id = ${b}::uuid`.execute(db);
  });
  const rows = (await county(listTrainees, { id })).items;
  const done = await school(admit, { id, enrolmentIds: rows.map((r) => r.enrolmentId) });
  expect(done).toMatchObject({ done: 1, refused: 1, standing: { enrolled: 1 } });
  expect(done.items.find((i) => i.why)?.why?.zh).toContain('另一份档案已在这个班');
});

test('a lesson with marks is not moved to an hour that has not come, nor cancelled; its time may be put right', async () => {
  const { versionId } = await adoptedStandard(app.store);
  const id = await makeClass(app.store, { versionId });
  const [who] = await admitted(id, '刘水生');
  await enterState(app.store, id, 'opened', '2026-12-01');
  await enterState(app.store, id, 'teaching', '2026-12-01');
  await later('2026-12-01T03:00:00Z');
  const [lesson] = (await school(readClass, { id })).lessons;
  await school(syncMarks, {
    sentAt: clock.now().getTime(),
    items: [{ id: crypto.randomUUID(), lessonId: lesson!.id, workerId: who!.workerId, says: 'present', at: clock.now().getTime() }],
  });
  const { module, kind, day, fromMinute, toMinute, hours } = lesson!;
  const as = { id, lessonId: lesson!.id, seen: lesson!.recorded, module, kind, day, fromMinute, toMinute, hours };
  await expect(school(moveLesson, { ...as, day: '2026-12-08' })).rejects.toMatchObject({ code: 'training.lessonMarked' });
  await expect(school(cancelLesson, { id, lessonId: lesson!.id, seen: lesson!.recorded, reason: '教师生病了' })).rejects.toMatchObject({
    code: 'training.lessonMarked',
  });
  await school(moveLesson, { ...as, fromMinute: 530, toMinute: 710 });
  // nobody leaves before a lesson they came to
  await later('2026-12-03T03:00:00Z');
  const [row] = (await school(listTrainees, { id })).items;
  await expect(
    school(stepEnrolment, {
      enrolmentId: row!.enrolmentId,
      step: 'withdraw',
      seen: row!.recorded,
      onDay: '2026-11-30',
      reasonCode: 'work',
      reason: '',
    }),
  ).rejects.toMatchObject({ code: 'training.promiseDay' });
  const finished = await school(markFinished, { id, enrolmentIds: [row!.enrolmentId], onDay: '2026-11-30' });
  expect(finished.items[0]!.why?.zh).toContain('早于开班的 2026-12-01');
});

test('a lesson that meets another class of the same people says so, and how many', async () => {
  const { versionId } = await adoptedStandard(app.store);
  const id = await makeClass(app.store, { versionId });
  const other = await makeClass(app.store, { title: '别的班', lessons: ['2026-12-04'] });
  const [who] = await admitted(id, '刘水生');
  await county(enter, { id: other, workerIds: [who!.workerId] });
  const [row] = (await county(listTrainees, { id: other })).items;
  await school(admit, { id: other, enrolmentIds: [row!.enrolmentId] });
  const c = await school(readClass, { id });
  expect(c.lessons.map((l) => l.meeting)).toEqual([0, 0]);
  const { module, kind, fromMinute, toMinute, hours, id: lessonId, recorded } = c.lessons[1]!;
  const moved = await school(moveLesson, { id, lessonId, seen: recorded, module, kind, day: '2026-12-04', fromMinute, toMinute, hours });
  expect(moved.lessons.map((l) => [l.day, l.meeting])).toEqual([
    ['2026-12-01', 0],
    ['2026-12-04', 1],
  ]);
});

test('an approved order class takes no more seats than posts; another origin makes its own office sign', async () => {
  const id = await makeClass(app.store, { order: true, seats: 30, planTo: '2026-12-20' });
  await fillOrder(app.store, id, 30);
  const now = await county(readClass, { id });
  const as = { id, seen: now.recorded, reason: '更正计划' };
  const draft = classDraft({ planFrom: '2026-12-01', planTo: '2026-12-20', enrolUntil: '2026-12-10', title: '烧味制作第 1 期' });
  await expect(county(correctClass, { ...draft, ...as, seats: 40 })).rejects.toMatchObject({ code: 'training.orderRefused' });
  await county(correctClass, { ...draft, ...as, seats: 28, originCode: '522727104000' });
  const order = await county(readOrder, { id });
  expect(order.terms).toMatchObject({ office: { code: '522727104000' } });
  expect(order.signatures.map((s) => s.state)).toEqual(['void', 'void', 'void']);
  expect(await news(employer)).toEqual([expect.stringContaining('签字作废')]);
});

test('school and employer are told what waits for their signature, what became void, and that the class was approved', async () => {
  const { versionId } = await adoptedStandard(app.store);
  const id = await makeClass(app.store, { order: true, state: 'approval', versionId, lessons: [] });
  await school(addLessons, {
    id,
    lessons: [1, 2, 3, 4, 5, 6].map((n) => ({
      ...(n < 3 ? { module: 1, kind: 'theory' as const } : { module: 2, kind: 'practice' as const }),
      day: `2026-12-0${n}`,
      fromMinute: 540,
      toMinute: 720,
      hours: 4,
    })),
  });
  const order = await employer(saveOrder, orderTerms(id));
  expect(await news(school)).toEqual([expect.stringContaining('等本方签')]);
  expect(await news(employer)).toEqual([]);
  const signed = await sign(id, order);
  const posts = signed.posts.map((p) => ({ ...p, place: p.place.code, named: undefined, payMin: p.payMin + 100 }));
  await school(saveOrder, { id, seen: signed.seen, posts, reason: '涨了工资' });
  expect(await news(employer)).toEqual([expect.stringContaining('签字作废')]);
  await system(async (db) => {
    await insertVersion(db, 'training_budget', {
      id: crypto.randomUUID(),
      classId: id,
      fund: 'county',
      purpose: 'tuition',
      amount: '1000',
    });
  });
  const before = await county(readClass, { id });
  expect(before.next[0]!.conditions.filter((c) => c.met !== true)).toEqual([]);
  await county(takeStep, { id, seen: 'approval', step: 'approve', onDay: '2026-11-23' });
  for (const who of [school, employer]) expect(await news(who)).toContainEqual(expect.stringContaining('已批准'));
});
