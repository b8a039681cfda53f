import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileStore } from './files.ts';

const HASH = /^[0-9a-f]{64}$/;
/** A content, or the draft of one. */
const LISTED = /^[0-9a-f]{64}(\.[0-9a-z]+)*$/;

/** Sealed contents in a directory of ours (0700), each under its hash: no name from outside ever becomes a path. */
export const localFiles = (dir: string): FileStore => {
  const pathOf = (hash: string): { folder: string; path: string } => {
    if (!HASH.test(hash)) throw new Error('not a hash');
    const folder = join(dir, hash.slice(0, 2));
    return { folder, path: join(folder, hash) };
  };
  return {
    async put(hash, sealed) {
      const { folder, path } = pathOf(hash);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // Written anew also where it lies already: that makes it young again, so that a collection that runs at this moment leaves it.
      const draft = `${path}.${randomBytes(6).toString('hex')}`;
      const file = await open(draft, 'wx', 0o600);
      try {
        await file.writeFile(sealed);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, path);
      const directory = await open(folder, 'r');
      await directory.sync().finally(() => directory.close());
    },
    async get(hash) {
      try {
        return await readFile(pathOf(hash).path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    async *list() {
      for (const folder of await readdir(dir).catch(() => [])) {
        if (!/^[0-9a-f]{2}$/.test(folder)) continue;
        for (const name of await readdir(join(dir, folder))) {
          if (!LISTED.test(name)) continue;
          const at = await stat(join(dir, folder, name)).catch(() => undefined);
          // a draft of a process that was killed is named after its hash too, and collected like it
          if (at) yield { hash: name, changed: at.mtime };
        }
      }
    },
    async remove(name, before) {
      if (!LISTED.test(name)) throw new Error('not a hash');
      const path = join(dir, name.slice(0, 2), name);
      const aside = `${path}.gone`;
      try {
        await rename(path, aside);
        // put back what was handed in again between the look and the move
        if ((await stat(aside)).mtime >= before) {
          await rename(aside, path);
          return false;
        }
        await unlink(aside);
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
        throw error;
      }
    },
  };
};

/** Contents in memory: for tests. */
export const memoryFiles = (): FileStore => {
  const held = new Map<string, { sealed: Buffer; changed: Date }>();
  return {
    put: async (hash, sealed) => void held.set(hash, { sealed, changed: new Date() }),
    get: async (hash) => held.get(hash)?.sealed,
    async *list() {
      for (const [hash, { changed }] of held) yield { hash, changed };
    },
    remove: async (hash, before) => ((held.get(hash)?.changed ?? before) < before ? held.delete(hash) : false),
  };
};
