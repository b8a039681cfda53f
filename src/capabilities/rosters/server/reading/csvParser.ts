// Text with separators (RFC 4180 and what is found instead of it), parsed as it streams by. It never looks at single characters as strings.
import { type Batch, LAST_COLUMN } from './limits.ts';
import { ReadRefused } from './readRefused.ts';

/** A quoted field that is longer lacks its closing quote: a cell of Excel holds 32,767 characters. */
const QUOTED = 128 * 1024;
/** A line without any separator that is longer belongs to no sheet. */
const FIELD = 1024 * 1024;
const [QUOTE, LF, CR] = [34, 10, 13];

const DELIMITERS = ['\t', ',', ';', '|', '，'] as const;

export const csvParser = (delimiter: string, into: Batch): { feed(piece: string): boolean; end(): void } => {
  const D = delimiter.charCodeAt(0);
  let rest = '';
  let cells: (string | null)[] = [];
  let at = 0;
  let afterCr = false;

  const put = (value: string): void => {
    if (cells.length <= LAST_COLUMN) cells.push(value === '' ? null : value);
    else if (value !== '') throw new ReadRefused('tooManyCells', 'columns');
  };
  const endRow = (): void => {
    into.add(at++, false, cells);
    cells = [];
  };
  /** From `i` to the next separator or line end; the length of the text where there is none. */
  const fieldEnd = (text: string, i: number): number => {
    const n = text.length;
    for (; i < n; i++) {
      const c = text.charCodeAt(i);
      if (c === D || c === LF || c === CR) return i;
    }
    return n;
  };
  /** Index of the closing quote; -1 where it is not there yet. */
  const closing = (text: string, from: number, last: boolean): number => {
    for (let q = text.indexOf('"', from); q >= 0; q = text.indexOf('"', q + 2)) {
      if (q + 1 === text.length) return last ? q : -1;
      if (text.charCodeAt(q + 1) !== QUOTE) return q;
    }
    return -1;
  };

  const parse = (text: string, last: boolean): string => {
    const n = text.length;
    let i = 0;
    if (afterCr && n > 0) {
      if (text.charCodeAt(0) === LF) i = 1;
      afterCr = false;
    }
    while (i < n) {
      const start = i;
      let value: string | undefined;
      if (text.charCodeAt(i) === QUOTE) {
        const q = closing(text, i + 1, last);
        if (q >= 0) {
          value = text.slice(start + 1, q);
          i = q + 1;
        } else if (!last && n - start <= QUOTED) return text.slice(start);
        else if (last && n - start <= QUOTED && !/[\r\n]/.test(text.slice(start))) {
          // only the closing quote of the very last field is missing
          value = text.slice(start + 1);
          i = n;
        }
        if (value?.includes('""')) value = value.replaceAll('""', '"');
      }
      // where no quote closes, the opening one is a character like others, and the rows after it are saved
      const end = fieldEnd(text, i);
      if (end === n && !last) {
        if (n - start > FIELD) throw new ReadRefused('notASheet', 'line');
        return text.slice(start);
      }
      put(value === undefined ? text.slice(start, end) : end > i ? value + text.slice(i, end) : value);
      if (end === n) {
        endRow();
        return '';
      }
      const c = text.charCodeAt(end);
      i = end + 1;
      if (c === D) {
        // a separator as the very last character: the blank cell after it ends the row
        if (i === n && last) endRow();
        continue;
      }
      endRow();
      if (c === CR) {
        if (i < n) {
          if (text.charCodeAt(i) === LF) i++;
        } else afterCr = true;
      }
    }
    return '';
  };

  return {
    feed(piece) {
      const clean = piece.includes('\0') ? piece.replaceAll('\0', '') : piece;
      rest = parse(rest === '' ? clean : rest + clean, false);
      return true;
    },
    end() {
      rest = parse(rest, true);
      if (cells.length) endRow();
    },
  };
};

/** `sep=;` as first line names the separator to Excel. */
export const SEP_LINE = /^sep=(.)(?:\r\n|\r|\n|$)/i;

/**
 * The separator under which most lines of the start of the text have the same number of cells, and more than one. Quoted fields and a last
 * line that is cut off do not count.
 */
export const findDelimiter = (start: string): string => {
  const named = SEP_LINE.exec(start)?.[1];
  if (named) return named;
  const text = start.slice(0, 128 * 1024).replace(/"[^"]*"/g, 'q');
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.length > 1) lines.pop();
  const counted = lines.filter((line) => line.trim() !== '').slice(0, 300);
  let best = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const widths = new Map<number, number>();
    for (const line of counted) {
      let width = 1;
      for (let i = line.indexOf(delimiter); i >= 0; i = line.indexOf(delimiter, i + 1)) width++;
      if (width > 1) widths.set(width, (widths.get(width) ?? 0) + 1);
    }
    // a mark of prose stands in some lines, a separator in most; without one it is a comma as ever
    const found = [...widths.values()].reduce((sum, times) => sum + times, 0);
    if (found * 2 < counted.length) continue;
    for (const [width, times] of widths) {
      // agreement first; the number of cells decides between two that agree alike
      const score = times / counted.length + Math.min(width, 50) / 1000;
      if (score > best.score) best = { delimiter, score };
    }
  }
  return best.delimiter;
};
