// Figures over the demonstration's register: computed for everybody, read by slice, and checked against the brute-force count over the same facts.
import { sql } from 'kysely';
import { baseOf, figureOf } from '#capabilities/indicators/rulesDefinitions.ts';
import { dimensionOf } from '#capabilities/indicators/rulesDimensions.ts';
import { figureMembers, figureQuery } from '#capabilities/indicators/server/figures.ts';
import { checkWhere, conditionsOn } from '#capabilities/indicators/server/question.ts';
import { type Run as FigureRun, runOf } from '#capabilities/indicators/server/runs.ts';
import { cellsOf } from '#capabilities/indicators/server/table.ts';
import { bruteMembers } from '#capabilities/indicators/testing/bruteCount.ts';
import { readWorld } from '#capabilities/indicators/testing/readWorld.ts';
import type { Ask } from '#capabilities/indicators/testing/world.ts';
import { overWholeSets } from '#platform/server/wholeSets.ts';
import { WORKERS_AT_ONE } from '../demo/world.ts';
import { type Bench, type Run, timedAsync, WrongUsage } from './support/bench.ts';
import { type BenchDatabase, benchKeys, DATABASE_OPTIONS, onDatabases } from './support/databases.ts';
import { demoRegister } from './support/demoRegister.ts';

const YEAR = { from: '2022-01-01', to: '2022-09-30', asOf: '2022-09-30' } as const;
const COHORT = { from: '2021-01-01', to: '2021-12-31', asOf: '2022-09-30' } as const;
const FIGURES = ['I01', 'I06', 'I07', 'I08'] as const;
const askOf = (id: string) => (id === 'I08' ? COHORT : YEAR);

const workersAsked = (run: Run): number => {
  const { workers } = run.options;
  if (workers === undefined) return run.scaled(140_000, 3000);
  const n = Number(workers);
  if (!(n >= 1000 && n <= WORKERS_AT_ONE)) throw new WrongUsage(`--workers must be a number from 1,000 to ${WORKERS_AT_ONE}`);
  return n;
};

const measure = async (run: Run, { store, label }: BenchDatabase): Promise<void> => {
  const keys = benchKeys(run);
  run.section(label);
  const workers = await demoRegister(run, store, keys, { seed: 1, scale: workersAsked(run) / WORKERS_AT_ONE });
  const runs = new Map<string, FigureRun>();
  for (const id of FIGURES) {
    const figure = figureOf(id)!;
    const ask = { ...askOf(id), c: figure.evidenceClass, form: 'province', knownAt: null } as const;
    let made: FigureRun | undefined;
    const ms = await timedAsync(async () => {
      made = await runOf(store, baseOf(figure).base, ask, { fresh: true });
    });
    runs.set(id, made!);
    if (run.options.plans) {
      const k = made!.knownAt;
      await store.transact({ role: 'figures', readOnly: true }, async (db) => {
        const query = await figureQuery(db, baseOf(figure).base, { ...ask, k, persons: null });
        const { rows } = await overWholeSets(db, () =>
          sql<{ 'QUERY PLAN': string }>`explain (analyze, costs off, buffers) ${query}`.execute(db),
        );
        run.note([`plan of ${id}`, ...rows.map((r) => r['QUERY PLAN'])].join('\n'));
      });
    }
    run.figure({ name: `${id} of everybody, computed (${made!.members.toLocaleString('en-US')} members)`, unit: 'ms', values: [ms] });
    run.figure({ name: `${id}, for each worker of the register`, unit: 'µs', values: [(ms * 1000) / workers] });
  }
  await store.transact({ role: 'owner' }, (db) => sql`analyze figure_member`.execute(db));

  const cells = async (id: string, by: readonly string[], where: Readonly<Record<string, readonly string[]>>): Promise<number> => {
    const figure = figureOf(id)!;
    const rows = await store.transact({ role: 'figures', readOnly: true }, (db) =>
      cellsOf(
        db,
        figure,
        runs.get(baseOf(figure).base.id)!,
        by.map((d) => dimensionOf(d)!),
        checkWhere(figure, where),
      ),
    );
    return rows.reduce((sum, r) => sum + r.persons, 0);
  };
  const counties = (
    await store.transact({ role: 'figures', readOnly: true }, (db) =>
      sql<{
        code: string;
      }>`select distinct rpad(left(origin, 6), 12, '0') as code from figure_member where run_id = ${runs.get('I01')!.id}::uuid and origin > '4' order by 1`.execute(
        db,
      ),
    )
  ).rows.map((r) => r.code);
  const times = async (n: number, work: (i: number) => Promise<unknown>): Promise<number[]> => {
    const values: number[] = [];
    for (let i = 0; i < n; i++) values.push(await timedAsync(() => work(i)));
    return values;
  };
  const rounds = 12 * run.rounds;
  run.figure({
    name: 'a figure of one county',
    unit: 'ms',
    values: await times(rounds, (i) => cells('I02', [], { origin: [counties[i % counties.length]!] })),
    goal: { of: 'value', atMost: 50 },
  });
  run.figure({
    name: 'a figure of everybody',
    unit: 'ms',
    values: await times(rounds, () => cells('I07', [], {})),
    goal: { of: 'value', atMost: 1500 },
  });
  run.figure({
    name: 'in a period, of everybody',
    unit: 'ms',
    values: await times(rounds, () => cells('I01', [], {})),
    goal: { of: 'value', atMost: 1500 },
  });
  run.figure({
    name: 'a province by county and group',
    unit: 'ms',
    values: await times(rounds, () => cells('I01', ['origin:county', 'people'], { origin: ['520000000000'] })),
    goal: { of: 'value', atMost: 2000 },
  });
  run.figure({
    name: 'the first page of the list behind a cell',
    unit: 'ms',
    values: await times(rounds, (i) =>
      store.transact({ role: 'figures', readOnly: true }, (db) =>
        sql`select m.worker_id from figure_member m where m.run_id = ${runs.get('I01')!.id}::uuid and ${conditionsOn(
          figureOf('I02')!,
          checkWhere(figureOf('I02')!, { origin: [counties[i % counties.length]!] }),
        )} order by m.worker_id limit 31`.execute(db),
      ),
    ),
    goal: { of: 'value', atMost: 200 },
  });

  const sums = run.answers('children of each figure', 'the figure');
  for (const id of ['I01', 'I02', 'I06', 'I07'])
    for (const by of ['origin:village', 'host:county', 'where', 'people', 'age', 'channel', 'evidence', 'pairing'])
      sums.same(await cells(id, [by], {}), await cells(id, [], {}), `${id} by ${by}`);
  sums.same(
    (await cells('I03', [], {})) + (await cells('I04', [], {})) + (await cells('I05', [], {})),
    await cells('I01', [], {}),
    'I03 + I04 + I05',
  );
  sums.done();

  const some = await store.transact({ role: 'system' }, async (db) =>
    (
      await sql<{ id: string }>`select l.worker_id as id from worker_link l where l.superseded = 'infinity' and l.person_id in (
        select distinct m.person_id from worker_link m where m.worker_id in (select id from worker tablesample bernoulli (${Math.min(100, 150_000 / workers)}) repeatable (7)))`.execute(
        db,
      )
    ).rows.map((r) => r.id),
  );
  const equal = run.answers(`members among ${some.length.toLocaleString('en-US')} records`, 'the brute-force count over the same facts');
  const world = await store.transact({ role: 'figures', readOnly: true }, (db) => readWorld(db, some));
  const persons = [...new Set([...world.links.map((l) => l.person), ...some])];
  for (const id of FIGURES) {
    const figure = figureOf(id)!;
    const k = runs.get(id)!.knownAt;
    const ask = { ...askOf(id), indicator: id, knownAt: k, evidenceClass: null, form: 'province', window: 90 } as Ask;
    const rows = await store.transact({ role: 'figures', readOnly: true }, (db) =>
      figureMembers(db, figure, { ...askOf(id), k, c: figure.evidenceClass, form: 'province', persons }),
    );
    const found = new Map(
      rows.map(({ person, on, spell: _, answers: __, ...dimensions }) => [person, JSON.stringify([on, Object.entries(dimensions).sort()])]),
    );
    const wanted = new Map(bruteMembers(world, ask).map((m) => [m.person, JSON.stringify([m.on, Object.entries(m.dimensions).sort()])]));
    for (const person of new Set([...found.keys(), ...wanted.keys()])) equal.same(found.get(person), wanted.get(person), `${id} ${person}`);
  }
  equal.done();
};

export const figuresBench: Bench = {
  name: 'figures',
  summary:
    'figures of the demonstration’s register computed for everybody, read by slice, checked against the brute-force count; PostgreSQL',
  rounds: 5,
  options: {
    ...DATABASE_OPTIONS,
    plans: { type: 'boolean', text: 'print the plan of each computing too' },
    workers: { type: 'string', text: `workers in the register (default 140,000 × scale; the issue asks for ${WORKERS_AT_ONE})` },
  },
  goals: [
    'a figure of one county ≤ 50 ms p95 (issue 6)',
    'national stock and in-period ≤ 1.5 s p95 (issue 6)',
    'a table of a province by two dimensions ≤ 2 s (issue 6)',
    'the first page of the list behind any cell ≤ 200 ms p95 (issue 6)',
  ],
  run: (run) =>
    onDatabases(run, async (database) => {
      if (database.store.kind === 'server') await measure(run, database);
    }),
};
