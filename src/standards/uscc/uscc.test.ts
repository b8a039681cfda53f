import fc from 'fast-check';
import { expect, test } from 'vitest';
import { registrationAuthorities } from './registrationAuthorities.ts';
import { parseUscc } from './uscc.ts';
import { organisationCheckCharacter, registrationCheckDigit, usccAlphabet, usccCheckCharacter } from './usccMath.ts';

const rule = (raw: string | number) => {
  const result = parseUscc(raw);
  return result.ok ? 'ok' : result.rule;
};
const zh = (raw: string | number) => {
  const result = parseUscc(raw);
  return result.ok ? '' : result.message.zh;
};

const aCode = fc
  .tuple(
    fc.constantFrom('91', '92', '93', '12', '51', 'Y1', 'N2'),
    fc.stringMatching(/^\d{6}$/),
    fc.string({ unit: fc.constantFrom(...usccAlphabet), minLength: 8, maxLength: 8 }),
  )
  .map(([kind, division, body]) => kind + division + body + organisationCheckCharacter(body))
  .map((body) => body + usccCheckCharacter(body));

test('the sample of GB 32100-2015', () => {
  expect(usccCheckCharacter('91350100M000100Y4')).toBe('3');
  expect(parseUscc('91350100M000100Y43')).toEqual({
    ok: true,
    code: '91350100M000100Y43',
    authority: { zh: '工商（市场监管）', en: 'market regulation' },
    category: { zh: '企业', en: 'enterprise' },
    individualBusiness: false,
    division: '350100',
    organisationCode: 'M000100Y4',
    repairs: [],
  });
});

test('the samples of GB 11714-1997 and GS 15-2006', () => {
  expect(organisationCheckCharacter('D2143569')).toBe('X');
  expect(registrationCheckDigit('11010800000001')).toBe('6');
});

test('a remainder of 0 gives the check character 0, not a 32nd one', () => {
  const bodies = Array.from({ length: 400 }, (_, n) => `91350100M0001${String(n).padStart(4, '0')}`);
  expect(bodies.some((body) => usccCheckCharacter(body) === '0')).toBe(true);
});

test('dirty cells', () => {
  expect(parseUscc(' ９１350100m000100y43')).toMatchObject({
    ok: true,
    code: '91350100M000100Y43',
    repairs: ['fullWidth', 'space', 'letterCase'],
  });
  expect(parseUscc("'91350100-M000100Y-43")).toMatchObject({ ok: true, repairs: ['apostrophe', 'hyphen'] });
});

test('sentences say which rule failed', () => {
  expect(zh('91350100M000100Y44')).toBe('代码最后一位应为 3，现在是 4，请对照营业执照');
  expect(zh('91350100MO00100Y43')).toBe('第 10 位是「O」，代码不用字母 I、O、S、V、Z，可能应为 0');
  expect(zh('9135O100M000100Y43')).toBe('第 5 位是「O」，应为数字，可能应为 0');
  expect(zh('91350100M000100Y4')).toBe('少 1 位，现在 17 位，应为 18 位');
  expect(rule('110108000000016')).toBe('oldRegistrationNumber');
  expect(rule('110108000000017')).toBe('length');
  expect(rule('D2143569-X')).toBe('organisationCodeOnly');
  expect(rule('9.13501E+17')).toBe('lostPrecision');
  expect(rule(913501001234567800)).toBe('lostPrecision');
  expect(rule('')).toBe('empty');
  expect(rule('无')).toBe('length');
});

test('a wrong organisation code inside is noticed even when the last character fits', () => {
  const body = '91350100M000100Y5';
  expect(rule(body + usccCheckCharacter(body))).toBe('organisationCode');
});

test('a registration pair outside the table is accepted and left unnamed', () => {
  const body = 'C1350100M000100Y4';
  expect(parseUscc(body + usccCheckCharacter(body))).toMatchObject({ ok: true, authority: null, category: null });
});

test('every body has exactly one check character', () => {
  fc.assert(
    fc.property(aCode, (code) => {
      expect([...usccAlphabet].filter((c) => parseUscc(code.slice(0, 17) + c).ok)).toEqual([code[17]]);
    }),
  );
});

test('any single wrong character is noticed', () => {
  fc.assert(
    fc.property(aCode, fc.integer({ min: 0, max: 17 }), fc.constantFrom(...usccAlphabet), (code, at, other) => {
      const wrong = code.slice(0, at) + other + code.slice(at + 1);
      expect(parseUscc(wrong).ok).toBe(wrong === code);
    }),
  );
});

test('reading a result again repairs nothing', () => {
  fc.assert(
    fc.property(aCode, (code) => {
      const first = parseUscc(`="${code.toLowerCase()}" `);
      expect(first).toMatchObject({ ok: true, code });
      if (first.ok) expect(parseUscc(first.code)).toEqual({ ...first, repairs: [] });
    }),
  );
});

test('the table holds only characters of the alphabet', () => {
  for (const [letter, authority] of Object.entries(registrationAuthorities)) {
    for (const category of Object.keys(authority.categories)) expect(usccAlphabet).toContain(category);
    expect(usccAlphabet).toContain(letter);
  }
});
