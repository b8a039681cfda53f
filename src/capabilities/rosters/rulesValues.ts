// Reading one cell: the value it holds for sure, what was put right, or why there is none. Never throws, never guesses.
import type { Cell } from './rulesBook.ts';
import type { FieldType, PayRange, WrittenDay } from './rulesValue.ts';
import { readCodes, readYesNo, yesOrNo } from './rulesValueCodes.ts';
import { BLANK, quoted, refused, UNREAD, unread, type ValueContext, type ValueRead } from './rulesValueCommon.ts';
import { readDay } from './rulesValueDay.ts';
import { readCount, readMoney } from './rulesValueMoney.ts';
import { readIdNumber, readPhone, readUscc } from './rulesValueNumber.ts';
import { readPay } from './rulesValuePay.ts';
import { readPlace } from './rulesValuePlace.ts';
import { readName, readText, readWords } from './rulesValueText.ts';

/** What reading a field of that type gives. */
type ValueOf<T extends FieldType> = T extends { type: 'money' | 'count' }
  ? number
  : T extends { type: 'yesNo' }
    ? boolean
    : T extends { type: 'day' }
      ? WrittenDay
      : T extends { type: 'codes' }
        ? T extends { many: true }
          ? readonly string[]
          : T extends { many: false }
            ? string
            : string | readonly string[]
        : T extends { type: 'words' }
          ? readonly string[]
          : T extends { type: 'pay' }
            ? PayRange
            : string;

/** A formula whose result is missing (#N/A of a VLOOKUP) says nothing; one that broke (#REF!) has lost what was there. */
const ofError = (error: string, context: ValueContext): ValueRead<never> =>
  error === '#N/A'
    ? BLANK
    : unread(context, `公式出错 ${quoted(error)}，请改填内容`, `The formula failed with ${quoted(error)}; give the value itself`);

/** A cell may hold 32,767 characters; no value but a text is that long, and the patterns of the standards were not made for it. */
const LONGEST: Readonly<Record<FieldType['type'], number>> = {
  text: Number.POSITIVE_INFINITY,
  name: 300,
  idNumber: 300,
  uscc: 300,
  phone: 300,
  day: 100,
  money: 100,
  count: 100,
  yesNo: 100,
  place: 1000,
  codes: 1000,
  words: 2000,
  pay: 100,
};
const RULES: Readonly<Partial<Record<FieldType['type'], string>>> = { idNumber: 'V01', phone: 'V02', place: 'V03', uscc: 'uscc' };
const tooLong = (type: FieldType['type'], length: number, context: ValueContext): ValueRead<never> => {
  const rule = RULES[type];
  const text = {
    zh: `格子里有 ${length} 个字，不像是这一栏的内容`,
    en: `The cell holds ${length} characters, which is hardly what this column asks for`,
  };
  return refused(context, rule === undefined ? 'doubt' : 'error', rule ?? UNREAD, text);
};

const read = (type: FieldType, cell: Exclude<Cell, { bool: boolean } | { error: string }>, context: ValueContext): ValueRead<unknown> => {
  switch (type.type) {
    case 'text':
      return readText(type, cell, context);
    case 'name':
      return readName(cell, context);
    case 'idNumber':
      return readIdNumber(type, cell, context);
    case 'uscc':
      return readUscc(cell, context);
    case 'phone':
      return readPhone(type, cell, context);
    case 'day':
      return readDay(type, cell, context);
    case 'money':
      return readMoney(type, cell, context);
    case 'count':
      return readCount(type, cell, context);
    case 'yesNo':
      return readYesNo(type, cell, context);
    case 'place':
      return readPlace(type, cell, context);
    case 'codes':
      return readCodes(type, cell, context);
    case 'words':
      return readWords(type, cell, context);
    case 'pay':
      return readPay(cell, context);
  }
};

export function readValue<T extends FieldType>(type: T, cell: Cell | null, context: ValueContext): ValueRead<ValueOf<T>>;
export function readValue(type: FieldType, cell: Cell | null, context: ValueContext): ValueRead<unknown> {
  if (cell === null || cell === '') return BLANK;
  if (typeof cell === 'string' && cell.length > 100 && cell.length > LONGEST[type.type])
    return cell.trim() === '' ? BLANK : tooLong(type.type, cell.length, context);
  if (typeof cell === 'string' || 'number' in cell) return read(type, cell, context);
  if ('error' in cell) return ofError(cell.error, context);
  if (type.type === 'yesNo') return yesOrNo(cell.bool);
  return unread(context, '格子里是逻辑值（TRUE 或 FALSE），请改填内容', 'The cell holds TRUE or FALSE; give the value itself');
}
