// The comparing thread as the job sees it: one question after another.
import { Worker } from 'node:worker_threads';
import type { Blocks } from './blocks.ts';
import type { Answer, Ask, CompareStart, FoundPair } from './compareWorker.ts';
import type { RecordColumns, SealedColumns } from './records.ts';

export interface CompareThread {
  /** From now on only pairs with one of these records. */
  only(ids: Uint8Array): Promise<void>;
  /** Returns how many pairs were new. */
  addBlocks(blocks: Blocks): Promise<number>;
  needed(most: number): Promise<readonly string[]>;
  addRecords(records: RecordColumns): Promise<void>;
  screen(most: number): Promise<{ readonly compared: number; readonly left: number }>;
  closed(most: number): Promise<readonly string[]>;
  addSealed(sealed: SealedColumns): Promise<void>;
  decide(most: number): Promise<{ readonly left: number; readonly found: readonly FoundPair[] }>;
  stop(): Promise<void>;
}

/** A register of a million keeps about a gigabyte of prepared records in it. */
const MEGABYTES = 6144;

export const startCompareThread = (start: CompareStart): CompareThread => {
  const worker = new Worker(new URL('./compareWorker.ts', import.meta.url), {
    workerData: start,
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  let waiting: { resolve(answer: Answer): void; reject(error: Error): void } | undefined;
  let dead: Error | undefined;
  const fail = (error: Error): void => {
    dead ??= error;
    waiting?.reject(error);
    waiting = undefined;
  };
  worker.on('message', (answer: Answer | { readonly failed: string }) => {
    if ('failed' in answer) return fail(new Error(`the comparing thread failed: ${answer.failed}`));
    waiting?.resolve(answer);
    waiting = undefined;
  });
  worker.on('error', fail);
  worker.on('exit', (code) => fail(new Error(`the comparing thread ended (${code})`)));
  const ask = <A extends Answer>(question: Ask, transfer: ArrayBuffer[] = []): Promise<A> =>
    new Promise((resolve, reject) => {
      if (dead) return reject(dead);
      waiting = { resolve: resolve as (answer: Answer) => void, reject };
      worker.postMessage(question, transfer);
    });
  return {
    only: async (ids) => void (await ask({ ask: 'only', ids })),
    addBlocks: async (blocks) => (await ask<{ pairs: number }>({ ask: 'blocks', blocks }, [blocks.ids.buffer, blocks.sizes.buffer])).pairs,
    needed: async (most) => (await ask<{ ids: readonly string[] }>({ ask: 'needed', most })).ids,
    addRecords: async (records) => void (await ask({ ask: 'records', records })),
    screen: (most) => ask({ ask: 'screen', most }),
    closed: async (most) => (await ask<{ ids: readonly string[] }>({ ask: 'closed', most })).ids,
    addSealed: async (sealed) => void (await ask({ ask: 'sealed', sealed })),
    decide: (most) => ask({ ask: 'decide', most }),
    stop: async () => void (await worker.terminate()),
  };
};
