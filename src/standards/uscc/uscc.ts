import { cleanText, isScientificNotation, type Repair, withoutHyphens } from '../cleanText.ts';
import type { Text } from '../text.ts';
import { registrationAuthorities } from './registrationAuthorities.ts';
import { organisationCheckCharacter, registrationCheckDigit, usccAlphabet, usccCheckCharacter } from './usccMath.ts';

export type UsccRule =
  | 'empty'
  | 'lostPrecision'
  | 'oldRegistrationNumber'
  | 'organisationCodeOnly'
  | 'length'
  | 'character'
  | 'checkCharacter'
  | 'organisationCode';

export interface Uscc {
  readonly ok: true;
  /** 18 characters, upper case. */
  readonly code: string;
  /** Who registers and what is registered; null for a pair that our table does not hold (new letters are added by notice). */
  readonly authority: Text | null;
  readonly category: Text | null;
  /** True for 机构类别 个体工商户 (92): such a person has no employees' social insurance account of a company. */
  readonly individualBusiness: boolean;
  /** Six digits of the registering office's division (GB/T 2260 or its own), 100000 for the national office. */
  readonly division: string;
  /** The nine characters of GB 11714 inside. */
  readonly organisationCode: string;
  readonly repairs: readonly Repair[];
}

export interface UsccFailure {
  readonly ok: false;
  readonly rule: UsccRule;
  readonly message: Text;
  readonly repairs: readonly Repair[];
}

/**
 * Read a unified social credit code 统一社会信用代码 (GB 32100-2015) from a cell. Recognises, and says so, when the cell holds the number that
 * came before: a 15-digit 工商注册号 or a 9-character 组织机构代码. Letters that the standard leaves out are named, never swapped.
 */
export function parseUscc(raw: string | number): Uscc | UsccFailure {
  const cleaned = cleanText(String(raw));
  const repairs: Repair[] = typeof raw === 'number' ? ['numberCell', ...cleaned.repairs] : [...cleaned.repairs];
  const exponent = isScientificNotation(cleaned.text);
  const plain = exponent ? cleaned.text : withoutHyphens(cleaned.text);
  if (plain !== cleaned.text) repairs.push('hyphen');
  const code = plain.toUpperCase();
  if (code !== plain) repairs.push('letterCase');

  const fail = (rule: UsccRule, zh: string, en: string): UsccFailure => ({ ok: false, rule, message: { zh, en }, repairs });
  if (code === '') return fail('empty', '没有填统一社会信用代码', 'The social credit code is empty');
  if (exponent || (typeof raw === 'number' && !Number.isSafeInteger(raw)) || /^\d{16,}\.\d+$/.test(code))
    return fail(
      'lostPrecision',
      '代码被表格当作数字，末几位已丢失，请把该列设为文本格式后按执照重新录入',
      'The spreadsheet took the code for a quantity and its last digits are lost; make the column text and enter it again from the licence',
    );
  const old = recogniseOld(code, fail);
  if (old) return old;
  if (code.length !== 18) {
    const n = Math.abs(18 - code.length);
    return code.length < 18
      ? fail('length', `少 ${n} 位，现在 ${code.length} 位，应为 18 位`, `${n} too few: it has ${code.length} characters instead of 18`)
      : fail('length', `多 ${n} 位，现在 ${code.length} 位，应为 18 位`, `${n} too many: it has ${code.length} characters instead of 18`);
  }

  const wrong = findWrongCharacter(code);
  if (wrong) {
    const likely = { O: '0', I: '1', Z: '2', S: '5' }[wrong.character];
    const rule = wrong.digitsOnly
      ? { zh: '应为数字', en: 'must be a digit' }
      : { zh: '代码不用字母 I、O、S、V、Z', en: 'is not used: the code has no I, O, S, V, Z' };
    return fail(
      'character',
      `第 ${wrong.place} 位是「${wrong.character}」，${rule.zh}${likely ? `，可能应为 ${likely}` : ''}`,
      `Place ${wrong.place}, “${wrong.character}”, ${rule.en}${likely ? `; perhaps ${likely} was meant` : ''}`,
    );
  }

  const expected = usccCheckCharacter(code.slice(0, 17));
  if (code[17] !== expected)
    return fail(
      'checkCharacter',
      `代码最后一位应为 ${expected}，现在是 ${code[17]}，请对照营业执照`,
      `The last character should be ${expected} but is ${code[17]}; compare the whole code with the licence`,
    );
  const organisationCode = code.slice(8, 17);
  const organisationCheck = organisationCheckCharacter(organisationCode.slice(0, 8));
  if (organisationCode[8] !== organisationCheck)
    return fail(
      'organisationCode',
      `第 9 至 17 位组织机构代码的校验位应为 ${organisationCheck}，现在是 ${organisationCode[8]}，请对照营业执照`,
      `The organisation code at places 9 to 17 should end with ${organisationCheck} but ends with ${organisationCode[8]}; compare it with the licence`,
    );

  const authority = registrationAuthorities[code[0]!];
  return {
    ok: true,
    code,
    authority: authority?.label ?? null,
    category: authority?.categories[code[1]!] ?? null,
    individualBusiness: code.startsWith('92'),
    division: code.slice(2, 8),
    organisationCode,
    repairs,
  };
}

type Fail = (rule: UsccRule, zh: string, en: string) => UsccFailure;

function recogniseOld(code: string, fail: Fail): UsccFailure | undefined {
  if (/^\d{15}$/.test(code)) {
    const right = registrationCheckDigit(code.slice(0, 14)) === code[14];
    return right
      ? fail(
          'oldRegistrationNumber',
          '这是 15 位旧工商注册号，请改填营业执照上 18 位的统一社会信用代码',
          'This is an old 15-digit business registration number; give the 18-character code on the licence',
        )
      : fail(
          'length',
          '少 3 位，现在 15 位，应为 18 位（也不是有效的 15 位旧工商注册号）',
          '3 too few: it has 15 characters instead of 18 (nor is it a valid old registration number)',
        );
  }
  if (/^[0-9A-Z]{8}[0-9X]$/.test(code) && organisationCheckCharacter(code.slice(0, 8)) === code[8])
    return fail(
      'organisationCodeOnly',
      '这是 9 位组织机构代码，请改填 18 位的统一社会信用代码',
      'This is a 9-character organisation code; give the 18-character social credit code',
    );
  return undefined;
}

function findWrongCharacter(code: string): { character: string; place: number; digitsOnly: boolean } | undefined {
  for (const [at, character] of [...code].entries()) {
    const digitsOnly = at >= 2 && at <= 7; // the division code
    if (!(digitsOnly ? '0123456789' : usccAlphabet).includes(character)) return { character, place: at + 1, digitsOnly };
  }
  return undefined;
}
