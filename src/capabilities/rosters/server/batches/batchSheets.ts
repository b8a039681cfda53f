// A sheet of a file as its batch keeps it: tables, columns, what each was taken for; and back again, for whoever reads the file as it was judged.
import { createHash } from 'node:crypto';
import type { BatchColumn, BatchSheet, BatchTable } from '../../contractShapes.ts';
import { SURE, templateText } from '../../rulesMapping.ts';
import { maskNumbers } from '../../rulesMasked.ts';
import { isBlank, type ShapeKind, textOf } from '../../rulesShapes.ts';
import type { FoundTable } from '../../rulesTableShapes.ts';
import type { SaidSheet, TableChoice } from '../chooseTables.ts';
import type { SheetLine } from '../readRows.ts';

/** A, B … Z, AA: as WPS names a column, 0-based. */
export const letterOf = (at: number): string => (at >= 26 ? letterOf(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26));

/** The other way round. */
export const columnAt = (letter: string): number => [...letter].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0) - 1;

/** What a correction is remembered by: the header words of the table. */
export const templateHash = (text: string): string => createHash('sha256').update(text).digest('hex');

const columnOf = (table: FoundTable, choice: TableChoice, at: number): BatchColumn => {
  const column = table.columns[at]!;
  const map = choice.mapping?.columns[at];
  const doubt = map !== undefined && map.field !== null && (map.score < SURE || map.doubtful || map.twice !== null);
  return {
    column: at,
    letter: letterOf(column.at),
    // a row of people may be taken for a header; these words are not sealed
    header: maskNumbers(column.header),
    hidden: column.hidden,
    required: column.required,
    field: map?.field ?? null,
    score: map?.score ?? 0,
    why: map?.why ?? null,
    also: [...(map?.also ?? [])],
    check: doubt,
    twice: map?.twice ?? null,
  };
};

const tableOf = (choice: TableChoice): BatchTable => {
  const { table, mapping, chosen } = choice;
  return {
    headerTop: table.header?.top ?? null,
    bodyFrom: table.bodyFrom,
    left: table.left,
    right: table.right,
    sideBySide: table.sideBySide ?? false,
    chosen,
    template: templateHash(templateText(table)),
    columns: table.columns.map((_, at) => columnOf(table, choice, at)),
    missing: [...(mapping?.missing ?? [])],
  };
};

export const batchSheetOf = (line: SheetLine): BatchSheet => ({
  index: line.index,
  name: maskNumbers(line.sheet),
  hidden: line.hidden,
  declared: line.declared,
  chosen: line.chosen,
  tables: line.tables.map(tableOf),
});

const SAMPLES = 3;
const LONGEST = 60;
/** The first values of each column, as somebody needs them to tell what it holds: numbers masked. By table and column. */
export const samplesOf = (line: SheetLine): string[][][] =>
  line.tables.map(({ table, sample }) =>
    table.columns.map((_, at) => {
      const values = new Set<string>();
      for (const { cells } of sample) {
        const cell = cells[at] ?? null;
        if (isBlank(cell)) continue;
        values.add(maskNumbers(textOf(cell).trim()).slice(0, LONGEST));
        if (values.size === SAMPLES) break;
      }
      return [...values];
    }),
  );

const OF_PEOPLE: readonly ShapeKind[] = ['idNumber', 'damagedId', 'uscc', 'phone'];
/** A list nobody knows whose columns look like people or organisations: left aside in silence it would be lost. */
const couldBeList = (choice: TableChoice): boolean =>
  choice.shapes.some((s) => s.total - s.blank >= 2 && OF_PEOPLE.some((k) => s.counts[k] >= (s.total - s.blank) / 2));

/** Whether somebody should look at how the file is read before it goes on. */
export const asksOf = (lines: readonly SheetLine[], said: boolean): boolean => {
  if (said) return false;
  const known = lines.some((l) => l.chosen);
  return lines.some((line) => {
    if (line.hidden && !line.chosen) return false;
    if (!line.declared) return line.tables.some((t) => couldBeList(t) || (!known && t.table.columns.length >= 2));
    if (!line.chosen) return false;
    const before = line.tables.every((t) => t.mapping?.columns.some((c) => c.why === 'remembered'));
    if (before) return false;
    return (
      line.tables.length > 1 ||
      line.tables.some((t) => t.mapping && (t.mapping.missing.length > 0 || tableOf(t).columns.some((c) => c.check)))
    );
  });
};

/** How the file was judged, as the next reading is told: exactly so. */
export const saidOf = (sheets: readonly BatchSheet[]): SaidSheet[] =>
  sheets.map(({ index, chosen, declared, tables }) => ({
    index,
    chosen,
    declared,
    tables: tables.map((t) => ({ chosen: t.chosen, fields: t.columns.map((c) => c.field) })),
  }));
