// What the search for a table returns.

export interface TableColumn {
  /** 0-based column of the sheet. */
  readonly at: number;
  /** Names from parent to child, joined: 就业地点/省. Empty for a column without a header. */
  readonly header: string;
  /** Plain names, from the top. */
  readonly parts: readonly string[];
  /** The header cells as they stand in the file, from the top. */
  readonly written: readonly string[];
  readonly unit?: string;
  /** How dates are asked for: YYYY年MM月. */
  readonly format?: string;
  readonly hidden: boolean;
  /** （必填） or * seen. */
  readonly required: boolean;
}

export type ReasonCode =
  /** Headers that a declared sheet knows. */
  | 'knownWords'
  /** Headers that sound like headers of forms. */
  | 'formWords'
  /** Columns in use that the header names. */
  | 'covered'
  /** Columns with values of one shape below a header that has not that shape. */
  | 'shapedBelow'
  | 'distinct'
  /** Speaks against: numbers, dates and identity numbers in the header. */
  | 'values'
  /** Speaks against: 填报单位：… in the header. */
  | 'labels'
  /** Speaks against: long texts, in the header or as most of what stands below. */
  | 'longTexts'
  /** Speaks against: headers that look like the values below them. */
  | 'likeBelow'
  /** Of headerless tables: columns whose shape tells what they are. */
  | 'shapes';

export interface Reason {
  readonly why: ReasonCode;
  readonly count: number;
  readonly of: number;
}

export interface FoundTable {
  /** Rows of the sheet, 0-based, both ends inclusive, units and column numbers included; null for a table without header. */
  readonly header: { readonly top: number; readonly bottom: number } | null;
  readonly left: number;
  readonly right: number;
  /** First row of the body; samples and blanks may come first. */
  readonly bodyFrom: number;
  /** First row that is no longer of it: another table with other columns begins below. */
  readonly bodyTo?: number;
  /** It stands below another one. */
  readonly below?: true;
  readonly columns: readonly TableColumn[];
  /** 万元 or 元, where a line above the header says 单位：万元 of all of them. */
  readonly unit?: string;
  /** 0 … 1 */
  readonly confidence: number;
  readonly reasons: readonly Reason[];
  readonly headerless?: true;
  /** Columns of the sheet that an error workbook added: in no table, read by nobody. */
  readonly own?: readonly number[];
  /** Other tables stand beside this one: somebody must say which is meant. */
  readonly sideBySide?: true;
}
