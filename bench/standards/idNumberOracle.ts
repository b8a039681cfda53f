// GB 11643-1999 公民身份号码, written from its text and slowly, sharing nothing with src/standards:
//   4.1  17 body digits and one check character: 6 digits address code, 8 digits date of birth YYYYMMDD, 3 digits order code (odd: male)
//   4.2.4 the check follows ISO 7064 MOD 11-2: Σ aᵢ × Wᵢ ≡ 1 (mod 11), i counted from the right (the check character is i = 1), Wᵢ = 2^(i−1) mod 11,
//        a₁ = 10 is written X
//   GB 11643-1989 for 15-digit numbers: two-digit years 19yy; order codes 996…999 were kept for people over a hundred (18yy).
import type { Random } from '../support/random.ts';

export interface Verdict {
  /** Rules broken, in the words of parseIdNumber; empty: a valid number. */
  readonly broken: ReadonlySet<string>;
  readonly number: string;
  readonly birthday: string;
  readonly sex: string;
}

// Province codes of GB/T 2260, by region of the country: 1x 2x 3x 4x 5x 6x, 71, 81, 82; 83 for residence permits (rule of 2018).
const PROVINCES = [
  ...[11, 12, 13, 14, 15],
  ...[21, 22, 23],
  ...[31, 32, 33, 34, 35, 36, 37],
  ...[41, 42, 43, 44, 45, 46],
  ...[50, 51, 52, 53, 54],
  ...[61, 62, 63, 64, 65],
  ...[71, 81, 82, 83],
];

/** The check character is the one of the eleven that makes the sum 1; tried one after another. */
export const checkBySearch = (body: string): string => {
  for (let a1 = 0; a1 <= 10; a1++) {
    let sum = BigInt(a1);
    for (let i = 2; i <= 18; i++) sum += BigInt(body.charAt(18 - i)) * 2n ** BigInt(i - 1);
    if (sum % 11n === 1n) return a1 === 10 ? 'X' : String(a1);
  }
  throw new Error('no check character fits');
};

const isRealDate = (year: number, month: number, day: number): boolean => {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

const YEARS = 130;

export const judge = (raw: string, today: string): Verdict => {
  const broken = new Set<string>();
  let text = raw.toUpperCase();
  const verdict = (birthday = '', sex = ''): Verdict => ({ broken, number: text, birthday, sex });
  const letters = [...text].filter((c, i) => !(c >= '0' && c <= '9') && !(c === 'X' && i === text.length - 1));
  if (letters.length) broken.add('character');
  if (text.length !== 15 && text.length !== 18) broken.add('length');
  if (broken.size) return verdict();
  if (text.length === 15) {
    if (text.endsWith('X')) {
      broken.add('length');
      return verdict();
    }
    text = `${text.slice(0, 6)}${Number(text.slice(-3)) >= 996 ? 18 : 19}${text.slice(6)}`;
    text += checkBySearch(text);
  }
  if (text.startsWith('9')) broken.add('foreignPermanentResident');
  if (!PROVINCES.includes(Number(text.slice(0, 2)))) broken.add('prefix');
  const [year, month, day] = [Number(text.slice(6, 10)), Number(text.slice(10, 12)), Number(text.slice(12, 14))];
  const birthday = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  const oldest = `${Number(today.slice(0, 4)) - YEARS}${today.slice(4)}`;
  if (!isRealDate(year, month, day)) broken.add('birthday');
  if (birthday > today) broken.add('birthdayInFuture');
  if (birthday < oldest) broken.add('tooOld');
  if (checkBySearch(text.slice(0, 17)) !== text[17]) {
    broken.add('checkCharacter');
    if (text.endsWith('000')) broken.add('lostPrecision');
  }
  return verdict(birthday, Number(text[16]) % 2 ? 'male' : 'female');
};

const two = (n: number): string => String(n).padStart(2, '0');

const right = (random: Random): string => {
  const body = `${random.pick(PROVINCES)}${random.text(4)}${1897 + random.below(128)}${two(1 + random.below(12))}${two(1 + random.below(28))}${random.text(3)}`;
  return body + checkBySearch(body);
};

const put = (text: string, at: number, what: string): string => text.slice(0, at) + what + text.slice(at + what.length);
const remade = (text: string): string => text.slice(0, 17) + checkBySearch(text.slice(0, 17));

/** What clerks and spreadsheets do to a number; each also made with a fitting check character where the error alone should be found. */
const ERRORS: readonly ((number: string, random: Random) => string)[] = [
  (n, r) => put(n, r.below(17), r.text(1)),
  (n, r) => {
    const at = r.below(16);
    return put(n, at, n[at + 1]! + n[at]!);
  },
  (n, r) => put(n, 17, r.text(1, '0123456789X')),
  (n, r) => remade(put(n, 10, r.text(4))),
  (n, r) => remade(put(n, 10, r.pick(['0229', '0230', '0431', '1131', '1301', '0010', '0100']))),
  (n, r) => remade(put(n, 6, r.pick(['1700', '1879', '1895', '2026', '2099', '2200', '9999']))),
  (n, r) => remade(put(n, 0, r.text(2))),
  (n, r) => n.slice(0, r.below(18)),
  (n, r) => n + r.text(1 + (r.below(2) ? 0 : 2)),
  (n, r) => put(n, r.below(17), r.pick(['O', 'I', 'X', 'A', '甲'])),
  (n) => n.slice(0, 6) + n.slice(8, 17),
  (n, r) => put(n.slice(0, 6) + n.slice(8, 17), 12, r.pick(['995', '996', '999'])),
  (n) => put(n, 15, '000'),
  (n) => n.toLowerCase(),
];

/** Half of them right, half with one seeded error (which may leave a number right: the oracle decides). */
export const generateIdNumbers = (random: Random, count: number): string[] =>
  Array.from({ length: count }, () => {
    const number = right(random);
    return random.below(2) ? number : random.pick(ERRORS)(number, random);
  });
