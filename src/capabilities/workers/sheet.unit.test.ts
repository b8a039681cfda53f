// The layouts of the trade (research domain-cn §1.1) through the engine, as the sheets of this capability declare them.
import { expect, test } from 'vitest';
import type { BookInfo, SheetRow } from '#capabilities/rosters/rulesBook.ts';
import { readContext } from '#capabilities/rosters/server/importCommand.ts';
import { type Line, type RowLine, readFileRows } from '#capabilities/rosters/server/readRows.ts';
import { type Plain, sheetOf } from '#capabilities/rosters/testing/sheets.ts';
import { idOf } from '#capabilities/rosters/testing/valueCases.ts';
import { workerSheets } from './sheet.ts';

const context = readContext(workerSheets, '2022-10-12');
const bookOf = (rows: readonly (readonly Plain[])[], merges: readonly string[] = [], format: BookInfo['format'] = 'xlsx') => {
  const made = sheetOf(rows, merges);
  return {
    info: { format, date1904: false, sheets: [made.sheet] },
    async *rows(): AsyncGenerator<readonly SheetRow[]> {
      yield made.rows;
    },
  };
};
const read = async (rows: readonly (readonly Plain[])[], merges: readonly string[] = []): Promise<{ lines: Line[]; rows: RowLine[] }> => {
  const lines: Line[] = [];
  for await (const line of readFileRows(bookOf(rows, merges), context)) lines.push(line);
  return { lines, rows: lines.filter((l): l is RowLine => l.kind === 'row' && l.verdict !== 'not-a-row') };
};
const [A, B] = [idOf('19880312'), idOf('19900101', '002')];

test('the national 务工月监测 export: header on row 3, all text, home and place of work in columns of their own', async () => {
  const { lines, rows } = await read([
    ['已外出务工信息', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', ''],
    ['导出时间：2022-10-01', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', ''],
    [
      '省',
      '市',
      '县',
      '乡',
      '行政村',
      '户编号',
      '姓名',
      '证件号码',
      '是否已务工',
      '开始时间(YYYY年MM月)',
      '结束时间',
      '务工所在省',
      '务工所在市',
      '务工所在县',
      '务工企业名称',
      '务工月收入',
      '就业渠道',
    ],
    [
      '贵州省',
      '黔南州',
      '平塘县',
      '克度镇',
      '先进村',
      '5227270001',
      '韦小满',
      A,
      '是',
      '2022年03月',
      '',
      '广东省',
      '广州市',
      '白云区',
      '演示一号电子厂',
      '4500',
      '政府组织',
    ],
    [
      '贵州省',
      '黔南州',
      '平塘县',
      '克度镇',
      '金星村',
      '5227270002',
      '莫桂兰',
      B,
      '是',
      '2021年05月',
      '',
      '广东省',
      '东莞市',
      '',
      '演示二号家具厂',
      '5200',
      '自主/亲友',
    ],
  ]);
  expect(lines[0]).toMatchObject({ kind: 'sheet', declared: 'workers.work' });
  expect(rows.map((r) => [r.row, r.values.place, r.values.homeCounty, r.values.start, r.values.monthlyIncome, r.values.channel])).toEqual([
    [4, '440111', '522727', '2022-03', 4500, 'government'],
    [5, '441900', '522727', '2021-05', 5200, 'self'],
  ]);
  expect(rows[0]!.findings.filter((f) => f.fields[0] === 'place' || f.fields[0] === 'homeCounty')).toEqual([]);
});

test('a place in three columns that does not reach a county is refused, and named as such', async () => {
  const { rows } = await read([
    ['姓名', '证件号码', '务工省', '务工市', '务工县'],
    ['韦小满', A, '广东省', '广州市', ''],
    ['莫桂兰', B, '浙江省', '金华市', '义乌市'],
  ]);
  expect(rows[0]!.findings.filter((f) => f.rule === 'V03')).toHaveLength(1);
  expect(rows[0]!.values).not.toHaveProperty('place');
  expect(rows[1]!.values.place).toBe('330782');
});

test('the 转移就业 sheet of the HR bureaus: two merged header rows, 年收入 in 万元 is no month’s income', async () => {
  const { rows } = await read(
    [
      ['农村劳动力转移就业台账', '', '', '', '', ''],
      ['序号', '基本情况', '', '就业情况', '', ''],
      ['', '姓名', '身份证号码', '就业单位', '就业地点', '年收入(万元)'],
      [1, '韦小满', A, '演示一号电子厂', '广州市白云区', 4.8],
      [2, '莫桂兰', B, '演示二号家具厂', '东莞市', '5.2'],
      ['合计', '', '', '', '', 10],
    ],
    ['A1:F1', 'A2:A3', 'B2:C2', 'D2:F2'],
  );
  expect(rows.map((r) => [r.row, r.values.name, r.values.yearlyIncome, r.values.monthlyIncome ?? null, r.values.place])).toEqual([
    [4, '韦小满', 48000, null, '440111'],
    [5, '莫桂兰', 52000, null, '441900'],
  ]);
});

test('what is no sheet of ours is told row by row as such, and nothing is lost', async () => {
  const { lines, rows } = await read([
    ['课程表', '', ''],
    ['节次', '内容', '教师'],
    ['1', '刀工', '陈师傅'],
  ]);
  expect(lines[0]).toMatchObject({ kind: 'sheet', declared: null });
  expect(rows).toEqual([]);
  expect(lines.filter((l) => l.kind === 'row').map((l) => (l as RowLine).row)).toEqual([1, 2, 3]);
});

test('a list without identity numbers is doubted in every row; a name merged over two numbers in the row it does not belong to', async () => {
  const without = await read([
    ['姓名', '联系电话', '务工地点'],
    ['韦小满', '14100000001', '广州市白云区'],
    ['莫桂兰', '14100000002', '东莞市'],
  ]);
  expect(without.rows.map((r) => [r.verdict, r.findings[0]!.rule])).toEqual([
    ['doubtful', 'V01'],
    ['doubtful', 'V01'],
  ]);
  const merged = await read(
    [
      ['姓名', '身份证号', '务工地点'],
      ['韦小满', A, '广州市白云区'],
      ['', B, '东莞市'],
    ],
    ['A2:A3'],
  );
  expect(merged.rows.map((r) => r.findings.map((f) => f.rule))).toEqual([[], ['filled']]);
});

test('two columns of one name: where they differ the row is doubted', async () => {
  const { rows } = await read([
    ['姓名', '身份证号', '务工地点', '务工地点'],
    ['韦小满', A, '广州市白云区', '广州市白云区'],
    ['莫桂兰', B, '东莞市', '浙江省义乌市'],
  ]);
  expect(rows.map((r) => r.findings.map((f) => f.rule))).toEqual([[], ['twice']]);
});
