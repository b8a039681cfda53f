import { expect, test } from 'vitest';
import { areaOf, columnOf } from './cellRef.ts';
import { serialOf, showsById, showsOf } from './numberFormat.ts';

test.each([
  ['General', 'number'],
  ['G/通用格式', 'number'],
  ['0.00', 'number'],
  ['#,##0.00_);[Red](#,##0.00)', 'number'],
  ['0.00E+00', 'number'],
  ['##0.0E+0', 'number'],
  ['0"days"', 'number'],
  ['[DBNum2][$-804]General', 'number'],
  ['0\\d', 'number'],
  ['￥#,##0元', 'number'],
  ['[>=100]0"h";0', 'number'],
  ['yyyy"年"m"月"', 'date'],
  ['yyyy\\-mm\\-dd;@', 'date'],
  ['[$-804]yyyy"年"m"月"d"日";@', 'date'],
  ['[DBNum1][$-804]yyyy"年"m"月"', 'date'],
  ['[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', 'date'],
  ['[h]:mm:ss', 'date'],
  ['[mm]:ss', 'date'],
  ['aaaa', 'date'],
  ['[$-404]e/m/d', 'date'],
  ['上午/下午h"时"', 'date'],
  ['yyyy年m月d日', 'date'],
  ['0%', 'percent'],
  ['0.00%;[Red]-0.00%', 'percent'],
  ['@', 'text'],
  ['"编号"@', 'text'],
] as const)('%s is %s', (code, shows) => expect(showsOf(code)).toBe(shows));

test('built-in formats, those of Chinese versions too; a file may define any number itself', () => {
  expect([14, 22, 31, 36, 46, 57, 58].map((id) => showsById(id, undefined))).toEqual(Array(7).fill('date'));
  expect([0, 1, 4, 11, 37, 44, 48].map((id) => showsById(id, undefined))).toEqual(Array(7).fill('number'));
  expect([9, 10, 49].map((id) => showsById(id, undefined))).toEqual(['percent', 'percent', 'text']);
  expect(showsById(14, '0.0')).toBe('number');
});

test('serial days of written dates', () => {
  expect(serialOf('1900-01-01', false)).toBe(1);
  expect(serialOf('1900-02-28', false)).toBe(59);
  expect(serialOf('1900-03-01', false)).toBe(61);
  expect(serialOf('2023-05-01', false)).toBe(45047);
  expect(serialOf('2023-05-01T18:00:00.000Z', false)).toBe(45047.75);
  expect(serialOf('1904-01-01', true)).toBe(0);
  expect(serialOf('12:00', false)).toBe(0.5);
  for (const wrong of ['', 'T', '2023-02-30', '2023-13-01', '2023/05/01']) expect(serialOf(wrong, false)).toBeUndefined();
});

test('references', () => {
  expect(['A1', 'z9', 'AA1', 'XFD1', 'XFE1', 'AAAA1', '12', ''].map(columnOf)).toEqual([0, 25, 26, 16383, -1, -1, -1, -1]);
  expect(areaOf('$B$2:C9')).toEqual({ top: 1, left: 1, bottom: 8, right: 2 });
  expect(areaOf('A1')).toEqual({ top: 0, left: 0, bottom: 0, right: 0 });
  expect(areaOf('Sheet1!A1')).toBeUndefined();
});
