import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StudentStep } from './contractSchoolingTexts.ts';
import {
  type InternshipFacts,
  STUDENT_STEPS,
  type StepMade,
  stepsFrom,
  studentConditions,
  studentStateOn,
  whyNotCohortDays,
  whyNotInternship,
  whyNotStudentDay,
  whyNotTerm,
} from './rulesSchooling.ts';

const day = (n: number): string => new Date(Date.UTC(2024, 8, 1) + n * 86_400_000).toISOString().slice(0, 10);
/** A walk through the steps as the deeds allow it. */
const life = fc.array(fc.tuple(fc.nat({ max: 30 }), fc.nat({ max: 200 })), { maxLength: 12 }).map((moves) => {
  const steps: StepMade[] = [];
  let at = 0;
  for (const [which, later] of moves) {
    const may = stepsFrom(studentStateOn(steps, '9999-12-31'));
    if (may.length === 0) break;
    at += later;
    steps.push({ number: steps.length + 1, step: may[which % may.length]!, onDay: day(at) });
  }
  return steps;
});

test('every step starts from where the one before it ended; a diploma ends it for good', () => {
  fc.assert(
    fc.property(life, (steps) => {
      steps.forEach((s, i) => {
        const before = i === 0 ? null : STUDENT_STEPS[steps[i - 1]!.step].to;
        expect(STUDENT_STEPS[s.step].from).toContain(before);
        expect(whyNotStudentDay(s.onDay, steps.slice(0, i), '9999-12-31')).toBeUndefined();
      });
      const diploma = steps.findIndex((s) => s.step === 'graduate' || s.step === 'complete');
      if (diploma >= 0) expect(diploma).toBe(steps.length - 1);
    }),
  );
});

test('where a status stands on a day rests on the steps of until then, in whatever order they are read', () => {
  fc.assert(
    fc.property(life, fc.nat({ max: 2500 }), (steps, at) => {
      const d = day(at);
      const known = steps.filter((s) => s.onDay <= d);
      expect(studentStateOn([...steps].reverse(), d)).toBe(studentStateOn(steps, d));
      expect(studentStateOn(steps, d)).toBe(known.length === 0 ? null : STUDENT_STEPS[known.at(-1)!.step].to);
      // taking the last one back is as if it had never been
      expect(studentStateOn(steps.slice(0, -1), '9999-12-31')).toBe(steps.length < 2 ? null : STUDENT_STEPS[steps.at(-2)!.step].to);
    }),
  );
});

test('every step has a condition told in both languages, met or not', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...StudentStep.options),
      fc.record({
        onDay: fc.nat({ max: 1200 }).map(day),
        until: fc.option(fc.nat({ max: 1200 }).map(day), { nil: null }),
        cohort: fc.constant({ fromDay: day(0), toDay: day(1000), seats: 30 }),
        others: fc.nat({ max: 40 }),
        alive: fc.boolean(),
        elsewhere: fc.boolean(),
        terms: fc.record({ finished: fc.nat({ max: 6 }), failed: fc.nat({ max: 2 }), open: fc.nat({ max: 2 }) }),
        held: fc.nat({ max: 6 }),
        target: fc.boolean(),
      }),
      (step, facts) => {
        for (const c of studentConditions(step, facts)) expect(c.text.zh.length * c.text.en.length).toBeGreaterThan(0);
        // nobody finishes with a term open
        if (facts.terms.open > 0 && (step === 'graduate' || step === 'complete'))
          expect(studentConditions(step, facts).some((c) => c.met !== true)).toBe(true);
      },
    ),
  );
});

test('terms stand in their order within the cohort', () => {
  const cohort = { fromDay: '2024-09-01', toDay: '2027-07-10', terms: 6 };
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat({ max: 1000 }), { minLength: 2, maxLength: 12 }), (days) => {
      const sorted = days.sort((a, b) => a - b);
      const terms = Array.from({ length: Math.floor(sorted.length / 2) }, (_, i) => ({
        number: i + 1,
        fromDay: day(sorted[2 * i]!),
        toDay: day(sorted[2 * i + 1]!),
      }));
      for (const t of terms)
        expect(
          whyNotTerm(
            t,
            terms.filter((o) => o.number !== t.number),
            cohort,
          ),
        ).toBeUndefined();
      const [first, second] = terms;
      if (first && second) expect(whyNotTerm({ ...first, toDay: second.fromDay }, [second], cohort)?.zh).toContain('就开始');
    }),
  );
  expect(whyNotCohortDays('2024-09-01', '2026-07-10')).toBeUndefined();
  expect(whyNotCohortDays('2024-09-01', '2027-07-10')).toBeUndefined();
  expect(whyNotCohortDays('2024-09-01', '2028-09-10')?.zh).toContain('两到三年');
});

test('an internship of a boy of fifteen is refused, and one that meets another', () => {
  const facts: InternshipFacts = {
    today: '2026-11-23',
    cohort: { fromDay: '2024-09-01', toDay: '2027-07-10' },
    birthday: '2011-01-02',
    stateThen: 'studying',
    since: '2024-09-01',
    others: [],
  };
  const asked = { fromDay: '2026-10-01', toDay: null, agreedOn: '2026-09-01' };
  expect(whyNotInternship(asked, facts)?.zh).toContain('不满 16 周岁');
  const grown = { ...facts, birthday: '2009-01-02' };
  expect(whyNotInternship(asked, grown)).toBeUndefined();
  expect(whyNotInternship({ ...asked, fromDay: '2025-08-31', agreedOn: '2025-08-01' }, grown)?.zh).toContain('一年级');
  expect(whyNotInternship({ ...asked, fromDay: '2025-09-01', agreedOn: '2025-08-01' }, grown)).toBeUndefined();
  fc.assert(
    fc.property(fc.nat({ max: 300 }), fc.nat({ max: 300 }), fc.nat({ max: 300 }), fc.nat({ max: 300 }), (a, b, c, d) => {
      const span = (from: number, n: number) => ({ fromDay: day(400 + from), toDay: day(400 + from + n) });
      const [one, two] = [span(a, b), span(c, d)];
      const meet = one.fromDay <= two.toDay && two.fromDay <= one.toDay;
      const why = whyNotInternship({ ...one, agreedOn: '2025-01-01' }, { ...grown, today: '2027-07-10', others: [two] });
      expect(why?.zh.includes('重叠') ?? false).toBe(meet && one.toDay <= '2027-07-10');
    }),
  );
});
