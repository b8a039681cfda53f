// What is to be done with each sheet of a file before its rows are read: which stay, and where the two columns go.

import type { SheetRow } from '../../rulesBook.ts';
import { ownColumns } from '../../rulesErrorColumns.ts';
import type { OpenBook } from '../reading/openBook.ts';
import type { SaidRows } from './errorRows.ts';
import type { ErrorSheet } from './errorShapes.ts';
import { type RowMap, rowMap } from './rowMap.ts';

export interface SheetPlan {
  readonly index: number;
  readonly map: RowMap;
  /** 0-based; null for a list without header. */
  readonly headerTop: number | null;
  /** Last column of its tables. */
  readonly right: number;
  /** Columns of an error workbook that was handed in again. */
  readonly own: ReadonlySet<number>;
}

/** As many rows as the search for tables looks at. */
const LOOK = 60;
const ownOf = async (book: Pick<OpenBook, 'rows'>, index: number): Promise<ReadonlySet<number>> => {
  const rows: SheetRow[] = [];
  for await (const batch of book.rows(index)) {
    rows.push(...batch);
    if (rows.length >= LOOK) break;
  }
  return new Set(ownColumns(rows.slice(0, LOOK)));
};

/** Null for a sheet that stays as it is. */
export const planSheet = async (book: Pick<OpenBook, 'rows'>, sheet: ErrorSheet, said: SaidRows): Promise<SheetPlan | null> => {
  const chosen = sheet.chosen ? sheet.tables.filter((t) => t.chosen) : [];
  if (!chosen.length) return null;
  const last = chosen.reduce((a, b) => (b.right > a.right ? b : a));
  const above = Math.max(...chosen.map((t) => t.bodyFrom));
  return {
    index: sheet.index,
    map: rowMap(above, said.kept(sheet.index)),
    headerTop: last.headerTop,
    right: Math.max(...sheet.tables.map((t) => t.right)),
    own: await ownOf(book, sheet.index),
  };
};
