// The rows of a table twice: to note them, and to judge them.
import { setImmediate } from 'node:timers/promises';
import type { TableRow } from '../rulesRows.ts';
import type { FoundTable } from '../rulesTableShapes.ts';
import type { ReadRow } from './rowReader.ts';
import type { SheetTables } from './sheetTables.ts';

interface BodyRow {
  readonly row: TableRow;
  /** Null: no data. */
  readonly read: ReadRow | null;
}
/** Cells kept between the two passes over a sheet: all of nearly every file; of a larger one the first rows, and memory stays flat (some 100 MB). */
export const KEPT_CELLS = 1_500_000;

/** What there is no room for is read again. */
export const bodyOf = (found: SheetTables, table: FoundTable, reader: (row: TableRow) => ReadRow, room: { cells: number }) => {
  const kept: BodyRow[] = [];
  let whole = true;
  const readRow = (row: TableRow): BodyRow => ({ row, read: row.kind === 'data' ? reader(row) : null });
  return {
    first: async (take: (row: TableRow, read: ReadRow) => void): Promise<void> => {
      for await (const batch of found.rows(table))
        for (const each of batch) {
          const one = readRow(each);
          whole &&= room.cells >= each.cells.length;
          if (whole) {
            room.cells -= each.cells.length;
            kept.push(one);
          }
          if (one.read) take(each, one.read);
        }
    },
    async *again(): AsyncGenerator<readonly BodyRow[]> {
      for (let at = 0; at < kept.length; at += 1000) {
        yield kept.slice(at, at + 1000);
        // where this is not the book's own thread, others have their turn
        await setImmediate();
      }
      if (whole) return;
      let before = kept.length;
      for await (const batch of found.rows(table)) {
        const more = batch.slice(before);
        before = Math.max(0, before - batch.length);
        if (more.length) yield more.map(readRow);
      }
    },
  };
};
