// Troubles of the bytes, each alone around a clean list.
import { type Layout, layOut } from '../layOut.ts';
import { FULL } from '../roster.ts';
import type { Case, Sheet } from '../shapes.ts';
import { type TextManners, writeHtml, writeOds, writeText, writeXls, writeXlsxBySheetJs, writeXml2003 } from '../writeOthers.ts';
import { writeByExceljs, writeXlsx, type XlsxManners } from '../writeXlsx.ts';
import { caseOf, type Laid, roster, xlsx } from './shared.ts';

const ROWS = 12;
const raw = (trouble: string, file: string, about: string, manners: XlsxManners, laid: Laid = []): Case =>
  xlsx({ file, about, troubles: [trouble] }, roster(file, ROWS, laid), {}, manners);
const sheetOf = (file: string, laid: Laid = [], name = 'Sheet1'): Sheet => layOut(roster(file, ROWS, laid), { name });
const ENCODINGS = {
  'utf-8': 'utf-8',
  'utf-8-bom': 'utf-8',
  gb18030: 'gb18030',
  gbk: 'gb18030',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
} as const;

/** A text file has no name for its sheet. */
export const textCase = (told: { file: string; about: string; troubles: readonly string[] }, sheet: Sheet, manners: TextManners): Case =>
  caseOf(told, 'csv', [{ ...sheet, name: '' }], ([s]) => writeText(s!, manners), {
    encoding: ENCODINGS[manners.encoding ?? 'utf-8'],
    delimiter: manners.delimiter ?? ',',
  });
const text = (trouble: string, file: string, about: string, manners: TextManners, laid: Laid = []): Case =>
  textCase({ file, about, troubles: [trouble] }, sheetOf(file, laid), manners);

const quotedBreaks = (file: string): Case => {
  const of = roster(file, ROWS, [], { fields: ['name', 'idNumber', 'phone', 'place', 'employer', 'monthlyIncome', 'remark'] });
  for (const [at, remark] of [
    [1, '家中有老人,\n需回访'],
    [4, '自称"老莫"'],
    [7, '第一行\r\n第二行\r\n第三行'],
  ] as const)
    of.rows[at]!.cells.remark = remark;
  return textCase(
    { file, about: 'quotes, delimiters and line breaks inside quoted cells: a record may be three lines', troubles: ['quotedBreaks'] },
    layOut(of),
    { quoteAll: true },
  );
};

/** The last character of one remark has lost its last byte: the file is UTF-8 all the same. */
export const halved = (file: string, laid: Laid, troubles: readonly string[], layout: Layout, delimiter: string): Case => {
  const of = roster(file, ROWS, laid, { fields: [...FULL, 'remark'] });
  of.rows[ROWS - 2]!.cells.remark = '在家务农，待业';
  const sheet = layOut(of, layout);
  const made = textCase({ file, about: 'UTF-8 in which one character of a remark is cut in half', troubles }, sheet, { delimiter });
  const whole = Buffer.from('待业');
  return {
    ...made,
    bytes: async () => {
      const bytes = await made.bytes();
      const at = bytes.indexOf(whole) + whole.length - 1;
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
    },
  };
};

const large = (file: string): Case => {
  const of = roster(file, 400);
  return xlsx({ file, about: '400 people', troubles: ['large'] }, of);
};

export const containerCases = (): readonly Case[] => [
  caseOf(
    { file: 'by-exceljs.xlsx', about: 'written by exceljs', troubles: ['exceljs'] },
    'xlsx',
    [sheetOf('by-exceljs.xlsx')],
    writeByExceljs,
  ),
  caseOf(
    { file: 'by-sheetjs.xlsx', about: 'written by SheetJS', troubles: ['sheetjs'] },
    'xlsx',
    [sheetOf('by-sheetjs.xlsx')],
    writeXlsxBySheetJs,
  ),
  raw('inlineStrings', 'inline-strings.xlsx', 'texts inside the cells, as many exporters write', { strings: 'inline' }),
  raw('formulaStrings', 'formula-strings.xlsx', 'texts as results of formulas', { strings: 'str' }),
  raw('richText', 'rich-text.xlsx', 'texts in two runs with a reading that is no part of them', { richText: true }),
  raw('prefixedNames', 'prefixed-names.xlsx', 'every element as x:…', { prefix: 'x' }),
  raw('strictXml', 'strict.xlsx', 'ISO 29500 Strict', { strict: true }),
  raw('noReferences', 'no-references.xlsx', 'neither rows nor cells say where they are', { noReferences: true }),
  raw('date1904', 'date-1904.xlsx', 'days counted from 1904', { date1904: true }, [[2, 'dateSerial']]),
  raw('wrongDimension', 'wrong-dimension.xlsx', 'the sheet says it is one cell', { dimension: 'A1' }),
  raw('noDimension', 'no-dimension.xlsx', 'the sheet says nothing of its size', { dimension: null }),
  raw('millionRows', 'million-rows.xlsx', 'a million rows declared, hundreds of them coloured, twelve filled', { emptyRows: 300 }),
  raw('oddParts', 'odd-parts.xlsx', 'sheet9.xml, targets from the root', { oddParts: true }),
  caseOf({ file: 'biff8.xls', about: 'BIFF8', troubles: ['xls'] }, 'xls', [sheetOf('biff8.xls')], writeXls),
  caseOf({ file: 'wps.et', about: 'BIFF8 as WPS names it', troubles: ['et'] }, 'xls', [sheetOf('wps.et')], writeXls),
  caseOf({ file: 'open-document.ods', about: 'OpenDocument', troubles: ['ods'] }, 'ods', [sheetOf('open-document.ods')], writeOds),
  caseOf(
    { file: 'xml-2003.xls', about: 'XML Spreadsheet 2003', troubles: ['xml2003'] },
    'xml2003',
    [sheetOf('xml-2003.xls')],
    writeXml2003,
  ),
  caseOf(
    { file: 'html.xls', about: 'HTML named .xls, as web systems export', troubles: ['htmlAsXls'] },
    'html',
    [sheetOf('html.xls', [], '')],
    ([s]) => writeHtml(s!),
  ),
  caseOf(
    { file: 'html-gbk.xls', about: 'HTML in GBK named .xls, said by its meta element', troubles: ['htmlGbk'] },
    'html',
    [sheetOf('html-gbk.xls', [], '')],
    ([s]) => writeHtml(s!, 'gb2312'),
  ),
  text('csvUtf8', 'utf8.csv', 'UTF-8 without BOM', {}),
  text('csvBom', 'utf8-bom.csv', 'UTF-8 with BOM', { encoding: 'utf-8-bom' }),
  text('csvGb18030', 'gb18030.csv', 'GB18030 with 𬭚 and 㙟 in four bytes', { encoding: 'gb18030' }, [
    [3, 'nameRare'],
    [5, 'nameRareToo'],
  ]),
  text('csvGbk', 'gbk.csv', 'GBK, as 另存为 CSV makes it', { encoding: 'gbk' }),
  text('csvUtf16', 'utf16le.csv', 'UTF-16 LE with BOM', { encoding: 'utf-16le' }),
  text('csvUtf16', 'utf16be.csv', 'UTF-16 BE with BOM', { encoding: 'utf-16be' }),
  text('csvUtf16NoBom', 'utf16-no-bom.csv', 'UTF-16 LE without BOM', { encoding: 'utf-16le', noBom: true }),
  halved('utf8-broken.csv', [], ['csvBroken'], {}, ','),
  text('semicolon', 'semicolon.csv', 'semicolons', { delimiter: ';' }),
  text('tabs', 'tabs.txt', 'tabs', { delimiter: '\t', newline: '\n' }),
  quotedBreaks('quoted-breaks.csv'),
  caseOf(
    { file: 'double-ending.xlsx.xlsx', about: '.xlsx.xlsx', troubles: ['doubleEnding'] },
    'xlsx',
    [sheetOf('double-ending.xlsx.xlsx')],
    (s) => writeXlsx(s),
  ),
  caseOf({ file: 'xlsx-named.csv', about: 'xlsx named .csv', troubles: ['xlsxAsCsv'] }, 'xlsx', [sheetOf('xlsx-named.csv')], (s) =>
    writeXlsx(s),
  ),
  caseOf({ file: 'xlsx-named.xls', about: 'xlsx named .xls', troubles: ['xlsxAsXls'] }, 'xlsx', [sheetOf('xlsx-named.xls')], (s) =>
    writeXlsx(s),
  ),
  text('csvAsXls', 'csv-named.xls', 'a text file named .xls', { delimiter: '\t', encoding: 'gbk' }),
  caseOf(
    { file: '务工台账(1) - 副本.xlsx', about: 'a file name as it comes by chat', troubles: ['chineseName'] },
    'xlsx',
    [sheetOf('务工台账(1) - 副本.xlsx')],
    (s) => writeXlsx(s),
  ),
  large('large.xlsx'),
];
