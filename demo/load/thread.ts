// The worker thread of a load into a server: generates, seals and encodes while the other thread sends.
import { parentPort, workerData } from 'node:worker_threads';
import { CopyBuffer } from '#platform/server/copyBuffer.ts';
import { type KeyFile, keysOf } from '#platform/server/keys.ts';
import type { DemoHousehold } from '../shapes.ts';
import { newWorld } from '../world.ts';
import { rowsOf } from './rows.ts';
import { TABLE_NAMES, TABLES, type Table } from './tables.ts';

export interface ThreadInput {
  readonly seed: number;
  readonly scale: number;
  readonly only: string;
  readonly shift: number;
  readonly day: string;
  readonly keys: KeyFile;
  /** Which of the threads this is, and how many there are: each takes every n-th block of villages. */
  readonly thread: number;
  readonly threads: number;
  /** Records per message. */
  readonly chunk: number;
}
/** One chunk as streams for COPY, or the end. */
export interface ThreadOutput {
  readonly tables: readonly { readonly table: Table; readonly rows: number; readonly bytes: Uint8Array<ArrayBuffer> }[];
  readonly workers: number;
  readonly households: number;
  readonly last: boolean;
}

const { seed, scale, only, shift, day, keys: file, thread, threads, chunk } = workerData as ThreadInput;
const keys = keysOf(file);
const port = parentPort!;

/** One chunk may wait ready while another is sent: memory stays flat. */
let credit = 2;
let wake: () => void = () => undefined;
port.on('message', () => {
  credit++;
  wake();
});

/** Records made into rows at a time: few enough to be garbage before they grow old, many enough for one call of the cipher to pay. */
const GROUP = 120;

const sizes = new Map<Table, number>();
const fresh = (): Map<Table, CopyBuffer> =>
  new Map(TABLE_NAMES.map((table) => [table, new CopyBuffer(Object.values(TABLES[table]), sizes.get(table) ?? 1 << 16)]));
let out = fresh();
let workers = 0;
let households = 0;

const encode = (group: readonly DemoHousehold[]): void => {
  const rows = rowsOf(group, { keys, day });
  for (const table of TABLE_NAMES) {
    const buffer = out.get(table)!;
    for (const row of rows[table]) buffer.add(row);
  }
  workers += rows.worker.length;
  households += group.length;
};

const send = async (last: boolean): Promise<void> => {
  while (credit === 0)
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  credit--;
  const tables = [...out]
    .filter(([, buffer]) => buffer.rows > 0)
    .map(([table, buffer]) => {
      const bytes = buffer.finish() as Buffer<ArrayBuffer>;
      sizes.set(table, bytes.length + (bytes.length >> 3));
      return { table, rows: buffer.rows, bytes };
    });
  const message: ThreadOutput = { tables, workers, households, last };
  port.postMessage(
    message,
    tables.map((t) => t.bytes.buffer),
  );
  out = fresh();
  workers = 0;
  households = 0;
};

let group: DemoHousehold[] = [];
let held = 0;
const world = newWorld({ seed, scale, only, shift });
const BLOCK = 50;
for (let from = thread * BLOCK; from < world.villages.length; from += threads * BLOCK)
  for (const household of world.households(from, Math.min(from + BLOCK, world.villages.length))) {
    group.push(household);
    held += household.workers.length;
    if (held < GROUP) continue;
    encode(group);
    group = [];
    held = 0;
    if (workers >= chunk) await send(false);
  }
encode(group);
await send(true);
port.close();
