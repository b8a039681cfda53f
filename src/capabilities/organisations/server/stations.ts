// Which stations there are and which serves which host area for which origin.
import { sql } from 'kysely';
import { areaText } from '#capabilities/regions/server/service.ts';
import type { Parsed } from '#platform/contract.ts';
import { notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import type { Db } from '#platform/server/store.ts';
import { asKnownAt, insertVersion, isCurrent, supersede, withdraw } from '#platform/server/versions.ts';
import { ancestorCodes } from '#standards/divisions/codes.ts';
import {
  type addService,
  endBeforeStart,
  type endService,
  type listStations,
  notAStation,
  type Service,
  type Station,
  serviceRefused,
} from '../contract.ts';
import { bySpecificity, holdsOn, whyNotServed } from '../rules.ts';
import { placeOf } from './places.ts';
import { namesOf } from './queries.ts';
import { getWritable, noted, writer } from './target.ts';

/** Services as now known; the station is the one that speaks for the record the service stands under. */
export const servicesQuery = (db: Db) =>
  db
    .selectFrom('stationService as s')
    .leftJoin('organisationLink as l', (j) => j.onRef('l.organisationId', '=', 's.stationId').on(isCurrent('l')))
    .innerJoin('organisationFact as f', (j) => j.on(sql<boolean>`f.organisation_id = coalesce(l.main_id, s.station_id)`).on(isCurrent('f')))
    .select(['s.id', 'f.organisationId as stationId', 'f.name as stationName', 'f.stationLevel', 'f.state'])
    .select(['s.hostCode', 's.originCode', 's.fromDay', 's.toDay', 's.source'])
    .where(isCurrent('s'));
type Row = Awaited<ReturnType<ReturnType<typeof servicesQuery>['execute']>>[number];

export const serviceOf = ({ state: _, ...row }: Row, day: string): Service => ({
  ...row,
  host: areaText(row.hostCode),
  origin: areaText(row.originCode),
  current: holdsOn(row, day),
});

/**
 * Which stations serve people of `originCode` who work in `hostCode` on a day: services for these places or for areas that hold them, the most
 * specific first (rules.ts, `bySpecificity`). Codes have 12 digits.
 */
export const stationsFor = async (db: Db, hostCode: string, originCode: string, day: string): Promise<Service[]> => {
  const rows = await servicesQuery(db)
    .where('s.hostCode', 'in', [hostCode, ...ancestorCodes(hostCode)])
    .where('s.originCode', 'in', [originCode, ...ancestorCodes(originCode)])
    .where('s.fromDay', '<=', day)
    .where((eb) => eb.or([eb('s.toDay', 'is', null), eb('s.toDay', '>=', day)]))
    .where('f.state', '=', 'active')
    .execute();
  return rows.sort(bySpecificity).map((r) => serviceOf(r, day));
};

/** Stations that serve each of these host areas on a day, for whatever origin: each once, the most specific first. An area that none serves is left out. */
export const stationsServing = async (
  db: Db,
  hostCodes: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, readonly { readonly id: string; readonly name: string }[]>> => {
  const asked = [...new Set(hostCodes.flatMap((code) => [code, ...ancestorCodes(code)]))];
  if (asked.length === 0) return new Map();
  const rows = await servicesQuery(db)
    .where('s.hostCode', 'in', asked)
    .where('s.fromDay', '<=', day)
    .where((eb) => eb.or([eb('s.toDay', 'is', null), eb('s.toDay', '>=', day)]))
    .where('f.state', '=', 'active')
    .execute();
  const sorted = rows.sort(bySpecificity);
  return new Map(
    hostCodes.flatMap((code) => {
      const holds = new Set([code, ...ancestorCodes(code)]);
      const theirs = new Map(
        sorted.filter((r) => holds.has(r.hostCode)).map((r) => [r.stationId, { id: r.stationId, name: r.stationName }]),
      );
      return theirs.size ? [[code, [...theirs.values()]] as const] : [];
    }),
  );
};

export interface StationOn {
  readonly id: string;
  readonly name: string;
  readonly level: NonNullable<Row['stationLevel']>;
  /** 12 digits. */
  readonly place: string;
  readonly services: readonly {
    readonly hostCode: string;
    readonly originCode: string;
    readonly fromDay: string;
    readonly toDay: string | null;
  }[];
}
/**
 * Stations that are at work on a day, as known at K (now where it is left out): not closed by then, not merged into another, and serving some pair of places on
 * the day. With all that they serve on it, also what was entered under a record that was merged into theirs.
 */
export const stationsOn = async (db: Db, day: string, k?: string): Promise<StationOn[]> => {
  const at = (table: string) => (k === undefined ? isCurrent(table) : asKnownAt(table, k));
  const rows = await db
    .selectFrom('stationService as s')
    .leftJoin('organisationLink as l', (j) => j.onRef('l.organisationId', '=', 's.stationId').on(at('l')))
    .innerJoin('organisationFact as f', (j) => j.on(sql<boolean>`f.organisation_id = coalesce(l.main_id, s.station_id)`).on(at('f')))
    .select(['f.organisationId as id', 'f.name', 'f.stationLevel', 'f.place', 's.hostCode', 's.originCode', 's.fromDay', 's.toDay'])
    .where(at('s'))
    .where('f.stationLevel', 'is not', null)
    .where((eb) => eb.or([eb('f.state', '=', 'active'), eb('f.closedOn', '>', day)]))
    .where('s.fromDay', '<=', day)
    .where((eb) => eb.or([eb('s.toDay', 'is', null), eb('s.toDay', '>=', day)]))
    .orderBy('f.place')
    .orderBy('f.organisationId')
    .orderBy('s.hostCode')
    .orderBy('s.originCode')
    .execute();
  return [...Map.groupBy(rows, (r) => r.id).values()].map((of) => ({
    id: of[0]!.id,
    name: of[0]!.name,
    level: of[0]!.stationLevel!,
    place: of[0]!.place,
    services: of.map(({ hostCode, originCode, fromDay, toDay }) => ({ hostCode, originCode, fromDay, toDay })),
  }));
};

export const stations = async (call: Call, { asOf }: Parsed<typeof listStations>) => {
  const day = asOf ?? call.today;
  const { db } = call;
  const rows = await db
    .selectFrom('organisationFact as f')
    .select(['f.organisationId as id', 'f.name', 'f.stationLevel', 'f.stationAbove', 'f.place', 'f.stationFrom'])
    .select(
      sql<number>`(select count(*)::int from organisation_staff t where t.organisation_id = f.organisation_id and t.superseded = 'infinity'
        and t.from_day <= ${day}::date and (t.to_day is null or t.to_day >= ${day}::date))`.as('staff'),
    )
    .where(isCurrent('f'))
    .where(sql<boolean>`f.kinds @> array['station']`)
    .where((eb) => eb.or([eb('f.state', '=', 'active'), eb('f.closedOn', '>', day)]))
    .where(sql<boolean>`not exists (select from organisation_link l where l.organisation_id = f.organisation_id
      and l.superseded = 'infinity' and l.main_id <> l.organisation_id)`)
    .orderBy('f.place')
    .orderBy('f.organisationId')
    .execute();
  const names = await namesOf(
    db,
    rows.flatMap((r) => r.stationAbove ?? []),
  );
  const found = await servicesQuery(db)
    .where('s.fromDay', '<=', day)
    .where((eb) => eb.or([eb('s.toDay', 'is', null), eb('s.toDay', '>=', day)]))
    .orderBy('s.hostCode')
    .orderBy('s.originCode')
    .orderBy('s.id')
    .execute();
  return {
    asOf: day,
    stations: rows.map(
      ({ stationLevel, stationAbove, stationFrom, place, ...r }): Station => ({
        ...r,
        level: stationLevel!,
        above: stationAbove === null ? null : { id: stationAbove, name: names.get(stationAbove) ?? '' },
        placeCode: place,
        place: areaText(place),
        from: stationFrom === null ? null : { code: stationFrom, text: areaText(stationFrom) },
      }),
    ),
    services: found.map((r) => serviceOf(r, day)),
  };
};

export const serve = async (call: Call, { id, host, origin, ...draft }: Parsed<typeof addService>): Promise<Service> => {
  const of = await getWritable(call, id);
  if (of.stationLevel === null) throw notAStation({ name: of.name });
  if (draft.toDay !== null && draft.toDay < draft.fromDay) throw endBeforeStart({ from: draft.fromDay, to: draft.toDay });
  const [hostCode, originCode] = [placeOf(host, call.actor), placeOf(origin, call.actor)];
  const why = whyNotServed(hostCode, originCode, of.stationLevel);
  if (why) throw serviceRefused({ why: why.zh, whyEn: why.en });
  const serviceId = newId();
  await insertVersion(call.db, 'station_service', { id: serviceId, stationId: id, hostCode, originCode, ...draft, ...writer(call) });
  noted(call, of, { service: serviceId, host: hostCode, origin: originCode });
  return serviceOf(await servicesQuery(call.db).where('s.id', '=', serviceId).executeTakeFirstOrThrow(), call.today);
};

export const unserve = async (call: Call, { id, serviceId, toDay, reason }: Parsed<typeof endService>) => {
  const of = await getWritable(call, id, { closed: true, merged: true });
  const row = await call.db
    .selectFrom('stationService')
    .select(['fromDay'])
    .where('id', '=', serviceId)
    .where('stationId', '=', id)
    .where(isCurrent('station_service'))
    .executeTakeFirst();
  if (!row) throw notFound();
  if (toDay === null) await withdraw(call.db, 'station_service', { id: serviceId });
  else {
    if (toDay < row.fromDay) throw endBeforeStart({ from: row.fromDay, to: toDay });
    await supersede(call.db, 'station_service', { id: serviceId }, { toDay, reason, ...writer(call) });
  }
  noted(call, of, { service: serviceId, toDay, reason });
  return {};
};
