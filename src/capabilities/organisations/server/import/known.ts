// What is registered already, for a whole chunk of rows at once: by code, by exact name in a county, by a name that is close.
import { sql } from 'kysely';
import type { Db } from '#platform/server/store.ts';
import type { OrganisationKind, SizeClass } from '../../contract.ts';
import { plainName, stemName } from '../../rules.ts';
import type { Known, Said } from '../../rulesImport.ts';
import { placeWords } from '../places.ts';

export interface Registered extends Known {
  readonly id: string;
  readonly closed: boolean;
  readonly stationFrom: string | null;
}
export interface Register {
  /** Who speaks for the holder of a code. */
  readonly byCode: ReadonlyMap<string, string>;
  /** By `plain county`; what several bear is missing. */
  readonly byName: ReadonlyMap<string, string>;
  /** By `stem county`. */
  readonly close: ReadonlyMap<string, readonly string[]>;
  readonly facts: ReadonlyMap<string, Registered>;
}

export const nameKey = (name: string, place: string): string => `${plainName(name)} ${place.slice(0, 6)}`;
export const stemKey = (name: string, place: string): string => `${stemName(name, placeWords(place))} ${place.slice(0, 6)}`;

export const registerFor = async (db: Db, rows: readonly Said[]): Promise<Register> => {
  const codes = [...new Set(rows.flatMap((r) => r.uscc ?? []))];
  const named = rows.filter((r) => r.place !== null && r.name !== '');
  const byCode = await sql<{ uscc: string; main: string }>`
    select f.uscc, coalesce(l.main_id, f.organisation_id)::text as main from organisation_fact f
      left join organisation_link l on l.organisation_id = f.organisation_id and l.superseded = 'infinity'
      where f.superseded = 'infinity' and f.uscc = any (${codes}::text[])`.execute(db);
  const names = await sql<{ plain: string; stem: string; county: string; main: string }>`
    select distinct n.plain, n.stem, n.county, n.main_id::text as main from organisation_name n
      where (n.plain = any (${named.map((r) => plainName(r.name))}::text[]) or n.stem = any (${named.map((r) => stemName(r.name, placeWords(r.place!)))}::text[]))
        and n.county = any (${[...new Set(named.map((r) => r.place!.slice(0, 6)))]}::text[])`.execute(db);
  const exact = new Map<string, Set<string>>();
  const close = new Map<string, Set<string>>();
  const add = (to: Map<string, Set<string>>, key: string, id: string) => to.set(key, (to.get(key) ?? new Set<string>()).add(id));
  for (const n of names.rows) {
    add(exact, `${n.plain} ${n.county}`, n.main);
    add(close, `${n.stem} ${n.county}`, n.main);
  }
  const ids = [...new Set([...byCode.rows, ...names.rows].map((r) => r.main))];
  const facts = await sql<FactRow>`
    select organisation_id::text as id, name, uscc, kinds, place, address, industry, size_class, size_stated_by, note, state, station_from
      from organisation_fact where superseded = 'infinity' and organisation_id = any (${ids}::uuid[])`.execute(db);
  return {
    byCode: new Map(byCode.rows.map((r) => [r.uscc, r.main])),
    byName: new Map([...exact].flatMap(([key, set]) => (set.size === 1 ? [[key, [...set][0]!] as const] : []))),
    close: new Map([...close].map(([key, set]) => [key, [...set]])),
    facts: new Map(facts.rows.map(({ state, ...f }) => [f.id, { ...f, closed: state === 'closed' }])),
  };
};

interface FactRow {
  readonly id: string;
  readonly name: string;
  readonly uscc: string | null;
  readonly kinds: readonly OrganisationKind[];
  readonly place: string;
  readonly address: string;
  readonly industry: string;
  readonly sizeClass: SizeClass | null;
  readonly sizeStatedBy: string;
  readonly note: string;
  readonly state: string;
  readonly stationFrom: string | null;
}
