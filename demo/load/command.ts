// `npm run wengang -- demo`: a demonstration world of any scale.
import { type Command, WrongUsage } from '#platform/server/command.ts';
import type { Services } from '#platform/server/services.ts';
import { DEMONSTRATION_DAY } from '../days.ts';
import { DEFAULT_SCALE, DEFAULT_SEED, expectedWorkers, newWorld } from '../world.ts';
import { type Loaded, loadInChunks } from './job.ts';
import { loadServer, registerIsEmpty } from './server.ts';
import { beginWorld, saveWorldState, type WhichWorld } from './state.ts';
import { writeEnrolments } from './writeEnrolments.ts';
import { writeRemote } from './writeRemote.ts';
import { writeSchooling } from './writeSchooling.ts';
import { writeTargets } from './writeTargets.ts';

type With = <T>(work: (services: Services) => Promise<T>) => Promise<T>;

const numberOf = (
  name: string,
  given: string | boolean | undefined,
  otherwise: number,
  ok: (n: number) => boolean,
  must: string,
): number => {
  if (given === undefined) return otherwise;
  const n = typeof given === 'string' && /^-?\d+(?:\.\d+)?$/.test(given) ? Number(given) : Number.NaN;
  if (!ok(n)) throw new WrongUsage(`--${name} ${must}`);
  return n;
};

/** Loads the world into an installation; into the empty register of a server by the fast way. */
export const loadDemonstration = async (
  services: Services,
  which: WhichWorld,
  progress: (workers: number, total: number) => void,
): Promise<{ workers: number; added: number; ms: number; fast: boolean }> => {
  const began = performance.now();
  const from = await beginWorld(services, which);
  const done = (workers: number, fast: boolean) => ({ workers, added: workers - from.workers, ms: performance.now() - began, fast });
  if (from.next === null) return done(from.workers, false);
  const { store, keys, clock } = services;
  const total = expectedWorkers(newWorld(which));
  const fast =
    store.kind === 'server' && from.workers === 0 && (await store.transact({ role: 'owner', readOnly: true }, (db) => registerIsEmpty(db)));
  if (!fast) {
    const end = await loadInChunks(
      services,
      from,
      (work) => store.transact({ role: 'owner' }, work),
      (s) => progress(s.workers, total),
    );
    const of = { ...which, day: clock.demonstrationDay ?? DEMONSTRATION_DAY };
    for (const write of [writeTargets, writeEnrolments, writeSchooling, writeRemote])
      await store.transact({ role: 'owner' }, (db) => write(db, of));
    return done(end.workers, false);
  }
  const loaded = await loadServer(store, {
    ...which,
    keys,
    day: clock.demonstrationDay ?? DEMONSTRATION_DAY,
    progress: (n) => progress(n, total),
    after: (db, { workers }) => saveWorldState(db, { ...from, workers, organisations: true, next: null }, clock.now()),
  });
  return done(loaded.workers, true);
};

export const demoCommands = (withServices: With, whenLoaded: Loaded): readonly Command[] => [
  {
    name: 'demo',
    summary: { zh: '装入演示数据（可指定规模和种子）', en: 'load the demonstration world, of any scale and seed' },
    options: {
      scale: { type: 'string', text: `0–1，默认 ${DEFAULT_SCALE}；1 约 140 万人 / 1 is about 1.4 million workers` },
      shift: { type: 'string', text: '文中数字增减百分之几，默认 0 / the figures of the article larger by so many per cent' },
      seed: { type: 'string', text: `整数，默认 ${DEFAULT_SEED} / a whole number` },
    },
    run: ({ options }) => {
      const scale = numberOf(
        'scale',
        options.scale,
        DEFAULT_SCALE,
        (n) => n > 0 && n <= 1,
        '应大于 0，不大于 1 / must be above 0, at most 1',
      );
      const seed = numberOf(
        'seed',
        options.seed,
        DEFAULT_SEED,
        (n) => Number.isInteger(n) && n <= 0xffffffff,
        '应是 0 至 4294967295 的整数 / must be a whole number from 0 to 4294967295',
      );
      const shift =
        numberOf('shift', options.shift, 0, (n) => Math.abs(n) <= 3, '应在 -3 至 3 之间 / must be between -3 and 3 per cent') / 100;
      return withServices(async (services) => {
        let told = -10;
        const loaded = await loadDemonstration(services, { seed, scale, shift }, (workers, total) => {
          const percent = Math.min(99, Math.floor((workers / total) * 100));
          if (percent < told + 5) return;
          told = percent;
          console.error(`${String(percent).padStart(3)} %  ${workers} / ~${total}`);
        });
        if (loaded.added) await services.store.transact({ role: 'system' }, (db) => whenLoaded(db, services));
        const rate = Math.round((loaded.added / loaded.ms) * 1000);
        return {
          lines: loaded.added
            ? [
                `演示数据：${loaded.workers} 人，演示日 ${DEMONSTRATION_DAY}，用时 ${(loaded.ms / 1000).toFixed(1)} 秒，每秒 ${rate} 人`,
                `demonstration: ${loaded.workers} workers, day ${DEMONSTRATION_DAY}, ${(loaded.ms / 1000).toFixed(1)} s, ${rate} workers/s`,
              ]
            : [`演示数据已经装好：${loaded.workers} 人 / the demonstration world is already there: ${loaded.workers} workers`],
          data: { seed, scale, shift, ...loaded },
        };
      });
    },
  },
];
