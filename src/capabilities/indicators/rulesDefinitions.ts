// Every figure as declared data (docs/figures.md §7). From the one object are compiled: the figure, the persons behind it, the SQL an auditor reads, the words.
// No SQL stands here: another engine can be compiled from the same objects and must agree on every slice.
import type { Text } from '#standards/text.ts';

const t = (zh: string, en: string): Text => ({ zh, en });

/** A condition on one spell, before anybody is counted. */
export type SpellClause =
  /** Employed, self-employed, flexible or public post: an internship is no employment. */
  | { readonly is: 'work' }
  /** A programme, class, station, agency, trip, order or public placement of the cooperation stands behind it. */
  | { readonly is: 'assisted' }
  /** The place lies in the area. */
  | { readonly is: 'in'; readonly area: string; readonly name: Text };
/** A condition on the person, read on the day on which they are counted. */
export type PersonClause =
  | { readonly is: 'ruralHome' }
  | { readonly is: 'dimension'; readonly dimension: string; readonly values: readonly string[] };

interface Common {
  readonly id: string;
  /** Raised with every change of meaning; every answer names it. */
  readonly version: number;
  readonly name: Text;
  /** As the official form prints it. */
  readonly short: Text;
  readonly unit: 'persons' | 'rate';
  /** ○ Of §6. */
  readonly evidenceClass: 5 | 6;
}
export interface PeriodFigure extends Common {
  /** Distinct persons with a spell whose vouched days meet [A, D]. */
  readonly kind: 'period';
  readonly spells: readonly SpellClause[];
  readonly persons: readonly PersonClause[];
}
export interface StockFigure extends Common {
  /** Persons with a spell that counts on D. */
  readonly kind: 'stock';
  readonly spells: readonly SpellClause[];
  readonly persons: readonly PersonClause[];
}
export interface NewlyStableFigure extends Common {
  /** Persons whose first stable day lies in [A, D], by the criterion, with an assisted one among the spells that count on that day. */
  readonly kind: 'newlyStable';
  readonly criterion: string;
  /** Only to explain step by step: also whoever was helped into none of that work. */
  readonly unhelpedToo?: true;
  readonly spells: readonly SpellClause[];
  readonly persons: readonly PersonClause[];
}
export interface RetentionFigure extends Common {
  /** Of persons whose first helped work began in [A, B]: who is still there. */
  readonly kind: 'retention';
}
/** A condition on a class, before anybody is counted. */
export type ClassClause =
  /** The step “opened” stands on a day of [A, D]. */
  | { readonly is: 'opened' }
  /** No step “cancelled” stands on D. */
  | { readonly is: 'notCancelled' };
/** Persons with at least one attended lesson, by D, of a class that meets the conditions. 期 and 人次 are counted beside (rulesTraining.ts). */
export interface TrainedFigure extends Common {
  readonly kind: 'trained';
  readonly classes: readonly ClassClause[];
  readonly spells: readonly never[];
  readonly persons: readonly PersonClause[];
}
/** The same figure with one more condition: 其中. */
export interface SubsetFigure extends Common {
  readonly kind: 'subset';
  readonly of: string;
  readonly persons: readonly PersonClause[];
}
export type BaseFigure = PeriodFigure | StockFigure | NewlyStableFigure | RetentionFigure | TrainedFigure;
export type Figure = BaseFigure | SubsetFigure;
/** Declared and not measured: its capability switches it on. Never shown as 0. */
export interface AwaitedFigure {
  readonly id: string;
  readonly name: Text;
  readonly awaits: Text;
}

const GUANGDONG = { is: 'in', area: '44', name: t('广东', 'Guangdong') } as const;
const poverty: PersonClause = { is: 'dimension', dimension: 'people', values: ['poverty'] };
const where = (value: string): PersonClause => ({ is: 'dimension', dimension: 'where', values: [value] });
const persons = { version: 1, unit: 'persons' } as const;

export const figures: readonly Figure[] = [
  {
    ...persons,
    id: 'I01',
    kind: 'period',
    name: t('帮助农村劳动力实现就业人数', 'Rural workers helped into work'),
    short: t('帮助就业', 'helped into work'),
    evidenceClass: 6,
    spells: [{ is: 'work' }, { is: 'assisted' }],
    persons: [{ is: 'ruralHome' }],
  },
  {
    ...persons,
    id: 'I02',
    kind: 'subset',
    of: 'I01',
    name: t('其中：脱贫劳动力', 'of them: lifted out of poverty'),
    short: t('其中脱贫', 'of them ex-poor'),
    evidenceClass: 6,
    persons: [poverty],
  },
  {
    ...persons,
    id: 'I03',
    kind: 'subset',
    of: 'I01',
    name: t('其中：在广东就业', 'of them: in Guangdong'),
    short: t('在粤', 'in Guangdong'),
    evidenceClass: 6,
    persons: [where('guangdong')],
  },
  {
    ...persons,
    id: 'I04',
    kind: 'subset',
    of: 'I01',
    name: t('其中：就近就业', 'of them: near home'),
    short: t('就近', 'near home'),
    evidenceClass: 6,
    persons: [where('near')],
  },
  {
    ...persons,
    id: 'I05',
    kind: 'subset',
    of: 'I01',
    name: t('其中：其他地区就业', 'of them: elsewhere'),
    short: t('其他地区', 'elsewhere'),
    evidenceClass: 6,
    persons: [where('elsewhere')],
  },
  {
    ...persons,
    id: 'I06',
    kind: 'newlyStable',
    criterion: 'stableInGuangdong',
    name: t('新增帮扶在粤稳定就业脱贫劳动力人数', 'Ex-poor newly stable in Guangdong with help'),
    short: t('新增在粤稳定', 'newly stable'),
    evidenceClass: 5,
    spells: [{ is: 'work' }, GUANGDONG],
    persons: [poverty],
  },
  {
    ...persons,
    id: 'I07',
    kind: 'stock',
    name: t('在粤务工脱贫人口存量', 'Ex-poor at work in Guangdong'),
    short: t('在粤存量', 'at work in Guangdong'),
    evidenceClass: 5,
    spells: [{ is: 'work' }, GUANGDONG],
    persons: [poverty],
  },
  {
    version: 1,
    unit: 'rate',
    id: 'I08',
    kind: 'retention',
    name: t('稳岗率', 'Retention'),
    short: t('稳岗率', 'retention'),
    evidenceClass: 5,
  },
  {
    ...persons,
    id: 'I09',
    kind: 'trained',
    name: t('技能培训人数', 'People trained'),
    short: t('技能培训', 'trained'),
    // who was taught rests on marks and on no evidence of work; what became of them is told at class 5 and 6 (rulesTraining.ts)
    evidenceClass: 6,
    classes: [{ is: 'opened' }, { is: 'notCancelled' }],
    spells: [],
    persons: [],
  },
];

export const awaited: readonly AwaitedFigure[] = [
  { id: 'I10', name: t('招聘会', 'Job fairs'), awaits: t('岗位与招聘会（尚未启用）', 'vacancies and fairs, not in use yet') },
  { id: 'I11', name: t('点对点输送', 'Point-to-point trips'), awaits: t('匹配与输送（尚未启用）', 'matching and trips, not in use yet') },
  { id: 'I12', name: t('帮扶车间', 'Workshops'), awaits: t('基地与车间（尚未启用）', 'bases and workshops, not in use yet') },
  { id: 'I13', name: t('就业帮扶基地', 'Bases'), awaits: t('基地与车间（尚未启用）', 'bases and workshops, not in use yet') },
  { id: 'I14', name: t('公益性岗位', 'Public posts'), awaits: t('基地与车间（尚未启用）', 'bases and workshops, not in use yet') },
  { id: 'I16', name: t('补贴', 'Subsidies'), awaits: t('政策兑现（尚未启用）', 'subsidies, not in use yet') },
  { id: 'I17', name: t('劳务品牌', 'Brands'), awaits: t('品牌与展示（尚未启用）', 'brands, not in use yet') },
  { id: 'I18', name: t('回访服务', 'Visits and services'), awaits: t('回访服务（尚未启用）', 'visits and services, not in use yet') },
];
/** Published by others and entered with source and date; never computed here. */
export const external: readonly { readonly id: 'X01'; readonly name: Text }[] = [
  { id: 'X01', name: t('东部八省市吸纳脱贫人口', 'Ex-poor taken in by eight eastern provinces') },
];

export const figureOf = (id: string): Figure | undefined => figures.find((f) => f.id === id);
/** What is computed, and the conditions of 其中 on top of it. */
export const baseOf = (figure: Figure): { readonly base: BaseFigure; readonly more: readonly PersonClause[] } => {
  if (figure.kind !== 'subset') return { base: figure, more: [] };
  const above = baseOf(figureOf(figure.of)!);
  return { base: above.base, more: [...above.more, ...figure.persons] };
};

/** Children that sum to the parent, every time (§7). */
export const partitions: readonly { readonly of: string; readonly by: string; readonly into: readonly string[] }[] = [
  { of: 'I01', by: 'where', into: ['I03', 'I04', 'I05'] },
];
