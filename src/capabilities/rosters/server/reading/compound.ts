// OLE2 compound files ([MS-CFB]), which hold .xls, .et, .doc and encrypted workbooks: just enough to tell which one it is.

const END = 0xfffffffe;
const SIGNATURE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

export const isCompound = (start: Buffer): boolean => start.subarray(0, 8).equals(SIGNATURE);

export interface Compound {
  readonly names: readonly string[];
  /** Up to `length` bytes of the start of a stream. */
  start(name: string, length: number): Buffer;
}

/** Chains are followed no further than the file has sectors: a broken table may run in circles. */
export const readCompound = (file: Buffer): Compound => {
  const size = 1 << file.readUInt16LE(30);
  if (size !== 512 && size !== 4096) throw new Error('sector size');
  const sectors = Math.floor(file.length / size);
  const sector = (n: number): Buffer => {
    if (n >= sectors) throw new Error('sector out of the file');
    return file.subarray((n + 1) * size, (n + 2) * size);
  };
  const fat: Buffer[] = [];
  for (let i = 0; i < 109; i++) {
    const n = file.readUInt32LE(76 + 4 * i);
    if (n < END - 2) fat.push(sector(n));
  }
  let more = file.readUInt32LE(68);
  for (let i = 0; more < END - 2 && i < sectors; i++) {
    const table = sector(more);
    for (let k = 0; k + 8 <= size; k += 4) {
      const n = table.readUInt32LE(k);
      if (n < END - 2) fat.push(sector(n));
    }
    more = table.readUInt32LE(size - 4);
  }
  const perSector = size / 4;
  const next = (n: number): number => fat[Math.floor(n / perSector)]?.readUInt32LE(4 * (n % perSector)) ?? END;
  const chain = (from: number, length: number): Buffer => {
    const pieces: Buffer[] = [];
    for (let n = from, got = 0, i = 0; n < END - 2 && got < length && i < sectors; n = next(n), i++, got += size) pieces.push(sector(n));
    return Buffer.concat(pieces).subarray(0, length);
  };
  const directory = chain(file.readUInt32LE(48), 4 * 1024 * 1024);
  const entries: { name: string; first: number; bytes: number }[] = [];
  for (let at = 0; at + 128 <= directory.length; at += 128) {
    const length = directory.readUInt16LE(at + 64);
    if (length < 2 || length > 64 || directory[at + 66] === 0) continue;
    entries.push({
      name: directory.toString('utf16le', at, at + length - 2),
      first: directory.readUInt32LE(at + 116),
      bytes: directory.readUInt32LE(at + 120),
    });
  }
  const cutoff = file.readUInt32LE(56);
  return {
    names: entries.map((e) => e.name),
    start(name, length) {
      const entry = entries.find((e) => e.name.toLowerCase() === name.toLowerCase());
      if (!entry) return Buffer.alloc(0);
      const want = Math.min(length, entry.bytes);
      if (entry.bytes >= cutoff) return chain(entry.first, want);
      // small streams stand in 64-byte pieces of the root's own stream
      const root = entries[0]!;
      const small = chain(root.first, root.bytes);
      const table = chain(file.readUInt32LE(60), 4 * 1024 * 1024);
      const pieces: Buffer[] = [];
      for (
        let n = entry.first, i = 0;
        i * 64 < want && n * 64 < small.length && n * 4 + 4 <= table.length;
        n = table.readUInt32LE(n * 4), i++
      )
        pieces.push(small.subarray(n * 64, n * 64 + 64));
      return Buffer.concat(pieces).subarray(0, want);
    },
  };
};

/** A workbook stream with FILEPASS (0x2F) near its start is encrypted ([MS-XLS] 2.4.117). */
export const hasFilePass = (workbook: Buffer): boolean => {
  for (let at = 0, i = 0; at + 4 <= workbook.length && i < 200; i++) {
    const [type, length] = [workbook.readUInt16LE(at), workbook.readUInt16LE(at + 2)];
    if (type === 0x2f) return true;
    if (type === 0x0a) return false;
    at += 4 + length;
  }
  return false;
};
