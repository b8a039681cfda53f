// I09 against the independent count in random worlds with random classes: 期, 人 and 人次 with every dimension and every stage, and the run that pages read.
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { newTestDatabase, type TestDatabase, testsOn } from '#platform/testing/databases.ts';
import { figureOf } from './rulesDefinitions.ts';
import { figureMembers } from './server/figures.ts';
import type { MemberRow } from './server/memberQuery.ts';
import { preparePlaces } from './server/places.ts';
import { runOf } from './server/runs.ts';
import { type ClassUnit, classUnitsQuery, type TraineeRow, traineesOf } from './server/training/trainees.ts';
import { bruteTrained } from './testing/bruteTraining.ts';
import { loadTraining, TRAINING_CLEARED } from './testing/loadTraining.ts';
import { clearWorld, loadWorld } from './testing/loadWorld.ts';
import { aTrainedAsk, trainingIn } from './testing/randomTraining.ts';
import { worldIn } from './testing/randomWorlds.ts';
import { readTrainingCells, readTrainingKit, whyNot } from './testing/readTrainingKit.ts';
import type { BruteClass, BrutePerson, BruteTrained, BruteTrainee, TrainedAsk, TrainingWorld } from './testing/trainingWorld.ts';
import type { World } from './testing/world.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 120_000 });

let database: TestDatabase;
beforeAll(async () => {
  database = await newTestDatabase();
  await database.store.transact({ role: 'system' }, preparePlaces);
});
afterAll(() => database?.drop());

const I09 = figureOf('I09')!;
const asked = ({ from, to, knownAt }: TrainedAsk) => ({
  from,
  to,
  asOf: to,
  k: knownAt,
  persons: null,
  c: 6 as const,
  form: 'province' as const,
});
const classTold = (c: ClassUnit): BruteClass => {
  const { classId, openedOn, ...rest } = c;
  return { id: classId, opened: openedOn!, ...rest };
};
const personTold = (m: MemberRow): BrutePerson => {
  const { spell, answers: _, channel, industry, occupation, evidence, ...rest } = m;
  // what says nothing of a class
  expect([channel, industry, occupation, evidence]).toEqual(['', '', '', '']);
  return { ...rest, class: spell } as BrutePerson;
};
const traineeTold = (x: TraineeRow): BruteTrainee => {
  const { classId, onDay, enrolledOn, attendedOn, finishedOn, employedOn, reportedOn, stable3On, stable6On, ...rest } = x;
  return {
    ...rest,
    class: classId,
    on: onDay,
    enrolled: enrolledOn,
    attended: attendedOn,
    finished: finishedOn,
    employed: employedOn,
    reported: reportedOn,
    stable3: stable3On,
    stable6: stable6On,
  } as BruteTrainee;
};
const engine = (ask: TrainedAsk): Promise<BruteTrained> =>
  database.store.transact({ role: 'figures', readOnly: true }, async (db) => ({
    trainees: (await traineesOf(db, asked(ask))).map(traineeTold),
    classes: (await classUnitsQuery(asked(ask)).execute(db)).rows.map(classTold),
    persons: (await figureMembers(db, I09, asked(ask))).map(personTold).sort((a, b) => (a.person < b.person ? -1 : 1)),
  }));

const inWorld = async (world: World, training: TrainingWorld, work: () => Promise<void>) => {
  await database.store.transact({ role: 'owner' }, async (db) => {
    await loadWorld(db, world);
    await loadTraining(db, training);
  });
  try {
    await work();
  } finally {
    await database.store.transact({ role: 'owner' }, async (db) => {
      await sql`truncate figure_grid, figure_member, figure_class, figure_trained, figure_run`.execute(db);
      await clearWorld(db, TRAINING_CLEARED);
    });
  }
};
const worlds = (n: number, seed: number) =>
  fc.sample(
    worldIn({ minPersons: 7, maxPersons: 12 }).chain((world) => trainingIn(world).map((training) => ({ world, training }))),
    { numRuns: n, seed },
  );

test('期, 人 and 人次 with every dimension and stage are those of the independent count', async () => {
  const seen = { classes: 0, persons: 0, several: 0, finished: 0, employed: 0, reportedOnly: 0, stable3: 0, stable6: 0, left: 0 };
  for (const [i, { world, training }] of worlds(testsOn === 'server' ? 16 : 8, 20261128).entries())
    await inWorld(world, training, async () => {
      for (const ask of fc.sample(aTrainedAsk(world, training), { numRuns: 9, seed: i })) {
        const slow = bruteTrained(world, training, ask);
        expect(await engine(ask), `world ${i} ${JSON.stringify(ask)}`).toEqual(slow);
        const came = slow.trainees.filter((x) => x.attended !== null);
        seen.classes += slow.classes.length;
        seen.persons += slow.persons.length;
        seen.several += came.length - slow.persons.length;
        seen.finished += came.filter((x) => x.finished).length;
        seen.employed += came.filter((x) => x.employed).length;
        seen.reportedOnly += came.filter((x) => x.reported && !x.employed).length;
        seen.stable3 += came.filter((x) => x.stable3).length;
        seen.stable6 += came.filter((x) => x.stable6).length;
        // every stage lies within the one before it
        for (const x of slow.trainees) {
          if (x.stable6 && !x.stable3) throw new Error('stable for six months and not for three');
          if (x.stable3 && !x.employed) throw new Error(`stable and not in work ${JSON.stringify(x)}`);
          if (x.employed && !x.reported) seen.left += 1;
        }
      }
    });
  for (const [name, n] of Object.entries(seen)) if (name !== 'left' && name !== 'reportedOnly') expect(n, name).toBeGreaterThan(0);
});

test('a run keeps the very rows: persons, classes and trainees of one instant', async () => {
  for (const [i, { world, training }] of worlds(3, 7).entries())
    await inWorld(world, training, async () => {
      const [ask] = fc.sample(aTrainedAsk(world, training), { numRuns: 1, seed: i });
      const slow = bruteTrained(world, training, ask!);
      const run = await runOf(database.store, I09 as never, { ...asked(ask!), knownAt: ask!.knownAt });
      expect(run.members).toBe(slow.persons.length);
      const kept = await database.store.transact({ role: 'figures', readOnly: true }, async (db) => {
        const rows = async (table: string) =>
          (await sql<Record<string, unknown>>`select * from ${sql.table(table)} where run_id = ${run.id}::uuid`.execute(db)).rows;
        return { members: await rows('figure_member'), classes: await rows('figure_class'), trainees: await rows('figure_trained') };
      });
      expect(kept.members.map((m) => [m.workerId, m.onDay, m.school, m.order]).sort()).toEqual(
        slow.persons.map((p) => [p.person, p.on, p.school, p.order]).sort(),
      );
      expect(kept.classes.map((c) => c.classId).sort()).toEqual(slow.classes.map((c) => c.id));
      expect(kept.trainees.map((x) => [x.classId, x.workerId, x.attendedOn, x.employedOn, x.stable6On]).sort()).toEqual(
        slow.trainees.map((x) => [x.class, x.person, x.attended, x.employed, x.stable6]).sort(),
      );
    });
});

test('the kit: every cell of I09 worked by hand is what the engine says', async () => {
  const { world, training } = readTrainingKit();
  await inWorld(world, training, async () => {
    const counted = new Map<string, BruteTrained>();
    const wrong: string[] = [];
    for (const cell of readTrainingCells()) {
      const key = JSON.stringify(cell.ask);
      const told = counted.get(key) ?? (await engine(cell.ask));
      counted.set(key, told);
      wrong.push(...[whyNot(cell, told) ?? []].flat());
    }
    expect(wrong).toEqual([]);
  });
});
