// Frozen months as rows: finding one, locking one, telling one.
import { sql } from 'kysely';
import { areaOf, covers } from '#capabilities/access/rules.ts';
import { notFound } from '#platform/problem.ts';
import type { Actor } from '#platform/server/actor.ts';
import type { Db } from '#platform/server/store.ts';
import { type Head, type Series, seriesOf } from '../../rulesFrozen.ts';
import type { PartitionCheck } from './cells.ts';
import type { Chain } from './frozenMembers.ts';

export type FreezeState = 'computing' | 'proposed' | 'approved' | 'frozen' | 'refused';
export interface Checks {
  readonly partitions: readonly PartitionCheck[];
  /** Sums of cells that do not hold, in words. */
  readonly broken: readonly { readonly figure: string; readonly zh: string; readonly en: string }[];
  readonly cells: number;
  readonly totals: readonly {
    readonly series: string;
    readonly figure: string;
    readonly persons: number;
    readonly windows: readonly (readonly number[])[] | null;
  }[];
}
export interface FreezeRow {
  readonly id: string;
  readonly month: string;
  readonly origin: string;
  readonly host: string;
  readonly seq: number;
  readonly knownAt: string;
  readonly state: FreezeState;
  readonly proposedBy: string | null;
  readonly proposed: string;
  readonly jobId: string | null;
  readonly checks: Checks | null;
  readonly digest: string | null;
  readonly cells: number | null;
  readonly refusedBy: string | null;
  readonly refused: string | null;
  readonly reason: string | null;
  readonly frozen: string | null;
  readonly keyId: string | null;
  readonly statement: string | null;
  readonly signature: string | null;
}
const COLUMNS = sql`id, month, origin, host, seq, known_at, state, proposed_by, proposed, job_id, checks, digest, cells, refused_by, refused, reason, frozen,
  key_id, statement, signature`;

export const findFreezes = async (db: Db, origin: string | null): Promise<readonly FreezeRow[]> =>
  (
    await sql<FreezeRow>`select ${COLUMNS} from month_freeze where ${origin === null ? sql`true` : sql`origin = ${origin}`} order by month desc, seq desc limit 400`.execute(
      db,
    )
  ).rows;
/** Of each sending province the last frozen month of the year that is over on the day, of those whose instant had come at K (null: now). */
export type LastFrozen = Pick<FreezeRow, 'id' | 'month' | 'origin' | 'seq' | 'knownAt'>;
export const lastFrozen = async (
  db: Db,
  { year, asOf, k }: { readonly year: number; readonly asOf: string; readonly k: string | null },
): Promise<readonly LastFrozen[]> =>
  (
    await sql<LastFrozen>`select distinct on (origin) id, month, origin, seq, known_at from month_freeze
      where state = 'frozen' and left(month, 4) = ${String(year)} and ((month || '-01')::date + interval '1 month - 1 day')::date <= ${asOf}::date
        and (${k}::timestamptz is null or known_at <= ${k}::timestamptz)
      order by origin, month desc, seq desc`.execute(db)
  ).rows;
export const getFreeze = async (db: Db, id: string, lock = false): Promise<FreezeRow> => {
  const { rows } =
    await sql<FreezeRow>`select ${COLUMNS} from month_freeze where id = ${id}::uuid ${lock ? sql`for update` : sql``}`.execute(db);
  if (!rows[0]) throw notFound();
  return rows[0];
};

export interface ApprovalRow {
  readonly side: 'origin' | 'host';
  readonly accountId: string;
  readonly role: string;
  readonly areaCode: string;
  /** False: entered for the account by the owner of the installation, at the command line. */
  readonly steppedUp: boolean;
  readonly at: string;
}
export const approvalsOf = async (db: Db, id: string): Promise<readonly ApprovalRow[]> =>
  (
    await sql<ApprovalRow>`select side, account_id, role, area_code, stepped_up, at from month_approval where freeze_id = ${id}::uuid order by side desc`.execute(
      db,
    )
  ).rows;

type StoredSeries = Series & { readonly members: number; readonly homeless: number; readonly merkleRoot: string; readonly packs: string };
/** As they were stored, in the order of the file. */
export const storedSeries = async (db: Db, freeze: Pick<FreezeRow, 'id' | 'month'>): Promise<readonly StoredSeries[]> => {
  const { rows } = await sql<
    StoredSeries & { fromDay: string; toDay: string; series: string }
  >`select series, figure, version, class, form, from_day, to_day, as_of,
    members, homeless, merkle_root, packs from month_freeze_series where freeze_id = ${freeze.id}::uuid`.execute(db);
  const order = seriesOf(freeze.month).map((s) => s.id);
  return rows
    .map(({ series, fromDay, toDay, ...r }) => ({ ...r, id: series, from: fromDay, to: toDay }))
    .sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
};
export const headOf = (freeze: FreezeRow, series: readonly StoredSeries[]): Head => ({
  wengang: 'frozen month',
  format: 1,
  month: freeze.month,
  origin: freeze.origin,
  host: freeze.host,
  knownAt: freeze.knownAt,
  series: series.map(({ id, figure, version, class: c, form, from, to, asOf, members, homeless, merkleRoot, packs }) => ({
    id,
    figure,
    version,
    class: c,
    form,
    from,
    to,
    asOf,
    members,
    homeless,
    merkleRoot,
    ...(packs ? { packs } : {}),
  })),
});

/** Freezes of the same year that stand and come before; their differences and one's own make the month. */
export const seqsBefore = async (db: Db, freeze: Pick<FreezeRow, 'origin' | 'month' | 'seq'>): Promise<readonly number[]> => {
  const { rows } = await sql<{
    seq: number;
  }>`select seq from month_freeze where origin = ${freeze.origin} and state = 'frozen' and seq < ${freeze.seq}
    and left(month, 4) = ${freeze.month.slice(0, 4)} order by seq`.execute(db);
  return rows.map((r) => r.seq);
};
export const chainsOf = async (db: Db, freeze: Pick<FreezeRow, 'origin' | 'month' | 'seq'>): Promise<ReadonlyMap<string, Chain>> => {
  const seqs = [...(await seqsBefore(db, freeze)), freeze.seq];
  const { rows } = await sql<{ id: number; series: string }>`select id, series from frozen_chain where origin = ${freeze.origin}
    and year = ${Number(freeze.month.slice(0, 4))}`.execute(db);
  return new Map(rows.map((r) => [r.series, { id: r.id, seqs }]));
};

export type FreezeSide = 'origin' | 'host';
/** The sides for which this actor speaks: holds the steering of the whole province. */
export const sidesSpoken = (actor: Pick<Actor, 'grants'>, freeze: Pick<FreezeRow, 'origin' | 'host'>): readonly FreezeSide[] =>
  (['origin', 'host'] as const).filter((side) =>
    actor.grants.some((g) => g.role === 'steering' && g.areaCode !== '' && covers(areaOf(g.areaCode), areaOf(freeze[side]))),
  );
