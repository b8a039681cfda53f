// The clean table: made-up persons with one spell of work each, as a village's list has them, and the truth of every row. Troubles are laid over it.
import { drawGiven, drawSurname } from '../../demo/names.ts';
import { cellOf, numberOf, phoneOf } from '../../demo/numbers.ts';
import { hashText, Random } from '../../demo/random.ts';
import type { Cell, Value, Verdict } from './shapes.ts';

/** No village of the demonstration draws from this one, so no number of the corpus is one of the demonstration's. */
const PREFECTURE = '5200';
const SEED = 0x5ee7;

export type Field =
  | 'serial'
  | 'name'
  | 'idNumber'
  | 'phone'
  | 'county'
  | 'household'
  | 'working'
  | 'start'
  | 'end'
  | 'place'
  | 'employer'
  | 'monthlyIncome'
  | 'industry'
  | 'channel'
  | 'escorted'
  | 'identity'
  | 'skill'
  | 'student'
  | 'months'
  | 'postType'
  | 'postMonths'
  | 'intention'
  | 'remark'
  | 'uscc'
  | 'address'
  | 'contact';

/** As the export of the monitoring system has them (domain-cn.md §1.1). */
export const labels: Readonly<Record<Field, string>> = {
  serial: '序号',
  name: '姓名',
  idNumber: '证件号码',
  phone: '联系电话',
  county: '县',
  household: '户编号',
  working: '是否务工',
  start: '开始时间',
  end: '结束时间',
  place: '务工地点',
  employer: '务工企业名称',
  monthlyIncome: '务工月收入（元）',
  industry: '所属行业',
  channel: '就业渠道',
  escorted: '是否点对点输送',
  identity: '户类型',
  skill: '劳动技能',
  student: '在校生状况',
  months: '务工时间(月)',
  postType: '公益性岗位类型',
  postMonths: '公益性岗位(月数)',
  intention: '培训意向',
  remark: '备注',
  uscc: '统一社会信用代码',
  address: '地址',
  contact: '联系人',
};

export const FULL: readonly Field[] = [
  'serial',
  'name',
  'idNumber',
  'phone',
  'county',
  'household',
  'working',
  'start',
  'end',
  'place',
  'employer',
  'monthlyIncome',
  'industry',
  'channel',
  'escorted',
];

/** A row being made. */
export interface Draft {
  readonly cells: Partial<Record<Field, Cell>>;
  verdict: Verdict;
  readonly reasons: string[];
  readonly values: Record<string, Value>;
  readonly repairs: string[];
  readonly troubles: string[];
  arguable: boolean;
  hidden: boolean;
  readonly sex: '1' | '2';
}

export interface Roster {
  readonly kind: 'workers' | 'organisations';
  fields: readonly Field[];
  readonly labels: Record<Field, string>;
  readonly rows: Draft[];
  /** File-level troubles that came with the columns. */
  readonly troubles: string[];
  readonly random: Random;
  readonly file: string;
}

const PLACES = [
  ['广东省广州市白云区', '440111'],
  ['广东省深圳市宝安区', '440306'],
  ['广东省佛山市顺德区', '440606'],
  ['广东省惠州市惠阳区', '441303'],
  ['浙江省杭州市萧山区', '330109'],
  ['上海市浦东新区', '310115'],
] as const;
const WORK = [
  ['演示一号电子厂', '制造业', '企业招聘'],
  ['演示二号家具厂', '制造业', '自主/亲友'],
  ['演示建筑劳务队', '建筑业', '劳务公司'],
  ['演示家政服务部', '居民服务、修理和其他服务业', '政府组织'],
  ['演示烧腊餐饮店', '住宿和餐饮业', '政府组织'],
] as const;
const COUNTIES = ['平塘县', '罗甸县', '独山县'] as const;
const two = (n: number) => String(n).padStart(2, '0');

/** A person of that year of birth; the same ordinal never gives the same number twice in one file. */
export const personOf = (random: Random, year: number, sex: '1' | '2', ordinal: number) => ({
  name: drawSurname(random, '01', '52') + drawGiven(random, sex, year, ordinal),
  number: numberOf(PREFECTURE, sex, cellOf(SEED, PREFECTURE, year, sex, ordinal % 73_000)),
  phone: phoneOf(SEED, ordinal),
});

export interface RosterOptions {
  readonly fields?: readonly Field[];
  readonly born?: (at: number) => number;
}

export const rosterOf = (file: string, count: number, { fields = FULL, born }: RosterOptions = {}): Roster => {
  const random = new Random(SEED, hashText(file));
  const base = hashText(file) % 70_000;
  const rows = Array.from({ length: count }, (_, at): Draft => {
    const sex = random.chance(0.5) ? '1' : '2';
    const year = born?.(at) ?? random.int(1972, 2000);
    const { name, number, phone } = personOf(random, year, sex, base + at);
    const [placeText, place] = random.pick(PLACES);
    const [employer, industry, channel] = random.pick(WORK);
    const income = random.int(64, 139) * 50;
    // where months of work are asked for, there must have been as many
    const month = `${fields.includes('months') ? 2021 : random.int(2021, 2022)}-${two(random.int(1, 8))}`;
    const cells: Partial<Record<Field, Cell>> = {
      serial: at + 1,
      name,
      idNumber: number,
      phone,
      county: random.pick(COUNTIES),
      household: `H${520000 + at}`,
      working: '是',
      start: `${month.slice(0, 4)}年${month.slice(5)}月`,
      end: null,
      place: placeText,
      employer,
      monthlyIncome: income,
      industry,
      channel,
      escorted: random.chance(0.3) ? '是' : '否',
      identity: random.chance(0.7) ? '脱贫户' : '普通农户',
      skill: '普通劳动力',
      student: null,
      months: random.int(3, 10),
      postType: null,
      postMonths: null,
      intention: random.pick(['粤菜师傅', '广东技工', '南粤家政', '乡村工匠']),
      remark: null,
    };
    const all: Record<string, Value> = { idNumber: number, name, phone, start: month, place, employer, monthlyIncome: income };
    const values = Object.fromEntries(Object.entries(all).filter(([field]) => fields.includes(field as Field)));
    return { cells, verdict: 'accepted', reasons: [], values, repairs: [], troubles: [], arguable: false, hidden: false, sex };
  });
  return { kind: 'workers', fields, labels: { ...labels }, rows, troubles: [], random, file };
};

const RANK: Readonly<Record<Verdict, number>> = { 'not-a-row': 0, accepted: 1, doubtful: 2, refused: 3 };

/** The worst verdict stays; `arguable` marks a decision of ours (README). */
export const judge = (row: Draft, verdict: 'doubtful' | 'refused', reason: string, arguable = false): void => {
  if (RANK[verdict] > RANK[row.verdict]) {
    row.verdict = verdict;
    row.arguable = arguable;
  }
  if (!row.reasons.includes(reason)) row.reasons.push(reason);
};

/** Writes a cell that says the same in another way (a repair), or another value. */
export const write = (row: Draft, field: Field, cell: Cell, value?: Value): void => {
  row.cells[field] = cell;
  if (value !== undefined) row.values[field] = value;
};
export const repaired = (row: Draft, field: Field, cell: Cell, value?: Value): void => {
  write(row, field, cell, value);
  if (!row.repairs.includes(field)) row.repairs.push(field);
};
/** The value is lost or not sure: nobody may give one. */
export const lost = (row: Draft, field: Field, cell: Cell): void => write(row, field, cell, null);
/** The cell holds nothing that is a value; nothing is demanded of it. */
export const without = (row: Draft, field: Field, cell: Cell): void => {
  row.cells[field] = cell;
  delete row.values[field];
};
