// The threads that read books. Starting one costs two seconds of processor time (places, sheets, rules are loaded anew), which is all that a small list costs:
// one that has read a book of our own formats to its end waits a while for the next.
import { Worker } from 'node:worker_threads';
import type { Format } from '../../rulesBook.ts';
import type { Limits } from './limits.ts';
import type { ToWorker } from './readingWorker.ts';

/** Read by parsers of our own that keep nothing between books; what others read (SheetJS) never shares a thread. */
const KEEPS_NOTHING: readonly Format[] = ['csv', 'xlsx'];
const WAITS_MS = 60_000;
/** After so many books a thread is let go all the same. */
const MOST_BOOKS = 50;

interface Spare {
  readonly worker: Worker;
  readonly memoryMb: number;
  readonly late: NodeJS.Timeout;
}
let spare: Spare | undefined;
const books = new WeakMap<Worker, number>();

const letGo = (worker: Worker): Promise<unknown> => worker.terminate();

/** A thread of one's own until it is given back or ended; it may neither grow nor last. */
export const takeThread = ({ memoryMb }: Pick<Limits, 'memoryMb'>): Worker => {
  if (spare?.memoryMb === memoryMb) {
    const { worker, late } = spare;
    spare = undefined;
    clearTimeout(late);
    worker.removeAllListeners('error').removeAllListeners('exit');
    worker.ref();
    return worker;
  }
  const worker = new Worker(new URL('./readingWorker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 64 },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // SheetJS prints what it does not know: a file must not write into our log
    stdout: true,
    stderr: true,
  });
  worker.stdout.resume();
  worker.stderr.resume();
  return worker;
};

/** Of a thread that has said all it had to say about its book. */
export const giveBack = async (worker: Worker, format: Format, { memoryMb }: Pick<Limits, 'memoryMb'>): Promise<void> => {
  worker.removeAllListeners('message').removeAllListeners('error').removeAllListeners('exit');
  const read = (books.get(worker) ?? 0) + 1;
  books.set(worker, read);
  if (spare || read >= MOST_BOOKS || !KEEPS_NOTHING.includes(format)) {
    await letGo(worker);
    return;
  }
  worker.postMessage({ kind: 'leave' } satisfies ToWorker);
  const gone = (): void => {
    if (spare?.worker !== worker) return;
    clearTimeout(spare.late);
    spare = undefined;
  };
  worker.once('error', gone).once('exit', gone);
  const late = setTimeout(() => {
    gone();
    void letGo(worker);
  }, WAITS_MS);
  // nobody stays alive for it
  late.unref();
  worker.unref();
  spare = { worker, memoryMb, late };
};

/** A program that has nothing more to read: the thread that waits would keep it alive for its minute, for all that it is no longer counted. */
export const endReadingThreads = async (): Promise<void> => {
  const waiting = spare;
  spare = undefined;
  if (!waiting) return;
  clearTimeout(waiting.late);
  await letGo(waiting.worker);
};
