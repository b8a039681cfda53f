// Completion of the targets of all agreements over the demonstration's register: counted at night, then read cold (a process that has just started) and warm.
import { sql } from 'kysely';
import { baseOf, figureOf } from '#capabilities/indicators/rulesDefinitions.ts';
import { type Completed, completionOf } from '#capabilities/indicators/server/completion/completion.ts';
import { forgetGrids } from '#capabilities/indicators/server/completion/grids.ts';
import { checkWhere } from '#capabilities/indicators/server/question.ts';
import { runOf } from '#capabilities/indicators/server/runs.ts';
import { cellsOf } from '#capabilities/indicators/server/table.ts';
import { DEMONSTRATION_DAY } from '../demo/days.ts';
import { WORKERS_AT_ONE } from '../demo/world.ts';
import { type Bench, type Run, timedAsync, WrongUsage } from './support/bench.ts';
import { type BenchDatabase, benchKeys, DATABASE_OPTIONS, onDatabases } from './support/databases.ts';
import { demoRegister } from './support/demoRegister.ts';

const ASK = { year: 2022, asOf: DEMONSTRATION_DAY, knownAt: null } as const;

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
  let told: Completed | undefined;
  const night = await timedAsync(async () => {
    told = await completionOf(store, ASK, { fresh: true });
  });
  const rows = told!.rows.filter((r) => r.targets.length > 0);
  const targets = rows.flatMap((r) => r.targets);
  run.note(
    `${rows.length} agreements with ${targets.length} targets, ${targets.filter((t) => t.standing === 'behind').length} of them behind time`,
  );
  run.figure({ name: 'counted anew, five runs (the night’s work)', unit: 's', values: [night / 1000] });
  const values = { counted: [] as number[], cold: [] as number[], warm: [] as number[] };
  for (let i = 0; i < 3 * run.rounds; i++) {
    await store.transact({ role: 'owner' }, (db) => sql`truncate figure_grid`.execute(db));
    forgetGrids();
    values.counted.push(await timedAsync(() => completionOf(store, ASK, {})));
    forgetGrids();
    values.cold.push(await timedAsync(() => completionOf(store, ASK, {})));
    for (let n = 0; n < 5; n++) values.warm.push(await timedAsync(() => completionOf(store, ASK, {})));
  }
  run.figure({
    name: 'all agreements, runs there and never added up',
    unit: 'ms',
    values: values.counted,
    goal: { of: 'value', atMost: 1500 },
  });
  run.figure({ name: 'all agreements, cold', unit: 'ms', values: values.cold, goal: { of: 'value', atMost: 1500 } });
  run.figure({ name: 'all agreements, warm', unit: 'ms', values: values.warm, goal: { of: 'value', atMost: 200 } });

  // each target beside the cell of the figure table under the agreement's own home and place of work
  const same = run.answers('persons of every target', 'the figure table’s cell');
  for (const row of rows)
    for (const t of row.targets) {
      const figure = figureOf(t.indicator)!;
      const { base } = baseOf(figure);
      const made = await runOf(store, base, {
        ...{ from: `${ASK.year}-01-01`, to: ASK.asOf, asOf: ASK.asOf, c: base.evidenceClass, form: 'province' as const },
        knownAt: told!.knownAt,
      });
      const where = checkWhere(figure, { origin: [row.originCode], host: [row.hostCode] });
      const cells = await store.transact({ role: 'figures', readOnly: true }, (db) => cellsOf(db, figure, made, [], where));
      same.same(t.persons, cells[0]?.persons ?? 0, `${row.originCode} ${row.hostCode} ${t.indicator}`);
    }
  same.done();
};

export const completionBench: Bench = {
  name: 'completion',
  summary: 'completion of the targets of all agreements, counted, cold and warm; PostgreSQL',
  rounds: 3,
  options: {
    ...DATABASE_OPTIONS,
    workers: { type: 'string', text: `workers in the register (default 140,000 × scale, at most ${WORKERS_AT_ONE})` },
  },
  goals: ['a province’s dashboard cold ≤ 1.5 s, warm ≤ 200 ms at scale 1 (issue 7)'],
  run: (run) =>
    onDatabases(run, async (database) => {
      if (database.store.kind === 'server') await measure(run, database);
    }),
};
