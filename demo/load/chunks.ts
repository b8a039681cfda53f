import { insertMany } from '#platform/server/bulkWrite.ts';
import type { Keys } from '#platform/server/keys.ts';
import { inRecordedHistory } from '#platform/server/recordedHistory.ts';
import type { Db } from '#platform/server/store.ts';
import type { DemoHousehold } from '../shapes.ts';
import type { World } from '../world.ts';
import { rowsOf } from './rows.ts';
import type { WorldState } from './state.ts';
import { GUARDED, TABLE_NAMES, TABLES } from './tables.ts';

/** Records of one transaction: about 1,500 rows, which the embedded database writes in well under its 150 ms … of a small machine, twice that. */
export const CHUNK_WORKERS = 80;

export interface Chunk {
  readonly households: readonly DemoHousehold[];
  readonly workers: number;
  readonly next: WorldState['next'];
}

/** What is still to be loaded, in chunks; each tells where the one after it begins. */
export function* chunksOf(world: World, from: WorldState['next'], most = CHUNK_WORKERS): Generator<Chunk> {
  if (!from) return;
  let households: DemoHousehold[] = [];
  let workers = 0;
  for (let village = from.village; village < world.villages.length; village++) {
    let n = 0;
    for (const household of world.households(village, village + 1)) {
      if (village === from.village && n++ < from.household) continue;
      if (village !== from.village) n++;
      households.push(household);
      workers += household.workers.length;
      if (workers < most) continue;
      yield { households, workers, next: { village, household: n } };
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
  return written;
};
