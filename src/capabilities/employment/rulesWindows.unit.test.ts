import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayNumber } from '#standards/calendar/calendar.ts';
import { shippedCriterion } from './rulesCriteriaShipped.ts';
import { OPEN } from './rulesFold.ts';
import { type LedgerSpell, united } from './rulesPerson.ts';
import { stabilityOf } from './rulesStable.ts';
import { cohortSpell, FORMS, lastingOf, rateOf, retentionOf, WINDOWS, windowAnswer } from './rulesWindows.ts';
import { explainStable, explainWindow } from './rulesWindowsTexts.ts';
import { literalCohort, literalLasting, literalWindow } from './testing/literalWindows.ts';
import { EPOCH, personIn, saidWork, steadyPersonIn, textOf } from './testing/worlds.ts';

test('every window of every form is answered as the text says; lasting too', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(
      fc.oneof(personIn(150), steadyPersonIn(100)),
      fc.constantFrom<1 | 5 | 6>(1, 5, 6),
      fc.integer({ min: 0, max: 600 }),
      fc.constantFrom(0, 30, 75, 200),
      fc.array(fc.integer({ min: 1, max: 150 }), { minLength: 4, maxLength: 4 }),
      (person, c, after, to, others) => {
        const spells = united(person.spells, c);
        const said = spells.map(saidWork);
        const cohort = cohortSpell(spells, EPOCH, EPOCH + to, c);
        const slowCohort = literalCohort(said, textOf(EPOCH), textOf(EPOCH + to), c);
        expect(cohort?.start && textOf(cohort.start)).toBe(slowCohort?.start);
        if (!cohort || !slowCohort) return;
        const slow = saidWork(cohort);
        for (const form of FORMS) {
          const r = retentionOf(spells, cohort, form, c);
          for (const w of [...WINDOWS, ...others]) {
            const a = windowAnswer(r, w, EPOCH + to + after);
            expect({ answer: a.answer, class: a.class }).toEqual(literalWindow(said, slow, w, form, textOf(EPOCH + to + after), c));
            seen.set(`${a.answer} ${a.by}`, (seen.get(`${a.answer} ${a.by}`) ?? 0) + 1);
            const words = explainWindow(a, w, form);
            expect(words.zh + words.en).not.toMatch(/undefined|null|NaN/);
          }
          const lasting = lastingOf(r, EPOCH + to + after);
          expect(lasting && { days: lasting.time, event: lasting.event }).toEqual(
            literalLasting(said, slow, form, textOf(EPOCH + to + after), c),
          );
          if (lasting) seen.set(`event ${lasting.event}`, (seen.get(`event ${lasting.event}`) ?? 0) + 1);
        }
      },
    ),
    { numRuns: 500 },
  );
  for (const kind of [
    'yes covers',
    'yes observed',
    'yes hole',
    'no null',
    'unverified null',
    'notYetDue null',
    'notApplicable null',
    'event true',
    'event false',
  ])
    expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(0);
});

test('a rate says how many are due, how many verified, and by which evidence', () => {
  const yes = { answer: 'yes', day: 0, by: 'covers', class: 1, evidenceId: 'e', spellId: 's' } as const;
  const none = { day: 0, by: null, class: null, evidenceId: null, spellId: null };
  const r = rateOf([
    yes,
    { ...yes, class: 4 },
    { ...none, answer: 'no' },
    { ...none, answer: 'unverified' },
    { ...none, answer: 'notYetDue' },
  ]);
  expect(r).toMatchObject({ n: 5, yes: 2, rate: 0.5, verifiedShare: 0.75, notYetDue: 1, sources: [0, 1, 0, 0, 1, 0, 0] });
  expect(rateOf([]).rate).toBeNull();
});

const d = dayNumber;
const spell: LedgerSpell = {
  id: 's',
  workerId: 'w',
  kind: 'employed',
  organisation: 'A',
  organisationCode: null,
  place: '440111000000',
  occupation: '',
  channel: '',
  industry: '',
  programme: '',
  payMonth: null,
  assisted: true,
  contractFrom: null,
  contractTo: null,
  start: d('2022-01-01'),
  ended: OPEN,
  evidence: [
    { id: 'visit', class: 4, inPost: true, from: d('2022-01-01'), to: d('2022-05-20'), observed: d('2022-05-20'), recorded: 1 },
    { id: 'insured', class: 1, inPost: true, from: d('2022-02-01'), to: d('2022-04-30'), observed: d('2022-05-10'), recorded: 2 },
  ],
};

test('whoever is in post on the as-of day has not left yet; what shows the next job is evidence about that very job', () => {
  const until = (day: string): LedgerSpell => ({
    ...spell,
    ended: d(day),
    evidence: [{ ...spell.evidence[0]!, to: d(day), observed: d(day) }],
  });
  const left = until('2022-05-20');
  const r = retentionOf([left], left, 'enterprise', 5);
  expect(lastingOf(r, d('2022-05-20'))).toEqual({ time: 139, event: false });
  expect(lastingOf(r, d('2022-05-21'))).toEqual({ time: 139, event: true });
  const first = until('2022-01-25');
  const next: LedgerSpell = { ...spell, id: 'next', start: d('2022-02-05'), evidence: [{ ...spell.evidence[0]!, from: d('2022-02-05') }] };
  const later: LedgerSpell = { ...next, id: 'later', start: d('2022-03-01'), evidence: [{ ...next.evidence[0]!, class: 1 }] };
  const answer = windowAnswer(retentionOf([first, next, later], first, 'province', 5), 30, d('2022-12-31'));
  expect(answer).toMatchObject({ answer: 'yes', by: 'hole', class: 4, spellId: 'next' });
});

test('stable since, because: with what proves it', () => {
  const c = shippedCriterion('stableInGuangdong');
  const s = stabilityOf({ spells: [spell], homes: [] }, c);
  expect(explainStable(s, c, d('2022-06-01'))).toEqual({
    zh: '稳定自 2022-04-01，因为2022-01-01 起连续在岗，到 2022-04-01 满 3 个月（社保缴费证明到 2022-04-30）；按「稳在广东」',
    en: 'Stable since 2022-04-01, because in post without a break since 2022-01-01, 3 months full on 2022-04-01 (social insurance until 2022-04-30); by “stable in Guangdong”',
  });
  expect(explainStable(s, c, d('2023-06-01')).zh).toContain('到 2022-08-20 止');
  const apart = stabilityOf({ spells: [{ ...spell, organisation: null }], homes: [] }, shippedCriterion('stableInEnterprise'));
  expect(explainStable(apart, shippedCriterion('stableInEnterprise'), d('2022-06-01')).zh).toBe(
    '按「稳在企业」未达到稳定；1 段务工没有登记企业或地点，不适用',
  );
});
