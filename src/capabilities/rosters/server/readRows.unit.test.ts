import { expect, test } from 'vitest';
import { parsePlace } from '#standards/divisions/server/loadPlaceParser.ts';
import type { BookInfo, Cell } from '../rulesBook.ts';
import { templateText } from '../rulesMapping.ts';
import type { CheckedSheet } from '../rulesSheet.ts';
import { fieldsOf } from './chooseTables.ts';
import { type Line, type ReadContext, type RowLine, readFileRows, type SheetLine } from './readRows.ts';

const sheet: CheckedSheet = {
  id: 'test',
  text: { zh: '测试名单', en: 'test list' },
  fields: [
    {
      id: 'idNumber',
      text: { zh: '身份证号', en: 'number' },
      aliases: ['身份证号'],
      type: { type: 'idNumber' },
      shapes: ['idNumber'],
      sure: true,
      key: 'V02',
    },
    { id: 'name', text: { zh: '姓名', en: 'name' }, aliases: ['姓名'], type: { type: 'name' }, shapes: ['name'], key: 'V01' },
    { id: 'phone', text: { zh: '电话', en: 'phone' }, aliases: ['联系电话'], type: { type: 'phone' }, shapes: ['phone'] },
  ],
  checks: () => ({ note: () => undefined, findings: () => [], report: () => [] }),
};
const NUMBERS = ['520000198905122378', '520000200001253623', '520000200011183833'];
const rowsOf = (extra: readonly string[] = []): (Cell | null)[][] => [
  ['演示县2026年10月务工监测'],
  ['序号', '姓名', '身份证号', '联系电话', ...(extra.length ? ['帮扶责任', ''] : [])],
  ...NUMBERS.map((n, i) => [
    String(i + 1),
    ['曾小辉', '马小花', '杨小妍'][i]!,
    n,
    `1417525792${i}`,
    ...(extra.length ? [extra[i]!, ''] : []),
  ]),
];
const bookOf = (sheets: readonly { name: string; hidden?: boolean; rows: (Cell | null)[][] }[]) => ({
  info: {
    format: 'xlsx',
    date1904: false,
    sheets: sheets.map((s, index) => ({ index, name: s.name, hidden: s.hidden ?? false, merges: [], hiddenColumns: [] })),
  } satisfies BookInfo,
  async *rows(at: number) {
    yield sheets[at]!.rows.map((cells, i) => ({ at: i, hidden: false, cells }));
  },
});
const context: ReadContext = { sheets: [sheet], today: '2026-11-27', parsePlace };
const read = async (book: Parameters<typeof readFileRows>[0], more: Partial<ReadContext> = {}) => {
  const lines: Line[] = [];
  for await (const line of readFileRows(book, { ...context, ...more })) lines.push(line);
  return {
    sheets: lines.filter((l): l is SheetLine => l.kind === 'sheet'),
    rows: lines.filter((l): l is RowLine => l.kind === 'row'),
  };
};

test('a row says where it stands and what nobody knows; blank cells and running numbers say nothing', async () => {
  const { sheets, rows } = await read(bookOf([{ name: '一', rows: rowsOf(['王书记', '', '李主任']) }]));
  expect(sheets[0]!.titles).toEqual(['演示县2026年10月务工监测']);
  expect(rows.map((r) => [r.place.row, r.verdict, r.extra])).toEqual([
    [1, 'not-a-row', {}],
    [2, 'not-a-row', {}],
    [3, 'accepted', { 帮扶责任: '王书记' }],
    [4, 'accepted', {}],
    [5, 'accepted', { 帮扶责任: '李主任' }],
  ]);
  expect([...fieldsOf(sheet, sheets[0]!.tables[0]!.mapping!)].sort()).toEqual(['idNumber', 'name', 'phone']);
});

test('a hidden sheet is told and left unless somebody says so', async () => {
  const book = bookOf([
    { name: '一', rows: rowsOf() },
    { name: '旧', hidden: true, rows: rowsOf() },
  ]);
  const left = await read(book, { leaveHidden: true });
  expect(left.sheets.map((s) => [s.declared, s.chosen])).toEqual([
    ['test', true],
    ['test', false],
  ]);
  expect(left.rows.every((r) => r.place.sheet === 0 || r.verdict === 'not-a-row')).toBe(true);
  expect(left.sheets[1]!.findings.map((f) => f.rule)).toEqual(['hidden']);
  const fields = [null, 'name', 'idNumber', null];
  const said = await read(book, {
    leaveHidden: true,
    said: [
      { index: 0, chosen: false, declared: 'test', tables: [{ chosen: true, fields }] },
      { index: 1, chosen: true, declared: 'test', tables: [{ chosen: true, fields }] },
    ],
  });
  expect(said.rows.filter((r) => r.verdict === 'accepted').map((r) => [r.place.sheet, r.values.phone, r.extra])).toEqual(
    NUMBERS.map((_, i) => [1, undefined, { 联系电话: `1417525792${i}` }]),
  );
  expect(said.sheets[1]!.tables[0]!.mapping!.columns[1]!.why).toBe('said');
});

test('what was said for such a template before holds again', async () => {
  const book = bookOf([{ name: '一', rows: rowsOf() }]);
  const first = await read(book);
  const template = templateText(first.sheets[0]!.tables[0]!.table);
  const again = await read(book, {
    remembered: async (text) => (text === template ? { sheet: 'test', columns: [null, 'name', 'idNumber', null] } : undefined),
  });
  expect(again.sheets[0]!.tables[0]!.mapping!.columns.map((c) => [c.field, c.why])).toEqual([
    [null, null],
    ['name', 'remembered'],
    ['idNumber', 'remembered'],
    [null, null],
  ]);
});
