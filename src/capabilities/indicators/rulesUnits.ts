// Figures that count units, not persons (docs/figures.md §7, I15): agreements in force and stations at work on a day. Pure: what counts is handed in, here it is
// narrowed, split and summed; the list behind a number is the same units.
import type { Text } from '#standards/text.ts';

const t = (zh: string, en: string): Text => ({ zh, en });

export const UNIT_KINDS = ['agreement', 'station'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];
export const UNIT_LEVELS = ['province', 'prefecture', 'county'] as const;
export type UnitLevel = (typeof UNIT_LEVELS)[number];
export const unitKindTexts: Record<UnitKind, Text> = { agreement: t('协议', 'agreements'), station: t('劳务站', 'stations') };
export const unitLevelTexts: Record<UnitLevel, Text> = {
  province: t('省级', 'province'),
  prefecture: t('地市级', 'prefecture'),
  county: t('县级', 'county'),
};

export const unitFigure = {
  id: 'I15',
  version: 1,
  name: t('协议与劳务站', 'Agreements and stations'),
  words: t(
    '截至日生效中的协作协议（双方都已签字，签字日期不晚于截至日，截至日在协议期间内，双方没有在此之前提前结束），和截至日在服务的劳务站（没有停业，至少有一项服务在期内）；单位是份、个，不是人',
    'Agreements in force on the day (signed by both sides no later than it, the day within the period, not ended early by both before), and stations at work on it (not closed, with a service that holds); units, not persons',
  ),
} as const;

/** By what they split. An agreement stands in one row of each; a station in every row it serves, and once in the total. */
export const UNIT_DIMENSIONS = [
  'origin:province',
  'origin:prefecture',
  'origin:county',
  'host:prefecture',
  'host:county',
  'pairing',
] as const;
export type UnitDimension = (typeof UNIT_DIMENSIONS)[number];
export const unitDimensionTexts: Record<UnitDimension, Text> = {
  'origin:province': t('输出地省', 'origin, province'),
  'origin:prefecture': t('输出地市州', 'origin, prefecture'),
  'origin:county': t('输出地县', 'origin, county'),
  'host:prefecture': t('输入地市', 'host, prefecture'),
  'host:county': t('输入地区县', 'host, county'),
  pairing: t('结对', 'pairing'),
};

export interface UnitPlace {
  /** 12 digits. */
  readonly origin: string;
  readonly host: string;
  /** The pairing of prefectures that holds both; '' of none. */
  readonly pairing: string;
}
export interface Unit {
  readonly kind: UnitKind;
  readonly id: string;
  readonly level: UnitLevel;
  /** Of an agreement its two sides; of a station every pair of places it serves. */
  readonly places: readonly UnitPlace[];
}
/** 12 digits each; a unit fits where one of its pairs of places lies in one of the origins and in one of the hosts. */
export interface UnitWhere {
  readonly origin?: readonly string[];
  readonly host?: readonly string[];
}

/** The digits of a code that say something: 522700000000 is 5227. */
const significant = (code: string): string => {
  for (const n of [2, 4, 6, 9]) if (/^0*$/.test(code.slice(n))) return code.slice(0, n);
  return code;
};
const lies = (code: string, areas: readonly string[] | undefined): boolean =>
  areas === undefined || areas.some((a) => a === '' || code.startsWith(significant(a)));
const placesWithin = (unit: Unit, where: UnitWhere): readonly UnitPlace[] =>
  unit.places.filter((p) => lies(p.origin, where.origin) && lies(p.host, where.host));

export const unitsWithin = <U extends Unit>(units: readonly U[], where: UnitWhere): readonly U[] =>
  units.filter((u) => placesWithin(u, where).length > 0);

/** The rows of a dimension a unit stands in, under the filters. A provincial agreement has no county: '' . */
export const keysOf = (unit: Unit, by: UnitDimension, where: UnitWhere): readonly string[] => {
  const key = (p: UnitPlace): string => {
    if (by === 'pairing') return p.pairing;
    const [side, level] = by.split(':') as ['origin' | 'host', 'province' | 'prefecture' | 'county'];
    const code = p[side];
    const n = { province: 2, prefecture: 4, county: 6 }[level];
    return significant(code).length < n ? '' : code.slice(0, n).padEnd(12, '0');
  };
  return [...new Set(placesWithin(unit, where).map(key))];
};

export type UnitCounts = Readonly<Record<UnitKind, Readonly<Record<UnitLevel, number>>>>;
export const countUnits = (units: readonly Unit[]): UnitCounts => {
  const none = () => ({ province: 0, prefecture: 0, county: 0 });
  const out: Record<UnitKind, Record<UnitLevel, number>> = { agreement: none(), station: none() };
  for (const u of units) out[u.kind][u.level]++;
  return out;
};
