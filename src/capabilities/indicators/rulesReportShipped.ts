// Forms that come with the program: 协作大表, 月报, 季报, 年报. What is not measured yet stands in the yearly one as 未计量 with its reason.
import { WINDOWS } from '#capabilities/employment/rules.ts';
import type { Text } from '#standards/text.ts';
import { baseOf, figures } from './rulesDefinitions.ts';
import { laterFigures, type Measure, type ReportColumn, type ReportForm, type Span, type Where } from './rulesReports.ts';

const t = (zh: string, en: string): Text => ({ zh, en });
const OWN = t('', '');
interface More {
  readonly head?: Text;
  readonly where?: Where;
  readonly lastYear?: boolean;
  readonly reported?: boolean;
  readonly measure?: Measure;
  readonly window?: number;
}
const column = (figure: string, span: Span, more: More = {}): ReportColumn => ({
  figure,
  where: more.where ?? {},
  span,
  lastYear: more.lastYear ?? false,
  evidence: more.reported ? 'reported' : 'verified',
  measure: more.measure ?? 'persons',
  window: more.window ?? 1,
  head: more.head ?? OWN,
});
const POVERTY: Where = { people: ['poverty'] };
const TOTAL = t('合计', 'all');
const POOR = t('其中脱贫', 'of them ex-poor');
const YTD = t('本年累计', 'year to date');
const BEFORE = t('上年同期', 'a year before');
const VERIFIED = t('已核验', 'verified');
const REPORTED = t('已上报', 'reported');
const group = (zh: string, en: string, ...columns: readonly ReportColumn[]) => ({ head: t(zh, en), columns });
const pair = (figure: string, span: Span): readonly ReportColumn[] => [
  column(figure, span, { head: VERIFIED }),
  column(figure, span, { head: REPORTED, reported: true }),
];
const CRITERION = t(
  '“稳定”用口径“稳在广东”；已核验只认 5 级以上证据，已上报加上名单和自报，逐行不一定谁大。',
  '“Stable” goes by the criterion “stable in Guangdong”; verified takes evidence of class 5 or better, reported adds lists and self-reports, and neither need be the larger in a row.',
);

/** 协作大表, as the official one: I01 with its parts, I06, I07, year to date. */
const cooperation: ReportForm = {
  title: t('劳务协作大表：帮助农村劳动力就业情况', 'Labour cooperation: rural workers helped into work'),
  period: 'month',
  rows: ['origin:below'],
  where: {},
  groups: [
    group(
      '帮助就业 I01',
      'helped into work I01',
      column('I01', 'ytd', { head: t('累计', 'to date') }),
      column('I02', 'ytd', { head: POOR }),
    ),
    group('到广东 I03', 'in Guangdong I03', column('I03', 'ytd', { head: TOTAL }), column('I03', 'ytd', { head: POOR, where: POVERTY })),
    group('就近 I04', 'near home I04', column('I04', 'ytd', { head: TOTAL }), column('I04', 'ytd', { head: POOR, where: POVERTY })),
    group('其他地区 I05', 'elsewhere I05', column('I05', 'ytd', { head: TOTAL }), column('I05', 'ytd', { head: POOR, where: POVERTY })),
    group('新增在粤稳定 I06', 'newly stable I06', ...pair('I06', 'ytd')),
    group('在粤存量 I07', 'at work in Guangdong I07', ...pair('I07', 'day')),
  ],
  notes: [
    CRITERION,
    t(
      '目标和完成率按协议统计，见“目标完成”。',
      'Targets and how far they are met are counted for each agreement: see completion of targets.',
    ),
  ],
};

const short = (id: string) => figures.find((f) => f.id === id)!.short;
const periodic = (title: Text, period: 'month' | 'quarter', head: Text): ReportForm => ({
  title,
  period,
  rows: ['origin:below'],
  where: {},
  groups: [
    ...['I01', 'I02'].map((id) =>
      group(
        `${short(id).zh} ${id}`,
        `${short(id).en} ${id}`,
        column(id, period, { head }),
        column(id, 'ytd', { head: YTD }),
        column(id, 'ytd', { head: BEFORE, lastYear: true }),
      ),
    ),
    group(
      '本年累计按去向',
      'to date, by where',
      column('I03', 'ytd', { head: t('在粤 I03', 'in Guangdong I03') }),
      column('I04', 'ytd', { head: t('就近 I04', 'near home I04') }),
      column('I05', 'ytd', { head: t('其他 I05', 'elsewhere I05') }),
    ),
    group('新增在粤稳定 I06', 'newly stable I06', column('I06', period, { head }), ...pair('I06', 'ytd')),
    group('在粤存量 I07', 'at work in Guangdong I07', ...pair('I07', 'day')),
    group(
      '稳岗率 I08',
      'retention I08',
      column('I08', 'cohort', { head: t('90 天', '90 days'), measure: 'rate', window: 1 }),
      column('I08', 'cohort', { head: t('90 天到期', 'due, 90 days'), measure: 'due', window: 1 }),
    ),
  ],
  notes: [
    CRITERION,
    t(
      '稳岗率：上年 1 月 1 日以来第一次受帮扶上岗的人，90 天后还在本省的占到期的多少；到期没核实的按不在算。',
      'Retention: of those first helped into work since 1 January of last year, who is still in the province after 90 days, of all who are due; due and not verified counts as gone.',
    ),
  ],
});

const measured = figures.filter((f) => f.kind === 'subset' || baseOf(f).base.kind !== 'retention');
/** All that is measured, this year and the one before; what is not measured yet stands beside it. */
const yearly: ReportForm = {
  title: t('劳务协作年报表', 'Yearly report of labour cooperation'),
  period: 'year',
  rows: ['origin:below'],
  where: {},
  groups: [
    ...measured.map((f) => {
      const { base } = baseOf(f);
      const span: Span = base.kind === 'stock' ? 'day' : 'ytd';
      const now = base.kind === 'stock' ? t('年末', 'at the end') : t('本年', 'this year');
      return group(
        `${f.short.zh} ${f.id}`,
        `${f.short.en} ${f.id}`,
        ...(base.evidenceClass < 6 ? pair(f.id, span) : [column(f.id, span, { head: now })]),
        column(f.id, span, { head: t('上年', 'year before'), lastYear: true }),
      );
    }),
    group(
      '稳岗率 I08',
      'retention I08',
      ...[0, 1, 2, 3].map((window) =>
        column('I08', 'cohort', {
          head: t(`${WINDOWS[window]} 天`, `${WINDOWS[window]} days`),
          measure: 'rate',
          window,
        }),
      ),
    ),
    group(
      '未计量或另见',
      'not measured, or elsewhere',
      ...laterFigures.map((a) => column(a.id, 'ytd', { head: t(`${a.name.zh} ${a.id}`, `${a.name.en} ${a.id}`) })),
    ),
  ],
  notes: [CRITERION],
};

export interface ShippedForm {
  readonly id: string;
  /** Raised with every change of it. */
  readonly version: number;
  readonly form: ReportForm;
}
export const shippedForms: readonly ShippedForm[] = [
  { id: 'cooperation', version: 1, form: cooperation },
  {
    id: 'monthly',
    version: 1,
    form: periodic(t('劳务协作月报表', 'Monthly report of labour cooperation'), 'month', t('本月', 'this month')),
  },
  {
    id: 'quarterly',
    version: 1,
    form: periodic(t('劳务协作季报表', 'Quarterly report of labour cooperation'), 'quarter', t('本季', 'this quarter')),
  },
  { id: 'yearly', version: 1, form: yearly },
];
export const shippedForm = (id: string): ShippedForm | undefined => shippedForms.find((f) => f.id === id);
