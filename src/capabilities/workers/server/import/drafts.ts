// What is known of the people of a chunk: read once, then changed in memory as row after row would change it.
import { sql } from 'kysely';
import type { ApplyContext } from '#capabilities/rosters/server/service.ts';
import { readSourceRef } from '#capabilities/rosters/server/service.ts';
import type { Db } from '#platform/server/store.ts';
import type { Day } from '#standards/calendar/calendar.ts';
import type { PersonFields } from './fields.ts';

/** A fact that stands, and the last day anybody vouched for it: of a list the day it is about, else the day it was recorded. */
interface Known {
  readonly known: Day;
}
export interface HomeKnown extends Known {
  readonly id: string;
  readonly code: string;
  readonly validFrom: Day;
  readonly validTo: Day | null;
}
export interface ContactKnown extends Known {
  readonly id: string;
  readonly kind: string;
  readonly index: string;
  readonly sealed: Buffer;
}
export interface ConditionKnown extends Known {
  readonly education: string;
  readonly schoolStage: string;
  readonly health: readonly string[];
  readonly ability: string;
  readonly marital: string;
  readonly political: string;
}
export interface IdentityKnown extends Known {
  readonly id: string;
  readonly kind: string;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly riskRemoved: Day | null;
}
export interface IntentionKnown extends Known {
  readonly willing: string;
  readonly hindered: readonly string[];
  readonly training: string;
  readonly places: readonly string[];
}
export interface MemberKnown extends Known {
  readonly id: string;
  readonly householdId: string;
  readonly relation: string;
  readonly validFrom: Day;
  readonly validTo: Day | null;
}
export interface BasicKnown extends Known {
  readonly name: string;
  readonly documentKind: string;
  readonly numberIndex: string | null;
  readonly birthday: Day | null;
  readonly sex: string;
  readonly ethnic: string;
  readonly diedOn: Day | null;
  readonly numberSealed: Buffer | null;
}

export interface Draft {
  readonly workerId: string;
  home: string;
  readonly reach: 'own' | 'key';
  /** Opened by a row of this chunk. */
  readonly fresh: boolean;
  basic: BasicKnown;
  homes: HomeKnown[];
  contacts: ContactKnown[];
  condition: ConditionKnown | null;
  identities: IdentityKnown[];
  intention: IntentionKnown | null;
  members: MemberKnown[];
}

export interface Wanted {
  readonly workerId: string;
  readonly home: string;
  readonly reach: 'own' | 'key';
}

/** What rows may speak of; a table that no row of the chunk speaks of is not read. */
export type Part = 'homes' | 'contacts' | 'condition' | 'identities' | 'intention' | 'members';
const SAYS: Readonly<Record<Part, (f: PersonFields) => boolean>> = {
  homes: (f) => f.home !== undefined,
  contacts: (f) => f.phone !== undefined,
  condition: (f) => (f.education ?? f.schoolStage ?? f.ability ?? f.health ?? f.marital ?? f.political) !== undefined,
  identities: (f) => f.identities.length > 0 || f.riskRemovedOn !== undefined,
  intention: (f) => (f.willing ?? f.hindered ?? f.training ?? f.planPlace) !== undefined,
  members: (f) => (f.householdNumber ?? f.relation) !== undefined,
};
export const partsOf = (all: readonly PersonFields[]): ReadonlySet<Part> =>
  new Set((Object.keys(SAYS) as Part[]).filter((part) => all.some(SAYS[part])));

interface Stored {
  readonly workerId: string;
  readonly source: string;
  readonly sourceRef: string;
  readonly day: Day;
}

/** The days of the lists that these references name. */
const observedDays = async (db: Db, rows: readonly Stored[]): Promise<ReadonlyMap<string, Day>> => {
  const batches = new Set(rows.flatMap((r) => (r.source === 'sheet' ? (readSourceRef(r.sourceRef)?.batchId ?? []) : [])));
  if (!batches.size) return new Map();
  const found = await sql<{ batchId: string; observedOn: Day }>`
    select b.id as batch_id, s.observed_on from unnest(${[...batches]}::uuid[]) b (id),
      lateral (select observed_on from worker_source w where w.batch_id = b.id limit 1) s`.execute(db);
  return new Map(found.rows.map((r) => [r.batchId, r.observedOn]));
};

/** What stands of these people, as `system`. Those who are gone meanwhile are left out. */
export const loadDrafts = async (
  { db, today }: Pick<ApplyContext, 'db' | 'today'>,
  wanted: readonly Wanted[],
  parts: ReadonlySet<Part>,
): Promise<ReadonlyMap<string, Draft>> => {
  const out = new Map<string, Draft>();
  if (!wanted.length) return out;
  const read = async <R>(table: string, columns: string, ids: readonly string[]): Promise<(R & Stored)[]> => {
    if (!ids.length) return [];
    const { rows } = await sql<
      R & Stored
    >`select worker_id, source, source_ref, (recorded at time zone 'Asia/Shanghai')::date as day, ${sql.raw(columns)}
      from ${sql.table(table)} where worker_id = any(${ids}::uuid[]) and superseded = 'infinity' order by worker_id, recorded`.execute(db);
    return rows;
  };
  const all = wanted.map((w) => w.workerId);
  // of somebody who only came to work here no more than the telephone is asked
  const own = wanted.filter((w) => w.reach === 'own').map((w) => w.workerId);
  const of = <R>(part: Part, table: string, columns: string, ids = own) => (parts.has(part) ? read<R>(table, columns, ids) : []);
  const basics = await read<BasicKnown>(
    'worker_basic',
    'name, document_kind, number_index, birthday, sex, ethnic, died_on, number_sealed',
    all,
  );
  const homes = await of<HomeKnown>('homes', 'home_period', 'id, code, valid_from, valid_to');
  const contacts = await of<ContactKnown>('contacts', 'worker_contact', 'id, kind, phone_index as index, phone_sealed as sealed', all);
  const conditions = await of<ConditionKnown>(
    'condition',
    'worker_condition',
    'education, school_stage, health, ability, marital, political',
  );
  const identities = await of<IdentityKnown>('identities', 'identity_period', 'id, kind, valid_from, valid_to, risk_removed');
  const intentions = await of<IntentionKnown>('intention', 'worker_intention', 'willing, hindered, training, places');
  const members = await of<MemberKnown>('members', 'household_member', 'id, household_id, relation, valid_from, valid_to');
  const days = await observedDays(db, [basics, homes, contacts, conditions, identities, intentions, members].flat());
  const dated = <R extends Stored>(row: R): R & Known => {
    const told = row.source === 'sheet' ? days.get(row.sourceRef.slice(0, 36)) : undefined;
    const known = told ?? row.day;
    // real days run on where the business day stands still
    return { ...row, known: known > today ? today : known };
  };
  const byId = new Map(wanted.map((w) => [w.workerId, w]));
  for (const b of basics)
    out.set(b.workerId, {
      ...byId.get(b.workerId)!,
      fresh: false,
      basic: dated(b),
      homes: [],
      contacts: [],
      condition: null,
      identities: [],
      intention: null,
      members: [],
    });
  for (const r of homes) out.get(r.workerId)?.homes.push(dated(r));
  for (const r of contacts) out.get(r.workerId)?.contacts.push(dated(r));
  for (const r of identities) out.get(r.workerId)?.identities.push(dated(r));
  for (const r of members) out.get(r.workerId)?.members.push(dated(r));
  const put = <R extends Stored>(rows: readonly R[], set: (draft: Draft, row: R & Known) => void) => {
    for (const r of rows) {
      const draft = out.get(r.workerId);
      if (draft) set(draft, dated(r));
    }
  };
  put(conditions, (d, r) => {
    d.condition = r;
  });
  put(intentions, (d, r) => {
    d.intention = r;
  });
  return out;
};

/** A record that a row of the chunk opens. */
export const freshDraft = (workerId: string, home: string, basic: BasicKnown): Draft => ({
  workerId,
  home,
  reach: 'own',
  fresh: true,
  basic,
  homes: [],
  contacts: [],
  condition: null,
  identities: [],
  intention: null,
  members: [],
});
