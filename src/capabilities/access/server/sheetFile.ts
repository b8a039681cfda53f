// Reading and writing the sheet of accounts: CSV or xlsx in, xlsx out.
import type { Readable } from 'node:stream';
import exceljs from 'exceljs';
import { tooLarge } from '#platform/problem.ts';
import { sheetUnreadable } from '../contractAccounts.ts';
import { decodeText, parseCsv } from './csv.ts';

const LIMIT = 5 * 1024 * 1024;
/** What an xlsx may unfold to: a small file can hold gigabytes of zeros. */
const UNFOLDED = 40 * 1024 * 1024;

const unreadable = (why: string, whyEn: string) => sheetUnreadable({ why, whyEn });

/** The whole body, counted while it comes. */
export const readBody = async (body: Readable): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += (chunk as Buffer).length;
    if (size > LIMIT) throw tooLarge({ limit: '5 MB' });
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
};

/** Sum of the sizes in the zip's directory. */
const unfoldedSize = (zip: Buffer): number => {
  let sum = 0;
  for (let i = zip.indexOf('PK\x01\x02', 0, 'latin1'); i >= 0 && i + 46 <= zip.length; i = zip.indexOf('PK\x01\x02', i + 46, 'latin1'))
    sum += zip.readUInt32LE(i + 24);
  return sum;
};

const cellText = (value: exceljs.CellValue): string => {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'object') {
    if ('richText' in value) return value.richText.map((r) => r.text).join('');
    if ('result' in value) return cellText(value.result as exceljs.CellValue);
    if ('text' in value) return String(value.text);
    return '';
  }
  return String(value);
};

/** Rows of text; row 1 of the file is index 0. */
export const readSheet = async (content: Buffer): Promise<string[][]> => {
  if (content.length === 0) throw unreadable('文件是空的', 'the file is empty');
  if (content.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])))
    throw unreadable('是旧的 .xls 格式，请在 WPS 里另存为 .xlsx', 'it is an old .xls; save it as .xlsx');
  if (content.subarray(0, 2).toString('latin1') !== 'PK') return parseCsv(decodeText(content).replace(/^\uFEFF/, ''));
  if (unfoldedSize(content) > UNFOLDED)
    throw unreadable('展开后太大，请只留账号这一张表', 'it unfolds to too much; keep only the sheet of accounts');
  const book = new exceljs.Workbook();
  try {
    await book.xlsx.load(content as unknown as Parameters<typeof book.xlsx.load>[0]);
  } catch {
    throw unreadable('文件坏了，或者不是 .xlsx', 'the file is damaged or no .xlsx');
  }
  const sheet = book.worksheets[0];
  if (!sheet) throw unreadable('里面没有工作表', 'it has no worksheet');
  const rows: string[][] = [];
  sheet.eachRow({ includeEmpty: true }, (row) => {
    const cells: string[] = [];
    for (let c = 1; c <= Math.min(row.cellCount, 60); c++) cells.push(cellText(row.getCell(c).value));
    rows.push(cells);
  });
  return rows;
};

export const writeSheet = async (name: string, headers: readonly string[], rows: readonly (readonly string[])[]): Promise<Buffer> => {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = headers.map((header) => ({ header, width: Math.max(12, header.length * 2 + 6), style: { numFmt: '@' } }));
  sheet.getRow(1).font = { bold: true };
  for (const row of rows) sheet.addRow([...row]);
  return Buffer.from(await book.xlsx.writeBuffer());
};

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
