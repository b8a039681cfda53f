// Many organisations at once, for loaders (demonstration, later exchange): plain objects in, rows out; names, pinyin and grams are computed here.
import { insertMany } from '#platform/server/bulkWrite.ts';
import type { Db } from '#platform/server/store.ts';
import type { AliasKind, IncidentKind, OrganisationKind, SizeClass, StationLevel } from '../contract.ts';
import { industryCode } from '../rules.ts';
import { insertKeys, type Named, pinyinOf } from './names.ts';

export interface LoadedOrganisation {
  readonly id: string;
  readonly name: string;
  readonly kinds: readonly OrganisationKind[];
  /** Checked by whoever made it; null needs `usccMissing`. */
  readonly uscc?: string | null;
  readonly usccMissing?: string;
  /** 12 digits, at least a county. */
  readonly place: string;
  readonly address?: string;
  /** Section letter or code of GB/T 4754; what is none is refused. */
  readonly industry?: string;
  readonly size?: { readonly class: SizeClass; readonly statedBy: string };
  readonly station?: { readonly level: StationLevel; readonly above?: string; readonly from?: string };
  readonly closedOn?: string;
  readonly source: string;
  readonly note?: string;
  readonly aliases?: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: AliasKind;
    readonly fromDay?: string;
    readonly toDay?: string;
    readonly source?: string;
  }[];
  /** Of a station. */
  readonly services?: readonly {
    readonly id: string;
    readonly hostCode: string;
    readonly originCode: string;
    readonly fromDay: string;
    readonly toDay?: string;
    readonly source?: string;
  }[];
  readonly staff?: readonly {
    readonly id: string;
    readonly name: string;
    readonly duty: string;
    readonly fromDay: string;
    readonly toDay?: string;
  }[];
  readonly incidents?: readonly {
    readonly id: string;
    readonly kind: IncidentKind;
    readonly happenedOn: string;
    readonly what: string;
    readonly amount?: number;
    readonly persons?: number;
    readonly settledOn?: string;
    readonly outcome?: string;
    readonly source: string;
  }[];
}

/** Rows of every table, in the order they must be written. Pure, so that a loader may write them its own way (binary COPY). */
export const organisationRows = (list: readonly LoadedOrganisation[]) => ({
  organisation: { columns: { id: 'uuid' } as const, rows: list.map((o) => [o.id]) },
  organisation_fact: {
    columns: {
      organisation_id: 'uuid',
      name: 'text',
      pinyin: 'text',
      kinds: 'text[]',
      uscc: 'text',
      uscc_missing: 'text',
      place: 'text',
      address: 'text',
      industry: 'text',
      size_class: 'text',
      size_stated_by: 'text',
      station_level: 'text',
      station_above: 'uuid',
      station_from: 'text',
      state: 'text',
      closed_on: 'date',
      source: 'text',
      note: 'text',
    } as const,
    rows: list.map((o) => {
      const industry = industryCode(o.industry ?? '');
      if (industry === undefined) throw new Error(`${o.name}: ${o.industry} is no industry`);
      return [
        o.id,
        o.name,
        pinyinOf(o.name),
        [...o.kinds],
        o.uscc ?? null,
        o.usccMissing ?? '',
        o.place,
        o.address ?? '',
        industry,
        o.size?.class ?? null,
        o.size?.statedBy ?? '',
        o.station?.level ?? null,
        o.station?.above ?? null,
        o.station?.from ?? null,
        o.closedOn === undefined ? 'active' : 'closed',
        o.closedOn ?? null,
        o.source,
        o.note ?? '',
      ];
    }),
  },
  organisation_alias: {
    columns: { id: 'uuid', organisation_id: 'uuid', name: 'text', kind: 'text', from_day: 'date', to_day: 'date', source: 'text' } as const,
    rows: list.flatMap((o) =>
      (o.aliases ?? []).map((a) => [a.id, o.id, a.name, a.kind, a.fromDay ?? null, a.toDay ?? null, a.source ?? '']),
    ),
  },
  organisation_staff: {
    columns: { id: 'uuid', organisation_id: 'uuid', name: 'text', duty: 'text', from_day: 'date', to_day: 'date' } as const,
    rows: list.flatMap((o) => (o.staff ?? []).map((s) => [s.id, o.id, s.name, s.duty, s.fromDay, s.toDay ?? null])),
  },
  organisation_incident: {
    columns: {
      id: 'uuid',
      organisation_id: 'uuid',
      kind: 'text',
      happened_on: 'date',
      precision: 'text',
      what: 'text',
      amount: 'numeric',
      persons: 'int4',
      state: 'text',
      settled_on: 'date',
      outcome: 'text',
      source: 'text',
    } as const,
    rows: list.flatMap((o) =>
      (o.incidents ?? []).map((i) => [
        i.id,
        o.id,
        i.kind,
        i.happenedOn,
        'day',
        i.what,
        i.amount === undefined ? null : String(i.amount),
        i.persons ?? null,
        i.settledOn === undefined ? 'open' : 'settled',
        i.settledOn ?? null,
        i.outcome ?? '',
        i.source,
      ]),
    ),
  },
  station_service: {
    columns: {
      id: 'uuid',
      station_id: 'uuid',
      host_code: 'text',
      origin_code: 'text',
      from_day: 'date',
      to_day: 'date',
      source: 'text',
    } as const,
    rows: list.flatMap((o) =>
      (o.services ?? []).map((s) => [s.id, o.id, s.hostCode, s.originCode, s.fromDay, s.toDay ?? null, s.source ?? '']),
    ),
  },
});

/** What is searched of them. */
const namesOf = (list: readonly LoadedOrganisation[]): Named[] =>
  list.flatMap((o) => {
    const one = { organisationId: o.id, mainId: o.id, place: o.place };
    return [{ ...one, what: 'name' as const, name: o.name }, ...(o.aliases ?? []).map((a) => ({ ...one, what: a.kind, name: a.name }))];
  });

/**
 * Writes organisations with their other names, staff, incidents and services in the caller's transaction, set-based. Every station that is named as
 * above another must come with the list or be there already. A conflict (a code taken, an id there already) fails the transaction.
 */
export const loadOrganisations = async (db: Db, list: readonly LoadedOrganisation[]): Promise<number> => {
  for (const [table, { columns, rows }] of Object.entries(organisationRows(list)))
    for (let i = 0; i < rows.length; i += 1000) await insertMany(db, { table, columns }, rows.slice(i, i + 1000));
  await insertKeys(db, namesOf(list));
  return list.length;
};
