// A report as a workbook for WPS and Excel: the form as it is printed, 口径与来源, and every cell with its question.
import exceljs from 'exceljs';
import { disarmed } from '#platform/server/csv.ts';
import type { Text } from '#standards/text.ts';
import type { ReportContent } from '../../contractReportShapes.ts';
import { cellNumber, cellWords, columnWords, footnotes, headOf, rowNames } from '../../rulesReportSheet.ts';
import { DEMONSTRATION, exportedWords, instantWords, type Made, unitWords } from './drawFiles.ts';

type Border = Partial<exceljs.Borders>;
const INK = { argb: 'FF15201E' };
const rule = (style: exceljs.BorderStyle) => ({ style, color: INK });
const SONG = '宋体';
/** Full-width characters count twice. */
const widthOf = (text: string): number => [...text].reduce((n, c) => n + (c.charCodeAt(0) > 0x2e80 ? 2 : 1), 0);
const COLUMN_WIDTH = { least: 9, most: 16 } as const;

export const drawBook = async (content: ReportContent, made: Made): Promise<Buffer> => {
  const w = (text: Text): string => text[made.lang];
  const zh = made.lang === 'zh';
  const book = new exceljs.Workbook();
  book.creator = '稳岗 Wengang';
  book.created = made.at;
  book.title = w(content.title);
  formSheet(book, content, made, w, zh);
  sourceSheet(book, content, made, w, zh);
  dataSheet(book, content, w, zh);
  return Buffer.from(await book.xlsx.writeBuffer());
};

const ABOVE = 3;
const HEAD = 3;
const formSheet = (book: exceljs.Workbook, content: ReportContent, made: Made, w: (t: Text) => string, zh: boolean): void => {
  const stubs = content.rowHeads.length;
  const wide = stubs + content.columns.length;
  const exported = exportedWords(made);
  const sheet = book.addWorksheet(zh ? '报表' : 'Report', {
    views: [{ state: 'frozen', xSplit: stubs, ySplit: ABOVE + HEAD, showGridLines: false }],
    // & would begin a code of the spreadsheet
    headerFooter: { oddFooter: `&L&8${w(exported).replaceAll('&', '')}&R&8${zh ? '第 &P 页，共 &N 页' : 'Page &P of &N'}` },
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.2, footer: 0.3 },
      printTitlesRow: `2:${ABOVE + HEAD}`,
    },
  });
  const names = content.rows.map((r) => rowNames(r, stubs).map(w));
  for (let i = 0; i < wide; i++) {
    const texts =
      i < stubs ? names.map((n) => n[i] ?? '') : content.rows.map((r) => w(cellWords(r.cells[i - stubs]!, content.columns[i - stubs]!)));
    const most = texts.reduce((n, text) => Math.max(n, widthOf(text)), 0) + 2;
    sheet.getColumn(i + 1).width =
      i < stubs ? Math.min(34, Math.max(14, most)) : Math.min(COLUMN_WIDTH.most, Math.max(COLUMN_WIDTH.least, most));
  }
  const across = (row: number, text: string, style: Partial<exceljs.Style> = {}) => {
    sheet.mergeCells(row, 1, row, wide);
    const cell = sheet.getCell(row, 1);
    cell.value = text;
    Object.assign(cell, {
      alignment: { wrapText: true, vertical: 'middle', ...style.alignment },
      ...(style.font ? { font: style.font } : {}),
    });
  };
  across(1, `${made.demonstration ? `${w(DEMONSTRATION)}。` : ''}${made.mark.line}`, { font: { size: 8, color: { argb: 'FF5D6A67' } } });
  across(2, w(content.title), { font: { name: SONG, size: 18, bold: true }, alignment: { horizontal: 'center' } });
  sheet.getRow(2).height = 32;
  const middle = Math.max(2, Math.floor(wide / 2));
  const line = (from: number, to: number, text: string, horizontal: 'left' | 'center' | 'right') => {
    if (to > from) sheet.mergeCells(3, from, 3, to);
    const cell = sheet.getCell(3, from);
    cell.value = text;
    cell.alignment = { horizontal };
  };
  const said = [`${zh ? '填报单位：' : 'Reporting unit: '}${w(content.unit)}`, w(content.period.words), w(unitWords(content))];
  if (wide >= 6) {
    line(1, middle - 1, said[0]!, 'left');
    line(middle, middle + 1, said[1]!, 'center');
    line(middle + 2, wide, said[2]!, 'right');
  } else line(1, wide, said.join('　'), 'left');

  // header: what spans columns or rows is one merged cell
  headOf(content).forEach((cells, i) => {
    const row = ABOVE + 1 + i;
    for (const c of cells) {
      if (c.across > 1 || c.down > 1) sheet.mergeCells(row, c.at + 1, row + c.down - 1, c.at + c.across);
      const cell = sheet.getCell(row, c.at + 1);
      const text = w(c.text);
      cell.value = i === HEAD - 1 && c.at >= stubs ? Number(text) : text;
      cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
      cell.font = { bold: i < 2, size: i === HEAD - 1 ? 8 : 10 };
    }
  });
  sheet.getRow(ABOVE + 1).height = 30;
  sheet.getRow(ABOVE + 2).height = 30;
  const first = ABOVE + HEAD + 1;
  content.rows.forEach((r, i) => {
    const row = sheet.getRow(first + i);
    names[i]!.forEach((name, at) => {
      row.getCell(at + 1).value = disarmed(name);
    });
    r.cells.forEach((c, at) => {
      const column = content.columns[at]!;
      const cell = row.getCell(stubs + at + 1);
      cell.value = cellNumber(c) ?? w(cellWords(c, column));
      cell.numFmt = column.measure === 'rate' ? '0.0%' : '#,##0';
      cell.alignment = { horizontal: 'right' };
    });
    if (r.level !== 'row') row.font = { bold: true };
    row.commit();
  });
  const last = first + content.rows.length - 1;
  // 三线表: ink above and below, a thin line under the header, hairlines between rows, none upright
  for (let r = ABOVE + 1; r <= last; r++)
    for (let c = 1; c <= wide; c++) {
      const border: Border = {
        ...(r === ABOVE + 1 ? { top: rule('medium') } : {}),
        ...(r === ABOVE + HEAD ? { bottom: rule('thin') } : {}),
        ...(r === last ? { bottom: rule('medium') } : r >= first ? { bottom: rule('hair') } : {}),
      };
      sheet.getCell(r, c).border = border;
    }
  let at = last + 1;
  for (const [i, text] of footnotes(content, instantWords).entries()) {
    across(at, `${i === 0 ? (zh ? '注：' : 'Notes: ') : ''}${i + 1}. ${w(text)}`, { font: { size: 9 } });
    sheet.getRow(at).height = 13 * Math.max(1, Math.ceil(widthOf(w(text)) / Math.max(60, wide * 10)));
    at++;
  }
  // room for three names and the stamp
  at++;
  across(
    at,
    zh
      ? '单位负责人：　　　　　　　　审核人：　　　　　　　　填报人：　　　　　　　　（盖章）'
      : 'Head of unit:                    Checked by:                    Filled in by:                    (stamp)',
  );
  sheet.getRow(at).height = 64;
  sheet.getCell(at, 1).alignment = { vertical: 'top' };
  sheet.pageSetup.printArea = `A1:${sheet.getColumn(wide).letter}${at}`;
};

const sourceSheet = (book: exceljs.Workbook, content: ReportContent, made: Made, w: (t: Text) => string, zh: boolean): void => {
  const sheet = book.addWorksheet(zh ? '口径与来源' : 'Definitions and sources');
  sheet.columns = [{ width: 18 }, { width: 110, style: { numFmt: '@', alignment: { wrapText: true, vertical: 'top' } } }];
  const add = (what: string, is: string) => sheet.addRow([what, disarmed(is)]);
  const figures = new Map(content.columns.filter((c) => c.version > 0).map((c) => [c.figure, c]));
  if (made.demonstration) add(zh ? '数据' : 'Data', w(DEMONSTRATION));
  add(zh ? '导出' : 'Export', w(exportedWords(made)));
  add(zh ? '范围' : 'Area', `${content.side === 'origin' ? (zh ? '户籍在' : 'home in ') : zh ? '就业在' : 'work in '}${w(content.unit)}`);
  add(zh ? '期间' : 'Period', `${w(content.period.words)}（${content.period.from} – ${content.period.to}）`);
  content.columns.forEach((c, i) => {
    add(`${zh ? '第 ' : ''}${i + 1}${zh ? ' 栏' : ''}`, w(columnWords(c, i, (k) => k)));
  });
  for (const c of figures.values()) add(`${c.figure} v${c.version}`, `${w(c.name)}：${w(c.words)}`);
  add(
    zh ? '○' : '○',
    zh ? '带 ○ 的是默认值，可改；改了会升口径版本' : '○ marks defaults; changing one raises the version of the definition',
  );
  for (const f of footnotes(content, (k) => k)) add(zh ? '注' : 'Note', w(f));
  add(zh ? '来源' : 'Source', `${zh ? '稳岗' : 'Wengang'} ${made.version}`);
  sheet.getColumn(1).font = { bold: true };
};

/** One line a cell, codes as text: what a program or a pivot table reads. */
const dataSheet = (book: exceljs.Workbook, content: ReportContent, w: (t: Text) => string, zh: boolean): void => {
  const sheet = book.addWorksheet(zh ? '数据' : 'Data', { views: [{ state: 'frozen', ySplit: 1 }] });
  const text = { numFmt: '@' };
  const heads: readonly (readonly [string, string, boolean, number])[] = [
    ['代码', 'code', true, 16],
    ['行', 'row', true, 24],
    ['栏次', 'column', false, 8],
    ['指标', 'figure', true, 8],
    ['名称', 'name', true, 36],
    ['自', 'from', true, 12],
    ['至', 'to', true, 12],
    ['按所知', 'as known at', true, 30],
    ['封账', 'frozen', true, 8],
    ['数', 'value', false, 14],
    ['说明', 'mark', true, 10],
  ];
  sheet.columns = heads.map(([a, b, isText, width]) => ({ header: zh ? a : b, width, ...(isText ? { style: text } : {}) }));
  sheet.getRow(1).font = { bold: true };
  for (const row of content.rows)
    row.cells.forEach((cell, i) => {
      const c = content.columns[i]!;
      const name = row.level === 'total' ? (zh ? '合计' : 'Total') : row.names.map(w).join(' ');
      sheet.addRow([
        row.keys.join('/'),
        disarmed(name),
        i + 1,
        c.figure,
        disarmed(w(c.name)),
        c.from,
        c.to,
        c.knownAt ?? '',
        c.frozen ? (zh ? '是' : 'yes') : '',
        cellNumber(cell),
        cell.mark ? w(cellWords(cell, c)) : '',
      ]);
    });
};
