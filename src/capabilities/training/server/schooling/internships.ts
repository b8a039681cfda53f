// 顶岗实习: entered, corrected, taken back. The ledger of work hears of it by the audit and keeps a spell of kind internship (employment/server/internships.ts).
import { sql } from 'kysely';
import { organisationsById } from '#capabilities/organisations/server/service.ts';
import { lifeOf } from '#capabilities/workers/server/service.ts';
import type { Parsed } from '#platform/contract.ts';
import { changed, notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import type { Db } from '#platform/server/store.ts';
import { insertVersion, supersede, withdraw } from '#platform/server/versions.ts';
import { nothingChanged } from '../../contractProblems.ts';
import {
  type addInternship,
  type correctInternship,
  type InternshipOut,
  internshipRefused,
  type StudentOut,
  type takeBackInternship,
} from '../../contractSchooling.ts';
import { studentStateOn, whyNotInternship } from '../../rulesSchooling.ts';
import { organisationOf } from '../classes/deeds.ts';
import { lockPeople } from '../enrolment/target.ts';
import { areaNamed, knownCode } from '../places.ts';
import { writer } from '../target.ts';
import { tell } from './students.ts';
import { type Cohort, getStudent, lockOwnCohort, noted, type Student, stepsOf } from './target.ts';

export interface Internship {
  readonly id: string;
  readonly studentId: string;
  readonly cohortId: string;
  readonly workerId: string;
  readonly organisationId: string;
  readonly place: string;
  readonly occupation: string;
  readonly post: string;
  readonly fromDay: string;
  readonly toDay: string | null;
  readonly agreedOn: string;
  readonly payMonth: number | null;
  readonly recorded: string;
  readonly recordedName: string;
}
const columns = sql`i.id, i.student_id, i.cohort_id, i.worker_id, i.organisation_id, i.place, i.occupation, i.post, i.from_day, i.to_day, i.agreed_on, i.pay_month,
  i.recorded, i.recorded_name`;
export const internshipsOf = async (db: Db, studentIds: readonly string[]): Promise<readonly Internship[]> => {
  const { rows } = await sql<Internship>`select ${columns} from training_internship i where i.student_id = any (${studentIds}::uuid[])
    and i.superseded = 'infinity' order by i.from_day`.execute(db);
  return rows;
};
/** For the ledger: what stands of these now, and whose each is; one that was taken back has no days. */
export const internshipsById = async (
  db: Db,
  ids: readonly string[],
): Promise<
  readonly { readonly id: string; readonly workerId: string; readonly programme: string; readonly stands: Internship | null }[]
> => {
  const { rows } = await sql<
    Internship & { programme: string; now: boolean }
  >`select distinct on (i.id) ${columns}, i.superseded = 'infinity' as now,
      coalesce((select c.programme from training_cohort_fact c where c.cohort_id = i.cohort_id and c.superseded = 'infinity'), '') as programme
    from training_internship i where i.id = any (${ids}::uuid[]) order by i.id, i.recorded desc`.execute(db);
  return rows.map(({ now, programme, ...i }) => ({ id: i.id, workerId: i.workerId, programme, stands: now ? i : null }));
};
export const tellInternships = async (db: Db, list: readonly Internship[]): Promise<InternshipOut[]> => {
  const organisations = await organisationsById(
    db,
    list.map((i) => i.organisationId),
  );
  return list.map(({ organisationId, place, studentId: _s, cohortId: _c, workerId: _w, recordedName: _n, ...i }) => ({
    ...i,
    organisation: { id: organisationId, name: organisations.get(organisationId)?.name ?? '' },
    place: areaNamed(place),
  }));
};

type Draft = Omit<Parsed<typeof addInternship>, 'id'>;
const checked = async (call: Call, cohort: Cohort, student: Student, draft: Draft, own: Internship | null) => {
  const row = {
    organisationId: await organisationOf(call, draft.organisationId, 'employer', own?.organisationId ?? null),
    place: knownCode(draft.place),
    post: draft.post,
    occupation: draft.occupation,
    agreedOn: draft.agreedOn,
    fromDay: draft.fromDay,
    toDay: draft.toDay,
    payMonth: draft.payMonth,
  };
  const steps = await stepsOf(call.db, [student.id]);
  const { birthday } = await lifeOf(call.db, student.workerId);
  const why = whyNotInternship(row, {
    today: call.today,
    cohort,
    birthday,
    stateThen: studentStateOn(steps, row.fromDay),
    since: steps[0]?.onDay ?? null,
    others: (await internshipsOf(call.db, [student.id])).filter((i) => i.id !== own?.id),
  });
  if (why) throw internshipRefused({ why: why.zh, whyEn: why.en });
  return row;
};
const subjects = (student: Student, id: string) => [
  { kind: 'worker', id: student.workerId },
  { kind: 'internship', id },
];

export const add = async (call: Call, { id: studentId, ...draft }: Parsed<typeof addInternship>): Promise<StudentOut> => {
  const student = await getStudent(call, studentId);
  const cohort = await lockOwnCohort(call, student.cohortId);
  await lockPeople(call.db, [student.workerId]);
  const row = await checked(call, cohort, student, draft, null);
  const id = newId();
  await insertVersion(call.db, 'training_internship', {
    id,
    studentId,
    cohortId: student.cohortId,
    workerId: student.workerId,
    ...row,
    ...writer(call),
  });
  noted(call, cohort, { from: row.fromDay, to: row.toDay }, subjects(student, id));
  return tell(call, student);
};
const lockOne = async (call: Call, id: string, seen: string) => {
  const { rows } =
    await sql<Internship>`select ${columns} from training_internship i where i.id = ${id}::uuid and i.superseded = 'infinity'`.execute(
      call.db,
    );
  if (!rows[0]) throw notFound();
  const student = await getStudent(call, rows[0].studentId);
  const cohort = await lockOwnCohort(call, student.cohortId);
  await lockPeople(call.db, [student.workerId]);
  const own = (await internshipsOf(call.db, [student.id])).find((i) => i.id === id);
  if (own?.recorded !== seen) throw changed({ by: own?.recordedName || '—', at: own?.recorded ?? '', current: await tell(call, student) });
  return { student, cohort, own };
};
export const correct = async (
  call: Call,
  { internshipId, seen, reason, ...draft }: Parsed<typeof correctInternship>,
): Promise<StudentOut> => {
  const { student, cohort, own } = await lockOne(call, internshipId, seen);
  const row = await checked(call, cohort, student, draft, own);
  const fields = (Object.keys(row) as (keyof typeof row)[]).filter((f) => row[f] !== own[f]);
  if (fields.length === 0) throw nothingChanged();
  await supersede(call.db, 'training_internship', { id: internshipId }, { ...row, reason, ...writer(call) });
  noted(call, cohort, { changed: fields, reason }, subjects(student, internshipId));
  return tell(call, student);
};
export const takeBack = async (call: Call, { internshipId, seen, reason }: Parsed<typeof takeBackInternship>): Promise<StudentOut> => {
  const { student, cohort } = await lockOne(call, internshipId, seen);
  await withdraw(call.db, 'training_internship', { id: internshipId });
  noted(call, cohort, { reason }, subjects(student, internshipId));
  return tell(call, student);
};
/** Whoever leaves on a day has no internship beyond it; one that would begin later never was. Returns those that changed. */
export const endInternships = async (call: Call, student: Student, onDay: string, reason: string): Promise<readonly string[]> => {
  const open = (await internshipsOf(call.db, [student.id])).filter((i) => i.toDay === null || i.toDay > onDay);
  for (const i of open)
    if (i.fromDay > onDay) await withdraw(call.db, 'training_internship', { id: i.id });
    else await supersede(call.db, 'training_internship', { id: i.id }, { toDay: onDay, reason, ...writer(call) });
  return open.map((i) => i.id);
};
