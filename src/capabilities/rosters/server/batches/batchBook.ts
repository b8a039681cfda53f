// The stored file of a batch as an open book: in clear for as long as it is read, in our own folder, readable for nobody else.
import { randomBytes } from 'node:crypto';
import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readContent } from '#platform/server/files.ts';
import type { Services } from '#platform/server/services.ts';
import { type OpenBook, openBook } from '../reading/openBook.ts';
import type { RostersParts } from './parts.ts';

interface BatchBook extends OpenBook {
  /** Where the file lies in clear, until it is closed. */
  readonly path: string;
  /** What lies in clear for an hour without a sign of life is swept away (clearIncoming). */
  touch(): Promise<void>;
}

/** No transaction may be open: this waits for the disk and for the reading thread. */
export const withBatchBook = async <T>(
  services: Services,
  { sheetsModule }: Pick<RostersParts, 'sheetsModule'>,
  hash: string,
  work: (book: BatchBook) => Promise<T>,
): Promise<T> => {
  const { incoming } = services.files;
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  const path = join(incoming, randomBytes(12).toString('hex'));
  try {
    await writeFile(path, await readContent(services, hash), { mode: 0o600, flag: 'wx' });
    const book = await openBook(path, sheetsModule === undefined ? {} : { sheetsModule });
    try {
      let touched = Date.now();
      const touch = async (): Promise<void> => {
        if (Date.now() - touched < 600_000) return;
        touched = Date.now();
        await utimes(path, new Date(), new Date());
      };
      return await work({ ...book, path, touch });
    } finally {
      await book.close();
    }
  } finally {
    await rm(path, { force: true });
  }
};
