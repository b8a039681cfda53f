// What every chapter of cases uses.
import { type Layout, layOut } from '../layOut.ts';
import { type Roster, type RosterOptions, rosterOf } from '../roster.ts';
import type { Case, Format, Sheet } from '../shapes.ts';
import { type LayName, lay } from '../troubles.ts';
import { writeXlsx, type XlsxManners } from '../writeXlsx.ts';

/** Row number (from 0) and what is laid over it. */
export type Laid = readonly (readonly [number, ...LayName[]])[];

export const roster = (file: string, count: number, laid: Laid = [], options: RosterOptions = {}): Roster => {
  const made = rosterOf(file, count, options);
  for (const [at, ...names] of laid) lay(made, at, ...names);
  return made;
};

export const laidIn = (sheets: readonly Sheet[]): readonly string[] => [
  ...new Set(sheets.flatMap((s) => s.lines.flatMap((l) => l.truths.flatMap((t) => t.troubles ?? [])))),
];

export interface Told {
  readonly file: string;
  readonly about: string;
  /** Of the layout and the bytes; those of the rows are found. */
  readonly troubles?: readonly string[];
}

export const caseOf = (
  { file, about, troubles = [] }: Told,
  format: Format,
  sheets: readonly Sheet[],
  write: (sheets: readonly Sheet[]) => Buffer | Promise<Buffer>,
  text: { readonly encoding?: string; readonly delimiter?: string } = {},
): Case => ({ file, about, troubles: [...troubles, ...laidIn(sheets)], format, sheets, bytes: () => write(sheets), ...text });

/** Xlsx with one sheet. */
export const xlsx = (told: Told, of: Roster, layout: Layout = {}, manners: XlsxManners = {}): Case =>
  caseOf(told, 'xlsx', [layOut(of, layout)], (sheets) => writeXlsx(sheets, manners));
