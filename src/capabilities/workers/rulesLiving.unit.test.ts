import fc from 'fast-check';
import { expect, test } from 'vitest';
import { doubtsOf, type LivingPerson, livingRuleIds } from './rulesLiving.ts';
import { workerRuleBook } from './rulesRuleBook.ts';
import type { WorkerRow } from './rulesWorkerRow.ts';

const TODAY = '2026-11-27';
const context = { today: TODAY };
const person = (row: WorkerRow, more: Partial<LivingPerson> = {}): LivingPerson => ({
  row: { homeCounty: '522727', birthday: '1990-05-01', sex: '1', ...row },
  spells: [],
  phoneHouseholds: 1,
  phoneApart: false,
  household: null,
  openSince: null,
  verifiedUntil: null,
  ...more,
});
const rules = (p: LivingPerson): string[] => doubtsOf(p, context).map((d) => d.rule);
const spell = (id: string, row: WorkerRow) => ({ id, row });

test('each rule of the register finds its doubt and leaves the rest alone', () => {
  expect(rules(person({ labour: 'ordinary', working: true, place: '440106' }))).toEqual([]);
  expect(rules(person({ phone: 'x', householdNumber: 'h' }, { phoneHouseholds: 3 }))).toEqual(['V02']);
  expect(rules(person({ phone: 'x', householdNumber: 'h' }, { phoneApart: true }))).toEqual(['V02']);
  expect(rules(person({}, { spells: [spell('a', { channel: 'publicPost', place: '440106', start: '2026-01-05' })] }))).toEqual(['V05']);
  expect(
    rules(
      person(
        { birthday: '1950-01-01' },
        { spells: [spell('a', { channel: 'publicPost', place: '522727', start: '2026-01-05', end: null })] },
      ),
    ),
  ).toEqual(['V06']);
  expect(rules(person({}, { spells: [spell('a', { monthlyIncome: 80_000 })] }))).toEqual(['V09']);
  expect(rules(person({ birthday: '2012-05-01' }, { spells: [spell('a', { start: '2026-03-01' })] }))).toEqual(['V10']);
  expect(rules(person({ labour: 'weak', place: '440106', working: true, health: ['chronic'] }))).toEqual(['V11']);
  expect(rules(person({ school: 'grade9', working: true, birthday: '2009-05-01' }))).toEqual(['V12']);
  expect(rules(person({ labour: 'ordinary', birthday: '2012-05-01' }))).toEqual(['V12']);
  expect(rules(person({ labour: 'ordinary', birthday: '1960-05-01' }))).toEqual(['V13']);
  expect(rules(person({ labour: 'none', health: ['healthy'] }))).toEqual(['V13']);
  expect(doubtsOf(person({ labour: 'skilled', working: false }), context)).toMatchObject([{ rule: 'V19', severity: 'hint' }]);
  expect(rules(person({ relation: 'spouse', sex: '1' }, { household: { heads: 1, headSex: '1', headBorn: 0, works: null } }))).toEqual([
    'V20',
  ]);
});

test('two spells that overlap are one doubt that names both, with the days where they are known', () => {
  const [doubt, ...rest] = doubtsOf(
    person(
      {},
      {
        spells: [
          spell('a', { employer: '启明电器', start: '2026-03-02', end: '2026-08-14' }),
          spell('b', { employer: '云雀皮具', start: '2026-07-02', end: null, working: true }),
        ],
      },
    ),
    context,
  );
  expect(rest).toEqual([]);
  expect(doubt!.rule).toBe('V07');
  expect(doubt!.text.zh).toBe('两段务工时间重叠 44 天：启明电器（2026-03-02 起，到 2026-08-14）还没有结束，2026-07-02 又到了云雀皮具');
  expect(
    rules(person({}, { spells: [spell('a', { start: '2026-03', end: '2026-06' }), spell('b', { start: '2026-06', end: null })] })),
  ).toEqual([]);
});

test('an open spell is asked about from the 93rd day without verification on', () => {
  expect(rules(person({}, { openSince: '2026-01-01', verifiedUntil: '2026-08-27' }))).toEqual([]);
  expect(rules(person({}, { openSince: '2026-01-01', verifiedUntil: '2026-08-26' }))).toEqual(['V08']);
  expect(rules(person({}, { openSince: '2026-01-01' }))).toEqual(['V08']);
  expect(rules(person({}, { openSince: null, verifiedUntil: '2020-01-01' }))).toEqual([]);
});

test('what a rule looked at is its facts: equal facts equal doubts, and no sentence holds a number of a person', () => {
  const row = fc.record(
    {
      birthday: fc.constantFrom('1950-01-01', '1990-05-01', '2012-02-03'),
      labour: fc.constantFrom('ordinary', 'skilled', 'weak', 'lost', 'none'),
      health: fc.constantFrom(['healthy'], ['chronic']),
      working: fc.boolean(),
      place: fc.constantFrom('522727', '440106'),
      education: fc.constantFrom('primary', 'bachelorOrAbove'),
      phone: fc.constant('13800138000'),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(row, fc.integer({ min: 0, max: 4 }), (r, households) => {
      const p = person({ ...r, householdNumber: 'h' } as WorkerRow, { phoneHouseholds: households });
      const doubts = doubtsOf(p, context);
      expect(doubtsOf(structuredClone(p), context)).toEqual(doubts);
      for (const d of doubts) {
        expect(livingRuleIds).toContain(d.rule);
        expect(d.text.zh + d.text.en).not.toMatch(/\d{11}/);
        expect(d.text.en).not.toMatch(/[\u4e00-\u9fff]/);
        expect(d.facts.length).toBeGreaterThan(0);
      }
    }),
  );
});

test('the rule book tells of every rule, in both languages', () => {
  expect(workerRuleBook.map((r) => r.id)).toEqual(Array.from({ length: 20 }, (_, i) => `V${String(i + 1).padStart(2, '0')}`));
  for (const r of workerRuleBook)
    for (const text of [r.name, r.text, r.why, r.todo, r.source]) {
      expect(text.zh, r.id).toMatch(/[\u4e00-\u9fff]/);
      expect(text.en, r.id).not.toMatch(/[\u4e00-\u9fff]/);
      expect(text.en.length, r.id).toBeGreaterThan(3);
    }
});
