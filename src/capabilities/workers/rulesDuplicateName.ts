import { lookAlike } from '#standards/lookalikes/lookalikes.ts';
import { plainForm, shortForm } from '#standards/lookalikes/variants.ts';
import { foldSyllable, syllables } from '#standards/pinyin/pinyin.ts';
import { surnameReadings } from '#standards/pinyin/surnames.ts';
import { splitName } from './rulesNameFrequency.ts';

/** How two names relate; the first that holds. Only `same` and `variant` are the same characters. */
export type NameLevel =
  | 'same'
  | 'variant'
  | 'homophone'
  | 'lookalike'
  | 'sound'
  | 'twoReplaced'
  | 'near'
  | 'swapped'
  | 'shorter'
  | 'oneCharacter'
  | 'otherSurname'
  | 'surnameOnly'
  | 'different';

export interface PreparedName {
  /** Characters as written, without dots and spaces. */
  readonly written: string;
  /** The same in the forms in common use. */
  readonly chars: readonly string[];
  readonly plain: string;
  readonly surname: string;
  readonly given: string;
  /** Names in Latin letters or of five characters and more (with · or not): compared by edits, not by places. */
  readonly long: boolean;
}

export function prepareName(name: string): PreparedName {
  const written = name.replace(/[·\s.'’-]+/gu, '').toLowerCase();
  const chars = [...written].map(plainForm);
  const split = splitName(chars);
  const long = chars.length > 4 || /^[a-z]/.test(written);
  return { written, chars, plain: chars.join(''), ...split, long };
}

interface Sound {
  readonly exact: readonly string[];
  readonly folded: readonly string[];
}

// One entry per character that was ever met: a few thousand at most.
const sounds = new Map<string, Sound>();
const soundOf = (character: string): Sound => {
  let sound = sounds.get(character);
  if (!sound) {
    const exact = [...new Set([...syllables(character), ...(surnameReadings[character] ?? [])])];
    sound = { exact, folded: [...new Set(exact.map((s) => foldSyllable(s)))] };
    sounds.set(character, sound);
  }
  return sound;
};
const meet = (a: readonly string[], b: readonly string[]): boolean => a.some((one) => b.includes(one));

type Relation = 'equal' | 'homophone' | 'lookalike' | 'sound' | 'different';

const relationOf = (a: string, b: string): Relation => {
  if (a === b) return 'equal';
  const [one, other] = [soundOf(a), soundOf(b)];
  if (meet(one.exact, other.exact)) return 'homophone';
  if (lookAlike(a, b) || shortForm(a, b)) return 'lookalike';
  return meet(one.folded, other.folded) ? 'sound' : 'different';
};

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment); stops where more than `most` are needed. */
export function editsBetween(a: readonly string[], b: readonly string[], most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
    }
    if (Math.min(...row) > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length]!;
}

const longLevel = (a: PreparedName, b: PreparedName): NameLevel => {
  const [short, full] = a.chars.length <= b.chars.length ? [a, b] : [b, a];
  if (short.chars.length >= 3 && full.plain.startsWith(short.plain)) return 'near';
  return editsBetween(a.chars, b.chars, Math.max(1, Math.floor(full.chars.length / 4))) <= Math.floor(full.chars.length / 4)
    ? 'near'
    : 'different';
};

const lastLevel = (a: PreparedName, b: PreparedName): NameLevel => {
  if (a.surname === b.surname || meet(soundOf(a.surname).exact, soundOf(b.surname).exact)) return 'surnameOnly';
  return a.given === b.given && a.given !== '' ? 'otherSurname' : 'different';
};

/** How alike two names are. Symmetric. */
export function compareNames(a: PreparedName, b: PreparedName): NameLevel {
  if (a.plain === b.plain) return a.written === b.written ? 'same' : 'variant';
  if (a.long || b.long) return longLevel(a, b);
  const [one, other] = [a.chars, b.chars];
  if (one.length !== other.length) {
    const [short, full] = one.length < other.length ? [one, other] : [other, one];
    let at = 0;
    for (const c of full) if (c === short[at]) at++;
    return at === short.length && full.length - short.length === 1 && short.length >= 2 && a.surname === b.surname
      ? 'shorter'
      : lastLevel(a, b);
  }
  const count = { equal: 0, homophone: 0, lookalike: 0, sound: 0, different: 0 };
  let differentAt = -1;
  for (let i = 0; i < one.length; i++) {
    const relation = relationOf(one[i]!, other[i]!);
    count[relation]++;
    if (relation === 'different') differentAt = i;
  }
  const replaced = one.length - count.equal;
  if (count.different === 0) {
    if (replaced > 1) return count.equal > 0 ? 'twoReplaced' : lastLevel(a, b);
    return count.homophone ? 'homophone' : count.lookalike ? 'lookalike' : 'sound';
  }
  if (a.surname === b.surname && replaced === 2 && one.length > 2 && [...a.given].reverse().join('') === b.given) return 'swapped';
  if (replaced === 1 && differentAt >= a.surname.length && one.length > 2) return 'oneCharacter';
  return lastLevel(a, b);
}
