/**
 * The dictionary of the place parser. Provinces, prefectures and counties stand in it under every alias; townships and villages only under
 * their core (克度, 先锋), because what may follow a core (镇, 村委会) is told by the kind of the division. That keeps 69,000 divisions buildable
 * in a fraction of a second.
 */
import { aliasesOf, ownName, PROVINCE_LETTERS } from './aliases.ts';
import { type Divisions, villageKindOf } from './divisions.ts';
import { normalText } from './placeWords.ts';
import type { DivisionHistory, Succession } from './succession.ts';

/** What may follow a core, longest first, by kind of division. */
const ENDINGS: readonly (readonly string[])[] = [
  [],
  ['村村民委员会', '村民委员会', '村村委会', '村委会', '村'],
  ['社区居民委员会', '社区居委会', '居民委员会', '居委会', '社区'],
  ['民族乡', '乡'],
  ['镇'],
  ['街道办事处', '街道办', '街道'],
];
const NONE = 0;
const VILLAGE = 1;
const NEIGHBOURHOOD = 2;
const XIANG = 3;
const ZHEN = 4;
const STREET = 5;

/** A withdrawn name, and where its area is now. */
export interface OldName {
  readonly step: Succession;
  /** Positions in the tree, the main part first. */
  readonly parts: readonly number[];
  /** Nothing of the area went elsewhere at any step. */
  readonly whole: boolean;
}

export interface PlaceIndex {
  readonly divisions: Divisions;
  readonly history: DivisionHistory | undefined;
  /** Name or core → positions, rising. */
  readonly names: ReadonlyMap<string, readonly number[]>;
  /** First two characters of a key → length of the longest key that begins so. */
  readonly longest: ReadonlyMap<string, number>;
  readonly oldNames: ReadonlyMap<string, readonly OldName[]>;
  /** Kind of ending by position. */
  readonly kinds: Uint8Array;
  /** Position of the province a letter stands for: 黔 → 贵州省. */
  readonly letters: ReadonlyMap<string, number>;
}

/** Length of the ending of a division's kind that the text has at a position; 0 when none. */
export const endingAt = (index: PlaceIndex, division: number, text: string, at: number): number => {
  for (const ending of ENDINGS[index.kinds[division] ?? NONE] ?? []) if (text.startsWith(ending, at)) return ending.length;
  return 0;
};

const keyOf = (name: string): string => (/^[\u4e00-\u9fff]*$/.test(name) ? name : normalText(name).text);

const townshipKind = (name: string): number => {
  if (name.endsWith('乡')) return XIANG;
  if (name.endsWith('镇')) return ZHEN;
  return name.endsWith('街道') || name.endsWith('街道办事处') ? STREET : NONE;
};

const villageKind = (name: string): number => {
  const kind = villageKindOf(name);
  if (kind !== 'unknown') return kind === 'village' ? VILLAGE : NEIGHBOURHOOD;
  return name.endsWith('村') ? VILLAGE : NONE;
};

/** The name without any of its kind's endings: 先锋村村民委员会 → 先锋. */
const coreOf = (name: string, kind: number): string => {
  for (const ending of ENDINGS[kind] ?? []) if (name.endsWith(ending)) return name.slice(0, -ending.length);
  return name;
};

/** Some names repeat those above: 连平县绣缎镇金溪村民委员会. */
const withoutPrefixes = (official: string, divisions: Divisions, at: number): string => {
  const { all, parentIndex } = divisions;
  let repeats = false;
  for (let up = parentIndex[at] ?? -1; up >= 0 && !repeats; up = parentIndex[up] ?? -1) {
    const name = all[up]?.name ?? '';
    repeats = name.charCodeAt(0) === official.charCodeAt(0) && name.charCodeAt(1) === official.charCodeAt(1);
  }
  if (!repeats) return official;
  return divisions
    .parents(all[at]?.code ?? '')
    .map(({ name }) => name)
    .reverse()
    .reduce(ownName, official);
};

const GENERIC_OLD = /^(?:市?郊区|城区|清郊区|市辖区|县)$/;

const oldNamesOf = (divisions: Divisions, history: DivisionHistory): Map<string, OldName[]> => {
  const out = new Map<string, OldName[]>();
  for (const step of history.successions) {
    if (step.livesOn || GENERIC_OLD.test(step.oldName)) continue;
    const main = history.mapToTree(step.oldCode, { mainPart: true });
    const parts = [...new Set([...(main ? [main] : []), ...history.partsOf(step.oldCode)])].map(divisions.indexOf).filter((at) => at >= 0);
    const today = parts.map((at) => divisions.all[at]?.name);
    if (parts.length === 0 || today.every((name) => name === step.oldName)) continue;
    const entry: OldName = { step, parts, whole: history.mapToTree(step.oldCode) !== undefined };
    for (const alias of aliasesOf(step.oldName, step.oldCode.endsWith('00') ? 'prefecture' : 'county')) {
      const known = out.get(alias) ?? [];
      if (!known.some((each) => each.parts.join() === parts.join())) out.set(alias, [...known, entry]);
    }
  }
  return out;
};

/** Builds the dictionary once; `history` adds old names and old codes. */
export const indexPlaces = (divisions: Divisions, history?: DivisionHistory): PlaceIndex => {
  const names = new Map<string, number[]>();
  const longest = new Map<string, number>();
  const kinds = new Uint8Array(divisions.all.length);
  const reach = (key: string) => {
    const head = key.slice(0, 2);
    if ((longest.get(head) ?? 0) < key.length) longest.set(head, key.length);
  };
  const put = (key: string, at: number) => {
    if (key.length < 2) return;
    const known = names.get(key);
    if (known === undefined) {
      names.set(key, [at]);
      reach(key);
    } else if (known[known.length - 1] !== at) known.push(at);
  };
  divisions.all.forEach(({ name, level }, at) => {
    const official = keyOf(name);
    if (level === 'village' || level === 'township') {
      const own = withoutPrefixes(official, divisions, at);
      const kind = level === 'village' ? villageKind(own) : townshipKind(own);
      kinds[at] = kind;
      const core = coreOf(own, kind);
      put(core, at);
      if (core.length < 2 || own !== official) {
        put(official, at);
        if (kind !== NONE && core !== '') for (const ending of ENDINGS[kind] ?? []) put(core + ending, at);
      }
      if (kind === XIANG && core.endsWith('族')) {
        for (const alias of aliasesOf(name, level)) put(alias.endsWith('乡') ? alias.slice(0, -1) : alias, at);
      }
      return;
    }
    for (const alias of aliasesOf(name, level)) put(alias, at);
  });
  const oldNames = history ? oldNamesOf(divisions, history) : new Map<string, OldName[]>();
  for (const key of oldNames.keys()) reach(key);
  const letters = new Map(Object.entries(PROVINCE_LETTERS).map(([letter, code]) => [letter, divisions.indexOf(code)]));
  return { divisions, history, names, longest, oldNames, kinds, letters };
};
