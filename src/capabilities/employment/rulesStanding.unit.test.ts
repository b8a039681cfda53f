import { expect, test } from 'vitest';
import { dayNumber } from '#standards/calendar/calendar.ts';
import { savingProblems } from './rulesCriteriaCheck.ts';
import { shippedCriterion } from './rulesCriteriaShipped.ts';
import { OPEN } from './rulesFold.ts';
import type { LedgerPerson, LedgerSpell } from './rulesPerson.ts';
import { missingOf, standingOf } from './rulesStanding.ts';

const day = dayNumber;
let made = 0;
const spell = (
  start: string,
  ended: string | null,
  proved: string | null,
  more: Partial<LedgerSpell> = {},
  evidenceClass = 4,
): LedgerSpell => ({
  id: `s${++made}`,
  workerId: 'w',
  kind: 'employed',
  organisation: null,
  organisationCode: null,
  place: '440111000000',
  occupation: '',
  channel: '',
  industry: '',
  programme: '',
  payMonth: null,
  assisted: false,
  start: day(start),
  ended: ended === null ? OPEN : day(ended),
  contractFrom: null,
  contractTo: null,
  evidence: proved
    ? [
        {
          id: `e${made}`,
          class: evidenceClass as 4,
          inPost: true,
          from: day(start),
          to: day(proved),
          observed: day(proved),
          recorded: made,
        },
      ]
    : [],
  ...more,
});
const person = (...spells: LedgerSpell[]): LedgerPerson => ({ homes: [{ from: 0, to: OPEN, code: '522727104213' }], spells });
const transport = shippedCriterion('transportSubsidy');
const at = (p: LedgerPerson, on: string, c = transport) => standingOf(p, c, day(on));

test('stable since the day the months are full, and why', () => {
  const p = person(spell('2021-03-15', null, '2021-06-30'));
  expect(at(p, '2021-07-31')).toMatchObject({ state: 'stable', since: day('2021-06-15'), missing: null });
  expect(at(p, '2021-07-31').words.zh).toBe(
    '稳定自 2021-06-15，因为2021-03-15 起连续在岗，到 2021-06-15 满 3 个月（走访（当面或视频）证明到 2021-06-30）；按「国家交通补助口径」',
  );
  // on a day before it nothing is known of what came later
  expect(at(p, '2021-06-14').state).not.toBe('stable');
});

test('days that are missing: counted from the last proof of a run that still counts', () => {
  const p = person(spell('2026-09-01', null, '2026-10-31'));
  expect(at(p, '2026-11-27')).toMatchObject({ state: 'notYet', since: null, missing: { days: 31 } });
  expect(at(p, '2026-11-27').words).toEqual({
    zh: '还差 31 天：2026-09-01 起的在岗证明到 2026-10-31，要证明到 2026-12-01',
    en: '31 days missing: in post since 2026-09-01, proved to 2026-10-31, needed to 2026-12-01',
  });
  // one day short, one day on
  expect(missingOf(person(spell('2026-09-01', null, '2026-11-30')), transport, day('2026-11-30'))?.days).toBe(1);
  expect(at(person(spell('2026-09-01', null, '2026-12-01')), '2026-12-01')).toMatchObject({ state: 'stable', since: day('2026-12-01') });
  // broken off, unproved, or only a list: nothing is under way
  expect(at(person(spell('2026-03-01', '2026-04-30', '2026-04-30')), '2026-11-27')).toMatchObject({ state: 'none', missing: null });
  expect(at(person(spell('2026-09-01', null, null)), '2026-11-27').state).toBe('none');
  expect(at(person(spell('2026-09-01', null, '2026-11-20', {}, 6)), '2026-11-27').state).toBe('none');
});

test('a second run after a stable one: was stable, and how much the new one misses', () => {
  const p = person(spell('2025-01-01', '2025-06-30', '2025-06-30'), spell('2026-10-01', null, '2026-11-20'));
  const s = at(p, '2026-11-27');
  expect(s).toMatchObject({ state: 'over', since: day('2025-04-01'), until: day('2025-06-30'), missing: { days: 42 } });
  expect(s.words.zh).toMatch(/到 2025-06-30 止；现在还差 42 天/);
});

test('cumulative and proofs say what is missing in their own way', () => {
  const workshop = shippedCriterion('workshop');
  const p = person(spell('2026-08-01', null, '2026-10-29', { place: '522727104213', payMonth: 100 }));
  expect(at(p, '2026-11-27', workshop)).toMatchObject({ state: 'notYet', missing: { days: 90 } });
  const poor = person(spell('2026-01-01', null, '2026-10-31', { place: '522727104213', payMonth: 100 }));
  expect(at(poor, '2026-11-27', workshop).words.zh).toBe('天数已满（304 天），报酬还没有满 6000 元');
  const employer = shippedCriterion('employerIntake');
  const insured = person(spell('2026-03-01', null, '2026-10-31', { organisation: '甲' }, 1));
  expect(at(insured, '2026-11-27', employer)).toMatchObject({ state: 'notYet', missing: { days: null } });
  expect(at(insured, '2026-11-27', employer).words.zh).toBe('还缺：劳动合同 12 个月以上（以合同或盖章名册为证）');
});

test('what is saved has a case, and every case holds', () => {
  const good = shippedCriterion('stableInGuangdong');
  expect(savingProblems(good)).toEqual([]);
  expect(savingProblems({ ...good, cases: [] }).map((p) => p.zh)).toEqual(['至少写一个测试用例']);
  expect(savingProblems({ ...good, months: 4 })[0]!.en).toMatch(/^Case “.*” does not hold: Expected stable from/);
  expect(savingProblems({ ...good, evidenceClass: undefined })[0]!.zh).toContain('没有证据等级');
  expect(savingProblems({ ...good, name: { zh: 'a\u0000', en: 'b' } })[0]!.zh).toContain('名称');
  expect(savingProblems({ ...good, cases: Array.from({ length: 41 }, () => good.cases[0]) })).toHaveLength(1);
});
