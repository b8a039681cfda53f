import { addMonths, type Day } from '../calendar/calendar.ts';
import { parseDay } from '../calendar/parseDay.ts';
import { cleanText, isScientificNotation, type Repair, withoutHyphens } from '../cleanText.ts';
import type { Text } from '../text.ts';
import { type DisabilitySuffix, parseDisabilitySuffix } from './disabilitySuffix.ts';
import { checkCharacter, upgrade15 } from './idNumberMath.ts';
import { type PrefixLookup, type PrefixStatus, provincePrefix, residencePermitPrefixes } from './prefixStatus.ts';

/** Which rule a number breaks; one at a time, the one whose repair helps most first. */
export type IdNumberRule =
  | 'empty'
  | 'lostPrecision'
  | 'character'
  | 'length'
  | 'foreignPermanentResident'
  | 'birthday'
  | 'birthdayInFuture'
  | 'tooOld'
  | 'prefix'
  | 'checkCharacter'
  | 'disabilitySuffix';

export interface IdNumber {
  readonly ok: true;
  /** 18 characters, last one 0–9 or X. */
  readonly number: string;
  readonly prefix: string;
  readonly prefixStatus: Exclude<PrefixStatus, 'unknown'>;
  readonly birthday: Day;
  readonly sex: 'male' | 'female';
  /** `residencePermit`: 港澳台居民居住证, prefix 810000, 820000 or 830000. */
  readonly kind: 'resident' | 'residencePermit';
  /** What followed the 18 characters on a disability certificate 残疾人证; null for an identity card. */
  readonly disability: DisabilitySuffix | null;
  readonly repairs: readonly Repair[];
}

export interface IdNumberFailure {
  readonly ok: false;
  readonly rule: IdNumberRule;
  /** Names the rule and how to mend it. Holds no more of the number than the mask shows (prefix, one character): safe in logs and error sheets. */
  readonly message: Text;
  readonly repairs: readonly Repair[];
}

export interface IdNumberOptions {
  /** The business day: births after it or more than 130 years before it are refused. */
  readonly today: Day;
  /** Default: provinces only. */
  readonly prefixStatus?: PrefixLookup;
}

const maxYears = 130;

/**
 * Read a Chinese identity number (GB 11643-1999) from a cell as it comes: text with apostrophe, `="…"`, full-width digits, spaces, hyphens,
 * lower-case x; an old 15-digit number; a 20- or 22-character disability certificate number. Every repair is reported.
 * Never guessed: a number whose last digits a spreadsheet has lost. Reading its own result again gives the same result without repairs.
 */
export function parseIdNumber(raw: string | number, options: IdNumberOptions): IdNumber | IdNumberFailure {
  const { text, repairs } = tidy(raw);
  const fail = (rule: IdNumberRule, zh: string, en: string): IdNumberFailure => ({ ok: false, rule, message: { zh, en }, repairs });
  const lost = () =>
    fail(
      'lostPrecision',
      '证件号被表格当作数字，末几位已丢失，请把该列设为文本格式后按证件重新录入',
      'The spreadsheet took the number for a quantity and its last digits are lost; make the column text and enter it again from the document',
    );

  if (text === '') return fail('empty', '没有填证件号', 'The identity number is empty');
  if (losesDigits(raw, text)) return lost();

  const wrong = /[^0-9X]|X(?=.)/.exec(text.slice(0, 18));
  if (wrong && text.length >= 12) return wrongCharacter(fail, wrong[0], wrong.index + 1);
  if (wrong)
    return fail(
      'character',
      `证件号里有不该有的字符「${wrong[0]}」，应为 18 位数字，末位可为 X`,
      `“${wrong[0]}” cannot stand in an identity number: 18 digits, the last may be X`,
    );

  const long = text.length === 20 || text.length === 22;
  if (text.length !== 15 && text.length !== 18 && !long) return wrongLength(fail, text.length);
  if (text.length === 15 && text.endsWith('X'))
    return fail('length', '15 位旧证件号不含 X，请核对', 'An old 15-digit number has no X; compare it with the document');

  const number = text.length === 15 ? upgrade15(text) : text.slice(0, 18);
  if (number.startsWith('9'))
    return fail(
      'foreignPermanentResident',
      '9 开头的是外国人永久居留身份证号，请把证件类型改为「外国人永久居留身份证」',
      'A number starting with 9 belongs to a foreign permanent resident ID card; change the kind of document',
    );

  const written = number.slice(6, 14);
  const born = parseDay(`${written.slice(0, 4)}-${written.slice(4, 6)}-${written.slice(6)}`);
  const inDate = text.length === 15 ? '第 7 至 12 位出生日期' : '第 7 至 14 位出生日期';
  if (!born.ok && born.rule !== 'year')
    return fail('birthday', `${inDate}有误：${born.message.zh}`, `The date of birth in it is wrong: ${born.message.en}`);
  const year = Number(written.slice(0, 4));
  if (year > Number(options.today.slice(0, 4)) || (born.ok && born.day > options.today))
    return fail('birthdayInFuture', `${inDate}有误：晚于今天，请核对年份`, 'The date of birth in it lies in the future; check the year');
  if (!born.ok || born.day < addMonths(options.today, -12 * maxYears))
    return fail(
      'tooOld',
      `${inDate}有误：距今超过 ${maxYears} 年，请核对年份`,
      `The date of birth in it lies more than ${maxYears} years back; check the year`,
    );

  const prefix = number.slice(0, 6);
  const prefixStatus = (options.prefixStatus ?? provincePrefix)(prefix);
  if (prefixStatus === 'unknown')
    return fail(
      'prefix',
      `前 6 位 ${prefix} 不是行政区划代码（已查撤销代码），请核对`,
      `The first 6 digits ${prefix} are no division code, past or present; compare them with the document`,
    );

  const expected = checkCharacter(number.slice(0, 17));
  if (number[17] !== expected) {
    // Excel keeps 15 significant digits and writes zeros for the rest; a wrong check digit after 000 is that, not a slip of the hand.
    if (number.endsWith('000')) return lost();
    return fail(
      'checkCharacter',
      `证件号最后一位应为 ${expected}，现在是 ${number[17]}，请对照户口簿`,
      `The last character should be ${expected} but is ${number[17]}; compare the whole number with the household register`,
    );
  }

  const disability = long ? parseDisabilitySuffix(text.slice(18)) : null;
  if (long && !disability)
    return fail(
      'disabilitySuffix',
      `残疾人证号后 ${text.length - 18} 位有误：类别应为 1 至 7，等级应为 1 至 4`,
      `The last ${text.length - 18} characters of the disability certificate number are wrong: category 1 to 7, then grade 1 to 4`,
    );

  return {
    ok: true,
    number,
    prefix,
    prefixStatus,
    birthday: born.day,
    sex: Number(number[16]) % 2 === 1 ? 'male' : 'female',
    kind: residencePermitPrefixes.has(prefix) ? 'residencePermit' : 'resident',
    disability,
    repairs: text.length === 15 ? [...repairs, 'upgraded15'] : repairs,
  };
}

type Fail = (rule: IdNumberRule, zh: string, en: string) => IdNumberFailure;

function tidy(raw: string | number): { text: string; repairs: Repair[] } {
  const cleaned = cleanText(String(raw));
  const repairs: Repair[] = typeof raw === 'number' ? ['numberCell', ...cleaned.repairs] : [...cleaned.repairs];
  let text = cleaned.text;
  const apply = (repair: Repair, next: string) => {
    if (next !== text) repairs.push(repair);
    text = next;
  };
  apply('floatTail', text.replace(/^(\d{15})\.0+$/, '$1'));
  if (!isScientificNotation(text)) apply('hyphen', withoutHyphens(text));
  apply('lookalikeX', text.replace(/^(\d{17})[×✕╳ⅩⅹХх]/u, '$1X'));
  apply('letterCase', text.toUpperCase());
  return { text, repairs };
}

// A double holds 15 digits for sure. Beyond that a number cell, an exponent or a decimal point means that the tail is gone.
function losesDigits(raw: string | number, text: string): boolean {
  if (typeof raw === 'number' && !Number.isSafeInteger(raw)) return true;
  return isScientificNotation(text) || /^\d{16,}\.\d+$/.test(text);
}

function wrongCharacter(fail: Fail, character: string, position: number): IdNumberFailure {
  if (character === 'X')
    return fail('character', `X 只能在第 18 位，现在第 ${position} 位是 X`, `X may only stand last, but it is at place ${position}`);
  const digit = { O: '0', I: '1', L: '1' }[character];
  const hintZh = digit ? `，可能应为数字 ${digit}` : '';
  const hintEn = digit ? `; perhaps the digit ${digit} was meant` : '';
  return fail(
    'character',
    `第 ${position} 位是「${character}」，应为数字${hintZh}`,
    `Place ${position} is “${character}” where a digit should be${hintEn}`,
  );
}

function wrongLength(fail: Fail, length: number): IdNumberFailure {
  if (length < 18) {
    const n = 18 - length;
    return fail('length', `少 ${n} 位，现在 ${length} 位，应为 18 位`, `${n} too few: it has ${length} characters instead of 18`);
  }
  const n = length - 18;
  return fail(
    'length',
    `多 ${n} 位，现在 ${length} 位，应为 18 位（残疾人证 20 或 22 位）`,
    `${n} too many: it has ${length} characters instead of 18 (disability certificate: 20 or 22)`,
  );
}

/**
 * The number as shown to those who may not see it whole: 522727********3021, 15-digit numbers likewise. The suffix of a disability certificate
 * (20 or 22 characters) is health data and is starred whole. A shorter, failed cell shows its first two characters at most.
 */
export function maskIdNumber(text: string): string {
  const chars = [...text];
  if (chars.length === 20 || chars.length === 22) return maskIdNumber(chars.slice(0, 18).join('')) + '*'.repeat(chars.length - 18);
  if (chars.length === 15 || chars.length >= 17)
    return chars.slice(0, 6).join('') + '*'.repeat(chars.length - 10) + chars.slice(-4).join('');
  const shown = Math.min(2, Math.floor(chars.length / 3));
  return chars.slice(0, shown).join('') + '*'.repeat(chars.length - shown);
}
