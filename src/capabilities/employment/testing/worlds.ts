// Random spells and evidence for property tests: small worlds in which statements often meet, tie and contradict.
import fc from 'fast-check';
import { dayNumber, fromDayNumber } from '#standards/calendar/calendar.ts';
import type { CriterionRule } from '../rulesCriteria.ts';
import type { FoldEvidence, FoldSpell } from '../rulesFold.ts';
import { OPEN } from '../rulesFold.ts';
import type { LedgerPerson, LedgerSpell } from '../rulesPerson.ts';
import type { EvidenceClass } from '../rulesSpell.ts';
import type { Said, SaidSpell } from './literalFold.ts';
import type { SaidLife, SaidRule, SaidWork } from './literalStable.ts';

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

/** Ends of months and holes of exactly 15 days come up far more often than chance would have it. */
const lengthIn = (span: number): fc.Arbitrary<number> =>
  fc.oneof(fc.integer({ min: 0, max: span }), fc.constantFrom(0, 15, 16, 27, 28, 29, 30, 31, 58, 59, 60, 89, 90, 91, 180, 181));
const startIn = (span: number): fc.Arbitrary<number> =>
  fc.oneof(fc.integer({ min: 0, max: span }), fc.constantFrom(0, 1, 31, 32, 46, 47, 59, 60, 74, 75, 76, 90, 105, 106, 107));

/** Mostly in post, mostly from the spell's start: lives in which somebody is stable now and then. */
const evidenceAbout = (start: number, span: number): fc.Arbitrary<Omit<FoldEvidence, 'id'>> =>
  fc
    .record({
      class: aClass,
      inPost: fc.nat(9).map((n) => n < 8),
      from: fc.constantFrom(0, 0, 0, -12, 7, 40, 95),
      length: lengthIn(span),
      late: fc.constantFrom(0, 0, 0, 10, 200),
      recorded: fc.integer({ min: 0, max: 3 }),
    })
    .map(({ from, length, late, ...e }) => ({
      ...e,
      from: start + from,
      to: start + from + length,
      observed: start + from + length + late,
    }));

const PLACES = ['440111000000', '440111000000', '440306000000', '450102000000', '522727000000', ''];
const ledgerSpellIn = (span: number): fc.Arbitrary<LedgerSpell> =>
  startIn(span).chain((at) =>
    fc
      .record({
        workerId: fc.constantFrom('w1', 'w1', 'w2'),
        kind: fc.constantFrom<LedgerSpell['kind'][]>('employed', 'employed', 'self_employed', 'flexible', 'public_post', 'internship'),
        organisation: fc.constantFrom('A', 'A', 'A', 'B', null),
        code: fc.constantFrom('1', null),
        place: fc.constantFrom(...PLACES),
        occupation: fc.constantFrom('', '4-03-02-01', '6-31-01-01'),
        channel: fc.constantFrom('', 'self', 'government'),
        industry: fc.constantFrom('', 'C', 'H62'),
        programme: fc.constantFrom('', 'artisan', 'cook'),
        payMonth: fc.constantFrom(null, 300, 1500, 5000),
        assisted: fc.boolean(),
        length: fc.option(fc.integer({ min: 0, max: span }), { nil: undefined }),
        contract: fc.option(fc.record({ from: fc.integer({ min: -20, max: 30 }), length: fc.constantFrom(100, 364, 365, 800, OPEN) }), {
          nil: undefined,
        }),
        evidence: fc.array(evidenceAbout(EPOCH + at, span), { maxLength: 4 }),
      })
      .map(({ length, contract, code, evidence, ...s }) => ({
        ...s,
        id: '',
        organisationCode: s.organisation && code,
        start: EPOCH + at,
        ended: length === undefined ? OPEN : EPOCH + at + length,
        contractFrom: contract ? EPOCH + at + contract.from : null,
        contractTo: contract ? (contract.length === OPEN ? OPEN : EPOCH + at + contract.from + contract.length) : null,
        evidence: evidence.map((e) => ({ ...e, id: '' })),
      })),
  );
export const personIn = (span: number): fc.Arbitrary<LedgerPerson> =>
  fc
    .record({
      spells: fc.array(ledgerSpellIn(span), { minLength: 1, maxLength: 4 }),
      homes: fc.array(
        fc.record({
          from: fc.integer({ min: -50, max: span }),
          length: fc.constantFrom(30, 200, OPEN),
          code: fc.constantFrom('522727104213', '450102001001', '440111001001'),
        }),
        { maxLength: 2 },
      ),
    })
    .map(({ spells, homes }) => ({
      spells: spells.map((s, i) => ({ ...s, id: `s${i}`, evidence: s.evidence.map((e, j) => ({ ...e, id: `s${i}e${j}` })) })),
      homes: homes.map((h) => ({ from: EPOCH + h.from, to: h.length === OPEN ? OPEN : EPOCH + h.from + h.length, code: h.code })),
    }));

/** The same, but all work is at one place, proved, and one spell begins soon after what is proved of the one before: what is left to decide are days. */
export const steadyPersonIn = (span: number): fc.Arbitrary<LedgerPerson> =>
  fc
    .record({
      person: personIn(span),
      steps: fc.array(fc.constantFrom(1, 1, 2, 3, 16, 17), { minLength: 4, maxLength: 4 }),
      lengths: fc.array(lengthIn(span), { minLength: 4, maxLength: 4 }),
    })
    .map(({ person, steps, lengths }) => {
      let next = EPOCH;
      const spells = person.spells.map((s, i): LedgerSpell => {
        const start = next;
        const to = start + lengths[i]!;
        next = to + steps[i]!;
        const proof = { id: `s${i}p`, class: 1 as const, inPost: true, from: start, to, observed: to, recorded: 1 };
        const later = s.evidence.slice(0, 1).map((e) => ({ ...e, class: 6 as const }));
        return {
          ...s,
          kind: 'employed',
          organisation: 'A',
          place: '440111000000',
          occupation: '4-03-02-01',
          payMonth: s.payMonth ?? 700,
          start,
          ended: s.ended === OPEN ? OPEN : to,
          evidence: [proof, ...later],
        };
      });
      return { ...person, spells };
    });

const day = (n: number): string | null => (n === OPEN ? null : textOf(n));
export const saidWork = (s: LedgerSpell): SaidWork => ({
  ...saidSpell(s),
  worker: s.workerId,
  kind: s.kind,
  organisation: s.organisation,
  organisationCode: s.organisationCode,
  place: s.place,
  occupation: s.occupation,
  channel: s.channel,
  programme: s.programme,
  industry: s.industry,
  pay: s.payMonth,
  assisted: s.assisted,
  contract: s.contractFrom === null ? null : { from: textOf(s.contractFrom), to: day(s.contractTo ?? OPEN) },
  evidence: s.evidence.map(said),
});
export const saidLife = (p: LedgerPerson): SaidLife => ({
  homes: p.homes.map((h) => ({ from: textOf(h.from), to: day(h.to), code: h.code })),
  spells: p.spells.map(saidWork),
});

export const aRule: fc.Arbitrary<CriterionRule> = fc
  .record({
    mode: fc.constantFrom<CriterionRule['mode'][]>('continuous', 'continuous', 'cumulative', 'proofs'),
    months: fc.constantFrom(1, 2, 3, 6),
    gapDays: fc.constantFrom(0, 1, 15),
    place: fc.constantFrom<CriterionRule['place'][]>(
      { kind: 'any' },
      { kind: 'area', code: '44', name: { zh: '广东省', en: 'Guangdong' } },
      { kind: 'area', code: '440111', name: { zh: '白云区', en: 'Baiyun' } },
      { kind: 'otherProvince' },
    ),
    same: fc.constantFrom<CriterionRule['same'][]>('any', 'province', 'enterprise', 'post'),
    evidenceClass: fc.constantFrom<EvidenceClass[]>(1, 3, 5, 6),
    pay: fc.constantFrom(0, 0, 500, 1100),
    proofs: fc.array(
      fc.record({
        what: fc.constantFrom<('contract' | 'cover')[]>('contract', 'cover', 'cover'),
        class: fc.constantFrom<EvidenceClass[]>(1, 1, 3),
        months: fc.constantFrom(1, 2, 12),
      }),
      { minLength: 1, maxLength: 2 },
    ),
  })
  .map(({ pay, proofs, ...r }) => ({
    ...r,
    pay: pay === 0 ? null : { per: r.mode === 'cumulative' ? ('window' as const) : ('month' as const), yuan: pay },
    proofs: r.mode === 'proofs' ? proofs : [],
  }));
export const saidRule = (r: CriterionRule): SaidRule => ({
  mode: r.mode,
  m: r.months ?? 0,
  g: r.gapDays,
  place: r.place.kind === 'any' ? '' : r.place.kind === 'area' ? r.place.code : 'other province',
  same: r.same,
  c: r.evidenceClass,
  payMonth: r.pay?.per === 'month' ? r.pay.yuan : 0,
  payWindow: r.pay?.per === 'window' ? r.pay.yuan : 0,
  proofs: r.proofs,
});
