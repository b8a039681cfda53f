// What rows of a sheet would do to people: shared by resolving, writing and taking back. `employment` uses the same for its work sheet.
import type { Resolution, SheetRowIn } from '#capabilities/rosters/server/service.ts';

/** Tables of facts that a row may write. */
export type FactTable =
  | 'worker_basic'
  | 'home_period'
  | 'identity_period'
  | 'worker_condition'
  | 'worker_intention'
  | 'worker_contact'
  | 'household_member';

/** One fact a row writes. */
export interface FactPlan {
  readonly table: FactTable;
  /** Of the fact, where the table has one, else of the worker. */
  readonly id: string;
  /** The first version of a new fact with all its columns, or the columns that change of the one that stands. */
  readonly kind: 'first' | 'next';
  /** snake_case. Search keys of a name, seals and indexes are made when it is written. */
  readonly columns: Readonly<Record<string, unknown>>;
  readonly number?: string;
  readonly phone?: string;
}

/** A record elsewhere that bears the same number. */
export interface ElsewherePlan {
  readonly workerId: string;
  readonly home: string;
  /** The same name as well: one person. */
  readonly sameName: boolean;
}

export interface PersonPlan {
  /** The record the row is about; made up in advance for one that would be opened. The same for all rows of a chunk about one person. */
  readonly workerId: string;
  /** 12 digits. */
  readonly home: string;
  /** own: home in an area of the owner's. key: one of the owner's keys opens it, only telephones change. nobody: refused. */
  readonly reach: 'own' | 'key' | 'nobody';
  /** This very row opens the record. */
  readonly opens: boolean;
  readonly facts: readonly FactPlan[];
  /** Households that do not exist yet and that this row founds. */
  readonly founds: readonly { readonly id: string; readonly number: string; readonly home: string }[];
  readonly elsewhere: readonly ElsewherePlan[];
}

export type PersonResolution = Resolution<PersonPlan>;
export interface PersonRow {
  readonly row: SheetRowIn;
  readonly resolution: PersonResolution;
}
