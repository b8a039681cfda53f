import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayNumber, fromDayNumber } from '#standards/calendar/calendar.ts';
import { OPEN } from './rulesFold.ts';
import {
  answerFault,
  dueDay,
  inVerifiedStock,
  monthIndex,
  monthOf,
  monthOfIndex,
  nextMonth,
  type RoundEvidence,
  type RoundEyes,
  roundFacts,
  roundState,
  shownUntil,
} from './rulesRounds.ts';
import { literalInStock, literalRound } from './testing/literalRounds.ts';
import { evidenceIn, said, saidSpell, spellIn } from './testing/worlds.ts';

const RULE = { dueDay: 25, remindDays: 3 };
const SPAN = 260;
const EPOCH = dayNumber('2021-01-01');

const cases = fc.record({
  spell: spellIn(SPAN),
  evidence: fc.array(fc.record({ e: evidenceIn(SPAN), byEmployer: fc.boolean() }), { maxLength: 5 }),
  tried: fc.array(fc.integer({ min: 0, max: SPAN + 20 }), { maxLength: 2 }),
  today: fc.integer({ min: 20, max: SPAN + 60 }),
  back: fc.integer({ min: 0, max: 4 }),
  eyes: fc.constantFrom<RoundEyes>('office', 'office', 'employer'),
});

test('a round is what its sentences say: state and stock, against the literal reading', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(cases, ({ spell, evidence, tried, today, back, eyes }) => {
      const list: RoundEvidence[] = evidence.map(({ e, byEmployer }, i) => ({ ...e, id: `e${i}`, byEmployer }));
      const days = tried.map((d) => fromDayNumber(EPOCH + d));
      const facts = roundFacts(spell, list, days);
      const now = fromDayNumber(EPOCH + today);
      const month = nextMonth(monthOf(now), -back);
      const literal = list.map((e) => ({ ...said(e), byEmployer: e.byEmployer }));
      const state = roundState(facts, month, now, RULE, eyes);
      expect(state).toBe(literalRound(saidSpell(spell), literal, days, month, now, dueDay(month, RULE), eyes));
      expect(inVerifiedStock(facts, now)).toBe(literalInStock(saidSpell(spell), literal, now));
      // what is passed by because it was over is in no round of the month
      const until = shownUntil(facts);
      if (until !== null && until < `${month}-01`) expect(state).toBeNull();
      seen.set(String(state), (seen.get(String(state)) ?? 0) + 1);
    }),
    { numRuns: 3000 },
  );
  for (const state of ['overdue', 'due', 'notReached', 'verified', 'left', 'silent', 'null'])
    expect(seen.get(state) ?? 0, state).toBeGreaterThan(10);
}, 120_000);

describe('months', () => {
  test('count on over years and are read back', () => {
    expect(monthOfIndex(monthIndex('2026-11-05'))).toBe('2026-11');
    expect(nextMonth('2026-12')).toBe('2027-01');
    expect(nextMonth('2026-01', -1)).toBe('2025-12');
    expect(monthIndex('9999-12')).toBeLessThan(2 ** 17);
  });
  test('the due day is clipped to the end of a month', () => {
    expect(dueDay('2026-11', RULE)).toBe('2026-11-25');
    expect(dueDay('2026-02', { dueDay: 31, remindDays: 3 })).toBe('2026-02-28');
  });
});

describe('an answer', () => {
  const start = '2026-03-01';
  const today = '2026-11-27';
  const still = { answer: 'still', day: today, via: 'phone', reason: '', lastDay: null, hasFile: false } as const;
  const left = { ...still, answer: 'left', lastDay: '2026-11-20', reason: 'home' } as const;
  test.each([
    [still, 'office', null],
    [{ ...still, day: addDays(today, 1) }, 'office', 'tomorrow'],
    [{ ...still, day: '2026-10-01' }, 'office', null],
    [{ ...still, day: '2026-09-30' }, 'office', 'tooLate'],
    [{ ...still, via: null }, 'office', 'via'],
    [{ ...still, via: 'employer' }, 'office', 'via'],
    [{ ...still, via: 'phone' }, 'employer', 'via'],
    [{ ...still, via: 'employer' }, 'employer', null],
    [{ ...still, via: 'roster' }, 'employer', 'roster'],
    [{ ...still, via: 'roster', hasFile: true }, 'employer', null],
    [left, 'office', null],
    [{ ...left, reason: '' }, 'office', 'reason'],
    [{ ...left, reason: 'noAnswer' }, 'office', 'reason'],
    [{ ...left, lastDay: null }, 'office', 'lastDay'],
    [{ ...left, lastDay: '2026-11-28' }, 'office', 'lastDay'],
    [{ ...left, lastDay: '2026-02-28', reason: 'other' }, 'office', null],
    [{ ...left, lastDay: '2026-02-27' }, 'office', 'lastDayEarly'],
    [{ ...still, answer: 'notReached', via: null, reason: 'noAnswer' }, 'office', null],
    [{ ...still, answer: 'notReached', via: null, reason: 'home' }, 'office', 'reason'],
  ] as const)('%j as %s: %s', (a, eyes, fault) => {
    expect(answerFault(a, { start }, today, eyes)).toBe(fault);
  });
  test('before the work began nobody is still there', () => {
    expect(answerFault({ ...still, day: '2026-11-01' }, { start: '2026-11-10' }, today, 'office')).toBe('beforeStart');
  });
});

test('an open end stays open for every later month', () => {
  const facts = roundFacts({ start: EPOCH, ended: OPEN }, [], []);
  expect(shownUntil(facts)).toBeNull();
  expect(roundState(facts, '2021-03', '2021-03-10', RULE)).toBe('silent');
});
