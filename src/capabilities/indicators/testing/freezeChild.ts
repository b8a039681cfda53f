// A process that counts a month for a freeze until it is killed or done.
import { sql } from 'kysely';
import { startJobRunner } from '#platform/server/jobRunner.ts';
import { openPlace, type Place, until } from '#platform/testing/killable.ts';
import { testServices } from '#platform/testing/testServices.ts';
import { computeFreeze } from '../server/freeze/computeJob.ts';

const store = await openPlace(JSON.parse(process.argv[2]!) as Place);
const pause = Number(process.argv[3]);
// says after which step it is, so that it can be killed right behind it
const slow: typeof computeFreeze = {
  ...computeFreeze,
  run: (context, input) => {
    let n = 0;
    const step: typeof context.step = async (work, end, session) => {
      const made = await context.step(work, end, session);
      console.info(`after step ${++n}`);
      await new Promise((resolve) => setTimeout(resolve, pause));
      return made;
    };
    return computeFreeze.run(Object.create(context, { step: { value: step } }) as typeof context, input);
  },
};
const runner = startJobRunner(testServices(store, { jobs: [slow] }), { pollMs: 50, leaseMs: 1000, heartbeatMs: 250 });
await until(async () => {
  const { rows } = await store.transact({ role: 'system' }, (db) =>
    sql`select 1 from job where state in ('queued', 'running')`.execute(db),
  );
  return rows.length === 0;
}, 'the job');
await runner.stop();
await store.close();
