/**
 * The demonstration world, whole or in parts. `newWorld` is cheap (the places); everything else is made while one walks through it, so memory stays flat at
 * any scale. The same seed and scale give the same world in every process.
 */
import { pairingSeeds } from '#capabilities/regions/pairingData.ts';
import { loadDivisions } from '#standards/divisions/server/loadDivisions.ts';
import { agreementsOf } from './accords.ts';
import type { DemoAgreement } from './accordsLives.ts';
import { type Employers, employersOf } from './employers.ts';
import { type Hosts, hostsOf } from './hosts.ts';
import { organisationsOf } from './organisations.ts';
import { householdsAt, listVillages, type Village } from './places.ts';
import { type Plan, planOf } from './plan.ts';
import { type DemoRemote, remoteOf } from './remoteLessons.ts';
import { type DemoSchooling, schoolingOf } from './schooling.ts';
import type { DemoHousehold, DemoOrganisation } from './shapes.ts';
import { shifted, TARGETS, type Target } from './targets.ts';
import { trainingOf } from './training.ts';
import type { DemoTraining } from './trainingShapes.ts';
import { demoStandards } from './trainingStandards.ts';
import { householdsOf, type Surroundings } from './village.ts';

/** About how many records a world will have, for a progress line: the households are counted, their records are not made. */
export const expectedWorkers = (world: World): number =>
  Math.round(
    world.villages.reduce((sum, v) => sum + (v.code.startsWith(world.only) ? householdsAt(v, world.seed, world.scale) : 0), 0) *
      RECORDS_A_HOUSEHOLD,
  );
const RECORDS_A_HOUSEHOLD = 3.33;

/** What `npm start` shows. */
export const DEFAULT_SCALE = 0.01;
export const DEFAULT_SEED = 20221012;
/** Records at scale 1, within a hundredth. */
export const WORKERS_AT_ONE = 1_400_000;

export interface World {
  readonly seed: number;
  readonly scale: number;
  readonly only: string;
  /** What the figures come out as, at scale 1. */
  readonly targets: readonly Target[];
  readonly villages: readonly Village[];
  /** The households of some villages (positions in `villages`, `to` excluded); without arguments of all. */
  households(from?: number, to?: number): Generator<DemoHousehold>;
  organisations(): readonly DemoOrganisation[];
  agreements(): readonly DemoAgreement[];
  training(): DemoTraining;
  schooling(): DemoSchooling;
  remoteLessons(): DemoRemote;
}

export interface WorldOptions {
  readonly seed?: number;
  /** Above 0, at most 1. */
  readonly scale?: number;
  /** Only the villages whose code begins so: a part of the same world, for tests. */
  readonly only?: string;
  /** Every figure of the article larger by this share (−0.03: smaller); 0 is the article. */
  readonly shift?: number;
  /** Instead of the article's. */
  readonly targets?: readonly Target[];
}

const places = (() => {
  let made:
    | { readonly villages: readonly Village[]; readonly ranges: Surroundings['ranges']; readonly names: ReadonlyMap<string, string> }
    | undefined;
  return () => {
    if (made) return made;
    const divisions = loadDivisions();
    const villages = listVillages(divisions);
    const ranges = new Map<string, [number, number]>();
    villages.forEach(({ code }, i) => {
      for (const digits of [2, 4, 6]) {
        const range = ranges.get(code.slice(0, digits));
        if (range) range[1] = i;
        else ranges.set(code.slice(0, digits), [i, i]);
      }
    });
    // short names of everything above the village: for the names of stations
    const names = new Map<string, string>();
    for (const { code, level } of divisions.all) {
      const digits = { country: 0, province: 2, prefecture: 4, county: 6, township: 9, village: 0 }[level];
      if (digits && !(level === 'township' && !code.startsWith('4419'))) names.set(code.slice(0, digits), divisions.shortName(code) ?? '');
    }
    made = { villages, ranges, names };
    return made;
  };
})();

export const newWorld = ({
  seed = DEFAULT_SEED,
  scale = DEFAULT_SCALE,
  only = '',
  shift = 0,
  targets = shifted(shift, TARGETS),
}: WorldOptions = {}): World => {
  if (!(scale > 0 && scale <= 1)) throw new RangeError('the scale of a demonstration world is above 0 and at most 1');
  if (!Number.isSafeInteger(seed) || seed < 0 || seed > 0xffffffff) throw new RangeError('a seed is a whole number from 0 to 4294967295');
  const { villages, ranges, names } = places();
  const hosts: Hosts = hostsOf(pairingSeeds);
  let employers: Employers | undefined;
  let plan: Plan | undefined;
  const organisations = () => organisationsOf(seed, scale, hosts, villages, names);
  const surroundings: Surroundings = {
    seed,
    scale,
    villages,
    ranges,
    hosts: hosts.byPrefecture,
    employers: () => (employers ??= employersOf(organisations())),
    plan: () => (plan ??= planOf({ seed, scale, villages, targets })),
  };
  const aroundClasses = () => ({
    seed,
    scale,
    organisations: organisations(),
    standards: demoStandards(),
    names,
    hosts: hosts.byPrefecture,
  });
  return {
    seed,
    scale,
    only,
    targets,
    villages,
    *households(from = 0, to = villages.length) {
      for (let i = from; i < to; i++) if (villages[i]!.code.startsWith(only)) yield* householdsOf(surroundings, villages[i]!);
    },
    organisations,
    // not by scale: as many as the article counts
    agreements: () => agreementsOf(seed, loadDivisions()),
    training: () => trainingOf({ seed, scale, organisations: organisations(), villages, names, hosts: hosts.byPrefecture }),
    schooling: () => schoolingOf(aroundClasses()),
    remoteLessons: () => remoteOf(aroundClasses()),
  };
};
