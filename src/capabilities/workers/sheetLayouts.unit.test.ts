// The sheets of issue 4 as offices really export them, through the whole of reading.
import { expect, test } from 'vitest';
import type { SheetRow } from '#capabilities/rosters/rulesBook.ts';
import { readContext } from '#capabilities/rosters/server/importCommand.ts';
import { type ReadContext, type RowLine, readFileRows, type SheetLine } from '#capabilities/rosters/server/readRows.ts';
import { type Plain, sheetOf } from '#capabilities/rosters/testing/sheets.ts';
import { idOf } from '#capabilities/rosters/testing/valueCases.ts';
import { parsePlace } from '#standards/divisions/server/loadPlaceParser.ts';
import type { WorkerRow } from './contractShapes.ts';
import { COLUMNS, type ExportLine } from './rulesExport.ts';
import { workerSheets } from './sheet.ts';

const TODAY = '2026-11-27';
const context = readContext(workerSheets, TODAY);
interface Plan {
  readonly name?: string;
  readonly rows: readonly (readonly Plain[])[];
  readonly merges?: readonly string[];
}
const readAll = async (sheets: readonly Plan[], more: Partial<ReadContext> = {}) => {
  const made = sheets.map(({ rows, merges }) => sheetOf(rows, merges ?? []));
  const book = {
    info: {
      format: 'xlsx' as const,
      date1904: false,
      sheets: made.map(({ sheet }, index) => ({ ...sheet, index, name: sheets[index]!.name ?? `表${index + 1}` })),
    },
    async *rows(at: number): AsyncGenerator<readonly SheetRow[]> {
      yield made[at]!.rows;
    },
  };
  const lines: (SheetLine | RowLine)[] = [];
  for await (const line of readFileRows(book, { ...context, ...more })) lines.push(line);
  return {
    sheets: lines.filter((l): l is SheetLine => l.kind === 'sheet'),
    rows: lines.filter((l): l is RowLine => l.kind === 'row' && l.verdict !== 'not-a-row'),
  };
};
const read = (rows: readonly (readonly Plain[])[], merges: readonly string[] = [], more: Partial<ReadContext> = {}) =>
  readAll([{ rows, merges }], more);
const rules = (row: RowLine | undefined) => row?.findings.filter((f) => f.severity !== 'hint').map((f) => f.rule);
const [A, B, C, D] = ['100', '101', '102', '103'].map((n) => idOf('19880312', n)) as [string, string, string, string];
const village = parsePlace('贵州省黔南州平塘县克度镇先进村').best!.code;

const HOME = ['省', '市', '县', '乡', '行政村', '户编号', '姓名', '证件号码', '户类型', '监测对象类别'];
const at = (name: string, number: string, kind = '一般脱贫户', risk = '') => [
  '贵州省',
  '黔南布依族苗族自治州',
  '平塘县',
  '克度镇',
  '先进村',
  '5227270001',
  name,
  number,
  kind,
  risk,
];

test('已外出务工信息: home down to the village, groups, subsidy, abroad', async () => {
  const { sheets, rows } = await read([
    ['已外出务工信息（务工月监测）'],
    ['导出时间：2026-10-01'],
    [
      ...HOME,
      '是否已务工',
      '开始时间(YYYY年MM月)',
      '结束时间',
      '务工所在省',
      '务工所在市',
      '务工所在县',
      '务工企业名称',
      '务工月收入',
      '所属行业',
      '就业渠道',
      '是否点对点输送',
      '年度交通费补助',
      '家庭成员联系电话',
    ],
    [
      ...at('韦小满', A),
      '是',
      '2026年03月',
      '',
      '广东省',
      '广州市',
      '白云区',
      '演示一号电子厂',
      '4500',
      '制造业',
      '企业招聘',
      '是',
      '500',
      '14100000001',
    ],
    [
      ...at('莫桂兰', B, '脱贫户', '脱贫不稳定户'),
      '是',
      '2025年05月',
      '',
      '',
      '',
      '越南',
      '演示二号家具厂',
      '5200',
      '制造业',
      '自主/亲友',
      '否',
      '0',
      '',
    ],
  ]);
  expect(sheets[0]).toMatchObject({ declared: 'workers.work' });
  expect(rows.map((r) => rules(r))).toEqual([[], []]);
  expect(rows[0]!.values).toMatchObject({
    home: village,
    homeCounty: '522727',
    identity: ['poverty_general'],
    place: '440111',
    pointToPoint: true,
    subsidyAmount: 500,
    phone: '14100000001',
  });
  expect(rows[1]!.values).toMatchObject({ abroad: true, identity: ['poverty', 'monitored_unstable'] });
  expect(rows[1]!.values).not.toHaveProperty('place');
});

test('计划外出务工信息 is a sheet of its own: a plan is no spell', async () => {
  const { sheets, rows } = await read([
    ['计划外出务工信息'],
    [''],
    [...HOME, '是否计划务工', '计划务工所在省', '计划务工所在市', '计划务工所在县', '就业服务需求', '不务工原因'],
    [...at('韦小满', A), '是', '广东省', '广州市', '白云区', '岗位推荐、技能培训', ''],
    [...at('莫桂兰', B), '否', '', '', '', '', '照顾老小；身体原因'],
    [...at('覃玉梅', C), '是', '', '', '', '', ''],
  ]);
  expect(sheets[0]).toMatchObject({ declared: 'workers.plans' });
  expect(rows.map((r) => rules(r))).toEqual([[], [], ['V15']]);
  expect(rows[0]!.values).toMatchObject({ plansToWork: true, planPlace: '440111', serviceNeeds: ['岗位推荐', '技能培训'] });
  expect(rows[1]!.values).toMatchObject({ plansToWork: false, hindered: ['care', 'health'] });
  for (const row of rows) for (const field of ['start', 'place', 'employer', 'working']) expect(row.values).not.toHaveProperty(field);
});

test('the national person sheet: every column known, the head’s number is not the person’s', async () => {
  const header = [
    ...HOME.slice(0, 6),
    '人口编号',
    '姓名',
    '性别',
    '出生日期',
    '证件类型',
    '证件号码',
    '民族',
    '年度',
    '与户主关系',
    '文化程度',
    '在校生状况',
    '劳动技能',
    '健康状况',
    '政治面貌',
    '务工时间(月)',
    '务工企业名称',
    '公益性岗位类型',
    '公益性岗位(月数)',
    '产业分类',
    '残疾类别',
    '户主姓名',
    '户主证件号码',
    '识别标准',
    '户类型',
  ];
  const line = (name: string, kind: string, number: string, relation: string, rest: readonly string[]) => [
    ...at('', '').slice(0, 6),
    '9001',
    name,
    '男',
    '1988-03-12',
    kind,
    number,
    '布依族',
    '2026',
    relation,
    ...rest,
    '韦小满',
    A,
    '国家标准',
    '脱贫户',
  ];
  const { sheets, rows } = await read([
    ['人口信息'],
    [''],
    header,
    line('韦小满', '居民身份证', A, '户主', ['初中', '', '普通劳动力', '健康', '群众', '6', '演示厂', '', '', '', '']),
    line('黄国强', '护照', 'E1234567890', '之女婿', ['', '', '普通劳动力', '长期慢性病,残疾', '', '', '', '', '', '', '']),
  ]);
  expect(sheets[0]).toMatchObject({ declared: 'workers.people' });
  expect(sheets[0]!.tables[0]!.mapping!.columns.filter((c) => c.field === null)).toEqual([]);
  expect(rows.map((r) => rules(r))).toEqual([[], []]);
  expect(rows[0]!.values).toMatchObject({
    idNumber: A,
    headNumber: A,
    relation: 'head',
    education: 'juniorHigh',
    ethnic: '09',
    political: 'masses',
    home: village,
    months: 6,
  });
  expect(rows[1]!.values).toMatchObject({
    idNumber: 'E1234567890',
    documentKind: 'foreignPassport',
    relation: 'sonInLaw',
    health: ['chronic', 'disabled'],
  });
});

const exported = (more: Partial<ExportLine>): ExportLine => {
  const row: WorkerRow = {
    workerId: '0b6ee2d2-8f7e-4c5e-9d50-000000000001',
    personId: '0b6ee2d2-8f7e-4c5e-9d50-000000000001',
    records: 1,
    name: '韦小满',
    sex: '1',
    age: 38,
    numberMasked: '520000********1234',
    phoneMasked: '141****0001',
    home: { code: village, village: '先进村', town: '克度镇', county: '平塘县', known: true },
    identities: { poverty: 'general', monitored: 'unstable', riskOpen: true, lowIncome: 'dibao', relocated: true },
    education: 'juniorHigh',
    ability: 'ordinary',
    willing: 'yes',
    working: 'working',
    workPlace: '广东省广州市白云区',
    workSince: '2026-03-01',
    verifiedUntil: '2026-10-01',
    verifiedClass: 1,
    certificates: 1,
    inClass: false,
    diedOn: null,
    changed: '2026-10-01T00:00:00Z',
  };
  return { ...row, ...more };
};
const plain = (cell: string | number | null): Plain => cell ?? '';

test('our own export comes back: every column is known, and starred numbers are none', async () => {
  const lines = [exported({}), exported({ numberFull: B, phoneFull: '14100000002', name: '莫桂兰' })];
  const { sheets, rows } = await read([COLUMNS.map((c) => c.header), ...lines.map((l) => COLUMNS.map((c) => plain(c.value(l))))]);
  expect(sheets[0]).toMatchObject({ declared: 'workers.people' });
  const { columns } = sheets[0]!.tables[0]!.mapping!;
  expect(columns.filter((c) => c.field === null || c.score < 0.8)).toEqual([]);
  expect(rows.map((r) => [r.verdict, rules(r)])).toEqual([
    ['accepted', []],
    ['accepted', []],
  ]);
  expect(rows[0]!.values).toMatchObject({
    workerId: exported({}).workerId,
    home: village,
    identity: ['poverty_general', 'monitored_unstable', 'low_income_dibao', 'relocated'],
    education: 'juniorHigh',
    labour: 'ordinary',
    willing: 'yes',
  });
  expect(rows[0]!.values).not.toHaveProperty('idNumber');
  expect(rows[0]!.values).not.toHaveProperty('phone');
  expect(rows[1]!.values).toMatchObject({ idNumber: B, phone: '14100000002' });
});

test('a list whose numbers are starred out and which is none of ours names nobody', async () => {
  const { rows } = await read([
    ['姓名', '身份证号', '联系电话', '务工地点'],
    ['韦小满', '520000********1234', '141****0001', '广州市白云区'],
  ]);
  expect(rows.map((r) => [r.verdict, rules(r)])).toEqual([['refused', ['V01']]]);
});

test('农村劳动力转移就业: village, county and beyond in three sheets of one file, all recognised', async () => {
  const header = [
    '序号',
    '姓名',
    '性别',
    '年龄',
    '身份证号',
    '学历',
    '婚姻',
    '家庭住址',
    '就业单位',
    '就业地点',
    '主要从事工种',
    '参保情况',
    '年收入（万元）',
    '就业失业登记证号',
  ];
  const person = (n: number, name: string, number: string, place: string) => [
    n,
    name,
    '男',
    38,
    number,
    '高中/中专',
    '已婚',
    '平塘县克度镇先进村',
    '演示电子厂',
    place,
    '缝纫工',
    '养老保险',
    4.8,
    '',
  ];
  const { sheets, rows } = await readAll([
    { name: '村', rows: [['先进村劳动力花名册'], header.slice(0, 9), person(1, '韦小满', A, '').slice(0, 9)] },
    { name: '县内', rows: [['县内就业花名册'], header, person(1, '莫桂兰', B, '平塘县')] },
    {
      name: '县外',
      rows: [['县外就业花名册'], header, person(1, '覃玉梅', C, '广东省广州市白云区'), person(2, '罗阿水', D, '广州市白云区')],
    },
  ]);
  expect(sheets.map((s) => s.declared)).toEqual(['workers.work', 'workers.work', 'workers.work']);
  expect(rows).toHaveLength(4);
  expect(rows.flatMap((r) => rules(r))).toEqual([]);
  expect(rows[2]!.values).toMatchObject({
    education: 'seniorHigh',
    marital: 'married',
    home: village,
    occupation: '缝纫工',
    insurance: '养老保险',
    yearlyIncome: 48_000,
    place: '440111',
  });
});

test('the provincial template: 户籍地址 is home, 常住地址 nobody’s field, and the sector a number', async () => {
  const { sheets, rows } = await read([
    ['身份证号码', '姓名', '月收入', '户籍地址', '常住地址', '转移就业地点', '联系电话', '转移就业产业类别', '转移就业从事行业'],
    [
      A,
      '韦小满',
      '4500',
      '贵州省黔南州平塘县克度镇先进村',
      '广州市白云区人和镇',
      '广东省广州市白云区',
      '14100000001',
      '第二产业',
      '制造业',
    ],
  ]);
  expect(sheets[0]).toMatchObject({ declared: 'workers.work' });
  expect(rules(rows[0])).toEqual([]);
  expect(rows[0]!.values).toMatchObject({ home: village, place: '440111', sector: 2, monthlyIncome: 4500 });
  expect(rows[0]!.extra).toEqual({ 常住地址: '广州市白云区人和镇' });
});

test('names and numbers alone are people', async () => {
  const { sheets } = await read([
    ['姓名', '身份证号', '联系电话'],
    ['韦小满', A, '14100000001'],
  ]);
  expect(sheets[0]).toMatchObject({ declared: 'workers.people' });
});

test('township and village alone are a home only where somebody says whose list it is', async () => {
  const rows = [
    ['乡镇', '村', '姓名', '身份证号', '务工地点'],
    ['克度镇', '先进村', '韦小满', A, '广州市白云区'],
  ];
  const nobody = await read(rows);
  expect(nobody.rows[0]).toMatchObject({ verdict: 'accepted' });
  expect(nobody.rows[0]!.values).not.toHaveProperty('home');
  const said = await read(rows, [], { near: '522727000000' });
  expect(said.rows[0]!.values.home).toBe(village);
});

test('a span in one cell, 至今, the first telephone that is one, 同上', async () => {
  const { rows } = await read([
    ['姓名', '身份证号', '电话1', '电话2', '务工地点', '工种', '起止时间'],
    ['韦小满', A, '141000', '14100000002', '广州市白云区', '普工', '2023.5-2023.12'],
    ['莫桂兰', B, '14100000001', '14100000003', '香港', '〃', '2023年5月至今'],
    ['覃玉梅', C, '〃', '', '同上', '电工', '2023/5/1～2023/12/31'],
    ['〃', D, '14100000004', '', '缅甸', '"', '2024年3月-8月'],
  ]);
  expect(rows.map((r) => rules(r))).toEqual([[], [], [], ['above']]);
  expect(rows.map(({ values: v }) => [v.start, v.end ?? null, v.phone, v.otherPhone ?? null, v.occupation])).toEqual([
    ['2023-05', '2023-12', '14100000002', null, '普工'],
    ['2023-05', null, '14100000001', '14100000003', '普工'],
    ['2023-05-01', '2023-12-31', '14100000001', null, '电工'],
    ['2024-03', '2024-08', '14100000004', null, '电工'],
  ]);
  expect(rows.map((r) => [r.values.place ?? null, r.values.abroad ?? false])).toEqual([
    ['440111', false],
    ['810000', true],
    ['810000', true],
    [null, true],
  ]);
  expect(rows[1]!.repairs.map((r) => `${r.field} ${r.kind}`)).toContain('occupation above');
  expect(rows[3]!.values).not.toHaveProperty('name');
});

test('other documents in the column of numbers are not called wrong identity numbers', async () => {
  const { rows } = await read([
    ['姓名', '证件号码', '务工地点'],
    ['陈大文', 'H12345678', '广州市白云区'],
    ['陈小文', 'E12345678', '广州市白云区'],
    ['阮氏梅', 'C1234567', '广州市白云区'],
    ['韦小满', '52000019880312', '广州市白云区'],
  ]);
  expect(rows.map((r) => [rules(r), r.values.documentKind ?? null])).toEqual([
    [[], 'hongKongMacaoTravelPermit'],
    [[], 'chinesePassport'],
    [['V01'], 'foreignPassport'],
    [['V01'], null],
  ]);
  expect(rows.map((r) => r.verdict)).toEqual(['accepted', 'accepted', 'doubtful', 'refused']);
});

test('still working with an end gone by, a start that lies ahead, a child that works', async () => {
  const child = idOf('20150312', '104');
  const { rows } = await read([
    ['姓名', '证件号码', '还在务工', '开始时间', '结束时间', '务工地点'],
    ['韦小满', A, '是', '2026-01', '2026-06', '广州市白云区'],
    ['莫桂兰', B, '否', '2027-05', '', '广州市白云区'],
    ['覃玉梅', C, '是', '2026-12-15', '', '广州市白云区'],
    ['罗阿水', child, '是', '', '', '广州市白云区'],
  ]);
  const own = rows.map((r) => r.findings.filter((f) => f.rule === 'V08' || f.rule === 'V10').map((f) => `${f.severity} ${f.rule}`));
  expect(own).toEqual([['doubt V08'], ['doubt V08', 'error V08'], ['doubt V08'], ['error V10']]);
});

test('单位：万元 above the table is heard for its money', async () => {
  const { rows } = await read([
    ['务工台账'],
    ['填报单位：演示镇', '', '', '单位：万元'],
    ['姓名', '身份证号', '务工地点', '月收入'],
    ['韦小满', A, '广州市白云区', 0.45],
    ['莫桂兰', B, '广州市白云区', 4500],
  ]);
  expect(rows.map((r) => [r.values.monthlyIncome ?? null, rules(r)])).toEqual([
    [4500, []],
    [null, ['unread']],
  ]);
});

const LIST = ['序号', '姓名', '身份证号', '联系电话', '务工地点', '务工单位', '备注'];
const somebody = (n: number, name: string, number: string) => [n, name, number, `1410000000${n}`, '广州市白云区', '演示电子厂', ''];

test('signatures, legends and notes with a telephone are no rows; a person with little filled in stays one', async () => {
  const { rows } = await read([
    LIST,
    somebody(1, '韦小满', A),
    ['填表人：王芳', '', '', '联系电话：14100000009', '', '审核：李强', ''],
    ['填表人', '王芳', '联系电话', '14100000009', '审核人', '李强', ''],
    ['制表：王芳', '', '14100000009', '', '', '2026年10月12日', ''],
    ['', '填表人：', '王芳', '14100000009', '', '', ''],
    ['注', '务工地点填到县，电话14100000009', '', '', '', '', ''],
    ['单位负责人（签字）：', '', '', '填表人（签字）：王芳', '', '联系电话', '14100000009'],
    ['图例：', '√', '在外务工', '×', '未务工', '', ''],
    ['驻村工作队（盖章）', '', '', '', '2026年10月12日', '', ''],
    ['', '吴小花', '', '14100000007', '', '', ''],
    ['', '吴审', '', '', '', '', ''],
  ]);
  expect(rows.map((r) => [r.row, r.values.name, r.verdict])).toEqual([
    [2, '韦小满', 'accepted'],
    [11, '吴小花', 'refused'],
    [12, '吴审', 'refused'],
  ]);
});

test('a second table with other columns below the first is read as one of its own', async () => {
  const { sheets, rows } = await read([
    ['一、广州'],
    LIST,
    somebody(1, '韦小满', A),
    ['合计', '1人', '', '', '', '', ''],
    [''],
    ['二、其他地方'],
    ['姓名', '证件号码', '务工省', '务工市', '务工县', '月收入', '开始时间'],
    ['莫桂兰', B, '广东省', '佛山市', '顺德区', 4500, '2026年3月'],
    ['覃玉梅', C, '广东省', '东莞市', '', 5500, '2026年3月'],
  ]);
  expect(sheets[0]!.tables.map((t) => t.mapping?.sheet ?? null)).toEqual(['workers.work', 'workers.work']);
  expect(rows.map((r) => [r.row, r.place.side, r.values.idNumber, r.values.place, r.values.monthlyIncome ?? null])).toEqual([
    [3, 0, A, '440111', null],
    [8, 1, B, '440606', 4500],
    [9, 1, C, '441900', 5500],
  ]);
});

test('a table of another kind below is told and not taken for rows of the first', async () => {
  const { sheets, rows } = await read([
    LIST,
    somebody(1, '韦小满', A),
    [''],
    ['姓名', '身份证号', '性别', '未务工原因', '就业意愿', '培训意向'],
    ['莫桂兰', B, '女', '照顾老小', '愿意', '南粤家政'],
    ['覃玉梅', C, '女', '身体原因', '否', ''],
  ]);
  expect(sheets[0]!.findings.map((f) => f.rule)).toEqual(['otherTable']);
  expect(rows.map((r) => r.row)).toEqual([2]);
});

test('the same header again, and a repeated one in other words, begins no second table', async () => {
  const { sheets, rows } = await read([
    LIST,
    somebody(1, '韦小满', A),
    LIST,
    somebody(2, '莫桂兰', B),
    ['序号', '姓名', '证件号码', '联系电话', '务工地点', '务工单位', '备注'],
    somebody(3, '覃玉梅', C),
  ]);
  expect(sheets[0]!.tables).toHaveLength(1);
  expect(rows.map((r) => [r.row, r.verdict])).toEqual([
    [2, 'accepted'],
    [4, 'accepted'],
    [6, 'accepted'],
  ]);
});
