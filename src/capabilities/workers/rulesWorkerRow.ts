// One row of a worker sheet as the checks ask for it: fields, code ids, and the words a county uses for them.

import type { WrittenDay } from '#capabilities/rosters/rules.ts';
import type { Day } from '#standards/calendar/calendar.ts';
import type { Text } from '#standards/text.ts';

type Texts<T extends string> = Readonly<Record<T, Text>>;

/**
 * What a row of the sheet stands for; some rules depend on it.
 * `spells`: a spell of work, so a person may have several (务工月监测, 转移就业台账). `people`: a person each. `households`: every member of each
 * household (家庭成员), so a household without a head is wrong. `plans`: 计划外出务工.
 */
export const sheetKinds = ['spells', 'people', 'households', 'plans'] as const;
export type SheetKind = (typeof sheetKinds)[number];

export const channelTexts = {
  self: { zh: '自主/亲友', en: 'by oneself or through friends' },
  government: { zh: '政府组织', en: 'organised by the government' },
  agency: { zh: '劳务公司、经纪人或合作社', en: 'labour company, broker or co-operative' },
  recruited: { zh: '企业招聘', en: 'recruited by the employer' },
  workshop: { zh: '帮扶车间', en: 'assistance workshop' },
  publicPost: { zh: '公益性岗位', en: 'public-welfare post' },
  flexible: { zh: '灵活就业', en: 'flexible work' },
  ownBusiness: { zh: '自主创业', en: 'own business' },
  other: { zh: '其他', en: 'other' },
} as const satisfies Texts<string>;
export type Channel = keyof typeof channelTexts;

/** Ids as in the register of workers. */
export const labourTexts = {
  ordinary: { zh: '普通劳动力', en: 'ordinary labour' },
  skilled: { zh: '技能劳动力', en: 'skilled labour' },
  weak: { zh: '弱劳动力或半劳动力', en: 'weak or half labour' },
  lost: { zh: '丧失劳动力', en: 'labour ability lost' },
  none: { zh: '无劳动力', en: 'no labour ability' },
} as const satisfies Texts<string>;
export type Labour = keyof typeof labourTexts;

export type Health = 'healthy' | 'chronic' | 'serious' | 'disabled';

/** Only the relations rules ask about have a meaning here; any other id of the register passes. */
export const relationTexts = {
  head: { zh: '户主', en: 'head' },
  spouse: { zh: '配偶', en: 'spouse' },
  son: { zh: '之子', en: 'son' },
  daughter: { zh: '之女', en: 'daughter' },
  father: { zh: '之父', en: 'father' },
  mother: { zh: '之母', en: 'mother' },
} as const satisfies Texts<string>;
export type Relation = keyof typeof relationTexts | (string & {});

/** 帮扶措施. 技能培训 alone is no help into work (V16). */
export type Measure = 'employment' | 'industry' | 'finance' | 'publicPost' | 'labourExport' | 'training' | (string & {});

/** Missing key: the sheet has no such column, or the cell cannot be read: nothing is asked. `null`: the cell is blank. */
export interface WorkerRow {
  /** 档案号 of our own exports. */
  readonly workerId?: string | null;
  /** 18 characters, or another document's number as it was cleaned. */
  readonly idNumber?: string | null;
  /** DocumentKind of the register; missing: a resident's card. */
  readonly documentKind?: string | null;
  /** The number was starred out: there is one, and the row does not tell it. */
  readonly numberMasked?: boolean;
  readonly name?: string | null;
  readonly phone?: string | null;
  /** Where missing, birthday and sex are taken from an 18-character number. */
  readonly birthday?: Day | null;
  readonly sex?: '1' | '2' | null;
  readonly householdNumber?: string | null;
  readonly relation?: Relation | null;
  readonly working?: boolean | null;
  readonly start?: WrittenDay | null;
  readonly end?: WrittenDay | null;
  /** The sheet says that two spells may run side by side (兼职). */
  readonly overlapAllowed?: boolean | null;
  /** Six digits (twelve pass) of the county of work. */
  readonly place?: string | null;
  /** Twelve digits, as deep as the words and the tree reach. */
  readonly home?: string | null;
  /** Six digits, from `home`. */
  readonly homeCounty?: string | null;
  /** Works outside the mainland (境外, 港澳台): `place` is a code only where there is one. */
  readonly abroad?: boolean;
  readonly employer?: string | null;
  /** Letter of GB/T 4754, or the word that stands in the cell. */
  readonly industry?: string | null;
  /** 工种, 岗位, in the words of the sheet. */
  readonly occupation?: string | null;
  /** 参保情况, in the words of the sheet. */
  readonly insurance?: string | null;
  /** 产业. */
  readonly sector?: 1 | 2 | 3 | null;
  readonly channel?: Channel | null;
  readonly pointToPoint?: boolean | null;
  /** Yuan. */
  readonly monthlyIncome?: number | null;
  readonly yearlyIncome?: number | null;
  /** Months worked of one year (务工时间), and the year it is about (年度). */
  readonly months?: number | null;
  readonly year?: number | null;
  readonly publicPostKind?: string | null;
  readonly publicPostMonths?: number | null;
  readonly labour?: Labour | null;
  readonly health?: readonly Health[] | null;
  /** Code of 在校生状况 (standards/education/schoolStage); null: no student. */
  readonly school?: string | null;
  /** EducationLevel of standards/education. */
  readonly education?: string | null;
  /** Two digits of GB/T 3304. */
  readonly ethnic?: string | null;
  readonly marital?: string | null;
  readonly political?: string | null;
  /** Ids as in the register: poverty_tekun, monitored_unstable, …; `poverty` and `monitored` where the sheet does not say of which kind. */
  readonly identity?: readonly string[] | null;
  readonly plansToWork?: boolean | null;
  readonly serviceNeeds?: readonly string[] | null;
  /** Six digits at least of where somebody plans to go. */
  readonly planPlace?: string | null;
  readonly willing?: string | null;
  readonly hindered?: readonly string[] | null;
  /** 监测对象: when the risk was found and removed, of what kind it is, what was done. */
  readonly identifiedOn?: WrittenDay | null;
  readonly riskRemoved?: boolean | null;
  readonly removedOn?: WrittenDay | null;
  readonly riskCauses?: readonly ('unstableWork' | (string & {}))[] | null;
  readonly measures?: readonly Measure[] | null;
  /** 外出务工补贴: registered or not, and yuan. */
  readonly subsidyRegistered?: boolean | null;
  readonly subsidyAmount?: number | null;
  /** Yuan of wages of the household in the year (工资性收入). */
  readonly householdWages?: number | null;
}
export type WorkerField = keyof WorkerRow;

/** Words of the columns, as the checks call them in their sentences. */
export const workerFieldTexts = {
  workerId: { zh: '档案号', en: 'record number' },
  idNumber: { zh: '证件号码', en: 'identity number' },
  documentKind: { zh: '证件类型', en: 'kind of document' },
  numberMasked: { zh: '证件号码打了星号', en: 'number starred out' },
  name: { zh: '姓名', en: 'name' },
  phone: { zh: '联系电话', en: 'telephone' },
  birthday: { zh: '出生日期', en: 'date of birth' },
  sex: { zh: '性别', en: 'sex' },
  householdNumber: { zh: '户编号', en: 'household number' },
  relation: { zh: '与户主关系', en: 'relation to the head' },
  working: { zh: '是否务工', en: 'working or not' },
  start: { zh: '开始时间', en: 'start' },
  end: { zh: '结束时间', en: 'end' },
  overlapAllowed: { zh: '兼职', en: 'second job' },
  place: { zh: '务工地点', en: 'place of work' },
  home: { zh: '户籍地', en: 'home' },
  homeCounty: { zh: '户籍县', en: 'home county' },
  abroad: { zh: '境外务工', en: 'works abroad' },
  employer: { zh: '务工企业名称', en: 'employer' },
  industry: { zh: '所属行业', en: 'industry' },
  occupation: { zh: '工种', en: 'occupation' },
  insurance: { zh: '参保情况', en: 'social insurance' },
  sector: { zh: '产业', en: 'sector' },
  channel: { zh: '就业渠道', en: 'channel of employment' },
  pointToPoint: { zh: '是否点对点输送', en: 'point-to-point transport or not' },
  monthlyIncome: { zh: '务工月收入', en: 'monthly income' },
  yearlyIncome: { zh: '年收入', en: 'yearly income' },
  months: { zh: '务工时间(月)', en: 'months of work' },
  year: { zh: '年度', en: 'year' },
  publicPostKind: { zh: '公益性岗位类型', en: 'kind of public-welfare post' },
  publicPostMonths: { zh: '公益性岗位(月数)', en: 'months in the public-welfare post' },
  labour: { zh: '劳动技能', en: 'labour ability' },
  health: { zh: '健康状况', en: 'health' },
  school: { zh: '在校生状况', en: 'stage of schooling' },
  education: { zh: '文化程度', en: 'education' },
  ethnic: { zh: '民族', en: 'ethnic group' },
  marital: { zh: '婚姻状况', en: 'marital status' },
  political: { zh: '政治面貌', en: 'political affiliation' },
  identity: { zh: '户类型', en: 'kind of household' },
  plansToWork: { zh: '是否计划务工', en: 'plans to work or not' },
  serviceNeeds: { zh: '就业服务需求', en: 'services needed' },
  planPlace: { zh: '计划务工地点', en: 'planned place of work' },
  willing: { zh: '就业意愿', en: 'willing to go out' },
  hindered: { zh: '不务工原因', en: 'why not working' },
  identifiedOn: { zh: '识别时间', en: 'date of identification' },
  riskRemoved: { zh: '风险是否已消除', en: 'risk removed or not' },
  removedOn: { zh: '风险消除时间', en: 'date the risk was removed' },
  riskCauses: { zh: '致贫返贫风险', en: 'causes of the risk' },
  measures: { zh: '帮扶措施', en: 'measures of assistance' },
  subsidyRegistered: { zh: '是否享受外出务工补贴', en: 'subsidy for work away or not' },
  subsidyAmount: { zh: '外出务工补贴金额', en: 'amount of the subsidy for work away' },
  householdWages: { zh: '家庭工资性收入', en: 'wages of the household' },
} as const satisfies Readonly<Record<WorkerField, Text>>;

/** In one order for ever: a row's fingerprint is taken over them. */
export const workerFields = Object.keys(workerFieldTexts) as WorkerField[];
