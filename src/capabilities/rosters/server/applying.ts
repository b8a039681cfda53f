// How rows of a sheet become facts: what a capability offers for its sheet, and what the engine tells it. Handed over by the composition (`appliers`).
import type { Actor } from '#platform/server/actor.ts';
import type { Services } from '#platform/server/services.ts';
import type { Db } from '#platform/server/store.ts';
import type { Day } from '#standards/calendar/calendar.ts';
import type { Text } from '#standards/text.ts';
import type { Finding, RowValues } from '../rulesValue.ts';
import type { RowVerdict } from '../rulesVerdict.ts';

/** Where a row stands in its file. */
export interface RowPlace {
  /** Index of the sheet in the file, 0-based. */
  readonly sheet: number;
  /** 1-based, as WPS shows it. */
  readonly row: number;
  /** Which of tables side by side; 0 where there is one. */
  readonly side: number;
}

/** A row that may go in: accepted or doubtful. Refused rows are never handed over. */
export interface SheetRowIn extends RowPlace {
  readonly values: RowValues;
  readonly verdict: RowVerdict;
  readonly findings: readonly Finding[];
  /** Columns nobody knows, by header: kept as extra facts of the source row. */
  readonly extra: Readonly<Record<string, string>>;
}

export interface BatchFacts {
  readonly id: string;
  readonly number: number;
  readonly fileHash: string;
  /** 12 digits: whose list it is. */
  readonly area: string;
  readonly organisationId: string | null;
  readonly handedIn: Day;
  /** Last day of the period the list states, else the day it was handed in. */
  readonly observedOn: Day;
  /** Its sheets and what each was declared as: rows of another declared sheet are another applier's to take back. */
  readonly sheets?: readonly { readonly index: number; readonly declared: string | null }[];
}

/**
 * Everything runs as `system`, inside the transaction of one chunk: row-level security does not hold here. An applier itself asks whether the owner may
 * (`owner.areas` hold the home; `owner.permissions`), with the owner's rights as they are at this moment.
 */
export interface ApplyContext {
  readonly db: Db;
  readonly services: Services;
  readonly owner: Actor;
  readonly today: Day;
  readonly batch: BatchFacts;
  /** Fields that have a column in this table; a field without one says nothing, a blank cell says nothing either unless the applier decides so. */
  readonly fields: ReadonlySet<string>;
}

/** What a row is about, where a page shows it. */
export interface Subject {
  readonly kind: 'worker' | 'organisation' | 'agreement';
  readonly id: string;
}

export type Outcome = 'new' | 'changed' | 'unchanged' | 'refused';

/** One field that a row says otherwise than the register does. Shown to whoever sees the batch; sealed where it is kept. */
export interface Change {
  readonly field: string;
  readonly text: Text;
  /** As a person reads it, in both languages where it is a word of ours; '' for nothing. */
  readonly from: string | Text;
  readonly to: string | Text;
}

export interface Resolution<P = unknown> {
  readonly outcome: Outcome;
  /** Beyond those of the row: not yours, nobody by this number, another name by this number, older than what is known. An error makes it refused. */
  readonly findings: readonly Finding[];
  readonly changes: readonly Change[];
  /** The record it is about; null for one that would be new. */
  readonly subject: (Subject & { readonly home: string }) | null;
  /** What `write` needs; nothing of it is kept. */
  readonly plan: P;
}

export interface Written {
  readonly subject: Subject & { readonly home: string };
}

/** What became of a row that is taken back. `kept`: something newer rests on it, with the sentence that says what. */
export interface Undone extends RowPlace {
  readonly state: 'undone' | 'kept' | 'nothing';
  readonly why: Text | null;
}

export interface SheetApplier<P = unknown> {
  /** `CheckedSheet.id`. */
  readonly sheet: string;
  /** Who may have such rows written. */
  readonly can: string;
  /**
   * What each row would do, in the order given; reads only. Rows of one chunk may be about one person: each is resolved as if the ones before it were
   * written.
   */
  resolve(context: ApplyContext, rows: readonly SheetRowIn[]): Promise<readonly Resolution<P>[]>;
  /** Writes what was resolved in the same transaction; refused ones are not among them. `null`: nothing to write and nobody concerned. */
  write(
    context: ApplyContext,
    rows: readonly { readonly row: SheetRowIn; readonly resolution: Resolution<P> }[],
  ): Promise<readonly (Written | null)[]>;
  /**
   * Rows of the batch that were written and stand, for undoing in chunks: the last one of the file first, because what a later row wrote may rest on what an
   * earlier one wrote (its person). `after`: the last one of the chunk before.
   */
  writtenRows(context: Omit<ApplyContext, 'fields'>, after: RowPlace | null, limit: number): Promise<readonly RowPlace[]>;
  /** Takes these rows back: exactly what was before, row by row; `kept` where something newer rests on it. */
  undo(context: Omit<ApplyContext, 'fields'>, rows: readonly RowPlace[]): Promise<readonly Undone[]>;
  /** Whose rows of the batch were taken back, for the audit; each at least once. */
  undoneSubjects?(context: Omit<ApplyContext, 'fields'>): Promise<readonly Subject[]>;
  /** Once, after the last chunk, in a transaction of its own (queue a sweep for duplicates). */
  after?(context: Omit<ApplyContext, 'fields'>): Promise<void>;
}
// biome-ignore lint/suspicious/noExplicitAny: "any applier"; its plan is its own
export type AnyApplier = SheetApplier<any>;

/** `source_ref` of everything a row wrote: `<batch>#<sheet>!<row>` (side behind a dot where tables stand side by side). */
export const sourceRef = (batchId: string, { sheet, row, side }: RowPlace): string => `${batchId}#${sheet}!${row}${side ? `.${side}` : ''}`;
/** Reads one back; null for a reference of another kind. */
export const readSourceRef = (ref: string): ({ readonly batchId: string } & RowPlace) | null => {
  const found = /^([0-9a-f-]{36})#(\d+)!(\d+)(?:\.(\d+))?$/.exec(ref);
  return found ? { batchId: found[1]!, sheet: Number(found[2]), row: Number(found[3]), side: Number(found[4] ?? 0) } : null;
};

/** What a written row says to the desk: its doubts, or none, which closes what an earlier row of such a list had raised. */
export interface DeskEntry {
  readonly workerId: string;
  readonly home: string;
  readonly place: RowPlace;
  readonly findings: readonly Finding[];
}
/** The desk 疑点, as the engine calls it in the transaction that wrote the rows. Set-based; the same doubt about the same person stands there once. */
export interface Desk {
  /** `fields`: those the table has a column for (ApplyContext.fields); what was doubted about others stays as it is. Nothing is written where nothing is new. */
  open(db: Db, services: Services, batchId: string, entries: readonly DeskEntry[], fields?: ReadonlySet<string>): Promise<void>;
  /** The batch was taken back, its rows are: what it opened is closed. */
  withdraw(db: Db, services: Services, batchId: string): Promise<void>;
}
