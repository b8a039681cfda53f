// The other formats: BIFF8, ODS, HTML and XML-2003 by SheetJS, text by hand; and files that are no sheet.
import XLSX from '@e965/xlsx';
import iconv from 'iconv-lite';
import { cellText, serialOf } from './cellText.ts';
import type { Cell, Sheet } from './shapes.ts';
import { rezip, zip } from './zip.ts';

const sheetJsCell = (cell: Exclude<Cell, null>): XLSX.CellObject => {
  if (typeof cell === 'string') return { t: 's', v: cell };
  if (typeof cell === 'number') return { t: 'n', v: cell };
  if (typeof cell === 'boolean') return { t: 'b', v: cell };
  if ('day' in cell) return { t: 'n', v: serialOf(cell.day), z: 'yyyy/m/d' };
  if ('raw' in cell) return { t: 'n', v: Number(cell.raw), ...(cell.shown ? { w: cell.shown } : {}) };
  if ('error' in cell) return { t: 'e', v: cell.error === '#N/A' ? 42 : 23 };
  // BIFF formulas are not written by SheetJS; the result is
  return typeof cell.result === 'number' ? { t: 'n', v: cell.result } : { t: 's', v: cell.result ?? '' };
};

const bookOf = (sheets: readonly Sheet[]): XLSX.WorkBook => {
  const book = XLSX.utils.book_new();
  for (const sheet of sheets) {
    const to: XLSX.WorkSheet = {};
    let width = 1;
    for (const [r, line] of sheet.lines.entries())
      for (const [c, cell] of line.cells.entries()) {
        if (cell === null) continue;
        to[XLSX.utils.encode_cell({ r, c })] = sheetJsCell(cell);
        width = Math.max(width, c + 1);
      }
    to['!ref'] = XLSX.utils.encode_range({ s: { r: 0, c: 0 }, e: { r: Math.max(0, sheet.lines.length - 1), c: width - 1 } });
    to['!merges'] = sheet.merges.map((m) => ({ s: { r: m.top, c: m.left }, e: { r: m.bottom, c: m.right } }));
    XLSX.utils.book_append_sheet(book, to, sheet.name);
  }
  book.Workbook = { Sheets: sheets.map((s) => ({ name: s.name, Hidden: s.hidden ? 1 : 0 })) };
  return book;
};

const written = (sheets: readonly Sheet[], bookType: 'biff8' | 'ods' | 'html' | 'xlml' | 'xlsx'): Buffer =>
  XLSX.write(bookOf(sheets), { type: 'buffer', bookType }) as Buffer;

/** BIFF8: .xls and .et. */
export const writeXls = (sheets: readonly Sheet[]): Buffer => written(sheets, 'biff8');
export const writeOds = (sheets: readonly Sheet[]): Buffer => rezip(written(sheets, 'ods'));
export const writeXlsxBySheetJs = (sheets: readonly Sheet[]): Buffer => rezip(written(sheets, 'xlsx'));
export const writeXml2003 = (sheets: readonly Sheet[]): Buffer => written(sheets, 'xlml');

const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A table as web systems send it when they say "export to Excel": HTML with Excel's own style hints, merges as spans. */
export const writeHtml = (sheet: Sheet, charset: 'utf-8' | 'gb2312' = 'utf-8'): Buffer => {
  const covered = (row: number, column: number) =>
    sheet.merges.some(
      (m) => row >= m.top && row <= m.bottom && column >= m.left && column <= m.right && !(row === m.top && column === m.left),
    );
  const rows = sheet.lines.map((line, r) => {
    const cells = line.cells.map((cell, c) => {
      if (covered(r, c)) return '';
      const m = sheet.merges.find((one) => one.top === r && one.left === c);
      const span = m ? ` rowspan="${m.bottom - m.top + 1}" colspan="${m.right - m.left + 1}"` : '';
      const text = typeof cell === 'string' ? ` style="mso-number-format:'\\@'"` : '';
      return `<td${span}${text}>${escapeHtml(cellText(cell)).replaceAll('\n', '<br>') || '&nbsp;'}</td>`;
    });
    return `<tr${line.hidden ? ' style="display:none"' : ''}>${cells.join('')}</tr>`;
  });
  const html = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">\r\n<head><meta http-equiv="Content-Type" content="text/html; charset=${charset}"></head>\r\n<body><table border="1">\r\n${rows.join('\r\n')}\r\n</table></body></html>`;
  return charset === 'utf-8' ? Buffer.from(html) : iconv.encode(html, 'gbk');
};

export interface TextManners {
  readonly encoding?: 'utf-8' | 'utf-8-bom' | 'gb18030' | 'gbk' | 'utf-16le' | 'utf-16be';
  readonly delimiter?: string;
  readonly newline?: string;
  /** Every cell in quotes, as databases export. */
  readonly quoteAll?: boolean;
  /** UTF-16 without its mark. */
  readonly noBom?: boolean;
}

export const writeText = (
  sheet: Sheet,
  { encoding = 'utf-8', delimiter = ',', newline = '\r\n', quoteAll = false, noBom = false }: TextManners = {},
): Buffer => {
  const quoted = (text: string) =>
    quoteAll || text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const width = Math.max(...sheet.lines.map((l) => l.cells.length));
  const text = sheet.lines
    .map(({ cells }) => `${Array.from({ length: width }, (_, c) => quoted(cellText(cells[c] ?? null))).join(delimiter)}${newline}`)
    .join('');
  if (encoding === 'utf-8') return Buffer.from(text);
  if (encoding === 'utf-8-bom') return Buffer.from(`\ufeff${text}`);
  if (encoding.startsWith('utf-16')) return iconv.encode(text, encoding, { addBOM: !noBom });
  return iconv.encode(text, encoding);
};

/** An OLE file with streams of these names: what a password makes of an xlsx, or an xls. */
const oleOf = (streams: Readonly<Record<string, Buffer>>): Buffer => {
  const file = XLSX.CFB.utils.cfb_new() as object;
  for (const [name, data] of Object.entries(streams)) XLSX.CFB.utils.cfb_add(file, name, data);
  return Buffer.from(XLSX.CFB.write(file as Parameters<typeof XLSX.CFB.write>[0], { type: 'buffer' }) as Uint8Array);
};

const noise = (length: number): Buffer => {
  let a = 0x2545f491;
  return Buffer.from(
    Array.from({ length }, () => {
      a = (Math.imul(a, 1_664_525) + 1_013_904_223) >>> 0;
      return a >>> 24;
    }),
  );
};

/** [MS-OFFCRYPTO] agile encryption: the two streams; nobody knows the password of this one, not even we. */
export const passwordXlsx = (): Buffer =>
  oleOf({
    EncryptionInfo: Buffer.concat([
      Buffer.from([4, 0, 4, 0, 0x40, 0, 0, 0]),
      Buffer.from(
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><encryption xmlns="http://schemas.microsoft.com/office/2006/encryption"><keyData saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512"/></encryption>',
      ),
    ]),
    EncryptedPackage: noise(4608),
  });

/** [MS-XLS] FILEPASS after the first BOF: the rest is encrypted. */
export const passwordXls = (sheets: readonly Sheet[]): Buffer => {
  const whole = XLSX.CFB.read(writeXls(sheets), { type: 'buffer' });
  const stream = Buffer.from(XLSX.CFB.find(whole, 'Workbook')!.content as Uint8Array);
  const afterBof = 4 + stream.readUInt16LE(2);
  const filePass = Buffer.concat([Buffer.from([0x2f, 0, 54, 0, 1, 0, 1, 0, 1, 0]), noise(48)]);
  return oleOf({ Workbook: Buffer.concat([stream.subarray(0, afterBof), filePass, noise(stream.length - afterBof)]) });
};

/** A PNG of one pixel. */
export const picture = (): Buffer =>
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');

export const wordFile = (): Buffer =>
  zip([
    {
      name: '[Content_Types].xml',
      data: '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    },
    {
      name: 'word/document.xml',
      data: '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>关于报送务工台账的通知</w:t></w:r></w:p></w:body></w:document>',
    },
  ]);
