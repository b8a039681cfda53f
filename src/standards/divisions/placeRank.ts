/** From readings to an answer: which rivals are left, how sure it is, and why. */
import type { Level } from './codes.ts';
import type { PlaceIndex } from './placeIndex.ts';
import type { PlaceNote, PlaceStatus } from './placeParser.ts';
import type { Reading, Search } from './placeSearch.ts';
import { hasHighName, hasLowName, hasVillageName, isHouseNumber } from './placeWords.ts';

/** Why a candidate stands where it does; `certain` alone means nothing spoke against it. */
export type PlaceReason =
  | 'certain'
  | 'code'
  | 'old-code'
  | 'bare-name'
  | 'old-name'
  | 'divided'
  | 'other-level'
  | 'same-name'
  | 'unanchored'
  | 'rest-unread'
  | 'noise-before'
  | 'contradiction'
  | 'outside-area'
  | 'preferred'
  | 'typo'
  | 'other-suffix';

export interface PlaceCandidate {
  /** Twelve digits. */
  readonly code: string;
  readonly fullName: string;
  readonly level: Level;
  /** 1 only when the status is `sure`. Orders candidates; no probability. */
  readonly confidence: number;
  readonly reasons: readonly PlaceReason[];
}

const RANK: Readonly<Record<Level, number>> = { country: 0, province: 1, prefecture: 2, county: 3, township: 4, village: 5 };
const round = (n: number) => Math.round(Math.max(0.01, n) * 100) / 100;

export const candidateOf = (index: PlaceIndex, node: number, confidence: number, reasons: readonly PlaceReason[]): PlaceCandidate => {
  const division = index.divisions.all[node]!;
  return {
    code: division.code,
    fullName: index.divisions.fullName(division.code) ?? division.name,
    level: division.level,
    confidence: round(confidence),
    reasons: [...new Set(reasons)],
  };
};

const levelOf = (search: Search, node: number): number => RANK[search.index.divisions.all[node]?.level ?? 'village'];

/** Most characters first; then names in force before old ones, few long names before many short ones, full names before bare ones, high before low. */
export const rankReadings = (search: Search, readings: readonly Reading[]): Reading[] =>
  [...readings].sort(
    (a, b) =>
      b.end - b.start - (a.end - a.start) ||
      Number(a.old !== undefined) - Number(b.old !== undefined) ||
      a.tokens - b.tokens ||
      b.strengths - a.strengths ||
      levelOf(search, a.node) - levelOf(search, b.node) ||
      partOrder(a) - partOrder(b) ||
      a.node - b.node,
  );

/** The main part of a divided old area before the others. */
const partOrder = ({ old, node }: Reading): number => (old ? old.parts.indexOf(node) + (old.parts.includes(node) ? 0 : 99) : 0);

/** Does what follows the division name something of the kind the tree could have known? */
export const restDoubts = (index: PlaceIndex, top: Reading, left: string): boolean => {
  if (left === '' || isHouseNumber(left)) return false;
  const division = index.divisions.all[top.node];
  if (!division) return true;
  if (division.level === 'village') return hasHighName(left);
  if (hasHighName(left)) return true;
  // Above the county even 工业园区 may be one of the divisions below.
  if (division.level !== 'county' && division.level !== 'township') return hasLowName(left) || /[区县]/.test(left);
  if (division.level === 'township') return hasVillageName(left);
  if (division.level === 'county' && !index.divisions.isDetailed(division.code)) return false;
  return hasLowName(left);
};

export interface Circumstances {
  readonly prefer: readonly string[];
  readonly outside: boolean;
  readonly opposed: readonly Reading[];
  readonly doubts: boolean;
  readonly noisy: boolean;
  /** The name may be a street's: 中山路. */
  readonly street: boolean;
}

export interface Settled {
  readonly status: PlaceStatus;
  readonly note?: PlaceNote;
  readonly best?: PlaceCandidate;
  /** At most ten; `total` counts all. */
  readonly candidates: readonly PlaceCandidate[];
  readonly total: number;
}

export const SHOWN = 10;

const sharedDigits = (a: string, b: string): number => {
  let shared = 0;
  for (const end of [2, 4, 6, 9, 12]) if (a.slice(0, end) === b.slice(0, end)) shared = end;
  return shared;
};

/** The one rival nearest to the preferred divisions (same province at least), if there is exactly one. */
const preferred = (search: Search, rivals: readonly Reading[], prefer: readonly string[]): Reading | undefined => {
  if (prefer.length === 0) return undefined;
  const scored = rivals.map((rival) => {
    const code = search.index.divisions.all[rival.node]?.code ?? '';
    return { rival, near: Math.max(...prefer.map((each) => sharedDigits(code, each.padEnd(12, '0')))) };
  });
  const nearest = Math.max(...scored.map(({ near }) => near));
  const winners = scored.filter(({ near }) => near === nearest);
  return nearest >= 2 && winners.length === 1 ? winners[0]?.rival : undefined;
};

/** One per division, the best reading of each, order kept. */
const perNode = (readings: readonly Reading[]): Reading[] => {
  const seen = new Set<number>();
  return readings.filter(({ node }) => !seen.has(node) && seen.add(node));
};

/** The rivals that remain, in force before old and few long names before many; those written as strongly as the best, and the weaker ones. */
const byStrength = (rivals: readonly Reading[]): { strong: Reading[]; weaker: Reading[] } => {
  const top = rivals[0]!;
  const alike = perNode(rivals.filter((each) => (each.old === undefined) === (top.old === undefined) && each.tokens === top.tokens));
  const strong = alike.filter((each) => each.strengths === top.strengths);
  // A text in official names throughout means what it says; otherwise 广州南村 may be 南村镇 as well as a village 南村.
  return { strong, weaker: top.strengths === 3 * top.tokens ? [] : alike.filter((each) => each.strengths !== top.strengths) };
};

/** Is the highest of the rivals clearly meant? It follows its parent without a gap, or nothing but townships and villages share its bare name. */
const highest = (search: Search, rivals: readonly Reading[]): { winner: Reading | undefined; clear: boolean } => {
  const { all, parentIndex } = search.index.divisions;
  const top = Math.min(...rivals.map(({ node }) => levelOf(search, node)));
  const at = rivals.filter(({ node }) => levelOf(search, node) === top);
  const winner = at.length === 1 ? at[0] : undefined;
  if (!winner) return { winner, clear: false };
  let up = parentIndex[winner.node] ?? -1;
  while (up >= 0 && all[up]?.placeholder) up = parentIndex[up] ?? -1;
  // 大理 is the prefecture or its city, with 云南 before it as without.
  const others = rivals.filter((each) => each !== winner);
  if (others.some(({ node }) => levelOf(search, node) <= RANK.county)) return { winner: undefined, clear: false };
  if (winner.before >= 0) return { winner, clear: up === winner.before };
  return { winner, clear: top <= RANK.prefecture };
};

export const settle = (search: Search, rivals: readonly Reading[], now: Circumstances): Settled => {
  const { index } = search;
  const { strong, weaker } = byStrength(rivals);
  const only = strong.length === 1;
  const { winner, clear } = only ? { winner: strong[0], clear: weaker.length === 0 } : (oldParts(strong) ?? highest(search, strong));
  const chosen = winner ?? preferred(search, strong, now.prefer);
  const reasonsOf = (reading: Reading): PlaceReason[] => {
    const level = levelOf(search, reading.node);
    return [
      ...(reading.strength === 1 ? ['bare-name' as const] : []),
      ...(reading.old ? ['old-name' as const, ...(reading.old.whole ? [] : ['divided' as const])] : []),
      ...(!reading.anchored && level >= RANK.township ? ['unanchored' as const] : []),
      ...(now.doubts ? ['rest-unread' as const] : []),
      ...(now.noisy ? ['noise-before' as const] : []),
      ...(now.opposed.length > 0 ? ['contradiction' as const] : []),
      ...(now.outside ? ['outside-area' as const] : []),
    ];
  };
  const isSure = (reading: Reading): boolean => {
    const reasons = reasonsOf(reading).filter((reason) => reason !== 'bare-name' && reason !== 'old-name');
    const oldSure = !reading.old || (reading.old.whole && reading.old.step.certainty !== 'unverified');
    return reading === winner && clear && reasons.length === 0 && oldSure;
  };
  const weight = (reading: Reading): number => {
    let n = 0.9;
    if (reading.strength === 1) n -= 0.05;
    if (reading.old) n -= reading.old.whole ? 0.1 : 0.2;
    if (now.doubts) n -= 0.15;
    if (now.noisy) n -= 0.1;
    if (!reading.anchored && levelOf(search, reading.node) >= RANK.township) n -= 0.2;
    if (now.opposed.length > 0) n *= 0.5;
    if (now.outside) n *= 0.5;
    if (reading === chosen) return n;
    return chosen ? n * 0.4 : (n * (weaker.includes(reading) ? 0.7 : 1)) / Math.sqrt(strong.length);
  };
  const extra = (reading: Reading): PlaceReason[] => {
    if (reading === chosen && reading !== winner) return ['preferred'];
    if (all.length < 2) return [];
    return [
      all.some((each) => each !== reading && levelOf(search, each.node) !== levelOf(search, reading.node)) ? 'other-level' : 'same-name',
    ];
  };
  const all = [...strong, ...weaker];
  const order = chosen ? [chosen, ...all.filter((each) => each !== chosen)] : all;
  const contradiction = now.opposed.length > 0;
  const opposed = perNode(now.opposed).filter(({ node }) => !order.some((each) => each.node === node));
  if (chosen && isSure(chosen)) {
    const best = candidateOf(
      index,
      chosen.node,
      1,
      chosen.strength === 1 ? ['certain', 'bare-name'] : chosen.old ? ['certain', 'old-name'] : ['certain'],
    );
    return { status: 'sure', ...(chosen.old ? { note: 'old-name' as const } : {}), best, candidates: [best], total: 1 };
  }
  const shown = order.slice(0, SHOWN).map((each) => candidateOf(index, each.node, weight(each), [...reasonsOf(each), ...extra(each)]));
  const against = opposed.slice(0, SHOWN).map((each) => candidateOf(index, each.node, 0.35, ['contradiction']));
  const first = chosen ? shown.splice(0, 1) : [];
  const candidates = [...first, ...[...shown, ...against].sort((a, b) => b.confidence - a.confidence)].slice(0, SHOWN);
  const total = order.length + opposed.length;
  // Too little to offer one answer: a street's name, or a lone village's name that is bare, half read or after noise.
  const adrift = now.street || (chosen !== undefined && !chosen.anchored && (now.noisy || now.doubts || chosen.strength === 1));
  if (!chosen || contradiction || now.outside || adrift)
    return {
      status: 'ambiguous',
      note: contradiction ? 'contradiction' : now.outside ? 'outside-area' : adrift && now.doubts ? 'rest-unread' : 'several',
      candidates,
      total,
    };
  const note: PlaceNote | undefined = now.doubts ? 'rest-unread' : chosen.old ? 'old-name' : order.length > 1 ? 'several' : undefined;
  return { status: 'likely', ...(note ? { note } : {}), best: candidates[0]!, candidates, total };
};

/** Parts of one divided old area: the main part stands out when there is one, never clearly. */
const oldParts = (strong: readonly Reading[]): { winner: Reading; clear: boolean } | undefined => {
  const first = strong[0];
  const old = first?.old;
  if (!first || !old || old.step.mainCode === '' || strong.some((each) => each.old !== old || !old.parts.includes(each.node)))
    return undefined;
  return old.parts[0] === first.node ? { winner: first, clear: false } : undefined;
};
