// Tables next to each other in one sheet.

import { filledIn, type Grid, isLabel } from './rulesGrid.ts';
import type { FoundTable } from './rulesTableShapes.ts';

/** Rows by which the bodies of two tables must differ to be told apart from one table with an empty column. */
const differ = 2;

/**
 * Whether tables with an empty column between them are tables of their own, and not one with a column left empty: a header they share, headers on
 * different rows, bodies of different length, or a title each.
 */
export function independent(grid: Grid, tables: readonly FoundTable[]): boolean {
  const headers = tables.map((table) => new Set(table.columns.map(({ header }) => header).filter((header) => header !== '')));
  const [first, ...others] = tables;
  if (!first?.header) return false;
  if (headers.some((some, i) => headers.some((other, k) => k > i && [...some].some((header) => other.has(header))))) return true;
  if (others.some((table) => table.header!.bottom !== first.header!.bottom)) return true;
  const ends = tables.map((table) => lastRow(grid, table));
  if (Math.max(...ends) - Math.min(...ends) >= differ) return true;
  const top = Math.min(...tables.map((table) => table.header!.top));
  return grid.lines.some(
    (line) => line.at < top && line.at >= top - 2 && tables.every((table) => titleIn(line, table)) && line.filled.length === tables.length,
  );
}

/** Columns at most of a legend, and known words at least of the table it stands beside. */
const legendColumns = 3;
const tableWords = 3;

/** The one table beside which the others are only legends: narrow, with no word a declared sheet knows. */
export function mainOf(tables: readonly FoundTable[]): FoundTable | undefined {
  const known = (table: FoundTable) => table.reasons.find(({ why }) => why === 'knownWords')?.count ?? 0;
  const [main, ...others] = tables.toSorted((a, b) => known(b) - known(a));
  if (!main || known(main) < tableWords) return undefined;
  return others.every((table) => known(table) === 0 && table.columns.length <= legendColumns) ? main : undefined;
}

const titleIn = (line: Grid['lines'][number], table: FoundTable): boolean => {
  const own = filledIn(line, table.left, table.right);
  return own.length === 1 && !isLabel(line.cells[own[0]!]!.squeezed);
};

const lastRow = (grid: Grid, table: FoundTable): number =>
  grid.lines.findLast((line) => line.at >= table.bodyFrom && filledIn(line, table.left, table.right).length >= 2)?.at ?? table.bodyFrom;

/** The same header repeated to the right, 序号 姓名 电话 序号 姓名 电话: one table each. Empty where nothing repeats. */
export function repeatsOf(table: FoundTable): FoundTable[] {
  const { columns } = table;
  const named = columns.filter(({ header }) => header !== '');
  const starts = columns.flatMap(({ header }, i) => (header !== '' && header === named[0]?.header ? [i] : []));
  if (starts.length < 2) return [];
  const segments = starts.map((start, i) => {
    const part = columns.slice(start, starts[i + 1] ?? columns.length);
    return part.slice(0, part.findLastIndex(({ header }) => header !== '') + 1);
  });
  const longest = segments.reduce((a, b) => (b.length > a.length ? b : a));
  // Each must be the longest from its beginning, by two columns or more: 姓名 电话 … 姓名 of a relative is no second table.
  const repeated = segments.every(
    (part) => part.length >= 2 && part.length * 2 > longest.length && part.every(({ header }, i) => header === longest[i]!.header),
  );
  if (!repeated) return [];
  return segments.map((part) => ({ ...table, left: part[0]!.at, right: part.at(-1)!.at, columns: part, sideBySide: true }));
}
