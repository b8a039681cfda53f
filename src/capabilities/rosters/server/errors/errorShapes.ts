// What the error workbook 失败原因表 is made from. The shapes of batches (`BatchSheet`) and of tables just found (`errorTable`) both fit.
import type { Text } from '#standards/text.ts';
import type { BookInfo } from '../../rulesBook.ts';
import type { FoundTable } from '../../rulesTableShapes.ts';

/** A row to hand back. */
export interface ErrorRow {
  /** Index of the sheet in the file, 0-based. */
  readonly sheet: number;
  /** 1-based, as WPS shows it. */
  readonly row: number;
  /** Which of tables side by side; a row may be given once for each. */
  readonly side?: number;
  readonly verdict: 'refused' | 'doubtful';
  /** Why; what was found, in the order it is to be read. */
  readonly texts: readonly Text[];
  /** What to do about it. */
  readonly advice: readonly Text[];
  /** 0-based columns of the sheet whose cells are to be coloured. */
  readonly columns: readonly number[];
}

export interface ErrorTable {
  /** 0-based; null for a table without header. */
  readonly headerTop: number | null;
  readonly bodyFrom: number;
  readonly left: number;
  readonly right: number;
  readonly chosen: boolean;
  /** All its columns, in order: the two of an error workbook that was handed in again are found by their headers. */
  readonly columns: readonly { readonly header: string }[];
}
export interface ErrorSheet {
  readonly index: number;
  /** Not so, or without a chosen table: stays as it is. */
  readonly chosen: boolean;
  readonly tables: readonly ErrorTable[];
}

export interface ErrorSource {
  /** Where the file lies that was handed in. */
  readonly path: string;
  readonly info: BookInfo;
  /** Its name, as it was handed in. */
  readonly name: string;
  readonly sheets: readonly ErrorSheet[];
}

/** What the sheet 失败原因说明 says about it. */
export interface ErrorNote {
  /** Number of the batch; left out on a trial. */
  readonly batch?: number | undefined;
  /** When it was made, as it is to be read. */
  readonly at: string;
  /** Marked as invented data. */
  readonly demonstration: boolean;
}

export interface ErrorBook {
  readonly path: string;
  /** For the download; always an xlsx. */
  readonly name: string;
  /** Rows handed back. */
  readonly rows: number;
}

export const errorTable = ({ header, bodyFrom, left, right, columns }: FoundTable, chosen = true): ErrorTable => ({
  headerTop: header?.top ?? null,
  bodyFrom,
  left,
  right,
  chosen,
  columns,
});
