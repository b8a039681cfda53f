/**
 * How many households each village of Guangxi and Guizhou registers. Expected numbers at scale 1 come from the place alone; at a smaller scale fewer villages
 * take part and each has fewer. A larger scale holds every household of a smaller one.
 */
import { type Divisions, villageKindOf } from '#standards/divisions/divisions.ts';
import { mix, share } from './random.ts';

/** Households at scale 1; times the mean of registered persons (household.ts) this is 1.4 million workers. */
export const HOUSEHOLDS_AT_ONE = 425_000;
/** Guizhou's share; the article's two provinces together found work for 1.02 million people, more of them here. */
const SHARE: Readonly<Record<string, number>> = { '45': 0.4, '52': 0.6 };

/** 国家乡村振兴重点帮扶县, where the programme works hardest: twice the households. As announced 2021-08-27 (see the regions capability). */
const KEY_COUNTIES = new Set(
  (
    '450124 450225 450226 451024 451026 451027 451028 451029 451031 451081 451121 451223 451224 451225 451226 451227 451228 451229 451321 451425 ' +
    '520204 520324 520326 520424 520425 520524 520525 520526 520527 520627 520628 522324 522326 522327 522628 522629 522632 522633 522728 522732'
  ).split(' '),
);

/** The county, town and village where the demonstration's accounts work: filled at every scale, so that their lists are worth looking at. */
export const DEMO_COUNTY = '522727';
export const DEMO_TOWN = '522727104';
export const DEMO_VILLAGE = '522727104213';
const AT_LEAST = { village: 64, town: 14, county: 2 };

export interface Village {
  /** Twelve digits. */
  readonly code: string;
  readonly name: string;
  /** Four digits. */
  readonly prefecture: string;
  /** Six digits. */
  readonly county: string;
  /** 村委会; false where it is a neighbourhood or nobody knows. */
  readonly rural: boolean;
  /** Households at scale 1, not a whole number. */
  readonly expected: number;
  /** First of the persons' ordinals it owns per prefecture, year of birth and sex (numbers.ts), and how many. */
  readonly firstPerson: number;
  readonly persons: number;
  /** The same for mobile numbers, over the whole world. */
  readonly firstPhone: number;
  readonly phones: number;
  /** Mixed with the seed it starts the village's own chance. */
  readonly hash: number;
}

const atLeast = (code: string): number =>
  code === DEMO_VILLAGE
    ? AT_LEAST.village
    : code.startsWith(DEMO_TOWN)
      ? AT_LEAST.town
      : code.startsWith(DEMO_COUNTY)
        ? AT_LEAST.county
        : 0;

/** A district of a city has few villages that send people away. */
const weightOf = (code: string, name: string, countyName: string, kind: string): number => {
  const county = countyName.endsWith('区') && !countyName.endsWith('特区') ? 0.35 : 1;
  const key = KEY_COUNTIES.has(code.slice(0, 6)) ? 2 : 1;
  const rural = kind === 'village' ? 1 : /社区|居委会|居民/.test(name) ? 0.25 : 0.5;
  // villages differ: a few are four times the ordinary one
  const own = 0.35 + 1.3 * share(Number(code.slice(0, 6)), Number(code.slice(6))) ** 2;
  return county * key * rural * own;
};

/** All villages of the two provinces, in the order of their codes. Depends on the division tree alone, not on seed or scale. */
export const listVillages = (divisions: Divisions): readonly Village[] => {
  const found = Object.keys(SHARE).flatMap((province) => {
    const range = divisions.range(province)!;
    const of = divisions.all.filter((d) => d.level === 'village' && d.code >= range.lo && d.code < range.hi);
    const weights = of.map(({ code, name }) => weightOf(code, name, divisions.countyOf(code)?.name ?? '', villageKindOf(name)));
    const total = weights.reduce((sum, w) => sum + w, 0);
    return of.map(({ code, name }, i) => ({ code, name, expected: (weights[i]! / total) * SHARE[province]! * HOUSEHOLDS_AT_ONE }));
  });
  const used = new Map<string, number>();
  let firstPhone = 0;
  return found.map(({ code, name, expected }) => {
    const prefecture = code.slice(0, 4);
    const most = Math.max(expected, atLeast(code));
    // far more than the village will ever need (about 0.025 persons per household, year and sex), and together less than there are cells
    const persons = 4 + Math.ceil(most * 0.5);
    const phones = 8 + Math.ceil(most * 6);
    const firstPerson = used.get(prefecture) ?? 0;
    used.set(prefecture, firstPerson + persons);
    firstPhone += phones;
    return {
      code,
      name,
      prefecture,
      county: code.slice(0, 6),
      rural: villageKindOf(name) === 'village',
      expected,
      firstPerson,
      persons,
      firstPhone: firstPhone - phones,
      phones,
      hash: mix(Number(code.slice(0, 6)), Number(code.slice(6))),
    };
  });
};

/** How many households of a village are in the world of this seed and scale. Never fewer at a larger scale. */
export const householdsAt = (village: Village, seed: number, scale: number): number => {
  const floor = atLeast(village.code);
  const s = Math.min(scale, 1);
  // at 0.01 one village in sixteen takes part, with 2–3 households; at 1 all of them
  const taking = s ** 0.6;
  const chosen = share(mix(seed, village.hash), 1) < taking;
  const here = chosen ? Math.floor((village.expected * s) / taking + share(mix(seed, village.hash), 2)) : 0;
  return Math.max(here, scale > 0 ? floor : 0);
};
