import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { faultOf, plainRows, readBook } from '../../testing/readKit.ts';

const first = async (html: string | Uint8Array) => plainRows((await readBook(html)).sheets[0]!);

test('a report saved as .xls: spans are merged areas, nested tags are text, entities and line breaks', async () => {
  const read =
    await readBook(`<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset=utf-8><style>td{mso-number-format:"\\@"} <table></style>
    <!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>务工&amp;台账</x:Name></x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]-->
    </head><body><p>说明</p><table border=1 title="a>b"><col width=64><col style='display:none' span=2>
    <tr><td colspan=3><b>百色市 <font color=red>台账</font></b></td></tr>
    <tr><th rowspan="2">姓名<th colspan='2'>证件</tr>
    <tr style="DISPLAY: none"><td>类型<td>号码
    <tr><td>莫&#x2CB5A;&nbsp; 氏<td>身份证<br>正本<td x:str>450103199001011234</tr>
    <tr><td></td></tr><tr><td>a &lt; b &amp;&amp; c<td><p>一</p><p>二</p></table></body></html>`);
  expect(read.info).toMatchObject({ format: 'html', encoding: 'utf-8' });
  expect(read.info.sheets).toEqual([
    {
      index: 0,
      name: '务工&台账',
      hidden: false,
      merges: [
        { top: 0, left: 0, bottom: 0, right: 2 },
        { top: 1, left: 0, bottom: 2, right: 0 },
        { top: 1, left: 1, bottom: 1, right: 2 },
      ],
      hiddenColumns: [1, 2],
    },
  ]);
  expect(read.sheets[0]!.map((r) => [r.at, r.hidden, ...r.cells])).toEqual([
    [0, false, '百色市 台账'],
    [1, false, '姓名', '证件'],
    [2, true, null, '类型', '号码'],
    [3, false, '莫𬭚 氏', '身份证\n正本', '450103199001011234'],
    [5, false, 'a < b && c', '一\n二'],
  ]);
});

describe('encodings', () => {
  const html = (said: string) => `<html><head>${said}</head><table><tr><td>莫𬭚</td><td>㙟</td></tr></table></html>`;
  test.each([
    ['gb18030', iconv.encode(html('<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'), 'gb18030')],
    ['gb18030', iconv.encode(html(''), 'gb18030')],
    ['utf-8', Buffer.from(html(''))],
    ['utf-8', Buffer.from(`\uFEFF${html('<meta charset="utf-8">')}`)],
    ['utf-16le', Buffer.from(`\uFEFF${html('')}`, 'utf16le')],
  ])('%s', async (encoding, bytes) => {
    const read = await readBook(bytes);
    expect(read.info.encoding).toBe(encoding);
    expect(plainRows(read.sheets[0]!)).toEqual([['莫𬭚', '㙟']]);
  });
});

test('several tables are several sheets; tables that only lay out the page are none', async () => {
  const read = await readBook(
    '<table><tr><td><table><tr><td>1</td></tr></table></td></tr></table><TABLE><TR><TD>2<table><tr><td>3</table>b</TD></TABLE>',
  );
  expect(read.sheets.map(plainRows)).toEqual([[['1']], [['2b']], [['3']]]);
  expect(read.info.sheets.map((s) => s.name)).toEqual(['Sheet1', 'Sheet2', 'Sheet3']);
});

test('tags left open, cells without rows, stray signs, files that end anywhere', async () => {
  expect(await first('<table><td>a<td>b <tr><td>c')).toEqual([['a', 'b'], ['c']]);
  expect(await first('<table><tr><td>1 < 2 <3</td><td title="x>5</td></tr></table>')).toEqual([['1 < 2 <3', '5']]);
  expect(await first('<table><tr><td>a</td><!-- <td>x</td> --><td>b</td><script>"<td>"</script><td>c</td></tr></table')).toEqual([
    ['a', 'b', 'c'],
  ]);
});

test('spans built to harm end in a fault', async () => {
  const row = '<tr><td colspan=16384 rowspan=65000>x</td></tr>';
  expect(await faultOf(readBook(`<table>${row}${'<tr><td>'.repeat(100)}</table>`))).toBe('tooManyCells');
  expect(await faultOf(readBook(`<table><tr>${'<td colspan=9999>'.repeat(3)}</table>`))).toBe('tooManyCells');
  expect(await faultOf(readBook('<table><tr><td>'.repeat(300)))).toBe('unfolds');
});

test('input that makes a careless tokenizer quadratic is read in one pass', async () => {
  for (const piece of ['<td a="', "<td a='x>", '<!--', '<td ', '<', '&', '<td a= b', '</', '<td>&#', '<script>'])
    await faultOf(readBook(`<table><tr><td>1</td>${piece.repeat(Math.floor(1_000_000 / piece.length))}`, { cells: 1_000_000 }));
}, 20_000);
