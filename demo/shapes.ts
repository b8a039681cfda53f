/**
 * What the generator gives out: plain data, days as text (`YYYY-MM-DD`), instants as milliseconds since 1970, code words as the register has them.
 * Nothing here knows a table.
 */

import type { DemoWork } from './shapesWork.ts';

/** One version of a fact: known from `recorded` until just before `superseded` (null: still). */
export interface Version<T> {
  readonly recorded: number;
  readonly superseded: number | null;
  readonly value: T;
  /** Why this version was written, as a clerk would say it; '' for a first one. */
  readonly reason: string;
}

/** A fact and all that was ever recorded of it, oldest first. The last one may be superseded without a successor: withdrawn. */
export interface Fact<T> {
  readonly id: string;
  readonly versions: readonly Version<T>[];
}

export type Sex = '1' | '2';

export interface Basic {
  readonly name: string;
  /** 18 characters of the reserved pattern (numbers.ts); null where a list gave none. */
  readonly number: string | null;
  readonly birthday: string;
  readonly sex: Sex;
  /** Two digits of GB/T 3304. */
  readonly ethnic: string;
  readonly diedOn: string | null;
}

export type HukouKind = 'agricultural' | 'non_agricultural' | 'unknown';
export interface Home {
  /** Twelve digits. */
  readonly village: string;
  readonly hukou: HukouKind;
  readonly from: string;
  readonly to: string | null;
}

/** domain-cn §1.2: 户类型, 监测对象类别, 农村低收入, 易地搬迁. */
export type IdentityKind =
  | 'poverty_general'
  | 'poverty_dibao'
  | 'poverty_tekun'
  | 'monitored_unstable'
  | 'monitored_marginal'
  | 'monitored_sudden'
  | 'low_income_dibao'
  | 'low_income_tekun'
  | 'relocated';
export interface Identity {
  readonly kind: IdentityKind;
  readonly from: string;
  readonly to: string | null;
  /** Of the three kinds of monitoring only: the day the risk was found removed; does not end the period. */
  readonly riskRemoved: string | null;
}

export type Health = 'healthy' | 'chronic' | 'serious' | 'disabled';
export type LabourAbility = 'ordinary' | 'skilled' | 'weak' | 'lost' | 'none';
export interface Condition {
  /** educationLevels of #standards/education; null for who goes to school. */
  readonly education: string | null;
  /** schoolStages of #standards/education. */
  readonly schoolStage: string | null;
  readonly health: readonly Health[];
  /** Category 1–7 and grade 1–4 of the disability certificate; '' for none. */
  readonly disability: string;
  readonly ability: LabourAbility;
  readonly from: string;
}

export interface Skill {
  /** `X-XX-XX-XX`, #standards/occupations. */
  readonly occupation: string;
  readonly years: number;
}

export type Hindered = 'care' | 'health' | 'skill' | 'no_post' | 'school' | 'other';
export interface Intention {
  readonly willing: 'yes' | 'local' | 'no';
  readonly hindered: readonly Hindered[];
  readonly occupations: readonly string[];
  /** Division codes, twelve digits. */
  readonly places: readonly string[];
  /** Yuan a month, the least. */
  readonly payMin: number | null;
  /** Worker ids: the spouse goes along. */
  readonly together: readonly string[];
  readonly statedOn: string;
}

export interface Contact {
  /** Eleven digits that nobody can dial (numbers.ts). */
  readonly phone: string;
  readonly kind: 'own' | 'family';
  /** Whose, where it is the family's. */
  readonly holder: string;
}

export type ConsentPurpose = 'employment' | 'subsidy' | 'publicity' | 'cross_province' | 'family';
export interface Consent {
  readonly purposes: readonly ConsentPurpose[];
  readonly givenOn: string;
  readonly way: 'written' | 'oral';
  readonly withdrawnOn: string | null;
}

export type Relation =
  | 'head'
  | 'spouse'
  | 'son'
  | 'daughter'
  | 'daughterInLaw'
  | 'sonInLaw'
  | 'grandson'
  | 'granddaughter'
  | 'father'
  | 'mother'
  | 'brother';
export interface Membership {
  readonly household: string;
  readonly relation: Relation;
  readonly from: string;
  readonly to: string | null;
}

/** Whose list the record came from: the origin's cadres, or a station where the person works. */
export type Source = 'origin' | 'station';

export interface Link {
  readonly person: string;
  readonly cause: 'own' | 'number' | 'desk' | 'split';
}

export interface DemoWorker {
  readonly id: string;
  /** Who it really is: `village#ordinal`. For tests and scorers only; no table holds it. */
  readonly truth: string;
  readonly source: Source;
  /** Twelve digits: the village, or the host district whose station opened the record. */
  readonly area: string;
  readonly registered: number;
  readonly basic: Fact<Basic>;
  readonly homes: readonly Fact<Home>[];
  readonly identities: readonly Fact<Identity>[];
  readonly condition: Fact<Condition> | null;
  readonly skills: readonly Fact<Skill>[];
  readonly intention: Fact<Intention> | null;
  readonly contact: Fact<Contact> | null;
  readonly consents: readonly Fact<Consent>[];
  readonly memberships: readonly Fact<Membership>[];
  /** The person this record belonged to: smallest worker id of the set. */
  readonly links: readonly Version<Link>[];
  /** Opened although there was one already; truth, no table holds it. */
  readonly second: boolean;
  readonly work: DemoWork;
}

export type ErrorKind =
  | 'sameNumber'
  | 'oldNumber'
  | 'noNumber'
  | 'numberTypo'
  | 'numberDayTypo'
  | 'nameHomophone'
  | 'nameLookalike'
  | 'birthdaySwapped';

/** Two records of one person, or two persons that look like one: what a duplicate finder should say. Truth, not data. */
export interface DemoPair {
  readonly kind: 'duplicate' | 'twins' | 'namesakes';
  /** Worker ids, the smaller first. */
  readonly first: string;
  readonly second: string;
  /** How the second record differs. */
  readonly errors: readonly ErrorKind[];
  /**
   * What the register knows of it: joined at once by number and name, joined at the desk, joined there and split again, on the desk, or not found yet.
   * `since`: the instant of the last of that.
   */
  readonly state: 'number' | 'merged' | 'split' | 'desk' | 'unseen';
  readonly since: number | null;
}

export interface DemoHousehold {
  readonly id: string;
  /** The register's own number of the household, e.g. `5227271042130007`: village and ordinal. */
  readonly number: string;
  readonly village: string;
  readonly registered: number;
  readonly workers: readonly DemoWorker[];
  /** How many live there, also those the register does not hold (most children and old people). */
  readonly size: number;
  readonly pairs: readonly DemoPair[];
}

export type OrganisationKind = 'employer' | 'school' | 'agency' | 'examBody' | 'station';
export interface DemoOrganisation {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly uscc: string;
  /** Twelve digits. */
  readonly area: string;
  /** Section letter of GB/T 4754. */
  readonly industry: string;
  readonly size: 'large' | 'medium' | 'small' | 'micro';
  readonly phone: string;
  readonly registered: number;
  readonly incidents: readonly {
    readonly kind: 'arrears' | 'accident';
    readonly on: string;
    readonly persons: number;
    readonly recorded: number;
  }[];
  /** Of a station: level, and which origin it serves for which host area. */
  readonly station: {
    readonly level: 'province' | 'prefecture' | 'county';
    readonly serves: readonly { readonly host: string; readonly origin: string; readonly from: string }[];
    /** Of the few that are none of the article's on 2022-09-30: serving only to a day, or from a day on. */
    readonly idle?: { readonly servedTo?: string; readonly servesFrom?: string };
  } | null;
}
