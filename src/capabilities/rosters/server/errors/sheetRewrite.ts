// One sheet of an xlsx with only the rows to hand back: streamed, every cell as it was, two columns more.
import type { Area } from '../../rulesBook.ts';
import { ADVICE, ADVICE_MARK, REASON, REASON_MARK } from '../../rulesErrorColumns.ts';
import { columnOf } from '../reading/cellRef.ts';
import { LAST_COLUMN } from '../reading/limits.ts';
import { maybeDitto } from './ditto.ts';
import type { SaidRow } from './errorRows.ts';
import { keptFormula, movedFormula } from './formula.ts';
import { letterOf, type RowMap, refOf } from './rowMap.ts';
import { headXml } from './sheetHead.ts';
import { hasContent, type RowCell, type RowXml, rowReaderXml, type SheetPiece } from './sheetPieces.ts';
import type { Head } from './sheetPlan.ts';
import { tailXml } from './sheetTail.ts';
import type { StyleBook } from './styleBook.ts';
import { ATTRIBUTES, attr, escapeCell, escapeXml, plainXml, withAttr, withoutAttr } from './xmlWrite.ts';

interface SheetChanges {
  readonly map: RowMap;
  /** Header rows; none in a list without header. */
  readonly heads: readonly Head[];
  readonly right: number;
  /** Columns that were added to an error workbook before: emptied, or written anew. */
  readonly own: ReadonlySet<number>;
  readonly merges: readonly Area[];
  readonly shown: ReadonlySet<number>;
  readonly styles: StyleBook;
  readonly stays: (sheet: string) => boolean;
  /** Puts what 同上 means in its place; undefined where nothing says so. */
  readonly ditto: ((row: RowXml) => void) | undefined;
}

/** The first two columns right of the table that nothing stands in, in rows that stay. */
export const freeColumns = async (
  pieces: AsyncIterable<SheetPiece>,
  { map, right, own }: Pick<SheetChanges, 'map' | 'right' | 'own'>,
): Promise<{ readonly added: number; readonly last: number; readonly ditto: boolean }> => {
  const used = new Set<number>();
  let last = -1;
  let ditto = false;
  let reader = rowReaderXml('');
  for await (const piece of pieces) {
    if (piece.kind === 'head') reader = rowReaderXml(piece.prefix);
    if (piece.kind !== 'row') continue;
    const row = reader.number(piece.xml);
    // a cheap look: rows of blank styled cells go on to the end of every sheet that WPS saved
    if (!/<(?:[\w.-]+:)?(?:v|is|f)[\s/>]/.test(piece.xml)) continue;
    last = row;
    ditto ||= row >= map.above && maybeDitto(piece.xml);
    if (map.to(row) < 0) continue;
    const lastRef = /.*<(?:[\w.-]+:)?c\s[^<>]*?\br\s*=\s*["']([A-Za-z]{1,3})\d+["']/s.exec(piece.xml.slice(-300))?.[1];
    if (lastRef !== undefined && columnOf(lastRef) <= right) continue;
    for (const cell of reader.cells(piece.xml, row).cells)
      if (cell.column > right && !own.has(cell.column) && hasContent(cell)) used.add(cell.column);
  }
  let added = right + 1;
  while (added < LAST_COLUMN && (used.has(added) || used.has(added + 1))) added += 1;
  if (added >= LAST_COLUMN) throw new RangeError('no column is free beside the table');
  return { added, last, ditto };
};

interface Master {
  readonly text: string;
  readonly row: number;
  readonly column: number;
}

/** A cell whose formula cannot stand is its result; one without a result its own text, as whoever reads it takes it. */
const formulas = (prefix: string, { map, stays }: Pick<SheetChanges, 'map' | 'stays'>) => {
  const f = new RegExp(`<${prefix}f(${ATTRIBUTES})\\s*(?:/>|>([^<]*)</${prefix}f\\s*>)`);
  const start = `<${prefix}f`;
  const masters = new Map<string, Master>();
  const textOf = (attributes: string, text: string, row: number, column: number): string | null => {
    const type = attr(attributes, 't');
    if (type === 'array' || type === 'dataTable') return null;
    const own = plainXml(text);
    if (type !== 'shared' || own !== '') return own;
    const master = masters.get(attr(attributes, 'si') ?? '');
    return master ? movedFormula(master.text, row - master.row, column - master.column) : null;
  };
  return {
    /** Formulas that later rows share are written in the first of them alone. */
    note({ row, cells }: RowXml): void {
      for (const { column, inner } of cells) {
        const found = f.exec(inner);
        const si = found && attr(found[1]!, 't') === 'shared' ? attr(found[1]!, 'si') : undefined;
        if (si !== undefined && found![2]) masters.set(si, { text: plainXml(found![2]), row, column });
      }
    },
    change(cell: RowCell, row: number, to: number): void {
      const found = cell.inner.includes(start) ? f.exec(cell.inner) : null;
      if (!found) return;
      const text = textOf(found[1]!, found[2] ?? '', row, cell.column);
      const kept = text === null || to < 0 ? null : keptFormula(text, row, to, map.above, stays);
      cell.attributes = withoutAttr(cell.attributes, 'cm');
      if (kept !== null) {
        cell.inner = cell.inner.replace(found[0], () => `<${prefix}f>${escapeXml(kept)}</${prefix}f>`);
        return;
      }
      cell.inner = cell.inner.replace(found[0], '');
      const value = new RegExp(`<${prefix}v(?:\\s[^>]*)?>([^<]*)<`).exec(cell.inner)?.[1];
      const type = attr(cell.attributes, 't') ?? 'n';
      if (value !== undefined && (value !== '' || type !== 'n')) return;
      if (type !== 'n' && value !== undefined) return;
      cell.attributes = withAttr(cell.attributes, 't', 'inlineStr');
      cell.inner = `<${prefix}is><${prefix}t xml:space="preserve">${escapeCell(`=${text ?? plainXml(found[2] ?? '')}`)}</${prefix}t></${prefix}is>`;
    },
  };
};

/** Values of areas merged over several rows, whose first row may be gone: they stand in the first of their rows that stays. */
const carriedValues = (merges: readonly Area[], map: RowMap) => {
  const areas = merges.filter((m) => m.bottom > m.top && m.bottom >= map.above).toSorted((a, b) => a.top - b.top);
  let next = 0;
  let open: { readonly area: Area; cell: RowCell | null; done: boolean }[] = [];
  return {
    /** Whether a row that goes must be read. */
    begins(row: number): boolean {
      let from = next;
      while (from < areas.length && areas[from]!.top < row) from += 1;
      return from < areas.length && areas[from]!.top === row;
    },
    pass(row: number, read: RowXml | null, stays: boolean): void {
      if (open.length) open = open.filter((o) => o.area.bottom >= row && !o.done);
      for (; next < areas.length && areas[next]!.top <= row; next += 1) {
        const area = areas[next]!;
        // its first row is not in the file: the area is blank
        if (area.top !== row || stays || !read) continue;
        const cell = read.cells.find((c) => c.column === area.left);
        if (cell && hasContent(cell)) open.push({ area, cell: { ...cell }, done: false });
      }
      if (!stays || !read) return;
      for (const o of open) {
        if (o.done || o.area.top === row || !o.cell) continue;
        put(read.cells, { ...o.cell });
        o.done = true;
      }
    },
  };
};

/** A cell at its place among the others, instead of the one that stands there. */
const put = (cells: RowCell[], cell: RowCell): void => {
  const at = cells.findIndex((c) => c.column >= cell.column);
  if (at < 0) cells.push(cell);
  else cells.splice(at, cells[at]!.column === cell.column ? 1 : 0, cell);
};

const PIECE = 64 * 1024;

/** What is left of a sheet, as XML. `said`: the rows that stay, in order. */
export async function* rewrittenSheet(
  pieces: AsyncIterable<SheetPiece>,
  said: AsyncIterator<SaidRow>,
  added: number,
  changes: SheetChanges,
): AsyncGenerator<string> {
  const { map, heads, right, own, merges, shown, styles } = changes;
  const carried = carriedValues(merges, map);
  let prefix = '';
  let reader = rowReaderXml('');
  let formula = formulas('', changes);
  let next = await said.next();
  let out = '';
  const lastRow = Math.max(map.above + map.count - 1, 0);
  const text = (words: string): string => `<${prefix}is><${prefix}t xml:space="preserve">${escapeCell(words)}</${prefix}t></${prefix}is>`;
  const words = (column: number, value: string, style: number): RowCell => ({
    column,
    style: String(style),
    attributes: value === '' ? '' : ' t="inlineStr"',
    inner: value === '' ? '' : text(value),
  });
  const styleBefore = (cells: readonly RowCell[], rowStyle: number): number => {
    const before = cells.findLast((c) => c.column <= right && c.style !== undefined);
    return before ? Number(before.style) : rowStyle;
  };
  const rowXml = ({ attributes, cells }: RowXml, to: number, shownRow: boolean): string => {
    const parts = cells.map(({ column, style, attributes: a, inner }) => {
      const start = `<${prefix}c r="${letterOf(column)}${to + 1}"${style === undefined ? '' : ` s="${style}"`}${a}`;
      return inner === '' ? `${start}/>` : `${start}>${inner}</${prefix}c>`;
    });
    let rest = withoutAttr(attributes, 'r', 'spans');
    if (shownRow) {
      rest = withoutAttr(rest, 'hidden', 'collapsed', 'outlineLevel', 'zeroHeight');
      if (Number(attr(rest, 'ht') ?? 1) < 1) rest = withoutAttr(rest, 'ht', 'customHeight');
    }
    return `<${prefix}row r="${to + 1}"${rest}>${parts.join('')}</${prefix}row>`;
  };
  const name = (read: RowXml, row: number, { top }: Head): void => {
    for (const c of read.cells) if (own.has(c.column)) Object.assign(c, { attributes: '', inner: '' });
    const style = styles.of(styleBefore(read.cells, 0), 'head');
    put(read.cells, words(added, row === top ? REASON : '', style));
    put(read.cells, words(added + 1, row === top ? ADVICE : '', style));
  };
  const sentences = (read: RowXml, row: SaidRow): void => {
    const rowStyle = Number(attr(read.attributes, 's') ?? 0);
    for (const c of read.cells) if (own.has(c.column)) Object.assign(c, { attributes: '', inner: '' });
    for (const column of row.columns) {
      if (column > right) continue;
      const cell = read.cells.find((c) => c.column === column);
      const style = String(styles.of(cell?.style === undefined ? rowStyle : Number(cell.style), row.refused ? 'refused' : 'doubtful'));
      if (cell) cell.style = style;
      else put(read.cells, { column, style, attributes: '', inner: '' });
    }
    const base = styleBefore(read.cells, rowStyle);
    const mark = heads.length === 0;
    const reason = mark && row.reason !== '' ? `${REASON_MARK}${row.reason}` : row.reason;
    const advice = mark && row.advice !== '' ? `${ADVICE_MARK}${row.advice}` : row.advice;
    put(read.cells, words(added, reason, styles.of(base, row.refused ? 'refusedText' : 'doubtfulText')));
    put(read.cells, words(added + 1, advice, styles.of(base, 'text')));
  };
  for await (const piece of pieces) {
    if (piece.kind === 'head') {
      prefix = piece.prefix;
      reader = rowReaderXml(prefix);
      formula = formulas(prefix, changes);
      const dimension = refOf({ top: 0, left: 0, bottom: lastRow, right: added + 1 });
      out += `${headXml(piece.xml, prefix, { dimension, bodyFrom: map.above, added, shown })}<${prefix}sheetData>`;
    } else if (piece.kind === 'row') {
      const row = reader.number(piece.xml);
      const to = map.to(row);
      const shares = /\st\s*=\s*["']shared["']/.test(piece.xml);
      const ditto = row >= map.above ? changes.ditto : undefined;
      const read = to >= 0 || shares || ditto || carried.begins(row) ? reader.cells(piece.xml, row) : null;
      if (read && shares) formula.note(read);
      // a formula that is asked again further down is its result there
      if (read) for (const cell of read.cells) formula.change(cell, row, ditto ? -1 : to);
      if (read && ditto) ditto(read);
      carried.pass(row, read, to >= 0);
      if (to < 0 || !read) continue;
      const head = heads.find((h) => row >= h.top && row <= h.bottom);
      if (head) name(read, row, head);
      let mine = false;
      if (!next.done && next.value.row === row) {
        sentences(read, next.value);
        next = await said.next();
        mine = true;
      }
      out += rowXml(read, to, mine);
    } else {
      const merged = heads
        .filter((h) => h.bottom > h.top)
        .flatMap((h) => [added, added + 1].map((c) => ({ top: map.to(h.top), bottom: map.to(h.bottom), left: c, right: c })));
      const tail = tailXml(piece.xml, { prefix, map, added, merges: merged, stays: changes.stays });
      out += `</${prefix}sheetData>${tail}`;
    }
    if (out.length >= PIECE) {
      yield out;
      out = '';
    }
  }
  if (!next.done) throw new RangeError(`row ${next.value.row + 1} is not in the file`);
  yield out;
}
