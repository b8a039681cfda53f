// XML as spreadsheets write it: names without their prefixes, no document types (so no entities but XML's own five), text by its declared encoding.
import { SaxesParser } from 'saxes';
import { ReadRefused } from './readRefused.ts';

export type Attributes = Readonly<Record<string, string>>;

interface XmlEvents {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text?(text: string): void;
}

export const localName = (name: string): string => {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
};

/** An attribute whatever its prefix. */
export const attribute = (attributes: Attributes, name: string): string | undefined => {
  if (attributes[name] !== undefined) return attributes[name];
  for (const key in attributes) if (localName(key) === name) return attributes[key];
  return undefined;
};

export const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true' || value === 'on';

interface XmlParser {
  feed(piece: string): void;
  end(): void;
}

export const xmlParser = (events: XmlEvents): XmlParser => {
  const parser = new SaxesParser({ position: false });
  parser.on('error', (error) => {
    throw new ReadRefused('damaged', error);
  });
  // a document type may define entities that unfold without end; no spreadsheet has one
  parser.on('doctype', () => {
    throw new ReadRefused('damaged', 'doctype');
  });
  parser.on('opentag', (tag) => events.open(localName(tag.name), tag.attributes as Attributes));
  parser.on('closetag', (tag) => events.close(localName(tag.name)));
  if (events.text) {
    const text = (piece: string): void => events.text!(piece);
    parser.on('text', text);
    parser.on('cdata', text);
  }
  return {
    feed: (piece) => void parser.write(piece),
    end: () => void parser.close(),
  };
};

export const parseXml = async (text: AsyncIterable<string>, events: XmlEvents): Promise<void> => {
  const parser = xmlParser(events);
  for await (const piece of text) parser.feed(piece);
  parser.end();
};

/** Names that browsers and decoders know under another one, or that stand for a smaller set of the same bytes. */
const decoderOf = (label: string): InstanceType<typeof TextDecoder> => {
  try {
    return new TextDecoder(/^(gb2312|gbk|gb_?18030|cp936|x-gbk|hz-gb-2312)$/i.test(label) ? 'gb18030' : label, { fatal: true });
  } catch {
    return new TextDecoder('utf-8', { fatal: true });
  }
};

/** By mark, by the zero bytes of UTF-16, else as the declaration says, else UTF-8. */
export const xmlEncoding = (start: Uint8Array): string => {
  const [a, b] = start;
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return 'utf-16be';
  if (a === 0xef && b === 0xbb) return 'utf-8';
  const head = Buffer.from(start.subarray(0, 200)).toString('latin1');
  const said = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1] ?? 'utf-8';
  // programs that write from memory say UTF-16 of what they then save as UTF-8
  return /^(?:utf-16|ucs-2|unicode)/i.test(said) ? 'utf-8' : said;
};

/** Characters that XML forbids and careless programs write all the same. */
const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;
const FORBIDDEN_ALL = new RegExp(FORBIDDEN, 'g');

export async function* xmlText(bytes: AsyncIterable<Uint8Array>, encoding?: string): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  try {
    for await (const piece of bytes) {
      decoder ??= decoderOf(encoding ?? xmlEncoding(piece));
      const text = decoder.decode(piece, { stream: true });
      if (text) yield FORBIDDEN.test(text) ? text.replace(FORBIDDEN_ALL, '') : text;
    }
    const rest = decoder?.decode();
    if (rest) yield rest;
  } catch (error) {
    throw error instanceof TypeError ? new ReadRefused('damaged', error) : error;
  }
}
