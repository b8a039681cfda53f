// The thread of one open book. It reads ahead by as many batches as it was given credits, and no further.
import { parentPort, workerData } from 'node:worker_threads';
import type { BookInfo, ReadFault, SheetRow } from '../../rulesBook.ts';
import type { Limits } from './limits.ts';
import { openInThread } from './openInThread.ts';
import { refusedBy } from './readRefused.ts';

export interface WorkerStart {
  readonly path: string;
  readonly limits: Limits;
}
/** `read` begins a sheet (and ends the one before); `more` allows one more batch of it. */
export type ToWorker =
  | { readonly kind: 'read'; readonly turn: number; readonly sheet: number; readonly credits: number }
  | { readonly kind: 'more'; readonly turn: number };
export type FromWorker =
  | { readonly kind: 'open'; readonly info: BookInfo }
  | { readonly kind: 'rows'; readonly turn: number; readonly rows: readonly SheetRow[] }
  | { readonly kind: 'end'; readonly turn: number }
  | { readonly kind: 'fault'; readonly turn: number; readonly fault: ReadFault; readonly cause: string };

const port = parentPort!;
const send = (message: FromWorker): void => port.postMessage(message);
const fail = (turn: number, error: unknown): void => {
  const refused = refusedBy(error);
  send({ kind: 'fault', turn, fault: refused.fault, cause: String(refused.cause ?? '') });
};

const { path, limits } = workerData as WorkerStart;
try {
  const book = await openInThread(path, limits);
  let turn = 0;
  let credits = 0;
  let wake = (): void => {};
  const readSheet = async (mine: number, sheet: number): Promise<void> => {
    try {
      for await (const rows of book.rows(sheet)) {
        while (turn === mine && credits <= 0) await new Promise<void>((resolve) => (wake = resolve));
        if (turn !== mine) return;
        credits--;
        send({ kind: 'rows', turn: mine, rows });
      }
      if (turn === mine) send({ kind: 'end', turn: mine });
    } catch (error) {
      fail(mine, error);
    }
  };
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'read') {
      turn = message.turn;
      credits = message.credits;
      void readSheet(message.turn, message.sheet);
    } else if (message.turn === turn) credits++;
    wake();
  });
  send({ kind: 'open', info: book.info });
} catch (error) {
  fail(0, error);
}
