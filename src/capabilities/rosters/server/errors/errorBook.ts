// The error workbook 失败原因表: the rows that did not go in, in the very template they came in.
import type { ErrorBook, ErrorNote, ErrorRow, ErrorSource } from './errorShapes.ts';

/**
 * Writes the file at `target` (it must not exist; readable by its owner alone). Rows in the order of the file, sheet by sheet; memory is flat however many
 * they are. `target` is gone where it fails.
 */
export const makeErrorBook = async (
  _source: ErrorSource,
  _rows: AsyncIterable<ErrorRow> | readonly ErrorRow[],
  _target: string,
  _note: ErrorNote,
): Promise<ErrorBook> => {
  throw new Error('error workbooks follow');
};
