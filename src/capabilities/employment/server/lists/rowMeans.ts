// What one row of an insurance or payroll list says: which months, at whom, for how much. Whom it is about is looked up apart.
import type { Finding, RowValues } from '#capabilities/rosters/rules.ts';
import type { ApplyContext, SheetRowIn } from '#capabilities/rosters/server/service.ts';
import { spanOf } from '#capabilities/workers/rules.ts';
import { amountFault } from '../../rulesListChecks.ts';
import { LONGEST, monthOfDay, monthOfHeader, monthRuns, monthsFrom, readMonthCell, writtenMonth, writtenRuns } from '../../rulesMonths.ts';
import type { OutsideList } from '../../rulesOutside.ts';
import * as say from './findings.ts';

export interface RowMeans {
  readonly months: readonly number[];
  readonly payMonth: number | null;
  readonly findings: readonly Finding[];
}
type Listed = Exclude<OutsideList, 'staff'>;

const day = (values: RowValues, field: string): string | null => (typeof values[field] === 'string' ? (values[field] as string) : null);
const monthField = (month: number): string => `m${String((month % 12) + 1).padStart(2, '0')}`;
const firstMonth = (written: string): number => monthOfDay(spanOf(written)!.firstDay);
const lastMonth = (written: string): number => monthOfDay(spanOf(written)!.lastDay);

/** More than anybody earns in a month: a slip. */
const PAY_LIMIT = 10_000_000;
const payOf = (amount: number | null): number | null => (amount !== null && amount > 0 && amount <= PAY_LIMIT ? Math.round(amount) : null);

export const rowMeans = (list: Listed, { values, extra }: SheetRowIn, { observedOn, handedIn }: ApplyContext['batch']): RowMeans => {
  const findings: Finding[] = [];
  const fields: string[] = [];
  const months = new Set<number>();
  const amounts = new Map<number, number>();
  const year = Number(observedOn.slice(0, 4));
  let columns = 0;
  for (const [header, cell] of Object.entries(extra)) {
    const month = monthOfHeader(header, year);
    if (month === null) continue;
    columns += 1;
    const read = readMonthCell(cell);
    if (read.is === 'paid') {
      months.add(month);
      fields.push(monthField(month));
      if (read.amount !== null) amounts.set(month, (amounts.get(month) ?? 0) + read.amount);
    } else if (read.is === 'negative') findings.push(say.negativeMonth(monthField(month), writtenMonth(month)));
    else if (read.is === 'unread') findings.push(say.unreadMonth(monthField(month), writtenMonth(month)));
  }
  // the row's own amount is that of its month; a total beside columns of months is not
  const refused = columns === 0 && amountFault(values) !== null;
  if (!refused) {
    const own = readMonthCell(day(values, 'amount') ?? '');
    for (const [from, to] of [
      ['paidFrom', 'paidTo'],
      ['month', 'monthTo'],
    ] as const) {
      const [a, b] = [day(values, from), day(values, to)];
      if (a === null && b === null) continue;
      if ([a, b].some((d) => d !== null && d.length < 7)) {
        findings.push(say.onlyYear(a === null ? to : from));
        continue;
      }
      // paid from a month on, without an end: to the month the list is of
      const first = firstMonth((a ?? b)!);
      const last = b !== null ? lastMonth(b) : from === 'paidFrom' ? Math.max(first, monthOfDay(observedOn)) : lastMonth(a!);
      if (last - first >= LONGEST) {
        findings.push(say.tooLong(to));
        continue;
      }
      // beside columns of months the span only says when it began
      if (columns > 0 && from === 'paidFrom') continue;
      fields.push(b !== null ? to : from);
      for (const m of monthsFrom(first, last)) months.add(m);
      if (first === last && own.is === 'paid' && own.amount !== null) amounts.set(first, own.amount);
    }
    const paidOn = day(values, 'paidOn');
    if (months.size === 0 && columns === 0 && paidOn !== null && paidOn.length >= 7) {
      months.add(firstMonth(paidOn));
      fields.push('paidOn');
      if (own.is === 'paid' && own.amount !== null) amounts.set(firstMonth(paidOn), own.amount);
      findings.push(say.byPayday);
    }
    if (months.size === 0 && columns === 0 && findings.every((f) => f.severity !== 'doubt')) {
      // 2026年10月社保缴费名单: the month of the list; the day it came in says nothing of months
      if (observedOn !== handedIn) months.add(monthOfDay(observedOn));
      else findings.push(say.noMonth);
      if (observedOn !== handedIn && own.is === 'paid' && own.amount !== null) amounts.set(monthOfDay(observedOn), own.amount);
    }
  }
  const late = [...months].filter((m) => m > monthOfDay(observedOn));
  if (late.length) findings.push(say.monthLater(fields[0] ?? 'month', writtenRuns(monthRuns(late)), observedOn));
  const all = [...months].sort((a, b) => a - b);
  const latest = [...amounts.keys()].sort((a, b) => b - a)[0];
  return { months: all, payMonth: list === 'payroll' && latest !== undefined ? payOf(amounts.get(latest)!) : null, findings };
};
