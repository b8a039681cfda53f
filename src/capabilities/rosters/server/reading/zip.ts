// A zip on the disk, read entry by entry; every byte that comes out of it is counted, whatever its directory claims.
import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import yauzl from 'yauzl';
import type { Limits } from './limits.ts';
import { ReadRefused } from './readRefused.ts';

export interface Zip {
  /** As they stand in the directory. */
  readonly names: readonly string[];
  has(name: string): boolean;
  /** Case does not matter: some programs write one case and refer to another. Throws `damaged` where there is none. */
  bytes(name: string): AsyncIterable<Buffer>;
  whole(name: string, limit: number): Promise<Buffer>;
  /** An entry as it is folded in the file, with what its directory says of it. */
  raw(
    name: string,
  ): Promise<{ readonly method: number; readonly crc: number; readonly size: number; readonly bytes: AsyncIterable<Buffer> }>;
  close(): Promise<void>;
}

const PIECE = 64 * 1024;
const ENTRIES = 20_000;
/** Below this even a ratio of a thousand is small. */
const SMALL = 64 * 1024 * 1024;
const key = (name: string): string => name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();

const directory = (zip: yauzl.ZipFile): Promise<yauzl.Entry[]> =>
  new Promise((resolve, reject) => {
    const entries: yauzl.Entry[] = [];
    zip.on('entry', (entry: yauzl.Entry) => {
      if (entries.push(entry) > ENTRIES) reject(new ReadRefused('unfolds', 'entries'));
      else zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', reject);
    zip.readEntry();
  });

const rawStart = (zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<number> =>
  new Promise((resolve, reject) =>
    zip.readLocalFileHeader(entry, { minimal: true }, (error, header) =>
      error || !header ? reject(error ?? new Error('no header')) : resolve(header.fileDataStart),
    ),
  );

async function* stretch(file: FileHandle, from: number, length: number): AsyncGenerator<Buffer> {
  for (let at = from; at < from + length; ) {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(Math.min(PIECE, from + length - at)), 0, undefined, at);
    if (bytesRead === 0) throw new ReadRefused('damaged', 'end of file');
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

export const openZip = async (path: string, limits: Limits): Promise<Zip> => {
  const file: FileHandle = await open(path, 'r');
  try {
    const zip = await new Promise<yauzl.ZipFile>((resolve, reject) =>
      // names are decoded here: yauzl refuses the whole file for one odd name
      yauzl.fromFd(file.fd, { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: false }, (error, opened) =>
        error || !opened ? reject(error ?? new Error('no zip')) : resolve(opened),
      ),
    );
    const found = new Map<string, yauzl.Entry>();
    const names: string[] = [];
    for (const entry of await directory(zip)) {
      const name = (entry.fileName as unknown as Buffer).toString('utf8');
      names.push(name);
      if (!found.has(key(name))) found.set(key(name), entry);
    }
    let unfolded = 0;
    const counted = new Set<string>();

    async function* bytes(name: string): AsyncGenerator<Buffer> {
      const entry = found.get(key(name));
      if (!entry) throw new ReadRefused('damaged', name);
      if (entry.generalPurposeBitFlag & 1) throw new ReadRefused('password');
      if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) throw new ReadRefused('damaged', 'compression method');
      const first = !counted.has(name);
      let [size, sum] = [0, 0];
      try {
        const start = await rawStart(zip, entry);
        if (entry.compressedSize === 0) return;
        // a stream made of the descriptor itself would close it
        const raw = Readable.from(stretch(file, start, entry.compressedSize));
        const inflate = entry.compressionMethod === 8 ? createInflateRaw({ chunkSize: PIECE }) : undefined;
        raw.on('error', (error) => inflate?.destroy(error));
        try {
          for await (const piece of inflate ? raw.pipe(inflate) : raw) {
            size += (piece as Buffer).length;
            if (first) unfolded += (piece as Buffer).length;
            if (unfolded > limits.unzipped || (size > SMALL && size > limits.ratio * entry.compressedSize))
              throw new ReadRefused('unfolds');
            sum = crc32(piece as Buffer, sum);
            yield piece as Buffer;
          }
        } finally {
          raw.destroy();
          inflate?.destroy();
        }
      } catch (error) {
        throw error instanceof ReadRefused ? error : new ReadRefused('damaged', error);
      }
      if (sum !== entry.crc32) throw new ReadRefused('damaged', 'checksum');
      counted.add(name);
    }

    return {
      names,
      has: (name) => found.has(key(name)),
      bytes,
      async whole(name, limit) {
        const pieces: Buffer[] = [];
        let size = 0;
        for await (const piece of bytes(name)) {
          size += piece.length;
          if (size > limit) throw new ReadRefused('unfolds');
          pieces.push(piece);
        }
        return Buffer.concat(pieces);
      },
      async raw(name) {
        const entry = found.get(key(name));
        if (!entry) throw new ReadRefused('damaged', name);
        const start = await rawStart(zip, entry);
        return {
          method: entry.compressionMethod,
          crc: entry.crc32,
          size: entry.uncompressedSize,
          bytes: stretch(file, start, entry.compressedSize),
        };
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error instanceof ReadRefused ? error : new ReadRefused('damaged', error);
  }
};
