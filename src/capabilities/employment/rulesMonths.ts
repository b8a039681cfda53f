// Months as lists from outside write them: in the header of a column, in a cell, as marks and amounts. A month is 12 · year + month − 1.
import { type Day, dayOf, monthEnd } from '#standards/calendar/calendar.ts';

export const monthOfDay = (day: Day): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
export const firstDayOfMonth = (month: number): Day => dayOf(Math.floor(month / 12), (month % 12) + 1, 1)!;
export const lastDayOfMonth = (month: number): Day => monthEnd(firstDayOfMonth(month));
/** 2026-07 */
export const writtenMonth = (month: number): string => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;

/** Consecutive months, both ends included. */
export interface MonthRun {
  readonly first: number;
  readonly last: number;
}
/** In order, joined where they follow each other. */
export const monthRuns = (months: Iterable<number>): readonly MonthRun[] => {
  const out: { first: number; last: number }[] = [];
  for (const m of [...new Set(months)].sort((a, b) => a - b)) {
    const run = out.at(-1);
    if (run && m === run.last + 1) run.last = m;
    else out.push({ first: m, last: m });
  }
  return out;
};
export const monthsFrom = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
export const writtenRuns = (runs: readonly MonthRun[]): string =>
  runs.map((r) => (r.first === r.last ? writtenMonth(r.first) : `${writtenMonth(r.first)}～${writtenMonth(r.last)}`)).join('、');

const CHINESE: Readonly<Record<string, number>> = {
  元: 1,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
  十一: 11,
  十二: 12,
};
const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');
const WITH_YEAR = /^(20\d\d)(?:年|[-./])?(1[0-2]|0?[1-9])(?:月份?)?(?:缴费|缴纳|参保|社保|工资|实发|发放|金额)*$/;
const WITHOUT = /^(1[0-2]|0?[1-9]|元|十[一二]?|[一二三四五六七八九])月份?(?:缴费|缴纳|参保|社保|工资|实发|发放|金额)*$/;

/** The month a column's header names; one without a year is of the year the list states. Null: no month. */
export const monthOfHeader = (header: string, year: number): number | null => {
  const text = plain(header);
  const full = WITH_YEAR.exec(text);
  if (full && (full[2]!.length === 2 || /[年./-]/.test(text.slice(4, 5)))) return Number(full[1]) * 12 + Number(full[2]) - 1;
  const bare = WITHOUT.exec(text);
  return bare ? year * 12 + (CHINESE[bare[1]!] ?? Number(bare[1])) - 1 : null;
};

/** paid: the month counts. none: it does not. negative: money that went back. unread: nobody can tell. */
export type MonthCell = { readonly is: 'paid'; readonly amount: number | null } | { readonly is: 'none' | 'negative' | 'unread' };
const YES = /^(?:[√✓✔☑vV●○◯]|是|有|对|y|yes|已缴费?|已缴纳|实缴|正常缴费?|正常|到账|缴|缴费|缴纳|参保|在保|已发放?|发放|已参保)$/i;
const NO = /^(?:[-—–－×✗✘/／\\]+|x|否|无|没有|未|未缴费?|未缴纳|欠缴|欠费|中断|停保|断缴|未参保|未发放?|空|n|no|暂停)$/i;
const AMOUNT = /^(?:[¥￥])?(-|−|－)?\(?(\d{1,3}(?:,\d{3})+|\d{1,9})(\.\d{1,4})?\)?(?:元)?$/;

/** A cell under a month: a mark, a word or an amount. Blank says nothing and is not asked. */
export const readMonthCell = (cell: string): MonthCell => {
  const text = plain(cell);
  if (text === '' || NO.test(text)) return { is: 'none' };
  if (YES.test(text)) return { is: 'paid', amount: null };
  const found = AMOUNT.exec(text);
  if (!found) return { is: 'unread' };
  const amount = Number(found[2]!.replaceAll(',', '') + (found[3] ?? ''));
  if (amount === 0) return { is: 'none' };
  if (found[1] || (text.startsWith('(') && text.includes(')'))) return { is: 'negative' };
  // 1 is a mark
  return { is: 'paid', amount: amount === 1 ? null : amount };
};

/** More than any list covers: a slip in one of the two ends. */
export const LONGEST = 600;
