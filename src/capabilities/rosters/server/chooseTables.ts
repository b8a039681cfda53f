// Which tables of a sheet are read, as what, and which of their columns is which field: as somebody said, as they said the last time, else as recognised.
import { bestSheet, type Mapping, mapColumns, type Remembered, templateText } from '../rulesMapping.ts';
import type { TableRow } from '../rulesRows.ts';
import { type Shape, shapeOf, textOf } from '../rulesShapes.ts';
import type { CheckedSheet, SheetDeclaration } from '../rulesSheet.ts';
import type { FoundTable } from '../rulesTableShapes.ts';
import type { SheetTables } from './sheetTables.ts';

/** How somebody wants one sheet of the file to be read. */
export interface SaidSheet {
  readonly index: number;
  readonly chosen: boolean;
  /** Id of the declared sheet; null: no list that is known. */
  readonly declared: string | null;
  /** In the order of `SheetLine.tables`; field or null by column. */
  readonly tables: readonly { readonly chosen: boolean; readonly fields: Remembered }[];
}

export interface ChoiceContext {
  readonly sheets: readonly CheckedSheet[];
  /** A sheet that is not among them is read as recognised. */
  readonly said?: readonly SaidSheet[];
  /** What was said for tables of such headers before. */
  readonly remembered?: (template: string) => Promise<{ readonly sheet: string; readonly columns: Remembered } | undefined>;
  /** A hidden sheet is told and left, unless somebody said otherwise. */
  readonly leaveHidden?: boolean;
  /** Only the sheet of this name is read, hidden or not; the others are told and left. */
  readonly worksheet?: string;
}

export interface TableChoice {
  readonly table: FoundTable;
  /** Null: no list that a declared sheet knows. */
  readonly mapping: Mapping | null;
  /** Whether its rows are read. */
  readonly chosen: boolean;
  readonly sample: readonly TableRow[];
  /** By column. */
  readonly shapes: readonly Shape[];
}
interface SheetChoice {
  readonly declared: CheckedSheet | null;
  readonly chosen: boolean;
  /** From left to right, or from the top; one unless they stand side by side or below each other. */
  readonly tables: readonly TableChoice[];
  /** What stands above the header. */
  readonly titles: readonly string[];
}

/** Rows whose values speak for or against a mapping. */
const SAMPLE = 200;
const sampleOf = async (found: SheetTables, table: FoundTable): Promise<TableRow[]> => {
  const rows: TableRow[] = [];
  for await (const batch of found.rows(table)) {
    for (const row of batch) if (row.kind === 'data') rows.push(row);
    if (rows.length >= SAMPLE) break;
  }
  return rows;
};

const titlesOf = (found: SheetTables, table: FoundTable | undefined): string[] =>
  table
    ? found
        .above(table)
        .filter((r) => r.at < (table.header?.top ?? table.bodyFrom))
        .flatMap((r) => r.cells.map((c) => textOf(c).trim()))
        .filter((text) => text !== '')
    : [];

export const chooseTables = async (found: SheetTables, context: ChoiceContext): Promise<SheetChoice> => {
  const said = context.said?.find((s) => s.index === found.sheet.index);
  const beside = found.tables.filter((t) => t.sideBySide);
  const wanted = beside.length ? beside.toSorted((a, b) => a.left - b.left) : [...found.tables.slice(0, 1), ...found.below];
  let declared = said ? (context.sheets.find((s) => s.id === said.declared) ?? null) : null;
  const tables: TableChoice[] = [];
  for (const [side, table] of wanted.entries()) {
    const sample = await sampleOf(found, table);
    const shapes = table.columns.map((_, i) => shapeOf(sample.map((r) => r.cells[i] ?? null)));
    const one = said?.tables[side];
    let mapping: Mapping | null = null;
    if (said) mapping = declared && (one ? mapColumns(declared, table, shapes, one.fields, 'said') : mapColumns(declared, table, shapes));
    else {
      const candidates = declared ? [declared] : context.sheets;
      const before = await context.remembered?.(templateText(table));
      const again = before && candidates.find((s) => s.id === before.sheet);
      const best = again
        ? { sheet: again, mapping: mapColumns(again, table, shapes, before.columns) }
        : bestSheet(candidates, table, shapes);
      mapping = best?.mapping ?? null;
      declared ??= (best?.sheet as CheckedSheet | undefined) ?? null;
    }
    tables.push({ table, mapping, chosen: mapping !== null && (said ? (one?.chosen ?? false) : true), sample, shapes });
  }
  const { name, hidden } = found.sheet;
  const left = context.worksheet === undefined ? context.leaveHidden && hidden : context.worksheet !== name;
  const chosen = said ? said.chosen : !left;
  return { declared, chosen, tables, titles: titlesOf(found, wanted[0]) };
};

/** Fields that a table has a column for, whole or in parts. */
export const fieldsOf = (sheet: CheckedSheet, mapping: Mapping): ReadonlySet<string> => {
  const fields = new Set(mapping.columns.flatMap((c) => c.field ?? []));
  for (const { id, partOf } of sheet.fields) if (partOf !== undefined && fields.has(id)) fields.add(partOf);
  return fields;
};

/** Counts of the form-filler; the next file numbers its rows anew. */
const RUNNING = /^(?:序号?|行号|顺序号?|No\.?|№)$/i;
const LONGEST = 1000;
const NOTHING: Readonly<Record<string, string>> = {};

/** What a row says in columns nobody knows, or by which nothing is written, by header; blank cells say nothing. */
export const extrasOf = (
  table: FoundTable,
  mapping: Mapping,
  sheet: SheetDeclaration,
): ((row: TableRow) => Readonly<Record<string, string>>) => {
  const seen = new Map<string, number>();
  const kept = new Set(sheet.fields.flatMap((f) => (f.readOnly ? f.id : [])));
  const unknown = mapping.columns.flatMap(({ column, field }) => {
    const { header, at } = table.columns[column]!;
    if ((field !== null && !kept.has(field)) || RUNNING.test(header)) return [];
    const name = header || `第 ${at + 1} 列`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return [{ column, name: count === 1 ? name : `${name} (${count})` }];
  });
  if (!unknown.length) return () => NOTHING;
  return (row) => {
    let extra: Record<string, string> | undefined;
    for (const { column, name } of unknown) {
      const cell = row.cells[column];
      if (cell === null || cell === undefined) continue;
      const text = textOf(cell).trim();
      if (text === '') continue;
      extra ??= {};
      extra[name] = text.slice(0, LONGEST);
    }
    return extra ?? NOTHING;
  };
};
