// The demonstration's register at a size, loaded into a bench's database unless it is there (--keep).
import { sql } from 'kysely';
import { preparePlaces } from '#capabilities/indicators/server/places.ts';
import { prepareRegions } from '#capabilities/regions/server/service.ts';
import type { Keys } from '#platform/server/keys.ts';
import type { Store } from '#platform/server/store.ts';
import { DEMONSTRATION_DAY } from '../../demo/days.ts';
import { loadServer, registerIsEmpty } from '../../demo/load/server.ts';
import type { WhichWorld } from '../../demo/load/state.ts';
import type { Run } from './bench.ts';

/** Returns how many workers there are. */
export const demoRegister = async (run: Run, store: Store, keys: Keys, world: WhichWorld): Promise<number> => {
  await store.transact({ role: 'system' }, prepareRegions);
  await store.transact({ role: 'system' }, preparePlaces);
  if (!(await store.transact({ role: 'owner' }, registerIsEmpty))) {
    const { rows } = await store.transact({ role: 'system' }, (db) =>
      sql<{ n: number }>`select count(*)::int as n from worker`.execute(db),
    );
    run.note(`${rows[0]!.n} workers of a bench before`);
    return rows[0]!.n;
  }
  const began = performance.now();
  const { workers } = await loadServer(store, { ...world, day: DEMONSTRATION_DAY, keys });
  run.note(`${workers} workers loaded in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  return workers;
};
