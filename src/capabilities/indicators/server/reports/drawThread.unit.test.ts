import exceljs from 'exceljs';
import { afterAll, expect, test } from 'vitest';
import type { ReportContent, SheetColumn } from '../../contractReportShapes.ts';
import { drawReport, type Made } from './drawFiles.ts';
import { drawInThread, endDrawThread } from './drawThread.ts';

afterAll(endDrawThread);

const t = (zh: string) => ({ zh, en: zh });
const column: SheetColumn = {
  head: t('人数'),
  figure: 'I01',
  version: 1,
  name: t('帮助就业'),
  narrowed: t(''),
  where: {},
  from: '2022-01-01',
  to: '2022-12-31',
  asOf: '2022-12-31',
  knownAt: '2023-01-05T02:00:00.000001Z',
  class: 5,
  measure: 'persons',
  days: null,
  state: 'measured',
  why: null,
  frozen: false,
  words: t('口径'),
};
const content = (rows: number, columns = 4): ReportContent => ({
  format: 1,
  title: t('年报（示例）'),
  unit: t('贵州'),
  side: 'origin',
  area: '520000000000',
  period: { kind: 'year', key: '2022', from: '2022-01-01', to: '2022-12-31', unfinished: false, words: t('2022 年') },
  by: ['origin:prefecture'],
  rowHeads: [t('户籍地')],
  groups: [{ head: t('就业'), columns }],
  columns: Array.from({ length: columns }, () => column),
  rows: Array.from({ length: rows }, (_, i) => ({
    level: 'row' as const,
    keys: [`52${i}`],
    names: [t(`第 ${i} 州`)],
    cells: Array.from({ length: columns }, (_, c) => ({ value: i * 10 + c, mark: null })),
  })),
  checks: [],
  seal: null,
  homeless: [],
  withheld: false,
  notes: [],
});
const made: Made = {
  lang: 'zh',
  by: '测试',
  at: new Date('2023-01-05T02:00:00Z'),
  mark: { code: 'TEST', line: '测试' },
  demonstration: true,
  version: 'test',
};

test('the thread draws what the server would have drawn: the same words as CSV and JSON, the same cells as a workbook, a whole PDF', async () => {
  const report = content(12);
  for (const format of ['csv', 'json'] as const)
    expect((await drawInThread(format, report, made)).equals(await drawReport(format, report, made))).toBe(true);
  const cells = async (file: Buffer) => {
    const book = new exceljs.Workbook();
    await book.xlsx.load(file as never);
    return book.worksheets.map((s) => s.getSheetValues());
  };
  expect(await cells(await drawInThread('xlsx', report, made))).toEqual(await cells(await drawReport('xlsx', report, made)));
  const pdf = await drawInThread('pdf', report, made);
  expect([pdf.subarray(0, 5).toString(), pdf.subarray(-6).toString().trim()]).toEqual(['%PDF-', '%%EOF']);
}, 60_000);

test('several at once come one after the other, each to whoever asked for it', async () => {
  const files = await Promise.all([3, 5, 7].map((n) => drawInThread('json', content(n), made)));
  expect(files.map((f) => JSON.parse(f.toString()).cells.length)).toEqual([12, 20, 28]);
}, 60_000);

test('what cannot be drawn is a mistake without its words, and the next report is drawn all the same', async () => {
  const broken = { ...content(2), columns: [] } as ReportContent;
  const failed = await drawInThread('pdf', broken, made).then(
    () => null,
    (e: Error) => e,
  );
  expect(failed?.message).toMatch(/^a report could not be drawn: \w*Error$/);
  expect(failed?.stack).toContain('drawPrint.ts');
  expect((await drawInThread('csv', content(1), made)).toString()).toContain('第 0 州');
}, 60_000);

test('the loop of the server goes on while a large one is drawn', async () => {
  const large = content(1250, 32);
  await drawInThread('csv', large, made);
  const before = process.threadCpuUsage();
  await drawInThread('pdf', large, made);
  const own = process.threadCpuUsage(before);
  const drawn = process.threadCpuUsage();
  await drawReport('pdf', large, made);
  const here = process.threadCpuUsage(drawn);
  // processor time, because a machine at work on other things tells little by the clock
  expect(own.user + own.system).toBeLessThan((here.user + here.system) / 4);
}, 120_000);
