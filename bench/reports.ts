// The yearly report of every figure by the fourteen and nine sending prefectures: counted and drawn, each cell held against the figure's own cells; PostgreSQL.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { sql } from 'kysely';
import { areaOf } from '#capabilities/access/rules.ts';
import type { ReportContent } from '#capabilities/indicators/contractReportShapes.ts';
import { baseOf, figureOf } from '#capabilities/indicators/rulesDefinitions.ts';
import { dimensionOf } from '#capabilities/indicators/rulesDimensions.ts';
import { shippedForm } from '#capabilities/indicators/rulesReportShipped.ts';
import { checkWhere } from '#capabilities/indicators/server/question.ts';
import { makeContent } from '#capabilities/indicators/server/reports/compute.ts';
import { drawReport, type Made } from '#capabilities/indicators/server/reports/drawFiles.ts';
import { drawInThread, endDrawThread } from '#capabilities/indicators/server/reports/drawThread.ts';
import { runOf } from '#capabilities/indicators/server/runs.ts';
import { cellsOf, figureValue } from '#capabilities/indicators/server/table.ts';
import { type Actor, nobody } from '#platform/server/actor.ts';
import type { Services } from '#platform/server/services.ts';
import { testServices } from '#platform/testing/testServices.ts';
import { WORKERS_AT_ONE } from '../demo/world.ts';
import { type Bench, type Run, timedAsync, WrongUsage } from './support/bench.ts';
import { type BenchDatabase, benchKeys, DATABASE_OPTIONS, onDatabases } from './support/databases.ts';
import { demoRegister } from './support/demoRegister.ts';

const YEAR = '2022';
/** Somebody to whom every cell is told. */
const everywhere: Actor = {
  ...nobody,
  login: 'bench',
  name: 'bench',
  permissions: new Set(['indicators.read', 'indicators.reports']),
  grants: [{ role: 'auditor', areaCode: '', area: areaOf(''), relation: null }],
};

const workersAsked = (run: Run): number => {
  const { workers } = run.options;
  if (workers === undefined) return run.scaled(140_000, 3000);
  const n = Number(workers);
  if (!(n >= 1000 && n <= WORKERS_AT_ONE)) throw new WrongUsage(`--workers must be a number from 1,000 to ${WORKERS_AT_ONE}`);
  return n;
};

/** Each cell anew, by the engine's own cells of its run; the total and the sum of its rows by hand. */
const checkCells = async (run: Run, services: Services, content: ReportContent): Promise<void> => {
  const { store } = services;
  const same = run.answers(`cells of ${content.rows.length} rows and ${content.columns.length} columns`, 'the cells of the figure table');
  for (const [i, c] of content.columns.entries()) {
    const figure = figureOf(c.figure);
    if (!figure) continue;
    const ask = { from: c.from, to: c.to, asOf: c.asOf, c: c.class as 5 | 6, form: 'province', knownAt: c.knownAt } as const;
    const made = await runOf(store, baseOf(figure).base, ask);
    const rows = await store.transact({ role: 'figures', readOnly: true }, (db) =>
      cellsOf(db, figure, made, [dimensionOf('origin:prefecture')!], checkWhere(figure, c.where)),
    );
    const byKey = new Map(rows.map((r) => [r.keys[0]!, figureValue(r)]));
    for (const row of content.rows) {
      if (row.level === 'total') {
        if (c.measure === 'persons')
          same.same(
            row.cells[i]!.value,
            rows.reduce((n, r) => n + r.persons, 0),
            `${c.figure} total`,
          );
        continue;
      }
      const value = byKey.get(row.keys[0]!);
      const w = value?.windows?.[[30, 90, 180, 365].indexOf(c.days ?? 0)];
      same.same(row.cells[i]!.value, c.measure === 'persons' ? (value?.persons ?? 0) : (w?.rate ?? null), `${c.figure} ${row.keys[0]}`);
    }
  }
  same.done();
};

/** For how long nobody is answered while a file is drawn: in the thread that asks, as it was until decision 0022, and in a thread of its own, as it is. */
const measureHeld = async (run: Run, content: ReportContent, made: Made): Promise<void> => {
  // one of each first: what is loaded once is not what a report costs
  for (const format of ['xlsx', 'pdf'] as const) {
    await drawReport(format, content, made);
    await drawInThread(format, content, made);
  }
  const cells = content.rows.length * content.columns.length;
  // the largest one that is made (40,000 cells): its rows again and again
  const largest = {
    ...content,
    rows: Array.from({ length: Math.floor(40_000 / content.columns.length) }, (_, i) => content.rows[i % content.rows.length]!),
  };
  for (const [size, of] of [
    [cells, content],
    [largest.rows.length * largest.columns.length, largest],
  ] as const)
    for (const format of ['xlsx', 'pdf'] as const)
      for (const [where, draw] of [
        ['in the server’s own thread', drawReport],
        ['in a thread of its own', drawInThread],
      ] as const) {
        const held: number[] = [];
        const own: number[] = [];
        for (let i = 0; i < run.rounds; i++) {
          const loop = monitorEventLoopDelay({ resolution: 1 });
          loop.enable();
          await new Promise((resolve) => setTimeout(resolve, 50));
          loop.reset();
          const before = process.threadCpuUsage();
          await draw(format, of, made);
          const { user, system } = process.threadCpuUsage(before);
          own.push((user + system) / 1000);
          await new Promise((resolve) => setTimeout(resolve, 20));
          loop.disable();
          held.push(loop.max / 1e6);
        }
        run.figure({ name: `${format} of ${size} cells drawn ${where}: nobody is answered for`, unit: 'ms', values: held });
        run.figure({ name: `${format} of ${size} cells drawn ${where}: processor time of the server’s own`, unit: 'ms', values: own });
      }
  await endDrawThread();
};

const measure = async (run: Run, { store, label }: BenchDatabase): Promise<void> => {
  const keys = benchKeys(run);
  run.section(label);
  await demoRegister(run, store, keys, { seed: 1, scale: workersAsked(run) / WORKERS_AT_ONE });
  // the day after the year that is told
  const services: Services = { ...testServices(store, {}), keys };
  const today = '2022-10-12';
  const clock = { now: () => new Date(`${today}T04:00:00Z`), today: () => today, demonstrationDay: today };
  const here: Services = { ...services, clock };
  await store.transact({ role: 'figures' }, (db) => sql`delete from figure_run`.execute(db));
  const { form } = shippedForm('yearly')!;
  const making = {
    services: here,
    actor: everywhere,
    account: null,
    form,
    most: 'file',
    ask: { period: YEAR, side: 'origin', area: '', basis: 'auto' },
  } as const;
  let content: ReportContent | undefined;
  const cold = await timedAsync(async () => {
    content = await makeContent(making);
  });
  const asked = new Set(
    content!.columns.filter((c) => c.state === 'measured').map((c) => [baseOf(figureOf(c.figure)!).base.id, c.from, c.to, c.class].join()),
  );
  run.note(
    `${content!.rows.length} rows, ${content!.columns.length} columns (${content!.columns.filter((c) => c.state === 'awaited').length} not measured yet), ${asked.size} questions to everybody`,
  );
  run.figure({ name: 'counted, nothing of it asked before', unit: 'ms', values: [cold], goal: { of: 'value', atMost: 60_000 } });
  await store.transact({ role: 'owner' }, (db) => sql`analyze figure_member`.execute(db));
  const warm: number[] = [];
  for (let i = 0; i < run.rounds; i++) warm.push(await timedAsync(async () => void (await makeContent(making))));
  run.figure({ name: 'counted again, of what stands', unit: 'ms', values: warm });
  const at = new Date(`${today}T04:00:00Z`);
  const made = { lang: 'zh', by: 'bench', at, mark: { code: 'BENCH', line: 'bench' }, demonstration: true, version: 'bench' } as const;
  for (const format of ['xlsx', 'pdf', 'csv', 'json'] as const) {
    const values: number[] = [];
    for (let i = 0; i < run.rounds; i++) values.push(await timedAsync(async () => void (await drawReport(format, content!, made))));
    run.figure({ name: `drawn as ${format}`, unit: 'ms', values });
  }
  await measureHeld(run, content!, made);
  await checkCells(run, here, content!);
};

export const reportsBench: Bench = {
  name: 'reports',
  summary:
    'the yearly report of every figure by 14 + 9 prefectures, counted and drawn, each cell checked against the figure table; PostgreSQL',
  rounds: 3,
  options: {
    ...DATABASE_OPTIONS,
    workers: { type: 'string', text: `workers in the register (default 140,000 × scale; the issue asks for ${WORKERS_AT_ONE})` },
  },
  goals: ['the yearly report of all figures × 14 + 9 prefectures ≤ 60 s in the background (issue 7)'],
  run: (run) =>
    onDatabases(run, async (database) => {
      if (database.store.kind === 'server') await measure(run, database);
    }),
};
