// How a capability declares a sheet: what its columns are called, what they hold, and what such values look like. The engine itself knows none.
import type { Day } from '#standards/calendar/calendar.ts';
import type { Text } from '#standards/text.ts';
import { type HeaderWords, headerWords } from './rulesHeader.ts';
import type { ShapeKind } from './rulesShapes.ts';
import type { FieldType, Finding, RowValues } from './rulesValue.ts';

export interface FieldDeclaration {
  readonly id: string;
  readonly text: Text;
  /** What headers call it, without brackets, spaces and marks; the commonest first. */
  readonly aliases: readonly string[];
  readonly type: FieldType;
  /** What its values look like. */
  readonly shapes: readonly ShapeKind[];
  /** Values of this shape are this field whatever the header says: identity numbers, credit codes. */
  readonly sure?: boolean;
  /** A list without any of them is not this sheet; one that lacks this one is doubtful in every row, by this rule. */
  readonly key?: string;
  /** One part of another field that stands in several columns (省, 市 and 县 of a place): joined in the order of declaration, the field's own column last. */
  readonly partOf?: string;
  /** Only to the letter: what is nearly called so is something else (在粤详细地址 is no home). */
  readonly exact?: true;
  /** Stands in for that field where it holds nothing that can be taken (电话2 for 电话1); else it is kept beside it. */
  readonly elseFor?: string;
  /** Known and checked, but nothing is written by it: what our own export tells besides. Kept as an extra fact of the source row. */
  readonly readOnly?: true;
}

export interface SheetDeclaration {
  readonly id: string;
  readonly text: Text;
  /** At least one of the key fields must be there. */
  readonly fields: readonly FieldDeclaration[];
  /** A table without any of these is hardly this sheet: names and numbers alone are people, no spells of work. */
  readonly about?: readonly string[];
  /** An empty book of it can be downloaded. */
  readonly template?: true;
  /** Fields that follow from others, put in place once a row is read; what it finds is found of the row. */
  readonly derive?: (values: Record<string, unknown>) => readonly Finding[];
}

/** What rows together say; the second pass asks with the same number and values. `report`: about the sheet as a whole. */
export interface SheetChecks {
  readonly note: (row: number, values: RowValues) => void;
  readonly findings: (row: number, values: RowValues) => readonly Finding[];
  readonly report: () => readonly Finding[];
}
export interface CheckedSheet extends SheetDeclaration {
  readonly checks: (context: { readonly today: Day; readonly rowName: (row: number) => Text }) => SheetChecks;
}

/** What all sheets together call their columns, for the search for tables. */
export const wordsOf = (sheets: readonly SheetDeclaration[]): HeaderWords =>
  headerWords(sheets.flatMap((s) => s.fields.map((f) => ({ id: `${s.id}.${f.id}`, aliases: f.aliases }))));
