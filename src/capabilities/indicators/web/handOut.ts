// What is shown, handed to the clipboard or into a file: the very rows of the page, with what they mean in the foot.
import type { Text } from '#standards/text.ts';
import { type Grid, told } from './grid.ts';

type T = (text: Text) => string;
export interface HandOut {
  readonly title: string;
  /** Of the first column. */
  readonly rows: string;
  readonly grid: Grid;
  /** Definition and version, days, instant, filters. */
  readonly foot: readonly string[];
}

const linesOf = ({ title, rows, grid, foot }: HandOut, t: T): readonly (readonly string[])[] => [
  [title],
  [rows, ...grid.columns.map((c) => t(c.figure.short) + (c.key.startsWith(c.figure.id) ? ` ${c.figure.id}` : ''))],
  ['', ...grid.columns.map((c) => t(c.sub))],
  // a figure in a file is a number without its comma
  ...[...(grid.total ? [grid.total] : []), ...grid.rows].map((r) => [t(r.name), ...r.cells.map((c) => told(c).replaceAll(',', ''))]),
  ...foot.map((f) => [f]),
];

// names of places and notes are ours and begin with no sign that a spreadsheet would run; what begins with one is disarmed all the same
const safe = (text: string): string => (/^\s*[=+\-@＝＋－＠]/.test(text) && !/^-?[\d.]+%?$/.test(text) ? `'${text}` : text);
const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** One line of a file of our own. */
export const csvLine = (cells: readonly string[]): string => cells.map((c) => quoted(safe(c))).join(',');
export const csvOf = (of: HandOut, t: T): string => `\uFEFF${linesOf(of, t).map(csvLine).join('\r\n')}\r\n`;
/** As spreadsheets take it when it is pasted. */
export const tabbedOf = (of: HandOut, t: T): string =>
  linesOf(of, t)
    .map((line) => line.map((c) => safe(c).replace(/[\t\r\n]+/g, ' ')).join('\t'))
    .join('\n');

export const saveText = (text: string, name: string): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};

/** Offices reach the server by plain http, where browsers keep the clipboard shut: then by way of a field that is copied from. */
export const copyText = async (text: string): Promise<boolean> => {
  try {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(text);
      return true;
    }
  } catch {
    // refused: the old way may still do
  }
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'vh';
  field.setAttribute('aria-hidden', 'true');
  document.body.append(field);
  field.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    field.remove();
  }
};
