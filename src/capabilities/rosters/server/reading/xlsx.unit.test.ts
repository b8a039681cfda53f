import exceljs from 'exceljs';
import { expect, test } from 'vitest';
import { faultOf, plainRows, readBook } from '../../testing/readKit.ts';
import { sheetXml, xlsxOf } from '../../testing/xlsxWriter.ts';

const rowsOf = async (xml: string, more: Partial<Parameters<typeof xlsxOf>[0]> = {}) =>
  (await readBook(xlsxOf({ sheets: [xml], ...more }))).sheets[0]!;

test('what exceljs writes: texts, rich text, numbers, dates, formulas, merges, hidden things', async () => {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('务工台账');
  sheet.mergeCells('A1:C1');
  sheet.getCell('A1').value = '百色市务工台账';
  sheet.getRow(2).values = ['姓名', '证件号', '上岗日期'];
  sheet.getRow(3).values = [
    { richText: [{ text: '莫' }, { text: '𬭚', font: { bold: true } }] },
    '450103199001011234',
    new Date('2023-05-01'),
  ];
  sheet.getCell('C3').numFmt = 'yyyy"年"m"月"d"日"';
  sheet.getCell('D3').value = { formula: 'B3&"x"', result: '450103199001011234x' };
  sheet.getCell('E3').value = { formula: '1/4', result: 0.25 };
  sheet.getCell('E3').numFmt = '0.0%';
  sheet.getCell('F3').value = true;
  sheet.getCell('G3').value = { error: '#N/A' };
  sheet.getRow(3).hidden = true;
  sheet.getColumn(2).hidden = true;
  book.addWorksheet('字典', { state: 'hidden' }).getCell('B2').value = '男';
  const read = await readBook(Buffer.from(await book.xlsx.writeBuffer()));
  expect(read.info).toMatchObject({ format: 'xlsx', date1904: false });
  expect(read.info.sheets).toEqual([
    { index: 0, name: '务工台账', hidden: false, merges: [{ top: 0, left: 0, bottom: 0, right: 2 }], hiddenColumns: [1] },
    { index: 1, name: '字典', hidden: true, merges: [], hiddenColumns: [] },
  ]);
  const rows = read.sheets[0]!;
  expect(rows[2]).toEqual({
    at: 2,
    hidden: true,
    cells: [
      '莫𬭚',
      '450103199001011234',
      { number: 45047, raw: '45047', as: 'date' },
      '450103199001011234x',
      { number: 0.25, raw: '0.25', as: 'percent' },
      { bool: true },
      { error: '#N/A' },
    ],
  });
  expect(rows.map((r) => r.hidden)).toEqual([false, false, true]);
  expect(read.sheets[1]).toEqual([{ at: 1, hidden: false, cells: [null, '男'] }]);
});

test('raw keeps the text of a number as it stands in the file', async () => {
  const rows = await rowsOf(
    '<row r="1"><c r="A1"><v>522427198001011260</v></c><c r="B1"><v>1.3800000000000001E10</v></c><c r="C1"><v>007</v></c></row>',
  );
  expect(rows[0]!.cells).toEqual([
    { number: 522427198001011260, raw: '522427198001011260', as: 'number' },
    { number: 13800000000.000002, raw: '1.3800000000000001E10', as: 'number' },
    { number: 7, raw: '007', as: 'number' },
  ]);
});

test('prefixed names, rows and cells without references, inline strings, CDATA, escaped characters', async () => {
  const xml =
    '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:cols><x:col min="2" max="3" hidden="true"/></x:cols>' +
    '<x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c><x:c><x:v>2</x:v></x:c></x:row><x:row/>' +
    '<x:row><x:c t="inlineStr"><x:is><x:r><x:t>a</x:t></x:r><x:r><x:t><![CDATA[<b>]]></x:t></x:r><x:rPh sb="0" eb="1"><x:t>yi</x:t></x:rPh></x:is></x:c>' +
    '<x:c t="str"><x:v>l1_x000D_l2_x005F_</x:v></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref="A1:A2"/></x:mergeCells></x:worksheet>';
  const read = await readBook(xlsxOf({ sheets: [xml] }));
  expect(read.sheets[0]!.map((r) => r.at)).toEqual([0, 2]);
  expect(plainRows(read.sheets[0]!)).toEqual([
    ['甲', 2],
    ['a<b>', 'l1\rl2_'],
  ]);
  expect(read.info.sheets[0]).toMatchObject({ merges: [{ top: 0, left: 0, bottom: 1, right: 0 }], hiddenColumns: [1, 2] });
});

test('shared strings: rich text is joined, phonetic runs are left out, blank ones are nothing', async () => {
  const rows = await rowsOf('<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c></row>', {
    strings:
      '<si><t xml:space="preserve"> 张 三 </t></si><si><r><rPr><b/></rPr><t>韦</t></r><r><t>秀英</t></r></si><si><t/></si>' +
      '<si><t>課</t><rPh sb="0" eb="1"><t>か</t></rPh><phoneticPr fontId="1"/></si>',
  });
  expect(rows[0]!.cells).toEqual([' 张 三 ', '韦秀英', null, '課']);
  expect(await faultOf(rowsOf('<row><c t="s"><v>9</v></c></row>', { strings: '<si><t>a</t></si>' }))).toBe('damaged');
});

test('a formula without a result is its own text; with a blank result it is nothing', async () => {
  const rows = await rowsOf(
    '<row><c><f>SUM(A1:A3)</f></c><c t="str"><f>IF(1,"","")</f><v></v></c><c><f>1+1</f><v>2</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c><c t="b"><f>TRUE</f><v>0</v></c></row>',
  );
  expect(plainRows(rows)).toEqual([['=SUM(A1:A3)', null, 2, '#DIV/0!', false]]);
});

test('number formats, ISO date cells and the date system of 1904', async () => {
  const styles =
    '<numFmts count="2"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="177" formatCode="[Red]0.00&quot;day&quot;"/></numFmts>' +
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="49"/><xf numFmtId="10"/><xf numFmtId="31"/></cellXfs>';
  const cells = [0, 1, 2, 3, 4, 5].map((s) => `<c s="${s}"><v>45047</v></c>`).join('');
  const book = await readBook(xlsxOf({ sheets: [`<row>${cells}<c t="d"><v>2023-05-01T12:00:00</v></c></row>`], styles, date1904: true }));
  expect(book.info.date1904).toBe(true);
  expect(book.sheets[0]![0]!.cells.map((c) => (c && typeof c === 'object' && 'as' in c ? c.as : c))).toEqual([
    'number',
    'date',
    'number',
    'text',
    'percent',
    'date',
    'date',
  ]);
  expect(book.sheets[0]![0]!.cells[6]).toEqual({ number: 45047.5 - 1462, raw: '2023-05-01T12:00:00', as: 'date' });
});

test('strict files, macro books, a workbook part of another name and place, sheets in their own order', async () => {
  const sheets = [
    { name: '乙', xml: '<row><c><v>2</v></c></row>' },
    { name: '甲', xml: '<row><c><v>1</v></c></row>', state: 'veryHidden' },
  ];
  for (const parts of [
    { strict: true },
    { type: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml' },
    { at: 'book/main/tables.xml' },
  ]) {
    const read = await readBook(xlsxOf({ sheets, ...parts }));
    expect(read.info.format).toBe('xlsx');
    expect(read.info.sheets.map((s) => [s.name, s.hidden])).toEqual([
      ['乙', false],
      ['甲', true],
    ]);
    expect(read.sheets.map(plainRows)).toEqual([[[2]], [[1]]]);
  }
});

test('16,384 styled blank columns and a million blank styled rows are nothing', async () => {
  const wide = `<row r="1">${Array.from({ length: 16_384 }, () => '<c s="1"/>').join('')}</row>`;
  const tall = Array.from({ length: 1_048_574 }, (_, i) => `<row r="${i + 2}" s="1" customFormat="1"/>`).join('');
  const rows = await rowsOf(`${wide}${tall}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`);
  expect(rows).toHaveLength(1);
  expect(rows[0]!.at).toBe(1_048_575);
  expect(rows[0]!.cells).toHaveLength(16_384);
});

test('a sheet in many pieces gives the same frame: rows are skipped, not parsed', async () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>${i}</v></c></row>`).join('');
  const long = `<!--${'x'.repeat(100_000)}-->`;
  const xml = sheetXml(
    rows,
    `${long}<cols><col min="3" max="3" hidden="1"/></cols>`,
    `${long}<mergeCells><mergeCell ref="B2:C9"/></mergeCells>`,
  );
  const read = await readBook(
    xlsxOf({
      sheets: [xml, sheetXml('').replace('<sheetData></sheetData>', '<sheetData/><mergeCells><mergeCell ref="A1:B1"/></mergeCells>')],
    }),
  );
  expect(read.info.sheets.map((s) => s.merges)).toEqual([
    [{ top: 1, left: 1, bottom: 8, right: 2 }],
    [{ top: 0, left: 0, bottom: 0, right: 1 }],
  ]);
  expect(read.info.sheets[0]!.hiddenColumns).toEqual([2]);
  expect(read.sheets[0]).toHaveLength(20_000);
});

test('limits on rows and cells, and references outside a sheet', async () => {
  const rows = '<row><c><v>1</v></c></row>'.repeat(11);
  expect(await faultOf(readBook(xlsxOf({ sheets: [rows] }), { rows: 10 }))).toBe('tooManyRows');
  expect(await faultOf(readBook(xlsxOf({ sheets: ['<row><c r="XFD1"><v>1</v></c></row>'.repeat(10)] }), { cells: 100_000 }))).toBe(
    'tooManyCells',
  );
  expect(await faultOf(rowsOf('<row r="1048577"><c><v>1</v></c></row>'))).toBe('damaged');
  expect(await faultOf(rowsOf('<row><c r="XFE1"><v>1</v></c></row>'))).toBe('damaged');
});
