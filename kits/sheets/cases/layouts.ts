// Troubles of a sheet's shape, each alone over a clean list in a plain xlsx.
import { layOut, otherSheet } from '../layOut.ts';
import { type Field, FULL, labels, type Roster } from '../roster.ts';
import type { Case, Cell } from '../shapes.ts';
import { writeXlsx } from '../writeXlsx.ts';
import { caseOf, roster, xlsx } from './shared.ts';

export const TITLE: readonly Cell[] = ['2022年农村劳动力外出务工人员台账'];
export const UNIT: readonly Cell[] = ['填报单位：演示镇人民政府', null, null, null, null, '填报日期：2022年9月'];
export const NOTES: readonly (readonly Cell[])[] = [
  [],
  ['说明：1.本表由驻村干部填写。2.务工地点须填到县（市、区）。'],
  ['填表人：演示员', null, null, '审核人：', null, null, '单位负责人：'],
];

/** Other words for the same columns, as other offices print them. */
export const ALIASES: Partial<Record<Field, string>> = {
  serial: '编号',
  name: '劳动者姓名',
  idNumber: '公民身份号码',
  phone: '手机号码',
  county: '户籍所在县',
  household: '户号',
  working: '目前是否在外务工',
  start: '务工起始时间',
  end: '务工截止时间',
  place: '转移就业地点',
  employer: '就业单位',
  monthlyIncome: '月工资（元）',
  industry: '转移就业从事行业',
  channel: '转移就业方式',
  escorted: '是否点对点',
};
/** Header words made others by `change`. */
export const relabelled = (of: Roster, change: (label: string, field: Field) => string): Roster => {
  for (const f of Object.keys(labels) as Field[]) of.labels[f] = change(of.labels[f], f);
  return of;
};
const REQUIRED: readonly Field[] = ['name', 'idNumber', 'working', 'place'];
export const required = (label: string, field: Field): string => (REQUIRED.includes(field) ? `*${label}（必填）` : label);
export const broken = (label: string): string =>
  label.length > 3 ? `${label.slice(0, 2)}\n${label.slice(2)} ` : `${label[0]}　${label.slice(1)}`;

/** Rows of income written in 万元 a month: 0.45 is 4,500 元. */
export const inTenThousands = (of: Roster): Roster => {
  of.labels.monthlyIncome = '月收入(万元)';
  for (const row of of.rows) {
    const yuan = row.values.monthlyIncome as number;
    row.cells.monthlyIncome = yuan / 10_000;
    row.repairs.push('monthlyIncome');
  }
  return of;
};

export const GUIDE: readonly (readonly Cell[])[] = [
  ['填表说明'],
  ['1', '姓名、证件号码为必填项'],
  ['2', '务工地点填写到县（市、区），如：广东省广州市白云区'],
  ['3', '联系电话填写本人手机号'],
];
export const CODES: readonly (readonly Cell[])[] = [['就业渠道', '是否'], ['政府组织', '是'], ['企业招聘', '否'], ['自主/亲友']];
export const LEGEND: readonly (readonly [string, string])[] = [
  ['代码', '含义'],
  ['1', '政府组织'],
  ['2', '自发'],
  ['3', '企业组织'],
  ['5', '就业车间'],
];

const fifteen = (): (readonly Cell[])[] => [
  TITLE,
  ...['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'].map((n) => [`${n}、填写要求：如实填写，不得漏报。`]),
  [],
  ['以下为正式填报内容'],
  UNIT,
];

const merged = (file: string): Case => {
  const of = roster(file, 10);
  // one cell over three rows stands for all three
  for (const [field, from, to] of [
    ['employer', 2, 4],
    ['place', 2, 4],
    ['household', 6, 7],
  ] as const)
    for (let n = from + 1; n <= to; n++) {
      const [first, row] = [of.rows[from]!, of.rows[n]!];
      row.cells[field] = first.cells[field] ?? null;
      if (field !== 'household') row.values[field] = first.values[field]!;
      row.repairs.push(...(field === 'household' ? [] : [field]));
    }
  return xlsx({ file, about: 'employer, place and household merged over several people', troubles: ['bodyMerged'] }, of, {
    merged: [
      ['employer', 2, 4],
      ['place', 2, 4],
      ['household', 6, 7],
    ],
  });
};

const hidden = (file: string): Case => {
  const of = roster(file, 12);
  for (const at of [3, 4, 9]) of.rows[at]!.hidden = true;
  return xlsx({ file, about: 'three rows hidden by a filter: they are rows all the same', troubles: ['hiddenRows'] }, of);
};

const ofYear = (file: string): Case => {
  const of = roster(file, 10);
  of.labels.monthlyIncome = '年收入(万元)';
  for (const row of of.rows) {
    row.cells.monthlyIncome = ((row.values.monthlyIncome as number) * 12) / 10_000;
    // how many months it was earned in, nobody says
    row.values.monthlyIncome = null;
  }
  return xlsx({ file, about: 'income of a year in 万元: no income of a month may be made of it', troubles: ['incomeOfYear'] }, of);
};

const several = (file: string): Case => {
  const sheets = ['甲村', '乙村', '丙村'].map((name) => layOut(roster(`${file}-${name}`, 6), { name }));
  return caseOf({ file, about: 'a sheet for every village', troubles: ['severalSheets'] }, 'xlsx', sheets, (s) => writeXlsx(s));
};

const FEWER: readonly Field[] = ['name', 'idNumber', 'phone', 'place', 'employer', 'monthlyIncome'];
const plain = (file: string, rows = 10) => roster(file, rows);

export const layoutCases = (): readonly Case[] => [
  xlsx(
    { file: 'title.xlsx', about: 'a merged title and a line with the office above the header', troubles: ['titleRows', 'headerOn3'] },
    plain('title.xlsx'),
    { above: [TITLE, UNIT], mergeTitle: true },
  ),
  xlsx({ file: 'title-only.xlsx', about: 'a title above the header', troubles: ['titleRows'] }, plain('title-only.xlsx'), {
    above: [TITLE],
  }),
  xlsx({ file: 'header-row-3.xlsx', about: 'two blank rows, then the header', troubles: ['headerOn3'] }, plain('header-row-3.xlsx'), {
    above: [[], []],
  }),
  xlsx({ file: 'header-row-5.xlsx', about: 'four blank rows, then the header', troubles: ['headerOn5'] }, plain('header-row-5.xlsx'), {
    above: [[], [], [], []],
  }),
  xlsx(
    { file: 'header-row-15.xlsx', about: 'fourteen blank rows, then the header', troubles: ['headerOn15'] },
    plain('header-row-15.xlsx'),
    { above: Array.from({ length: 14 }, () => []) },
  ),
  xlsx(
    {
      file: 'header-row-15-title.xlsx',
      about: 'title, requirements and the office in fourteen rows above the header',
      troubles: ['headerOn15', 'titleRows', 'notes'],
    },
    plain('header-row-15-title.xlsx'),
    { above: fifteen(), mergeTitle: true },
  ),
  xlsx(
    { file: 'header-two-rows.xlsx', about: 'groups over columns, the number merged over both', troubles: ['headerTwoRows'] },
    plain('header-two-rows.xlsx'),
    { headerRows: 2 },
  ),
  xlsx(
    { file: 'header-three-rows.xlsx', about: 'three layers of header', troubles: ['headerThreeRows'] },
    plain('header-three-rows.xlsx'),
    { headerRows: 3 },
  ),
  xlsx(
    { file: 'header-required.xlsx', about: '*姓名（必填）', troubles: ['headerRequired'] },
    relabelled(plain('header-required.xlsx'), required),
  ),
  xlsx(
    { file: 'header-breaks.xlsx', about: 'line breaks, blanks and full-width blanks inside header words', troubles: ['headerBreaks'] },
    relabelled(plain('header-breaks.xlsx'), broken),
  ),
  xlsx(
    { file: 'header-aliases.xlsx', about: '公民身份号码, 就业单位, 转移就业地点', troubles: ['headerAliases'] },
    relabelled(plain('header-aliases.xlsx'), (l, f) => ALIASES[f] ?? l),
  ),
  xlsx(
    { file: 'header-aliases-2.xlsx', about: '身份证号, 手机号, 工作单位', troubles: ['headerAliases'] },
    relabelled(
      roster('header-aliases-2.xlsx', 10, [], { fields: FEWER }),
      (l, f) =>
        ({ idNumber: '身份证号', phone: '手机号', employer: '工作单位', monthlyIncome: '月收入', place: '务工所在地' })[f as string] ?? l,
    ),
  ),
  xlsx(
    { file: 'header-repeated.xlsx', about: 'the header again after every eight rows', troubles: ['headerRepeated'] },
    plain('header-repeated.xlsx', 24),
    { repeatEvery: 8 },
  ),
  xlsx(
    { file: 'columns-order.xlsx', about: 'columns in another order, a remark nobody asked for', troubles: ['columnsOrder'] },
    roster('columns-order.xlsx', 10, [], { fields: [...FULL].reverse().flatMap((f) => (f === 'name' ? (['remark', f] as const) : [f])) }),
  ),
  xlsx(
    { file: 'totals.xlsx', about: '合计 with the number of people and the sum of incomes', troubles: ['totals'] },
    plain('totals.xlsx'),
    { total: true },
  ),
  xlsx({ file: 'notes.xlsx', about: 'a note and places for signatures below', troubles: ['notes'] }, plain('notes.xlsx'), { below: NOTES }),
  xlsx(
    { file: 'group-rows.xlsx', about: 'a merged line with the group of the village before its people', troubles: ['groupRows'] },
    plain('group-rows.xlsx', 15),
    { groupEvery: 5 },
  ),
  xlsx(
    { file: 'numbered-empties.xlsx', about: 'ten rows numbered in advance and never filled', troubles: ['numberedEmpties'] },
    plain('numbered-empties.xlsx'),
    { numberedEmpties: 10 },
  ),
  xlsx({ file: 'sample-row.xlsx', about: '示例 张某某 under the header', troubles: ['sampleRow'] }, plain('sample-row.xlsx'), {
    sample: true,
  }),
  xlsx({ file: 'blank-rows.xlsx', about: 'a blank row after every four', troubles: ['blankRows'] }, plain('blank-rows.xlsx', 14), {
    blankEvery: 4,
  }),
  hidden('hidden-rows.xlsx'),
  xlsx(
    { file: 'hidden-columns.xlsx', about: 'household and channel hidden: still columns', troubles: ['hiddenColumns'] },
    plain('hidden-columns.xlsx'),
    { hiddenFields: ['household', 'channel'] },
  ),
  caseOf(
    { file: 'hidden-sheet.xlsx', about: 'a hidden sheet with the lists behind drop-downs', troubles: ['hiddenSheet'] },
    'xlsx',
    [layOut(plain('hidden-sheet.xlsx'), { name: '台账' }), otherSheet('字典', CODES, true)],
    (s) => writeXlsx(s),
  ),
  caseOf(
    { file: 'readme-sheet.xlsx', about: 'instructions on the first sheet', troubles: ['readmeSheet'] },
    'xlsx',
    [otherSheet('填表说明', GUIDE), layOut(plain('readme-sheet.xlsx'), { name: '台账' })],
    (s) => writeXlsx(s),
  ),
  several('several-sheets.xlsx'),
  merged('body-merged.xlsx'),
  xlsx({ file: 'side-legend.xlsx', about: 'a code table to the right of the list', troubles: ['sideLegend'] }, plain('side-legend.xlsx'), {
    legend: LEGEND,
  }),
  xlsx(
    { file: 'side-by-side.xlsx', about: 'the list in two halves side by side: two people in a row', troubles: ['sideBySide'] },
    roster('side-by-side.xlsx', 16, [], { fields: ['serial', ...FEWER] }),
    { twoUp: true },
  ),
  xlsx(
    { file: 'income-in-ten-thousands.xlsx', about: 'income in 万元 by the header', troubles: ['incomeInTenThousands'] },
    inTenThousands(plain('income-in-ten-thousands.xlsx')),
  ),
  ofYear('income-of-year.xlsx'),
];
