// The demonstration in a database: the engine computes the article's figures, exactly, through the ordinary definitions; so does the brute-force count.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadDemonstration } from '../demo/load/command.ts';
import { scaledTargets, shifted, type Target } from '../demo/targets.ts';
import { newWorld } from '../demo/world.ts';
import { figureOf } from './capabilities/indicators/rulesDefinitions.ts';
import { figureMembers } from './capabilities/indicators/server/figures.ts';
import { preparePlaces } from './capabilities/indicators/server/places.ts';
import { bruteMembers } from './capabilities/indicators/testing/bruteCount.ts';
import { readWorld } from './capabilities/indicators/testing/readWorld.ts';
import type { Ask } from './capabilities/indicators/testing/world.ts';
import { prepareRegions } from './capabilities/regions/server/service.ts';
import { readWatermark } from './platform/server/versions.ts';
import { newTestDatabase, type TestDatabase } from './platform/testing/databases.ts';
import { testServices } from './platform/testing/testServices.ts';

const WHICH = { seed: 11, scale: 0.002, shift: 0.03 };
const targets = shifted(WHICH.shift);
let database: TestDatabase;
beforeAll(async () => {
  database = await newTestDatabase();
  await database.store.transact({ role: 'system' }, prepareRegions);
  await database.store.transact({ role: 'system' }, preparePlaces);
  await loadDemonstration(testServices(database.store), WHICH, () => undefined);
});
afterAll(() => database?.drop());

interface Member {
  readonly origin: string;
  readonly programme: string;
}
const fits = (t: Target, m: Member): boolean => m.origin.startsWith(t.origin) && (t.programme === '' || m.programme === t.programme);

test('the engine, and the brute-force count over the same facts', async () => {
  const k = await readWatermark(database.store);
  // the brute-force count takes its time: of some, and all records of each
  const some = [...newWorld(WHICH).households(0, 14_000)].filter((_, i) => i % 2 === 0).flatMap((h) => h.workers.map((w) => w.id));
  const asked = new Set(some);
  const world = await database.store.transact({ role: 'figures', readOnly: true }, (db) => readWorld(db, some));
  const computed = new Map<string, number>();
  const counted = new Map<string, number>();
  for (const t of targets) {
    const figure = figureOf(t.figure)!;
    const ask = { from: t.from, to: t.to, asOf: t.to, k, c: t.figure < 'I06' ? 6 : 5, form: 'province', persons: null } as const;
    const members = await database.store.transact({ role: 'figures', readOnly: true }, (db) => figureMembers(db, figure, ask));
    computed.set(t.id, members.filter((m) => fits(t, m)).length);
    const slow: Ask = {
      indicator: t.figure,
      from: t.from,
      to: t.to,
      asOf: t.to,
      knownAt: k,
      evidenceClass: null,
      form: 'province',
      window: 30,
    };
    const theirs = members.filter((m) => fits(t, m) && asked.has(m.person)).map((m) => m.person);
    expect(
      bruteMembers(world, slow)
        .filter((m) => fits(t, m.dimensions))
        .map((m) => m.person),
      t.id,
    ).toEqual(theirs.sort());
    counted.set(t.id, theirs.length);
  }
  expect(computed).toEqual(scaledTargets(targets, WHICH.scale));
  for (const [id, n] of counted) expect(n, id).toBeGreaterThan(5);
});
