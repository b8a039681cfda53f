import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../calendar/calendar.ts';
import { maskIdNumber, parseIdNumber } from './idNumber.ts';
import { checkCharacter, upgrade15 } from './idNumberMath.ts';

const today = '2026-11-23';
const parse = (raw: string | number, day = today) => parseIdNumber(raw, { today: day });
const rule = (raw: string | number) => {
  const result = parse(raw);
  return result.ok ? 'ok' : result.rule;
};
const zh = (raw: string | number) => {
  const result = parse(raw);
  return result.ok ? '' : result.message.zh;
};

/** A number of someone who may be alive on `today`. */
const aNumber = fc
  .tuple(
    fc.constantFrom('110105', '440524', '522727', '450123', '810000', '830000'),
    fc.integer({ min: 0, max: 45_000 }),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(([prefix, back, order]) => prefix + addDays(today, -back).replaceAll('-', '') + String(order).padStart(3, '0'))
  .map((body) => body + checkCharacter(body));

test('the samples of GB 11643-1999', () => {
  expect(parse('11010519491231002X')).toMatchObject({
    ok: true,
    number: '11010519491231002X',
    birthday: '1949-12-31',
    sex: 'female',
    prefix: '110105',
    repairs: [],
  });
  expect(parse('440524188001010014', '1999-07-01')).toMatchObject({ ok: true, birthday: '1880-01-01', sex: 'male' });
  expect(rule('440524188001010014')).toBe('tooOld');
});

test('dirty cells are mended and every repair is named', () => {
  const dirty: [string, string[]][] = [
    ['11010519491231002x', ['letterCase']],
    ["'11010519491231002X", ['apostrophe']],
    ['="11010519491231002X"', ['formula']],
    ['１１０１０５１９４９１２３１００２Ｘ', ['fullWidth']],
    ['110105 19491231 002X', ['space']],
    ['110105-19491231-002x', ['hyphen', 'letterCase']],
    ['11010519491231002×', ['lookalikeX']],
  ];
  for (const [raw, repairs] of dirty) expect(parse(raw)).toMatchObject({ ok: true, number: '11010519491231002X', repairs });
});

test('sentences say which rule failed and how to mend it', () => {
  expect(zh('11010519491231002' + '8')).toBe('证件号最后一位应为 X，现在是 8，请对照户口簿');
  expect(zh('1101051949123100X')).toBe('少 1 位，现在 17 位，应为 18 位');
  expect(zh('11010519491231002X1')).toContain('多 1 位，现在 19 位');
  expect(zh('11010519491331002X')).toContain('没有 13 月');
  expect(zh('11010519490230002X')).toContain('没有 30 日');
  expect(zh('1101O519491231002X')).toBe('第 5 位是「O」，应为数字，可能应为数字 0');
  expect(zh('1101X519491231002X')).toContain('X 只能在第 18 位');
  expect(rule('')).toBe('empty');
  expect(rule('无')).toBe('character');
  expect(rule('99010519491231002X')).toBe('foreignPermanentResident');
  expect(rule('11010520491231002X')).toBe('birthdayInFuture');
  expect(rule('11010529491231002X')).toBe('birthdayInFuture');
  expect(rule('11010510491231002X')).toBe('tooOld');
});

test('a number that a spreadsheet has rounded is never guessed', () => {
  for (const raw of [522727198001011260, '5.22727E+17', '5.22727198001011e+17', '522727198001011000', '522727198001011260.0', 4.4e17])
    expect(rule(raw)).toBe('lostPrecision');
  // 15 digits survive a double, so an old number in a number cell is safe.
  expect(parse(110105491231002)).toMatchObject({ ok: true, number: '11010519491231002X', repairs: ['numberCell', 'upgraded15'] });
  expect(parse('110105491231002.0')).toMatchObject({ ok: true, repairs: ['floatTail', 'upgraded15'] });
});

test('a true number that ends in 000 stays valid', () => {
  const days = Array.from({ length: 60 }, (_, n) => addDays('1990-01-01', n).replaceAll('-', ''));
  const body = days.map((day) => `110105${day}100`).find((candidate) => checkCharacter(candidate) === '0')!;
  expect(parse(`${body}0`)).toMatchObject({ ok: true, number: `${body}0` });
});

test('disability certificates: the number is kept apart from the suffix', () => {
  expect(parse('11010519491231002x43')).toMatchObject({
    ok: true,
    number: '11010519491231002X',
    disability: { category: '4', grade: '3', reissue: null, text: '43' },
  });
  expect(parse('11010519491231002X43B1')).toMatchObject({ ok: true, disability: { reissue: 'B1' } });
  expect(rule('11010519491231002X85')).toBe('disabilitySuffix');
  expect(rule('11010519491231002143')).toBe('checkCharacter');
});

test('prefixes: residence permits, revoked codes, unknown codes', () => {
  const body = '83000019850607001';
  expect(parse(body + checkCharacter(body))).toMatchObject({ ok: true, kind: 'residencePermit' });
  const known = (code: string) => (code === '110105' ? 'revoked' : 'unknown');
  expect(parseIdNumber('11010519491231002X', { today, prefixStatus: known })).toMatchObject({ ok: true, prefixStatus: 'revoked' });
  expect(parseIdNumber('440524199001010010', { today, prefixStatus: known })).toMatchObject({ ok: false, rule: 'prefix' });
  expect(rule('72010519491231002X')).toBe('prefix');
});

test('every body has exactly one check character', () => {
  fc.assert(
    fc.property(aNumber, (number) => {
      const valid = [...'0123456789X'].filter((c) => parse(number.slice(0, 17) + c).ok);
      expect(valid).toEqual([number[17]]);
    }),
  );
});

test('any single wrong digit and any swap of neighbours is noticed', () => {
  fc.assert(
    fc.property(aNumber, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (number, at, shift) => {
      const wrong = number.slice(0, at) + ((Number(number[at]) + shift) % 10) + number.slice(at + 1);
      expect(parse(wrong).ok).toBe(false);
      const swapped = number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2);
      if (swapped !== number) expect(parse(swapped).ok).toBe(false);
    }),
  );
});

test('15 to 18 gives a valid number of the same person; 996–999 were centenarians', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 25_000 }), fc.integer({ min: 0, max: 995 }), (n, order) => {
      const born = addDays('1930-01-01', n);
      const old = `522727${born.replaceAll('-', '').slice(2)}${String(order).padStart(3, '0')}`;
      expect(parse(old)).toMatchObject({ ok: true, number: upgrade15(old), birthday: born, sex: order % 2 ? 'male' : 'female' });
      expect(parse(upgrade15(old))).toMatchObject({ ok: true, repairs: [] });
    }),
  );
  expect(upgrade15('110105971231998').slice(6, 10)).toBe('1897');
});

test('reading a result again repairs nothing', () => {
  const dirt = fc.constantFrom<(n: string) => string>(
    (n) => n,
    (n) => `'${n}`,
    (n) => `="${n.toLowerCase()}"`,
    (n) => ` ${n.slice(0, 6)}－${n.slice(6)}　`,
  );
  fc.assert(
    fc.property(aNumber, dirt, (number, soil) => {
      const first = parse(soil(number));
      expect(first).toMatchObject({ ok: true, number });
      if (first.ok) expect(parse(first.number)).toEqual({ ...first, repairs: [] });
    }),
  );
});

test('any text at all gets an answer, with a sentence in both languages on failure', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 30 }),
        fc.string({ unit: fc.constantFrom(...'0123456789X'), maxLength: 24 }),
        fc.double(),
      ),
      (raw) => {
        const result = parse(raw);
        if (!result.ok) expect(result.message.zh.length * result.message.en.length).toBeGreaterThan(0);
      },
    ),
  );
});

test('masks', () => {
  expect(maskIdNumber('522727199001013021')).toBe('522727********3021');
  expect(maskIdNumber('52272719900101302143B1')).toBe('522727********3021****');
  expect(maskIdNumber('110105491231002')).toBe('110105*****1002');
  expect(maskIdNumber('5227')).toBe('5***');
  expect(maskIdNumber('')).toBe('');
});
