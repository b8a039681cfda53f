// Standards, teachers and classes with their own history, many at once, for loaders (demonstration, later exchange): plain objects in, rows out.
import { insertMany } from '#platform/server/bulkWrite.ts';
import type { Db } from '#platform/server/store.ts';
import type { BudgetPurpose, ClassMode, ClassState, Fund, LeadsTo, LessonDeed, LessonKind, OrderKind, TeacherKind } from '../contract.ts';
import { roomKey } from '../rules.ts';

/** When a version was written and when the next one came, null while it stands. Instants as text. */
interface Known {
  readonly recorded: string;
  readonly superseded: string | null;
}
export interface LoadedVersion {
  readonly id: string;
  readonly ordinal: number;
  readonly label: string;
  readonly title: string;
  readonly programme: string;
  readonly occupation: string;
  readonly leadsTo: LeadsTo;
  readonly leadsName: string;
  readonly leadsLevel: number | null;
  readonly ageFrom: number;
  readonly ageTo: number | null;
  readonly theoryPass: number | null;
  readonly practicePass: number | null;
  readonly materials: string;
  readonly sizeFrom: number;
  readonly sizeTo: number;
  readonly validFrom: string;
  readonly sides: readonly string[];
  readonly created: string;
  readonly modules: readonly {
    readonly title: string;
    readonly theoryHours: number;
    readonly practiceHours: number;
    readonly units: readonly string[];
  }[];
  readonly adoptions: readonly { readonly sideCode: string; readonly adoptedOn: string; readonly recorded: string }[];
}
export interface LoadedStandard {
  readonly id: string;
  readonly code: string;
  readonly registered: string;
  readonly versions: readonly LoadedVersion[];
}
export interface LoadedTeacher {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
  readonly kind: TeacherKind;
  readonly duty: string;
  readonly fromDay: string;
  readonly recorded: string;
}
export interface LoadedLesson {
  readonly id: string;
  readonly versions: readonly (Known & {
    readonly module: number;
    readonly kind: LessonKind;
    readonly day: string;
    readonly fromMinute: number;
    readonly toMinute: number;
    readonly hours: number;
    readonly teacherId: string | null;
    readonly room: string;
    readonly state: 'planned' | 'cancelled';
    readonly deed: LessonDeed;
    readonly reason: string;
  })[];
}
export interface LoadedClass {
  readonly id: string;
  readonly registered: string;
  readonly versions: readonly (Known & {
    readonly title: string;
    readonly programme: string;
    readonly versionId: string | null;
    readonly mode: ClassMode;
    readonly orderKind: OrderKind | null;
    readonly schoolId: string;
    readonly employerId: string | null;
    readonly place: string;
    readonly address: string;
    readonly originCode: string;
    readonly hostCode: string | null;
    readonly planFrom: string;
    readonly planTo: string;
    readonly enrolUntil: string;
    readonly seats: number;
    readonly reason: string;
  })[];
  readonly steps: readonly (Known & { readonly state: ClassState; readonly onDay: string; readonly reason: string })[];
  readonly lessons: readonly LoadedLesson[];
  readonly mentors: readonly {
    readonly id: string;
    readonly teacherId: string;
    readonly task: string;
    readonly fromDay: string;
    readonly toDay: string | null;
    readonly signedOn: string | null;
    readonly recorded: string;
  }[];
  readonly budget: readonly {
    readonly id: string;
    readonly fund: Fund;
    readonly purpose: BudgetPurpose;
    readonly amount: number;
    readonly recorded: string;
  }[];
}

/** Tables whose guards are silent while a history is loaded (platform/server/recordedHistory.ts). */
export const TRAINING_TABLES = [
  'training_adoption',
  'training_class_fact',
  'training_class_step',
  'training_teacher',
  'training_mentor',
  'training_lesson_fact',
  'training_budget',
] as const;
const known = { recorded: 'timestamptz', superseded: 'timestamptz' } as const;
const at = (k: Known) => [k.recorded, k.superseded ?? 'infinity'];
const BY = '演示数据';

export const loadStandards = async (db: Db, list: readonly LoadedStandard[]): Promise<void> => {
  await insertMany(
    db,
    { table: 'training_standard', columns: { id: 'uuid', code: 'text', registered: 'timestamptz' } as const },
    list.map((s) => [s.id, s.code, s.registered]),
  );
  const versions = list.flatMap((s) => s.versions.map((v) => ({ ...v, standardId: s.id })));
  await insertMany(
    db,
    {
      table: 'training_standard_version',
      columns: {
        id: 'uuid',
        standard_id: 'uuid',
        ordinal: 'int2',
        label: 'text',
        title: 'text',
        programme: 'text',
        occupation: 'text',
        leads_to: 'text',
        leads_name: 'text',
        leads_level: 'int2',
        age_from: 'int2',
        age_to: 'int2',
        attendance_percent: 'int2',
        theory_pass: 'int2',
        practice_pass: 'int2',
        materials: 'text',
        size_from: 'int2',
        size_to: 'int2',
        valid_from: 'date',
        sides: 'text[]',
        source: 'text',
        certainty: 'text',
        note: 'text',
        created: 'timestamptz',
        created_name: 'text',
        changed: 'timestamptz',
        changed_name: 'text',
      } as const,
    },
    versions.map((v) => [
      v.id,
      v.standardId,
      v.ordinal,
      v.label,
      v.title,
      v.programme,
      v.occupation,
      v.leadsTo,
      v.leadsName,
      v.leadsLevel,
      v.ageFrom,
      v.ageTo,
      80,
      v.theoryPass,
      v.practicePass,
      v.materials,
      v.sizeFrom,
      v.sizeTo,
      v.validFrom,
      [...v.sides],
      BY,
      'unverified',
      '课时和条件为示例，不是正式发布的标准',
      v.created,
      BY,
      v.created,
      BY,
    ]),
  );
  // modules before the adoptions that fix them
  await insertMany(
    db,
    {
      table: 'training_module',
      columns: {
        version_id: 'uuid',
        number: 'int2',
        title: 'text',
        theory_hours: 'int2',
        practice_hours: 'int2',
        units: 'text[]',
      } as const,
    },
    versions.flatMap((v) => v.modules.map((m, i) => [v.id, i + 1, m.title, m.theoryHours, m.practiceHours, [...m.units]])),
  );
  await insertMany(
    db,
    {
      table: 'training_adoption',
      columns: { version_id: 'uuid', side_code: 'text', adopted_on: 'date', recorded_name: 'text', ...known } as const,
    },
    versions.flatMap((v) => v.adoptions.map((a) => [v.id, a.sideCode, a.adoptedOn, BY, a.recorded, 'infinity'])),
  );
};

export const loadTeachers = (db: Db, list: readonly LoadedTeacher[]): Promise<void> =>
  insertMany(
    db,
    {
      table: 'training_teacher',
      columns: {
        id: 'uuid',
        organisation_id: 'uuid',
        name: 'text',
        kind: 'text',
        duty: 'text',
        from_day: 'date',
        recorded_name: 'text',
        ...known,
      } as const,
    },
    list.map((t) => [t.id, t.organisationId, t.name, t.kind, t.duty, t.fromDay, BY, t.recorded, 'infinity']),
  );

/** Writes them with their own `recorded` in the caller's transaction, inside a recorded history. */
export const loadClasses = async (db: Db, list: readonly LoadedClass[]): Promise<void> => {
  await insertMany(
    db,
    { table: 'training_class', columns: { id: 'uuid', registered: 'timestamptz' } as const },
    list.map((c) => [c.id, c.registered]),
  );
  await insertMany(
    db,
    {
      table: 'training_class_fact',
      columns: {
        class_id: 'uuid',
        title: 'text',
        programme: 'text',
        version_id: 'uuid',
        mode: 'text',
        order_kind: 'text',
        school_id: 'uuid',
        employer_id: 'uuid',
        place: 'text',
        address: 'text',
        origin_code: 'text',
        host_code: 'text',
        plan_from: 'date',
        plan_to: 'date',
        enrol_until: 'date',
        seats: 'int2',
        source: 'text',
        reason: 'text',
        recorded_name: 'text',
        ...known,
      } as const,
    },
    list.flatMap((c) =>
      c.versions.map((v) => [
        c.id,
        v.title,
        v.programme,
        v.versionId,
        v.mode,
        v.orderKind,
        v.schoolId,
        v.employerId,
        v.place,
        v.address,
        v.originCode,
        v.hostCode,
        v.planFrom,
        v.planTo,
        v.enrolUntil,
        v.seats,
        BY,
        v.reason,
        BY,
        ...at(v),
      ]),
    ),
  );
  await insertMany(
    db,
    {
      table: 'training_class_step',
      columns: { class_id: 'uuid', state: 'text', on_day: 'date', reason: 'text', recorded_name: 'text', ...known } as const,
    },
    list.flatMap((c) => c.steps.map((s) => [c.id, s.state, s.onDay, s.reason, BY, ...at(s)])),
  );
  await insertMany(
    db,
    {
      table: 'training_mentor',
      columns: {
        id: 'uuid',
        class_id: 'uuid',
        teacher_id: 'uuid',
        task: 'text',
        from_day: 'date',
        to_day: 'date',
        signed_on: 'date',
        recorded_name: 'text',
        ...known,
      } as const,
    },
    list.flatMap((c) =>
      c.mentors.map((m) => [m.id, c.id, m.teacherId, m.task, m.fromDay, m.toDay, m.signedOn, BY, m.recorded, 'infinity']),
    ),
  );
  await insertMany(
    db,
    {
      table: 'training_budget',
      columns: { id: 'uuid', class_id: 'uuid', fund: 'text', purpose: 'text', amount: 'numeric', recorded_name: 'text', ...known } as const,
    },
    list.flatMap((c) => c.budget.map((b) => [b.id, c.id, b.fund, b.purpose, String(b.amount), BY, b.recorded, 'infinity'])),
  );
  await loadLessons(db, list);
};

const LESSONS_AT_ONCE = 5000;
const loadLessons = async (db: Db, list: readonly LoadedClass[]): Promise<void> => {
  const lessons = list.flatMap((c) => {
    const now = c.versions.at(-1)!;
    return c.lessons.map((l) => ({ ...l, classId: c.id, at: { place: now.place, address: now.address } }));
  });
  await insertMany(
    db,
    { table: 'training_lesson', columns: { id: 'uuid', class_id: 'uuid', registered: 'timestamptz' } as const },
    lessons.map((l) => [l.id, l.classId, l.versions[0]!.recorded]),
  );
  for (let i = 0; i < lessons.length; i += LESSONS_AT_ONCE)
    await insertMany(
      db,
      {
        table: 'training_lesson_fact',
        columns: {
          lesson_id: 'uuid',
          class_id: 'uuid',
          module: 'int2',
          kind: 'text',
          day: 'date',
          from_minute: 'int2',
          to_minute: 'int2',
          hours: 'numeric',
          teacher_id: 'uuid',
          room: 'text',
          room_key: 'text',
          state: 'text',
          deed: 'text',
          reason: 'text',
          recorded_name: 'text',
          ...known,
        } as const,
      },
      lessons
        .slice(i, i + LESSONS_AT_ONCE)
        .flatMap((l) =>
          l.versions.map((v) => [
            l.id,
            l.classId,
            v.module,
            v.kind,
            v.day,
            v.fromMinute,
            v.toMinute,
            String(v.hours),
            v.teacherId,
            v.room,
            roomKey(l.at, v.room),
            v.state,
            v.deed,
            v.reason,
            BY,
            ...at(v),
          ]),
        ),
    );
};
