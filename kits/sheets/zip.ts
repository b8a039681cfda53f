// Zip archives whose bytes depend on nothing but what is put in: no clock, and no zlib (its output differs between versions and processors).
import { crc32, inflateRawSync } from 'node:zlib';

class Bits {
  readonly bytes: number[] = [];
  private word = 0;
  private filled = 0;

  /** Lowest bit first, as extra bits go. */
  put(value: number, count: number): void {
    this.word |= value << this.filled;
    this.filled += count;
    while (this.filled >= 8) {
      this.bytes.push(this.word & 255);
      this.word >>>= 8;
      this.filled -= 8;
    }
  }

  /** Highest bit first, as Huffman codes go. */
  code(value: number, count: number): void {
    let turned = 0;
    for (let i = 0; i < count; i++) turned |= ((value >> i) & 1) << (count - 1 - i);
    this.put(turned, count);
  }

  end(): Buffer {
    if (this.filled > 0) this.put(0, 8 - this.filled);
    return Buffer.from(this.bytes);
  }
}

const steps = (first: number, extras: readonly number[]): readonly (readonly [number, number])[] => {
  let from = first;
  return extras.map((extra) => {
    const step = [from, extra] as const;
    from += 1 << extra;
    return step;
  });
};
// RFC 1951 §3.2.5; length 258 has a code of its own, which we never need (we stop at 257)
const LENGTHS = steps(3, [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5]);
const DISTANCES = steps(1, [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13]);
const stepOf = (of: typeof LENGTHS, value: number): number => of.findLastIndex(([from]) => from <= value);

const literal = (bits: Bits, symbol: number): void => {
  if (symbol < 144) bits.code(0x30 + symbol, 8);
  else if (symbol < 256) bits.code(0x190 + symbol - 144, 9);
  else if (symbol < 280) bits.code(symbol - 256, 7);
  else bits.code(0xc0 + symbol - 280, 8);
};

const TRIES = 48;
const WINDOW = 32_768;

/** Deflate with the fixed codes: a fifth larger than zlib's, and the same everywhere. */
export const deflate = (data: Buffer): Buffer => {
  const bits = new Bits();
  bits.put(1, 1);
  bits.put(1, 2);
  const heads = new Map<number, number>();
  const before = new Int32Array(data.length).fill(-1);
  const key = (at: number) => (data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!;
  const note = (at: number): void => {
    if (at + 2 >= data.length) return;
    before[at] = heads.get(key(at)) ?? -1;
    heads.set(key(at), at);
  };
  for (let at = 0; at < data.length; ) {
    let length = 0;
    let distance = 0;
    if (at + 2 < data.length)
      for (
        let from = heads.get(key(at)) ?? -1, tries = 0;
        from >= 0 && at - from <= WINDOW && tries < TRIES;
        from = before[from]!, tries++
      ) {
        let n = 0;
        while (n < 257 && at + n < data.length && data[from + n] === data[at + n]) n++;
        if (n > length) {
          length = n;
          distance = at - from;
        }
      }
    if (length < 4) {
      literal(bits, data[at]!);
      note(at++);
      continue;
    }
    const l = stepOf(LENGTHS, length);
    literal(bits, 257 + l);
    bits.put(length - LENGTHS[l]![0], LENGTHS[l]![1]);
    const d = stepOf(DISTANCES, distance);
    bits.code(d, 5);
    bits.put(distance - DISTANCES[d]![0], DISTANCES[d]![1]);
    for (let n = 0; n < length; n++) note(at++);
  }
  literal(bits, 256);
  return bits.end();
};

export interface Entry {
  readonly name: string;
  readonly data: Buffer | string;
  /** ODS wants its first entry uncompressed. */
  readonly stored?: boolean;
}

const DATE = ((2024 - 1980) << 9) | (6 << 5) | 30;
const UTF8_NAMES = 0x800;

export const zip = (entries: readonly Entry[]): Buffer => {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const data = Buffer.from(entry.data as string);
    const packed = entry.stored ? data : deflate(data);
    const name = Buffer.from(entry.name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(UTF8_NAMES, 2);
    common.writeUInt16LE(entry.stored ? 0 : 8, 4);
    common.writeUInt16LE(0, 6);
    common.writeUInt16LE(DATE, 8);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, tail, name]));
    parts.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, list, end]);
};

/** Reads what exceljs and SheetJS wrote (sizes are trusted from the directory). Not for strangers' files. */
export const unzip = (file: Buffer): Entry[] => {
  const end = file.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const entries: Entry[] = [];
  let at = file.readUInt32LE(end + 16);
  for (let n = file.readUInt16LE(end + 10); n > 0; n--) {
    const [method, packed, nameLength, extra, comment, local] = [
      file.readUInt16LE(at + 10),
      file.readUInt32LE(at + 20),
      file.readUInt16LE(at + 28),
      file.readUInt16LE(at + 30),
      file.readUInt16LE(at + 32),
      file.readUInt32LE(at + 42),
    ];
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const data = file.subarray(start, start + packed);
    entries.push({ name, data: method === 0 ? data : inflateRawSync(data) });
    at += 46 + nameLength + extra + comment;
  }
  return entries;
};

/** The same archive with our compression and our clock. */
export const rezip = (file: Buffer): Buffer => zip(unzip(file).map((e) => (e.name === 'mimetype' ? { ...e, stored: true } : e)));
