// Days as exactly as they were written. What may mean two days is doubtful and gives none.
import { daysInMonth, type Precision } from '#standards/calendar/calendar.ts';
import { dayFromExcelSerial, type ParsedDay, parseDay } from '#standards/calendar/parseDay.ts';
import type { Text } from '#standards/text.ts';
import type { NumberCell } from './rulesBook.ts';
import type { FieldType, WrittenDay } from './rulesValue.ts';
import {
  BLANK,
  clean,
  finding,
  isNothing,
  mended,
  quoted,
  refused,
  UNREAD,
  undress,
  unread,
  type ValueContext,
  type ValueRead,
} from './rulesValueCommon.ts';

const LENGTHS: Readonly<Record<Precision, number>> = { year: 4, month: 7, day: 10 };
const written = (day: string, precision: Precision): WrittenDay => day.slice(0, LENGTHS[precision]);

const digits = (text: string, from: number, to: number): number => {
  let n = 0;
  for (let i = from; i < to; i += 1) {
    const unit = text.charCodeAt(i) - 48;
    if (unit < 0 || unit > 9) return -1;
    n = n * 10 + unit;
  }
  return n;
};
const DASH = 45;
const NIAN = '年'.charCodeAt(0);
const YUE = '月'.charCodeAt(0);

/** 2022-05-17, 2022-05 and, as the monitoring system exports it, 2022年05月: as they stand, without a regular expression. Years as parseDay has them. */
const plainDay = (text: string): WrittenDay | null => {
  const { length } = text;
  if (length !== 7 && length !== 8 && length !== 10) return null;
  const mark = text.charCodeAt(4);
  if (mark !== (length === 8 ? NIAN : DASH)) return null;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  if (year < 1880 || year > 2199 || month < 1 || month > 12) return null;
  if (length === 7) return text;
  if (length === 8) return text.charCodeAt(7) === YUE ? `${text.slice(0, 4)}-${text.slice(5, 7)}` : null;
  if (text.charCodeAt(7) !== DASH) return null;
  const day = digits(text, 8, 10);
  return day >= 1 && day <= daysInMonth(year, month) ? text : null;
};

/** It goes on. 长期 and 待定 are not among them: they may be said of a contract. */
const OPEN = /^(?:至今|到现在|至现在|现在|目前|到目前|至目前|今|迄今|到今|仍在(?:岗|务工|职)?|在岗至今|now|present)[。.]?$/i;
/** 2023.5月, 2023-5月17日. */
const MIXED = /^(\d{4})[./-](\d{1,2})月(份|\d{1,2}[日号])?$/;
const FORMS: Text = { zh: '请写成 2023-05-17 或 2023年05月', en: 'Write 2023-05-17 or 2023年05月' };

type DayType = Extract<FieldType, { type: 'day' }>;

export const readDay = (type: DayType, cell: string | NumberCell, context: ValueContext): ValueRead<WrittenDay> => {
  if (typeof cell !== 'string') return fromNumber(cell, context);
  const plain = plainDay(cell);
  if (plain !== null) return clean(plain);
  if (cell === '0' || isNothing(cell)) return BLANK;
  const { text, kinds } = undress(cell, true);
  if (text === '') return BLANK;
  if (OPEN.test(text))
    return {
      value: null,
      blank: false,
      open: true,
      repairs: [{ field: context.field, kind: 'word', from: cell, to: '' }],
      findings: BLANK.findings,
    };
  const read = parseDay(text.replace(MIXED, '$1年$2月$3'));
  if (!read.ok) return spanOf(type, text, cell, context) ?? unreadDay(read, cell, context);
  // in a text file 2022.1 may be what a spreadsheet left of 2022.10
  if (read.doubt !== null && context.typeless) return unreadDay(parseDay(Number(text.replace(/[年/-]/g, '.'))), cell, context);
  const value = written(read.day, read.precision);
  if (plainDay(text) === null && text !== value) kinds.push('date');
  const taken = mended(context, value, kinds, cell, value);
  return read.doubt === null ? taken : { ...taken, findings: [finding(context, 'hint', UNREAD, read.doubt)] };
};

const SPAN_MARK = /\s*(?:至|到|[-~～—–－]+)\s*/g;
/** 2023年5月起, 自2023年5月. */
const FROM = /^(?:自|从)?(.{4,}?)(?:起|开始|以来)?$/;
const halfDay = (text: string): WrittenDay | null => {
  const plain = plainDay(text);
  if (plain !== null) return plain;
  const read = parseDay(text.replace(MIXED, '$1年$2月$3'));
  // 2024.1 within a text was typed as it stands: no program clipped it
  return read.ok ? written(read.day, read.precision) : null;
};
/** 12月, 12.31 or 6月30日 behind a day of which the year is known. */
const LATER = /^(\d{1,2})(?:月份?|[./-])?(?:(\d{1,2})[日号]?)?$/;
const sameYear = (text: string, from: WrittenDay): WrittenDay | null => {
  const found = LATER.exec(text);
  if (!found || from.length < 7) return null;
  const to = halfDay(`${from.slice(0, 4)}年${found[1]}月${found[2] === undefined ? '' : `${found[2]}日`}`);
  return to !== null && to >= from.slice(0, to.length) ? to : null;
};

/** 2023.5-2023.12, 2023年5月至今, 2023/5/1～2023/12/31 in one cell: both ends, each told as a repair; null where it is none, or may be two. */
const spanOf = (type: DayType, text: string, cell: string, context: ValueContext): ValueRead<WrittenDay> | null => {
  if (type.spanTo === undefined && !type.spanEnd) return null;
  const found = new Map<string, readonly [WrittenDay, WrittenDay | null]>();
  for (const mark of text.matchAll(SPAN_MARK)) {
    const from = halfDay(FROM.exec(text.slice(0, mark.index).trim())?.[1] ?? '');
    const rest = text.slice(mark.index + mark[0].length).trim();
    if (from === null || rest === '') continue;
    const to = OPEN.test(rest) ? null : (halfDay(rest) ?? sameYear(rest, from) ?? undefined);
    if (to !== undefined) found.set(`${from} ${to}`, [from, to]);
  }
  // 2023年5月至今 without any mark between
  const open = /^(.{4,}?)(?:至今|到今|到现在|至现在|起至今|起)$/.exec(text);
  const from = open ? halfDay(FROM.exec(open[1]!)?.[1] ?? '') : null;
  if (from !== null) found.set(`${from} null`, [from, null]);
  const [only] = found.values();
  if (!only || found.size > 1) return null;
  const [start, end] = only;
  // in a column of ends the later end is the one that is asked for
  if (type.spanTo === undefined) return end === null ? null : mended(context, end, ['span'], cell, end);
  const read = mended(context, start, ['span'], cell, start);
  return {
    ...read,
    also: { [type.spanTo]: end },
    repairs: [...read.repairs, { field: type.spanTo, kind: 'span', from: cell, to: end ?? '' }],
  };
};

const unreadDay = (read: ParsedDay, raw: string, context: ValueContext): ValueRead<never> => {
  // the standard's own words for an unknown form hold the cell's text, which may be a person's number
  if (read.ok || read.rule === 'format') return unread(context, `看不懂「${quoted(raw)}」`, `Cannot read “${quoted(raw)}”`, FORMS);
  return refused(context, 'doubt', UNREAD, read.message, FORMS);
};

const ODD_DATE: Text = {
  zh: '日期单元格里的数不像日期（可能把年份或 202305 填进了日期格式的格子）',
  en: 'The number in this date cell is hardly a date (a year or 202305 typed into a cell with a date format)',
};

const fromNumber = (cell: NumberCell, context: ValueContext): ValueRead<WrittenDay> => {
  const { number, raw } = cell;
  // what a look-up of a blank cell gives; shown as 1900-01-00 under a date format
  if (number === 0 && !context.date1904) return BLANK;
  if (cell.as === 'percent')
    return unread(context, `看不懂「${quoted(cell.shown ?? raw)}」`, `Cannot read “${quoted(cell.shown ?? raw)}”`, FORMS);
  // A serial number beyond all dates is what was typed: 20220517 in a cell with a date format, which shows ####.
  if (cell.as === 'date' && number < 10_000_000) {
    const whole = Math.floor(number);
    const read = dayFromExcelSerial(number, context.date1904 ? 1904 : 1900);
    // 2022 as a serial number is a day in 1905; 202205 one in 2453
    if (!read.ok || (whole >= 1900 && whole <= 2199) || read.day > '2199') return refused(context, 'doubt', UNREAD, ODD_DATE, FORMS);
    const value = written(read.day, shownPrecision(cell, read.day));
    return mended(context, value, ['serial'], raw, value);
  }
  const read = parseDay(number);
  if (!read.ok) return unreadDay(read, raw, context);
  const value = written(read.day, read.precision);
  return mended(context, value, value === raw ? [] : ['date'], raw, value);
};

/** A format that shows 2022年5月 says the month only, whatever day the program keeps for it. */
const shownPrecision = (cell: NumberCell, day: string): Precision => {
  if (cell.shown === undefined) return 'day';
  const shown = parseDay(cell.shown);
  return shown.ok && shown.precision !== 'day' && day.startsWith(written(shown.day, shown.precision)) ? shown.precision : 'day';
};
