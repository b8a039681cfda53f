// Parts that hang on a sheet and speak of its rows: comments and their boxes, pictures, tables of Excel. They move with the rows, or go.

import { areaOf } from '../reading/cellRef.ts';
import type { Relation } from '../reading/xlsxParts.ts';
import { type RowMap, refOf } from './rowMap.ts';
import { attr, elementsOf, elementXml, simpleXml, withAttr, withoutAttr } from './xmlWrite.ts';

type Change = (xml: string, map: RowMap) => string;

/** Root, then the children that `change` leaves. */
const within = (xml: string, change: (children: ReturnType<typeof elementsOf>) => string): string => {
  const [root] = elementsOf(simpleXml(xml));
  return root ? elementXml(root.tag, root.attributes, change(elementsOf(root.inner))) : xml;
};

/** A thing at one cell, by its `ref`. */
const refMoved = (c: ReturnType<typeof elementsOf>[number], map: RowMap): string => {
  const area = areaOf(attr(c.attributes, 'ref') ?? '');
  const to = area ? map.to(area.top) : -1;
  return area && to >= 0 ? elementXml(c.tag, withAttr(c.attributes, 'ref', refOf({ ...area, top: to, bottom: to })), c.inner) : '';
};
const comments: Change = (xml, map) =>
  within(xml, (children) =>
    children
      .map((c) =>
        c.name === 'commentList'
          ? elementXml(
              c.tag,
              c.attributes,
              elementsOf(c.inner)
                .map((one) => refMoved(one, map))
                .join(''),
            )
          : c.xml,
      )
      .join(''),
  );
const threaded: Change = (xml, map) => within(xml, (children) => children.map((c) => refMoved(c, map)).join(''));

const CLOSED = '</v:shape>';
const eachShape = (xml: string, change: (shape: string) => string): string => {
  // after the last one that is closed a pattern would look to the end from every one that is open
  const end = xml.lastIndexOf(CLOSED) + CLOSED.length;
  return end < CLOSED.length ? xml : xml.slice(0, end).replace(/<v:shape[\s>][\s\S]*?<\/v:shape>/g, change) + xml.slice(end);
};
/** Boxes of comments: VML, which is not always XML; each shape names its row. */
const boxes: Change = (xml, map) =>
  eachShape(xml, (shape) => {
    const row = /<x:Row>\s*(\d+)\s*<\/x:Row>/.exec(shape);
    if (!row) return shape;
    const to = map.to(Number(row[1]));
    if (to < 0) return '';
    const down = to - Number(row[1]);
    return shape
      .replace(row[0], `<x:Row>${to}</x:Row>`)
      .replace(/(<x:Anchor>)([^<]*)(<\/x:Anchor>)/, (_, open: string, list: string, close: string) => {
        const n = list.split(',').map(Number);
        if (n.length !== 8 || n.some(Number.isNaN)) return open + list + close;
        n[2] = Math.max(0, n[2]! + down);
        n[6] = Math.max(0, n[6]! + down);
        return open + n.join(', ') + close;
      });
  });

/** Pictures lie over rows: they go with the row they begin in. */
const pictures: Change = (xml, map) =>
  within(xml, (children) =>
    children
      .map((c) => {
        const row = /<(?:[\w.-]+:)?from>[\s\S]*?<(?:[\w.-]+:)?row>\s*(\d+)\s*</.exec(c.inner.slice(0, 4000));
        if (!row) return c.xml;
        const from = Number(row[1]);
        const to = map.to(from);
        if (to < 0) return '';
        return to === from
          ? c.xml
          : c.xml.replace(
              /(<(?:[\w.-]+:)?row>\s*)(\d+)(\s*<)/g,
              (_, open: string, n: string, close: string) => open + (Number(n) + to - from) + close,
            );
      })
      .join(''),
  );

/** A table of Excel has its header and a row at least; a row of totals went with the others. */
const table: Change = (xml, map) => {
  const [root] = elementsOf(simpleXml(xml));
  const area = root && areaOf(attr(root.attributes, 'ref') ?? '');
  if (!root || !area) return xml;
  const to = map.tight(area.top, area.bottom) ?? [area.top, area.top];
  const totals = Number(attr(root.attributes, 'totalsRowCount') ?? 0) > 0 && map.to(area.bottom) < 0;
  const ref = refOf({ ...area, top: to[0], bottom: Math.max(to[1], to[0] + 1) });
  const attributes = withAttr(totals ? withoutAttr(root.attributes, 'totalsRowCount') : root.attributes, 'ref', ref);
  const inner = elementsOf(root.inner).map((c) => {
    if (c.name === 'autoFilter') return elementXml(c.tag, withAttr(c.attributes, 'ref', ref), '');
    return c.name === 'sortState' ? '' : c.xml;
  });
  return elementXml(root.tag, attributes, inner.join(''));
};

const CHANGES: Readonly<Record<string, Change>> = {
  comments,
  threadedComment: threaded,
  vmlDrawing: boxes,
  drawing: pictures,
  table,
};

/** Parts of a sheet that must be changed with it, by name. */
export const partsAround = (relations: readonly Relation[], map: RowMap): Map<string, (xml: string) => string> =>
  new Map(
    relations.flatMap(({ kind, target }) => {
      const change = CHANGES[kind];
      return change ? [[target, (xml: string) => change(xml, map)] as const] : [];
    }),
  );
