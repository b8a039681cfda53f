// Which pairings hold on a day, and whether two areas are paired. Pure: no IO, no clock.
import { contains, type Level, levelOf, rangeOf } from '#standards/divisions/codes.ts';
import type { Text } from '#standards/text.ts';
import type { PairingLevel, PairingState, Precision } from './contract.ts';

/** What a rule needs to know of a pairing. Days are inclusive on both ends. */
export interface PairingFact {
  readonly level: PairingLevel;
  readonly originCode: string;
  readonly originName: string;
  readonly hostCode: string;
  readonly hostName: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

export const holdsOn = (pairing: Pick<PairingFact, 'validFrom' | 'validTo'>, day: string): boolean =>
  pairing.validFrom <= day && (pairing.validTo === null || day <= pairing.validTo);

export const stateOn = (pairing: Pick<PairingFact, 'validFrom' | 'validTo'>, day: string): PairingState =>
  day < pairing.validFrom ? 'coming' : holdsOn(pairing, day) ? 'current' : 'ended';

export const heldOn = <P extends PairingFact>(pairings: readonly P[], day: string): P[] => pairings.filter((p) => holdsOn(p, day));

/**
 * How a side of a pairing stands to an area. `same`; `above`: the side contains the area (its prefecture is paired, so it is too);
 * `below`: the side lies in the area (one of its counties is paired); `none`.
 * A side that has a name of its own (a functional area without a code) is a part of the division whose code it carries: it is `below` that
 * division and never `same` or `above`, so that 横琴–正安 does not make the whole of 珠海 paired with 正安.
 */
export type Standing = 'same' | 'above' | 'below' | 'none';
export const standingOf = (side: { readonly code: string; readonly name: string }, area: string): Standing => {
  const mine = rangeOf(area);
  const theirs = rangeOf(side.code);
  if (!mine || !theirs) return 'none';
  if (side.name !== '') return contains(mine, side.code) ? 'below' : 'none';
  if (mine.lo === theirs.lo && mine.hi === theirs.hi) return 'same';
  if (contains(theirs, area)) return 'above';
  return contains(mine, side.code) ? 'below' : 'none';
};

const sides = (p: PairingFact) =>
  [
    { code: p.originCode, name: p.originName },
    { code: p.hostCode, name: p.hostName },
  ] as const;

/** Pairings that touch an area: its own, those of the areas above it that it shares in, and those of areas below it. */
export const touching = <P extends PairingFact>(
  pairings: readonly P[],
  area: string,
): { pairing: P; standing: Exclude<Standing, 'none'> }[] =>
  pairings.flatMap((pairing) => {
    const found = sides(pairing)
      .map((side) => standingOf(side, area))
      .find((s) => s !== 'none');
    return found ? [{ pairing, standing: found }] : [];
  });

export interface Paired<P> {
  /**
   * `whole`: a pairing covers both areas altogether; `partly`: only parts of them are paired; `none`.
   */
  readonly how: 'whole' | 'partly' | 'none';
  /** The narrowest pairing that says so. A county pair counts before the pair of its prefectures. */
  readonly level: PairingLevel | null;
  /** All that say so at that level. */
  readonly by: readonly P[];
}

/**
 * Are two areas paired on a day? What the documents say is inherited downwards only:
 * a prefecture pair covers every county, township and village of both sides (广州–黔南 covers 白云区–平塘县 and also 白云区–惠水县);
 * a county pair covers what lies below the two counties. Upwards nothing is inherited: 白云–平塘 makes 广州–黔南 paired only `partly`, and two
 * provinces are paired `partly` as long as any of their prefectures are. The order of the two areas does not matter.
 */
export const pairedOn = <P extends PairingFact>(pairings: readonly P[], a: string, b: string, day: string): Paired<P> => {
  const whole: P[] = [];
  const partly: P[] = [];
  for (const pairing of heldOn(pairings, day)) {
    const [origin, host] = sides(pairing);
    for (const [x, y] of [
      [a, b],
      [b, a],
    ] as const) {
      const one = standingOf(origin, x);
      const two = standingOf(host, y);
      if (one === 'none' || two === 'none') continue;
      (one === 'below' || two === 'below' ? partly : whole).push(pairing);
      break;
    }
  }
  const found = whole.length > 0 ? whole : partly;
  const level = found.some((p) => p.level === 'county') ? 'county' : found.length > 0 ? 'prefecture' : null;
  return { how: whole.length > 0 ? 'whole' : partly.length > 0 ? 'partly' : 'none', level, by: found.filter((p) => p.level === level) };
};

/** A day of which only the month or year is known is kept as the first (start) or the last (end) day of it. */
export const fitDay = (day: string, precision: Precision, end: 'start' | 'end'): string => {
  const [year = '', month = ''] = day.split('-');
  if (precision === 'year') return end === 'start' ? `${year}-01-01` : `${year}-12-31`;
  if (precision === 'month') {
    const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
    return `${year}-${month}-${end === 'start' ? '01' : String(last).padStart(2, '0')}`;
  }
  return day;
};

/** A day as far as it is known: 2021, 2017-09, 2017-09-05. */
export const knownDay = (day: string, precision: Precision): string =>
  precision === 'year' ? day.slice(0, 4) : precision === 'month' ? day.slice(0, 7) : day;

/** What the tree says about the two sides of a pairing that someone wants to enter. `level` is undefined for an unknown code. */
export interface SideFacts {
  readonly level: Level | undefined;
  /** 东莞, 中山: a prefecture without counties, where the towns stand in the counties' place. */
  readonly inCountylessPrefecture: boolean;
}

/** Why a pairing cannot be entered as it stands, or undefined. */
export const whyNotPaired = (draft: PairingFact, origin: SideFacts, host: SideFacts): Text | undefined => {
  if (draft.originCode.slice(0, 2) === draft.hostCode.slice(0, 2))
    return { zh: '两头在同一个省，不是跨省结对', en: 'Both sides lie in the same province' };
  for (const [zh, en, facts, name, code] of [
    ['输出地', 'The origin', origin, draft.originName, draft.originCode],
    ['输入地', 'The host', host, draft.hostName, draft.hostCode],
  ] as const) {
    const level = facts.level ?? levelOf(code);
    if (draft.level === 'prefecture') {
      if (level !== 'prefecture' || name !== '')
        return { zh: `市级结对的${zh}要写到市（州），不多也不少`, en: `${en} of a prefecture pair must be a prefecture` };
      continue;
    }
    const fits = level === 'county' || (level === 'township' && facts.inCountylessPrefecture) || (level === 'prefecture' && name !== '');
    if (!fits)
      return {
        zh: `县级结对的${zh}要写到县（市、区）；东莞、中山写到镇街；没有代码的功能区写上一级代码并填名称`,
        en: `${en} of a county pair must be a county, a town of Dongguan or Zhongshan, or a named functional area under a prefecture`,
      };
  }
  return undefined;
};
