// How organisations are read: the rows of lists, what narrows them, and who speaks for whom.
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/server/store.ts';
import { isCurrent } from '#platform/server/versions.ts';
import { rangeOf } from '#standards/divisions/codes.ts';
import type { OrganisationKind, OrganisationState } from '../contract.ts';
import { gramsOf, type QueryKind, queryKind } from '../rules.ts';

export interface Filter {
  readonly q?: string | undefined;
  readonly kind?: OrganisationKind | undefined;
  readonly areaCode?: string | undefined;
  readonly state?: OrganisationState | undefined;
  readonly industry?: string | undefined;
  readonly openIncidents?: boolean | undefined;
  readonly twice?: boolean | undefined;
}

/** After every text that begins so, in C order. */
const beyond = (prefix: string): string => `${prefix}\u{10ffff}`;
const begins = (column: string, prefix: string): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(column)} >= ${prefix} and ${sql.ref(column)} < ${beyond(prefix)})`;
const anyOf = (conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> => sql<boolean>`(${sql.join(conditions, sql` or `)})`;

/** Pairs of characters of the legal forms. */
const EVERYWHERE = new Set(gramsOf('股份有限责任公司有限公司'));

/** Which rows of organisation_name (as `n`) a query meets; every branch is answered by an index. */
export const nameMatches = (query: Exclude<QueryKind, { kind: 'code' }>): RawBuilder<boolean> => {
  if (query.kind === 'letters')
    return anyOf([
      ...['n.pinyin', 'n.initials', 'n.stem_pinyin', 'n.stem_initials'].map((c) => begins(c, query.letters)),
      ...['n.plain', 'n.stem'].map((c) => begins(c, query.plain)),
    ]);
  if (query.grams.length === 0) return anyOf(['n.plain', 'n.stem'].map((c) => begins(c, query.plain)));
  const part = sql<boolean>`position(${query.plain} in n.plain) > 0`;
  // 有限公司 stands in nearly every name: nothing would be gained by looking it up
  const grams = query.grams.filter((g) => !EVERYWHERE.has(g)).slice(0, 6);
  if (grams.length === 0) return part;
  return sql<boolean>`(n.organisation_id = any (array(${sql.join(
    grams.map((g) => sql`select g.organisation_id from organisation_gram g where g.gram = ${g}`),
    sql` intersect `,
  )})) and ${part})`;
};

/**
 * The ids first, then their facts: the planner would otherwise walk the whole list in its order and ask of each row whether it is among them,
 * which is fast only where the matches stand at its beginning.
 */
const among = (ids: RawBuilder<unknown>): RawBuilder<boolean> => sql<boolean>`f.organisation_id = any (array(${ids}))`;

/** Ids of organisations (those that speak) whose names or code the text meets. */
const found = (query: QueryKind): RawBuilder<boolean> =>
  query.kind === 'code'
    ? among(sql`select coalesce(l.main_id, x.organisation_id) from organisation_fact x
        left join organisation_link l on l.organisation_id = x.organisation_id and l.superseded = 'infinity'
        where x.superseded = 'infinity' and ${begins('x.uscc', query.from)}`)
    : among(sql`select distinct n.main_id from organisation_name n where ${nameMatches(query)}`);

/** Not merged into another. */
export const speaks = sql<boolean>`not exists (select from organisation_link l where l.organisation_id = f.organisation_id
  and l.superseded = 'infinity' and l.main_id <> l.organisation_id)`;

const inArea = (code: string): RawBuilder<boolean> => {
  const range = rangeOf(code) ?? { lo: '', hi: '' };
  return sql<boolean>`(f.place >= ${range.lo} and f.place < ${range.hi})`;
};

/** The current facts of those that speak for themselves, narrowed. */
export const filtered = (db: Db, filter: Filter) => {
  let query = db.selectFrom('organisationFact as f').where(isCurrent('f')).where(speaks);
  const text = filter.q === undefined ? undefined : queryKind(filter.q);
  if (text) query = query.where(found(text));
  if (filter.kind) query = query.where(sql<boolean>`f.kinds @> array[${filter.kind}]::text[]`);
  if (filter.areaCode) query = query.where(inArea(filter.areaCode));
  if (filter.state) query = query.where('f.state', '=', filter.state);
  if (filter.industry) query = query.where(begins('f.industry', filter.industry));
  if (filter.openIncidents)
    query = query.where(
      among(sql`select distinct coalesce(l.main_id, i.organisation_id) from organisation_incident i
        left join organisation_link l on l.organisation_id = i.organisation_id and l.superseded = 'infinity'
        where i.superseded = 'infinity' and i.state = 'open'`),
    );
  if (filter.twice)
    query = query.where(
      among(sql`select distinct a.main_id from organisation_name a join organisation_name b
        on b.stem = a.stem and b.county = a.county and b.main_id <> a.main_id`),
    );
  return query;
};

const own = sql`(select f.organisation_id union all select l.organisation_id from organisation_link l
  where l.main_id = f.organisation_id and l.superseded = 'infinity' and l.organisation_id <> f.organisation_id)`;
/** What a row of a list shows beside the facts. */
export const rowColumns = [
  'f.organisationId',
  'f.organisationId as id',
  'f.pinyin',
  'f.name',
  'f.kinds',
  'f.uscc',
  'f.place',
  'f.industry',
  'f.sizeClass',
  'f.stationLevel',
  'f.state',
  'f.closedOn',
  'f.recorded',
] as const;
export const mergedCount = sql<number>`(select count(*)::int from organisation_link l where l.main_id = f.organisation_id
  and l.superseded = 'infinity' and l.organisation_id <> f.organisation_id)`;
export const openCount = sql<number>`(select count(*)::int from organisation_incident i where i.superseded = 'infinity' and i.state = 'open'
  and i.organisation_id in ${own})`;

/** Current facts of one, with who speaks for it. */
export const findCurrent = (db: Db, id: string) =>
  db
    .selectFrom('organisationFact as f')
    .leftJoin('organisationLink as l', (j) => j.onRef('l.organisationId', '=', 'f.organisationId').on(isCurrent('l')))
    .selectAll('f')
    .select((eb) => eb.fn.coalesce('l.mainId', 'f.organisationId').as('mainId'))
    .where('f.organisationId', '=', id)
    .where(isCurrent('f'))
    .executeTakeFirst();
export type Current = NonNullable<Awaited<ReturnType<typeof findCurrent>>>;

/** The one itself and all that were merged into it. */
export const setOf = async (db: Db, mainId: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('organisationLink')
    .select('organisationId')
    .where('mainId', '=', mainId)
    .where(isCurrent('organisation_link'))
    .execute();
  return [...new Set([mainId, ...rows.map((r) => r.organisationId)])];
};

export const namesOf = async (db: Db, ids: readonly string[]): Promise<Map<string, string>> => {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('organisationFact')
    .select(['organisationId', 'name'])
    .where('organisationId', 'in', [...new Set(ids)])
    .where(isCurrent('organisation_fact'))
    .execute();
  return new Map(rows.map((r) => [r.organisationId, r.name]));
};
