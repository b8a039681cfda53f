/**
 * Names with one character wrong, missing or too many: low-confidence candidates only, never an answer. A dictionary of names with one
 * character left out (symmetric deletion) is built when first needed, for county level and above; below a known division its children are tried.
 */
import { aliasesOf } from './aliases.ts';
import type { PlaceIndex } from './placeIndex.ts';
import { normalText } from './placeWords.ts';

export interface Typo {
  readonly node: number;
  /** Characters of the text taken for the name. */
  readonly length: number;
  /** Only the word for the level differs: 平果县 for 平果市, 克度乡 for 克度镇. */
  readonly suffixOnly: boolean;
}

const SHORTEST = 3;

const withoutOne = (word: string): string[] => Array.from(word, (_, i) => word.slice(0, i) + word.slice(i + 1));

/** At most one substitution, insertion or deletion (or two neighbours exchanged). */
export const nearlySame = (a: string, b: string): boolean => {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i += 1;
  const restA = a.slice(i);
  const restB = b.slice(i);
  if (restA.length === restB.length)
    return restA.slice(1) === restB.slice(1) || (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2));
  return restA.length > restB.length ? restA.slice(1) === restB : restA === restB.slice(1);
};

const dictionaries = new WeakMap<PlaceIndex, Map<string, Set<string>>>();

/** Name with a character left out → the names it may be. */
const dictionaryOf = (index: PlaceIndex): Map<string, Set<string>> => {
  const known = dictionaries.get(index);
  if (known) return known;
  const out = new Map<string, Set<string>>();
  const add = (key: string, name: string) => {
    const names = out.get(key);
    if (names) names.add(name);
    else out.set(key, new Set([name]));
  };
  for (const { name, level, placeholder } of index.divisions.all) {
    if (placeholder || level === 'township' || level === 'village') continue;
    for (const alias of aliasesOf(name, level)) {
      if (alias.length < SHORTEST) continue;
      add(alias, alias);
      for (const key of withoutOne(alias)) add(key, alias);
    }
  }
  dictionaries.set(index, out);
  return out;
};

const LEVEL_WORDS = '省市区县州旗盟村镇乡';
const suffixDiffers = (a: string, b: string): boolean =>
  a.length === b.length &&
  a.slice(0, -1) === b.slice(0, -1) &&
  LEVEL_WORDS.includes(a.at(-1) ?? '') &&
  LEVEL_WORDS.includes(b.at(-1) ?? '');

/** Divisions of county level and above whose name is nearly what stands at a position. */
export const typosAt = (index: PlaceIndex, text: string, at: number): Typo[] => {
  const dictionary = dictionaryOf(index);
  const out = new Map<string, Typo>();
  for (let length = Math.min(12, text.length - at); length >= SHORTEST; length -= 1) {
    const word = text.slice(at, at + length);
    for (const key of [word, ...withoutOne(word)])
      for (const name of dictionary.get(key) ?? [])
        if (nearlySame(word, name))
          for (const node of index.names.get(name) ?? []) {
            const typo = { node, length, suffixOnly: suffixDiffers(word, name) };
            const before = out.get(`${node} ${length}`);
            if (!before || (typo.suffixOnly && !before.suffixOnly)) out.set(`${node} ${length}`, typo);
          }
  }
  return [...out.values()];
};

/** Children of a division (not grandchildren) whose name is nearly what stands at a position. */
export const typosBelow = (index: PlaceIndex, parent: number, text: string, at: number): Typo[] => {
  const { all, endIndex } = index.divisions;
  const out: Typo[] = [];
  const stop = endIndex[parent] ?? 0;
  for (let node = parent + 1; node < stop; node = endIndex[node] ?? stop) {
    const division = all[node];
    if (!division || division.placeholder) continue;
    const name = normalText(division.name).text;
    const forms = division.level === 'village' ? [name, name.replace(/(?:村村民委员会|村民委员会|村村委会|村委会)$/, '村')] : [name];
    for (const form of forms) {
      if (form.length < SHORTEST) continue;
      const word = text.slice(at, at + form.length);
      if (word.length === form.length && nearlySame(word, form)) {
        out.push({ node, length: form.length, suffixOnly: suffixDiffers(word, form) });
        break;
      }
    }
  }
  return out;
};
