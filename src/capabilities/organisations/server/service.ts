// What other capabilities' servers may ask of organisations.
import type { Db } from '#platform/server/store.ts';
import { asKnownAt, isCurrent } from '#platform/server/versions.ts';
import type { OrganisationKind, OrganisationState } from '../contract.ts';

export { organisationsMeant } from './find.ts';
export { type LoadedOrganisation, loadOrganisations, organisationRows } from './load.ts';
export { setOf as recordsOf } from './queries.ts';
export { type StationOn, stationsFor, stationsOn, stationsServing } from './stations.ts';

export interface OrganisationBrief {
  readonly id: string;
  /** Who speaks for it: itself, or the one it was merged into. */
  readonly mainId: string;
  readonly name: string;
  readonly kinds: readonly OrganisationKind[];
  /** 12 digits. */
  readonly place: string;
  readonly industry: string;
  readonly state: OrganisationState;
}

const briefs = async (db: Db, ids: readonly string[], k?: string): Promise<ReadonlyMap<string, OrganisationBrief>> => {
  if (ids.length === 0) return new Map();
  const at = (table: string) => (k === undefined ? isCurrent(table) : asKnownAt(table, k));
  const rows = await db
    .selectFrom('organisationFact as f')
    .leftJoin('organisationLink as l', (j) => j.onRef('l.organisationId', '=', 'f.organisationId').on(at('l')))
    .select(['f.organisationId as id', 'f.name', 'f.kinds', 'f.place', 'f.industry', 'f.state'])
    .select((eb) => eb.fn.coalesce('l.mainId', 'f.organisationId').as('mainId'))
    .where('f.organisationId', 'in', [...new Set(ids)])
    .where(at('f'))
    .execute();
  return new Map(rows.map((r) => [r.id, { ...r, kinds: r.kinds as OrganisationKind[] }]));
};

/** Names, places and kinds of these organisations; one that is missing does not exist. */
export const organisationsById = (db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, OrganisationBrief>> => briefs(db, ids);
/** The same as known at an instant (docs/figures.md §1). */
export const organisationsKnownAt = (db: Db, ids: readonly string[], k: string): Promise<ReadonlyMap<string, OrganisationBrief>> =>
  briefs(db, ids, k);

/** Where `org:<id>` lies, so that nobody binds an account to an organisation outside their own area; undefined = there is no such. */
export const organisationArea = async (db: Db, id: string): Promise<string | undefined> => (await briefs(db, [id])).get(id)?.place;

/** An organisation by its id or its credit code, as whoever types it at a command line knows it; the one it was merged into, where it was. */
export const organisationByCode = async (db: Db, code: string): Promise<string | null> => {
  if (/^[0-9a-f-]{36}$/i.test(code)) return (await briefs(db, [code.toLowerCase()])).get(code.toLowerCase())?.mainId ?? null;
  const found = await db
    .selectFrom('organisationFact as f')
    .select('f.organisationId as id')
    .where('f.uscc', '=', code.trim().toUpperCase())
    .where(isCurrent('f'))
    .executeTakeFirst();
  return found ? ((await briefs(db, [found.id])).get(found.id)?.mainId ?? null) : null;
};
