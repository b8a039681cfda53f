// The article's figures at full size: read from the persons as they are generated, in another world and for shifted targets too, and computed by the engine.
import { baseOf, figureOf } from '#capabilities/indicators/rulesDefinitions.ts';
import { checkWhere } from '#capabilities/indicators/server/question.ts';
import { runOf } from '#capabilities/indicators/server/runs.ts';
import { cellsOf } from '#capabilities/indicators/server/table.ts';
import { scaledTargets, TARGETS } from '../demo/targets.ts';
import { CLAUSES, newReading } from '../demo/testing/reading.ts';
import { DEFAULT_SEED, newWorld, type WorldOptions } from '../demo/world.ts';
import { type Bench, type Run, timedAsync, WrongUsage } from './support/bench.ts';
import { type BenchDatabase, benchKeys, DATABASE_OPTIONS, onDatabases } from './support/databases.ts';
import { demoRegister } from './support/demoRegister.ts';

const read = (run: Run, name: string, options: WorldOptions, clauses: boolean): void => {
  run.section(`the persons of the world: ${name}`);
  const began = performance.now();
  const world = newWorld(options);
  const rural = new Map(world.villages.map((v) => [v.code, v.rural]));
  const reading = newReading(world.targets, (village) => rural.get(village)!, clauses);
  for (const household of world.households()) reading.add(household);
  const { counts, without, records, persons } = reading.result();
  const seconds = (performance.now() - began) / 1000;
  run.figure({ name: 'records generated and read', unit: '/s', values: [records / seconds] });
  run.note(`${records} records of ${persons} persons as the register knows them; ${seconds.toFixed(0)} s`);
  const equal = run.answers('figures read from the persons', 'the targets');
  for (const [id, value] of scaledTargets(world.targets, world.scale)) {
    run.note(`${id}: ${counts.get(id)} of ${value}`);
    equal.same(counts.get(id), value, id);
  }
  equal.done();
  if (!clauses) return;
  const all = run.answers('clauses that leave out at least one in a hundred', 'every clause');
  for (const { id, figure } of TARGETS)
    for (const clause of CLAUSES[figure]) {
      const more = without.get(`${id} ${clause}`) ?? 0;
      const share = more / (more + counts.get(id)!);
      run.note(`${id} without ${clause}: ${more} more (${(share * 100).toFixed(2)} %)`);
      all.same(share >= 0.01, true, `${id} ${clause}`);
    }
  all.done();
};

const compute = async (
  run: Run,
  { store, label }: BenchDatabase,
  options: { readonly seed: number; readonly shift: number },
): Promise<void> => {
  const world = newWorld({ ...options, scale: Math.min(1, run.scale) });
  run.section(`${label}, the engine, scale ${world.scale}, seed ${options.seed}, shift ${options.shift}`);
  await demoRegister(run, store, benchKeys(run), { ...options, scale: world.scale });
  const equal = run.answers('figures of the engine', 'the targets');
  const wanted = scaledTargets(world.targets, world.scale);
  for (const t of world.targets) {
    const figure = figureOf(t.figure)!;
    const { base } = baseOf(figure);
    const where = { ...(t.origin ? { origin: [t.origin.padEnd(12, '0')] } : {}), ...(t.programme ? { programme: [t.programme] } : {}) };
    let value = 0;
    const ms = await timedAsync(async () => {
      const of = await runOf(store, base, { from: t.from, to: t.to, asOf: t.to, c: base.evidenceClass, form: 'province', knownAt: null });
      const cells = await store.transact({ role: 'figures', readOnly: true }, (db) =>
        cellsOf(db, figure, of, [], checkWhere(figure, where)),
      );
      value = cells[0]?.persons ?? 0;
    });
    run.figure({ name: `${t.id}: ${t.figure} = ${value} of ${wanted.get(t.id)}`, unit: 'ms', values: [ms] });
    equal.same(value, wanted.get(t.id), t.id);
  }
  equal.done();
};

export const articleBench: Bench = {
  name: 'article',
  summary: 'the article’s figures at full size, from the persons and from the engine (PostgreSQL)',
  rounds: 1,
  options: {
    ...DATABASE_OPTIONS,
    part: { type: 'string', text: 'persons or engine: only that (default: both)' },
    seed: { type: 'string', text: `of the world (default ${DEFAULT_SEED})` },
    shift: { type: 'string', text: 'of the engine’s world, in per cent (default 0)' },
  },
  goals: ['every figure exactly, at scale 1, at a second seed, at targets 3 % higher and lower (issue 6)'],
  run: async (run) => {
    const { part } = run.options;
    const seed = Number(run.options.seed ?? DEFAULT_SEED);
    const shift = Number(run.options.shift ?? 0) / 100;
    if (!Number.isSafeInteger(seed) || !(Math.abs(shift) <= 0.03) || !(part === undefined || part === 'persons' || part === 'engine'))
      throw new WrongUsage('--seed is a whole number, --shift from -3 to 3, --part persons or engine');
    const scale = Math.min(1, run.scale);
    if (part !== 'engine') {
      read(run, 'the article', { seed, scale }, true);
      read(run, 'a second seed', { seed: seed + 1, scale }, false);
      read(run, 'three per cent more', { seed, scale, shift: 0.03 }, false);
      read(run, 'three per cent less', { seed, scale, shift: -0.03 }, false);
    }
    if (part !== 'persons')
      await onDatabases(run, async (database) => {
        if (database.store.kind === 'server') await compute(run, database, { seed, shift });
      });
  },
};
