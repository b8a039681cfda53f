// What stands before the rows of a sheet: its size, where it is scrolled to, the widths of its columns.
import { LAST_COLUMN } from '../reading/limits.ts';
import { attr, elementsOf, elementXml, simpleXml, withAttr, withoutAttr } from './xmlWrite.ts';

interface HeadChanges {
  /** As WPS writes it: A1:T35. */
  readonly dimension: string;
  /** Row the body begins at, 0-based. */
  readonly bodyFrom: number;
  /** First of the two columns that are added. */
  readonly added: number;
  /** Columns with a coloured cell: nobody mends what is hidden. */
  readonly shown: ReadonlySet<number>;
}

/** Width of 失败原因 and of 建议, in characters. */
export const WIDTHS: readonly [number, number] = [44, 36];

const columnsXml = (tag: string, prefix: string, inner: string, attributes: string, { added, shown }: HeadChanges): string => {
  const parts: { readonly from: number; readonly xml: string }[] = [];
  const put = (from: number, to: number, a: string): void => {
    if (from <= to) parts.push({ from, xml: `<${prefix}col${withAttr(withAttr(a, 'min', from + 1), 'max', to + 1)}/>` });
  };
  for (const col of elementsOf(inner)) {
    const from = Number(attr(col.attributes, 'min') ?? 1) - 1;
    const to = Math.min(Number(attr(col.attributes, 'max') ?? from + 1) - 1, LAST_COLUMN);
    const hidden = /^(1|true|on)$/.test(attr(col.attributes, 'hidden') ?? '');
    const apart = [added, added + 1, ...(hidden ? shown : [])].filter((c) => c >= from && c <= to).sort((a, b) => a - b);
    let next = from;
    for (const c of new Set(apart)) {
      put(next, c - 1, col.attributes);
      if (c !== added && c !== added + 1) put(c, c, withoutAttr(col.attributes, 'hidden', 'collapsed'));
      next = c + 1;
    }
    put(next, to, col.attributes);
  }
  for (const i of [0, 1] as const) put(added + i, added + i, ` width="${WIDTHS[i]}" customWidth="1"`);
  return elementXml(
    tag,
    attributes,
    parts
      .sort((a, b) => a.from - b.from)
      .map((p) => p.xml)
      .join(''),
  );
};

/** The view at the top of the list, with what was frozen. */
const viewXml = (view: { tag: string; attributes: string; inner: string }, bodyFrom: number): string => {
  const inner = elementsOf(view.inner)
    .filter((c) => c.name !== 'selection')
    .map((c) => {
      if (c.name !== 'pane') return c.xml;
      const frozen = attr(c.attributes, 'state')?.startsWith('frozen');
      const rows = frozen ? Number(attr(c.attributes, 'ySplit') ?? 0) : 0;
      const at = attr(c.attributes, 'topLeftCell');
      const letters = /^[A-Za-z]+/.exec(at ?? '')?.[0] ?? 'A';
      // scrolled down to a row that is gone, the list would look empty
      const row = Math.min(Number(/\d+$/.exec(at ?? '')?.[0] ?? 1), Math.max(rows, bodyFrom) + 1);
      return at === undefined ? c.xml : elementXml(c.tag, withAttr(c.attributes, 'topLeftCell', `${letters}${row}`), c.inner);
    });
  return elementXml(view.tag, withoutAttr(view.attributes, 'topLeftCell'), inner.join(''));
};

/** `xml`: up to the rows. */
export const headXml = (xml: string, prefix: string, changes: HeadChanges): string => {
  const simple = simpleXml(xml).replace(/^\ufeff?\s*<\?xml[^>]*\?>\s*/, '');
  const root = /<(?:[\w.-]+:)?worksheet(?:\s+[\w.:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*>/.exec(simple);
  const from = root ? root.index + root[0].length : 0;
  const dimension = `<${prefix}dimension ref="${changes.dimension}"/>`;
  const out: string[] = [simple.slice(0, from)];
  let [sized, columns] = [false, false];
  const size = (): void => {
    if (!sized) out.push(dimension);
    sized = true;
  };
  for (const c of elementsOf(simple.slice(from))) {
    if (c.name === 'dimension') size();
    else if (c.name === 'sheetPr') out.push(elementXml(c.tag, withoutAttr(c.attributes, 'filterMode'), c.inner));
    else {
      size();
      if (c.name === 'sheetViews')
        out.push(
          elementXml(
            c.tag,
            c.attributes,
            elementsOf(c.inner)
              .map((v) => (v.name === 'sheetView' ? viewXml(v, changes.bodyFrom) : v.xml))
              .join(''),
          ),
        );
      else if (c.name === 'cols') {
        columns = true;
        out.push(columnsXml(c.tag, prefix, c.inner, c.attributes, changes));
      } else out.push(c.xml);
    }
  }
  size();
  if (!columns) out.push(columnsXml(`${prefix}cols`, prefix, '', '', changes));
  return out.join('');
};
