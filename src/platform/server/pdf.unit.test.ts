import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { loadDivisions } from '#standards/divisions/server/loadDivisions.ts';
import { newPdf } from './pdf.ts';

const options = { title: '试印', author: '测试', lang: 'zh-CN', landscape: true, at: new Date('2026-11-27T00:00:00Z') } as const;

/** The streams of a document, plain. */
const streamsOf = (pdf: Buffer): Buffer[] => {
  const out: Buffer[] = [];
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at + 1)) {
    if (pdf.subarray(at - 3, at).toString() === 'end') continue;
    try {
      out.push(inflateSync(pdf.subarray(at + 7, pdf.indexOf('endstream', at))));
    } catch {
      // not a compressed one
    }
  }
  return out;
};
/** How many glyphs of a TrueType face have an outline: text extraction tells nothing of glyphs that are blank on the page. */
const outlines = (font: Buffer): number => {
  const tables = new Map<string, number>();
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const at = 12 + i * 16;
    tables.set(font.toString('latin1', at, at + 4), font.readUInt32BE(at + 8));
  }
  const long = font.readInt16BE(tables.get('head')! + 50) === 1;
  const glyphs = font.readUInt16BE(tables.get('maxp')! + 4);
  const loca = tables.get('loca')!;
  const place = (i: number): number => (long ? font.readUInt32BE(loca + i * 4) : font.readUInt16BE(loca + i * 2) * 2);
  return Array.from({ length: glyphs }, (_, i) => place(i + 1) - place(i)).filter((n) => n > 10).length;
};

test('every character that is set has an outline in the document, rare ones too', async () => {
  const pdf = newPdf(options);
  const text = '劳务协作大表石阿朵黔南布依族苗族自治州𬭚㙟龘㼆壄鿍0123456789';
  pdf.doc.addPage().fontSize(10).text(pdf.shown(text), 40, 40, { width: 700 });
  const file = await pdf.finish();
  const shown = new Set([...text].filter((c) => !pdf.lacking.has(c)));
  expect(shown.size).toBeGreaterThan(30);
  const fonts = streamsOf(file).filter((s) => s.length > 1000 && s.toString('latin1', 0, 4) === 'true');
  expect(fonts).toHaveLength(1);
  expect(outlines(fonts[0]!)).toBeGreaterThanOrEqual(shown.size);
  expect(file.length).toBeLessThan(200_000);
});

test('a character the face lacks is set as 〓 and remembered; of the names of all divisions those of three villages', () => {
  const pdf = newPdf(options);
  expect([pdf.shown('石\u{F0000}朵'), [...pdf.lacking]]).toEqual(['石〓朵', ['\u{F0000}']]);
  const all = newPdf(options);
  // two of the plane beyond the face, one that the source itself has without a code point
  for (const d of loadDivisions().all) all.shown(d.name);
  expect(all.lacking.size).toBe(3);
});
