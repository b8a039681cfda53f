// What is to be done with each sheet of a file before its rows are read: which stay, and where the two columns go.
import type { SheetRow } from '../../rulesBook.ts';
import { ownColumns } from '../../rulesErrorColumns.ts';
import { isBlank } from '../../rulesShapes.ts';
import type { OpenBook } from '../reading/openBook.ts';
import type { SaidRows } from './errorRows.ts';
import type { ErrorSheet, ErrorTable } from './errorShapes.ts';
import { type RowMap, rowMap } from './rowMap.ts';

/** Header rows of the source, both ends inclusive, 0-based. */
export interface Head {
  readonly top: number;
  readonly bottom: number;
}
export interface SheetPlan {
  readonly index: number;
  readonly map: RowMap;
  /** From the top; none for a list without header. Those of tables that stand below the first one move up with their rows. */
  readonly heads: readonly Head[];
  /** Last column of its tables. */
  readonly right: number;
  /** Columns of an error workbook that was handed in again. */
  readonly own: ReadonlySet<number>;
}

/** As many rows as the search for tables looks at. */
const LOOK = 60;
/** Blank rows and a title of its own between a table and the one above it. */
const TITLES = 4;

const rowsUntil = async (book: Pick<OpenBook, 'rows'>, index: number, last: number): Promise<SheetRow[]> => {
  const rows: SheetRow[] = [];
  for await (const batch of book.rows(index)) {
    rows.push(...batch);
    if (rows.length >= LOOK && rows.at(-1)!.at >= last) break;
  }
  return rows;
};

const isBelow = (table: ErrorTable, all: readonly ErrorTable[]): boolean =>
  all.some(
    (o) => o !== table && table.headerTop !== null && o.bodyFrom <= table.headerTop && o.left <= table.right && table.left <= o.right,
  );

/** Whether a row belongs to the title of the table below it, not to the body above. */
const isTitle = (row: SheetRow | undefined): boolean => row === undefined || row.cells.filter((c) => !isBlank(c)).length <= 1;

const rising = (a: readonly number[], b: readonly number[]): readonly number[] =>
  b.length ? [...new Set([...a, ...b])].sort((x, y) => x - y) : a;

/** Null for a sheet that stays as it is. */
export const planSheet = async (book: Pick<OpenBook, 'rows'>, sheet: ErrorSheet, said: SaidRows): Promise<SheetPlan | null> => {
  const chosen = sheet.chosen ? sheet.tables.filter((t) => t.chosen) : [];
  if (!chosen.length) return null;
  const below = sheet.tables.filter((t) => isBelow(t, sheet.tables));
  const beside = sheet.tables.filter((t) => !below.includes(t));
  const first = beside.some((t) => t.chosen) ? beside.filter((t) => t.chosen) : beside;
  const above = Math.max(...first.map((t) => t.bodyFrom));
  const last = first.reduce((a, b) => (b.right > a.right ? b : a));
  const rows = await rowsUntil(book, sheet.index, Math.max(...below.map((t) => t.headerTop!), 0));
  const at = new Map(rows.map((r) => [r.at, r]));
  const kept = said.kept(sheet.index);
  const blocks = below.flatMap(({ headerTop, bodyFrom }) => {
    let top = headerTop!;
    while (top > above && headerTop! - top < TITLES && isTitle(at.get(top - 1)) && !kept.includes(top - 1)) top -= 1;
    return Array.from({ length: bodyFrom - top }, (_, i) => top + i);
  });
  return {
    index: sheet.index,
    map: rowMap(above, rising(kept, blocks)),
    heads: [
      ...(last.headerTop === null ? [] : [{ top: last.headerTop, bottom: above - 1 }]),
      ...below.map((t) => ({ top: t.headerTop!, bottom: t.bodyFrom - 1 })),
    ],
    right: Math.max(...sheet.tables.map((t) => t.right)),
    own: new Set(ownColumns(rows.slice(0, LOOK))),
  };
};
