// The cohort a deed is about: that it is the account's to see, who carries it on, how it is put on record; whom a student is opened to.
import { sql } from 'kysely';
import { windows } from '#capabilities/access/rules.ts';
import { type ScopeSource, setScopes } from '#capabilities/access/server/service.ts';
import { notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import type { Db } from '#platform/server/store.ts';
import { isCurrent } from '#platform/server/versions.ts';
import { notYourCohort, type StudentState, type StudentStep } from '../../contractSchooling.ts';
import { carriesCohort } from '../../rulesSchooling.ts';

export type Cohort = Awaited<ReturnType<typeof cohortNow>> & object;
/** Of the cohorts the reader may see, by row-level security. */
export const cohortNow = (db: Db, id: string) =>
  db.selectFrom('trainingCohortFact').selectAll().where('cohortId', '=', id).where(isCurrent('training_cohort_fact')).executeTakeFirst();
/** A refusal never tells whether there is one. */
export const getCohort = async (call: Pick<Call, 'db'>, id: string): Promise<Cohort> => {
  const found = await cohortNow(call.db, id);
  if (!found) throw notFound();
  return found;
};
/** Locked until the transaction ends: seats, numbers of steps and terms are given one deed after the other. */
export const lockCohorts = async (db: Db, ids: readonly string[]): Promise<void> => {
  for (const id of [...new Set(ids)].sort()) await sql`select pg_advisory_xact_lock(hashtextextended(${`cohort ${id}`}, 81))`.execute(db);
};
export const carries = (call: Pick<Call, 'actor'>, of: Cohort): boolean => carriesCohort(call.actor.grants, of);
export const lockOwnCohort = async (call: Call, id: string): Promise<Cohort> => {
  await lockCohorts(call.db, [id]);
  const cohort = await getCohort(call, id);
  if (!carries(call, cohort)) throw notYourCohort();
  return cohort;
};
export const noted = (
  call: Call,
  cohort: Pick<Cohort, 'cohortId' | 'originCode'>,
  details: Record<string, unknown>,
  more: readonly { readonly kind: string; readonly id: string }[] = [],
): void => call.note({ area: cohort.originCode, subjects: [{ kind: 'cohort', id: cohort.cohortId }, ...more], details });

export interface Student {
  readonly id: string;
  readonly cohortId: string;
  readonly workerId: string;
}
export const getStudent = async (call: Pick<Call, 'db'>, id: string): Promise<Student> => {
  const { rows } = await sql<Student>`select id, cohort_id, worker_id from training_student where id = ${id}::uuid`.execute(call.db);
  if (!rows[0]) throw notFound();
  return rows[0];
};
export interface StepRow {
  readonly studentId: string;
  readonly number: number;
  readonly step: StudentStep;
  readonly onDay: string;
  readonly untilDay: string | null;
  readonly otherCohortId: string | null;
  readonly otherWords: string;
  readonly diplomaNumber: string;
  readonly reason: string;
  readonly recordedName: string;
  readonly recorded: string;
  readonly superseded: string;
}
export const stepsOf = async (db: Db, studentIds: readonly string[], all = false): Promise<readonly StepRow[]> => {
  const { rows } =
    await sql<StepRow>`select student_id, number, step, on_day, until_day, other_cohort_id, other_words, diploma_number, reason, recorded_name, recorded,
      superseded from training_student_step where student_id = any (${studentIds}::uuid[]) ${all ? sql`` : sql`and superseded = 'infinity'`}
    order by student_id, number, recorded`.execute(db);
  return rows;
};
export const ENDED: readonly StudentState[] = ['transferred', 'withdrawn', 'graduated', 'completed', 'left'];

// Whom it opens to whom ---------------------------------------------------------------------------------------------------------------

export const studentSource = (id: string): string => `student:${id}`;
/** `scopesOf` as a query, for the comparison of every night. */
export const studentScopes: ScopeSource = {
  prefix: 'student',
  expected: () => {
    const until = (of: 'class' | 'employer') =>
      sql`case when t.ended then (t.last_day + make_interval(months => ${sql.lit(windows[of].months)}))::date + ${sql.lit(windows[of].after)} else date '9999-12-31' end`;
    const held = sql`(select s.id, s.worker_id, s.cohort_id, min(p.on_day) as first_day, (array_agg(p.on_day order by p.number desc))[1] as last_day,
        (array_agg(p.step order by p.number desc))[1] in ('transferOut', 'withdraw', 'graduate', 'complete', 'leave') as ended
      from training_student s join training_student_step p on p.student_id = s.id and p.superseded = 'infinity' group by s.id) t
      join training_cohort_fact c on c.cohort_id = t.cohort_id and c.superseded = 'infinity'`;
    return sql`select 'org:' || c.school_id as key, t.worker_id, t.first_day as from_day, ${until('class')} as to_day, 'student:' || t.id as source from ${held}
      union all select 'org:' || c.partner_id, t.worker_id, t.first_day, case c.kind when 'enterprise' then ${until('employer')} else ${until('class')} end,
        'student:' || t.id from ${held}`;
  },
};
/** After steps of these students changed, in the same transaction. */
export const followStudents = async (db: Db, cohort: Cohort, students: readonly Student[]): Promise<void> => {
  const steps = Map.groupBy(
    await stepsOf(
      db,
      students.map((s) => s.id),
    ),
    (s) => s.studentId,
  );
  await setScopes(
    db,
    students.map((s) => studentSource(s.id)),
    students.flatMap((s) => {
      const own = steps.get(s.id);
      if (!own?.length) return [];
      const last = own.at(-1)!;
      const start = own.map((o) => o.onDay).sort()[0]!;
      const ended = ['transferOut', 'withdraw', 'graduate', 'complete', 'leave'].includes(last.step) ? last.onDay : null;
      const common = { source: studentSource(s.id), workerId: s.workerId, start, end: ended };
      return [
        { ...common, key: `org:${cohort.schoolId}`, kind: 'class' as const },
        { ...common, key: `org:${cohort.partnerId}`, kind: cohort.kind === 'enterprise' ? ('employer' as const) : ('class' as const) },
      ];
    }),
  );
};
