// Files that are refused whole, with the name of the fault.
import { layOut, otherSheet } from '../layOut.ts';
import type { Case, Fault, Format, Sheet } from '../shapes.ts';
import { passwordXls, passwordXlsx, picture, wordFile } from '../writeOthers.ts';
import { writeXlsx } from '../writeXlsx.ts';
import { unzip, zip } from '../zip.ts';
import { roster } from './shared.ts';

const faulty = (trouble: string, file: string, fault: Fault, format: Format | null, about: string, bytes: () => Buffer): Case => ({
  file,
  about,
  troubles: [trouble],
  format,
  fault,
  sheets: [],
  bytes,
});
const clean = (file: string): readonly Sheet[] => [layOut(roster(file, 12))];

const brokenXml = (): Buffer =>
  zip(
    unzip(writeXlsx(clean('broken-xml.xlsx'))).map((e) =>
      e.name === 'xl/worksheets/sheet1.xml' ? { ...e, data: Buffer.from(e.data as Buffer).subarray(0, 1500) } : e,
    ),
  );

export const faultCases = (): readonly Case[] => [
  faulty('emptyFile', 'empty.xlsx', 'empty', null, 'no byte at all', () => Buffer.alloc(0)),
  faulty('blanksOnly', 'blanks.csv', 'empty', 'csv', 'blank lines only', () => Buffer.from('\r\n  \r\n\r\n')),
  faulty('emptySheet', 'empty-sheet.xlsx', 'empty', 'xlsx', 'a sheet without a cell', () => writeXlsx([otherSheet('Sheet1', [])])),
  faulty('noSheet', 'no-sheet.xlsx', 'noSheet', 'xlsx', 'a book without a sheet', () => writeXlsx([])),
  faulty('passwordXlsx', 'password.xlsx', 'password', null, 'an xlsx under a password', passwordXlsx),
  faulty('passwordXls', 'password.xls', 'password', null, 'an xls under a password', () => passwordXls(clean('password.xls'))),
  faulty('brokenZip', 'broken-zip.xlsx', 'damaged', null, 'an xlsx cut off in the middle', () => {
    const whole = writeXlsx(clean('broken-zip.xlsx'));
    return whole.subarray(0, Math.floor(whole.length * 0.6));
  }),
  faulty('brokenXml', 'broken-xml.xlsx', 'damaged', 'xlsx', 'a whole zip, but its sheet ends in the middle of a tag', brokenXml),
  faulty('picture', 'picture.xlsx', 'notASheet', null, 'a PNG named .xlsx', picture),
  faulty('word', 'word.xlsx', 'notASheet', null, 'a Word file named .xlsx', wordFile),
  {
    file: 'only-title.xlsx',
    about: 'a title and nothing else: read, no row in it, nothing lost',
    troubles: ['onlyTitle'],
    format: 'xlsx',
    sheets: [otherSheet('Sheet1', [['2022年农村劳动力外出务工人员台账']])],
    bytes: () => writeXlsx([otherSheet('Sheet1', [['2022年农村劳动力外出务工人员台账']])]),
  },
];
