// What a file holds, before anybody says what it is about: sheets, tables, and each row's kind. Memory is flat: rows stream by.
import type { SheetInfo, SheetRow } from '../rulesBook.ts';
import type { HeaderWords } from '../rulesHeader.ts';
import { rowsOf, type TableRow } from '../rulesRows.ts';
import { findTables } from '../rulesTable.ts';
import type { FoundTable } from '../rulesTableShapes.ts';
import type { OpenBook } from './reading/openBook.ts';

/** Rows read before a table is looked for: titles, header on row 15, and some of the body. */
const FIRST = 60;

export interface SheetTables {
  readonly sheet: SheetInfo;
  /** Best first; several with `sideBySide` must be asked about. None: the sheet is no list. */
  readonly tables: readonly FoundTable[];
  /** Rows above the body of the table: titles and header. */
  above(table: FoundTable): readonly SheetRow[];
  /** The rows from the body of the table on, told apart. Reads the sheet anew each time. */
  rows(table: FoundTable): AsyncIterable<readonly TableRow[]>;
}

/** Reads the beginning of one sheet and finds its tables. */
export const tablesOf = async (book: Pick<OpenBook, 'info' | 'rows'>, at: number, words: HeaderWords): Promise<SheetTables> => {
  const sheet = book.info.sheets[at]!;
  const first: SheetRow[] = [];
  for await (const batch of book.rows(at)) {
    first.push(...batch);
    if (first.length >= FIRST) break;
  }
  return {
    sheet,
    tables: findTables(first.slice(0, FIRST), sheet, words),
    above: (table) => first.filter((r) => r.at < table.bodyFrom),
    async *rows(table) {
      const kinds = rowsOf(table, sheet.merges);
      for await (const batch of book.rows(at)) yield batch.flatMap((r) => (r.at < table.bodyFrom ? [] : kinds.next(r)));
      yield kinds.end();
    },
  };
};
