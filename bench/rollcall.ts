// Roll call: marks a second over many phones, and the page of a class with 60 people and 120 lessons, every answer beside a fold in memory that shares no code
// with the product.
import { randomUUID } from 'node:crypto';
import { signedInAs } from '#capabilities/access/testing/people.ts';
import { type MarkSent, readAttendance, syncMarks } from '#capabilities/training/contractRoll.ts';
import { type MadeClass, madeClass } from '#capabilities/training/testing/roll.ts';
import { buildHttp } from '#platform/server/http.ts';
import { testClock, testServices } from '#platform/testing/testServices.ts';
import { actorFor, authenticator, constraints, routes } from '../src/composition.ts';
import { type Bench, type Run, timedAsync } from './support/bench.ts';
import { type BenchDatabase, DATABASE_OPTIONS, onDatabases } from './support/databases.ts';
import { mulberry32 } from './support/random.ts';

const PEOPLE = 60;
const LESSONS = 120;
const FIRST = '2026-03-02';
const NOW = Date.parse('2026-12-01T20:00:00+08:00');
const SAYS = ['present', 'present', 'present', 'present', 'present', 'late', 'absent', 'excused', 'leftEarly'] as const;
const LETTER = { present: 'p', late: 'l', leftEarly: 'e', absent: 'a', excused: 'x' } as const;
type Said = (typeof SAYS)[number];
const startOf = (day: string): number => Date.parse(`${day}T09:00:00+08:00`);

/** The last word about each, and hours: written anew, from the sentences of the README. */
class Oracle {
  readonly last = new Map<string, { at: number; says: Said }>();
  say(lessonId: string, workerId: string, at: number, says: Said): void {
    const key = `${lessonId} ${workerId}`;
    const had = this.last.get(key);
    if (!had || had.at < at) this.last.set(key, { at, says });
  }
  row(of: MadeClass, workerId: string): { readonly marks: string; readonly attended: number } {
    let marks = '';
    let attended = 0;
    for (const lesson of of.lessons) {
      const found = this.last.get(`${lesson.id} ${workerId}`);
      marks += found ? LETTER[found.says] : '.';
      if (found && found.says !== 'absent' && found.says !== 'excused') attended += 3;
    }
    return { marks, attended };
  }
}

const measure = async (run: Run, database: BenchDatabase): Promise<void> => {
  const { store, label } = database;
  const clock = testClock(new Date(NOW).toISOString());
  const services = testServices(store, { clock, actorFor });
  const app = await buildHttp({ services, routes, constraints, authenticator });
  run.defer(() => app.close());
  const phones = 50;
  const classes: MadeClass[] = [];
  for (let i = 0; i < phones / 5; i += 1)
    classes.push(await madeClass(services, { from: FIRST, lessons: LESSONS, people: PEOPLE, after: i * PEOPLE, title: `点名班 ${i + 1}` }));
  const big = classes[0]!;
  const school = await signedInAs(app, services, '培训学校');
  const oracle = new Oracle();
  const random = mulberry32(8);
  run.section(`${label}, ${classes.length} classes of ${PEOPLE} people and ${LESSONS} lessons`);

  // the whole of one class, as a term leaves it: lesson by lesson
  for (const lesson of big.lessons) {
    const items = big.people.map((p, i): MarkSent => {
      const at = startOf(lesson.day) + i * 1000;
      const says = random.pick(SAYS);
      oracle.say(lesson.id, p.id, at, says);
      return { id: randomUUID(), lessonId: lesson.id, workerId: p.id, says, at };
    });
    for (let k = 0; k < items.length; k += 60) await school(syncMarks, { sentAt: NOW, items: items.slice(k, k + 60) });
  }
  if (store.kind === 'server') {
    const client = await database.client();
    for (const table of [
      'training_mark',
      'training_mark_sent',
      'training_attendance',
      'training_lesson_fact',
      'training_enrolment_fact',
      'worker_now',
      'worker_scope',
    ])
      await client.query(`vacuum analyze ${table}`);
  }
  const answers = run.answers('rows of the page', 'a fold in memory that shares no code');
  const pages: number[] = [];
  for (let n = 0; n < run.scaled(60, 10) * run.rounds; n += 1) {
    let told: Awaited<ReturnType<typeof page>> | undefined;
    const page = () => school(readAttendance, { id: big.id });
    pages.push(
      await timedAsync(async () => {
        told = await page();
      }),
    );
    if (n > 0) continue;
    for (const p of told!.people) {
      const expected = oracle.row(big, p.workerId);
      answers.same(p.marks, expected.marks, 'marks of a row');
      answers.same(p.attended, expected.attended, 'hours of a row');
    }
  }
  run.figure({
    name: `page of a class, ${PEOPLE} × ${LESSONS}, whole request`,
    unit: 'ms',
    values: pages,
    ...(store.kind === 'server' ? { goal: { of: 'value', atMost: 100 } as const } : {}),
  });

  // fifty phones come back at once, twenty marks each, about other classes' first lessons
  const made = Array.from({ length: phones }, (_, n) => {
    const of = classes[1 + (n % (classes.length - 1))]!;
    return Array.from({ length: run.scaled(20, 20) }, (_x, k): MarkSent => {
      const lesson = of.lessons[k % LESSONS]!;
      const person = of.people[Math.floor(n / (classes.length - 1)) * 10 + (k % 10)]!;
      const says = random.pick(SAYS);
      const at = startOf(lesson.day) + n * 1000;
      oracle.say(lesson.id, person.id, at, says);
      return { id: randomUUID(), lessonId: lesson.id, workerId: person.id, says, at, offline: true };
    });
  });
  const total = made.reduce((n, m) => n + m.length, 0);
  const ms = await timedAsync(() => Promise.all(made.map((items) => school(syncMarks, { sentAt: NOW, items }))));
  run.figure({ name: `${total.toLocaleString('en')} marks of ${phones} phones at once`, unit: '/s', values: [(total / ms) * 1000] });
  for (const of of classes.slice(1)) {
    const told = await school(readAttendance, { id: of.id });
    for (const p of told.people) answers.same(p.marks, oracle.row(of, p.workerId).marks, 'marks after the phones');
  }
  answers.done();

  const one: number[] = [];
  for (let n = 0; n < run.scaled(100, 20) * run.rounds; n += 1) {
    const of = classes[1]!;
    const item: MarkSent = {
      id: randomUUID(),
      lessonId: of.lessons[60]!.id,
      workerId: of.people[n % PEOPLE]!.id,
      says: 'present',
      at: startOf(of.lessons[60]!.day) + n,
    };
    one.push(await timedAsync(() => school(syncMarks, { sentAt: NOW, items: [item] })));
  }
  run.figure({ name: 'one mark, whole request', unit: 'ms', values: one });
};

export const rollcallBench: Bench = {
  name: 'rollcall',
  summary: 'roll call: the page of a class of 60 people and 120 lessons, marks of fifty phones at once, one mark',
  rounds: 1,
  options: DATABASE_OPTIONS,
  goals: ['the page of a class of 60 × 120 p95 ≤ 100 ms on PostgreSQL (issue 8)', 'marks a second of fifty phones at once: no goal'],
  run: (run) => onDatabases(run, (database) => measure(run, database)),
};
