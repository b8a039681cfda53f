// How many rows a header has, and the columns it names.

import { filledIn, type Grid, type GridCell, isLabel, isValue, type Line } from './rulesGrid.ts';
import { isDemand, unitOf } from './rulesHeader.ts';
import { isTotalWord } from './rulesRowWords.ts';

/** Rows of words a header may have, without the row of column numbers under it. */
const mostRows = 4;

export interface Block {
  /** Indices of lines. */
  readonly top: number;
  /** Last row of words. */
  readonly words: number;
  /** Last row that belongs to the header: units, 必填, column numbers included. */
  readonly bottom: number;
}

const horizontal = (line: Line, c: number) => {
  const area = line.areas.get(c);
  return area && area.right > area.left ? area : undefined;
};
const inside = (grid: Grid, index: number, right: number) => grid.lines[index] !== undefined && right >= 0;

/**
 * Which column each cell of a header's line belongs to, by line and column: its own, the first of the merged area, or, in lines without merges, that of
 * the parent before the blank. -1: none.
 */
function ownersOf(grid: Grid, top: number, bottom: number, left: number, right: number): number[][] {
  const owners: number[][] = [];
  for (let r = top; r <= bottom; r += 1) {
    const line = grid.lines[r]!;
    const merged = [...line.areas.values()].some((a) => a.top === line.at && a.right > a.left && a.left >= left && a.left <= right);
    const row: number[] = [];
    for (let c = left; c <= right; c += 1) {
      const area = line.areas.get(c);
      if (area) row.push(area.top === line.at || (r === top && area.top < line.at) ? area.left : -1);
      else if (line.cells[c]) row.push(c);
      else row.push(merged ? -1 : inherited(c));
    }
    owners.push(row);

    function inherited(c: number): number {
      const parent = c > left ? row[c - 1 - left]! : -1;
      if (parent < left) return -1;
      const sameAbove = owners.every((above) => above[c - left] === above[parent - left]);
      return sameAbove && below(r, c) && below(r, parent) ? parent : -1;
    }
  }
  return owners;

  function below(r: number, c: number): boolean {
    for (let d = r + 1; d <= bottom; d += 1) if (grid.lines[d]!.cells[c]) return true;
    return false;
  }
}

/** The cells that name each column, from the top; the same word twice in a row counts once. */
export function partsOf(grid: Grid, top: number, bottom: number, left: number, right: number): GridCell[][] {
  const owners = ownersOf(grid, top, bottom, left, right);
  return Array.from({ length: right - left + 1 }, (_, offset) => {
    const parts: GridCell[] = [];
    owners.forEach((row, r) => {
      const owner = row[offset]!;
      if (owner < 0) return;
      const line = grid.lines[top + r]!;
      const area = line.areas.get(owner);
      const from = area && area.top < line.at ? grid.lines.find((l) => l.at === area.top) : line;
      const cell = from?.cells[owner];
      if (cell && parts.at(-1)?.squeezed !== cell.squeezed) parts.push(cell);
    });
    return parts;
  });
}

// A word that covers the columns beside it too: merged, or followed by blanks in a line without merges.
const isShared = (line: Line, c: number, right: number) =>
  horizontal(line, c) ? true : !line.areas.has(c) && c < right && !line.cells[c + 1] && !line.areas.has(c + 1);

/** Whether the next line holds the children of the words above it. */
function isChildRow(grid: Grid, top: number, last: number, left: number, right: number): boolean {
  const next = grid.lines[last + 1];
  const line = grid.lines[last];
  if (!next || !line || next.at !== line.at + 1) return false;
  const texts = filledIn(next, left, right);
  if (texts.length === 0 || texts.some((c) => isValue(next.cells[c]!) || isLabel(next.cells[c]!.squeezed))) return false;
  if (texts.some((c) => next.cells[c]!.squeezed.length > 40)) return false;
  let under = 0;
  let blank = 0;
  let merged = false;
  let parents = 0;
  let closed = 0;
  for (let r = top; r <= last; r += 1)
    for (const c of filledIn(grid.lines[r]!, left, right)) {
      const shared = isShared(grid.lines[r]!, c, right);
      const area = horizontal(grid.lines[r]!, c);
      if (shared) {
        parents += 1;
        if (!area && /(?:[县市局镇乡村厅]|公司|街道)$/.test(grid.lines[r]!.cells[c]!.squeezed)) return false;
        if (area) {
          let children = 0;
          for (let k = area.left; k <= Math.min(area.right, right); k += 1) if (next.cells[k]) children += 1;
          if (children > 0) merged = true;
          under += children;
        } else if (next.cells[c]) under += 1;
      } else if (next.cells[c]) return false;
      else closed += 1;
    }
  // Words under blanks: children in lines without merges, or the full row under a partial row of parents.
  for (const c of texts) if (!columnNamed(grid, top, last, c)) blank += 1;
  if (merged) return under >= 1;
  if (parents === 0) return false;
  // Without merges a title of two cells looks like two parents; one parent and a closed word, or parents that all have children, tell them apart.
  const all = filledIn(line, left, right);
  if (closed === 0 && last === top) return all.length >= 2 && under === parents && blank >= 1 && all.length * 2 <= texts.length;
  return under >= 1 && blank >= 1;
}

const columnNamed = (grid: Grid, top: number, last: number, c: number): boolean => {
  for (let r = top; r <= last; r += 1) if (grid.lines[r]!.cells[c] || grid.lines[r]!.areas.has(c)) return true;
  return false;
};

const COUNTERS = '甲乙丙丁戊己庚辛壬癸';
const numberIn = (squeezed: string): number => {
  const digits = /^[(（【[]?(\d{1,3})(?:\.0+)?[)）】\]]?$/.exec(squeezed);
  if (digits) return Number(digits[1]);
  const circled = squeezed.codePointAt(0)!;
  return squeezed.length === 1 && circled >= 0x2460 && circled <= 0x2473 ? circled - 0x245f : Number.NaN;
};

/** 1 2 3 4 (also (1), ①, 甲 乙 1 2, A B C) in all columns: the row of column numbers under a header. */
function isColumnNumbers(squeezed: readonly string[]): boolean {
  if (squeezed.length < 3) return false;
  if (squeezed.every((text, i) => text.toUpperCase() === String.fromCharCode(65 + i))) return true;
  const lead = squeezed.findIndex((text, i) => text !== COUNTERS[i]);
  const numbers = squeezed.slice(Math.max(lead, 0)).map(numberIn);
  return lead >= 0 && numbers.length >= 2 && numbers[0]! <= 1 && numbers.every((n, i) => n === numbers[0]! + i);
}

/** Whether a line under a header only says units, 必填 or column numbers. */
export function isHeaderTail(texts: readonly string[], named: number): boolean {
  if (texts.length === 0) return false;
  if (texts.every(isDemand)) return texts.length >= 2 || named <= 2;
  if (isColumnNumbers(texts)) return texts.length >= named * 0.7;
  // 人, 元 or 年 alone could be a value; in brackets, or several of them, they are units.
  return texts.every((text) => unitOf(text) !== undefined) && (texts.length >= 2 || /^\(/.test(texts[0]!));
}

/** The header that begins at a line: its rows of words, then the tail. Undefined where no header can begin. */
export function blockAt(grid: Grid, top: number, left: number, right: number): Block | undefined {
  if (!inside(grid, top, right)) return undefined;
  const line = grid.lines[top]!;
  const own = filledIn(line, left, right);
  if (own.length === 0) return undefined;
  // Within a word merged from above: the header began there.
  if (own.length > 0 && [...line.areas.values()].some((a) => a.top < line.at && a.left === a.right && a.left >= left && a.left <= right))
    return undefined;
  // 填报单位：…, 导出时间：… and what stands beside them.
  const labels = own.filter((c) => isLabel(line.cells[c]!.squeezed) || /^[^:]{1,10}:./.test(line.cells[c]!.squeezed));
  if (labels.length >= own.length * 0.5 || isTotalWord(line.cells[own[0]!]!.squeezed)) return undefined;
  let words = top;
  const single = own.length === 1;
  if (single) {
    // A single word begins a header as parent of some columns of a full row below it, never as a title over all of them.
    const area = horizontal(line, own[0]!);
    const next = grid.lines[top + 1];
    const texts = next ? filledIn(next, left, right) : [];
    const partial = area && texts.some((c) => c < area.left || c > area.right) && area.left > left;
    if (area && !(partial && isChildRow(grid, top, top, left, right))) return undefined;
    if (partial) words = top + 1;
  }
  for (let r = top; r <= words && words - top < mostRows; r += 1)
    for (const area of grid.lines[r]!.areas.values()) {
      if (area.top !== grid.lines[r]!.at || area.left < left || area.left > right || area.bottom <= grid.lines[words]!.at) continue;
      if (area.bottom - area.top >= mostRows) continue;
      const reached = grid.lines.findIndex((l, i) => i > words && l.at === area.bottom);
      // Where the file ends within a merged area there is no line for it.
      words = reached > 0 && reached - top < mostRows ? reached : words;
    }
  // Singles merged down to the row of units: that row is a tail, not children.
  const textsOf = (r: number) => filledIn(grid.lines[r]!, left, right).map((c) => grid.lines[r]!.cells[c]!.squeezed);
  let bottom = words;
  while (words > top && isHeaderTail(textsOf(words), 0)) words -= 1;
  while (words === bottom && words - top < mostRows - 1 && isChildRow(grid, top, words, left, right)) {
    words += 1;
    bottom = words;
  }
  const named = partsOf(grid, top, words, left, right).filter((parts) => parts.length > 0).length;
  for (let step = 0; step < 3; step += 1) {
    const next = grid.lines[bottom + 1];
    if (!next || next.at !== grid.lines[bottom]!.at + 1) break;
    if (!isHeaderTail(textsOf(bottom + 1), named)) break;
    bottom += 1;
  }
  return { top, words, bottom };
}
