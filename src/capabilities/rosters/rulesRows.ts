// Tells the rows of a table's body apart while they stream by. Nothing is lost: every row comes out once, in order, and what could be a person is data.

import type { Area, Cell, SheetRow } from './rulesBook.ts';
import { isHeaderTail } from './rulesColumns.ts';
import { withoutOwn } from './rulesErrorColumns.ts';
import { isLabel } from './rulesGrid.ts';
import { plainHeader, squeeze, unitOf } from './rulesHeader.ts';
import {
  isAboutSigning,
  isBareTotal,
  isCodeEntry,
  isGroupHeading,
  isInstruction,
  isLegendWord,
  isNoteAlone,
  isNoteWord,
  isSampleCell,
  isSentence,
  isSigner,
  isTitleText,
  isTotalWord,
} from './rulesRowWords.ts';
import { isBlank, kindsOf, type ShapeKind, textOf } from './rulesShapes.ts';
import type { FoundTable } from './rulesTableShapes.ts';

export type RowKind = 'data' | 'blank' | 'repeatedHeader' | 'total' | 'note' | 'title' | 'sample';

export interface TableRow {
  readonly at: number;
  readonly kind: RowKind;
  readonly hidden: boolean;
  /** In the order of the table's columns, values of merged areas filled in. */
  readonly cells: readonly (Cell | null)[];
  /** Places in `cells` whose value stands in a merged area that began further up. */
  readonly filled: readonly number[];
  /** Places in `cells` that said 同上 or 〃; the value of the row above stands there now. */
  readonly ditto: readonly number[];
  /** Columns of the sheet beyond the table that hold something in this row; empty for side-by-side tables. */
  readonly stray: readonly number[];
}

export interface Rows {
  /** Takes the next row of the sheet, returns the rows that are decided by now: none while a title may be on, else all up to this one. */
  readonly next: (row: SheetRow) => readonly TableRow[];
  /** The rows still held. */
  readonly end: () => readonly TableRow[];
}

/** Rows that may be a title are held until the next header or data row, this many at most. */
const mostHeld = 6;

const longHeading = 30;

interface Own {
  /** Place in the table's columns. */
  readonly place: number;
  readonly text: string;
  readonly kinds: () => readonly ShapeKind[];
  /** An identity number or a code of an organisation, damaged or not. */
  readonly identity: boolean;
  /** Columns a merged area spreads it over, 1 without. */
  readonly wide: number;
}

export function rowsOf(table: FoundTable, merges: readonly Area[]): Rows {
  const areas = merges
    .filter((a) => a.top >= table.bodyFrom && a.right >= table.left && a.left <= table.right)
    .toSorted((a, b) => a.top - b.top);
  const isHeaderWord = headerTest(table);
  const { columns } = table;
  const places = columns.map(({ at }) => at);
  let nextArea = 0;
  // By first column: areas do not overlap in any file a program wrote; of those that do the latest holds, so that a row costs its width at most.
  const open = new Map<number, { area: Area; value: Cell | null }>();
  // where an identity number stood last: it will stand there again
  let likely = table.left;
  let seenData = false;
  let before: RowKind = 'repeatedHeader';
  let held: TableRow[] = [];
  /** Cells of the last row of data. */
  let above: readonly (Cell | null)[] | undefined;

  return { next, end };

  function next(given: SheetRow): readonly TableRow[] {
    const row = withoutOwn(given, table.own);
    if (row.at < table.bodyFrom) return [];
    const { wide, ...read } = readRow(row);
    // Most rows of most files: somebody with an identity number. The words of the others need not be read for them.
    if (seenData && held.length === 0 && holdsIdentity(row.cells)) {
      before = 'data';
      above = read.cells;
      return [{ ...read, kind: 'data' }];
    }
    const own = ownOf(row, wide);
    const kind = kindOf(own, read.stray.length);
    const maybeTitle = kind !== 'repeatedHeader' && (kind === 'blank' ? held.length > 0 : couldBeTitle(own, kind));
    if (maybeTitle && held.length < mostHeld) {
      held.push({ ...read, kind });
      if (kind !== 'blank') before = kind;
      return [];
    }
    const out = release(kind === 'repeatedHeader');
    if (kind !== 'blank' && own.length > 0) before = kind;
    if (kind === 'data') {
      seenData = true;
      above = read.cells;
    }
    out.push({ ...read, kind });
    return out;
  }

  function end(): readonly TableRow[] {
    return release(false);
  }

  function holdsIdentity(cells: SheetRow['cells']): boolean {
    if (isIdentity(cells[likely] ?? null)) return true;
    for (let c = table.left; c <= table.right && c < cells.length; c += 1)
      if (isIdentity(cells[c] ?? null)) {
        likely = c;
        return true;
      }
    return false;
  }

  // What was held is the title of the header that follows it, or what it looked like by itself.
  function release(titles: boolean): TableRow[] {
    const out = held.map((row): TableRow => (titles && row.kind !== 'blank' ? { ...row, kind: 'title' } : row));
    if (out.some(({ kind }) => kind === 'data')) seenData = true;
    held = [];
    return out;
  }

  function ownOf(row: SheetRow, wide: ReadonlyMap<number, number>): Own[] {
    return columns.flatMap(({ at }, place): Own[] => {
      const cell = row.cells[at];
      if (isBlank(cell)) return [];
      let kinds: readonly ShapeKind[] | undefined;
      // Most rows are told by their words; shapes are looked at when asked for.
      const shapes = () => {
        kinds ??= kindsOf(cell);
        return kinds;
      };
      return [{ place, text: squeeze(textOf(cell)), kinds: shapes, identity: isIdentity(cell ?? null), wide: wide.get(at) ?? 1 }];
    });
  }

  function readRow(row: SheetRow): Omit<TableRow, 'kind'> & { wide: ReadonlyMap<number, number> } {
    if (open.size === 0 && (nextArea >= areas.length || areas[nextArea]!.top > row.at)) {
      const cells = cellsOf(row);
      return { at: row.at, hidden: row.hidden, cells, filled: NONE, ditto: dittoOf(cells), stray: strayOf(row), wide: NO_WIDTHS };
    }
    for (const [left, { area }] of open) if (area.bottom < row.at) open.delete(left);
    const starting: Area[] = [];
    for (; nextArea < areas.length && areas[nextArea]!.top <= row.at; nextArea += 1) {
      const area = areas[nextArea]!;
      if (area.top === row.at) starting.push(area);
      if (area.bottom > area.top && area.bottom >= row.at)
        open.set(area.left, { area, value: area.top === row.at ? (row.cells[area.left] ?? null) : null });
    }
    const wide = new Map(starting.map((area) => [area.left, Math.min(area.right, table.right) - area.left + 1]));
    const cells = cellsOf(row);
    const filled: number[] = [];
    for (const { area, value } of open.values()) {
      const place = area.left - table.left;
      if (area.top === row.at || isBlank(value) || place < 0 || place >= cells.length || !isBlank(cells[place])) continue;
      cells[place] = value;
      filled.push(place);
    }
    return {
      at: row.at,
      hidden: row.hidden,
      cells,
      filled: filled.sort((a, b) => a - b),
      ditto: dittoOf(cells),
      stray: strayOf(row),
      wide,
    };
  }

  function dittoOf(cells: (Cell | null)[]): readonly number[] {
    return above ? dittoIn(cells, above) : NONE;
  }

  function cellsOf(row: SheetRow): (Cell | null)[] {
    const cells: (Cell | null)[] = [];
    for (let place = 0; place < places.length; place += 1) cells.push(row.cells[places[place]!] ?? null);
    return cells;
  }

  function strayOf(row: SheetRow): readonly number[] {
    if (table.sideBySide || (table.left === 0 && row.cells.length <= table.right + 1)) return NONE;
    return row.cells.flatMap((cell, c) => ((c < table.left || c > table.right) && !isBlank(cell) ? [c] : []));
  }

  function kindOf(own: readonly Own[], stray: number): RowKind {
    const [first] = own;
    // Something beside the table and nothing in it: a remark, reported rather than passed over.
    if (!first) return stray > 0 ? 'note' : 'blank';
    // Numbered in advance and never filled in.
    if (own.length === 1 && isRunningNumber(first)) return 'blank';
    if (repeatsHeader(own)) return 'repeatedHeader';
    if (!seenData && isSample(own)) return 'sample';
    if (own.some((cell) => cell.identity)) return 'data';
    if (isTotal(own)) return 'total';
    if (isNote(own)) return 'note';
    // One cell merged across the table heads a group (a village, a firm); it is no row of the table.
    if (own.length === 1 && columns.length > 2 && isGroupHeading(first.text)) return 'title';
    if (isSpread(own)) return before === 'note' || first.text.length > longHeading ? 'note' : 'title';
    return 'data';
  }

  function isRunningNumber({ place, text }: Own): boolean {
    const name = columns[place]!.header;
    return /^\d{1,6}(?:\.0+)?$/.test(text) && (RUNNING.test(name) || (name === '' && place === 0));
  }

  function repeatsHeader(own: readonly Own[]): boolean {
    if (!table.header) return false;
    const same = own.filter(({ place, text }) => isHeaderWord(place, text)).length;
    const single = own.length === 1 && columns.length > 1;
    if (same === own.length && !(single && own[0]!.kinds().some((kind) => value.has(kind) || answers.has(kind)))) return true;
    // Slightly different from the first: most of it is the same, and nothing in it is a value.
    if (same >= 3 && same >= own.length * 0.6 && !own.some(({ kinds }) => kinds().some((kind) => value.has(kind)))) return true;
    return (
      before === 'repeatedHeader' &&
      own.length >= 2 &&
      isHeaderTail(
        own.map(({ text }) => text),
        columns.filter(({ header }) => header !== '').length,
      )
    );
  }

  function isSample(own: readonly Own[]): boolean {
    if (own.slice(0, 2).some(({ text }) => isSampleCell(text)) || own.some(({ text }) => /[([【](?:示例|样例|范例)[)\]】]/.test(text)))
      return true;
    if (own.some(({ kinds }) => kinds().some((kind) => identity.has(kind) || kind === 'phone'))) return false;
    if (own.length === 1) return own[0]!.wide > 1 && isNoteWord(own[0]!.text) && isInstruction(own[0]!.text);
    return own.filter(({ text }) => isInstruction(text)).length >= own.length * 0.5;
  }

  function isTotal(own: readonly Own[]): boolean {
    // The word stands first or behind a running number; 合计 and 小计 by themselves also behind a village or two.
    const first = own.findIndex(({ text }) => !/^\d{1,6}$/.test(text));
    const bare = own.slice(0, 4).findIndex(({ text }) => isBareTotal(text));
    const word = first >= 0 && first <= 1 && isTotalWord(own[first]!.text) ? first : bare;
    if (word < 0) return false;
    const others = own.filter((_, i) => i !== word);
    if (others.some(({ kinds }) => kinds().includes('phone') || kinds().includes('sex'))) return false;
    // 合计 is nobody's name; 大坪村小计 beside a name may be somebody's.
    return isBareTotal(own[word]!.text) || !others.some(({ kinds }) => kinds().includes('name'));
  }

  function isNote(own: readonly Own[]): boolean {
    const [first] = own;
    if (!first) return false;
    if (isSignatures(own) || isLegend(own)) return true;
    if (isNoteWord(first.text)) return own.every((_, i) => i === 0 || isLabelled(own, i)) && !isRemark(own);
    if (own.length > 1) return false;
    // The date under the signatures.
    if (before === 'note' && first.place > 0 && first.kinds().includes('date')) return true;
    return isNoteAlone(first.text) || isSentence(first.text);
  }

  // 填表人 王芳 联系电话 141… 审核 李强: no value of the line is anybody's but a signer's, whose telephone is no worker's.
  function isSignatures(own: readonly Own[]): boolean {
    const [first] = own;
    if (!first || own.length > 10 || (!isSigner(first.text) && !isAboutSigning(first.text))) return false;
    if (!own.some(({ text }) => isSigner(text))) return false;
    return own.every(
      ({ text, kinds }, i) =>
        isSigner(text) ||
        isAboutSigning(text) ||
        isNoteWord(text) ||
        kinds().some((kind) => kind === 'name' || kind === 'phone' || kind === 'landline' || kind === 'date') ||
        (text.length <= 8 && i > 0 && (isSigner(own[i - 1]!.text) || isAboutSigning(own[i - 1]!.text))),
    );
  }

  // 图例 √ 在外 × 未外出; 注 and a text beside it. Not where remarks of people stand.
  function isLegend(own: readonly Own[]): boolean {
    const [first] = own;
    if (first && own.length >= 2 && own.every(({ text }) => isCodeEntry(text))) return true;
    if (!first || own.length < 2 || !isLegendWord(first.text) || /备注|说明/.test(columns[first.place]!.header)) return false;
    return !own.some(({ kinds }) => kinds().includes('sex'));
  }

  // In a line of labels each further cell is a label itself or what follows one.
  function isLabelled(own: readonly Own[], i: number): boolean {
    const label = (cell: Own | undefined) =>
      cell !== undefined && (isNoteWord(cell.text) || isLabel(cell.text) || /[:：]$/.test(cell.text));
    return label(own[i]) || (/[:：]$/.test(own[i - 1]!.text) && label(own[i - 1])) || unitOf(own[i]!.text) !== undefined;
  }

  // 备注：… in the last columns of a row that is otherwise blank belongs to no one either, but stands where a remark of a person stands.
  function isRemark(own: readonly Own[]): boolean {
    const only = own[0]!;
    return (
      own.length === 1 &&
      only.wide === 1 &&
      only.place > 0 &&
      only.place >= columns.length - 1 &&
      /备注|说明/.test(columns[only.place]!.header)
    );
  }

  function isSpread(own: readonly Own[]): boolean {
    return own.length === 1 && own[0]!.wide >= Math.min(3, columns.length) && own[0]!.wide >= columns.length * 0.4 && columns.length >= 2;
  }

  function couldBeTitle(own: readonly Own[], kind: RowKind): boolean {
    if (!table.header || columns.length < 2) return false;
    if (kind === 'note' || kind === 'title') return true;
    if (kind !== 'data' || own.length !== 1) return false;
    const { text, kinds } = own[0]!;
    return (isTitleText(text) || kinds().includes('place')) && !kinds().includes('name') && !kinds().includes('organisation');
  }
}

const NONE: readonly number[] = Object.freeze([]);
const DITTO: ReadonlySet<string> = new Set([
  '同上',
  '同前',
  '同上行',
  '上同',
  '〃',
  '″',
  '"',
  '""',
  "''",
  '”',
  '“',
  '＂',
  '’’',
  '"同上"',
  '“同上”',
]);
/** Whether a cell says that it is the same as above. */
export const isDitto = (cell: Cell | null | undefined): boolean =>
  typeof cell === 'string' && cell.length > 0 && cell.length <= 6 && DITTO.has(cell.trim());
/** Puts the value above in the place of each mark; a mark below nothing stays what it is. */
const dittoIn = (cells: (Cell | null)[], above: readonly (Cell | null)[]): readonly number[] => {
  let found: number[] | undefined;
  for (let place = 0; place < cells.length; place += 1) {
    const cell = cells[place];
    if (!isDitto(cell)) continue;
    const value = above[place];
    if (isBlank(value)) continue;
    cells[place] = value!;
    found ??= [];
    found.push(place);
  }
  return found ?? NONE;
};
const NO_WIDTHS: ReadonlyMap<number, number> = new Map();

const RUNNING = /^(?:序号?|编号|行号|顺序号?|No\.?|№)$/i;

const MANY_DIGITS = /[\d０-９]\D?[\d０-９]/;
// Cheap for the many cells that are too short for one.
const isIdentity = (cell: Cell | null): boolean => {
  if (cell === null || (typeof cell !== 'string' && !('number' in cell))) return false;
  const { length } = typeof cell === 'string' ? cell : cell.raw;
  if (length === 18 && isWholeId(typeof cell === 'string' ? cell : '')) return true;
  return (
    length >= 6 &&
    length <= 60 &&
    MANY_DIGITS.test(typeof cell === 'string' ? cell : cell.raw) &&
    kindsOf(cell).some((kind) => identity.has(kind))
  );
};
/** Surely one that `kindsOf` calls an identity number (a test compares the two): seventeen digits, a century of births among them, and a last character. */
export const isWholeId = (text: string): boolean => {
  for (let i = 0; i < 17; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return false;
  }
  const digit = (at: number): number => text.charCodeAt(at) - 48;
  const century = digit(6) * 10 + digit(7);
  const month = digit(10) * 10 + digit(11);
  const day = digit(12) * 10 + digit(13);
  const last = text.charCodeAt(17);
  return (
    digit(0) >= 1 &&
    digit(0) <= 8 &&
    century >= 18 &&
    century <= 20 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= 31 &&
    ((last >= 48 && last <= 57) || last === 88 || last === 120)
  );
};
const identity: ReadonlySet<ShapeKind> = new Set(['idNumber', 'damagedId', 'uscc']);
// 男 and 是 may be headers and answers.
const answers: ReadonlySet<ShapeKind> = new Set(['sex', 'yesNo', 'name']);
const value: ReadonlySet<ShapeKind> = new Set(['idNumber', 'damagedId', 'uscc', 'phone', 'landline', 'date', 'number']);

// What plainHeader takes off; without any of it the text is its own name.
const DRESSED = /[^\p{Script=Han}\p{L}\d]|^\d/u;

/** Whether a text stands in the header of a column, spacing and marks aside. */
function headerTest(table: FoundTable): (place: number, squeezed: string) => boolean {
  const words = table.columns.map(({ parts, written }) => new Set([...parts, ...written.map(squeeze)]));
  return (place, squeezed) => {
    const own = words[place]!;
    return own.size > 0 && (own.has(squeezed) || (squeezed.length <= 60 && DRESSED.test(squeezed) && own.has(plainHeader(squeezed).name)));
  };
}
