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
  if (text === '') return [];
  const surname = mode === 'name' ? 'head' : 'off';
  const read = toPinyin(text, { toneType: 'none', type: 'array', v: true, mode: mode === 'name' ? 'surname' : 'normal', surname });
  return read.map((one) => one.toLowerCase());
}

// Order matters: initials first, then finals. Applied to one syllable at a time, so that no fold reaches over a syllable's border.
const folds: readonly (readonly [RegExp, string])[] = [
  [/^zh/, 'z'],
  [/^ch/, 'c'],
  [/^sh/, 's'],
  [/^n/, 'l'],
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

const joined = (variants: readonly (readonly string[])[], each: (syllable: string) => string) => [
  ...new Set(variants.map((v) => v.map(each).join(''))),
];

/**
 * Search and blocking keys of a person's name. Pass a name that normaliseName accepted; dots and spaces do not count. Minority names with dots and
 * names in Latin letters have no surname reading; a Latin word counts as one syllable for the initials.
 */
export function nameKeys(name: string, options: FuzzyOptions = {}): NameKeys {
  const words = name.split(/[·\s.'-]+/).filter((word) => word !== '');
  if (words.length === 0) return { surnameReadings: [], pinyin: [], initials: [], fuzzy: [] };
  const first = (syllable: string) => [...syllable][0]!;
  const fold = (syllable: string) => foldSyllable(syllable, options);

  if (words.length > 1 || !/^\p{Script=Han}/u.test(words[0]!)) {
    const latin = (word: string) => /^[a-z]+$/i.test(word);
    const plain = words.flatMap((word) => (latin(word) ? [word.toLowerCase()] : syllables(word)));
    const folded = words.map((word) =>
      latin(word) ? splitSyllables(word.toLowerCase()).map((v) => v.map(fold).join('')) : [syllables(word).map(fold).join('')],
    );
    const fuzzy = folded.reduce((keys, next) => keys.flatMap((key) => next.map((part) => key + part)), ['']);
    return { surnameReadings: [], pinyin: [plain.join('')], initials: [plain.map(first).join('')], fuzzy: [...new Set(fuzzy)] };
  }

  const [plain] = words as [string];
  const all = syllables(plain, 'name');
  const length = surnameLength(plain);
  const surname = [...plain].slice(0, length).join('');
  const readings = compoundSurnames[surname] ?? surnameReadings[surname] ?? [all.slice(0, length).join(' ')];
  const variants = readings.map((reading) => [...reading.split(' '), ...all.slice(length)]);
  return {
    surnameReadings: readings,
    pinyin: joined(variants, (s) => s),
    initials: joined(variants, first),
    fuzzy: joined(variants, fold),
  };
}

/**
 * What a user typed in letters, folded the way `fuzzy` keys are, as prefixes to look for. Letters without spaces may be cut into syllables in more
 * than one way (fangan: fang·an, fan·gan), so there may be several; a last unfinished syllable is fine.
 */
export function foldQuery(letters: string, options: FuzzyOptions = {}): readonly string[] {
  const words = letters
    .toLowerCase()
    .replaceAll('ü', 'v')
    .split(/[\s'·.-]+/);
  const folded = words.map((word) => splitSyllables(word).map((v) => v.map((s) => foldSyllable(s, options)).join('')));
  return [...new Set(folded.reduce((keys, next) => keys.flatMap((key) => next.map((part) => key + part)), ['']))];
}

// A pinyin syllable or the beginning of one: optional initial, the longest final first.
const syllable =
  /(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|van|ai|ei|ao|ou|an|en|in|un|vn|ia|ie|iu|ua|uo|ui|ue|ve|er|a|o|e|i|u|v)|zh|ch|sh)/y;
// Nobody types a name of more ambiguous cuts than this; beyond it the usual cut alone is used.
const mostCuts = 32;

/** Ways to cut letters into syllables, the usual one first: a final n, g or r goes to the next syllable when a vowel follows, or stays. */
function splitSyllables(text: string): readonly (readonly string[])[] {
  let open: { readonly found: readonly string[]; readonly at: number }[] = [{ found: [], at: 0 }];
  const done: (readonly string[])[] = [];
  while (open.length > 0) {
    const next: typeof open = [];
    for (const { found, at } of open) {
      if (at >= text.length) {
        done.push(found);
        continue;
      }
      syllable.lastIndex = at;
      const piece = syllable.exec(text)?.[0] ?? text[at]!;
      const lends = /[aeiouv].*[ngr]$/.test(piece) && /^[aeiouv]/.test(text.slice(at + piece.length));
      if (lends) next.push({ found: [...found, piece.slice(0, -1)], at: at + piece.length - 1 });
      if (!lends || open.length + next.length < mostCuts) next.push({ found: [...found, piece], at: at + piece.length });
    }
    open = next;
  }
  return done;
}
