import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areaOf } from '#capabilities/access/rules.ts';
import {
  belowIn,
  bySpecificity,
  fitDay,
  gramsOf,
  holdsOn,
  industryCode,
  isOwn,
  levelFits,
  mayWrite,
  plainName,
  queryKind,
  stemName,
  whyNotMerged,
  whyNotServed,
} from './rules.ts';

const PLACES = ['广东省', '广东', '广州市', '广州', '白云区', '白云'];

describe('names', () => {
  test('one organisation, however it is written', () => {
    for (const name of [
      '穗味餐饮有限公司',
      '广州穗味餐饮有限公司',
      '广东省广州市白云区穗味餐饮有限责任公司',
      '穗味餐饮（广州）有限公司',
      '穗味餐饮(集团)股份有限公司',
      ' 穗味　餐饮 有限公司 ',
    ])
      expect(stemName(name, PLACES), name).toBe('穗味餐饮');
    expect(stemName('广州穗味餐饮有限公司白云分公司', PLACES)).toBe('穗味餐饮有限公司白云分公司');
    expect(stemName('广州市有限公司', PLACES)).toBe('广州市');
    expect(stemName('有限公司')).toBe('有限公司');
    expect(stemName('（广州）')).toBe('(广州)');
    expect(plainName('ＡＢＣ 电子')).toBe('abc电子');
  });
  test('making plain twice is making plain once; a stem is a part of the plain name or of it without brackets', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'广州穗味餐饮有限公司责任（）() ＡB') }), (name) => {
        expect(plainName(plainName(name))).toBe(plainName(name));
        const stem = stemName(name, PLACES);
        expect(plainName(stem)).toBe(stem);
        expect(
          plainName(name)
            .replace(/\([^()]*\)/g, '')
            .includes(stem) ||
            plainName(name) === stem ||
            plainName(name).includes(stem),
        ).toBe(true);
      }),
    );
  });
  test('every part of two or more characters is found by its grams', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'穗味餐饮𬭚㙟'), minLength: 2, maxLength: 12 }),
        fc.nat(),
        fc.nat(),
        (text, a, b) => {
          const chars = [...text];
          const [from, to] = [a % chars.length, b % (chars.length + 1)];
          const part = chars.slice(Math.min(from, to), Math.max(from, to)).join('');
          const all = new Set(gramsOf(text));
          expect(gramsOf(part).every((g) => all.has(g))).toBe(true);
        },
      ),
    );
    expect(gramsOf('味')).toEqual([]);
  });
  test('what somebody typed', () => {
    expect(queryKind('  ')).toBeUndefined();
    expect(queryKind('91440111MA')).toEqual({ kind: 'code', from: '91440111MA' });
    expect(queryKind('swcy')).toEqual({ kind: 'letters', letters: 'swcy', plain: 'swcy' });
    expect(queryKind("Sui'wei")).toMatchObject({ kind: 'letters', letters: 'suiwei' });
    expect(queryKind('味餐')).toEqual({ kind: 'text', plain: '味餐', grams: ['味餐'] });
    expect(queryKind('3M公司')).toMatchObject({ kind: 'text' });
    expect(queryKind('2026')).toMatchObject({ kind: 'text' });
  });
});

test('industries: letter, digits, both; nothing invented', () => {
  expect(['', 'h', '62', 'H62', 'c1331', '1331'].map(industryCode)).toEqual(['', 'H', 'H62', 'H62', 'C1331', 'C1331']);
  expect(['Z', '98', 'A13', '餐饮', '620000'].map(industryCode)).toEqual([undefined, undefined, undefined, undefined, undefined]);
});

test('who writes: the area it lies in, and for a station the area that sent it', () => {
  const held = (role: string, code: string) => [{ role, area: areaOf(code), relation: null }];
  const here = { place: '440111001001', stationFrom: null };
  expect(mayWrite(held('county_bureau', '440111000000'), here)).toBe(true);
  expect(mayWrite(held('steering', '440000000000'), here)).toBe(true);
  expect(mayWrite(held('station', '440111000000'), here)).toBe(true);
  expect(mayWrite(held('county_bureau', '440113000000'), here)).toBe(false);
  expect(mayWrite(held('county_bureau', '522727000000'), here)).toBe(false);
  expect(mayWrite(held('county_bureau', '522727000000'), { ...here, stationFrom: '522727000000' })).toBe(true);
  for (const role of ['village_cadre', 'township_cadre', 'school', 'exam_body', 'employer', 'auditor', 'worker', 'system_admin'])
    expect(mayWrite(held(role, ''), here), role).toBe(false);
  expect(isOwn([{ role: 'employer', area: areaOf('440111000000'), relation: 'org:a' }], ['b', 'a'])).toBe(true);
  expect(isOwn([{ role: 'employer', area: areaOf('440111000000'), relation: 'worker:a' }], ['a'])).toBe(false);
});

test('what may be merged', () => {
  const one = (id: string, uscc: string | null = null, mainId = id) => ({ id, mainId, name: id, uscc });
  expect(whyNotMerged(one('a'), one('a'))?.zh).toMatch(/自己/);
  expect(whyNotMerged(one('a', null, 'b'), one('b'))?.zh).toMatch(/已经是一家/);
  expect(whyNotMerged(one('a', 'X'), one('b', 'Y'))?.zh).toMatch(/代码不同/);
  expect(whyNotMerged(one('a', 'X'), one('b'))?.zh).toMatch(/反过来/);
  expect(whyNotMerged(one('a'), one('b', 'Y'))).toBeUndefined();
  const links = [
    { organisationId: 'b', intoId: 'a' },
    { organisationId: 'c', intoId: 'b' },
    { organisationId: 'd', intoId: 'd' },
    { organisationId: 'e', intoId: 'a' },
  ];
  expect(belowIn(links, 'a')).toEqual(['b', 'c', 'e']);
  expect(belowIn(links, 'b')).toEqual(['c']);
  expect(belowIn([...links, { organisationId: 'a', intoId: 'c' }], 'a')).toEqual(['b', 'c', 'e']);
});

test('stations: levels, services, the most specific first', () => {
  expect(levelFits('county', 'prefecture')).toBe(true);
  expect(levelFits('county', 'province')).toBe(true);
  expect(levelFits('prefecture', 'prefecture')).toBe(false);
  expect(levelFits('province', 'county')).toBe(false);
  expect(whyNotServed('440111000000', '522727000000', 'county')).toBeUndefined();
  expect(whyNotServed('440000000000', '440111000000', 'province')?.zh).toMatch(/同一个省/);
  expect(whyNotServed('440000000000', '520000000000', 'county')?.zh).toMatch(/省级总站/);
  const s = (hostCode: string, originCode: string, stationLevel: 'province' | 'prefecture' | 'county', stationName = 'x') => ({
    hostCode,
    originCode,
    stationLevel,
    stationName,
  });
  const sorted = [
    s('440000000000', '520000000000', 'province'),
    s('440111000000', '522727000000', 'county', 'b'),
    s('440111000000', '522727000000', 'county', 'a'),
    s('440100000000', '522727000000', 'county'),
    s('440111000000', '522700000000', 'prefecture'),
  ].sort(bySpecificity);
  expect(sorted.map((x) => [x.hostCode.slice(0, 6), x.originCode.slice(0, 6), x.stationName])).toEqual([
    ['440111', '522727', 'a'],
    ['440111', '522727', 'b'],
    ['440100', '522727', 'x'],
    ['440111', '522700', 'x'],
    ['440000', '520000', 'x'],
  ]);
  expect(holdsOn({ fromDay: '2026-01-01', toDay: '2026-01-31' }, '2026-01-31')).toBe(true);
  expect(holdsOn({ fromDay: '2026-01-01', toDay: null }, '2025-12-31')).toBe(false);
  expect(fitDay('2026-03-15', 'month')).toBe('2026-03-01');
});
