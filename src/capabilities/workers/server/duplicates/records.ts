// What is compared of a record, as columns: cheap to hand to the comparing thread. Numbers stay sealed on the way.
import { sql } from 'kysely';
import type { Db } from '#platform/server/store.ts';

export interface RecordColumns {
  readonly ids: readonly string[];
  readonly persons: readonly string[];
  readonly names: readonly string[];
  readonly birthdays: readonly (string | null)[];
  readonly sexes: readonly string[];
  readonly homes: readonly string[];
  readonly households: readonly (string | null)[];
  readonly ethnics: readonly string[];
  readonly documentKinds: readonly string[];
  /** Blind indexes: they tell whether two are the same, and nothing else. */
  readonly numbers: readonly (string | null)[];
  readonly phones: readonly (readonly string[])[];
}

interface Row {
  readonly workerId: string;
  readonly personId: string;
  readonly name: string;
  readonly birthday: string | null;
  readonly sex: string;
  readonly home: string;
  readonly householdId: string | null;
  readonly ethnic: string;
  readonly documentKind: string;
  readonly number: string | null;
  readonly phones: string | null;
}

/** Reads these workers; those who are not visible are left out. */
export const readRecords = async (db: Db, ids: readonly string[]): Promise<RecordColumns> => {
  const { rows } = await sql<Row>`
    select n.worker_id, n.person_id, n.name, n.birthday, n.sex, n.home, n.household_id, n.ethnic, n.document_kind, b.number_index as number,
      case when n.has_phone then (select string_agg(c.phone_index::text, ' ') from worker_contact c
        where c.worker_id = n.worker_id and c.superseded = 'infinity') end as phones
    from unnest(${ids}::uuid[]) i(id) join worker_now n on n.worker_id = i.id
      left join worker_basic b on b.worker_id = n.worker_id and b.superseded = 'infinity'`.execute(db);
  const column = <K extends keyof Row>(key: K) => rows.map((r) => r[key]);
  return {
    ids: column('workerId'),
    persons: column('personId'),
    names: column('name'),
    birthdays: column('birthday'),
    sexes: column('sex'),
    homes: column('home'),
    households: column('householdId'),
    ethnics: column('ethnic'),
    documentKinds: column('documentKind'),
    numbers: column('number'),
    phones: rows.map((r) => (r.phones ? r.phones.split(' ') : [])),
  };
};

/** Numbers and phones of some records, sealed: opened only by whoever compares them. */
export interface SealedColumns {
  readonly ids: readonly string[];
  readonly numbers: readonly (Uint8Array | null)[];
  readonly phones: readonly (readonly Uint8Array[])[];
  readonly phoneIndexes: readonly (readonly string[])[];
}

export const readSealed = async (db: Db, ids: readonly string[]): Promise<SealedColumns> => {
  const { rows } = await sql<{ workerId: string; number: Buffer | null; phones: Buffer[] | null; phoneIndexes: string[] | null }>`
    select n.worker_id, b.number_sealed as number, p.phones, p.phone_indexes
    from unnest(${ids}::uuid[]) i(id) join worker_now n on n.worker_id = i.id
      left join worker_basic b on b.worker_id = n.worker_id and b.superseded = 'infinity'
      left join lateral (select array_agg(c.phone_sealed order by c.recorded, c.id) as phones, array_agg(c.phone_index order by c.recorded, c.id) as phone_indexes
        from worker_contact c where c.worker_id = n.worker_id and c.superseded = 'infinity') p on n.has_phone`.execute(db);
  return {
    ids: rows.map((r) => r.workerId),
    numbers: rows.map((r) => (r.number ? new Uint8Array(r.number) : null)),
    phones: rows.map((r) => (r.phones ?? []).map((p) => new Uint8Array(p))),
    phoneIndexes: rows.map((r) => r.phoneIndexes ?? []),
  };
};

/** What the register knows of all its records together. */
export interface Frequencies {
  readonly names: readonly string[];
  readonly counts: readonly number[];
  /** Indexes of phones that stand in more records than one person's family has. */
  readonly shared: readonly string[];
}

export const readFrequencies = async (db: Db, mostHolders: number): Promise<Frequencies> => {
  const { rows: names } = await sql<{ name: string; n: number }>`
    select name, count(*)::int as n from worker_now where name <> '' group by name`.execute(db);
  const { rows: shared } = await sql<{ phone: string }>`
    select phone_index::text as phone from worker_contact where superseded = 'infinity'
    group by phone_index having count(distinct worker_id) > ${mostHolders}`.execute(db);
  return { names: names.map((r) => r.name), counts: names.map((r) => r.n), shared: shared.map((r) => r.phone) };
};
