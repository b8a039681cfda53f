// Sheets made to bring the server down: each is refused with a sentence, and the server goes on.
import exceljs from 'exceljs';
import { expect, test } from 'vitest';
import { sheetUnreadable } from '../filesContract.ts';
import { csvFile } from './csv.ts';
import { readSheet } from './sheetFile.ts';

const HEADER = ['登录名', '姓名', '角色', '辖区'];
const xlsx = async (change: (sheet: exceljs.Worksheet) => void = () => undefined): Promise<Buffer> => {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('账号');
  sheet.addRow(HEADER);
  change(sheet);
  return Buffer.from(await book.xlsx.writeBuffer());
};
const refused = async (content: Buffer): Promise<string> =>
  readSheet(content).then(
    () => 'read',
    (e: { type: { code: string } }) => e.type.code,
  );

test('a row of a high number, a zip whose directory lies, millions of blank lines', async () => {
  expect(await readSheet(await xlsx())).toEqual([HEADER]);
  const high = await xlsx((s) => {
    s.getCell('A900000').value = 'x';
  });
  expect(await refused(high)).toBe(sheetUnreadable.code);
  // sixty megabytes of one letter, in a directory that claims a hundred bytes
  const big = await xlsx((s) => {
    for (let i = 2; i < 8; i++) s.getCell(`A${i}`).value = 'x'.repeat(10_000_000) + i;
  });
  for (let i = big.indexOf('PK\x01\x02', 0, 'latin1'); i >= 0; i = big.indexOf('PK\x01\x02', i + 4, 'latin1'))
    big.writeUInt32LE(100, i + 24);
  expect(await refused(big)).toBe(sheetUnreadable.code);
  expect(await refused(Buffer.from(`${HEADER.join()}\n${'\n'.repeat(100_000)}`))).toBe(sheetUnreadable.code);
  expect(await refused(Buffer.from('PK'))).toBe(sheetUnreadable.code);
  // each of them is really unfolded, in a thread of its own
}, 120_000);

test('columns beyond sixty are left out', async () => {
  const [row] = await readSheet(Buffer.from(`${HEADER.join()}${',x'.repeat(100_000)}\n`));
  expect(row).toHaveLength(60);
});

test('no cell of an export begins like a formula, in full width neither', () => {
  const text = csvFile([['=1', ' =1', '＝1', '＋1', '－1', '＠a', '\t=1', 'a=1']]).toString('utf8');
  expect(text).toBe("\uFEFF'=1,' =1,'＝1,'＋1,'－1,'＠a,'\t=1,a=1\r\n");
});

test('an identity number in a number cell is told as the ruin it is; UTF-16 text is read', async () => {
  const [, row] = await readSheet(await xlsx((s) => s.addRow(['x', Number('522700199001011234'), 110105491231002, 'y'])));
  expect(row).toEqual(['x', '5.2270019900101126e+17', '110105491231002', 'y']);
  const text = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('姓名\t证件号\n韦小满\t1\n', 'utf16le')]);
  expect(await readSheet(text)).toEqual([
    ['姓名', '证件号'],
    ['韦小满', '1'],
  ]);
});
