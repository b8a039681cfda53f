// Enrolment through the whole server: three ways in, what is refused and how, the waiting list, who sees whom.
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { compareScopes } from '#capabilities/access/server/service.ts';
import type { Person } from '#capabilities/access/testing/people.ts';
import { personas } from '#capabilities/access/testing/personas.ts';
import { prepareRegions } from '#capabilities/regions/server/service.ts';
import { registerWorker, saveCondition, saveIntention } from '#capabilities/workers/contract.ts';
import { crowd } from '#capabilities/workers/testing/crowd.ts';
import { numberFor, someone } from '#capabilities/workers/testing/folk.ts';
import { type TestClock, testClock } from '#platform/testing/testServices.ts';
import { testApp } from '../../testApp.ts';
import {
  admit,
  answerMyself,
  applyMyself,
  correctClass,
  enter,
  exportTrainees,
  invite,
  judgeTrainees,
  listCandidates,
  listOpen,
  listTrainees,
  markFinished,
  readClass,
  readMine,
  stepEnrolment,
} from './contract.ts';
import { endCancelled, settleClass } from './server/enrolment/nightly.ts';
import { enrolmentScopes } from './server/enrolment/target.ts';
import { enterState, makeClass, standingIn } from './testing/enrolments.ts';
import { adoptedStandard, OTHER_SCHOOL, withOrganisations } from './testing/facts.ts';

const TODAY = '2026-11-23';
let app: Awaited<ReturnType<typeof testApp>>;
let clock: TestClock;
let county: Person;
let school: Person;
let versionId: string;
const office = (name: keyof typeof personas, more: object = {}): Promise<Person> =>
  app.as({ name, roles: [{ ...personas[name], ...more }], steppedUp: true });
beforeEach(async () => {
  clock = testClock(`${TODAY}T02:00:00Z`);
  app = await testApp({ clock });
  await app.store.transact({ role: 'system' }, prepareRegions);
  await withOrganisations(app.store);
  ({ versionId } = await adoptedStandard(app.store));
  county = await office('平塘县人社局');
  school = await office('培训学校');
});
const register = async (name: string, more: Parameters<typeof someone>[1] = {}): Promise<string> =>
  (await county(registerWorker, someone(name, more))).id;
const people = (...names: string[]) => Promise.all(names.map((n) => register(n)));
const system = <T>(work: Parameters<typeof app.store.transact<T>>[1]) => app.store.transact<T>({ role: 'system', writesFacts: true }, work);
const scopesAgree = async () =>
  expect(await system((db) => compareScopes(db, [enrolmentScopes]))).toEqual([
    { prefix: 'enrolment', missing: 0, surplus: 0, different: 0 },
  ]);
const inClass = (id: string) =>
  system(
    async (db) => (await sql<{ y: boolean }>`select in_class as y from worker_now where worker_id = ${id}::uuid`.execute(db)).rows[0]!.y,
  );
const rowOf = async (who: Person, id: string, name: string) =>
  (await who(listTrainees, { id, size: 200 })).items.find((i) => i.worker.name === name)!;

describe('three ways in', () => {
  test('invited by an office, accepted, admitted by the school: told step by step, scope and “in class” follow', async () => {
    const id = await makeClass(app.store, { versionId });
    const [a] = await people('刘水生');
    const invited = await county(invite, { id, workerIds: [a!] });
    expect(invited).toMatchObject({
      done: 1,
      refused: 0,
      items: [{ name: '刘水生', state: 'invited', why: null }],
      standing: { invited: 1 },
    });
    // whoever has not answered is opened to nobody
    expect((await school(listTrainees, { id })).items).toEqual([]);
    const row = await rowOf(county, id, '刘水生');
    expect(row.may).toEqual(['accept', 'decline']);
    await county(stepEnrolment, { enrolmentId: row.enrolmentId, seen: row.recorded, step: 'accept' });
    const seen = (await school(listTrainees, { id })).items;
    expect(seen).toMatchObject([{ state: 'applied', way: 'invited', worker: { name: '刘水生' }, may: ['admit', 'refuse', 'withdraw'] }]);
    // a school is told name, masked number and telephone; never the household, the identity or the village
    expect(Object.keys(seen[0]!.worker)).not.toContain('identities');
    expect(Object.keys(seen[0]!.worker)).not.toContain('home');
    expect(seen[0]!.worker.numberMasked).toMatch(/^\d{6}[^\d]+\w{4}$/);
    const admitted = await school(admit, { id, enrolmentIds: [seen[0]!.enrolmentId] });
    expect(admitted).toMatchObject({ done: 1, items: [{ state: 'enrolled' }], standing: { enrolled: 1, seats: 30 } });
    expect(await inClass(a!)).toBe(true);
    await scopesAgree();
  });

  test('entered by a village, one result for each; nobody twice; nobody of another area', async () => {
    const id = await makeClass(app.store, { versionId });
    const village = await office('先进村');
    const [a, b] = await people('蒙晓燕', '吴长庚');
    expect(await village(enter, { id, workerIds: [a!, b!] })).toMatchObject({ done: 2, standing: { applied: 2 } });
    expect(await village(enter, { id, workerIds: [a!] })).toMatchObject({ done: 0, items: [{ why: { zh: '已经是这个班的“已报名”' } }] });
    const dushan = await office('独山县人社局');
    await expect(dushan(enter, { id, workerIds: [a!] })).rejects.toMatchObject({ status: 404 });
    const host = await office('白云区人社局');
    await expect(host(enter, { id, workerIds: [a!] })).rejects.toMatchObject({ code: 'training.unknownPeople' });
    // a cadre sees the people of the own village and the numbers of the class
    const other = await register('莫大春', { home: { code: '522727104208' } });
    await county(enter, { id, workerIds: [other] });
    const told = await village(listTrainees, { id });
    expect(told.items.map((i) => i.worker.name).sort()).toEqual(['吴长庚', '蒙晓燕']);
    expect(told.standing.applied).toBe(3);
  });

  test('by the person: open classes with a verdict, applying, answering; no other person, no closed class', async () => {
    const id = await makeClass(app.store, { versionId, title: '开门招生班' });
    const closed = await makeClass(app.store, { versionId, state: 'plan' });
    const other = await makeClass(app.store, { versionId, originCode: '522726000000' });
    const [a, b] = await people('班立冬', '陈谷雨');
    const self = await app.as({ role: 'worker', areaCode: '522727000000', relation: `worker:${a}` });
    const open = (await self(listOpen, {})).items;
    expect(open.map((o) => o.title)).toEqual(['开门招生班']);
    expect(open[0]).toMatchObject({ verdict: 'eligible', mine: null, state: 'enrolling', free: 30, workerId: a });
    await expect(self(applyMyself, { id, workerId: b! })).rejects.toMatchObject({ code: 'training.notYourTrainee' });
    await expect(self(applyMyself, { id: closed, workerId: a! })).rejects.toMatchObject({ status: 404 });
    await expect(self(applyMyself, { id: other, workerId: a! })).rejects.toMatchObject({ code: 'training.notAdmitted' });
    expect(await self(applyMyself, { id, workerId: a! })).toMatchObject({ state: 'applied' });
    await expect(self(applyMyself, { id, workerId: a! })).rejects.toMatchObject({ code: 'training.enrolledAlready' });
    const row = await rowOf(school, id, '班立冬');
    await school(admit, { id, enrolmentIds: [row.enrolmentId] });
    const [mine] = (await self(readMine, {})).items;
    expect(mine).toMatchObject({ state: 'enrolled', seat: 1, may: ['withdraw'], class: { title: '开门招生班' } });
    expect(mine!.lessons.map((l) => l.day)).toEqual(['2026-12-01', '2026-12-02']);
    await expect(self(answerMyself, { enrolmentId: mine!.enrolmentId, seen: mine!.recorded, step: 'finish' })).rejects.toMatchObject({
      code: 'training.notYourTrainee',
    });
    await self(answerMyself, { enrolmentId: mine!.enrolmentId, seen: mine!.recorded, step: 'withdraw', reasonCode: 'family' });
    expect(await inClass(a!)).toBe(false);
    await scopesAgree();
  });

  test('from the register: who fits the class and wants it; whose education is not known is doubtful', async () => {
    const id = await makeClass(app.store, { versionId });
    const [a, b] = await people('王麦收', '黎青苗');
    const young = await register('韦小满', { number: numberFor('2012-03-01', 121) });
    await county(saveIntention, { id: a!, willing: 'yes', training: '想学烧腊' });
    const all = await county(listCandidates, { id });
    expect(all.items.map((i) => i.worker.workerId).sort()).toEqual([a!, b!].sort());
    expect(all.items.map((i) => i.worker.workerId)).not.toContain(young);
    const want = await county(listCandidates, { id, wants: true });
    expect(want.items).toMatchObject([{ worker: { name: '王麦收' }, wants: '想学烧腊', verdict: 'eligible' }]);
    await county(invite, { id, workerIds: [a!] });
    expect((await county(listCandidates, { id, wants: true })).items).toEqual([]);
    await expect(school(listCandidates, { id })).rejects.toMatchObject({ status: 403 });
    // page by page, everybody once
    const first = await county(listCandidates, { id, size: 1 });
    expect(first.next).toBeNull();
    expect(first.items).toHaveLength(1);
  });
});

describe('refused', () => {
  test('below the standard’s age, with the sentence; nothing is written', async () => {
    const id = await makeClass(app.store, { versionId });
    const young = await register('韦小满', { number: numberFor('2011-12-02', 121) });
    const told = await county(enter, { id, workerIds: [young] });
    expect(told.items[0]!.why!.zh).toBe('开班时（2026-12-01）14 岁，标准 v1.0 要求满 16 岁');
    expect(await standingIn(app.store, id)).toEqual([]);
    expect((await county(judgeTrainees, { id, workerIds: [young] })).items[0]).toMatchObject({ verdict: 'refused' });
  });

  test('two classes at one hour: the sentence names class and lesson; other hours do', async () => {
    const first = await makeClass(app.store, { title: '月嫂第 2 期', lessons: [['2026-12-02', 600, 660]] });
    const second = await makeClass(app.store, { title: '烧味第 1 期', lessons: ['2026-12-01', ['2026-12-02', 540, 720]] });
    const third = await makeClass(app.store, { title: '晚班', lessons: [['2026-12-02', 1140, 1260]] });
    const [a] = await people('卢巧儿');
    const enrol = async (id: string) => {
      await county(enter, { id, workerIds: [a!] });
      return county(admit, { id, enrolmentIds: [(await rowOf(county, id, '卢巧儿')).enrolmentId] });
    };
    await enrol(first);
    const told = await county(enter, { id: second, workerIds: [a!] });
    expect(told.items[0]!.why!.zh).toBe('已在“月嫂第 2 期”，2026-12-02 10:00–11:00 两个班都有课，不能同时上');
    expect((await enrol(third)).done).toBe(1);
  });

  test('asked in two classes, the second to admit is told; a school that may not see the other class is told the hours alone', async () => {
    const theirs = await makeClass(app.store, {
      title: '别校的班',
      state: 'teaching',
      schoolId: OTHER_SCHOOL,
      lessons: [['2026-12-02', 600, 660]],
      place: '522727104000',
    });
    const mine = await makeClass(app.store, { title: '本校的班', lessons: [['2026-12-02', 600, 660]] });
    const [a] = await people('周石坎');
    for (const id of [theirs, mine]) await county(enter, { id, workerIds: [a!] });
    await county(admit, { id: theirs, enrolmentIds: [(await rowOf(county, theirs, '周石坎')).enrolmentId] });
    const told = await school(admit, { id: mine, enrolmentIds: [(await rowOf(school, mine, '周石坎')).enrolmentId] });
    expect(told.items[0]).toMatchObject({ state: 'applied', why: { zh: '已在另一个班，2026-12-02 10:00–11:00 两个班都有课，不能同时上' } });
  });

  test('at school, deceased, another area, after the last day of enrolment', async () => {
    const id = await makeClass(app.store, { versionId, enrolUntil: '2026-11-22' });
    const open = await makeClass(app.store, { versionId });
    const [a] = await people('石阿朵');
    expect((await county(enter, { id, workerIds: [a!] })).items[0]!.why!.zh).toContain('2026-11-22 已截止');
    await county(saveCondition, { id: a!, schoolStage: 'primary' });
    expect((await county(enter, { id: open, workerIds: [a!] })).items[0]!.why!.zh).toContain('登记为在校生');
    const [other] = await crowd(app.services, 1, '522726100200', 77);
    const theirs = other!.id;
    const province = await office('贵州省');
    expect((await province(enter, { id: open, workerIds: [theirs] })).items[0]!.why!.zh).toContain('户籍不在');
  });

  test('steps out of order, without a reason, not seen, not one’s own', async () => {
    const id = await makeClass(app.store);
    const [a] = await people('覃志琴');
    await county(enter, { id, workerIds: [a!] });
    const row = await rowOf(school, id, '覃志琴');
    const at = { enrolmentId: row.enrolmentId, seen: row.recorded };
    await expect(school(stepEnrolment, { ...at, step: 'refuse' })).rejects.toMatchObject({ code: 'training.leaveCodeNeeded' });
    await expect(school(stepEnrolment, { ...at, step: 'refuse', reasonCode: 'other', reason: '不' })).rejects.toMatchObject({
      code: 'training.leaveCodeNeeded',
    });
    await expect(school(stepEnrolment, { ...at, step: 'finish' })).rejects.toMatchObject({ code: 'training.stepRefused' });
    await expect(school(stepEnrolment, { ...at, step: 'accept' })).rejects.toMatchObject({ code: 'training.notYourTrainee' });
    await expect(
      school(stepEnrolment, { ...at, seen: '2020-01-01T00:00:00Z', step: 'refuse', reasonCode: 'condition' }),
    ).rejects.toMatchObject({ code: 'platform.changed' });
    await expect(school(stepEnrolment, { ...at, step: 'refuse', reasonCode: 'condition', onDay: '2026-11-24' })).rejects.toMatchObject({
      code: 'training.promiseDay',
    });
    await school(stepEnrolment, { ...at, step: 'refuse', reasonCode: 'condition' });
    const other = await office('培训学校', { relation: `org:${OTHER_SCHOOL}` });
    await expect(other(listTrainees, { id })).rejects.toMatchObject({ status: 404 });
    await expect(other(stepEnrolment, { ...at, step: 'withdraw', reasonCode: 'work' })).rejects.toMatchObject({ status: 404 });
    // whoever was refused may ask again; every version is kept
    expect(await county(enter, { id, workerIds: [a!] })).toMatchObject({ done: 1 });
    await scopesAgree();
  });
});

describe('the waiting list', () => {
  test('over the seats into the line, in order; a seat that frees goes to the first who can come', async () => {
    const id = await makeClass(app.store, { seats: 2, lessons: ['2026-12-01'] });
    const elsewhere = await makeClass(app.store, { title: '同一时间', lessons: ['2026-12-01'] });
    const names = ['甲一', '乙二', '丙三', '丁四'];
    const ids = await people(...names);
    await county(enter, { id, workerIds: ids });
    const enrolments = await Promise.all(names.map(async (n) => (await rowOf(county, id, n)).enrolmentId));
    expect((await school(admit, { id, enrolmentIds: enrolments })).items.map((i) => i.state)).toEqual([
      'enrolled',
      'enrolled',
      'waiting',
      'waiting',
    ]);
    expect((await rowOf(school, id, '丁四')).line).toBe(2);
    // the first in the line is taught elsewhere at that hour by now
    await county(enter, { id: elsewhere, workerIds: [ids[2]!] });
    await county(admit, { id: elsewhere, enrolmentIds: [(await rowOf(county, elsewhere, '丙三')).enrolmentId] });
    const first = await rowOf(county, id, '甲一');
    const left = await county(stepEnrolment, {
      enrolmentId: first.enrolmentId,
      seen: first.recorded,
      step: 'withdraw',
      reasonCode: 'work',
    });
    expect(left).toMatchObject({ state: 'withdrawn', promoted: 1, standing: { enrolled: 2, waiting: 1 } });
    expect(await standingIn(app.store, id)).toEqual([
      { name: '丁四', state: 'enrolled', seat: 1 },
      { name: '乙二', state: 'enrolled', seat: 2 },
      { name: '丙三', state: 'waiting', seat: null },
      { name: '甲一', state: 'withdrawn', seat: null },
    ]);
    expect(await inClass(ids[3]!)).toBe(true);
    expect(await rowOf(county, id, '丁四')).toMatchObject({ reasonCode: 'promoted' });
    // whoever asks later does not pass the line
    const [late] = await people('戊五');
    await county(enter, { id, workerIds: [late!] });
    expect((await school(admit, { id, enrolmentIds: [(await rowOf(school, id, '戊五')).enrolmentId] })).items[0]).toMatchObject({
      state: 'waiting',
    });
    await scopesAgree();
  });
});

test('finishing, failing, taking back; a cancelled class lets everybody go', async () => {
  const id = await makeClass(app.store, { state: 'enrolling' });
  const ids = await people('甲一', '乙二');
  await county(enter, { id, workerIds: ids });
  const [a, b] = [await rowOf(school, id, '甲一'), await rowOf(school, id, '乙二')];
  await school(admit, { id, enrolmentIds: [a.enrolmentId, b.enrolmentId] });
  expect((await school(markFinished, { id, enrolmentIds: [a.enrolmentId], onDay: TODAY })).items[0]!.why).not.toBeNull();
  await enterState(app.store, id, 'opened', '2026-11-02');
  await enterState(app.store, id, 'teaching', '2026-11-03');
  expect(await school(markFinished, { id, enrolmentIds: [a.enrolmentId], onDay: TODAY })).toMatchObject({ done: 1 });
  let row = await rowOf(school, id, '甲一');
  expect(row).toMatchObject({ state: 'finished', endedOn: TODAY, seat: 1, may: ['takeBack'] });
  expect(await inClass(ids[0]!)).toBe(false);
  await school(stepEnrolment, { enrolmentId: row.enrolmentId, seen: row.recorded, step: 'takeBack', reason: '登记错了人' });
  row = await rowOf(school, id, '甲一');
  expect(row).toMatchObject({ state: 'enrolled', endedOn: null, seat: 1 });
  await school(stepEnrolment, { enrolmentId: row.enrolmentId, seen: row.recorded, step: 'fail', reasonCode: 'marks' });

  const other = await makeClass(app.store, { title: '要取消的班', lessons: [] });
  await county(enter, { id: other, workerIds: ids });
  await county(admit, { id: other, enrolmentIds: [(await rowOf(county, other, '乙二')).enrolmentId] });
  await enterState(app.store, other, 'cancelled', TODAY);
  expect(await system((db) => endCancelled(db, other, TODAY))).toBe(2);
  expect((await standingIn(app.store, other)).map((s) => s.state)).toEqual(['withdrawn', 'withdrawn']);
  expect(await system((db) => endCancelled(db, other, TODAY))).toBe(0);
  await scopesAgree();
});

test('seats are not cut below the people who are in; more seats let the waiting list in', async () => {
  const id = await makeClass(app.store, { seats: 2, planTo: '2026-12-20' });
  const ids = await people('甲一', '乙二', '丙三');
  await county(enter, { id, workerIds: ids });
  const rows = (await county(listTrainees, { id })).items;
  await county(admit, { id, enrolmentIds: rows.map((r) => r.enrolmentId) });
  const c = await county(readClass, { id });
  const edit = {
    id,
    reason: '场地有变',
    title: c.title,
    programme: 'cook' as const,
    mode: c.mode,
    schoolId: c.school.id,
    place: c.place.code,
    originCode: c.origin.code,
    hostCode: '440111000000',
    planFrom: c.planFrom,
    planTo: c.planTo,
    enrolUntil: c.enrolUntil,
  };
  await expect(county(correctClass, { ...edit, seen: c.recorded, seats: 1 })).rejects.toMatchObject({
    code: 'training.seatsTaken',
    body: { text: { zh: '已经录取 2 人，名额不能减到 1 个。有人退出之后再减' } },
  });
  await county(correctClass, { ...edit, seen: c.recorded, seats: 3 });
  expect(await system((db) => settleClass(db, id, TODAY))).toEqual({ left: 0, promoted: 1 });
  expect((await standingIn(app.store, id)).map((s) => s.seat)).toEqual([1, 2, 3]);
  await scopesAgree();
});

test('the list of trainees leaves as a spreadsheet, masked and on record', async () => {
  const id = await makeClass(app.store);
  const [a] = await people('甲一');
  await county(enter, { id, workerIds: [a!] });
  const file = (await school(exportTrainees, { id })) as unknown as Buffer;
  expect(file.subarray(0, 2).toString()).toBe('PK');
  const logged = await system(
    async (db) => (await sql<{ what: string; rows: number }>`select what, rows from export_log`.execute(db)).rows,
  );
  expect(logged).toEqual([{ what: 'training.trainees', rows: 1 }]);
});
