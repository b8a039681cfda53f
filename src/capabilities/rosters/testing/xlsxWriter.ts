// An xlsx of hand-written parts.
import { writeZip, type ZipPart } from './zipWriter.ts';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export interface XlsxParts {
  /** XML of each sheet, or only what stands in `<sheetData>`. */
  readonly sheets: readonly (string | { readonly name: string; readonly xml: string; readonly state?: string })[];
  readonly strings?: string;
  readonly styles?: string;
  readonly date1904?: boolean;
  readonly strict?: boolean;
  /** Of the workbook part. */
  readonly at?: string;
  readonly type?: string;
  readonly more?: readonly ZipPart[];
}

export const sheetXml = (rows: string, before = '', after = ''): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN}">${before}<sheetData>${rows}</sheetData>${after}</worksheet>`;

export const xlsxOf = (parts: XlsxParts): Buffer => {
  const at = parts.at ?? 'xl/workbook.xml';
  const folder = at.slice(0, at.lastIndexOf('/') + 1);
  const office = parts.strict ? 'http://purl.oclc.org/ooxml/officeDocument/relationships' : OFFICE;
  const main = parts.strict ? 'http://purl.oclc.org/ooxml/spreadsheetml/main' : MAIN;
  const sheets = parts.sheets.map((s, i) => (typeof s === 'string' ? { name: `表${i + 1}`, xml: s } : s));
  const relation = (id: string, kind: string, target: string) => `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`;
  const relations = (inside: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside}</Relationships>`;
  return writeZip([
    {
      name: '[Content_Types].xml',
      content: `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${at}" ContentType="${parts.type ?? `${TYPE}.sheet.main+xml`}"/></Types>`,
    },
    { name: '_rels/.rels', content: relations(relation('rId1', 'officeDocument', at)) },
    {
      name: at,
      content: `<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${parts.date1904 ? ' date1904="1"' : ''}/><sheets>${sheets
        .map((s, i) => `<sheet name="${s.name}" sheetId="${i + 1}"${s.state ? ` state="${s.state}"` : ''} r:id="s${i}"/>`)
        .join('')}</sheets></workbook>`,
    },
    {
      name: `${folder}_rels/${at.slice(folder.length)}.rels`,
      content: relations(
        sheets.map((_, i) => relation(`s${i}`, 'worksheet', `worksheets/sheet${i + 1}.xml`)).join('') +
          relation('st', 'styles', 'styles.xml') +
          relation('ss', 'sharedStrings', `/${folder}sharedStrings.xml`),
      ),
    },
    ...(parts.styles ? [{ name: `${folder}styles.xml`, content: `<styleSheet xmlns="${main}">${parts.styles}</styleSheet>` }] : []),
    ...(parts.strings ? [{ name: `${folder}sharedStrings.xml`, content: `<sst xmlns="${main}">${parts.strings}</sst>` }] : []),
    ...sheets.map((s, i) => ({
      name: `${folder}worksheets/sheet${i + 1}.xml`,
      content: s.xml.includes('worksheet') ? s.xml : sheetXml(s.xml),
    })),
    ...(parts.more ?? []),
  ]);
};
