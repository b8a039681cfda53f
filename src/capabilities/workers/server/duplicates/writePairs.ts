// What the comparison found goes to the desk; what nobody doubts is joined. Only links change, facts stay as they are.
import { sql } from 'kysely';
import { newId } from '#platform/server/newId.ts';
import type { Db } from '#platform/server/store.ts';
import type { FoundPair } from './compareWorker.ts';

export interface Written {
  /** New on the desk, or changed. */
  readonly pairs: number;
  readonly joined: number;
  /** Counties that have a new pair with another county. */
  readonly counties: readonly string[];
}

/**
 * Writes pairs in one statement; decided ones stay decided, unchanged ones are not touched. Then joins those of the band `accept`: of one county, or
 * with the same number and name (product: across areas it needs both). Runs as `system` in a transaction that writes facts.
 */
export const writePairs = async (db: Db, found: readonly FoundPair[], finder: 'sweep' | 'save' | 'sheet'): Promise<Written> => {
  if (!found.length) return { pairs: 0, joined: 0, counties: [] };
  const ordered = found.map((f) => (f.a < f.b ? f : { ...f, a: f.b, b: f.a }));
  const column = <T>(of: (f: FoundPair) => T) => ordered.map(of);
  const { rows } = await sql<{
    id: string;
    workerId: string;
    otherId: string;
    band: string;
    kind: string;
    home: string;
    otherHome: string;
    fresh: boolean;
  }>`
    insert into duplicate_pair as p (id, worker_id, other_id, home, other_home, kind, score, band, reasons, guards, found_by)
      select v.id, v.a, v.b, x.home, y.home, v.kind, v.score, v.band, v.reasons::jsonb, v.guards::jsonb, ${finder}
      from unnest(${column(() => newId())}::uuid[], ${column((f) => f.a)}::uuid[], ${column((f) => f.b)}::uuid[], ${column((f) => f.kind)}::text[],
        ${column((f) => f.score)}::int[], ${column((f) => f.band)}::text[], ${column((f) => JSON.stringify(f.reasons))}::text[],
        ${column((f) => JSON.stringify(f.guards))}::text[]) as v (id, a, b, kind, score, band, reasons, guards)
      join worker_now x on x.worker_id = v.a join worker_now y on y.worker_id = v.b
    on conflict (worker_id, other_id) do update set
      kind = excluded.kind, score = excluded.score, band = excluded.band, reasons = excluded.reasons, guards = excluded.guards, version = p.version + 1,
      state = 'open', decided = null, decided_how = ''
      where (p.state = 'different' and p.decided_how = 'auto') or p.state = 'open' and (p.kind, p.score, p.band, p.reasons, p.guards)
        is distinct from (excluded.kind, excluded.score, excluded.band, excluded.reasons, excluded.guards)
    returning id, worker_id, other_id, band, kind, home, other_home, version = 1 as fresh`.execute(db);
  const county = (home: string) => home.slice(0, 6);
  const sure = rows.filter((r) => r.band === 'accept' && (r.kind === 'number' || county(r.home) === county(r.otherHome)));
  const joined = await joinPairs(db, sure);
  const across = rows.filter((r) => r.fresh && r.kind !== 'conflict' && county(r.home) !== county(r.otherHome));
  return {
    pairs: rows.length,
    joined,
    counties: [...new Set(across.flatMap((r) => [county(r.home), county(r.otherHome)]))],
  };
};

export interface OpenPair {
  readonly id: string;
  readonly workerId: string;
  readonly otherId: string;
}

/** Pairs that wait on the desk although a record of them has changed since (null: all of them), after one id, so many at most. */
export const readOpenPairs = async (db: Db, since: string | null, after: string, most: number): Promise<OpenPair[]> => {
  const { rows } = await sql<OpenPair>`
    select p.id, p.worker_id, p.other_id from duplicate_pair p
      join worker_now x on x.worker_id = p.worker_id join worker_now y on y.worker_id = p.other_id
    where p.state = 'open' and p.kind = 'likeness' and p.id > ${after}::uuid and x.person_id <> y.person_id
      ${since === null ? sql`` : sql`and (x.described > ${since}::timestamptz or y.described > ${since}::timestamptz)`}
    order by p.id limit ${most}`.execute(db);
  return rows;
};

/** Takes pairs off the desk that are no longer alike: a record was corrected. Should they be alike again, they come back. */
export const dropPairs = async (db: Db, ids: readonly string[]): Promise<void> => {
  if (!ids.length) return;
  await sql`update duplicate_pair set state = 'different', decided = clock_timestamp(), decided_how = 'auto', version = version + 1
    where id = any(${ids}::uuid[]) and state = 'open'`.execute(db);
};

/** Joins, and returns how many: a pair whose persons somebody has told apart waits on the desk like any other. */
const joinPairs = async (
  db: Db,
  pairs: readonly { readonly id: string; readonly workerId: string; readonly otherId: string }[],
): Promise<number> => {
  if (!pairs.length) return 0;
  const { rows } = await sql<{ id: string; members: string[] | null }>`
    select p.id, join_persons(p.a, p.b, 'auto', p.id, null, '', false)::text[] as members
    from unnest(${pairs.map((p) => p.id)}::uuid[], ${pairs.map((p) => p.workerId)}::uuid[], ${pairs.map((p) => p.otherId)}::uuid[]) as p (id, a, b)`.execute(
    db,
  );
  const joined = rows.filter((r) => r.members !== null);
  await sql`update duplicate_pair set state = 'same', decided = clock_timestamp(), decided_how = 'auto', version = version + 1
    where id = any(${joined.map((r) => r.id)}::uuid[]) and state = 'open'`.execute(db);
  const members = [...new Set(joined.flatMap((r) => r.members ?? []))];
  await sql`select relink_workers(${members}::uuid[])`.execute(db);
  return joined.length;
};
