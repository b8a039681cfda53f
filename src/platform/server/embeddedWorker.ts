// Runs in a worker thread: the embedded database and its socket. A long query blocks this thread, never the server's.
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

interface Start {
  /** Directory of the data, or `memory://`. */
  readonly dataDir: string;
  readonly socket: string;
  readonly image?: Uint8Array;
}

const { dataDir, socket, image } = workerData as Start;
const port = parentPort!;
try {
  const db = await PGlite.create({
    dataDir,
    extensions: { btree_gist },
    ...(image ? { loadDataDir: new Blob([image as Uint8Array<ArrayBuffer>]) } : {}),
  });
  const server = new PGLiteSocketServer({ db, path: socket, maxConnections: 64 });
  await server.start();
  port.on('message', async (message: { readonly id: number; readonly ask: 'stop' | 'image' }) => {
    try {
      if (message.ask === 'image') {
        const blob = await db.dumpDataDir('none');
        port.postMessage({ id: message.id, image: new Uint8Array(await blob.arrayBuffer()) });
        return;
      }
      await server.stop();
      await db.close();
      port.postMessage({ id: message.id });
    } catch (error) {
      port.postMessage({ id: message.id, failed: String(error) });
    }
  });
  port.postMessage({ ready: true });
} catch (error) {
  port.postMessage({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
