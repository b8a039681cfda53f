// Stability criteria (docs/figures.md §4) as named, versioned data: what "stable" means is never one boolean.
import { z } from 'zod';
import type { EvidenceClass } from './rulesSpell.ts';

/** One line, no control characters: it is stored and printed. */
const words = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);
const Text = z.object({ zh: words, en: words });
const Plain = z
  .string()
  .max(80)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);
const Day = z.iso.date();
const ClassOf = z
  .int()
  .min(1)
  .max(6)
  .transform((n) => n as EvidenceClass);

/** A test case an editor runs: a small life, and what must come out. */
export const CriterionCase = z.object({
  name: Text,
  /** Division code of the home, '' where it is unknown. */
  home: z
    .string()
    .regex(/^(\d{12})?$/)
    .default(''),
  spells: z
    .array(
      z.object({
        kind: z.enum(['employed', 'self_employed', 'flexible', 'public_post', 'internship']).default('employed'),
        start: Day,
        ended: Day.nullable().default(null),
        place: z
          .string()
          .regex(/^(\d{12})?$/)
          .default(''),
        organisation: Plain.nullable().default(null),
        occupation: Plain.default(''),
        payMonth: z.int().min(0).max(10_000_000).nullable().default(null),
        contract: z.object({ from: Day, to: Day.nullable() }).nullable().default(null),
        evidence: z
          .array(
            z.object({
              class: ClassOf,
              says: z.enum(['in_post', 'not_in_post']).default('in_post'),
              from: Day,
              to: Day.nullable().default(null),
              /** The last covered day where it is left out. */
              observed: Day.nullable().default(null),
            }),
          )
          .max(60)
          .default([]),
      }),
    )
    .min(1)
    .max(20),
  expect: z.object({
    /** Null: never. */
    stableFrom: Day.nullable(),
    stable: z
      .array(z.object({ on: Day, is: z.boolean() }))
      .max(40)
      .default([]),
  }),
});
export type CriterionCase = z.output<typeof CriterionCase>;
export type CriterionCaseInput = z.input<typeof CriterionCase>;

export const Criterion = z.object({
  id: z.string().regex(/^[a-z][A-Za-z0-9]{1,39}$/),
  version: z.int().min(1),
  name: Text,
  /** continuous: unbroken from a start; cumulative: days within 365; proofs: contract and covered months of named classes. */
  mode: z.enum(['continuous', 'cumulative', 'proofs']),
  /** continuous, cumulative: m. */
  months: z.int().min(1).max(60).nullable(),
  /** Holes of so many days between spells are bridged. */
  gapDays: z.int().min(0).max(60),
  place: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('any') }),
    /** The leading digits of a division code. */
    z.object({ kind: z.literal('area'), code: z.string().regex(/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/), name: Text }),
    /** Not the province of home at the spell's start. */
    z.object({ kind: z.literal('otherProvince') }),
  ]),
  /** Which spells are one run: all of them, those of one province, one organisation, one organisation and occupation. */
  same: z.enum(['any', 'province', 'enterprise', 'post']),
  evidenceClass: ClassOf,
  /** month: each spell's monthly pay; window: what was earned in the 365 days (cumulative only). */
  pay: z.object({ per: z.enum(['month', 'window']), yuan: z.int().min(1).max(10_000_000) }).nullable(),
  /** proofs only. contract: term of at least so many months, with evidence of that class; cover: months covered by that class's own days. */
  proofs: z.array(z.object({ what: z.enum(['contract', 'cover']), class: ClassOf, months: z.int().min(1).max(60) })).max(10),
  source: Text,
  certainty: z.enum(['official', 'mirror', 'unverified']),
  /** ○ Fields that no source gives: our defaults, printed as such. */
  defaults: z.array(z.enum(['months', 'gapDays', 'place', 'same', 'evidenceClass', 'pay', 'proofs', 'mode'])).max(8),
  cases: z.array(CriterionCase).max(40),
});
export type Criterion = z.output<typeof Criterion>;
/** What decides; the rest is words. */
export type CriterionRule = Pick<Criterion, 'mode' | 'months' | 'gapDays' | 'place' | 'same' | 'evidenceClass' | 'pay' | 'proofs'>;
