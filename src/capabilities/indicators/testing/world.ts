// A world of facts as plain data: what the brute-force count reads, what the kit publishes, what tests load into a database. Shapes only.
import type { Day } from '#standards/calendar/calendar.ts';

/** UTC with microseconds, so that texts compare as instants: '2022-10-01T08:00:00.000000Z'. */
export type Instant = string;
/** Behind every instant. */
export const NEVER: Instant = 'infinity';

/** One version of a fact; it exists at K where recorded ≤ K < superseded. Versions of one fact share its key and follow each other without a hole or end. */
export interface Known {
  readonly recorded: Instant;
  readonly superseded: Instant;
}
/** Ids are uuids; where rules compare ids ("the smallest worker id") they compare as texts. */
export interface World {
  readonly organisations: readonly { readonly id: string; readonly uscc: string | null }[];
  /** Key: organisation. Which organisation speaks for it; one without a link speaks for itself. */
  readonly organisationLinks: readonly (Known & { readonly organisation: string; readonly main: string })[];
  readonly workers: readonly { readonly id: string }[];
  /** Key: worker. One without a link is a person by itself. */
  readonly links: readonly (Known & { readonly worker: string; readonly person: string })[];
  /** Key: worker. */
  readonly basics: readonly (Known & {
    readonly worker: string;
    /** GB/T 2261.1. */
    readonly sex: '0' | '1' | '2' | '9';
    readonly birthday: Day | null;
    readonly diedOn: Day | null;
  })[];
  /** Key: id. */
  readonly homes: readonly (Known & {
    readonly id: string;
    readonly worker: string;
    /** 12 digits: the village or the lowest known division. */
    readonly code: string;
    readonly hukou: 'agricultural' | 'non_agricultural' | 'unknown';
    readonly from: Day;
    readonly to: Day | null;
  })[];
  /** Key: id. */
  readonly identities: readonly (Known & {
    readonly id: string;
    readonly worker: string;
    readonly kind:
      | 'poverty_general'
      | 'poverty_dibao'
      | 'poverty_tekun'
      | 'monitored_unstable'
      | 'monitored_marginal'
      | 'monitored_sudden'
      | 'low_income_dibao'
      | 'low_income_tekun'
      | 'relocated';
    readonly from: Day;
    readonly to: Day | null;
    readonly riskRemoved: Day | null;
  })[];
  /** Key: id. Days are stored whole: a month as its 1st (start) or last day (end), with its precision. */
  readonly spells: readonly (Known & {
    readonly id: string;
    readonly worker: string;
    readonly kind: 'employed' | 'self_employed' | 'flexible' | 'public_post' | 'internship';
    readonly organisation: string | null;
    /** X-XX-XX-XX or ''. */
    readonly occupation: string;
    /** Section letter of GB/T 4754 and digits as far as known, or ''. */
    readonly industry: string;
    /** 12 digits, at least the county, or ''. */
    readonly place: string;
    readonly start: Day;
    readonly startPrecision: 'day' | 'month' | 'year';
    readonly ended: Day | null;
    readonly endPrecision: 'day' | 'month' | 'year';
    readonly payMonth: number | null;
    readonly channel:
      | ''
      | 'self'
      | 'government'
      | 'agency'
      | 'recruited'
      | 'workshop'
      | 'publicPost'
      | 'flexible'
      | 'ownBusiness'
      | 'other';
    /** What of the cooperation stands behind it; '' is not assisted. */
    readonly assistedKind: '' | 'programme' | 'class' | 'order' | 'station' | 'agency' | 'trip' | 'publicPlacement';
    /** One of the four projects 四项工程, or ''. */
    readonly programme: '' | 'cook' | 'technician' | 'homeService' | 'artisan';
    readonly contractFrom: Day | null;
    readonly contractTo: Day | null;
  })[];
  /** Key: id. `coversTo`: of what says in post. */
  readonly evidence: readonly (Known & {
    readonly id: string;
    readonly spell: string;
    readonly worker: string;
    readonly class: 1 | 2 | 3 | 4 | 5 | 6;
    readonly says: 'in_post' | 'not_in_post';
    readonly coversFrom: Day;
    readonly coversTo: Day | null;
    readonly observed: Day;
  })[];
  /** Key: id. 结对 of prefectures. */
  readonly pairings: readonly (Known & {
    readonly id: string;
    /** 12 digits. */
    readonly origin: string;
    readonly host: string;
    readonly from: Day;
    readonly to: Day | null;
  })[];
}

/** A question: which figure, over which days, as known when, at which class of evidence. */
export interface Ask {
  readonly indicator: 'I01' | 'I02' | 'I03' | 'I04' | 'I05' | 'I06' | 'I07' | 'I08';
  /** A: of figures over a period, and of the cohort of I08; ignored by I07. */
  readonly from: Day;
  /** D; of I08 the last day of the cohort period B. */
  readonly to: Day;
  /** D of I08; elsewhere the same as `to`. */
  readonly asOf: Day;
  readonly knownAt: Instant;
  /** Null: that of the definition. */
  readonly evidenceClass: 1 | 2 | 3 | 4 | 5 | 6 | null;
  /** Of I08. */
  readonly form: 'province' | 'enterprise' | 'post';
  readonly window: 30 | 90 | 180 | 365;
}

/** One person who is counted, with the value of every dimension at their t* (of a stock: at D). */
export interface CountedMember {
  /** The smallest worker id of the set. */
  readonly person: string;
  /** t*, D of a stock, σ of I08. */
  readonly on: Day;
  readonly dimensions: Dimensions;
  /** Of I08 only. */
  readonly answer: 'yes' | 'no' | 'unverified' | 'notYetDue' | 'notApplicable' | null;
}
/** '' is unknown: a value that is shown. */
export interface Dimensions {
  /** Home, 12 digits, mapped to the tree of D; 待确认 (divided so that nobody knows) is '?'. */
  readonly origin: string;
  /** Place of `main` down to its county, 12 digits, mapped likewise. */
  readonly host: string;
  /** near: same province as home; guangdong; elsewhere. In Guangdong goes first. */
  readonly where: 'guangdong' | 'near' | 'elsewhere';
  /** The first that holds. */
  readonly people: 'poverty' | 'monitored' | 'lowIncome' | 'none';
  /** Which of the three; '' where `people` is not monitored. Of several that hold the first by this order. */
  readonly monitored: '' | 'unstable' | 'marginal' | 'sudden';
  readonly relocated: 'yes' | 'no';
  readonly sex: '0' | '1' | '2' | '9';
  readonly age: '' | '0-15' | '16-24' | '25-34' | '35-44' | '45-54' | '55-59' | '60+';
  /** Of `main`. */
  readonly channel: string;
  readonly programme: string;
  /** Section letter. */
  readonly industry: string;
  /** Major group: the first digit. */
  readonly occupation: string;
  /** Best class ≤ c of evidence of `main` that says in post; '7' none. */
  readonly evidence: string;
  /** Id of the pairing in force on D whose origin holds the home and whose host the place of `main`; of several the smallest id; '' none. */
  readonly pairing: string;
  /** Of classes alone: '' of every figure that is not I09. */
  readonly mode: string;
  readonly order: string;
  readonly school: string;
  readonly employer: string;
}
