// Sheet XML by hand, for what no library writes: the manners of other programs, lawful and less lawful.
import { serialOf } from './cellText.ts';
import type { Cell, Sheet } from './shapes.ts';
import { type Entry, zip } from './zip.ts';

export interface XlsxManners {
  /** Where texts stand: in the shared table (Excel, WPS), in the cell (many exporters), or as a formula's text. Default shared. */
  readonly strings?: 'shared' | 'inline' | 'str';
  /** Every element of the main namespace under this prefix. */
  readonly prefix?: string;
  /** ISO/IEC 29500 Strict: other namespaces. */
  readonly strict?: boolean;
  readonly date1904?: boolean;
  /** The sheet's own word on its size. Default: right. */
  readonly dimension?: string | null;
  /** No `r` on rows and cells: position alone tells (lawful; blanks are empty cells then). */
  readonly noReferences?: boolean;
  /** Shared texts cut into runs, with readings (phonetic) beside them that are no part of the text. */
  readonly richText?: boolean;
  /** Styled rows without a value after the last one, and a last one at the very end of the sheet. */
  readonly emptyRows?: number;
  /** Targets of relations from the root (`/xl/…`), sheets in files of other numbers. */
  readonly oddParts?: boolean;
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\r', '_x000D_');
export const columnName = (at: number): string =>
  (at < 26 ? '' : columnName(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));

const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const DAY_STYLE = 1;
const COLOUR_STYLE = 2;

export const writeXlsx = (sheets: readonly Sheet[], manners: XlsxManners = {}): Buffer => {
  const p = manners.prefix ? `${manners.prefix}:` : '';
  const main = manners.strict ? 'http://purl.oclc.org/ooxml/spreadsheetml/main' : SPREADSHEET;
  const relations = manners.strict ? 'http://purl.oclc.org/ooxml/officeDocument/relationships' : RELATIONS;
  const root = `xmlns${manners.prefix ? `:${manners.prefix}` : ''}="${main}" xmlns:r="${relations}"`;
  const shared = new Map<string, number>();

  const textOf = (text: string): string => {
    const t = `<${p}t xml:space="preserve">`;
    const characters = [...text];
    if (!manners.richText || characters.length < 2) return `${t}${escapeXml(text)}</${p}t>`;
    const reading = `<${p}rPh sb="0" eb="1">${t}DU</${p}t></${p}rPh>`;
    const run = (part: string) => `<${p}r>${t}${escapeXml(part)}</${p}t></${p}r>`;
    return run(characters[0]!) + run(characters.slice(1).join('')) + reading;
  };

  const cellXml = (cell: Cell, at: number, row: number): string => {
    const r = manners.noReferences ? '' : ` r="${columnName(at)}${row}"`;
    const numeric = (value: string | number, style = '') => `<${p}c${r}${style}><${p}v>${value}</${p}v></${p}c>`;
    if (cell === null || cell === '') return manners.noReferences ? `<${p}c/>` : '';
    if (typeof cell === 'number') return numeric(cell);
    if (typeof cell === 'boolean') return `<${p}c${r} t="b"><${p}v>${cell ? 1 : 0}</${p}v></${p}c>`;
    if (typeof cell === 'string') {
      if (manners.strings === 'inline') return `<${p}c${r} t="inlineStr"><${p}is>${textOf(cell)}</${p}is></${p}c>`;
      if (manners.strings === 'str') return `<${p}c${r} t="str"><${p}v>${escapeXml(cell)}</${p}v></${p}c>`;
      const index = shared.get(cell) ?? shared.size;
      shared.set(cell, index);
      return `<${p}c${r} t="s"><${p}v>${index}</${p}v></${p}c>`;
    }
    if ('day' in cell) return numeric(serialOf(cell.day, manners.date1904 ? 1904 : 1900), ` s="${DAY_STYLE}"`);
    if ('raw' in cell) return numeric(cell.raw);
    if ('error' in cell) return `<${p}c${r} t="e"><${p}v>${cell.error}</${p}v></${p}c>`;
    const formula = `<${p}f>${escapeXml(cell.formula)}</${p}f>`;
    if (cell.result === null) return `<${p}c${r}>${formula}</${p}c>`;
    const type = typeof cell.result === 'string' ? ' t="str"' : '';
    return `<${p}c${r}${type}>${formula}<${p}v>${escapeXml(String(cell.result))}</${p}v></${p}c>`;
  };

  const sheetXml = (sheet: Sheet): string => {
    const width = Math.max(1, ...sheet.lines.map((l) => l.cells.length));
    const rows = sheet.lines.map((line, at) => {
      const cells = line.cells.map((c, column) => cellXml(c, column, at + 1)).join('');
      const hidden = line.hidden ? ' hidden="1"' : '';
      return cells === '' && !manners.noReferences
        ? ''
        : `<${p}row${manners.noReferences ? '' : ` r="${at + 1}"`}${hidden}>${cells}</${p}row>`;
    });
    const empty = (row: number) =>
      `<${p}row r="${row}" s="${COLOUR_STYLE}" customFormat="1"><${p}c r="A${row}" s="${COLOUR_STYLE}"/><${p}c r="B${row}" s="${COLOUR_STYLE}"/></${p}row>`;
    if (manners.emptyRows) {
      for (let n = 1; n <= manners.emptyRows; n++) rows.push(empty(sheet.lines.length + n));
      rows.push(empty(1_048_576));
    }
    const right = manners.emptyRows ? 'XFD1048576' : `${columnName(width - 1)}${Math.max(1, sheet.lines.length)}`;
    const dimension = manners.dimension === undefined ? `A1:${right}` : manners.dimension;
    const columns = (sheet.hiddenColumns ?? [])
      .map((c) => `<${p}col min="${c + 1}" max="${c + 1}" width="9" hidden="1" customWidth="1"/>`)
      .join('');
    // merges after the rows, as the schema has it: who reads row by row learns of them last
    const merges = sheet.merges.map(
      (m) => `<${p}mergeCell ref="${columnName(m.left)}${m.top + 1}:${columnName(m.right)}${m.bottom + 1}"/>`,
    );
    return [
      HEAD,
      `<${p}worksheet ${root}>`,
      dimension === null ? '' : `<${p}dimension ref="${dimension}"/>`,
      columns && `<${p}cols>${columns}</${p}cols>`,
      `<${p}sheetData>${rows.join('')}</${p}sheetData>`,
      merges.length > 0 ? `<${p}mergeCells count="${merges.length}">${merges.join('')}</${p}mergeCells>` : '',
      `</${p}worksheet>`,
    ].join('');
  };

  const file = (at: number) => `worksheets/sheet${manners.oddParts ? 9 - at : at + 1}.xml`;
  const target = (part: string) => (manners.oddParts ? `/xl/${part}` : part);
  const sheetParts = sheets.map(sheetXml);
  const sheetList = sheets
    .map((s, at) => `<${p}sheet name="${escapeXml(s.name)}" sheetId="${at + 1}"${s.hidden ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`)
    .join('');
  const relation = (id: number, kind: string, to: string) => `<Relationship Id="rId${id}" Type="${relations}/${kind}" Target="${to}"/>`;
  const useShared = shared.size > 0;
  const content = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const override = (part: string, kind: string) => `<Override PartName="/xl/${part}" ContentType="${content}.${kind}+xml"/>`;
  const entries: Entry[] = [
    {
      name: '[Content_Types].xml',
      data: [
        HEAD,
        `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`,
        '<Default Extension="xml" ContentType="application/xml"/>',
        override('workbook.xml', 'sheet.main'),
        ...sheets.map((_, at) => override(file(at), 'worksheet')),
        override('styles.xml', 'styles'),
        useShared ? override('sharedStrings.xml', 'sharedStrings') : '',
        '</Types>',
      ].join(''),
    },
    {
      name: '_rels/.rels',
      data: `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relation(1, 'officeDocument', manners.oddParts ? '/xl/workbook.xml' : 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data: `${HEAD}<${p}workbook ${root}${manners.strict ? ' conformance="strict"' : ''}>${manners.date1904 ? `<${p}workbookPr date1904="1"/>` : ''}<${p}sheets>${sheetList}</${p}sheets></${p}workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: [
        `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">`,
        ...sheets.map((_, at) => relation(at + 1, 'worksheet', target(file(at)))),
        relation(sheets.length + 1, 'styles', target('styles.xml')),
        useShared ? relation(sheets.length + 2, 'sharedStrings', target('sharedStrings.xml')) : '',
        '</Relationships>',
      ].join(''),
    },
    {
      name: 'xl/styles.xml',
      data: [
        `${HEAD}<${p}styleSheet xmlns${manners.prefix ? `:${manners.prefix}` : ''}="${main}">`,
        `<${p}numFmts count="1"><${p}numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/></${p}numFmts>`,
        `<${p}fonts count="1"><${p}font><${p}sz val="11"/></${p}font></${p}fonts>`,
        `<${p}fills count="3"><${p}fill><${p}patternFill patternType="none"/></${p}fill><${p}fill><${p}patternFill patternType="gray125"/></${p}fill>`,
        `<${p}fill><${p}patternFill patternType="solid"><${p}fgColor rgb="FFFFFF00"/></${p}patternFill></${p}fill></${p}fills>`,
        `<${p}borders count="1"><${p}border/></${p}borders><${p}cellStyleXfs count="1"><${p}xf numFmtId="0"/></${p}cellStyleXfs>`,
        `<${p}cellXfs count="3"><${p}xf numFmtId="0"/><${p}xf numFmtId="176" applyNumberFormat="1"/><${p}xf numFmtId="0" fillId="2" applyFill="1"/></${p}cellXfs>`,
        `</${p}styleSheet>`,
      ].join(''),
    },
    ...sheetParts.map((data, at) => ({ name: `xl/${file(at)}`, data })),
  ];
  if (useShared)
    entries.push({
      name: 'xl/sharedStrings.xml',
      data: `${HEAD}<${p}sst xmlns${manners.prefix ? `:${manners.prefix}` : ''}="${main}" count="${shared.size}" uniqueCount="${shared.size}">${[...shared.keys()].map((s) => `<${p}si>${textOf(s)}</${p}si>`).join('')}</${p}sst>`,
    });
  return zip(entries);
};

/** As written by exceljs: the library most sites of ours would use. Packed again, so that bytes do not change with the day. */
export const writeByExceljs = async (sheets: readonly Sheet[]): Promise<Buffer> => {
  const { default: exceljs } = await import('exceljs');
  const { rezip } = await import('./zip.ts');
  const book = new exceljs.Workbook();
  book.created = book.modified = new Date(Date.UTC(2022, 9, 12));
  for (const sheet of sheets) {
    const to = book.addWorksheet(sheet.name, { state: sheet.hidden ? 'hidden' : 'visible' });
    for (const [at, line] of sheet.lines.entries()) {
      const row = to.getRow(at + 1);
      if (line.hidden) row.hidden = true;
      for (const [column, cell] of line.cells.entries()) {
        if (cell === null) continue;
        const of = row.getCell(column + 1);
        if (typeof cell !== 'object') of.value = cell;
        else if ('day' in cell) {
          of.value = new Date(`${cell.day}T00:00:00Z`);
          of.numFmt = 'yyyy/m/d';
        } else if ('raw' in cell) of.value = Number(cell.raw);
        else if ('error' in cell) of.value = { error: cell.error };
        else of.value = cell.result === null ? { formula: cell.formula } : { formula: cell.formula, result: cell.result };
      }
    }
    for (const m of sheet.merges) to.mergeCells(m.top + 1, m.left + 1, m.bottom + 1, m.right + 1);
    for (const c of sheet.hiddenColumns ?? []) to.getColumn(c + 1).hidden = true;
  }
  return rezip(Buffer.from(await book.xlsx.writeBuffer()));
};
