// What the composition tells the engine: it knows no sheet, no register and no organisation itself.
import type { Call } from '#platform/server/http.ts';
import type { Db } from '#platform/server/store.ts';
import type { RuleNames } from '../../rulesRuleNames.ts';
import type { CheckedSheet } from '../../rulesSheet.ts';
import type { AnyApplier, Desk } from '../applying.ts';

export interface RostersParts {
  /** All that capabilities declare. */
  readonly sheets: readonly CheckedSheet[];
  /** URL of the module that exports them for the reading thread (decision 0013); without it they are judged in the thread of the job. */
  readonly sheetsModule?: string;
  /** By the sheet they write; a sheet without one is a trial only. */
  readonly appliers: readonly AnyApplier[];
  readonly desk: Desk;
  /** Of every rule a row may be told by. */
  readonly ruleNames: RuleNames;
  /** Rows of a chunk; what the database bears just now unless told. */
  readonly chunkRows?: number;
  /** Which of these people (ids of workers) the caller sees; true: everything an origin area is told, as it is. */
  people(call: Call, ids: readonly string[]): Promise<ReadonlyMap<string, boolean>>;
  /** Names and places (12 digits) of organisations; one that is missing does not exist or is not seen. */
  organisations(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, { readonly name: string; readonly place: string }>>;
}

export const applierOf = (parts: Pick<RostersParts, 'appliers'>, sheet: string | null): AnyApplier | null =>
  parts.appliers.find((a) => a.sheet === sheet) ?? null;
