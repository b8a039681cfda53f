// The demonstration world into PostgreSQL: generated, sealed, encoded, copied, indexed. What the register then holds is compared with the generator.
import { sql } from 'kysely';
import { keysOf, newKeyFile } from '#platform/server/keys.ts';
import { DEMONSTRATION_DAY } from '../demo/days.ts';
import { loadServer } from '../demo/load/server.ts';
import { newWorld } from '../demo/world.ts';
import { type Bench, type Run, WrongUsage } from './support/bench.ts';
import { type BenchDatabase, DATABASE_OPTIONS, onDatabases } from './support/databases.ts';

const keys = keysOf(newKeyFile());
const WORLD = 0.1;

const generate = (run: Run, scale: number, seed: number): { workers: number; versions: number } => {
  run.section('generated alone, one thread');
  const rates: number[] = [];
  let told = { workers: 0, versions: 0 };
  for (let round = 0; round < run.rounds; round++) {
    const began = performance.now();
    let [workers, versions] = [0, 0];
    for (const h of newWorld({ seed, scale }).households())
      for (const w of h.workers) {
        workers++;
        versions += w.basic.versions.length;
      }
    rates.push((workers / (performance.now() - began)) * 1000);
    told = { workers, versions };
  }
  run.figure({ name: `workers at scale ${scale}`, unit: '/s', values: rates });
  return told;
};

const load = async (
  run: Run,
  { store, label }: BenchDatabase,
  expected: { workers: number; versions: number },
  scale: number,
  seed: number,
): Promise<void> => {
  run.section(`${label}: the whole world at scale ${scale}`);
  const spent = process.cpuUsage();
  const began = performance.now();
  const loaded = await loadServer(store, { seed, scale, keys, day: DEMONSTRATION_DAY });
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(spent);
  run.figure({
    name: 'workers with all their rows, indexes and foreign keys',
    unit: '/s',
    values: [(loaded.workers / ms) * 1000],
    goal: { of: 'value', atLeast: 20_000 },
  });
  run.figure({ name: 'workers while copying', unit: '/s', values: [(loaded.workers / loaded.copyMs) * 1000] });
  run.note(
    `${loaded.workers} workers, ${loaded.rows} rows; copied in ${(loaded.copyMs / 1000).toFixed(1)} s, indexes and statistics ${(loaded.indexMs / 1000).toFixed(1)} s; ` +
      `processor time of this process ${((user + system) / 1e6).toFixed(1)} s (${((user + system) / loaded.workers).toFixed(0)} µs a worker)`,
  );
  const answers = run.answers('records and versions in the database', 'the generator');
  const counts = await store.transact(
    { role: 'owner' },
    async (db) =>
      (
        await sql<{ workers: number; now: number; versions: number }>`select (select count(*)::int from worker) as workers,
          (select count(*)::int from worker_now) as now, (select count(*)::int from worker_basic) as versions`.execute(db)
      ).rows[0]!,
  );
  answers.same(counts, { workers: expected.workers, now: expected.workers, versions: expected.versions });
  answers.done();
};

export const demoBench: Bench = {
  name: 'demo',
  summary: 'the demonstration world into PostgreSQL',
  goals: ['≥ 20,000 workers/s into PostgreSQL, everything included (issue)'],
  rounds: 1,
  options: { ...DATABASE_OPTIONS, seed: { type: 'string', text: 'of the world (default 20221012)' } },
  run: async (run) => {
    const seed = Number(run.options.seed ?? 20_221_012);
    if (!Number.isSafeInteger(seed)) throw new WrongUsage('--seed must be a whole number');
    const scale = Math.min(1, WORLD * run.scale);
    const expected = generate(run, scale, seed);
    if (run.options.on === 'embedded')
      throw new WrongUsage('the embedded database is loaded in the background and has no goal; --on server');
    await onDatabases({ ...run, options: { ...run.options, on: 'server' } }, (database) => load(run, database, expected, scale, seed));
  },
};
