/**
 * Finds every way to read a text as a chain of divisions, each below the one before (levels may be missing). Bounded, deterministic,
 * position by position: at each place the dictionary is asked once, then a reading goes on only into divisions below its last one.
 */
import type { Area } from './codes.ts';
import { endingAt, type OldName, type PlaceIndex } from './placeIndex.ts';
import { goesOnAsStreet } from './placeWords.ts';

/** How a name was written: 3 as the official name, 2 with its level (黔南州, 先锋村), 1 bare (黔南, 先锋). */
export type Strength = 1 | 2 | 3;

export interface Reading {
  /** Position of the division in the tree. */
  readonly node: number;
  /** Position of the division before it in the chain, −1 when this is the first. */
  readonly before: number;
  readonly start: number;
  readonly end: number;
  readonly tokens: number;
  readonly strength: Strength;
  /** Sum over the chain. */
  readonly strengths: number;
  /** A withdrawn name was read on the way. */
  readonly old: OldName | undefined;
  /** The chain hangs on something of county level or above (or on the caller's area). */
  readonly anchored: boolean;
}

interface Match {
  readonly length: number;
  readonly node: number;
  readonly strength: Strength;
  readonly old: OldName | undefined;
}

export interface Search {
  readonly index: PlaceIndex;
  readonly text: string;
  /** Matches by position in the text, filled when first asked. */
  readonly matches: (readonly Match[] | undefined)[];
}

const READINGS_AT_MOST = 4000;

export const newSearch = (index: PlaceIndex, text: string): Search => ({ index, text, matches: [] });

const strengthOf = (index: PlaceIndex, node: number, token: string, ending: number): Strength => {
  const name = index.divisions.all[node]?.name ?? '';
  if (token === name) return 3;
  if (ending > 0) return 2;
  const last = token.at(-1) ?? '';
  return token.length > 2 && '省市区县州旗盟村镇乡'.includes(last) && name.endsWith(last) ? 2 : 1;
};

/** Every division whose name begins at a position of the text. */
export const matchesAt = (search: Search, at: number): readonly Match[] => {
  const known = search.matches[at];
  if (known) return known;
  const { index, text } = search;
  const out: Match[] = [];
  const longest = Math.min(index.longest.get(text.slice(at, at + 2)) ?? 0, text.length - at);
  for (let length = longest; length >= 2; length -= 1) {
    const key = text.slice(at, at + length);
    for (const node of index.names.get(key) ?? []) {
      const ending = endingAt(index, node, text, at + length);
      const whole = length + ending;
      out.push({
        length: whole,
        node,
        strength: strengthOf(index, node, ending ? text.slice(at, at + whole) : key, ending),
        old: undefined,
      });
    }
    for (const old of index.oldNames.get(key) ?? [])
      for (const node of old.parts) out.push({ length, node, strength: key === old.step.oldName ? 2 : 1, old });
  }
  search.matches[at] = out;
  return out;
};

const isHigh = (search: Search, node: number): boolean => {
  const level = search.index.divisions.all[node]?.level;
  return level === 'province' || level === 'prefecture' || level === 'county';
};

/**
 * A sheet's columns run together repeat names: 重庆市重庆市万州区, 平塘县贵州省平塘县克度镇. Such a name, of the county or above and with its level
 * written (cities and provinces also bare), is passed over. Lower down 南村镇南村 is a village, not a repetition.
 */
const repeats = (search: Search, node: number, here: number, strength: Strength): boolean => {
  const { all, endIndex } = search.index.divisions;
  if (node > here || (endIndex[node] ?? 0) <= here || !isHigh(search, node)) return false;
  return strength > 1 || (node === here && all[node]?.level !== 'county');
};

/** May a chain begin with this division? It lies in the area, or the area lies in it. */
const fits = (search: Search, node: number, within: Area | undefined): boolean => {
  if (!within) return true;
  const { all, endIndex } = search.index.divisions;
  const code = all[node]?.code ?? '';
  if (code >= within.lo && code < within.hi) return true;
  const next = all[endIndex[node] ?? all.length]?.code ?? '999999999999';
  return code <= within.lo && within.hi <= next;
};

/**
 * All readings that begin at `start`: chains that cannot be carried further. `from` puts a division before the text (−1: none).
 * `anchored`: the caller already knows the county or more (so that a lone village name may count).
 */
export const readingsFrom = (
  search: Search,
  start: number,
  options: { from?: number; within?: Area | undefined; anchored?: boolean } = {},
): Reading[] => {
  const { divisions, letters } = search.index;
  const out: Reading[] = [];
  const seen = new Set<string>();
  const emit = (reading: Reading) => {
    const key = `${reading.node} ${reading.end} ${reading.tokens} ${reading.strengths} ${reading.old ? 1 : 0}`;
    if (out.length < READINGS_AT_MOST && !seen.has(key)) {
      seen.add(key);
      out.push(reading);
    }
  };
  const walk = (here: Reading): void => {
    let further = false;
    for (const match of matchesAt(search, here.end)) {
      const first = here.node < 0;
      const { node } = match;
      const same = !first && !match.old && repeats(search, node, here.node, match.strength);
      const below = first
        ? !divisions.all[node]?.placeholder && fits(search, node, options.within)
        : node > here.node && node < (divisions.endIndex[here.node] ?? 0);
      if (!same && !below) continue;
      // 广州市北京路12号: after a city a bare name that goes on as a street is the street's.
      if (!first && match.strength === 1 && goesOnAsStreet(search.text.slice(here.end + match.length))) continue;
      further = true;
      walk({
        node: same ? here.node : node,
        before: same ? here.before : here.node,
        start: here.start,
        end: here.end + match.length,
        tokens: here.tokens + 1,
        strength: same && here.strength > match.strength ? here.strength : match.strength,
        strengths: here.strengths + match.strength,
        old: here.old ?? match.old,
        anchored: here.anchored || isHigh(search, node),
      });
      if (out.length >= READINGS_AT_MOST) return;
    }
    if (!further && here.tokens > 0) emit(here);
  };
  const from = options.from ?? -1;
  const origin: Reading = {
    node: from,
    before: -1,
    start,
    end: start,
    tokens: 0,
    strength: 1,
    strengths: 0,
    old: undefined,
    anchored: from >= 0 || (options.anchored ?? false),
  };
  walk(origin);
  const letter = from < 0 ? letters.get(search.text[start] ?? '') : undefined;
  if (letter !== undefined && letter >= 0 && fits(search, letter, options.within)) {
    const province: Reading = { ...origin, node: letter, end: start + 1, tokens: 1, strengths: 1, anchored: true };
    // 桂 alone, or 黔平塘: the letter counts only as the whole text or before something of that province.
    if (
      search.text.length === start + 1 ||
      matchesAt(search, start + 1).some(({ node }) => node > letter && node < (divisions.endIndex[letter] ?? 0))
    )
      walk(province);
  }
  return out;
};
