import { aliasesOf } from '#standards/divisions/aliases.ts';
import { type Level, padCode, rangeOf } from '#standards/divisions/codes.ts';
import type { Divisions } from '#standards/divisions/divisions.ts';
import { loadDivisions, loadHistory } from '#standards/divisions/server/loadDivisions.ts';
import { syllables } from '#standards/pinyin/pinyin.ts';
import type { SearchReason } from '../contract.ts';

/** Spelled keys of one division, without tones: `pingtangxian` and `ptx`; several where a character has two readings in place names. */
interface Keys {
  readonly full: readonly string[];
  readonly initials: readonly string[];
}

interface SearchIndex {
  readonly divisions: Divisions;
  /** By position in `divisions.all`: aliases beside the official name; empty for villages, whose names are searched as they stand. */
  readonly aliases: readonly (readonly string[])[];
  readonly keys: readonly Keys[];
  /** Former names of counties and prefectures: name → code today. */
  readonly former: readonly { readonly name: string; readonly code: string }[];
}

// Readings in place names that the dictionary of pinyin-pro does not know: 大埔 dàbù, 六枝/六安 lù, 百色 bǎisè is known.
const OTHER_READINGS: Readonly<Record<string, string>> = { 埔: 'bu', 六: 'lu', 厦: 'xia', 尉: 'yu', 单: 'shan' };

const keysOf = (name: string, spell: (text: string) => readonly string[]): Keys => {
  const usual = spell(name);
  const variants = [usual];
  for (const [i, char] of [...name].entries()) {
    const other = OTHER_READINGS[char];
    if (other && usual[i] && usual[i] !== other) variants.push(usual.with(i, other));
  }
  return { full: variants.map((v) => v.join('')), initials: variants.map((v) => v.map((s) => s[0] ?? '').join('')) };
};

let built: SearchIndex | undefined;

/** Built at the first search (about 0.4 s) and kept. Villages are spelled character by character: their names are not in the dictionary anyway. */
const index = (): SearchIndex => {
  if (built) return built;
  const divisions = loadDivisions();
  const history = loadHistory();
  const byChar = new Map<string, string>();
  const spellChars = (text: string) =>
    [...text].map((char) => {
      let found = byChar.get(char);
      if (found === undefined) {
        found = syllables(char)[0] ?? char;
        byChar.set(char, found);
      }
      return found;
    });
  const aliases: (readonly string[])[] = [];
  const keys: Keys[] = [];
  for (const { code, name, level, placeholder } of divisions.all) {
    if (placeholder) {
      aliases.push([]);
      keys.push({ full: [], initials: [] });
      continue;
    }
    const short = divisions.shortName(code) ?? name;
    if (level === 'village') {
      aliases.push([]);
      keys.push(keysOf(short, spellChars));
      continue;
    }
    const above = divisions.parents(code).map((d) => d.name);
    aliases.push(aliasesOf(name, level, above.reverse()).filter((a) => a !== name));
    keys.push(keysOf(short, level === 'township' ? spellChars : syllables));
  }
  const former = history.successions.flatMap(({ oldCode, oldName }) => {
    const code = history.mapToTree(oldCode, { mainPart: true });
    return code && divisions.get(code)?.name !== oldName ? [{ name: oldName, code }] : [];
  });
  built = { divisions, aliases, keys, former };
  return built;
};

export interface Hit {
  readonly code: string;
  readonly reason: SearchReason;
  readonly matched: string;
  readonly score: number;
}

const LEVEL_RANK: Readonly<Record<Level, number>> = { country: 0, province: 0, prefecture: 1, county: 2, township: 3, village: 4 };

/** Smaller is better; undefined: no match. One word of the query against one division. */
const match = (at: SearchIndex, i: number, word: string): { reason: SearchReason; matched: string; score: number } | undefined => {
  const division = at.divisions.all[i]!;
  if (/^\d+$/.test(word))
    return word.length >= 2 && division.code.startsWith(word)
      ? { reason: 'code', matched: division.code, score: padCode(word) === division.code ? 0 : 3 }
      : undefined;
  if (/^[a-z]+$/.test(word)) {
    const { full, initials } = at.keys[i]!;
    if (word.length < 2) return undefined;
    const spelled = full.find((k) => k.startsWith(word));
    if (spelled) return { reason: 'pinyin', matched: spelled, score: spelled === word ? 4 : 5 };
    const first = initials.find((k) => k.startsWith(word));
    return first ? { reason: 'initials', matched: first, score: first === word ? 6 : 7 } : undefined;
  }
  const { name } = division;
  if (name === word) return { reason: 'name', matched: name, score: 0 };
  const alias = at.aliases[i]!.find((a) => a === word);
  if (alias) return { reason: 'alias', matched: alias, score: 1 };
  if (name.startsWith(word)) return { reason: 'part', matched: name, score: 2 };
  const begun = at.aliases[i]!.find((a) => a.startsWith(word));
  if (begun) return { reason: 'alias', matched: begun, score: 2.5 };
  return name.includes(word) ? { reason: 'part', matched: name, score: 4 } : undefined;
};

/** Provinces of the programme come before others at the same rank. */
const HOME: readonly string[] = ['52', '45', '44'];

/**
 * Finds divisions. Words parted by blanks must all fit: the last one the division, the ones before it something above it
 * (`平塘 克度`, `pt kd`). Ordered by how well it fits, then level, then the programme's provinces, then code.
 */
export const searchDivisions = (query: string, within: string | undefined, size: number): { items: Hit[]; total: number } => {
  const at = index();
  const { divisions } = at;
  const words = query
    .toLowerCase()
    .replaceAll('ü', 'v')
    .replaceAll("'", '')
    .split(/[\s,，、/]+/)
    .filter(Boolean);
  const last = words.at(-1);
  if (last === undefined) return { items: [], total: 0 };
  const range = within === undefined ? undefined : rangeOf(within);
  const found = new Map<string, Hit>();
  const fits = (code: string): boolean => {
    const above = divisions.parents(code).map((d) => divisions.indexOf(d.code));
    return words.slice(0, -1).every((word) => above.some((i) => match(at, i, word)));
  };
  const offer = (hit: Hit) => {
    const known = found.get(hit.code);
    if ((!known || hit.score < known.score) && (!range || (hit.code >= range.lo && hit.code < range.hi)) && fits(hit.code))
      found.set(hit.code, hit);
  };
  for (let i = 0; i < divisions.all.length; i++) {
    const division = divisions.all[i]!;
    if (division.placeholder) continue;
    const hit = match(at, i, last);
    if (hit) offer({ code: division.code, ...hit });
  }
  for (const { name, code } of at.former) {
    if (name === last) offer({ code, reason: 'former', matched: name, score: 1.5 });
    else if (last.length >= 2 && name.startsWith(last)) offer({ code, reason: 'former', matched: name, score: 3.5 });
  }
  const home = (code: string) => {
    const rank = HOME.indexOf(code.slice(0, 2));
    return rank < 0 ? 1 : 0;
  };
  const levelOf = (code: string) => LEVEL_RANK[divisions.get(code)!.level];
  const items = [...found.values()].sort(
    (a, b) => a.score - b.score || levelOf(a.code) - levelOf(b.code) || home(a.code) - home(b.code) || (a.code < b.code ? -1 : 1),
  );
  return { items: items.slice(0, size), total: items.length };
};
