// The demonstration in a database: the engine computes the article's figures, exactly, through the ordinary definitions; so does the brute-force count.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedInAs } from '#capabilities/access/testing/people.ts';
import { buildHttp } from '#platform/server/http.ts';
import { loadDemonstration } from '../demo/load/command.ts';
import { scaledTargets, shifted, TARGETS, type Target } from '../demo/targets.ts';
import { CELLS, type Cell, classesAt, personsAt } from '../demo/training.ts';
import { newWorld } from '../demo/world.ts';
import { readArticle } from './capabilities/indicators/contractArticle.ts';
import { scaledStatements, statements } from './capabilities/indicators/rulesArticle.ts';
import { figureOf } from './capabilities/indicators/rulesDefinitions.ts';
import { figureMembers } from './capabilities/indicators/server/figures.ts';
import { preparePlaces } from './capabilities/indicators/server/places.ts';
import { bruteMembers } from './capabilities/indicators/testing/bruteCount.ts';
import { readWorld } from './capabilities/indicators/testing/readWorld.ts';
import type { Ask } from './capabilities/indicators/testing/world.ts';
import { prepareRegions } from './capabilities/regions/server/service.ts';
import { actorFor, authenticator, constraints, filePurposes, jobKinds, plain, routes } from './composition.ts';
import { readWatermark } from './platform/server/versions.ts';
import { newTestDatabase, type TestDatabase } from './platform/testing/databases.ts';
import { testClock, testServices } from './platform/testing/testServices.ts';

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

test('the article by API: each statement equal where the whole of it is the asker’s to see, withheld where not', async () => {
  const services = testServices(database.store, {
    clock: testClock('2022-10-12T02:00:00Z'),
    actorFor,
    jobs: jobKinds,
    purposes: filePurposes,
  });
  const app = await buildHttp({ services, routes, constraints, plain, authenticator });
  const both = { roles: ['450000000000', '520000000000'].map((areaCode) => ({ role: 'steering' as const, areaCode, relation: null })) };
  const article = await (await signedInAs(app, services, both))(readArticle, {});
  expect(article.demonstration).toEqual({ scale: WHICH.scale, shift: WHICH.shift, complete: true });
  const wanted = scaledTargets(targets, WHICH.scale);
  // the generator's own cells, none of them shifted
  const sum = (of: (cell: Cell, scale: number) => number, fits: (cell: Cell) => boolean) =>
    CELLS.filter(fits).reduce((n, cell) => n + of(cell, WHICH.scale), 0);
  const trained: Readonly<Record<string, number>> = {
    cooks2021: sum(classesAt, (c) => c.key === 'cooks2021'),
    cooksTimes2021: sum(personsAt, (c) => c.key === 'cooks2021'),
    classes45: sum(classesAt, (c) => c.province === '45'),
    trained45: sum(personsAt, (c) => c.province === '45'),
    classes52: sum(classesAt, (c) => c.province === '52'),
    trained52: sum(personsAt, (c) => c.province === '52'),
    classesOrder: sum(classesAt, (c) => c.order),
    trainedOrder: sum(personsAt, (c) => c.order),
  };
  for (const s of article.statements) {
    const number = s.units ? s.target : (trained[s.id] ?? wanted.get(s.id as never) ?? null);
    // what others published is entered, of no scale
    const value = s.figure === 'X01' ? 4_085_000 : number;
    expect([s.id, s.value, s.expected, s.withheld]).toEqual([s.id, value, number, false]);
  }
  // agreements and stations: as many as the article counts, at every scale
  expect(article.statements.flatMap((s) => (s.units ? [[s.id, s.value]] : []))).toEqual([
    ['prefectureAgreements45', 8],
    ['countyAgreements45', 43],
    ['stations45', 28],
    ['prefectureAgreements52', 10],
    ['countyAgreements52', 99],
    ['stations52', 101],
  ]);
  expect(article.statements.filter((s) => s.awaits === null)).toHaveLength(TARGETS.length + 7 + 8);
  expect(article.statements.filter((s) => s.trained).map((s) => s.id)).toEqual(Object.keys(trained));
  const guangdong = await (await signedInAs(app, services, { role: 'steering', areaCode: '440000000000', relation: null }))(
    readArticle,
    {},
  );
  expect(guangdong.statements.filter((s) => s.value !== null && !s.units).map((s) => s.id)).toEqual([
    'newlyStable2022',
    'stock2022',
    'eastern',
  ]);
  expect(guangdong.statements.filter((s) => s.units && s.value === s.target)).toHaveLength(6);
  // homes and classes of the two provinces, the place of work left open
  expect(guangdong.statements.filter((s) => s.withheld)).toHaveLength(5 + 8);
  await app.close();
});

test('the reader’s list of the article and the generator’s targets say the same', () => {
  for (const t of TARGETS) {
    const s = statements.find((x) => x.id === t.id)!;
    expect({ figure: s.figure, from: s.from, to: s.to, target: s.target, of: s.of }).toEqual({
      figure: t.figure,
      from: t.from,
      to: t.to,
      target: t.value,
      of: t.of,
    });
    expect(s.where.origin?.map((o) => o.slice(0, 2))).toEqual(t.origin ? [t.origin] : ['45', '52']);
    expect(s.where.programme).toEqual(t.programme ? [t.programme] : undefined);
  }
  expect(statements.filter((s) => s.target !== null && s.units === null && s.trained === null)).toHaveLength(TARGETS.length);
  for (const scale of [1, 0.01, 0.0013]) {
    const trained = new Set(statements.flatMap((s) => (s.trained ? [s.id] : [])));
    const others = [...scaledStatements(scale, -0.03)].filter(([id]) => !trained.has(id));
    expect(new Map(others)).toEqual(scaledTargets(shifted(-0.03), scale));
  }
  // of classes: at scale 1 the article's own numbers
  const whole = scaledStatements(1, 0.03);
  expect(statements.flatMap((s) => (s.trained ? [whole.get(s.id)] : []))).toEqual([106, 4714, 160, 6324, 630, 25_410, 81, 2649]);
});
