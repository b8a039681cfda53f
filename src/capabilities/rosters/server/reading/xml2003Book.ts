// SpreadsheetML of Excel 2003 ("XML 表格 2003"), which many provincial systems still export. Read twice: merged and hidden things first, then rows.
import type { BookInfo, Cell, SheetInfo } from '../../rulesBook.ts';
import { type BookInThread, pump } from './bookInThread.ts';
import { fileBytes } from './fileBytes.ts';
import { type Batch, batch, columnSet, LAST_COLUMN, LAST_ROW, type Limits, mergeList, put } from './limits.ts';
import { type Shows, serialOf, showsOf } from './numberFormat.ts';
import { ReadRefused } from './readRefused.ts';
import { findEncoding } from './textEncoding.ts';
import { type Attributes, attribute, isTrue, xmlEncoding, xmlParser, xmlText } from './xml.ts';

/** Formats that SpreadsheetML names instead of writing them out. */
const formatOf = (format: string): Shows =>
  /^(General|Short|Medium|Long) (Date|Time)$/i.test(format) ? 'date' : /^Percent$/i.test(format) ? 'percent' : showsOf(format);

interface SheetDraft {
  name: string;
  hidden: boolean;
  readonly merges: ReturnType<typeof mergeList>;
  readonly hiddenColumns: ReturnType<typeof columnSet>;
}

interface Draft {
  date1904: boolean;
  readonly sheets: SheetDraft[];
  readonly styles: Map<string, Shows>;
}

const newDraft = (): Draft => ({ date1904: false, sheets: [], styles: new Map() });

const position = (a: Attributes, before: number, last: number): number => {
  const index = attribute(a, 'Index');
  const at = index === undefined ? before + 1 : Number(index) - 1;
  if (!(Number.isInteger(at) && at >= 0 && at <= last)) throw new ReadRefused('damaged', 'ss:Index');
  return at;
};

/** Fills the draft, and gives the rows of one sheet to the batch where there is one. Styles and the date system are those of `known`. */
const bookParser = (draft: Draft, known: Draft, into?: { sheet: number; rows: Batch }): { feed(piece: string): boolean; end(): void } => {
  let sheet: SheetDraft | undefined;
  let [style, inTable, inComment, inVisible] = ['', false, 0, false];
  let [at, column, columnAt, rowHidden, skip, past] = [-1, -1, -1, false, 0, false];
  let cells: (Cell | null)[] = [];
  let cellStyle: string | undefined;
  let data: { type: string; text: string } | undefined;
  let depth = 0;
  let skipAcross = 0;

  const cellOf = (type: string, text: string): Cell | null => {
    const trimmed = text.trim();
    if (text === '') return null;
    const shows = known.styles.get(cellStyle ?? 'Default');
    if (type === 'Number' && trimmed !== '' && !Number.isNaN(Number(trimmed)))
      return { number: Number(trimmed), raw: text, as: shows ?? 'number' };
    if (type === 'DateTime') {
      const serial = serialOf(trimmed, known.date1904);
      if (serial !== undefined) return { number: serial, raw: text, as: 'date' };
    }
    if (type === 'Boolean') return { bool: isTrue(trimmed) };
    return type === 'Error' ? { error: trimmed } : text;
  };

  const parser = xmlParser({
    open(tag, a) {
      if (inComment || data) {
        // text in the tags of HTML: <ss:Data><B>…</B></ss:Data>
        if (data) depth++;
        else if (tag === 'Comment' || tag === 'PhoneticText') inComment++;
        return;
      }
      if (tag === 'Comment' || tag === 'PhoneticText') inComment++;
      else if (tag === 'Style') style = attribute(a, 'ID') ?? '';
      else if (tag === 'NumberFormat') draft.styles.set(style, formatOf(attribute(a, 'Format') ?? ''));
      else if (tag === 'Worksheet') {
        if (draft.sheets.length >= 2000) throw new ReadRefused('unfolds', 'sheets');
        sheet = { name: attribute(a, 'Name') ?? '', hidden: false, merges: mergeList(), hiddenColumns: columnSet() };
        draft.sheets.push(sheet);
      } else if (tag === 'Visible') inVisible = true;
      else if (!sheet) {
        // before the sheets stands what holds for all of them
        if (tag === 'Date1904') draft.date1904 = true;
      } else if (tag === 'Table') {
        inTable = true;
        [at, columnAt, skip] = [-1, -1, 0];
      } else if (!inTable) return;
      else if (tag === 'Column') {
        const from = position(a, columnAt, LAST_COLUMN);
        columnAt = from + (Number(attribute(a, 'Span')) || 0);
        if (isTrue(attribute(a, 'Hidden'))) sheet.hiddenColumns.add(from, columnAt);
      } else if (tag === 'Row') {
        at = position(a, at + skip, LAST_ROW);
        skip = Number(attribute(a, 'Span')) || 0;
        rowHidden = isTrue(attribute(a, 'Hidden'));
        cells = [];
        column = -1;
      } else if (tag === 'Cell') {
        column = position(a, column, LAST_COLUMN);
        cellStyle = attribute(a, 'StyleID');
        const [across, down] = [Number(attribute(a, 'MergeAcross')) || 0, Number(attribute(a, 'MergeDown')) || 0];
        if (across || down) sheet.merges.add({ top: at, left: column, bottom: at + down, right: column + across });
        // the cells that are covered are not written, and the next one stands behind them
        skipAcross = across;
      } else if (tag === 'Data') data = { type: attribute(a, 'Type') ?? 'String', text: '' };
    },
    close(tag) {
      if (data) {
        if (depth > 0) {
          depth--;
          return;
        }
        const cell = cellOf(data.type, data.text);
        data = undefined;
        if (cell !== null && into && draft.sheets.length - 1 === into.sheet) put(cells, column, cell);
      } else if (tag === 'Comment' || tag === 'PhoneticText') inComment--;
      else if (tag === 'Cell') {
        column += skipAcross;
        skipAcross = 0;
      } else if (tag === 'Row' && inTable) {
        if (into && draft.sheets.length - 1 === into.sheet) into.rows.add(at, rowHidden, cells);
      } else if (tag === 'Table') inTable = false;
      else if (tag === 'Visible') inVisible = false;
      else if (tag === 'Worksheet') {
        if (into && draft.sheets.length - 1 === into.sheet) past = true;
        sheet = undefined;
      }
    },
    text(text) {
      if (data) data.text += text;
      else if (inVisible && sheet && /hidden/i.test(text)) sheet.hidden = true;
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

export const openXml2003 = async (path: string, start: Buffer, limits: Limits): Promise<BookInThread> => {
  // files in GB18030 that say UTF-8, or say nothing
  const said = xmlEncoding(start);
  const encoding = /^utf-?8$/i.test(said) ? (await findEncoding(path, start)).encoding : said;
  const text = () => xmlText(fileBytes(path), encoding);
  const draft = newDraft();
  const first = bookParser(draft, draft);
  for await (const piece of text()) first.feed(piece);
  first.end();
  if (draft.sheets.length === 0) throw new ReadRefused('noSheet');
  const info: BookInfo = {
    format: 'xml2003',
    date1904: draft.date1904,
    sheets: draft.sheets.map(
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
      return pump(text(), bookParser(newDraft(), draft, { sheet, rows }), rows);
    },
    close: async () => {},
  };
};
