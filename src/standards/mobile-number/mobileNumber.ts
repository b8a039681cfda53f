import { cleanText, isScientificNotation, type Repair, withoutHyphens } from '../cleanText.ts';
import type { Text } from '../text.ts';

export type MobileNumberRule =
  | 'empty'
  | 'lostPrecision'
  | 'several'
  | 'landline'
  | 'serviceNumber'
  | 'foreign'
  | 'character'
  | 'length'
  | 'start';

export type ParsedMobileNumber =
  | { readonly ok: true /** 11 digits. */; readonly number: string; readonly repairs: readonly Repair[] }
  | {
      readonly ok: false;
      readonly rule: MobileNumberRule;
      readonly message: Text;
      readonly repairs: readonly Repair[];
      /** The landline, area code and number joined by a hyphen, when that is what the cell holds; else null. */
      readonly landline: string | null;
    };

/**
 * Read a mainland mobile number (^1[3-9]\d{9}$) from a cell: number cells, `….0`, +86, 0086, a dialled 0, spaces, hyphens, full-width
 * digits. A landline 固定电话 is told apart, since it cannot receive the messages a mobile can. Two numbers in one cell are refused:
 * which one is meant is the clerk's to say.
 */
export function parseMobileNumber(raw: string | number): ParsedMobileNumber {
  const cleaned = cleanText(String(raw));
  const repairs: Repair[] = typeof raw === 'number' ? ['numberCell', ...cleaned.repairs] : [...cleaned.repairs];
  let text = cleaned.text;
  const apply = (repair: Repair, next: string) => {
    if (next !== text) repairs.push(repair);
    text = next;
  };
  const fail = (rule: MobileNumberRule, zh: string, en: string, landline: string | null = null): ParsedMobileNumber => ({
    ok: false,
    rule,
    message: { zh, en },
    repairs,
    landline,
  });

  if (text === '') return fail('empty', '没有填手机号', 'The mobile number is empty');
  if (isScientificNotation(text) || /^\d{8,}\.0*[1-9]/.test(text))
    return fail(
      'lostPrecision',
      '手机号被表格改写（科学计数法），请把该列设为文本格式后重新录入',
      'The spreadsheet rewrote the number; make the column text and enter it again',
    );
  apply('floatTail', text.replace(/^(\d+)\.0+$/, '$1'));
  if (/^(?:\+?\d{7,}[、,，;；/|\\和或]+\+?\d{7,}|(?:1[3-9]\d{9}){2,}$)/.test(withoutHyphens(text)))
    return fail('several', '一格里有两个号码，请只填一个手机号', 'The cell holds two numbers; give one mobile number');

  const landline = asLandline(text);
  apply('hyphen', withoutHyphens(text).replace(/[().·]/g, ''));
  // One country code only, and only before a mobile number, so that what is repaired once needs no repair again.
  apply('countryCode', text.replace(/^(?:\+86|0086|86)(?=0?1[3-9]\d{9}$)/, ''));
  apply('trunkZero', text.replace(/^0(?=1[3-9]\d{9}$)/, ''));
  if (/^1[3-9]\d{9}$/.test(text)) return { ok: true, number: text, repairs };

  if (landline)
    return fail(
      'landline',
      `这是固定电话 ${landline}，收不到短信，请填手机号`,
      `This is the landline ${landline}, which receives no messages; give a mobile number`,
      landline,
    );
  if (/^(?:400|800)\d{7}$/.test(text) || /^(?:1[012]\d{1,3}|9[56]\d{3,4})$/.test(text))
    return fail('serviceNumber', '这是服务热线，不是个人手机号', "This is a service line, not a person's mobile number");
  if (/^(?:\+|00)(?!86)\d{6,}$/.test(text))
    return fail('foreign', '这是境外号码，请填内地手机号', 'This is a number outside the mainland; give a mainland mobile number');
  const wrong = /[^\d]/.exec(text.replace(/^\+86/, ''));
  if (wrong)
    return fail(
      'character',
      `手机号里有不该有的字符「${wrong[0]}」，应为 11 位数字`,
      `“${wrong[0]}” cannot stand in a mobile number of 11 digits`,
    );
  const digits = text.replace(/^\+86/, '');
  if (digits.length !== 11) {
    const n = Math.abs(11 - digits.length);
    return digits.length < 11
      ? fail('length', `少 ${n} 位，现在 ${digits.length} 位，应为 11 位`, `${n} too few: it has ${digits.length} digits instead of 11`)
      : fail('length', `多 ${n} 位，现在 ${digits.length} 位，应为 11 位`, `${n} too many: it has ${digits.length} digits instead of 11`);
  }
  return fail(
    'start',
    `手机号应以 13 至 19 开头，现在以 ${digits.slice(0, 2)} 开头`,
    `A mobile number starts with 13 to 19, not with ${digits.slice(0, 2)}`,
  );
}

// Area codes: 010, 02x (ten big cities), 03xx–09xx; 7 or 8 digits not starting with 0 or 1. Without an area code only when the length leaves
// no doubt that it is no mobile number with digits missing: 7 or 8 digits starting with 2–8.
function asLandline(text: string): string | null {
  const bare = text
    .replace(/^(?:\+86|0086)-?0?/, '0')
    .replace(/(?:转|-|ext\.?)\d{1,5}$/i, (extension) => (/^\D*\d{5,}$/.test(extension) ? extension : ''));
  const area = /^[(（]?(010|02\d|0[3-9]\d{2})[)）]?-?([2-9]\d{6,7})$/.exec(bare);
  if (area) return `${area[1]}-${area[2]}`;
  return /^[2-8]\d{6,7}$/.test(bare) ? bare : null;
}

/** 138****1234; a landline or anything else keeps its last two digits at most, so that a mistyped number is not shown whole. */
export function maskMobileNumber(number: string): string {
  if (/^1\d{10}$/.test(number)) return `${number.slice(0, 3)}****${number.slice(7)}`;
  const chars = [...number];
  const kept = chars.length >= 6 ? 2 : 0;
  return '*'.repeat(chars.length - kept) + chars.slice(chars.length - kept).join('');
}
