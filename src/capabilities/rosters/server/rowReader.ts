// The cells of one row as values: each column by its type, and fields that stand in several columns put together.
import type { BookInfo } from '../rulesBook.ts';
import type { ColumnMap } from '../rulesMapping.ts';
import type { TableRow } from '../rulesRows.ts';
import { textOf } from '../rulesShapes.ts';
import type { FieldDeclaration, SheetDeclaration } from '../rulesSheet.ts';
import type { FieldType, Finding, Read, Repair, RowValues } from '../rulesValue.ts';
import type { ValueContext } from '../rulesValueCommon.ts';
import { readValue } from '../rulesValues.ts';

export interface ReadRow {
  readonly values: RowValues;
  readonly repairs: readonly Repair[];
  readonly findings: readonly Finding[];
  /** Nothing stands in any column that is known. */
  readonly blank: boolean;
}

interface Taken {
  readonly field: string;
  readonly type: FieldType;
  readonly context: ValueContext;
  /** Column of its own; null where only its parts have columns. */
  readonly column: number | null;
  /** Columns of its parts, in order. */
  readonly parts: readonly number[];
  readonly key: boolean;
  readonly twice: number | null;
}

const joined = (row: TableRow, places: readonly number[]): string => {
  const texts = places.map((i) => textOf(row.cells[i]).trim()).filter((text) => text !== '');
  // 广州市 and 广州市白云区: what the next column says again is said once
  return texts.filter((text, i) => !texts[i + 1]?.startsWith(text)).join('');
};

/** Reads rows of one table. `context` without field, calendar and format, which are the column's and the book's. */
export const rowReader = (
  sheet: SheetDeclaration,
  columns: readonly ColumnMap[],
  { format, date1904 }: Pick<BookInfo, 'format' | 'date1904'>,
  { today, parsePlace, prefixStatus }: Pick<ValueContext, 'today' | 'parsePlace' | 'prefixStatus'>,
): ((row: TableRow) => ReadRow) => {
  const base = {
    date1904,
    today,
    parsePlace,
    typeless: format === 'csv' || format === 'html',
    ...(prefixStatus ? { prefixStatus } : {}),
  };
  const byField = new Map(columns.flatMap((c) => (c.field === null || c.type === null ? [] : [[c.field, c] as const])));
  const partsOf = (field: FieldDeclaration): number[] =>
    sheet.fields.flatMap((f) => (f.partOf === field.id ? (byField.get(f.id)?.column ?? []) : []));
  const taken: Taken[] = sheet.fields.flatMap((field) => {
    if (field.partOf !== undefined) return [];
    const own = byField.get(field.id);
    const parts = partsOf(field);
    if (!own && !parts.length) return [];
    return [
      {
        field: field.id,
        type: own?.type ?? field.type,
        context: { ...base, field: field.id },
        column: own?.column ?? null,
        parts,
        key: field.key !== undefined,
        twice: own?.twice ?? null,
      },
    ];
  });
  const readOne = (row: TableRow, { type, context, column, parts }: Taken): Read<unknown> => {
    if (column === null) return readValue(type, joined(row, parts), context);
    const read = readValue(type, row.cells[column] ?? null, context);
    // 白云区 alone lies in two cities; with the columns beside it, in one
    return parts.length && (read.value === null || read.findings.length) ? readValue(type, joined(row, [...parts, column]), context) : read;
  };
  const lacking = sheet.fields.flatMap((field): Finding[] =>
    field.key === undefined || taken.some((t) => t.field === field.id)
      ? []
      : [
          {
            rule: field.key,
            severity: 'doubt',
            fields: [field.id],
            text: {
              zh: `表里没有“${field.text.zh}”这一列，认不准是谁`,
              en: `The sheet has no column “${field.text.en}”: nobody is known for sure`,
            },
            advice: { zh: `补上“${field.text.zh}”`, en: `Add “${field.text.en}”` },
          },
        ],
  );
  const name = new Map(sheet.fields.map((f) => [f.id, f.text]));
  return (row) => {
    const values: Record<string, unknown> = {};
    const repairs: Repair[] = [];
    const findings: Finding[] = [...lacking];
    let blank = true;
    for (const one of taken) {
      const read = readOne(row, one);
      if (read.repairs.length) repairs.push(...read.repairs);
      if (read.findings.length) findings.push(...read.findings);
      if (!read.blank) blank = false;
      const said = name.get(one.field)!;
      if (one.twice !== null) {
        const other = textOf(row.cells[one.twice]).trim();
        if (other !== '' && other !== textOf(row.cells[one.column!]).trim())
          findings.push({
            rule: 'twice',
            severity: 'doubt',
            fields: [one.field],
            text: {
              zh: `有两列都像“${said.zh}”，内容不一样，只取了一列`,
              en: `Two columns look like “${said.en}” and differ; only one was taken`,
            },
            advice: { zh: '删去不用的一列，或者改它的表头', en: 'Remove the column that is not meant, or rename it' },
          });
      }
      // a cell that cannot be read is no blank one: nothing more is asked of it
      if (read.value !== null) values[one.field] = read.value;
      else if (!read.findings.length) values[one.field] = null;
    }
    // one name merged over two numbers: two persons, or one who was written twice
    const keys = taken.filter((t) => t.key && t.column !== null && values[t.field] !== null && values[t.field] !== undefined);
    const from = keys.filter((t) => row.filled.includes(t.column!));
    if (from.length && from.length < keys.length)
      for (const { field } of from)
        findings.push({
          rule: 'filled',
          severity: 'doubt',
          fields: [field],
          text: {
            zh: `“${name.get(field)!.zh}”是从上面合并的单元格来的，这一行却有自己的号码`,
            en: `“${name.get(field)!.en}” comes from a merged cell above, yet this row has a number of its own`,
          },
          advice: { zh: '取消合并，逐行写清楚', en: 'Unmerge and write it in each row' },
        });
    return { values, repairs, findings, blank };
  };
};
