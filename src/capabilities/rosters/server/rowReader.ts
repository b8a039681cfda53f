// The cells of one row as values: each column by its type, and fields that stand in several columns put together.
import type { Text } from '#standards/text.ts';
import type { BookInfo, Cell } from '../rulesBook.ts';
import type { ColumnMap } from '../rulesMapping.ts';
import type { TableRow } from '../rulesRows.ts';
import { textOf } from '../rulesShapes.ts';
import type { FieldDeclaration, SheetDeclaration } from '../rulesSheet.ts';
import type { FieldType, Finding, Repair, RowValues } from '../rulesValue.ts';
import { columnReader, rememberPrefixes } from '../rulesValueColumn.ts';
import { quoted, type ValueContext, type ValueRead } from '../rulesValueCommon.ts';

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
  readonly read: (cell: Cell | null) => ValueRead<unknown>;
  /** Column of its own; null where only its parts have columns. */
  readonly column: number | null;
  /** Columns of its parts, in order. */
  readonly parts: readonly number[];
  /** One of its parts is a place by itself. */
  readonly anchored: boolean;
  readonly key: boolean;
  readonly twice: number | null;
  /** Field this one stands in for where it holds nothing that can be taken. */
  readonly elseFor: string | null;
}

const NOBODY: readonly Taken[] = [];
const isWhole = (type: FieldType): boolean => type.type === 'place' && type.whole === true;

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
  { today, parsePlace, prefixStatus, near }: Pick<ValueContext, 'today' | 'parsePlace' | 'prefixStatus' | 'near'>,
): ((row: TableRow) => ReadRow) => {
  const base = {
    date1904,
    today,
    parsePlace,
    typeless: format === 'csv' || format === 'html',
    ...(prefixStatus ? { prefixStatus: rememberPrefixes(prefixStatus) } : {}),
  };
  const byField = new Map(columns.flatMap((c) => (c.field === null || c.type === null ? [] : [[c.field, c] as const])));
  const partsOf = (field: FieldDeclaration): number[] =>
    sheet.fields.flatMap((f) => (f.partOf === field.id ? (byField.get(f.id)?.column ?? []) : []));
  const taken: Taken[] = sheet.fields.flatMap((field) => {
    if (field.partOf !== undefined) return [];
    const own = byField.get(field.id);
    const parts = partsOf(field);
    if (!own && !parts.length) return [];
    const type = own?.type ?? field.type;
    const context = { ...base, field: field.id, ...(near !== undefined && isWhole(field.type) ? { near } : {}) };
    return [
      {
        field: field.id,
        type,
        context,
        read: columnReader(type, context),
        column: own?.column ?? null,
        parts,
        anchored: sheet.fields.some((f) => f.partOf === field.id && f.type.type === 'place' && byField.has(f.id)),
        key: field.key !== undefined,
        twice: own?.twice ?? null,
        elseFor: field.elseFor ?? null,
      },
    ];
  });
  const readOne = (row: TableRow, one: Taken): ValueRead<unknown> => {
    const { type, column, parts } = one;
    if (column === null) return readParts(row, one);
    const read = one.read(row.cells[column] ?? null);
    if (!parts.length) return read;
    // 白云区 alone lies in two cities; with the columns beside it, in one
    if (read.value === null || read.findings.length) return one.read(joined(row, [...parts, column]));
    if (type.type !== 'place' || !type.whole) return read;
    // the columns of township and village say more than the county that stands beside them
    const other = readParts(row, one);
    const [own, more] = [String(read.value).replace(/0+$/, ''), String(other.value ?? '')];
    return !other.findings.length && more.startsWith(own) ? other : read;
  };
  /** Of a place that need not reach the village: what the last columns say is left out where no list knows it. */
  const readParts = (row: TableRow, { type, context, read, parts, anchored }: Omit<Taken, 'column'>): ValueRead<unknown> => {
    const whole = read(joined(row, parts));
    if (whole.value !== null || type.type !== 'place' || !type.whole || whole.blank) return whole;
    for (let n = parts.length - 1; n > 0; n -= 1) {
      const less = read(joined(row, parts.slice(0, n)));
      if (less.value === null || less.findings.length) continue;
      const left = joined(row, parts.slice(n));
      const text = {
        zh: `「${quoted(left)}」没有对上，只取到上一级`,
        en: `“${quoted(left)}” is not known; only what is above it is taken`,
      };
      return { ...less, findings: [{ rule: 'V03', severity: 'hint', fields: [context.field], text }] };
    }
    // 克度镇 and 先进村 without their county lie in many places; where nobody says whose list it is, they are left as they stand
    return anchored || near !== undefined ? whole : { ...whole, findings: whole.findings.map((f) => ({ ...f, severity: 'hint' })) };
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
  const stands = taken.filter((t) => t.elseFor !== null);
  const numbered = taken.find((t) => t.type.type === 'idNumber' && t.key && t.type.kindAs !== undefined);
  const kindField = numbered?.type.type === 'idNumber' ? numbered.type.kindAs : undefined;
  const kindOf = kindField === undefined ? undefined : taken.find((t) => t.field === kindField);
  const { derive } = sheet;
  /** The number's column as it is read for each kind of document: a handful. */
  const documents = new Map<string, Taken>();
  return (row) => {
    const values: Record<string, unknown> = {};
    const repairs: Repair[] = [];
    let findings: Finding[] = [...lacking];
    const also: Record<string, unknown>[] = [];
    let blank = true;
    for (const one of taken) {
      if (row.ditto.length && one.column !== null && row.ditto.includes(one.column)) {
        blank = false;
        if (isSelf(one)) {
          findings.push(notFromAbove(one.field, name.get(one.field)!));
          continue;
        }
        repairs.push({ field: one.field, kind: 'above', from: '同上', to: textOf(row.cells[one.column]) });
      }
      const read = readOne(row, one === numbered && kindOf ? ofDocument(row, one, kindOf) : one);
      if (read.repairs.length) repairs.push(...read.repairs);
      if (read.findings.length) findings.push(...read.findings);
      if (!read.blank) blank = false;
      if (read.also !== undefined) also.push(read.also);
      if (one.twice !== null) findings.push(...differs(row, one, name.get(one.field)!));
      // a cell that cannot be read is no blank one, nor one that says something of other fields: nothing more is asked of it
      if (read.value !== null) values[one.field] = read.value;
      else if (!read.findings.length && read.also === undefined) values[one.field] = null;
    }
    for (const said of also)
      for (const [field, value] of Object.entries(said)) findings.push(...beside(values, field, value, name.get(field)));
    for (const { field, elseFor } of stands)
      if (values[elseFor!] == null && values[field] != null) {
        values[elseFor!] = values[field];
        delete values[field];
        // what the first one could not say, the other one does
        findings = findings.map((f) => (f.fields[0] === elseFor && f.severity !== 'hint' ? { ...f, severity: 'hint' } : f));
      }
    // one name merged over two numbers: two persons, or one who was written twice
    const keys = row.filled.length
      ? taken.filter((t) => t.key && t.column !== null && values[t.field] !== null && values[t.field] !== undefined)
      : NOBODY;
    const from = keys.some((t) => NUMBERED.has(t.type.type)) ? keys.filter((t) => row.filled.includes(t.column!)) : [];
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
    if (derive && !blank) findings.push(...derive(values));
    return { values, repairs, findings, blank };
  };

  /** The number's column, told by the row which document it is of. */
  function ofDocument(row: TableRow, one: Taken, kind: Taken): Taken {
    const { value } = readOne(row, kind);
    if (typeof value !== 'string' || value === '') return one;
    let told = documents.get(value);
    if (told === undefined) {
      const context = { ...one.context, document: value };
      told = { ...one, context, read: columnReader(one.type, context) };
      documents.set(value, told);
    }
    return told;
  }
};

/** What tells one from another by itself. */
const NUMBERED: ReadonlySet<FieldType['type']> = new Set(['idNumber', 'uscc']);

/** 同上 is certain for a place or an employer; of a name or a number it may as well be a slip. */
const isSelf = ({ key, type }: Taken): boolean => key && (type.type === 'idNumber' || type.type === 'name');
const notFromAbove = (field: string, said: Text): Finding => ({
  rule: 'above',
  severity: 'doubt',
  fields: [field],
  text: { zh: `“${said.zh}”写的是“同上”，认不准是不是同一个人`, en: `“${said.en}” says “same as above”: perhaps another person` },
  advice: { zh: '逐行写清楚', en: 'Write it in each row' },
});

/** Two columns that are called the same thing and differ. */
const differs = (row: TableRow, one: Taken, said: Text): Finding[] => {
  const other = textOf(row.cells[one.twice!]).trim();
  if (other === '' || other === textOf(row.cells[one.column!]).trim()) return [];
  return [
    {
      rule: 'twice',
      severity: 'doubt',
      fields: [one.field],
      text: {
        zh: `有两列都像“${said.zh}”，内容不一样，只取了一列`,
        en: `Two columns look like “${said.en}” and differ; only one was taken`,
      },
      advice: { zh: '删去不用的一列，或者改它的表头', en: 'Remove the column that is not meant, or rename it' },
    },
  ];
};

/** What a cell says of another field: taken where that has nothing of its own, told where the two differ. */
const beside = (values: Record<string, unknown>, field: string, value: unknown, said: Text | undefined): Finding[] => {
  const own = values[field];
  if (own === undefined || own === null) {
    values[field] = value;
    return [];
  }
  if (value === null || own === value || (typeof own === 'string' && typeof value === 'string' && own.startsWith(value))) return [];
  return [
    {
      rule: 'twice',
      severity: 'doubt',
      fields: [field],
      text: {
        zh: `“${said?.zh ?? field}”在两个格子里说法不一样，取了它自己那一列的`,
        en: `Two cells differ on “${said?.en ?? field}”; its own column was taken`,
      },
    },
  ];
};
