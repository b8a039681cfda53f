// Runs in a worker thread with little memory: reads a sheet somebody sent. A few kilobytes of xlsx can name a billion cells (merged cells,
// rules of input, a row number), and the reader would make them all; then this thread dies, not the server.
import { parentPort, workerData } from 'node:worker_threads';
import { inflateRawSync } from 'node:zlib';
import exceljs from 'exceljs';
import { decodeText, parseCsv } from './csv.ts';

/** What an xlsx may unfold to. */
const UNFOLDED = 40 * 1024 * 1024;
const COLUMNS = 60;
/** Far more than a sheet may have filled, and blank lines in between. */
const ROWS = 20_000;

export type SheetFault = 'unfolds' | 'damaged' | 'noSheet' | 'rows';
export type SheetRead = { readonly rows: string[][] } | { readonly fault: SheetFault };

/**
 * Really unfolds every entry, up to the limit: the sizes in a zip's directory are only what its maker claims. Follows the directory as the
 * reader does, and refuses what a spreadsheet never writes (bytes in front, 64-bit sizes), so that both see the same entries.
 */
const unfolds = (zip: Buffer): SheetFault | undefined => {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0 || end + 22 > zip.length) return 'damaged';
  let at = zip.readUInt32LE(end + 16);
  if (at + zip.readUInt32LE(end + 12) !== end) return 'damaged';
  let left = UNFOLDED;
  while (at + 46 <= end && zip.readUInt32LE(at) === 0x02014b50) {
    const [method, packed, local] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 42)];
    if (packed === 0xffffffff || local === 0xffffffff || local + 30 > zip.length) return 'damaged';
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const data = zip.subarray(from, from + packed);
    try {
      left -= method === 0 ? data.length : inflateRawSync(data, { maxOutputLength: Math.max(1, left) }).length;
    } catch (error) {
      return (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'unfolds' : 'damaged';
    }
    if (left < 0) return 'unfolds';
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return undefined;
};

const cellText = (value: exceljs.CellValue): string => {
  if (value === null || value === undefined) return '';
  // a number of an identity card in a number cell has lost its tail: written so that every reader sees that digits are gone
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) return value.toExponential();
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'object') {
    if ('richText' in value) return value.richText.map((r) => r.text).join('');
    if ('result' in value) return cellText(value.result as exceljs.CellValue);
    if ('text' in value) return String(value.text);
    return '';
  }
  return String(value);
};

const read = async (content: Buffer): Promise<SheetRead> => {
  if (content.subarray(0, 2).toString('latin1') !== 'PK') {
    const rows = parseCsv(decodeText(content).replace(/^\uFEFF/, ''), ROWS, COLUMNS);
    return rows ? { rows } : { fault: 'rows' };
  }
  const fault = unfolds(content);
  if (fault) return { fault };
  const book = new exceljs.Workbook();
  try {
    await book.xlsx.load(content as unknown as Parameters<typeof book.xlsx.load>[0]);
  } catch {
    return { fault: 'damaged' };
  }
  const sheet = book.worksheets[0];
  if (!sheet) return { fault: 'noSheet' };
  if (sheet.rowCount > ROWS) return { fault: 'rows' };
  const rows: string[][] = [];
  sheet.eachRow({ includeEmpty: true }, (row) => {
    const cells: string[] = [];
    for (let c = 1; c <= Math.min(row.cellCount, COLUMNS); c++) cells.push(cellText(row.getCell(c).value));
    rows.push(cells);
  });
  return { rows };
};

parentPort?.postMessage(await read(Buffer.from(workerData as Uint8Array)));
