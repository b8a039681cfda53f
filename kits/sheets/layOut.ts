// A roster made a sheet: titles, header, body, what stands below; and the truth of every line of it.
import { isBlank } from './cellText.ts';
import type { Draft, Field, Roster } from './roster.ts';
import type { Cell, Finding, Line, Merge, Sheet, Truth } from './shapes.ts';

export interface Layout {
  readonly name?: string;
  /** Lines above the header; an empty one is a blank row. The first is merged over the width where `mergeTitle`. */
  readonly above?: readonly (readonly Cell[])[];
  readonly mergeTitle?: boolean;
  /** 1, 2 or 3 rows. */
  readonly headerRows?: 1 | 2 | 3;
  /** The header once more after every so many rows. */
  readonly repeatEvery?: number;
  /** A line with a village's name, merged over the width, before every so many rows. */
  readonly groupEvery?: number;
  readonly blankEvery?: number;
  readonly sample?: boolean;
  readonly total?: boolean;
  readonly below?: readonly (readonly Cell[])[];
  readonly numberedEmpties?: number;
  readonly hiddenFields?: readonly Field[];
  /** Field, first row, last row: one value for all of them, as the merged cell shows. */
  readonly merged?: readonly (readonly [Field, number, number])[];
  /** A code table, one blank column to the right of the list. */
  readonly legend?: readonly (readonly [string, string])[];
  /** Two persons in a row: the second half of the rows stands beside the first. */
  readonly twoUp?: boolean;
  readonly findings?: readonly Finding[];
}

const NOT_A_ROW: Truth = { verdict: 'not-a-row', reasons: [], values: {}, repairs: [] };

const truthOf = (row: Draft): Truth => ({
  verdict: row.verdict,
  reasons: [...row.reasons].sort(),
  values: row.values,
  repairs: [...new Set(row.repairs)].sort(),
  ...(row.troubles.length > 0 ? { troubles: row.troubles } : {}),
  ...(row.arguable ? { arguable: true as const } : {}),
});

/** A line that holds something and is no row; a blank one has no truth at all. */
export const plainLine = (cells: readonly Cell[]): Line => ({ cells, truths: cells.every(isBlank) ? [] : [NOT_A_ROW] });

const WORK_FIELDS: readonly Field[] = [
  'working',
  'start',
  'end',
  'place',
  'employer',
  'monthlyIncome',
  'industry',
  'channel',
  'escorted',
  'months',
  'postType',
  'postMonths',
];
const groupOf = (field: Field): string => (field === 'serial' ? '' : WORK_FIELDS.includes(field) ? '务工情况' : '基本情况');

/** Header lines with their merges, counted from row `top`, and the words of each column as a reader joins them. */
const headerOf = (roster: Roster, rows: 1 | 2 | 3, top: number): { lines: Cell[][]; merges: Merge[]; columns: string[] } => {
  const words = roster.fields.map((f) => roster.labels[f]);
  if (rows === 1) return { lines: [words], merges: [], columns: words };
  const merges: Merge[] = [];
  const groups: Cell[] = roster.fields.map(() => null);
  const last: Cell[] = [...words];
  const whole: Cell[] = roster.fields.map(() => null);
  const columns = roster.fields.map((f, c) =>
    [rows === 3 && groupOf(f) ? '农村劳动力转移就业' : '', groupOf(f), words[c]!].filter(Boolean).join(' '),
  );
  const first = top + rows - 2;
  for (let c = 0; c < roster.fields.length; ) {
    const group = groupOf(roster.fields[c]!);
    let to = c;
    while (to + 1 < roster.fields.length && groupOf(roster.fields[to + 1]!) === group) to++;
    if (group === '') {
      // stands through all layers: the word is in the first one
      (rows === 3 ? whole : groups)[c] = words[c]!;
      last[c] = null;
      merges.push({ top, left: c, bottom: top + rows - 1, right: c });
    } else {
      groups[c] = group;
      if (to > c) merges.push({ top: first, left: c, bottom: first, right: to });
    }
    c = to + 1;
  }
  if (rows === 3) {
    const from = roster.fields.findIndex((f) => groupOf(f) !== '');
    whole[from] = '农村劳动力转移就业';
    merges.push({ top, left: from, bottom: top, right: roster.fields.length - 1 });
  }
  return { lines: rows === 3 ? [whole, groups, last] : [groups, last], merges, columns };
};

export const layOut = (roster: Roster, layout: Layout = {}): Sheet => {
  const { fields } = roster;
  const lines: Line[] = [];
  const merges: Merge[] = [];
  const wide = (row: number) => merges.push({ top: row, left: 0, bottom: row, right: fields.length - 1 });

  for (const cells of layout.above ?? []) {
    if (layout.mergeTitle && lines.length === 0) wide(0);
    lines.push(plainLine(cells));
  }
  const header = headerOf(roster, layout.headerRows ?? 1, lines.length);
  merges.push(...header.merges);
  const headerRows = header.lines.map((_, n) => lines.length + n + 1);
  const beside = layout.twoUp ? [...fields.map((f) => roster.labels[f])] : [];
  const pushHeader = () => {
    for (const cells of header.lines) lines.push(plainLine(layout.twoUp ? [...cells, null, ...beside] : cells));
  };
  pushHeader();
  if (layout.sample) {
    const of: Partial<Record<Field, Cell>> = {
      serial: '示例',
      name: '张某某',
      working: '是',
      start: '2022年01月',
      place: '广东省广州市白云区',
      monthlyIncome: 4000,
    };
    lines.push(plainLine(fields.map((f) => of[f] ?? null)));
  }

  const cellsOf = (row: Draft): Cell[] => fields.map((f) => row.cells[f] ?? null);
  const at = new Map<number, number>();
  const half = layout.twoUp ? Math.ceil(roster.rows.length / 2) : roster.rows.length;
  for (let n = 0; n < half; n++) {
    if (n > 0 && layout.repeatEvery && n % layout.repeatEvery === 0) pushHeader();
    if (layout.groupEvery && n % layout.groupEvery === 0) {
      wide(lines.length);
      lines.push(plainLine([`${['一', '二', '三', '四', '五', '六'][n / layout.groupEvery]}、演示村第${n / layout.groupEvery + 1}组`]));
    }
    if (n > 0 && layout.blankEvery && n % layout.blankEvery === 0) lines.push({ cells: [], truths: [] });
    const row = roster.rows[n]!;
    const other = layout.twoUp ? roster.rows[half + n] : undefined;
    at.set(n, lines.length);
    lines.push({
      cells: other ? [...cellsOf(row), null, ...cellsOf(other)] : cellsOf(row),
      truths: other ? [truthOf(row), truthOf(other)] : [truthOf(row)],
      ...(row.hidden ? { hidden: true } : {}),
    });
  }
  for (const [field, from, to] of layout.merged ?? []) {
    const c = fields.indexOf(field);
    merges.push({ top: at.get(from)!, left: c, bottom: at.get(to)!, right: c });
    for (let n = from + 1; n <= to; n++) (lines[at.get(n)!]!.cells as Cell[])[c] = null;
  }
  for (let n = 1; n <= (layout.numberedEmpties ?? 0); n++)
    lines.push(plainLine(fields.map((f) => (f === 'serial' ? roster.rows.length + n : null))));
  if (layout.total) {
    const sum = roster.rows.reduce((all, r) => all + (typeof r.cells.monthlyIncome === 'number' ? r.cells.monthlyIncome : 0), 0);
    lines.push(
      plainLine(fields.map((f, c) => (c === 0 ? '合计' : f === 'name' ? `${roster.rows.length}人` : f === 'monthlyIncome' ? sum : null))),
    );
  }
  for (const cells of layout.below ?? []) lines.push(plainLine(cells));
  // the table on the right begins beside the header and runs past the end of the list where it is longer
  const legend = layout.legend ?? [];
  const shaped = lines.map((line, row) => {
    const entry = legend[row - (headerRows[0]! - 1)];
    if (!entry) return line;
    return { ...line, cells: [...Array.from({ length: fields.length }, (_, c) => line.cells[c] ?? null), null, ...entry] };
  });
  return {
    name: layout.name ?? 'Sheet1',
    kind: roster.kind,
    lines: shaped,
    merges,
    ...(layout.hiddenFields ? { hiddenColumns: layout.hiddenFields.map((f) => fields.indexOf(f)) } : {}),
    headerRows,
    columns: layout.twoUp ? [...header.columns, ...header.columns] : header.columns,
    ...(layout.findings ? { findings: layout.findings } : {}),
  };
};

/** A sheet that has no rows of persons: instructions, code lists. */
export const otherSheet = (name: string, lines: readonly (readonly Cell[])[], hidden = false): Sheet => ({
  name,
  kind: 'other',
  lines: lines.map(plainLine),
  merges: [],
  headerRows: [],
  columns: [],
  ...(hidden ? { hidden: true, findings: ['hidden'] } : {}),
});
