// The sweep for duplicates over a register of a million: blocking in SQL, comparison in a worker thread, pairs written and joined.
import { sql } from 'kysely';
import { findDuplicatesOf } from '#capabilities/workers/server/duplicates/find.ts';
import { sweepDuplicates } from '#capabilities/workers/server/duplicates/sweep.ts';
import { startJobRunner } from '#platform/server/jobRunner.ts';
import { enqueue } from '#platform/server/jobs.ts';
import { testServices } from '#platform/testing/testServices.ts';
import { generateTruthSet } from '../kits/duplicates/generate.ts';
import { asRegistered, loadRecords, withoutIndexes, workerIdOf } from '../kits/duplicates/load.ts';
import { readRecord } from '../kits/duplicates/read.ts';
import { allCounties } from '../kits/duplicates/world.ts';
import { type Bench, type Run, timedAsync } from './support/bench.ts';
import { type BenchDatabase, DATABASE_OPTIONS, onDatabases } from './support/databases.ts';
import { mulberry32 } from './support/random.ts';

const SEED = 3001;
const minutes = (ms: number) => ms / 60_000;

const sweepOnce = async (store: BenchDatabase['store'], services: ReturnType<typeof testServices>, input: { full?: boolean }) => {
  const runner = startJobRunner(services, { pollMs: 100 });
  const started = performance.now();
  const id = await store.transact({ role: 'system' }, (db) => enqueue(db, services.keys, sweepDuplicates, input));
  services.jobs.wake();
  for (;;) {
    const job = await store.transact({ role: 'system' }, (db) =>
      db.selectFrom('job').select(['state', 'result', 'progress']).where('id', '=', id).executeTakeFirstOrThrow(),
    );
    if (job.state === 'done' || job.state === 'failed') {
      await runner.stop();
      if (job.state === 'failed') throw new Error('the sweep failed');
      return {
        ms: performance.now() - started,
        result: job.result as { compared: number; pairs: number; joined: number; skipped: Record<string, unknown> },
      };
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
};

const measureSweep = async (run: Run, { store, label }: BenchDatabase): Promise<void> => {
  const size = run.scaled(store.kind === 'server' ? 1_000_000 : 14_000, 500);
  const again = Math.round(size * 0.03);
  run.section(`${label}, ${size.toLocaleString('en')} workers`);
  const { records: raw } = generateTruthSet('A', SEED, { persons: size - again, duplicates: again, counties: allCounties() });
  const records = raw.map((r) => asRegistered(readRecord(r)));
  const services = testServices(store, { jobs: [sweepDuplicates] });
  const putBack = await withoutIndexes(store);
  const loading = await timedAsync(() => loadRecords(store, services.keys, records));
  const indexing = await timedAsync(putBack);
  run.note(`loaded in ${(loading / 1000).toFixed(0)} s, indexes and statistics in ${(indexing / 1000).toFixed(0)} s`);

  const first = await sweepOnce(store, services, { full: true });
  run.note(
    `compared ${first.result.compared.toLocaleString('en')} pairs, ${first.result.pairs.toLocaleString('en')} to tell, ${first.result.joined.toLocaleString('en')} joined`,
  );
  run.note(`left out for their size: ${JSON.stringify(first.result.skipped)}`);
  const persons = raw.map((r) => r.person);
  const at = new Map(raw.map((_, n) => [workerIdOf(n), n]));
  const pairs = await store.transact(
    { role: 'system' },
    async (db) =>
      (
        await sql<{
          workerId: string;
          otherId: string;
          state: string;
          kind: string;
        }>`select worker_id, other_id, state, kind from duplicate_pair`.execute(db)
      ).rows,
  );
  const one = (p: { workerId: string; otherId: string }) => persons[at.get(p.workerId)!] === persons[at.get(p.otherId)!];
  const answers = run.answers('what was joined is one person', 'the truth set');
  for (const p of pairs.filter((x) => x.state === 'same')) answers.same(one(p), true);
  answers.done();
  const groups = Map.groupBy(persons.keys(), (n) => persons[n]!);
  const truth = [...groups.values()].reduce((sum, g) => sum + (g.length * (g.length - 1)) / 2, 0);
  const told = pairs.filter((p) => p.kind !== 'conflict');
  const right = told.filter(one).length;
  run.note(
    `candidates: precision ${(right / told.length).toFixed(4)}, recall ${(right / truth).toFixed(4)} at least (records joined through a third have no pair); truth ${truth}`,
  );
  run.figure({ name: 'full sweep', unit: 'min', values: [minutes(first.ms)], goal: { of: 'value', atMost: 5 } });

  const changed = run.scaled(3_000, 20);
  await store.transact({ role: 'owner' }, async (db) => {
    await sql`update worker_now set described = clock_timestamp() - interval '1 hour'`.execute(db);
    await sql`update worker_now set described = clock_timestamp() where worker_id = any(${Array.from({ length: changed }, (_, n) => workerIdOf(n * 7))}::uuid[])`.execute(
      db,
    );
    await sql`delete from duplicate_pair where state = 'open'`.execute(db);
  });
  const nightly = await sweepOnce(store, services, {});
  run.note(`nightly: ${changed.toLocaleString('en')} changed, ${nightly.result.compared.toLocaleString('en')} pairs compared`);
  run.figure({ name: `a night with ${changed.toLocaleString('en')} changed records`, unit: 'min', values: [minutes(nightly.ms)] });

  const random = mulberry32(SEED);
  const session = { role: 'system' as const };
  const values: number[] = [];
  let found = 0;
  for (let n = 0; n < 60 * run.rounds; n++) {
    // as it is typed in: nobody knows the household yet
    const of = { ...records[random.below(records.length)]!, householdId: null };
    values.push(
      await timedAsync(async () => {
        found += (await store.transact(session, (db) => findDuplicatesOf(db, services.keys, of, null))).length;
      }),
    );
  }
  run.note(`${found} likenesses in ${values.length} look-ups (each record finds itself)`);
  run.figure({ name: 'who looks like this one (on save, as you type)', unit: 'ms', values, goal: { of: 'value', atMost: 20 } });
};

export const sweepBench: Bench = {
  name: 'sweep',
  summary: 'duplicates over 1,000,000 workers on PostgreSQL (14,000 on PGlite): the full sweep, a night, one record',
  rounds: 5,
  options: DATABASE_OPTIONS,
  goals: [
    'a full sweep of 1,000,000 workers ≤ 5 min on PostgreSQL 15 (issue 3)',
    'what is joined without asking is one person, every time (issue 3; an answer, not a timing)',
    'who looks like one record ≤ 20 ms (ours)',
  ],
  run: (run) => onDatabases(run, (database) => measureSweep(run, database)),
};
