// A process that works on the batches of rosters.batches.live.test.ts until it is killed or no job is left. It tells every chunk it has written, before it commits.
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
import { engineRuleNames } from '../rulesRuleNames.ts';
import { newRosters, rostersPurposes } from '../server/routes.ts';
import { recordingDesk, testApplier, testSheet } from './testSheet.ts';

export const CHUNK = 50;
export const engineOf = (afterChunk?: () => Promise<unknown>) => {
  const parts = {
    sheets: [testSheet],
    appliers: [testApplier(afterChunk)],
    desk: recordingDesk().desk,
    ruleNames: engineRuleNames,
    people: async (_call: unknown, ids: readonly string[]) => new Map(ids.map((id) => [id, true])),
    organisations: async () => new Map<string, never>(),
    chunkRows: CHUNK,
  };
  return { parts, ...newRosters(parts) };
};

/** Services that several processes share: keys and files lie in the place. */
export const placeServices = (store: Store, place: Place, afterChunk?: () => Promise<unknown>): Services => {
  const made = testServices(store, { actorFor, purposes: rostersPurposes, files: localFiles(join(place.dir, 'files')) });
  return { ...made, jobs: newJobs(engineOf(afterChunk).jobs), keys: openKeyFile(join(place.dir, 'keys.json')) };
};

if (process.argv[1] === import.meta.filename) {
  const place = JSON.parse(process.argv[2]!) as Place;
  const store = await openPlace(place);
  let n = 0;
  const speak = async () => {
    console.info(`wrote ${++n}`);
    await new Promise((resolve) => setTimeout(resolve, 150));
  };
  const runner = startJobRunner(placeServices(store, place, speak), { pollMs: 100, leaseMs: 2000, heartbeatMs: 250 });
  await until(() =>
    store.transact({ role: 'system' }, async (db) => {
      const open = await db.selectFrom('job').select('id').where('state', 'in', ['queued', 'running']).execute();
      return open.length === 0;
    }),
  );
  await runner.stop();
  await store.close();
}
