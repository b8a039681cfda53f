// Printed sheets as PDF with Chinese glyphs: one face (Noto Sans SC, OFL-1.1, in fonts/), of which a document holds what it shows.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';

export const FONT_FILE = join(import.meta.dirname, 'fonts', 'NotoSansSC-Regular.ttf');
let face: Buffer | undefined;

export interface PdfOptions {
  readonly title: string;
  readonly author: string;
  readonly lang: 'zh-CN' | 'en';
  readonly landscape: boolean;
  readonly at: Date;
}
export interface Pdf {
  readonly doc: PDFDocument;
  /** What can be shown: a character the face lacks becomes 〓, as printers always set it, and is remembered. */
  readonly shown: (text: string) => string;
  readonly lacking: ReadonlySet<string>;
  /** Ends the document. */
  readonly finish: () => Promise<Buffer>;
}

export const newPdf = ({ title, author, lang, landscape, at }: PdfOptions): Pdf => {
  face ??= readFileSync(FONT_FILE);
  const doc = new PDFDocument({
    size: 'A4',
    layout: landscape ? 'landscape' : 'portrait',
    // every text has its place: nothing flows to another page by itself
    margin: 0,
    bufferPages: true,
    autoFirstPage: false,
    font: face,
    lang,
    displayTitle: true,
    info: { Title: title, Author: author, Creator: '稳岗 Wengang', CreationDate: at },
  });
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    doc.on('data', (chunk) => chunks.push(chunk));
    doc.on('end', () => resolve());
    doc.on('error', reject);
  });
  const lacking = new Set<string>();
  const { font } = doc._font;
  return {
    doc,
    lacking,
    shown: (text) =>
      [...text]
        .map((c) => {
          if (c === '\n' || font.hasGlyphForCodePoint(c.codePointAt(0)!)) return c;
          lacking.add(c);
          return '〓';
        })
        .join(''),
    finish: async () => {
      doc.end();
      await ended;
      return Buffer.concat(chunks);
    },
  };
};
