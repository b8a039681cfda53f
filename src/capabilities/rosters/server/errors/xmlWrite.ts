// XML as text: what stands in it is moved as it is, so nothing that nobody knows gets lost. The file was read before, so it is well-formed.
import { ReadRefused } from '../reading/readRefused.ts';

export const ATTRIBUTES = `(?:\\s+[\\w.:-]+\\s*=\\s*(?:"[^"]*"|'[^']*'))*`;

// what XML cannot hold at all
const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** Text of an element or of an attribute in double quotes. */
export const escapeXml = (text: string): string =>
  text
    .replace(FORBIDDEN, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
/** The same for the text of a cell, where _x000D_ would be read as a character (ST_Xstring). */
export const escapeCell = (text: string): string => escapeXml(text.replace(/_(x[0-9A-Fa-f]{4}_)/g, '_x005F_$1'));

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
export const plainXml = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex?: string, decimal?: string, name?: string) =>
        name === undefined ? String.fromCodePoint(Number.parseInt(hex ?? decimal!, hex ? 16 : 10)) : (ENTITIES[name] ?? all),
      )
    : text;

const attributePattern = (name: string): RegExp => new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
const patterns = new Map<string, RegExp>();
const patternOf = (name: string): RegExp => {
  const known = patterns.get(name) ?? attributePattern(name);
  patterns.set(name, known);
  return known;
};
/** Of the attributes of a tag, as they stand there. */
export const attr = (attributes: string, name: string): string | undefined => {
  const found = patternOf(name).exec(attributes);
  return found ? (found[1] ?? found[2]) : undefined;
};
export const withoutAttr = (attributes: string, ...names: readonly string[]): string =>
  names.reduce((rest, name) => rest.replace(patternOf(name), ''), attributes);
/** In its place where it is there, else last. `value` needs no escaping. */
export const withAttr = (attributes: string, name: string, value: string | number): string => {
  const said = ` ${name}="${value}"`;
  return patternOf(name).test(attributes) ? attributes.replace(patternOf(name), () => said) : attributes + said;
};

/** Comments go, CDATA becomes text: then tags are where they look to be. */
export const simpleXml = (xml: string): string => {
  if (!xml.includes('<!')) return xml;
  let out = '';
  let at = 0;
  // by hand: a pattern looks to the end of the file for each that is not closed
  for (;;) {
    const from = xml.indexOf('<!', at);
    const comment = from >= 0 && xml.startsWith('<!--', from);
    const open = comment ? '<!--' : '<![CDATA[';
    if (from >= 0 && !xml.startsWith(open, from)) {
      out += xml.slice(at, from + 2);
      at = from + 2;
      continue;
    }
    const end = from < 0 ? -1 : xml.indexOf(comment ? '-->' : ']]>', from + open.length);
    if (end < 0) return out + xml.slice(at);
    out += xml.slice(at, from) + (comment ? '' : escapeXml(xml.slice(from + open.length, end)));
    at = end + 3;
  }
};

export interface Element {
  /** Without its prefix. */
  readonly name: string;
  /** With it. */
  readonly tag: string;
  readonly attributes: string;
  /** Between its tags; '' where it has none. */
  readonly inner: string;
  readonly xml: string;
}
const TAG = new RegExp(`<(/?)([\\w.:-]+)(${ATTRIBUTES})\\s*(/?)>`, 'g');

/** The elements that follow each other in a piece of simple XML; text between them is dropped. What is not closed ends it. */
export const elementsOf = (xml: string): Element[] => {
  const out: Element[] = [];
  let [depth, from, inside, tag, attributes] = [0, 0, 0, '', ''];
  for (const m of xml.matchAll(TAG)) {
    const closing = m[1] === '/';
    const at = m.index;
    const end = at + m[0].length;
    if (depth === 0) {
      if (closing) break;
      [from, inside, tag, attributes] = [at, end, m[2]!, m[3]!];
    }
    if (!closing && m[4] !== '/') depth += 1;
    else if (closing) depth -= 1;
    if (depth > 0) continue;
    out.push({
      name: tag.slice(tag.indexOf(':') + 1),
      tag,
      attributes,
      inner: closing ? xml.slice(inside, at) : '',
      xml: xml.slice(from, end),
    });
  }
  return out;
};
export const elementXml = (tag: string, attributes: string, inner: string): string =>
  inner === '' ? `<${tag}${attributes}/>` : `<${tag}${attributes}>${inner}</${tag}>`;

export const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** A part as one text. Parts beside the rows are small; what is not is refused. */
export const wholeText = async (text: AsyncIterable<string>, limit = 64 * 1024 * 1024): Promise<string> => {
  const pieces: string[] = [];
  let size = 0;
  for await (const piece of text) {
    size += piece.length;
    if (size > limit) throw new ReadRefused('unfolds', 'part');
    pieces.push(piece);
  }
  return pieces
    .join('')
    .replace(/^\ufeff/, '')
    .replace(/^\s*<\?xml[^>]*\?>\s*/, '');
};
