import { excelSerialOf } from '#standards/calendar/parseDay.ts';
import type { Cell } from './shapes.ts';

/** Serial number of a day cell. */
export const serialOf = (day: string, system: 1900 | 1904 = 1900): number => excelSerialOf(day, system)!;

/** What the cell is in a text file, and in a test that looks for numbers. */
export const cellText = (cell: Cell): string => {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if ('day' in cell) return cell.day;
  if ('raw' in cell) return cell.shown ?? cell.raw;
  if ('error' in cell) return cell.error;
  return `=${cell.formula}`;
};

export const isBlank = (cell: Cell | undefined): boolean => cell === null || cell === undefined || cellText(cell).trim() === '';
