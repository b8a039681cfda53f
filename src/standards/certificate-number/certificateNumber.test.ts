import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatCertificateNumber, parseCertificateNumber, type QualificationNumber, type SkillLevelNumber } from './certificateNumber.ts';
import { compareSkillLevel, parseSkillLevel, type SkillLevel, skillLevels, skillLevelTexts } from './skillLevels.ts';

const today = '2026-11-23';
const parse = (raw: string | number) => parseCertificateNumber(raw, { today });
const rule = (raw: string | number) => {
  const result = parse(raw);
  return result.ok ? 'ok' : result.rule;
};

test('the example of the 2019 rule, its site digits filled in', () => {
  expect(parse('Y000123000001195000001')).toMatchObject({
    ok: true,
    certainty: 'mirror',
    doubts: [],
    repairs: [],
    parts: {
      kind: 'skillLevel',
      issuer: 'employer',
      ministryCode: '0001',
      province: '23',
      site: '000001',
      year: 2019,
      level: '5',
      levelLetter: null,
      serial: '000001',
    },
  });
});

test('a province-filed assessor, dirty', () => {
  expect(parse("'s0000 44000123 23 3 000045")).toMatchObject({
    ok: true,
    number: 'S000044000123233000045',
    parts: { issuer: 'assessor', ministryCode: null, province: '44', level: '3' },
    repairs: ['space', 'apostrophe', 'letterCase'],
  });
});

test('特级技师: a letter for the level, marked unverified', () => {
  expect(parse('Y00014400000124T000001')).toMatchObject({
    ok: true,
    certainty: 'unverified',
    parts: { level: 'special', levelLetter: 'T' },
  });
});

test('the 16-digit form', () => {
  expect(parse('1944001008500123')).toMatchObject({
    ok: true,
    parts: {
      kind: 'qualification',
      year: 2019,
      province: '44',
      prefecture: '00',
      institutionKind: '1',
      institution: '008',
      category: '5',
      serial: '00123',
    },
    doubts: [],
  });
  expect(parse('9944001008500123')).toMatchObject({ ok: true, parts: { year: 1999 } });
  expect(parse('2144001008600123')).toMatchObject({ ok: true, doubts: [{ zh: expect.stringContaining('第 11 位') }] });
});

test('sentences', () => {
  const zh = (raw: string) => {
    const result = parse(raw);
    return result.ok ? '' : result.message.zh;
  };
  expect(zh('A000123000001195000001')).toContain('第 1 位应为 Y');
  expect(zh('Y00012300000119500000')).toContain('现在 21 位');
  expect(zh('Y0001230O0001195000001')).toBe('第 9 位是「O」，应为数字');
  expect(zh('Y000123000001197000001')).toContain('应为 1 至 5，现在是 7');
  expect(zh('Y000123000001995000001')).toContain('2099 年，晚于今年');
  expect(zh('Y000123000001195000000')).toContain('不能全为 0');
  expect(rule('')).toBe('empty');
  expect(rule(1944001008500123)).toBe('lostPrecision');
  expect(rule('1.944E+15')).toBe('lostPrecision');
});

test('odd but possible is told, not refused', () => {
  const odd = parse('Y000199000001155000001');
  expect(odd.ok && odd.doubts.map((d) => d.zh)).toEqual([
    '第 6、7 位 99 不是省级代码',
    '职业技能等级证书 2019 年起核发，编号里的年份是 2015',
  ]);
});

const digits = (n: number) => fc.stringMatching(new RegExp(`^\\d{${n}}$`));
const skillParts: fc.Arbitrary<SkillLevelNumber> = fc.record({
  kind: fc.constant('skillLevel' as const),
  issuer: fc.constantFrom('employer' as const, 'assessor' as const),
  ministryCode: fc.oneof(
    fc.constant(null),
    digits(4).filter((d) => d !== '0000'),
  ),
  province: fc.constantFrom('44', '45', '52'),
  site: digits(6),
  year: fc.integer({ min: 2019, max: 2026 }),
  level: fc.constantFrom('5' as const, '4' as const, '3' as const, '2' as const, '1' as const),
  levelLetter: fc.constant(null),
  serial: digits(6).filter((d) => d !== '000000'),
});
const qualificationParts: fc.Arbitrary<QualificationNumber> = fc.record({
  kind: fc.constant('qualification' as const),
  year: fc.integer({ min: 1994, max: 2026 }),
  province: digits(2),
  prefecture: digits(2),
  institutionKind: digits(1),
  institution: digits(3),
  category: digits(1),
  serial: digits(5),
});

test('what is written is read back, and reading again repairs nothing', () => {
  fc.assert(
    fc.property(fc.oneof(skillParts, qualificationParts), (parts) => {
      const number = formatCertificateNumber(parts);
      expect(parse(number)).toMatchObject({ ok: true, number, parts, repairs: [] });
      expect(parse(` ${number.toLowerCase()}　`)).toMatchObject({ ok: true, number, parts });
    }),
  );
});

test('parts that do not fit are refused', () => {
  const [sample] = fc.sample(skillParts, 1) as [SkillLevelNumber];
  expect(() => formatCertificateNumber({ ...sample, site: '12345' })).toThrow(RangeError);
});

test('levels: labels and words', () => {
  for (const level of skillLevels) expect(parseSkillLevel(skillLevelTexts[level].zh)).toBe(level);
  expect(['初级', '5级', '三级/高级工', '技师', '高级技师'].map(parseSkillLevel)).toEqual(['5', '5', '3', '2', '1'] satisfies SkillLevel[]);
  expect(parseSkillLevel('六级')).toBeUndefined();
  expect(compareSkillLevel('5', '1')).toBeLessThan(0);
  expect(compareSkillLevel('chief', 'special')).toBeGreaterThan(0);
});
