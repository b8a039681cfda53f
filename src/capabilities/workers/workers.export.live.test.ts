// Exports with real commits: killed, cancelled, too large; and how the database looks a thousand lines up.
import exceljs from 'exceljs';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { explainGuard } from '#capabilities/access/testing/explainGuard.ts';
import { makeAccount, type Person } from '#capabilities/access/testing/people.ts';
import { personas } from '#capabilities/access/testing/personas.ts';
import { actorWith } from '#capabilities/access/testing/probe.ts';
import { readContent } from '#platform/server/files.ts';
import { type JobRunner, startJobRunner } from '#platform/server/jobRunner.ts';
import { enqueue, newJobs, requestCancel } from '#platform/server/jobs.ts';
import type { Services } from '#platform/server/services.ts';
import type { Db, Store } from '#platform/server/store.ts';
import { newTestDatabase } from '#platform/testing/databases.ts';
import { type Child, newKillable, startChild, until } from '#platform/testing/killable.ts';
import { type ExportIn, exportJob, newExportJob } from './server/exportJob.ts';
import { queriesOf } from './server/lookUp.ts';
import { crowd } from './testing/crowd.ts';
import { placeServices } from './testing/exportChild.ts';

const PEOPLE = 600;
const EVERYBODY: ExportIn = { filters: {}, ids: null, full: false, reason: '' };
const system = <T>(store: Store, work: (db: Db) => Promise<T>): Promise<T> => store.transact({ role: 'system' }, work);
const jobOf = (store: Store, id: string) =>
  system(store, (db) => db.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirstOrThrow());
const traces = (store: Store) =>
  system(store, async (db) => ({
    files: await db.selectFrom('file').select(['id', 'hash', 'createdBy']).execute(),
    log: await db.selectFrom('exportLog').select(['rows', 'watermark', 'fileHash']).execute(),
  }));

test('an export killed in the middle, and again after its file was made: one file, everybody in it once, one line in the log', async () => {
  const place = await newKillable();
  const run = (): Child => startChild('../../capabilities/workers/testing/exportChild.ts', place.place);
  try {
    const { jobId, owner, ids } = await place.visit(async (store) => {
      const services = placeServices(store, place.place);
      const account: Person['account'] = await makeAccount(services, '平塘县人社局');
      const people = await crowd(services, PEOPLE);
      const id = await system(store, (db) => enqueue(db, services.keys, exportJob, EVERYBODY, { createdBy: account.id }));
      return { jobId: id, owner: account, ids: people.map((p) => p.id) };
    });
    const first = run();
    await first.says('step 2');
    await first.kill();
    await place.visit(async (store) => {
      expect(await jobOf(store, jobId)).toMatchObject({ state: 'running', checkpoint: null });
      expect(await traces(store)).toEqual({ files: [], log: [] });
    });
    // two pages, then the file: killed after that was committed and before the job could end
    const second = run();
    await second.says('step 4');
    await second.kill();
    const before = await place.visit(async (store) => {
      expect((await jobOf(store, jobId)).state).toBe('running');
      return traces(store);
    });
    expect(before.files).toMatchObject([{ createdBy: owner.id }]);
    expect(before.log).toHaveLength(1);
    expect(await run().ended).toBe(0);
    await place.visit(async (store) => {
      const job = await jobOf(store, jobId);
      expect(job).toMatchObject({ state: 'done', progress: { done: PEOPLE, total: PEOPLE } });
      expect(await traces(store)).toEqual(before);
      expect(job.result).toMatchObject({ fileId: before.files[0]!.id, rows: PEOPLE, watermark: before.log[0]!.watermark });
      expect(before.log[0]).toMatchObject({ rows: PEOPLE, fileHash: before.files[0]!.hash });
      const book = new exceljs.Workbook();
      await book.xlsx.load((await readContent(placeServices(store, place.place), before.files[0]!.hash)) as never);
      const sheet = book.worksheets[0]!;
      const column = (sheet.getRow(2).values as string[]).indexOf('档案号');
      const listed = Array.from({ length: sheet.rowCount - 2 }, (_, i) => sheet.getRow(i + 3).getCell(column).text);
      expect(listed).toHaveLength(PEOPLE);
      expect(new Set(listed)).toEqual(new Set(ids));
    });
  } finally {
    await place.drop();
  }
  // three processes one after the other, each opens the database
}, 300_000);

test('cancelled: no file, no line; too many: refused with a sentence; a thousand lines walk indexes', async () => {
  const place = await newKillable();
  const database = await newTestDatabase();
  let runner: JobRunner | undefined;
  try {
    const { store } = database;
    let steps = 0;
    const services = placeServices(store, place.place);
    const watched: Services = {
      ...services,
      actorFor: async (...args) => {
        steps++;
        return services.actorFor(...args);
      },
    };
    const owner = await makeAccount(services, '平塘县人社局');
    const people = await crowd(services, PEOPLE);
    const queue = (input: ExportIn) => system(store, (db) => enqueue(db, services.keys, exportJob, input, { createdBy: owner.id }));
    const id = await queue(EVERYBODY);
    runner = startJobRunner(watched, { pollMs: 30, alone: false });
    await until(async () => {
      if (steps >= 2) await system(store, (db) => requestCancel(db, id));
      return (await jobOf(store, id)).finished !== null;
    });
    expect(await jobOf(store, id)).toMatchObject({ state: 'cancelled' });
    expect(await traces(store)).toEqual({ files: [], log: [] });

    await system(store, (db) =>
      sql`insert into worker_scope (key, worker_id, from_day, to_day, source) select 'host:440111', x, '2020-01-01', '9999-12-31', 'spell:' || x
        from unnest(${people.map((p) => p.id)}::uuid[]) x`.execute(db),
    );
    await analyse(store);
    for (const name of ['平塘县人社局', '贵州省', '白云劳务站', '广东省', '审计'] as const) {
      const actor = actorWith([personas[name]]);
      for (const [what, query] of Object.entries(queriesOf(actor, services.keys, people[1]!)))
        await explainGuard(store, actor, '2026-11-26', ['worker_now', 'worker_basic', 'worker_contact', 'worker_scope'], () => query).catch(
          (e: Error) => {
            throw new Error(`${name} ${what}: ${e.message}`);
          },
        );
    }
    await runner.stop();
    // as if a file might hold five hundred
    runner = startJobRunner({ ...services, jobs: newJobs([newExportJob(500)]) }, { pollMs: 30, alone: false });
    const large = await queue(EVERYBODY);
    await until(async () => (await jobOf(store, large)).finished !== null);
    expect(await jobOf(store, large)).toMatchObject({
      state: 'failed',
      error: { code: 'workers.tooManyToExport', text: { zh: expect.stringContaining('500 人以上') } },
    });
    expect(await traces(store)).toEqual({ files: [], log: [] });
  } finally {
    await runner?.stop();
    await database.drop();
    await place.drop();
  }
});

const analyse = (store: Store) =>
  store.transact({ role: 'owner' }, async (db) => {
    for (const t of ['worker_now', 'worker_basic', 'worker_contact', 'worker_scope']) await sql`analyze ${sql.table(t)}`.execute(db);
  });
