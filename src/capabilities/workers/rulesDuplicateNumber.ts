import { checkCharacter, upgrade15 } from '#standards/id-number/idNumberMath.ts';

/** How two document numbers relate. `unknown`: one is missing, or they belong to documents of different kinds. */
export type NumberLevel =
  | 'same'
  | 'sameOld'
  | 'sameInvalid'
  | 'oneDigit'
  | 'swappedDigits'
  | 'digitMissing'
  | 'lostTail'
  | 'oneApart'
  | 'conflict'
  | 'unlike'
  | 'renewed'
  | 'unknown';

export interface PreparedNumber {
  readonly text: string;
  /** `valid`: right by its check character. `lost`: 15 digits and 000, as a spreadsheet leaves them. `other`: another kind of document. */
  readonly kind: 'valid' | 'invalid' | 'lost' | 'other';
  readonly documentKind: string;
  /** Made from a 15-digit number, which has no check character. */
  readonly old: boolean;
}

/** A number as the record holds it: 18 characters, 15 digits, or one that failed its check. Null where it tells nothing (empty, 5.2E+17). */
export function prepareNumber(number: string | null, documentKind: string): PreparedNumber | null {
  const text = (number ?? '').toUpperCase().replace(/[\s-]/g, '');
  if (text === '') return null;
  if (documentKind !== 'residentIdCard') return { text, kind: 'other', documentKind, old: false };
  if (/^\d{15}$/.test(text)) return { text: upgrade15(text), kind: 'valid', documentKind, old: true };
  if (/^\d{17}[\dX]$/.test(text)) {
    const valid = checkCharacter(text.slice(0, 17)) === text[17];
    return { text, kind: valid ? 'valid' : text.endsWith('000') ? 'lost' : 'invalid', documentKind, old: false };
  }
  return /^\d{14,19}X?$/.test(text) ? { text, kind: 'invalid', documentKind, old: false } : null;
}

const places = (a: string, b: string): number => {
  let n = 0;
  for (let i = 0; i < a.length && n < 3; i++) if (a[i] !== b[i]) n++;
  return n;
};

const neighboursSwapped = (a: string, b: string): boolean => {
  for (let i = 0; i < a.length - 1; i++)
    if (a[i] !== b[i]) return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
  return false;
};

/** True where the longer one is the shorter one with one character more. */
const oneMissing = (a: string, b: string): boolean => {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (long.length - short.length !== 1) return false;
  let i = 0;
  while (i < short.length && short[i] === long[i]) i++;
  return short.slice(i) === long.slice(i + 1);
};

/**
 * How alike two numbers are. Two valid numbers never differ in one character alone (that is what the check character is for), so “one apart” is judged
 * by the 17 digits before it. Symmetric.
 */
export function compareNumbers(a: PreparedNumber | null, b: PreparedNumber | null): NumberLevel {
  if (a === null || b === null || a.documentKind !== b.documentKind) return 'unknown';
  if (a.kind === 'lost' || b.kind === 'lost') {
    if (a.kind === 'lost' && b.kind === 'lost') return a.text === b.text ? 'lostTail' : 'unlike';
    const differ = places(a.text.slice(0, 15), b.text.slice(0, 15));
    return differ === 0 ? 'lostTail' : 'unlike';
  }
  if (a.text === b.text) {
    if (a.kind === 'invalid') return 'sameInvalid';
    return a.old || b.old ? 'sameOld' : 'same';
  }
  if (a.kind === 'other') return 'renewed';
  // One rounded number in eleven passes the check by chance.
  if ((a.text.endsWith('000') || b.text.endsWith('000')) && places(a.text.slice(0, 15), b.text.slice(0, 15)) === 0) return 'lostTail';
  if (a.kind === 'valid' && b.kind === 'valid') {
    const [one, other] = [a.text.slice(0, 17), b.text.slice(0, 17)];
    return places(one, other) === 1 || neighboursSwapped(one, other) ? 'oneApart' : 'conflict';
  }
  if (a.text.length !== b.text.length) return oneMissing(a.text, b.text) ? 'digitMissing' : 'unlike';
  if (places(a.text, b.text) === 1) return 'oneDigit';
  return neighboursSwapped(a.text, b.text) ? 'swappedDigits' : 'unlike';
}
