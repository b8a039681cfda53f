import { utils, write } from '@e965/xlsx';
import exceljs from 'exceljs';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { faultOf, readBook } from '../../testing/readKit.ts';
import { xlsxOf } from '../../testing/xlsxWriter.ts';
import { writeZip } from '../../testing/zipWriter.ts';

const fault = (content: string | Uint8Array) => faultOf(readBook(content));
const xlsx = xlsxOf({ sheets: ['<row><c><v>1</v></c></row>'] });

/** A compound file of one directory sector and one stream of 4,096 bytes or more. */
const compound = (name: string, stream: Buffer): Buffer => {
  const sectors = Math.ceil(Math.max(stream.length, 4096) / 512);
  const header = Buffer.alloc(512);
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(header);
  header.writeUInt16LE(0x3e, 24);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(1, 44);
  header.writeUInt32LE(1, 48);
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(0xfffffffe, 60);
  header.writeUInt32LE(0xfffffffe, 68);
  header.fill(0xff, 76);
  header.writeUInt32LE(0, 76);
  const fat = Buffer.alloc(512, 0xff);
  fat.writeUInt32LE(0xfffffffd, 0);
  fat.writeUInt32LE(0xfffffffe, 4);
  for (let i = 0; i < sectors; i++) fat.writeUInt32LE(i === sectors - 1 ? 0xfffffffe : i + 3, 8 + 4 * i);
  const directory = Buffer.alloc(512);
  const entry = (at: number, title: string, type: number, first: number, size: number) => {
    directory.write(title, at, 'utf16le');
    directory.writeUInt16LE(2 * title.length + 2, at + 64);
    directory[at + 66] = type;
    directory.fill(0xff, at + 68, at + 80);
    directory.writeUInt32LE(first, at + 116);
    directory.writeUInt32LE(size, at + 120);
  };
  entry(0, 'Root Entry', 5, 0xfffffffe, 0);
  entry(128, name, 2, 2, sectors * 512);
  directory.writeUInt32LE(1, 76);
  return Buffer.concat([header, fat, directory, stream, Buffer.alloc(sectors * 512 - stream.length)]);
};

describe('the bytes decide', () => {
  const sheet = utils.aoa_to_sheet([['姓名'], ['甲']]);
  const bookOf = (bookType: 'biff8' | 'ods' | 'xlsb' | 'xlml' | 'html') => {
    const book = utils.book_new();
    utils.book_append_sheet(book, sheet, '表');
    return write(book, { type: 'buffer', bookType }) as Buffer;
  };
  test.each([
    ['xls', bookOf('biff8')],
    ['xls', bookOf('xlsb')],
    ['ods', bookOf('ods')],
    ['xml2003', bookOf('xlml')],
    ['html', bookOf('html')],
    ['xlsx', xlsx],
    ['csv', Buffer.from('姓名\n甲\n')],
    ['csv', Buffer.from('<姓名>,x\n甲,y\n')],
  ])('%s', async (format, bytes) => {
    const read = await readBook(bytes);
    expect(read.info.format).toBe(format);
    expect(read.sheets[0]!.length).toBeGreaterThan(0);
  });

  test('what exceljs writes stored or deflated', async () => {
    const book = new exceljs.Workbook();
    book.addWorksheet('a').addRow(['x']);
    expect((await readBook(Buffer.from(await book.xlsx.writeBuffer({ zip: { compression: 'STORE' } } as never)))).sheets[0]).toHaveLength(
      1,
    );
  });
});

describe('faults', () => {
  test('empty', async () => {
    for (const nothing of ['', '\uFEFF', ' \r\n \t\r\n', '\0\0\0']) expect(await fault(nothing)).toBe('empty');
  });

  test('no sheet at all: images, PDF, Word, archives, rubbish', async () => {
    const word = writeZip([
      {
        name: '[Content_Types].xml',
        content:
          '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
      },
      {
        name: '_rels/.rels',
        content: '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>',
      },
      { name: 'word/document.xml', content: '<w/>' },
    ]);
    const noise = Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 7919 + ((i * i) >> 3)) & 0xff));
    for (const other of [
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
      Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46]),
      Buffer.from('%PDF-1.7\n%âãÏÓ\n'),
      '{\\rtf1\\ansi x}',
      word,
      writeZip([{ name: '照片/1.jpg', content: 'x' }]),
      writeZip([
        { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text', stored: true },
        { name: 'content.xml', content: '<a/>' },
      ]),
      writeZip([]),
      compound('WordDocument', Buffer.alloc(4096)),
      '<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>',
      noise,
    ])
      expect(await fault(other)).toBe('notASheet');
  });

  test('password: encrypted package, FILEPASS, encrypted entries, encrypted ODS', async () => {
    const filePass = Buffer.alloc(4096);
    filePass.writeUInt16LE(0x0809, 0);
    filePass.writeUInt16LE(16, 2);
    filePass.writeUInt16LE(0x2f, 20);
    filePass.writeUInt16LE(54, 22);
    const ods = [
      { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
      { name: 'content.xml', content: 'x' },
      { name: 'META-INF/manifest.xml', content: '<manifest:manifest><manifest:encryption-data/></manifest:manifest>' },
    ];
    for (const locked of [
      compound('EncryptedPackage', Buffer.alloc(4096)),
      compound('Workbook', filePass),
      writeZip(ods),
      writeZip([{ name: '[Content_Types].xml', content: 'x', encrypted: true }]),
    ])
      expect(await fault(locked)).toBe('password');
  });

  test('damaged: cut off, wrong sums, broken XML, missing parts, document types', async () => {
    const wrongSum = xlsxOf({ sheets: ['<row/>'], more: [] });
    const bigger = xlsxOf({ sheets: [`<row>${'<c><v>1</v></c>'.repeat(5000)}</row>`] });
    const laughs =
      '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>';
    expect(await fault(wrongSum)).toBeUndefined();
    for (const broken of [
      xlsx.subarray(0, xlsx.length - 30),
      xlsx.subarray(0, 300),
      Buffer.concat([xlsx.subarray(0, 100), Buffer.alloc(50), xlsx.subarray(150)]),
      bigger.subarray(0, bigger.length / 2),
      xlsxOf({ sheets: ['<worksheet><sheetData><row></sheetData></worksheet>'] }),
      xlsxOf({ sheets: [laughs] }),
      xlsxOf({ sheets: ['<worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'] }),
      writeZip([{ name: '[Content_Types].xml', content: '<Types/>', crc: 1 }]),
      Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)]),
      compound('Workbook', Buffer.alloc(4096)),
    ])
      expect(await fault(broken)).toBe('damaged');
  });

  test('noSheet', async () => {
    expect(await fault(xlsxOf({ sheets: [] }))).toBe('noSheet');
    expect(await fault('<html><body>没有表格</body></html>')).toBe('noSheet');
  });

  test('tooLarge, and a zip that unfolds to too much', async () => {
    expect(await faultOf(readBook('a,b\n', { bytes: 2 }))).toBe('tooLarge');
    expect(await faultOf(readBook('<html><table><tr><td>1</table>', { wholeBytes: 9 }))).toBe('tooLarge');
    const bomb = (mib: number) => xlsxOf({ sheets: [`<worksheet>${' '.repeat(mib * 1024 * 1024)}<sheetData/></worksheet>`] });
    expect(await fault(bomb(80))).toBe('unfolds');
    expect(await faultOf(readBook(bomb(5), { unzipped: 1024 * 1024 }))).toBe('unfolds');
    expect(await fault(bomb(5))).toBeUndefined();
    const strings = `<si><t>${'x'.repeat(1000)}</t></si>`.repeat(3000);
    expect(await faultOf(readBook(xlsxOf({ sheets: ['<row><c t="s"><v>0</v></c></row>'], strings }), { memoryMb: 8 }))).toBe('unfolds');
  });
});

test('GB18030 text that looks like nothing else is text', async () => {
  expect((await readBook(iconv.encode('联通', 'gb18030'))).info.encoding).toBeDefined();
});
