import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import { poolConfig, StartRefused, type Store, storeOn } from './store.ts';

export interface Embedded {
  readonly pool: pg.Pool;
  /** A tar of the whole data directory; opening one is several times faster than initdb and migrations. */
  image(): Promise<Uint8Array>;
  stop(): Promise<void>;
}

const SOCKET_FILE = '.s.PGSQL.5432';

/**
 * Starts the embedded database in a worker thread behind a unix socket in a directory only we can enter (the socket asks no password).
 * The caller must hold the data directory's lock (lock.ts): two processes on one directory lose rows without an error.
 */
export const startEmbedded = async (dataDir: string, options: { max?: number; image?: Uint8Array } = {}): Promise<Embedded> => {
  if (!dataDir.startsWith('memory://')) mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const dir = mkdtempSync(join(tmpdir(), 'wengang-')); // mkdtemp makes it 0700
  const worker = new Worker(new URL('./embeddedWorker.ts', import.meta.url), {
    workerData: { dataDir, socket: join(dir, SOCKET_FILE), image: options.image },
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const clean = () => rmSync(dir, { recursive: true, force: true });
  await new Promise<void>((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (m: { ready?: true; failed?: string }) =>
      m.ready ? resolve() : reject(new StartRefused(`内置数据库打不开：${m.failed}\nThe embedded database does not open: ${m.failed}`)),
    );
  }).catch(async (error: unknown) => {
    await worker.terminate();
    clean();
    throw error;
  });
  let asked = 0;
  const ask = <T>(what: 'stop' | 'image'): Promise<T> =>
    new Promise((resolve, reject) => {
      const id = ++asked;
      const hear = (m: { id?: number; failed?: string }) => {
        if (m.id !== id) return;
        worker.off('message', hear);
        m.failed ? reject(new Error(m.failed)) : resolve(m as T);
      };
      worker.on('message', hear);
      worker.postMessage({ id, ask: what });
    });
  const pool = new pg.Pool(poolConfig({ host: dir, user: 'postgres', database: 'postgres', max: options.max ?? 8, idleTimeoutMillis: 0 }));
  pool.on('error', () => undefined);
  return {
    pool,
    image: async () => (await ask<{ image: Uint8Array }>('image')).image,
    async stop() {
      await pool.end();
      await ask('stop').catch(() => undefined);
      await worker.terminate();
      clean();
    },
  };
};

/** Opens the embedded database as a store. */
export const openEmbeddedStore = async (dataDir: string, image?: Uint8Array): Promise<Store & { readonly embedded: Embedded }> => {
  const embedded = await startEmbedded(dataDir, image ? { image } : {});
  const { rows } = await embedded.pool.query<{ v: string }>("select current_setting('server_version') as v");
  return { ...storeOn(embedded.pool, 'embedded', rows[0]!.v.split(' ')[0]!, () => embedded.stop()), embedded };
};
