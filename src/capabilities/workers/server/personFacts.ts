// All versions of all facts of a person's records, as far as the asker sees them.
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/server/store.ts';
import { dayInShanghai } from '#standards/calendar/calendar.ts';
import type { TimelineEvent } from '../contractPerson.ts';
import type { IdentityKind } from '../contractShapes.ts';

export interface Versioned {
  readonly workerId: string;
  readonly recorded: string;
  readonly superseded: string;
  readonly source: TimelineEvent['source'];
  readonly sourceRef: string;
  readonly recordedBy: string | null;
  readonly reason: string;
}
type Precision = TimelineEvent['precision'];
export interface WorkerFact {
  readonly workerId: string;
  readonly area: string;
  readonly registered: string;
  readonly source: TimelineEvent['source'];
  readonly sourceRef: string;
  readonly created: string;
  readonly createdBy: string | null;
}
export interface BasicFact extends Versioned {
  readonly name: string;
  readonly documentKind: string;
  readonly numberSealed: Buffer | null;
  readonly birthday: string | null;
  readonly sex: '0' | '1' | '2' | '9';
  readonly ethnic: string;
  readonly diedOn: string | null;
}
export interface LinkFact extends Versioned {
  readonly personId: string;
  readonly cause: string;
}
export interface HomeFact extends Versioned {
  readonly id: string;
  readonly code: string;
  readonly hukou: 'agricultural' | 'non_agricultural' | 'unknown';
  readonly addressSealed: Buffer | null;
  readonly validFrom: string;
  readonly fromPrecision: Precision;
  readonly validTo: string | null;
}
export interface IdentityFact extends Versioned {
  readonly id: string;
  readonly kind: IdentityKind;
  readonly validFrom: string;
  readonly fromPrecision: Precision;
  readonly validTo: string | null;
  readonly riskRemoved: string | null;
}
export interface ConditionFact extends Versioned {
  readonly education: string;
  readonly schoolStage: string;
  readonly health: string[];
  readonly disability: string;
  readonly ability: string;
  readonly validFrom: string;
}
export interface SkillFact extends Versioned {
  readonly id: string;
  readonly occupation: string;
  readonly words: string;
  readonly years: number | null;
}
export interface IntentionFact extends Versioned {
  readonly willing: string;
  readonly hindered: string[];
  readonly occupations: string[];
  readonly places: string[];
  readonly payMin: number | null;
  readonly together: string[];
  readonly training: string;
  readonly note: string;
  readonly statedOn: string;
}
export interface ContactFact extends Versioned {
  readonly id: string;
  readonly kind: string;
  readonly holder: string;
  readonly phoneSealed: Buffer;
}
export interface ConsentFact extends Versioned {
  readonly id: string;
  readonly purposes: string[];
  readonly givenOn: string;
  readonly way: string;
  readonly witness: string;
  readonly withdrawnOn: string | null;
}
export interface MemberFact extends Versioned {
  readonly id: string;
  readonly householdId: string;
  readonly relation: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}
export interface Facts {
  readonly workers: readonly WorkerFact[];
  readonly basics: readonly BasicFact[];
  readonly links: readonly LinkFact[];
  readonly homes: readonly HomeFact[];
  readonly identities: readonly IdentityFact[];
  readonly conditions: readonly ConditionFact[];
  readonly skills: readonly SkillFact[];
  readonly intentions: readonly IntentionFact[];
  readonly contacts: readonly ContactFact[];
  readonly consents: readonly ConsentFact[];
  readonly members: readonly MemberFact[];
  /** The calendar day of an instant, in Asia/Shanghai. */
  dayOf(instant: string): string;
}

const TABLES = {
  basics: 'worker_basic',
  homes: 'home_period',
  identities: 'identity_period',
  conditions: 'worker_condition',
  skills: 'worker_skill',
  intentions: 'worker_intention',
  contacts: 'worker_contact',
  consents: 'consent',
  members: 'household_member',
} as const;

const rows = async <R>(db: Db, query: RawBuilder<R>): Promise<R[]> => (await query.execute(db)).rows;

/** One query a table; each walks an index on the worker. Row-level security leaves out what is not this asker's. */
export const factsOf = async (db: Db, ids: readonly string[]): Promise<Facts> => {
  const of = <R>(table: string) =>
    rows(db, sql<R>`select * from ${sql.table(table)} where worker_id = any(${ids}::uuid[]) order by recorded`);
  return {
    workers: await rows(
      db,
      sql<WorkerFact>`select id as worker_id, area, registered, source, source_ref, created, created_by from worker where id = any(${ids}::uuid[]) order by id`,
    ),
    basics: await of<BasicFact>(TABLES.basics),
    links: await rows(
      db,
      sql<LinkFact>`select *, 'form' as source, '' as source_ref from worker_link where worker_id = any(${ids}::uuid[]) order by recorded`,
    ),
    homes: await of<HomeFact>(TABLES.homes),
    identities: await of<IdentityFact>(TABLES.identities),
    conditions: await of<ConditionFact>(TABLES.conditions),
    skills: await of<SkillFact>(TABLES.skills),
    intentions: await of<IntentionFact>(TABLES.intentions),
    contacts: await of<ContactFact>(TABLES.contacts),
    consents: await of<ConsentFact>(TABLES.consents),
    members: await of<MemberFact>(TABLES.members),
    dayOf: (instant) => dayInShanghai(new Date(instant)),
  };
};
