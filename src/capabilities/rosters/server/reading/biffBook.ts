// .xls, .et and .xlsb, read in one piece by SheetJS. It never runs a formula; its results are what the file holds.
import { readFile } from 'node:fs/promises';
import { read, set_cptable, type WorkSheet } from '@e965/xlsx';
import * as codepages from '@e965/xlsx/dist/cpexcel.full.mjs';
import type { Cell, SheetInfo, SheetRow } from '../../rulesBook.ts';
import { type BookInThread, inBatches } from './bookInThread.ts';
import { batch, columnSet, type Limits, mergeList, put } from './limits.ts';
import { showsOf } from './numberFormat.ts';
import { ReadRefused } from './readRefused.ts';

set_cptable(codepages);

interface RawCell {
  readonly t?: string;
  readonly v?: unknown;
  readonly w?: string;
  readonly z?: string;
}

const ERRORS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
};

const cellOf = (cell: RawCell | undefined): Cell | null => {
  if (!cell || cell.v === undefined || cell.v === null || cell.v === '') return null;
  if (cell.t === 'n' && typeof cell.v === 'number')
    return { number: cell.v, raw: String(cell.v), as: cell.z === undefined ? 'number' : showsOf(String(cell.z)) };
  if (cell.t === 'b') return { bool: cell.v === true };
  if (cell.t === 'e') return { error: typeof cell.v === 'number' ? (ERRORS[cell.v] ?? `#${cell.v}`) : String(cell.v) };
  return cell.t === 'z' ? null : String(cell.v);
};

const rowsOf = (sheet: WorkSheet, limits: Limits): SheetRow[] => {
  const data = (sheet as { '!data'?: (RawCell | undefined)[][] })['!data'] ?? [];
  const into = batch(limits);
  for (const [at, row] of data.entries()) {
    if (!row) continue;
    const cells: (Cell | null)[] = [];
    row.forEach((raw, column) => {
      const cell = cellOf(raw);
      if (cell !== null) put(cells, column, cell);
    });
    into.add(at, sheet['!rows']?.[at]?.hidden === true, cells);
  }
  return into.take();
};

export const openBiff = async (path: string, limits: Limits): Promise<BookInThread> => {
  let book: ReturnType<typeof read>;
  try {
    book = read(await readFile(path), {
      type: 'buffer',
      dense: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      cellFormula: false,
      // hidden rows and columns stand among the styles
      cellStyles: true,
      codepage: 936,
    });
  } catch (error) {
    throw new ReadRefused(/password/i.test(String(error)) ? 'password' : 'damaged', error);
  }
  // bytes that are no workbook give a book without sheets
  if (book.SheetNames.length === 0) throw new ReadRefused('damaged', 'no sheets');
  const sheets: SheetInfo[] = [];
  const content: SheetRow[][] = [];
  book.SheetNames.forEach((name, i) => {
    const sheet = book.Sheets[name];
    // charts and macros stand in the same list
    if (!sheet || (sheet['!type'] !== undefined && sheet['!type'] !== 'sheet')) return;
    const merges = mergeList();
    for (const { s, e } of sheet['!merges'] ?? []) merges.add({ top: s.r, left: s.c, bottom: e.r, right: e.c });
    const hidden = columnSet();
    sheet['!cols']?.forEach((column, c) => {
      if (column?.hidden) hidden.add(c, c);
    });
    content.push(rowsOf(sheet, limits));
    delete book.Sheets[name];
    sheets.push({
      index: sheets.length,
      name,
      hidden: (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0,
      merges: merges.areas,
      hiddenColumns: hidden.list(),
    });
  });
  if (sheets.length === 0) throw new ReadRefused('noSheet');
  return {
    info: { format: 'xls', sheets, date1904: book.Workbook?.WBProps?.date1904 === true },
    rows: (index) => inBatches(content[index]!),
    close: async () => {},
  };
};
