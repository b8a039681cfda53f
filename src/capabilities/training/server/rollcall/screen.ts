// The screen in the classroom 点名屏: opened for one lesson, it is given the key of that lesson's codes and shows them by itself, with a network or without.
import { sql } from 'kysely';
import type { z } from 'zod';
import { maskName } from '#capabilities/workers/rules.ts';
import { notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import type { Keys } from '#platform/server/keys.ts';
import { newId } from '#platform/server/newId.ts';
import type { Db } from '#platform/server/store.ts';
import type { openRoll, RollScreen, readRoll } from '../../contractRoll.ts';
import { markRefused, notYourRoll } from '../../contractRollProblems.ts';
import { callsRoll, instantOf, toText, whyNotLessonMarked } from '../../rules.ts';
import { classesNow, coursesOf, lessonsById, tellLesson } from './lessons.ts';
import { onRollOn, rollOf } from './roster.ts';
import { momentOf } from './sync.ts';

/** What a roll call's codes are made of: nobody without the server's secret can tell it from another's, and it opens nothing else. */
export const rollKey = (keys: Keys, rollId: string): Uint8Array => new Uint8Array(keys.hmac('training.roll', rollId));

export interface RollRow {
  readonly id: string;
  readonly lessonId: string;
  readonly classId: string;
  readonly lateAfter: number;
  readonly closed: string | null;
}
export const rollById = async (db: Db, id: string): Promise<RollRow | undefined> =>
  (await sql<RollRow>`select id, lesson_id, class_id, late_after, closed from training_roll where id = ${id}::uuid`.execute(db)).rows[0];

/** A lesson whose roll this account calls, or not found. */
export const ownLesson = async (call: Pick<Call, 'db' | 'actor' | 'today'>, lessonId: string) => {
  const lesson = (await lessonsById(call.db, [lessonId])).get(lessonId);
  const of = lesson && (await classesNow(call.db, [lesson.classId], call.today)).get(lesson.classId);
  if (!lesson || !of) throw notFound();
  if (!callsRoll(call.actor.grants, of)) throw notYourRoll();
  return { lesson, of };
};

export const open = async (call: Call, input: z.output<(typeof openRoll)['input']>): Promise<z.input<typeof RollScreen>> => {
  const { db, actor } = call;
  const { lesson, of } = await ownLesson(call, input.lessonId);
  const { now, shift } = momentOf(call);
  const why = whyNotLessonMarked({ at: now, known: null }, lesson, of.state);
  if (why) throw markRefused({ why: why.zh, whyEn: why.en });
  const end = instantOf(lesson.day, lesson.toMinute);
  if (now > end)
    throw markRefused({
      why: '这次课已经下课，不再扫码。请按名单点名，或者更正签到',
      whyEn: 'The lesson is over and no code is shown any more. Call the roll from the list, or correct marks',
    });
  await sql`select pg_advisory_xact_lock(hashtextextended(${`screen ${lesson.id}`}, 71))`.execute(db);
  const { rows } = await sql<{ id: string; lateAfter: number }>`select id, late_after from training_roll
    where lesson_id = ${lesson.id}::uuid and closed is null order by opened desc limit 1`.execute(db);
  const rollId = rows[0]?.id ?? newId();
  if (!rows[0])
    await sql`insert into training_roll (id, lesson_id, class_id, late_after, opened_by, opened_name)
      values (${rollId}::uuid, ${lesson.id}::uuid, ${of.id}::uuid, ${input.lateAfter}, ${actor.accountId}::uuid, ${actor.name})`.execute(
      db,
    );
  const course = (await coursesOf(db, [of.versionId])).get(of.versionId ?? '');
  call.note({ area: of.originCode, subject: { kind: 'class', id: of.id }, details: { lesson: lesson.id, day: lesson.day } });
  return {
    rollId,
    key: toText(rollKey(call.services.keys, rollId)),
    // codes count by the real clock: a demonstration day moves days, not seconds
    now: now - shift,
    until: end - shift,
    classTitle: of.title,
    lesson: tellLesson(lesson, course),
    lateAfter: rows[0]?.lateAfter ?? input.lateAfter,
  };
};

/** A roll this account may look at. */
const ownRoll = async (call: Call, rollId: string): Promise<RollRow & { readonly day: string; readonly originCode: string }> => {
  const roll = await rollById(call.db, rollId);
  if (!roll) throw notFound();
  const { lesson, of } = await ownLesson(call, roll.lessonId);
  return { ...roll, day: lesson.day, originCode: of.originCode };
};
export const seeRoll = async (call: Call, rollId: string): Promise<z.input<(typeof readRoll)['output']>> => {
  const roll = await ownRoll(call, rollId);
  const people = (await rollOf(call.db, [roll.classId])).filter((p) => onRollOn(p, roll.day));
  const { rows } = await sql<{ workerId: string; says: 'present' | 'late' | 'leftEarly' | 'absent' | 'excused'; at: string }>`
    select worker_id, says, at from training_mark where superseded = 'infinity' and lesson_id = ${roll.lessonId}::uuid`.execute(call.db);
  const marks = new Map(rows.map((r) => [r.workerId, r]));
  const { now, shift } = momentOf(call);
  const when = (workerId: string): string => marks.get(workerId)?.at ?? '';
  return {
    now: now - shift,
    closed: roll.closed !== null,
    expected: people.length,
    came: people.filter((p) => ['present', 'late', 'leftEarly'].includes(marks.get(p.workerId)?.says ?? '')).length,
    // a whole room reads along: the first character is enough to find oneself
    people: [...people]
      .sort((a, b) =>
        when(a.workerId) === when(b.workerId) ? (a.seat ?? 999) - (b.seat ?? 999) : when(a.workerId) < when(b.workerId) ? 1 : -1,
      )
      .map((p) => ({ seat: p.seat, name: maskName(p.name), says: marks.get(p.workerId)?.says ?? null })),
  };
};
export const shut = async (call: Call, rollId: string): Promise<Record<string, never>> => {
  const roll = await ownRoll(call, rollId);
  await sql`update training_roll set closed = coalesce(closed, clock_timestamp()) where id = ${rollId}::uuid`.execute(call.db);
  call.note({ area: roll.originCode, subject: { kind: 'class', id: roll.classId }, details: { lesson: roll.lessonId } });
  return {};
};
