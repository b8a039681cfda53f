// The thread of one open book after another. It reads ahead by as many batches as it was given credits, and no further.
import { parentPort } from 'node:worker_threads';
import type { BookInfo, ReadFault, SheetRow } from '../../rulesBook.ts';
import type { JudgeAsk } from '../judgeAsk.ts';
import type { Line, ReadContext } from '../readRows.ts';
import type { BookInThread } from './bookInThread.ts';
import type { Limits } from './limits.ts';
import { openInThread } from './openInThread.ts';
import { ReadRefused, refusedBy } from './readRefused.ts';

/** `open` begins a book, `leave` ends it; `read` begins a sheet (and ends the one before); `more` allows one more batch of it. */
export type ToWorker =
  | { readonly kind: 'open'; readonly path: string; readonly limits: Limits }
  | { readonly kind: 'leave' }
  | { readonly kind: 'read'; readonly turn: number; readonly sheet: number; readonly credits: number }
  /** Every sheet that is asked for, with verdicts. */
  | { readonly kind: 'judge'; readonly turn: number; readonly ask: JudgeAsk; readonly credits: number }
  | { readonly kind: 'answer'; readonly turn: number; readonly remembered: Known | undefined }
  | { readonly kind: 'more'; readonly turn: number };
export type FromWorker =
  | { readonly kind: 'open'; readonly info: BookInfo }
  | { readonly kind: 'rows'; readonly turn: number; readonly rows: readonly SheetRow[] }
  | { readonly kind: 'lines'; readonly turn: number; readonly lines: readonly Line[] }
  /** What was said before for a template: the other side knows the database. */
  | { readonly kind: 'ask'; readonly turn: number; readonly template: string }
  /** A mistake of ours: where it happened. Never its words, which may hold what stands in the file. */
  | { readonly kind: 'mistake'; readonly turn: number; readonly name: string; readonly stack: string }
  /** Still at work. */
  | { readonly kind: 'alive'; readonly turn: number }
  | { readonly kind: 'end'; readonly turn: number }
  | { readonly kind: 'fault'; readonly turn: number; readonly fault: ReadFault; readonly cause: string };

type Known = Awaited<ReturnType<NonNullable<ReadContext['remembered']>>>;
const LINES = 500;

const port = parentPort!;
const send = (message: FromWorker): void => port.postMessage(message);
const fail = (turn: number, error: unknown): void => {
  const refused = refusedBy(error);
  send({ kind: 'fault', turn, fault: refused.fault, cause: String(refused.cause ?? '') });
};

let book: BookInThread | undefined;
let turn = 0;
let credits = 0;
let wake = (): void => {};
const readSheet = async (mine: number, sheet: number): Promise<void> => {
  try {
    for await (const rows of book!.rows(sheet)) {
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
let answered: (remembered: Known | undefined) => void = () => {};
const judge = async (mine: number, ask: JudgeAsk): Promise<void> => {
  try {
    // only here: whoever reads rows needs neither places nor sheets
    const { judgedLines } = await import('../judging.ts');
    let signed = performance.now();
    const lines = judgedLines(book!, ask, {
      remembered: (template) => {
        send({ kind: 'ask', turn: mine, template });
        return new Promise((resolve) => (answered = resolve));
      },
      sign: () => {
        if (performance.now() - signed < 1000) return;
        signed = performance.now();
        send({ kind: 'alive', turn: mine });
      },
    });
    let held: Line[] = [];
    const hand = async (): Promise<void> => {
      while (turn === mine && credits <= 0) await new Promise<void>((resolve) => (wake = resolve));
      if (turn === mine) send({ kind: 'lines', turn: mine, lines: held });
      credits--;
      held = [];
    };
    for await (const line of lines) {
      held.push(line);
      if (held.length >= LINES || line.kind === 'sheet') await hand();
      if (turn !== mine) return;
    }
    if (held.length) await hand();
    if (turn === mine) send({ kind: 'end', turn: mine });
  } catch (error) {
    if (error instanceof ReadRefused) return fail(mine, error);
    const { name, stack = '' } = error instanceof Error ? error : new Error(typeof error);
    const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
    send({ kind: 'mistake', turn: mine, name, stack: frames.join('\n') });
  }
};
const open = async (path: string, limits: Limits): Promise<void> => {
  try {
    book = await openInThread(path, limits);
    send({ kind: 'open', info: book.info });
  } catch (error) {
    fail(0, error);
  }
};
/** Nothing of a book stays behind: the next one is somebody else's. */
const leave = async (): Promise<void> => {
  const left = book;
  book = undefined;
  turn = 0;
  answered = () => {};
  wake = () => {};
  await left?.close();
};
port.on('message', (message: ToWorker) => {
  if (message.kind === 'open') void open(message.path, message.limits);
  else if (message.kind === 'leave') void leave();
  else if (message.kind === 'read' || message.kind === 'judge') {
    turn = message.turn;
    credits = message.credits;
    if (message.kind === 'read') void readSheet(message.turn, message.sheet);
    else void judge(message.turn, message.ask);
  } else if (message.kind === 'answer') {
    if (message.turn === turn) answered(message.remembered);
  } else if (message.turn === turn) credits++;
  wake();
});
