// Databases that a process of their own opens, so that a test can kill it: a directory (embedded) or a database on the server.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openEmbeddedStore } from '../server/embedded.ts';
import { takeLock } from '../server/lock.ts';
import { openServerStore, type Store } from '../server/store.ts';
import { migratedImage, newTestDatabase } from './databases.ts';

export interface Place {
  /** PostgreSQL, or null. */
  readonly url: string | null;
  /** Directory of the embedded database, the keys and the lock. */
  readonly dir: string;
}

/** Opens the database of a place with the lock and all, the way the server does. */
export const openPlace = async ({ url, dir }: Place): Promise<Store> => {
  if (url) return openServerStore({ url });
  const release = takeLock(join(dir, 'lock'));
  const store = await openEmbeddedStore(join(dir, 'pg'));
  return {
    ...store,
    close: async () => {
      await store.close();
      release();
    },
  };
};

export const newKillable = async () => {
  const dir = mkdtempSync(join(tmpdir(), 'wengang-test-'));
  const server = process.env.WENGANG_TEST_DATABASE_URL ? await newTestDatabase() : undefined;
  if (!server) await (await openEmbeddedStore(join(dir, 'pg'), await migratedImage())).close();
  const place: Place = { url: server?.url ?? null, dir };
  return {
    place,
    /** Opens the database, works, closes it again: between two processes only one may have it. */
    async visit<T>(work: (store: Store) => Promise<T>): Promise<T> {
      const store = await openPlace(place);
      try {
        return await work(store);
      } finally {
        await store.close();
      }
    },
    async drop() {
      await server?.drop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
};

export interface Child {
  readonly process: ChildProcess;
  /** Resolves when the child prints this line; fails when it ends before. */
  says(line: string): Promise<void>;
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>;
  /** Its exit code. */
  readonly ended: Promise<number | null>;
}

/** Starts a script of this folder on a place: `startChild('jobChild.ts', place, 'argument')`. */
export const startChild = (script: string, place: Place, ...args: string[]): Child => {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', path, JSON.stringify(place), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const heard: string[] = [];
  const waiting = new Map<string, () => void>();
  createInterface({ input: child.stdout! }).on('line', (line) => {
    heard.push(line);
    waiting.get(line)?.();
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  return {
    process: child,
    ended,
    says: (line) =>
      heard.includes(line)
        ? Promise.resolve()
        : new Promise((resolve, reject) => {
            waiting.set(line, resolve);
            void ended.then((code) => reject(new Error(`the child ended with ${code} and never said ${line}; it said ${heard.join()}`)));
          }),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
};

/** Long: a child waits so for the end of its work, and other lanes of tests may have the machine. */
const PATIENCE = 90_000;
/** Looks again until it holds. */
export const until = async (holds: () => Promise<boolean> | boolean, what = 'condition'): Promise<void> => {
  const end = Date.now() + PATIENCE;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
