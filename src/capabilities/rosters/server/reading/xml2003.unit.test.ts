import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { faultOf, plainRows, readBook } from '../../testing/readKit.ts';

const book = (inside: string, before = ''): string =>
  `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">${before}${inside}</Workbook>`;
const sheet = (rows: string, name = '表', after = ''): string => `<Worksheet ss:Name="${name}"><Table>${rows}</Table>${after}</Worksheet>`;

test('types, styles, skipped places, merged and hidden things, several sheets', async () => {
  const styles =
    '<Styles><Style ss:ID="Default"/><Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style><Style ss:ID="p"><NumberFormat ss:Format="0.0%"/></Style><Style ss:ID="t"><NumberFormat ss:Format="@"/></Style></Styles>';
  const rows =
    '<Column ss:Index="2" ss:Span="1" ss:Hidden="1"/><Column/>' +
    '<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">台账</Data></Cell><Cell><Data ss:Type="String">右</Data></Cell></Row>' +
    '<Row ss:Index="4" ss:Hidden="1"><Cell ss:MergeDown="1"><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>韦</B><Font>秀英</Font></ss:Data><Comment ss:Author="a"><ss:Data>批注</ss:Data></Comment></Cell>' +
    '<Cell ss:Index="3" ss:StyleID="d"><Data ss:Type="DateTime">2023-05-01T00:00:00.000</Data></Cell><Cell ss:StyleID="p"><Data ss:Type="Number">0.5</Data></Cell></Row>' +
    '<Row ss:Span="2"/><Row><Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="Error">#N/A</Data></Cell><Cell ss:StyleID="t"><Data ss:Type="Number">1.50</Data></Cell><Cell ss:StyleID="d"><Data ss:Type="Number">45047</Data></Cell><Cell ss:Formula="=R1C1"><Data ss:Type="String"></Data></Cell></Row>';
  const hidden = '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>';
  const read = await readBook(
    book(sheet(rows) + sheet('<Row><Cell><Data ss:Type="String">男</Data></Cell></Row>', '字典', hidden), styles),
  );
  expect(read.info.format).toBe('xml2003');
  expect(read.info.sheets).toEqual([
    {
      index: 0,
      name: '表',
      hidden: false,
      merges: [
        { top: 0, left: 0, bottom: 0, right: 2 },
        { top: 3, left: 0, bottom: 4, right: 0 },
      ],
      hiddenColumns: [1, 2],
    },
    { index: 1, name: '字典', hidden: true, merges: [], hiddenColumns: [] },
  ]);
  expect(read.sheets[0]).toEqual([
    { at: 0, hidden: false, cells: ['台账', null, null, '右'] },
    {
      at: 3,
      hidden: true,
      cells: ['韦秀英', null, { number: 45047, raw: '2023-05-01T00:00:00.000', as: 'date' }, { number: 0.5, raw: '0.5', as: 'percent' }],
    },
    {
      at: 7,
      hidden: false,
      cells: [{ bool: true }, { error: '#N/A' }, { number: 1.5, raw: '1.50', as: 'text' }, { number: 45047, raw: '45047', as: 'date' }],
    },
  ]);
  expect(plainRows(read.sheets[1]!)).toEqual([['男']]);
});

test('other prefixes, 1904, GB18030 by its declaration', async () => {
  const xml = book(
    sheet('<Row><Cell><Data ss:Type="DateTime">2023-05-01</Data></Cell><Cell><Data ss:Type="String">莫𬭚</Data></Cell></Row>'),
    '<ExcelWorkbook xmlns="urn:schemas-microsoft-com:office:excel"><Date1904/></ExcelWorkbook>',
  );
  const prefixed = xml
    .replace(/<(\/?)(Workbook|Worksheet|Table|Row|Cell|Data)\b/g, '<$1ss:$2')
    .replace('<?xml version="1.0"?>', '<?xml version="1.0" encoding="gb2312"?>');
  const read = await readBook(iconv.encode(prefixed, 'gb18030'));
  expect(read.info.date1904).toBe(true);
  expect(plainRows(read.sheets[0]!)).toEqual([[45047 - 1462, '莫𬭚']]);
});

test('broken, hostile and blank ones', async () => {
  expect(await faultOf(readBook(book('<Worksheet ss:Name="a"><Table><Row>')))).toBe('damaged');
  expect(await faultOf(readBook(book('').replace('?><Work', '?><!DOCTYPE x [<!ENTITY a "b">]><Work')))).toBe('damaged');
  expect(await faultOf(readBook(book(sheet('<Row ss:Index="9999999"/>'))))).toBe('damaged');
  expect(await faultOf(readBook(book('')))).toBe('noSheet');
});

test('encodings that are not what the file says of itself, characters that XML forbids', async () => {
  const xml = book(sheet('<Row><Cell><Data ss:Type="String">莫𬭚\u000b\u0000</Data></Cell></Row>'));
  const said = (encoding: string) => xml.replace('version="1.0"?>', `version="1.0" encoding="${encoding}"?>`);
  for (const bytes of [
    iconv.encode(said('UTF-8'), 'gb18030'),
    Buffer.from(said('utf-16')),
    Buffer.from(`\uFEFF${said('utf-16')}`, 'utf16le'),
  ])
    expect(plainRows((await readBook(bytes)).sheets[0]!)).toEqual([['莫𬭚']]);
});
