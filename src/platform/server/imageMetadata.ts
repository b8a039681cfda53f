// What a photograph tells besides the picture: the place, the device, the time, a thumbnail of what was cut away. It is taken out before the file is kept; the
// picture itself is left as it is. What is not understood is left alone.
import type { FileType } from '../filesContract.ts';

/** JPEG: the segments APP1 … APP15 and comments go, but for colour profiles (APP2) and Adobe's note on colours (APP14). */
const jpeg = (b: Buffer): Buffer => {
  const kept: Buffer[] = [b.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= b.length && b[at] === 0xff) {
    const marker = b[at + 1]!;
    // fill bytes between segments
    if (marker === 0xff) {
      at++;
      continue;
    }
    // the scan: from here to the end it is the picture
    if (marker === 0xda) break;
    const end = at + 2 + b.readUInt16BE(at + 2);
    if (end > b.length) break;
    const colours =
      (marker === 0xe2 && b.subarray(at + 4, at + 15).toString('latin1') === 'ICC_PROFILE') || marker === 0xe0 || marker === 0xee;
    const metadata = (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;
    if (!metadata || colours) kept.push(b.subarray(at, end));
    at = end;
  }
  // further pictures behind the end (previews, depth maps) carry metadata of their own
  const end = b.indexOf(Buffer.from([0xff, 0xd9]), at);
  return Buffer.concat([...kept, b.subarray(at, end < 0 ? b.length : end + 2)]);
};

const PNG_METADATA = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME', 'dSIG']);
const png = (b: Buffer): Buffer => {
  const kept: Buffer[] = [b.subarray(0, 8)];
  let at = 8;
  while (at + 12 <= b.length) {
    const end = at + 12 + b.readUInt32BE(at);
    if (end > b.length) break;
    const kind = b.subarray(at + 4, at + 8).toString('latin1');
    if (!PNG_METADATA.has(kind)) kept.push(b.subarray(at, end));
    at = end;
    if (kind === 'IEND') return Buffer.concat(kept);
  }
  return Buffer.concat([...kept, b.subarray(at)]);
};

/** WebP: the chunks EXIF and XMP go, and the header no longer promises them. */
const webp = (b: Buffer): Buffer => {
  const kept: Buffer[] = [];
  let at = 12;
  while (at + 8 <= b.length) {
    const size = b.readUInt32LE(at + 4);
    const end = Math.min(b.length, at + 8 + size + (size & 1));
    const kind = b.subarray(at, at + 4).toString('latin1');
    if (kind !== 'EXIF' && kind !== 'XMP ') {
      const chunk = Buffer.from(b.subarray(at, end));
      // bit 3 EXIF, bit 2 XMP of the flags
      if (kind === 'VP8X' && chunk.length > 8) chunk[8] = chunk[8]! & ~0b1100;
      kept.push(chunk);
    }
    at = end;
  }
  const body = Buffer.concat(kept);
  const head = Buffer.from(b.subarray(0, 12));
  head.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([head, body]);
};

/** Where the picture lies on its side by a note in the metadata, that note goes too: pages turn photographs before they send them. */
export const withoutMetadata = (content: Buffer, type: FileType): Buffer => {
  if (type === 'jpeg') return jpeg(content);
  if (type === 'png') return png(content);
  if (type === 'webp') return webp(content);
  return content;
};
