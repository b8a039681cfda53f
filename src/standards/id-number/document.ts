import type { Certainty } from '../certainty.ts';
import { cleanText, type Repair } from '../cleanText.ts';
import type { Text } from '../text.ts';
import { checkCharacter } from './idNumberMath.ts';

/** Kinds of identity document a register meets. `residentIdCard` includes 港澳台居民居住证; both are checked by parseIdNumber, not here. */
export type DocumentKind =
  | 'residentIdCard'
  | 'hongKongMacaoTravelPermit'
  | 'taiwanTravelPermit'
  | 'foreignPermanentResidentCard'
  | 'foreignPassport'
  | 'chinesePassport'
  | 'travelPermitToHongKongMacao';

export interface DocumentRule {
  readonly label: Text;
  /** Loose: refuses what cannot be, does not prove what is. */
  readonly pattern: RegExp;
  readonly form: Text;
  readonly certainty: Certainty;
}

/** Formats by kind. None of these numbers but the 2023 permanent resident card has a published check rule. */
export const documentRules: Record<Exclude<DocumentKind, 'residentIdCard'>, DocumentRule> = {
  hongKongMacaoTravelPermit: {
    label: { zh: '港澳居民来往内地通行证（回乡证）', en: 'Mainland Travel Permit for Hong Kong and Macao Residents' },
    pattern: /^[HM]\d{8}(?:\d{2})?$/,
    form: { zh: 'H 或 M 加 8 位数字（旧证再加 2 位换证次数）', en: 'H or M and 8 digits (older cards: 2 more)' },
    certainty: 'unverified',
  },
  taiwanTravelPermit: {
    label: { zh: '台湾居民来往大陆通行证（台胞证）', en: 'Mainland Travel Permit for Taiwan Residents' },
    pattern: /^(?:\d{8}|\d{10}[A-Z]?)$/,
    form: { zh: '8 位数字（旧证 10 位数字，可带 1 个字母）', en: '8 digits (older cards: 10 digits, perhaps a letter)' },
    certainty: 'unverified',
  },
  foreignPermanentResidentCard: {
    label: { zh: '外国人永久居留身份证', en: 'Foreign Permanent Resident ID Card' },
    pattern: /^(?:9\d{16}[\dX]|[A-Z]{3}\d{12})$/,
    form: {
      zh: '9 开头的 18 位（2017 版为 3 个字母加 12 位数字）',
      en: '18 characters starting with 9 (2017 cards: 3 letters and 12 digits)',
    },
    certainty: 'mirror',
  },
  foreignPassport: {
    label: { zh: '外国护照', en: 'Foreign passport' },
    pattern: /^[A-Z0-9]{5,20}$/,
    form: { zh: '5 至 20 位字母或数字', en: '5 to 20 letters or digits' },
    certainty: 'unverified',
  },
  chinesePassport: {
    label: { zh: '中国护照', en: 'Chinese passport' },
    pattern: /^(?:[EGDSP]\d{8}|E[A-HJ-NP-Z]\d{7}|[DSP]E\d{7}|1[45]\d{7})$/,
    form: {
      zh: 'E、G、D、S、P 加 8 位数字，或 E 加 1 个字母再加 7 位数字',
      en: 'E, G, D, S or P and 8 digits, or E, a letter and 7 digits',
    },
    certainty: 'unverified',
  },
  travelPermitToHongKongMacao: {
    label: { zh: '往来港澳通行证', en: 'Exit-Entry Permit to Hong Kong and Macao' },
    pattern: /^(?:C[A-HJ-NP-Z]?\d{7,8}|W\d{8})$/,
    form: { zh: 'C 或 W 开头，共 9 位', en: '9 characters starting with C or W' },
    certainty: 'unverified',
  },
};

export type ParsedDocument =
  | {
      readonly ok: true;
      readonly kind: Exclude<DocumentKind, 'residentIdCard'>;
      readonly number: string;
      readonly certainty: Certainty;
      readonly repairs: readonly Repair[];
    }
  | {
      readonly ok: false;
      readonly rule: 'empty' | 'format' | 'checkCharacter';
      readonly message: Text;
      readonly repairs: readonly Repair[];
    };

/** Check the number of a document other than the resident ID card; hyphens and brackets that people add are not part of it. */
export function parseDocument(kind: Exclude<DocumentKind, 'residentIdCard'>, raw: string): ParsedDocument {
  const cleaned = cleanText(raw);
  const number = cleaned.text.toUpperCase().replace(/[-()]/g, '');
  const repairs: Repair[] =
    number === cleaned.text ? [...cleaned.repairs] : [...cleaned.repairs, number === cleaned.text.toUpperCase() ? 'letterCase' : 'hyphen'];
  const rule = documentRules[kind];
  if (number === '') return { ok: false, rule: 'empty', message: { zh: '没有填证件号', en: 'The document number is empty' }, repairs };
  if (!rule.pattern.test(number)) {
    const message = {
      zh: `${rule.label.zh}号码格式不对，应为：${rule.form.zh}；现在 ${[...number].length} 位`,
      en: `Not the form of a ${rule.label.en} number (${rule.form.en}); it has ${[...number].length} characters`,
    };
    return { ok: false, rule: 'format', message, repairs };
  }
  // 新版外国人永久居留身份证机读信息规则（2023版）: first digit 9, last one by MOD 11-2 as in GB 11643 (read in a vendor's copy).
  if (kind === 'foreignPermanentResidentCard' && number.length === 18) {
    const expected = checkCharacter(number.slice(0, 17));
    if (number[17] !== expected) {
      const message = {
        zh: `证件号最后一位应为 ${expected}，现在是 ${number[17]}，请核对证件`,
        en: `The last character should be ${expected} but is ${number[17]}; compare it with the card`,
      };
      return { ok: false, rule: 'checkCharacter', message, repairs };
    }
  }
  return { ok: true, kind, number, certainty: rule.certainty, repairs };
}

/** First and last two characters, the middle starred; short numbers keep only the first. */
export function maskDocument(number: string): string {
  const chars = [...number];
  if (chars.length < 6) return (chars[0] ?? '') + '*'.repeat(Math.max(0, chars.length - 1));
  return chars.slice(0, 2).join('') + '*'.repeat(chars.length - 4) + chars.slice(-2).join('');
}
