// Lessons and classes as the roll call needs them, under the row-level security of whoever asks.
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Db } from '#platform/server/store.ts';
import type { ClassState, LessonKind } from '../../contract.ts';
import type { RollLesson } from '../../contractRoll.ts';
import type { ClassPlace, Slot } from '../../rules.ts';

export interface LessonRow extends Slot {
  readonly id: string;
  readonly classId: string;
  readonly number: number;
  readonly module: number;
  readonly kind: LessonKind;
  readonly hours: number;
  readonly teacherId: string | null;
  readonly room: string;
  readonly state: 'planned' | 'cancelled';
  readonly reason: string;
}
export interface ClassNow extends ClassPlace {
  readonly id: string;
  readonly title: string;
  readonly school: string;
  readonly address: string;
  readonly versionId: string | null;
  readonly state: ClassState;
}

const columns = sql`l.lesson_id as id, l.class_id, l.module, l.kind, l.day, l.from_minute, l.to_minute, l.hours::float8 as hours, l.teacher_id, l.room, l.state, l.reason`;
/** Numbered through the planned lessons of each class, in the order of time; a cancelled one has no number. */
const numbered = (of: ReturnType<typeof sql>) => sql`select ${columns}, case when l.state = 'planned' then
    count(*) filter (where l.state = 'planned') over (partition by l.class_id order by l.day, l.from_minute, l.lesson_id)::int else 0 end as number
  from training_lesson_fact l where l.superseded = 'infinity' and ${of} order by l.day, l.from_minute, l.lesson_id`;

export const lessonsOfClass = async (db: Db, classId: string): Promise<readonly LessonRow[]> =>
  (await sql<LessonRow>`${numbered(sql`l.class_id = ${classId}::uuid`)}`.execute(db)).rows;
/** Lessons of these days in these classes. */
export const lessonsOfDays = async (db: Db, classIds: readonly string[], from: string, to: string): Promise<readonly LessonRow[]> => {
  if (!classIds.length) return [];
  const { rows } = await sql<LessonRow>`select * from (${numbered(sql`l.class_id = any (${classIds}::uuid[])`)}) n
    where n.day between ${from}::date and ${to}::date`.execute(db);
  return rows;
};
/** Classes the reader sees that are planned to have lessons in these days. Of classes, not of lessons: those are few, and their policy walks an index. */
export const classesOfDays = async (db: Db, from: string, to: string): Promise<readonly string[]> => {
  const { rows } = await sql<{ id: string }>`select class_id as id from training_class_fact
    where superseded = 'infinity' and plan_from <= ${to}::date and plan_to >= ${from}::date`.execute(db);
  return rows.map((r) => r.id);
};
/** As they stand, without their numbers: those ask for all lessons of the class. For what judges marks. */
export const slotsById = async (db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, LessonRow>> => {
  if (!ids.length) return new Map();
  const { rows } = await sql<LessonRow>`select ${columns}, 0 as number from training_lesson_fact l
    where l.superseded = 'infinity' and l.lesson_id = any (${ids}::uuid[])`.execute(db);
  return new Map(rows.map((r) => [r.id, r]));
};
export const lessonsById = async (db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, LessonRow>> => {
  if (!ids.length) return new Map();
  const { rows } = await sql<LessonRow>`select * from (${numbered(
    sql`l.class_id in (select d.class_id from training_lesson d where d.id = any (${ids}::uuid[]))`,
  )}) n where n.id = any (${ids}::uuid[])`.execute(db);
  return new Map(rows.map((r) => [r.id, r]));
};

export const classesNow = async (db: Db, ids: readonly string[], today: string): Promise<ReadonlyMap<string, ClassNow>> => {
  if (!ids.length) return new Map();
  const { rows } =
    await sql<ClassNow>`select f.class_id as id, f.title, f.school_id, o.name as school, f.employer_id, f.place, f.address, f.origin_code, f.host_code,
      f.version_id, class_state(f.class_id, ${today}::date) as state
    from training_class_fact f join organisation_fact o on o.organisation_id = f.school_id and o.superseded = 'infinity' where f.superseded = 'infinity' and f.class_id = any (${ids}::uuid[])`.execute(
      db,
    );
  return new Map(rows.map((r) => [r.id, r]));
};

export interface CourseOf {
  readonly attendancePercent: number | null;
  readonly modules: readonly {
    readonly number: number;
    readonly title: string;
    readonly theoryHours: number;
    readonly practiceHours: number;
    readonly units: readonly string[];
  }[];
}
/** Modules and the share of hours of the versions these classes are held under. */
export const coursesOf = async (db: Db, versionIds: readonly (string | null)[]): Promise<ReadonlyMap<string, CourseOf>> => {
  const ids = [...new Set(versionIds.filter((v) => v !== null))];
  if (!ids.length) return new Map();
  const { rows } = await sql<{ id: string; percent: number; number: number; title: string; theoryHours: number; practiceHours: number }>`
    select v.id, v.attendance_percent as percent, m.number, m.title, m.theory_hours, m.practice_hours
    from training_standard_version v join training_module m on m.version_id = v.id where v.id = any (${ids}::uuid[]) order by v.id, m.number`.execute(
    db,
  );
  return new Map(
    [...Map.groupBy(rows, (r) => r.id)].map(([id, own]) => [
      id,
      {
        attendancePercent: own[0]!.percent,
        modules: own.map(({ number, title, theoryHours, practiceHours }) => ({ number, title, theoryHours, practiceHours, units: [] })),
      },
    ]),
  );
};
export const NO_COURSE: CourseOf = { attendancePercent: null, modules: [] };

export const tellLesson = (l: LessonRow, course: CourseOf | undefined): z.input<typeof RollLesson> => ({
  id: l.id,
  classId: l.classId,
  number: l.number,
  module: l.module,
  moduleTitle: course?.modules.find((m) => m.number === l.module)?.title ?? '',
  kind: l.kind,
  day: l.day,
  fromMinute: l.fromMinute,
  toMinute: l.toMinute,
  hours: l.hours,
  room: l.room,
  state: l.state,
});
