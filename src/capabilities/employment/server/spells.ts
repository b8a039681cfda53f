// Spells and evidence as they stand, for one worker or thousands.
import { sql } from 'kysely';
import { plainName } from '#capabilities/organisations/rules.ts';
import { organisationsById } from '#capabilities/organisations/server/service.ts';
import type { Db } from '#platform/server/store.ts';
import { dayInShanghai } from '#standards/calendar/calendar.ts';
import type { Evidence, Spell } from '../rules.ts';
import { BY_HAND } from '../rulesDeeds.ts';
import { type KnownSpell, NO_WORK, type Work } from '../rulesWork.ts';

/** Where a version comes from. */
interface Origin {
  readonly source: string;
  readonly sourceRef: string;
  readonly recordedBy: string | null;
  readonly recorded: string;
}
export interface StoredSpell extends Spell, Origin {
  readonly reason: string;
}
export interface StoredEvidence extends Evidence, Origin {
  readonly workerId: string;
  /** Microseconds: when its first version was recorded, which orders statements (figures §2). Of findEvidence with `ordered` only; else ''. */
  readonly first: string;
  readonly fileHash: string;
  readonly fileId: string | null;
  readonly note: string;
}

/**
 * The current version, without the partial index of all current ones: a database that does not know yet how many there are would read that index whole to
 * find those of some thousand workers.
 */
const CURRENT = sql`not isfinite(superseded)`;

/** Current spells of these workers, by start. */
export const findSpells = async (db: Db, workerIds: readonly string[]): Promise<readonly StoredSpell[]> => {
  if (workerIds.length === 0) return [];
  const { rows } = await sql<StoredSpell>`select * from spell where worker_id = any (${workerIds}::uuid[]) and ${CURRENT}
    order by worker_id, start, id`.execute(db);
  return rows;
};
/** Current evidence for spells of these workers, in the order in which it was recorded. `ordered`: with what the fold orders it by. */
export const findEvidence = async (db: Db, workerIds: readonly string[], ordered = false): Promise<readonly StoredEvidence[]> => {
  if (workerIds.length === 0) return [];
  const first = ordered
    ? sql`to_micros((select min(f.recorded) from evidence f where f.worker_id = e.worker_id and f.id = e.id))::text`
    : sql`''`;
  const { rows } = await sql<StoredEvidence>`select e.*, ${first} as first from evidence e
    where worker_id = any (${workerIds}::uuid[]) and ${CURRENT} order by recorded, id`.execute(db);
  return rows;
};

/** What is known of each of these workers, as the rules of rows ask for it. */
export const readWork = async (db: Db, workerIds: readonly string[]): Promise<ReadonlyMap<string, Work>> => {
  const spells = await findSpells(db, workerIds);
  const evidence = spells.length ? await findEvidence(db, workerIds) : [];
  const { rows: idle } = await sql<{ workerId: string; observed: string }>`select worker_id, observed from no_work
    where worker_id = any (${workerIds}::uuid[]) and ${CURRENT}`.execute(db);
  const organisations = await organisationsById(
    db,
    spells.flatMap((s) => s.organisationId ?? []),
  );
  const known = Map.groupBy(
    spells.map((s): KnownSpell & { readonly workerId: string } => ({
      ...s,
      employer: {
        main: s.organisationId ? (organisations.get(s.organisationId)?.mainId ?? s.organisationId) : null,
        plain: plainName(s.employerWords),
      },
      byHandOn: BY_HAND.has(s.source) ? dayInShanghai(new Date(s.recorded)) : null,
    })),
    (s) => s.workerId,
  );
  const said = Map.groupBy(evidence, (e) => e.workerId);
  const noWork = new Map(idle.map((i) => [i.workerId, i.observed]));
  return new Map(
    [...new Set(workerIds)].map((id) => [
      id,
      known.has(id) || noWork.has(id)
        ? { spells: known.get(id) ?? [], evidence: said.get(id) ?? [], noWork: noWork.get(id) ?? null }
        : NO_WORK,
    ]),
  );
};
