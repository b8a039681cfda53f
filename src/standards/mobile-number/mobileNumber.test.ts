import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskMobileNumber, parseMobileNumber } from './mobileNumber.ts';

const aNumber = fc.stringMatching(/^1[3-9]\d{9}$/);
const rule = (raw: string | number) => {
  const result = parseMobileNumber(raw);
  return result.ok ? 'ok' : result.rule;
};
const zh = (raw: string | number) => {
  const result = parseMobileNumber(raw);
  return result.ok ? '' : result.message.zh;
};

test('dirty cells are mended and every repair is named', () => {
  const dirty: [string | number, string[]][] = [
    ['13800138000', []],
    [13800138000, ['numberCell']],
    ['13800138000.0', ['floatTail']],
    ['+86 138 0013 8000', ['space', 'countryCode']],
    ['0086-13800138000', ['hyphen', 'countryCode']],
    ['8613800138000', ['countryCode']],
    ['(+86)13800138000', ['hyphen', 'countryCode']],
    ['013800138000', ['trunkZero']],
    ['138-0013-8000', ['hyphen']],
    ['１３８００１３８０００', ['fullWidth']],
    ["'13800138000", ['apostrophe']],
    ['\u202d13800138000\u202c', ['space']],
  ];
  for (const [raw, repairs] of dirty) expect(parseMobileNumber(raw)).toEqual({ ok: true, number: '13800138000', repairs });
});

test('sentences say what is wrong', () => {
  expect(zh('1380013800')).toBe('少 1 位，现在 10 位，应为 11 位');
  expect(zh('138001380001')).toBe('多 1 位，现在 12 位，应为 11 位');
  expect(zh('12800138000')).toBe('手机号应以 13 至 19 开头，现在以 12 开头');
  expect(zh('1380013800O')).toContain('「O」');
  expect(rule('')).toBe('empty');
  expect(rule('无')).toBe('character');
  expect(rule('1.38E+10')).toBe('lostPrecision');
  expect(rule('13800138000、13900139000')).toBe('several');
  expect(rule('13800138000/13900139000')).toBe('several');
  expect(rule('13800138000 13900139000')).toBe('several');
  expect(rule('+85261234567')).toBe('foreign');
  expect(rule('4008123123')).toBe('serviceNumber');
  expect(rule('12333')).toBe('serviceNumber');
});

test('landlines are told apart and kept', () => {
  for (const [raw, landline] of [
    ['0854-8222333', '0854-8222333'],
    ['08548222333', '0854-8222333'],
    ['(020)83123456', '020-83123456'],
    ['020-83123456-801', '020-83123456'],
    ['+86-20-83123456', '020-83123456'],
    ['83123456', '83123456'],
  ] as const)
    expect(parseMobileNumber(raw)).toMatchObject({ ok: false, rule: 'landline', landline });
});

test('a mobile number that lost its first digit is short, not a landline', () => {
  expect(rule('3800138000')).toBe('length');
});

test('exactly the pattern is accepted', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{0,13}$/), (digits) => {
      const result = parseMobileNumber(digits);
      if (/^1[3-9]\d{9}$/.test(digits)) expect(result).toEqual({ ok: true, number: digits, repairs: [] });
      if (result.ok) expect(digits.endsWith(result.number)).toBe(true);
    }),
  );
});

test('reading a result again repairs nothing', () => {
  const soil = fc.constantFrom<(n: string) => string>(
    (n) => `+86${n}`,
    (n) => `${n}.0`,
    (n) => ` ${n.slice(0, 3)}-${n.slice(3)}　`,
    (n) => `="${n}"`,
    (n) => `0${n}`,
  );
  fc.assert(
    fc.property(aNumber, soil, (number, dirty) => {
      const first = parseMobileNumber(dirty(number));
      expect(first).toMatchObject({ ok: true, number });
      expect(first.repairs.length).toBeGreaterThan(0);
      expect(parseMobileNumber(number)).toEqual({ ok: true, number, repairs: [] });
    }),
  );
});

test('a number one digit short or long is never accepted', () => {
  fc.assert(
    fc.property(aNumber, fc.integer({ min: 0, max: 10 }), (number, at) => {
      expect(parseMobileNumber(number.slice(0, at) + number.slice(at + 1)).ok).toBe(false);
      expect(parseMobileNumber(`${number}7`).ok).toBe(false);
    }),
  );
});

test('masks', () => {
  expect(maskMobileNumber('13812341234')).toBe('138****1234');
  expect(maskMobileNumber('0854-8222333')).toBe('**********33');
  expect(maskMobileNumber('123')).toBe('***');
});
