// What a report may cost: how many cells it may have, what of other areas is read for it, how many reports an account may have, and for how long.
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { searchExports } from '#capabilities/access/contractWatch.ts';
import { sessionFor } from '#capabilities/access/testing/people.ts';
import type { Db, Store } from '#platform/server/store.ts';
import { deleteReport, listReports, previewReport, readReport, startReport, takeReport } from './contract.ts';
import { CELLS, type ReportForm } from './rulesReports.ts';
import { clearReports } from './server/reports/clearJob.ts';
import { COMPUTED_AN_HOUR, inTurn } from './server/runTurns.ts';
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
  // what is asked for as files is held to what files bear: 40,000 cells
  const job = await make(province, { form: 'monthly', ...ask, area: GUIZHOU, formats: ['csv'] });
  expect(job.state).toBe('made');
});

test('each download asks for a fresh password, is on record, and is refused once the area is theirs no more; nor is it shown', async () => {
  const { app, of, as, services, store, make, take } = await reportingWorld(readKitWorld());
  const county = await of('county_bureau', HERE);
  const report = await make(county, { form: 'monthly', ...ask, area: HERE, formats: ['csv'] });
  const stale = await sessionFor(app, services, county.account);
  await expect(stale(takeReport, { id: report.id, format: 'csv' })).rejects.toMatchObject({ code: 'access.stepUpNeeded' });
  await take(county, report.id, 'csv');
  await take(county, report.id, 'csv');
  const auditor = await as({ name: '审计', roles: [{ role: 'auditor', areaCode: GUIZHOU, relation: null }], steppedUp: true });
  const logged = (await auditor(searchExports, {})).items.filter((e) => e.what.startsWith('indicators.report'));
  const mark = report.files[0]!.watermark;
  expect(logged.map((e) => [e.what, e.watermark.slice(0, 10)])).toEqual([
    ['indicators.reportTaken', mark],
    ['indicators.reportTaken', mark],
    ['indicators.report', mark],
  ]);

  // moved to the next county: numbers of the one before are told no more
  await store.transact({ role: 'owner' }, (db) =>
    sql`update role_grant set area_code = '522726000000' where account_id = ${county.account.id}::uuid`.execute(db),
  );
  await expect(county(takeReport, { id: report.id, format: 'csv' })).rejects.toMatchObject({ code: 'indicators.notYourCell' });
  await expect(county(readReport, { id: report.id })).rejects.toMatchObject({ code: 'indicators.notYourCell' });
});

test('so many under way at once and in a day, whoever asks ten times at the same moment; deleted by the owner alone; old ones go', async () => {
  const { of, services, store, work, make } = await reportingWorld(readKitWorld());
  const [county, other] = [await of('county_bureau', HERE), await of('county_bureau', HERE)];
  const wanted = { form: 'monthly', ...ask, area: HERE, formats: ['csv'] } as const;
  const asked = await Promise.allSettled(Array.from({ length: 10 }, () => county(startReport, { ...wanted, formats: ['csv'] })));
  expect(asked.filter((a) => a.status === 'fulfilled')).toHaveLength(4);
  const { id: running } = (await county(listReports, {})).items[0]!;
  await expect(county(deleteReport, { id: running })).rejects.toMatchObject({ code: 'indicators.reportUnderWay' });
  await work();
  const system = <T>(f: (db: Db) => Promise<T>) => store.transact({ role: 'system' }, f);
  const files = async (): Promise<number> =>
    (await system((db) => sql<{ n: number }>`select count(*)::int as n from report_file`.execute(db))).rows[0]!.n;
  expect(await files()).toBe(4);
  await expect(other(deleteReport, { id: running })).rejects.toMatchObject({ code: 'platform.notFound' });
  await county(deleteReport, { id: running });
  expect(await files()).toBe(3);
  expect((await county(listReports, {})).items.map((r) => r.id)).not.toContain(running);
  await expect(county(readReport, { id: running })).rejects.toMatchObject({ code: 'platform.notFound' });

  // deleted ones count in the day as well
  await system((db) =>
    sql`insert into report (id, account_id, form, form_version, period, side, area, lang, formats, basis, title)
      select gen_random_uuid(), account_id, form, form_version, period, side, area, lang, formats, basis, title from report, generate_series(1, 96)
      where id = ${running}::uuid`.execute(db),
  );
  await expect(county(startReport, { ...wanted, formats: ['csv'] })).rejects.toMatchObject({ code: 'indicators.reportsToday' });

  await store.transact({ role: 'owner' }, (db) => sql`update report set asked = asked - interval '401 days'`.execute(db));
  const fresh = await make(other, { ...wanted, formats: ['csv'] });
  const cleared = await clearReports.run({ services, step: (f: never) => store.transact({ role: 'system' }, f) } as never, {} as never);
  expect(cleared).toEqual({ cleared: 100 });
  expect((await county(listReports, {})).total).toBe(0);
  expect((await other(listReports, {})).items.map((r) => r.id)).toEqual([fresh.id]);
});

test('what a report computes is spent by its owner: of an account that has asked enough no report is computed either', async () => {
  const { of, store, make } = await reportingWorld(readKitWorld());
  const county = await of('county_bureau', HERE);
  for (let i = 0; i < COMPUTED_AN_HOUR; i++) await inTurn(store, `spent ${i}`, county.account.id, async () => i);
  const report = await make(county, { form: 'monthly', ...ask, area: HERE, formats: ['csv'] });
  expect(report).toMatchObject({ state: 'failed', error: { zh: expect.stringMatching(/240/) } });
});
