// One worksheet part. What stands around its rows is read first and without parsing them; the rows are parsed as they stream by.
import type { Cell, SheetInfo } from '../../rulesBook.ts';
import { areaOf, columnOf } from './cellRef.ts';
import { type Batch, columnSet, LAST_COLUMN, LAST_ROW, mergeList, put } from './limits.ts';
import { type Shows, serialOf } from './numberFormat.ts';
import { ReadRefused } from './readRefused.ts';
import { unescaped } from './xlsxParts.ts';
import { isTrue, parseXml, xmlParser } from './xml.ts';

const START = /<((?:[\w.-]+:)?)sheetData(?:\s[^<>]*?)?(\/?)>/;
/** Longer than any start tag of sheetData. */
const TAIL = 1024;

/** The sheet without its rows: `<` stands in no text, so the end of sheetData is found without parsing. */
async function* aroundRows(text: AsyncIterable<string>): AsyncGenerator<string> {
  let [where, held, end]: [string, string, string] = ['before', '', ''];
  for await (const piece of text) {
    if (where === 'after') {
      yield piece;
      continue;
    }
    held += piece;
    if (where === 'before') {
      const start = START.exec(held);
      if (!start) {
        yield held.slice(0, -TAIL);
        held = held.slice(-TAIL);
        continue;
      }
      const rowsAt = start.index + start[0].length;
      yield held.slice(0, rowsAt);
      held = held.slice(rowsAt);
      end = `</${start[1]}sheetData`;
      where = start[2] ? 'after' : 'rows';
    }
    if (where === 'rows') {
      const at = held.indexOf(end);
      if (at < 0) {
        held = held.slice(-end.length);
        continue;
      }
      held = held.slice(at);
      where = 'after';
    }
    yield held;
    held = '';
  }
  yield held;
}

type SheetFrame = Pick<SheetInfo, 'merges' | 'hiddenColumns'>;

/** Merged areas and hidden columns. */
export const readFrame = async (text: AsyncIterable<string>): Promise<SheetFrame> => {
  const merges = mergeList();
  const hidden = columnSet();
  await parseXml(aroundRows(text), {
    open(tag, a) {
      if (tag === 'mergeCell') {
        const area = areaOf(a.ref ?? '');
        if (area) merges.add(area);
      } else if (tag === 'col' && isTrue(a.hidden)) hidden.add(Number(a.min) - 1, Number(a.max ?? a.min) - 1);
    },
    close() {},
  });
  return { merges: merges.areas, hiddenColumns: hidden.list() };
};

export interface CellContext {
  readonly strings: readonly string[];
  readonly styles: readonly Shows[];
  readonly date1904: boolean;
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** What a cell holds, by its type `t`; null is a blank one. */
const cellOf = (type: string, value: string, style: string | undefined, context: CellContext): Cell | null => {
  if (type === 's') {
    if (value.trim() === '') return null;
    const text = context.strings[Number(value)];
    if (text === undefined) throw new ReadRefused('damaged', 'shared string');
    return text === '' ? null : text;
  }
  if (type === 'str' || type === 'inlineStr') return unescaped(value) || null;
  const trimmed = value.trim();
  if (trimmed === '') return null;
  if (type === 'b') return { bool: isTrue(trimmed) };
  if (type === 'e') return { error: trimmed };
  if (type === 'd') {
    const serial = serialOf(trimmed, context.date1904);
    return serial === undefined ? value : { number: serial, raw: value, as: 'date' };
  }
  if (!NUMBER.test(trimmed)) return value;
  return { number: Number(trimmed), raw: value, as: (style === undefined ? context.styles[0] : context.styles[Number(style)]) ?? 'number' };
};

/** Pushes the rows of a sheet into the batch; `feed` answers false once they are all there. */
export const rowParser = (context: CellContext, into: Batch): { feed(piece: string): boolean; end(): void } => {
  let [inRows, done] = [false, false];
  let [at, column, rowHidden] = [-1, -1, false];
  let cells: (Cell | null)[] = [];
  let type = 'n';
  let style: string | undefined;
  let [value, formula]: [string | undefined, string | undefined] = [undefined, undefined];
  let taking: '' | 'v' | 'f' | 't' = '';
  let phonetic = false;
  const endCell = (): void => {
    let cell = value === undefined ? null : cellOf(type, value, style, context);
    // a formula whose result nobody stored: its own text stands for it, so that nobody takes the cell for a blank one
    if (cell === null && formula !== undefined && (value === undefined || type === 'n')) cell = `=${formula}`;
    if (cell !== null && column <= LAST_COLUMN) put(cells, column, cell);
  };
  const parser = xmlParser({
    open(tag, a) {
      if (!inRows) {
        if (tag === 'sheetData') inRows = true;
        return;
      }
      if (tag === 'c') {
        column = a.r === undefined ? column + 1 : columnOf(a.r);
        if (column < 0) throw new ReadRefused('damaged', 'cell reference');
        type = a.t ?? 'n';
        style = a.s;
        value = undefined;
        formula = undefined;
      } else if (tag === 'v') {
        value = '';
        taking = 'v';
      } else if (tag === 'row') {
        at = a.r === undefined ? at + 1 : Number(a.r) - 1;
        if (!(at >= 0 && at <= LAST_ROW && Number.isInteger(at))) throw new ReadRefused('damaged', 'row number');
        rowHidden = isTrue(a.hidden);
        cells = [];
        column = -1;
      } else if (tag === 'f') {
        formula = '';
        taking = 'f';
      } else if (tag === 't' && !phonetic) {
        value ??= '';
        taking = 't';
      } else if (tag === 'rPh') phonetic = true;
    },
    close(tag) {
      if (tag === 'c') endCell();
      else if (tag === 'v' || tag === 'f' || tag === 't') taking = '';
      else if (tag === 'row') into.add(at, rowHidden, cells);
      else if (tag === 'rPh') phonetic = false;
      else if (tag === 'sheetData') {
        inRows = false;
        done = true;
      }
    },
    text(piece) {
      if (taking === 'f') formula += piece;
      else if (taking !== '') value += piece;
    },
  });
  return {
    feed(piece) {
      parser.feed(piece);
      return !done;
    },
    end: parser.end,
  };
};
