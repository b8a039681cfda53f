import { fileTypeFromBuffer } from 'file-type';
import { type FileType, fileEmpty, fileEncrypted } from '../filesContract.ts';

export const FILE_TYPES: Record<FileType, { readonly mime: string; readonly ending: string; readonly name: string }> = {
  xlsx: { mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ending: 'xlsx', name: 'Excel (xlsx)' },
  xls: { mime: 'application/vnd.ms-excel', ending: 'xls', name: 'Excel 97 (xls)' },
  ods: { mime: 'application/vnd.oasis.opendocument.spreadsheet', ending: 'ods', name: 'ODS' },
  text: { mime: 'text/csv; charset=utf-8', ending: 'csv', name: 'CSV' },
  // never as what it is: nobody's page is shown under our name
  markup: { mime: 'application/octet-stream', ending: 'xls', name: '网页或 XML 表格 / HTML or XML table' },
  docx: { mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', ending: 'docx', name: 'Word (docx)' },
  pdf: { mime: 'application/pdf', ending: 'pdf', name: 'PDF' },
  png: { mime: 'image/png', ending: 'png', name: 'PNG' },
  jpeg: { mime: 'image/jpeg', ending: 'jpg', name: 'JPEG' },
  webp: { mime: 'image/webp', ending: 'webp', name: 'WebP' },
};

/** What a content is: one of ours, or the name of what it is instead. */
export type Detected = { readonly type: FileType } | { readonly type: null; readonly found: string };

/** Decides by the content alone. Throws for an empty file and for one behind a password. */
export const detectType = async (content: Buffer): Promise<Detected> => {
  if (content.length === 0) throw fileEmpty();
  if (content.length > 30 && content.readUInt32BE(0) === 0x504b0304) return zipType(content);
  if (content.subarray(0, 8).toString('hex') === 'd0cf11e0a1b11ae1') return oleType(content);
  const found = await fileTypeFromBuffer(content).catch(() => undefined);
  switch (found?.ext) {
    case 'pdf':
    case 'png':
    case 'webp':
      return { type: found.ext };
    case 'jpg':
      return { type: 'jpeg' };
    case undefined:
      // a page of markup under the name of a table is still markup
      if (/^(\ufeff|\s)*</.test(content.toString('utf8', 0, 200))) return { type: null, found: 'HTML / XML' };
      return isText(content) ? { type: 'text' } : { type: null, found: '认不出的内容 / unrecognised' };
    default:
      return { type: null, found: found!.ext };
  }
};

/** Names of a zip's entries, from its central directory; at most 5,000 are looked at. */
const zipNames = (zip: Buffer): string[] => {
  const end = zip.lastIndexOf(Buffer.from('504b0506', 'hex'));
  if (end < 0 || end + 22 > zip.length) return [];
  const names: string[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let i = 0; i < Math.min(zip.readUInt16LE(end + 10), 5000); i++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== 0x02014b50) break;
    const length = zip.readUInt16LE(at + 28);
    names.push(zip.toString('utf8', at + 46, at + 46 + length));
    at += 46 + length + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return names;
};

const zipType = (zip: Buffer): Detected => {
  const names = new Set(zipNames(zip));
  if ([...names].some((n) => /vbaProject\.bin$/i.test(n))) return { type: null, found: '带宏的文件 / a file with macros' };
  if (names.has('[Content_Types].xml')) {
    if (names.has('xl/workbook.xml')) return { type: 'xlsx' };
    if (names.has('word/document.xml')) return { type: 'docx' };
  }
  // OpenDocument: the first entry is called mimetype and stored as it is
  const nameLength = zip.readUInt16LE(26);
  const mime = zip.subarray(30, 30 + nameLength).toString('latin1') === 'mimetype' ? zip.toString('latin1', 38, 38 + 60) : '';
  if (mime.startsWith('application/vnd.oasis.opendocument.spreadsheet')) return { type: 'ods' };
  return { type: null, found: 'zip' };
};

/** OLE2 holds old Excel and Word alike, and new Excel behind a password: the names in its directory tell. */
const oleType = (ole: Buffer): Detected => {
  const has = (name: string) => ole.includes(Buffer.from(`${name}\0`, 'utf16le'));
  if (has('EncryptedPackage')) throw fileEncrypted();
  if (has('Workbook') || has('Book')) return { type: 'xls' };
  return { type: null, found: has('WordDocument') ? 'Word 97 (doc)' : 'OLE2' };
};

/** UTF-8, GB18030 or UTF-16 with its mark, without control characters: what Excel and WPS save as text. */
const isText = (content: Buffer): boolean => {
  const wide =
    content[0] === 0xff && content[1] === 0xfe ? 'utf-16le' : content[0] === 0xfe && content[1] === 0xff ? 'utf-16be' : undefined;
  for (const encoding of wide ? [wide] : ['utf-8', 'gb18030']) {
    try {
      return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(new TextDecoder(encoding, { fatal: true }).decode(content));
    } catch {
      // not this encoding
    }
  }
  return false;
};

/** A name that is safe on every system and tells the type truly: no path, no control or direction characters, at most 120 characters. */
export const safeName = (name: string, type: FileType): string => {
  const base = name
    .normalize('NFC')
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/^.*[/\\]/, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const given = /\.([A-Za-z0-9]{1,5})$/.exec(name)?.[1]?.toLowerCase();
  const { ending } = FILE_TYPES[type];
  const fine = given === ending || (type === 'text' && given === 'txt') || (type === 'jpeg' && given === 'jpeg');
  return `${[...(base || 'file')].slice(0, 110).join('')}.${fine ? given : ending}`;
};
