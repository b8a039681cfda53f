// Blocking in SQL: which records share a key. The same keys as rulesDuplicateBlocks.ts, where numbers and phones are blind indexes.
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/server/store.ts';
import { type BlockKind, largestBlock } from '../../rulesDuplicateBlocks.ts';

/** One kind of key, over the part of its keys that falls to one pass. */
export interface Pass {
  readonly kind: BlockKind;
  /** 0 … parts − 1; parts is a power of two. */
  readonly part: number;
  readonly parts: number;
  /** Only blocks in which a record has changed after this instant; null: all. */
  readonly since: string | null;
}

export interface Blocks {
  /** The ids of all blocks after one another, 16 bytes each. */
  readonly ids: Uint8Array<ArrayBuffer>;
  readonly sizes: Uint32Array<ArrayBuffer>;
  /** Blocks left out for their size, and how many records stood in them. */
  readonly skipped: { readonly blocks: number; readonly records: number };
}

// Names with their other readings: the usual one stands in worker_now, the others are grams f:….
const SOUNDS = sql`(select n.worker_id, n.fuzzy, n.birthday, n.home, n.described from worker_now n where n.fuzzy <> ''
  union all
  select n.worker_id, substr(g.gram, 3), n.birthday, n.home, n.described from worker_gram g join worker_now n on n.worker_id = g.worker_id
  where g.gram >= 'f:' and g.gram < 'f;')`;
const BASIC = sql`worker_basic b join worker_now n on n.worker_id = b.worker_id`;

interface Keyed {
  readonly from: RawBuilder<unknown>;
  readonly where: RawBuilder<unknown>;
  /** What is grouped by, and what of it decides the part. */
  readonly key: RawBuilder<unknown>;
  readonly part: RawBuilder<unknown>;
}
const keyed: Readonly<Record<BlockKind, Keyed>> = {
  N: {
    from: BASIC,
    where: sql`b.superseded = 'infinity' and b.number_index is not null`,
    key: sql`b.number_index, b.document_kind`,
    part: sql`b.number_index::text`,
  },
  T: {
    from: BASIC,
    where: sql`b.superseded = 'infinity' and b.tail_index is not null and n.fuzzy <> ''`,
    key: sql`b.tail_index, left(n.fuzzy, 1)`,
    part: sql`b.tail_index::text`,
  },
  P: {
    from: sql`(select distinct c.phone_index, c.worker_id from worker_contact c where c.superseded = 'infinity') b join worker_now n on n.worker_id = b.worker_id`,
    where: sql`true`,
    key: sql`b.phone_index`,
    part: sql`b.phone_index::text`,
  },
  H: { from: sql`worker_now n`, where: sql`n.household_id is not null`, key: sql`n.household_id`, part: sql`n.household_id::text` },
  A: {
    from: sql`${SOUNDS} n`,
    where: sql`n.birthday is not null`,
    key: sql`n.fuzzy, extract(year from n.birthday), least(extract(month from n.birthday), extract(day from n.birthday)),
      greatest(extract(month from n.birthday), extract(day from n.birthday))`,
    part: sql`n.fuzzy`,
  },
  B: { from: sql`${SOUNDS} n`, where: sql`true`, key: sql`n.fuzzy, left(n.home, 9)`, part: sql`n.fuzzy` },
  C: {
    from: sql`${SOUNDS} n`,
    where: sql`n.birthday is not null`,
    key: sql`n.fuzzy, left(n.home, 6), extract(year from n.birthday)`,
    part: sql`n.fuzzy`,
  },
  D: {
    from: sql`${SOUNDS} n`,
    where: sql`n.birthday is not null`,
    key: sql`n.fuzzy, extract(month from n.birthday), extract(day from n.birthday)`,
    part: sql`n.fuzzy`,
  },
  E: { from: sql`worker_now n`, where: sql`n.birthday is not null`, key: sql`left(n.home, 6), n.birthday`, part: sql`n.birthday::text` },
};

/** The order of passes: what finds most with least comes first. */
export const passKinds: readonly BlockKind[] = ['N', 'H', 'P', 'A', 'E', 'T', 'B', 'C', 'D'];

/** The blocks of one pass. One statement: an aggregate over the table, no lookups. */
export const readBlocks = async (db: Db, { kind, part, parts, since }: Pass): Promise<Blocks> => {
  const k = keyed[kind];
  const most = largestBlock[kind];
  await sql`select set_config('work_mem', '128MB', true)`.execute(db);
  const { rows } = await sql<{ ids: Buffer | null; n: number }>`
    select case when count(*) <= ${most} then string_agg(uuid_send(n.worker_id), ''::bytea) end as ids, count(*)::int as n
    from ${k.from}
    where ${k.where} ${parts > 1 ? sql`and (hashtext(${k.part}) & ${sql.lit(parts - 1)}) = ${sql.lit(part)}` : sql``}
    group by ${k.key}
    having count(*) > 1 ${since === null ? sql`` : sql`and bool_or(n.described > ${since}::timestamptz)`}`.execute(db);
  const kept = rows.filter((r) => r.ids !== null);
  const ids = new Uint8Array(kept.reduce((sum, r) => sum + r.ids!.length, 0));
  const sizes = new Uint32Array(kept.length);
  let at = 0;
  kept.forEach((r, i) => {
    ids.set(r.ids!, at);
    at += r.ids!.length;
    sizes[i] = r.n;
  });
  const skipped = rows.filter((r) => r.ids === null);
  return { ids, sizes, skipped: { blocks: skipped.length, records: skipped.reduce((sum, r) => sum + r.n, 0) } };
};
