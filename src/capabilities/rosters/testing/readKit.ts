// Reads bytes as a file, in this thread.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BookInfo, Cell, ReadFault, SheetRow } from '../rulesBook.ts';
import { LIMITS, type Limits } from '../server/reading/limits.ts';
import { openInThread } from '../server/reading/openInThread.ts';
import { ReadRefused } from '../server/reading/readRefused.ts';

/** Runs with a file of these bytes, which then is gone. Its name says nothing about its format. */
export const withFile = async <T>(content: string | Uint8Array, run: (path: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'wengang-read-'));
  try {
    const path = join(folder, 'upload.bin');
    writeFileSync(path, content);
    return await run(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

export interface ReadBook {
  readonly info: BookInfo;
  readonly sheets: readonly (readonly SheetRow[])[];
}

export const readBook = (content: string | Uint8Array, limits: Partial<Limits> = {}): Promise<ReadBook> =>
  withFile(content, async (path) => {
    const book = await openInThread(path, { ...LIMITS, ...limits });
    try {
      const sheets: SheetRow[][] = [];
      for (const { index } of book.info.sheets) {
        const rows: SheetRow[] = [];
        for await (const batch of book.rows(index)) rows.push(...batch);
        sheets.push(rows);
      }
      return { info: book.info, sheets };
    } finally {
      await book.close();
    }
  });

/** The fault a reading ends in; undefined where it ends well. Anything else is thrown on. */
export const faultOf = async (reading: Promise<unknown>): Promise<ReadFault | undefined> => {
  try {
    await reading;
    return undefined;
  } catch (error) {
    if (error instanceof ReadRefused) return error.fault;
    throw error;
  }
};

/** A cell without what only matters to the engine. */
export const plain = (cell: Cell | null): string | number | boolean | null =>
  cell === null || typeof cell === 'string' ? cell : 'number' in cell ? cell.number : 'bool' in cell ? cell.bool : cell.error;

export const plainRows = (rows: readonly SheetRow[]): (string | number | boolean | null)[][] => rows.map((r) => r.cells.map(plain));
