// Keeps spell_vouched: derives it anew for spells whose facts were just written, and compares it with the facts.
import { sql } from 'kysely';
import { lockForWork } from '#capabilities/workers/server/service.ts';
import type { Db } from '#platform/server/store.ts';
import { NEVER, OPEN } from '../rulesFold.ts';
import type { EvidenceClass } from '../rulesSpell.ts';
import { type EvidenceVersion, type SpellVersion, type VouchedRow, vouchedHistory } from '../rulesVouched.ts';

interface Owned {
  readonly spellId: string;
  readonly workerId: string;
}
type SpellRead = SpellVersion & Owned;
type EvidenceRead = EvidenceVersion & { readonly spellId: string };
export type StoredRow = VouchedRow & Owned;

/** Days travel as numbers since 1970-01-01, as the fold has them. */
const number = (day: string) => sql`${sql.ref(day)} - date '1970-01-01'`;
const spellVersions = async (db: Db, spellIds: readonly string[]): Promise<readonly SpellRead[]> => {
  const { rows } = await sql<SpellRead>`
    select id as spell_id, worker_id, ${number('start')} as start, coalesce(${number('ended')}, ${sql.lit(OPEN)}) as ended, recorded, superseded
    from spell where id = any (${spellIds}::uuid[])`.execute(db);
  return rows;
};
/** Of all spells of these workers: both lists as conditions on the index would have PostgreSQL 15 try every worker with every spell. */
const evidenceVersions = async (db: Db, workerIds: readonly string[]): Promise<readonly EvidenceRead[]> => {
  const { rows } = await sql<EvidenceRead>`
    select id, spell_id, class, says = 'in_post' as in_post, ${number('covers_from')} as "from",
      coalesce(${number('covers_to')}, ${number('covers_from')}) as "to", ${number('observed')} as observed, recorded, superseded
    from evidence where worker_id = any (${workerIds}::uuid[])`.execute(db);
  return rows;
};
const storedRows = async (db: Db, spellIds: readonly string[]): Promise<readonly StoredRow[]> => {
  const { rows } = await sql<StoredRow>`
    select spell_id, worker_id, c, upto, coalesce(best, 0) as best, ${number('from_day')} as "from", coalesce(${number('l_day')}, ${sql.lit(NEVER)}) as last,
      coalesce(${number('closed')}, ${sql.lit(OPEN)}) as closed, coalesce(closing_class, 0) as closing_class, recorded, superseded
    from spell_vouched where spell_id = any (${spellIds}::uuid[])`.execute(db);
  return rows;
};

/** What the facts say, for every spell that has one. */
const derived = async (db: Db, spellIds: readonly string[]): Promise<readonly StoredRow[]> => {
  const spells = Map.groupBy(await spellVersions(db, spellIds), (s) => s.spellId);
  const workers = [...new Set([...spells.values()].map((versions) => versions[0]!.workerId))];
  const evidence = workers.length ? Map.groupBy(await evidenceVersions(db, workers), (e) => e.spellId) : new Map();
  return [...spells].flatMap(([spellId, versions]) =>
    vouchedHistory(versions, evidence.get(spellId) ?? []).map((row) => ({ ...row, spellId, workerId: versions[0]!.workerId })),
  );
};

const keyOf = (r: StoredRow): string => `${r.spellId} ${r.c} ${r.recorded}`;
const same = (a: StoredRow, b: StoredRow): boolean =>
  a.from === b.from &&
  a.last === b.last &&
  a.closed === b.closed &&
  a.closingClass === b.closingClass &&
  a.upto === b.upto &&
  a.best === b.best &&
  a.superseded === b.superseded;

export interface Refolded {
  readonly put: number;
  readonly removed: number;
}
/**
 * After facts of these spells were written or withdrawn, in the same transaction, under the lock of their workers (lockForWork). Returns how many rows had to
 * be written or removed.
 */
export const refold = async (db: Db, spellIds: readonly string[]): Promise<Refolded> => {
  const ids = [...new Set(spellIds)];
  if (ids.length === 0) return { put: 0, removed: 0 };
  const stored = new Map((await storedRows(db, ids)).map((r) => [keyOf(r), r]));
  const put: StoredRow[] = [];
  for (const row of await derived(db, ids)) {
    const was = stored.get(keyOf(row));
    stored.delete(keyOf(row));
    if (!was || !same(was, row)) put.push(row);
  }
  const gone = [...stored.values()];
  if (gone.length)
    await sql`delete from spell_vouched v using unnest(${gone.map((r) => r.spellId)}::uuid[], ${gone.map((r) => r.c)}::smallint[],
        ${gone.map((r) => r.recorded)}::timestamptz[]) as g (spell_id, c, recorded)
      where v.spell_id = g.spell_id and v.c = g.c and v.recorded = g.recorded`.execute(db);
  if (put.length) await putRows(db, put);
  return { put: put.length, removed: gone.length };
};

const orNull = (n: number, none: number): number | null => (n === none ? null : n);
const putRows = async (db: Db, rows: readonly StoredRow[]): Promise<void> => {
  const column = <T>(of: (r: StoredRow) => T): T[] => rows.map(of);
  await sql`insert into spell_vouched (spell_id, worker_id, c, upto, best, from_day, l_day, closed, closing_class, recorded, superseded)
    select spell_id, worker_id, c, upto, best, date '1970-01-01' + from_day, date '1970-01-01' + l_day, date '1970-01-01' + closed, closing_class, recorded, superseded
    from unnest(${column((r) => r.spellId)}::uuid[], ${column((r) => r.workerId)}::uuid[], ${column((r) => r.c)}::smallint[], ${column((r) => r.upto)}::smallint[], ${column((r) => r.best || null)}::smallint[],
      ${column((r) => r.from)}::int[], ${column((r) => orNull(r.last, NEVER))}::int[], ${column((r) => orNull(r.closed, OPEN))}::int[],
      ${column((r): EvidenceClass | null => r.closingClass || null)}::smallint[], ${column((r) => r.recorded)}::timestamptz[],
      ${column((r) => r.superseded)}::timestamptz[])
      as n (spell_id, worker_id, c, upto, best, from_day, l_day, closed, closing_class, recorded, superseded)
    on conflict (spell_id, c, recorded) do update set upto = excluded.upto, best = excluded.best, from_day = excluded.from_day, l_day = excluded.l_day, closed = excluded.closed,
      closing_class = excluded.closing_class, superseded = excluded.superseded`.execute(db);
};

export interface Recomputed {
  /** The last worker looked at; null at the end. */
  readonly last: string | null;
  readonly spells: number;
  /** Rows that differed from the facts and were mended. */
  readonly differed: number;
}
/** The spells of the next workers behind `after`, made anew from all their facts and compared; whoever writes facts of these workers waits. */
export const recomputeVouched = async (db: Db, after: string | null, workers: number): Promise<Recomputed> => {
  const next = await sql<{
    id: string;
  }>`select id from worker where ${after}::uuid is null or id > ${after}::uuid order by id limit ${workers}`.execute(db);
  const ids = next.rows.map((r) => r.id);
  if (ids.length === 0) return { last: null, spells: 0, differed: 0 };
  await lockForWork(db, ids);
  const spells = await sql<{ id: string }>`select distinct id from spell where worker_id = any (${ids}::uuid[])`.execute(db);
  const { put, removed } = await refold(
    db,
    spells.rows.map((r) => r.id),
  );
  return { last: ids.at(-1)!, spells: spells.rows.length, differed: put + removed };
};
