// Reading and writing sheets: CSV or xlsx in, xlsx out.
import type { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import exceljs from 'exceljs';
import { sheetUnreadable } from '../filesContract.ts';
import { tooLarge } from '../problem.ts';
import { mib } from './files.ts';
import type { SheetFault, SheetRead } from './sheetWorker.ts';

const unreadable = (why: string, whyEn: string) => sheetUnreadable({ why, whyEn });

/** The whole body, counted while it comes. */
export const readBody = async (body: Readable, limit = 5 * 1024 * 1024): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += (chunk as Buffer).length;
    if (size > limit) throw tooLarge({ limit: mib(limit) });
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
};

const FAULTS: Record<SheetFault, readonly [string, string]> = {
  unfolds: ['展开后太大，请只留要用的那一张表', 'it unfolds to too much; keep only the sheet that is needed'],
  damaged: ['文件坏了，或者不是 .xlsx', 'the file is damaged or no .xlsx'],
  noSheet: ['里面没有工作表', 'it has no worksheet'],
  rows: ['行数太多，请删去空行，分几张表', 'it has too many rows; remove blank ones and send several sheets'],
};

const SECONDS = 20;
/** Sheets read at a time: each may take its memory and its time, and there are two cores. */
let turn: Promise<unknown> = Promise.resolve();

/** In a thread of its own, which may neither grow nor last; what it cannot read in that is no sheet of ours. */
const readApart = (content: Buffer): Promise<SheetRead> =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./sheetWorker.ts', import.meta.url), {
      workerData: new Uint8Array(content),
      resourceLimits: { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 32 },
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    const done = (read: SheetRead): void => {
      clearTimeout(late);
      resolve(read);
      void worker.terminate();
    };
    const late = setTimeout(() => done({ fault: 'unfolds' }), SECONDS * 1000);
    worker.once('message', (read: SheetRead) => done(read));
    worker.once('error', (error: { code?: string }) => done({ fault: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'unfolds' : 'damaged' }));
    worker.once('exit', () => done({ fault: 'damaged' }));
  });

/** Rows of text; row 1 of the file is index 0. */
export const readSheet = async (content: Buffer): Promise<string[][]> => {
  if (content.length === 0) throw unreadable('文件是空的', 'the file is empty');
  if (content.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])))
    throw unreadable('是旧的 .xls 格式，请在 WPS 里另存为 .xlsx', 'it is an old .xls; save it as .xlsx');
  const mine = turn.then(() => readApart(content));
  turn = mine;
  const read = await mine;
  if ('fault' in read) throw unreadable(...FAULTS[read.fault]);
  return read.rows;
};

export const writeSheet = async (name: string, headers: readonly string[], rows: readonly (readonly string[])[]): Promise<Buffer> => {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = headers.map((header) => ({ header, width: Math.max(12, header.length * 2 + 6), style: { numFmt: '@' } }));
  sheet.getRow(1).font = { bold: true };
  for (const row of rows) sheet.addRow([...row]);
  return Buffer.from(await book.xlsx.writeBuffer());
};

/** Characters that A4 across holds at some 70 %, below which nobody reads a print. */
const PAGE = 190;
/** A list is printed on as many pages beside each other as its columns need to be read. `widths`: of the columns, in characters. */
export const printedAcross = (widths: readonly number[]) =>
  ({
    paperSize: 9,
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: Math.max(1, Math.ceil(widths.reduce((a, b) => a + b, 0) / PAGE)),
    fitToHeight: 0,
  }) as const;

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
