// What a file is, by its bytes. Its ending decides nothing: old systems save HTML as .xls, people rename .csv to .xlsx.
import type { ReadFault } from '../../rulesBook.ts';
import { hasFilePass, isCompound, readCompound } from './compound.ts';
import { ReadRefused } from './readRefused.ts';
import { bomLength, utf16Of } from './textEncoding.ts';
import { readContentTypes, readRelations } from './xlsxParts.ts';
import { xmlEncoding } from './xml.ts';
import type { Zip } from './zip.ts';

export type Family = 'zip' | 'compound' | 'biff' | 'html' | 'xml2003' | 'text';

/** Files that people send instead of a sheet. Text may begin with BM, so a bitmap needs its zeros too. */
const OTHERS: readonly RegExp[] = [
  /^\x89PNG|^\xff\xd8\xff|^GIF8|^BM....\0\0\0\0|^RIFF....WEBP|^II\*\0|^MM\0\*/s,
  /^....ftyp/s,
  /^%PDF-|^\{\\rtf|^MIME-Version:/i,
  /^7z\xbc\xaf|^Rar!|^\x1f\x8b|^SQLite format|^MZ.{0,100}\0\0|^\x7fELF/s,
];

/** The start as text, well enough to see tags. */
const startText = (start: Buffer): string => {
  const utf16 = utf16Of(start) ?? (/utf-16/.test(xmlEncoding(start)) ? xmlEncoding(start) : undefined);
  return utf16 ? new TextDecoder(utf16).decode(start) : start.toString('latin1', bomLength(start));
};

const isBinary = (start: Buffer): boolean => {
  let [control, zeros] = [0, 0];
  for (const b of start) {
    if (b === 0) zeros++;
    else if (b < 0x20 && !(b >= 9 && b <= 13) && b !== 0x1a && b !== 0x1b) control++;
  }
  return control > 1 + start.length / 200 || zeros > start.length / 3;
};

/** `start` is the first 64 KiB or all of a shorter file. */
export const familyOf = (start: Buffer, size: number): Family => {
  if (size === 0) throw new ReadRefused('empty');
  if (start.toString('latin1', 0, 4) === 'PK\x03\x04') return 'zip';
  if (isCompound(start)) return 'compound';
  const head = start.toString('latin1', 0, 1024);
  // a zip without entries, a piece of one
  if (/^PK[\x05-\x08][\x06-\x08]/.test(head) || OTHERS.some((other) => other.test(head))) throw new ReadRefused('notASheet');
  // BIFF 2–5 without the compound file around it
  if (/^\x09[\0\x02\x04\x08][\x04-\x08]\0/.test(head)) return 'biff';
  const text = startText(start);
  if (size === start.length && /^[\s\0]*$/.test(text)) throw new ReadRefused('empty');
  if (!utf16Of(start) && isBinary(start)) throw new ReadRefused('notASheet');
  if (/^\s*</.test(text)) {
    if (/<(?:[\w.-]+:)?Workbook[\s>]/.test(text) && text.includes('urn:schemas-microsoft-com:office:spreadsheet')) return 'xml2003';
    if (/<(?:html|table|head|body|meta|style|tr|div)[\s>/]|<!doctype\s+html/i.test(text)) return 'html';
    if (/^\s*<\?xml/.test(text)) throw new ReadRefused('notASheet');
  }
  return 'text';
};

type ZipKind = { readonly kind: 'xlsx'; readonly workbook: string } | { readonly kind: 'xlsb' } | { readonly kind: 'ods' };

const SPREADSHEET = /spreadsheetml\.(?:sheet|template)\.main\+xml|ms-excel\.(?:sheet|template|addin)\.macroEnabled\.main\+xml/i;
const BINARY = /ms-excel\.sheet\.binary\.macroEnabled\.main/i;
const SMALL = 1024 * 1024;

export const zipKind = async (zip: Zip): Promise<ZipKind> => {
  const types = await readContentTypes(zip);
  if (types.size > 0 || zip.has('[Content_Types].xml')) {
    const main = (await readRelations(zip, '')).find((r) => r.kind === 'officeDocument')?.target;
    const type = main === undefined ? undefined : types.get(main.toLowerCase());
    if (main !== undefined && zip.has(main)) {
      if (BINARY.test(type ?? '')) return { kind: 'xlsb' };
      if (SPREADSHEET.test(type ?? '') || (type === undefined && /workbook[^/]*\.xml$/i.test(main)))
        return { kind: 'xlsx', workbook: main };
      throw new ReadRefused('notASheet', type);
    }
    // some libraries forget the relation: the part whose type says so
    for (const [part, named] of types) if (SPREADSHEET.test(named) && zip.has(part)) return { kind: 'xlsx', workbook: part };
    if (zip.has('xl/workbook.xml')) return { kind: 'xlsx', workbook: 'xl/workbook.xml' };
    throw new ReadRefused(zip.names.some((n) => /^xl\//i.test(n)) ? 'damaged' : 'notASheet');
  }
  if (zip.has('mimetype') || zip.has('content.xml')) {
    const type = zip.has('mimetype') ? (await zip.whole('mimetype', SMALL)).toString('latin1').trim() : 'spreadsheet';
    if (!type.includes('spreadsheet')) throw new ReadRefused('notASheet', type);
    if (zip.has('META-INF/manifest.xml') && (await zip.whole('META-INF/manifest.xml', SMALL)).includes('encryption-data'))
      throw new ReadRefused('password');
    if (!zip.has('content.xml')) throw new ReadRefused('damaged');
    return { kind: 'ods' };
  }
  if (zip.has('xl/workbook.xml')) return { kind: 'xlsx', workbook: 'xl/workbook.xml' };
  throw new ReadRefused('notASheet');
};

/** Throws unless the compound file is a workbook that can be opened without a password. */
export const assertWorkbook = (file: Buffer): void => {
  let fault: ReadFault | undefined;
  try {
    const compound = readCompound(file);
    const has = (name: string): boolean => compound.names.some((n) => n.toLowerCase() === name.toLowerCase());
    const stream = ['Workbook', 'Book'].find(has);
    if (has('EncryptedPackage') || has('EncryptionInfo')) fault = 'password';
    else if (!stream) fault = 'notASheet';
    else if (hasFilePass(compound.start(stream, 64 * 1024))) fault = 'password';
  } catch (error) {
    throw new ReadRefused('damaged', error);
  }
  if (fault) throw new ReadRefused(fault);
};
