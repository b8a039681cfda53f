// Shapes of the contract with made-up content. Numbers are masked as the server masks them; no such person exists.
import type { Batch, BatchColumn, BatchLine, BatchRow, SheetOffer } from '../../contractShapes.ts';

export const uuid = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

export const counts = (more: Partial<Batch['counts']> = {}): Batch['counts'] => ({
  rows: 1204,
  accepted: 1121,
  doubtful: 46,
  refused: 31,
  notRows: 6,
  new: 84,
  changed: 388,
  unchanged: 695,
  repaired: 60,
  byRule: { V01: 3, V03: 12, V07: 18, constants: 37 },
  undone: 0,
  kept: 0,
  ...more,
});
export const noCounts = (): Batch['counts'] =>
  counts({ rows: 0, accepted: 0, doubtful: 0, refused: 0, notRows: 0, new: 0, changed: 0, unchanged: 0, repaired: 0, byRule: {} });

type Column = BatchColumn & { samples: string[] };
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
export const column = (at: number, header: string, field: string | null, more: Partial<Column> = {}): Column => ({
  column: at,
  letter: LETTERS[at]!,
  header,
  hidden: false,
  required: false,
  field,
  score: field === null ? 0 : 1,
  why: field === null ? null : 'header',
  also: [],
  check: false,
  twice: null,
  samples: [],
  ...more,
});

type Table = Batch['sheets'][number]['tables'][number];
export const table = (columns: Column[], more: Partial<Table> = {}): Table => ({
  headerTop: 2,
  bodyFrom: 3,
  left: 0,
  right: columns.length - 1,
  sideBySide: false,
  chosen: true,
  template: 'x',
  columns,
  missing: [],
  ...more,
});
type Sheet = Batch['sheets'][number];
export const sheet = (tables: Table[], more: Partial<Sheet> = {}): Sheet => ({
  index: 0,
  name: '台账',
  hidden: false,
  declared: 'workers',
  chosen: true,
  tables,
  ...more,
});

export const columns = (): Column[] => [
  column(0, '姓名', 'name', { samples: ['石阿朵', '韦小满', '罗天顺'] }),
  column(1, '证件号码（必填）', 'idNumber', { why: 'values', score: 0.97, samples: ['522727········3021'] }),
  column(2, '务工所在县', 'place', {
    why: 'likeHeader',
    score: 0.72,
    check: true,
    also: ['homeCounty'],
    samples: ['白云区', '顺德区', '大理'],
  }),
  column(3, '务工月收入', 'monthlyIncome', { why: 'remembered', samples: ['2500', '5600', '５２００'] }),
  column(4, '备注2', null, { samples: ['回家过年', '/', '待核'] }),
  column(5, '内部编号', null, { hidden: true, samples: ['1', '2'] }),
];

export const line = (more: Partial<BatchLine> = {}): BatchLine => ({
  id: uuid(1),
  number: 14,
  fileName: '克度镇 2026 年 10 月务工月监测.xls',
  area: '522727104000',
  areaName: '贵州省黔南布依族苗族自治州平塘县克度镇',
  organisation: null,
  state: 'judged',
  declared: ['workers'],
  counts: counts(),
  created: '2026-11-23T01:12:00Z',
  by: '克度镇人社所',
  written: null,
  undone: null,
  ...more,
});

export const batch = (more: Partial<Batch> = {}): Batch => ({
  ...line(),
  version: 3,
  fileId: uuid(500),
  fileSize: 626_688,
  format: 'xls',
  handedIn: '2026-11-23',
  observedOn: '2026-10-31',
  observedSaid: true,
  sheets: [sheet([table(columns())])],
  report: [],
  problem: null,
  jobId: null,
  ruleNames: {
    V01: { zh: 'V01 证件号码', en: 'V01 number' },
    V03: { zh: 'V03 地点没有到县', en: 'V03 place above a county' },
    V07: { zh: 'V07 两段务工重叠', en: 'V07 spells overlap' },
    constants: { zh: '像是统一填报', en: 'looks filled in alike' },
  },
  seconds: 3.1,
  undoneBy: null,
  may: { map: true, commit: true, undo: false, cancel: true, file: true },
  ...more,
});

export const row = (n: number, more: Partial<BatchRow> = {}): BatchRow => ({
  sheet: 0,
  sheetName: '台账',
  row: n,
  side: 0,
  verdict: 'refused',
  outcome: 'refused',
  name: '蒙晓燕',
  numberMasked: '522727********0000',
  findings: [
    {
      rule: 'V01',
      severity: 'error',
      fields: ['idNumber'],
      text: { zh: '以数字保存，末三位已丢失', en: 'kept as a number, the last three digits are lost' },
      advice: { zh: '在表里设为文本后重填', en: 'make the cell text and fill it in again' },
      values: [{ field: { zh: '证件号码', en: 'identity number' }, value: '522727********0000' }],
    },
  ],
  repairs: [],
  changes: [],
  subject: null,
  ...more,
});

export const offers = (): SheetOffer[] => [
  {
    id: 'workers',
    text: { zh: '务工月监测', en: 'monthly list of people at work' },
    writes: true,
    template: true,
    fields: [
      { id: 'name', text: { zh: '姓名', en: 'name' }, key: false },
      { id: 'idNumber', text: { zh: '证件号', en: 'identity number' }, key: true },
      { id: 'place', text: { zh: '务工地', en: 'place of work' }, key: false },
      { id: 'monthlyIncome', text: { zh: '月收入', en: 'monthly income' }, key: false },
      { id: 'homeCounty', text: { zh: '户籍县', en: 'home county' }, key: false },
      { id: 'phone', text: { zh: '手机', en: 'mobile' }, key: false },
    ],
  },
  {
    id: 'employers',
    text: { zh: '企业名单', en: 'employers' },
    writes: false,
    template: false,
    fields: [
      { id: 'orgName', text: { zh: '企业名称', en: 'name of the firm' }, key: true },
      { id: 'remark', text: { zh: '备注', en: 'remark' }, key: false },
    ],
  },
];
