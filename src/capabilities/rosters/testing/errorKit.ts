// Hands rows of a file back and reads what came of it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BookInfo, Cell } from '../rulesBook.ts';
import { templateText } from '../rulesMapping.ts';
import type { TableRow } from '../rulesRows.ts';
import type { FoundTable } from '../rulesTableShapes.ts';
import { makeErrorBook } from '../server/errors/errorBook.ts';
import { type ErrorBook, type ErrorRow, type ErrorSource, errorTable } from '../server/errors/errorShapes.ts';
import { LIMITS } from '../server/reading/limits.ts';
import { openInThread } from '../server/reading/openInThread.ts';
import { tablesOf } from '../server/sheetTables.ts';
import { words } from './words.ts';

export interface ReadTable {
  readonly sheet: number;
  readonly table: FoundTable;
  readonly rows: readonly TableRow[];
  /** Rows above the body, as they stand. */
  readonly above: readonly (readonly (Cell | null)[])[];
}
export interface ReadFile {
  readonly info: BookInfo;
  readonly tables: readonly ReadTable[];
}

/** Every table of a file with all its rows. */
export const readTables = async (path: string): Promise<ReadFile> => {
  const book = await openInThread(path, LIMITS);
  try {
    const tables: ReadTable[] = [];
    for (const { index } of book.info.sheets) {
      const found = await tablesOf(book, index, words);
      for (const table of [...found.tables.filter((t, i) => t.sideBySide || i === 0), ...found.below]) {
        const rows: TableRow[] = [];
        for await (const batch of found.rows(table)) rows.push(...batch);
        tables.push({ sheet: index, table, rows, above: found.above(table).map((r) => r.cells) });
      }
    }
    return { info: book.info, tables };
  } finally {
    await book.close();
  }
};

export const sourceOf = (path: string, name: string, { info, tables }: ReadFile): ErrorSource => ({
  path,
  name,
  info,
  sheets: info.sheets.map(({ index }) => ({
    index,
    chosen: true,
    tables: tables.filter((t) => t.sheet === index).map((t) => errorTable(t.table)),
  })),
});

export const NOTE = { batch: 14, at: '2026-11-27 10:00', demonstration: true };

/** In a folder that is gone afterwards. */
export const inFolder = async <T>(run: (folder: string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'wengang-errors-'));
  try {
    return await run(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
};

export const handBack = (
  path: string,
  name: string,
  file: ReadFile,
  rows: AsyncIterable<ErrorRow> | readonly ErrorRow[],
  target: string,
): Promise<ErrorBook> => makeErrorBook(sourceOf(path, name, file), rows, target, NOTE, (at) => openInThread(at, LIMITS));

/** A refused row with a sentence of its own. */
export const refuse = (sheet: number, row: number, columns: readonly number[] = [], side = 0): ErrorRow => ({
  sheet,
  row,
  side,
  verdict: 'refused',
  texts: [{ zh: `第 ${row} 行不对`, en: `row ${row} is wrong` }],
  advice: [{ zh: `改第 ${row} 行`, en: `mend row ${row}` }],
  columns,
});

/** A cell by what it means: how a file writes it may differ between formats. */
export const meant = (cell: Cell | null): string =>
  cell === null
    ? ''
    : typeof cell === 'string'
      ? cell.replaceAll('\r\n', '\n')
      : 'number' in cell
        ? `${cell.number} ${cell.as}`
        : 'bool' in cell
          ? String(cell.bool)
          : cell.error;

export const headersOf = (table: FoundTable): string => templateText(table);
