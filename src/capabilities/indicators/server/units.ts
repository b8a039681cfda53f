// I15: the units that count on a day as known at an instant, under the role of figures; which of them are asked about is decided by the asker's cells.
import { sql } from 'kysely';
import type { z } from 'zod';
import { READ as READ_AGREEMENTS } from '#capabilities/accords/contract.ts';
import { maySee } from '#capabilities/accords/rules.ts';
import { type AgreementBrief, agreementsIn } from '#capabilities/accords/server/service.ts';
import { type StationOn, stationsOn } from '#capabilities/organisations/server/service.ts';
import { areaText } from '#capabilities/regions/server/service.ts';
import type { Actor } from '#platform/server/actor.ts';
import { type Before, handleFile, type Route } from '#platform/server/http.ts';
import type { Db, Store } from '#platform/server/store.ts';
import { readWatermark } from '#platform/server/versions.ts';
import type { Text } from '#standards/text.ts';
import { notYourCell } from '../contractProblems.ts';
import { listUnits, readUnits } from '../contractUnits.ts';
import {
  countUnits,
  keysOf,
  type Unit,
  type UnitDimension,
  type UnitPlace,
  type UnitWhere,
  unitFigure,
  unitsWithin,
} from '../rulesUnits.ts';
import * as q from './question.ts';

type Found = Unit & { readonly agreement?: AgreementBrief; readonly station?: StationOn };
interface Pairing {
  readonly id: string;
  readonly origin: string;
  readonly host: string;
}
export interface UnitsAt {
  readonly asOf: string;
  readonly knownAt: string;
  readonly units: readonly Found[];
  readonly pairings: readonly Pairing[];
}

/** Pairings of prefectures in force on the day, as known at K (docs/figures.md §9, note 19), the smallest id first. */
const pairingsAt = async (db: Db, day: string, k: string): Promise<readonly Pairing[]> => {
  const { rows } =
    await sql<Pairing>`select x.id::text as id, significant(x.origin_code) as origin, significant(x.host_code) as host from pairing x
    where x.level = 'prefecture' and x.recorded <= ${k}::timestamptz and (x.superseded is null or x.superseded > ${k}::timestamptz)
      and x.valid_from <= ${day}::date and (x.valid_to is null or x.valid_to >= ${day}::date) order by x.id::text`.execute(db);
  return rows;
};

export const unitsAt = async (store: Store, asOf: string, knownAt: string | null): Promise<UnitsAt> => {
  const k = knownAt ?? (await readWatermark(store));
  return store.transact({ role: 'figures', readOnly: true }, async (db) => {
    const pairings = await pairingsAt(db, asOf, k);
    const place = (origin: string, host: string): UnitPlace => ({
      origin,
      host,
      pairing: pairings.find((p) => origin.startsWith(p.origin) && host.startsWith(p.host))?.id ?? '',
    });
    const agreements = (await agreementsIn(db, ['force'], asOf, k)).map(
      (a): Found => ({ kind: 'agreement', id: a.id, level: a.level, places: [place(a.originCode, a.hostCode)], agreement: a }),
    );
    const stations = (await stationsOn(db, asOf, k)).map(
      (s): Found => ({
        kind: 'station',
        id: s.id,
        level: s.level,
        places: s.services.map((v) => place(v.originCode, v.hostCode)),
        station: s,
      }),
    );
    return { asOf, knownAt: k, units: [...agreements, ...stations], pairings };
  });
};

interface Asked {
  readonly asOf: string;
  readonly knownAt?: string | undefined;
  readonly where: { readonly origin?: string[] | undefined; readonly host?: string[] | undefined };
}
export const whereOf = ({ origin, host }: Asked['where']): UnitWhere => ({
  ...(origin ? { origin } : {}),
  ...(host ? { host } : {}),
});
const prepare = async ({ services, actor }: Before, { asOf, knownAt, where }: Asked): Promise<UnitsAt> => {
  q.checkDays({ from: asOf, to: asOf, asOf }, services.clock.today());
  const asked = Object.fromEntries(Object.entries(where).flatMap(([k, v]) => (v ? [[k, v]] : [])));
  if (!(await q.mayReadAsked(services, actor, asked, asOf))) throw notYourCell(q.areaWords(actor));
  return unitsAt(services.store, asOf, await q.checkInstant(services, knownAt));
};

const nameOfKey = (key: string, by: string, pairings: ReadonlyMap<string, Text>): Text =>
  key === ''
    ? by === 'pairing'
      ? { zh: '不在结对内', en: 'in no pairing' }
      : { zh: '上级的，不分到这一级', en: 'of a higher level' }
    : by === 'pairing'
      ? (pairings.get(key) ?? { zh: key, en: key })
      : areaText(key);

/** May this account open the record itself? Organisations are read by every business role, agreements by their sides. */
const opens = (actor: Actor, u: Found): boolean =>
  u.agreement
    ? actor.permissions.has(READ_AGREEMENTS) && maySee(actor.grants, u.agreement, true)
    : actor.permissions.has('organisations.read');

/** The total and the rows of a dimension. */
export const tellUnits = ({ by, where }: { readonly by: UnitDimension; readonly where: UnitWhere }, at: UnitsAt) => {
  const units = unitsWithin(at.units, where);
  const byKey = new Map<string, Found[]>();
  for (const u of units) for (const key of keysOf(u, by, where)) byKey.set(key, [...(byKey.get(key) ?? []), u]);
  const names = new Map(
    at.pairings.map((p): [string, Text] => {
      const [a, b] = [areaText(p.origin.padEnd(12, '0')), areaText(p.host.padEnd(12, '0'))];
      return [p.id, { zh: `${a.zh}—${b.zh}`, en: `${a.en} — ${b.en}` }];
    }),
  );
  return {
    figure: unitFigure,
    asOf: at.asOf,
    knownAt: at.knownAt,
    total: countUnits(units),
    rows: [...byKey]
      // what is of no such row stands last
      .sort(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1))
      .map(([key, of]) => ({ key, name: nameOfKey(key, by, names), counts: countUnits(of) })),
  };
};

const list = async (
  actor: Actor,
  input: z.output<(typeof listUnits)['input']>,
  at: UnitsAt,
): Promise<z.input<(typeof listUnits)['output']>> => {
  const where = whereOf(input.where);
  const { by, key } = input;
  const units = unitsWithin(at.units, where)
    .filter((u) => u.kind === input.kind && (input.level === undefined || u.level === input.level))
    .filter((u) => by === undefined || key === undefined || keysOf(u, by, where).includes(key))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const rest = input.after === undefined ? units : units.filter((u) => u.id > input.after!);
  const page = rest.slice(0, input.size);
  const texts = (codes: readonly string[]) => [...new Set(codes)].map(areaText);
  return {
    asOf: at.asOf,
    knownAt: at.knownAt,
    total: units.length,
    next: rest.length > page.length ? page.at(-1)!.id : null,
    items: page.map((u) => ({
      id: u.id,
      kind: u.kind,
      level: u.level,
      name: u.agreement?.title ?? u.station!.name,
      origins: texts(u.places.map((p) => p.origin)),
      hosts: texts(u.places.map((p) => p.host)),
      from: u.agreement?.validFrom ?? null,
      to: u.agreement?.lastDay ?? null,
      opens: opens(actor, u),
    })),
  };
};

export const unitRoutes: readonly Route[] = [
  handleFile(readUnits, prepare, async (_call, { by, where }, at) => tellUnits({ by, where: whereOf(where) }, at)),
  handleFile(listUnits, prepare, ({ actor }, input, at) => list(actor, input, at)),
];
