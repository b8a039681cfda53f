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
  /** All rows of the sheet that hold something, as the table chosen sees them; rows above its body come as they are. Once. */
  rows(table: FoundTable): AsyncIterable<readonly TableRow[]>;
  /** Rows above the body of the table: titles and header. */
  above(table: FoundTable): readonly SheetRow[];
}

/** Reads the beginning of one sheet and finds its tables; the rest is read when the rows are asked for. */
export const tablesOf = async (book: Pick<OpenBook, 'info' | 'rows'>, at: number, words: HeaderWords): Promise<SheetTables> => {
  const sheet = book.info.sheets[at]!;
  const batches = book.rows(at)[Symbol.asyncIterator]();
  const first: SheetRow[] = [];
  let more = true;
  while (more && first.length < FIRST) {
    const next = await batches.next();
    if (next.done) more = false;
    else first.push(...next.value);
  }
  const tables = findTables(first.slice(0, FIRST), sheet, words);
  return {
    sheet,
    tables,
    above: (table) => first.filter((r) => r.at < table.bodyFrom),
    async *rows(table) {
      const kinds = rowsOf(table, sheet.merges);
      const told = (rows: readonly SheetRow[]): TableRow[] => rows.flatMap((r) => (r.at < table.bodyFrom ? [] : kinds.next(r)));
      yield told(first);
      for (;;) {
        const next = more ? await batches.next() : { done: true as const };
        if (next.done) break;
        yield told(next.value);
      }
      yield kinds.end();
    },
  };
};
