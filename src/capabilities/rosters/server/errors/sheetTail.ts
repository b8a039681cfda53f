// What stands after the rows of a sheet: merged cells, drop-downs, colours by rule, filters, links. Each is moved to where its rows are now, or goes with them.
import type { Area } from '../../rulesBook.ts';
import { areaOf } from '../reading/cellRef.ts';
import { asksBody, movedFormula } from './formula.ts';
import { type RowMap, refOf } from './rowMap.ts';
import { attr, type Element, elementsOf, elementXml, escapeXml, plainXml, simpleXml, withAttr, withoutAttr } from './xmlWrite.ts';

interface TailChanges {
  readonly prefix: string;
  readonly map: RowMap;
  /** The two columns that are added. */
  readonly added: number;
  /** Heads of the two columns, merged down over the header rows. */
  readonly merges: readonly Area[];
  /** Sheets whose rows are as they were. */
  readonly stays: (sheet: string) => boolean;
}

/** CT_Worksheet, from the rows on. */
const ORDER = [
  'sheetCalcPr',
  'sheetProtection',
  'protectedRanges',
  'scenarios',
  'autoFilter',
  'sortState',
  'dataConsolidate',
  'customSheetViews',
  'mergeCells',
];

type Rows = (top: number, bottom: number) => readonly [number, number] | null;
const moved = (area: Area, rows: Rows): Area | null => {
  const to = rows(area.top, area.bottom);
  return to ? { ...area, top: to[0], bottom: to[1] } : null;
};

/** Where the first area of a list went, which relative references in its rules go by. */
interface Ranges {
  readonly ref: string;
  readonly down: number;
}
const rangesOf = (sqref: string, rows: Rows): Ranges | null => {
  const out: string[] = [];
  let down: number | undefined;
  for (const part of sqref.trim().split(/\s+/)) {
    const area = areaOf(part);
    const to = area && moved(area, rows);
    if (!area || !to) continue;
    down ??= to.top - area.top;
    out.push(refOf(to));
  }
  return out.length ? { ref: out.join(' '), down: down ?? 0 } : null;
};

/** Formulas of a rule, moved along; null where one cannot be. */
const rulesMoved = (inner: string, down: number, formula: RegExp): string | null => {
  if (down === 0) return inner;
  let lost = false;
  const out = inner.replace(formula, (_, open: string, text: string, close: string) => {
    const to = movedFormula(plainXml(text), down, 0);
    if (to === null) lost = true;
    return `${open}${escapeXml(to ?? '')}${close}`;
  });
  return lost ? null : out;
};
const FORMULAS = /(<(?:[\w.-]+:)?formula\d?>)([^<]*)(<\/)/g;
const EXTRA_FORMULAS = /(<xm:f>)([^<]*)(<\/)/g;

const validation = (c: Element, t: TailChanges): string => {
  const to = rangesOf(attr(c.attributes, 'sqref') ?? '', t.map.wide);
  if (!to) return '';
  const source = /<(?:[\w.-]+:)?formula1>([^<]*)</.exec(c.inner)?.[1];
  // the list it offers stood in rows that are gone
  if (attr(c.attributes, 'type') === 'list' && source !== undefined && asksBody(plainXml(source), t.map.above, t.stays)) return '';
  const inner = rulesMoved(c.inner, to.down, FORMULAS);
  return inner === null ? '' : elementXml(c.tag, withAttr(c.attributes, 'sqref', to.ref), inner);
};
const conditional = (c: Element, t: TailChanges): string => {
  const to = rangesOf(attr(c.attributes, 'sqref') ?? '', t.map.wide);
  const inner = to && rulesMoved(c.inner, to.down, FORMULAS);
  return to && inner ? elementXml(c.tag, withAttr(c.attributes, 'sqref', to.ref), inner) : '';
};
const merge = (c: Element, t: TailChanges): string => {
  const area = areaOf(attr(c.attributes, 'ref') ?? '');
  const to = area && moved(area, t.map.tight);
  if (!area || !to || (to.top === to.bottom && to.left === to.right)) return '';
  // the heads of an error workbook that was handed in again
  if (area.left >= t.added && area.right <= t.added + 1) return '';
  return elementXml(c.tag, withAttr(c.attributes, 'ref', refOf(to)), '');
};
const link = (c: Element, t: TailChanges): string => {
  const area = areaOf(attr(c.attributes, 'ref') ?? '');
  const to = area && moved(area, t.map.tight);
  return to ? elementXml(c.tag, withAttr(c.attributes, 'ref', refOf(to)), c.inner) : '';
};
const ranged = (c: Element, t: TailChanges): string => {
  const to = rangesOf(attr(c.attributes, 'sqref') ?? '', t.map.wide);
  return to ? elementXml(c.tag, withAttr(c.attributes, 'sqref', to.ref), c.inner) : '';
};

/** A list without the items that went; nothing where all did. */
const listXml = (c: Element, change: (item: Element) => string, more = ''): string => {
  const inner = elementsOf(c.inner).map(change).join('') + more;
  return inner === '' ? '' : elementXml(c.tag, withoutAttr(c.attributes, 'count'), inner);
};

const filter = (c: Element, t: TailChanges): string => {
  const area = areaOf(attr(c.attributes, 'ref') ?? '');
  const to = area && moved(area, t.map.tight);
  // its rows were hidden by the filter; handed back, they are to be seen
  return to ? elementXml(c.tag, withAttr(c.attributes, 'ref', refOf(to)), '') : '';
};

/** Rules of Excel 2010 and later, whose areas stand in an element of their own. */
const extraItem = (c: Element, t: TailChanges): string => {
  const sqref = /<xm:sqref>([^<]*)<\/xm:sqref>/.exec(c.inner);
  if (!sqref) return c.xml;
  const to = rangesOf(sqref[1]!, t.map.wide);
  const source = /<xm:f>([^<]*)</.exec(c.inner)?.[1];
  if (!to || (attr(c.attributes, 'type') === 'list' && source !== undefined && asksBody(plainXml(source), t.map.above, t.stays))) return '';
  const inner = rulesMoved(c.inner, to.down, EXTRA_FORMULAS);
  return inner === null ? '' : elementXml(c.tag, c.attributes, inner.replace(sqref[0], `<xm:sqref>${to.ref}</xm:sqref>`));
};
const extensions = (c: Element, t: TailChanges): string => {
  const items = elementsOf(c.inner).map((ext) => {
    const [list] = elementsOf(ext.inner);
    if (list?.name === 'dataValidations' || list?.name === 'conditionalFormattings') {
      const kept = listXml(list, (item) => extraItem(item, t));
      return kept === '' ? '' : elementXml(ext.tag, ext.attributes, kept);
    }
    // little charts in cells are drawn from rows
    return list?.name === 'sparklineGroups' ? '' : ext.xml;
  });
  const inner = items.join('');
  return inner === '' ? '' : elementXml(c.tag, c.attributes, inner);
};

const mergesXml = (t: TailChanges): string => t.merges.map((m) => `<${t.prefix}mergeCell ref="${refOf(m)}"/>`).join('');

const childXml = (c: Element, t: TailChanges): string => {
  switch (c.name) {
    case 'mergeCells':
      return listXml(c, (m) => merge(m, t), mergesXml(t));
    case 'dataValidations':
      return listXml(c, (v) => validation(v, t));
    case 'conditionalFormatting':
      return conditional(c, t);
    case 'hyperlinks':
      return listXml(c, (l) => link(l, t));
    case 'ignoredErrors':
    case 'protectedRanges':
      return listXml(c, (r) => (attr(r.attributes, 'sqref') === undefined ? r.xml : ranged(r, t)));
    case 'autoFilter':
      return filter(c, t);
    case 'extLst':
      return extensions(c, t);
    // breaks between pages, and what else speaks of single rows without holding data
    case 'rowBreaks':
    case 'sortState':
    case 'cellWatches':
    case 'smartTags':
      return '';
    default:
      return c.xml;
  }
};

/** `xml`: from the rows on, the end of the sheet included. */
export const tailXml = (xml: string, t: TailChanges): string => {
  const simple = simpleXml(xml);
  const end = simple.lastIndexOf('</');
  const children = elementsOf(simple.slice(0, end));
  const out: string[] = [];
  let merged = t.merges.length === 0 || children.some((c) => c.name === 'mergeCells');
  for (const c of children) {
    if (!merged && !ORDER.includes(c.name)) {
      out.push(`<${t.prefix}mergeCells>${mergesXml(t)}</${t.prefix}mergeCells>`);
      merged = true;
    }
    out.push(childXml(c, t));
  }
  if (!merged) out.push(`<${t.prefix}mergeCells>${mergesXml(t)}</${t.prefix}mergeCells>`);
  return out.join('') + simple.slice(end);
};
