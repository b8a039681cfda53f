// A process that runs the export of workers.export.live.test.ts until it is killed or no job is left. It tells every step that is committed.
import { join } from 'node:path';
import { startJobRunner } from '#platform/server/jobRunner.ts';
import { newJobs } from '#platform/server/jobs.ts';
import { openKeyFile } from '#platform/server/keys.ts';
import { localFiles } from '#platform/server/localFiles.ts';
import type { Services } from '#platform/server/services.ts';
import type { Store } from '#platform/server/store.ts';
import { openPlace, type Place, until } from '#platform/testing/killable.ts';
import { testServices } from '#platform/testing/testServices.ts';
import { actorFor } from '../../../composition.ts';
import { exportJob, exportPurpose } from '../server/exportJob.ts';

/** The export, saying which of its steps is done and resting a little after each. */
const speaking: typeof exportJob = {
  ...exportJob,
  run: (context, input) => {
    let n = 0;
    return exportJob.run(
      {
        ...context,
        get checkpoint() {
          return context.checkpoint;
        },
        stepAsOwner: async (can, work, end) => {
          const result = await context.stepAsOwner(can, work, end);
          console.info(`step ${++n}`);
          await new Promise((resolve) => setTimeout(resolve, 150));
          return result;
        },
      },
      input,
    );
  },
};

/** Services that several processes share: keys and files lie in the place. */
export const placeServices = (store: Store, place: Place, quiet = true): Services => {
  const job = quiet ? exportJob : speaking;
  const made = testServices(store, { actorFor, purposes: [exportPurpose], files: localFiles(join(place.dir, 'files')) });
  return { ...made, jobs: newJobs([job]), keys: openKeyFile(join(place.dir, 'keys.json')) };
};

if (process.argv[1] === import.meta.filename) {
  const place = JSON.parse(process.argv[2]!) as Place;
  const store = await openPlace(place);
  const runner = startJobRunner(placeServices(store, place, false), { pollMs: 100, leaseMs: 1000, heartbeatMs: 250 });
  await until(() =>
    store.transact({ role: 'system' }, async (db) => {
      const open = await db.selectFrom('job').select('id').where('state', 'in', ['queued', 'running']).execute();
      return open.length === 0;
    }),
  );
  await runner.stop();
  await store.close();
}
