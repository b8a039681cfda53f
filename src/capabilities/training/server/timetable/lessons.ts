// Planning, moving and cancelling lessons. Nobody and no room stands in two lessons at one hour.
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Parsed } from '#platform/contract.ts';
import { changed, notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import { supersede } from '#platform/server/versions.ts';
import type { Text } from '#standards/text.ts';
import {
  type addLessons,
  type ClassOut,
  type cancelLesson,
  cancelledAlready,
  classStateTexts,
  type LessonIn,
  lessonMarked,
  lessonPast,
  lessonRefused,
  type moveLesson,
  noTimetableYet,
  nothingChanged,
  reasonNeeded,
  roomTaken,
  teacherTaken,
  timetableClosed,
  unknownTeacher,
} from '../../contract.ts';
import { collisionsIn, instantOf, type PlannedLesson, roomKey, type Slot, slotsMeet, slotText, whyNotLesson } from '../../rules.ts';
import type { ClassFactRow } from '../classes/queries.ts';
import { TIMETABLE_OPEN, tellClass } from '../classes/read.ts';
import { lockRolls } from '../rollcall/marks.ts';
import { momentOf } from '../rollcall/sync.ts';
import { siblingsOf, type Version } from '../standards/rows.ts';
import { lockOwn, noted, writer } from '../target.ts';
import { lessonVersions, mentorsOf, teachersById } from './load.ts';

type Lesson = z.output<typeof LessonIn>;

const lockTimetable = async (call: Call, id: string) => {
  const row = await lockOwn(call, id);
  if (!TIMETABLE_OPEN.has(row.state)) throw timetableClosed({ state: classStateTexts[row.state] });
  const version = row.versionId === null ? undefined : (await siblingsOf(call.db, [row.versionId])).find((v) => v.id === row.versionId);
  if (!version) throw noTimetableYet();
  const { address } = await call.db
    .selectFrom('trainingClassFact')
    .select('address')
    .where('classId', '=', id)
    .where('superseded', '=', 'infinity')
    .executeTakeFirstOrThrow();
  return { row, version, at: { place: row.place, address } };
};

const plannedOf = (id: string, l: Lesson, at: { readonly place: string; readonly address: string }): PlannedLesson => ({
  lessonId: id,
  module: l.module,
  kind: l.kind,
  day: l.day,
  fromMinute: l.fromMinute,
  toMinute: l.toMinute,
  hours: l.hours,
  teacherId: l.teacherId,
  roomKey: roomKey(at, l.room),
  state: 'planned',
});

/** Of the school, of the employer, or sent to this class; and in service on the day. */
const refuseTeachers = async (call: Call, row: ClassFactRow, lessons: readonly PlannedLesson[]) => {
  const teachers = await teachersById(
    call.db,
    lessons.flatMap((l) => l.teacherId ?? []),
  );
  const sent = new Set((await mentorsOf(call.db, row.id)).map((m) => m.teacherId));
  for (const { teacherId, day } of lessons) {
    if (teacherId === null) continue;
    const t = teachers.get(teacherId);
    const ours = t !== undefined && (t.organisationId === row.schoolId || t.organisationId === row.employerId || sent.has(teacherId));
    if (!ours || t.fromDay > day || (t.toDay !== null && t.toDay < day)) throw unknownTeacher({ day });
  }
  return teachers;
};

/** Lessons of any class the reader may see that ask for one of these teachers or rooms at that hour; of others the constraints tell only that it is taken. */
const meeting = async (call: Call, lessons: readonly PlannedLesson[], except: readonly string[]) => {
  const teachers = [...new Set(lessons.flatMap((l) => l.teacherId ?? []))];
  const rooms = [...new Set(lessons.map((l) => l.roomKey).filter((k) => k !== ''))];
  if (teachers.length + rooms.length === 0) return [];
  const days = [...new Set(lessons.map((l) => l.day))];
  const { rows } = await sql<{
    lessonId: string;
    classId: string;
    title: string;
    day: string;
    fromMinute: number;
    toMinute: number;
    teacherId: string | null;
    roomKey: string;
  }>`
    select l.lesson_id, l.class_id, f.title, l.day, l.from_minute, l.to_minute, l.teacher_id, l.room_key
    from training_lesson_fact l join training_class_fact f on f.class_id = l.class_id and f.superseded = 'infinity'
    where l.superseded = 'infinity' and l.state = 'planned' and l.day = any (${days}::date[])
      and (l.teacher_id = any (${teachers}::uuid[]) or l.room_key = any (${rooms}::text[]))
      and not (l.lesson_id = any (${[...except]}::uuid[]))
    order by l.day, l.from_minute, l.lesson_id`.execute(call.db);
  return rows;
};
const whereText = (title: string, own: boolean): Text =>
  own ? { zh: '本班另一次课', en: 'another lesson of this class' } : { zh: `“${title}”的课`, en: `“${title}”` };

const refuseTaken = async (
  call: Call,
  row: ClassFactRow,
  lessons: readonly (PlannedLesson & { readonly room: string })[],
  names: ReadonlyMap<string, { readonly name: string }>,
  except: readonly string[],
): Promise<void> => {
  const [clash] = collisionsIn(lessons);
  if (clash) {
    const one = lessons.find((l) => l.lessonId === clash.other)!;
    throw taken(clash.what, one, names, whereText(row.title, true));
  }
  for (const other of await meeting(call, lessons, except))
    for (const l of lessons) {
      if (!slotsMeet(l, other)) continue;
      const what =
        l.teacherId !== null && l.teacherId === other.teacherId
          ? 'teacher'
          : l.roomKey !== '' && l.roomKey === other.roomKey
            ? 'room'
            : null;
      if (what) throw taken(what, l, names, whereText(other.title, other.classId === row.id));
    }
};
const taken = (
  what: 'teacher' | 'room',
  l: PlannedLesson & { readonly room: string },
  names: ReadonlyMap<string, { readonly name: string }>,
  where: Text,
) =>
  what === 'teacher'
    ? teacherTaken({ teacher: names.get(l.teacherId ?? '')?.name ?? '', slot: slotText(l), where })
    : roomTaken({ room: l.room, slot: slotText(l), where });

const refuseLesson = (l: Lesson, number: number, row: ClassFactRow, version: Version): void => {
  const why = whyNotLesson(l, {
    modules: version.modules,
    planFrom: row.planFrom,
    planTo: row.planTo,
    lessonMinutes: version.lessonMinutes,
  });
  if (why) throw lessonRefused({ number, why });
};
const columns = (l: Lesson, key: string) => ({
  module: l.module,
  kind: l.kind,
  day: l.day,
  fromMinute: l.fromMinute,
  toMinute: l.toMinute,
  hours: String(l.hours),
  teacherId: l.teacherId,
  room: l.room,
  roomKey: key,
});

export const add = async (call: Call, { id, lessons }: Parsed<typeof addLessons>): Promise<ClassOut> => {
  const { row, version, at } = await lockTimetable(call, id);
  for (const [i, l] of lessons.entries()) refuseLesson(l, i + 1, row, version);
  const planned = lessons.map((l) => ({ ...plannedOf(newId(), l, at), room: l.room }));
  const names = await refuseTeachers(call, row, planned);
  await refuseTaken(call, row, planned, names, []);
  await call.db
    .insertInto('trainingLesson')
    .values(planned.map((l) => ({ id: l.lessonId, classId: id })))
    .execute();
  await call.db
    .insertInto('trainingLessonFact')
    .values(
      planned.map((p, i) => ({
        lessonId: p.lessonId,
        classId: id,
        ...columns(lessons[i]!, p.roomKey),
        state: 'planned' as const,
        deed: 'planned' as const,
        ...writer(call),
      })),
    )
    .execute();
  noted(call, row, { lessons: lessons.length });
  return tellClass(call, id);
};

const lessonNow = async (call: Call, classId: string, lessonId: string, seen: string) => {
  const now = (await lessonVersions(call.db, classId)).find((l) => l.lessonId === lessonId && l.superseded === 'infinity');
  if (!now) throw notFound();
  if (now.recorded !== seen) throw changed({ by: now.recordedName || '—', at: now.recorded, current: await tellClass(call, classId) });
  if (now.state === 'cancelled') throw cancelledAlready();
  return now;
};

/** A mark says that somebody was there at that hour: a lesson with marks is put right, never moved to an hour that is still to come, nor cancelled. */
const refuseMarked = async (call: Call, lesson: Slot & { readonly lessonId: string }): Promise<void> => {
  const { rows } = await sql<{ n: number }>`select lesson_marked(${lesson.lessonId}::uuid) as n`.execute(call.db);
  if (rows[0]!.n > 0) throw lessonMarked({ slot: slotText(lesson), count: rows[0]!.n });
};

export const move = async (call: Call, { id, lessonId, seen, reason, ...input }: Parsed<typeof moveLesson>): Promise<ClassOut> => {
  const { row, version, at } = await lockTimetable(call, id);
  const now = await lessonNow(call, id, lessonId, seen);
  refuseLesson(input, 1, row, version);
  const next = { ...plannedOf(lessonId, input, at), room: input.room };
  const when = now.day !== next.day || now.fromMinute !== next.fromMinute || now.toMinute !== next.toMinute;
  const same =
    !when &&
    now.module === next.module &&
    now.kind === next.kind &&
    Number(now.hours) === next.hours &&
    now.teacherId === next.teacherId &&
    now.room === input.room;
  if (same) throw nothingChanged();
  // what was held is put right, not moved: marks may hang on it
  const held = now.day < call.today;
  if (held && reason.length < 4) throw reasonNeeded();
  await lockRolls(call.db, [id]);
  if (when && instantOf(next.day, next.fromMinute) > momentOf(call).now) await refuseMarked(call, now);
  const names = await refuseTeachers(call, row, [next]);
  await refuseTaken(call, row, [next], names, [lessonId]);
  await supersede(
    call.db,
    'training_lesson_fact',
    { lesson_id: lessonId },
    { ...columns(input, next.roomKey), deed: when && !held ? 'moved' : 'corrected', reason, ...writer(call) },
  );
  noted(call, row, { lesson: lessonId, from: slotText(now), to: slotText(next), ...(reason ? { reason } : {}) });
  return tellClass(call, id);
};

export const cancel = async (call: Call, { id, lessonId, seen, reason }: Parsed<typeof cancelLesson>): Promise<ClassOut> => {
  const { row } = await lockTimetable(call, id);
  const now = await lessonNow(call, id, lessonId, seen);
  if (now.day < call.today) throw lessonPast({ slot: slotText(now) });
  await lockRolls(call.db, [id]);
  await refuseMarked(call, now);
  await supersede(
    call.db,
    'training_lesson_fact',
    { lesson_id: lessonId },
    { state: 'cancelled', deed: 'cancelled', reason, ...writer(call) },
  );
  noted(call, row, { lesson: lessonId, slot: slotText(now), reason });
  return tellClass(call, id);
};
