// A report as the printed form: A4 landscape, 三线表, the head on every page, columns that do not fit on pages of their own, room for three names and the stamp.
import { newPdf, type Pdf } from '#platform/server/pdf.ts';
import type { Text } from '#standards/text.ts';
import type { ReportContent } from '../../contractReportShapes.ts';
import { cellWords, columnWords, footnotes, headOf, rowNames } from '../../rulesReportSheet.ts';
import { DEMONSTRATION, exportedWords, instantWords, type Made, unitWords } from './drawFiles.ts';

const PAGE = { width: 841.89, height: 595.28, side: 40, top: 30, bottom: 46 } as const;
const WIDE = PAGE.width - 2 * PAGE.side;
const FOOT = PAGE.height - PAGE.bottom;
const INK = '#15201E';
const GREY = '#4C5956';
const HAIR = '#C3CCC9';
const SEAL = '#A43722';
const SIZE = { title: 17, line: 9, head: 7.5, cell: 8, note: 7.5 } as const;
const ROW = 15.5;
const BREATH = 40;
const CELL = { least: 34, pad: 8 } as const;
const STUB = { least: 58, most: 150 } as const;

interface Sheet {
  readonly pdf: Pdf;
  readonly content: ReportContent;
  readonly made: Made;
  readonly w: (text: Text) => string;
  readonly stubs: readonly number[];
}
/** Columns that stand on one page, each with its width. */
interface Section {
  readonly from: number;
  readonly widths: readonly number[];
}

const sectionsOf = ({ pdf: { doc, shown }, content, w, stubs }: Sheet): readonly Section[] => {
  doc.fontSize(SIZE.cell);
  const natural = content.columns.map((c, i) =>
    content.rows.reduce((n, r) => Math.max(n, doc.widthOfString(shown(w(cellWords(r.cells[i]!, c)))) + CELL.pad), CELL.least as number),
  );
  const room = WIDE - stubs.reduce((a, b) => a + b, 0);
  const out: { from: number; widths: number[] }[] = [];
  let left = 0;
  natural.forEach((n, i) => {
    const last = out.at(-1);
    if (!last || n > left) {
      out.push({ from: i, widths: [n] });
      left = room - n;
    } else {
      last.widths.push(n);
      left -= n;
    }
  });
  // what is left goes to all alike, within reason: a table of two columns is no banner
  return out.map(({ from, widths }) => {
    const sum = widths.reduce((a, b) => a + b, 0);
    const more = Math.min((room - sum) / widths.length, 46);
    return { from, widths: widths.map((x) => x + more) };
  });
};

const put = (
  { pdf: { doc, shown } }: Sheet,
  text: string,
  x: number,
  y: number,
  width: number,
  align: 'left' | 'center' | 'right',
  size: number,
  color = INK,
) => doc.fillColor(color).fontSize(size).text(shown(text), x, y, { width, align, lineGap: 1 });
const line = ({ pdf: { doc } }: Sheet, x: number, y: number, width: number, weight: number, color = INK) =>
  doc
    .moveTo(x, y)
    .lineTo(x + width, y)
    .lineWidth(weight)
    .stroke(color);
const high = ({ pdf: { doc, shown } }: Sheet, text: string, width: number, size: number): number =>
  doc.fontSize(size).heightOfString(shown(text), { width, lineGap: 1 });

/** Title and what it is of; returns where the table begins. */
const begin = (s: Sheet, part: number, parts: number): number => {
  const { content, made, w } = s;
  const zh = made.lang === 'zh';
  s.pdf.doc.addPage();
  watermark(s);
  if (made.demonstration) put(s, w(DEMONSTRATION), PAGE.side, PAGE.top, WIDE, 'right', SIZE.line, GREY);
  put(s, zh ? '稳岗 劳务协作报表' : 'Wengang, labour cooperation', PAGE.side, PAGE.top, WIDE / 2, 'left', SIZE.line, GREY);
  const title = `${w(content.title)}${parts > 1 ? (zh ? `（${part}/${parts}）` : ` (${part}/${parts})`) : ''}`;
  put(s, title, PAGE.side, PAGE.top + 13, WIDE, 'center', SIZE.title);
  const y = PAGE.top + 42;
  put(s, `${zh ? '填报单位：' : 'Reporting unit: '}${w(content.unit)}`, PAGE.side, y, WIDE * 0.45, 'left', SIZE.line);
  put(s, w(content.period.words), PAGE.side, y, WIDE, 'center', SIZE.line);
  put(s, w(unitWords(content)), PAGE.side, y, WIDE, 'right', SIZE.line);
  return y + 17;
};
const watermark = ({ pdf: { doc, shown }, made }: Sheet): void => {
  doc.save().fillOpacity(0.05).fillColor(INK).fontSize(11);
  const text = shown(`${made.by} ${instantWords(made.at.toISOString())}`);
  for (let y = 90; y < PAGE.height; y += 150)
    for (let x = 20; x < PAGE.width; x += 260) {
      doc.save().rotate(-15, { origin: [x, y] });
      doc.text(text, x, y, { lineBreak: false });
      doc.restore();
    }
  doc.restore();
  doc.fillOpacity(1);
};

/** The three lines of the head over the columns of a section; returns where the rows begin. */
const drawHead = (s: Sheet, section: Section, top: number): number => {
  const { content, w, stubs } = s;
  const widths = [...stubs, ...section.widths];
  const lefts: number[] = [PAGE.side];
  for (const x of widths) lefts.push(lefts.at(-1)! + x);
  const total = lefts.at(-1)! - PAGE.side;
  /** Where a cell of the whole head stands here; what stands over columns of other pages is cut to these. */
  const placed = (at: number, across: number): { x: number; width: number } | undefined => {
    const place = (c: number): number => (c < stubs.length ? c : c - section.from);
    const [a, b] = [
      at < stubs.length ? at : Math.max(at, stubs.length + section.from),
      Math.min(at + across, stubs.length + section.from + section.widths.length),
    ];
    const end = at < stubs.length ? at + across : b;
    if (at >= stubs.length && a >= b) return undefined;
    const [from, to] = [place(a), at < stubs.length ? end : place(b)];
    return { x: lefts[from]!, width: lefts[to]! - lefts[from]! };
  };
  const [top3, second, numbers] = headOf(content) as [
    ReturnType<typeof headOf>[number],
    ReturnType<typeof headOf>[number],
    ReturnType<typeof headOf>[number],
  ];
  const pad = 4;
  const height = (cells: typeof top3, only: (down: number) => boolean): number =>
    Math.max(
      14,
      ...cells.flatMap((c) => {
        const p = only(c.down) ? placed(c.at, c.across) : undefined;
        return p ? [high(s, w(c.text), p.width - 4, SIZE.head) + pad] : [];
      }),
    );
  const one = height(top3, (down) => down === 1);
  const both = height(top3, (down) => down === 2);
  const two = Math.max(
    height(second, () => true),
    both - one,
  );
  line(s, PAGE.side, top, total, 1.5);
  for (const c of top3) {
    const p = placed(c.at, c.across);
    if (!p) continue;
    const h = high(s, w(c.text), p.width - 4, SIZE.head);
    put(s, w(c.text), p.x + 2, top + ((c.down === 2 ? one + two : one) - h) / 2, p.width - 4, 'center', SIZE.head);
    if (c.down === 1) line(s, p.x + 3, top + one, p.width - 6, 0.6);
  }
  for (const c of second) {
    const p = placed(c.at, c.across);
    if (!p) continue;
    const h = high(s, w(c.text), p.width - 4, SIZE.head);
    put(s, w(c.text), p.x + 2, top + one + (two - h) / 2, p.width - 4, 'center', SIZE.head);
  }
  const y = top + one + two;
  for (const c of numbers) {
    const p = placed(c.at, c.across);
    if (p) put(s, w(c.text), p.x + 2, y, p.width - 4, 'center', 6.5, GREY);
  }
  line(s, PAGE.side, y + 11, total, 1);
  return y + 11;
};

const drawRow = (s: Sheet, section: Section, r: number, y: number): void => {
  const { content, w, stubs, pdf } = s;
  const row = content.rows[r]!;
  const total = [...stubs, ...section.widths].reduce((a, b) => a + b, 0);
  if (row.level !== 'row') pdf.doc.rect(PAGE.side, y + 0.3, total, ROW - 0.6).fill('#F3F6F5');
  let x = PAGE.side;
  const at = y + (ROW - SIZE.cell * 1.45) / 2;
  rowNames(row, content.rowHeads.length).forEach((name, i) => {
    const size = high(s, w(name), stubs[i]! - 6, SIZE.cell) > ROW ? 6.5 : SIZE.cell;
    pdf.doc
      .fillColor(INK)
      .fontSize(size)
      .text(pdf.shown(w(name)), x + 3, at, { width: stubs[i]! - 6, height: ROW, ellipsis: true });
    x += stubs[i]!;
  });
  section.widths.forEach((width, i) => {
    const c = section.from + i;
    const cell = row.cells[c]!;
    put(s, w(cellWords(cell, content.columns[c]!)), x, at, width - 4, 'right', SIZE.cell, cell.mark ? GREY : INK);
    x += width;
  });
};

/** Notes, names, the stamp, the seal of a frozen month: together, on a page of their own where there is no room. */
const drawEnd = (s: Sheet, y: number, parts: number): void => {
  const { content, made, w } = s;
  const zh = made.lang === 'zh';
  const notes = [
    ...footnotes(content, instantWords),
    ...(s.pdf.lacking.size
      ? [{ zh: '〓 是字库里没有的字，电子表里是完整的', en: '〓 stands for a character the print face lacks; the workbook has it' }]
      : []),
  ].map((n, i) => `${i + 1}. ${w(n)}`);
  const source = content.columns.map((c, i) => w(columnWords(c, i, instantWords))).join('；');
  const texts = [`${zh ? '注：' : 'Notes: '}${notes.join('　')}`, `${zh ? '口径：' : 'Questions: '}${source}`];
  const SIGN = 66;
  const needed = texts.reduce((sum, text) => sum + high(s, text, WIDE, SIZE.note) + 4, 8) + SIGN;
  let at = y + 8;
  if (at + needed > FOOT) at = begin(s, parts, parts) + 4;
  for (const text of texts) {
    put(s, text, PAGE.side, at, WIDE, 'left', SIZE.note, GREY);
    at += high(s, text, WIDE, SIZE.note) + 4;
  }
  const sign = Math.max(at + 18, Math.min(FOOT - 34, at + 40));
  const names = zh ? ['单位负责人：', '审核人：', '填报人：', '（盖章）'] : ['Head of unit:', 'Checked by:', 'Filled in by:', '(stamp)'];
  for (const [i, n] of names.entries()) put(s, n, PAGE.side + i * 150, sign, 140, 'left', SIZE.line + 1);
  if (content.seal) seal(s, PAGE.width - PAGE.side - 190, sign - 26, content.seal[0]!.digest);
};
const seal = (s: Sheet, x: number, y: number, digest: string): void => {
  const { doc } = s.pdf;
  const zh = s.made.lang === 'zh';
  doc.lineWidth(1.6).rect(x, y, 44, 44).stroke(SEAL);
  doc
    .lineWidth(0.6)
    .rect(x + 3, y + 3, 38, 38)
    .stroke(SEAL);
  if (zh) for (const [at, two] of ['双方', '已签'].entries()) put(s, two, x, y + 6 + at * 16, 44, 'center', 12, SEAL);
  else put(s, 'frozen', x, y + 16, 44, 'center', 10, SEAL);
  put(s, zh ? '已封账，可离线核验' : 'frozen, verifiable offline', x + 52, y + 8, 140, 'left', SIZE.note + 0.5);
  put(
    s,
    `${zh ? '校验码 ' : 'check code '}${(digest.slice(0, 12).toUpperCase().match(/.{4}/g) ?? []).join(' ')}`,
    x + 52,
    y + 22,
    140,
    'left',
    SIZE.note + 0.5,
  );
};

export const drawPrint = async (content: ReportContent, made: Made): Promise<Buffer> => {
  const pdf = newPdf({
    title: `${content.title[made.lang]} ${content.unit[made.lang]} ${content.period.words[made.lang]}`,
    author: made.by,
    lang: made.lang === 'zh' ? 'zh-CN' : 'en',
    landscape: true,
    at: made.at,
  });
  const w = (text: Text): string => text[made.lang];
  const heads = content.rowHeads.length;
  pdf.doc.fontSize(SIZE.cell);
  const stubs = content.rowHeads.map((_, i) =>
    Math.min(
      STUB.most,
      content.rows.reduce((n, r) => Math.max(n, pdf.doc.widthOfString(pdf.shown(w(rowNames(r, heads)[i]!))) + 10), STUB.least as number),
    ),
  );
  const s: Sheet = { pdf, content, made, w, stubs };
  const sections = sectionsOf(s);
  let y: number = PAGE.top;
  for (const [i, section] of sections.entries()) {
    y = drawHead(s, section, begin(s, i + 1, sections.length));
    const total = [...stubs, ...section.widths].reduce((a, b) => a + b, 0);
    for (const r of content.rows.keys()) {
      if (y + ROW > FOOT - 4) {
        line(s, PAGE.side, y, total, 1.5);
        y = drawHead(s, section, begin(s, i + 1, sections.length));
      }
      drawRow(s, section, r, y);
      // a long table is drawn between other people's requests
      if (r % BREATH === BREATH - 1) await new Promise(setImmediate);
      y += ROW;
      line(s, PAGE.side, y, total, r === content.rows.length - 1 ? 1.5 : 0.4, r === content.rows.length - 1 ? INK : HAIR);
    }
  }
  drawEnd(s, y, sections.length);
  const { count } = pdf.doc.bufferedPageRange();
  for (let p = 0; p < count; p++) {
    pdf.doc.switchToPage(p);
    line(s, PAGE.side, FOOT + 6, WIDE, 0.6);
    put(s, w(exportedWords(made)), PAGE.side, FOOT + 11, WIDE - 120, 'left', SIZE.note, GREY);
    put(
      s,
      made.lang === 'zh' ? `第 ${p + 1} 页，共 ${count} 页` : `Page ${p + 1} of ${count}`,
      PAGE.side,
      FOOT + 11,
      WIDE,
      'right',
      SIZE.note,
      GREY,
    );
  }
  return pdf.finish();
};
