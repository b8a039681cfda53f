// What a report asks, before anything is counted: days, area, rows, and of each column its question. Refuses what cannot be with a sentence.
import { areaText } from '#capabilities/regions/server/service.ts';
import type { Actor } from '#platform/server/actor.ts';
import type { Services } from '#platform/server/services.ts';
import { isDay } from '#standards/calendar/calendar.ts';
import { significantDigits } from '#standards/divisions/codes.ts';
import { loadDivisions } from '#standards/divisions/server/loadDivisions.ts';
import type { Text } from '#standards/text.ts';
import { dayLater, notYourCell, periodBackwards } from '../../contractProblems.ts';
import { columnOutsideArea, formContradicts, noSuchPeriod, reportTooLarge, rowsAboveArea } from '../../contractReportProblems.ts';
import { type Figure, figureOf } from '../../rulesDefinitions.ts';
import { type Dimension, LEVELS } from '../../rulesDimensions.ts';
import { HOST, ORIGINS } from '../../rulesFrozen.ts';
import { EMPTY_GROUP, type Fault, formFaults } from '../../rulesReportForm.ts';
import {
  CELLS,
  columnHead,
  columnsOf,
  type Days,
  daysOf,
  digitsOf,
  laterOf,
  narrow,
  periodKindTexts,
  periodOf,
  type ReportColumn,
  type ReportForm,
  type ReportPeriod,
  rowDimension,
  rowName,
  type Where,
  within,
} from '../../rulesReports.ts';
import { areaWords, isOfTheirs, mayReadTotal, sidesOf, type Theirs, theirsOf } from '../question.ts';
import type { EvidenceClass } from '../runs.ts';

export interface ReportAsk {
  readonly period: string;
  readonly side: 'origin' | 'host';
  readonly area: string;
  readonly basis: 'auto' | 'live';
  readonly knownAt?: string | undefined;
}
export interface ColumnPlan {
  readonly column: ReportColumn;
  readonly head: Text;
  /** Null: not measured yet. */
  readonly figure: Figure | null;
  readonly why: Text | null;
  readonly where: Where;
  readonly days: Days;
  readonly c: EvidenceClass;
  /** The asker may see its total; and every part of it, where it lies in their own area (of an agreement of theirs only the total). */
  readonly whole: boolean;
  readonly own: boolean;
}
export interface Plan {
  readonly form: ReportForm;
  readonly period: ReportPeriod;
  readonly where: Where;
  readonly by: readonly Dimension[];
  readonly columns: readonly ColumnPlan[];
  /** Pairs of areas of agreements that are the asker's. */
  readonly theirs: Theirs;
}

const EXAMPLES = { month: '2026-09', quarter: '2026-Q3', year: '2026', free: '2026-01-01..2026-09-30' } as const;
export const getPeriod = (form: Pick<ReportForm, 'period'>, key: string, today: string): ReportPeriod => {
  const kind = periodKindTexts[form.period];
  const period = periodOf(form.period, key, today);
  if (!period || !isDay(period.from) || !isDay(period.to))
    throw noSuchPeriod({ period: key, kind: kind.zh, kindEn: kind.en, example: EXAMPLES[form.period] });
  if (period.from > period.to) throw periodBackwards({ from: period.from, to: period.to });
  if (period.to > today) throw dayLater({ day: period.to, today });
  return period;
};
/** What cannot be saved. */
export const refuseFaults = (form: ReportForm): void => refuse(formFaults(form));
const refuse = (faults: readonly Fault[]): void => {
  if (faults.length)
    throw formContradicts({
      n: faults.length,
      faults: faults.map((f) => f.text.zh).join('；'),
      faultsEn: faults.map((f) => f.text.en).join('; '),
    });
};
export const areaName = (code: string): Text => (code === '' ? { zh: '全部地区', en: 'everywhere' } : areaText(code));

export const planOf = async (
  services: Pick<Services, 'store' | 'clock'>,
  form: ReportForm,
  ask: ReportAsk,
  actor: Actor,
): Promise<Plan> => {
  const today = services.clock.today();
  refuse(formFaults(form).filter((f) => f.code !== EMPTY_GROUP));
  const period = getPeriod(form, ask.period, today);
  const area = areaName(ask.area);
  const outside = (head: Text) => columnOutsideArea({ column: head.zh, columnEn: head.en, area: area.zh, areaEn: area.en });
  const where = narrow(form.where, ask.area === '' ? {} : { [ask.side]: [ask.area] });
  if (!where) throw outside(form.title);
  const by = form.rows.flatMap((id) => rowDimension(id, where) ?? []);
  for (const d of by)
    if (d.kind === 'place' && digitsOf(where, d.column as 'origin') > LEVELS[d.level])
      throw rowsAboveArea({ rows: rowName(d.id).zh, rowsEn: rowName(d.id).en, area: area.zh, areaEn: area.en });
  const theirs = mayReadTotal(actor, where) ? [] : await theirsOf(services, actor, period.to);
  const columns = columnsOf(form).map((column): ColumnPlan => {
    const figure = figureOf(column.figure) ?? null;
    const head = columnHead(column);
    const of = narrow(where, column.where);
    if (!of && figure) throw outside(head);
    return {
      column,
      head,
      figure,
      why: figure ? null : (laterOf(column.figure)?.awaits ?? null),
      where: of ?? where,
      days: daysOf(column, period),
      c: figure && column.evidence === 'verified' ? figure.evidenceClass : 6,
      own: mayReadTotal(actor, of ?? where),
      whole: mayReadTotal(actor, of ?? where) || isOfTheirs(of ?? where, theirs),
    };
  });
  return { form, period, where, by, columns, theirs };
};

/** Refuses what would have more cells than it may; of all rows so far, so that no more is read once it is known. */
export const refuseLarge = (rows: number, columns: number, most: keyof typeof CELLS): void => {
  const [cells, limit] = [rows * columns, CELLS[most]];
  if (cells <= limit) return;
  const what = most === 'preview' ? { zh: '预览', en: 'a preview' } : { zh: '一份报表', en: 'a report' };
  const n = (x: number) => x.toLocaleString('en-US');
  throw reportTooLarge({ rows: n(rows), columns, cells: n(cells), limit: n(limit), what: what.zh, whatEn: what.en });
};
/** Divisions that have a row though nobody counts there: those of a province or a prefecture, as the official forms print them. */
export const listedRows = (d: Dimension, where: Where): readonly string[] => {
  if (d.kind !== 'place' || LEVELS[d.level] > LEVELS.county) return [];
  const side = d.column as 'origin' | 'host';
  const roots = where[side] ?? (side === 'origin' ? ORIGINS : [HOST]);
  const divisions = loadDivisions();
  const below = (code: string): readonly string[] => {
    const digits = significantDigits(code);
    if (digits === LEVELS[d.level]) return [code];
    if (digits > LEVELS[d.level]) return [];
    return divisions
      .children(code)
      .filter((x) => significantDigits(x.code) <= LEVELS[d.level])
      .flatMap((x) => below(x.code));
  };
  // placeholders (市辖区, 省直辖) are no places anybody comes from
  return roots.filter((r) => r.length === 12).flatMap((r) => below(r).filter((code) => divisions.get(code)?.placeholder === false));
};
/** Refuses a question of which no cell could be the asker's: neither a total, nor a row of a place that theirs lies in or that lies in theirs. */
export const refuseUnseen = (plan: Plan, actor: Actor): void => {
  const sides = sidesOf(actor);
  const touches = (where: Where): boolean =>
    plan.by.some(
      (d) =>
        d.kind === 'place' &&
        sides.some((s) => {
          const asked = s.side === d.column ? where[s.side] : undefined;
          return s.side === d.column && (!asked || s.code === '' || asked.some((a) => within(a, s.code) || within(s.code, a)));
        }),
    );
  const measured = plan.columns.filter((c) => c.figure);
  if (measured.length && !measured.some((c) => c.whole || touches(c.where))) throw notYourCell(areaWords(actor));
};
