// HTML tables, mostly saved as .xls by old systems. Each table that holds something is a sheet; all cells are text.
import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import type { Area, BookInfo, Cell, SheetInfo, SheetRow } from '../../rulesBook.ts';
import { type BookInThread, inBatches } from './bookInThread.ts';
import { decoded, htmlAttribute, tokenize } from './htmlTokens.ts';
import { batch, columnSet, LAST_COLUMN, LAST_ROW, type Limits, mergeList, put } from './limits.ts';
import { ReadRefused } from './readRefused.ts';
import { utf16Of } from './textEncoding.ts';

/** Mark, what the page says of itself where that is possible, else UTF-8 or GB18030. */
const decodeHtml = (bytes: Buffer): { html: string; encoding: NonNullable<BookInfo['encoding']> } => {
  const utf16 = utf16Of(bytes.subarray(0, 64 * 1024));
  if (utf16) return { html: new TextDecoder(utf16).decode(bytes), encoding: utf16 };
  const said = /charset\s*=\s*["']?\s*([\w-]+)/i.exec(bytes.toString('latin1', 0, 16 * 1024))?.[1] ?? '';
  if (isUtf8(bytes) && !/^gb/i.test(said)) return { html: new TextDecoder('utf-8').decode(bytes), encoding: 'utf-8' };
  const gb = new TextDecoder('gb18030').decode(bytes);
  // pages that say gb2312 and are UTF-8 all the same
  if (isUtf8(bytes) && gb.includes('\uFFFD')) return { html: new TextDecoder('utf-8').decode(bytes), encoding: 'utf-8' };
  if (/^utf-?8/i.test(said)) return { html: new TextDecoder('utf-8').decode(bytes), encoding: 'utf-8' };
  return { html: gb, encoding: 'gb18030' };
};

interface OpenTable {
  readonly rows: ReturnType<typeof batch>;
  readonly merges: ReturnType<typeof mergeList>;
  readonly hidden: ReturnType<typeof columnSet>;
  readonly order: number;
  columns: number;
  at: number;
  row: { cells: (Cell | null)[]; hidden: boolean; column: number } | undefined;
  cell: { text: string; column: number } | undefined;
  /** By column: rows below that a cell still covers. */
  covered: number[];
}

interface HtmlTable {
  readonly rows: readonly SheetRow[];
  readonly merges: readonly Area[];
  readonly hiddenColumns: readonly number[];
}

const BLOCKS = new Set(['p', 'div', 'li', 'h1', 'h2', 'h3', 'h4']);
const isHidden = (attributes: string): boolean => /display\s*:\s*none/i.test(htmlAttribute(attributes, 'style') ?? '');
const spanOf = (attributes: string, name: string, most: number): number =>
  Math.min(Math.max(1, Number.parseInt(htmlAttribute(attributes, name) ?? '1', 10) || 1), most);

/** What a browser shows: runs of blanks are one, line breaks only where a tag makes them. */
const shownText = (text: string): string =>
  text
    .replace(/[^\S\u0001]+/g, ' ')
    .replace(/ ?\u0001 ?/g, '\n')
    .trim();

/** Tables within tables are sheets of their own: a page that lays itself out with tables has its data in the inner ones. */
export const readTables = (html: string, limits: Limits): { tables: HtmlTable[]; names: string[] } => {
  const stack: OpenTable[] = [];
  const done: { order: number; table: HtmlTable }[] = [];
  const names: string[] = [];
  let opened = 0;
  let places = limits.cells;
  const spend = (n: number): void => {
    places -= n;
    if (places < 0) throw new ReadRefused('tooManyCells');
  };
  const endCell = (t: OpenTable): void => {
    if (!t.cell || !t.row) return;
    const text = shownText(t.cell.text);
    if (text !== '') put(t.row.cells, t.cell.column, text);
    t.cell = undefined;
  };
  const endRow = (t: OpenTable): void => {
    endCell(t);
    if (!t.row) return;
    t.rows.add(t.at, t.row.hidden, t.row.cells);
    spend(t.covered.length + 1);
    for (let c = 0; c < t.covered.length; c++) if (t.covered[c]! > 0) t.covered[c]!--;
    while (t.covered.length && t.covered.at(-1) === 0) t.covered.pop();
    t.row = undefined;
  };
  const beginRow = (t: OpenTable, attributes: string): void => {
    endRow(t);
    t.at++;
    t.row = { cells: [], hidden: isHidden(attributes), column: 0 };
  };
  const beginCell = (t: OpenTable, attributes: string): void => {
    endCell(t);
    if (!t.row) beginRow(t, '');
    const row = t.row!;
    const from = row.column;
    while ((t.covered[row.column] ?? 0) > 0) row.column++;
    const left = row.column;
    if (left > LAST_COLUMN) throw new ReadRefused('tooManyCells', 'columns');
    const across = spanOf(attributes, 'colspan', LAST_COLUMN + 1 - left);
    const down = spanOf(attributes, 'rowspan', LAST_ROW);
    spend(left - from + across);
    t.merges.add({ top: t.at, left, bottom: t.at + down - 1, right: left + across - 1 });
    if (down > 1) {
      while (t.covered.length < left + across) t.covered.push(0);
      // this row's own end takes one off
      for (let c = left; c < left + across; c++) t.covered[c] = down;
    }
    row.column = left + across;
    t.cell = { text: '', column: left };
  };
  const endTable = (): void => {
    const t = stack.pop();
    if (!t) return;
    endRow(t);
    const rows = t.rows.take();
    // a span may reach below the last row
    const merges = t.merges.areas.filter((m) => m.top <= t.at).map((m) => ({ ...m, bottom: Math.min(m.bottom, t.at) }));
    if (rows.length)
      done.push({
        order: t.order,
        table: { rows, merges: merges.filter((m) => m.bottom > m.top || m.right > m.left), hiddenColumns: t.hidden.list() },
      });
  };
  tokenize(html, {
    open(name, attributes) {
      const t = stack.at(-1);
      if (name === 'table') {
        if (stack.length > 200 || opened > 2000) throw new ReadRefused('unfolds', 'tables');
        stack.push({
          rows: batch(limits),
          merges: mergeList(),
          hidden: columnSet(),
          order: opened++,
          columns: 0,
          at: -1,
          row: undefined,
          cell: undefined,
          covered: [],
        });
      } else if (!t) return;
      else if (name === 'tr') beginRow(t, attributes);
      else if (name === 'td' || name === 'th') beginCell(t, attributes);
      else if (name === 'col') {
        const span = spanOf(attributes, 'span', LAST_COLUMN + 1);
        if (isHidden(attributes)) t.hidden.add(t.columns, t.columns + span - 1);
        t.columns += span;
      } else if (t.cell && (name === 'br' || (BLOCKS.has(name) && t.cell.text.trim() !== ''))) t.cell.text += '\u0001';
    },
    close(name) {
      const t = stack.at(-1);
      if (!t) return;
      if (name === 'table') endTable();
      else if (name === 'tr') endRow(t);
      else if (name === 'td' || name === 'th') endCell(t);
    },
    text(text) {
      const cell = stack.at(-1)?.cell;
      if (cell) cell.text += decoded(text.replaceAll('\u0001', ' '));
    },
    comment(text) {
      // Excel and those that imitate it name the sheets in a conditional comment
      if (names.length === 0 && text.length < 1024 * 1024)
        for (const m of text.matchAll(/<x:ExcelWorksheet>\s*<x:Name>([^<]*)</g)) names.push(decoded(m[1]!));
    },
  });
  while (stack.length) endTable();
  return { tables: done.sort((a, b) => a.order - b.order).map((d) => d.table), names };
};

export const openHtml = async (path: string, limits: Limits): Promise<BookInThread> => {
  const { html, encoding } = decodeHtml(await readFile(path));
  const { tables, names } = readTables(html, limits);
  if (tables.length === 0) throw new ReadRefused('noSheet');
  const sheets = tables.map(
    (table, index): SheetInfo => ({
      index,
      name: names.length === tables.length ? names[index]! : `Sheet${index + 1}`,
      hidden: false,
      merges: table.merges,
      hiddenColumns: table.hiddenColumns,
    }),
  );
  return {
    info: { format: 'html', sheets, date1904: false, encoding },
    rows: (index) => inBatches(tables[index]!.rows),
    close: async () => {},
  };
};
