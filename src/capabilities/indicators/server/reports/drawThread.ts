// Reports are drawn in a thread (docs/decisions/0022): a workbook of 40,000 cells keeps a processor busy for seconds in one piece, and nobody would be answered.
// Starting a thread costs most of what a small report costs: it waits a minute for the next file, and nobody stays alive for it.
import { Worker } from 'node:worker_threads';
import type { ReportContent } from '../../contractReportShapes.ts';
import type { Format } from '../../contractReports.ts';
import type { Made } from './drawFiles.ts';
import type { Drawn, ToDraw } from './drawWorker.ts';

const WAITS_MS = 60_000;
/** A workbook of the largest report that is made took a quarter of it. */
const MEGABYTES = 1024;

interface Waiting {
  readonly resolve: (file: Buffer) => void;
  readonly reject: (error: Error) => void;
}
interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
  idle: NodeJS.Timeout | undefined;
}
let thread: Thread | undefined;
let drawn = 0;

const start = (): Thread => {
  const worker = new Worker(new URL('./drawWorker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const made: Thread = { worker, waiting: new Map(), idle: undefined };
  const gone = (error: Error): void => {
    clearTimeout(made.idle);
    if (thread === made) thread = undefined;
    // whoever waits is told; the next report starts another thread
    for (const { reject } of made.waiting.values()) reject(error);
    made.waiting.clear();
  };
  worker.on('message', (answer: Drawn) => {
    const asked = made.waiting.get(answer.id);
    made.waiting.delete(answer.id);
    if (made.waiting.size === 0) rest(made);
    if (!asked) return;
    if ('file' in answer) return asked.resolve(Buffer.from(answer.file.buffer));
    const error = new Error(`a report could not be drawn: ${answer.failed}`);
    error.stack = `${error.message}\n${answer.stack}`;
    asked.reject(error);
  });
  worker.on('error', (error) => gone(new Error(`the drawing thread failed: ${error.name}`)));
  worker.on('exit', (code) => gone(new Error(`the drawing thread ended (${code})`)));
  return made;
};
const rest = (of: Thread): void => {
  of.worker.unref();
  of.idle = setTimeout(() => void endOf(of), WAITS_MS);
  of.idle.unref();
};
const endOf = async (of: Thread): Promise<void> => {
  if (thread === of) thread = undefined;
  clearTimeout(of.idle);
  await of.worker.terminate();
};

/** The same file as `drawReport` makes, without holding up the thread that asks. */
export const drawInThread = (format: Format, content: ReportContent, made: Made): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    thread ??= start();
    const { worker, waiting, idle } = thread;
    clearTimeout(idle);
    worker.ref();
    const id = ++drawn;
    waiting.set(id, { resolve, reject });
    worker.postMessage({ id, format, content, made } satisfies ToDraw);
  });

/** A program that has nothing more to draw need not wait for the minute of the thread. */
export const endDrawThread = async (): Promise<void> => {
  if (thread) await endOf(thread);
};
