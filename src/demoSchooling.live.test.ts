// The demonstration's schooling and remote lessons in a database: what a first look should show is there, follows the product's own rules, and is none of the article's.
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareScopes } from '#capabilities/access/server/service.ts';
import { signedInAs } from '#capabilities/access/testing/people.ts';
import { buildHttp } from '#platform/server/http.ts';
import { loadDemonstration } from '../demo/load/command.ts';
import { DEMO_WORKER } from '../demo/village.ts';
import { newWorld } from '../demo/world.ts';
import { followInternships } from './capabilities/employment/server/internships.ts';
import { traineesOf } from './capabilities/indicators/server/training/trainees.ts';
import { BlockIn, listMyUnits, listUnits } from './capabilities/training/contractRemote.ts';
import { listCohorts, listStudents } from './capabilities/training/contractSchooling.ts';
import { STUDENT_STEPS, whyNotCohortDays, whyNotInternship, whyNotTerm } from './capabilities/training/rulesSchooling.ts';
import { enrolmentScopes } from './capabilities/training/server/enrolment/target.ts';
import { studentScopes } from './capabilities/training/server/schooling/target.ts';
import { actorFor, authenticator, constraints, filePurposes, jobKinds, plain, routes } from './composition.ts';
import { readWatermark } from './platform/server/versions.ts';
import { newTestDatabase, type TestDatabase } from './platform/testing/databases.ts';
import { testClock, testServices } from './platform/testing/testServices.ts';

const WHICH = { seed: 20_221_012, scale: 0.01 };
const DAY = '2022-10-12';
let database: TestDatabase;
let services: ReturnType<typeof testServices>;
beforeAll(async () => {
  database = await newTestDatabase();
  services = testServices(database.store, { clock: testClock(`${DAY}T02:00:00Z`), actorFor, jobs: jobKinds, purposes: filePurposes });
  await loadDemonstration(services, WHICH, () => undefined);
});
afterAll(() => database?.drop());
const ask = async <T>(query: ReturnType<typeof sql<T>>): Promise<readonly T[]> =>
  database.store.transact({ role: 'system' }, async (db) => (await query.execute(db)).rows);

test('cohorts, terms and remote classes keep the product’s rules, say 示例, and are opened on no day the article counts', () => {
  const world = newWorld({ scale: 1 });
  const { cohorts, classes } = world.schooling();
  const remote = world.remoteLessons();
  expect(cohorts).toHaveLength(12);
  expect(world.schooling()).toEqual({ cohorts, classes, teachers: world.schooling().teachers });
  for (const c of cohorts) {
    expect(c.title).toContain('示例');
    expect(whyNotCohortDays(c.fromDay, c.toDay), c.title).toBeUndefined();
    c.terms.forEach((t, i) => {
      expect(
        whyNotTerm(
          t,
          c.terms.filter((_, j) => j !== i),
          { ...c, terms: c.terms.length },
        ),
        `${c.title} ${t.number}`,
      ).toBeUndefined();
    });
  }
  for (const c of [...classes, ...remote.classes]) {
    const opened = c.steps.find((s) => s.state === 'opened')!.onDay;
    expect(opened < '2021-01-01' || opened > '2022-09-30', c.versions[0]!.title).toBe(true);
    expect(c.versions[0]!.title).toContain('示例');
  }
  for (const u of remote.units) {
    expect(u.title).toContain('示例');
    for (const b of u.blocks) expect(BlockIn.safeParse(b).success).toBe(true);
  }
  // nobody teaches, and no room is used, twice at one hour: the database's own constraint holds it too
  expect(new Set([...classes, ...remote.classes].map((c) => c.id)).size).toBe(classes.length + remote.classes.length);
});

test('students stand in every state; the ledger has their internships, each once, and would change none', async () => {
  const states = await ask(
    sql<{
      state: string;
      n: number;
    }>`select student_state(id, ${DAY}) as state, count(*)::int as n from training_student group by 1 order by 1`,
  );
  const people = states.reduce((n, s) => n + s.n, 0);
  expect(people).toBeGreaterThan(40);
  expect(states.map((s) => s.state)).toEqual(['completed', 'graduated', 'left', 'studying', 'suspended', 'transferred', 'withdrawn']);
  const resumed = await ask(sql`select from training_student_step where step = 'resume'`);
  expect(resumed.length).toBeGreaterThan(0);
  const homes = await ask(sql<{
    n: number;
  }>`select count(*)::int as n from training_student s join worker_now n on n.worker_id = s.worker_id
    where starts_with(n.home, '522727')`);
  expect(homes[0]!.n).toBeGreaterThan(0);
  const interns = await ask(sql<{ id: string }>`select id from training_internship`);
  expect(interns.length).toBeGreaterThan(10);
  const spells = await ask(
    sql`select from spell s join training_internship i on i.id = s.id where s.kind = 'internship' and s.superseded = 'infinity'`,
  );
  expect(spells).toHaveLength(interns.length);
  const written = await database.store.transact({ role: 'system' }, (db) =>
    followInternships(
      db,
      DAY,
      interns.map((i) => i.id),
      null,
    ),
  );
  expect(written).toBe(0);
  // what a step or an internship asks holds of every one of them
  const students = await ask(sql<{
    id: string;
    steps: string[];
    days: string[];
  }>`select student_id as id, array_agg(step order by number) as steps,
    array_agg(on_day::text order by number) as days from training_student_step group by student_id`);
  for (const s of students) {
    let state: Parameters<(typeof STUDENT_STEPS)['enter']['from']['includes']>[0] = null;
    for (const step of s.steps as (keyof typeof STUDENT_STEPS)[]) {
      expect(STUDENT_STEPS[step].from, `${s.steps}`).toContain(state);
      state = STUDENT_STEPS[step].to;
    }
    expect([...s.days].sort()).toEqual(s.days);
  }
  const told = await ask(sql<{
    fromDay: string;
    toDay: string | null;
    agreedOn: string;
    birthday: string;
    since: string;
    cohortFrom: string;
    cohortTo: string;
    state: string;
  }>`
    select i.from_day::text as from_day, i.to_day::text as to_day, i.agreed_on::text as agreed_on, n.birthday::text as birthday, c.from_day::text as cohort_from, c.to_day::text as cohort_to,
      (select min(p.on_day)::text from training_student_step p where p.student_id = i.student_id) as since, student_state(i.student_id, i.from_day) as state
    from training_internship i join worker_now n on n.worker_id = i.worker_id join training_cohort_fact c on c.cohort_id = i.cohort_id`);
  for (const i of told)
    expect(
      whyNotInternship(i, {
        today: DAY,
        cohort: { fromDay: i.cohortFrom, toDay: i.cohortTo },
        birthday: i.birthday,
        stateThen: i.state as 'studying',
        since: i.since,
        others: [],
      }),
    ).toBeUndefined();
  const nobody = await ask(
    sql`select from training_student s where not exists (select from worker_scope k where k.source = 'student:' || s.id)`,
  );
  expect(nobody).toEqual([]);
  const scopes = await database.store.transact({ role: 'system' }, (db) => compareScopes(db, [studentScopes, enrolmentScopes]));
  expect(scopes.map((d) => [d.missing, d.surplus, d.different])).toEqual([
    [0, 0, 0],
    [0, 0, 0],
  ]);
  const late = await ask(sql`select from training_student_step where recorded >= '2022-10-12T00:00:00+08:00' union all
    select from training_internship where recorded >= '2022-10-12T00:00:00+08:00' union all select from training_mark where recorded >= '2022-10-12T00:00:00+08:00'`);
  expect(late).toEqual([]);
});

test('the accounts see it: cohorts in the county, lessons in the school’s class, and something to study on the worker’s phone', async () => {
  const app = await buildHttp({ services, routes, constraints, plain, authenticator });
  const county = await signedInAs(app, services, { role: 'steering', areaCode: '522700000000', relation: null });
  const cohorts = (await county(listCohorts, {})).items;
  expect(cohorts).toHaveLength(3);
  for (const c of cohorts) expect((await county(listStudents, { id: c.id })).items.length, c.title).toBeGreaterThan(0);
  const school = await signedInAs(app, services, {
    role: 'school',
    areaCode: '440111000000',
    relation: 'org:00000000-0000-4000-8000-0000000000d2',
  });
  const [remote] = newWorld(WHICH).remoteLessons().classes;
  const list = await school(listUnits, { id: remote!.id });
  expect(list.lessons.flatMap((l) => (l.unit ? [l.unit.state] : []))).toEqual([
    'published',
    'published',
    'published',
    'published',
    'draft',
  ]);
  expect(list.people.length).toBeGreaterThan(10);
  expect(list.people.some((p) => p.done > 0)).toBe(true);
  const marks = await ask(sql`select from training_mark where how = 'remote' and superseded = 'infinity'`);
  const done = await ask(sql`select from training_unit_progress where completed is not null`);
  expect(marks).toHaveLength(done.length);
  // I09 knows of them: whoever finished a lesson at home attended, and nobody else of that class
  const k = await readWatermark(database.store);
  const trainees = await database.store.transact({ role: 'figures', readOnly: true }, async (db) =>
    traineesOf(db, {
      from: '2022-10-01',
      to: DAY,
      asOf: DAY,
      k,
      persons: null,
    }),
  );
  const attended = trainees.filter((t) => t.classId === remote!.id && t.attendedOn !== null);
  expect(attended).toHaveLength(list.people.filter((p) => p.done > 0).length);
  const worker = await signedInAs(app, services, { role: 'worker', areaCode: '522727000000', relation: `worker:${DEMO_WORKER.id}` });
  const mine = await worker(listMyUnits, {});
  expect(mine.classes.map((c) => [c.done, c.units.map((u) => u.standing)])).toEqual([[2, ['done', 'done', 'open', 'locked']]]);
  await app.close();
});
