// The trainee's own phone: lessons of some days, and signing in by the code of the screen. A trainee sees no class and no timetable of the register; what the
// scan needs of them is read before the transaction, as the system, for this one person and this one lesson.
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Problem } from '#platform/problem.ts';
import type { Actor } from '#platform/server/actor.ts';
import { type Before, handleFile, type Route } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import type { Db } from '#platform/server/store.ts';
import { addDays } from '#standards/calendar/calendar.ts';
import * as p from '../../contractRoll.ts';
import { codeAhead, codeOld, codeTries, codeUnread, codeWrong, markRefused, noTrainee, rollClosed } from '../../contractRollProblems.ts';
import {
  businessMoment,
  type CodeVerdict,
  codeOpen,
  judgeDigits,
  judgeToken,
  lateOf,
  readToken,
  TRIES_MOST,
  TRIES_MS,
  whyNotLessonMarked,
  whyNotPerson,
} from '../../rules.ts';
import { type ClassNow, classesNow, coursesOf, type LessonRow, lessonsById, lessonsOfDays, tellLesson } from './lessons.ts';
import { keepSaid, lockRolls, markAt, marksOf, refold } from './marks.ts';
import { onRollOn, rollOf } from './roster.ts';
import { type RollRow, rollById, rollKey } from './screen.ts';

const WORKER = /^worker:([0-9a-f-]{36})$/;
const recordsOf = (actor: Actor): readonly string[] => actor.keys.flatMap((k) => WORKER.exec(k)?.[1] ?? []);
const DAYS = { before: 1, after: 7 } as const;

const openRolls = async (db: Db, lessonIds: readonly string[]): Promise<ReadonlyMap<string, RollRow>> => {
  const { rows } = await sql<RollRow>`select distinct on (lesson_id) id, lesson_id, class_id, late_after, closed from training_roll
    where lesson_id = any (${lessonIds}::uuid[]) and closed is null order by lesson_id, opened desc`.execute(db);
  return new Map(rows.map((r) => [r.lessonId, r]));
};

const mine = async ({ services, actor }: Before): Promise<z.input<(typeof p.listMyLessons)['output']>> => {
  const today = services.clock.today();
  const now = businessMoment(services.clock.now().getTime(), today);
  const records = recordsOf(actor);
  return services.store.transact({ role: 'system', readOnly: true }, async (db) => {
    const { rows: enrolled } = await sql<{ classId: string }>`select distinct class_id from training_enrolment_fact
      where worker_id = any (${records}::uuid[]) and superseded = 'infinity' and enrolled_on is not null`.execute(db);
    const classIds = enrolled.map((e) => e.classId);
    const roll = (await rollOf(db, classIds, records)).filter((r) => records.includes(r.workerId));
    const classes = await classesNow(db, classIds, today);
    const lessons = (await lessonsOfDays(db, classIds, addDays(today, -DAYS.before), addDays(today, DAYS.after))).filter((l) =>
      roll.some((r) => r.classId === l.classId && onRollOn(r, l.day)),
    );
    const courses = await coursesOf(
      db,
      [...classes.values()].map((c) => c.versionId),
    );
    const rolls = await openRolls(
      db,
      lessons.map((l) => l.id),
    );
    const { rows: teachers } = await sql<{ id: string; name: string }>`select id, name from training_teacher
      where superseded = 'infinity' and id = any (${lessons.flatMap((l) => l.teacherId ?? [])}::uuid[])`.execute(db);
    const pairs = lessons.flatMap((l) => records.map((workerId) => ({ lessonId: l.id, classId: l.classId, workerId })));
    const marks = await marksOf(db, pairs);
    return {
      now,
      today,
      items: lessons.map((l) => {
        const of = classes.get(l.classId)!;
        const mark = records.map((workerId) => markAt(marks, { lessonId: l.id, workerId })).find((m) => m !== undefined);
        return {
          lesson: tellLesson(l, courses.get(of.versionId ?? '')),
          classTitle: of.title,
          school: of.school,
          address: of.address,
          teacher: teachers.find((t) => t.id === l.teacherId)?.name ?? '',
          open: rolls.has(l.id) && codeOpen(l, now),
          says: mark?.says ?? null,
          missed: mark?.missed ?? null,
        };
      }),
    };
  });
};

type ScanIn = z.output<(typeof p.scanCode)['input']>;
interface Plan {
  readonly lesson: LessonRow;
  readonly of: ClassNow;
  readonly told: z.input<typeof p.RollLesson>;
  readonly workerId: string;
  readonly roll: RollRow;
  /** Milliseconds of the business clock. */
  readonly now: number;
  readonly fault: Exclude<CodeVerdict['is'], 'good'> | null;
  readonly shownAt: number;
}
const clock = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(11, 19);

/** Reads the code and finds whom it signs in where; what is no code, or of no roll call of theirs, is refused here. */
const planOf = async ({ services, actor }: Before, input: ScanIn): Promise<Plan> => {
  const real = services.clock.now().getTime();
  const today = services.clock.today();
  const now = businessMoment(real, today);
  const records = recordsOf(actor);
  if (!records.length) throw noTrainee();
  const token = input.token === undefined ? undefined : readToken(input.token);
  if (!token && (input.digits === undefined || input.lessonId === undefined)) throw codeUnread();
  return services.store.transact({ role: 'system', readOnly: true }, async (db) => {
    const roll = token ? await rollById(db, token.rollId) : (await openRolls(db, [input.lessonId!])).get(input.lessonId!);
    const lesson = roll && (await lessonsById(db, [roll.lessonId])).get(roll.lessonId);
    const of = lesson && (await classesNow(db, [lesson.classId], today)).get(lesson.classId);
    if (!roll || !lesson || !of) throw token ? codeUnread() : rollClosed();
    const spans = await rollOf(db, [of.id], records);
    const why = whyNotPerson(spans, lesson.day) ?? whyNotLessonMarked({ at: now, known: null }, lesson, of.state);
    if (why) throw markRefused({ why: why.zh, whyEn: why.en });
    const key = rollKey(services.keys, roll.id);
    const verdict = token ? judgeToken(key, token, real) : judgeDigits(key, input.digits!, real);
    if (verdict.is === 'good' && (roll.closed !== null || !codeOpen(lesson, now))) throw rollClosed();
    const course = (await coursesOf(db, [of.versionId])).get(of.versionId ?? '');
    return {
      lesson,
      of,
      told: tellLesson(lesson, course),
      workerId: spans.find((s) => onRollOn(s, lesson.day))!.workerId,
      roll,
      now,
      fault: verdict.is === 'good' ? null : verdict.is,
      shownAt: verdict.is === 'old' || verdict.is === 'ahead' ? verdict.shownAt : 0,
    };
  });
};

export const scanRoutes: readonly Route[] = [
  handleFile(p.listMyLessons, mine, async (_call, _input, told) => told),
  handleFile(p.scanCode, planOf, async (call, input, plan): Promise<z.input<(typeof p.scanCode)['output']>> => {
    const { db, actor } = call;
    const { lesson, of, workerId } = plan;
    const pair = { lessonId: lesson.id, classId: of.id, workerId };
    call.note({ area: of.originCode, subject: { kind: 'worker', id: workerId }, details: { lesson: lesson.id, day: lesson.day } });
    // many guesses at one moment are counted one after the other
    await sql`select pg_advisory_xact_lock(hashtextextended(${`code of ${workerId}`}, 71))`.execute(db);
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from training_code_refused
      where worker_id = ${workerId}::uuid and at > ${new Date(call.services.clock.now().getTime() - TRIES_MS).toISOString()}::timestamptz and why = 'wrong'`.execute(
      db,
    );
    const wrong = rows[0]!.n;
    if (wrong >= TRIES_MOST) throw codeTries();
    if (plan.fault) {
      await sql`insert into training_code_refused (id, lesson_id, class_id, worker_id, why, device, at)
        values (${newId()}::uuid, ${lesson.id}::uuid, ${of.id}::uuid, ${workerId}::uuid, ${plan.fault}, ${input.device}, ${call.services.clock.now().toISOString()}::timestamptz)`.execute(
        db,
      );
      throw refusalOf(plan, call.services.clock.now().getTime(), TRIES_MOST - wrong - 1);
    }
    await lockRolls(db, [of.id]);
    const before = markAt(await marksOf(db, [pair]), pair);
    const { says, missed } = lateOf(plan.now, lesson, plan.roll.lateAfter);
    const fresh = await keepSaid(db, [
      {
        ...pair,
        id: input.id,
        says,
        missed,
        how: 'code',
        deviceAt: plan.now,
        at: plan.now,
        behind: 0,
        clock: 'right',
        device: input.device,
        reason: '',
        sourceRef: '',
        givenBy: actor.accountId,
        givenName: '',
      },
    ]);
    if (!fresh.has(input.id)) {
      // sent twice it is one; an id that means another mark, perhaps somebody else's, signs nobody in
      const { rows: said } = await sql<{ id: string }>`select id from training_mark_sent
        where id = ${input.id}::uuid and lesson_id = ${lesson.id}::uuid and worker_id = ${workerId}::uuid`.execute(db);
      if (said.length === 0) throw codeUnread();
    }
    await refold(db, [pair]);
    const mark = markAt(await marksOf(db, [pair]), pair)!;
    return {
      classTitle: of.title,
      lesson: plan.told,
      says: mark.says,
      missed: mark.missed,
      again: before !== undefined && before.says !== 'absent',
    };
  }),
];

/** Kept: the refused code is counted although nothing else is written. */
const refusalOf = (plan: Plan, real: number, left: number): Problem => {
  if (plan.fault === 'old') return codeOld.kept({ shown: clock(plan.shownAt), now: clock(real) });
  if (plan.fault === 'ahead') return codeAhead.kept();
  return left <= 0 ? codeTries.kept() : codeWrong.kept({ left });
};
