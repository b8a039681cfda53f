// A form 报表样: declared data, from which a report is made. Its rows, its grouped columns, the days each column asks about. Pure.
import { WINDOWS } from '#capabilities/employment/rules.ts';
import { addDays, daysInMonth } from '#standards/calendar/calendar.ts';
import { significantDigits } from '#standards/divisions/codes.ts';
import type { Text } from '#standards/text.ts';
import { completion } from './rulesCompletion.ts';
import { awaited, baseOf, external, type Figure, figureOf } from './rulesDefinitions.ts';
import { type Dimension, dimensionOf, LEVELS, type Level } from './rulesDimensions.ts';
import { unitFigure } from './rulesUnits.ts';

const t = (zh: string, en: string): Text => ({ zh, en });

export const PERIODS = ['month', 'quarter', 'year', 'free'] as const;
export type PeriodKind = (typeof PERIODS)[number];
export const periodKindTexts: Readonly<Record<PeriodKind, Text>> = {
  month: t('月报', 'monthly'),
  quarter: t('季报', 'quarterly'),
  year: t('年报', 'yearly'),
  free: t('自定起止', 'own days'),
};
/** Which days a column asks about, seen from the last day of the report. */
export const SPANS = ['month', 'quarter', 'ytd', 'period', 'day', 'cohort'] as const;
export type Span = (typeof SPANS)[number];
export const spanTexts: Readonly<Record<Span, Text>> = {
  month: t('本月', 'this month'),
  quarter: t('本季', 'this quarter'),
  ytd: t('本年累计', 'year to date'),
  period: t('期间', 'the period'),
  day: t('截至日', 'on the last day'),
  cohort: t('上年和本年上岗的', 'placed last year and this'),
};
/** Persons of a figure; of retention the share still there, or how many were due. */
export const MEASURES = ['persons', 'rate', 'due'] as const;
export type Measure = (typeof MEASURES)[number];
export const EVIDENCE = ['verified', 'reported'] as const;
export type Evidence = (typeof EVIDENCE)[number];
export const evidenceTexts: Readonly<Record<Evidence, Text>> = {
  verified: t('已核验', 'verified'),
  reported: t('已上报', 'reported'),
};

/** Figures without a number of persons for each row: not measured yet; or measured, and told where they belong (`elsewhere`). Never 0. */
export interface Later {
  readonly id: string;
  readonly name: Text;
  readonly awaits: Text;
  readonly elsewhere: boolean;
}
export const laterFigures: readonly Later[] = [
  ...awaited.map((a) => ({ ...a, elsewhere: false })),
  {
    id: unitFigure.id,
    name: unitFigure.name,
    awaits: t('按份、个统计，见指标页 I15', 'counted in units, see the page of I15'),
    elsewhere: true,
  },
  {
    id: completion.id,
    name: completion.name,
    awaits: t('按协议和目标统计，见“目标完成”', 'counted for each agreement, see completion of targets'),
    elsewhere: true,
  },
  ...external.map((e) => ({
    id: e.id,
    name: e.name,
    awaits: t('外部公布的一个数，见指标大表下面', 'one number published by others, below the figure table'),
    elsewhere: true,
  })),
];
export const laterOf = (id: string): Later | undefined => laterFigures.find((x) => x.id === id);

export type Where = Readonly<Record<string, readonly string[]>>;
export interface ReportColumn {
  readonly figure: string;
  /** Narrower than the form and the area that is asked for. */
  readonly where: Where;
  readonly span: Span;
  /** The same days one year before. */
  readonly lastYear: boolean;
  readonly evidence: Evidence;
  readonly measure: Measure;
  /** Index in WINDOWS of employment; of a rate and of those due. */
  readonly window: number;
  /** Empty: made of its parts. */
  readonly head: Text;
}
export interface ReportGroup {
  readonly head: Text;
  readonly columns: readonly ReportColumn[];
}
export interface ReportForm {
  readonly title: Text;
  readonly period: PeriodKind;
  /** One or two dimensions, the outer first; `origin:below` is the level below the area that is asked for. None: the total alone. */
  readonly rows: readonly string[];
  readonly where: Where;
  readonly groups: readonly ReportGroup[];
  readonly notes: readonly Text[];
}
export const FORM_LIMITS = { columns: 40, groups: 20, notes: 12 } as const;
/**
 * ○ Cells (rows × columns) of one report: what its files and the server that draws them bear. The sheet of all cells has a line for each, and a sheet 1,048,576 lines;
 * as JSON forty thousand weigh some 35 MB of the 48 that a file may. A preview is read on the page.
 */
export const CELLS = { file: 40_000, preview: 20_000 } as const;
export const BELOW = ['origin:below', 'host:below'] as const;
export const belowTexts: Readonly<Record<(typeof BELOW)[number], Text>> = {
  'origin:below': t('户籍地（下一级）', 'home (the level below)'),
  'host:below': t('就业地（下一级）', 'place of work (the level below)'),
};
export const columnsOf = (form: Pick<ReportForm, 'groups'>): readonly ReportColumn[] => form.groups.flatMap((g) => g.columns);
/** What a column says of itself beside its evidence: two that agree in all of it are the same column. */
export const columnKey = (c: ReportColumn): string =>
  JSON.stringify([
    c.figure,
    Object.entries(c.where)
      .map(([id, values]) => [id, [...values].sort()])
      .sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
    c.span,
    c.lastYear,
    c.evidence,
    c.measure,
    c.measure === 'persons' ? 0 : c.window,
  ]);

// Days ------------------------------------------------------------------------------------------------------------------------------

export interface Days {
  readonly from: string;
  readonly to: string;
}
export interface ReportPeriod extends Days {
  readonly kind: PeriodKind;
  /** `2026-09`, `2026-Q3`, `2026`, `2026-01-01..2026-09-30`. */
  readonly key: string;
  /** It is not over: figures reach to today. */
  readonly unfinished: boolean;
}
const two = (n: number): string => String(n).padStart(2, '0');
const endOfMonth = (year: number, month: number): string => `${year}-${two(month)}-${two(daysInMonth(year, month))}`;
const KEYS: Readonly<Record<PeriodKind, RegExp>> = {
  month: /^(\d{4})-(0[1-9]|1[0-2])$/,
  quarter: /^(\d{4})-Q([1-4])$/,
  year: /^(\d{4})$/,
  free: /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/,
};
/** The days of a period that was named; undefined where it is no name of this kind. Of one that is not over only the days that have come. */
export const periodOf = (kind: PeriodKind, key: string, today: string): ReportPeriod | undefined => {
  const found = KEYS[kind].exec(key);
  if (!found) return undefined;
  const [, one = '', other = ''] = found;
  const year = Number(one.slice(0, 4));
  const whole: Days =
    kind === 'free'
      ? { from: one, to: other }
      : kind === 'year'
        ? { from: `${year}-01-01`, to: `${year}-12-31` }
        : kind === 'quarter'
          ? { from: `${year}-${two(Number(other) * 3 - 2)}-01`, to: endOfMonth(year, Number(other) * 3) }
          : { from: `${year}-${other}-01`, to: endOfMonth(year, Number(other)) };
  const unfinished = kind !== 'free' && whole.to > today && whole.from <= today;
  return { kind, key, from: whole.from, to: unfinished ? today : whole.to, unfinished };
};
/** The last period of a kind that is over on a day. */
export const lastPeriod = (kind: Exclude<PeriodKind, 'free'>, today: string): string => {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  // on its very last day a period is over
  const over = addDays(today, 1).slice(0, 7) !== today.slice(0, 7);
  const at = year * 12 + month - 1 - (over ? 0 : 1);
  const [y, m] = [Math.floor(at / 12), (at % 12) + 1];
  if (kind === 'month') return `${y}-${two(m)}`;
  if (kind === 'quarter') {
    const q = Math.floor(m / 3);
    return q === 0 ? `${y - 1}-Q4` : `${y}-Q${q}`;
  }
  return String(m === 12 ? y : y - 1);
};
/** On which day a period of a schedule is made: so many days into the month that follows. */
export const dueDay = (period: Days, onDay: number): string => addDays(period.to, onDay);
/** ○ So many periods back, and so many days late, a schedule makes what it missed. What was cleared away since (clearJob.ts) is not missed. */
const [CATCH_UP, LATE_DAYS] = [3, 100];
/**
 * The periods of a schedule that are due on a day and were not before it began, the oldest first. Not the last one alone: the report of January
 * that is due on 28 February is due when February itself is over, and a morning may be missed.
 */
export const duePeriods = (
  { every, onDay, started }: { readonly every: Exclude<PeriodKind, 'free'>; readonly onDay: number; readonly started: string },
  today: string,
): readonly string[] => {
  const out: string[] = [];
  let over = today;
  for (let i = 0; i < CATCH_UP; i++) {
    const key = lastPeriod(every, over);
    const period = periodOf(every, key, today)!;
    const due = dueDay(period, onDay);
    if (due <= today && due >= started && due > addDays(today, -LATE_DAYS)) out.unshift(key);
    over = addDays(period.from, -1);
  }
  return out;
};

const yearBefore = (day: string): string => {
  const [y, m, d] = day.split('-').map(Number) as [number, number, number];
  const last = daysInMonth(y - 1, m);
  // the last day of a month stays one: a February may be longer
  return `${y - 1}-${two(m)}-${two(d === daysInMonth(y, m) ? last : Math.min(d, last))}`;
};
/** The days a column asks about; a stock is asked with those of the year, so that its run is that of the figure table. */
export const daysOf = (column: Pick<ReportColumn, 'span' | 'lastYear'>, period: Days): Days => {
  const to = column.lastYear ? yearBefore(period.to) : period.to;
  const [year, month] = [Number(to.slice(0, 4)), Number(to.slice(5, 7))];
  switch (column.span) {
    case 'month':
      return { from: `${to.slice(0, 8)}01`, to };
    case 'quarter':
      return { from: `${year}-${two(Math.floor((month - 1) / 3) * 3 + 1)}-01`, to };
    case 'ytd':
    case 'day':
      return { from: `${year}-01-01`, to };
    case 'cohort':
      return { from: `${year - 1}-01-01`, to };
    case 'period':
      return { from: column.lastYear ? yearBefore(period.from) : period.from, to };
  }
};
export const periodWords = (p: ReportPeriod): Text => {
  const [year, rest = ''] = p.key.split('-');
  switch (p.kind) {
    case 'month':
      return t(`${year} 年 ${Number(rest)} 月`, `${p.key}`);
    case 'quarter':
      return t(`${year} 年第 ${rest.slice(1)} 季度`, `${year}, quarter ${rest.slice(1)}`);
    case 'year':
      return t(`${year} 年`, `${year}`);
    case 'free':
      return t(`${p.from} 至 ${p.to}`, `${p.from} to ${p.to}`);
  }
};

// Words -----------------------------------------------------------------------------------------------------------------------------

const valueWords = (id: string, values: readonly string[]): Text => {
  const d = dimensionOf(id);
  const of = values.map((v) => (d?.kind === 'code' ? (d.values[v] ?? t(v, v)) : t(v, v)));
  return t(of.map((x) => x.zh).join('、'), of.map((x) => x.en).join(', '));
};
/** Conditions that are no places, in words: 脱贫劳动力. */
export const whereWords = (where: Where): Text => {
  const all = Object.entries(where)
    .filter(([id]) => id !== 'origin' && id !== 'host')
    .map(([id, values]) => valueWords(id, values));
  return t(all.map((x) => x.zh).join('，'), all.map((x) => x.en).join(', '));
};
/** A column that bears no name of its own is named by its parts. */
export const columnHead = (c: ReportColumn): Text => {
  if (c.head.zh !== '') return c.head;
  const figure = figureOf(c.figure);
  if (!figure) return laterOf(c.figure)?.name ?? t(c.figure, c.figure);
  const where = whereWords(c.where);
  const rate =
    c.measure === 'rate'
      ? t(`${WINDOWS[c.window]} 天`, `${WINDOWS[c.window]} days`)
      : c.measure === 'due'
        ? t(`${WINDOWS[c.window]} 天到期`, `due after ${WINDOWS[c.window]} days`)
        : t('', '');
  const parts = [
    figure.short,
    where,
    rate,
    c.lastYear ? t(`上年同期（${spanTexts[c.span].zh}）`, `a year before (${spanTexts[c.span].en})`) : spanTexts[c.span],
    ...(figure.evidenceClass < 6 ? [evidenceTexts[c.evidence]] : []),
  ].filter((p) => p.zh !== '');
  return t(parts.map((p) => p.zh).join('，'), parts.map((p) => p.en).join(', '));
};

// Rows ------------------------------------------------------------------------------------------------------------------------------

const LEVEL_NAMES = Object.keys(LEVELS) as Level[];
/** Digits of the one place a side is narrowed to; 0 where it is not. */
export const digitsOf = (where: Where, side: 'origin' | 'host'): number => {
  const codes = where[side];
  return codes?.length === 1 && codes[0]!.length === 12 ? significantDigits(codes[0]!) : 0;
};
/** The dimension of a row, where it depends on the area; null where nothing lies below. */
export const rowDimension = (id: string, where: Where): Dimension | null => {
  if (id !== 'origin:below' && id !== 'host:below') return dimensionOf(id) ?? null;
  const side = id === 'origin:below' ? 'origin' : 'host';
  const digits = digitsOf(where, side);
  // of the whole country at once the prefectures: what a province is, its rows would be
  const level = digits === 0 ? 'prefecture' : LEVEL_NAMES.find((l) => LEVELS[l] > digits);
  return level ? (dimensionOf(`${side}:${level}`) ?? null) : null;
};
export const rowName = (id: string): Text =>
  id === 'origin:below' || id === 'host:below' ? belowTexts[id] : (dimensionOf(id)?.name ?? t(id, id));

/** The conditions of both at once; null where nobody can meet them. Of two places the narrower. */
export const narrow = (one: Where, other: Where): Where | null => {
  const out: Record<string, readonly string[]> = { ...one };
  for (const [id, values] of Object.entries(other)) {
    const before = out[id];
    if (before === undefined) {
      out[id] = values;
      continue;
    }
    const place = id === 'origin' || id === 'host';
    const kept = place
      ? [...new Set(before.flatMap((a) => values.flatMap((b) => (within(b, a) ? [b] : within(a, b) ? [a] : []))))]
      : values.filter((v) => before.includes(v));
    if (kept.length === 0) return null;
    out[id] = kept;
  }
  return out;
};
/** Whether a place lies in another, both as twelve digits; anything else only in itself. */
export const within = (inner: string, outer: string): boolean => {
  if (inner.length !== 12 || outer.length !== 12) return inner === outer;
  const digits = significantDigits(outer);
  return inner.slice(0, digits) === outer.slice(0, digits);
};
/** Values that the figure itself asks for, of a dimension; null where it asks for none. */
export const ownValues = (figure: Figure, dimension: string): readonly string[] | null => {
  const { base, more } = baseOf(figure);
  const clauses = [...(base.kind === 'retention' ? [] : base.persons), ...more];
  const found = clauses.flatMap((c) => (c.is === 'dimension' && c.dimension === dimension ? [c.values] : []));
  return found.length ? found.reduce((a, b) => a.filter((v) => b.includes(v))) : null;
};
/** The area that the figure itself asks the place of work to lie in, as its digits: 44. */
export const ownHost = (figure: Figure): string | null => {
  const { base } = baseOf(figure);
  if (base.kind === 'retention') return null;
  for (const c of base.spells) if (c.is === 'in') return c.area;
  return ownValues(figure, 'where')?.join() === 'guangdong' ? '44' : null;
};
