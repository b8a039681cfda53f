// 签到 of a class: people × lessons, hours, and how much may still be missed. A row for each trainee holds all their marks, so that a page asks sixty of them.
import { sql } from 'kysely';
import type { z } from 'zod';
import { changed, notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import { CURRENT } from '#platform/server/versions.ts';
import type * as c from '../../contractRoll.ts';
import { markRefused, markUnchanged } from '../../contractRollProblems.ts';
import { EXPORT_ATTENDANCE, ROLL } from '../../contractRollTexts.ts';
import {
  attendanceOf,
  callsRoll,
  instantOf,
  MARK_LETTERS,
  type Mark,
  type Marked,
  markOf,
  NO_MARK,
  NOT_IN_CLASS,
  type Says,
  whyNotLessonMarked,
  whyNotPerson,
} from '../../rules.ts';
import { classesNow, coursesOf, lessonsById, lessonsOfClass, NO_COURSE, tellLesson } from './lessons.ts';
import { keepSaid, lockRolls, markAt, markIdOf, marksOf, refold } from './marks.ts';
import { namesFor, onRollOn, rollOf } from './roster.ts';
import { ownLesson } from './screen.ts';
import { momentOf, tellMark } from './sync.ts';

interface Held {
  readonly workerId: string;
  readonly lessons: readonly string[];
  readonly says: string;
  readonly missed: readonly number[];
}
export const heldQuery = (classId: string) =>
  sql<Held>`select worker_id, lessons, says, missed from training_attendance where class_id = ${classId}::uuid`;
export const attendance = async (call: Call, classId: string): Promise<z.input<(typeof c.readAttendance)['output']>> => {
  const { db, actor, today } = call;
  const of = (await classesNow(db, [classId], today)).get(classId);
  if (!of) throw notFound();
  const { now } = momentOf(call);
  const lessons = await lessonsOfClass(db, classId);
  const course = (await coursesOf(db, [of.versionId])).get(of.versionId ?? '') ?? NO_COURSE;
  const people = await rollOf(db, [classId]);
  const names = await namesFor(call, people);
  const { rows: rowsHeld } = await heldQuery(classId).execute(db);
  const held = new Map(rowsHeld.map((r) => [r.workerId, r]));
  const index = new Map(lessons.map((l, i) => [l.id, i]));
  const present = lessons.map(() => 0);
  const marked = lessons.map(() => 0);
  const expected = lessons.map(() => 0);
  const told = people.map((person) => {
    const letters: string[] = lessons.map((l) => (onRollOn(person, l.day) ? NO_MARK : NOT_IN_CLASS));
    const marks: (Marked | undefined)[] = lessons.map(() => undefined);
    const missed: [number, number][] = [];
    const row = held.get(person.workerId);
    row?.lessons.forEach((id, k) => {
      const i = index.get(id);
      const says = markOf(row.says[k]!);
      if (i === undefined || !says) return;
      const minutes = row.missed[k]!;
      letters[i] = MARK_LETTERS[says];
      marks[i] = { says, missed: minutes < 0 ? null : minutes };
      if (minutes >= 0) missed.push([i, minutes]);
      marked[i]! += 1;
      if (says === 'present' || says === 'late' || says === 'leftEarly') present[i]! += 1;
    });
    lessons.forEach((l, i) => {
      if (onRollOn(person, l.day)) expected[i]! += 1;
    });
    // lessons before somebody came or after they left were no lessons of theirs to be marked; their hours count for the share all the same
    const own = lessons.map((l, i) => ({ l, m: marks[i], mine: letters[i] !== NOT_IN_CLASS }));
    const sum = attendanceOf(
      own.map((o) => o.l),
      own.map((o) => o.m ?? (o.mine ? undefined : { says: 'absent', missed: null })),
      course,
      now,
    );
    return {
      workerId: person.workerId,
      name: names.get(person.workerId)!,
      seat: person.seat,
      from: person.from,
      to: person.to,
      marks: letters.join(''),
      missed: missed.sort((a, b) => a[0] - b[0]),
      attended: sum.attended,
      missedHours: sum.missed,
      mayMiss: sum.mayMiss,
      standing: sum.standing,
      unmarked: sum.unmarked,
      modules: [...sum.modules],
    };
  });
  const { rows: refused } = await sql<{
    lessonId: string;
    count: number;
  }>`select lesson_id, count(*)::int as count from training_code_refused
    where class_id = ${classId}::uuid and why = 'old' group by lesson_id`.execute(db);
  const whole = attendanceOf(lessons, [], course, now);
  return {
    classTitle: of.title,
    asOf: new Date(now).toISOString(),
    today,
    lessons: lessons.map((l, i) => ({
      ...tellLesson(l, course),
      over: instantOf(l.day, l.toMinute) <= now,
      present: present[i]!,
      marked: marked[i]!,
      expected: expected[i]!,
    })),
    people: told,
    total: whole.total,
    held: whole.held,
    needed: whole.needed,
    percent: course.attendancePercent,
    modules: course.modules.map((m) => ({ number: m.number, title: m.title, theory: m.theoryHours, practice: m.practiceHours })),
    refusedCodes: refused,
    may: {
      roll: actor.permissions.has(ROLL) && callsRoll(actor.grants, of),
      export: actor.permissions.has(EXPORT_ATTENDANCE),
    },
  };
};

const seenPair = async (call: Call, lessonId: string, workerId: string) => {
  const lesson = (await lessonsById(call.db, [lessonId])).get(lessonId);
  const of = lesson && (await classesNow(call.db, [lesson.classId], call.today)).get(lesson.classId);
  const spans = of ? await rollOf(call.db, [of.id], [workerId]) : [];
  if (!lesson || !of || !spans.length) throw notFound();
  return { lesson, of };
};
export const markStory = async (call: Call, lessonId: string, workerId: string): Promise<z.input<(typeof c.readMark)['output']>> => {
  const { db } = call;
  const { lesson, of } = await seenPair(call, lessonId, workerId);
  const pair = { lessonId, classId: of.id, workerId };
  const mark = markAt(await marksOf(db, [pair]), pair);
  const { rows: said } = await sql<{
    id: string;
    says: Says;
    missed: number | null;
    how: 'code' | 'list' | 'offline' | 'desk' | 'sheet';
    at: string;
    recorded: string;
    clock: 'right' | 'wrong' | 'changed';
    skewMs: number;
    givenName: string;
    reason: string;
    undone: string | null;
  }>`select id, says, missed, how, at, recorded, clock, skew_ms, given_name, reason, undone from training_mark_sent
    where lesson_id = ${lessonId}::uuid and worker_id = ${workerId}::uuid order by at desc, id desc`.execute(db);
  const { rows: versions } = await sql<{
    says: Mark;
    how: 'code' | 'list' | 'offline' | 'desk' | 'sheet';
    recorded: string;
    superseded: string;
    recordedName: string;
    reason: string;
  }>`select says, how, recorded, superseded, recorded_name, reason from training_mark where id = ${markIdOf(lessonId, workerId)}::uuid order by recorded desc`.execute(
    db,
  );
  const course = (await coursesOf(db, [of.versionId])).get(of.versionId ?? '');
  return {
    lesson: tellLesson(lesson, course),
    mark: mark ? tellMark(mark) : null,
    said: said.map((s) => ({
      says: s.says,
      missed: s.missed,
      how: s.how,
      at: s.at,
      received: s.recorded,
      clock: s.clock,
      behindMs: s.skewMs,
      by: s.givenName,
      reason: s.reason,
      undone: s.undone !== null,
      holds: mark?.sentId === s.id,
    })),
    versions: versions.map((v) => ({
      says: v.says,
      how: v.how,
      recorded: v.recorded,
      superseded: v.superseded === CURRENT ? null : v.superseded,
      by: v.recordedName,
      reason: v.reason,
    })),
  };
};

export const correct = async (
  call: Call,
  input: z.output<(typeof c.correctMark)['input']>,
): Promise<z.input<(typeof c.correctMark)['output']>> => {
  const { db, actor } = call;
  const { lesson, of } = await ownLesson(call, input.lessonId);
  const spans = await rollOf(db, [of.id], [input.workerId]);
  if (!spans.length) throw notFound();
  await lockRolls(db, [of.id]);
  const { now } = momentOf(call);
  const why = whyNotLessonMarked({ at: now, known: null }, lesson, of.state) ?? whyNotPerson(spans, lesson.day);
  if (why) throw markRefused({ why: why.zh, whyEn: why.en });
  const pair = { lessonId: lesson.id, classId: of.id, workerId: input.workerId };
  const had = markAt(await marksOf(db, [pair]), pair);
  if ((had?.recorded ?? null) !== input.seen)
    throw changed({
      by: '别人 / somebody',
      at: had ? `${new Date(Date.parse(had.recorded) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')}` : '…',
    });
  const missed = input.says === 'late' || input.says === 'leftEarly' ? input.missed : null;
  if ((had?.says ?? 'nothing') === input.says && (had?.missed ?? null) === missed) throw markUnchanged();
  await keepSaid(db, [
    {
      ...pair,
      id: newId(),
      says: input.says,
      missed,
      how: 'desk',
      deviceAt: now,
      at: now,
      behind: 0,
      clock: 'right',
      device: '',
      reason: input.reason,
      sourceRef: '',
      givenBy: actor.accountId,
      givenName: actor.name,
    },
  ]);
  await refold(db, [pair]);
  const mark = markAt(await marksOf(db, [pair]), pair);
  call.note({
    area: of.originCode,
    subject: { kind: 'worker', id: input.workerId },
    subjects: [{ kind: 'class', id: of.id }],
    details: { lesson: lesson.id, day: lesson.day, from: had?.says ?? 'nothing', to: input.says, reason: input.reason },
  });
  return { mark: mark ? tellMark(mark) : null };
};
