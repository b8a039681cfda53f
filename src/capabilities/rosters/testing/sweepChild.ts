// A process that sweeps the register for rosters.sweep.live.test.ts until it is killed or no job is left. It tells every chunk it looks at, before it commits.
import { join } from 'node:path';
import { sql } from 'kysely';
import { startJobRunner } from '#platform/server/jobRunner.ts';
import { newJobs } from '#platform/server/jobs.ts';
import { openKeyFile } from '#platform/server/keys.ts';
import type { Services } from '#platform/server/services.ts';
import type { Store } from '#platform/server/store.ts';
import { openPlace, type Place, until } from '#platform/testing/killable.ts';
import { testServices } from '#platform/testing/testServices.ts';
import type { LivingRules } from '../server/desk/living.ts';
import { newSweep } from '../server/desk/sweep.ts';

export const HOME = '522727104213';
/** Everybody in the register of the test has one doubt, as long as `doubted` says so. */
const livingOf = (say: (line: string) => Promise<void>): LivingRules => {
  let looks = 0;
  return {
    name: 'test',
    rules: [{ id: 'V13' } as LivingRules['rules'][number]],
    async findingsOf(db, _services, ids) {
      if (ids.length) await say(`looks at chunk ${++looks}`);
      const { rows } = await sql<{
        id: string;
        doubted: boolean;
      }>`select id, doubted from test_register where id = any(${ids}::uuid[])`.execute(db);
      return rows.map(({ id, doubted }) => ({
        workerId: id,
        home: HOME,
        findings: doubted
          ? [{ rule: 'V13', severity: 'doubt' as const, fields: ['labour'], text: { zh: '疑', en: 'doubt' }, advice: null, facts: [id] }]
          : [],
      }));
    },
    async everybody(db, after, limit) {
      const { rows } = await sql<{
        id: string;
      }>`select id from test_register where id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid order by id limit ${limit}`.execute(
        db,
      );
      return rows.map((r) => r.id);
    },
    async changedSince(db, { instant }) {
      const { rows } = await sql<{ id: string }>`select id from test_register where changed > ${instant}::timestamptz order by id`.execute(
        db,
      );
      return rows.map((r) => r.id);
    },
    related: async () => [],
  };
};
export const sweepOf = (say: (line: string) => Promise<void> = async () => undefined) => newSweep([livingOf(say)]).sweepFindings;

/** Keys lie in the place: fingerprints of one process are those of the next. */
export const sweepServices = (store: Store, place: Place, sweep = sweepOf()): Services => ({
  ...testServices(store),
  jobs: newJobs([sweep]),
  keys: openKeyFile(join(place.dir, 'keys.json')),
});

if (process.argv[1] === import.meta.filename) {
  const place = JSON.parse(process.argv[2]!) as Place;
  const store = await openPlace(place);
  const sweep = sweepOf(async (line) => {
    console.info(line);
    // so that it is still in the chunk when it is killed
    await new Promise((resolve) => setTimeout(resolve, 150));
  });
  const runner = startJobRunner(sweepServices(store, place, sweep), { pollMs: 100, leaseMs: 2000, heartbeatMs: 250 });
  await until(() =>
    store.transact({ role: 'system' }, async (db) => {
      const open = await db.selectFrom('job').select('id').where('state', 'in', ['queued', 'running']).execute();
      return open.length === 0;
    }),
  );
  await runner.stop();
  await store.close();
}
