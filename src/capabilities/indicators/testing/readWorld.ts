// Facts of some workers as a database holds them, every version with its instants: what the brute-force count is asked about.
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/server/store.ts';
import type { World } from './world.ts';

/** `workers`: theirs alone, with all organisations and pairings; null: everything. Under a role that reads all facts. */
export const readWorld = async (db: Db, workers: readonly string[] | null): Promise<World> => {
  const rows = async <T>(query: RawBuilder<T>): Promise<readonly T[]> => (await query.execute(db)).rows;
  const of = (column: string) => (workers === null ? sql`true` : sql`${sql.ref(column)} = any (${[...workers]}::uuid[])`);
  type Rows<K extends keyof World> = World[K][number];
  return {
    organisations: await rows(
      sql<Rows<'organisations'>>`select organisation_id as id, uscc from organisation_fact where superseded = 'infinity'`,
    ),
    organisationLinks: await rows(
      sql<Rows<'organisationLinks'>>`select organisation_id as organisation, main_id as main, recorded, superseded from organisation_link`,
    ),
    workers: await rows(sql<Rows<'workers'>>`select id from worker where ${of('id')}`),
    links: await rows(
      sql<Rows<'links'>>`select worker_id as worker, person_id as person, recorded, superseded from worker_link where ${of('worker_id')}`,
    ),
    basics: await rows(
      sql<
        Rows<'basics'>
      >`select worker_id as worker, sex, birthday, died_on, recorded, superseded from worker_basic where ${of('worker_id')}`,
    ),
    homes: await rows(
      sql<Rows<'homes'>>`select id, worker_id as worker, code, hukou, valid_from as "from", valid_to as "to", recorded, superseded
        from home_period where ${of('worker_id')}`,
    ),
    identities: await rows(
      sql<
        Rows<'identities'>
      >`select id, worker_id as worker, kind, valid_from as "from", valid_to as "to", risk_removed, recorded, superseded
        from identity_period where ${of('worker_id')}`,
    ),
    spells: await rows(
      sql<
        Rows<'spells'>
      >`select id, worker_id as worker, kind, organisation_id as organisation, occupation, industry, place, start, start_precision,
        ended, end_precision, pay_month, channel, assisted_kind, programme, contract_from, contract_to, recorded, superseded
        from spell where ${of('worker_id')}`,
    ),
    evidence: await rows(
      sql<
        Rows<'evidence'>
      >`select id, spell_id as spell, worker_id as worker, class, says, covers_from, covers_to, observed, recorded, superseded
        from evidence where ${of('worker_id')}`,
    ),
    pairings: await rows(
      sql<Rows<'pairings'>>`select id, origin_code as origin, host_code as host, valid_from as "from", valid_to as "to", recorded,
        coalesce(superseded, 'infinity') as superseded from pairing where level = 'prefecture'`,
    ),
  };
};
