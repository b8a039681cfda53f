import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Keys } from '#platform/server/keys.ts';
import { type PageRequest, pageOf } from '#platform/server/paging.ts';
import type { Db } from '#platform/server/store.ts';
import type { PairingTable } from '#platform/server/tables.gen.ts';
import { ancestorCodes, COUNTRY_CODE, rangeOf } from '#standards/divisions/codes.ts';
import type { Certainty, PairingLevel } from '../contract.ts';

export type PairingRow = Selectable<PairingTable>;

export interface PairingFilter {
  readonly asOf: string;
  readonly state: 'current' | 'ended' | 'coming' | 'all';
  readonly level?: PairingLevel | undefined;
  readonly certainty?: Certainty | undefined;
  readonly province?: string | undefined;
  /** Every list narrows; within a list one of the areas must be touched. */
  readonly areas: readonly (readonly string[])[];
}

const filtered = (db: Db, filter: PairingFilter) => {
  let query = db.selectFrom('pairing').where('superseded', 'is', null);
  if (filter.state === 'coming') query = query.where('validFrom', '>', filter.asOf);
  if (filter.state === 'current' || filter.state === 'ended') query = query.where('validFrom', '<=', filter.asOf);
  if (filter.state === 'current') query = query.where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>=', filter.asOf)]));
  if (filter.state === 'ended') query = query.where('validTo', '<', filter.asOf);
  if (filter.level) query = query.where('level', '=', filter.level);
  if (filter.certainty) query = query.where('certainty', '=', filter.certainty);
  const areas = filter.province ? [...filter.areas, [filter.province]] : filter.areas;
  for (const some of areas) query = query.where(touches(some));
  return query;
};

/** The same as `touching` of rules.ts, as ranges an index can answer: a side lies in the area, or a side without a name of its own contains it. */
const touches = (codes: readonly string[]) =>
  sql<boolean>`(${sql.join(
    codes.length === 0
      ? [sql`false`]
      : codes.map((code) => {
          const range = rangeOf(code) ?? { lo: COUNTRY_CODE, hi: COUNTRY_CODE };
          const above = ancestorCodes(code);
          const inside = (column: string) => sql`(${sql.ref(column)} >= ${range.lo} and ${sql.ref(column)} < ${range.hi})`;
          const covering = (column: string, name: string) =>
            above.length === 0 ? sql`false` : sql`(${sql.ref(column)} in (${sql.join(above)}) and ${sql.ref(name)} = '')`;
          return sql`(${inside('origin_code')} or ${inside('host_code')} or ${covering('origin_code', 'origin_name')} or ${covering('host_code', 'host_name')})`;
        }),
    sql` or `,
  )})`;

export const pagePairings = async (db: Db, keys: Keys, filter: PairingFilter, cursor: string | undefined, size: number) => {
  const request: PageRequest = {
    list: `regions.listPairings ${JSON.stringify(filter)}`.slice(0, 900),
    sort: {
      by: [
        { column: 'pairing.origin_code', key: 'originCode' },
        { column: 'pairing.host_code', key: 'hostCode' },
        { column: 'pairing.row_id', key: 'rowId' },
      ],
      descending: false,
    },
    cursor,
    size,
  };
  const found = await pageOf(keys, filtered(db, filter).selectAll('pairing'), request);
  const { n } = await filtered(db, filter)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return { ...found, total: Number(n) };
};

/** All that touch one of the areas on a day, or all of the day: a few hundred at most. */
export const pairingsOf = (db: Db, filter: PairingFilter): Promise<PairingRow[]> =>
  filtered(db, filter).selectAll('pairing').orderBy('originCode').orderBy('hostCode').orderBy('rowId').execute();

export const currentRow = (db: Db, id: string): Promise<PairingRow | undefined> =>
  db.selectFrom('pairing').selectAll().where('id', '=', id).where('superseded', 'is', null).executeTakeFirst();

export const versionsOf = (db: Db, id: string): Promise<PairingRow[]> =>
  db.selectFrom('pairing').selectAll().where('id', '=', id).orderBy('rowId', 'desc').execute();

/** Closes a version; false where somebody else was first. */
export const closeRow = async (db: Db, rowId: number): Promise<boolean> => {
  const closed = await db
    .updateTable('pairing')
    .set({ superseded: sql`write_start()` })
    .where('rowId', '=', rowId)
    .where('superseded', 'is', null)
    .executeTakeFirst();
  return closed.numUpdatedRows === 1n;
};
