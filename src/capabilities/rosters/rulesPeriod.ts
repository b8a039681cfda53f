// Which period a list states: in its title, the name of its sheet or of its file. The observed day of what it says rests on it (docs/figures.md §2).
import { type Day, dayOf, monthEnd } from '#standards/calendar/calendar.ts';

const DIGITS = '〇一二三四五六七八九';
const spelt = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll('○', '〇')
    .replaceAll('零', '〇')
    .replace(/[〇一二三四五六七八九]{4}(?=年)/g, (year) => [...year].map((c) => DIGITS.indexOf(c)).join(''))
    .replace(/十([一二])(?=月)/g, (_, c: string) => `1${DIGITS.indexOf(c)}`)
    .replace(/(?<!第)([一二三四五六七八九])(?=月)/g, (_, c: string) => `${DIGITS.indexOf(c)}`)
    .replace(/十(?=月)/g, '10')
    .replace(/\s+/g, '');

const YEAR = '(20\\d\\d)';
const MONTH = '(1[0-2]|0?[1-9])';
export interface Period {
  readonly from: Day;
  readonly to: Day;
}
const months = (year: string, first: string | number, last: string | number = first): Period | null => {
  const [from, to] = [dayOf(Number(year), Number(first), 1), dayOf(Number(year), Number(last), 1)];
  return from && to && from <= to ? { from, to: monthEnd(to) } : null;
};
const oneDay = (year: string, month: string, day: string): Period | null => {
  const at = dayOf(Number(year), Number(month), Number(day));
  return at ? { from: at, to: at } : null;
};
const QUARTERS: Readonly<Record<string, number>> = { 一: 3, 二: 6, 三: 9, 四: 12, 1: 3, 2: 6, 3: 9, 4: 12 };

/** Most certain first; the first that matches speaks. */
const FORMS: readonly (readonly [RegExp, (m: RegExpExecArray) => Period | null])[] = [
  [new RegExp(`截[至止]到?[:：]?${YEAR}[年./-]${MONTH}[月./-](\\d{1,2})(?!\\d)`), (m) => oneDay(m[1]!, m[2]!, m[3]!)],
  [new RegExp(`截[至止]到?[:：]?${YEAR}[年./-]${MONTH}(?!\\d)`), (m) => months(m[1]!, m[2]!)],
  // 2026年1月至10月, 2026年7月-2026年9月, 2026年1—10月: the later month counts
  [
    new RegExp(`${YEAR}年${MONTH}月?份?(?:至|到|[-—–~～]+)${YEAR}年${MONTH}月`),
    (m) => (m[1] === m[3] ? months(m[3]!, m[2]!, m[4]!) : months(m[3]!, 1, m[4]!)),
  ],
  [new RegExp(`${YEAR}年${MONTH}月?份?(?:至|到|[-—–~～]+)${MONTH}月`), (m) => months(m[1]!, m[2]!, m[3]!)],
  [new RegExp(`${YEAR}年?度?第?([一二三四1-4])季度?`), (m) => months(m[1]!, QUARTERS[m[2]!]! - 2, QUARTERS[m[2]!]!)],
  [new RegExp(`${YEAR}年?度?上半年`), (m) => months(m[1]!, 1, 6)],
  [new RegExp(`${YEAR}年?度?下半年`), (m) => months(m[1]!, 7, 12)],
  [new RegExp(`${YEAR}年${MONTH}月(\\d{1,2})日`), (m) => oneDay(m[1]!, m[2]!, m[3]!)],
  [new RegExp(`${YEAR}年${MONTH}月`), (m) => months(m[1]!, m[2]!)],
];
/** 202610, 2026-10 and 2026.10, in names of files only: elsewhere such digits may be anything. */
const IN_NAMES = /(?<![\d.])(20\d\d)[-._]?(0[1-9]|1[0-2])(?![\d]|[-._]\d)/;
/** When somebody filled it in or printed it says nothing about what it holds. */
const OF_PAPER = /填[报表制写]|制表|打印|导出|报送|上报|印发|审核|日期[:：]|时间[:：]/;

/** The period one text states, or null. */
export const periodOf = (text: string, isFileName = false): Period | null => {
  const plain = spelt(text);
  if (!/截[至止]/.test(plain) && OF_PAPER.test(plain)) return null;
  for (const [form, period] of FORMS) {
    const found = form.exec(plain);
    if (found) return period(found);
  }
  const named = isFileName ? IN_NAMES.exec(plain.replace(/\.[a-z]+$/i, '')) : null;
  return named ? months(named[1]!, named[2]!) : null;
};

/**
 * The observed day of a list handed in on `handedIn`: the last day of the period its titles state, else the names of its sheets, else its own name; null
 * where none does. Nobody has seen a day to come: a month not yet over was seen until the list was handed in, one not yet begun is a plan.
 */
export const observedOnOf = (titles: readonly string[], sheets: readonly string[], fileName: string, handedIn: Day): Day | null => {
  const stated = [...[...titles, ...sheets].map((t) => periodOf(t)), periodOf(fileName, true)].find(
    (p) => p !== null && p.from <= handedIn,
  );
  if (!stated) return null;
  return stated.to > handedIn ? handedIn : stated.to;
};
