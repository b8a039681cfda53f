import type { Day } from '../calendar/calendar.ts';
import type { Certainty } from '../certainty.ts';
import { cleanText, isScientificNotation, type Repair, withoutHyphens } from '../cleanText.ts';
import type { Text } from '../text.ts';
import type { SkillLevel } from './skillLevels.ts';

/** 职业技能等级证书, 22 characters. 特级技师 have a second letter where the level stands. */
export interface SkillLevelNumber {
  readonly kind: 'skillLevel';
  /** Y 用人单位 or S 社会培训评价组织. */
  readonly issuer: 'employer' | 'assessor';
  /** 4 digits given by the ministry; null when the institution filed with its province (0000). */
  readonly ministryCode: string | null;
  /** Province of the institution or site, 2 digits of GB/T 2260. */
  readonly province: string;
  /** 6 digits given by the province. */
  readonly site: string;
  /** Two last digits of the year of issue made whole: 2000 + yy. */
  readonly year: number;
  readonly level: Extract<SkillLevel, '5' | '4' | '3' | '2' | '1' | 'special'>;
  /** The letter in place of the level digit; null for levels 5 to 1. Which letter the rule gives was not verified, so any is read. */
  readonly levelLetter: string | null;
  /** 6 digits. */
  readonly serial: string;
}

/** 职业资格证书 and 专项职业能力证书, 16 digits. */
export interface QualificationNumber {
  readonly kind: 'qualification';
  readonly year: number;
  /** 2 digits: province, or a ministry or central company with a code of its own. */
  readonly province: string;
  readonly prefecture: string;
  /** 0 鉴定(指导)中心, 1 国家职业技能鉴定所, 2 地方鉴定站, 3 行业鉴定站, 4 工人考核委员会或企业. */
  readonly institutionKind: string;
  readonly institution: string;
  /** 1–5 as levels; another digit for 专项职业能力 (which one was not verified). */
  readonly category: string;
  /** 5 digits. */
  readonly serial: string;
}

export type CertificateNumberRule = 'empty' | 'lostPrecision' | 'length' | 'issuer' | 'character' | 'level' | 'serial' | 'yearInFuture';

export type ParsedCertificateNumber =
  | {
      readonly ok: true;
      readonly number: string;
      readonly parts: SkillLevelNumber | QualificationNumber;
      /** The rules were read in copies, so what looks odd is told but not refused. */
      readonly doubts: readonly Text[];
      readonly certainty: Certainty;
      readonly repairs: readonly Repair[];
    }
  | { readonly ok: false; readonly rule: CertificateNumberRule; readonly message: Text; readonly repairs: readonly Repair[] };

// GB/T 2260 provinces on the mainland, and 66 for the Xinjiang corps as human-resources systems write it (unverified).
const provinces = new Set('11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 66'.split(' '));

/**
 * Read a certificate number from a cell. 22 characters: a letter, then 21 digits (特级技师: 20 digits and a letter for the level). 16 digits: the older
 * numbers, still used for 专项职业能力证书. Neither has a check character, so a right form proves little: the issuer's register decides.
 */
export function parseCertificateNumber(raw: string | number, options: { readonly today: Day }): ParsedCertificateNumber {
  const cleaned = cleanText(String(raw));
  const repairs: Repair[] = typeof raw === 'number' ? ['numberCell', ...cleaned.repairs] : [...cleaned.repairs];
  const fail = (rule: CertificateNumberRule, zh: string, en: string): ParsedCertificateNumber => ({
    ok: false,
    rule,
    message: { zh, en },
    repairs,
  });
  if (cleaned.text === '') return fail('empty', '没有填证书编号', 'The certificate number is empty');
  if ((typeof raw === 'number' && raw >= 1e15) || isScientificNotation(cleaned.text) || /^\d{15,}\.\d+$/.test(cleaned.text))
    return fail(
      'lostPrecision',
      '证书编号被表格当作数字，末几位已丢失，请把该列设为文本格式后按证书重新录入',
      'The spreadsheet took the number for a quantity and its last digits are lost; make the column text and enter it again from the certificate',
    );
  const plain = withoutHyphens(cleaned.text);
  if (plain !== cleaned.text) repairs.push('hyphen');
  const number = plain.toUpperCase();
  if (number !== plain) repairs.push('letterCase');

  if (/^\d{16}$/.test(number)) return qualification(number, options.today, repairs);
  if (number.length !== 22)
    return fail(
      'length',
      `证书编号应为 22 位（职业技能等级证书）或 16 位数字（职业资格、专项职业能力），现在 ${number.length} 位`,
      `A certificate number has 22 characters (skill level) or 16 digits (qualification, special ability); this one has ${number.length}`,
    );
  return skillLevel(number, options.today, repairs, fail);
}

function skillLevel(
  number: string,
  today: Day,
  repairs: Repair[],
  fail: (rule: CertificateNumberRule, zh: string, en: string) => ParsedCertificateNumber,
): ParsedCertificateNumber {
  const letter = number[0]!;
  if (letter !== 'Y' && letter !== 'S')
    return fail(
      'issuer',
      `第 1 位应为 Y（用人单位）或 S（社会培训评价组织），现在是「${letter}」`,
      `The first character must be Y (employer) or S (assessor), not “${letter}”`,
    );
  const wrong = /[^0-9]/.exec(number.slice(1, 15)) ?? /[^0-9]/.exec(number.slice(16));
  if (wrong) {
    const place = number.indexOf(wrong[0], 1) + 1;
    return fail('character', `第 ${place} 位是「${wrong[0]}」，应为数字`, `Place ${place} is “${wrong[0]}” where a digit should be`);
  }
  const level = number[15]!;
  if (!/[1-5A-Z]/.test(level))
    return fail('level', `第 16 位是技能等级，应为 1 至 5，现在是 ${level}`, `Place 16 is the skill level, 1 to 5, not ${level}`);
  const year = 2000 + Number(number.slice(13, 15));
  if (year > Number(today.slice(0, 4)))
    return fail(
      'yearInFuture',
      `第 14、15 位核发年份为 ${year} 年，晚于今年`,
      `Places 14 and 15 give the year of issue ${year}, which lies in the future`,
    );
  if (number.endsWith('000000'))
    return fail('serial', '第 17 至 22 位序列号不能全为 0', 'The serial number at places 17 to 22 cannot be all zeros');

  const ministryCode = number.slice(1, 5);
  const province = number.slice(5, 7);
  const parts: SkillLevelNumber = {
    kind: 'skillLevel',
    issuer: letter === 'Y' ? 'employer' : 'assessor',
    ministryCode: ministryCode === '0000' ? null : ministryCode,
    province,
    site: number.slice(7, 13),
    year,
    level: /\d/.test(level) ? (level as SkillLevelNumber['level']) : 'special',
    levelLetter: /\d/.test(level) ? null : level,
    serial: number.slice(16),
  };
  const doubts: Text[] = [];
  if (!provinces.has(province)) doubts.push(oddProvince('6、7', province));
  if (year < 2019)
    doubts.push({
      zh: `职业技能等级证书 2019 年起核发，编号里的年份是 ${year}`,
      en: `Skill level certificates were issued from 2019 on; the number says ${year}`,
    });
  // The level letter stands where the only non-digit left can stand; which letter it is, the copies we read do not say.
  return { ok: true, number, parts, doubts, certainty: parts.levelLetter ? 'unverified' : 'mirror', repairs };
}

function qualification(number: string, today: Day, repairs: Repair[]): ParsedCertificateNumber {
  const yy = Number(number.slice(0, 2));
  // Two digits for certificates since the 1990s: what would lie in the future belongs to the last century.
  const year = 2000 + yy <= Number(today.slice(0, 4)) ? 2000 + yy : 1900 + yy;
  const parts: QualificationNumber = {
    kind: 'qualification',
    year,
    province: number.slice(2, 4),
    prefecture: number.slice(4, 6),
    institutionKind: number[6]!,
    institution: number.slice(7, 10),
    category: number[10]!,
    serial: number.slice(11),
  };
  const doubts: Text[] = [];
  if (year < 1994)
    doubts.push({
      zh: `按第 1、2 位，核发年份为 ${year} 年，早于职业资格证书制度`,
      en: `Places 1 and 2 give the year ${year}, before there were such certificates`,
    });
  if (!/[0-4]/.test(parts.institutionKind))
    doubts.push({
      zh: `第 7 位机构识别代码一般为 0 至 4，现在是 ${parts.institutionKind}`,
      en: `Place 7, the kind of institution, is usually 0 to 4, not ${parts.institutionKind}`,
    });
  if (!/[1-5]/.test(parts.category))
    doubts.push({
      zh: `第 11 位类别等级为 ${parts.category}，不是 1 至 5；专项职业能力的取值未核实`,
      en: `Place 11 is ${parts.category}, not a level 1 to 5; the value for special abilities was not verified`,
    });
  if (parts.serial === '00000') doubts.push({ zh: '第 12 至 16 位顺序号全为 0', en: 'The serial number at places 12 to 16 is all zeros' });
  return { ok: true, number, parts, doubts, certainty: 'mirror', repairs };
}

function oddProvince(places: string, province: string): Text {
  return { zh: `第 ${places} 位 ${province} 不是省级代码`, en: `Places ${places}: ${province} is not a province code` };
}

/** Write the number of these parts; parseCertificateNumber reads the same parts back. Throws RangeError when a part does not fit its places. */
export function formatCertificateNumber(parts: SkillLevelNumber | QualificationNumber): string {
  const yy = String(parts.year % 100).padStart(2, '0');
  const number =
    parts.kind === 'skillLevel'
      ? `${parts.issuer === 'employer' ? 'Y' : 'S'}${parts.ministryCode ?? '0000'}${parts.province}${parts.site}${yy}${parts.levelLetter ?? parts.level}${parts.serial}`
      : `${yy}${parts.province}${parts.prefecture}${parts.institutionKind}${parts.institution}${parts.category}${parts.serial}`;
  const form = parts.kind === 'skillLevel' ? /^[YS]\d{14}[1-5A-Z]\d{6}$/ : /^\d{16}$/;
  if (!form.test(number)) throw new RangeError(`the parts do not make a certificate number: ${number}`);
  return number;
}
