import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { sql } from 'kysely';
import { settleLedger } from '#capabilities/employment/server/service.ts';
import type { Keys } from '#platform/server/keys.ts';
import { inRecordedHistory } from '#platform/server/recordedHistory.ts';
import type { Db, Store } from '#platform/server/store.ts';
import { newWorld } from '../world.ts';
import { stripIndexes } from './indexes.ts';
import type { WhichWorld } from './state.ts';
import { DERIVED, GUARDED, TABLE_NAMES, TABLES } from './tables.ts';
import type { ThreadInput, ThreadOutput } from './thread.ts';
import { writeAgreements } from './writeAgreements.ts';
import { writeEnrolments } from './writeEnrolments.ts';
import { writeOrganisations } from './writeOrganisations.ts';
import { writeRemote } from './writeRemote.ts';
import { writeSchooling } from './writeSchooling.ts';
import { writeTargets } from './writeTargets.ts';
import { writeTraining } from './writeTraining.ts';

export interface Loaded {
  readonly workers: number;
  readonly households: number;
  readonly rows: number;
  /** Milliseconds: rows sent, and indexes and foreign keys built. */
  readonly copyMs: number;
  readonly indexMs: number;
}

export interface ServerLoad extends WhichWorld {
  readonly day: string;
  readonly keys: Keys;
  readonly chunk?: number;
  /** How many threads generate; default one for each processor but one, at most four: then the database is the slower side. */
  readonly threads?: number;
  /** Called after each chunk. */
  readonly progress?: (workers: number) => void;
  /** In the same transaction, at the end. */
  readonly after?: (db: Db, loaded: Loaded) => Promise<void>;
}

/** Is there nothing in the register yet? Only then its indexes may go for a while. */
export const registerIsEmpty = async (db: Db): Promise<boolean> => {
  for (const table of TABLE_NAMES) if ((await sql`select from ${sql.table(table)} limit 1`.execute(db)).rows.length) return false;
  return true;
};

/**
 * The whole world in one transaction of the owner: a process that dies leaves nothing behind. The tables are locked for everybody until it ends; meant for a
 * server that is being made ready. Into empty tables, whose indexes are built at the end.
 */
export const loadServer = async (store: Store, load: ServerLoad): Promise<Loaded> => {
  const count = load.threads ?? Math.min(4, Math.max(1, availableParallelism() - 1));
  const threads = Array.from({ length: count }, (_, thread) => {
    const input: ThreadInput = {
      seed: load.seed,
      scale: load.scale,
      only: load.only ?? '',
      shift: load.shift ?? 0,
      day: load.day,
      keys: load.keys.file,
      thread,
      threads: count,
      chunk: load.chunk ?? 4000,
    };
    // a chunk lives for a moment: let it die young
    return new Worker(new URL('./thread.ts', import.meta.url), { workerData: input, resourceLimits: { maxYoungGenerationSizeMb: 128 } });
  });
  const chunks = received(threads);
  try {
    return await store.transact({ role: 'owner' }, async (db) => {
      const began = performance.now();
      let [workers, households, rows] = [0, 0, 0];
      const rebuild = await stripIndexes(db, TABLE_NAMES);
      await inRecordedHistory(db, GUARDED, async () => {
        for await (const { from, chunk } of chunks) {
          for (const { table, rows: n, bytes } of chunk.tables) {
            const columns = Object.keys(TABLES[table]);
            await store.copyIn!(`copy ${table} (${columns.join(', ')}) from stdin (format binary)`, pieces(bytes));
            rows += n;
          }
          workers += chunk.workers;
          households += chunk.households;
          threads[from]!.postMessage('more');
          load.progress?.(workers);
        }
      });
      const copied = performance.now();
      // employers before the keys of the spells that name them
      const world = newWorld(load);
      await writeOrganisations(db, world);
      await writeAgreements(db, world);
      await writeTraining(db, world);
      await rebuild();
      for (const table of TABLE_NAMES) await sql`analyze ${sql.table(table)}`.execute(db);
      await settleAll(db, load.day);
      await writeTargets(db, { seed: load.seed, day: load.day });
      for (const write of [writeEnrolments, writeSchooling, writeRemote]) await write(db, load);
      for (const table of DERIVED) await sql`analyze ${sql.table(table)}`.execute(db);
      const loaded = { workers, households, rows, copyMs: copied - began, indexMs: performance.now() - copied };
      await load.after?.(db, loaded);
      return loaded;
    });
  } finally {
    for (const thread of threads) await thread.terminate();
  }
};

const SETTLED_AT_ONCE = 5000;
/** What follows from the work of everybody, some thousand workers at a time. */
const settleAll = async (db: Db, today: string): Promise<void> => {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await sql<{ id: string; spells: string[] }>`
      select w.id, coalesce((select array_agg(distinct s.id) from spell s where s.worker_id = w.id), '{}') as spells
      from (select id from worker where id > ${after}::uuid order by id limit ${SETTLED_AT_ONCE}) w order by w.id`.execute(db);
    if (!rows.length) return;
    await settleLedger(db, { workerIds: rows.map((r) => r.id), spellIds: rows.flatMap((r) => r.spells), today });
    after = rows.at(-1)!.id;
  }
};

const PIECE = 1 << 18;
function* pieces(bytes: Uint8Array<ArrayBuffer>): Generator<Buffer> {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < whole.length; at += PIECE) yield whole.subarray(at, at + PIECE);
}

/** The threads' messages as they come; the failure of one fails whoever waits. */
async function* received(threads: readonly Worker[]): AsyncGenerator<{ readonly from: number; readonly chunk: ThreadOutput }> {
  const ready: { readonly from: number; readonly chunk: ThreadOutput }[] = [];
  let failed: unknown;
  let wake: () => void = () => undefined;
  threads.forEach((thread, from) => {
    thread.on('message', (chunk: ThreadOutput) => {
      ready.push({ from, chunk });
      wake();
    });
    thread.on('error', (error) => {
      failed = error;
      wake();
    });
  });
  for (let running = threads.length; running > 0; ) {
    const next = ready.shift();
    if (next) {
      yield next;
      if (next.chunk.last) running--;
    } else if (failed !== undefined) throw failed;
    else
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
  }
}
