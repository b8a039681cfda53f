import { halfWidth } from '../cleanText.ts';
import type { Text } from '../text.ts';
import { addDays, type Day, dayOf, daysBetween, daysInMonth, type Precision } from './calendar.ts';

export type ParseDayRule = 'empty' | 'month' | 'day' | 'year' | 'shortYear' | 'serial' | 'instant' | 'ambiguous' | 'format';

export type ParsedDay =
  | {
      readonly ok: true;
      readonly day: Day;
      readonly precision: Precision /** A reading worth a look, not a mistake. */;
      readonly doubt: Text | null;
    }
  | { readonly ok: false; readonly rule: ParseDayRule; readonly message: Text };

const fail = (rule: ParseDayRule, zh: string, en: string): ParsedDay => ({ ok: false, rule, message: { zh, en } });

// Years a register of living people and their work can mean; outside them the cell is something else.
const firstYear = 1880;
const lastYear = 2199;

function build(year: number, month: number | undefined, day: number | undefined, doubt: Text | null = null): ParsedDay {
  if (year < firstYear || year > lastYear)
    return fail(
      'year',
      `年份 ${year} 不合理，应在 ${firstYear} 至 ${lastYear} 之间`,
      `The year ${year} is not plausible; use ${firstYear} to ${lastYear}`,
    );
  if (month === undefined) return { ok: true, day: dayOf(year, 1, 1)!, precision: 'year', doubt };
  if (month < 1 || month > 12) return fail('month', `没有 ${month} 月`, `There is no month ${month}`);
  if (day === undefined) return { ok: true, day: dayOf(year, month, 1)!, precision: 'month', doubt };
  const found = dayOf(year, month, day);
  if (found) return { ok: true, day: found, precision: 'day', doubt };
  const last = daysInMonth(year, month);
  return fail(
    'day',
    `${year}年${month}月没有 ${day} 日，只到 ${last} 日`,
    `${year}-${String(month).padStart(2, '0')} has no day ${day}; it ends on day ${last}`,
  );
}

const toNumber = (text: string | undefined) => (text === undefined ? undefined : Number(text));

/**
 * Read a day as people write it in Chinese spreadsheets: 2023年5月17日, 2023.5, 2023/5/17, 202305, 20230517, with or without a local time.
 * A number is what a number cell held. Never guessed: Excel serials (use dayFromExcelSerial), two-digit years, day-month-year orders,
 * instants with a zone, and the number 2023.1, which is January or a clipped October.
 */
export function parseDay(raw: string | number): ParsedDay {
  const text = halfWidth(String(raw))
    .trim()
    .replace(/^'/, '')
    .replaceAll(/[\u200b\ufeff]/g, '');
  if (text === '') return fail('empty', '没有填日期', 'The date is empty');
  if (/\d[T ]?\d{1,2}:\d{2}.*(Z|[+-]\d{2}:?\d{2})$/.test(text))
    return fail(
      'instant',
      '这是带时区的时刻，不是日期，请只填年月日',
      'This is an instant with a time zone, not a day; give year, month and day only',
    );
  const noTime = text
    .replace(/\s*[（(]?(?:星期|周)[一二三四五六日天][）)]?$/, '')
    .replace(/(?:\s+|T|(?<=日)\s*)(?:[上下]午)?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/, '')
    .replace(/\s*[上下]午$/, '');
  // A number cell that a program wrote out as text keeps its .0; a date written with points may end in one.
  const bare = noTime.replace(/^(\d{6}|\d{8})\.0+$/, '$1').replace(/(\d)\.$/, '$1');
  const compact = withArabicDigits(bare.replace(/\s+/g, '').replace(/[。．]/g, '.'));

  const digits = /^(\d+)$/.exec(compact)?.[1];
  if (digits !== undefined) return fromDigits(digits);
  const chinese = /^(\d{4})年(?:(\d{1,2})月(?:份|(\d{1,2})[日号]?)?)?$/.exec(compact);
  if (chinese) return build(Number(chinese[1]), toNumber(chinese[2]), toNumber(chinese[3]));
  const western = /^(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2})?)?$/.exec(compact);
  if (western) {
    const [year, month, day] = [Number(western[1]), Number(western[2]), toNumber(western[3])];
    if (compact !== `${year}.1`) return build(year, month, day);
    const both: Text = {
      zh: `${year}.1 按 1 月理解；若本是 ${year}.10（10 月），请写成 ${year}-10`,
      en: `${year}.1 was read as January; if it was ${year}.10 (October), write ${year}-10`,
    };
    // A number cell cannot tell 2023.10 from 2023.1: what looks like January may be October.
    if (typeof raw === 'number')
      return fail(
        'ambiguous',
        `${year}.1 可能是 1 月也可能是 10 月，请写成 ${year}-01 或 ${year}-10`,
        `${year}.1 may be January or October; write ${year}-01 or ${year}-10`,
      );
    return build(year, month, day, both);
  }
  if (/^\d{5}\.\d+$/.test(compact)) return fromDigits(compact.slice(0, 5));
  if (/^\d{1,2}[年./-]\d{1,2}(?:[月./-]\d{0,4}日?)?$/.test(compact))
    return fail('shortYear', '年份要写 4 位并放在最前，例如 2023-05-17', 'Write the year first and with four digits, such as 2023-05-17');
  return fail(
    'format',
    `看不懂「${text.slice(0, 20)}」，请写成 2023-05-17 或 2023年5月`,
    `Cannot read “${text.slice(0, 20)}”; write 2023-05-17 or 2023年5月`,
  );
}

const chineseDigits = '〇一二三四五六七八九';

/** 二〇二三年五月十七日 → 2023年5月17日; anything else unchanged. */
function withArabicDigits(text: string): string {
  if (!/^[〇○零Ｏ一二三四五六七八九十廿卅\d年月日号份]+$/.test(text) || !/[〇○零一二三四五六七八九十廿卅]/.test(text)) return text;
  const digit = (c: string) => (chineseDigits.includes(c) ? String(chineseDigits.indexOf(c)) : c);
  const number = (part: string) => {
    const plain = part
      .replace(/[○零Ｏ]/g, '〇')
      .replace('廿', '二十')
      .replace('卅', '三十');
    const tens = /^([一二三])?十([一二三四五六七八九])?$/.exec(plain);
    return tens ? digit(tens[1] ?? '一') + digit(tens[2] ?? '〇') : [...plain].map(digit).join('');
  };
  return text.replace(/[〇○零Ｏ一二三四五六七八九十廿卅]+/g, number);
}

function fromDigits(digits: string): ParsedDay {
  if (digits.length === 8) return build(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6)));
  if (digits.length === 6) {
    const year = Number(digits.slice(0, 4));
    if (year >= firstYear && year <= lastYear) return build(year, Number(digits.slice(4)), undefined);
    return fail('shortYear', '年份要写 4 位，例如 202305 或 20230517', 'Write the year with four digits, such as 202305 or 20230517');
  }
  if (digits.length === 5)
    return fail(
      'serial',
      `${digits} 像是 Excel 的日期序列号，请把该列设为日期格式`,
      `${digits} looks like an Excel serial number; give that column a date format`,
    );
  if (digits.length === 4) return build(Number(digits), undefined, undefined);
  return fail(
    'format',
    `日期位数不对，现在 ${digits.length} 位，应为 8 位，例如 20230517`,
    `The date has ${digits.length} digits; use 8, such as 20230517`,
  );
}

/**
 * The day of an Excel serial number. System 1900 (the default of Excel and WPS): 1 = 1900-01-01, and 60 is 1900-02-29, a day that never
 * was (the Lotus 1-2-3 leap-year bug kept by ECMA-376 §18.17.4.1): refused. System 1904 (old Mac files): 0 = 1904-01-01.
 * The fraction is the time of day and is dropped.
 */
export function dayFromExcelSerial(serial: number, system: 1900 | 1904): ParsedDay {
  const whole = Math.floor(serial);
  const max = system === 1900 ? 2_958_465 : 2_957_003; // 9999-12-31
  if (!Number.isFinite(serial) || whole < (system === 1900 ? 1 : 0) || whole > max)
    return fail('serial', `${serial} 不是 Excel 日期序列号`, `${serial} is not an Excel date serial number`);
  if (system === 1904) return { ok: true, day: addDays('1904-01-01', whole), precision: 'day', doubt: null };
  if (whole === 60)
    return fail(
      'day',
      '1900年2月没有 29 日（Excel 序列号 60 是它的已知错误）',
      '1900-02 has no day 29 (serial 60 is a known error of Excel)',
    );
  return { ok: true, day: addDays('1899-12-31', whole > 60 ? whole - 1 : whole), precision: 'day', doubt: null };
}

/** The serial number that Excel shows as this day; undefined before the system's first day. */
export function excelSerialOf(day: Day, system: 1900 | 1904): number | undefined {
  const days = daysBetween(system === 1900 ? '1899-12-31' : '1904-01-01', day);
  if (system === 1904) return days < 0 ? undefined : days;
  if (days < 1) return undefined;
  return days >= 60 ? days + 1 : days;
}
