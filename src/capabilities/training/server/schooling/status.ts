// Student status 学籍 written: entering, every further step, taking the last one back; and what leaves with it — seats in classes, internships.
import { sql } from 'kysely';
import { rowsOf } from '#capabilities/workers/server/service.ts';
import type { Output, Parsed } from '#platform/contract.ts';
import { changed } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import { insertVersion, withdraw } from '#platform/server/versions.ts';
import type { Text } from '#standards/text.ts';
import { reasonNeeded } from '../../contractProblems.ts';
import {
  type enterStudents,
  notYourCohort,
  otherCohort,
  type StudentOut,
  type StudentStep,
  type stepStudent,
  studentRefused,
  studentState,
  studentStateTexts,
  studentStepTexts,
  type takeBackStudentStep,
} from '../../contractSchooling.ts';
import { unmet } from '../../rulesConditions.ts';
import { STUDENT_STEPS, studentConditions, studentStateOn, whyNotStudentDay } from '../../rulesSchooling.ts';
import {
  briefsOf,
  type Enrolment,
  enrolmentColumns,
  followEnrolments,
  lockPeople,
  lockSeats,
  writeEnrolment,
} from '../enrolment/target.ts';
import { writer } from '../target.ts';
import { endInternships } from './internships.ts';
import { factsFor, sameState, tell } from './students.ts';
import {
  type Cohort,
  carries,
  followStudents,
  getCohort,
  getStudent,
  lockCohorts,
  lockOwnCohort,
  noted,
  type Student,
  stepsOf,
} from './target.ts';

interface Entered {
  readonly step: StudentStep;
  readonly onDay: string;
  readonly untilDay?: string | null;
  readonly otherCohortId?: string | null;
  readonly otherWords?: string;
  readonly diplomaNumber?: string;
  readonly reason?: string;
}
/** One more step. A number that was taken back is given again, as a new version of it. */
const put = async (call: Call, student: Student, after: number, row: Entered): Promise<void> => {
  await insertVersion(call.db, 'training_student_step', {
    studentId: student.id,
    number: after + 1,
    cohortId: student.cohortId,
    workerId: student.workerId,
    untilDay: null,
    otherCohortId: null,
    otherWords: '',
    diplomaNumber: '',
    reason: '',
    ...row,
    ...writer(call),
  });
};
const studentOf = async (call: Call, cohortId: string, workerId: string): Promise<Student> => {
  const { rows } =
    await sql<Student>`select id, cohort_id, worker_id from training_student where cohort_id = ${cohortId}::uuid and worker_id = ${workerId}::uuid`.execute(
      call.db,
    );
  if (rows[0]) return rows[0];
  const id = newId();
  await call.db.insertInto('trainingStudent').values({ id, cohortId, workerId }).execute();
  return { id, cohortId, workerId };
};
/** Why this person cannot be entered, or nothing: then the step stands. Under the locks of cohort and person. */
const enterOne = async (call: Call, cohort: Cohort, workerId: string, row: Entered): Promise<Text | Student> => {
  const facts = (await factsFor(call, cohort, [workerId], { onDay: row.onDay })).get(workerId)!;
  const student = await studentOf(call, cohort.cohortId, workerId);
  const steps = await stepsOf(call.db, [student.id]);
  const state = studentStateOn(steps, call.today);
  if (!STUDENT_STEPS[row.step].from.includes(state))
    return { zh: `学籍现在是“${studentStateTexts[state!].zh}”`, en: `The status is “${studentStateTexts[state!].en}” already` };
  const day = whyNotStudentDay(row.onDay, steps, call.today);
  if (day) return day;
  const lacking = unmet(studentConditions(row.step, facts));
  if (lacking.length > 0) return joined(lacking);
  await put(call, student, steps.at(-1)?.number ?? 0, row);
  return student;
};
const joined = (of: readonly { readonly text: Text }[]): Text => ({
  zh: of.map((c) => c.text.zh).join('；'),
  en: of.map((c) => c.text.en).join('; '),
});
const isStudent = (x: Text | Student): x is Student => 'workerId' in x;

export const enter = async (
  call: Call,
  { id, workerIds, step, onDay, otherWords }: Parsed<typeof enterStudents>,
): Promise<Output<typeof enterStudents>> => {
  const { db, actor, today } = call;
  const cohort = await lockOwnCohort(call, id);
  if (step === 'transferIn' && otherWords === '')
    throw studentRefused({ step: studentStepTexts[step], why: { zh: '请写明从哪个学校转来', en: 'name the school they come from' } });
  const seen = new Map((await rowsOf({ db, actor, keys: call.services.keys, today }, workerIds)).map((w) => [w.workerId, w.name]));
  // people of whom the reader sees nothing are people that are not there
  const ids = [...new Set(workerIds)].filter((w) => seen.has(w));
  await lockPeople(db, ids);
  const items: Output<typeof enterStudents>['items'] = [];
  const entered: Student[] = [];
  for (const workerId of ids) {
    const done = await enterOne(call, cohort, workerId, { step, onDay, otherWords });
    if (isStudent(done)) entered.push(done);
    items.push({ workerId, name: seen.get(workerId)!, why: isStudent(done) ? null : done });
  }
  await followStudents(db, cohort, entered);
  noted(
    call,
    cohort,
    { step, onDay, entered: entered.length, refused: items.length - entered.length },
    entered.map((s) => ({ kind: 'worker', id: s.workerId })),
  );
  return { items, done: entered.length, refused: items.length - entered.length };
};

const LEAVING: readonly StudentStep[] = ['suspend', 'transferOut', 'withdraw', 'leave'];
/** Seats in the classes of the cohort's terms go with the status. */
const leaveClasses = async (call: Call, student: Student, step: StudentStep, onDay: string): Promise<void> => {
  const { db, today } = call;
  const { rows } = await sql<Enrolment>`select ${enrolmentColumns} from training_enrolment_fact f
    where f.worker_id = ${student.workerId}::uuid and f.superseded = 'infinity' and f.state in ('applied', 'waiting', 'enrolled')
      and exists (select 1 from training_term t where t.cohort_id = ${student.cohortId}::uuid and t.class_id = f.class_id and t.superseded = 'infinity')`.execute(
    db,
  );
  const briefs = await briefsOf(
    db,
    rows.map((r) => r.classId),
    today,
  );
  for (const e of rows) {
    const brief = briefs.get(e.classId);
    if (!brief) continue;
    await lockSeats(db, e.classId);
    const from = e.enrolledOn ?? e.askedOn;
    await writeEnrolment(
      db,
      e,
      e,
      { state: 'withdrawn', endedOn: onDay < from ? from : onDay, reasonCode: 'other', reason: studentStepTexts[step].zh },
      writer(call),
    );
    await followEnrolments(db, [e.enrolmentId], brief, today);
  }
};

export const take = async (call: Call, input: Parsed<typeof stepStudent>): Promise<StudentOut> => {
  const { id, seen, step, onDay, until, otherCohortId, otherWords, diploma, reason } = input;
  const { db, today } = call;
  const student = await getStudent(call, id);
  await lockCohorts(db, [student.cohortId, ...(otherCohortId === null ? [] : [otherCohortId])]);
  const cohort = await getCohort(call, student.cohortId);
  if (!carries(call, cohort)) throw notYourCohort();
  await lockPeople(db, [student.workerId]);
  const steps = await stepsOf(db, [id]);
  await sameState(call, student, steps, seen);
  const { from, reason: asked } = STUDENT_STEPS[step];
  if (!from.includes(seen)) throw studentState({ state: studentStateTexts[seen], step: studentStepTexts[step] });
  if (asked && reason.length < 4) throw reasonNeeded();
  const refuse = (why: Text) => studentRefused({ step: studentStepTexts[step], why });
  const day = whyNotStudentDay(onDay, steps, today);
  if (day) throw refuse(day);
  const away = step === 'transferOut';
  const target = away && otherCohortId !== null ? await getCohort(call, otherCohortId) : null;
  if (target && (!carries(call, target) || target.cohortId === cohort.cohortId)) throw otherCohort();
  const facts = (await factsFor(call, cohort, [student.workerId], { onDay, until, target: target !== null || otherWords !== '' })).get(
    student.workerId,
  )!;
  const lacking = unmet(studentConditions(step, facts));
  if (lacking.length > 0) throw refuse(joined(lacking));
  await put(call, student, steps.at(-1)?.number ?? 0, {
    step,
    onDay,
    untilDay: step === 'suspend' ? until : null,
    otherCohortId: target?.cohortId ?? null,
    otherWords: target ? target.title : step === 'transferOut' || step === 'transferIn' ? otherWords : '',
    diplomaNumber: step === 'graduate' || step === 'complete' ? diploma : '',
    reason,
  });
  if (LEAVING.includes(step)) await leaveClasses(call, student, step, onDay);
  const interns =
    LEAVING.includes(step) || step === 'graduate' || step === 'complete'
      ? await endInternships(call, student, onDay, studentStepTexts[step].zh)
      : [];
  await followStudents(db, cohort, [student]);
  if (target) {
    const moved = await enterOne(call, target, student.workerId, {
      step: 'transferIn',
      onDay,
      otherCohortId: cohort.cohortId,
      otherWords: cohort.title,
      reason,
    });
    if (!isStudent(moved)) throw refuse({ zh: `转入的那一届：${moved.zh}`, en: `The cohort they go to: ${moved.en}` });
    await followStudents(db, target, [moved]);
  }
  noted(call, cohort, { step, onDay, ...(reason ? { reason } : {}), ...(target ? { to: target.cohortId } : {}) }, [
    { kind: 'worker', id: student.workerId },
    ...interns.map((i) => ({ kind: 'internship', id: i })),
  ]);
  return tell(call, student);
};

export const takeBack = async (call: Call, { id, number, reason }: Parsed<typeof takeBackStudentStep>): Promise<StudentOut> => {
  const { db } = call;
  const student = await getStudent(call, id);
  const cohort = await lockOwnCohort(call, student.cohortId);
  await lockPeople(db, [student.workerId]);
  const steps = await stepsOf(db, [id]);
  const last = steps.at(-1);
  if (!last || last.number !== number)
    throw changed({ by: last?.recordedName || '—', at: last?.recorded ?? cohort.recorded, current: await tell(call, student) });
  const refuse = (zh: string, en: string) => studentRefused({ step: { zh: '收回', en: 'Take back' }, why: { zh, en } });
  if (last.step === 'transferOut' || last.step === 'withdraw' || last.step === 'leave') {
    // back on the list: only where no other list has the person by now
    const facts = (await factsFor(call, cohort, [student.workerId], { onDay: last.onDay })).get(student.workerId)!;
    if (facts.elsewhere)
      throw refuse('这个人现在另一届有学籍，请先在那边收回', 'the person has a status in another cohort now; take that back first');
    if (facts.others >= cohort.seats) throw refuse(`这一届 ${cohort.seats} 个名额已满`, `all ${cohort.seats} seats are taken by now`);
  }
  if (last.number === 1) {
    const { rows } =
      await sql`select 1 from training_internship where student_id = ${id}::uuid and superseded = 'infinity' limit 1`.execute(db);
    if (rows.length) throw refuse('还登记着实习，请先收回实习', 'internships are on record; take them back first');
  }
  await withdraw(db, 'training_student_step', { student_id: id, number });
  await followStudents(db, cohort, [student]);
  noted(call, cohort, { takenBack: last.step, onDay: last.onDay, reason }, [{ kind: 'worker', id: student.workerId }]);
  return tell(call, student);
};
