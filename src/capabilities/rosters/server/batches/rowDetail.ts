// What is kept of a row that somebody should look at: words as they stand in the file, numbers masked already. Sealed where it is kept.
import { loadDivisions } from '#standards/divisions/server/loadDivisions.ts';
import type { Text } from '#standards/text.ts';
import { maskNumbers } from '../../rulesMasked.ts';
import { isBlank, textOf } from '../../rulesShapes.ts';
import type { CheckedSheet } from '../../rulesSheet.ts';
import type { FieldType, Finding } from '../../rulesValue.ts';
import type { Change } from '../applying.ts';
import type { RowLine, SheetLine } from '../readRows.ts';

export interface RowDetail {
  readonly sheetName: string;
  readonly name: string;
  readonly number: string;
  readonly findings: readonly (Omit<Finding, 'advice'> & {
    readonly advice: Text | null;
    readonly values: readonly { readonly field: Text; readonly value: string }[];
  })[];
  readonly repairs: readonly { readonly field: Text; readonly from: string; readonly to: string }[];
  readonly changes: readonly { readonly field: Text; readonly from: Text; readonly to: Text }[];
}

const LONGEST = 200;
/** Words of a cell are the same in both languages. */
export const textOfWords = (words: string | Text): Text => (typeof words === 'string' ? { zh: words, en: words } : words);
const shown = (text: string): string => maskNumbers(text).slice(0, LONGEST);
const both = (words: string | Text): Text => {
  const { zh, en } = textOfWords(words);
  return { zh: shown(zh), en: shown(en) };
};

/** A value that was read, in words again: a place by its name, a code by its first word. */
const said = (value: unknown, type: FieldType | undefined): string => {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((v) => said(v, type)).join('、');
  const text = String(value);
  if (type?.type === 'place') return loadDivisions().shortFullName(text.padEnd(12, '0')) ?? text;
  if (type?.type === 'codes') return type.list.items.find((i) => i.code === text)?.words[0] ?? text;
  return text;
};

/** Words of a row's cells by field, as they stand in the file. */
export const wordsOf = (sheet: CheckedSheet, line: SheetLine): ((row: RowLine, field: string) => string) => {
  const bySide = line.tables.map(({ mapping }) => {
    const columns = new Map<string, number[]>();
    const add = (field: string, column: number) => columns.set(field, [...(columns.get(field) ?? []), column]);
    for (const { column, field } of mapping?.columns ?? []) {
      if (field === null) continue;
      add(field, column);
      const whole = sheet.fields.find((f) => f.id === field)?.partOf;
      if (whole !== undefined) add(whole, column);
    }
    return columns;
  });
  return (row, field) =>
    row.cells.length
      ? (bySide[row.place.side]?.get(field) ?? [])
          .map((column) => row.cells[column] ?? null)
          .filter((cell) => !isBlank(cell))
          .map((cell) => textOf(cell).trim())
          .join(' ')
      : // of a row without any finding of its own the cells are not kept
        said(row.values[field], sheet.fields.find((f) => f.id === field)?.type);
};

/** How details of one sheet are made; `null` for a sheet that nobody declares. */
export const detailer = (sheet: CheckedSheet, line: SheetLine) => {
  const words = wordsOf(sheet, line);
  const texts = new Map(sheet.fields.map((f) => [f.id, f.text]));
  const textOfField = (field: string): Text => texts.get(field) ?? { zh: field, en: field };
  const number = sheet.fields.find((f) => f.type.type === 'idNumber') ?? sheet.fields.find((f) => f.type.type === 'uscc');
  const name =
    sheet.fields.find((f) => f.type.type === 'name') ??
    sheet.fields.find((f) => f.key !== undefined && f.id !== number?.id) ??
    sheet.fields.find((f) => f.id !== number?.id);
  return (row: RowLine, findings: readonly Finding[], changes: readonly Change[]): RowDetail => ({
    sheetName: line.sheet,
    name: name ? shown(words(row, name.id)) : '',
    number: number ? shown(words(row, number.id)) : '',
    findings: findings.map((f) => ({
      rule: f.rule,
      severity: f.severity,
      fields: f.fields,
      text: f.text,
      advice: f.advice ?? null,
      values: f.fields.map((field) => ({ field: textOfField(field), value: shown(words(row, field)) })).filter((v) => v.value !== ''),
    })),
    repairs: row.repairs.map(({ field, from, to }) => ({ field: textOfField(field), from: shown(from), to: shown(to) })),
    changes: changes.map(({ text, from, to }) => ({ field: text, from: both(from), to: both(to) })),
  });
};
