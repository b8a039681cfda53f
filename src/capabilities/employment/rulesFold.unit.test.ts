import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayNumber, fromDayNumber } from '#standards/calendar/calendar.ts';
import { counted, type Fold, type FoldEvidence, fold, foldAll, NEVER, OPEN, vouched } from './rulesFold.ts';
import type { EvidenceClass } from './rulesSpell.ts';
import { literalDays, literalFold } from './testing/literalFold.ts';
import { evidenceIn, said, saidSpell, spellIn, textOf } from './testing/worlds.ts';

const d = dayNumber;
let made = 0;
const inPost = (k: EvidenceClass, from: string, to: string, observed = to): FoldEvidence => ({
  id: `e${++made}`,
  class: k,
  inPost: true,
  from: d(from),
  to: d(to),
  observed: d(observed),
  recorded: made,
});
const left = (k: EvidenceClass, from: string, observed = from): FoldEvidence => ({ ...inPost(k, from, from, observed), inPost: false });
const open = { start: d('2022-01-01'), ended: OPEN };
const told = (f: Fold) => ({
  last: f.last === NEVER ? null : fromDayNumber(f.last),
  closed: f.closed === OPEN ? null : fromDayNumber(f.closed),
  by: f.closingClass,
  conflicts: f.conflicts.map((c) => c.kind),
});

test('nothing said, nothing proved', () => {
  expect(told(fold(open, [], 6))).toEqual({ last: null, closed: null, by: 0, conflicts: [] });
  expect(vouched(open, fold(open, [], 6))).toBeNull();
  expect(told(fold({ ...open, ended: d('2022-03-31') }, [], 6))).toEqual({ last: null, closed: '2022-03-31', by: 0, conflicts: [] });
});

test('a list says left, the insurance goes on: reopened by the better class', () => {
  const e = [inPost(6, '2022-01-01', '2022-03-31'), left(6, '2022-04-01'), inPost(1, '2022-05-01', '2022-05-31')];
  expect(told(fold(open, e, 6))).toEqual({ last: '2022-05-31', closed: null, by: 0, conflicts: [] });
  expect(told(fold(open, e, 5))).toEqual({ last: '2022-05-31', closed: null, by: 0, conflicts: [] });
});

test('a visit says left, a list says still there: the visit stands, and a finding is open', () => {
  const e = [inPost(6, '2022-01-01', '2022-03-31'), left(4, '2022-04-10'), inPost(6, '2022-01-01', '2022-04-30')];
  expect(told(fold(open, e, 6))).toEqual({ last: '2022-04-09', closed: '2022-04-09', by: 4, conflicts: ['inPostAfterClosed'] });
});

test('the same class reopens within 15 days of the day after, later it is a finding', () => {
  const before = [inPost(5, '2022-01-01', '2022-03-31'), left(5, '2022-04-01')];
  expect(told(fold(open, [...before, inPost(5, '2022-04-16', '2022-06-30')], 5)).closed).toBeNull();
  expect(told(fold(open, [...before, inPost(5, '2022-04-17', '2022-06-30')], 5))).toEqual({
    last: '2022-03-31',
    closed: '2022-03-31',
    by: 5,
    conflicts: ['inPostAfterClosed'],
  });
});

test('a phone call says left in March, the payroll had proved April: closed at the end of April, with a finding', () => {
  const e = [inPost(2, '2022-01-01', '2022-04-30'), left(5, '2022-03-15', '2022-05-02')];
  expect(told(fold(open, e, 5))).toEqual({ last: '2022-04-30', closed: '2022-04-30', by: 5, conflicts: ['leftWhileProved'] });
});

test('a recorded end: insurance of its month covers only to it; what proves more moves it and opens a finding', () => {
  const spell = { start: d('2022-01-01'), ended: d('2022-04-10') };
  expect(told(fold(spell, [inPost(1, '2022-04-01', '2022-04-30')], 6))).toEqual({
    last: '2022-04-10',
    closed: '2022-04-10',
    by: 0,
    conflicts: [],
  });
  expect(told(fold(spell, [inPost(1, '2022-05-01', '2022-05-31')], 6))).toEqual({
    last: '2022-05-31',
    closed: '2022-05-31',
    by: 0,
    conflicts: ['endedWhileProved'],
  });
});

test('the carry ends at the closing', () => {
  const spell = { start: d('2022-01-01'), ended: OPEN };
  const f = fold(spell, [inPost(6, '2022-01-01', '2022-03-31')], 6);
  expect(counted(spell, f)).toEqual({ from: d('2022-01-01'), to: d('2022-03-31') + 92 });
  const g = fold(spell, [inPost(6, '2022-01-01', '2022-03-31'), left(6, '2022-04-21')], 6);
  expect(counted(spell, g)).toEqual({ from: d('2022-01-01'), to: d('2022-04-20') });
});

const aCase = fc
  .integer({ min: 5, max: 140 })
  .chain((span) => fc.record({ spell: spellIn(span), evidence: fc.array(evidenceIn(span), { maxLength: 9 }) }));
const named = (evidence: readonly Omit<FoldEvidence, 'id'>[]): FoldEvidence[] => evidence.map((e, i) => ({ ...e, id: `e${i}` }));

test('agrees with the literal reading, for all classes', () => {
  fc.assert(
    fc.property(aCase, ({ spell, evidence }) => {
      const all = foldAll(spell, named(evidence));
      for (const c of [1, 2, 3, 4, 5, 6] as const) {
        const f = all[c]!;
        const slow = literalFold(saidSpell(spell), evidence.map(said), c);
        for (const k of [1, 2, 3, 4, 5, 6]) expect(f.lasts[k] === NEVER ? undefined : textOf(f.lasts[k]!)).toBe(slow.L[k]);
        expect(f.closed === OPEN ? null : textOf(f.closed)).toBe(slow.closed);
        expect(f.closingClass || null).toBe(slow.closingClass);
        expect(f.conflicts.length).toBe(slow.findings);
        for (const [days, carry] of [
          [vouched(spell, f), 0],
          [counted(spell, f), 92],
        ] as const) {
          const slowDays = [...literalDays(saidSpell(spell), slow, carry)];
          expect(days && textOf(days.from)).toBe(slowDays[0] ?? null);
          expect(days && textOf(days.to)).toBe(slowDays.at(-1) ?? null);
          expect(days ? days.to - days.from + 1 : 0).toBe(slowDays.length);
        }
      }
    }),
    { numRuns: 1000 },
  );
});

test('the order in which evidence is handed over does not matter', () => {
  fc.assert(
    fc.property(
      aCase.chain((x) => fc.record({ x: fc.constant(x), shuffled: fc.shuffledSubarray(x.evidence, { minLength: x.evidence.length }) })),
      fc.constantFrom<EvidenceClass>(1, 3, 6),
      ({ x, shuffled }, c) => {
        const strip = (f: Fold) => ({ ...f, conflicts: f.conflicts.map(({ kind, said, stands }) => [kind, said, stands]) });
        expect(strip(fold(x.spell, named(shuffled), c))).toEqual(strip(fold(x.spell, named(x.evidence), c)));
      },
    ),
    { numRuns: 1000 },
  );
});

test('what is proved never goes beyond the closing, and worse evidence than c changes nothing', () => {
  fc.assert(
    fc.property(aCase, ({ spell, evidence }) => {
      const all = named(evidence);
      for (const c of [1, 2, 3, 4, 5, 6] as const) {
        const f = fold(spell, all, c);
        expect(f.last).toBeLessThanOrEqual(f.closed);
        const only = fold(
          spell,
          all.filter((e) => e.class <= c),
          6,
        );
        expect(only).toEqual(f);
      }
    }),
  );
});
