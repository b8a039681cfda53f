// Styles of our own beside those of the file: of a cell that is coloured its number format, font and border stay, only the fill changes.
import { ATTRIBUTES, elementsOf, elementXml, simpleXml, withAttr, withoutAttr } from './xmlWrite.ts';

/** 拒收 and 存疑 of cells that were there; their sentence beside the row; 建议; the two heads; the sheet that explains. */
type StyleKind = 'refused' | 'doubtful' | 'refusedText' | 'doubtfulText' | 'text' | 'head' | 'plain' | 'title';

/** 朱 and 赭 of the design at their lightest, and a tone deeper for the heads. */
const FILLS: readonly string[] = ['FFFCF0ED', 'FFFCF5E6', 'FFF6DAD3'];
const FILL: Readonly<Partial<Record<StyleKind, number>>> = { refused: 0, refusedText: 0, doubtful: 1, doubtfulText: 1, head: 2 };
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
/** Excel takes 65,490 cell formats. */
const MOST = 65_000;

export interface StyleBook {
  /** Number of the style `base` (of a cell; anything else counts as 0) made into that kind. */
  of(base: number, kind: StyleKind): number;
  xml(): string;
}

const DEFAULTS: Readonly<Record<string, (p: string) => string>> = {
  fonts: (p) => `<${p}fonts count="1"><${p}font><${p}sz val="11"/><${p}name val="宋体"/></${p}font></${p}fonts>`,
  fills: (p) =>
    `<${p}fills count="2"><${p}fill><${p}patternFill patternType="none"/></${p}fill><${p}fill><${p}patternFill patternType="gray125"/></${p}fill></${p}fills>`,
  borders: (p) =>
    `<${p}borders count="1"><${p}border><${p}left/><${p}right/><${p}top/><${p}bottom/><${p}diagonal/></${p}border></${p}borders>`,
  cellXfs: (p) => `<${p}cellXfs count="1"><${p}xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></${p}cellXfs>`,
};
const ORDER = ['numFmts', 'fonts', 'fills', 'borders', 'cellStyleXfs', 'cellXfs', 'cellStyles', 'dxfs', 'tableStyles', 'colors', 'extLst'];

/** `source`: the part, or undefined where the file has none. */
export const styleBook = (source: string | undefined, namespace = MAIN): StyleBook => {
  const xml = simpleXml(source ?? `<styleSheet xmlns="${namespace}"></styleSheet>`);
  const root = new RegExp(`<((?:[\\w.-]+:)?)styleSheet(${ATTRIBUTES})\\s*(/?)>`).exec(xml);
  const p = root?.[1] ?? '';
  const inner = !root || root[3] ? '' : xml.slice(root.index + root[0].length, xml.lastIndexOf('</'));
  const children = elementsOf(inner);
  for (const name of ['fonts', 'fills', 'borders', 'cellXfs'])
    if (!children.some((c) => c.name === name)) {
      const [made] = elementsOf(DEFAULTS[name]!(p));
      const later = children.findIndex((c) => ORDER.indexOf(c.name) > ORDER.indexOf(name));
      children.splice(later < 0 ? children.length : later, 0, made!);
    }
  const listOf = (name: string) => elementsOf(children.find((c) => c.name === name)!.inner);
  const fills = listOf('fills').length;
  const formats = listOf('cellXfs');
  const made = new Map<string, number>();
  const added: string[] = [];
  const alignment = (kind: StyleKind): string => {
    const across = kind === 'head' ? 'horizontal="center" vertical="center"' : 'vertical="center"';
    return `<${p}alignment ${across} wrapText="1"/>`;
  };
  const xf = (base: number, kind: StyleKind): string => {
    const from = formats[base] ?? formats[0];
    let attributes = from?.attributes ?? ' numFmtId="0" fontId="0" fillId="0" borderId="0"';
    let within = from ? elementsOf(from.inner) : [];
    const fill = FILL[kind];
    if (fill !== undefined) attributes = withAttr(withAttr(attributes, 'fillId', fills + fill), 'applyFill', 1);
    else if (kind === 'plain' || kind === 'title' || kind === 'text') attributes = withAttr(attributes, 'fillId', 0);
    if (kind !== 'refused' && kind !== 'doubtful') {
      // sentences are text, whatever stands beside them, and may be written over where the sheet is protected
      attributes = withAttr(withAttr(withAttr(attributes, 'numFmtId', 49), 'applyNumberFormat', 1), 'applyAlignment', 1);
      attributes = withoutAttr(attributes, 'quotePrefix', 'pivotButton');
      within = within.filter((c) => c.name !== 'alignment' && c.name !== 'protection');
      return elementXml(`${p}xf`, attributes, alignment(kind) + within.map((c) => c.xml).join(''));
    }
    return elementXml(`${p}xf`, attributes, from?.inner ?? '');
  };
  return {
    of(base, kind) {
      const at = Number.isInteger(base) && base >= 0 && base < formats.length ? base : 0;
      const key = `${at} ${kind}`;
      const known = made.get(key);
      if (known !== undefined) return known;
      // a file full of styles: one of each kind must do
      if (formats.length + added.length >= MOST && at !== 0) return this.of(0, kind);
      const number = formats.length + added.length;
      added.push(xf(at, kind));
      made.set(key, number);
      return number;
    },
    xml() {
      const fillXml = FILLS.map(
        (rgb) =>
          `<${p}fill><${p}patternFill patternType="solid"><${p}fgColor rgb="${rgb}"/><${p}bgColor indexed="64"/></${p}patternFill></${p}fill>`,
      ).join('');
      const parts = children.map((c) => {
        if (c.name === 'fills') return elementXml(c.tag, withAttr(c.attributes, 'count', fills + FILLS.length), c.inner + fillXml);
        if (c.name === 'cellXfs')
          return elementXml(c.tag, withAttr(c.attributes, 'count', formats.length + added.length), c.inner + added.join(''));
        return c.xml;
      });
      return `<${p}styleSheet${root?.[2] ?? ` xmlns="${namespace}"`}>${parts.join('')}</${p}styleSheet>`;
    },
  };
};
