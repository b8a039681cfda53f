// Where rows stand once the others are gone: those above the body stay, those handed back close up below them.
import type { Area } from '../../rulesBook.ts';

export interface RowMap {
  /** Rows before this one stay where they are; 0-based like all rows here. */
  readonly above: number;
  /** Number of body rows that stay. */
  readonly count: number;
  /** -1: gone. */
  to(row: number): number;
  /** What is left of rows; null where none is. */
  tight(top: number, bottom: number): readonly [number, number] | null;
  /** The same of a rule over rows, which goes on below the last row where it did so. */
  wide(top: number, bottom: number): readonly [number, number] | null;
  /** Last row of the source that holds anything; known once it was read. */
  setLast(row: number): void;
}

/** First place in a rising list that is not less. */
const lowerBound = (list: readonly number[], value: number): number => {
  let [from, to] = [0, list.length];
  while (from < to) {
    const mid = (from + to) >> 1;
    if (list[mid]! < value) from = mid + 1;
    else to = mid;
  }
  return from;
};

/** `kept`: body rows in rising order. */
export const rowMap = (above: number, kept: readonly number[]): RowMap => {
  const body = kept.length && kept[0]! < above ? kept.slice(lowerBound(kept, above)) : kept;
  let last = Number.POSITIVE_INFINITY;
  const from = (row: number): number => (row < above ? row : above + lowerBound(body, row));
  const until = (row: number): number => (row < above ? row : above + lowerBound(body, row + 1) - 1);
  const pair = (top: number, bottom: number): readonly [number, number] | null => (top <= bottom ? [top, bottom] : null);
  return {
    above,
    count: body.length,
    to(row) {
      if (row < above) return row;
      const at = lowerBound(body, row);
      return body[at] === row ? above + at : -1;
    },
    tight: (top, bottom) => pair(from(top), until(bottom)),
    wide: (top, bottom) => pair(from(top), bottom >= above && bottom >= last ? bottom : until(bottom)),
    setLast(row) {
      last = row;
    },
  };
};

export const letterOf = (column: number): string =>
  (column < 26 ? '' : letterOf(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));
export const refOf = ({ top, left, bottom, right }: Area): string =>
  top === bottom && left === right ? `${letterOf(left)}${top + 1}` : `${letterOf(left)}${top + 1}:${letterOf(right)}${bottom + 1}`;
