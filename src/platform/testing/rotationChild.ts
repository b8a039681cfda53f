// A process that carries on a rotation until it is killed or done, for rotation.live.test.ts.
import { join } from 'node:path';
import { startJobRunner } from '../server/jobRunner.ts';
import { openKeyFile } from '../server/keys.ts';
import { rotationJobs, type SealedColumn, tailOf } from '../server/rotation.ts';
import type { Services } from '../server/services.ts';
import type { Store } from '../server/store.ts';
import { openPlace, type Place, until } from './killable.ts';
import { testServices } from './testServices.ts';

export const testColumns: readonly SealedColumn[] = [
  {
    table: 'test_person',
    id: 'id',
    sealed: 'sealed',
    indexes: [
      { kind: 'number', column: 'number_index', next: 'number_index_next' },
      { kind: 'tail', column: 'tail_index', next: 'tail_index_next', of: tailOf },
    ],
  },
];

export const rotationServices = (store: Store, dir: string): Services => {
  const made = testServices(store, { jobs: rotationJobs(testColumns) });
  const keyFile = join(dir, 'keys.json');
  return { ...made, keys: openKeyFile(keyFile), config: { ...made.config, keyFile } };
};

if (process.argv[1] === import.meta.filename) {
  const place = JSON.parse(process.argv[2]!) as Place;
  const store = await openPlace(place);
  const services = rotationServices(store, place.dir);
  const runner = startJobRunner(services, { pollMs: 50, leaseMs: 500, heartbeatMs: 100 });
  await until(() =>
    store.transact({ role: 'system' }, async (db) => {
      const [job] = await db.selectFrom('job').select(['state', 'progress']).execute();
      if ((job?.progress as { done?: number } | undefined)?.done) console.info('working');
      return job?.state !== 'queued' && job?.state !== 'running';
    }),
  );
  await runner.stop();
  await store.close();
}
