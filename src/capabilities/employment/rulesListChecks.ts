// What a row of a list from outside says by itself and beside the other rows of its file. The register is asked later, by the applier.
import type { CheckedSheet, Finding, RowValues } from '#capabilities/rosters/rules.ts';
import { readMonthCell } from './rulesMonths.ts';
import type { OutsideList } from './rulesOutside.ts';

export const tell = (
  rule: string,
  severity: Finding['severity'],
  fields: readonly string[],
  zh: string,
  en: string,
  advice?: readonly [string, string],
): Finding => ({ rule, severity, fields, text: { zh, en }, ...(advice ? { advice: { zh: advice[0], en: advice[1] } } : {}) });

const NUMBERLESS = tell('V01', 'error', ['idNumber'], '没有身份证号，认不出是谁', 'No identity number: nobody is known by a name alone', [
  '补上身份证号再导入',
  'Give the number and import again',
]);
const STARRED = tell(
  'V01',
  'error',
  ['idNumber'],
  '身份证号打了星号，认不出是谁',
  'The identity number is starred out: nobody can be found by it',
  ['请换有完整号码的名单', 'Use a list with whole numbers'],
);
const NAMELESS = tell('name', 'error', ['name'], '没有姓名，不能和身份证号对上', 'No name to hold against the number', [
  '补上姓名再导入',
  'Give the name and import again',
]);
const NOBODYS = tell(
  'employer',
  'error',
  ['employer', 'uscc'],
  '没有写单位名称，也没有信用代码，不知道在哪家单位',
  'Neither name nor credit code of an employer',
  ['补上单位全称或统一社会信用代码', 'Give the full name of the employer or its credit code'],
);
const NEGATIVE = tell(
  'negative',
  'doubt',
  ['amount'],
  '金额是负数，按退款或冲正看，这一行不算缴费、发薪',
  'The amount is negative: taken as a refund, the row proves no month',
  ['核对金额；确是退款的不用处理', 'Check the amount; a refund needs nothing'],
);
const NOTHING_PAID = tell(
  'nothingPaid',
  'doubt',
  ['amount'],
  '金额是 0，这一行不算缴费、发薪',
  'The amount is 0: the row proves no month',
  ['核对是否欠缴、未发', 'Check whether it is in arrears'],
);
const AMOUNT_UNREAD = tell(
  'unread',
  'doubt',
  ['amount'],
  '看不懂金额，这一行不算缴费、发薪',
  'The amount cannot be read: the row proves no month',
  ['填数字，单位元', 'Give a number of yuan'],
);
const BACKWARDS = tell('V08', 'error', ['paidTo', 'end', 'paidFrom', 'start'], '止的时间早于起的时间', 'It ends before it begins', [
  '核对起止时间',
  'Check the two days',
]);
const STARTLESS = tell('noStart', 'doubt', ['start'], '没有入职日期，不知道从哪天在岗', 'No first day in post', [
  '补填入职日期',
  'Give the first day',
]);
const ENDLESS = tell(
  'V08',
  'hint',
  ['end'],
  '不在岗，没有写离职日期，按名单的日子算',
  'Not in post and no last day: as of the day of the list',
  ['补填离职日期', 'Give the last day'],
);

/** 53 bits of a text, for hundreds of thousands of rows. */
const hashOf = (words: string): number => {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < words.length; i++) {
    const c = words.charCodeAt(i);
    a = Math.imul(a ^ c, 2654435761);
    b = Math.imul(b ^ c, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
};
const signOf = (values: RowValues): number => hashOf(JSON.stringify(values));

const given = (values: RowValues, key: string): string => (typeof values[key] === 'string' ? (values[key] as string) : '');
/** 2026-07 is before 2026-07-03 in no sense that matters: as far as both are written. */
const isBefore = (a: string, b: string): boolean => {
  const length = Math.min(a.length, b.length);
  return a.slice(0, length) < b.slice(0, length);
};

/** Does the row's own amount say that nothing was paid? Null: it says nothing, or something was. */
export const amountFault = (values: RowValues): Finding | null => {
  if (given(values, 'amount') === '') return null;
  const { is } = readMonthCell(given(values, 'amount'));
  return is === 'paid' ? null : is === 'negative' ? NEGATIVE : is === 'none' ? NOTHING_PAID : AMOUNT_UNREAD;
};

const ofRow = (list: OutsideList, values: RowValues): Finding[] => {
  const found: Finding[] = [];
  if (values.numberMasked === true) found.push(STARRED);
  else if (values.idNumber === null) found.push(NUMBERLESS);
  if (values.name === null) found.push(NAMELESS);
  if (list !== 'staff' && !given(values, 'employer') && !given(values, 'uscc')) found.push(NOBODYS);
  if (list === 'staff') {
    if (values.inPost !== false && !given(values, 'start') && !given(values, 'end')) found.push(STARTLESS);
    if (values.inPost === false && !given(values, 'end')) found.push(ENDLESS);
  } else {
    const fault = amountFault(values);
    if (fault) found.push(fault);
  }
  for (const [from, to] of [
    ['paidFrom', 'paidTo'],
    ['month', 'monthTo'],
    ['start', 'end'],
  ] as const)
    if (given(values, from) && given(values, to) && isBefore(given(values, to), given(values, from)))
      found.push({ ...BACKWARDS, fields: [to, from] });
  return found;
};

export const listChecks =
  (list: OutsideList): CheckedSheet['checks'] =>
  ({ rowName }) => {
    const first = new Map<number, number>();
    return {
      note: (row, values) => {
        const sign = signOf(values);
        const before = first.get(sign);
        if (before === undefined || row < before) first.set(sign, row);
      },
      findings: (row, values) => {
        const found = ofRow(list, values);
        const before = first.get(signOf(values));
        if (before !== undefined && before !== row && !found.some((f) => f.severity === 'error')) {
          const { zh, en } = rowName(before);
          found.push(
            tell('twice', 'doubt', ['idNumber'], `与${zh}完全相同，只算一次`, `The same as ${en}; it counts once`, [
              '重复的删去一行',
              'Delete one of the two',
            ]),
          );
        }
        return found;
      },
      report: () => [],
    };
  };
