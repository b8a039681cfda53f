import { pinyin as toPinyin } from 'pinyin-pro';
import { compoundSurnames, surnameReadings } from './surnames.ts';

export interface NameKeys {
  /** Readings of the surname, the usual one first, syllables joined by a space: ['shan', 'dan', 'chan'], ['yu chi', 'wei chi']. */
  readonly surnameReadings: readonly string[];
  /** The whole name without spaces or dots, one entry for each reading of the surname: ['shanxiongxin', …]. ü is v. */
  readonly pinyin: readonly string[];
  /** First letters of the same: ['sxx', …]. A character without a known reading stands for itself in all keys. */
  readonly initials: readonly string[];
  /** The same readings with the sounds folded that southern speakers and typists mix. For finding, never for deciding. */
  readonly fuzzy: readonly string[];
}

export interface FuzzyOptions {
  /** Also fold h and f (Hakka, Hunan, parts of Guangxi). Off by default: it makes 胡 and 符 alike. */
  readonly hf?: boolean;
}

/** How many characters of a normalised name are its surname: 2 to 4 for known compounds, else 1. */
export function surnameLength(name: string): number {
  const chars = [...name];
  for (const length of [4, 3, 2]) if (chars.length > length && compoundSurnames[chars.slice(0, length).join('')]) return length;
  return 1;
}

/**
 * Syllables of a text, one per character, lower case, no tones, ü as v. `mode: 'name'` reads the beginning as a surname; what has no known reading
 * comes back as itself, so nothing is lost.
 */
export function syllables(text: string, mode: 'name' | 'words' = 'words'): readonly string[] {
  return toPinyin(text, {
    toneType: 'none',
    type: 'array',
    v: true,
    mode: mode === 'name' ? 'surname' : 'normal',
    surname: mode === 'name' ? 'head' : 'off',
  }).map((s) => s.toLowerCase());
}

// Order matters: initials first, then finals. Applied to one syllable at a time, so that no fold reaches over a syllable's border.
const folds: readonly (readonly [RegExp, string])[] = [
  [/^zh/, 'z'],
  [/^ch/, 'c'],
  [/^sh/, 's'],
  [/^n(?=[a-z])/, 'l'],
  [/(in|en|an)g$/, '$1'],
  [/v/, 'u'],
];

/** Fold one syllable: zh/z ch/c sh/s n/l ing/in eng/en ang/an ü/u, with `hf` also h/f (huang = fang; hu = fu). */
export function foldSyllable(syllable: string, options: FuzzyOptions = {}): string {
  let folded = syllable;
  for (const [from, to] of folds) folded = folded.replace(from, to);
  if (options.hf) folded = folded.replace(/^hu?(?=[aeio])/, 'f').replace(/^hu/, 'fu');
  return folded;
}

/**
 * Search and blocking keys of a person's name. Pass a name that normaliseName accepted; dots and spaces do not count. Minority names with dots
 * have no surname reading of their own: their first part is read as words.
 */
export function nameKeys(name: string, options: FuzzyOptions = {}): NameKeys {
  const plain = name.replace(/[·\s.'-]/g, '');
  const dotted = name.includes('·') || !/^\p{Script=Han}/u.test(plain);
  const chars = [...plain];
  if (chars.length === 0) return { surnameReadings: [], pinyin: [], initials: [], fuzzy: [] };
  const all = syllables(plain, dotted ? 'words' : 'name');
  const length = dotted ? 1 : surnameLength(plain);
  const surname = chars.slice(0, length).join('');
  const known = dotted ? undefined : (compoundSurnames[surname] ?? surnameReadings[surname]);
  const usual = all.slice(0, length).join(' ');
  const readings = known ?? [usual];
  const given = all.slice(length);
  const variants = readings.map((reading) => [...reading.split(' '), ...given]);
  const unique = (keys: string[]) => [...new Set(keys)];
  return {
    surnameReadings: dotted ? [] : readings,
    pinyin: unique(variants.map((v) => v.join(''))),
    initials: unique(variants.map((v) => v.map((s) => [...s][0] ?? '').join(''))),
    fuzzy: unique(variants.map((v) => v.map((s) => foldSyllable(s, options)).join(''))),
  };
}

/** Fold what a user typed in letters the way `fuzzy` keys are folded; for pinyin without spaces, best effort at every syllable start. */
export function foldQuery(letters: string, options: FuzzyOptions = {}): string {
  const spaced = letters
    .toLowerCase()
    .replaceAll('ü', 'v')
    .trim()
    .split(/[\s']+/);
  return spaced
    .map((part) =>
      splitSyllables(part)
        .map((s) => foldSyllable(s, options))
        .join(''),
    )
    .join('');
}

// A pinyin syllable: optional initial, final. Longest final first; n, ng, r end a syllable only when no vowel follows.
const syllable =
  /(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ueng|ang|eng|ing|ong|iao|ian|uai|uan|van|ai|ei|ao|ou|an|en|in|un|vn|ia|ie|iu|ua|uo|ui|ue|ve|er|a|o|e|i|u|v)(?:(?<=[aeiouv])(?:ng|n)(?![aeiouv]))?/gy;

function splitSyllables(text: string): string[] {
  const found: string[] = [];
  let at = 0;
  while (at < text.length) {
    syllable.lastIndex = at;
    const match = syllable.exec(text);
    let piece = match?.[0] ?? text[at]!;
    // "xinan" is xi·nan or xin·an; like input methods, give a final n or g to the next syllable when a vowel follows it.
    if (match && /[ng]$/.test(piece) && /^[aeiouv]/.test(text.slice(at + piece.length)) && piece.length > 1 && !/^[ng]+$/.test(piece))
      piece = piece.slice(0, -1);
    found.push(piece);
    at += piece.length;
  }
  return found;
}
