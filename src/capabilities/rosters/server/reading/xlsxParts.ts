// The parts of an OOXML workbook besides its sheets: relations, the workbook itself, styles, shared strings.
import type { Limits } from './limits.ts';
import { type Shows, showsById } from './numberFormat.ts';
import { ReadRefused } from './readRefused.ts';
import { type Attributes, attribute, isTrue, localName, parseXml, xmlText } from './xml.ts';
import type { Zip } from './zip.ts';

export interface Relation {
  readonly id: string;
  /** Last word of its type: strict and transitional files differ before it. */
  readonly kind: string;
  readonly target: string;
}

/** Name of the part that holds the relations of another; '' is the package. */
const relationsOf = (part: string): string => {
  const slash = part.lastIndexOf('/');
  return `${part.slice(0, slash + 1)}_rels/${part.slice(slash + 1)}.rels`;
};

const resolve = (from: string, target: string): string => {
  const path = target.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
};

export const readRelations = async (zip: Zip, part: string): Promise<Relation[]> => {
  const name = relationsOf(part);
  const relations: Relation[] = [];
  if (!zip.has(name)) return relations;
  await parseXml(xmlText(zip.bytes(name)), {
    open(tag, a) {
      if (tag !== 'Relationship' || a.Id === undefined || a.Target === undefined || a.TargetMode === 'External') return;
      relations.push({ id: a.Id, kind: (a.Type ?? '').replace(/^.*\//, ''), target: resolve(part, a.Target) });
    },
    close() {},
  });
  return relations;
};

/** Content type of each part that names one, by lower-case name without its first slash. */
export const readContentTypes = async (zip: Zip): Promise<Map<string, string>> => {
  const types = new Map<string, string>();
  if (!zip.has('[Content_Types].xml')) return types;
  await parseXml(xmlText(zip.bytes('[Content_Types].xml')), {
    open(tag, a) {
      if (tag === 'Override' && a.PartName && a.ContentType) types.set(a.PartName.replace(/^\//, '').toLowerCase(), a.ContentType);
    },
    close() {},
  });
  return types;
};

interface WorkbookSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly relation: string;
}

export const readWorkbook = async (zip: Zip, part: string): Promise<{ date1904: boolean; sheets: WorkbookSheet[] }> => {
  const sheets: WorkbookSheet[] = [];
  let date1904 = false;
  /** r:id, by any prefix; sheetId has none. */
  const relation = (a: Attributes): string => {
    for (const name in a) if (name.includes(':') && localName(name) === 'id') return a[name]!;
    return '';
  };
  await parseXml(xmlText(zip.bytes(part)), {
    open(tag, a) {
      if (tag === 'workbookPr') date1904 = isTrue(a.date1904);
      else if (tag === 'sheet') sheets.push({ name: a.name ?? '', hidden: /hidden/i.test(a.state ?? ''), relation: relation(a) });
    },
    close() {},
  });
  return { date1904, sheets };
};

/** What each cell style (`s` of a cell) makes of a number. */
export const readStyles = async (zip: Zip, part: string | undefined): Promise<readonly Shows[]> => {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  if (!part || !zip.has(part)) return [];
  let inside = false;
  await parseXml(xmlText(zip.bytes(part)), {
    open(tag, a) {
      if (tag === 'numFmt') codes.set(Number(attribute(a, 'numFmtId')), attribute(a, 'formatCode') ?? '');
      else if (tag === 'cellXfs') inside = true;
      else if (tag === 'xf' && inside && ids.length < 100_000) ids.push(Number(a.numFmtId ?? 0));
    },
    close(tag) {
      if (tag === 'cellXfs') inside = false;
    },
  });
  return ids.map((id) => showsById(id, codes.get(id)));
};

/** ST_Xstring: characters that XML cannot hold stand as _x000D_. */
export const unescaped = (text: string): string =>
  text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text;

/** All shared strings. They may take half the thread's memory; phonetic runs (rPh) are readings of the text, not the text. */
export const readSharedStrings = async (zip: Zip, part: string | undefined, limits: Limits): Promise<readonly string[]> => {
  const strings: string[] = [];
  if (!part || !zip.has(part)) return strings;
  let left = limits.memoryMb * 1024 * 512;
  let text = '';
  let [inText, phonetic] = [false, false];
  await parseXml(xmlText(zip.bytes(part)), {
    open(tag) {
      if (tag === 'si') text = '';
      else if (tag === 't') inText = !phonetic;
      else if (tag === 'rPh') phonetic = true;
    },
    close(tag) {
      if (tag === 't') inText = false;
      else if (tag === 'rPh') phonetic = false;
      else if (tag === 'si') {
        left -= 40 + 2 * text.length;
        if (left < 0) throw new ReadRefused('unfolds', 'shared strings');
        strings.push(unescaped(text));
      }
    },
    text(piece) {
      if (inText) text += piece;
    },
  });
  return strings;
};
