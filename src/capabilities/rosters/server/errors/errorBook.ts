// The error workbook 失败原因表: the rows that did not go in, in the very template they came in.
import { open, rm } from 'node:fs/promises';
import { type OpenBook, openBook } from '../reading/openBook.ts';
import { putAside } from './errorRows.ts';
import type { ErrorBook, ErrorNote, ErrorRow, ErrorSource } from './errorShapes.ts';
import { writeOwnBook } from './ownBook.ts';
import { writeSameBook } from './sameBook.ts';
import { planSheet, type SheetPlan } from './sheetPlan.ts';
import { zipWriter } from './zipWriter.ts';

/** 花名册.xlsx.xlsx → 花名册-失败原因表.xlsx; of one that was handed in again the name stays. */
export const errorBookName = (name: string, ending: string): string => {
  const stem = (name.split(/[/\\]/).at(-1) ?? '')
    .replace(/(?:\.(?:xlsx|xlsm|xltx|xltm|xlsb|xls|et|ods|csv|txt|tsv|html?|xml))+$/i, '')
    .trim();
  const bare = stem.replace(/(?:-失败原因表(?:\s*\(\d+\)|（\d+）)?)+$/, '');
  return `${bare || '表格'}-失败原因表.${ending}`;
};

/**
 * Writes the file at `target` (it must not exist; readable by its owner alone). Rows in the order of the file, sheet by sheet; memory is flat however many
 * they are. `target` is gone where it fails. Throws `ReadRefused` where the file cannot be read any more.
 */
export const makeErrorBook = async (
  source: ErrorSource,
  rows: AsyncIterable<ErrorRow> | readonly ErrorRow[],
  target: string,
  note: ErrorNote,
  /** The thread of the door costs more than small files do: tests read in their own. */
  openFile: (path: string) => Promise<Pick<OpenBook, 'rows' | 'close'>> = openBook,
): Promise<ErrorBook> => {
  const file = await open(target, 'wx', 0o600);
  try {
    const said = await putAside(source, rows, `${target}.rows`);
    const book = await openFile(source.path).catch(async (error) => {
      await said.close();
      throw error;
    });
    try {
      const plans: SheetPlan[] = [];
      for (const sheet of source.sheets) {
        const plan = await planSheet(book, sheet, said);
        if (plan) plans.push(plan);
      }
      const out = zipWriter(file);
      // its memory is not needed for what is copied
      if (source.info.format === 'xlsx') await book.close();
      if (source.info.format === 'xlsx') await writeSameBook(source, plans, said, note, out);
      else await writeOwnBook(book, source, plans, said, note, out);
      await out.finish();
      return { path: target, name: errorBookName(source.name, 'xlsx'), rows: said.count };
    } finally {
      await book.close();
      await said.close();
    }
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  } finally {
    await file.close();
  }
};
