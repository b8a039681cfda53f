// Classes through the whole server: their life, the timetable, who carries them on; what is refused and how.
import { beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '#capabilities/access/testing/people.ts';
import { personas } from '#capabilities/access/testing/personas.ts';
import { signedAgreement } from '#capabilities/accords/testing/signed.ts';
import { prepareRegions } from '#capabilities/regions/server/service.ts';
import { type TestClock, testClock } from '#platform/testing/testServices.ts';
import { testApp } from '../../testApp.ts';
import {
  addBudget,
  addLessons,
  addMentor,
  addTeacher,
  type ClassOut,
  cancelLesson,
  checkClass,
  correctBudget,
  correctClass,
  countClasses,
  createClass,
  listClasses,
  listTeachers,
  moveLesson,
  readClass,
  signMentor,
  takeStep,
} from './contract.ts';
import { fillOrder, fillSeats, finishAll } from './testing/enrolments.ts';
import { adoptedStandard, CLOSED_SCHOOL, classDraft, EMPLOYER, OTHER_SCHOOL, SCHOOL, withOrganisations } from './testing/facts.ts';

let app: Awaited<ReturnType<typeof testApp>>;
let clock: TestClock;
let school: Person;
let pingtang: Person;
let baiyun: Person;
let versionId: string;
let standardId: string;
const office = (name: keyof typeof personas): Promise<Person> => app.as({ name, roles: [personas[name]], steppedUp: true });
beforeEach(async () => {
  clock = testClock('2026-11-10T02:00:00Z');
  app = await testApp({ clock });
  await app.store.transact({ role: 'system' }, prepareRegions);
  await withOrganisations(app.store);
  ({ versionId, standardId } = await adoptedStandard(app.store));
  school = await office('培训学校');
  pingtang = await office('平塘县人社局');
  baiyun = await office('白云区人社局');
});
/** Sessions end overnight: everybody signs in again. */
const later = async (instant: string): Promise<void> => {
  clock.set(instant);
  school = await office('培训学校');
  pingtang = await office('平塘县人社局');
};
const refused = (code: string, zh?: RegExp) => ({ code, ...(zh ? { body: { text: { zh: expect.stringMatching(zh) } } } : {}) });
const lesson = (more: Partial<Parameters<typeof plan>[1][number]> = {}) => ({
  module: 1,
  kind: 'theory' as const,
  day: '2026-11-20',
  fromMinute: 540,
  toMinute: 720,
  hours: 4,
  teacherId: null as string | null,
  room: '二楼 203',
  ...more,
});
type LessonIn = {
  module: number;
  kind: 'theory' | 'practice';
  day: string;
  fromMinute: number;
  toMinute: number;
  hours: number;
  teacherId: string | null;
  room: string;
};
const plan = (id: string, lessons: LessonIn[], who: Person = school) => who(addLessons, { id, lessons });
const step = (c: ClassOut, name: Parameters<typeof takeStepOf>[1], who: Person = school, onDay = clock.today(), reason = '') =>
  takeStepOf(c, name, who, onDay, reason);
const takeStepOf = (c: ClassOut, name: ClassOut['next'][number]['step'], who: Person, onDay: string, reason: string) =>
  who(takeStep, { id: c.id, seen: c.state, step: name, onDay, reason });

/** Planned, with a full timetable, a mentor and money. */
const ready = async (): Promise<ClassOut> => {
  const made = await school(createClass, classDraft({ versionId }));
  await fillOrder(app.store, made.id);
  const teacher = await school(addTeacher, {
    organisationId: SCHOOL,
    name: '陈师傅',
    kind: 'teacher',
    duty: '中式烹调高级技师',
    fromDay: '2026-01-01',
  });
  const days = ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25'];
  await plan(
    made.id,
    days.map((day, i) => lesson({ day, teacherId: teacher.id, ...(i < 2 ? {} : { module: 2, kind: 'practice' as const }) })),
  );
  await school(addBudget, { id: made.id, fund: 'cooperation', purpose: 'tuition', amount: 84_000 });
  return school(readClass, { id: made.id });
};

describe('the life of a class', () => {
  test('from planning to the archive, each step with what it asks', async () => {
    const made = await school(createClass, classDraft());
    expect(made).toMatchObject({
      state: 'plan',
      since: '2026-11-10',
      version: null,
      may: { write: true, approve: false, timetable: false },
    });
    expect(made.next[0]).toMatchObject({ step: 'submit', may: true });
    expect(made.next[0]!.conditions.filter((c) => c.met !== true).map((c) => c.key)).toEqual([
      'standard',
      'size',
      'hours',
      'budget',
      'orderPosts',
    ]);
    await expect(step(made, 'submit')).rejects.toMatchObject(refused('training.conditionsUnmet', /还没有选培训标准/));

    let c = await ready();
    expect(c.next[0]!.conditions.every((x) => x.met)).toBe(true);
    c = await step(c, 'submit');
    expect(c.state).toBe('approval');
    expect((await pingtang(listClasses, { waiting: true })).items.map((i) => i.id)).toEqual([c.id]);
    expect((await baiyun(listClasses, { waiting: true })).items).toEqual([]);
    // the host office sees it and does not approve it; the school does not either
    await expect(step(c, 'approve', baiyun)).rejects.toMatchObject(refused('training.notYourApproval'));
    await expect(step(c, 'approve', school)).rejects.toMatchObject(refused('training.notYourApproval'));
    await expect(step(c, 'sendBack', pingtang)).rejects.toMatchObject(refused('training.reasonNeeded'));
    c = await step(c, 'sendBack', pingtang, clock.today(), '经费没有写清楚');
    expect(c).toMatchObject({ state: 'plan' });
    expect(c.steps.at(-1)).toMatchObject({ state: 'plan', reason: '经费没有写清楚' });
    c = await step(c, 'submit');
    c = await step(c, 'approve', pingtang);
    expect(c.state).toBe('enrolling');
    // a mentor with an agreement, by the standard of classes at the doorstep
    await expect(step(c, 'open')).rejects.toMatchObject(refused('training.conditionsUnmet', /还没有派导师/));
    const chef = await baiyun(addTeacher, { organisationId: EMPLOYER, name: '梁师傅', kind: 'mentor', fromDay: '2026-01-01' });
    c = await school(addMentor, { id: c.id, teacherId: chef.id, task: '烧腊实操指导', fromDay: '2026-11-20' });
    await expect(step(c, 'open')).rejects.toMatchObject(refused('training.conditionsUnmet', /还没有签协议/));
    c = await school(signMentor, { id: c.id, mentorId: c.mentors[0]!.id, seen: c.mentors[0]!.recorded, signedOn: '2026-11-09' });
    await expect(school(addMentor, { id: c.id, teacherId: chef.id, task: '烧腊实操指导', fromDay: '2026-11-21' })).rejects.toMatchObject(
      refused('training.mentorTwice', /梁师傅/),
    );
    await expect(step(c, 'open')).rejects.toMatchObject(refused('training.conditionsUnmet', /还差 20 人/));
    await fillSeats(app.services, c.id, 20);
    c = await step(c, 'open');
    await expect(step(c, 'begin')).rejects.toMatchObject(refused('training.conditionsUnmet', /2026-11-20，还没有到/));
    await later('2026-11-20T02:00:00Z');
    await expect(step(c, 'begin', school, '2026-11-09')).rejects.toMatchObject(refused('training.daysRefused', /早于上一步/));
    c = await step(c, 'begin');
    expect(c.state).toBe('teaching');
    await expect(step(c, 'finish')).rejects.toMatchObject(refused('training.conditionsUnmet', /还没有上/));
    await later('2026-11-25T12:00:00Z');
    await expect(step(c, 'finish')).rejects.toMatchObject(refused('training.conditionsUnmet', /还有 20 人没有登记/));
    await finishAll(app.store, c.id, '2026-11-25');
    c = await step(c, 'finish');
    c = await step(c, 'assess');
    c = await step(c, 'track');
    await expect(step(c, 'archive', pingtang)).rejects.toMatchObject(refused('training.conditionsUnmet', /2027-05-25/));
    await later('2027-05-25T02:00:00Z');
    c = await step(c, 'archive', pingtang);
    expect(c.state).toBe('archived');
    expect(c.next.map((n) => n.step)).toEqual(['takeBack']);
    // as of a day before, it stood where it stood
    expect((await pingtang(listClasses, { asOf: '2026-11-22' })).items.find((i) => i.id === c.id)!.state).toBe('teaching');
    expect((await pingtang(listClasses, { asOf: '2026-11-09' })).items).toEqual([]);
    const { states, total } = await pingtang(countClasses, {});
    expect(total).toBe(2);
    expect(states.find((s) => s.state === 'archived')!.count).toBe(1);
  });

  test('whoever handed it in does not approve it; a stale page is told; what was approved is cancelled by the office', async () => {
    let c = await ready();
    c = await step(c, 'submit', pingtang);
    await expect(step(c, 'approve', pingtang)).rejects.toMatchObject(refused('training.ownSubmission'));
    const qiannan = await office('黔南州');
    await expect(step({ ...c, state: 'plan' }, 'submit')).rejects.toMatchObject({ code: 'platform.changed' });
    c = await step(c, 'approve', qiannan);
    await expect(step(c, 'cancel', school, clock.today(), '学校搬迁了')).rejects.toMatchObject(refused('training.notYourApproval'));
    c = await step(c, 'cancel', pingtang, clock.today(), '报名人数不足');
    expect(c.state).toBe('cancelled');
    c = await step(c, 'takeBack', pingtang, clock.today(), '弄错了一个班');
    expect(c.state).toBe('enrolling');
    const { rows } = {
      rows: await app.store.transact({ role: 'system' }, (db) => db.selectFrom('trainingClassStep').selectAll().execute()),
    };
    expect(rows.filter((r) => r.state === 'cancelled').map((r) => r.superseded)).not.toContain('infinity');
  });
});

describe('entering and correcting', () => {
  test('what cannot be: size, standard, school, host area, agreement, somebody else’s place', async () => {
    const enter = (more: Parameters<typeof classDraft>[0], who: Person = pingtang) => who(createClass, classDraft({ versionId, ...more }));
    await expect(enter({ seats: 51 })).rejects.toMatchObject(refused('training.aboveSize', /51 人.*20 到 50/));
    await expect(enter({ seats: 19 })).rejects.toMatchObject(refused('training.aboveSize'));
    await expect(enter({ planFrom: '2021-12-31' })).rejects.toMatchObject(refused('training.standardRefused', /2022-01-01 起施行/));
    await expect(enter({ originCode: '450000000000', place: '450100000000' }, await office('广西'))).rejects.toMatchObject(
      refused('training.standardRefused', /来源地/),
    );
    await expect(enter({ schoolId: EMPLOYER })).rejects.toMatchObject(refused('training.notASchool', /穗味餐饮/));
    await expect(enter({ employerId: OTHER_SCHOOL })).rejects.toMatchObject(refused('training.notAnEmployer', /平塘职业学校/));
    await expect(enter({ schoolId: CLOSED_SCHOOL })).rejects.toMatchObject(refused('training.closedOrganisation', /停办学校/));
    await expect(enter({ hostCode: '522726000000' })).rejects.toMatchObject(refused('training.sameProvince'));
    await expect(enter({ hostCode: '440300000000' })).rejects.toMatchObject(refused('training.hostNotPaired', /广州/));
    await expect(enter({ place: '450100000000', originCode: '450100000000', hostCode: null, versionId: null })).rejects.toMatchObject(
      refused('training.notYourClass'),
    );
    const agreementId = await signedAgreement(app.store, { level: 'county', originCode: '522726000000', hostCode: '440111000000' });
    await expect(enter({ agreementId })).rejects.toMatchObject(refused('training.noSuchAgreement'));
    const own = await signedAgreement(app.store, { level: 'county', originCode: '522727000000', hostCode: '440113000000' });
    await expect(enter({ agreementId: own })).rejects.toMatchObject(refused('training.agreementRefused', /522727/));
    expect((await enter({ agreementId: own, hostCode: '440113000000' })).agreement).toMatchObject({ id: own });
    await expect(pingtang(createClass, classDraft({ planTo: '2026-11-01', employerId: null }))).rejects.toMatchObject({
      code: 'platform.invalid',
      body: {
        errors: expect.arrayContaining([expect.objectContaining({ path: 'planTo' }), expect.objectContaining({ path: 'employerId' })]),
      },
    });
  });

  test('the form is told the standards in force, the pairing and who approves', async () => {
    const told = await pingtang(checkClass, {
      originCode: '522727104000',
      hostCode: '440300000000',
      planFrom: '2026-11-20',
      versionId,
      seats: 60,
    });
    expect(told.standards.map((s) => s.versionId)).toEqual([versionId]);
    expect(told.refused.map((t) => t.zh).join()).toMatch(/登记的结对是.*广州/);
    expect(told.refused.map((t) => t.zh).join()).toMatch(/20 到 50/);
    expect(told.paired.map((p) => p.code)).toContain('440111000000');
    expect(told.approver).toMatchObject({ code: '522727000000' });
    expect((await pingtang(checkClass, { originCode: '522727000000', planFrom: '2021-06-01' })).standards).toEqual([]);
  });

  test('a class keeps the version it was held under; once opened the standard no longer changes', async () => {
    const c = await ready();
    const two = await adoptedStandard(app.store, {
      standardId,
      ordinal: 2,
      label: 'v2.0',
      validFrom: '2026-11-01',
      adoptedOn: '2026-11-01',
    });
    const edit = { ...classDraft({ versionId }), id: c.id, seen: c.recorded, reason: '' };
    // the old one is still this class's, as long as its first day and standard stay
    const renamed = await school(correctClass, { ...edit, title: '广东烧味制作订单班（第 3 期）' });
    expect(renamed.version).toMatchObject({ label: 'v1.0' });
    expect(renamed.versions[0]!.changes).toMatchObject([{ field: 'title' }]);
    await expect(school(correctClass, { ...edit, title: '别的' })).rejects.toMatchObject({ code: 'platform.changed' });
    await expect(
      school(correctClass, { ...edit, seen: renamed.recorded, title: renamed.title, planFrom: '2026-11-21' }),
    ).rejects.toMatchObject(refused('training.standardRefused', /新版/));
    await expect(school(correctClass, { ...edit, seen: renamed.recorded, title: renamed.title })).rejects.toMatchObject(
      refused('training.nothingChanged'),
    );
    let now = await school(correctClass, { ...edit, seen: renamed.recorded, title: renamed.title, versionId: two.versionId });
    now = await step(now, 'submit');
    const late = { ...edit, seen: now.recorded, title: now.title, versionId: two.versionId, seats: 40 };
    await expect(school(correctClass, late)).rejects.toMatchObject(refused('training.reasonNeeded'));
    now = await school(correctClass, { ...late, reason: '场地只坐 40 人' });
    now = await step(now, 'approve', pingtang);
    const chef = await baiyun(addTeacher, { organisationId: EMPLOYER, name: '梁师傅', kind: 'mentor', fromDay: '2026-01-01' });
    await school(addMentor, { id: c.id, teacherId: chef.id, task: '实操指导', fromDay: '2026-11-20', signedOn: '2026-11-09' });
    await fillSeats(app.services, c.id, 20);
    now = await step(now, 'open');
    await expect(school(correctClass, { ...late, seen: now.recorded, schoolId: OTHER_SCHOOL, reason: '换学校' })).rejects.toMatchObject({
      code: 'training.notYourClass',
    });
    await expect(pingtang(correctClass, { ...late, seen: now.recorded, mode: 'remote', reason: '改远程授课' })).rejects.toMatchObject(
      refused('training.fixedByNow', /办班方式/),
    );
  });
});

describe('the timetable', () => {
  test('no teacher and no room twice at one hour, also across classes and schools', async () => {
    const one = await ready();
    const teacherId = one.lessons[0]!.teacher!.id;
    const two = await school(createClass, classDraft({ versionId, title: '另一个班' }));
    await expect(plan(two.id, [lesson({ teacherId, room: '三楼' })])).rejects.toMatchObject(
      refused('training.teacherTaken', /陈师傅在 2026-11-20 09:00–12:00 已有“广东烧味制作/),
    );
    await expect(plan(two.id, [lesson({ room: '二楼203' })])).rejects.toMatchObject(refused('training.roomTaken', /已排了/));
    await expect(plan(two.id, [lesson({ room: 'A' }), lesson({ room: 'a', fromMinute: 600, toMinute: 780 })])).rejects.toMatchObject(
      refused('training.roomTaken', /本班另一次课/),
    );
    // the next hour is free; so is a cancelled one
    const free = await plan(two.id, [lesson({ teacherId, fromMinute: 720, toMinute: 900 })]);
    expect(free.lessons).toHaveLength(1);
    const first = one.lessons[0]!;
    await school(cancelLesson, { id: one.id, lessonId: first.id, seen: first.recorded, reason: '场地停电' });
    await plan(two.id, [lesson({ teacherId })]);
    // a class of others is not told of: its hour is only taken
    const third = await pingtang(
      createClass,
      classDraft({ versionId, title: '第三个班', schoolId: OTHER_SCHOOL, employerId: null, orderKind: null, place: '522727104000' }),
    );
    const other = await app.as({ role: 'school', areaCode: '522727000000', relation: `org:${OTHER_SCHOOL}` });
    await expect(plan(third.id, [lesson({ day: '2026-11-21' })], other)).rejects.toMatchObject(refused('training.slotTaken'));
  });

  test('moved and cancelled lessons keep their history; what was held is put right with a reason', async () => {
    let c = await ready();
    const [first, second] = c.lessons;
    const to = { module: 1, kind: 'theory' as const, hours: 4, teacherId: first!.teacher!.id, room: first!.room };
    c = await school(moveLesson, {
      id: c.id,
      lessonId: first!.id,
      seen: first!.recorded,
      ...to,
      day: '2026-11-28',
      fromMinute: 540,
      toMinute: 720,
      reason: '教师出差',
    });
    const moved = c.lessons.find((l) => l.id === first!.id)!;
    expect(moved.history.map((h) => [h.deed, h.day])).toEqual([
      ['moved', '2026-11-28'],
      ['planned', '2026-11-20'],
    ]);
    await expect(
      school(moveLesson, {
        id: c.id,
        lessonId: first!.id,
        seen: first!.recorded,
        ...to,
        day: '2026-11-29',
        fromMinute: 540,
        toMinute: 720,
      }),
    ).rejects.toMatchObject({ code: 'platform.changed' });
    await later('2026-11-24T02:00:00Z');
    await expect(
      school(cancelLesson, { id: c.id, lessonId: second!.id, seen: second!.recorded, reason: '日期记错了' }),
    ).rejects.toMatchObject(refused('training.lessonPast'));
    const same = { ...to, day: second!.day, fromMinute: 540, toMinute: 720, room: '三楼 301' };
    await expect(school(moveLesson, { id: c.id, lessonId: second!.id, seen: second!.recorded, ...same })).rejects.toMatchObject(
      refused('training.reasonNeeded'),
    );
    c = await school(moveLesson, { id: c.id, lessonId: second!.id, seen: second!.recorded, ...same, reason: '教室登记错了' });
    expect(c.lessons.find((l) => l.id === second!.id)!.history[0]).toMatchObject({ deed: 'corrected', room: '三楼 301' });
    expect(c.cover.find((m) => m.number === 1)!.theory).toEqual({ needed: 8, planned: 8 });
  });

  test('what the standard, the days or the teachers do not allow', async () => {
    const bare = await school(createClass, classDraft());
    await expect(plan(bare.id, [lesson()])).rejects.toMatchObject(refused('training.noTimetableYet'));
    const c = await school(createClass, classDraft({ versionId }));
    await expect(plan(c.id, [lesson(), lesson({ day: '2027-01-01' })])).rejects.toMatchObject(
      refused('training.lessonRefused', /第 2 次课.*不在这个班的期间/),
    );
    await expect(plan(c.id, [lesson({ module: 3 })])).rejects.toMatchObject(refused('training.lessonRefused', /没有模块 3/));
    await expect(plan(c.id, [lesson({ teacherId: SCHOOL })])).rejects.toMatchObject(refused('training.unknownTeacher'));
    await expect(
      pingtang(addTeacher, { organisationId: SCHOOL, name: '外人', kind: 'teacher', fromDay: '2026-01-01' }),
    ).rejects.toMatchObject(refused('training.notYourTeacher'));
    expect((await pingtang(listTeachers, { organisation: SCHOOL })).mayWrite).toBe(false);
    await expect((await app.as('独山县人社局'))(listTeachers, { organisation: SCHOOL })).rejects.toMatchObject({
      code: 'platform.notFound',
    });
  });

  test('an address put right takes its rooms along', async () => {
    const one = await ready();
    const edit = { ...classDraft({ versionId }), id: one.id, seen: one.recorded, reason: '' };
    await school(correctClass, { ...edit, address: '克度镇中学' });
    const two = await school(createClass, classDraft({ versionId, title: '另一个班' }));
    await plan(two.id, [lesson()]);
    // and back: the room is taken by now
    const now = await school(readClass, { id: one.id });
    await expect(school(correctClass, { ...edit, seen: now.recorded })).rejects.toMatchObject(refused('training.slotTaken'));
  });
});

test('money: lines by fund, corrected with a reason, every version kept', async () => {
  const c = await school(createClass, classDraft({ versionId }));
  let now = await school(addBudget, { id: c.id, fund: 'cooperation', purpose: 'tuition', amount: 84_000 });
  const [line] = now.budget;
  await expect(
    school(correctBudget, {
      id: c.id,
      lineId: line!.id,
      seen: line!.recorded,
      fund: 'cooperation',
      purpose: 'tuition',
      amount: 80_000,
      reason: '',
    }),
  ).rejects.toMatchObject({ code: 'platform.invalid' });
  now = await school(correctBudget, {
    id: c.id,
    lineId: line!.id,
    seen: line!.recorded,
    fund: 'cooperation',
    purpose: 'tuition',
    amount: 80_000,
    reason: '按人数核减',
  });
  expect(now.budget).toMatchObject([{ amount: 80_000 }]);
  const rows = await app.store.transact({ role: 'system' }, (db) => db.selectFrom('trainingBudget').select('amount').execute());
  expect(rows.map((r) => Number(r.amount)).sort()).toEqual([80_000, 84_000]);
});
