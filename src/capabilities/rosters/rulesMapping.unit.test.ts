import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestSheet, mapColumns, SURE, templateText } from './rulesMapping.ts';
import { shapeOf } from './rulesShapes.ts';
import type { SheetDeclaration } from './rulesSheet.ts';
import { findTables } from './rulesTable.ts';
import { sheetOf } from './testing/sheets.ts';
import { idOf } from './testing/valueCases.ts';
import { words } from './testing/words.ts';

const text = (zh: string) => ({ zh, en: zh });
const workers: SheetDeclaration = {
  id: 'workers',
  text: text('务工台账'),
  fields: [
    {
      id: 'idNumber',
      text: text('证件号码'),
      aliases: ['证件号码', '身份证号'],
      type: { type: 'idNumber' },
      shapes: ['idNumber', 'damagedId'],
      sure: true,
      key: 'V01',
    },
    { id: 'name', text: text('姓名'), aliases: ['姓名', '务工人员姓名'], type: { type: 'name' }, shapes: ['name'], key: 'V01' },
    { id: 'phone', text: text('联系电话'), aliases: ['联系电话', '手机号码'], type: { type: 'phone' }, shapes: ['phone'] },
    {
      id: 'monthlyIncome',
      text: text('月收入'),
      aliases: ['月收入', '务工月收入'],
      type: { type: 'money', unit: 'yuan', per: 'month' },
      shapes: ['money', 'number', 'smallInteger'],
    },
    { id: 'months', text: text('公岗月数'), aliases: ['公益性岗位(月数)'], type: { type: 'count', most: 99 }, shapes: ['smallInteger'] },
    { id: 'postKind', text: text('公岗类型'), aliases: ['公益性岗位'], type: { type: 'text', max: 20 }, shapes: ['text'] },
    { id: 'start', text: text('开始时间'), aliases: ['开始时间', '务工开始时间'], type: { type: 'day' }, shapes: ['date'] },
  ],
};
const firms: SheetDeclaration = {
  id: 'firms',
  text: text('企业名册'),
  fields: [
    { id: 'uscc', text: text('代码'), aliases: ['统一社会信用代码'], type: { type: 'uscc' }, shapes: ['uscc'], sure: true, key: 'V01' },
    { id: 'name', text: text('企业名称'), aliases: ['企业名称'], type: { type: 'text', max: 80 }, shapes: ['organisation'], key: 'V01' },
    { id: 'phone', text: text('联系电话'), aliases: ['联系电话'], type: { type: 'phone' }, shapes: ['phone'] },
  ],
};

const ids = ['19880312', '19900101', '19751224', '20010630'].map((born) => idOf(born));
const phones = ['14100000001', '14100000002', '14100000003', '14100000004'];
const names = ['韦小满', '莫桂兰', '石阿朵', '陈谷雨'];
/** A table of a header and four rows, mapped. */
const mapped = (header: readonly string[], columns: readonly (readonly string[])[], sheet = workers) => {
  const { rows, sheet: info } = sheetOf([[...header], ...[0, 1, 2, 3].map((i) => columns.map((c) => c[i] ?? ''))]);
  const table = findTables(rows, info, words)[0]!;
  const shapes = columns.map((c) => shapeOf(c.map((v) => v || null)));
  return { table, shapes, mapping: mapColumns(sheet, table, shapes) };
};
const fieldsOf = (m: ReturnType<typeof mapped>) => m.mapping.columns.map((c) => c.field);

test('headers to the letter, with marks, brackets and units', () => {
  const m = mapped(
    ['序号', '*姓名（必填）', '身份证号', '联系电话', '月收入（万元）'],
    [['1', '2', '3', '4'], names, ids, phones, ['0.5', '0.6', '0.45', '0.7']],
  );
  expect(fieldsOf(m)).toEqual([null, 'name', 'idNumber', 'phone', 'monthlyIncome']);
  expect(m.mapping.columns[4]!.type).toEqual({ type: 'money', unit: 'tenThousand', per: 'month' });
  expect(m.mapping.columns.slice(1).every((c) => c.score >= SURE && c.why === 'header')).toBe(true);
  expect(m.mapping.missing).toEqual([]);
});

test('what stands in brackets tells two columns apart', () => {
  const m = mapped(['姓名', '公益性岗位', '公益性岗位(月数)'], [names, ['保洁', '护林', '保洁', '护路'], ['3', '6', '12', '1']]);
  expect(fieldsOf(m)).toEqual(['name', 'postKind', 'months']);
});

test('a column of identity numbers is one, whatever it is called', () => {
  const m = mapped(['姓名', '号码一', '号码二'], [names, ids, phones]);
  expect(m.mapping.columns[1]).toMatchObject({ field: 'idNumber', why: 'values' });
  expect(m.mapping.columns[2]!.field).not.toBe('idNumber');
});

test('nearly a header: taken where the values agree, below sure, and not where they speak against it', () => {
  const near = mapped(['姓名', '身份证号', '务工的月收入'], [names, ids, ['4500', '5200', '3800', '6100']]);
  expect(near.mapping.columns[2]).toMatchObject({ field: 'monthlyIncome', why: 'likeHeader' });
  const other = mapped(['姓名', '身份证号', '务工的月收入'], [names, ids, ['平塘县克度镇', '独山县', '都匀市', '荔波县']]);
  expect(other.mapping.columns[2]!.field).toBeNull();
});

test('a header that says one thing over values of another is mapped, and doubted', () => {
  const m = mapped(['姓名', '身份证号', '联系电话'], [names, ids, names]);
  expect(m.mapping.columns[2]).toMatchObject({ field: 'phone', doubtful: true });
  expect(m.mapping.columns[0]).toMatchObject({ field: 'name', doubtful: false });
});

test('each field once: the better column has it, the other may be asked about', () => {
  const m = mapped(
    ['姓名', '身份证号', '开始时间', '务工开始时间'],
    [names, ids, ['2022-03', '2022-04', '2021-01', '2020-02'], ['2022-03', '2022-04', '2021-01', '2020-02']],
  );
  expect(fieldsOf(m).filter((f) => f === 'start')).toHaveLength(1);
  expect(m.mapping.columns.find((c) => c.field === null)!.also).toContain('start');
});

test('what somebody corrected once holds: a field, and a column left out', () => {
  const { table, shapes } = mapped(['姓名', '身份证号', '电话号', '备用电话'], [names, ids, phones, phones]);
  const again = mapColumns(workers, table, shapes, ['name', 'idNumber', null, 'phone']);
  expect(again.columns.map((c) => [c.field, c.why])).toEqual([
    ['name', 'remembered'],
    ['idNumber', 'remembered'],
    [null, null],
    ['phone', 'remembered'],
  ]);
});

test('the sheet that fits: by its key fields, and none where nothing fits', () => {
  const w = mapped(['姓名', '身份证号', '联系电话'], [names, ids, phones]);
  expect(bestSheet([firms, workers], w.table, w.shapes)?.sheet.id).toBe('workers');
  const f = mapped(
    ['企业名称', '统一社会信用代码', '联系电话'],
    [['甲公司', '乙厂', '丙公司', '丁合作社'], ['', '', '', ''], phones],
    firms,
  );
  expect(bestSheet([workers, firms], f.table, f.shapes)?.sheet.id).toBe('firms');
  const none = mapped(['节次', '内容', '教师'], [['1', '2', '3', '4'], ['理论', '实操', '复习', '考核'], names]);
  expect(bestSheet([workers, firms], none.table, none.shapes)).toBeNull();
});

test('one template whoever filled it in: marks and blanks do not count, order and words do', () => {
  const of = (header: readonly string[]) => templateText(mapped(header, [names, ids, phones]).table);
  expect(of(['*姓 名（必填）', '身份证号', '联系\n电话'])).toBe(of(['姓名', '身份证号', '联系电话']));
  expect(of(['身份证号', '姓名', '联系电话'])).not.toBe(of(['姓名', '身份证号', '联系电话']));
});

test('whatever the headers are, each field has one column at most and each column one field', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('姓名', '证件号码', '联系电话', '月收入', '收入', '开始时间', '时间', '电话', '备注', '村', ''), {
        minLength: 2,
        maxLength: 9,
      }),
      (header) => {
        const table = { columns: header.map((h, at) => ({ at, header: h, parts: [h], written: [h], hidden: false, required: false })) };
        const { columns } = mapColumns(workers, table, []);
        const fields = columns.flatMap((c) => c.field ?? []);
        expect(columns).toHaveLength(header.length);
        expect(new Set(fields).size).toBe(fields.length);
      },
    ),
    { numRuns: 300 },
  );
});

test('columns of somebody else, of another time, or only wished for are not the worker’s', () => {
  const m = mapped(
    ['户主姓名', '户主证件号码', '务工人员姓名', '本人身份证号', '期望月收入', '原开始时间'],
    [
      ['王大', '王二', '王三', '王四'],
      ['19500101', '19510101', '19520101', '19530101'].map((born) => idOf(born)),
      names,
      ids,
      ['6000', '7000', '8000', '6500'],
      ['2019-03', '2018-02', '2019-05', '2017-01'],
    ],
  );
  expect(fieldsOf(m)).toEqual([null, null, 'name', 'idNumber', null, null]);
});

test('less than the name of a field says less: 收入 is no month’s income, 编号 no number of a household', () => {
  const m = mapped(
    ['姓名', '身份证号', '收入', '岗位'],
    [names, ids, ['50000', '48000', '61000', '39000'], ['操作工', '质检', '操作工', '仓管']],
  );
  expect(fieldsOf(m)).toEqual(['name', 'idNumber', null, null]);
});

test('two columns of one name are told, and a hidden one is the last choice', () => {
  const table = (hidden: boolean) => ({
    columns: ['姓名', '身份证号', '联系电话', '联系电话'].map((h, at) => ({
      at,
      header: h,
      parts: [h],
      written: [h],
      hidden: hidden && at === 2,
      required: false,
    })),
  });
  const of = (hidden: boolean) =>
    mapColumns(
      workers,
      table(hidden),
      [names, ids, phones, phones].map((c) => shapeOf(c)),
    );
  expect(of(false).columns.find((c) => c.field === 'phone')).toMatchObject({ column: 2, twice: 3 });
  expect(of(true).columns.find((c) => c.field === 'phone')).toMatchObject({ column: 3, twice: 2 });
});

test('a factory’s roster of twenty columns is one of workers all the same', () => {
  const own = [
    '工号',
    '部门',
    '班组',
    '岗位',
    '工龄',
    '学历证',
    '宿舍',
    '床位',
    '社保号',
    '卡号',
    '银行',
    '制服',
    '鞋码',
    '紧急联系人',
    '体检',
    '备用一',
    '备用二',
  ];
  const m = mapped(['姓名', '身份证号', ...own], [names, ids, ...own.map(() => ['甲', '乙', '丙', '丁'])]);
  expect(bestSheet([firms, workers], m.table, m.shapes)?.sheet.id).toBe('workers');
});
