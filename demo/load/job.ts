// The world as a background job: the server answers from its first second, and a killed process goes on where it was.
import { sql } from 'kysely';
import { defineJob, enqueue, PREPARING } from '#platform/server/jobs.ts';
import type { Services } from '#platform/server/services.ts';
import type { Db } from '#platform/server/store.ts';
import { DEMONSTRATION_DAY } from '../days.ts';
import { DEFAULT_SEED, expectedWorkers, newWorld } from '../world.ts';
import { type Chunk, chunksOf, writeChunk } from './chunks.ts';
import { beginWorld, readWorldState, saveWorldState, type WhichWorld, type WorldState } from './state.ts';
import { DERIVED, TABLE_NAMES } from './tables.ts';
import { writeAgreements } from './writeAgreements.ts';
import { writeEnrolments } from './writeEnrolments.ts';
import { writeOrganisations } from './writeOrganisations.ts';
import { writeRemote } from './writeRemote.ts';
import { writeSchooling } from './writeSchooling.ts';
import { writeTargets } from './writeTargets.ts';
import { writeTraining } from './writeTraining.ts';

type Step = (work: (db: Db) => Promise<WorldState>) => Promise<WorldState>;

/** Loads what is missing, chunk by chunk; each leaves in its own transaction how far it came. */
export const loadInChunks = async (
  services: Services,
  from: WorldState,
  step: Step,
  said: (state: WorldState) => void,
): Promise<WorldState> => {
  const world = newWorld(from);
  const options = { keys: services.keys, day: services.clock.demonstrationDay ?? DEMONSTRATION_DAY };
  let state = from;
  const write = async (db: Db, chunk: Chunk): Promise<WorldState> => {
    const now = await readWorldState(db);
    // somebody else loads the same world: theirs is as good
    if (!now || JSON.stringify(now.next) !== JSON.stringify(state.next))
      throw new Error('the demonstration world is being loaded by another process');
    await writeChunk(db, chunk, options);
    const after: WorldState = { ...state, workers: state.workers + chunk.workers, next: chunk.next };
    await saveWorldState(db, after, services.clock.now());
    return after;
  };
  if (!state.organisations)
    state = await step(async (db) => {
      await writeOrganisations(db, world);
      await writeAgreements(db, world);
      await writeTraining(db, world);
      const after: WorldState = { ...state, organisations: true };
      await saveWorldState(db, after, services.clock.now());
      return after;
    });
  for (const chunk of chunksOf(world, from.next)) {
    state = await step((db) => write(db, chunk));
    said(state);
  }
  for (const table of [...TABLE_NAMES, ...DERIVED])
    await step(async (db) => {
      await sql`analyze ${sql.table(table)}`.execute(db);
      return state;
    });
  return state;
};

/** A line now and then where somebody watches the start. */
const watched = (total: number): ((state: WorldState) => void) => {
  let told = 0;
  return ({ workers, next }) => {
    const percent = next === null ? 100 : Math.min(99, Math.floor((workers / total) * 100));
    if (percent < told + 10 && next !== null) return;
    told = percent - (percent % 10);
    if (process.env.WENGANG_START === '1') console.info(`演示数据 ${percent} %，${workers} 人 / demonstration data, ${workers} workers`);
  };
};

/** What is queued once the world is there, as `system`: what an installation does with people it already has. */
export type Loaded = (db: Db, services: Services) => Promise<void>;

const newLoadWorld = (loaded: Loaded) =>
  defineJob<WhichWorld, object>({
    kind: 'demo.load',
    summary: { zh: '装入演示数据', en: 'Load the demonstration data' },
    async run({ services, step }, which) {
      const from = await beginWorld(services, which);
      const total = expectedWorkers(newWorld(which));
      const say = watched(total);
      const note = {
        zh: '演示数据正在装入，平塘县已经可以查看',
        en: 'Demonstration data are being loaded; Pingtang County can be looked at already',
      };
      const owner = { role: 'owner' } as const;
      const done = await loadInChunks(
        services,
        from,
        (work) => step(work, (s) => ({ checkpoint: s, progress: { done: s.workers, total: Math.max(total, s.workers), note } }), owner),
        say,
      );
      const of = { ...which, day: services.clock.demonstrationDay ?? DEMONSTRATION_DAY };
      for (const write of [writeTargets, writeEnrolments, writeSchooling, writeRemote]) await step((db) => write(db, of), {}, owner);
      await step((db) => loaded(db, services));
      services.jobs.wake();
      return { workers: done.workers };
    },
  });

export const newDemonstration = (loaded: Loaded) => {
  const loadWorld = newLoadWorld(loaded);

  /** At the start of a demonstration: the world once, or what is left of it. Returns lines to print. */
  const prepareDemonstration = async (services: Services, { empty }: { readonly empty: boolean }): Promise<string[]> => {
    const scale = services.config.demonstrationScale;
    if (empty || scale === 0) return [];
    const queued = await services.store.transact({ role: 'system' }, async (db) => {
      const state = await readWorldState(db);
      if (state?.next === null) return false;
      // a world begun by hand goes on as it was begun
      await enqueue(
        db,
        services.keys,
        loadWorld,
        state ? { seed: state.seed, scale: state.scale, only: state.only, shift: state.shift ?? 0 } : { seed: DEFAULT_SEED, scale },
        { dedupeKey: PREPARING },
      );
      return true;
    });
    return queued ? ['演示数据在后台装入，页面已经可以打开 / demonstration data are loading in the background; the pages are open'] : [];
  };
  return { loadWorld, prepareDemonstration };
};
