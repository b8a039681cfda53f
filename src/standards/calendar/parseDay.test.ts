import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from './calendar.ts';
import { dayFromExcelSerial, excelSerialOf, parseDay } from './parseDay.ts';

const read = (raw: string | number) => {
  const parsed = parseDay(raw);
  return parsed.ok ? `${parsed.day} ${parsed.precision}` : parsed.message.zh;
};
const rule = (raw: string | number) => {
  const parsed = parseDay(raw);
  return parsed.ok ? 'ok' : parsed.rule;
};

test.each([
  ['2023年5月17日', '2023-05-17 day'],
  ['2023年05月', '2023-05-01 month'],
  ['2023年5月份', '2023-05-01 month'],
  ['2023年', '2023-01-01 year'],
  ['2023.5', '2023-05-01 month'],
  ['2023.5.17', '2023-05-17 day'],
  ['2023/5/17', '2023-05-17 day'],
  ['2023-05-17', '2023-05-17 day'],
  ['２０２３．５．１７', '2023-05-17 day'],
  ['2023/5/17 0:00:00', '2023-05-17 day'],
  ['2023-05-17T08:30', '2023-05-17 day'],
  [' 2023 年 5 月 17 日 ', '2023-05-17 day'],
  ["'202305", '2023-05-01 month'],
  ['20230517', '2023-05-17 day'],
  [20230517, '2023-05-17 day'],
  [202305, '2023-05-01 month'],
  [2023.5, '2023-05-01 month'],
  [2023.12, '2023-12-01 month'],
  ['2023', '2023-01-01 year'],
  ['20230517.0', '2023-05-17 day'],
  ['2023.5.17.', '2023-05-17 day'],
  ['2023年5月17日 星期三', '2023-05-17 day'],
  ['2023/5/17 上午8:30', '2023-05-17 day'],
  ['二〇二三年五月', '2023-05-01 month'],
  ['二零二三年十二月三十一日', '2023-12-31 day'],
  ['2023年十月二十日', '2023-10-20 day'],
  ['二○二三年', '2023-01-01 year'],
])('%s is %s', (raw, expected) => expect(read(raw)).toBe(expected));

test('says what is wrong', () => {
  expect(read('2023年13月')).toBe('没有 13 月');
  expect(read('202313')).toBe('没有 13 月');
  expect(read('2023.0.1')).toBe('没有 0 月');
  expect(read('2023-02-30')).toBe('2023年2月没有 30 日，只到 28 日');
  expect(rule('')).toBe('empty');
  expect(rule('1023-01-01')).toBe('year');
  expect(rule('23.5.17')).toBe('shortYear');
  expect(rule('5/17/2023')).toBe('shortYear');
  expect(rule('230517')).toBe('shortYear');
  expect(rule(45658)).toBe('serial');
  expect(rule(45658.5)).toBe('serial');
  expect(rule('二〇二三年十三月')).toBe('month');
  expect(rule('2023-05-16T16:00:00.000Z')).toBe('instant');
  expect(rule('2023-05-17 00:00+08:00')).toBe('instant');
  expect(rule('去年')).toBe('format');
});

test('2023.1 from a number cell is never taken for January', () => {
  expect(rule(2023.1)).toBe('ambiguous');
  const text = parseDay('2023.1');
  expect(text).toMatchObject({ ok: true, day: '2023-01-01', precision: 'month' });
  expect(text.ok && text.doubt?.zh).toContain('10 月');
  expect(parseDay('2023.10')).toMatchObject({ ok: true, day: '2023-10-01', doubt: null });
});

test('every day is read back from every way of writing it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 90_000 }), (n) => {
      const day = addDays('1930-01-01', n);
      const [y, m, d] = day.split('-') as [string, string, string];
      for (const text of [
        day,
        `${y}${m}${d}`,
        `${y}年${Number(m)}月${Number(d)}日`,
        `${y}.${Number(m)}.${Number(d)}`,
        `${y}/${m}/${d} 00:00:00`,
      ])
        expect(parseDay(text)).toEqual({ ok: true, day, precision: 'day', doubt: null });
    }),
  );
});

test('Excel serials of both systems, with the day that never was', () => {
  const day = (serial: number, system: 1900 | 1904) => {
    const parsed = dayFromExcelSerial(serial, system);
    return parsed.ok ? parsed.day : parsed.rule;
  };
  expect(day(1, 1900)).toBe('1900-01-01');
  expect(day(59, 1900)).toBe('1900-02-28');
  expect(day(60, 1900)).toBe('day');
  expect(day(61, 1900)).toBe('1900-03-01');
  expect(day(45658, 1900)).toBe('2025-01-01');
  expect(day(45658.75, 1900)).toBe('2025-01-01');
  expect(day(2_958_465, 1900)).toBe('9999-12-31');
  expect(day(0, 1900)).toBe('serial');
  expect(day(2_958_466, 1900)).toBe('serial');
  expect(day(Number.NaN, 1900)).toBe('serial');
  expect(day(0, 1904)).toBe('1904-01-01');
  expect(day(44196, 1904)).toBe('2025-01-01');
  expect(day(2_957_003, 1904)).toBe('9999-12-31');
});

test('serials round-trip', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2_957_000 }), fc.constantFrom(1900 as const, 1904 as const), (serial, system) => {
      const parsed = dayFromExcelSerial(serial, system);
      if (serial === 60 && system === 1900) return;
      expect(parsed.ok && excelSerialOf(parsed.day, system)).toBe(serial);
    }),
  );
});
