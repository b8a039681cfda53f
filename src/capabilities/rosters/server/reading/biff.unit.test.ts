import { type BookType, CFB, utils, type WorkSheet, write } from '@e965/xlsx';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { readBook } from '../../testing/readKit.ts';

const sheet = (): WorkSheet => {
  const made = utils.aoa_to_sheet([
    ['台账', null, null],
    ['莫𬭚', '450103199001011234', 45047, 0.5, true],
    [null, 'a\n"b"', Number('522427198001011234')],
  ]);
  made.C2.z = 'yyyy"年"m"月"d"日"';
  made.D2.z = '0.0%';
  made.F2 = { t: 'e', v: 42 };
  made.G2 = { t: 'n', v: 3, f: '1+2' };
  made['!ref'] = 'A1:G3';
  made['!merges'] = [utils.decode_range('A1:C1')];
  made['!cols'] = [{}, { hidden: true }];
  made['!rows'] = [{}, {}, { hidden: true }];
  return made;
};

test.each(['biff8', 'xlsb'] as BookType[])('%s: values as they are, merged and hidden things', async (bookType) => {
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet(), '台账');
  utils.book_append_sheet(book, utils.aoa_to_sheet([['男']]), '字典');
  book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }], WBProps: { date1904: false } };
  const read = await readBook(write(book, { type: 'buffer', bookType }) as Buffer);
  expect(read.info.format).toBe('xls');
  expect(read.info.sheets).toEqual([
    { index: 0, name: '台账', hidden: false, merges: [{ top: 0, left: 0, bottom: 0, right: 2 }], hiddenColumns: [1] },
    { index: 1, name: '字典', hidden: true, merges: [], hiddenColumns: [] },
  ]);
  expect(read.sheets[0]!.map((r) => r.cells)).toEqual([
    ['台账'],
    [
      '莫𬭚',
      '450103199001011234',
      { number: 45047, raw: '45047', as: 'date' },
      { number: 0.5, raw: '0.5', as: 'percent' },
      { bool: true },
      { error: '#N/A' },
      { number: 3, raw: '3', as: 'number' },
    ],
    [null, 'a\n"b"', { number: Number('522427198001011260'), raw: '522427198001011260', as: 'number' }],
  ]);
  // SheetJS writes no hidden rows into BIFF 8
  if (bookType !== 'biff8') expect(read.sheets[0]!.map((r) => r.hidden)).toEqual([false, false, true]);
});

test('BIFF 2 to 5, with their Chinese code page', async () => {
  for (const bookType of ['biff2', 'biff3', 'biff4', 'biff5'] as BookType[]) {
    const book = utils.book_new();
    utils.book_append_sheet(
      book,
      utils.aoa_to_sheet([
        ['name', 31],
        ['x', 2],
      ]),
      'a',
    );
    const read = await readBook(write(book, { type: 'buffer', bookType }) as Buffer);
    expect([bookType, read.info.format, read.sheets[0]!.length]).toEqual([bookType, 'xls', 2]);
  }
});

test('hidden rows of .xls', async () => {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([['a'], ['b']]), '表');
  const file = CFB.read(write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer, { type: 'buffer' });
  const stream = CFB.find(file, 'Workbook')!;
  const content = Buffer.from(stream.content as Uint8Array);
  // ROW of the second row, hidden ([MS-XLS] 2.4.221), before the end of the sheet
  const row = Buffer.from([0x08, 0x02, 16, 0, 1, 0, 0, 0, 1, 0, 0xff, 0, 0, 0, 0, 0, 0x20, 1, 0x0f, 0]);
  const end = content.lastIndexOf(Buffer.from([0x0a, 0, 0, 0]));
  stream.content = Buffer.concat([content.subarray(0, end), row, content.subarray(end)]);
  stream.size = stream.content.length;
  const read = await readBook(CFB.write(file, { type: 'buffer' }) as Buffer);
  expect(read.sheets[0]!.map((r) => [r.hidden, ...r.cells])).toEqual([
    [false, 'a'],
    [true, 'b'],
  ]);
});

test('a code page of Chinese in BIFF 5', async () => {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([['ABCDEF']]), 'a');
  const bytes = write(book, { type: 'buffer', bookType: 'biff5' }) as Buffer;
  iconv.encode('韦秀英', 'gbk').copy(bytes, bytes.indexOf('ABCDEF'));
  // CODEPAGE ([MS-XLS] 2.4.52)
  bytes.writeUInt16LE(936, bytes.indexOf(Buffer.from([0x42, 0, 2, 0])) + 4);
  expect((await readBook(bytes)).sheets[0]![0]!.cells).toEqual(['韦秀英']);
});
