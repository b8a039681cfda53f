// Cohorts of schooling with their students, once all people are there: young people of the origin who are in no class and whose life knows no work, so that neither
// the article's classes nor its people change. What the ledger of work has of their internships is written as it would follow them (employment/server/internships.ts).
import { sql } from 'kysely';
import { settleLedger } from '#capabilities/employment/server/service.ts';
import { projectOf } from '#capabilities/training/rules.ts';
import {
  ATTENDANCE_TABLES,
  ENROLMENT_TABLES,
  followLoaded,
  type LoadedBook,
  type LoadedEnrolment,
  type LoadedStudent,
  loadBooks,
  loadClasses,
  loadCohorts,
  loadEnrolments,
  loadStudents,
  loadTeachers,
  SCHOOLING_TABLES,
  TRAINING_TABLES,
} from '#capabilities/training/server/service.ts';
import { insertMany } from '#platform/server/bulkWrite.ts';
import { inRecordedHistory } from '#platform/server/recordedHistory.ts';
import type { Db } from '#platform/server/store.ts';
import { addDays } from '#standards/calendar/calendar.ts';
import { idWithin } from '../ids.ts';
import { hashText, mix, Random } from '../random.ts';
import type { CohortStory, DemoCohort } from '../schooling.ts';
import { DEMO_WORKER } from '../village.ts';
import { newWorld } from '../world.ts';
import { lessonsOf } from './classPeople.ts';
import type { WhichWorld } from './state.ts';
import { classOf } from './writeTraining.ts';

/** Students of a cohort, where so many are found. */
const MOST = 30;
const iso = (ms: number): string => new Date(ms).toISOString();

/** At home there, of an age to be taught since `day`, in no class, never at work; in an order of chance of the cohort's own. */
const youngPeople = async (db: Db, c: DemoCohort, day: string, but: ReadonlySet<string>): Promise<readonly string[]> => {
  const stem = c.originCode.replace(/(00)+$/, '');
  const [from, to] = [stem.padEnd(12, '0'), stem.padEnd(12, '9')];
  const { rows } = await sql<{ workerId: string }>`
    select n.worker_id from worker_now n join worker w on w.id = n.worker_id
    where n.home >= ${from} and n.home <= ${to} and n.died_on is null and not n.shadowed and n.records = 1 and n.ability not in ('lost', 'none')
      and n.birthday <= ${day}::date - interval '16 years' and n.birthday > ${day}::date - interval '26 years' and w.registered < '2022-09-01'
      and not (n.worker_id = any (${[...but]}::uuid[]))
      and not exists (select from spell s where s.worker_id = n.worker_id)
      and not exists (select from training_enrolment e where e.worker_id = n.worker_id)
      and not exists (select from home_period h where h.worker_id = n.worker_id and h.superseded = 'infinity' and not starts_with(h.code, ${stem}))
    order by md5(n.worker_id::text || ${c.id}) limit ${MOST * 4}`.execute(db);
  return rows.map((r) => r.workerId);
};

type Step = readonly [
  step: LoadedStudent['steps'][number]['step'],
  onDay: string,
  reason?: string,
  more?: { until?: string; other?: string },
];
interface Life {
  readonly steps: readonly Step[];
  readonly internship: readonly [from: string, to: string | null] | null;
  /** What became of them in the term's class; null: not taken into it. */
  readonly term: 'enrolled' | 'finished' | 'failed' | null;
}
/** What became of the `n`-th student of a cohort: a few of every kind, most stay to the end. */
const LIVES: Readonly<Record<CohortStory, (n: number) => Life>> = {
  first: () => ({ steps: [['enter', '2022-10-10']], internship: null, term: 'enrolled' }),
  second: (n) => {
    const enter: Step = ['enter', '2021-09-06'];
    switch (n % 10) {
      case 1:
        return { steps: [enter], internship: ['2022-09-12', null], term: null };
      case 2:
        return {
          steps: [['transferIn', '2022-03-01', '随父母搬家', { other: '河池职业技术学校（示例）' }]],
          internship: null,
          term: 'enrolled',
        };
      case 4:
        return { steps: [enter, ['suspend', '2022-09-05', '生病休养', { until: '2023-09-01' }]], internship: null, term: null };
      case 6:
        return { steps: [enter, ['withdraw', '2022-06-30', '家里有事，不再上学']], internship: null, term: null };
      case 8:
        return {
          steps: [enter, ['suspend', '2022-03-01', '照顾家人', { until: '2022-09-01' }], ['resume', '2022-09-05']],
          internship: null,
          term: 'enrolled',
        };
      default:
        return { steps: [enter], internship: null, term: 'enrolled' };
    }
  },
  third: (n) => {
    const enter: Step = ['enter', '2020-10-12'];
    switch (n % 10) {
      case 3:
        return { steps: [enter, ['suspend', '2022-03-07', '生病住院', { until: '2023-03-01' }]], internship: null, term: 'finished' };
      case 5:
        return {
          steps: [enter, ['suspend', '2021-03-01', '照顾家人', { until: '2021-09-01' }], ['resume', '2021-09-06']],
          internship: ['2022-03-07', null],
          term: 'finished',
        };
      case 7:
        return { steps: [enter, ['withdraw', '2021-06-18', '不想再读']], internship: null, term: 'finished' };
      case 8:
        return {
          steps: [enter, ['transferOut', '2021-09-01', '改学护理', { other: '贵阳护理职业学校（示例）' }]],
          internship: null,
          term: 'finished',
        };
      default:
        return { steps: [enter], internship: ['2022-03-07', n % 4 === 0 ? '2022-08-26' : null], term: 'finished' };
    }
  },
  over: (n) => {
    const enter: Step = ['enter', '2019-09-02'];
    const internship = ['2021-09-06', '2022-06-24'] as const;
    switch (n % 10) {
      case 3:
        return { steps: [enter, ['withdraw', '2020-06-19', '家里有事，不再上学']], internship: null, term: null };
      case 5:
        return {
          steps: [
            enter,
            ['suspend', '2020-03-02', '生病休养', { until: '2020-09-01' }],
            ['resume', '2020-09-07'],
            ['graduate', '2022-07-08'],
          ],
          internship,
          term: 'finished',
        };
      case 7:
        return { steps: [enter, ['complete', '2022-07-08', '一门课没有及格']], internship, term: 'failed' };
      case 9:
        return { steps: [enter, ['leave', '2022-01-14', '提前就业']], internship: ['2021-09-06', '2022-01-14'], term: 'finished' };
      default:
        return { steps: [enter, ['graduate', '2022-07-08']], internship, term: 'finished' };
    }
  },
};

interface Told {
  readonly student: LoadedStudent;
  readonly enrolment: LoadedEnrolment | null;
}
const tell = (c: DemoCohort, workerId: string, n: number, random: Random, opened: string, over: string | null): Told => {
  random.restart(mix(hashText(c.id), hashText(workerId)), 7);
  const life = LIVES[c.story](n);
  const handedOver = c.recorded + 1_800_000 + n * 1000;
  // known on its day; what came before the cohort was handed over, with it
  const known = (day: string, later: number): string => iso(Math.max(handedOver, Date.parse(`${day}T05:00:00Z`)) + later);
  const id = idWithin(c.recorded, c.id, hashText(workerId));
  const student: LoadedStudent = {
    id,
    cohortId: c.id,
    workerId,
    steps: life.steps.map(([step, onDay, reason = '', more = {}], i) => ({
      step,
      onDay,
      untilDay: more.until ?? null,
      otherWords: more.other ?? '',
      diploma: step === 'graduate' || step === 'complete' ? `SHILI-${onDay.slice(0, 4)}-${String(random.int(10_000, 99_999))}` : '',
      reason,
      recorded: known(onDay, i),
    })),
    internships: life.internship
      ? [
          {
            id: idWithin(c.recorded, id, 51),
            organisationId: c.employer.id,
            place: c.employer.area,
            occupation: c.occupation,
            post: `${c.post}（示例）`,
            fromDay: life.internship[0],
            toDay: life.internship[1],
            agreedOn: addDays(life.internship[0], -random.int(3, 14)),
            payMonth: random.int(18, 32) * 100,
            recorded: known(life.internship[1] ?? life.internship[0], 100),
          },
        ]
      : [],
  };
  const term = c.terms.find((t) => t.classId !== null)!;
  if (life.term === null) return { student, enrolment: null };
  const recorded = known(opened, 200);
  return {
    student,
    enrolment: {
      id: idWithin(c.recorded, term.classId!, hashText(workerId)),
      classId: term.classId!,
      workerId,
      registered: recorded,
      versions: [
        {
          way: 'office',
          state: life.term,
          askedOn: opened,
          waitingNo: null,
          seat: n + 1,
          enrolledOn: opened,
          endedOn: life.term === 'enrolled' ? null : over,
          reasonCode: life.term === 'failed' ? 'marks' : '',
          recorded,
          superseded: null,
        },
      ],
      deeds: [],
    },
  };
};

/** As `followInternships` would write them, known since the internship is. */
const writeSpells = async (
  db: Db,
  cohorts: ReadonlyMap<string, DemoCohort>,
  students: readonly LoadedStudent[],
  day: string,
): Promise<void> => {
  const interns = students.flatMap((s) => s.internships.map((i) => ({ ...i, workerId: s.workerId, cohort: cohorts.get(s.cohortId)! })));
  await inRecordedHistory(db, ['spell'], () =>
    insertMany(
      db,
      {
        table: 'spell',
        columns: {
          id: 'uuid',
          worker_id: 'uuid',
          kind: 'text',
          organisation_id: 'uuid',
          employer_words: 'text',
          occupation: 'text',
          post_words: 'text',
          industry: 'text',
          place: 'text',
          start: 'date',
          ended: 'date',
          leave_reason: 'text',
          pay_month: 'int4',
          programme: 'text',
          source: 'text',
          source_ref: 'text',
          recorded: 'timestamptz',
          superseded: 'timestamptz',
        },
      },
      interns.map((i) => [
        i.id,
        i.workerId,
        'internship',
        i.organisationId,
        i.cohort.employer.name,
        i.occupation,
        i.post,
        i.cohort.employer.industry,
        i.place,
        i.fromDay,
        i.toDay,
        i.toDay === null ? '' : 'postEnd',
        i.payMonth,
        (projectOf as (p: string) => string)(i.cohort.programme),
        'school',
        `internship:${i.id}`,
        i.recorded,
        'infinity',
      ]),
    ),
  );
  await settleLedger(db, { workerIds: interns.map((i) => i.workerId), spellIds: interns.map((i) => i.id), today: day });
};

/** In the caller's transaction, the owner's. Nothing where there are cohorts already. */
export const writeSchooling = async (db: Db, which: WhichWorld & { readonly day: string }): Promise<void> => {
  if ((await sql`select from training_cohort limit 1`.execute(db)).rows.length) return;
  const { seed, day } = which;
  const { cohorts, classes, teachers } = newWorld(which).schooling();
  const byClass = new Map(classes.map((c) => [c.id, c]));
  const random = new Random(mix(seed, 0x73747564), 5);
  await inRecordedHistory(db, [...TRAINING_TABLES, ...SCHOOLING_TABLES, ...ENROLMENT_TABLES, ...ATTENDANCE_TABLES], async () => {
    await loadTeachers(
      db,
      teachers.map((t) => ({ ...t, recorded: iso(t.recorded) })),
    );
    await loadClasses(db, classes.map(classOf));
    await loadCohorts(
      db,
      cohorts.map((c) => ({ ...c, note: '示例', recorded: iso(c.recorded) })),
    );
    const taken = new Set<string>([DEMO_WORKER.id]);
    const told: Told[] = [];
    for (const [i, c] of cohorts.entries()) {
      const held = byClass.get(c.terms.find((t) => t.classId !== null)!.classId!)!;
      const opened = held.versions[0]!.planFrom;
      const over = held.steps.find((s) => s.state === 'finished')?.onDay ?? null;
      const found = await youngPeople(db, c, opened, taken);
      // those that are still to come want people of the same origin too
      const among = cohorts.slice(i).filter((x) => x.originCode === c.originCode).length;
      for (const [n, workerId] of found.slice(0, Math.min(MOST, Math.ceil(found.length / among))).entries()) {
        taken.add(workerId);
        told.push(tell(c, workerId, n, random, opened, over));
      }
    }
    const enrolments = told.flatMap((t) => t.enrolment ?? []);
    await loadEnrolments(db, enrolments);
    await loadBooks(db, await booksOf(db, enrolments, random, day));
    const students = told.map((t) => t.student);
    await loadStudents(db, students);
    await writeSpells(db, new Map(cohorts.map((c) => [c.id, c])), students, day);
    await followLoaded(
      db,
      enrolments.map((e) => e.workerId),
      day,
    );
  });
};
const booksOf = async (db: Db, enrolments: readonly LoadedEnrolment[], random: Random, day: string): Promise<readonly LoadedBook[]> => {
  const lessons = await lessonsOf(db, [...new Set(enrolments.map((e) => e.classId))]);
  return enrolments.flatMap((e): LoadedBook[] => {
    random.restart(mix(hashText(e.classId), hashText(e.workerId)), 9);
    const { endedOn, recorded } = e.versions[0]!;
    const marks = (lessons.get(e.classId) ?? [])
      .filter((l) => l.day < day)
      .map(({ id: lessonId }) => ({
        lessonId,
        says: random.chance(0.95) ? ('present' as const) : random.pick(['late', 'absent', 'excused'] as const),
      }));
    return marks.length
      ? [{ classId: e.classId, workerId: e.workerId, marks, recorded: endedOn === null ? `${addDays(day, -1)}T09:30:00Z` : recorded }]
      : [];
  });
};
