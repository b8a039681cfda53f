// What the tests of values share.
import { expect } from 'vitest';
import { loadHistory } from '#standards/divisions/server/loadDivisions.ts';
import { parsePlace } from '#standards/divisions/server/loadPlaceParser.ts';
import { checkCharacter } from '#standards/id-number/idNumberMath.ts';
import type { Cell, NumberCell } from '../rulesBook.ts';
import type { CodeList, FieldType } from '../rulesValue.ts';
import type { ValueContext, ValueRead } from '../rulesValueCommon.ts';
import { rememberPlaces } from '../rulesValuePlace.ts';
import { readValue } from '../rulesValues.ts';

export const context: ValueContext = { field: 'f', date1904: false, today: '2026-11-27', parsePlace: rememberPlaces(parsePlace) };
export const withHistory: ValueContext = { ...context, prefixStatus: (code) => loadHistory().prefixStatus(code) };

/** Nobody's: no police station issues numbers under a province's code (kits/sheets). */
export const idOf = (born: string, order = '001', prefix = '520000'): string => {
  const body = prefix + born + order;
  return body + checkCharacter(body);
};
/** An order of the day for which the number ends in X. */
export const idWithX = (born: string): string => {
  for (let order = 1; ; order += 1) {
    const number = idOf(born, String(order).padStart(3, '0'));
    if (number.endsWith('X')) return number;
  }
};

export const full = (text: string): string => text.replace(/[!-~]/g, (c) => String.fromCodePoint(c.codePointAt(0)! + 0xfee0));
export const n = (number: number, more: Partial<NumberCell> = {}): NumberCell => ({ number, raw: String(number), as: 'number', ...more });
export const date = (number: number, more: Partial<NumberCell> = {}): NumberCell => n(number, { as: 'date', ...more });

export const channels: CodeList = {
  id: 'channel',
  items: [
    { code: 'own', words: ['自主/亲友', '自主', '亲友介绍'] },
    { code: 'government', words: ['政府组织'] },
    { code: 'agency', words: ['劳务公司/经纪人/合作社', '劳务公司', '经纪人'] },
    { code: 'employer', words: ['企业招聘'] },
    { code: 'workshop', words: ['帮扶车间'] },
    { code: 'public', words: ['公益性岗位', '公益岗位'] },
    { code: 'other', words: ['其他', '其它'] },
  ],
};
export const intentions: CodeList = {
  id: 'intention',
  items: ['粤菜师傅', '广东技工', '南粤家政', '乡村工匠'].map((word) => ({ code: word, words: [word] })),
};
/** A list that numbers its items: 转移方式 of the human-resources systems. */
export const manners: CodeList = {
  id: 'manner',
  items: [
    { code: '1', words: ['政府组织'], number: '1' },
    { code: '2', words: ['自发'], number: '2' },
    { code: '3', words: ['企业组织'], number: '3' },
    { code: '5', words: ['就业车间'], number: '05' },
    { code: '7', words: ['其他'], number: '7' },
  ],
};

export const types = {
  text: { type: 'text', max: 50 },
  name: { type: 'name' },
  idNumber: { type: 'idNumber' },
  uscc: { type: 'uscc' },
  phone: { type: 'phone' },
  day: { type: 'day' },
  income: { type: 'money', unit: 'yuan', per: 'month' },
  incomeInTenThousands: { type: 'money', unit: 'tenThousand', per: 'month' },
  yearly: { type: 'money', unit: 'yuan', per: 'year' },
  yearlyInTenThousands: { type: 'money', unit: 'tenThousand', per: 'year' },
  investment: { type: 'money', unit: 'tenThousand', per: 'once' },
  count: { type: 'count', most: 100 },
  yesNo: { type: 'yesNo' },
  county: { type: 'place', least: 'county' },
  prefecture: { type: 'place', least: 'prefecture' },
  province: { type: 'place', least: 'province' },
  channel: { type: 'codes', list: channels, many: false },
  manner: { type: 'codes', list: manners, many: false },
  intentions: { type: 'codes', list: intentions, many: true },
  manners: { type: 'codes', list: manners, many: true },
} as const satisfies Record<string, FieldType>;

/** `blank`, repairs by kind, findings as `doubt V02`; nothing for a clean value. */
export const told = ({ blank, open, suffix, repairs, findings }: ValueRead<unknown>): string =>
  [
    ...(blank ? ['blank'] : []),
    ...(open ? ['open'] : []),
    ...(suffix === undefined ? [] : [`+${suffix}`]),
    ...repairs.map(({ kind }) => kind),
    ...findings.map(({ severity, rule }) => `${severity} ${rule}`),
  ].join(' ');

type Row = readonly [cell: Cell | null, value: unknown, told: string];
/** What every cell reads as, all of them in one comparison. */
export const check = (type: FieldType, rows: readonly Row[], now: ValueContext = context): void => {
  const got = rows.map(([cell]) => {
    const read = readValue<FieldType>(type, cell, now);
    return [cell, read.value, told(read)];
  });
  expect(got).toEqual(rows);
};
