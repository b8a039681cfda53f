// The two columns of an error workbook 失败原因表. A file that was mended and is handed in again still has them: they are ours, and nobody's data.
import type { Cell, SheetRow } from './rulesBook.ts';
import { squeeze } from './rulesHeader.ts';
import { isBlank } from './rulesShapes.ts';

export const REASON = '失败原因';
export const ADVICE = '建议';
/** Where a list has no header to name them, each cell says what it is. */
export const REASON_MARK = `${REASON}：`;
export const ADVICE_MARK = `${ADVICE}：`;

const textOf = (cell: Cell | null | undefined): string => (typeof cell === 'string' && cell.length < 20 ? squeeze(cell) : '');
const isMarked = (cell: Cell | null | undefined): boolean =>
  typeof cell === 'string' && (cell.startsWith(REASON_MARK) || cell.startsWith(ADVICE_MARK));

/** Columns of ours among the first rows of a sheet: 失败原因 with 建议 right beside it, or last in its row; or marked texts and nothing else. */
export const ownColumns = (rows: readonly SheetRow[]): readonly number[] => {
  const own = new Set<number>();
  const marked = new Set<number>();
  const others = new Set<number>();
  for (const { cells } of rows)
    cells.forEach((cell, c) => {
      if (isBlank(cell)) return;
      (isMarked(cell) ? marked : others).add(c);
      if (textOf(cell) !== REASON || c === 0) return;
      const beside = textOf(cells[c + 1]) === ADVICE;
      if (!beside && c !== cells.length - 1) return;
      own.add(c);
      if (beside) own.add(c + 1);
    });
  for (const c of marked) if (!others.has(c)) own.add(c);
  return [...own].sort((a, b) => a - b);
};

/** A row without what stands in columns of ours. */
export const withoutOwn = (row: SheetRow, own: readonly number[] | undefined): SheetRow => {
  if (!own?.some((c) => row.cells[c] !== null && row.cells[c] !== undefined)) return row;
  const cells = [...row.cells];
  for (const c of own) if (c < cells.length) cells[c] = null;
  return { ...row, cells };
};
