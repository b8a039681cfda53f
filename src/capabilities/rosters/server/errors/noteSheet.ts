// The last sheet of an error workbook: what it is, and what to do with it. The template itself stays a template.
import type { ErrorNote } from './errorShapes.ts';
import type { StyleBook } from './styleBook.ts';
import { DECLARATION, escapeCell } from './xmlWrite.ts';

export const NOTE_SHEET = '失败原因说明';
export const DEMONSTRATION = '演示数据，人员、单位均为虚构';

export const noteLines = (note: ErrorNote, name: string, counts: { readonly count: number; readonly refused: number }): string[] => {
  const doubtful = counts.count - counts.refused;
  return [
    ...(note.demonstration ? [DEMONSTRATION] : []),
    `这份表是从“${name}”退回来的${note.batch === undefined ? '' : `，批次 ${note.batch}`}。${note.at} 生成。`,
    counts.count === 0
      ? '没有要退回的行。'
      : `共 ${counts.count} 行：拒收 ${counts.refused} 行，没有写入${doubtful ? `；存疑 ${doubtful} 行，已经写入，请核实` : ''}。已经接收的行不在里面。`,
    '每行最右边两列写着为什么、怎么改；有问题的格子涂了颜色：红色是拒收，黄色是存疑。',
    '句子里说的第几行，是原来那份表的行号；每行的原行号写在失败原因后面的括号里。',
    '就在这份表里改，改好后直接再导入这份表。失败原因、建议两列和这一页不用删，导入时会略过。',
    '不要改表头。没有改好的行会再退回来，不会重复登记。',
    '表里有个人信息，用完请删除，不要发到群里。',
  ];
};

export const noteSheetXml = (lines: readonly string[], styles: StyleBook, main: string): string => {
  const title = styles.of(0, 'title');
  const plain = styles.of(0, 'plain');
  const row = (text: string, at: number, style: number): string =>
    `<row r="${at}"><c r="A${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeCell(text)}</t></is></c></row>`;
  return (
    `${DECLARATION}<worksheet xmlns="${main}"><dimension ref="A1:A${lines.length + 1}"/><cols><col min="1" max="1" width="96" customWidth="1"/></cols>` +
    `<sheetData>${row('失败原因表', 1, title)}${lines.map((line, at) => row(line, at + 2, plain)).join('')}</sheetData></worksheet>`
  );
};
