// How schooling ends and begins anew: 毕业, 结业 and 肄业 that succeed, and a transfer in from a school that is not in the register.
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testClock } from '#platform/testing/testServices.ts';
import { testApp } from '#testApp.ts';
import { markFinished, stepEnrolment } from './contract.ts';
import { addInternship, createCohort, enterStudents, goUp, listStudents, readCohort, saveTerm, stepStudent } from './contractSchooling.ts';
import { EMPLOYER, withOrganisations } from './testing/facts.ts';
import { cohortDraft, termClass } from './testing/schooling.ts';

const TODAY = '2026-11-23';
const begin = async () => {
  const app = await testApp({ clock: testClock(`${TODAY}T02:00:00Z`) });
  await withOrganisations(app.store);
  const county = await app.as('平塘县人社局');
  const cohort = await county(createCohort, cohortDraft());
  const first = await termClass(
    app.services,
    { title: '第 4 学期', lessons: ['2026-03-02'], planFrom: '2026-03-02', planTo: '2026-07-01', enrolUntil: '2026-03-02' },
    4,
  );
  const second = await termClass(app.services, { title: '第 5 学期', lessons: ['2026-09-02'] });
  await county(saveTerm, { id: cohort.id, number: 4, seen: null, fromDay: '2026-03-01', toDay: '2026-07-10', classId: first.id });
  await county(saveTerm, { id: cohort.id, number: 5, seen: null, fromDay: '2026-09-01', toDay: '2027-01-20', classId: second.id });
  await county(enterStudents, { id: cohort.id, workerIds: first.people.slice(0, 3), onDay: '2024-09-02' });
  const students = (await county(listStudents, { id: cohort.id })).items;
  /** This person's enrolment in a class, as it stands. */
  const enrolment = async (classId: string, workerId: string) =>
    (
      await app.store.transact({ role: 'system' }, (db) =>
        sql<{
          id: string;
          recorded: string;
        }>`select enrolment_id as id, recorded from training_enrolment_fact where class_id = ${classId}::uuid
          and worker_id = ${workerId}::uuid and superseded = 'infinity'`.execute(db),
      )
    ).rows[0]!;
  return { ...app, county, cohort, first, second, students, enrolment };
};

test('毕业 with a diploma, 结业 of whoever failed a term, 肄业 of whoever goes before the end; internships end with them', async () => {
  const { county, cohort, first, second, students, enrolment } = await begin();
  const [a, b, c] = students as [(typeof students)[0], (typeof students)[0], (typeof students)[0]];
  const step = (s: { id: string }, more: object) =>
    county(stepStudent, { id: s.id, seen: 'studying', onDay: TODAY, reason: '', ...more } as never);
  const finish = async (classId: string, s: typeof a) =>
    county(markFinished, { id: classId, enrolmentIds: [(await enrolment(classId, s.worker.workerId)).id], onDay: TODAY });
  for (const s of [a, b, c]) await finish(first.id, s);
  // one term of two is finished: 肄业, and with it goes what was begun
  await county(addInternship, {
    id: c.id,
    organisationId: EMPLOYER,
    place: '440111000000',
    post: '烧腊厨工',
    agreedOn: '2026-09-20',
    fromDay: '2026-10-01',
  });
  const left = await step(c, { step: 'leave', reason: '提前就业' });
  expect(left).toMatchObject({ state: 'left', internships: [{ toDay: TODAY }] });
  expect(left.next.map((n) => n.step)).toEqual(['enter', 'transferIn']);
  expect(await county(goUp, { id: cohort.id, number: 5 })).toMatchObject({ done: 2, refused: 0 });
  await finish(second.id, a);
  const failed = await enrolment(second.id, b.worker.workerId);
  await county(stepEnrolment, { enrolmentId: failed.id, seen: failed.recorded, step: 'fail', onDay: TODAY, reasonCode: 'marks' });
  const graduated = await step(a, { step: 'graduate', diploma: 'WG-2026-0001' });
  expect(graduated).toMatchObject({ state: 'graduated', next: [] });
  expect(graduated.steps.at(-1)).toMatchObject({ step: 'graduate', diploma: 'WG-2026-0001', superseded: null });
  await expect(step(b, { step: 'graduate' })).rejects.toMatchObject({ code: 'training.studentRefused' });
  await expect(step(b, { step: 'complete' })).rejects.toMatchObject({ code: 'training.reasonNeeded' });
  expect(await step(b, { step: 'complete', reason: '一门课没有及格' })).toMatchObject({ state: 'completed', next: [] });
  expect((await county(listStudents, { id: cohort.id })).states).toEqual([
    { state: 'graduated', count: 1 },
    { state: 'completed', count: 1 },
    { state: 'left', count: 1 },
  ]);
  expect((await county(readCohort, { id: cohort.id })).numbers).toMatchObject({ studying: 0, graduated: 2, gone: 1, interns: 1 });
});

test('transferred in from a school outside the register: the school is named, and the status begins with it', async () => {
  const { county, cohort, first } = await begin();
  const workerIds = first.people.slice(3);
  const come = (more: object) => county(enterStudents, { id: cohort.id, workerIds, step: 'transferIn', onDay: '2026-09-01', ...more });
  await expect(come({})).rejects.toMatchObject({
    code: 'training.studentRefused',
    body: { text: { zh: expect.stringContaining('请写明从哪个学校转来') } },
  });
  expect(await come({ otherWords: '独山县中等职业学校' })).toMatchObject({ done: 1, refused: 0 });
  const there = (await county(listStudents, { id: cohort.id })).items.find((s) => s.worker.workerId === workerIds[0])!;
  expect(there).toMatchObject({ state: 'studying', since: '2026-09-01' });
  const again = await come({ otherWords: '独山县中等职业学校' });
  expect(again.items.map((i) => i.why?.zh)).toEqual(['学籍现在是“在籍”']);
});
