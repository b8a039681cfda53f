// The published corpus as an office hands it in: every file through the door, the job that judges it and the register, and nothing of it gets lost on the way.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { expectedHeaders, expectedOf } from '../kits/sheets/scoreCorpus.ts';
import type { Person } from './capabilities/access/testing/people.ts';
import { type Batch, handIn, readBatch } from './capabilities/rosters/contract.ts';
import { ROSTER_FILE } from './capabilities/rosters/contractShapes.ts';
import { uploadFile } from './platform/filesContract.ts';
import { requestOf } from './platform/requestOf.ts';
import { ROOT } from './platform/server/config.ts';
import { startJobRunner } from './platform/server/jobRunner.ts';
import { testsOn } from './platform/testing/databases.ts';
import { testClock } from './platform/testing/testServices.ts';
import { testApp } from './testApp.ts';

type App = Awaited<ReturnType<typeof testApp>>;

/** The file as it comes through the door: its id, or why it is refused there. */
const upload = async ({ app }: App, who: Person, file: string): Promise<{ id: string } | { code: string }> => {
  const reply = await app.inject({
    method: 'POST',
    url: requestOf(uploadFile, { name: file, purpose: ROSTER_FILE }).url,
    headers: { 'content-type': 'application/octet-stream', cookie: [...who.jar].map(([k, v]) => `${k}=${v}`).join('; ') },
    payload: readFileSync(join(ROOT, 'kits/sheets/corpus', file)),
  });
  return reply.json();
};
const keptRows = ({ store }: App, { id }: Batch) =>
  store.transact({ role: 'system' }, async (db) => {
    const { rows } = await sql<{ verdict: string; n: number }>`
      select verdict, count(*)::int as n from roster_row where batch_id = ${id}::uuid group by 1`.execute(db);
    return Object.fromEntries(rows.map((r) => [r.verdict, r.n]));
  });

/** Open jobs; the test fails in its time where they never end. */
const openJobs = ({ store }: App) =>
  store.transact({ role: 'system' }, async (db) => {
    const rows = await db.selectFrom('job').select('id').where('state', 'in', ['queued', 'running']).execute();
    return rows.length;
  });
/** Formats that end with their thread. */
const OTHER = /\.(xls|et|ods)$/;

// judging asks the database for little, and both databases the same; once is enough for a hundred files
test.skipIf(testsOn === 'server')(
  'every file is judged or refused with a sentence; each batch balances and keeps every row somebody has to look at',
  async () => {
    const world = await testApp({ clock: testClock('2022-10-12T02:00:00Z') });
    const county = await world.as('平塘县人社局');
    // a thread that has read one of our own formats reads the next file as well: those come first, and one at a time
    const headers = expectedHeaders().sort((a, b) => Number(OTHER.test(a.file)) - Number(OTHER.test(b.file)));
    const ids = new Map<string, string>();
    const wrong: unknown[] = [];
    for (const { file, fault } of headers) {
      const sent = await upload(world, county, file);
      if ('id' in sent) ids.set(file, (await county(handIn, { fileId: sent.id })).id);
      else if (!fault) wrong.push([file, 'refused at the door', sent.code]);
    }
    const runner = startJobRunner(world.services, { pollMs: 50, alone: false, concurrency: 1 });
    try {
      while ((await openJobs(world)) > 0) await new Promise((resolve) => setTimeout(resolve, 500));
    } finally {
      await runner.stop();
    }
    const states: Record<string, number> = {};
    for (const { file, fault } of headers) {
      const id = ids.get(file);
      if (id === undefined) continue;
      const batch = await county(readBatch, { id });
      states[batch.state] = (states[batch.state] ?? 0) + 1;
      const c = batch.counts;
      if (fault) {
        // a sheet with nothing in it can be read, and says so
        const told = fault === 'empty' ? batch.report.some((f) => f.rule === 'noList') : batch.state === 'failed' && batch.problem?.text.zh;
        if (!told || c.rows > 0) wrong.push([file, fault, batch.state, batch.problem]);
        continue;
      }
      const data = expectedOf(file).filter((r) => r.verdict !== 'not-a-row').length;
      const kept = await keptRows(world, batch);
      const sound =
        c.rows === c.accepted + c.doubtful + c.refused + c.notRows &&
        c.accepted + c.doubtful === c.new + c.changed + c.unchanged &&
        c.accepted + c.doubtful + c.refused === data &&
        (kept.refused ?? 0) === c.refused &&
        (kept.doubtful ?? 0) === c.doubtful &&
        Object.values(c.byRule).reduce((a, b) => a + b, 0) >= c.refused + c.doubtful;
      if (!sound) wrong.push([file, batch.state, c, { data, kept }]);
    }
    expect(wrong).toEqual([]);
    expect(states.judged! + states.asks!).toBeGreaterThan(120);
    expect(world.services.unexpected).toEqual([]);
  },
  600_000,
);
