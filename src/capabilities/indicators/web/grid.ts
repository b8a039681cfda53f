// A table of figures before it is drawn: the same rows and columns go to the page, to the clipboard and to a file.
import type { Output } from '#platform/contract.ts';
import { number } from '#platform/web/lang.tsx';
import type { Text } from '#standards/text.ts';
import type { CellOut, readFigureTable, Value } from '../contractFigures.ts';
import type { Catalogue } from './useAsk.ts';

export type Table = Output<typeof readFigureTable>;
export type Figure = Catalogue['figures'][number];
export type RateOf = NonNullable<Value['windows']>[number];
/** What a click on a cell asks for. */
export interface Opens {
  readonly figure: string;
  readonly row?: string;
  readonly col?: string;
  readonly said?: boolean;
}
export interface Cell {
  /** Null: still being computed. */
  readonly value: number | null;
  readonly rate: boolean;
  readonly opens: Opens | null;
}
export interface GridColumn {
  readonly key: string;
  readonly figure: Figure;
  /** Under the figure’s name: 已核验, 已上报; of a crosstab the value. */
  readonly sub: Text;
}
export interface GridRow {
  readonly key: string;
  readonly name: Text;
  readonly cells: readonly Cell[];
}
export interface Grid {
  readonly columns: readonly GridColumn[];
  readonly total: GridRow | null;
  readonly rows: readonly GridRow[];
}

const t = (zh: string, en: string): Text => ({ zh, en });
export const TOTAL = t('合计', 'Total');
const VERIFIED = t('已核验', 'verified');
const REPORTED = t('已上报', 'reported');
const DUE = t('到期', 'due');
/** I06 by its other reading (docs/figures.md §7). */
const OTHER = t('不含上年末存量', 'not in last year’s stock');
const PERSONS = t('人数', 'people');
/** Unknown and 待确认 come last. */
const late = (key: string): number => (key === '' ? 2 : key === '?' ? 1 : 0);

/** Of a cell what its columns tell. */
type Told = Pick<CellOut, 'value' | 'reported' | 'other'>;
const NONE: Value = { persons: 0 };
const rateAt = (value: Value, window: number): RateOf | undefined => value.windows?.[window];
const due = (w: RateOf | undefined): number => (w ? w.yes + w.no + w.unverified : 0);
interface Part {
  readonly key: string;
  readonly sub: Text;
  readonly said: boolean;
  readonly rate: boolean;
  readonly of: (cell: Told, window: number) => number | null;
}
const VERIFIED_RATE: Part = {
  key: '',
  sub: VERIFIED,
  said: false,
  rate: true,
  of: (c, w) => rateAt(c.value, w)?.rate ?? null,
};
/** The columns of one figure. */
export const partsOf = (figure: Figure): readonly Part[] => {
  const beside = figure.evidenceClass < 6;
  if (figure.unit === 'rate')
    return [
      VERIFIED_RATE,
      { key: '+', sub: REPORTED, said: true, rate: true, of: (c, w) => rateAt(c.reported ?? NONE, w)?.rate ?? null },
      { key: '#', sub: DUE, said: false, rate: false, of: (c, w) => due(rateAt(c.value, w)) },
    ];
  return [
    { key: '', sub: beside ? VERIFIED : PERSONS, said: false, rate: false, of: (c) => c.value.persons },
    ...(beside ? [{ key: '+', sub: REPORTED, said: true, rate: false, of: (c: Told) => c.reported?.persons ?? 0 }] : []),
    ...(figure.kind === 'newlyStable' ? [{ key: '-', sub: OTHER, said: false, rate: false, of: (c: Told) => c.other ?? 0 }] : []),
  ];
};

const cellOf = (figure: Figure, part: Part, cell: Told | undefined, window: number, opens: Omit<Opens, 'figure'>): Cell => {
  const of = cell ?? { value: NONE };
  const value = part.of(of, window);
  const persons = (part.said ? of.reported : of.value)?.persons ?? 0;
  return {
    value: value ?? Number.NaN,
    rate: part.rate,
    // the due have no list of their own: that of the rate beside them tells them apart; nor has the other reading: that of the first one holds all of it
    opens:
      persons > 0 && part.key !== '#' && part.key !== '-' ? { figure: figure.id, ...opens, ...(part.said ? { said: true } : {}) } : null,
  };
};

/** Names of places without what all of them begin with. */
export const shortName = (name: Text, within: Text | null): Text => {
  if (!within) return name;
  return {
    zh: name.zh.startsWith(within.zh) && name.zh !== within.zh ? name.zh.slice(within.zh.length) : name.zh,
    en: name.en.endsWith(`, ${within.en}`) ? name.en.slice(0, -within.en.length - 2) : name.en,
  };
};

/** All figures beside each other, by one dimension. `order`: the values of the dimension as it lists them. */
export const sheetGrid = (
  figures: readonly Figure[],
  tables: readonly (Table | undefined)[],
  order: readonly string[],
  within: Text | null,
  window: number,
): Grid => {
  const columns = figures.flatMap((figure) => partsOf(figure).map((p) => ({ key: `${figure.id}${p.key}`, figure, sub: p.sub })));
  const names = new Map<string, Text>();
  for (const table of tables) for (const c of table?.cells ?? []) names.set(c.keys[0]!, c.names[0]!);
  const at = (key: string): number => {
    const i = order.indexOf(key);
    return late(key) * 10_000 + (i < 0 ? 5000 : i);
  };
  const keys = [...names.keys()].sort((a, b) => at(a) - at(b) || (a < b ? -1 : 1));
  const cells = tables.map((table) => new Map(table?.cells.map((c) => [c.keys[0]!, c])));
  const row = (key: string, name: Text, of: (i: number) => CellOut | null | undefined, opens: Omit<Opens, 'figure'>): GridRow => ({
    key,
    name,
    cells: figures.flatMap((figure, i) =>
      partsOf(figure).map((part) =>
        tables[i] ? cellOf(figure, part, of(i) ?? undefined, window, opens) : { value: null, rate: part.rate, opens: null },
      ),
    ),
  });
  return {
    columns,
    total: tables[0]?.total ? row('total', TOTAL, (i) => tables[i]?.total, {}) : null,
    rows: keys.map((key) => row(key, shortName(names.get(key)!, within), (i) => cells[i]!.get(key), { row: key })),
  };
};

const plus = (a: RateOf | undefined, b: RateOf): RateOf => {
  const sum = (k: Exclude<keyof RateOf, 'rate'>) => (a?.[k] ?? 0) + b[k];
  const [yes, no, unverified] = [sum('yes'), sum('no'), sum('unverified')];
  const all = yes + no + unverified;
  return {
    ...{ n: sum('n'), yes, no, unverified, notYetDue: sum('notYetDue'), notApplicable: sum('notApplicable') },
    rate: all ? yes / all : null,
  };
};
const added = (a: Value | undefined, b: Value | undefined): Value => ({
  persons: (a?.persons ?? 0) + (b?.persons ?? 0),
  ...(a?.windows || b?.windows
    ? { windows: [0, 1, 2, 3].map((i) => (b?.windows?.[i] ? plus(a?.windows?.[i], b.windows[i]) : a!.windows![i]!)) }
    : {}),
});
/** Cells of a row or a column as one. */
export const summed = (cells: readonly CellOut[]): Told =>
  cells.reduce<Told>(
    (sum, c) => ({
      value: added(sum.value, c.value),
      ...(c.reported || sum.reported ? { reported: added(sum.reported, c.reported) } : {}),
      ...(c.other === undefined ? {} : { other: (sum.other ?? 0) + c.other }),
    }),
    { value: { persons: 0 } },
  );

/** One figure by two dimensions: the values of the second are the columns, with the sum of each row and column. */
export const crossGrid = (
  figure: Figure,
  table: Table,
  orders: readonly (readonly string[])[],
  within: readonly (Text | null)[],
  window: number,
  said: boolean,
): Grid => {
  const part = partsOf(figure).find((p) => (said ? p.key === '+' : p.key === ''))!;
  const keysOf = (i: number): readonly string[] => {
    const at = (key: string): number => {
      const found = orders[i]!.indexOf(key);
      return late(key) * 10_000 + (found < 0 ? 5000 : found);
    };
    return [...new Set(table.cells.map((c) => c.keys[i]!))].sort((a, b) => at(a) - at(b) || (a < b ? -1 : 1));
  };
  const nameOf = (i: number, key: string): Text => shortName(table.cells.find((c) => c.keys[i] === key)!.names[i]!, within[i] ?? null);
  const [rows, cols] = [keysOf(0), keysOf(1)];
  const cells = new Map(table.cells.map((c) => [c.keys.join('\t'), c]));
  const line = (key: string, name: Text, of: readonly CellOut[], opens: Omit<Opens, 'figure'>, one: (col: string) => Cell): GridRow => ({
    key,
    name,
    cells: [cellOf(figure, part, summed(of), window, opens), ...cols.map(one)],
  });
  return {
    columns: [{ key: 'total', figure, sub: TOTAL }, ...cols.map((key) => ({ key, figure, sub: nameOf(1, key) }))],
    total:
      table.total &&
      line('total', TOTAL, table.cells, {}, (col) =>
        cellOf(figure, part, summed(table.cells.filter((c) => c.keys[1] === col)), window, { col }),
      ),
    rows: rows.map((row) =>
      line(
        row,
        nameOf(0, row),
        table.cells.filter((c) => c.keys[0] === row),
        { row },
        (col) => cellOf(figure, part, cells.get(`${row}\t${col}`), window, { row, col }),
      ),
    ),
  };
};

/** By a column, rows without a value last; unknown ones stay at the end. */
export const sorted = (grid: Grid, sort: string | undefined): Grid => {
  const down = sort?.startsWith('-') ?? false;
  const at = grid.columns.findIndex((c) => c.key === (down ? sort!.slice(1) : sort));
  if (at < 0) return grid;
  const value = (r: GridRow): number => {
    const v = r.cells[at]!.value;
    return v === null || Number.isNaN(v) ? Number.NEGATIVE_INFINITY : v;
  };
  const rows = [...grid.rows].sort(
    (a, b) => late(a.key) - late(b.key) || (down ? value(b) - value(a) : value(a) - value(b)) || (a.key < b.key ? -1 : 1),
  );
  return { ...grid, rows };
};

/** A figure by another reading of its definition, as a sentence: both numbers and the difference. */
export const readingsOf = (tables: readonly (Table | undefined)[]): readonly Text[] =>
  tables.flatMap((x) =>
    (x?.readings ?? []).map((r) => ({
      zh: `${x!.figure.short.zh} ${number(r.persons + r.difference)} 人，${r.name.zh} ${number(r.persons)} 人，相差 ${number(r.difference)} 人`,
      en: `${x!.figure.short.en}: ${number(r.persons + r.difference)}; ${r.name.en}: ${number(r.persons)}; the difference: ${number(r.difference)}`,
    })),
  );

/** A rate has one decimal; what nobody was due for is a dash, never 0. */
export const told = (cell: Cell): string =>
  cell.value === null ? '…' : Number.isNaN(cell.value) ? '—' : cell.rate ? `${(100 * cell.value).toFixed(1)}%` : number(cell.value);

/** Rows in which the children do not sum to the parent. */
export const brokenRows = (grid: Grid, of: string, into: readonly string[]): readonly GridRow[] => {
  const at = (id: string): number => grid.columns.findIndex((c) => c.key === id);
  const [parent, children] = [at(of), into.map(at)];
  if (parent < 0 || children.some((i) => i < 0)) return [];
  return [...(grid.total ? [grid.total] : []), ...grid.rows].filter((r) => {
    const values = [parent, ...children].map((i) => r.cells[i]!.value);
    return values.every((v) => v !== null) && values[0] !== values.slice(1).reduce<number>((sum, v) => sum + v!, 0);
  });
};
