// Random spells and evidence for property tests: small worlds in which statements often meet, tie and contradict.
import fc from 'fast-check';
import { dayNumber, fromDayNumber } from '#standards/calendar/calendar.ts';
import type { FoldEvidence, FoldSpell } from '../rulesFold.ts';
import { OPEN } from '../rulesFold.ts';
import type { EvidenceClass } from '../rulesSpell.ts';
import type { Said, SaidSpell } from './literalFold.ts';

export const EPOCH = dayNumber('2021-01-01');

// few classes, few days of observing: orders that tie are the ones that are read wrongly
const aClass = fc.constantFrom<EvidenceClass>(1, 1, 2, 3, 4, 5, 5, 5, 6, 6);
/** Days near each other; `span` days from the start of 2021. */
export const evidenceIn = (span: number): fc.Arbitrary<Omit<FoldEvidence, 'id'>> =>
  fc
    .record({
      class: aClass,
      inPost: fc.boolean(),
      at: fc.integer({ min: 0, max: span }),
      length: fc.integer({ min: 0, max: span }),
      observed: fc.integer({ min: 0, max: span + 20 }),
      coarse: fc.boolean(),
      recorded: fc.integer({ min: 0, max: 1 }),
    })
    .map(({ at, length, observed, coarse, ...e }) => ({
      ...e,
      from: EPOCH + (coarse ? at - (at % 8) : at),
      to: EPOCH + at + (length % 50),
      observed: EPOCH + (coarse ? observed - (observed % 60) : observed),
    }));

export const spellIn = (span: number): fc.Arbitrary<FoldSpell> =>
  fc
    .record({ start: fc.integer({ min: 0, max: span }), length: fc.integer({ min: 0, max: span }), open: fc.boolean() })
    .map(({ start, length, open }) => ({ start: EPOCH + start, ended: open ? OPEN : EPOCH + start + length }));

export const textOf = (n: number): string => fromDayNumber(n);
export const saidSpell = (s: FoldSpell): SaidSpell => ({ start: textOf(s.start), end: s.ended === OPEN ? null : textOf(s.ended) });
export const said = (e: Omit<FoldEvidence, 'id'>): Said => ({
  class: e.class,
  says: e.inPost ? 'in post' : 'not in post',
  a: textOf(e.from),
  b: e.inPost ? textOf(e.to) : null,
  observed: textOf(e.observed),
  recorded: String(e.recorded).padStart(6, '0'),
});
