// The demonstration's classes in a database: what the server counts of them is what the generator made, and no constraint of the product refuses any.
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeAgreements } from '../demo/load/writeAgreements.ts';
import { writeOrganisations } from '../demo/load/writeOrganisations.ts';
import { writeTraining } from '../demo/load/writeTraining.ts';
import { newWorld } from '../demo/world.ts';
import { personas } from './capabilities/access/testing/personas.ts';
import { actorWith } from './capabilities/access/testing/probe.ts';
import { seenClasses } from './capabilities/training/server/service.ts';
import { actorSettings } from './platform/server/actor.ts';
import { newTestDatabase, type TestDatabase } from './platform/testing/databases.ts';

const world = newWorld({ seed: 11, scale: 0.01 });
const DAY = '2022-10-12';
let database: TestDatabase;
beforeAll(async () => {
  database = await newTestDatabase();
  await database.store.transact({ role: 'owner' }, async (db) => {
    await writeOrganisations(db, world);
    await writeAgreements(db, world);
    await writeTraining(db, world);
  });
});
afterAll(() => database.drop());

test('every class, step and lesson is there, with its history', async () => {
  const { classes, standards, teachers } = world.training();
  const count = await database.store.transact({ role: 'system' }, async (db) => {
    const { rows } = await sql<Record<string, number>>`select
      (select count(*)::int from training_class) as classes, (select count(*)::int from training_class_step) as steps,
      (select count(*)::int from training_lesson_fact) as lessons, (select count(*)::int from training_standard_version) as versions,
      (select count(*)::int from training_teacher) as teachers,
      (select count(*)::int from training_class_step s where s.state = 'opened' and s.on_day between '2021-01-01' and '2022-09-30'
        and not exists (select from training_class_step x where x.class_id = s.class_id and x.state = 'cancelled')) as opened`.execute(db);
    return rows[0]!;
  });
  expect(count).toEqual({
    classes: classes.length,
    steps: classes.reduce((n, c) => n + c.steps.length, 0),
    lessons: classes.reduce((n, c) => n + c.lessons.reduce((m, l) => m + l.versions.length, 0), 0),
    versions: standards.reduce((n, s) => n + s.versions.length, 0),
    teachers: teachers.length,
    opened: classes.filter(
      (c) =>
        c.steps.some((s) => s.state === 'opened' && s.onDay <= '2022-09-30' && s.onDay >= '2021-01-01') &&
        !c.steps.some((s) => s.state === 'cancelled'),
    ).length,
  });
});

test('the county of the demonstration sees its own in several states', async () => {
  const actor = actorWith([personas.平塘县人社局]);
  const rows = await database.store.transact({ role: 'app', settings: actorSettings(actor, DAY) }, (db) =>
    seenClasses(db, actor, DAY, {}).execute(),
  );
  expect(new Set(rows.map((r) => r.state)).size).toBeGreaterThanOrEqual(3);
});
