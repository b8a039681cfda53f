import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import { TOTAL_CAP } from '../contract.ts';
import { badCursor } from '../problem.ts';
import type { Keys } from './keys.ts';
import type { Db } from './store.ts';

/** One column of the order. The last one must be unique, all must be not null, and all go the same way: then one index answers every page. */
export interface SortKey {
  /** As the query knows it, snake_case: `audit.at`. */
  readonly column: string;
  /** Its name in the rows: `at`. */
  readonly key: string;
}

export interface Sort {
  readonly by: readonly [SortKey, ...SortKey[]];
  readonly descending: boolean;
}

export interface PageRequest {
  /** The endpoint and whatever else the cursor belongs to (the name of the chosen order): a cursor of another list is refused. */
  readonly list: string;
  readonly sort: Sort;
  readonly cursor: string | undefined;
  readonly size: number;
}

export interface Page<Row> {
  readonly items: Row[];
  readonly next: string | null;
  readonly previous: string | null;
}

/** Kept within `paged.cursor` of the contract; sort values longer than this cannot be paged by. */
const MAX_CURSOR = 2000;

interface Position {
  readonly list: string;
  readonly back: boolean;
  readonly at: readonly (string | number | boolean)[];
}

/** Sealed, not only signed: the position holds sort values, and those may be a person's name. AES-GCM refuses what was tampered with. */
const write = (keys: Keys, position: Position): string => {
  const cursor = keys.seal(JSON.stringify(position)).toString('base64url');
  if (cursor.length > MAX_CURSOR) throw new Error(`a cursor of ${position.list} is too long: sort by something shorter`);
  return cursor;
};

const read = (keys: Keys, request: PageRequest): Position | undefined => {
  if (!request.cursor) return undefined;
  let position: Position;
  try {
    position = JSON.parse(keys.open(Buffer.from(request.cursor, 'base64url'))) as Position;
  } catch {
    throw badCursor();
  }
  if (position.list !== nameOf(request) || position.at?.length !== request.sort.by.length) throw badCursor();
  return position;
};

const nameOf = ({ list, sort }: PageRequest): string => `${list} ${sort.by.map((s) => s.column).join()} ${sort.descending}`;

/** `(a, b) < ($1, $2)`: a row comparison of leakproof operators walks one index, also under row-level security. */
const beyond = (sort: Sort, position: Position): RawBuilder<boolean> => {
  const columns = sql.join(sort.by.map((s) => sql.ref(s.column)));
  const less = sort.descending !== position.back;
  return sql<boolean>`(${columns}) ${sql.raw(less ? '<' : '>')} (${sql.join(position.at)})`;
};

/**
 * One page of a query that has neither order nor limit yet. Its rows must contain the sort keys. Forward and backward; rows that come and go
 * between two calls never make another row appear twice or vanish.
 */
export const pageOf = async <D, T extends keyof D, Row extends object>(
  keys: Keys,
  query: SelectQueryBuilder<D, T, Row>,
  request: PageRequest,
): Promise<Page<Row>> => {
  const { sort, size } = request;
  const position = read(keys, request);
  const back = position?.back ?? false;
  let ordered = query as unknown as SelectQueryBuilder<D, T, Row>;
  if (position) ordered = ordered.where(beyond(sort, position));
  const direction = sort.descending !== back ? 'desc' : 'asc';
  for (const s of sort.by) ordered = ordered.orderBy(sql`${sql.ref(s.column)} ${sql.raw(direction)}`);
  const found = await ordered.limit(size + 1).execute();
  const more = found.length > size;
  const items = found.slice(0, size);
  if (back) items.reverse();
  const cursor = (row: Row | undefined, backward: boolean): string | null =>
    row
      ? write(keys, {
          list: nameOf(request),
          back: backward,
          at: sort.by.map((s) => (row as Record<string, string | number | boolean>)[s.key]!),
        })
      : null;
  return {
    items,
    next: (back ? items.length > 0 : more) ? cursor(items.at(-1), false) : null,
    previous: (back ? more : position !== undefined) ? cursor(items[0], true) : null,
  };
};

/** How many rows a query has: exact up to 10,000, beyond that null (pages say 超过 10,000 and offer to count exactly). */
export const cappedTotal = async <D, T extends keyof D, Row>(db: Db, query: SelectQueryBuilder<D, T, Row>): Promise<number | null> => {
  const n = await count(
    db,
    query
      .clearSelect()
      .clearOrderBy()
      .select(sql`1`.as('one'))
      .limit(TOTAL_CAP + 1),
  );
  return n > TOTAL_CAP ? null : n;
};

/** The exact number, whatever it costs; for the press of 「精确计数」. */
export const countExactly = <D, T extends keyof D, Row>(db: Db, query: SelectQueryBuilder<D, T, Row>): Promise<number> =>
  count(db, query.clearSelect().clearOrderBy().select(sql`1`.as('one')));

const count = async <D, T extends keyof D, Row>(db: Db, query: SelectQueryBuilder<D, T, Row>): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*) as n from (${query}) as counted`.execute(db);
  return rows[0]!.n;
};
