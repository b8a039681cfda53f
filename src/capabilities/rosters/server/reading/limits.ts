// What one file may cost. A sheet somebody sends can be broken or built to harm: every limit ends in a fault, never in a hang.
import type { Area, Cell, SheetRow } from '../../rulesBook.ts';
import { ReadRefused } from './readRefused.ts';

export interface Limits {
  /** Of the file. */
  readonly bytes: number;
  /** Of a file that must be read in one piece: .xls and HTML. */
  readonly wholeBytes: number;
  /** All that a zip unfolds to, really counted; what its directory claims is its maker's word. */
  readonly unzipped: number;
  /** Unfolded to folded, of one entry larger than 64 MiB: rows of blank styled cells reach 60, deflate ends at 1,032. */
  readonly ratio: number;
  /** Of one sheet; blank rows are none. */
  readonly rows: number;
  /** Of one sheet: places up to the last filled cell of each row. */
  readonly cells: number;
  /** That somebody waits for the thread, all together; what the caller does in between does not count. */
  readonly seconds: number;
  /** Of these, for opening: formats that are read in one piece do all their work then, and a broken .xls may keep SheetJS busy for ever. */
  readonly openSeconds: number;
  /** Of the thread. */
  readonly memoryMb: number;
}

export const LIMITS: Limits = {
  bytes: 512 * 1024 * 1024,
  wholeBytes: 64 * 1024 * 1024,
  unzipped: 4 * 1024 * 1024 * 1024,
  ratio: 250,
  rows: 1_200_000,
  cells: 60_000_000,
  seconds: 300,
  openSeconds: 90,
  memoryMb: 1024,
};

/** What Excel and WPS can hold. */
export const LAST_ROW = 1_048_575;
export const LAST_COLUMN = 16_383;
const MERGES = 200_000;

export interface Batch {
  /** Blank cells and blank rows are nothing: WPS writes 16,384 columns and a million rows of them. */
  add(at: number, hidden: boolean, cells: (Cell | null)[]): void;
  readonly full: boolean;
  take(): SheetRow[];
}

const BATCH_ROWS = 1000;
const BATCH_CELLS = 40_000;

/** Gathers the rows of one sheet into batches and counts them. */
export const batch = (limits: Limits): Batch => {
  let rows: SheetRow[] = [];
  let [rowsSeen, cellsSeen, held] = [0, 0, 0];
  return {
    add(at, hidden, cells) {
      let width = cells.length;
      while (width > 0 && cells[width - 1] === null) width--;
      if (width === 0) return;
      cells.length = width;
      if (++rowsSeen > limits.rows) throw new ReadRefused('tooManyRows');
      cellsSeen += width;
      if (cellsSeen > limits.cells) throw new ReadRefused('tooManyCells');
      held += width;
      rows.push({ at, hidden, cells });
    },
    get full() {
      return rows.length >= BATCH_ROWS || held >= BATCH_CELLS;
    },
    take() {
      const taken = rows;
      rows = [];
      held = 0;
      return taken;
    },
  };
};

/** Puts a cell at its column; the gap before it becomes blank cells, not holes, which would make the array a slow one. */
export const put = (cells: (Cell | null)[], column: number, cell: Cell): void => {
  while (cells.length < column) cells.push(null);
  cells[column] = cell;
};

/** Merged areas of a sheet, without those that are one cell or lie outside what a sheet can hold. */
export const mergeList = (): { readonly areas: Area[]; add(area: Area): void } => {
  const areas: Area[] = [];
  return {
    areas,
    add(area) {
      const { top, left } = area;
      const [bottom, right] = [Math.min(area.bottom, LAST_ROW), Math.min(area.right, LAST_COLUMN)];
      if (!(top >= 0 && left >= 0 && bottom >= top && right >= left) || (top === bottom && left === right)) return;
      if (areas.length >= MERGES) throw new ReadRefused('tooManyCells');
      areas.push({ top, left, bottom, right });
    },
  };
};

/** Columns from a list of ranges, each once and in order. */
export const columnSet = (): { add(from: number, to: number): void; list(): number[] } => {
  const seen = new Set<number>();
  return {
    add(from, to) {
      for (let c = Math.max(0, from); c <= Math.min(to, LAST_COLUMN); c++) seen.add(c);
    },
    list: () => [...seen].sort((a, b) => a - b),
  };
};
