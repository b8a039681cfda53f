// Cohorts, terms, student status and internships with their own history, many at once, for loaders: plain objects in, rows out.
import { compareScopes } from '#capabilities/access/server/service.ts';
import { insertMany } from '#platform/server/bulkWrite.ts';
import type { Db } from '#platform/server/store.ts';
import type { CohortKind, StudentStep } from '../../contractSchoolingTexts.ts';
import { studentScopes } from './target.ts';

/** Nothing of what is loaded was corrected since: every row stands. */
export interface LoadedCohort {
  readonly id: string;
  readonly title: string;
  readonly programme: string;
  readonly major: string;
  readonly kind: CohortKind;
  readonly schoolId: string;
  readonly partnerId: string;
  readonly place: string;
  readonly originCode: string;
  readonly hostCode: string | null;
  readonly fromDay: string;
  readonly toDay: string;
  readonly seats: number;
  readonly note: string;
  readonly recorded: string;
  readonly terms: readonly { readonly number: number; readonly fromDay: string; readonly toDay: string; readonly classId: string | null }[];
}
export interface LoadedStudent {
  readonly id: string;
  readonly cohortId: string;
  readonly workerId: string;
  /** In their order; numbered from 1. */
  readonly steps: readonly {
    readonly step: StudentStep;
    readonly onDay: string;
    readonly untilDay: string | null;
    readonly otherWords: string;
    readonly diploma: string;
    readonly reason: string;
    readonly recorded: string;
  }[];
  readonly internships: readonly {
    readonly id: string;
    readonly organisationId: string;
    readonly place: string;
    readonly occupation: string;
    readonly post: string;
    readonly fromDay: string;
    readonly toDay: string | null;
    readonly agreedOn: string;
    readonly payMonth: number | null;
    readonly recorded: string;
  }[];
}
/** Versioned tables the loader fills: their guards are silenced while it does. */
export const SCHOOLING_TABLES = ['training_cohort_fact', 'training_term', 'training_student_step', 'training_internship'] as const;
const BY = '演示数据';
const known = { recorded_name: 'text', recorded: 'timestamptz', superseded: 'timestamptz' } as const;
const stands = (recorded: string) => [BY, recorded, 'infinity'];

export const loadCohorts = async (db: Db, list: readonly LoadedCohort[]): Promise<void> => {
  await insertMany(
    db,
    { table: 'training_cohort', columns: { id: 'uuid', registered: 'timestamptz' } },
    list.map((c) => [c.id, c.recorded]),
  );
  await insertMany(
    db,
    {
      table: 'training_cohort_fact',
      columns: {
        cohort_id: 'uuid',
        title: 'text',
        programme: 'text',
        major: 'text',
        kind: 'text',
        school_id: 'uuid',
        partner_id: 'uuid',
        place: 'text',
        origin_code: 'text',
        host_code: 'text',
        from_day: 'date',
        to_day: 'date',
        terms: 'int2',
        seats: 'int2',
        note: 'text',
        source: 'text',
        ...known,
      },
    },
    list.map((c) => [
      c.id,
      c.title,
      c.programme,
      c.major,
      c.kind,
      c.schoolId,
      c.partnerId,
      c.place,
      c.originCode,
      c.hostCode,
      c.fromDay,
      c.toDay,
      c.terms.length,
      c.seats,
      c.note,
      BY,
      ...stands(c.recorded),
    ]),
  );
  await insertMany(
    db,
    {
      table: 'training_term',
      columns: { cohort_id: 'uuid', number: 'int2', from_day: 'date', to_day: 'date', class_id: 'uuid', ...known },
    },
    list.flatMap((c) => c.terms.map((t) => [c.id, t.number, t.fromDay, t.toDay, t.classId, ...stands(c.recorded)])),
  );
};

/** With whom they open to whom. What the ledger of work has of their internships is the caller's to write. */
export const loadStudents = async (db: Db, list: readonly LoadedStudent[]): Promise<void> => {
  await insertMany(
    db,
    { table: 'training_student', columns: { id: 'uuid', cohort_id: 'uuid', worker_id: 'uuid', registered: 'timestamptz' } },
    list.map((s) => [s.id, s.cohortId, s.workerId, s.steps[0]!.recorded]),
  );
  await insertMany(
    db,
    {
      table: 'training_student_step',
      columns: {
        student_id: 'uuid',
        number: 'int2',
        cohort_id: 'uuid',
        worker_id: 'uuid',
        step: 'text',
        on_day: 'date',
        until_day: 'date',
        other_words: 'text',
        diploma_number: 'text',
        reason: 'text',
        source: 'text',
        ...known,
      },
    },
    list.flatMap((s) =>
      s.steps.map((x, i) => [
        s.id,
        i + 1,
        s.cohortId,
        s.workerId,
        x.step,
        x.onDay,
        x.untilDay,
        x.otherWords,
        x.diploma,
        x.reason,
        BY,
        ...stands(x.recorded),
      ]),
    ),
  );
  await insertMany(
    db,
    {
      table: 'training_internship',
      columns: {
        id: 'uuid',
        student_id: 'uuid',
        cohort_id: 'uuid',
        worker_id: 'uuid',
        organisation_id: 'uuid',
        place: 'text',
        occupation: 'text',
        post: 'text',
        from_day: 'date',
        to_day: 'date',
        agreed_on: 'date',
        pay_month: 'int4',
        ...known,
      },
    },
    list.flatMap((s) =>
      s.internships.map((i) => [
        i.id,
        s.id,
        s.cohortId,
        s.workerId,
        i.organisationId,
        i.place,
        i.occupation,
        i.post,
        i.fromDay,
        i.toDay,
        i.agreedOn,
        i.payMonth,
        ...stands(i.recorded),
      ]),
    ),
  );
  await compareScopes(db, [studentScopes], true);
};
