// What a picture hands out: its table as text and as a workbook. The picture itself (PNG) comes from what is drawn.
import type { Text } from '#standards/text.ts';
import { type PictureOf, tableOf, told } from './picture.ts';
import { sentenceOf } from './sentence.ts';
import { type SheetCell, xlsxOf } from './sheet.ts';

type T = (text: Text) => string;
// what begins with a sign that a spreadsheet would run is disarmed
const safe = (text: string): string => (/^\s*[=+\-@＝＋－＠]/.test(text) && !/^-?[\d.]+%?$/.test(text) ? `'${text}` : text);
const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Lines about the numbers: unit, day, what they mean. */
export const footOf = (picture: PictureOf, t: T): readonly string[] => [
  t({ zh: `单位：${picture.unit.zh}`, en: `Unit: ${picture.unit.en}` }),
  t(picture.asOf),
  ...(picture.notes ?? []).map(t),
  t(sentenceOf(picture)),
];
export const csvOf = (picture: PictureOf, t: T): string => {
  const table = tableOf(picture);
  const lines: readonly (readonly string[])[] = [
    [t(picture.title)],
    table.head.map(t),
    ...table.rows.map((r) => [...r.words.map(t), ...r.cells.map((c) => told(picture, c.value).replaceAll(',', '').replace('−', '-'))]),
    ...footOf(picture, t).map((f) => [f]),
  ];
  return `\uFEFF${lines.map((line) => line.map((c) => quoted(safe(c))).join(',')).join('\r\n')}\r\n`;
};
export const bookOf = (picture: PictureOf, t: T): Uint8Array => {
  const table = tableOf(picture);
  const rows: readonly (readonly SheetCell[])[] = [
    [t(picture.title)],
    table.head.map(t),
    ...table.rows.map((r): readonly SheetCell[] => [...r.words.map(t), ...r.cells.map((c) => c.value)]),
  ];
  return xlsxOf([
    { name: t({ zh: '数据', en: 'Data' }), head: 2, rows, percent: picture.percent ?? false },
    { name: t({ zh: '口径与来源', en: 'Meaning and source' }), head: 0, rows: footOf(picture, t).map((f) => [f]) },
  ]);
};
export const save = (content: Blob, name: string): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};
