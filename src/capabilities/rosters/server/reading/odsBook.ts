// OpenDocument spreadsheets (ODF 1.3 part 3). Ours, because SheetJS forgets hidden rows and columns and makes every repeated row.
import type { BookInfo, Cell, SheetInfo } from '../../rulesBook.ts';
import { type BookInThread, pump } from './bookInThread.ts';
import { type Batch, batch, columnSet, LAST_COLUMN, LAST_ROW, type Limits, mergeList, put } from './limits.ts';
import { serialOf } from './numberFormat.ts';
import { ReadRefused } from './readRefused.ts';
import { type Attributes, attribute, xmlParser, xmlText } from './xml.ts';
import type { Zip } from './zip.ts';

interface SheetDraft {
  readonly name: string;
  readonly hidden: boolean;
  readonly merges: ReturnType<typeof mergeList>;
  readonly hiddenColumns: ReturnType<typeof columnSet>;
}

const count = (a: Attributes, name: string): number => Math.max(1, Math.floor(Number(attribute(a, name) ?? 1)) || 1);
const isHidden = (a: Attributes): boolean => /collapse|filter/.test(attribute(a, 'visibility') ?? '');

/** Part of a day from a duration such as PT10H30M00S. */
const dayPart = (duration: string): number | undefined => {
  const m = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?$/.exec(duration);
  return m ? (Number(m[1] ?? 0) * 3600 + Number(m[2] ?? 0) * 60 + Number((m[3] ?? '0').replace(',', '.'))) / 86_400 : undefined;
};

/** What a cell holds, by its value type; `text` is what stands in it for people to read. */
const cellOf = (a: Attributes, text: string): Cell | null => {
  const type = attribute(a, 'value-type');
  const shown = text === '' ? {} : { shown: text };
  if (type === 'error') return { error: text };
  if (type === 'float' || type === 'currency' || type === 'percentage') {
    const raw = attribute(a, 'value') ?? '';
    const number = Number(raw);
    if (raw !== '' && !Number.isNaN(number)) return { number, raw, as: type === 'percentage' ? 'percent' : 'number', ...shown };
  }
  if (type === 'date' || type === 'time') {
    const raw = attribute(a, type === 'date' ? 'date-value' : 'time-value') ?? '';
    const number = type === 'date' ? serialOf(raw, false) : dayPart(raw);
    if (number !== undefined) return { number, raw, as: 'date', ...shown };
  }
  if (type === 'boolean') return { bool: attribute(a, 'boolean-value') === 'true' };
  return (text === '' ? attribute(a, 'string-value') : text) || null;
};

const bookParser = (sheets: SheetDraft[], into?: { sheet: number; rows: Batch }): { feed(piece: string): boolean; end(): void } => {
  const hiddenStyles = new Set<string>();
  let [style, past, tables, inNote] = ['', false, 0, 0];
  let sheet: SheetDraft | undefined;
  let row: { at: number; times: number; hidden: boolean; column: number; cells: (Cell | null)[] } | undefined;
  let [nextRow, nextColumn] = [0, 0];
  let cell: { attributes: Attributes; times: number; covered: boolean; paragraphs: string[] } | undefined;
  let paragraph: string | undefined;

  const beginCell = (a: Attributes, covered: boolean): void => {
    if (!row || !sheet) return;
    const [across, down] = [count(a, 'number-columns-spanned'), count(a, 'number-rows-spanned')];
    if (across > 1 || down > 1)
      sheet.merges.add({ top: row.at, left: row.column, bottom: row.at + down - 1, right: row.column + across - 1 });
    cell = { attributes: a, times: count(a, 'number-columns-repeated'), covered, paragraphs: [] };
  };
  const endCell = (): void => {
    if (!row || !cell) return;
    const value = cell.covered || !into ? null : cellOf(cell.attributes, cell.paragraphs.join('\n'));
    const { column } = row;
    row.column = Math.min(column + cell.times, LAST_COLUMN + 1);
    if (value !== null) for (let c = column; c < row.column; c++) put(row.cells, c, value);
    cell = undefined;
  };
  const endRow = (): void => {
    if (!row) return;
    const { at, times, hidden, cells } = row;
    nextRow = at + times;
    // a blank row that is repeated to the end of the sheet is nothing
    if (into && cells.length && sheets.length - 1 === into.sheet)
      for (let i = 0; i < times && at + i <= LAST_ROW; i++) into.rows.add(at + i, hidden, cells);
    row = undefined;
  };

  const parser = xmlParser({
    open(tag, a) {
      if (tag === 'annotation') inNote++;
      if (inNote) return;
      if (tag === 'style') style = attribute(a, 'name') ?? '';
      else if (tag === 'table-properties') {
        if (attribute(a, 'display') === 'false') hiddenStyles.add(style);
      } else if (tag === 'table') {
        // tables within tables belong to drawings and shapes
        if (++tables > 1) return;
        if (sheets.length >= 2000) throw new ReadRefused('unfolds', 'sheets');
        const hidden = hiddenStyles.has(attribute(a, 'style-name') ?? '');
        sheet = { name: attribute(a, 'name') ?? '', hidden, merges: mergeList(), hiddenColumns: columnSet() };
        sheets.push(sheet);
        [nextRow, nextColumn] = [0, 0];
      } else if (tables !== 1) return;
      else if (tag === 'table-column') {
        const times = count(a, 'number-columns-repeated');
        if (isHidden(a)) sheet?.hiddenColumns.add(nextColumn, nextColumn + times - 1);
        nextColumn += times;
      } else if (tag === 'table-row')
        row = { at: nextRow, times: count(a, 'number-rows-repeated'), hidden: isHidden(a), column: 0, cells: [] };
      else if (tag === 'table-cell' || tag === 'covered-table-cell') beginCell(a, tag !== 'table-cell');
      else if (cell && tag === 'p') paragraph = '';
      else if (paragraph !== undefined && tag === 's') paragraph += ' '.repeat(Math.min(count(a, 'c'), 32_767));
      else if (paragraph !== undefined && tag === 'tab') paragraph += '\t';
      else if (paragraph !== undefined && tag === 'line-break') paragraph += '\n';
    },
    close(tag) {
      if (tag === 'annotation') inNote--;
      else if (inNote) return;
      else if (tag === 'table') {
        if (--tables > 0) return;
        sheet = undefined;
        if (into && sheets.length - 1 === into.sheet) past = true;
      } else if (tables !== 1) return;
      else if (tag === 'p') {
        if (paragraph !== undefined) cell?.paragraphs.push(paragraph);
        paragraph = undefined;
      } else if (tag === 'table-cell' || tag === 'covered-table-cell') endCell();
      else if (tag === 'table-row') endRow();
    },
    text(text) {
      // blanks and line ends of the file itself are one blank (ODF 6.1.2)
      if (paragraph !== undefined && !inNote) paragraph += text.replace(/[ \t\r\n]+/g, ' ');
    },
  });
  return {
    feed(piece) {
      parser.feed(piece);
      return !past;
    },
    end: parser.end,
  };
};

export const openOds = async (zip: Zip, limits: Limits): Promise<BookInThread> => {
  const drafts: SheetDraft[] = [];
  const content = () => xmlText(zip.bytes('content.xml'));
  const first = bookParser(drafts);
  for await (const piece of content()) first.feed(piece);
  first.end();
  if (drafts.length === 0) throw new ReadRefused('noSheet');
  const info: BookInfo = {
    format: 'ods',
    // its dates are written out, whatever day serial numbers count from
    date1904: false,
    sheets: drafts.map(
      (sheet, index): SheetInfo => ({
        index,
        name: sheet.name,
        hidden: sheet.hidden,
        merges: sheet.merges.areas,
        hiddenColumns: sheet.hiddenColumns.list(),
      }),
    ),
  };
  return {
    info,
    rows(sheet) {
      const rows = batch(limits);
      return pump(content(), bookParser([], { sheet, rows }), rows);
    },
    close: () => zip.close(),
  };
};
