// Remote classes with their lessons and how far everybody is, once all people are there. The worker whose account stands in the guide is in the one of her county: two
// lessons done, the third her turn.
import { sql } from 'kysely';
import { judge, leastSecondsOf, type Question } from '#capabilities/training/rulesRemote.ts';
import {
  ATTENDANCE_TABLES,
  ENROLMENT_TABLES,
  followLoaded,
  type LoadedEnrolment,
  type LoadedMark,
  type LoadedProgress,
  type LoadedUnit,
  loadClasses,
  loadEnrolments,
  loadMarks,
  loadProgress,
  loadTeachers,
  loadUnits,
  TRAINING_TABLES,
} from '#capabilities/training/server/service.ts';
import { inRecordedHistory } from '#platform/server/recordedHistory.ts';
import type { Db } from '#platform/server/store.ts';
import { addDays } from '#standards/calendar/calendar.ts';
import { idWithin } from '../ids.ts';
import { DEMO_COUNTY } from '../places.ts';
import { hashText, mix, Random } from '../random.ts';
import type { DemoUnit } from '../remoteLessons.ts';
import { DEMO_WORKER } from '../village.ts';
import { newWorld } from '../world.ts';
import { type Class, candidates, lessonsOf, classes as readClasses } from './classPeople.ts';
import type { WhichWorld } from './state.ts';
import { classOf } from './writeTraining.ts';

/** Trainees of a class, where so many are found. */
const MOST = 24;
const PASS = 60;
/** An evening of the class: seconds after half past seven. */
const evening = (day: string, seconds: number): string => new Date(Date.parse(`${day}T11:30:00Z`) + seconds * 1000).toISOString();

const unitsOf = (
  c: Class,
  registered: number,
  units: readonly DemoUnit[],
  lessons: readonly { readonly id: string }[],
): readonly LoadedUnit[] =>
  units.slice(0, lessons.length).map((u, i) => ({
    id: idWithin(registered, c.id, 2000 + i),
    versionId: idWithin(registered, c.id, 2100 + i),
    classId: c.id,
    lessonId: lessons[i]!.id,
    title: u.title,
    blocks: u.blocks,
    questions: u.questions,
    passMark: PASS,
    saved: new Date(registered + 7 * 86_400_000 + i * 60_000).toISOString(),
    published: u.state === 'draft' ? null : new Date(registered + 8 * 86_400_000 + i * 60_000).toISOString(),
  }));
const answersOf = (questions: readonly Question[], wrong: boolean): LoadedProgress['tries'][number]['answers'] =>
  Object.fromEntries(questions.map((q) => [q.id, q.options.filter((o) => o.right !== wrong).map((o) => o.id)]));
/** One lesson on an evening: read long enough, answered; one in five wrong at first and again a quarter of an hour later. */
const studied = (u: LoadedUnit, workerId: string, day: string, random: Random): LoadedProgress => {
  const began = random.int(0, 1200);
  const seconds = leastSecondsOf(u.blocks) + random.int(5, 90);
  const id = (tag: number): string => idWithin(Date.parse(evening(day, began)), u.id, mix(hashText(workerId), tag));
  const tryAt = (n: number, wrong: boolean, after: number): LoadedProgress['tries'][number] => {
    const answers = answersOf(u.questions, wrong);
    const { mark, passed } = judge(u.questions, answers, u.passMark);
    return { id: id(n), seed: random.int(1, 1e9), asked: evening(day, after), answered: evening(day, after + 45), answers, mark, passed };
  };
  const over = began + seconds + 10;
  const twice = random.chance(0.2);
  const tries = u.questions.length === 0 ? [] : twice ? [tryAt(1, true, over), tryAt(2, false, over + 900)] : [tryAt(1, false, over)];
  return {
    unitId: u.id,
    versionId: u.versionId,
    classId: u.classId,
    workerId,
    opened: evening(day, began),
    seconds,
    completed: tries.at(-1)?.answered ?? evening(day, over),
    tries,
  };
};

const enrolmentOf = (c: Class, workerId: string, n: number): LoadedEnrolment => {
  const askedOn = addDays(c.enrolling, (n % 9) + 1);
  const enrolledOn = addDays(c.opened!, -2);
  const recorded = (day: string): string => `${day}T0${2 + (n % 6)}:10:00Z`;
  const common = { way: n % 3 === 0 ? 'self' : 'list', askedOn, waitingNo: null, endedOn: null, reasonCode: '' } as const;
  return {
    id: idWithin(Date.parse(recorded(askedOn)), c.id, hashText(workerId)),
    classId: c.id,
    workerId,
    registered: recorded(askedOn),
    versions: [
      { ...common, state: 'applied', seat: null, enrolledOn: null, recorded: recorded(askedOn), superseded: recorded(enrolledOn) },
      { ...common, state: 'enrolled', seat: n + 1, enrolledOn, recorded: recorded(enrolledOn), superseded: null },
    ],
    deeds: [],
  };
};

/** In the caller's transaction, the owner's. Nothing where there are remote lessons already. */
export const writeRemote = async (db: Db, which: WhichWorld & { readonly day: string }): Promise<void> => {
  if ((await sql`select from training_unit limit 1`.execute(db)).rows.length) return;
  const { seed, day } = which;
  const { classes, teachers, units } = newWorld(which).remoteLessons();
  const random = new Random(mix(seed, 0x73747564), 6);
  await inRecordedHistory(db, [...TRAINING_TABLES, ...ENROLMENT_TABLES, ...ATTENDANCE_TABLES], async () => {
    await loadTeachers(
      db,
      teachers.map((t) => ({ ...t, recorded: new Date(t.recorded).toISOString() })),
    );
    await loadClasses(db, classes.map(classOf));
    const lessons = await lessonsOf(
      db,
      classes.map((c) => c.id),
    );
    const { rows: guide } = await sql`select from worker where id = ${DEMO_WORKER.id}::uuid`.execute(db);
    const [enrolments, progress, marks]: [LoadedEnrolment[], LoadedProgress[], LoadedMark[]] = [[], [], []];
    const all = (await readClasses(db, day)).filter((c) => classes.some((own) => own.id === c.id));
    for (const c of all) {
      const own = unitsOf(c, classes.find((x) => x.id === c.id)!.registered, units, lessons.get(c.id) ?? []);
      await loadUnits(db, own);
      const published = own.filter((u) => u.published !== null);
      const people = await unenrolled(db, await candidates(db, c, MOST * 2));
      const ids = people.filter((id) => id !== DEMO_WORKER.id && !enrolments.some((e) => e.workerId === id)).slice(0, MOST);
      if (guide.length > 0 && c.originCode.startsWith(DEMO_COUNTY)) ids.splice(0, 1, DEMO_WORKER.id);
      for (const [n, workerId] of ids.entries()) {
        random.restart(mix(hashText(c.id), hashText(workerId)), 10);
        enrolments.push(enrolmentOf(c, workerId, n));
        const done = workerId === DEMO_WORKER.id ? 2 : random.int(0, published.length);
        for (const [i, u] of published.slice(0, done).entries()) {
          // one an evening, from the first on
          const p = studied(u, workerId, addDays(c.opened!, i * 2), random);
          progress.push(p);
          const id = idWithin(Date.parse(p.completed!), u.id, mix(hashText(workerId), 99));
          marks.push({ id, classId: c.id, lessonId: u.lessonId, workerId, says: 'present', how: 'remote', at: p.completed! });
        }
        const next = published[done];
        // some have begun the next one and not finished
        if (next && workerId !== DEMO_WORKER.id && random.chance(0.5))
          progress.push({
            ...studied(next, workerId, addDays(c.opened!, done * 2), random),
            seconds: random.int(5, 25),
            completed: null,
            tries: [],
          });
      }
    }
    await loadEnrolments(db, enrolments);
    await loadProgress(db, progress);
    await loadMarks(db, marks);
    await followLoaded(
      db,
      enrolments.map((e) => e.workerId),
      day,
    );
  });
};
const unenrolled = async (db: Db, people: readonly { readonly workerId: string }[]): Promise<readonly string[]> => {
  const ids = people.map((p) => p.workerId);
  const { rows } = await sql<{
    workerId: string;
  }>`select distinct worker_id from training_enrolment where worker_id = any (${ids}::uuid[])`.execute(db);
  const busy = new Set(rows.map((r) => r.workerId));
  return ids.filter((id) => !busy.has(id));
};
