// A worksheet part as it streams by: what stands before the rows, each row as text, what stands after them.
import { columnOf } from '../reading/cellRef.ts';
import { ReadRefused } from '../reading/readRefused.ts';
import { ATTRIBUTES, attr, simpleXml } from './xmlWrite.ts';

export type SheetPiece =
  /** `prefix`: of the names, with its colon. Without the start tag of sheetData. */
  | { readonly kind: 'head'; readonly xml: string; readonly prefix: string }
  | { readonly kind: 'row'; readonly xml: string }
  /** Without the end tag of sheetData. */
  | { readonly kind: 'tail'; readonly xml: string };

const START = /<((?:[\w.-]+:)?)sheetData(?:\s[^<>]*?)?(\/?)>/;
const MOST = 64 * 1024 * 1024;
const bounded = (text: string): string => {
  if (text.length > MOST) throw new ReadRefused('unfolds', 'sheet');
  return text;
};

/** Finds where the element that begins at `from` ends; -1 where more text is needed. */
const endFinder = (tag: string) => {
  const open = new RegExp(`<${tag}${ATTRIBUTES}\\s*(/?)>`, 'y');
  const closing = `</${tag}`;
  return (text: string, from: number): number => {
    open.lastIndex = from;
    const start = open.exec(text);
    if (!start) return -1;
    const inside = open.lastIndex;
    if (start[1]) return inside;
    for (let at = text.indexOf(closing, inside); at >= 0; at = text.indexOf(closing, at + 1)) {
      const end = text.indexOf('>', at);
      if (end < 0) return -1;
      if (text.slice(at + closing.length, end).trim() !== '') continue;
      const xml = text.slice(inside, at);
      // words of a text in CDATA are no tags
      if (
        !xml.includes('<!') ||
        (xml.lastIndexOf('<![CDATA[') <= xml.lastIndexOf(']]>') && xml.lastIndexOf('<!--') <= xml.lastIndexOf('-->'))
      )
        return end + 1;
    }
    return -1;
  };
};

export async function* sheetPieces(text: AsyncIterable<string>): AsyncGenerator<SheetPiece> {
  let [state, held, tag, prefix]: [string, string, string, string] = ['head', '', '', ''];
  let at = 0;
  let endOf = endFinder('row');
  for await (const piece of text) {
    held = held.slice(at) + piece;
    at = 0;
    if (state === 'head') {
      const start = START.exec(held);
      if (!start) {
        bounded(held);
        continue;
      }
      prefix = start[1]!;
      tag = `${prefix}row`;
      endOf = endFinder(tag);
      yield { kind: 'head', xml: held.slice(0, start.index), prefix };
      at = start.index + start[0].length;
      state = start[2] ? 'tail' : 'rows';
    }
    while (state === 'rows') {
      const next = held.indexOf('<', at);
      if (next < 0) {
        at = held.length;
        break;
      }
      if (held.startsWith(`</${prefix}sheetData`, next)) {
        const end = held.indexOf('>', next);
        if (end < 0) break;
        at = end + 1;
        state = 'tail';
      } else if (held.startsWith('<!--', next)) {
        const end = held.indexOf('-->', next);
        if (end < 0) break;
        at = end + 3;
      } else if (held.length - next <= tag.length + 1) {
        at = next;
        break;
      } else if (held.startsWith(`<${tag}`, next) && /[\s/>]/.test(held[next + 1 + tag.length]!)) {
        const end = endOf(held, next);
        at = next;
        if (end < 0) break;
        yield { kind: 'row', xml: held.slice(next, end) };
        at = end;
      } else at = next + 1;
    }
    bounded(held.slice(at));
  }
  if (state !== 'tail') throw new ReadRefused('damaged', 'rows');
  yield { kind: 'tail', xml: held.slice(at) };
}

export interface RowCell {
  readonly column: number;
  /** Without `r` and `s`. */
  attributes: string;
  style: string | undefined;
  inner: string;
}
export interface RowXml {
  /** 0-based. */
  readonly row: number;
  readonly attributes: string;
  readonly cells: RowCell[];
}

/** Attributes of a cell as nearly every program writes them. */
const PLAIN = /^ r="([A-Z]{1,3})\d+"(?: s="(\d+)")?((?: t="\w+")?)$/;
/** What reads the rows of one sheet: rows and cells may leave out where they stand. */
export const rowReaderXml = (prefix: string) => {
  const row = new RegExp(`^<${prefix}row(${ATTRIBUTES})\\s*/?>`);
  const cell = new RegExp(`<${prefix}c(${ATTRIBUTES})\\s*(?:/>|>([\\s\\S]*?)</${prefix}c\\s*>)`, 'g');
  let before = -1;
  return {
    /** Number of a row, 0-based; each row must be asked for, in order. */
    number(xml: string): number {
      const r = attr(row.exec(xml)?.[1] ?? '', 'r');
      before = r === undefined ? before + 1 : Number(r) - 1;
      return before;
    },
    cells(xml: string, number: number): RowXml {
      const simple = simpleXml(xml);
      const start = row.exec(simple)!;
      const cells: RowCell[] = [];
      let column = -1;
      for (const m of simple.slice(start[0].length).matchAll(cell)) {
        const attributes = m[1]!;
        const quick = PLAIN.exec(attributes);
        if (quick) {
          column = columnOf(quick[1]!);
          cells.push({ column, attributes: quick[3]!, style: quick[2], inner: m[2] ?? '' });
          continue;
        }
        const at = /\sr\s*=\s*["']([A-Za-z]{1,3})\d*["']/.exec(attributes)?.[1];
        column = at === undefined ? column + 1 : columnOf(at);
        cells.push({
          column,
          attributes: attributes.replace(/\s(?:r|s)\s*=\s*(?:"[^"]*"|'[^']*')/g, ''),
          style: attr(attributes, 's'),
          inner: m[2] ?? '',
        });
      }
      return { row: number, attributes: start[1]!, cells };
    },
  };
};

/** Whether a cell says anything; blank styled ones do not. */
export const hasContent = (cell: RowCell): boolean => /<(?:[\w.-]+:)?(?:v|f|t)[\s/>]/.test(cell.inner);
