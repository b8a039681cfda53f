// What a package says about its parts: one sheet more, no order of calculation, names of areas that moved.

import { mappedName } from './formula.ts';
import type { RowMap } from './rowMap.ts';
import { attr, elementsOf, elementXml, escapeXml, plainXml, simpleXml, withoutAttr } from './xmlWrite.ts';

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** [Content_Types].xml without the parts that go, with those that come. */
export const contentTypes = (
  xml: string,
  gone: ReadonlySet<string>,
  added: Readonly<Record<string, 'sheet.main' | 'worksheet' | 'styles'>>,
): string => {
  const [root] = elementsOf(simpleXml(xml));
  if (!root) throw new RangeError('content types');
  const nameOf = (c: { readonly attributes: string }) =>
    plainXml(attr(c.attributes, 'PartName') ?? '')
      .replace(/^\//, '')
      .toLowerCase();
  const kept = elementsOf(root.inner).filter((c) => !gone.has(nameOf(c)) && !Object.keys(added).some((n) => n.toLowerCase() === nameOf(c)));
  const prefix = root.tag.slice(0, root.tag.length - root.name.length);
  const more = Object.entries(added).map(
    ([part, kind]) => `<${prefix}Override PartName="/${escapeXml(part)}" ContentType="${TYPE}.${kind}+xml"/>`,
  );
  return elementXml(root.tag, root.attributes, kept.map((c) => c.xml).join('') + more.join(''));
};

/** Relations of the workbook without those of some kinds, with new ones. */
export const workbookRelations = (
  xml: string,
  gone: ReadonlySet<string>,
  added: readonly { readonly id: string; readonly type: string; readonly target: string }[],
): string => {
  const [root] = elementsOf(simpleXml(xml));
  if (!root) throw new RangeError('relations');
  const prefix = root.tag.slice(0, root.tag.length - root.name.length);
  const kept = elementsOf(root.inner).filter((c) => !gone.has((attr(c.attributes, 'Type') ?? '').replace(/^.*\//, '')));
  const more = added.map((r) => `<${prefix}Relationship Id="${r.id}" Type="${r.type}" Target="${escapeXml(r.target)}"/>`);
  return elementXml(root.tag, root.attributes, kept.map((c) => c.xml).join('') + more.join(''));
};

interface WorkbookChanges {
  /** Null: the note sheet was there already. */
  readonly note: { readonly name: string; readonly relation: string } | null;
  /** Rows of the sheets that were rewritten, by name. */
  readonly maps: ReadonlyMap<string, RowMap>;
}
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const STRICT = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const STRICT_MAIN = 'http://purl.oclc.org/ooxml/spreadsheetml/main';
/** Strict files (ISO/IEC 29500) have namespaces of their own. */
export const isStrict = (workbook: string): boolean => workbook.includes(STRICT_MAIN);
export const officeOf = (strict: boolean): string => (strict ? STRICT : OFFICE);

export const workbookXml = (xml: string, { note, maps }: WorkbookChanges): string => {
  const [root] = elementsOf(simpleXml(xml));
  if (!root) throw new RangeError('workbook');
  const prefix = root.tag.slice(0, root.tag.length - root.name.length);
  const children = elementsOf(root.inner).map((c) => {
    if (c.name === 'sheets') {
      const sheets = elementsOf(c.inner);
      const seen = sheets.map((s) => {
        // nobody mends a row of a sheet that is hidden
        const shown = (maps.get(plainXml(attr(s.attributes, 'name') ?? ''))?.count ?? 0) > 0;
        return shown ? elementXml(s.tag, withoutAttr(s.attributes, 'state'), s.inner) : s.xml;
      });
      if (!note) return elementXml(c.tag, c.attributes, seen.join(''));
      const ids = sheets.map((s) => Number(attr(s.attributes, 'sheetId') ?? 0));
      const id = Math.max(0, ...ids.filter(Number.isInteger)) + 1;
      const more = `<${prefix}sheet name="${note.name}" sheetId="${id}" r:id="${note.relation}" xmlns:r="${officeOf(isStrict(xml))}"/>`;
      return elementXml(c.tag, c.attributes, seen.join('') + more);
    }
    if (c.name !== 'definedNames') return c.xml;
    const names = elementsOf(c.inner).map((n) => {
      const text = plainXml(n.inner);
      if (![...maps.keys()].some((sheet) => text.includes(sheet.replaceAll("'", "''")))) return n.xml;
      const to = mappedName(text, (sheet, top, bottom) => {
        const map = maps.get(sheet);
        return map ? map.tight(top, bottom) : [top, bottom];
      });
      // an area that is gone: what Excel itself keeps is dropped, what somebody named says so
      if (to === null) return /^_xlnm\./.test(attr(n.attributes, 'name') ?? '') ? '' : elementXml(n.tag, n.attributes, '#REF!');
      return elementXml(n.tag, n.attributes, escapeXml(to));
    });
    const inner = names.join('');
    return inner === '' ? '' : elementXml(c.tag, c.attributes, inner);
  });
  return elementXml(root.tag, root.attributes, children.join(''));
};
