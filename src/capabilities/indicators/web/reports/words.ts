// Words and small decisions that the pages of reports share.

import type { MarkKind } from '#platform/web/marks.tsx';
import type { Text } from '#standards/text.ts';
import type { Format, ReportLine } from '../../contractReports.ts';
import { lastPeriod, type PeriodKind, type ReportForm } from '../../rulesReports.ts';

const t = (zh: string, en: string): Text => ({ zh, en });
export const formatTexts: Readonly<Record<Format, Text>> = {
  xlsx: t('电子表（WPS、Excel）', 'workbook (WPS, Excel)'),
  pdf: t('打印版（PDF）', 'for print (PDF)'),
  csv: t('CSV', 'CSV'),
  json: t('JSON（每格带来历）', 'JSON (each cell with its question)'),
};
export const stateTexts: Readonly<Record<ReportLine['state'], Text>> = {
  queued: t('排队中', 'waiting'),
  running: t('正在做', 'being made'),
  made: t('已做好', 'ready'),
  failed: t('没有做成', 'failed'),
  cancelled: t('已取消', 'cancelled'),
};
export const stateMarks: Readonly<Record<ReportLine['state'], MarkKind>> = {
  queued: 'later',
  running: 'due',
  made: 'ok',
  failed: 'no',
  cancelled: 'off',
};
const two = (n: number): string => String(n).padStart(2, '0');
/** The periods that are offered, the last one that is over first after the one that runs: ○ three years of months. */
export const periodsOf = (kind: Exclude<PeriodKind, 'free'>, today: string): readonly { readonly value: string; readonly text: Text }[] => {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const running = (value: string) => value > lastPeriod(kind, today);
  const say = (value: string, zh: string, en: string) => ({
    value,
    text: running(value) ? t(`${zh}（还没结束）`, `${en} (not over)`) : t(zh, en),
  });
  if (kind === 'month')
    return Array.from({ length: 36 }, (_, i) => {
      const at = year * 12 + month - 1 - i;
      const [y, m] = [Math.floor(at / 12), (at % 12) + 1];
      return say(`${y}-${two(m)}`, `${y} 年 ${m} 月`, `${y}-${two(m)}`);
    });
  if (kind === 'quarter')
    return Array.from({ length: 12 }, (_, i) => {
      const at = year * 4 + Math.floor((month - 1) / 3) - i;
      const [y, q] = [Math.floor(at / 4), (at % 4) + 1];
      return say(`${y}-Q${q}`, `${y} 年第 ${q} 季度`, `${y}, quarter ${q}`);
    });
  return Array.from({ length: 6 }, (_, i) => say(String(year - i), `${year - i} 年`, String(year - i)));
};

/** As it is sent: lists of its own, and the title in both languages where one was typed. */
export const sent = (form: ReportForm) => {
  const both = (w: { readonly zh: string; readonly en: string }) => ({ zh: w.zh.trim(), en: w.en.trim() || w.zh.trim() });
  const lists = (where: ReportForm['where']) => Object.fromEntries(Object.entries(where).map(([k, v]) => [k, [...v]]));
  return {
    title: both(form.title),
    period: form.period,
    rows: [...form.rows],
    where: lists(form.where),
    groups: form.groups.map((g) => ({
      head: both(g.head),
      columns: g.columns.map((c) => ({ ...c, head: both(c.head), where: lists(c.where) })),
    })),
    notes: form.notes.filter((n) => n.zh.trim() !== '').map(both),
  };
};
