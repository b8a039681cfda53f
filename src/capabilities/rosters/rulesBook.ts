// What a spreadsheet is to the engine, whatever its format: sheets of rows of cells. Pure shapes; no IO.

/** What the file is, by its bytes; its ending decides nothing. `xls` stands for .et too: both are BIFF. */
export type Format = 'xlsx' | 'xls' | 'ods' | 'html' | 'xml2003' | 'csv';

/**
 * A number cell. `raw` is the text the file holds (what is lost there, as the last digits of an identity number, is lost); `shown` what WPS shows where the
 * reader knows it; `as` what its number format makes of it.
 */
export interface NumberCell {
  readonly number: number;
  readonly raw: string;
  readonly as: 'number' | 'date' | 'percent' | 'text';
  readonly shown?: string;
}
/** Text; a number; yes or no; an error such as #N/A. Formulas are never run: the result the file holds stands for them, text where there is none. */
export type Cell = string | NumberCell | { readonly bool: boolean } | { readonly error: string };

/** Rectangle of cells, 0-based, both ends inclusive. */
export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface SheetInfo {
  readonly index: number;
  readonly name: string;
  readonly hidden: boolean;
  readonly merges: readonly Area[];
  /** 0-based. */
  readonly hiddenColumns: readonly number[];
}

/** One row as it stands in the file. A merged area has its value in its first cell only. */
export interface SheetRow {
  /** 0-based; WPS shows one more. */
  readonly at: number;
  readonly hidden: boolean;
  /** By column; sparse rows have null. */
  readonly cells: readonly (Cell | null)[];
}

export interface BookInfo {
  readonly format: Format;
  readonly sheets: readonly SheetInfo[];
  /** Serial dates count from 1904 (Excel for Mac). */
  readonly date1904: boolean;
  /** Of text files. */
  readonly encoding?: 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';
  readonly delimiter?: string;
}

/** Why a file cannot be read; each has a sentence (contractProblems). */
export type ReadFault =
  | 'empty'
  | 'notASheet'
  | 'damaged'
  | 'password'
  | 'tooLarge'
  | 'unfolds'
  | 'tooManyRows'
  | 'tooManyCells'
  | 'noSheet'
  | 'tooSlow';
