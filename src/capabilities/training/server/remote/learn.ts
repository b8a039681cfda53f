// The trainee's remote lessons. A trainee sees no class and no content of the register: what they study is read as the system before the transaction, for this one
// person and what is open to them. Right answers never leave here before a quiz is answered.
import { sql } from 'kysely';
import type { z } from 'zod';
import { notFound } from '#platform/problem.ts';
import type { Actor } from '#platform/server/actor.ts';
import { type Before, type Call, handleFile, type Route } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import type { Db } from '#platform/server/store.ts';
import * as c from '../../contractRemote.ts';
import { businessMoment } from '../../rules.ts';
import { asked, judge, nextTry, type Question, STUDY, type StudyClock, standingsOf, tick, type UnitStanding } from '../../rulesRemote.ts';
import { coursesOf } from '../rollcall/lessons.ts';
import { keepSaid, lockRolls, refold } from '../rollcall/marks.ts';

const WORKER = /^worker:([0-9a-f-]{36})$/;
const recordsOf = (actor: Actor): readonly string[] => actor.keys.flatMap((k) => WORKER.exec(k)?.[1] ?? []);
const ms = (instant: string): number => Date.parse(instant);
const iso = (at: number): string => new Date(at).toISOString();

/** One lesson of one trainee: the version they began with, else the one that is published. */
interface MyRow {
  readonly unitId: string;
  readonly lessonId: string;
  readonly classId: string;
  readonly classTitle: string;
  readonly school: string;
  readonly originCode: string;
  readonly classVersion: string | null;
  readonly workerId: string;
  readonly module: number;
  readonly hours: number;
  readonly versionId: string;
  readonly title: string;
  /** How many questions. */
  readonly quiz: number;
  readonly passMark: number;
  readonly leastSeconds: number;
  readonly seconds: number;
  readonly best: number | null;
  readonly tries: number;
  readonly opened: string | null;
  readonly completed: string | null;
  readonly answered: string | null;
  readonly standing: UnitStanding;
}
/** What there is to read and to answer, of one lesson: a list needs none of it. */
interface Content {
  readonly blocks: c.BlockIn[];
  readonly questions: Question[];
}
const contentOf = async (db: Db, versionId: string): Promise<Content> =>
  (await sql<Content>`select blocks, questions from training_unit_version where id = ${versionId}::uuid`.execute(db)).rows[0]!;
const mine = async (db: Db, records: readonly string[], today: string): Promise<readonly MyRow[]> => {
  const { rows } = await sql<Omit<MyRow, 'standing'>>`
    select u.id as unit_id, u.lesson_id, u.class_id, f.title as class_title, o.name as school, f.origin_code, f.version_id as class_version, e.worker_id, l.module,
      l.hours::float8 as hours, v.id as version_id, v.title, jsonb_array_length(v.questions) as quiz, v.pass_mark, v.least_seconds, coalesce(p.seconds, 0) as seconds, p.best,
      coalesce(p.tries, 0) as tries, p.opened, p.completed,
      (select max(t.answered) from training_quiz_try t where t.unit_id = u.id and t.worker_id = e.worker_id) as answered
    from training_enrolment_fact e
      join training_class_fact f on f.class_id = e.class_id and f.superseded = 'infinity' and f.mode = 'remote'
      join organisation_fact o on o.organisation_id = f.school_id and o.superseded = 'infinity'
      join training_unit u on u.class_id = e.class_id
      join training_lesson_fact l on l.lesson_id = u.lesson_id and l.superseded = 'infinity' and l.state = 'planned'
      left join training_unit_progress p on p.unit_id = u.id and p.worker_id = e.worker_id
      join training_unit_version v on v.unit_id = u.id and (v.id = p.version_id or (p.version_id is null and v.state = 'published'))
    where e.worker_id = any (${records}::uuid[]) and e.superseded = 'infinity' and e.state in ('enrolled', 'finished')
      and class_state(e.class_id, ${today}::date) in ('opened', 'teaching', 'finished')
    order by f.plan_from, e.class_id, l.day, l.from_minute, u.id`.execute(db);
  return [...Map.groupBy(rows, (r) => `${r.classId} ${r.workerId}`).values()].flatMap((own) => {
    const standings = standingsOf(own.map((r) => r.completed !== null));
    return own.map((r, i) => ({ ...r, standing: standings[i]! }));
  });
};

const studied = (
  r: Pick<MyRow, 'seconds' | 'leastSeconds' | 'quiz' | 'passMark' | 'tries' | 'best'>,
  done: boolean,
  answered: string | null,
  now: number,
): c.Studied => ({
  seconds: r.seconds,
  leastSeconds: r.leastSeconds,
  completed: done,
  quiz:
    r.quiz === 0
      ? null
      : {
          questions: r.quiz,
          passMark: r.passMark,
          tries: r.tries,
          best: r.best,
          next: done || answered === null ? null : nextTry(ms(answered), now),
        },
});

interface Found {
  readonly row: MyRow & Content;
  readonly now: number;
}
/** The lesson, where it is this trainee's and its turn has come. */
const find = async ({ services, actor }: Before, id: string): Promise<Found> => {
  const now = services.clock.now().getTime();
  const { rows, row, content } = await services.store.transact({ role: 'system', readOnly: true }, async (db) => {
    const all = await mine(db, recordsOf(actor), services.clock.today());
    const one = all.find((r) => r.unitId === id);
    return { rows: all, row: one, content: one && (await contentOf(db, one.versionId)) };
  });
  if (!row || !content) throw notFound();
  if (row.standing === 'locked') {
    const first = rows.find((r) => r.classId === row.classId && r.standing === 'open');
    throw c.notOpenYet({
      why: `一课一课学：先学完“${first?.title ?? ''}”，才能开这一课`,
      whyEn: `One after the other: finish “${first?.title ?? ''}” before this one`,
    });
  }
  return { row: { ...row, ...content }, now };
};
/** Nobody else writes how far this person is until the transaction ends. */
const lockStudy = async (db: Db, workerId: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`study ${workerId}`}, 82))`.execute(db);
};
interface Progress {
  readonly seconds: number;
  readonly best: number | null;
  readonly tries: number;
  readonly completed: string | null;
  readonly versionId: string;
}
const progressOf = async (db: Db, row: Pick<MyRow, 'unitId' | 'workerId'>): Promise<Progress | undefined> =>
  (
    await sql<Progress>`select seconds, best, tries, completed, version_id from training_unit_progress
      where unit_id = ${row.unitId}::uuid and worker_id = ${row.workerId}::uuid`.execute(db)
  ).rows[0];
const noted = (call: Call, row: MyRow, details: Record<string, unknown> = {}): void =>
  call.note({ area: row.originCode, subject: { kind: 'worker', id: row.workerId }, details: { unit: row.unitId, ...details } });

/** Done: kept, and said to the roll once, under an id that follows from lesson and person. */
const complete = async (call: Call, row: MyRow, now: number): Promise<void> => {
  const { db, actor } = call;
  await sql`update training_unit_progress set completed = ${iso(now)}::timestamptz where unit_id = ${row.unitId}::uuid and worker_id = ${row.workerId}::uuid
    and completed is null`.execute(db);
  const pair = { lessonId: row.lessonId, classId: row.classId, workerId: row.workerId };
  await lockRolls(db, [row.classId]);
  const at = businessMoment(now, call.today);
  await keepSaid(db, [
    {
      ...pair,
      id: newId(),
      says: 'present',
      missed: null,
      how: 'remote',
      deviceAt: at,
      at,
      behind: 0,
      clock: 'right',
      device: '',
      reason: '',
      sourceRef: '',
      givenBy: actor.accountId,
      givenName: '',
    },
  ]);
  await refold(db, [pair]);
};

const listMine = async ({ services, actor }: Before): Promise<z.input<(typeof c.listMyUnits)['output']>> => {
  const records = recordsOf(actor);
  const today = services.clock.today();
  return services.store.transact({ role: 'system', readOnly: true }, async (db) => {
    const rows = await mine(db, records, today);
    const courses = await coursesOf(
      db,
      rows.map((r) => r.classVersion),
    );
    const { rows: schooling } = await sql<{ title: string; school: string; state: string; since: string; toDay: string }>`
      select c.title, o.name as school, student_state(s.id, ${today}::date) as state, c.to_day,
        (select p.on_day from training_student_step p where p.student_id = s.id and p.superseded = 'infinity' and p.on_day <= ${today}::date order by p.number desc limit 1) as since
      from training_student s join training_cohort_fact c on c.cohort_id = s.cohort_id and c.superseded = 'infinity'
        join organisation_fact o on o.organisation_id = c.school_id and o.superseded = 'infinity'
      where s.worker_id = any (${records}::uuid[]) and student_state(s.id, ${today}::date) is not null order by c.from_day desc`.execute(
      db,
    );
    return {
      classes: [...Map.groupBy(rows, (r) => r.classId).values()].map((own) => ({
        id: own[0]!.classId,
        title: own[0]!.classTitle,
        school: own[0]!.school,
        done: own.filter((r) => r.standing === 'done').length,
        units: own.map((r) => ({
          id: r.unitId,
          title: r.title,
          moduleTitle: courses.get(r.classVersion ?? '')?.modules.find((m) => m.number === r.module)?.title ?? '',
          hours: r.hours,
          standing: r.standing,
          seconds: Math.min(r.seconds, r.leastSeconds),
          leastSeconds: r.leastSeconds,
          questions: r.quiz,
        })),
      })),
      schooling,
    };
  });
};

/** The clock's own transaction: a ping is no deed on record, so its request may not write. */
const ping = (
  { services, actor }: Before,
  { id, token }: z.output<(typeof c.pingUnit)['input']>,
): Promise<z.input<(typeof c.pingUnit)['output']>> => {
  const records = recordsOf(actor);
  return services.store.transact({ role: 'system' }, async (db) => {
    const { rows: found } = await sql<{
      workerId: string;
      seconds: number;
      leastSeconds: number;
    }>`select p.worker_id, p.seconds, v.least_seconds
      from training_unit_progress p join training_unit_version v on v.id = p.version_id where p.unit_id = ${id}::uuid and p.worker_id = any (${records}::uuid[])`.execute(
      db,
    );
    const own = found[0];
    if (!own) throw notFound();
    await lockStudy(db, own.workerId);
    const { rows } = await sql<{
      unitId: string;
      token: string;
      before: string | null;
      at: string;
    }>`select unit_id, token, before, at from training_study_clock
      where worker_id = ${own.workerId}::uuid`.execute(db);
    const clock: StudyClock | null = rows[0] ? { ...rows[0], at: ms(rows[0].at) } : null;
    const now = services.clock.now().getTime();
    const ticked = tick(clock, { unitId: id, token }, now);
    if (ticked.is !== 'counted') {
      const seconds = (await progressOf(db, { unitId: id, workerId: own.workerId }))?.seconds ?? 0;
      return {
        token: ticked.is === 'again' ? clock!.token : token,
        seconds,
        leastSeconds: own.leastSeconds,
        elsewhere: ticked.is === 'elsewhere',
      };
    }
    const next = newId();
    await sql`update training_study_clock set token = ${next}::uuid, before = ${token}::uuid, at = ${iso(ticked.at)}::timestamptz
      where worker_id = ${own.workerId}::uuid`.execute(db);
    const { rows: after } = await sql<{ seconds: number }>`update training_unit_progress set seconds = seconds + ${ticked.seconds}
      where unit_id = ${id}::uuid and worker_id = ${own.workerId}::uuid returning seconds`.execute(db);
    return { token: next, seconds: after[0]!.seconds, leastSeconds: own.leastSeconds, elsewhere: false };
  });
};

const open = async (call: Call, { row, now }: Found): Promise<z.input<(typeof c.openUnit)['output']>> => {
  const { db } = call;
  await lockStudy(db, row.workerId);
  noted(call, row);
  await sql`insert into training_unit_progress (unit_id, worker_id, class_id, version_id, opened)
    values (${row.unitId}::uuid, ${row.workerId}::uuid, ${row.classId}::uuid, ${row.versionId}::uuid, ${iso(now)}::timestamptz) on conflict do nothing`.execute(
    db,
  );
  const token = newId();
  // whoever opens takes the clock over: from here it begins anew, and what another device still sends is worth nothing
  await sql`insert into training_study_clock (worker_id, class_id, unit_id, token, before, at)
    values (${row.workerId}::uuid, ${row.classId}::uuid, ${row.unitId}::uuid, ${token}::uuid, null, ${iso(now)}::timestamptz)
    on conflict (worker_id) do update set class_id = excluded.class_id, unit_id = excluded.unit_id, token = excluded.token, before = null,
      at = greatest(training_study_clock.at, excluded.at)`.execute(db);
  return {
    ...studied(row, row.completed !== null, row.answered, now),
    id: row.unitId,
    classTitle: row.classTitle,
    title: row.title,
    hours: row.hours,
    blocks: row.blocks,
    token,
    pingSeconds: STUDY.pingSeconds,
    now,
  };
};

/** How far it stands now, under the lock; refuses whoever has not read long enough. */
const readEnough = async (call: Call, row: MyRow): Promise<Progress> => {
  await lockStudy(call.db, row.workerId);
  const progress = await progressOf(call.db, row);
  const seconds = progress?.seconds ?? 0;
  if (!progress || (progress.completed === null && seconds < row.leastSeconds)) throw c.tooFast({ seconds, least: row.leastSeconds });
  return progress;
};
const finish = async (call: Call, { row, now }: Found): Promise<c.Studied> => {
  noted(call, row);
  const progress = await readEnough(call, row);
  if (row.questions.length > 0 && progress.completed === null) throw c.quizFirst({ count: row.questions.length, pass: row.passMark });
  if (progress.completed === null) await complete(call, row, now);
  return studied({ ...row, ...progress }, true, row.answered, now);
};

interface Try {
  readonly id: string;
  readonly number: number;
  readonly seed: number;
  readonly answered: string | null;
  readonly mark: number | null;
  readonly passed: boolean | null;
}
const start = async (call: Call, { row, now }: Found): Promise<c.Quiz> => {
  const { db } = call;
  noted(call, row);
  await readEnough(call, row);
  if (row.questions.length === 0) throw c.noQuiz();
  const { rows } = await sql<Try>`select id, number, seed, answered, mark, passed from training_quiz_try where unit_id = ${row.unitId}::uuid
    and worker_id = ${row.workerId}::uuid order by number desc limit 1`.execute(db);
  const last = rows[0];
  const wait = last?.answered ? nextTry(ms(last.answered), now) : null;
  if (wait !== null && last?.passed !== true) throw c.quizTooSoon({ minutes: Math.max(1, Math.ceil((wait - now) / 60_000)) });
  const tell = (t: Pick<Try, 'id' | 'number' | 'seed'>): c.Quiz => ({
    tryId: t.id,
    number: t.number,
    passMark: row.passMark,
    questions: asked(row.questions, t.seed).map((q) => ({ ...q, options: q.options.map((o) => ({ ...o })) })),
  });
  // one that was begun is given again: nobody looks at tries until an easy order comes
  if (last && last.answered === null) return tell(last);
  const made = { id: newId(), number: (last?.number ?? 0) + 1, seed: crypto.getRandomValues(new Int32Array(1))[0]! };
  await sql`insert into training_quiz_try (id, unit_id, worker_id, class_id, version_id, number, seed, asked) values (${made.id}::uuid, ${row.unitId}::uuid,
    ${row.workerId}::uuid, ${row.classId}::uuid, ${row.versionId}::uuid, ${made.number}, ${made.seed}, ${iso(now)}::timestamptz)`.execute(
    db,
  );
  return tell(made);
};

type AnswerIn = z.output<(typeof c.answerQuiz)['input']>;
const findTry = async (before: Before, { tryId }: AnswerIn): Promise<Found> => {
  const { rows } = await before.services.store.transact({ role: 'system', readOnly: true }, (db) =>
    sql<{
      unitId: string;
    }>`select unit_id from training_quiz_try where id = ${tryId}::uuid and worker_id = any (${recordsOf(before.actor)}::uuid[])`.execute(
      db,
    ),
  );
  if (!rows[0]) throw notFound();
  return find(before, rows[0].unitId);
};
const answer = async (call: Call, { tryId, answers }: AnswerIn, { row, now }: Found): Promise<c.Answered> => {
  const { db } = call;
  await lockStudy(db, row.workerId);
  const { rows } = await sql<Try>`select id, number, seed, answered, mark, passed from training_quiz_try where id = ${tryId}::uuid`.execute(
    db,
  );
  const one = rows[0];
  if (!one) throw notFound();
  const chosen = Object.fromEntries(answers.map((a) => [a.id, a.options]));
  const result = judge(row.questions, chosen, row.passMark);
  if (one.answered === null) {
    await sql`update training_quiz_try set answered = ${iso(now)}::timestamptz, answers = ${JSON.stringify(chosen)}::jsonb, mark = ${result.mark}, passed = ${result.passed}
      where id = ${tryId}::uuid`.execute(db);
    await sql`update training_unit_progress set tries = tries + 1, best = greatest(coalesce(best, 0), ${result.mark})
      where unit_id = ${row.unitId}::uuid and worker_id = ${row.workerId}::uuid`.execute(db);
    if (result.passed) await complete(call, row, now);
  }
  // sent again it is what was judged the first time
  const mark = one.mark ?? result.mark;
  const progress = (await progressOf(db, row))!;
  noted(call, row, { number: one.number, mark });
  return {
    ...studied({ ...row, ...progress }, progress.completed !== null, one.answered ?? iso(now), now),
    mark,
    passed: one.passed ?? result.passed,
    right: Math.round((mark * row.questions.length) / 100),
    of: row.questions.length,
  };
};

export const learnRoutes: readonly Route[] = [
  handleFile(c.listMyUnits, listMine, async (_call, _input, told) => told),
  handleFile(
    c.openUnit,
    (before, { id }) => find(before, id),
    (call, _input, found) => open(call, found),
  ),
  handleFile(c.pingUnit, ping, async (_call, _input, told) => told),
  handleFile(
    c.finishUnit,
    (before, { id }) => find(before, id),
    (call, _input, found) => finish(call, found),
  ),
  handleFile(
    c.startQuiz,
    (before, { id }) => find(before, id),
    (call, _input, found) => start(call, found),
  ),
  handleFile(c.answerQuiz, findTry, answer),
];
