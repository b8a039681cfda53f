import { utils, write } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { faultOf, plainRows, readBook } from '../../testing/readKit.ts';
import { writeZip } from '../../testing/zipWriter.ts';

const ods = (tables: string, styles = ''): Buffer =>
  writeZip([
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
    {
      name: 'content.xml',
      content: `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
    },
  ]);
const text = (t: string) => `<table:table-cell office:value-type="string"><text:p>${t}</text:p></table:table-cell>`;

test('types, repeats, spans, hidden things, notes', async () => {
  const read = await readBook(
    ods(
      `<table:table table:name="台账"><table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>
      <table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="1" office:value-type="string"><office:annotation><text:p>批注</text:p></office:annotation><text:p>台<text:span>账</text:span></text:p></table:table-cell><table:covered-table-cell/>${text('右')}</table:table-row></table:table-header-rows>
      <table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
      <table:table-row table:visibility="filter"><table:table-cell office:value-type="float" office:value="1.50"><text:p>1.5</text:p></table:table-cell><table:table-cell office:value-type="percentage" office:value="0.5"><text:p>50%</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2023-05-01"><text:p>2023年5月1日</text:p></table:table-cell><table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell><table:table-cell office:value-type="time" office:time-value="PT06H00M00S"/></table:table-row>
      <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>a<text:s text:c="2"/>b</text:p><text:p>c</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16382"/></table:table-row>
      <table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
      <table:table table:name="字典" table:style-name="h"><table:table-row>${text('男')}</table:table-row></table:table>`,
      '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>',
    ),
  );
  expect(read.info.sheets).toEqual([
    { index: 0, name: '台账', hidden: false, merges: [{ top: 0, left: 0, bottom: 0, right: 1 }], hiddenColumns: [1, 2] },
    { index: 1, name: '字典', hidden: true, merges: [], hiddenColumns: [] },
  ]);
  expect(read.sheets[0]).toEqual([
    { at: 0, hidden: false, cells: ['台账', null, '右'] },
    {
      at: 4,
      hidden: true,
      cells: [
        { number: 1.5, raw: '1.50', as: 'number', shown: '1.5' },
        { number: 0.5, raw: '0.5', as: 'percent', shown: '50%' },
        { number: 45047, raw: '2023-05-01', as: 'date', shown: '2023年5月1日' },
        { bool: true },
        { number: 0.25, raw: 'PT06H00M00S', as: 'date' },
      ],
    },
    { at: 5, hidden: false, cells: ['a  b\nc', 'a  b\nc'] },
    { at: 6, hidden: false, cells: ['a  b\nc', 'a  b\nc'] },
  ]);
  expect(plainRows(read.sheets[1]!)).toEqual([['男']]);
});

test('what SheetJS writes', async () => {
  const book = utils.book_new();
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([
      ['姓名', '年龄'],
      ['莫𬭚', 31],
      [null, true],
    ]),
    '表',
  );
  const read = await readBook(write(book, { type: 'buffer', bookType: 'ods' }) as Buffer);
  expect(read.sheets.map(plainRows)).toEqual([
    [
      ['姓名', '年龄'],
      ['莫𬭚', 31],
      [null, true],
    ],
  ]);
});

test('repeats built to harm, no table', async () => {
  const row = `<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>`;
  expect(await faultOf(readBook(ods(`<table:table>${row}</table:table>`)))).toBe('tooManyCells');
  expect(await faultOf(readBook(ods('')))).toBe('noSheet');
});
