// One organisation with all its records, as it is or as it was known at an instant.
import type { Selectable } from 'kysely';
import { loginsOf } from '#capabilities/access/server/service.ts';
import { areaText } from '#capabilities/regions/server/service.ts';
import type { Parsed } from '#platform/contract.ts';
import { notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import type { OrganisationFactTable } from '#platform/server/tables.gen.ts';
import { asKnownAt, isCurrent } from '#platform/server/versions.ts';
import { CONTACT_WRITE, CONTACTS, INCIDENTS, type Organisation, type readOrganisation, WRITE } from '../contract.ts';
import { isOwn, mayWrite } from '../rules.ts';
import { findCandidates } from './duplicates.ts';
import { namesOf } from './queries.ts';
import { serviceOf, servicesQuery } from './stations.ts';

type FactRow = Selectable<OrganisationFactTable>;

const factsOf = (row: FactRow, names: ReadonlyMap<string, string>) => ({
  name: row.name,
  kinds: row.kinds as Organisation['kinds'],
  uscc: row.uscc,
  usccMissing: row.usccMissing,
  placeCode: row.place,
  place: areaText(row.place),
  address: row.address,
  industry: row.industry,
  sizeClass: row.sizeClass,
  sizeStatedBy: row.sizeStatedBy,
  stationLevel: row.stationLevel,
  stationAbove: row.stationAbove === null ? null : { id: row.stationAbove, name: names.get(row.stationAbove) ?? '' },
  stationFrom: row.stationFrom === null ? null : { code: row.stationFrom, text: areaText(row.stationFrom) },
  state: row.state,
  closedOn: row.closedOn,
  source: row.source,
  note: row.note,
});

export const read = async (call: Call, { id, knownAt }: Parsed<typeof readOrganisation>): Promise<Organisation> => {
  const { db, actor, today } = call;
  const at = (table: string) => (knownAt === undefined ? isCurrent(table) : asKnownAt(table, knownAt));
  const versions = await db
    .selectFrom('organisationFact')
    .selectAll()
    .where('organisationId', '=', id)
    .orderBy('recorded', 'desc')
    .execute();
  const now = knownAt === undefined ? versions[0] : versions.find((v) => v.recorded <= iso(knownAt) && iso(knownAt) < v.superseded);
  if (!now || (knownAt === undefined && now.superseded !== 'infinity')) throw notFound();
  const known = versions.filter((v) => v.recorded <= now.recorded);
  const link = await db
    .selectFrom('organisationLink')
    .selectAll()
    .where('organisationId', '=', id)
    .where(at('organisation_link'))
    .executeTakeFirst();
  const mainId = link?.mainId ?? id;
  const links = await db.selectFrom('organisationLink').selectAll().where('mainId', '=', mainId).where(at('organisation_link')).execute();
  const others = links.filter((l) => l.organisationId !== mainId);
  // the page of a merged record tells of itself alone; the one that speaks tells of all
  const set = mainId === id ? [id, ...others.map((l) => l.organisationId)] : [id];
  const memberFacts = await db
    .selectFrom('organisationFact')
    .select(['organisationId', 'name', 'uscc', 'place'])
    .where('organisationId', 'in', set)
    .where(at('organisation_fact'))
    .execute();
  const aliases = await db
    .selectFrom('organisationAlias')
    .select(['id', 'organisationId', 'name', 'kind', 'fromDay', 'toDay', 'source', 'recordedName as by', 'recorded'])
    .where('organisationId', 'in', set)
    .where(at('organisation_alias'))
    .orderBy('recorded')
    .execute();
  const people = await db
    .selectFrom('organisationStaff')
    .select(['id', 'organisationId', 'accountId', 'name', 'duty', 'fromDay', 'toDay'])
    .where('organisationId', 'in', set)
    .where(at('organisation_staff'))
    .orderBy('fromDay', 'desc')
    .orderBy('id')
    .execute();
  const logins = await loginsOf(
    db,
    people.flatMap((p) => p.accountId ?? []),
  );
  const services = await servicesQuery(db).where('s.stationId', 'in', set).orderBy('s.fromDay', 'desc').orderBy('s.id').execute();
  const below = await db
    .selectFrom('organisationFact')
    .select(['organisationId as id', 'name'])
    .where('stationAbove', '=', id)
    .where(at('organisation_fact'))
    .orderBy('place')
    .execute();
  const names = await namesOf(db, [mainId, ...versions.flatMap((v) => v.stationAbove ?? []), ...others.map((l) => l.intoId)]);
  const likeNames = [{ name: now.name, alias: false }, ...aliases.map((a) => ({ name: a.name, alias: true }))];
  const { items: duplicates } =
    mainId === id && knownAt === undefined
      ? await findCandidates(db, { uscc: null, names: likeNames, place: now.place, except: id })
      : { items: [] };
  const own = isOwn(actor.grants, [id, mainId, ...set]);
  const write = actor.viewedBy === null && actor.permissions.has(WRITE) && mayWrite(actor.grants, now);
  return {
    ...factsOf(now, names),
    id,
    recorded: now.recorded,
    by: now.recordedName,
    mergedInto: mainId === id ? null : { id: mainId, name: names.get(mainId) ?? '' },
    members: (mainId === id ? others : []).flatMap((l) => {
      const f = memberFacts.find((m) => m.organisationId === l.organisationId);
      return f
        ? {
            id: f.organisationId,
            name: f.name,
            uscc: f.uscc,
            place: areaText(f.place),
            into: { id: l.intoId, name: names.get(l.intoId) ?? now.name },
            reason: l.reason,
            by: l.recordedName,
            recorded: l.recorded,
          }
        : [];
    }),
    versions: known.map((v) => ({
      ...factsOf(v, names),
      reason: v.reason,
      by: v.recordedName,
      recorded: v.recorded,
      superseded: v.superseded === 'infinity' ? null : v.superseded,
    })),
    aliases,
    staff: people.map(({ accountId, ...p }) => ({ ...p, login: accountId === null ? null : (logins.get(accountId) ?? null) })),
    services: services.map((s) => serviceOf(s, today)),
    below,
    duplicates,
    may: {
      write,
      contacts: actor.permissions.has(CONTACTS) && (own || !actor.grants.every((g) => g.relation !== null && g.role !== 'station')),
      editContacts: actor.viewedBy === null && actor.permissions.has(CONTACT_WRITE) && (own || write),
      incidents: actor.permissions.has(INCIDENTS),
    },
    own,
  };
};

/** Instants of the store have six decimals and end with Z; one that comes with fewer is filled up, so that they compare as text. */
const iso = (instant: string): string => {
  const [, head = '', fraction = ''] = /^(.*?)(?:\.(\d+))?Z$/.exec(instant) ?? [];
  return `${head}.${fraction.padEnd(6, '0')}Z`;
};
