// Money in yuan, and counts. A range is no amount, and a year's pay is never made a month's.
import type { NumberCell } from './rulesBook.ts';
import type { FieldType } from './rulesValue.ts';
import {
  BLANK,
  clean,
  finding,
  isNothing,
  mended,
  quoted,
  type RepairKind,
  undress,
  unread,
  type ValueContext,
  type ValueRead,
} from './rulesValueCommon.ts';

type Money = Extract<FieldType, { type: 'money' }>;
type Count = Extract<FieldType, { type: 'count' }>;

const PLAIN = /^(?:0|[1-9]\d{0,8})$/;
const WITH_YUAN = /^(\d{1,12}(?:\.\d{1,2})?)元$/;
/** 1: whose pay (年薪), 2: 月薪, 3: whole part, 4: fraction, 5: 万 or 千, 6: 元, 7: per month, 8: per year. */
const AMOUNT =
  /^(?:(年薪|年收入|每年)|(月薪|月工资|月收入|每月|工资))?:?(?:人民币|rmb|cny)?[¥￥]?(\d{1,3}(?:,\d{3})+|\d{1,12})(\.\d{1,6})?(万|w|千|k)?(元|块钱?|圆|rmb|人民币)?整?(?:[/每]{1,2}(个?月|月份?|m)|[/每]{1,2}(年|y))?$/i;
const BLANKS_OUTSIDE_NUMBERS = /(?<!\d)\s+|\s+(?!\d)/g;
const LAST_STOP = /[。.]$/;
const RANGE = /\d.*[-~～—–至到].*\d/;
const PERIOD = /[/每](?:天|日|小时|时|周|年|月|个月|件|班)/;

/** 4千5 is 4,500 and 1万2 is 12,000. */
const COLLOQUIAL = /^(\d{1,2})(万|千)(\d)(?=元|块|$)/;
const spelledOut = (_: string, whole: string, scale: string, tenth: string): string => `${whole}.${tenth}${scale}`;

/** Eleven digits are a telephone number in the wrong column. */
const TOO_MUCH = 10_000_000_000;
/** To the fen; + 0 makes a plain zero of a negative one. */
const fen = (yuan: number): number => Math.round(yuan * 100) / 100 + 0;

export const readMoney = (type: Money, cell: string | NumberCell, context: ValueContext): ValueRead<number> => {
  if (typeof cell !== 'string') return moneyOfNumber(type, cell, context);
  if (type.unit === 'yuan' && PLAIN.test(cell)) return clean(Number(cell));
  if (isNothing(cell)) return BLANK;
  const { text, kinds } = undress(cell, true);
  const dense = text.replace(BLANKS_OUTSIDE_NUMBERS, '');
  if (dense !== text) kinds.push('blanks');
  const tight = dense.replace(LAST_STOP, '');
  if (tight !== dense) kinds.push('separator');
  const found = AMOUNT.exec(tight.replace(COLLOQUIAL, spelledOut));
  if (!found) return unreadMoney(tight, cell, context);
  const [, ofYear, ofMonth, whole, fraction = '', scale = '', yuan = '', perMonth, perYear] = found;
  const per = ofYear || perYear ? 'year' : ofMonth || perMonth ? 'month' : type.per;
  if (per !== type.per) return otherPeriod(context);
  if (whole!.includes(',')) kinds.push('separator');
  const number = Number(whole!.replaceAll(',', '') + fraction);
  const said = scale === '' && yuan === '' ? '' : scale === '' ? 'yuan' : /[万w]/i.test(scale) ? 'tenThousand' : 'thousand';
  if (number >= TOO_MUCH) return unreadMoney(tight, cell, context);
  if (said === '') {
    const taken = asHeader(type, number, context);
    if (taken.value === null) return taken;
    if (tight !== whole! + fraction) kinds.push('unit');
    if (type.unit === 'tenThousand') return mended(context, taken.value, [...kinds, 'unit'], cell, `${taken.value}元`);
    if (String(taken.value) !== whole!.replaceAll(',', '') + fraction) kinds.push('float');
    return mended(context, taken.value, kinds, cell, String(taken.value));
  }
  const value = fen(number * (said === 'tenThousand' ? 10_000 : said === 'thousand' ? 1000 : 1));
  if (value >= TOO_MUCH) return unreadMoney(tight, cell, context);
  // where the header says 万元, an amount in 元 is the form that says so itself
  const canonical = type.unit === 'tenThousand' && kinds.length === 0 && WITH_YUAN.exec(tight)?.[1] === String(value);
  return mended(context, value, canonical ? [] : [...kinds, 'unit'], cell, type.unit === 'yuan' ? String(value) : `${value}元`);
};

/** A bare number in the header's unit. */
const asHeader = (type: Money, number: number, context: ValueContext): ValueRead<number> => {
  if (type.unit === 'yuan') return clean(fen(number));
  // ten million a month: the clerk wrote 元 under 万元
  if (type.per !== 'once' && number >= 1000)
    return unread(
      context,
      `表头写的是万元，这里填了 ${quoted(String(number))}，可能填的是元`,
      `The header says 万元 (ten thousand yuan) and the cell ${quoted(String(number))}; perhaps yuan were meant`,
    );
  const value = fen(number * 10_000);
  return value < TOO_MUCH ? clean(value) : unreadMoney(String(number), String(number), context);
};

const moneyOfNumber = (type: Money, cell: NumberCell, context: ValueContext): ValueRead<number> => {
  const { number, as, raw } = cell;
  if (as === 'date' || as === 'percent' || !Number.isFinite(number) || Math.abs(number) >= TOO_MUCH)
    return unreadMoney(cell.shown ?? raw, cell.shown ?? raw, context);
  if (number < 0) return negative(context);
  const taken = asHeader(type, number, context);
  if (taken.value === null) return taken;
  if (type.unit === 'tenThousand') return mended(context, taken.value, ['unit'], raw, `${taken.value}元`);
  return taken.value === number ? taken : mended(context, taken.value, ['float'], raw, String(taken.value));
};

const negative = (context: ValueContext): ValueRead<never> => unread(context, '金额是负数，请核对', 'The amount is negative; check it');

const otherPeriod = (context: ValueContext): ValueRead<never> =>
  unread(
    context,
    '金额的期间与表头不同（按月、按年、按天），不能换算，请按表头填',
    'The amount is of another period than the header says (month, year, day) and is not converted; give it as the header asks',
  );

const unreadMoney = (tight: string, raw: string, context: ValueContext): ValueRead<never> => {
  if (/^[-−–][¥￥]?\d|^\(\d[\d,.]*\)$/.test(tight)) return negative(context);
  if (RANGE.test(tight)) return unread(context, '填的是一个范围，请填实际金额', 'This is a range; give the amount itself');
  if (PERIOD.test(tight)) return otherPeriod(context);
  return unread(context, `看不懂金额「${quoted(raw)}」，请填数字`, `Cannot read the amount “${quoted(raw)}”; give a number`);
};

const COUNTED = /^(\d{1,3}(?:,\d{3}){1,2}|\d{1,9})(?:\.0+)?(个月|月|天|日|年|岁|周岁|个|人|名|户|次|家|份|条|项|期|场|元)?$/;
const CHINESE_COUNT = /^([一二两三四五六七八九十]|十[一二])(个月|月|天|日|年|岁|周岁|个|人|名|户|次|家|份|条|项|期|场)?$/;
const CHINESE = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];
/** Units of time say how much only where the header says the same; 元 is no count. */
const TIME: Readonly<Record<string, ValueContext['counts'] | 'none'>> = {
  个月: 'month',
  月: 'month',
  天: 'day',
  日: 'day',
  年: 'year',
  元: 'none',
};

export const readCount = (type: Count, cell: string | NumberCell, context: ValueContext): ValueRead<number> => {
  if (typeof cell !== 'string') {
    const { number, as } = cell;
    const whole = as !== 'date' && as !== 'percent' && Number.isInteger(number) && number >= 0 && number < 1e9;
    if (!whole) return unreadCount(cell.shown ?? cell.raw, context);
    return withinMost(type, clean(number + 0), context);
  }
  if (PLAIN.test(cell)) return withinMost(type, clean(Number(cell)), context);
  if (isNothing(cell)) return BLANK;
  const { text, kinds } = undress(cell, true);
  const tight = text.replace(BLANKS_OUTSIDE_NUMBERS, '');
  if (tight !== text) kinds.push('blanks');
  const found = COUNTED.exec(tight) ?? CHINESE_COUNT.exec(tight);
  const unit = found?.[2];
  const time = unit === undefined ? undefined : TIME[unit];
  if (!found || (time !== undefined && time !== context.counts)) return unreadCount(cell, context);
  const said = found[1]!;
  const chinese = CHINESE.indexOf(said === '两' ? '二' : said);
  const value = chinese > 0 ? chinese : Number(said.replaceAll(',', ''));
  const more: RepairKind[] = [
    ...(said.includes(',') ? (['separator'] as const) : []),
    ...(tight.includes('.') ? (['float'] as const) : []),
    ...(chinese > 0 ? (['word'] as const) : []),
    ...(unit === undefined ? [] : (['unit'] as const)),
    ...(/^0\d/.test(said) ? (['code'] as const) : []),
  ];
  return withinMost(type, mended(context, value, [...kinds, ...more], cell, String(value)), context);
};

/** The number was read for sure; whether it can be is the rule's to say (V14), so it stays. */
const withinMost = (type: Count, read: ValueRead<number>, context: ValueContext): ValueRead<number> => {
  if (read.value === null || read.value <= type.most) return read;
  const text = {
    zh: `${quoted(String(read.value))} 太大，最多 ${type.most}`,
    en: `${quoted(String(read.value))} is too much; at most ${type.most}`,
  };
  return { ...read, findings: [finding(context, 'doubt', 'most', text)] };
};

const unreadCount = (raw: string, context: ValueContext): ValueRead<never> =>
  unread(context, `看不懂数目「${quoted(raw)}」，请填整数`, `Cannot read the number “${quoted(raw)}”; give a whole number`);
