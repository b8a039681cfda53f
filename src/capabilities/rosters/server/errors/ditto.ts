// 同上 means the row above, which may not be handed back: what it means stands in its place then.
import type { Cell } from '../../rulesBook.ts';
import { isDitto } from '../../rulesRows.ts';
import { unescaped } from '../reading/xlsxParts.ts';
import { parseXml } from '../reading/xml.ts';
import { hasContent, type RowCell, type RowXml } from './sheetPieces.ts';
import { attr, plainXml } from './xmlWrite.ts';

/** Cells that make a row one of the list, and no note or total below it. */
const LEAST = 3;

/** Of rows as they were read. Every body row must pass, in order. */
export const dittoCells = (): ((cells: readonly (Cell | null)[]) => readonly (Cell | null)[]) => {
  let above: readonly (Cell | null)[] = [];
  return (cells) => {
    const some = cells.some(isDitto);
    const meant = some ? cells.map((cell, c) => (isDitto(cell) ? (above[c] ?? cell) : cell)) : cells;
    if (meant.filter((c) => c !== null).length >= LEAST) above = meant;
    return meant;
  };
};

/** A cheap look whether any text of a piece of XML may be such a mark. */
const MAYBE = />\s*(?:同上|同前|同上行|上同|同左|[〃″”“＂"\u2019'])/;
export const maybeDitto = (xml: string): boolean => MAYBE.test(xml) || xml.includes('>&quot;');

/** Numbers of the shared strings that are such marks. */
export const dittoStrings = async (text: () => AsyncIterable<string>): Promise<ReadonlySet<string>> => {
  const found = new Set<string>();
  let maybe = false;
  let before = '';
  for await (const piece of text()) {
    maybe ||= maybeDitto(before + piece);
    before = piece.slice(-16);
  }
  if (!maybe) return found;
  let [at, value, inText, phonetic] = [0, '', false, false];
  await parseXml(text(), {
    open(tag) {
      if (tag === 'si') value = '';
      else if (tag === 'rPh') phonetic = true;
      else if (tag === 't') inText = !phonetic;
    },
    close(tag) {
      if (tag === 't') inText = false;
      else if (tag === 'rPh') phonetic = false;
      else if (tag === 'si') {
        if (isDitto(unescaped(value))) found.add(String(at));
        at += 1;
      }
    },
    text(piece) {
      if (inText && value.length < 16) value += piece;
    },
  });
  return found;
};

/** Of rows as XML. Every body row must pass, in order. */
export const dittoXml = (shared: ReadonlySet<string>): ((row: RowXml) => void) => {
  let above = new Map<number, RowCell>();
  const says = ({ attributes, inner }: RowCell): boolean => {
    const type = attr(attributes, 't');
    if (type === 's') return shared.has(/<(?:[\w.-]+:)?v(?:\s[^>]*)?>\s*(\d+)/.exec(inner)?.[1] ?? '');
    if (type !== 'str' && type !== 'inlineStr') return false;
    return inner.length < 400 && isDitto(plainXml(inner.replace(/<[^>]*>/g, '')));
  };
  return (row) => {
    let filled = 0;
    for (const cell of row.cells) {
      if (!hasContent(cell)) continue;
      filled += 1;
      const value = says(cell) ? above.get(cell.column) : undefined;
      if (!value) continue;
      cell.attributes = value.attributes;
      cell.inner = value.inner;
    }
    if (filled < LEAST) return;
    above = new Map(row.cells.filter(hasContent).map((c) => [c.column, { ...c }]));
  };
};
