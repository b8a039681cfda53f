// Lists laid out by hand as offices have them, each with its own habits: nothing is laid over a clean table here, every line was decided on.
import { hashText, Random } from '../../../demo/random.ts';
import { personOf } from '../roster.ts';
import type { Case, Cell, Finding, Format, Line, Merge, Sheet, Truth, Value, Verdict } from '../shapes.ts';
import { writeHtml, writeText, writeXls } from '../writeOthers.ts';
import { writeXlsx } from '../writeXlsx.ts';

interface Person {
  readonly name: string;
  readonly id: string;
  readonly phone: string;
}
/** People of 1980 to 1989, other ones in every file. */
export const peopleOf = (file: string): readonly Person[] => {
  const random = new Random(0x0ff1ce, hashText(file));
  return Array.from({ length: 10 }, (_, at) => {
    const { name, number, phone } = personOf(random, 1980 + at, at % 2 ? '2' : '1', (hashText(file) % 60_000) + at);
    return { name, id: number, phone };
  });
};

const NOT_A_ROW: Truth = { verdict: 'not-a-row', reasons: [], values: {}, repairs: [] };
/** Titles, headers, notes, blank lines. */
export const other = (...cells: readonly Cell[]): Line => ({
  cells,
  truths: cells.every((c) => c === null || c === '') ? [] : [NOT_A_ROW],
});
export interface Said {
  readonly verdict?: Verdict;
  readonly reasons?: readonly string[];
  /** What is to be read that the cell does not say to the letter; null: nothing may be given. */
  readonly read?: Readonly<Record<string, Value>>;
  /** What stands in a cell as it is. */
  readonly plain?: Readonly<Record<string, Value>>;
}
export const truthOf = ({ verdict, reasons = [], read = {}, plain = {} }: Said): Truth => ({
  verdict: verdict ?? (reasons.length ? 'doubtful' : 'accepted'),
  reasons: [...reasons].sort(),
  values: { ...plain, ...read },
  repairs: Object.keys(read)
    .filter((f) => read[f] !== null)
    .sort(),
});
/** A row of somebody: name, number and telephone as they stand, where they stand among the cells. */
export const row = (of: Person, cells: readonly Cell[], said: Said = {}): Line => {
  const stands: Record<string, Value> = {};
  for (const [field, value] of [
    ['name', of.name],
    ['idNumber', of.id],
    ['phone', of.phone],
  ] as const)
    if (cells.includes(value)) stands[field] = value;
  return { cells, truths: [truthOf({ ...said, plain: { ...stands, ...said.plain } })] };
};

export const sheetOf = (
  name: string,
  lines: readonly Line[],
  header: readonly number[],
  columns: readonly string[],
  merges: readonly Merge[] = [],
  findings?: readonly Finding[],
): Sheet => ({
  name,
  kind: header.length ? 'workers' : 'other',
  lines,
  merges,
  headerRows: header,
  columns,
  ...(findings ? { findings } : {}),
});
const A = 'A'.charCodeAt(0);
const cellAt = (ref: string) => ({ column: ref.charCodeAt(0) - A, row: Number(ref.slice(1)) - 1 });
/** A1:C1 */
export const merge = (ref: string): Merge => {
  const [from, to] = ref.split(':').map(cellAt) as [ReturnType<typeof cellAt>, ReturnType<typeof cellAt>];
  return { top: from.row, left: from.column, bottom: to.row, right: to.column };
};

const WRITERS: Readonly<Record<'xlsx' | 'xls' | 'html' | 'csv', (sheets: readonly Sheet[]) => Buffer | Promise<Buffer>>> = {
  xlsx: (sheets) => writeXlsx(sheets),
  xls: writeXls,
  html: (sheets) => writeHtml(sheets[0]!, 'gb2312'),
  csv: (sheets) => writeText(sheets[0]!, { encoding: 'gbk' }),
};
export const office = (
  file: string,
  about: string,
  format: 'xlsx' | 'xls' | 'html' | 'csv',
  sheets: readonly Sheet[],
  more: readonly string[] = [],
): Case => ({
  file,
  about,
  troubles: ['office', ...more],
  format: format as Format,
  ...(format === 'csv' ? { encoding: 'gb18030', delimiter: ',' } : {}),
  sheets,
  bytes: () => WRITERS[format](sheets),
});
