// A table as a file that WPS and Excel open, made in the browser: a zip of a few XML parts, stored and not compressed. No library is loaded for it.

export type SheetCell = string | number | null;
export interface Sheet {
  readonly name: string;
  /** The first `head` rows stay when the sheet is scrolled. */
  readonly head: number;
  readonly rows: readonly (readonly SheetCell[])[];
  readonly percent?: boolean;
}

const TABLE = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
const crc32 = (bytes: Uint8Array): number => {
  let c = 0xffffffff;
  for (const b of bytes) c = TABLE[(c ^ b) & 0xff]! ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
};

// 1 January 1980: a file says when it was made in its own words, and the same table is the same file
const [DOS_TIME, DOS_DAY] = [0, 0x21];
/** Entries as a zip archive, method 0. */
const zipOf = (entries: readonly (readonly [string, string])[]): Uint8Array => {
  const utf8 = new TextEncoder();
  const parts: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let at = 0;
  for (const [name, text] of entries) {
    const [path, content] = [utf8.encode(name), utf8.encode(text)];
    const head = (signature: number, size: number): DataView => {
      const view = new DataView(new ArrayBuffer(size));
      view.setUint32(0, signature, true);
      return view;
    };
    /** What both headers tell, from their own first place on. */
    const common = (view: DataView, from: number): void => {
      view.setUint16(from, 20, true);
      view.setUint16(from + 2, 0x800, true);
      view.setUint16(from + 6, DOS_TIME, true);
      view.setUint16(from + 8, DOS_DAY, true);
      view.setUint32(from + 10, crc32(content), true);
      view.setUint32(from + 14, content.length, true);
      view.setUint32(from + 18, content.length, true);
      view.setUint16(from + 22, path.length, true);
    };
    const local = head(0x04034b50, 30);
    common(local, 4);
    const listed = head(0x02014b50, 46);
    listed.setUint16(4, 20, true);
    common(listed, 6);
    listed.setUint32(42, at, true);
    central.push(new Uint8Array(listed.buffer), path);
    const made = [new Uint8Array(local.buffer), path, content];
    parts.push(...made);
    at += made.reduce((n, p) => n + p.length, 0);
  }
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, entries.length, true);
  end.setUint16(10, entries.length, true);
  end.setUint32(
    12,
    central.reduce((n, p) => n + p.length, 0),
    true,
  );
  end.setUint32(16, at, true);
  const all = [...parts, ...central, new Uint8Array(end.buffer)];
  const out = new Uint8Array(all.reduce((n, p) => n + p.length, 0));
  let to = 0;
  for (const p of all) {
    out.set(p, to);
    to += p.length;
  }
  return out;
};

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const escaped = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
const column = (i: number): string => (i < 26 ? '' : String.fromCharCode(64 + Math.floor(i / 26))) + String.fromCharCode(65 + (i % 26));
const [PLAIN, WHOLE, SHARE, HEAD] = [0, 1, 2, 3];
const sheetXml = ({ rows, head, percent }: Sheet): string => {
  const cells = rows.map((row, r) => {
    const inner = row.map((c, i) => {
      const at = `${column(i)}${r + 1}`;
      if (c === null) return '';
      if (typeof c === 'number') return `<c r="${at}" s="${percent ? SHARE : WHOLE}"><v>${c}</v></c>`;
      return `<c r="${at}" s="${r < head ? HEAD : PLAIN}" t="inlineStr"><is><t xml:space="preserve">${escaped(c)}</t></is></c>`;
    });
    return `<row r="${r + 1}">${inner.join('')}</row>`;
  });
  const widths = (rows[head - 1] ?? rows[0] ?? []).map(
    (_, i) => `<col min="${i + 1}" max="${i + 1}" width="${i === 0 ? 24 : 16}" customWidth="1"/>`,
  );
  const pane = head ? `<pane ySplit="${head}" topLeftCell="A${head + 1}" activePane="bottomLeft" state="frozen"/>` : '';
  return `${XML}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>${widths.length ? `<cols>${widths.join('')}</cols>` : ''}<sheetData>${cells.join('')}</sheetData></worksheet>`;
};
const STYLES = `${XML}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf fontId="0"/><xf fontId="0" numFmtId="3" applyNumberFormat="1"/><xf fontId="0" numFmtId="10" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`;
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Numbers stay numbers; text is text, never a formula. Sheet names: at most 31 signs, none of \ / ? * [ ] : */
export const xlsxOf = (sheets: readonly Sheet[]): Uint8Array => {
  const ids = sheets.map((_, i) => i + 1);
  return zipOf([
    [
      '[Content_Types].xml',
      `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/>${ids.map((i) => `<Override PartName="/xl/worksheets/sheet${i}.xml" ContentType="${TYPES}.worksheet+xml"/>`).join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${XML}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${RELATIONS}"><sheets>${sheets.map((s, i) => `<sheet name="${escaped(s.name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31))}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${ids.map((i) => `<Relationship Id="rId${i}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${i}.xml"/>`).join('')}<Relationship Id="rId${ids.length + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ['xl/styles.xml', STYLES],
    ...sheets.map((s, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(s)] as const),
  ]);
};
