// Reports: every cell is the figure table's, whose cells are told to whom, what the files hold, forms and schedules. Real commits: jobs, instants, frozen months.
import exceljs from 'exceljs';
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { listNotices } from '#capabilities/access/contractDesk.ts';
import { searchExports } from '#capabilities/access/contractWatch.ts';
import { type Person, sessionFor } from '#capabilities/access/testing/people.ts';
import { cancelJob } from '#platform/jobsContract.ts';
import { testsOn } from '#platform/testing/databases.ts';
import {
  changeReportForm,
  endReportSchedule,
  listReportForms,
  listReports,
  previewReport,
  readFigureTable,
  readReport,
  readReportForm,
  retireReportForm,
  saveReportForm,
  scheduleReport,
  startReport,
} from './contract.ts';
import type { ReportContent } from './contractReportShapes.ts';
import { footnotes } from './rulesReportSheet.ts';
import { makeDue } from './server/reports/schedules.ts';
import { GUANGDONG, GUANGXI, GUIZHOU } from './testing/freezing.ts';
import { readKitWorld } from './testing/readKit.ts';
import { reportingWorld } from './testing/reporting.ts';

vi.setConfig({ testTimeout: 300_000 });

interface JsonCell {
  readonly row: readonly string[];
  readonly column: number;
  readonly figure: string;
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  readonly knownAt: string | null;
  readonly class: number;
  readonly measure: 'persons' | 'rate' | 'due';
  readonly days: number | null;
  readonly where: Record<string, string[]> | null;
  readonly value: number | null;
  readonly mark: string | null;
  readonly frozen: boolean;
}
const WINDOWS = [30, 90, 180, 365];
/** The same question put to the figure table. */
const askTable = async (by: Person, c: JsonCell): Promise<number | null> => {
  const told = await by(readFigureTable, { figure: c.figure, from: c.from, to: c.to, asOf: c.asOf, knownAt: c.knownAt!, where: c.where! });
  const value = c.class === 6 && told.figure.evidenceClass < 6 ? told.total!.reported! : told.total!.value;
  if (c.measure === 'persons') return value.persons;
  const w = value.windows![WINDOWS.indexOf(c.days!)]!;
  return c.measure === 'due' ? w.yes + w.no + w.unverified : w.rate;
};
const cellsOf = (file: Buffer): readonly JsonCell[] => (JSON.parse(file.toString('utf8')) as { cells: JsonCell[] }).cells;

test.runIf(testsOn === 'server')(
  'every cell of a yearly report is what the figure table says; frozen months are taken as frozen; what is not measured is never 0',
  async () => {
    const { of, make, take, freeze, steering, work } = await reportingWorld(readKitWorld());
    const guizhou = await of('steering', GUIZHOU);
    const ask = { side: 'origin', area: GUIZHOU } as const;
    const report = await make(guizhou, { form: 'yearly', period: '2022', ...ask, formats: ['json', 'xlsx', 'pdf', 'csv'] });
    expect(report).toMatchObject({ state: 'made', frozen: false, error: null });
    expect(report.files.map((f) => f.format)).toEqual(['xlsx', 'pdf', 'csv', 'json']);
    const { content } = report;
    expect(content!.rows.filter((r) => r.level === 'row' && r.keys[0]!.length === 12)).toHaveLength(9);
    expect(content!.checks.map((c) => c.holds)).toEqual([true, true]);
    expect(content!.seal).toBeNull();
    const cells = cellsOf(await take(guizhou, report.id, 'json'));
    let asked = 0;
    for (const c of cells) {
      if (c.figure > 'I09') {
        expect(c).toMatchObject({ value: null, mark: expect.stringMatching(/^(awaited|elsewhere)$/) });
        continue;
      }
      expect(c.value, JSON.stringify(c)).toBe(await askTable(guizhou, c));
      asked++;
    }
    expect(asked).toBeGreaterThan(150);
    expect(cells.filter((c) => (c.value ?? 0) > 0).length).toBeGreaterThan(40);

    // a month that both sides froze: the numbers of then, whatever is known now
    const host = await steering(GUANGDONG);
    const frozen = await freeze(await steering(GUIZHOU), host, '2022-09', GUIZHOU, '2022-12-01T00:00:00.000000Z');
    expect(frozen.state).toBe('frozen');
    const month = await make(guizhou, { form: 'cooperation', period: '2022-09', ...ask, formats: ['json', 'pdf'] });
    expect(month.frozen).toBe(true);
    expect(month.content!.seal).toMatchObject([{ month: '2022-09', knownAt: '2022-12-01T00:00:00.000000Z' }]);
    const then = cellsOf(await take(guizhou, month.id, 'json'));
    for (const c of then) if (c.mark === null) expect(c.value, JSON.stringify(c)).toBe(await askTable(guizhou, c));
    const series = frozen.figures!.find((f) => f.series === 'I01/6')!;
    expect(then.find((c) => c.figure === 'I01' && c.row.length === 0)).toMatchObject({ value: series.persons, frozen: true });
    // as known now all the same, where that is asked for
    const live = await guizhou(previewReport, {
      form: (await guizhou(readReportForm, { ref: 'cooperation' })).form,
      period: '2022-09',
      ...ask,
      basis: 'live',
    });
    expect([live.seal, live.columns.some((c) => c.frozen)]).toEqual([null, false]);
    // Guangxi has not frozen it: a sheet of both is not frozen
    const both = await make(await of('steering', GUANGDONG), { form: 'cooperation', period: '2022-09', side: 'host', area: GUANGDONG });
    expect(both.content!.seal).toBeNull();
    expect(both.content!.rows.filter((r) => /^(45|52)\d{10}$/.test(r.keys[0] ?? ''))).toHaveLength(23);
    await work();
  },
);

test('a county sees its own cells and no total beyond; what none of is theirs is refused at once', async () => {
  const { of, make, take } = await reportingWorld(readKitWorld());
  const county = await of('county_bureau', '522727000000');
  const own = await make(county, { form: 'monthly', period: '2022-09', side: 'origin', area: '522727000000', formats: ['json'] });
  expect(own.content!.withheld).toBe(false);
  expect(own.content!.rows[0]).toMatchObject({ level: 'total' });
  for (const c of cellsOf(await take(county, own.id, 'json')))
    if (c.mark === null && c.row.length === 0) expect(c.value).toBe(await askTable(county, c));

  const wide = await make(county, { form: 'monthly', period: '2022-09', side: 'origin', area: '522700000000', formats: ['json', 'csv'] });
  expect(wide.content!.withheld).toBe(true);
  expect(wide.content!.rows.map((r) => [r.level, r.keys])).toEqual([['row', ['522727000000']]]);
  expect((await take(county, wide.id, 'csv')).toString('utf8')).toContain('只列导出人辖区的格');
  await expect(county(startReport, { form: 'monthly', period: '2022-09', side: 'origin', area: '522600000000' })).rejects.toMatchObject({
    code: 'indicators.notYourCell',
  });
  // by a dimension that is no place nothing of a larger area is theirs
  const form = { ...(await county(readReportForm, { ref: 'monthly' })).form, rows: ['people'] };
  await expect(county(previewReport, { form, period: '2022-09', side: 'origin', area: '522700000000' })).rejects.toMatchObject({
    code: 'indicators.notYourCell',
  });
  const others = await of('county_bureau', '522726000000');
  await expect(others(readReport, { id: own.id })).rejects.toMatchObject({ code: 'platform.notFound' });
  for (const [input, code] of [
    [{ period: '2022-13' }, 'indicators.noSuchPeriod'],
    [{ period: '2031-01' }, 'indicators.dayLater'],
    [{ period: '2022-09', knownAt: '2099-01-01T00:00:00Z' }, 'indicators.knownLater'],
    [{ period: '2022-09', form: 'weekly' }, 'platform.notFound'],
  ] as const)
    await expect(county(startReport, { form: 'monthly', side: 'origin', area: '522727000000', ...input })).rejects.toMatchObject({ code });
});

test.runIf(testsOn === 'server')(
  'the workbook is the form: merged heads, numbers as numbers, codes as text, A4 across, heads on every page; CSV and PDF; each file on record',
  async () => {
    const { of, make, take, as } = await reportingWorld(readKitWorld());
    const by = await of('steering', GUANGXI);
    const report = await make(by, { form: 'cooperation', period: '2022-09', side: 'origin', area: GUANGXI });
    const content = report.content!;
    const book = new exceljs.Workbook();
    await book.xlsx.load((await take(by, report.id, 'xlsx')) as never);
    expect(book.worksheets.map((s) => s.name)).toEqual(['报表', '口径与来源', '数据']);
    const [sheet, source, data] = book.worksheets as [exceljs.Worksheet, exceljs.Worksheet, exceljs.Worksheet];
    const merges = (sheet as unknown as { model: { merges: string[] } }).model.merges;
    expect(sheet.getCell('B4').text).toBe('帮助就业 I01');
    expect(merges).toEqual(expect.arrayContaining(['A4:A5', 'B4:C4', 'D4:E4']));
    expect(sheet.getCell('B5').text).toBe('累计');
    expect(sheet.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', fitToWidth: 1, fitToHeight: 0, printTitlesRow: '2:6' });
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', xSplit: 1, ySplit: 6 });
    expect(sheet.headerFooter.oddFooter).toContain('&P');
    expect(sheet.getCell('A1').text).toContain(report.files.find((f) => f.format === 'xlsx')!.watermark);
    content.rows.forEach((row, r) => {
      row.cells.forEach((cell, c) => {
        const got = sheet.getCell(7 + r, 2 + c);
        if (cell.mark === null) expect([got.type, got.value]).toEqual([exceljs.ValueType.Number, cell.value]);
        else expect(got.text).toMatch(/^(未计量|另见|—)$/);
      });
    });
    expect(sheet.getCell('B7').numFmt).toBe('#,##0');
    const text = source
      .getSheetValues()
      .map((r) => (Array.isArray(r) ? r.join(' ') : ''))
      .join('\n');
    for (const wanted of ['I01 v1', '第 1 栏', '未封账', 'I01 = I03 + I04 + I05', '每栏各行之和等于合计', '水印'])
      expect(text).toContain(wanted);
    const code = data.getCell('A30');
    expect([code.type, String(code.value).length, code.numFmt]).toEqual([exceljs.ValueType.String, 12, '@']);

    const csv = (await take(by, report.id, 'csv')).toString('utf8');
    expect(csv.charCodeAt(0)).toBe(0xfeff);
    expect(csv).toContain('目标和完成率按协议统计');
    const pdf = await take(by, report.id, 'pdf');
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');

    const auditor = await as({ name: '审计', roles: [{ role: 'auditor', areaCode: GUANGXI, relation: null }], steppedUp: true });
    const logged = (await auditor(searchExports, {})).items.filter((e) => e.what === 'indicators.report');
    expect(logged.map((e) => e.watermark).sort()).toEqual(report.files.map((f) => f.watermark).sort());
  },
);

test.runIf(testsOn === 'server')(
  'of unknown home: told beside frozen columns that ask for no home, as a number of the whole system where they ask for less',
  async () => {
    const { of, make, freeze, steering } = await reportingWorld(readKitWorld());
    const [host, guizhou, guangxi] = [await steering(GUANGDONG), await steering(GUIZHOU), await steering(GUANGXI)];
    const K = '2022-12-01T00:00:00.000000Z';
    const homeless = (await freeze(guizhou, host, '2022-09', GUIZHOU, K)).figures!.find((f) => f.series === 'I01/6')!.homeless;
    await freeze(guangxi, host, '2022-09', GUANGXI, K);
    expect(homeless).toBeGreaterThan(0);
    const by = await of('steering', GUANGDONG);
    const notesOf = (content: ReportContent) => footnotes(content, (k) => k).map((n) => n.zh);
    // a province of homes: who has none is not missing from it
    const home = (await make(await of('steering', GUIZHOU), { form: 'cooperation', period: '2022-09', side: 'origin', area: GUIZHOU }))
      .content!;
    expect(home.columns.some((c) => c.frozen)).toBe(true);
    expect(home.homeless).toEqual([]);
    expect(notesOf(home).filter((n) => /户籍不明|户籍在广西/.test(n))).toEqual([]);
    // a place of work: the number is the whole system's, and beside columns that are not frozen the homes differ
    const city = (await make(by, { form: 'monthly', period: '2022-09', side: 'host', area: '440100000000' })).content!;
    const columns = city.columns.flatMap((c, i) => (c.frozen && c.figure === 'I01' ? [i + 1] : []));
    expect(columns.length).toBeGreaterThan(0);
    expect(city.homeless).toContainEqual({ figure: 'I01', persons: homeless, columns });
    const said = notesOf(city);
    expect(said).toContain(
      `第 ${columns.join('、')} 栏 I01 之外，全系统另有 ${homeless} 人户籍不明，不属于任何一对，不在合计内；封账时没有按就业地和条件分开这些人`,
    );
    expect(said.filter((n) => /^第 .* 栏是封账数，只数户籍在广西、贵州的人；第 .* 栏不是/.test(n))).toHaveLength(1);
    // everything there is: that number itself
    const all = (await make(await of('steering', ''), { form: 'monthly', period: '2022-09', side: 'host', area: '' })).content!;
    expect(notesOf(all)).toContain(`第 ${columns.join('、')} 栏 I01 另有 ${homeless} 人户籍不明，不属于任何一对，不在合计内`);
  },
);

test('a column narrower than its row asks for both at once: where they exclude each other for nobody, and for no others', async () => {
  const { of, make, take } = await reportingWorld(readKitWorld());
  const by = await of('steering', GUIZHOU);
  const shipped = (await by(readReportForm, { ref: 'monthly' })).form;
  const column = { figure: 'I01', span: 'ytd' as const, lastYear: false, evidence: 'verified' as const, measure: 'persons' as const };
  const columns = [{ people: ['poverty'] }, { people: ['poverty', 'monitored'] }, {}].map((where) => ({
    ...{ ...column, where, window: 1, head: { zh: '', en: '' } },
  }));
  const form = { ...shipped, rows: ['people'], groups: [{ head: { zh: '', en: '' }, columns }], notes: [] };
  const { ref } = await by(saveReportForm, { office: GUIZHOU, form });
  const report = await make(by, { form: ref, period: '2022-09', side: 'origin', area: GUIZHOU, formats: ['json'] });
  const cells = cellsOf(await take(by, report.id, 'json'));
  const nobody = cells.filter((c) => c.where === null);
  expect(nobody.map((c) => [c.row[0], c.column, c.value])).toContainEqual(['none', 1, 0]);
  expect(nobody.every((c) => c.value === 0)).toBe(true);
  for (const c of cells) if (c.where) expect(c.value, JSON.stringify(c)).toBe(await askTable(by, c));
});

test('forms are an office’s: saved in versions, contradictions refused, shared with nobody else; retired ones stay readable', async () => {
  const { of, make } = await reportingWorld(readKitWorld());
  const [county, colleague, other, auditor] = [
    await of('county_bureau', '522727000000'),
    await of('county_bureau', '522727000000'),
    await of('county_bureau', '522726000000'),
    await of('auditor', '520000000000'),
  ];
  const shipped = (await county(readReportForm, { ref: 'monthly' })).form;
  const form = { ...shipped, title: { zh: '本县按乡镇和类别', en: 'by town and group' }, rows: ['origin:township', 'people'] };
  await expect(county(saveReportForm, { office: '522726000000', form })).rejects.toMatchObject({ code: 'indicators.notYourOffice' });
  const wrong = { ...form, period: 'year' as const };
  const refused = await county(saveReportForm, { office: '522727000000', form: wrong }).catch((e) => e);
  expect(refused).toMatchObject({ code: 'indicators.formContradicts' });
  expect(refused.body.text.zh).toContain('年报里没有“本月”这种列');
  await expect(auditor(saveReportForm, { office: '520000000000', form })).rejects.toMatchObject({ code: 'platform.forbidden' });
  const { ref } = await county(saveReportForm, { office: '522727000000', form });
  const report = await make(colleague, { form: ref, period: '2022-09', side: 'origin', area: '522727000000', formats: ['json'] });
  expect(report.state).toBe('made');
  const levels = report.content!.rows.map((r) => r.level);
  expect([levels[0], levels.includes('group'), levels.includes('row')]).toEqual(['total', true, true]);
  expect(report.content!.checks.every((c) => c.holds)).toBe(true);
  await expect(other(readReportForm, { ref })).rejects.toMatchObject({ code: 'platform.notFound' });
  expect(await colleague(changeReportForm, { ref, version: 1, form: { ...form, rows: ['people'] } })).toEqual({ ref, version: 2 });
  await expect(county(changeReportForm, { ref, version: 1, form })).rejects.toMatchObject({ code: 'platform.changed' });
  expect((await county(readReportForm, { ref, version: 1 })).form.rows).toEqual(['origin:township', 'people']);
  expect((await county(readReportForm, { ref })).versions.map((v) => v.version)).toEqual([2, 1]);
  await county(retireReportForm, { ref });
  expect((await county(listReportForms, {})).forms.map((f) => f.ref)).not.toContain(ref);
  expect((await county(readReportForm, { ref })).version).toBe(2);
  await expect(county(retireReportForm, { ref: '01900000-0000-7000-8000-00000000dead' })).rejects.toMatchObject({
    code: 'platform.notFound',
  });
});

test('on schedule: made once for its period, told to whoever asked, ended; cancelled ones leave no file', async () => {
  const { app, of, services, store, work } = await reportingWorld(readKitWorld());
  let county = await of('county_bureau', '522727000000');
  const clock = services.clock as unknown as { set(at: string): void };
  const area = { side: 'origin', area: '522727000000' } as const;
  await county(scheduleReport, { form: 'monthly', onDay: 5, ...area, formats: ['csv'] });
  await expect(county(scheduleReport, { form: 'monthly', onDay: 9, ...area })).rejects.toMatchObject({
    code: 'indicators.scheduledAlready',
  });
  const free = { ...(await county(readReportForm, { ref: 'cooperation' })).form, period: 'free' as const };
  const { ref } = await county(saveReportForm, { office: '522727000000', form: free });
  await expect(county(scheduleReport, { form: ref, onDay: 9, ...area })).rejects.toMatchObject({ code: 'indicators.freeNotScheduled' });
  const [schedule] = (await county(listReportForms, {})).schedules;
  expect(schedule!.next).toEqual({ period: '2026-11', day: '2026-12-05' });
  const look = () => makeDue.run({ services, step: (f: never) => store.transact({ role: 'system' }, f) } as never, {} as never);
  expect(await look()).toEqual({ schedules: 1, made: 0 });
  clock.set('2026-12-05T02:00:00Z');
  expect([await look(), await look()]).toEqual([
    { schedules: 1, made: 1 },
    { schedules: 1, made: 0 },
  ]);
  await work();
  // sessions do not last a week
  county = await sessionFor(app, services, county.account, true);
  const [made] = (await county(listReports, {})).items;
  expect(made).toMatchObject({ state: 'made', scheduled: true, period: '2026-11', files: [{ format: 'csv' }] });
  const told = (await county(listNotices, {})).items.map((n) => n.text);
  expect(told).toContainEqual({
    zh: '定期报表做好了：劳务协作月报表 2026-11',
    en: expect.stringMatching(/^A scheduled report is ready: [\x20-\x7e]+ 2026-11$/),
  });
  // no morning came to look for weeks: what was missed is made, and February is not over long enough
  clock.set('2027-02-28T02:00:00Z');
  expect([await look(), await look()]).toEqual([
    { schedules: 1, made: 2 },
    { schedules: 1, made: 0 },
  ]);
  await work();
  county = await sessionFor(app, services, county.account, true);
  expect((await county(listReports, {})).items.map((r) => r.period).sort()).toEqual(['2026-11', '2026-12', '2027-01']);
  await county(endReportSchedule, { id: schedule!.id });
  expect(await look()).toEqual({ schedules: 0, made: 0 });

  const { id, jobId } = await county(startReport, { form: 'monthly', period: '2022-09', ...area });
  await county(cancelJob, { id: jobId });
  await work();
  expect(await county(readReport, { id })).toMatchObject({ state: 'cancelled', content: null, files: [] });
  const { rows } = await store.transact({ role: 'system' }, (db) =>
    sql<{ n: number }>`select count(*)::int as n from report_file where report_id = ${id}::uuid`.execute(db),
  );
  expect(rows[0]!.n).toBe(0);
});

test('a labour station in a county shares nothing with its bureau; whoever only reads there changes nothing; a schedule keeps its version, and its owner is told of what is left out', async () => {
  const { app, as, of, services, store, work } = await reportingWorld(readKitWorld());
  const AREA = '522727000000';
  const clock = services.clock as unknown as { set(at: string): void };
  const look = () => makeDue.run({ services, step: (f: never) => store.transact({ role: 'system' }, f) } as never, {} as never);
  const holding = (role: string, areaCode: string, relation: string | null = null) => ({ role, areaCode, relation });
  const person = (name: string, ...roles: { role: string; areaCode: string; relation: string | null }[]) =>
    as({ name, roles, steppedUp: true });
  const county = await of('county_bureau', AREA);
  const station = await person('县内劳务站', holding('station', AREA));
  const org = 'org:01900000-0000-7000-8000-0000000000aa';
  const stationOf = await person('另一劳务站', holding('station', AREA, org));
  // a bureau elsewhere that audits here: the right to change forms is held over there
  const both = await person('审计兼邻县', holding('auditor', AREA), holding('county_bureau', '522726000000'));
  const shipped = (await county(readReportForm, { ref: 'monthly' })).form;
  const form = { ...shipped, title: { zh: '本县表', en: 'county form' } };
  const { ref } = await county(saveReportForm, { office: AREA, form });
  for (const other of [station, stationOf]) {
    await expect(other(readReportForm, { ref })).rejects.toMatchObject({ code: 'platform.notFound' });
    await expect(other(changeReportForm, { ref, version: 1, form })).rejects.toMatchObject({ code: 'platform.notFound' });
    await expect(other(retireReportForm, { ref })).rejects.toMatchObject({ code: 'platform.notFound' });
    await expect(other(saveReportForm, { office: AREA, form })).rejects.toMatchObject({ code: 'indicators.notYourOffice' });
  }
  expect((await both(readReportForm, { ref })).mayEdit).toBe(false);
  await expect(both(changeReportForm, { ref, version: 1, form })).rejects.toMatchObject({ code: 'indicators.notYourOffice' });
  await expect(both(retireReportForm, { ref })).rejects.toMatchObject({ code: 'indicators.notYourOffice' });
  const [office] = (await stationOf(listReportForms, {})).offices;
  expect(office).toMatchObject({ code: `${AREA}/${org}`, name: { zh: expect.stringContaining('（劳务站）') } });
  const own = await stationOf(saveReportForm, { office: office!.code, form });
  await expect(county(readReportForm, { ref: own.ref })).rejects.toMatchObject({ code: 'platform.notFound' });
  await expect(station(readReportForm, { ref: own.ref })).rejects.toMatchObject({ code: 'platform.notFound' });

  // what a colleague changes does not change what is made on schedule; it is said that there is a newer one
  let colleague = await of('county_bureau', AREA);
  await colleague(scheduleReport, { form: ref, onDay: 5, side: 'origin', area: AREA, formats: ['csv'] });
  await county(changeReportForm, { ref, version: 1, form: { ...form, rows: ['people'] } });
  expect((await colleague(listReportForms, {})).schedules).toMatchObject([{ version: 1, newest: 2, retired: false, title: form.title }]);
  clock.set('2026-12-05T02:00:00Z');
  expect(await look()).toEqual({ schedules: 1, made: 1 });
  await work();
  colleague = await sessionFor(app, services, colleague.account, true);
  expect((await colleague(listReports, {})).items[0]).toMatchObject({ state: 'made', formVersion: 1, period: '2026-11' });
  const again = await of('county_bureau', AREA);
  await again(retireReportForm, { ref });
  clock.set('2027-01-05T02:00:00Z');
  expect([await look(), await look()]).toEqual([
    { schedules: 1, made: 0 },
    { schedules: 1, made: 0 },
  ]);
  colleague = await sessionFor(app, services, colleague.account, true);
  const told = (await colleague(listNotices, {})).items.filter((n) => n.text.zh.includes('没有做'));
  expect(told.map((n) => n.text)).toEqual([
    {
      zh: '定期报表这一期没有做：本县表 2026-12，这张表样已停用',
      en: 'A scheduled report was left out: county form 2026-12, the form was retired',
    },
  ]);

  // several that are due at once are each told once
  clock.set('2027-03-05T02:00:00Z');
  for (let i = 0; i < 3; i++) await look();
  colleague = await sessionFor(app, services, colleague.account, true);
  const all = (await colleague(listNotices, {})).items.map((n) => /没有做：本县表 (\S+)，/.exec(n.text.zh)?.[1]);
  expect(all.filter(Boolean).sort()).toEqual(['2026-12', '2027-01', '2027-02']);

  // so many forms of one office stand at once
  await store.transact({ role: 'system' }, (db) =>
    sql`insert into report_form (id, area_code, created_by) select gen_random_uuid(), ${AREA}, ${county.account.id}::uuid from generate_series(1, 200)`.execute(
      db,
    ),
  );
  await expect(colleague(saveReportForm, { office: AREA, form })).rejects.toMatchObject({ code: 'indicators.tooManyForms' });
});
