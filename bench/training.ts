// I09 and the funnel over the demonstration's register: the run is computed once, the funnel of a province and of a school read from it, each beside the independent
// count of the same classes (all their people) from plain facts.
import { sql } from 'kysely';
import { baseOf, figureOf } from '#capabilities/indicators/rulesDefinitions.ts';
import type { TrainedCounts } from '#capabilities/indicators/rulesTraining.ts';
import { runOf } from '#capabilities/indicators/server/runs.ts';
import { countRun } from '#capabilities/indicators/server/training/counts.ts';
import { bruteTrained } from '#capabilities/indicators/testing/bruteTraining.ts';
import { readTraining } from '#capabilities/indicators/testing/readTraining.ts';
import { readWorld } from '#capabilities/indicators/testing/readWorld.ts';
import { WORKERS_AT_ONE } from '../demo/world.ts';
import { type Bench, type Run, timedAsync, WrongUsage } from './support/bench.ts';
import { type BenchDatabase, benchKeys, DATABASE_OPTIONS, onDatabases } from './support/databases.ts';
import { demoRegister } from './support/demoRegister.ts';

const DAYS = { from: '2021-01-01', to: '2022-09-30', asOf: '2022-09-30' } as const;
const PROVINCE = { origin: ['520000000000'] };
/** The independent count walks every day of every person: of so many classes. */
const CLASSES_COUNTED = 12;

const workersAsked = (run: Run): number => {
  const { workers } = run.options;
  if (workers === undefined) return run.scaled(140_000, 3000);
  const n = Number(workers);
  if (!(n >= 1000 && n <= WORKERS_AT_ONE)) throw new WrongUsage(`--workers must be a number from 1,000 to ${WORKERS_AT_ONE}`);
  return n;
};

const measure = async (run: Run, { store, label }: BenchDatabase): Promise<void> => {
  run.section(label);
  await demoRegister(run, store, benchKeys(run), { seed: 1, scale: workersAsked(run) / WORKERS_AT_ONE });
  const I09 = baseOf(figureOf('I09')!).base;
  let made: Awaited<ReturnType<typeof runOf>> | undefined;
  const ms = await timedAsync(async () => {
    made = await runOf(store, I09, { ...DAYS, c: I09.evidenceClass, form: 'province', knownAt: null }, { fresh: true });
  });
  const { id, knownAt, members } = made!;
  run.figure({ name: `I09 with its classes and stages, computed (${members.toLocaleString('en-US')} people)`, unit: 'ms', values: [ms] });
  await store.transact({ role: 'owner' }, (db) => sql`analyze figure_member, figure_class, figure_trained`.execute(db));

  const read = (
    where: Parameters<typeof countRun>[3]['where'],
    seen: readonly string[] | null,
    by?: Parameters<typeof countRun>[3]['by'],
  ) => store.transact({ role: 'figures', readOnly: true }, (db) => countRun(db, id, DAYS.to, { where, seen, by }));
  const times = async (work: (i: number) => Promise<unknown>): Promise<number[]> => {
    const values: number[] = [];
    for (let i = 0; i < 12 * run.rounds; i++) values.push(await timedAsync(() => work(i)));
    return values;
  };
  const classes = (
    await store.transact({ role: 'figures', readOnly: true }, (db) =>
      sql<{
        id: string;
        school: string;
      }>`select class_id as id, school from figure_class where run_id = ${id}::uuid and starts_with(origin, '52') order by class_id`.execute(
        db,
      ),
    )
  ).rows;
  const all = classes.map((c) => c.id);
  run.figure({
    name: `funnel of a province (${all.length} classes) with its table by school`,
    unit: 'ms',
    values: await times(async () => {
      await read(PROVINCE, all);
      await read(PROVINCE, all, 'school');
    }),
    goal: { of: 'value', atMost: 1000 },
  });
  run.figure({
    name: 'funnel of one school',
    unit: 'ms',
    values: await times((i) => read({ school: [classes[i % classes.length]!.school] }, all)),
  });

  // the same classes, all their people, counted apart
  const some = all.filter((_, i) => i % Math.max(1, Math.floor(all.length / CLASSES_COUNTED)) === 0).slice(0, CLASSES_COUNTED);
  const { world, training } = await store.transact({ role: 'figures', readOnly: true }, async (db) => {
    const facts = await readTraining(db, some);
    return { training: facts.training, world: await readWorld(db, facts.workers) };
  });
  const slow = bruteTrained(world, training, { from: DAYS.from, to: DAYS.to, knownAt });
  const answers = run.answers('the funnel of classes', 'the independent count of I09 over their plain facts');
  for (const one of some) {
    const of = slow.trainees.filter((x) => x.class === one);
    const expected: TrainedCounts['times'] = {
      enrolled: of.filter((x) => x.enrolled).length,
      attended: of.filter((x) => x.attended).length,
      finished: of.filter((x) => x.finished).length,
      employed: of.filter((x) => x.employed).length,
      stable3: of.filter((x) => x.stable3).length,
      stable6: of.filter((x) => x.stable6).length,
    };
    const told = (await read({}, [one])).get('');
    answers.same(JSON.stringify(told?.times), JSON.stringify(expected), 'stages of a class');
    answers.same(told?.classes, 1, 'one class');
  }
  const [total, rows] = [(await read(PROVINCE, all)).get('')!, await read(PROVINCE, all, 'school')];
  answers.same(
    [...rows.values()].reduce((n, r) => n + r.times.attended, 0),
    total.times.attended,
    'schools sum to the province',
  );
  answers.same(
    [...rows.values()].reduce((n, r) => n + r.classes, 0),
    total.classes,
    'classes of schools sum to the province',
  );
  answers.done();
};

export const trainingBench: Bench = {
  name: 'training',
  summary: 'I09 and the funnel of training over the demonstration, beside the independent count',
  rounds: 1,
  options: {
    ...DATABASE_OPTIONS,
    workers: { type: 'string', text: `so many workers (default 140,000 × scale, at most ${WORKERS_AT_ONE.toLocaleString('en-US')})` },
  },
  goals: ['the funnel of a province at 1.4 million workers ≤ 1 s (issue 8)'],
  run: (run) => onDatabases(run, (database) => measure(run, database)),
};
