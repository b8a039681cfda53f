// A process that runs the chunked job of jobs.live.test.ts until it is killed or the job is done.
import { sql } from 'kysely';
import { startJobRunner } from '../server/jobRunner.ts';
import { defineJob } from '../server/jobs.ts';
import { openPlace, type Place, until } from './killable.ts';
import { testServices } from './testServices.ts';

export const CHUNKS = 12;
const isChild = process.argv[1] === import.meta.filename;
const say = (line: string) => {
  if (isChild) console.info(line);
};

/** Each chunk writes one row; nothing in the table forbids a second one. */
export const chunked = defineJob<{ pause: number }, { next: number }>({
  kind: 'test.chunked',
  summary: { zh: '分段任务', en: 'A job in chunks' },
  async run(context, { pause }) {
    for (let n = context.checkpoint?.next ?? 0; n < CHUNKS; n++) {
      await context.step(
        async (db) => {
          await sql`insert into test_chunk (job_id, n) values (${context.id}, ${n})`.execute(db);
          say(`in chunk ${n}`);
          await sql`select pg_sleep(${pause})`.execute(db);
        },
        { progress: { done: n + 1, total: CHUNKS }, checkpoint: { next: n + 1 } },
      );
      say(`after chunk ${n}`);
    }
    return { chunks: CHUNKS };
  },
});

if (isChild) {
  const store = await openPlace(JSON.parse(process.argv[2]!) as Place);
  const services = testServices(store, { jobs: [chunked] });
  const runner = startJobRunner(services, { pollMs: 100, leaseMs: 1000, heartbeatMs: 250 });
  await until(() =>
    store.transact({ role: 'system' }, async (db) => {
      const open = await db.selectFrom('job').select('id').where('state', 'in', ['queued', 'running']).execute();
      return open.length === 0;
    }),
  );
  await runner.stop();
  await store.close();
}
