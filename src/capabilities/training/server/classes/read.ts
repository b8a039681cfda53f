// One class with all that is known of it.
import { type Selectable, sql } from 'kysely';
import { agreementsById } from '#capabilities/accords/server/service.ts';
import { organisationsById } from '#capabilities/organisations/server/service.ts';
import type { Parsed } from '#platform/contract.ts';
import type { FileType } from '#platform/filesContract.ts';
import type { Call } from '#platform/server/http.ts';
import type { TrainingClassFactTable } from '#platform/server/tables.gen.ts';
import {
  APPROVE,
  type ClassOut,
  type ClassStep,
  type LessonOut,
  type MentorOut,
  type readClass,
  type StepOut,
  WRITE,
} from '../../contract.ts';
import { approves, byOffice, conditionsOf, coverOf, hoursOf, nextStep, STEPS, writes } from '../../rules.ts';
import { getSeen } from '../target.ts';
import { type LessonVersion, teachersById } from '../timetable/load.ts';
import { type Gathered, gather } from './facts.ts';
import type { ClassFactRow } from './queries.ts';
import { rowsOf } from './rows.ts';

/** What a correction may change, in the order in which a version tells what differs. */
export const FACTS = [
  'title',
  'programme',
  'versionId',
  'mode',
  'orderKind',
  'schoolId',
  'employerId',
  'place',
  'address',
  'originCode',
  'hostCode',
  'agreementId',
  'planFrom',
  'planTo',
  'enrolUntil',
  'seats',
  'note',
  'source',
] as const;
type FactRow = Selectable<TrainingClassFactTable>;
const said = (row: FactRow, field: (typeof FACTS)[number]): string => String(row[field] ?? '');

const versionsTold = (rows: readonly FactRow[]): ClassOut['versions'] =>
  rows.map((row, i) => {
    const before = rows[i + 1];
    return {
      recorded: row.recorded,
      superseded: row.superseded === 'infinity' ? null : row.superseded,
      by: row.recordedName,
      reason: row.reason,
      changes: before
        ? FACTS.filter((f) => said(row, f) !== said(before, f)).map((field) => ({ field, from: said(before, field), to: said(row, field) }))
        : [],
    };
  });

/** The next step, then the others that lead elsewhere from here. */
const stepsTold = (call: Call, row: ClassFactRow, { facts }: Gathered): StepOut[] => {
  const state = row.state;
  const next = nextStep(state);
  const others = (Object.keys(STEPS) as ClassStep[]).filter((s) => s !== next && STEPS[s].from.includes(state));
  const mine = call.actor.permissions.has(WRITE) && writes(call.actor.grants, row);
  const office = call.actor.permissions.has(APPROVE) && approves(call.actor.grants, row);
  return [...(next ? [next] : []), ...others].map((step) => ({
    step,
    may: byOffice(step, state) ? office : mine,
    reason: STEPS[step].reason,
    conditions: conditionsOf(step, facts).map((c) => ({ ...c, text: { ...c.text } })),
  }));
};

/** Lessons still to come at whose hours trainees of the class are taught elsewhere, and how many. */
const lessonsMeeting = async ({ db, today }: Call, id: string): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await sql<{
    lessonId: string;
    trainees: number;
  }>`select lesson_id, trainees from lessons_meeting(${id}::uuid, ${today}::date)`.execute(db);
  return new Map(rows.map((r) => [r.lessonId, r.trainees]));
};
const lessonsTold = (
  versions: readonly LessonVersion[],
  names: ReadonlyMap<string, { readonly name: string }>,
  meeting: ReadonlyMap<string, number>,
): LessonOut[] =>
  [...Map.groupBy(versions, (v) => v.lessonId).values()]
    .flatMap((of) => {
      const sorted = [...of].sort((a, b) => (a.recorded < b.recorded ? 1 : -1));
      const now = sorted.find((v) => v.superseded === 'infinity');
      if (!now) return [];
      const history = sorted.map((v) => ({
        deed: v.deed,
        day: v.day,
        fromMinute: v.fromMinute,
        toMinute: v.toMinute,
        room: v.room,
        teacher: v.teacherId === null ? '' : (names.get(v.teacherId)?.name ?? ''),
        reason: v.reason,
        by: v.recordedName,
        recorded: v.recorded,
      }));
      return [
        {
          id: now.lessonId,
          recorded: now.recorded,
          module: now.module,
          kind: now.kind,
          day: now.day,
          fromMinute: now.fromMinute,
          toMinute: now.toMinute,
          hours: Number(now.hours),
          teacher: now.teacherId === null ? null : { id: now.teacherId, name: names.get(now.teacherId)?.name ?? '' },
          room: now.room,
          state: now.state,
          meeting: meeting.get(now.lessonId) ?? 0,
          history: history.length > 1 ? history : [],
        },
      ];
    })
    .sort((a, b) => (a.day === b.day ? a.fromMinute - b.fromMinute : a.day < b.day ? -1 : 1));

const mentorsTold = async (call: Call, { mentors }: Gathered): Promise<MentorOut[]> => {
  const { db, services } = call;
  const teachers = await teachersById(
    db,
    mentors.map((m) => m.teacherId),
  );
  const organisations = await organisationsById(
    db,
    [...teachers.values()].map((t) => t.organisationId),
  );
  const fileIds = mentors.flatMap((m) => m.fileId ?? []);
  const files = fileIds.length
    ? await db.selectFrom('file').select(['id', 'name', 'type', 'size']).where('id', 'in', fileIds).execute()
    : [];
  return mentors.map((m) => {
    const teacher = teachers.get(m.teacherId);
    const file = files.find((f) => f.id === m.fileId);
    return {
      id: m.id,
      recorded: m.recorded,
      teacher: {
        id: m.teacherId,
        name: teacher?.name ?? '',
        duty: teacher?.duty ?? '',
        organisation: { id: teacher?.organisationId ?? m.teacherId, name: organisations.get(teacher?.organisationId ?? '')?.name ?? '' },
      },
      task: m.task,
      fromDay: m.fromDay,
      toDay: m.toDay,
      signedOn: m.signedOn,
      file: file ? { id: file.id, name: services.keys.open(file.name), type: file.type as FileType, size: Number(file.size) } : null,
    };
  });
};

/** As the account may see it today. */
export const tellClass = async (call: Call, id: string): Promise<ClassOut> => {
  const { db, actor, today } = call;
  const row = await getSeen(call, id);
  const gathered = await gather(call, row);
  const versions = await db.selectFrom('trainingClassFact').selectAll().where('classId', '=', id).orderBy('recorded', 'desc').execute();
  const now = versions[0]!;
  const [told] = await rowsOf(db, [row]);
  const teachers = await teachersById(
    db,
    gathered.lessons.flatMap((l) => l.teacherId ?? []),
  );
  const agreement = now.agreementId === null ? undefined : (await agreementsById(db, [now.agreementId], today)).get(now.agreementId);
  const { version } = gathered;
  const mine = actor.permissions.has(WRITE) && writes(actor.grants, row);
  return {
    ...told!,
    today,
    address: now.address,
    note: now.note,
    source: now.source,
    agreement: agreement ? { id: agreement.id, title: agreement.title } : null,
    hours: version ? hoursOf(version.modules) : null,
    sizeFrom: version?.sizeFrom ?? null,
    sizeTo: version?.sizeTo ?? null,
    lessonMinutes: version?.lessonMinutes ?? 45,
    modules: (version?.modules ?? []).map((m) => ({ ...m, units: [...m.units] })),
    steps: gathered.steps.map((s) => ({ state: s.state, onDay: s.onDay, reason: s.reason, by: s.recordedName, recorded: s.recorded })),
    next: stepsTold(call, row, gathered),
    lessons: lessonsTold(gathered.lessons, teachers, await lessonsMeeting(call, id)),
    cover: version
      ? coverOf(version.modules, gathered.facts.lessons).map((c) => ({ ...c, theory: { ...c.theory }, practice: { ...c.practice } }))
      : [],
    mentors: await mentorsTold(call, gathered),
    budget: gathered.budget.map((b) => ({ ...b, amount: Number(b.amount) })),
    versions: versionsTold(versions),
    may: {
      write: mine,
      approve: actor.permissions.has(APPROVE) && approves(actor.grants, row),
      timetable: mine && version !== null && TIMETABLE_OPEN.has(row.state),
    },
  };
};
/** States in which lessons are still planned, moved and cancelled. */
export const TIMETABLE_OPEN: ReadonlySet<string> = new Set(['plan', 'approval', 'enrolling', 'opened', 'teaching']);

export const read = (call: Call, { id }: Parsed<typeof readClass>): Promise<ClassOut> => tellClass(call, id);
