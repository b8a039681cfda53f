// Order classes through the whole server: the agreement of three, the four promises with their evidence, what is refused, what everybody may read.
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '#capabilities/access/testing/people.ts';
import { personas } from '#capabilities/access/testing/personas.ts';
import { recordSpell } from '#capabilities/employment/contract.ts';
import { promiseEvidence } from '#capabilities/employment/server/promiseEvidence.ts';
import { prepareRegions } from '#capabilities/regions/server/service.ts';
import { registerWorker } from '#capabilities/workers/contract.ts';
import { someone } from '#capabilities/workers/testing/folk.ts';
import { newId } from '#platform/server/newId.ts';
import { insertVersion } from '#platform/server/versions.ts';
import { type TestClock, testClock } from '#platform/testing/testServices.ts';
import { testApp } from '../../testApp.ts';
import {
  admit,
  enter,
  enterPromise,
  listOrders,
  listPromises,
  listTrainees,
  markFinished,
  type OrderOut,
  readMine,
  readOrder,
  saveOrder,
  signOrder,
} from './contract.ts';
import { countClass } from './server/orders/count.ts';
import { enterState, makeClass, orderTerms } from './testing/enrolments.ts';
import { EMPLOYER, OTHER_EMPLOYER, withOrganisations } from './testing/facts.ts';

let app: Awaited<ReturnType<typeof testApp>>;
let clock: TestClock;
let county: Person;
let school: Person;
let employer: Person;
const office = (name: keyof typeof personas, more: object = {}): Promise<Person> =>
  app.as({ name, roles: [{ ...personas[name], ...more }], steppedUp: true });
const everybody = async () => {
  county = await office('平塘县人社局');
  school = await office('培训学校');
  employer = await office('穗味餐饮');
};
beforeEach(async () => {
  clock = testClock('2026-11-23T02:00:00Z');
  app = await testApp({ clock });
  await app.store.transact({ role: 'system' }, prepareRegions);
  await withOrganisations(app.store);
  await everybody();
});
const later = async (instant: string) => {
  clock.set(instant);
  await everybody();
};
const system = <T>(work: Parameters<typeof app.store.transact<T>>[1]) => app.store.transact<T>({ role: 'system', writesFacts: true }, work);
const arrears = (organisationId: string) =>
  system((db) =>
    insertVersion(db, 'organisation_incident', {
      id: newId(),
      organisationId,
      kind: 'wage_arrears',
      happenedOn: '2026-09-01',
      precision: 'month',
      what: '拖欠工资',
      state: 'open',
      source: '劳动监察',
    }),
  );
const signed = async (id: string): Promise<OrderOut> => {
  let order = await employer(saveOrder, orderTerms(id));
  order = await employer(signOrder, { id, seen: order.seen, party: 'employer', post: '人事经理', signedOn: '2026-11-20' });
  order = await school(signOrder, { id, seen: order.seen, party: 'school', post: '校长', signedOn: '2026-11-21' });
  return county(signOrder, { id, seen: order.seen, party: 'office', post: '局长', signedOn: '2026-11-22' });
};

describe('the agreement of three', () => {
  test('entered by a party, signed by each own account; a change of substance makes signatures void', async () => {
    const id = await makeClass(app.store, { order: true });
    expect(await county(readOrder, { id })).toMatchObject({ terms: null, posts: [], may: { write: true } });
    let order = await signed(id);
    expect(order.conditions.every((c) => c.met === true)).toBe(true);
    expect(order.signatures.map((s) => [s.party, s.state, s.may])).toEqual([
      ['employer', 'signed', false],
      ['school', 'signed', false],
      ['office', 'signed', false],
    ]);
    const posts = order.posts.map((p) => ({ ...p, place: p.place.code, named: undefined }));
    const terms = { id, seen: order.seen, posts };
    await expect(employer(saveOrder, terms)).rejects.toMatchObject({ code: 'training.nothingChanged' });
    // a note is no substance
    order = await employer(saveOrder, { ...terms, posts: posts.map((p) => ({ ...p, note: '包吃住' })) });
    expect(order.signatures.every((s) => s.state === 'signed')).toBe(true);
    const lower = order.posts.map((p) => ({ ...p, place: p.place.code, payMin: p.payMin - 500 }));
    await expect(employer(saveOrder, { id, seen: order.seen, posts: lower })).rejects.toMatchObject({ code: 'training.reasonNeeded' });
    await expect(employer(saveOrder, { id, seen: terms.seen, posts: lower, reason: '市场变化' })).rejects.toMatchObject({
      code: 'platform.changed',
    });
    order = await employer(saveOrder, { id, seen: order.seen, posts: lower, reason: '市场变化' });
    expect(order.signatures.map((s) => s.state)).toEqual(['void', 'void', 'void']);
    expect(order.conditions.find((c) => c.key === 'orderSigned')).toMatchObject({ met: false });
    expect((await employer(listOrders, { toSign: true })).items.map((i) => i.classId)).toEqual([id]);
    await employer(signOrder, { id, seen: order.seen, party: 'employer', post: '人事经理', signedOn: '2026-11-23' });
    expect((await employer(listOrders, { toSign: true })).items).toEqual([]);
  });

  test('fewer posts than seats, and an employer with open arrears: each stopped with its sentence', async () => {
    const id = await makeClass(app.store, { order: true, seats: 42 });
    await expect(employer(saveOrder, orderTerms(id))).rejects.toMatchObject({
      code: 'training.orderRefused',
      body: { text: { zh: '穗味餐饮预留 30 个岗位，计划招 42 人，还差 12 个。请增加岗位，或者减少招生人数' } },
    });
    const other = await makeClass(app.store, { order: true });
    const order = await employer(saveOrder, orderTerms(other));
    await arrears(EMPLOYER);
    await expect(
      county(signOrder, { id: other, seen: order.seen, party: 'office', post: '局长', signedOn: '2026-11-22' }),
    ).rejects.toMatchObject({
      code: 'training.orderRefused',
      body: { text: { zh: '穗味餐饮有 1 起欠薪没有结清，不能办订单班。结清并登记之后再签' } },
    });
    // an organisation's own account learns no incident from us
    const untold = await employer(signOrder, {
      id: other,
      seen: order.seen,
      party: 'employer',
      post: '经理',
      signedOn: '2026-11-22',
    }).catch((e) => e);
    expect(untold).toMatchObject({ code: 'training.orderRefused' });
    expect(untold.body.text.zh).not.toContain('欠薪');
    expect(JSON.stringify(await employer(readOrder, { id: other }))).not.toContain('欠薪');
    expect(JSON.stringify(await county(readOrder, { id: other }))).toContain('欠薪');
  });

  test('who may not: another employer, another office, a day ahead, twice, one account for two', async () => {
    const id = await makeClass(app.store, { order: true });
    const order = await employer(saveOrder, orderTerms(id));
    const sign = (who: Person, party: 'employer' | 'school' | 'office', signedOn = '2026-11-22', seen = order.seen) =>
      who(signOrder, { id, seen, party, post: '经理', signedOn });
    await expect(sign(employer, 'school')).rejects.toMatchObject({ code: 'training.notYourParty' });
    await expect(sign(await office('黔南州'), 'office')).rejects.toMatchObject({ code: 'training.notYourParty' });
    await expect(sign(employer, 'employer', '2026-11-24')).rejects.toMatchObject({ code: 'training.signedAhead' });
    const stranger = await office('穗味餐饮', { relation: `org:${OTHER_EMPLOYER}` });
    await expect(stranger(readOrder, { id })).rejects.toMatchObject({ status: 404 });
    await expect(stranger(saveOrder, orderTerms(id))).rejects.toMatchObject({ status: 404 });
    await expect(
      (await app.as('穗味餐饮'))(signOrder, { id, seen: order.seen, party: 'employer', post: '经理', signedOn: '2026-11-22' }),
    ).rejects.toMatchObject({ code: 'access.stepUpNeeded' });
    const both = await app.as({ name: '两头', roles: [personas.穗味餐饮, personas.培训学校], steppedUp: true });
    const after = await sign(both, 'employer');
    await expect(sign(both, 'school', '2026-11-22', after.seen)).rejects.toMatchObject({ code: 'training.bothParties' });
    await expect(sign(employer, 'employer', '2026-11-22', after.seen)).rejects.toMatchObject({ code: 'training.partySigned' });
    const plain = await makeClass(app.store);
    await expect(county(readOrder, { id: plain })).rejects.toMatchObject({ code: 'training.notAnOrderClass' });
  });
});

test('the four promises of a trainee, each with its evidence; the contract comes from the ledger of work', async () => {
  const id = await makeClass(app.store, { order: true, lessons: ['2026-12-01', '2026-12-02'], planTo: '2026-12-20' });
  let order = await signed(id);
  const worker = (await county(registerWorker, someone('刘水生'))).id;
  await county(enter, { id, workerIds: [worker] });
  const [row] = (await county(listTrainees, { id })).items;
  const { enrolmentId } = row!;
  const post = order.posts[0]!;
  // the employer sees who asks for its own class, name and telephone, and signs the intent before the first lesson
  const mine = (await employer(readOrder, { id })).people;
  expect(mine).toMatchObject([{ worker: { name: '刘水生' }, state: 'applied', checks: [] }]);
  expect(mine[0]!.worker.numberMasked).toBeUndefined();
  await expect(employer(enterPromise, { enrolmentId, kind: 'entry', onDay: '2026-11-23' })).rejects.toMatchObject({
    code: 'training.stepRefused',
  });
  await expect(employer(enterPromise, { enrolmentId, kind: 'intent', onDay: '2026-11-23' })).rejects.toMatchObject({
    code: 'training.unknownPost',
  });
  await expect(employer(enterPromise, { enrolmentId, kind: 'intent', postId: post.id, onDay: '2026-11-24' })).rejects.toMatchObject({
    code: 'training.promiseDay',
  });
  await employer(enterPromise, { enrolmentId, kind: 'intent', postId: post.id, onDay: '2026-11-23' });
  await school(admit, { id, enrolmentIds: [enrolmentId] });
  order = await school(readOrder, { id });
  expect(order.people[0]!.checks.map((c) => c.state)).toEqual(['met', 'yet', 'yet', 'yet']);
  expect(order.posts[0]).toMatchObject({ named: 1 });

  await enterState(app.store, id, 'opened', '2026-12-01');
  await enterState(app.store, id, 'teaching', '2026-12-01');
  await later('2026-12-18T02:00:00Z');
  expect((await school(readOrder, { id })).people[0]!.checks.map((c) => c.state)).toEqual(['met', 'not', 'yet', 'yet']);
  await employer(enterPromise, { enrolmentId, kind: 'entry', onDay: '2026-12-05' });
  await school(enterPromise, { enrolmentId, kind: 'practice', postId: order.posts[1]!.id, onDay: '2026-12-10' });
  expect((await school(readOrder, { id })).people[0]!.checks[2]).toMatchObject({
    state: 'not',
    text: { zh: expect.stringContaining('意向书写的是“烧腊师傅”') },
  });
  let deed = (await school(readOrder, { id })).people[0]!.deeds.find((d) => d.kind === 'practice')!;
  await expect(
    school(enterPromise, { enrolmentId, kind: 'practice', seen: deed.recorded, postId: post.id, onDay: '2026-12-10' }),
  ).rejects.toMatchObject({ code: 'training.reasonNeeded' });
  await school(enterPromise, {
    enrolmentId,
    kind: 'practice',
    seen: deed.recorded,
    postId: post.id,
    onDay: '2026-12-10',
    reason: '岗位写错了',
  });
  deed = (await school(readOrder, { id })).people[0]!.deeds.find((d) => d.kind === 'practice')!;
  await school(markFinished, { id, enrolmentIds: [enrolmentId], onDay: '2026-12-18' });
  expect((await county(readOrder, { id })).people[0]!.checks.map((c) => c.state)).toEqual(['met', 'met', 'met', 'yet']);

  await later('2027-01-20T02:00:00Z');
  expect((await county(readOrder, { id })).people[0]!.checks[3]).toMatchObject({ state: 'not', day: '2027-01-17' });
  await county(recordSpell, {
    id: worker,
    kind: 'employed',
    organisationId: EMPLOYER,
    place: '440111000000',
    start: '2027-01-04',
    payMonth: 5200,
    contractFrom: '2027-01-04',
    contractTo: '2028-01-03',
  });
  expect((await county(readOrder, { id })).people[0]!.checks.map((c) => c.state)).toEqual(['met', 'met', 'met', 'met']);
  // the trainee's own page says the same
  const self = await app.as({ role: 'worker', areaCode: '522727000000', relation: `worker:${worker}` });
  expect((await self(readMine, {})).items[0]!.promises.map((c) => c.state)).toEqual(['met', 'met', 'met', 'met']);

  // counted, and open to everybody in the programme: numbers and nobody's name
  expect(await system((db) => countClass(db, { promiseEvidence }, id, clock.today()))).toBe(true);
  const stranger = await office('广西');
  const told = await stranger(listPromises, {});
  expect(told.items).toMatchObject([
    {
      employer: { name: '穗味餐饮' },
      classes: 1,
      seats: 30,
      posts: 30,
      trainees: 1,
      gone: 0,
      contract: { met: 1, not: 0, yet: 0 },
      kept: 100,
    },
  ]);
  expect(JSON.stringify(told)).not.toContain('刘水生');
  expect((await employer(listOrders, {})).items).toMatchObject([
    { classId: id, trainees: 1, contract: { met: 1 }, signed: expect.arrayContaining(['employer', 'school', 'office']) },
  ]);
  expect((await stranger(listOrders, {})).items).toEqual([]);
});

test('a post holds no more intents than heads; a post named in intents stays', async () => {
  const id = await makeClass(app.store, { order: true, seats: 1 });
  const one = { title: '烧腊师傅', place: '440111000000', heads: 1, payMin: 5000, payMax: 7000 };
  const order = await employer(saveOrder, { id, posts: [one, { ...one, title: '点心师傅' }] });
  const ids = await Promise.all(['甲一', '乙二'].map(async (n) => (await county(registerWorker, someone(n))).id));
  await county(enter, { id, workerIds: ids });
  const [a, b] = (await county(listTrainees, { id })).items;
  const post = order.posts.find((p) => p.title === '烧腊师傅')!;
  const named = await employer(enterPromise, { enrolmentId: a!.enrolmentId, kind: 'intent', postId: post.id, onDay: '2026-11-20' });
  await expect(
    employer(enterPromise, { enrolmentId: b!.enrolmentId, kind: 'intent', postId: post.id, onDay: '2026-11-20' }),
  ).rejects.toMatchObject({ code: 'training.postFull' });
  const other = named.posts.find((p) => p.title === '点心师傅')!;
  await expect(
    employer(saveOrder, { id, seen: named.seen, posts: [{ ...other, place: other.place.code }], reason: '岗位撤了' }),
  ).rejects.toMatchObject({ code: 'training.intentsStand' });
  const deed = named.people.find((p) => p.enrolmentId === a!.enrolmentId)!.deeds[0]!;
  const gone = await employer(enterPromise, {
    enrolmentId: a!.enrolmentId,
    kind: 'intent',
    seen: deed.recorded,
    remove: true,
    onDay: '2026-11-20',
    reason: '本人改主意',
  });
  expect(gone.posts.find((p) => p.id === post.id)).toMatchObject({ named: 0 });
  const { rows } = await system((db) => sql<{ n: number }>`select count(*)::int as n from training_promise_deed`.execute(db));
  expect(rows[0]!.n).toBe(1);
});
