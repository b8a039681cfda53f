// How a text file is encoded. Decided from the whole file, so that one that changes in the middle is never read as nonsense.
import { isAscii, isUtf8 } from 'node:buffer';
import type { BookInfo } from '../../rulesBook.ts';
import { fileBytes } from './fileBytes.ts';
import { ReadRefused } from './readRefused.ts';

export type Encoding = NonNullable<BookInfo['encoding']>;

/** UTF-16 by its mark, or by zero bytes that stand nearly all on one side: digits, separators and line ends have them. */
export const utf16Of = (start: Buffer): Encoding | undefined => {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  const zeros: [number, number] = [0, 0];
  for (let i = 0; i < start.length; i++) if (start[i] === 0) zeros[(i % 2) as 0 | 1]++;
  const all = zeros[0] + zeros[1];
  if (all < 2 || all < start.length / 50) return undefined;
  // 一 is U+4E00 and has its zero on the other side
  const encoding = zeros[1] >= 0.8 * all ? 'utf-16le' : zeros[0] >= 0.8 * all ? 'utf-16be' : undefined;
  if (!encoding) return undefined;
  const text = new TextDecoder(encoding).decode(start.subarray(0, start.length & ~1));
  return /[\uFFFD\0]/.test(text.slice(0, -1)) || /[\x01-\x08\x0e-\x19]/.test(text) ? undefined : encoding;
};

export const bomLength = (start: Buffer): number =>
  start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf
    ? 3
    : (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff)
      ? 2
      : 0;

/** Where the last character that is whole ends. */
const wholeUtf8 = (bytes: Uint8Array): number => {
  for (let i = bytes.length - 1; i >= Math.max(0, bytes.length - 4); i--) {
    const b = bytes[i]!;
    if (b < 0x80) return bytes.length;
    if (b < 0xc0) continue;
    return bytes.length - i < (b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2) ? i : bytes.length;
  }
  return bytes.length;
};

/** Text of UTF-8 that was found valid before: Buffer decodes several times faster than a streaming TextDecoder. */
async function* utf8Text(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let carried: Buffer = Buffer.alloc(0);
  for await (const piece of bytes) {
    const all = carried.length ? Buffer.concat([carried, piece]) : piece;
    const whole = wholeUtf8(all);
    carried = Buffer.from(all.subarray(whole));
    if (whole > 0) yield all.toString('utf8', 0, whole);
  }
}

export const decodeStream = async function* (bytes: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<string> {
  if (encoding === 'utf-8') {
    yield* utf8Text(bytes);
    return;
  }
  const decoder = new TextDecoder(encoding);
  for await (const piece of bytes) {
    const text = decoder.decode(piece, { stream: true });
    if (text) yield text;
  }
  const rest = decoder.decode();
  if (rest) yield rest;
};

/** Characters of several bytes that make it sure that text is UTF-8: eight of GB18030 look like that once in ten million texts. */
const SURE = 8;

/** Characters of several bytes before the first fault; all of them where there is none. */
const multibyte = (bytes: Uint8Array): number => {
  let found = 0;
  for (let i = 0; i < bytes.length && found < SURE; ) {
    const b = bytes[i]!;
    const length = b < 0x80 ? 1 : b < 0xc2 ? 0 : b < 0xe0 ? 2 : b < 0xf0 ? 3 : b < 0xf5 ? 4 : 0;
    if (length === 0) return found;
    for (let k = 1; k < length; k++) if ((bytes[i + k] ?? 0) >> 6 !== 2) return found;
    if (length > 1) found++;
    i += length;
  }
  return found;
};

/** Old systems cut fields in the middle of a character: so many may be unreadable among so many bytes above ASCII. They show as �. */
const fewBad = (bad: number, wide: number): boolean => bad <= Math.max(1, wide / 2000);
/** A character or two in a line; more, and the line is in another encoding. */
const IN_A_LINE = 4;
/** Bytes that Chinese in UTF-8 does not have, cut or whole (but for · × °), and that hardly a word of GB18030 is without. */
const otherThanCut = (line: Uint8Array): boolean => line.some((b) => (b >= 0xc4 && b <= 0xdf) || b >= 0xf5);
function* linesOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(0x0a, at);
    yield bytes.subarray(at, end < 0 ? bytes.length : end);
    at = end < 0 ? bytes.length : end + 1;
  }
}
const countBad = (text: string): number => text.split('\uFFFD').length - 1;
const countWide = (bytes: Uint8Array): number => {
  let wide = 0;
  for (let i = 0; i < bytes.length; i++) if (bytes[i]! > 0x7f) wide++;
  return wide;
};

/** `utf-8` where all of the file is, or surely was meant to be with few characters cut; `broken` where more are; undefined where it is something else. */
const utf8Verdict = async (path: string, from: number): Promise<'utf-8' | 'broken' | undefined> => {
  let carried: Buffer = Buffer.alloc(0);
  let evidence = from > 0 ? SURE : 0;
  let [wide, bad] = [0, 0];
  for await (const piece of fileBytes(path, from)) {
    if (carried.length === 0 && isAscii(piece)) continue;
    const all = carried.length ? Buffer.concat([carried, piece]) : piece;
    const whole = wholeUtf8(all);
    if (evidence < SURE) evidence += multibyte(all);
    wide += countWide(all.subarray(0, whole));
    if (!isUtf8(all.subarray(0, whole))) {
      if (evidence < SURE) return undefined;
      for (const line of linesOf(all.subarray(0, whole))) {
        if (isUtf8(line)) continue;
        const here = countBad(line.toString('utf8'));
        if (here > IN_A_LINE || otherThanCut(line)) return 'broken';
        bad += here;
      }
    }
    carried = Buffer.from(all.subarray(whole));
  }
  if (bad) return fewBad(bad, wide) ? 'utf-8' : 'broken';
  // cut off within its last character: still read, without that character
  return carried.length === 0 || evidence >= SURE ? 'utf-8' : undefined;
};

/** GB18030 with few characters cut. */
const isGb18030 = async (path: string): Promise<boolean> => {
  const decoder = new TextDecoder('gb18030');
  let [wide, bad] = [0, 0];
  const count = (text: string): void => {
    bad += countBad(text);
  };
  for await (const piece of fileBytes(path)) {
    if (isAscii(piece)) {
      count(decoder.decode(piece, { stream: true }));
      continue;
    }
    wide += countWide(piece);
    count(decoder.decode(piece, { stream: true }));
  }
  count(decoder.decode());
  return fewBad(bad, wide);
};

/** Mark, UTF-16, UTF-8 over the whole file, else GB18030 over the whole file; else the file is refused. */
export const findEncoding = async (path: string, start: Buffer): Promise<{ encoding: Encoding; from: number }> => {
  const from = bomLength(start);
  const utf16 = utf16Of(start);
  if (utf16) return { encoding: utf16, from };
  const verdict = await utf8Verdict(path, from);
  if (verdict === 'utf-8') return { encoding: 'utf-8', from };
  if (verdict === 'broken' || !(await isGb18030(path))) throw new ReadRefused('damaged', 'encoding');
  return { encoding: 'gb18030', from: 0 };
};
