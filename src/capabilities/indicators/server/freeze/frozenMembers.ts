// Members of a frozen month as differences from the months of the same year that were frozen before: only ever added, read back exactly.
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/server/store.ts';
import { type FrozenMember, MEMBER_COLUMNS } from '../../rulesFrozen.ts';

export const FIRST = '00000000-0000-0000-0000-000000000000';
export const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Which differences make a month: those of frozen months before it, and its own. */
export interface Chain {
  readonly id: number;
  readonly seqs: readonly number[];
}
const columns = (of: string): RawBuilder<unknown> => sql.join(MEMBER_COLUMNS.map((c) => sql.ref(`${of}.${c}`)));

/** The members as they stand after these differences; within (after, upto]. */
export const standing = (
  chain: Chain,
  { after = FIRST, upto = LAST }: { readonly after?: string; readonly upto?: string } = {},
): RawBuilder<unknown> =>
  sql`select x.worker_id, ${columns('x')} from (
    select distinct on (worker_id) * from frozen_member where chain_id = ${chain.id} and seq = any (${[...chain.seqs]}::int[])
      and worker_id > ${after}::uuid and worker_id <= ${upto}::uuid order by worker_id, seq desc) x where not x.gone`;

/** The same with the day of a stock: `members` of any frozen month as a run has them. */
export const membersOf = (
  chain: Chain,
  asOf: string,
  range: { readonly after?: string; readonly upto?: string } = {},
): RawBuilder<unknown> =>
  sql`select s.worker_id, coalesce(s.on_day, ${asOf}::date) as on_day, ${sql.join(MEMBER_COLUMNS.slice(1).map((c) => sql.ref(`s.${c}`)))} from (${standing(chain, range)}) s`;

/** Writes how the members of a run differ from what stood before, within (after, upto]. Returns how many rows that took. */
export const addDifferences = async (
  db: Db,
  given: {
    readonly chainId: number;
    readonly seq: number;
    readonly before: readonly number[];
    readonly now: RawBuilder<unknown>;
    readonly after: string;
    readonly upto: string;
  },
): Promise<number> => {
  const names = sql.join(MEMBER_COLUMNS.map((c) => sql.ref(c)));
  const empty = sql.join(
    MEMBER_COLUMNS.map((c) =>
      c === 'on_day' || c === 'spell_id'
        ? sql.ref(`n.${c}`)
        : c === 'answers'
          ? sql`coalesce(n.answers, '{}')`
          : sql`coalesce(${sql.ref(`n.${c}`)}, '')`,
    ),
  );
  const { rows } = await sql<{
    n: number;
  }>`with now as (${given.now}), before as (${standing({ id: given.chainId, seqs: given.before }, given)}),
    made as (insert into frozen_member (chain_id, worker_id, seq, gone, ${names})
      select ${given.chainId}, coalesce(n.worker_id, b.worker_id), ${given.seq}, n.worker_id is null, ${empty}
      from now n full join before b on b.worker_id = n.worker_id
      where n.worker_id is null or b.worker_id is null or (${columns('n')}) is distinct from (${columns('b')}) returning 1)
    select count(*)::int as n from made`.execute(db);
  return rows[0]!.n;
};

/** Rows as the canonical lines want them, in the order of their ids. */
export const readMembers = async (db: Db, members: RawBuilder<unknown>): Promise<readonly FrozenMember[]> => {
  const { rows } = await sql<FrozenMember>`select * from (${members}) m order by worker_id`.execute(db);
  return rows;
};
