// Freezing a month of the demonstration's register: counted and stored, the next month as differences, the file made and checked without a database.
import { sql } from 'kysely';
import { computeFreeze } from '#capabilities/indicators/server/freeze/computeJob.ts';
import { insertFreeze } from '#capabilities/indicators/server/freeze/deeds.ts';
import { bodyOf } from '#capabilities/indicators/server/freeze/file.ts';
import { getFreeze } from '#capabilities/indicators/server/freeze/freezes.ts';
import { verifyText } from '#capabilities/indicators/server/freeze/verifyFile.ts';
import { startJobRunner } from '#platform/server/jobRunner.ts';
import { enqueue } from '#platform/server/jobs.ts';
import { readWatermark } from '#platform/server/versions.ts';
import { testServices } from '#platform/testing/testServices.ts';
import { DEMONSTRATION_DAY } from '../demo/days.ts';
import { WORKERS_AT_ONE } from '../demo/world.ts';
import { type Bench, type Run, timedAsync } from './support/bench.ts';
import { type BenchDatabase, benchKeys, DATABASE_OPTIONS, onDatabases } from './support/databases.ts';
import { demoRegister } from './support/demoRegister.ts';

const ORIGIN = '520000000000';
const ORIGIN_KEY = '00000000-0000-4000-8000-000000000001';
const measure = async (run: Run, { store, label }: BenchDatabase): Promise<void> => {
  const keys = benchKeys(run);
  const asked = run.options.workers === undefined ? run.scaled(140_000, 3000) : Number(run.options.workers);
  run.section(label);
  const workers = await demoRegister(run, store, keys, { seed: 1, scale: asked / WORKERS_AT_ONE });
  const services = { ...testServices(store, { jobs: [computeFreeze] }), keys };
  const freeze = async (month: string) => {
    const knownAt = await readWatermark(store);
    const id = await store.transact({ role: 'system' }, async (db) => {
      const made = await insertFreeze(db, { month, origin: ORIGIN, knownAt, today: DEMONSTRATION_DAY, by: null });
      await enqueue(db, keys, computeFreeze, { freezeId: made });
      return made;
    });
    const read = () => store.transact({ role: 'system', readOnly: true }, (db) => getFreeze(db, id));
    const ms = await timedAsync(async () => {
      const runner = startJobRunner(services, { pollMs: 50 });
      while ((await read()).state === 'computing') await new Promise((resolve) => setTimeout(resolve, 100));
      await runner.stop();
    });
    const done = await read();
    const { rows } = await store.transact({ role: 'system' }, (db) =>
      sql<{
        members: number;
        rows: number;
      }>`select (select sum(members)::int from month_freeze_series where freeze_id = ${id}::uuid) as members,
        (select count(*)::int from frozen_member where seq = ${done.seq}) as rows`.execute(db),
    );
    return { done, ms, ...rows[0]! };
  };
  const first = await freeze('2022-08');
  run.figure({
    name: `a month frozen: ${first.members.toLocaleString('en-US')} members, ${first.done.cells!.toLocaleString('en-US')} cells`,
    unit: 's',
    values: [first.ms / 1000],
    goal: { of: 'value', atMost: 300 },
  });
  run.figure({ name: 'of it, for each worker of the register', unit: 'µs', values: [(first.ms * 1000) / workers] });
  // as both sides would have it
  await store.transact({ role: 'owner' }, async (db) => {
    await sql`insert into signing_key (id, public_key, private_sealed) values (${ORIGIN_KEY}::uuid, '', '')`.execute(db);
    await sql`update month_freeze set state = 'approved'`.execute(db);
    await sql`update month_freeze set state = 'frozen', frozen = clock_timestamp(), key_id = ${ORIGIN_KEY}::uuid, statement = '', signature = ''`.execute(
      db,
    );
  });
  const second = await freeze('2022-09');
  run.figure({ name: `the next month: ${second.members.toLocaleString('en-US')} members`, unit: 's', values: [second.ms / 1000] });
  run.figure({ name: 'rows it took, of its members', unit: '%', values: [(100 * second.rows) / second.members] });
  const body = await store.transact({ role: 'figures', readOnly: true }, async (db) => {
    let made: Awaited<ReturnType<typeof bodyOf>> | undefined;
    const ms = await timedAsync(async () => {
      made = await bodyOf(db, first.done);
    });
    run.figure({ name: 'the cells file made anew of the stored members', unit: 's', values: [ms / 1000] });
    return made!;
  });
  const checking = await timedAsync(async () => {
    verifyText([...body.lines, ''].join('\n'));
  });
  run.figure({ name: 'cells parsed and refused without a signature', unit: 'ms', values: [checking] });
};

export const freezeBench: Bench = {
  name: 'freeze',
  summary: 'a month of the demonstration’s register counted and stored for a freeze, and its file made; PostgreSQL',
  rounds: 1,
  options: {
    ...DATABASE_OPTIONS,
    workers: { type: 'string', text: `workers in the register (default 140,000 × scale, at most ${WORKERS_AT_ONE})` },
  },
  goals: ['freeze of a month ≤ 5 min with progress (issue 6)'],
  run: (run) =>
    onDatabases(run, async (database) => {
      if (database.store.kind === 'server') await measure(run, database);
    }),
};
