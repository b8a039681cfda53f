// The workbook that pages make by themselves, read back by the library that the server reads workbooks with.
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { xlsxOf } from './web/charts/sheet.ts';

test('a workbook made in the browser opens: numbers are numbers, text is text and no formula, two sheets, the head stays', async () => {
  const bytes = xlsxOf([
    {
      name: '数据/一',
      head: 2,
      rows: [['流向'], ['从', '到', '人'], ['毕节市', '广州市', 8060], ['=1+1', '<&">', null], ['\u0001控制', '贺州', 0]],
    },
    { name: '口径与来源', head: 0, rows: [['单位：人']] },
  ]);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes.buffer as ArrayBuffer);
  expect(book.worksheets.map((w) => w.name)).toEqual(['数据 一', '口径与来源']);
  const [sheet] = book.worksheets;
  const row = (n: number) => [1, 2, 3].map((c) => sheet!.getCell(n, c).value);
  expect(row(3)).toEqual(['毕节市', '广州市', 8060]);
  expect(row(4)).toEqual(['=1+1', '<&">', null]);
  expect(row(5)).toEqual(['控制', '贺州', 0]);
  expect(sheet!.getCell(3, 3).numFmt).toBe('#,##0');
  expect(sheet!.views[0]).toMatchObject({ state: 'frozen', ySplit: 2 });
  const shares = new ExcelJS.Workbook();
  await shares.xlsx.load(xlsxOf([{ name: 'x', head: 1, percent: true, rows: [['a'], [0.843]] }]).buffer as ArrayBuffer);
  expect(shares.worksheets[0]!.getCell(2, 1).numFmt).toBe('0.00%');
});
