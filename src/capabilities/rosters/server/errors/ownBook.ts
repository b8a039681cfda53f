// The error workbook of what is no xlsx: a workbook of the same layout. Titles, merged heads and rows stand as they were read; text is text.
import type { Area, Cell, SheetInfo, SheetRow } from '../../rulesBook.ts';
import { ADVICE, ADVICE_MARK, REASON, REASON_MARK } from '../../rulesErrorColumns.ts';
import { textOf } from '../../rulesShapes.ts';
import { LAST_COLUMN } from '../reading/limits.ts';
import type { OpenBook } from '../reading/openBook.ts';
import { dittoCells } from './ditto.ts';
import type { SaidRow, SaidRows } from './errorRows.ts';
import type { ErrorNote, ErrorSource } from './errorShapes.ts';
import { NOTE_SHEET, noteLines, noteSheetXml } from './noteSheet.ts';
import { MAIN, officeOf } from './packageParts.ts';
import { letterOf, type RowMap, refOf, rowMap } from './rowMap.ts';
import { WIDTHS } from './sheetHead.ts';
import type { SheetPlan } from './sheetPlan.ts';
import { type StyleBook, styleBook } from './styleBook.ts';
import { DECLARATION, escapeCell, escapeXml } from './xmlWrite.ts';
import type { ZipWriter } from './zipWriter.ts';

/** Cell formats of the book, in the order of `STYLES`. */
const STYLE = { none: 0, text: 1, head: 2, number: 3, whole: 4, day: 5, time: 6, percent: 7, title: 8, line: 9 } as const;
const THIN =
  '<left style="thin"><color rgb="FFBFC8C5"/></left><right style="thin"><color rgb="FFBFC8C5"/></right><top style="thin"><color rgb="FFBFC8C5"/></top><bottom style="thin"><color rgb="FFBFC8C5"/></bottom><diagonal/>';
const xf = (format: number, more = '', inner = ''): string =>
  `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="1" applyNumberFormat="1" applyBorder="1"${more}${inner ? `>${inner}</xf>` : '/>'}`;
const STYLES =
  `<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>` +
  '<fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${THIN}</border></borders>` +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="10"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  xf(49) +
  '<xf numFmtId="49" fontId="1" fillId="0" borderId="1" applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf>' +
  xf(0) +
  xf(1) +
  xf(164) +
  xf(165) +
  xf(10) +
  '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment horizontal="center" vertical="center"/></xf>' +
  '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment vertical="center"/></xf></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const inline = (text: string): string => ` t="inlineStr"><is><t xml:space="preserve">${escapeCell(text)}</t></is></c>`;

/** How a cell is written behind its reference, and the style it has. Numbers stay numbers: what a file lost of them is not dressed up as text. */
const written = (cell: Cell): { readonly style: number; readonly xml: string } => {
  if (typeof cell === 'string') return { style: STYLE.text, xml: inline(cell) };
  if ('bool' in cell) return { style: STYLE.number, xml: ` t="b"><v>${cell.bool ? 1 : 0}</v></c>` };
  if ('error' in cell) return { style: STYLE.number, xml: ` t="e"><v>${escapeXml(cell.error)}</v></c>` };
  const { number, as, raw } = cell;
  const value = NUMBER.test(raw.trim()) && Number(raw) === number ? raw.trim() : String(number);
  const style =
    as === 'date'
      ? Number.isInteger(number)
        ? STYLE.day
        : STYLE.time
      : as === 'percent'
        ? STYLE.percent
        : as === 'text'
          ? STYLE.text
          : Number.isInteger(number) && Math.abs(number) >= 1e10
            ? STYLE.whole
            : STYLE.number;
  return { style, xml: `><v>${value}</v></c>` };
};

const widthOf = (text: string): number => {
  let n = 0;
  for (const c of text.slice(0, 60)) n += c.charCodeAt(0) > 0xff ? 2 : 1;
  return n;
};

/** Rows that widths are taken from. */
const LOOK = 300;

/** `row column` of what is merged over columns. */
const acrossColumns = (info: SheetInfo): ReadonlySet<string> =>
  new Set(info.merges.flatMap((m) => (m.right > m.left ? [`${m.top} ${m.left}`] : [])));

interface Layout {
  readonly widths: readonly number[];
  readonly added: number;
}
const layoutOf = async (book: Pick<OpenBook, 'rows'>, info: SheetInfo, map: RowMap, plan: SheetPlan | undefined): Promise<Layout> => {
  const widths: number[] = [];
  const used = new Set<number>();
  const wide = acrossColumns(info);
  let looked = 0;
  for await (const batch of book.rows(info.index)) {
    for (const { at, cells } of batch) {
      if (map.to(at) < 0) continue;
      looked += 1;
      cells.forEach((cell, c) => {
        if (cell === null || plan?.own.has(c)) return;
        if (plan && c > plan.right) used.add(c);
        if (looked > LOOK || wide.has(`${at} ${c}`) || (plan?.heads[0]?.top ?? 0) > at) return;
        widths[c] = Math.max(widths[c] ?? 0, widthOf(textOf(cell)));
      });
    }
    if (!plan && looked > LOOK) break;
  }
  let added = (plan?.right ?? 0) + 1;
  while (added < LAST_COLUMN && (used.has(added) || used.has(added + 1))) added += 1;
  return { widths, added };
};

/** Values of areas merged over rows, in the first of their rows that stays. */
const carrier = (merges: readonly Area[], map: RowMap) => {
  const areas = merges.filter((m) => m.bottom > m.top && m.bottom >= map.above).toSorted((a, b) => a.top - b.top);
  let next = 0;
  let open: { area: Area; cell: Cell }[] = [];
  return (row: SheetRow, stays: boolean): (Cell | null)[] => {
    open = open.filter((o) => o.area.bottom >= row.at);
    for (; next < areas.length && areas[next]!.top <= row.at; next += 1) {
      const area = areas[next]!;
      const cell = row.cells[area.left];
      if (!stays && area.top === row.at && cell) open.push({ area, cell });
    }
    const cells = [...row.cells];
    if (!stays) return cells;
    for (const { area, cell } of open) {
      while (cells.length <= area.left) cells.push(null);
      cells[area.left] = cell;
    }
    open = [];
    return cells;
  };
};

async function* sheetXml(
  book: Pick<OpenBook, 'rows'>,
  info: SheetInfo,
  plan: SheetPlan | undefined,
  said: SaidRows,
  styles: StyleBook,
): AsyncGenerator<string> {
  const map = plan?.map ?? rowMap(Number.POSITIVE_INFINITY, []);
  const { widths, added } = await layoutOf(book, info, map, plan);
  const shown = said.columns(info.index);
  const hidden = new Set(info.hiddenColumns.filter((c) => !shown.has(c) && c !== added && c !== added + 1));
  const last = plan ? added + 1 : widths.length - 1;
  const cols = Array.from({ length: Math.max(last + 1, 0) }, (_, c) => {
    const width = plan && c >= added ? WIDTHS[c - added]! : Math.min(50, Math.max(6, (widths[c] ?? 0) + 2));
    return `<col min="${c + 1}" max="${c + 1}" width="${width}"${hidden.has(c) ? ' hidden="1"' : ''} customWidth="1"/>`;
  });
  const frozen =
    plan?.heads.length && map.above <= 20
      ? `<pane ySplit="${map.above}" topLeftCell="A${map.above + 1}" activePane="bottomLeft" state="frozen"/>`
      : '';
  yield `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${frozen}</sheetView></sheetViews>${cols.length ? `<cols>${cols.join('')}</cols>` : ''}<sheetData>`;
  const rows = said.read(info.index);
  let next = plan ? await rows.next() : undefined;
  const carried = carrier(info.merges, map);
  const meant = dittoCells();
  const wide = acrossColumns(info);
  let out = '';
  const cellXml = (column: number, row: number, style: number, xml: string): string =>
    `<c r="${letterOf(column)}${row + 1}" s="${style}"${xml}`;
  const rowXml = (cells: readonly (Cell | null)[], row: number, to: number, mine: SaidRow | undefined): string => {
    const header = plan?.heads.find((h) => row >= h.top && row <= h.bottom);
    const title = plan && !header && !mine && (row < map.above || cells.filter((c) => c !== null).length === 1);
    const coloured = new Set(mine?.columns.filter((c) => !plan || c <= plan.right));
    const parts: string[] = [];
    for (let c = 0; c < Math.max(cells.length, ...[...coloured].map((x) => x + 1)); c += 1) {
      if (plan && (plan.own.has(c) || c === added || c === added + 1)) continue;
      const cell = cells[c] ?? null;
      if (cell === null && !coloured.has(c)) continue;
      const { style, xml } = cell === null ? { style: STYLE.text as number, xml: '/>' } : written(cell);
      // a title is centred over what it is merged over; a line in one cell runs on to the right: centred, its beginning would lie left of the sheet
      const above = wide.has(`${row} ${c}`) ? STYLE.title : STYLE.line;
      const own = header && typeof cell === 'string' ? STYLE.head : title && typeof cell === 'string' ? above : style;
      parts.push(cellXml(c, to, coloured.has(c) ? styles.of(own, mine!.refused ? 'refused' : 'doubtful') : own, xml));
    }
    if (header) {
      const style = styles.of(STYLE.head, 'head');
      const first = row === header.top;
      parts.push(cellXml(added, to, style, first ? inline(REASON) : '/>'), cellXml(added + 1, to, style, first ? inline(ADVICE) : '/>'));
    } else if (mine) {
      const mark = plan?.heads.length === 0;
      const sentence = (text: string, lead: string): string => (text === '' ? '/>' : inline(mark ? `${lead}${text}` : text));
      const kind = mine.refused ? 'refusedText' : 'doubtfulText';
      parts.push(
        cellXml(added, to, styles.of(STYLE.text, kind), sentence(mine.reason, REASON_MARK)),
        cellXml(added + 1, to, styles.of(STYLE.text, 'text'), sentence(mine.advice, ADVICE_MARK)),
      );
    }
    return `<row r="${to + 1}">${parts.join('')}</row>`;
  };
  for await (const batch of book.rows(info.index))
    for (const row of batch) {
      const to = map.to(row.at);
      const carriedOver = carried(row, to >= 0);
      const cells = plan && row.at >= map.above ? meant(carriedOver) : carriedOver;
      if (to < 0) continue;
      let mine: SaidRow | undefined;
      if (next && !next.done && next.value.row === row.at) {
        mine = next.value;
        next = await rows.next();
      }
      out += rowXml(cells, row.at, to, mine);
      if (out.length > 64 * 1024) {
        yield out;
        out = '';
      }
    }
  if (next && !next.done) throw new RangeError(`row ${next.value.row + 1} is not in the file`);
  yield `${out}</sheetData>${mergesXml(info, plan, map, added)}</worksheet>`;
}

const mergesXml = (info: SheetInfo, plan: SheetPlan | undefined, map: RowMap, added: number): string => {
  const areas: Area[] = info.merges.flatMap((m) => {
    const to = map.tight(m.top, m.bottom);
    if (!to || (to[0] === to[1] && m.left === m.right) || (plan && m.left >= added && m.right <= added + 1)) return [];
    return [{ ...m, top: to[0], bottom: to[1] }];
  });
  for (const h of plan?.heads ?? [])
    if (h.bottom > h.top)
      for (const c of [added, added + 1]) areas.push({ top: map.to(h.top), bottom: map.to(h.bottom), left: c, right: c });
  return areas.length ? `<mergeCells>${areas.map((a) => `<mergeCell ref="${refOf(a)}"/>`).join('')}</mergeCells>` : '';
};

/** Names of sheets as Excel takes them, each once. */
const sheetNames = (sheets: readonly SheetInfo[]): string[] => {
  const seen = new Set<string>([NOTE_SHEET]);
  return sheets.map(({ name, index }) => {
    const plain =
      name
        .replace(/[[\]:*?/\\]/g, ' ')
        .replace(/^'+|'+$/g, '')
        .trim()
        .slice(0, 31) || `表${index + 1}`;
    let one = plain;
    for (let n = 2; seen.has(one.toLowerCase()); n += 1) one = `${plain.slice(0, 27)}(${n})`;
    seen.add(one.toLowerCase());
    return one;
  });
};

export const writeOwnBook = async (
  book: Pick<OpenBook, 'rows'>,
  source: ErrorSource,
  plans: readonly SheetPlan[],
  said: SaidRows,
  note: ErrorNote,
  out: ZipWriter,
): Promise<void> => {
  // the note of an error workbook that was saved in another format and handed in again
  const sheets = source.info.sheets.filter((s) => s.name !== NOTE_SHEET);
  const styles = styleBook(STYLES);
  const office = officeOf(false);
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const parts = [...sheets.keys(), sheets.length].map((n) => `xl/worksheets/sheet${n + 1}.xml`);
  const override = (part: string, kind: string): string => `<Override PartName="/${part}" ContentType="${type}.${kind}+xml"/>`;
  await out.add('[Content_Types].xml', [
    `${DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`,
    override('xl/workbook.xml', 'sheet.main'),
    ...parts.map((p) => override(p, 'worksheet')),
    `${override('xl/styles.xml', 'styles')}</Types>`,
  ]);
  const relations = (inner: string): string =>
    `${DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;
  const relation = (id: string, kind: string, target: string): string =>
    `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`;
  await out.add('_rels/.rels', [relations(relation('rId1', 'officeDocument', 'xl/workbook.xml'))]);
  const names = [...sheetNames(sheets), NOTE_SHEET];
  const first = Math.max(0, plans.length ? sheets.findIndex((s) => s.index === plans[0]!.index) : 0);
  await out.add('xl/workbook.xml', [
    `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${office}"><workbookPr${source.info.date1904 ? ' date1904="1"' : ''}/><bookViews><workbookView activeTab="${first}"/></bookViews><sheets>`,
    ...names.map((name, n) => {
      const mended = plans.some((p) => p.index === sheets[n]?.index && p.map.count > 0);
      const state = sheets[n]?.hidden && !mended && n !== first ? ' state="hidden"' : '';
      return `<sheet name="${escapeXml(name)}" sheetId="${n + 1}"${state} r:id="rId${n + 1}"/>`;
    }),
    '</sheets></workbook>',
  ]);
  await out.add('xl/_rels/workbook.xml.rels', [
    relations(
      parts.map((p, n) => relation(`rId${n + 1}`, 'worksheet', p.slice(3))).join('') +
        relation(`rId${parts.length + 1}`, 'styles', 'styles.xml'),
    ),
  ]);
  for (const [n, info] of sheets.entries()) {
    const plan = plans.find((p) => p.index === info.index);
    await out.add(parts[n]!, sheetXml(book, info, plan, said, styles));
  }
  await out.add(parts.at(-1)!, [noteSheetXml(noteLines(note, source.name, said), styles, MAIN)]);
  await out.add('xl/styles.xml', [DECLARATION, styles.xml()]);
};
