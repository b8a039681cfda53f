// Names made comparable, who may write where, what may be merged, which station comes first. Pure: no IO, no clock.
import { type Area, holds } from '#capabilities/access/rules.ts';
import { halfWidth } from '#standards/cleanText.ts';
import { levelOf, significantDigits } from '#standards/divisions/codes.ts';
import { findIndustryDivision, findIndustrySection } from '#standards/industries/industries.ts';
import type { Text } from '#standards/text.ts';
import { permissions, type StationLevel, WRITE } from './contract.ts';

// Names -----------------------------------------------------------------------------------------------------------------------------

/** Half-width, without any space, Latin letters small: two spellings of one name are one text. */
export const plainName = (name: string): string =>
  halfWidth(name)
    .replace(/[\s\u00a0\u200b-\u200f\ufeff]+/g, '')
    .toLowerCase();

/**
 * What tells one organisation from another: without what stands in brackets, without the legal form, without the place in front.
 * 广州市穗味餐饮（集团）有限公司 and 穗味餐饮有限责任公司 both become 穗味餐饮. Never shorter than two characters: 广州市有限公司 keeps its place.
 */
export const stemName = (name: string, places: readonly string[] = []): string => {
  const plain = plainName(name);
  const bare = plain.replace(/\([^()]*\)/g, '') || plain;
  const formless = bare.replace(/(股份)?有限(责任)?公司$/, '');
  let stem = [...formless].length >= 2 ? formless : bare;
  const fronts = [...new Set(places)].filter((p) => p !== '').sort((a, b) => b.length - a.length);
  for (let found: string | undefined = ''; found !== undefined; ) {
    found = fronts.find((p) => stem.startsWith(p) && [...stem].length - [...p].length >= 2);
    if (found) stem = stem.slice(found.length);
  }
  return stem;
};

/** Pairs of neighbouring characters, each once; a single character has none. */
export const gramsOf = (plain: string): readonly string[] => {
  const chars = [...plain];
  return [...new Set(chars.slice(1).map((c, i) => chars[i]! + c))];
};

/** How a query is meant: the beginning of a code, letters of pinyin, or characters. */
export type QueryKind =
  | { readonly kind: 'code'; readonly from: string }
  | { readonly kind: 'letters'; readonly letters: string; readonly plain: string }
  | { readonly kind: 'text'; readonly plain: string; readonly grams: readonly string[] };
export const queryKind = (text: string): QueryKind | undefined => {
  const plain = plainName(text);
  if (plain === '') return undefined;
  // eight places fix who registered and where; fewer digits are more likely part of a name
  if (/^[0-9a-hj-npqrtuwxy]{8,18}$/.test(plain) && /^[0-9any]/.test(plain) && /\d{6}/.test(plain))
    return { kind: 'code', from: plain.toUpperCase() };
  const letters = plain.replace(/['·-]/g, '').replaceAll('ü', 'v');
  if (/^[a-z]+$/.test(letters)) return { kind: 'letters', letters, plain };
  return { kind: 'text', plain, grams: gramsOf(plain) };
};

/** C, C13, C1331: the section's letter and behind it the digits as given. '' for none; undefined for what is no industry. */
export const industryCode = (text: string): string | undefined => {
  const code = text.trim().toUpperCase();
  if (code === '') return '';
  const division = findIndustryDivision(code);
  if (division) return `${division.section}${code.replace(/^[A-T]/, '')}`;
  return findIndustrySection(code)?.code;
};

// Who may ---------------------------------------------------------------------------------------------------------------------------

interface Held {
  readonly role: string;
  readonly area: Area;
  readonly relation: string | null;
}
/** Where an organisation lies, and for a station, which area sent it there. */
export interface Located {
  readonly place: string;
  readonly stationFrom: string | null;
}
/**
 * An organisation is written by whoever holds a writing role over the area it lies in. A station is also written by the area that sent it: 平塘县 keeps
 * its own station in 广州, which lies in nobody's area there.
 */
export const mayWrite = (held: readonly Held[], of: Located): boolean =>
  held.some(
    (h) =>
      (permissions[WRITE].roles as readonly string[]).includes(h.role) &&
      (holds(h.area, of.place) || (of.stationFrom !== null && holds(h.area, of.stationFrom))),
  );
/** Is this the account's own organisation, or one merged with it? */
export const isOwn = (held: readonly Held[], ids: readonly string[]): boolean =>
  ids.some((id) => held.some((h) => h.relation === `org:${id}`));

// Merging ---------------------------------------------------------------------------------------------------------------------------

export interface Mergeable {
  readonly id: string;
  /** The root that speaks for it. */
  readonly mainId: string;
  readonly name: string;
  readonly uscc: string | null;
}
/** Why one may not be merged into the other, or undefined. */
export const whyNotMerged = (from: Mergeable, into: Mergeable): Text | undefined => {
  if (from.id === into.id) return { zh: '不能并入自己。请选另一家', en: 'It cannot be merged into itself; choose another' };
  if (into.mainId === from.mainId)
    return {
      zh: `“${from.name}”和“${into.name}”已经是一家，不用再并`,
      en: `${from.name} and ${into.name} are already one organisation`,
    };
  if (from.uscc !== null && into.uscc !== null)
    return {
      zh: `两家的统一社会信用代码不同（${from.uscc}，${into.uscc}），是两个单位。若有一个录错了，先更正，再合并`,
      en: `The two have different codes (${from.uscc}, ${into.uscc}) and are two organisations. If one is wrong, correct it first`,
    };
  if (from.uscc !== null)
    return {
      zh: `“${from.name}”有统一社会信用代码，“${into.name}”没有。请反过来，把没有代码的并入有代码的`,
      en: `${from.name} has a code and ${into.name} has none. Merge the other way round, so that the one with the code stays`,
    };
  return undefined;
};

export interface Link {
  readonly organisationId: string;
  readonly intoId: string;
}
/** Everything that was merged into `id`, directly or through others; itself not included. A ring cannot arise, and would not hang this. */
export const belowIn = (links: readonly Link[], id: string): readonly string[] => {
  const found = new Set<string>();
  const walk = (one: string): void => {
    for (const l of links)
      if (l.intoId === one && l.organisationId !== one && l.organisationId !== id && !found.has(l.organisationId)) {
        found.add(l.organisationId);
        walk(l.organisationId);
      }
  };
  walk(id);
  return [...found];
};

// Stations --------------------------------------------------------------------------------------------------------------------------

const RANK: Record<StationLevel, number> = { province: 0, prefecture: 1, county: 2 };
/** May a station of this level stand under that one? Its own level or higher must not be below it. */
export const levelFits = (level: StationLevel, above: StationLevel): boolean => RANK[above] < RANK[level];

/** Why a service cannot be entered as it stands, or undefined. Names are those of the two places. */
export const whyNotServed = (host: string, origin: string, level: StationLevel): Text | undefined => {
  if (host.slice(0, 2) === origin.slice(0, 2) && (levelOf(host) === 'province' || levelOf(origin) === 'province'))
    return { zh: '服务的地方和输出地在同一个省，并且有一头是全省', en: 'Both lie in one province, and one of them is the whole province' };
  if (host === origin) return { zh: '服务的地方和输出地是同一处', en: 'The host area and the origin are the same place' };
  if (level !== 'province' && levelOf(host) === 'province' && levelOf(origin) === 'province')
    return {
      zh: '省对省的服务由省级总站登记',
      en: 'A service of a whole province for a whole province belongs to a provincial main station',
    };
  return undefined;
};

interface Serving {
  readonly hostCode: string;
  readonly originCode: string;
  readonly stationLevel: StationLevel | null;
  readonly stationName: string;
}
/** Most specific first: the narrower pair of places, then the narrower origin, then the station nearest the people, then by name. */
export const bySpecificity = (a: Serving, b: Serving): number => {
  const digits = (s: Serving) => significantDigits(s.hostCode) + significantDigits(s.originCode);
  const rank = (s: Serving) => (s.stationLevel === null ? -1 : RANK[s.stationLevel]);
  return (
    digits(b) - digits(a) ||
    significantDigits(b.originCode) - significantDigits(a.originCode) ||
    rank(b) - rank(a) ||
    (a.stationName < b.stationName ? -1 : a.stationName > b.stationName ? 1 : 0)
  );
};

export const holdsOn = (span: { readonly fromDay: string; readonly toDay: string | null }, day: string): boolean =>
  span.fromDay <= day && (span.toDay === null || day <= span.toDay);

/** An incident of which only the month is known is kept as the first day of it. */
export const fitDay = (day: string, precision: 'day' | 'month'): string => (precision === 'month' ? `${day.slice(0, 7)}-01` : day);
export const shownDay = (day: string, precision: 'day' | 'month'): string => (precision === 'month' ? day.slice(0, 7) : day);
