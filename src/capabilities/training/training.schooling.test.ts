// Schooling from the cohort to the diploma: terms, status step by step, going up, and what is refused.
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { compareScopes } from '#capabilities/access/server/service.ts';
import { ORG } from '#capabilities/access/testing/personas.ts';
import { actorSettings } from '#platform/server/actor.ts';
import { testClock } from '#platform/testing/testServices.ts';
import { testApp } from '#testApp.ts';
import { actorFor } from '../../composition.ts';
import { markFinished } from './contract.ts';
import {
  addInternship,
  correctCohort,
  createCohort,
  enterStudents,
  goUp,
  listCohorts,
  listStudents,
  readCohort,
  readStudent,
  saveTerm,
  stepStudent,
  takeBackInternship,
  takeBackStudentStep,
} from './contractSchooling.ts';
import { studentScopes } from './server/schooling/target.ts';
import { standingIn } from './testing/enrolments.ts';
import { EMPLOYER, OTHER_SCHOOL, SCHOOL, withOrganisations } from './testing/facts.ts';
import { cohortDraft, termClass } from './testing/schooling.ts';

const TODAY = '2026-11-23';
const begin = async () => {
  const app = await testApp({ clock: testClock(`${TODAY}T02:00:00Z`) });
  await withOrganisations(app.store);
  const county = await app.as('平塘县人社局');
  const cohort = await county(createCohort, cohortDraft());
  const first = await termClass(app.services, { title: '第 5 学期', lessons: ['2026-09-02'] }, 4);
  const second = await termClass(app.services, {
    title: '第 6 学期',
    lessons: ['2027-03-01'],
    planFrom: '2027-03-01',
    planTo: '2027-07-01',
    state: 'enrolling',
  });
  await county(saveTerm, { id: cohort.id, number: 5, seen: null, fromDay: '2026-09-01', toDay: '2027-01-20', classId: first.id });
  await county(saveTerm, { id: cohort.id, number: 6, seen: null, fromDay: '2027-03-01', toDay: '2027-07-01', classId: second.id });
  return { ...app, county, cohort, first, second };
};
const entered = async () => {
  const b = await begin();
  await b.county(enterStudents, { id: b.cohort.id, workerIds: [...b.first.people], onDay: '2024-09-02' });
  const { items } = await b.county(listStudents, { id: b.cohort.id });
  return { ...b, students: items };
};

test('a cohort with its terms; what does not fit is refused with its sentence', async () => {
  const { county, cohort, first, second, as } = await begin();
  const refused = (input: Promise<unknown>) =>
    input.then(
      () => null,
      (e) => e.body?.text?.zh ?? String(e),
    );
  expect(await refused(county(createCohort, cohortDraft({ toDay: '2025-01-10' })))).toContain('不是两到三年');
  expect(await refused(county(createCohort, cohortDraft({ kind: 'schools' })))).toContain('没有登记为培训机构');
  expect(await refused(county(createCohort, cohortDraft({ kind: 'schools', partnerId: SCHOOL })))).toContain('同一个单位');
  const both = await county(createCohort, cohortDraft({ title: '校校合作班', kind: 'schools', partnerId: OTHER_SCHOOL }));
  expect(
    await refused(county(saveTerm, { id: both.id, number: 1, seen: null, fromDay: '2024-09-01', toDay: '2025-01-20', classId: first.id })),
  ).toContain('已经是别的学期');
  expect(await refused(county(saveTerm, { id: cohort.id, number: 4, seen: null, fromDay: '2026-03-01', toDay: '2026-09-20' }))).toContain(
    '第 5 学期 2026-09-01 就开始',
  );
  expect(await refused(county(saveTerm, { id: cohort.id, number: 7, seen: null, fromDay: '2026-03-01', toDay: '2026-07-20' }))).toContain(
    '没有第 7 学期',
  );
  expect(
    await refused(county(correctCohort, { ...cohortDraft({ terms: 4 }), id: cohort.id, seen: cohort.recorded, reason: '写错了学期数' })),
  ).toContain('请先改学期');
  const told = await county(readCohort, { id: cohort.id });
  expect(told.termList.map((t) => [t.number, t.class?.title, t.class?.enrolled])).toEqual([
    [5, '第 5 学期', 4],
    [6, '第 6 学期', 0],
  ]);
  expect(told).toMatchObject({ term: 5, may: { write: true }, numbers: { studying: 0 } });
  expect((await county(listCohorts, { q: '烹饪' })).items.map((c) => c.title).sort()).toEqual(['2024 级中式烹饪班', '校校合作班']);
  // the partner looks on, another county sees nothing
  expect((await (await as('穗味餐饮'))(readCohort, { id: cohort.id })).may.write).toBe(false);
  await expect(
    (await as({ role: 'county_bureau', areaCode: '522701000000', relation: null }))(readCohort, { id: cohort.id }),
  ).rejects.toMatchObject({
    status: 404,
  });
  expect(second.id).toBeTruthy();
});

test('students are entered from the class of a term, go up once, and what they cannot do is told', async () => {
  const { county, cohort, first, second, store, as } = await begin();
  expect((await county(listStudents, { id: cohort.id })).candidates).toHaveLength(4);
  const done = await county(enterStudents, { id: cohort.id, workerIds: first.people.slice(0, 3), onDay: '2024-09-02' });
  expect(done).toMatchObject({ done: 3, refused: 0 });
  const again = await county(enterStudents, { id: cohort.id, workerIds: first.people.slice(0, 3), onDay: '2024-09-02' });
  expect(again.items.map((i) => i.why?.zh)).toEqual(Array(3).fill('学籍现在是“在籍”'));
  // a second cohort does not take who studies here
  const other = await county(createCohort, cohortDraft({ title: '另一届' }));
  expect((await county(enterStudents, { id: other.id, workerIds: [first.people[0]!], onDay: '2024-09-02' })).items[0]?.why?.zh).toContain(
    '在另一届还有学籍',
  );
  const up = await county(goUp, { id: cohort.id, number: 6 });
  expect(up).toMatchObject({ done: 3, refused: 0, already: 0 });
  expect(await county(goUp, { id: cohort.id, number: 6 })).toMatchObject({ done: 0, refused: 0, already: 3 });
  expect((await standingIn(store, second.id)).map((s) => [s.state, s.seat])).toEqual([
    ['enrolled', 1],
    ['enrolled', 2],
    ['enrolled', 3],
  ]);
  await expect(county(goUp, { id: cohort.id, number: 4 })).rejects.toMatchObject({ code: 'training.termRefused' });
  // the school sees them by their status, whatever becomes of the classes; another school nothing
  const school = await as('培训学校');
  expect((await school(listStudents, { id: cohort.id })).items).toHaveLength(3);
  const { differed } = await store.transact({ role: 'system' }, async (db) => ({
    differed: await compareScopes(db, [studentScopes], false),
  }));
  expect(JSON.stringify(differed)).not.toMatch(/"(missing|extra)":[1-9]/);
});

test('status: suspended, resumed, gone and back, graduated; each step asks its condition, every step stays on record', async () => {
  const { county, cohort, first, students, store } = await entered();
  const [a, b, c, d] = students as [(typeof students)[0], (typeof students)[0], (typeof students)[0], (typeof students)[0]];
  const refused = (input: Promise<unknown>) =>
    input.then(
      () => null,
      (e) => e.body?.text?.zh ?? String(e),
    );
  const step = (s: { id: string }, more: object) =>
    county(stepStudent, { id: s.id, seen: 'studying', onDay: TODAY, reason: '', ...more } as never);
  expect(await refused(step(a, { step: 'suspend', reason: '生病住院' }))).toContain('请写明休学到哪天');
  expect(await refused(step(a, { step: 'suspend', until: '2027-09-01' }))).toContain('原因');
  expect(await refused(step(a, { step: 'suspend', until: '2027-09-01', reason: '生病住院', onDay: '2026-12-01' }))).toContain('还没有到');
  expect(await refused(step(a, { step: 'suspend', until: '2027-09-01', reason: '生病住院', onDay: '2024-01-01' }))).toContain('不能早于它');
  const away = await step(a, { step: 'suspend', until: '2027-09-01', reason: '生病住院' });
  expect(away).toMatchObject({ state: 'suspended' });
  // the seat in the class of the term went with it
  expect((await standingIn(store, first.id)).filter((s) => s.state === 'withdrawn')).toHaveLength(1);
  await expect(step(a, { step: 'withdraw', reason: '看错了人' })).rejects.toMatchObject({ status: 409 });
  expect(await county(stepStudent, { id: a.id, seen: 'suspended', step: 'resume', onDay: TODAY })).toMatchObject({ state: 'studying' });
  expect(await county(goUp, { id: cohort.id, number: 5 })).toMatchObject({ done: 1, already: 3 });
  // finishing asks for its terms
  expect(await refused(step(b, { step: 'graduate' }))).toContain('还有 1 个学期的班没有登记结业或未结业');
  expect(await refused(step(b, { step: 'leave', reason: '家里有事' }))).toContain('请办退学');
  const rows = await store.transact({ role: 'system' }, (db) =>
    sql<{
      id: string;
    }>`select enrolment_id as id from training_enrolment_fact where class_id = ${first.id}::uuid and superseded = 'infinity' and worker_id = ${b.worker.workerId}::uuid`.execute(
      db,
    ),
  );
  await county(markFinished, { id: first.id, enrolmentIds: rows.rows.map((r) => r.id), onDay: TODAY });
  expect(await refused(step(b, { step: 'graduate', diploma: '一二三' }))).toContain('有 1 处填写要改');
  expect(await refused(step(b, { step: 'graduate' }))).toContain('结业了 1 个学期，这一届开了 2 个');
  // to another cohort of the same county, and back again
  const other = await county(createCohort, cohortDraft({ title: '2024 级面点班', major: '面点' }));
  expect(await refused(step(c, { step: 'transferOut', reason: '想学面点' }))).toContain('请选转入的那一届');
  const moved = await step(c, { step: 'transferOut', reason: '想学面点', otherCohortId: other.id });
  expect(moved.state).toBe('transferred');
  const there = (await county(listStudents, { id: other.id })).items;
  expect(there.map((s) => [s.worker.workerId, s.state])).toEqual([[c.worker.workerId, 'studying']]);
  expect(await refused(county(takeBackStudentStep, { id: c.id, number: 2, reason: '家长反悔了' }))).toContain('请先在那边收回');
  await county(takeBackStudentStep, { id: there[0]!.id, number: 1, reason: '家长反悔了' });
  expect((await county(takeBackStudentStep, { id: c.id, number: 2, reason: '家长反悔了' })).state).toBe('studying');
  const story = await county(readStudent, { id: c.id });
  expect(story.steps.map((s) => [s.step, s.superseded !== null])).toEqual([
    ['enter', false],
    ['transferOut', true],
  ]);
  // somebody who looked at an old page
  await step(d, { step: 'withdraw', reason: '外出务工' });
  await expect(step(d, { step: 'withdraw', reason: '外出务工' })).rejects.toMatchObject({ code: 'platform.changed' });
});

test('an internship asks its agreement, age and year; it ends with the status', async () => {
  const { county, students, as } = await entered();
  const [a] = students as [(typeof students)[0]];
  const intern = {
    organisationId: EMPLOYER,
    place: '440111000000',
    post: '烧腊厨工',
    occupation: '4-03-02-01',
    agreedOn: '2026-09-20',
    fromDay: '2026-10-01',
    payMonth: 3000,
  };
  const refused = (more: object) =>
    county(addInternship, { id: a.id, ...intern, ...more }).then(
      () => null,
      (e) => e.body?.text?.zh ?? String(e),
    );
  expect(await refused({ agreedOn: '2026-10-02' })).toContain('先签三方协议再到岗');
  expect(await refused({ fromDay: '2024-12-01', agreedOn: '2024-11-01' })).toContain('一年级不安排');
  expect(await refused({ fromDay: '2026-12-01' })).toContain('还没有到');
  expect(await refused({ organisationId: SCHOOL })).toContain('没有登记为用人单位');
  const told = await county(addInternship, { id: a.id, ...intern });
  expect(told.internships).toMatchObject([{ post: '烧腊厨工', fromDay: '2026-10-01', toDay: null }]);
  expect(await refused({ fromDay: '2026-11-01' })).toContain('不能重叠');
  const gone = await county(stepStudent, { id: a.id, seen: 'studying', step: 'withdraw', onDay: '2026-11-20', reason: '外出务工' });
  expect(gone.internships).toMatchObject([{ toDay: '2026-11-20' }]);
  expect(await refused({ fromDay: '2026-11-21' })).toContain('不在籍');
  const back = await county(takeBackInternship, {
    internshipId: gone.internships[0]!.id,
    seen: gone.internships[0]!.recorded,
    reason: '登记错了',
  });
  expect(back.internships).toEqual([]);
  await expect((await as('穗味餐饮'))(addInternship, { id: a.id, ...intern })).rejects.toMatchObject({ status: 403 });
});

test('whoever has nothing to do with a cohort sees nothing of it, over the API and under row-level security alone', async () => {
  const { as, cohort, students, store, services } = await entered();
  const [a] = students as [(typeof students)[0]];
  const strangers = [
    { role: 'school', areaCode: '522727000000', relation: `org:${OTHER_SCHOOL}` },
    { role: 'employer', areaCode: '440113000000', relation: ORG.otherEmployer },
    { role: 'steering', areaCode: '450000000000', relation: null },
    { role: 'village_cadre', areaCode: '522726101001', relation: null },
  ] as const;
  const tables = ['training_cohort_fact', 'training_term', 'training_student', 'training_student_step', 'training_internship'];
  const rowsSeen = (account: string) =>
    store
      .transact({ role: 'system' }, (db) => actorFor(db, account, services.clock.now()))
      .then((actor) =>
        store.transact({ role: 'app', settings: actorSettings(actor, TODAY), readOnly: true }, async (db) => {
          const n: number[] = [];
          for (const table of tables) n.push((await sql`select 1 from ${sql.table(table)} limit 500`.execute(db)).rows.length);
          return n;
        }),
      );
  for (const who of strangers) {
    const stranger = await as(who);
    await expect(stranger(readCohort, { id: cohort.id })).rejects.toMatchObject({ status: 404 });
    await expect(stranger(readStudent, { id: a.id })).rejects.toMatchObject({ status: 404 });
    expect((await stranger(listCohorts, {})).items, who.role).toEqual([]);
    expect(await rowsSeen(stranger.account.id), who.role).toEqual([0, 0, 0, 0, 0]);
  }
  // a trainee: no register of cohorts, their own status and nobody else's
  const self = await as({ role: 'worker', areaCode: '522727000000', relation: `worker:${a.worker.workerId}` });
  await expect(self(listCohorts, {})).rejects.toMatchObject({ status: 403 });
  expect(await rowsSeen(self.account.id)).toEqual([0, 0, 1, 1, 0]);
  // the home sees its own person's status, whatever school it is
  const home = await as({ role: 'village_cadre', areaCode: a.worker.home?.code ?? '522727104213', relation: null } as never).catch(
    () => null,
  );
  if (home) expect((await rowsSeen(home.account.id))[2]).toBeGreaterThan(0);
});
