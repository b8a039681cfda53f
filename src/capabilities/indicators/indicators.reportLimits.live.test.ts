// What a report may cost: how many cells it may have, what of other areas is read for it, how many reports an account may have, and for how long.
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import type { Store } from '#platform/server/store.ts';
import { previewReport } from './contract.ts';
import { CELLS, type ReportForm } from './rulesReports.ts';
import { GUIZHOU } from './testing/freezing.ts';
import { readKitWorld } from './testing/readKit.ts';
import { reportingWorld } from './testing/reporting.ts';

vi.setConfig({ testTimeout: 120_000 });
const HERE = '522727000000';
const t = (zh: string, en: string) => ({ zh, en });
const column = (figure: string): ReportForm['groups'][number]['columns'][number] => ({
  ...{ figure, where: {}, span: 'ytd', lastYear: false, evidence: 'verified', measure: 'persons', window: 1, head: t('', '') },
});
const form = (rows: string[], figures: string[] = ['I01']) => ({
  ...{ title: t('大表', 'large'), period: 'month' as const, rows, where: {}, notes: [] },
  groups: [{ head: t('', ''), columns: figures.map(column) as never }],
});
const ask = { period: '2022-09', side: 'origin', area: '' } as const;
/** So many more people in every run that stands, each of a village and a place of work of their own, none of them in HERE. */
const crowd = (store: Store, people: number) =>
  store.transact({ role: 'owner' }, async (db) => {
    await sql`alter table figure_member drop constraint if exists figure_member_worker_id_fkey`.execute(db);
    await sql`insert into figure_member (run_id, worker_id, on_day, spell_id, origin, host, "where", people, monitored, relocated, sex, age, channel, programme,
        industry, occupation, evidence, pairing)
      select r.id, gen_random_uuid(), r.to_day, gen_random_uuid(), '5226' || lpad(n::text, 8, '0'), '4401' || lpad((n % 30 + 1)::text, 2, '0') || '000000', 'guangdong',
        'poverty', 'no', 'no', '1', '16_25', '', '', '', '', '4', '' from figure_run r, generate_series(1, ${people}::int) n`.execute(db);
  });

test('a report of villages × counties of everywhere: refused with how many and what to narrow; others’ cells are not even read', async () => {
  const { of, store, make } = await reportingWorld(readKitWorld());
  const [province, county] = [await of('steering', GUIZHOU), await of('county_bureau', HERE)];
  const wide = form(['origin:village', 'host:county']);
  const before = await county(previewReport, { form: wide, ...ask });
  await crowd(store, 50_000);
  // to the county nothing has changed, and it takes no longer
  const after = await county(previewReport, { form: wide, ...ask });
  expect(after.rows).toEqual(before.rows);
  expect(after.rows.length).toBeGreaterThan(0);
  expect(after.rows.every((r) => r.keys[0]!.startsWith('522727'))).toBe(true);
  // of rows that are not told no sum is told either
  expect(after.checks.map((c) => c.text.zh)).toEqual([expect.stringMatching(/^I01 = /)]);

  const refused = await province(previewReport, { form: wide, ...ask, area: GUIZHOU }).catch((e) => e);
  expect(refused).toMatchObject({
    code: 'indicators.reportTooLarge',
    body: { details: { columns: 1, limit: CELLS.preview.toLocaleString('en-US') } },
  });
  expect(refused.body.text.zh).toMatch(/至少有 50,\d{3} 行、1 栏，50,\d{3} 格；预览最多 20,000 格。请选小一点的地区/);
  // what is asked for as files is held to what files bear: 60,000 cells
  const job = await make(province, { form: 'monthly', ...ask, area: GUIZHOU, formats: ['csv'] });
  expect(job.state).toBe('made');
});
