// A file as rows with verdicts, before anything is written: tables found, columns mapped, values read, rows checked. Twice over the file, flat in memory.
import type { Day } from '#standards/calendar/calendar.ts';
import type { ParsePlace } from '#standards/divisions/placeParser.ts';
import type { PrefixLookup } from '#standards/id-number/prefixStatus.ts';
import { bestSheet, type Mapping } from '../rulesMapping.ts';
import type { TableRow } from '../rulesRows.ts';
import { shapeOf } from '../rulesShapes.ts';
import { type CheckedSheet, wordsOf } from '../rulesSheet.ts';
import type { FoundTable } from '../rulesTableShapes.ts';
import type { Finding, Repair, RowValues } from '../rulesValue.ts';
import { type RowVerdict, verdictOf } from '../rulesVerdict.ts';
import type { OpenBook } from './reading/openBook.ts';
import { type ReadRow, rowReader } from './rowReader.ts';
import { type SheetTables, tablesOf } from './sheetTables.ts';

export type Verdict = RowVerdict | 'not-a-row';
export interface RowLine {
  readonly kind: 'row';
  readonly sheet: string;
  /** 1-based, as WPS shows it. */
  readonly row: number;
  readonly verdict: Verdict;
  readonly values: RowValues;
  readonly repairs: readonly Repair[];
  readonly findings: readonly Finding[];
}
export interface SheetLine {
  readonly kind: 'sheet';
  readonly sheet: string;
  readonly hidden: boolean;
  /** Null: no list that a declared sheet knows. */
  readonly declared: string | null;
  readonly tables: readonly { readonly table: FoundTable; readonly mapping: Mapping | null }[];
  readonly findings: readonly Finding[];
}
export type Line = RowLine | SheetLine;

export interface ReadContext {
  readonly sheets: readonly CheckedSheet[];
  readonly today: Day;
  readonly parsePlace: ParsePlace;
  readonly prefixStatus?: PrefixLookup;
  /** Only this sheet of the file. */
  readonly only?: string;
}

/** A person of the left table and one of the right stand in one row: the checks tell them apart by number, in the order of the file. */
const SIDES = 16;
const numberOf = (row: number, side: number): number => row * SIDES + side;
const rowName = (number: number) => ({ zh: `第 ${Math.floor(number / SIDES)} 行`, en: `row ${Math.floor(number / SIDES)}` });

/** Rows whose values speak for or against a mapping. */
const SAMPLE = 200;

interface Chosen {
  readonly table: FoundTable;
  readonly mapping: Mapping;
}

const sampleOf = async (found: SheetTables, table: FoundTable): Promise<TableRow[]> => {
  const rows: TableRow[] = [];
  for await (const batch of found.rows(table)) {
    rows.push(...batch.filter((r) => r.kind === 'data'));
    if (rows.length >= SAMPLE) break;
  }
  return rows;
};

/** Reads one sheet of an open book. Rows come in the order of the file; of tables side by side from left to right. */
export async function* readSheetRows(book: Pick<OpenBook, 'info' | 'rows'>, at: number, context: ReadContext): AsyncGenerator<Line> {
  const info = book.info.sheets[at]!;
  const found = await tablesOf(book, at, wordsOf(context.sheets));
  const beside = found.tables.filter((t) => t.sideBySide);
  const wanted = (beside.length ? beside : found.tables.slice(0, 1)).toSorted((a, b) => a.left - b.left);
  const chosen: Chosen[] = [];
  let declared: CheckedSheet | null = null;
  for (const table of wanted) {
    const sample = await sampleOf(found, table);
    const shapes = table.columns.map((_, i) => shapeOf(sample.map((r) => r.cells[i] ?? null)));
    const best = bestSheet(declared ? [declared] : context.sheets, table, shapes);
    if (!best) continue;
    declared ??= best.sheet as CheckedSheet;
    chosen.push({ table, mapping: best.mapping });
  }
  const told = { kind: 'sheet' as const, sheet: info.name, hidden: info.hidden, declared: declared?.id ?? null };
  if (!declared || !chosen.length) {
    yield { ...told, tables: found.tables.map((table) => ({ table, mapping: null })), findings: [] };
    for await (const batch of book.rows(at)) for (const row of batch) yield notARow(info.name, row.at);
    return;
  }
  const checks = declared.checks({ today: context.today, rowName });
  const sheet = declared;
  const readers = chosen.map((c) => rowReader(sheet, c.mapping.columns, book.info, context));
  for (const [side, { table }] of chosen.entries()) {
    for await (const batch of found.rows(table))
      for (const row of batch)
        if (row.kind === 'data') {
          const read = readers[side]!(row);
          if (!read.blank) checks.note(numberOf(row.at + 1, side), read.values);
        }
  }
  yield { ...told, tables: chosen, findings: checks.report() };
  const sides: RowLine[][] = [];
  for (const [side, { table }] of chosen.entries()) {
    const lines: RowLine[] = [];
    for (const row of found.above(table)) if (side === 0) yield notARow(info.name, row.at);
    for await (const batch of found.rows(table))
      for (const row of batch) {
        const line = lineOf(info.name, row, readers[side]!(row), (values) => checks.findings(numberOf(row.at + 1, side), values));
        if (chosen.length === 1) yield line;
        else lines.push(line);
      }
    sides.push(lines);
  }
  if (chosen.length > 1) yield* together(sides);
}

const notARow = (sheet: string, at: number): RowLine => ({
  kind: 'row',
  sheet,
  row: at + 1,
  verdict: 'not-a-row',
  values: {},
  repairs: [],
  findings: [],
});

const lineOf = (sheet: string, row: TableRow, read: ReadRow, check: (values: RowValues) => readonly Finding[]): RowLine => {
  if (row.kind !== 'data' || read.blank) return notARow(sheet, row.at);
  const findings = [...read.findings, ...check(read.values)];
  return { kind: 'row', sheet, row: row.at + 1, verdict: verdictOf(findings), values: read.values, repairs: read.repairs, findings };
};

/** Lines of tables side by side in the order of the file: each row once for each that holds something, once as no row where none does. */
function* together(sides: readonly (readonly RowLine[])[]): Generator<RowLine> {
  const byRow = new Map<number, RowLine[]>();
  for (const lines of sides) for (const line of lines) byRow.set(line.row, [...(byRow.get(line.row) ?? []), line]);
  for (const [, lines] of [...byRow].sort((a, b) => a[0] - b[0])) {
    const rows = lines.filter((l) => l.verdict !== 'not-a-row');
    yield* rows.length ? rows : lines.slice(0, 1);
  }
}

/** Every sheet of a file that is asked for. */
export async function* readFileRows(book: Pick<OpenBook, 'info' | 'rows'>, context: ReadContext): AsyncGenerator<Line> {
  for (const { index, name } of book.info.sheets)
    if (context.only === undefined || context.only === name) yield* readSheetRows(book, index, context);
}
