// A process that makes a report until it is killed or done.
import { join } from 'node:path';
import { sql } from 'kysely';
import { startJobRunner } from '#platform/server/jobRunner.ts';
import { openKeyFile } from '#platform/server/keys.ts';
import { localFiles } from '#platform/server/localFiles.ts';
import { openPlace, type Place, until } from '#platform/testing/killable.ts';
import { testServices } from '#platform/testing/testServices.ts';
import { actorFor, filePurposes } from '../../../composition.ts';
import { makeReport } from '../server/reports/makeJob.ts';

const place = JSON.parse(process.argv[2]!) as Place;
const store = await openPlace(place);
const pause = Number(process.argv[3]);
// says after which step it is, so that it can be killed right behind it
const slow: typeof makeReport = {
  ...makeReport,
  run: (context, input) => {
    let n = 0;
    const told = async <T>(work: Promise<T>): Promise<T> => {
      const made = await work;
      console.info(`after step ${++n}`);
      const at = context.checkpoint?.files.at(-1);
      if (at) console.info(`file ${at}`);
      await new Promise((resolve) => setTimeout(resolve, pause));
      return made;
    };
    const step: typeof context.step = (work, end, session) => told(context.step(work, end, session));
    const stepAsOwner: typeof context.stepAsOwner = (can, work, end) => told(context.stepAsOwner(can, work, end));
    return makeReport.run(Object.create(context, { step: { value: step }, stepAsOwner: { value: stepAsOwner } }) as typeof context, input);
  },
};
const services = {
  ...testServices(store, { jobs: [slow], purposes: filePurposes, files: localFiles(join(place.dir, 'files')), actorFor }),
  keys: openKeyFile(join(place.dir, 'keys.json')),
};
const runner = startJobRunner(services, { pollMs: 50, leaseMs: 1000, heartbeatMs: 250 });
await until(async () => {
  const { rows } = await store.transact({ role: 'system' }, (db) =>
    sql`select 1 from job where state in ('queued', 'running')`.execute(db),
  );
  return rows.length === 0;
}, 'the job');
await runner.stop();
await store.close();
