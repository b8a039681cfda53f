// Students of a cohort and their status 学籍: the list, one of them, and every step with its condition.
import { sql } from 'kysely';
import { rowsOf } from '#capabilities/workers/server/service.ts';
import type { Output, Parsed } from '#platform/contract.ts';
import { changed } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import type { Db } from '#platform/server/store.ts';
import { isCurrent } from '#platform/server/versions.ts';
import type { EnrolmentState } from '../../contractEnrolmentTexts.ts';
import {
  type listStudents,
  type readStudent,
  SCHOOLING,
  type StudentOut,
  type StudentState,
  type StudentStep,
} from '../../contractSchooling.ts';
import { STUDENT_STEPS, type StudentFacts, stepsFrom, studentConditions, studentStateOn } from '../../rulesSchooling.ts';
import { internshipsOf, tellInternships } from './internships.ts';
import { type Cohort, carries, cohortNow, getCohort, getStudent, type StepRow, type Student, stepsOf } from './target.ts';

const stateOf = (steps: readonly StepRow[], today: string): StudentState | null => studentStateOn(steps, today);
const RANK: readonly StudentState[] = ['studying', 'suspended', 'graduated', 'completed', 'left', 'withdrawn', 'transferred'];

interface TermOf {
  readonly workerId: string;
  readonly number: number;
  readonly classId: string;
  readonly title: string;
  readonly state: EnrolmentState;
  readonly from: string | null;
  readonly to: string | null;
}
/** The classes of the cohort's terms that these people were taken into. */
export const termsIn = async (db: Db, cohortId: string, workerIds: readonly string[]): Promise<readonly TermOf[]> => {
  const { rows } =
    await sql<TermOf>`select f.worker_id, t.number, t.class_id, coalesce(c.title, '') as title, f.state, f.enrolled_on as "from", f.ended_on as "to"
    from training_term t join training_enrolment_fact f on f.class_id = t.class_id and f.superseded = 'infinity' and f.enrolled_on is not null
      left join training_class_fact c on c.class_id = t.class_id and c.superseded = 'infinity'
    where t.cohort_id = ${cohortId}::uuid and t.superseded = 'infinity' and f.worker_id = any (${workerIds}::uuid[]) order by t.number`.execute(
      db,
    );
  return rows;
};

export const list = async (call: Call, { id, cursor, size, state }: Parsed<typeof listStudents>): Promise<Output<typeof listStudents>> => {
  const { db, actor, today } = call;
  const cohort = await getCohort(call, id);
  const { rows: students } =
    await sql<Student>`select id, cohort_id, worker_id from training_student where cohort_id = ${id}::uuid`.execute(db);
  const steps = Map.groupBy(
    await stepsOf(
      db,
      students.map((s) => s.id),
    ),
    (s) => s.studentId,
  );
  const all = students.flatMap((s) => {
    const own = steps.get(s.id) ?? [];
    const now = stateOf(own, today);
    return now === null ? [] : [{ ...s, now, last: own.filter((o) => o.onDay <= today).at(-1)! }];
  });
  const shown = all
    .filter((s) => state === undefined || s.now === state)
    .sort((a, b) => RANK.indexOf(a.now) - RANK.indexOf(b.now) || (a.id < b.id ? -1 : 1));
  const from = cursor === undefined ? 0 : Math.max(0, Number.parseInt(cursor, 10) || 0);
  const slice = shown.slice(from, from + size);
  const workerIds = slice.map((s) => s.workerId);
  const workers = new Map((await rowsOf({ db, actor, keys: call.services.keys, today }, workerIds)).map((w) => [w.workerId, w]));
  const terms = Map.groupBy(await termsIn(db, id, workerIds), (t) => t.workerId);
  const interns = await internshipsOf(
    db,
    slice.map((s) => s.id),
  );
  const told = new Map((await tellInternships(db, interns)).map((i) => [i.id, i]));
  const write = actor.permissions.has(SCHOOLING) && carries(call, cohort);
  const onList = new Set(all.map((s) => s.workerId));
  const { rows: inClass } = write
    ? await sql<{
        workerId: string;
      }>`select distinct f.worker_id from training_term t join training_enrolment_fact f on f.class_id = t.class_id
        and f.superseded = 'infinity' and f.state = 'enrolled' where t.cohort_id = ${id}::uuid and t.superseded = 'infinity'`.execute(db)
    : { rows: [] };
  const fresh = inClass.map((r) => r.workerId).filter((w) => !onList.has(w));
  const names = await rowsOf({ db, actor, keys: call.services.keys, today }, fresh);
  return {
    items: slice.flatMap((s) => {
      const worker = workers.get(s.workerId);
      if (!worker) return [];
      const last = terms.get(s.workerId)?.at(-1);
      const now = interns.find((i) => i.studentId === s.id && i.fromDay <= today && (i.toDay === null || i.toDay >= today));
      return [
        {
          id: s.id,
          worker,
          state: s.now,
          since: s.last.onDay,
          until: s.last.untilDay,
          term: last ? { number: last.number, state: last.state } : null,
          internship: now ? (told.get(now.id) ?? null) : null,
          may: write ? [...stepsFrom(s.now)] : [],
        },
      ];
    }),
    total: shown.length,
    next: from + size < shown.length ? String(from + size) : null,
    previous: from > 0 ? String(Math.max(0, from - size)) : null,
    states: RANK.flatMap((st) => {
      const count = all.filter((s) => s.now === st).length;
      return count ? [{ state: st, count }] : [];
    }),
    candidates: names.map((w) => ({ workerId: w.workerId, name: w.name })),
    may: { write },
  };
};

/** What the conditions of a step ask about, as known now. */
export const factsFor = async (
  call: Pick<Call, 'db' | 'today'>,
  cohort: Cohort,
  workerIds: readonly string[],
  asked: { readonly onDay: string; readonly until?: string | null; readonly target?: boolean },
): Promise<ReadonlyMap<string, StudentFacts>> => {
  const { db, today } = call;
  const { rows: standing } = await sql<{ n: number }>`select coalesce(sum(studying + suspended), 0)::int as n
    from cohort_standing(${[cohort.cohortId]}::uuid[], ${today}::date)`.execute(db);
  const { rows: elsewhere } = await sql<{
    workerId: string;
  }>`select worker_id from studies_elsewhere(${workerIds}::uuid[], ${cohort.cohortId}::uuid, ${today}::date)`.execute(db);
  const { rows: dead } = await sql<{
    workerId: string;
  }>`select worker_id from worker_now where worker_id = any (${workerIds}::uuid[]) and died_on is not null`.execute(db);
  const { rows: held } = await sql<{ n: number }>`select count(*)::int as n from training_term where cohort_id = ${cohort.cohortId}::uuid
    and superseded = 'infinity' and class_id is not null`.execute(db);
  const terms = Map.groupBy(await termsIn(db, cohort.cohortId, workerIds), (t) => t.workerId);
  const count = (id: string, state: EnrolmentState): number => (terms.get(id) ?? []).filter((t) => t.state === state).length;
  return new Map(
    workerIds.map((id) => [
      id,
      {
        onDay: asked.onDay,
        until: asked.until ?? null,
        cohort,
        others: standing[0]!.n,
        alive: !dead.some((d) => d.workerId === id),
        elsewhere: elsewhere.some((e) => e.workerId === id),
        terms: { finished: count(id, 'finished'), failed: count(id, 'failed'), open: count(id, 'enrolled') },
        held: held[0]!.n,
        target: asked.target ?? false,
      },
    ]),
  );
};

export const tell = async (call: Call, student: Student): Promise<StudentOut> => {
  const { db, actor, today } = call;
  const cohort = await cohortNow(db, student.cohortId);
  const all = await stepsOf(db, [student.id], true);
  const state = stateOf(
    all.filter((s) => s.superseded === 'infinity'),
    today,
  );
  const [worker] = await rowsOf({ db, actor, keys: call.services.keys, today }, [student.workerId]);
  const { rows: told } = await sql<{
    title: string;
    school: string;
    fromDay: string;
    toDay: string;
  }>`select c.title, o.name as school, c.from_day, c.to_day
    from training_cohort_fact c join organisation_fact o on o.organisation_id = c.school_id and o.superseded = 'infinity'
    where c.cohort_id = ${student.cohortId}::uuid and c.superseded = 'infinity'`.execute(db);
  const write = cohort !== undefined && actor.permissions.has(SCHOOLING) && carries(call, cohort);
  const facts =
    cohort &&
    (await factsFor(call, cohort, [student.workerId], { onDay: today, until: '9999-12-31', target: true })).get(student.workerId)!;
  const cohorts = write
    ? (
        await db
          .selectFrom('trainingCohortFact')
          .selectAll()
          .where(isCurrent('training_cohort_fact'))
          .where('toDay', '>=', today)
          .where('cohortId', '!=', student.cohortId)
          .limit(200)
          .execute()
      ).filter((c) => carries(call, c))
    : [];
  const titles = new Map(cohorts.map((c) => [c.cohortId, c.title]));
  return {
    id: student.id,
    cohort: { id: student.cohortId, ...(told[0] ?? { title: '', school: '', fromDay: today, toDay: today }) },
    worker: worker!,
    state,
    steps: all.map((s) => ({
      number: s.number,
      step: s.step,
      onDay: s.onDay,
      until: s.untilDay,
      other:
        s.otherCohortId !== null || s.otherWords !== ''
          ? { id: s.otherCohortId, words: s.otherWords || (titles.get(s.otherCohortId ?? '') ?? '') }
          : null,
      diploma: s.diplomaNumber,
      reason: s.reason,
      by: s.recordedName,
      recorded: s.recorded,
      superseded: s.superseded === 'infinity' ? null : s.superseded,
    })),
    terms: (await termsIn(db, student.cohortId, [student.workerId])).map(({ workerId: _, ...t }) => t),
    internships: await tellInternships(db, await internshipsOf(db, [student.id])),
    next: write
      ? stepsFrom(state).map((step: StudentStep) => ({
          step,
          reason: STUDENT_STEPS[step].reason,
          conditions: studentConditions(step, facts!).map((c) => ({ ...c, text: { ...c.text } })),
        }))
      : [],
    cohorts: cohorts.map((c) => ({ id: c.cohortId, title: c.title })),
    may: { write },
  };
};
export const read = async (call: Call, { id }: Parsed<typeof readStudent>): Promise<StudentOut> => tell(call, await getStudent(call, id));
/** The state before one's eyes must be the one that stands. */
export const sameState = async (call: Call, student: Student, steps: readonly StepRow[], seen: StudentState): Promise<void> => {
  const now = stateOf(steps, call.today);
  if (now === seen) return;
  const last = steps.at(-1);
  throw changed({ by: last?.recordedName || '—', at: last?.recorded ?? '', current: await tell(call, student) });
};
