import { expect, test } from 'vitest';
import { loadDivisions } from '#standards/divisions/server/loadDivisions.ts';
import { AGREEMENTS, agreementsOf } from './accords.ts';
import { DEMONSTRATION_DAY, dayOf, instantOn, TODAY } from './days.ts';
import { IDLE_STATIONS, STATIONS } from './organisations.ts';
import { agreementsInForce, CLAUSES, stationsAtWork } from './testing/readingAccords.ts';
import { newWorld } from './world.ts';

const DAY = '2022-09-30';
const NOW = instantOn(TODAY, 8);
const world = newWorld({ seed: 11, scale: 0.001 });
const agreements = world.agreements();

const counts = (day: string, k: number, of = agreements) => {
  const found = agreementsInForce(of, day, k);
  const of1 = (province: string) => {
    const mine = found.filter((a) => a.origin.startsWith(province));
    const n = (level: string) => mine.filter((a) => a.level === level).length;
    return { province: n('province'), prefecture: n('prefecture'), county: n('county') };
  };
  return { '45': of1('45'), '52': of1('52') };
};

test('as many in force on 2022-09-30 as the article counts, for any seed, not by scale', () => {
  expect(counts(DAY, NOW)).toEqual(AGREEMENTS);
  expect(AGREEMENTS).toMatchObject({ '45': { prefecture: 8, county: 43 }, '52': { prefecture: 10, county: 99 } });
  for (const seed of [1, 7, 20221012]) expect(counts(DAY, NOW, agreementsOf(seed, loadDivisions()))).toEqual(AGREEMENTS);
  for (const province of ['45', '52'] as const)
    expect(stationsAtWork(world.organisations(), province, DAY, NOW)).toHaveLength(STATIONS[province]);
});

test('every clause leaves some out; what was signed in August and entered in October is not known in September', () => {
  const whole = agreementsInForce(agreements, DAY, NOW).length;
  for (const clause of CLAUSES.filter((c) => c !== 'knownByThen'))
    expect(agreementsInForce(agreements, DAY, NOW, clause).length, clause).toBeGreaterThan(whole + 1);
  const then = instantOn(dayOf('2022-10-01'), 9);
  expect(agreementsInForce(agreements, DAY, then).length).toBeLessThan(whole - 5);
  expect(agreementsInForce(agreements, DAY, then, 'knownByThen')).toHaveLength(whole);
  expect(stationsAtWork(world.organisations(), '45', '2022-03-01', NOW)).toHaveLength(STATIONS['45'] + 1);
  expect(stationsAtWork(world.organisations(), '45', DEMONSTRATION_DAY, NOW)).toHaveLength(STATIONS['45'] + IDLE_STATIONS - 1);
});

test('facts are such as the register itself would have taken', () => {
  const divisions = loadDivisions();
  expect(new Set(agreements.map((a) => a.id)).size).toBe(agreements.length);
  const spans: { readonly pair: string; readonly from: string; readonly to: string }[] = [];
  for (const a of agreements) {
    const times = [...a.versions, ...a.signatures, ...a.ends, ...a.groups];
    for (const v of times) {
      expect(v.recorded).toBeLessThan(instantOn(TODAY, 0));
      expect(v.superseded === null || v.superseded > v.recorded).toBe(true);
    }
    for (const s of a.signatures) {
      expect(a.versions.some((v) => v.recorded === s.text)).toBe(true);
      // entered on the day it was given, or later
      expect(instantOn(dayOf(s.signedOn), 0)).toBeLessThanOrEqual(s.recorded);
    }
    for (const v of a.versions) {
      expect(v.title).toContain('示例');
      expect(v.validFrom <= v.validTo).toBe(true);
      expect(divisions.get(v.originCode), v.originCode).toBeDefined();
      expect(divisions.get(v.hostCode), v.hostCode).toBeDefined();
      expect(v.hostCode.startsWith('44')).toBe(true);
    }
    const text = a.versions.at(-1)!;
    const signed = a.signatures.filter((s) => s.superseded === null && s.state === 'signed');
    const end = a.ends.find((e) => e.superseded === null && e.state === 'confirmed');
    if (text.superseded === null && signed.length === 2)
      spans.push({
        pair: `${text.level}${text.originCode}${text.originName}${text.hostCode}${text.hostName}`,
        from: text.validFrom,
        to: end && end.lastDay < text.validTo ? end.lastDay : text.validTo,
      });
  }
  // no two of one pair and level, signed by both, on one day
  for (const of of Map.groupBy(spans, (s) => s.pair).values())
    for (const [i, a] of of.entries()) for (const b of of.slice(i + 1)) expect(a.to < b.from || b.to < a.from, a.pair).toBe(true);
  expect(spans.length).toBeGreaterThan(160);
});
