// A workbook that leaves the house: watermark above the header, text that stays text, and a second sheet that says what the first one holds. Written
// as a stream into memory: nothing of it lies readable on a disk.
import { PassThrough } from 'node:stream';
import exceljs from 'exceljs';
import { disarmed } from '#platform/server/csv.ts';
import { printedAcross } from '#platform/server/sheetFile.ts';
import type { Cell } from '../rulesExport.ts';

export interface BookColumn {
  readonly header: string;
  readonly width: number;
  readonly text?: true;
}

export interface BookHead {
  /** Name of the first sheet. */
  readonly sheet: string;
  /** Who took it, when, the code of the watermark. */
  readonly mark: string;
  readonly demonstration: boolean;
  readonly columns: readonly BookColumn[];
}

export interface Book {
  add(cells: readonly Cell[]): void;
  /** Ends the book with its second sheet: what, and what it is. */
  finish(about: readonly (readonly [string, string])[]): Promise<Buffer>;
}

export const DEMONSTRATION = '演示数据，人员、单位均为虚构';

export const newBook = ({ sheet: name, mark, demonstration, columns }: BookHead): Book => {
  const out = new PassThrough();
  const chunks: Buffer[] = [];
  out.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => out.once('end', resolve).once('error', reject));
  // shared strings would be kept until the end; each cell carries its own
  const book = new exceljs.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false });
  book.creator = '稳岗';
  const above = demonstration ? [mark, DEMONSTRATION] : [mark];
  const sheet = book.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: above.length + 1, xSplit: 1 }],
    // printed with its watermark on every page; & would begin a code of the spreadsheet
    headerFooter: { oddFooter: `&L${mark.replaceAll('&', '')}&R&P / &N` },
    pageSetup: {
      ...printedAcross(columns.map((c) => c.width)),
      printTitlesRow: `1:${above.length + 1}`,
      printTitlesColumn: 'A:A',
    },
  });
  sheet.columns = columns.map((c) => ({ width: c.width, ...(c.text ? { style: { numFmt: '@' } } : {}) }));
  for (const line of above) sheet.addRow([line]).commit();
  const head = sheet.addRow(columns.map((c) => c.header));
  head.font = { bold: true };
  head.commit();
  const from = { row: above.length + 1, column: 1 };
  sheet.autoFilter = { from, to: { row: above.length + 1, column: columns.length } };
  return {
    add: (cells) => sheet.addRow(cells.map((c) => (typeof c === 'string' ? disarmed(c) : c))).commit(),
    async finish(about) {
      sheet.commit();
      const second = book.addWorksheet('口径与来源');
      second.columns = [{ width: 16 }, { width: 90, style: { numFmt: '@', alignment: { wrapText: true, vertical: 'top' } } }];
      for (const [what, is] of [...(demonstration ? [['数据', DEMONSTRATION] as const] : []), ...about])
        second.addRow([what, disarmed(is)]).commit();
      second.commit();
      await book.commit();
      await ended;
      return Buffer.concat(chunks);
    },
  };
};
