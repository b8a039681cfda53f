import { expect, test } from 'vitest';
import { Criterion } from './rulesCriteria.ts';
import { criterionProblems, runCases } from './rulesCriteriaCheck.ts';
import { shippedCriteria, shippedCriterion } from './rulesCriteriaShipped.ts';
import { explainCriterion } from './rulesCriteriaTexts.ts';

test('what is shipped has no problems, and its cases pass', () => {
  for (const c of shippedCriteria) {
    expect(criterionProblems(c), c.id).toEqual([]);
    expect(c.cases.length, c.id).toBeGreaterThan(0);
    for (const r of runCases(c)) expect(r, `${c.id}: ${r.name.en}`).toMatchObject({ passed: true, differences: [] });
  }
  expect(new Set(shippedCriteria.map((c) => c.id)).size).toBe(7);
});

test('a case that does not hold says what came out', () => {
  const c = shippedCriterion('stableInGuangdong');
  const [first] = c.cases;
  const wrong = { ...c, cases: [{ ...first!, expect: { stableFrom: '2022-05-01', stable: [{ on: '2022-04-01', is: false }] } }] };
  expect(runCases(wrong)).toMatchObject([
    {
      passed: false,
      stableFrom: '2022-04-01',
      differences: [{ zh: '期望稳定自 2022-05-01，算出 2022-04-01' }, { zh: '2022-04-01 不应稳定，算出稳定' }],
    },
  ]);
});

test('bad criteria are told in sentences', () => {
  const good = shippedCriterion('stableInGuangdong');
  const problems = (changes: object) => criterionProblems({ ...good, ...changes }).map((p) => p.zh);
  const { evidenceClass: _, ...without } = good;
  expect(criterionProblems(without).map((p) => p.zh)).toEqual(['没有证据等级：请写明最低认到第几级（1 社保 … 6 自报）的证据']);
  expect(problems({ evidenceClass: 7 })[0]).toContain('没有证据等级');
  expect(problems({ months: null })).toEqual(['连续和累计口径要写月数']);
  expect(problems({ months: 0, gapDays: 90 })).toEqual(['月数是 1 到 60 的整数', '可相接的空档是 0 到 60 天']);
  expect(problems({ mode: 'cumulative', gapDays: 0, months: 13 })[0]).toContain('最多 12 个月');
  expect(problems({ mode: 'cumulative' })).toEqual(['累计口径不看空档，请写 0 天']);
  expect(problems({ mode: 'proofs', months: null, same: 'any' })).toHaveLength(2);
  expect(problems({ pay: { per: 'window', yuan: 6000 } })).toEqual(['365 天合计报酬只用于累计口径']);
  expect(problems({ place: { kind: 'area', code: '440', name: good.name } })[0]).toContain('地点要选');
  const employer = shippedCriterion('employerIntake');
  expect(criterionProblems({ ...employer, evidenceClass: 2 }).map((p) => p.zh)).toEqual(['凭证要第 3 级证据，但口径只认到第 2 级']);
  const bad = { ...good.cases[0]!, spells: [{ ...good.cases[0]!.spells[0]!, ended: '2021-01-01' }] };
  expect(problems({ cases: [bad] })).toEqual(['用例「广州到佛山，中间空 15 天」：结束早于开始']);
  expect(criterionProblems('x').map((p) => p.en)).toEqual(['This is no criterion']);
});

test('in words, both languages, with source, certainty and defaults', () => {
  for (const c of shippedCriteria) {
    const words = explainCriterion(c);
    expect(words.zh).not.toMatch(/null|undefined/);
    expect(words.en).not.toMatch(/null|undefined|[\u4e00-\u9fff]/);
    expect(Criterion.parse(c)).toEqual(c);
  }
  expect(explainCriterion(shippedCriterion('stableInGuangdong'))).toEqual({
    zh: '稳在广东（第 1 版）：在广东省务工，连续在岗满 3 个月，每一天都有证据证明，两段之间空 15 天以内可相接；满月的那天起算稳定，此后最后一次证明起 92 天内没有更新也仍算。同一省内的务工合并计算；证据认到第 5 级（电话回访）。实习不算。依据：本平台默认口径，参照各地「稳定就业 3 个月」的通行做法；各省可改（未核实）。○ 默认值：月数、空档天数、证据等级。',
    en: 'stable in Guangdong (version 1): work in Guangdong, in post for 3 months on end, every day of them proved, holes of up to 15 days between spells are bridged; stable from the day they are full, and for 92 days after the last proof. Work in one province together; evidence down to class 5 (telephone) counts. Internships do not count. Source: Our default, after the common practice of three months; provinces may change it (unverified). ○ Defaults: months, holes, evidence class.',
  });
  expect(explainCriterion(shippedCriterion('employerIntake')).en).toContain(
    'a contract of at least 12 months, shown by contract or stamped roster, and social insurance covering 6 months on end, and still in post on the day',
  );
  expect(explainCriterion(shippedCriterion('workshop')).zh).toContain('报酬合计 6,000 元以上');
});
