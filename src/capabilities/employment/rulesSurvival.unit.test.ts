import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chiSquareTail, normalTwoSided } from './rulesDistributions.ts';
import { explainLogRank, logRank } from './rulesLogRank.ts';
import { kaplanMeier, paleFrom, relianceAt, survivalAt } from './rulesSurvival.ts';
import { aml, freireich, lasting, veteran } from './testing/survivalData.ts';

test('6-MP: survival, Greenwood errors and log-log limits as published (SAS LIFETEST and Stata sts list of these data)', () => {
  const curve = kaplanMeier(freireich.treated);
  const published: [number, number, number, number, number, number][] = [
    [6, 21, 0.8571, 0.0764, 0.6197, 0.9516],
    [7, 17, 0.8067, 0.0869, 0.5631, 0.9228],
    [10, 15, 0.7529, 0.0963, 0.5032, 0.8894],
    [13, 12, 0.6902, 0.1068, 0.4316, 0.8491],
    [16, 11, 0.6275, 0.1141, 0.3675, 0.8049],
    [22, 7, 0.5378, 0.1282, 0.2678, 0.7468],
    [23, 6, 0.4482, 0.1346, 0.1881, 0.6801],
  ];
  const drops = curve.steps.filter((s) => s.events > 0);
  expect(
    drops.map((s) => [s.time, s.atRisk, ...[s.survival, s.standardError, s.band!.low, s.band!.high].map((x) => Number(x.toFixed(4)))]),
  ).toEqual(published);
  expect(curve).toMatchObject({ n: 21, events: 9, median: { time: 23, low: 13, high: null } });
  expect(survivalAt(curve, 21).survival).toBeCloseTo(0.6275, 4);
  expect(survivalAt(curve, 5)).toEqual({ survival: 1, band: null, followed: 21 });
});

test('6-MP and placebo: log-rank χ² = 16.79', () => {
  const r = logRank([freireich.treated, freireich.placebo]);
  expect(r.chiSquare).toBeCloseTo(16.793, 3);
  expect(r).toMatchObject({ df: 1, rough: false, groups: [{ observed: 9 }, { observed: 21 }] });
  expect(r.groups.map((g) => Number(g.expected.toFixed(2)))).toEqual([19.25, 10.75]);
  expect(r.p).toBeCloseTo(4.17e-5, 7);
  expect(kaplanMeier(freireich.placebo).median.time).toBe(8);
});

test('aml: survival and errors as R prints them, log-rank χ² = 3.4 on 1, p = 0.0653', () => {
  const kept = kaplanMeier(aml.maintained).steps.filter((s) => s.events > 0);
  expect(kept.map((s) => [s.time, s.atRisk, Number(s.survival.toFixed(3)), Number(s.standardError.toFixed(4))])).toEqual([
    [9, 11, 0.909, 0.0867],
    [13, 10, 0.818, 0.1163],
    [18, 8, 0.716, 0.1397],
    [23, 7, 0.614, 0.1526],
    [31, 5, 0.491, 0.1642],
    [34, 4, 0.368, 0.1627],
    [48, 2, 0.184, 0.1535],
  ]);
  expect([kaplanMeier(aml.maintained).median.time, kaplanMeier(aml.not).median.time]).toEqual([31, 23]);
  const r = logRank([aml.maintained, aml.not]);
  expect(r.chiSquare).toBeCloseTo(3.396, 3);
  expect(r.p).toBeCloseTo(0.0653, 4);
});

test('four groups (veteran by cell type): χ² = 25.4 on 3, p = 1e-05, expected as R prints them', () => {
  const r = logRank([veteran.squamous, veteran.smallcell, veteran.adeno, veteran.large]);
  expect(r.groups.map((g) => [g.n, g.observed, Number(g.expected.toFixed(1))])).toEqual([
    [35, 31, 47.7],
    [48, 45, 30.1],
    [27, 26, 15.7],
    [27, 26, 34.5],
  ]);
  expect(r.chiSquare).toBeCloseTo(25.4, 1);
  expect(r.df).toBe(3);
  expect(r.p).toBeCloseTo(1.3e-5, 6);
  expect(explainLogRank(r).zh).toBe('各组留岗时间有差别（χ² = 25.40, df 3, p < 0.001）');
});

test('quantiles of tables', () => {
  expect(normalTwoSided(0.95)).toBeCloseTo(1.959964, 6);
  expect(normalTwoSided(0.99)).toBeCloseTo(2.575829, 6);
  for (const [x, df, p] of [
    [3.841459, 1, 0.05],
    [6.634897, 1, 0.01],
    [5.991465, 2, 0.05],
    [7.814728, 3, 0.05],
    [18.307038, 10, 0.05],
    [29.588298, 10, 0.001],
  ] as const)
    expect(chiSquareTail(x, df)).toBeCloseTo(p, 7);
  expect(chiSquareTail(0, 3)).toBe(1);
});

const someone = fc.record({ time: fc.integer({ min: 0, max: 40 }), event: fc.boolean() });
test('without censoring the curve is the plain share; the order of people does not matter; bands hold the curve', () => {
  fc.assert(
    fc.property(fc.array(someone, { minLength: 1, maxLength: 60 }), (people) => {
      const left = people.map((p) => ({ ...p, event: true }));
      for (const s of kaplanMeier(left).steps) expect(s.survival).toBeCloseTo(left.filter((p) => p.time > s.time).length / left.length, 10);
      const curve = kaplanMeier(people);
      expect(kaplanMeier([...people].reverse())).toEqual(curve);
      let last = 1;
      for (const s of curve.steps) {
        expect(s.survival).toBeLessThanOrEqual(last);
        last = s.survival;
        if (s.band) {
          expect(s.band.low).toBeLessThan(s.survival);
          expect(s.band.high).toBeGreaterThan(s.survival);
        }
      }
      expect(curve.steps.reduce((n, s) => n + s.events + s.censored, 0)).toBe(people.length);
    }),
  );
});

test('log-rank: no order of groups matters, an empty group adds nothing, equal groups differ by nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.array(someone, { minLength: 1, maxLength: 15 }), { minLength: 2, maxLength: 4 }), (groups) => {
      const r = logRank(groups);
      const turned = logRank([...groups].reverse());
      expect(turned.chiSquare).toBeCloseTo(r.chiSquare, 6);
      expect(turned.df).toBe(r.df);
      expect(logRank([...groups, []])).toMatchObject({ df: r.df });
      expect(r.df).toBeLessThan(groups.length);
      expect(r.groups.reduce((sum, g) => sum + g.observed - g.expected, 0)).toBeCloseTo(0, 8);
      expect(logRank([groups[0]!, groups[0]!]).chiSquare).toBeCloseTo(0, 10);
    }),
  );
  expect(logRank([lasting('5+ 6+'), lasting('7+')])).toMatchObject({ df: 0, p: null });
  expect(explainLogRank(logRank([lasting('5+'), lasting('7+')])).en).toContain('nothing to test');
});

test('small groups say so, with numbers', () => {
  const curve = kaplanMeier(freireich.treated);
  expect(relianceAt(curve, 23)).toEqual({
    level: 'few',
    text: {
      zh: '本组 21 人，到这一天还在跟踪的 5 人，真实比例有 95% 的把握在 19%–68% 之间；人数太少，只供参考',
      en: '21 people, 5 of them still followed on that day; the true share lies between 19% and 68% (95% confidence); too few to rely on',
    },
  });
  expect(relianceAt(curve, 7).level).toBe('wide');
  expect(relianceAt(curve, 5).level).toBe('small');
  expect(relianceAt(kaplanMeier([]), 5).level).toBe('none');
  expect(paleFrom(curve)).toBe(17);
  const many = Array.from({ length: 400 }, (_, i) => ({ time: i, event: i % 4 === 0 }));
  expect(relianceAt(kaplanMeier(many), 100).level).toBe('good');
  expect(paleFrom(kaplanMeier(many))).toBe(390);
});
