// Agreements and stations of the demonstration in a database: I15 as an independent reading of the same facts counts them, on days and at instants; by API, and
// to whom.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '#capabilities/access/rules.ts';
import { type Person, signedInAs } from '#capabilities/access/testing/people.ts';
import { buildHttp } from '#platform/server/http.ts';
import { dayOf, instantOn } from '../demo/days.ts';
import { writeAgreements } from '../demo/load/writeAgreements.ts';
import { writeOrganisations } from '../demo/load/writeOrganisations.ts';
import { agreementsInForce, stationsAtWork } from '../demo/testing/readingAccords.ts';
import { newWorld } from '../demo/world.ts';
import { readAgreement } from './capabilities/accords/contract.ts';
import { stateOn } from './capabilities/accords/rules.ts';
import { agreementsIn } from './capabilities/accords/server/service.ts';
import { listUnits, readFigureTable, readUnits } from './capabilities/indicators/contract.ts';
import { UNIT_DIMENSIONS } from './capabilities/indicators/rulesUnits.ts';
import { unitsAt } from './capabilities/indicators/server/units.ts';
import { prepareRegions } from './capabilities/regions/server/service.ts';
import { actorFor, authenticator, constraints, filePurposes, jobKinds, plain, routes } from './composition.ts';
import { newTestDatabase, type TestDatabase } from './platform/testing/databases.ts';
import { testClock, testServices } from './platform/testing/testServices.ts';

const world = newWorld({ seed: 11, scale: 0.001 });
const agreements = world.agreements();
const organisations = world.organisations();
const NOON = '2022-10-12T02:00:00Z';
let database: TestDatabase;
let app: Awaited<ReturnType<typeof buildHttp>>;
let as: (role: Role, areaCode: string) => Promise<Person>;
beforeAll(async () => {
  database = await newTestDatabase();
  await database.store.transact({ role: 'system' }, prepareRegions);
  await database.store.transact({ role: 'owner' }, async (db) => {
    await writeOrganisations(db, world);
    await writeAgreements(db, world);
  });
  const services = testServices(database.store, { clock: testClock(NOON), actorFor, jobs: jobKinds, purposes: filePurposes });
  app = await buildHttp({ services, routes, constraints, plain, authenticator });
  as = (role, areaCode) => signedInAs(app, services, { role, areaCode, relation: null });
});
afterAll(async () => {
  await app?.close();
  await database?.drop();
});

const DAYS = ['2020-12-31', '2021-06-30', '2021-12-31', '2022-01-01', '2022-03-31', '2022-04-01', '2022-09-30', '2022-10-12', '2026-01-01'];
const INSTANTS = ['2021-07-01', '2022-03-10', '2022-08-31', '2022-10-01', '2022-10-09', '2022-10-12'].map((d) => instantOn(dayOf(d), 7));

test('on many days and at many instants: the very agreements and stations that a reading by loops finds', async () => {
  const sizes = new Set<number>();
  for (const day of DAYS)
    for (const k of INSTANTS) {
      const { units } = await unitsAt(database.store, day, new Date(k).toISOString());
      const found = units.flatMap((u) =>
        u.kind === 'agreement' ? [{ id: u.id, level: u.level, origin: u.places[0]!.origin, host: u.places[0]!.host }] : [],
      );
      const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
      expect(found.sort(byId), `${day} ${new Date(k).toISOString()}`).toEqual([...agreementsInForce(agreements, day, k)].sort(byId));
      const stations = units.filter((u) => u.kind === 'station').map((u) => u.id);
      const wanted = ['45', '52'].flatMap((p) => stationsAtWork(organisations, p, day, k));
      expect(stations.sort(), `stations ${day} ${k}`).toEqual([...new Set(wanted)].sort());
      sizes.add(found.length);
    }
  expect(sizes.size).toBeGreaterThan(10);
});

test('the state in SQL is that of the rule', async () => {
  const states = new Map<string, number>();
  for (const day of DAYS) {
    const rows = await database.store.transact({ role: 'figures', readOnly: true }, (db) =>
      agreementsIn(db, ['draft', 'signing', 'coming', 'force', 'ended'], day),
    );
    for (const r of rows) {
      const end = agreements.find((a) => a.id === r.id)!.ends.find((e) => e.superseded === null && e.state === 'confirmed');
      expect(r.state, `${r.title} ${day}`).toBe(stateOn({ ...r, endedOn: end?.lastDay ?? null }, day));
      states.set(r.state, (states.get(r.state) ?? 0) + 1);
    }
  }
  expect([...states.keys()].sort()).toEqual(['coming', 'draft', 'ended', 'force', 'signing']);
});

const DAY = { asOf: '2022-09-30' };
const sum = (c: { province: number; prefecture: number; county: number }): number => c.province + c.prefecture + c.county;

test('by API: the article’s counts; rows, lists and totals agree; as known before, without what came later', async () => {
  const guizhou = await as('steering', '520000000000');
  const where = { origin: ['520000000000'] };
  const told = await guizhou(readUnits, { ...DAY, where });
  expect(told.total.agreement).toEqual({ province: 1, prefecture: 10, county: 99 });
  expect(sum(told.total.station)).toBe(101);
  for (const by of UNIT_DIMENSIONS) {
    const table = await guizhou(readUnits, { ...DAY, where, by });
    expect(table.total).toEqual(told.total);
    // an agreement stands in one row of each dimension
    expect(
      table.rows.reduce((n, r) => n + sum(r.counts.agreement), 0),
      by,
    ).toBe(110);
    for (const r of table.rows.filter((_, i) => i % 9 === 0)) {
      const list = await guizhou(listUnits, { ...DAY, where, kind: 'agreement', by, key: r.key });
      expect([list.total, list.items.length], `${by} ${r.key}`).toEqual([sum(r.counts.agreement), sum(r.counts.agreement)]);
    }
  }
  const pairings = await guizhou(readUnits, { ...DAY, where, by: 'pairing' });
  expect(pairings.rows.map((r) => r.name.zh)).toContain('贵州黔南州—广东广州市');
  // 贵阳 is on no record of pairings, and a province is no prefecture
  expect(pairings.rows.at(-1)).toMatchObject({
    key: '',
    name: { zh: '不在结对内' },
    counts: { agreement: { province: 1, prefecture: 2 } },
  });
  const pages: string[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const page = await guizhou(listUnits, { ...DAY, where, kind: 'station', size: 40, ...(after ? { after } : {}) });
    expect(page.total).toBe(101);
    pages.push(...page.items.map((i) => i.id));
    after = page.next;
  }
  expect(new Set(pages).size).toBe(101);
  const [first] = (await guizhou(listUnits, { ...DAY, where, kind: 'agreement', level: 'prefecture' })).items;
  expect(first!.opens).toBe(true);
  expect((await guizhou(readAgreement, { id: first!.id })).title).toBe(first!.name);
  const before = await guizhou(readUnits, { ...DAY, where, knownAt: '2022-10-01T00:00:00Z' });
  expect(sum(before.total.agreement)).toBeLessThan(sum(told.total.agreement));
  const guangdong = await as('steering', '440000000000');
  const both = await guangdong(readUnits, { ...DAY, where: { host: ['440000000000'] } });
  expect(both.total.agreement).toEqual({ province: 2, prefecture: 18, county: 142 });
});

test('whose: one’s own area, and the whole of an agreement that binds one; what cannot be asked says why', async () => {
  const pingtang = await as('county_bureau', '522727000000');
  const own = await pingtang(readUnits, { ...DAY, where: { origin: ['522727000000'] }, by: 'host:county' });
  expect(own.total.agreement).toEqual({ province: 0, prefecture: 0, county: 1 });
  expect(own.rows.map((r) => r.name.zh)).toEqual(['广东广州市白云区']);
  const pair = await pingtang(readUnits, { ...DAY, where: { origin: ['522700000000'], host: ['440100000000'] } });
  expect(pair.total.agreement.prefecture).toBe(1);
  for (const where of [
    {},
    { origin: ['522726000000'] },
    { origin: ['522700000000'] },
    { origin: ['520500000000'], host: ['440100000000'] },
  ])
    await expect(pingtang(readUnits, { ...DAY, where })).rejects.toMatchObject({ code: 'indicators.notYourCell' });
  await expect(pingtang(readUnits, { asOf: '2022-12-01', where: { origin: ['522727000000'] } })).rejects.toMatchObject({
    code: 'indicators.dayLater',
  });
  await expect(pingtang(readUnits, { ...DAY, where: { origin: ['522727000000'] }, knownAt: '2099-01-01T00:00:00Z' })).rejects.toMatchObject(
    { code: 'indicators.knownLater' },
  );
  await expect(
    pingtang(readFigureTable, { figure: 'I15', from: '2022-01-01', to: '2022-09-30', where: { origin: ['522727000000'] } }),
  ).rejects.toMatchObject({ code: 'indicators.countsUnits' });
  await expect((await as('system_admin', ''))(readUnits, { ...DAY, where: {} })).rejects.toMatchObject({ code: 'platform.forbidden' });
});
