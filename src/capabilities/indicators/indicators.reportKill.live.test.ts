// kill -9 of the process that makes a report: the next one goes on at the same instant, and every file is made and logged once.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { makeAccount } from '#capabilities/access/testing/people.ts';
import { enqueue } from '#platform/server/jobs.ts';
import { newKeyFile, openKeyFile, writeKeyFile } from '#platform/server/keys.ts';
import { newId } from '#platform/server/newId.ts';
import { testsOn } from '#platform/testing/databases.ts';
import { newKillable, startChild } from '#platform/testing/killable.ts';
import { testServices } from '#platform/testing/testServices.ts';
import type { ReportContent } from './contractReportShapes.ts';
import { preparePlaces } from './server/places.ts';
import { makeReport } from './server/reports/makeJob.ts';
import { insertReport } from './server/reports/store.ts';
import { loadWorld } from './testing/loadWorld.ts';
import { readKitWorld } from './testing/readKit.ts';

vi.setConfig({ testTimeout: 240_000 });
const CHILD = fileURLToPath(new URL('testing/reportChild.ts', import.meta.url));

// on the embedded database the kill of a freeze stands for both
test.runIf(testsOn === 'server')(
  'killed while it counts and while it writes, a report comes out once and as known at one instant',
  async () => {
    const killable = await newKillable();
    const keyFile = join(killable.place.dir, 'keys.json');
    writeKeyFile(keyFile, newKeyFile());
    const keys = openKeyFile(keyFile);
    try {
      const id = await killable.visit(async (store) => {
        await store.transact({ role: 'system' }, preparePlaces);
        await store.transact({ role: 'owner' }, (db) => loadWorld(db, readKitWorld()));
        const account = await makeAccount(testServices(store), { role: 'steering', areaCode: '520000000000', relation: null });
        return store.transact({ role: 'system' }, async (db) => {
          const made = newId();
          await insertReport(db, {
            ...{
              id: made,
              accountId: account.id,
              form: 'quarterly',
              formVersion: 1,
              period: '2022-Q3',
              side: 'origin',
              area: '520000000000',
              lang: 'zh',
            },
            ...{ formats: ['csv', 'json'], basis: 'auto', knownAt: null, title: { zh: '季报', en: 'q' }, scheduleId: null },
          });
          await enqueue(db, keys, makeReport, { reportId: made }, { createdBy: account.id });
          return made;
        });
      });
      const instant = () =>
        killable.visit((store) =>
          store.transact(
            { role: 'system' },
            async (db) => (await sql<{ k: string | null }>`select checkpoint ->> 'knownAt' as k from job`.execute(db)).rows[0]!.k,
          ),
        );
      const first = startChild(CHILD, killable.place, '200');
      await first.says('after step 6');
      await first.kill();
      const k = await instant();
      expect(k).toMatch(/^2\d{3}-/);
      // between its two files: the first is written and logged, the second not yet
      const second = startChild(CHILD, killable.place, '150');
      await second.says('file csv');
      await second.kill();
      expect(await startChild(CHILD, killable.place, '0').ended).toBe(0);
      const { content, files, logged, state } = await killable.visit((store) =>
        store.transact({ role: 'system' }, async (db) => ({
          content: (
            await sql<{ content: ReportContent }>`select content from report where id = ${id}::uuid and made is not null`.execute(db)
          ).rows[0]!.content,
          files: (await sql<{ format: string }>`select format from report_file order by 1`.execute(db)).rows.map((r) => r.format),
          logged: (await sql`select 1 from export_log`.execute(db)).rows.length,
          state: (await sql<{ state: string }>`select state from job`.execute(db)).rows[0]!.state,
        })),
      );
      expect([state, files, logged]).toEqual(['done', ['csv', 'json'], 2]);
      expect([...new Set(content.columns.filter((c) => c.knownAt).map((c) => c.knownAt))]).toEqual([k]);
    } finally {
      await killable.drop();
    }
  },
);
