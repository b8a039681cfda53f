import { settleLedger } from '#capabilities/employment/server/service.ts';
import { insertMany } from '#platform/server/bulkWrite.ts';
import type { Keys } from '#platform/server/keys.ts';
import { inRecordedHistory } from '#platform/server/recordedHistory.ts';
import type { Db } from '#platform/server/store.ts';
import { DEMO_COUNTY } from '../places.ts';
import type { DemoHousehold } from '../shapes.ts';
import type { World } from '../world.ts';
import { rowsOf } from './rows.ts';
import type { WorldState } from './state.ts';
import { GUARDED, type Rows, TABLE_NAMES, TABLES } from './tables.ts';

/** Records of one transaction: about 1,200 rows, which keep the embedded database from everybody else for 0.1–0.2 s. */
export const CHUNK_WORKERS = 80;

export interface Chunk {
  readonly households: readonly DemoHousehold[];
  readonly workers: number;
  readonly next: WorldState['next'];
}

/** Positions of villages in the order they are loaded: the accounts' own county first, so that there is something to see while the rest comes. */
const orderOf = (world: World): readonly number[] => {
  const all = [...world.villages.keys()];
  const own = (i: number): boolean => world.villages[i]!.county === DEMO_COUNTY;
  return [...all.filter(own), ...all.filter((i) => !own(i))];
};

/** What is still to be loaded, in chunks; each tells where the one after it begins. `next.village` counts in the order of loading. */
export function* chunksOf(world: World, from: WorldState['next'], most = CHUNK_WORKERS): Generator<Chunk> {
  if (!from) return;
  let households: DemoHousehold[] = [];
  let workers = 0;
  const order = orderOf(world);
  for (let at = from.village; at < order.length; at++) {
    const village = order[at]!;
    let n = 0;
    for (const household of world.households(village, village + 1)) {
      if (++n <= (at === from.village ? from.household : 0)) continue;
      households.push(household);
      workers += household.workers.length;
      if (workers < most) continue;
      yield { households, workers, next: { village: at, household: n } };
      households = [];
      workers = 0;
    }
  }
  yield { households, workers, next: null };
}

const ROWS_A_STATEMENT = 500;
const instant = (value: unknown): unknown => (typeof value === 'number' ? new Date(value).toISOString() : value);

/** Writes a chunk's rows, with their own `recorded`, in the caller's transaction (the owner's). */
export const writeChunk = async (db: Db, chunk: Chunk, options: { readonly keys: Keys; readonly day: string }): Promise<number> => {
  const rows = rowsOf(chunk.households, options);
  let written = 0;
  await inRecordedHistory(db, GUARDED, async () => {
    for (const table of TABLE_NAMES) {
      const columns = TABLES[table];
      const types = Object.values(columns);
      const list = rows[table].map((row) => row.map((value, i) => (types[i] === 'timestamptz' ? instant(value) : value)));
      for (let i = 0; i < list.length; i += ROWS_A_STATEMENT) await insertMany(db, { table, columns }, list.slice(i, i + ROWS_A_STATEMENT));
      written += list.length;
    }
  });
  await settleWork(db, rows, options.day);
  return written;
};

/** What follows from spells and evidence (who may see whom, who works where, what is vouched for) is `employment`'s to say. */
const settleWork = (db: Db, rows: Rows, today: string): Promise<void> =>
  settleLedger(db, {
    workerIds: [...new Set([...rows.spell.map((r) => r[1] as string), ...rows.no_work.map((r) => r[0] as string)])],
    spellIds: [...new Set(rows.spell.map((r) => r[0] as string))],
    today,
  });
