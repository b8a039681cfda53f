import { type FileHandle, open } from 'node:fs/promises';

const PIECE = 128 * 1024;

/** The first bytes of a file and how many there are in all. */
export const readStart = async (path: string, length = 64 * 1024): Promise<{ start: Buffer; size: number }> => {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const start = Buffer.alloc(Math.min(length, size));
    const { bytesRead } = await file.read(start, 0, start.length, 0);
    return { start: start.subarray(0, bytesRead), size };
  } finally {
    await file.close();
  }
};

/** A file in pieces. Each piece is only good until the next one is asked for: they share their memory. */
export async function* fileBytes(path: string, from = 0): AsyncGenerator<Buffer> {
  const file: FileHandle = await open(path, 'r');
  try {
    const piece = Buffer.allocUnsafe(PIECE);
    for (let at = from; ; ) {
      const { bytesRead } = await file.read(piece, 0, PIECE, at);
      if (bytesRead === 0) return;
      at += bytesRead;
      yield piece.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
