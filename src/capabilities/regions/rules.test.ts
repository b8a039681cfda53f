import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadDivisions } from '#standards/divisions/server/loadDivisions.ts';
import { keyCounties, keyCountiesOn } from './keyCounties.ts';
import { pairingSeeds } from './pairingData.ts';
import { fitDay, heldOn, holdsOn, knownDay, type PairingFact, pairedOn, standingOf, stateOn, touching, whyNotPaired } from './rules.ts';

const divisions = loadDivisions();
const seeds: readonly (PairingFact & { readonly key: string })[] = pairingSeeds.map((s) => ({
  ...s,
  originName: s.originName ?? '',
  hostName: s.hostName ?? '',
  validTo: s.validTo ?? null,
}));
const DAY = '2022-10-12';
const pair = (originCode: string, hostCode: string, more: Partial<PairingFact> = {}): PairingFact => ({
  level: originCode.slice(4, 6) === '00' ? 'prefecture' : 'county',
  originCode,
  originName: '',
  hostCode,
  hostName: '',
  validFrom: '2021-01-01',
  validTo: null,
  ...more,
});

const dayOf = (n: number) => new Date(Date.UTC(2010, 0, 1 + n)).toISOString().slice(0, 10);
const anyDay = fc.nat({ max: 7000 }).map(dayOf);
const detailed = divisions.all.filter((d) => ['44', '45', '52'].includes(d.code.slice(0, 2)) && !d.placeholder);
const anyPlace = fc.nat({ max: detailed.length - 1 }).map((i) => detailed[i]!.code);
const anySeed = fc.constantFrom(...seeds);

describe('days', () => {
  test('both ends are inside', () => {
    const p = { validFrom: '2017-09-05', validTo: '2020-12-31' };
    expect(['2017-09-04', '2017-09-05', '2020-12-31', '2021-01-01'].map((d) => holdsOn(p, d))).toEqual([false, true, true, false]);
    expect(['2017-09-04', '2017-09-05', '2021-01-01'].map((d) => stateOn(p, d))).toEqual(['coming', 'current', 'ended']);
  });
  test('exactly one state on every day; in force from the first to the last day without a gap', () => {
    fc.assert(
      fc.property(anyDay, anyDay, anyDay, (a, b, c) => {
        const [from, day, to] = [a, b, c].sort() as [string, string, string];
        expect(holdsOn({ validFrom: from, validTo: to }, day)).toBe(true);
        expect(holdsOn({ validFrom: from, validTo: null }, day)).toBe(true);
        expect(stateOn({ validFrom: day, validTo: to }, from)).toBe(from < day ? 'coming' : 'current');
      }),
    );
  });
  test('a month or a year is kept as its first or last day and shown as it is known', () => {
    expect(fitDay('2017-09-17', 'month', 'start')).toBe('2017-09-01');
    expect(fitDay('2020-02-03', 'month', 'end')).toBe('2020-02-29');
    expect(fitDay('2020-05-05', 'year', 'end')).toBe('2020-12-31');
    expect(knownDay('2017-09-01', 'month')).toBe('2017-09');
    fc.assert(
      fc.property(anyDay, fc.constantFrom('day' as const, 'month' as const, 'year' as const), (day, precision) => {
        expect(fitDay(day, precision, 'start') <= day && day <= fitDay(day, precision, 'end')).toBe(true);
        expect(knownDay(fitDay(day, precision, 'start'), precision)).toBe(knownDay(day, precision));
      }),
    );
  });
});

describe('who is paired with whom', () => {
  test('a prefecture pair covers everything below on both sides', () => {
    const found = pairedOn(seeds, '522731000000', '440106000000', DAY);
    expect(found).toMatchObject({ how: 'whole', level: 'prefecture', by: [{ originCode: '522700000000', hostCode: '440100000000' }] });
  });
  test('the county pair counts before the pair of the prefectures', () => {
    const found = pairedOn(seeds, '522727102200', '440111000000', DAY);
    expect(found).toMatchObject({ how: 'whole', level: 'county' });
    expect(found.by).toHaveLength(1);
  });
  test('upwards nothing is inherited: provinces, and prefectures with one county pair, are paired in part', () => {
    expect(pairedOn([pair('522727000000', '440111000000')], '522700000000', '440100000000', DAY)).toMatchObject({
      how: 'partly',
      level: 'county',
    });
    expect(pairedOn(seeds, '520000000000', '440000000000', DAY).how).toBe('partly');
    expect(pairedOn(seeds, '520100000000', '440100000000', DAY)).toEqual({ how: 'none', level: null, by: [] });
  });
  test('a named functional area is a part of its prefecture, not the whole', () => {
    const hengqin = pair('520324000000', '440400000000', { level: 'county', hostName: '横琴（功能区）' });
    expect(pairedOn([hengqin], '520324000000', '440400000000', DAY).how).toBe('partly');
    expect(pairedOn([hengqin], '520324000000', '440402000000', DAY).how).toBe('none');
    expect(standingOf({ code: '440400000000', name: '横琴' }, '440402000000')).toBe('none');
  });
  test('history: 南宁 went from 茂名 to 深圳 with the year 2021', () => {
    expect(pairedOn(seeds, '450124000000', '440904000000', '2019-06-01')).toMatchObject({ how: 'whole', level: 'county' });
    expect(pairedOn(seeds, '450124000000', '440904000000', DAY).how).toBe('none');
    expect(pairedOn(seeds, '450100000000', '440300000000', DAY)).toMatchObject({ how: 'whole', level: 'prefecture' });
    expect(pairedOn(seeds, '450100000000', '440300000000', '2020-12-31').how).toBe('none');
  });
  test('the order of the two areas does not matter, and only pairings in force count', () => {
    fc.assert(
      fc.property(anyPlace, anyPlace, anyDay, (a, b, day) => {
        const one = pairedOn(seeds, a, b, day);
        expect(pairedOn(seeds, b, a, day)).toEqual(one);
        for (const p of one.by) expect(holdsOn(p, day)).toBe(true);
        expect(pairedOn(heldOn(seeds, day), a, b, day)).toEqual(one);
      }),
    );
  });
  test('whole is inherited by everything below both sides', () => {
    fc.assert(
      fc.property(anySeed, fc.nat(), fc.nat(), (seed, i, j) => {
        if (seed.hostName) return;
        const under = (code: string) => detailed.filter((d) => d.code.startsWith(code.replace(/0+$/, '').padEnd(4, '0')));
        const a = under(seed.originCode);
        const b = under(seed.hostCode);
        expect(pairedOn(seeds, a[i % a.length]!.code, b[j % b.length]!.code, seed.validFrom).how).toBe('whole');
      }),
      { numRuns: 40 },
    );
  });
  test('touching agrees with the standing of either side', () => {
    fc.assert(
      fc.property(anyPlace, (area) => {
        const found = new Set(touching(seeds, area).map((f) => f.pairing));
        for (const s of seeds) {
          const stands = [
            standingOf({ code: s.originCode, name: s.originName }, area),
            standingOf({ code: s.hostCode, name: s.hostName }, area),
          ].some((x) => x !== 'none');
          expect(found.has(s)).toBe(stands);
        }
      }),
    );
  });
});

describe('what may be entered', () => {
  const facts = (code: string) => ({
    level: divisions.get(code)?.level,
    inCountylessPrefecture: divisions.countyOf(code)?.level === 'prefecture',
  });
  const why = (p: PairingFact) => whyNotPaired(p, facts(p.originCode), facts(p.hostCode))?.zh;
  test('every pairing that comes with the program would be accepted, once, by its codes in the tree', () => {
    for (const s of seeds) {
      expect([s.key, why(s)]).toEqual([s.key, undefined]);
      expect(divisions.get(s.originCode) && divisions.get(s.hostCode)).toBeTruthy();
    }
    expect(new Set(seeds.map((s) => s.key)).size).toBe(seeds.length);
    expect(seeds.filter((s) => s.level === 'prefecture' && holdsOn(s, DAY)).length).toBe(16);
  });
  test('refusals say what to write instead', () => {
    expect(why(pair('522727000000', '520100000000'))).toContain('同一个省');
    expect(why(pair('522727000000', '440100000000', { level: 'county' }))).toContain('写到县');
    expect(why(pair('522727000000', '440100000000', { level: 'prefecture' }))).toContain('写到市');
    expect(why(pair('520628000000', '441900121000'))).toBeUndefined();
    expect(why(pair('520628000000', '440111001000'))).toContain('写到县');
  });
});

test('key counties: twenty of Guangxi, twenty of Guizhou, each by the name it has in the tree', () => {
  for (const c of keyCounties) expect([c.code, divisions.get(c.code)?.name]).toEqual([c.code, c.name]);
  expect(keyCounties.filter((c) => c.code.startsWith('45'))).toHaveLength(20);
  expect(keyCounties.filter((c) => c.code.startsWith('52'))).toHaveLength(20);
  expect(keyCountiesOn('2021-08-26')).toHaveLength(0);
});
