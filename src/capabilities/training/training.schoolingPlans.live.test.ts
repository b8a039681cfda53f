// With many cohorts, students and remote lessons none of the lists reads a table from end to end.
import { sql } from 'kysely';
import { afterAll, beforeAll, test } from 'vitest';
import { explainGuard } from '#capabilities/access/testing/explainGuard.ts';
import { personas } from '#capabilities/access/testing/personas.ts';
import { actorWith } from '#capabilities/access/testing/probe.ts';
import { crowd } from '#capabilities/workers/testing/crowd.ts';
import { newTestDatabase, type TestDatabase } from '#platform/testing/databases.ts';
import { testServices } from '#platform/testing/testServices.ts';
import { EMPLOYER, OTHER_SCHOOL, SCHOOL, withOrganisations } from './testing/facts.ts';

const TODAY = '2026-11-27';
const COHORTS = 400;
let database: TestDatabase;
let people: readonly string[];
const cohortId = (i: number) => sql`md5('cohort ' || ${i}::int)::uuid`;
beforeAll(async () => {
  database = await newTestDatabase();
  await withOrganisations(database.store);
  people = (await crowd(testServices(database.store), 50)).map((p) => p.id);
  const versioned = ['training_cohort_fact', 'training_term', 'training_student_step', 'training_internship', 'training_enrolment_fact'];
  await database.store.transact({ role: 'owner' }, async (db) => {
    for (const table of [...versioned, 'training_lesson_fact']) await sql`alter table ${sql.table(table)} disable trigger user`.execute(db);
    await sql`insert into training_cohort (id) select md5('cohort ' || i)::uuid from generate_series(1, ${COHORTS}) i`.execute(db);
    await sql`insert into training_cohort_fact (cohort_id, title, programme, major, kind, school_id, partner_id, place, origin_code, host_code, from_day, to_day, terms, seats)
      select md5('cohort ' || i)::uuid, '届 ' || i, 'cook', '烹饪', 'enterprise', case when i % 40 = 0 then ${SCHOOL}::uuid else ${OTHER_SCHOOL}::uuid end, ${EMPLOYER}::uuid,
        '440111000000', '522727000000', '440111000000', date '2020-01-01' + i, date '2023-01-01' + i, 6, 60 from generate_series(1, ${COHORTS}) i`.execute(
      db,
    );
    await sql`insert into training_class (id) select md5('cohort class ' || i)::uuid from generate_series(1, ${COHORTS}) i`.execute(db);
    await sql`insert into training_class_fact (class_id, title, programme, mode, school_id, place, origin_code, plan_from, plan_to, enrol_until, seats)
      select md5('cohort class ' || i)::uuid, '班 ' || i, 'cook', 'remote', case when i % 40 = 0 then ${SCHOOL}::uuid else ${OTHER_SCHOOL}::uuid end, '440111000000', '522727000000',
        date '2026-01-01', date '2026-03-01', date '2026-01-01', 60 from generate_series(1, ${COHORTS}) i`.execute(db);
    await sql`insert into training_term (cohort_id, number, from_day, to_day, class_id)
      select md5('cohort ' || i)::uuid, n, date '2020-01-01' + 180 * n, date '2020-05-01' + 180 * n, case n when 1 then md5('cohort class ' || i)::uuid end
      from generate_series(1, ${COHORTS}) i, generate_series(1, 6) n`.execute(db);
    const pairs = sql`generate_series(1, ${COHORTS}::int) i, unnest(${[...people]}::uuid[]) w`;
    await sql`insert into training_student (id, cohort_id, worker_id) select md5(i || ' ' || w)::uuid, md5('cohort ' || i)::uuid, w from ${pairs}`.execute(
      db,
    );
    await sql`insert into training_student_step (student_id, number, cohort_id, worker_id, step, on_day)
      select md5(i || ' ' || w)::uuid, 1, md5('cohort ' || i)::uuid, w, 'enter', date '2020-01-01' + i from ${pairs}`.execute(db);
    await sql`insert into training_internship (id, student_id, cohort_id, worker_id, organisation_id, place, post, from_day, agreed_on)
      select md5('intern ' || i || ' ' || w)::uuid, md5(i || ' ' || w)::uuid, md5('cohort ' || i)::uuid, w, ${EMPLOYER}::uuid, '440111000000', '厨工', date '2022-01-01', date '2022-01-01'
      from ${pairs}`.execute(db);
    await sql`insert into training_lesson (id, class_id) select md5('lesson ' || i || ' ' || n)::uuid, md5('cohort class ' || i)::uuid
      from generate_series(1, ${COHORTS}) i, generate_series(1, 10) n`.execute(db);
    await sql`insert into training_unit (id, class_id, lesson_id) select md5('unit ' || i || ' ' || n)::uuid, md5('cohort class ' || i)::uuid, md5('lesson ' || i || ' ' || n)::uuid
      from generate_series(1, ${COHORTS}) i, generate_series(1, 10) n`.execute(db);
    await sql`insert into training_unit_version (id, unit_id, class_id, ordinal, state, title, blocks, least_seconds, published)
      select md5('version ' || i || ' ' || n)::uuid, md5('unit ' || i || ' ' || n)::uuid, md5('cohort class ' || i)::uuid, 1, 'published', '课', '[]', 30, clock_timestamp()
      from generate_series(1, ${COHORTS}) i, generate_series(1, 10) n`.execute(db);
    await sql`insert into training_unit_progress (unit_id, worker_id, class_id, version_id, opened)
      select md5('unit ' || i || ' ' || n)::uuid, w, md5('cohort class ' || i)::uuid, md5('version ' || i || ' ' || n)::uuid, clock_timestamp()
      from ${pairs}, generate_series(1, 4) n`.execute(db);
    for (const table of [...versioned, 'training_lesson_fact']) await sql`alter table ${sql.table(table)} enable trigger user`.execute(db);
    for (const table of [...TABLES, 'training_class_fact', 'training_lesson']) await sql`analyze ${sql.table(table)}`.execute(db);
  });
}, 120_000);
afterAll(() => database?.drop());

const TABLES = [
  'training_cohort_fact',
  'training_term',
  'training_student',
  'training_student_step',
  'training_internship',
  'training_unit',
  'training_unit_version',
  'training_unit_progress',
];
test('students, steps, internships and terms of one cohort, units and progress of one class, whoever asks', async () => {
  const own = cohortId(40);
  const students = sql`array(select md5('40 ' || w)::uuid from unnest(${people}::uuid[]) w)`;
  const ofClass = sql`md5('cohort class 40')::uuid`;
  for (const name of ['平塘县人社局', '克度镇', '先进村', '审计', '培训学校', '穗味餐饮', '黔南州'] as const) {
    const actor = actorWith([personas[name]]);
    const guard = (query: ReturnType<typeof sql>) => explainGuard(database.store, actor, TODAY, TABLES, () => query);
    await guard(sql`select * from training_cohort_fact where cohort_id = ${own} and superseded = 'infinity'`);
    await guard(sql`select * from training_term where cohort_id = ${own} and superseded = 'infinity' order by number`);
    await guard(sql`select id, cohort_id, worker_id from training_student where cohort_id = ${own}`);
    await guard(
      sql`select * from training_student_step where student_id = any (${students}) and superseded = 'infinity' order by student_id, number`,
    );
    await guard(sql`select * from training_internship where student_id = any (${students}) and superseded = 'infinity' order by from_day`);
    await guard(sql`select u.lesson_id, v.id from training_unit u join training_unit_version v on v.unit_id = u.id
      where u.class_id = ${ofClass} and v.state <> 'replaced' order by v.ordinal`);
    await guard(sql`select unit_id, worker_id, seconds from training_unit_progress where class_id = ${ofClass}`);
    // a page of the list of cohorts is read in the order of its index; the count of all goes over them, a few hundred at most
    await guard(sql`select * from training_cohort_fact f where superseded = 'infinity' order by from_day desc, cohort_id desc limit 31`);
  }
});
