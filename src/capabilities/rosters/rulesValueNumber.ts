// Numbers of persons, telephones and organisations. The standards decide; here their answers become values, repairs and findings.

import { daysInMonth } from '#standards/calendar/calendar.ts';
import type { Repair as Tidied } from '#standards/cleanText.ts';
import { halfWidth } from '#standards/cleanText.ts';
import { documentRules, parseDocument } from '#standards/id-number/document.ts';
import { type IdNumberFailure, parseIdNumber } from '#standards/id-number/idNumber.ts';
import { provincePrefix } from '#standards/id-number/prefixStatus.ts';
import { type MobileNumberRule, parseMobileNumber } from '#standards/mobile-number/mobileNumber.ts';
import type { Text } from '#standards/text.ts';
import { parseUscc } from '#standards/uscc/uscc.ts';
import type { NumberCell } from './rulesBook.ts';
import type { FieldType } from './rulesValue.ts';
import {
  BLANK,
  clean,
  finding,
  isNothing,
  mended,
  type RepairKind,
  refused,
  undress,
  type ValueContext,
  type ValueRead,
} from './rulesValueCommon.ts';

/** A number cell is no repair of its own: what it shows is what is meant, unless the file wrote it with an exponent. */
const KINDS: Readonly<Record<Tidied, RepairKind | undefined>> = {
  formula: 'formula',
  apostrophe: 'apostrophe',
  fullWidth: 'fullWidth',
  space: 'blanks',
  hyphen: 'separator',
  letterCase: 'lowerX',
  lookalikeX: 'lowerX',
  numberCell: undefined,
  floatTail: 'float',
  countryCode: 'prefix',
  trunkZero: 'prefix',
  upgraded15: 'fifteen',
  dot: 'separator',
};
const kindsOf = (tidied: readonly Tidied[], cell: string | NumberCell): RepairKind[] => {
  const kinds = tidied.flatMap((each) => KINDS[each] ?? []);
  return typeof cell !== 'string' && cell.raw !== String(cell.number) ? ['float', ...kinds] : kinds;
};

const given = (cell: string | NumberCell): string | number => (typeof cell === 'string' ? cell : cell.number);
const rawOf = (cell: string | NumberCell): string => (typeof cell === 'string' ? cell : cell.raw);

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECKS = '10X98765432';
const digitsAt = (text: string, from: number, to: number): number => {
  let n = 0;
  for (let i = from; i < to; i += 1) n = n * 10 + text.charCodeAt(i) - 48;
  return n;
};

/**
 * The common case without a regular expression: certainly what parseIdNumber takes as it stands (a test compares the two). Whatever is not surely so,
 * as births near either end of what is believed, goes the long way.
 */
export const isPlainIdNumber = (text: string, today: string): boolean => {
  if (text.length !== 18) return false;
  let sum = 0;
  for (let i = 0; i < 17; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return false;
    sum += WEIGHTS[i]! * digit;
  }
  if (text.charCodeAt(17) !== CHECKS.charCodeAt(sum % 11)) return false;
  const year = digitsAt(text, 6, 10);
  const month = digitsAt(text, 10, 12);
  const day = digitsAt(text, 12, 14);
  const now = digitsAt(today, 0, 4) * 10_000 + digitsAt(today, 5, 7) * 100 + digitsAt(today, 8, 10);
  const born = year * 10_000 + month * 100 + day;
  if (year < 1900 || born > now || born <= now - 1_290_000 || day < 1 || day > daysInMonth(year, month)) return false;
  return provincePrefix(text) === 'current';
};

/** First six and last two; of what is no number, or too short to hide anything, only the length. */
const maskOf = (text: string): Text => {
  const bare = halfWidth(text).replace(/[\s='"’‘]/g, '');
  const length = [...bare].length;
  if (length < 15 || !/^[0-9]+[Xx0-9]{0,5}$/.test(bare)) return { zh: `原填 ${length} 位`, en: `${length} characters as given` };
  // what a disability certificate adds is health data
  const [number, more] = length === 20 || length === 22 ? [bare.slice(0, 18), length - 18] : [bare, 0];
  const mask = number.slice(0, 6) + '*'.repeat(number.length - 8) + number.slice(-2) + '*'.repeat(more);
  return { zh: `原填 ${mask}`, en: `as given ${mask}` };
};

const withMask = (message: Text, text: string): Text => {
  const mask = maskOf(text);
  return { zh: `${message.zh}（${mask.zh}）`, en: `${message.en} (${mask.en})` };
};

type IdType = Extract<FieldType, { type: 'idNumber' }>;
type OtherKind = keyof typeof documentRules;
const isOther = (kind: string | undefined): kind is OtherKind => kind !== undefined && Object.hasOwn(documentRules, kind);

/** 522727********1234, 5227271990…1234 or 522727xxxxxxxx1234: starred out by whoever gave the list on. */
const STARRED = /^\d{1,14}[*＊•·.…xX×]{4,}[\dXx]{0,4}$/;
const isStarred = (text: string): boolean => STARRED.test(text);
const starred = (asked: string | undefined, context: ValueContext): ValueRead<never> => ({
  ...BLANK,
  blank: false,
  ...(asked === undefined ? {} : { also: { [asked]: true } }),
  findings: [
    finding(context, 'hint', 'masked', {
      zh: '号码打了星号，当作没有填',
      en: 'The number is starred out and taken for none',
    }),
  ],
});

/** Which other document a number surely is of by its form; `doubt` where it only looks like some passport. */
const otherKindOf = (text: string): { readonly kind: OtherKind; readonly doubt: boolean } | null => {
  if (/^[HM]\d{8}(?:\d{2})?$/.test(text)) return { kind: 'hongKongMacaoTravelPermit', doubt: false };
  if (/^(?:[CW]\d{8}|C[A-HJ-NP-Z]\d{7})$/.test(text)) return { kind: 'travelPermitToHongKongMacao', doubt: false };
  if (/^[EGDSP]\d{8}$|^E[A-HJ-NP-Z]\d{7}$/.test(text)) return { kind: 'chinesePassport', doubt: false };
  if (/^[A-Z]{3}\d{12}$/.test(text)) return { kind: 'foreignPermanentResidentCard', doubt: false };
  return /^[A-Z]{1,2}\d{6,9}$/.test(text) ? { kind: 'foreignPassport', doubt: true } : null;
};
const otherNumber = (kind: OtherKind, raw: string, doubt: boolean, type: IdType, context: ValueContext): ValueRead<string> => {
  const read = parseDocument(kind, raw);
  if (!read.ok) return read.rule === 'empty' ? BLANK : refused(context, 'error', 'V01', read.message);
  const { zh, en } = documentRules[kind].label;
  const text = doubt
    ? {
        zh: `不是居民身份证号，像是${zh}号码，请填证件类型`,
        en: `No resident's number; it looks like that of a ${en}; give the kind of document`,
      }
    : { zh: `这是${zh}的号码`, en: `This is the number of a ${en}` };
  return {
    ...mended(context, read.number, kindsOf(read.repairs, raw), raw, read.number),
    ...(type.kindAs === undefined ? {} : { also: { [type.kindAs]: kind } }),
    findings: [finding(context, doubt ? 'doubt' : 'hint', doubt ? 'V01' : 'document', text)],
  };
};

export const readIdNumber = (type: IdType, cell: string | NumberCell, context: ValueContext): ValueRead<string> => {
  if (typeof cell === 'string') {
    if (isPlainIdNumber(cell, context.today)) return known(clean(cell), cell, context);
    if (isNothing(cell)) return BLANK;
  }
  const raw = rawOf(cell);
  if (isOther(context.document)) return otherNumber(context.document, raw, false, type, context);
  if (typeof cell === 'string' && cell.length <= 60) {
    const bare = halfWidth(cell).replace(/[\s='"’‘-]/g, '');
    if (isStarred(bare)) return starred(type.maskedAs, context);
    const other = /^[A-Za-z]/.test(bare) ? otherKindOf(bare.toUpperCase().replace(/[()]/g, '')) : null;
    if (other) return otherNumber(other.kind, bare, other.doubt, type, context);
  }
  const read = parseIdNumber(given(cell), { today: context.today });
  if (!read.ok) return read.rule === 'empty' ? BLANK : wrongIdNumber(read, raw, context);
  const suffix = read.disability?.text;
  const kinds = kindsOf(read.repairs, cell);
  if (suffix !== undefined) kinds.push('suffix');
  const taken = mended(context, read.number, kinds, raw, read.number);
  return known(suffix === undefined ? taken : { ...taken, suffix }, read.number, context);
};

const wrongIdNumber = (read: IdNumberFailure, raw: string, context: ValueContext): ValueRead<never> =>
  // of lost digits that sentence alone: what is left of them helps nobody
  refused(context, 'error', 'V01', read.rule === 'lostPrecision' ? read.message : withMask(read.message, raw));

const known = (read: ValueRead<string>, number: string, context: ValueContext): ValueRead<string> => {
  if (context.prefixStatus === undefined || context.prefixStatus(number.slice(0, 6)) !== 'unknown') return read;
  const prefix = number.slice(0, 6);
  const text = {
    zh: `前 6 位 ${prefix} 在现行和已撤销的区划代码里都没有查到，请对照证件`,
    en: `The first 6 digits ${prefix} are in neither list of division codes, past or present; compare them with the document`,
  };
  return { ...read, findings: [finding(context, 'doubt', 'V01', text)] };
};

const isPlainMobile = (text: string): boolean => {
  if (text.length !== 11 || text.charCodeAt(0) !== 49 || text.charCodeAt(1) < 51) return false;
  for (let i = 1; i < 11; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < 48 || unit > 57) return false;
  }
  return true;
};

/** Not wrong, but no mobile number of this person for sure: somebody has to look. */
const PHONE_DOUBTS: ReadonlySet<MobileNumberRule> = new Set(['several', 'landline', 'foreign']);
const MOBILE_INSIDE = /(?<!\d)1[3-9]\d{9}(?!\d)/;
const LANDLINE: Text = {
  zh: '这是固定电话，收不到短信，请填手机号',
  en: 'This is a landline, which receives no messages; give a mobile number',
};
const WITH_WORDS: Text = {
  zh: '号码旁边还有别的内容（可能不止一个号码，或不是本人的），请只填本人的一个手机号',
  en: "There is more than a number in the cell (another number, or somebody else's); give one mobile number of the person",
};

type PhoneType = Extract<FieldType, { type: 'phone' }>;

export const readPhone = (type: PhoneType, cell: string | NumberCell, context: ValueContext): ValueRead<string> => {
  if (typeof cell === 'string') {
    if (isPlainMobile(cell)) return clean(cell);
    if (cell === '0' || isNothing(cell)) return BLANK;
  } else {
    // what a look-up of a blank cell gives
    if (cell.number === 0) return BLANK;
    if (isPlainMobile(cell.raw) && Number(cell.raw) === cell.number) return clean(cell.raw);
  }
  const raw = rawOf(cell);
  // 141****0000: starred out, no number and no wrong one
  if (typeof cell === 'string' && /^1\d{1,6}[*＊•·…]{3,}\d{0,4}$/.test(cell.trim())) return starred(undefined, context);
  const read = parseMobileNumber(given(cell));
  if (read.ok) return mended(context, read.number, kindsOf(read.repairs, cell), raw, read.number);
  if (read.rule === 'empty') return BLANK;
  if (type.landline && read.landline !== null) return clean(undress(raw, true).text);
  // the standard's sentence names the whole number
  if (read.rule === 'landline') return refused(context, 'doubt', 'V02', LANDLINE);
  if (read.rule === 'character' && MOBILE_INSIDE.test(halfWidth(raw))) return refused(context, 'doubt', 'V02', WITH_WORDS);
  return refused(context, PHONE_DOUBTS.has(read.rule) ? 'doubt' : 'error', 'V02', read.message);
};

const PLAIN_USCC = /^[0-9A-HJ-NP-RTUW-Y]{18}$/;

export const readUscc = (cell: string | NumberCell, context: ValueContext): ValueRead<string> => {
  if (typeof cell === 'string' && !PLAIN_USCC.test(cell) && isNothing(cell)) return BLANK;
  const read = parseUscc(given(cell));
  const raw = rawOf(cell);
  if (read.ok) return mended(context, read.code, kindsOf(read.repairs, cell), raw, read.code);
  if (read.rule === 'empty') return BLANK;
  return refused(context, 'error', 'uscc', read.message);
};
