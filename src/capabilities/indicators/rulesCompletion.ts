// I19 目标完成: how far a target is met, held against the time that has passed; places among agreements. Pure.
import { daysInMonth } from '#standards/calendar/calendar.ts';
import type { Text } from '#standards/text.ts';

export const daysOfYear = (year: number): number =>
  Array.from({ length: 12 }, (_, i) => daysInMonth(year, i + 1)).reduce((a, b) => a + b, 0);
/** The how manieth day of its year, 1 January is 1. */
export const dayOfYear = (day: string): number => {
  const [y, m, d] = day.split('-').map(Number) as [number, number, number];
  let n = d;
  for (let i = 1; i < m; i++) n += daysInMonth(y, i);
  return n;
};
/** Days of the year that have passed by the end of the day, in whole numbers: 327 of 365 on 23 November. */
export const passed = (year: number, day: string): { readonly days: number; readonly of: number } => {
  const of = daysOfYear(year);
  const at = Number(day.slice(0, 4));
  return { days: at < year ? 0 : at > year ? of : dayOfYear(day), of };
};

/**
 * met: the target is reached. onPlan: as far as the year has come, or further. behind: not as far. short: a stock below its target, of which time's progress says
 * nothing. out: the agreement binds nobody (`outOf`). Compared in whole numbers: 50 of 100 on the 73rd of 146 days is on plan, whatever a division would round.
 */
export type Standing = 'met' | 'onPlan' | 'behind' | 'short' | 'out';
export const standingOf = (
  persons: number,
  target: number,
  kind: 'flow' | 'stock',
  time: { readonly days: number; readonly of: number },
): Exclude<Standing, 'out'> => {
  if (persons >= target) return 'met';
  if (kind === 'stock') return 'short';
  return persons * time.of >= target * time.days ? 'onPlan' : 'behind';
};
export const standingTexts: Readonly<Record<Standing, Text>> = {
  met: { zh: '已完成', en: 'met' },
  onPlan: { zh: '不低于时间进度', en: 'on plan' },
  behind: { zh: '低于时间进度', en: 'behind time' },
  short: { zh: '未达到', en: 'below target' },
  out: { zh: '不比进度', en: 'not held against its target' },
};

/**
 * Why an agreement binds nobody on the day though a target of it is on record (docs/figures.md §9, note 26): both sides ended it before its time, a correction of
 * substance made signatures void, or both have not signed by the day. One that ran to the end of its text is held to its target.
 */
export const outOf = (
  a: { readonly signed: boolean; readonly void: boolean; readonly validTo: string; readonly lastDay: string },
  day: string,
): { readonly why: 'ended' | 'void' | 'unsigned'; readonly on: string | null } | null =>
  !a.signed
    ? { why: a.void ? 'void' : 'unsigned', on: null }
    : a.lastDay < a.validTo && a.lastDay < day
      ? { why: 'ended', on: a.lastDay }
      : null;
export const outText = (out: { readonly why: 'ended' | 'void' | 'unsigned'; readonly on: string | null }): Text =>
  out.why === 'ended'
    ? { zh: `已于 ${out.on} 提前结束`, en: `ended early on ${out.on}` }
    : out.why === 'void'
      ? { zh: '签字作废', en: 'signatures void' }
      : { zh: '双方还没有签齐', en: 'not signed by both sides' };
/** Persons still to come; 0 where there are enough. */
export const gapOf = (persons: number, target: number): number => Math.max(0, target - persons);
/** Of 1, cut behind the third decimal and never rounded: 99.96 % is 99.9 %, on the page and in the file. May exceed 1. */
export const shareOf = (persons: number, target: number): number => Math.floor((persons * 1000) / target) / 1000;

export interface Measured {
  readonly persons: number;
  /** Null: none agreed on, or what is counted cannot be told apart. Such a one has no place. */
  readonly target: number | null;
}
export interface Place {
  readonly place: number;
  readonly of: number;
  /** Others in the same place. */
  readonly ties: number;
}
const compare = (a: { persons: number; target: number }, b: { persons: number; target: number }): number =>
  b.persons * a.target - a.persons * b.target;
/** Places by how far the target is met, the furthest first: 1, 2, 2, 4. In the order given; null without a target. */
export const ranked = (all: readonly Measured[]): readonly (Place | null)[] => {
  const order = all.flatMap(({ persons, target }, i) => (target === null ? [] : [{ persons, target, i }])).sort((a, b) => compare(a, b));
  const out: (Place | null)[] = all.map(() => null);
  for (let first = 0, next = 0; first < order.length; first = next) {
    while (next < order.length && compare(order[next]!, order[first]!) === 0) next++;
    for (const { i } of order.slice(first, next)) out[i] = { place: first + 1, of: order.length, ties: next - first - 1 };
  }
  return out;
};

/** Where completion is told: a figure of figures, with no members of its own. */
export const completion = {
  id: 'I19',
  version: 1,
  name: { zh: '目标完成率', en: 'Completion of targets' },
  words: {
    zh: '协议的户籍地×就业地×年度里计入的人数 ÷ 截止日有效的目标，可以超过 100%。人数就是指标大表里同一户籍地、同一就业地的那个数，能点开到人；目标是双方都批准的，调整前的不覆盖。',
    en: 'Persons counted by the agreement’s home × place of work × year, divided by the target in force on the last day; may exceed 100 %. The persons are those of the figure table under the same home and place of work and open to the people; the target is the one both sides approved, earlier ones are kept.',
  },
} as const;
