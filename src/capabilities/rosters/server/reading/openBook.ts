// The door: any spreadsheet file, read in a thread of its own that may neither grow nor last.
import { stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { BookInfo, SheetRow } from '../../rulesBook.ts';
import { askOf } from '../judgeAsk.ts';
import type { Line, ReadContext } from '../readRows.ts';
import { LIMITS, type Limits } from './limits.ts';
import { giveBack, takeThread } from './readingThreads.ts';
import type { FromWorker, ToWorker } from './readingWorker.ts';
import { ReadRefused, refusedBy } from './readRefused.ts';

export interface OpenBook {
  readonly info: BookInfo;
  /** Rows that hold something, in batches, in the order of the file. One sheet at a time; a second call begins anew and ends the first. */
  rows(sheet: number): AsyncIterable<readonly SheetRow[]>;
  /** What `readFileRows` says of it, worked out in the book's own thread; there where the book was opened with the module of the sheets. */
  readonly judge?: (context: ReadContext) => AsyncGenerator<Line>;
  /** Ends the thread at once, whatever it is doing; one that has nothing left to do may read another book. */
  close(): Promise<void>;
}

interface OpenOptions {
  readonly limits?: Partial<Limits>;
  /** Ends reading as `close` does; what waits for rows then gets its reason. */
  readonly signal?: AbortSignal;
  /** URL of a module that exports `sheets`, all that may be asked for: then the thread judges too. */
  readonly sheetsModule?: string;
}

/** Readings of all books, each a number of its own: a thread that had another book before never takes one for the other. */
let turns = 0;

/** Batches the thread may be ahead of whoever reads them. */
const AHEAD = 4;

interface Waiting {
  readonly resolve: (message: FromWorker) => void;
  readonly reject: (error: unknown) => void;
}

/** Throws `ReadRefused` with the fault; so does the iteration. The file must stay where it is until `close`. */
export const openBook = async (path: string, options: OpenOptions = {}): Promise<OpenBook> => {
  options.signal?.throwIfAborted();
  const limits: Limits = { ...LIMITS, ...options.limits };
  // a file that is not there is our mistake, not a fault of the file
  const { size } = await stat(path);
  if (size === 0) throw new ReadRefused('empty');
  if (size > limits.bytes) throw new ReadRefused('tooLarge');
  const worker = takeThread(limits);
  const queue: FromWorker[] = [];
  let waiting: Waiting | undefined;
  let ended: { readonly error: unknown } | undefined;
  /** Everything that was asked of the thread has been answered to the end. */
  let quiet = false;
  /** A reading was replaced before its end: what is left of it may still say something. */
  let tangled = false;
  /** The thread is somebody else's by now. */
  let given = false;
  let info: BookInfo | undefined;
  let left = Math.min(limits.openSeconds, limits.seconds) * 1000;

  const end = (error: unknown): void => {
    ended ??= { error };
    waiting?.reject(ended.error);
    waiting = undefined;
    void worker.terminate();
  };
  worker.on('message', (message: FromWorker) => {
    if (waiting) waiting.resolve(message);
    else queue.push(message);
    waiting = undefined;
  });
  worker.on('error', (error) => end(refusedBy(error)));
  worker.on('exit', () => end(new ReadRefused('damaged', 'thread ended')));
  // whoever waits for a book stays alive for it
  worker.postMessage({ kind: 'open', path, limits } satisfies ToWorker);
  const abort = (): void => end(options.signal?.reason);
  options.signal?.addEventListener('abort', abort, { once: true });

  // Batches wait ready while whoever takes them works, so nobody would ever come to wait: between two of them others have their turn (setImmediate).
  /** The next message. Only waiting takes from the time: a caller may be slow, a file may not. */
  const next = async (): Promise<FromWorker> => {
    const ready = queue.shift();
    if (ready) return ready;
    if (ended) throw ended.error;
    const since = performance.now();
    const late = setTimeout(() => end(new ReadRefused('tooSlow')), Math.max(0, left));
    try {
      return await new Promise<FromWorker>((resolve, reject) => {
        waiting = { resolve, reject };
      });
    } finally {
      clearTimeout(late);
      left -= performance.now() - since;
    }
  };
  const close = async (): Promise<void> => {
    options.signal?.removeEventListener('abort', abort);
    if (given) return;
    if (!ended && quiet && !tangled && info) {
      given = true;
      ended = { error: new ReadRefused('damaged', 'closed') };
      await giveBack(worker, info.format, limits);
      return;
    }
    ended ??= { error: new ReadRefused('damaged', 'closed') };
    queue.length = 0;
    end(ended.error);
    await worker.terminate();
  };

  let turn = 0;
  const nextTurn = (): number => {
    tangled ||= !quiet;
    quiet = false;
    turn = ++turns;
    return turn;
  };
  async function* judge(module: string, context: ReadContext): AsyncGenerator<Line> {
    if (ended) throw ended.error;
    const mine = nextTurn();
    worker.postMessage({ kind: 'judge', turn: mine, ask: askOf(module, context), credits: AHEAD } satisfies ToWorker);
    while (mine === turn) {
      // judging is our own work, in proportion to the rows: only silence is a fault of the file
      left = limits.seconds * 1000;
      const message = await next();
      if (message.kind === 'open' || message.turn !== mine) continue;
      if (message.kind === 'end') {
        quiet = true;
        return;
      }
      if (message.kind === 'fault') throw new ReadRefused(message.fault, message.cause);
      if (message.kind === 'mistake') throw new Error(`judging stopped with ${message.name}\n${message.stack}`);
      if (message.kind === 'ask') {
        const remembered = await context.remembered?.(message.template);
        if (!ended) worker.postMessage({ kind: 'answer', turn: mine, remembered } satisfies ToWorker);
      } else if (message.kind === 'lines') {
        yield* message.lines;
        await setImmediate();
        if (!ended) worker.postMessage({ kind: 'more', turn: mine } satisfies ToWorker);
      }
    }
  }

  async function* rows(sheet: number): AsyncGenerator<readonly SheetRow[]> {
    if (!info?.sheets[sheet]) throw new RangeError(`sheet ${sheet}`);
    if (ended) throw ended.error;
    const mine = nextTurn();
    worker.postMessage({ kind: 'read', turn: mine, sheet, credits: AHEAD } satisfies ToWorker);
    while (mine === turn) {
      const message = await next();
      if (message.kind === 'open' || message.turn !== mine) continue;
      if (message.kind === 'end') {
        quiet = true;
        return;
      }
      if (message.kind === 'fault') throw new ReadRefused(message.fault, message.cause);
      if (message.kind !== 'rows') continue;
      yield message.rows;
      await setImmediate();
      if (!ended) worker.postMessage({ kind: 'more', turn: mine } satisfies ToWorker);
    }
  }

  try {
    const first = await next();
    if (first.kind === 'fault') throw new ReadRefused(first.fault, first.cause);
    if (first.kind !== 'open') throw new ReadRefused('damaged');
    info = first.info;
    quiet = true;
    left += Math.max(0, limits.seconds - limits.openSeconds) * 1000;
  } catch (error) {
    await close();
    throw error;
  }
  const { sheetsModule } = options;
  return { info, rows, close, ...(sheetsModule === undefined ? {} : { judge: (context: ReadContext) => judge(sheetsModule, context) }) };
};
