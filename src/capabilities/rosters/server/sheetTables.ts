// What a file holds, before anybody says what it is about: sheets, tables, and each row's kind. Memory is flat: rows stream by.
import type { SheetInfo, SheetRow } from '../rulesBook.ts';
import { withoutOwn } from '../rulesErrorColumns.ts';
import type { HeaderWords } from '../rulesHeader.ts';
import { rowsOf, type TableRow } from '../rulesRows.ts';
import { findTables } from '../rulesTable.ts';
import { tablesBelow } from '../rulesTableBelow.ts';
import type { FoundTable } from '../rulesTableShapes.ts';
import type { OpenBook } from './reading/openBook.ts';

/** Rows read before a table is looked for: titles, header on row 15, and some of the body. */
const FIRST = 60;
/** Rows in which a second table below the first is looked for; longer sheets are one table. */
const LOOKED = 2000;

export interface SheetTables {
  readonly sheet: SheetInfo;
  /** Best first; several with `sideBySide` must be asked about. None: the sheet is no list. */
  readonly tables: readonly FoundTable[];
  /** With other columns and a header of their own, below the first table. */
  readonly below: readonly FoundTable[];
  /** Rows above the body of the table, up to the one before it: titles and header. */
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
    if (first.length >= LOOKED) break;
  }
  const tables = [...findTables(first.slice(0, FIRST), sheet, words)];
  const below: FoundTable[] = [];
  if (tables[0]) {
    const { own } = tables[0];
    const rows = own ? first.map((r) => withoutOwn(r, own)) : first;
    const [main, ...others] = tablesBelow(rows, sheet, tables[0], words);
    tables[0] = main!;
    below.push(...(own ? others.map((table) => ({ ...table, own })) : others));
  }
  const beginnings = new Map(below.map((table, i) => [table, (i === 0 ? tables[0]! : below[i - 1]!).bodyTo!]));
  return {
    sheet,
    tables,
    below,
    above: (table) => first.filter((r) => r.at < table.bodyFrom && r.at >= (beginnings.get(table) ?? 0)),
    async *rows(table) {
      const kinds = rowsOf(table, sheet.merges);
      const to = table.bodyTo ?? Number.POSITIVE_INFINITY;
      for await (const batch of book.rows(at)) {
        yield batch.flatMap((r) => (r.at < table.bodyFrom || r.at >= to ? [] : kinds.next(r)));
        if (batch.length && batch.at(-1)!.at >= to) break;
      }
      yield kinds.end();
    },
  };
};
