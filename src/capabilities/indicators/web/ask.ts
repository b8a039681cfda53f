// The question as it stands in the address of a page: nothing in it names a person. Shared by the table, its panel and the page of a figure.
import { addDays } from '#standards/calendar/calendar.ts';
import { significantDigits } from '#standards/divisions/codes.ts';
import type { Text } from '#standards/text.ts';

export type Side = 'origin' | 'host';
export type Form = 'province' | 'enterprise' | 'post';
export const PRESETS = ['ytd', 'last', 'month', 'own'] as const;
export type Preset = (typeof PRESETS)[number];
const t = (zh: string, en: string): Text => ({ zh, en });
export const presetTexts: Readonly<Record<Preset, Text>> = {
  ytd: t('本年累计', 'year to date'),
  last: t('上年全年', 'all of last year'),
  month: t('本月', 'this month'),
  own: t('自定义', 'own days'),
};
export const sideTexts: Readonly<Record<Side, Text>> = { origin: t('户籍在', 'Home in'), host: t('就业在', 'Work in') };
export const otherSide = (side: Side): Side => (side === 'origin' ? 'host' : 'origin');

export interface Period {
  readonly from: string;
  readonly to: string;
}
export const periodOf = (preset: Preset, today: string, own: Partial<Period> = {}): Period => {
  const year = Number(today.slice(0, 4));
  switch (preset) {
    case 'ytd':
      return { from: `${year}-01-01`, to: today };
    case 'last':
      return { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` };
    case 'month':
      return { from: `${today.slice(0, 8)}01`, to: today };
    case 'own':
      return { from: own.from ?? `${year}-01-01`, to: own.to ?? today };
  }
};
const lastOfMonth = (month: string): string => {
  const [y = 0, m = 0] = month.split('-').map(Number);
  const next = m === 12 ? `${y + 1}-01` : `${y}-${String(m + 1).padStart(2, '0')}`;
  return addDays(`${next}-01`, -1);
};
/** The last day of each of the twelve months that end with this one, of which only today has come. */
export const twelveMonths = (today: string): readonly string[] =>
  Array.from({ length: 12 }, (_, i) => {
    const at = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 - (11 - i);
    const month = `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
    return i === 11 ? today : lastOfMonth(month);
  });

/** Values in an address: the empty one, 未知, needs a sign of its own. */
export const written = (value: string): string => (value === '' ? '-' : value);
export const unwritten = (value: string): string => (value === '-' ? '' : value);
export const listed = (text: string | undefined): readonly string[] => (text ? text.split(',').map(unwritten) : []);

export type Where = Readonly<Record<string, readonly string[]>>;
const DIGITS: Readonly<Record<string, number>> = { province: 2, prefecture: 4, county: 6, township: 9, village: 12 };
const LEVELS = Object.keys(DIGITS);
/** 'origin:county' → its side and digits; of another dimension undefined. */
export const placeOf = (dimension: string): { readonly side: Side; readonly digits: number } | undefined => {
  const [side, level = ''] = dimension.split(':');
  return (side === 'origin' || side === 'host') && DIGITS[level] ? { side, digits: DIGITS[level] } : undefined;
};
const digitsOf = (where: Where, side: Side): number => (where[side]?.length === 1 ? significantDigits(where[side][0]!) : 0);
/** Whether rows by it lie within what is asked for: a level above the chosen area would be one row that is partly somebody else’s. */
export const fits = (dimension: string, where: Where): boolean => {
  const place = placeOf(dimension);
  return !place || place.digits >= digitsOf(where, place.side);
};
/** The level below the chosen area; below a place of work, where people come from; below a village the groups of people. */
export const rowsBelow = (side: Side, where: Where, offered: readonly string[]): string => {
  const digits = digitsOf(where, side);
  const level = LEVELS.find((l) => DIGITS[l]! > digits);
  const id = `${side}:${level}`;
  if (level && offered.includes(id)) return id;
  return side === 'host' && offered.includes('origin:prefecture') ? 'origin:prefecture' : 'people';
};

/** The filter of one cell: its keys beside what the table asks; of two places on one side the narrower. */
export const whereOfCell = (where: Where, by: readonly string[], keys: readonly string[]): Where => {
  const out: Record<string, readonly string[]> = { ...where };
  by.forEach((dimension, i) => {
    const key = keys[i];
    if (key === undefined) return;
    const place = placeOf(dimension);
    if (!place) out[dimension] = [key];
    else if (key.length < 12 || significantDigits(key) >= digitsOf(out, place.side)) out[place.side] = [key];
  });
  return out;
};
