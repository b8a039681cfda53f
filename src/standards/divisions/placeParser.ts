/**
 * Free text to a division: 「平塘克度先锋」「广州白云」「黔西县」「522727」. Never a silent guess: `sure` means that exactly one division fits every
 * character understood and nothing in the text speaks against it; anything less carries its doubts with it for a person to decide.
 */
import { type Area, covers, type Level, rangeOf } from './codes.ts';
import type { Divisions } from './divisions.ts';
import { parseCode } from './placeCode.ts';
import { indexPlaces, type PlaceIndex } from './placeIndex.ts';
import { candidateOf, type PlaceCandidate, type PlaceReason, rankReadings, restDoubts, SHOWN, settle } from './placeRank.ts';
import { newSearch, type Reading, readingsFrom, type Search } from './placeSearch.ts';
import { type Typo, typosAt, typosBelow } from './placeTypos.ts';
import {
  BLANK_WORDS,
  goesOnAsStreet,
  isHouseNumber,
  isLabel,
  isPlainNumber,
  isVague,
  type NormalText,
  normalText,
  turnsAround,
} from './placeWords.ts';
import type { DivisionHistory } from './succession.ts';

export type { PlaceCandidate, PlaceReason } from './placeRank.ts';

export type PlaceStatus = 'sure' | 'likely' | 'ambiguous' | 'unknown';

/** Why there is no answer, or what to be careful about. */
export type PlaceNote =
  | 'blank'
  | 'too-vague'
  | 'not-found'
  | 'several'
  | 'contradiction'
  | 'outside-area'
  | 'typo'
  | 'old-name'
  | 'rest-unread';

export interface PlaceParse {
  readonly status: PlaceStatus;
  readonly note?: PlaceNote;
  /** Present when sure or likely. */
  readonly best?: PlaceCandidate;
  /** Best first, at most ten; `total` says how many there are. */
  readonly candidates: readonly PlaceCandidate[];
  readonly total: number;
  /** The part of the text that names the division, as it was typed. */
  readonly understood: string;
  /** The other parts (labels, house numbers, what was not understood), as typed. */
  readonly rest: string;
}

export interface PlaceOptions {
  /** Only places in this area count (the sheet's own county, a column that says the province). */
  readonly within?: Area;
  /** Divisions near which the place probably lies; orders rivals, makes one `likely` at most. */
  readonly prefer?: readonly string[];
}

export type ParsePlace = (text: string, options?: PlaceOptions) => PlaceParse;

const TRIM = /^[\s\p{P}\p{Cf}]+|[\s\p{P}\p{Cf}]+$/gu;

/** Cuts the raw text into what was understood and the rest. */
const cut = (raw: string, normal: NormalText, start: number, end: number): Pick<PlaceParse, 'understood' | 'rest'> => {
  const from = normal.at[start] ?? 0;
  const last = end > start ? (normal.at[end - 1] ?? 0) + 1 : from;
  const to = end >= normal.text.length && (normal.at[end] ?? raw.length) >= raw.length ? last : Math.max(last, from);
  return {
    understood: raw.slice(from, to).trim(),
    rest: [raw.slice(0, from), raw.slice(to)]
      .map((part) => part.replace(TRIM, ''))
      .filter((part) => part !== '')
      .join(' '),
  };
};

const nothing = (raw: string, note: PlaceNote): PlaceParse => ({
  status: 'unknown',
  note,
  candidates: [],
  total: 0,
  understood: '',
  rest: raw.replace(TRIM, ''),
});

const HIGH: readonly Level[] = ['province', 'prefecture', 'county'];

/** The first position where a chain begins: the start of the text, or after a label or noise (there only county level and above, or a code). */
const findReadings = (search: Search, within: Area | undefined, anchored: boolean): Reading[] => {
  const first = readingsFrom(search, 0, { within, anchored });
  if (first.length > 0) return first;
  const { all } = search.index.divisions;
  for (let start = 1; start < Math.min(search.text.length - 1, 40); start += 1) {
    const label = isLabel(search.text.slice(0, start));
    const later = readingsFrom(search, start, { within, anchored }).filter(({ node, strength, tokens, anchored: hung }) => {
      const level = all[node]?.level ?? 'village';
      return (
        (strength > 1 && level !== 'village') ||
        (hung && (tokens > 1 || level === 'province' || level === 'prefecture' || (label && level === 'county')))
      );
    });
    if (later.length > 0) return later;
  }
  return [];
};

/** A chain whose first link has a typo; or, after a good chain, one whose next link has. */
const carryOn = (search: Search, typos: readonly Typo[], at: number): { typo: Typo; reading: Reading }[] =>
  typos.map((typo) => {
    const end = at + typo.length;
    const origin: Reading = {
      node: typo.node,
      before: -1,
      start: at,
      end,
      tokens: 1,
      strength: 2,
      strengths: 2,
      old: undefined,
      anchored: true,
    };
    const further = readingsFrom(search, end, { from: typo.node });
    const best = rankReadings(search, further)[0];
    return { typo, reading: best ? { ...best, start: at } : origin };
  });

const withTypos = (search: Search, typos: readonly Typo[], at: number): PlaceCandidate[] => {
  const all = carryOn(search, typos, at);
  // Only those that explain most of the text.
  const furthest = Math.max(...all.map(({ reading }) => reading.end));
  const chains = all
    .filter(({ reading }) => reading.end === furthest)
    .sort((a, b) => Number(b.typo.suffixOnly) - Number(a.typo.suffixOnly) || a.reading.node - b.reading.node);
  const seen = new Set<number>();
  return chains.flatMap(({ typo, reading }) => {
    if (seen.has(reading.node)) return [];
    seen.add(reading.node);
    const reasons: PlaceReason[] = [typo.suffixOnly ? 'other-suffix' : 'typo'];
    return [candidateOf(search.index, reading.node, (typo.suffixOnly ? 0.5 : 0.4) / Math.sqrt(chains.length), reasons)];
  });
};

/** After a province or city, the name of another that does not lie in it: 广东省贵阳市. */
const contradicting = (search: Search, top: Reading): Reading[] => {
  const { all } = search.index.divisions;
  const left = search.text.slice(top.end);
  if (left.length < 2 || isHouseNumber(left)) return [];
  const start = top.end + (/^[或和及与到至转往]/.test(left) ? 1 : 0);
  const others = readingsFrom(search, start, {}).filter(({ node, strength, end, tokens }) => {
    const level = all[node]?.level ?? 'village';
    if (strength === 1 && goesOnAsStreet(search.text.slice(end))) return false;
    return (HIGH.includes(level) || (tokens > 1 && strength > 1)) && (strength > 1 || level !== 'county' || end === search.text.length);
  });
  return rankReadings(search, others);
};

/** An area inside one province whose villages the tree knows: there even a lone village name can be unique. */
const isDetailedArea = (index: PlaceIndex, within: Area | undefined): boolean => {
  if (!within || !index.divisions.isDetailed(within.lo)) return false;
  const province = rangeOf(within.lo.slice(0, 2));
  return province !== undefined && covers(province, within);
};

const parseNormal = (index: PlaceIndex, raw: string, normal: NormalText, options: PlaceOptions): PlaceParse => {
  const search = newSearch(index, normal.text);
  const anchored = isDetailedArea(index, options.within);
  let outside = false;
  let readings = findReadings(search, options.within, anchored);
  if (options.within && (readings.length === 0 || rankReadings(search, readings)[0]!.end < normal.text.length)) {
    const anywhere = findReadings(search, undefined, false).filter((each) => each.anchored);
    const [here, there] = [rankReadings(search, readings)[0], rankReadings(search, anywhere)[0]];
    // The text says more about a place elsewhere than about one in the area: that is for a person to see.
    if (there && (!here || there.end - there.start > here.end - here.start) && (!here || there.strength > 1)) {
      readings = anywhere;
      outside = true;
    }
  }
  const ranked = rankReadings(search, readings);
  const top = ranked[0];
  if (!top) {
    const candidates = withTypos(search, typosAt(index, normal.text, 0), 0);
    if (candidates.length === 0) return nothing(raw, 'not-found');
    return {
      status: 'ambiguous',
      note: 'typo',
      candidates: candidates.slice(0, SHOWN),
      total: candidates.length,
      ...cut(raw, normal, 0, 0),
    };
  }
  const left = normal.text.slice(top.end);
  const before = normal.text.slice(0, top.start);
  if (turnsAround(left) && !isHouseNumber(left)) return nothing(raw, 'too-vague');
  const rivals = ranked.filter((each) => each.end - each.start === top.end - top.start);
  const opposed = contradicting(search, top);
  const doubts = restDoubts(index, top, left);
  const lower = doubts && opposed.length === 0 ? withTypos(search, typosBelow(index, top.node, normal.text, top.end), top.end) : [];
  const settled = settle(search, rivals, {
    prefer: options.prefer ?? [],
    outside,
    opposed,
    // A bare name with something unread behind it may be another word's beginning: 平安保险公司, 三宝乡 where there is a 三宝街道.
    doubts: doubts || (top.strength === 1 && !isPlainNumber(left)),
    noisy: before !== '' && !isLabel(before),
    street: top.strength === 1 && goesOnAsStreet(left),
  });
  const more = lower.filter(({ code }) => !settled.candidates.some((each) => each.code === code));
  const candidates = [...settled.candidates, ...more];
  return {
    status: settled.status,
    ...(settled.note ? { note: settled.note } : {}),
    ...(settled.best ? { best: settled.best } : {}),
    candidates: candidates.slice(0, SHOWN),
    total: settled.total + more.length,
    ...cut(raw, normal, top.start, top.end),
  };
};

/** The parser over one tree; build it once (it makes its dictionary), call it as often as you like. Pure and deterministic, never throws. */
export const makePlaceParser = (divisions: Divisions, history?: DivisionHistory): ParsePlace => {
  const index = indexPlaces(divisions, history);
  return (raw, options = {}) => {
    const normal = normalText(raw);
    if (BLANK_WORDS.has(normal.text)) return nothing(raw, 'blank');
    if (isVague(normal.text)) return nothing(raw, 'too-vague');
    const byCode = parseCode(index, raw, normal.text, options.within, (rest) => parseNormal(index, rest, normalText(rest), {}));
    return byCode ?? parseNormal(index, raw, normal, options);
  };
};
