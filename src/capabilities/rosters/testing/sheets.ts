// Sheets from arrays, for tests of the engine.

import type { Area, Cell, SheetInfo, SheetRow } from '../rulesBook.ts';

export type Plain = string | number | boolean | null;

const column = (letters: string): number => [...letters].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0) - 1;

/** B2:D3 as an area. */
export const area = (address: string): Area => {
  const [, l, t, r, b] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(address)!;
  return { left: column(l!), top: Number(t) - 1, right: column(r!), bottom: Number(b) - 1 };
};

export const cell = (value: Plain): Cell | null => {
  if (value === null || value === '') return null;
  if (typeof value === 'number') return { number: value, raw: String(value), as: 'number' };
  return typeof value === 'boolean' ? { bool: value } : value;
};

export const row = (at: number, values: readonly Plain[]): SheetRow => ({ at, hidden: false, cells: values.map(cell) });

/** Rows from row 1 on; `|` parts the cells of a row given as one text. */
export function sheetOf(
  rows: readonly (string | readonly Plain[])[],
  merges: readonly string[] = [],
  hiddenColumns: readonly number[] = [],
): { rows: SheetRow[]; sheet: SheetInfo } {
  return {
    rows: rows.map((r, at) => row(at, typeof r === 'string' ? r.split('|').map((text) => text.trim()) : r)),
    sheet: { index: 0, name: 'Sheet1', hidden: false, merges: merges.map(area), hiddenColumns },
  };
}
