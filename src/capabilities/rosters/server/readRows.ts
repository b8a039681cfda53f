// A file as rows with verdicts, before anything is written: tables found, columns mapped, values read, rows checked. Twice over its rows, flat in memory.
import type { Day } from '#standards/calendar/calendar.ts';
import type { ParsePlace } from '#standards/divisions/placeParser.ts';
import type { PrefixLookup } from '#standards/id-number/prefixStatus.ts';
import type { Mapping } from '../rulesMapping.ts';
import type { TableRow } from '../rulesRows.ts';
import { wordsOf } from '../rulesSheet.ts';
import type { Finding, Repair, RowValues } from '../rulesValue.ts';
import { type RowVerdict, verdictOf } from '../rulesVerdict.ts';
import type { RowPlace } from './applying.ts';
import { type ChoiceContext, chooseTables, extrasOf, type TableChoice } from './chooseTables.ts';
import type { OpenBook } from './reading/openBook.ts';
import { type ReadRow, rowReader } from './rowReader.ts';
import { tablesOf } from './sheetTables.ts';
import { bodyOf, KEPT_CELLS } from './tableBody.ts';

export type Verdict = RowVerdict | 'not-a-row';
export interface RowLine {
  readonly kind: 'row';
  readonly sheet: string;
  /** 1-based, as WPS shows it. */
  readonly row: number;
  readonly place: RowPlace;
  readonly verdict: Verdict;
  readonly values: RowValues;
  readonly repairs: readonly Repair[];
  readonly findings: readonly Finding[];
  /** In the order of the table's columns; empty where it is no row, and where nothing was found that somebody should look at. */
  readonly cells: TableRow['cells'];
  /** Columns nobody knows, by header. */
  readonly extra: Readonly<Record<string, string>>;
}
export interface SheetLine {
  readonly kind: 'sheet';
  readonly sheet: string;
  readonly index: number;
  readonly hidden: boolean;
  /** Not so: its rows are not read; of a hidden sheet each is told as no row, so that the count of the file comes out. */
  readonly chosen: boolean;
  /** Null: no list that a declared sheet knows. */
  readonly declared: string | null;
  readonly tables: readonly TableChoice[];
  /** What stands above the header. */
  readonly titles: readonly string[];
  readonly findings: readonly Finding[];
}
export type Line = RowLine | SheetLine;

export interface ReadContext extends ChoiceContext {
  readonly today: Day;
  readonly parsePlace: ParsePlace;
  readonly prefixStatus?: PrefixLookup;
  /** Whose list it is, where somebody said so: settles homes given as township and village alone. */
  readonly near?: string;
  /** Cells kept between the two passes, where not as many as there is room for. */
  readonly keeps?: number;
  /** Only this sheet of the file. */
  readonly only?: string;
}

/** A person of the left table and one of the right stand in one row: the checks tell them apart by number, in the order of the file. */
const SIDES = 16;
const numberOf = (row: number, side: number): number => row * SIDES + side;
const rowName = (number: number) => ({ zh: `第 ${Math.floor(number / SIDES)} 行`, en: `row ${Math.floor(number / SIDES)}` });

type Chosen = TableChoice & { readonly side: number; readonly mapping: Mapping };

/** Reads one sheet of an open book. Rows come in the order of the file; of tables side by side from left to right. */
async function* readSheetRows(book: Pick<OpenBook, 'info' | 'rows'>, at: number, context: ReadContext): AsyncGenerator<Line> {
  const info = book.info.sheets[at]!;
  const found = await tablesOf(book, at, wordsOf(context.sheets));
  const { declared, chosen: wanted, tables, titles } = await chooseTables(found, context);
  const chosen = tables.flatMap((t, side): Chosen[] => (t.chosen && t.mapping ? [{ ...t, mapping: t.mapping, side }] : []));
  const told = {
    kind: 'sheet' as const,
    sheet: info.name,
    index: at,
    hidden: info.hidden,
    chosen: wanted && chosen.length > 0,
    declared: declared?.id ?? null,
    tables,
    titles,
  };
  if (!wanted || !declared || !chosen.length) {
    yield { ...told, findings: info.hidden && !wanted ? [HIDDEN] : [] };
    if (wanted || info.hidden) for await (const batch of book.rows(at)) for (const row of batch) yield notARow(info.name, at, row.at);
    return;
  }
  const checks = declared.checks({ today: context.today, rowName });
  const sheet = declared;
  const room = { cells: context.keeps ?? KEPT_CELLS };
  const bodies = chosen.map((c) => bodyOf(found, c.table, rowReader(sheet, c.mapping.columns, book.info, context), room));
  for (const [nth, { side }] of chosen.entries())
    await bodies[nth]!.first((row, read) => {
      if (!read.blank) checks.note(numberOf(row.at + 1, side), read.values);
    });
  yield { ...told, findings: [...checks.report(), ...tables.flatMap(leftOut)] };
  const beside = chosen.some(({ table }) => table.sideBySide);
  const sides: RowLine[][] = [];
  for (const [side, { table }] of tables.entries()) {
    const nth = chosen.findIndex((c) => c.side === side);
    if (beside ? nth === 0 : true) for (const row of found.above(table)) yield notARow(info.name, at, row.at);
    if (nth < 0) {
      if (!beside) for await (const batch of found.rows(table)) for (const row of batch) yield notARow(info.name, at, row.at);
      continue;
    }
    const lines: RowLine[] = [];
    const extra = extrasOf(table, chosen[nth]!.mapping, declared);
    for await (const batch of bodies[nth]!.again())
      for (const { row, read } of batch) {
        const place = { sheet: at, row: row.at + 1, side };
        const line = lineOf(info.name, place, row, read, extra, (values) => checks.findings(numberOf(row.at + 1, side), values));
        if (!beside) yield line;
        else lines.push(line);
      }
    sides.push(lines);
  }
  if (beside) yield* together(sides);
}

const NO_CELLS: RowLine['cells'] = [];
/** It holds drop-down lists or last year's people: told, and read where somebody asks for it. */
const HIDDEN: Finding = {
  rule: 'hidden',
  severity: 'hint',
  fields: [],
  text: { zh: '这张工作表是隐藏的，没有读', en: 'This sheet is hidden and was not read' },
  advice: { zh: '要读它，请取消隐藏，或者指定这张表', en: 'Unhide it, or ask for it by name, to have it read' },
};

/** A second table below that is of another kind than the first: told, not taken for rows of the first. */
const leftOut = ({ table, mapping }: TableChoice): readonly Finding[] =>
  !table.below || mapping
    ? []
    : [
        {
          rule: 'otherTable',
          severity: 'hint',
          fields: [],
          text: {
            zh: `第 ${table.header!.top + 1} 行起是另一种表，没有读`,
            en: `From row ${table.header!.top + 1} on there is a table of another kind; it was not read`,
          },
          advice: { zh: '请把它另存为一张工作表再交', en: 'Put it into a sheet of its own and hand it in again' },
        },
      ];

const NO_EXTRA = {};
const notARow = (sheet: string, index: number, at: number): RowLine => ({
  kind: 'row',
  sheet,
  row: at + 1,
  place: { sheet: index, row: at + 1, side: 0 },
  verdict: 'not-a-row',
  values: {},
  repairs: [],
  findings: [],
  cells: NO_CELLS,
  extra: NO_EXTRA,
});

const lineOf = (
  sheet: string,
  place: RowPlace,
  row: TableRow,
  read: ReadRow | null,
  extra: (row: TableRow) => RowLine['extra'],
  check: (values: RowValues) => readonly Finding[],
): RowLine => {
  if (!read || read.blank) return notARow(sheet, place.sheet, row.at);
  const { values, repairs } = read;
  const more = check(values);
  const findings = more.length === 0 ? read.findings : read.findings.length === 0 ? more : [...read.findings, ...more];
  const verdict = verdictOf(findings);
  return {
    kind: 'row',
    sheet,
    row: place.row,
    place,
    verdict,
    values,
    repairs,
    findings,
    cells: verdict === 'accepted' ? NO_CELLS : row.cells,
    extra: extra(row),
  };
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

/** Every sheet of a file that is asked for; in the book's own thread where it can. */
export async function* readFileRows(book: Pick<OpenBook, 'info' | 'rows' | 'judge'>, context: ReadContext): AsyncGenerator<Line> {
  if (book.judge) return yield* book.judge(context);
  for (const { index, name } of book.info.sheets)
    if (context.only === undefined || context.only === name) yield* readSheetRows(book, index, context);
}
