// Every list and search as every kind of viewer, against people in memory; and no table of people is read from end to end.
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { explain } from '#capabilities/access/testing/explainGuard.ts';
import { AREAS, ORG, personas } from '#capabilities/access/testing/personas.ts';
import { actorWith } from '#capabilities/access/testing/probe.ts';
import type { Actor } from '#platform/server/actor.ts';
import { actorSettings } from '#platform/server/actor.ts';
import { keysOf, newKeyFile } from '#platform/server/keys.ts';
import type { Db } from '#platform/server/store.ts';
import { newTestDatabase, type TestDatabase } from '#platform/testing/databases.ts';
import { foldQuery, nameKeys } from '#standards/pinyin/pinyin.ts';
import { countWorkers, listWorkers, type SearchMode, type WorkerFilters } from './contract.ts';
import { ask, count, list, listPage } from './server/list.ts';
import { walksOf } from './server/queries.ts';
import { insertPopulation, makePopulation, type Somebody } from './testing/population.ts';

const TODAY = '2026-11-26';
const HOMES = [
  '522727104213',
  '522727104201',
  '522727101200',
  '522726100200',
  '522701001001',
  '520102001001',
  '450102001001',
  '451202100200',
];
const KEYS = ['host:440111', 'host:440113', 'host:440306', ORG.employer, ORG.school, ORG.otherEmployer];
const keys = keysOf(newKeyFile());
let database: TestDatabase;
let people: Somebody[];
beforeAll(async () => {
  database = await newTestDatabase();
  people = makePopulation({ n: 4000, seed: 7, homes: HOMES, keys: KEYS });
  await insertPopulation(database.store, keys, people);
});
afterAll(() => database.drop());

interface Viewer {
  readonly actor: Actor;
  readonly side: 'home' | 'scope';
  readonly sees: (p: Somebody) => boolean;
}
const under = (code: string) => (p: Somebody) => p.home.startsWith(code.replace(/(00|000)*$/, ''));
const viewers: Record<string, Viewer> = {
  province: { actor: actorWith([personas.贵州省]), side: 'home', sees: (p) => p.home.startsWith('52') },
  prefecture: { actor: actorWith([personas.黔南州]), side: 'home', sees: (p) => p.home.startsWith('5227') },
  county: { actor: actorWith([personas.平塘县人社局]), side: 'home', sees: (p) => p.home.startsWith('522727') },
  town: { actor: actorWith([personas.克度镇]), side: 'home', sees: (p) => p.home.startsWith('522727104') },
  village: { actor: actorWith([personas.先进村]), side: 'home', sees: under(AREAS.xianjin) },
  hostCity: { actor: actorWith([personas.广州市]), side: 'scope', sees: (p) => p.keys.some((k) => k.startsWith('host:4401')) },
  station: { actor: actorWith([personas.白云劳务站]), side: 'scope', sees: (p) => p.keys.includes('host:440111') },
  employer: { actor: actorWith([personas.穗味餐饮]), side: 'scope', sees: (p) => p.keys.includes(ORG.employer) },
  school: { actor: actorWith([personas.培训学校]), side: 'scope', sees: (p) => p.keys.includes(ORG.school) },
};

const as = <T>(
  { actor }: Viewer,
  work: (context: { db: Db; actor: Actor; today: string; services: { keys: typeof keys } }) => Promise<T>,
): Promise<T> =>
  database.store.transact({ role: 'app', settings: actorSettings(actor, TODAY), readOnly: true }, (db) =>
    work({ db, actor, today: TODAY, services: { keys } }),
  );

/** Every page of a list, by its cursors. */
const everyone = async (
  viewer: Viewer,
  filters: WorkerFilters & { sort?: 'village' | 'changed' },
): Promise<{ ids: string[]; mode: SearchMode | null }> => {
  const ids: string[] = [];
  let mode: SearchMode | null = null;
  let cursor: string | undefined;
  do {
    const input = listWorkers.input.parse({ side: viewer.side, ...filters, size: 200, ...(cursor ? { cursor } : {}) });
    const page = await as(viewer, (c) => list(c, input));
    ids.push(...page.items.map((i) => i.workerId));
    mode = page.mode;
    cursor = page.next ?? undefined;
  } while (cursor);
  return { ids, mode };
};
const years = (birthday: string): number =>
  Number(TODAY.slice(0, 4)) - Number(birthday.slice(0, 4)) - (TODAY.slice(5) < birthday.slice(5) ? 1 : 0);
const matchesFilters = (p: Somebody, f: WorkerFilters): boolean =>
  (f.dead || p.diedOn === null) &&
  (f.ageFrom === undefined || years(p.birthday) >= f.ageFrom) &&
  (f.ageTo === undefined || years(p.birthday) <= f.ageTo) &&
  (f.sex === undefined || p.sex === f.sex) &&
  (!f.identity ||
    f.identity.some((g) =>
      g === 'poverty'
        ? p.poverty !== ''
        : g === 'monitored'
          ? p.monitored !== ''
          : g === 'risk_open'
            ? p.riskOpen
            : g === 'none'
              ? p.poverty === '' && p.monitored === ''
              : false,
    )) &&
  (!f.ability || (f.ability as string[]).includes(p.ability)) &&
  (!f.education || (f.education as string[]).includes(p.education)) &&
  (!f.working || (f.working as string[]).includes(p.working)) &&
  (f.certified === undefined || f.certified === p.certificates > 0) &&
  (f.area === undefined || under(f.area)(p));

/** What each mode finds, said again in a line of JavaScript. */
const matchesMode: Partial<Record<SearchMode, (p: Somebody, q: string) => boolean>> = {
  name: (p, q) => p.name.startsWith(q),
  part: (p, q) => p.name.includes(q) && p.name.lastIndexOf(q) > 0,
  homophone: (p, q) => p.fuzzy.some((k) => nameKeys(q).fuzzy.includes(k)),
  pinyin: (p, q) => p.pinyin.some((k) => k.startsWith(q)),
  initials: (p, q) => p.initials.some((k) => k.startsWith(q)),
  fuzzy: (p, q) => p.fuzzy.some((k) => foldQuery(q).some((f) => k.startsWith(f))),
  number: (p, q) => p.number === q,
  tail: (p, q) => p.number.endsWith(q),
  phone: (p, q) => p.phone === q,
};

test.each(Object.entries(viewers))('%s: lists and filters show exactly their people', async (name, viewer) => {
  const host = ['employer', 'school', 'station', 'hostCity'].includes(name);
  const filters: (WorkerFilters & { sort?: 'village' | 'changed' })[] = [
    {},
    { sort: 'changed' },
    { ageFrom: 18, ageTo: 45, sex: '2' },
    { dead: true },
    ...(host
      ? []
      : [
          { identity: ['poverty' as const], working: ['not_working' as const], certified: false, ageFrom: 18, ageTo: 45 },
          { identity: ['risk_open' as const, 'none' as const], ability: ['ordinary' as const, 'skilled' as const] },
          { education: ['seniorHigh' as const], area: '522727104000' },
        ]),
  ];
  for (const f of filters) {
    const expected = people.filter((p) => viewer.sees(p) && matchesFilters(p, f)).map((p) => p.id);
    const { ids } = await everyone(viewer, f);
    expect(ids.length, JSON.stringify(f)).toBe(new Set(ids).size);
    expect([...ids].sort(), JSON.stringify(f)).toEqual([...expected].sort());
    const counted = await as(viewer, (c) => count(c, countWorkers.input.parse({ side: viewer.side, ...f })));
    expect(counted.count, JSON.stringify(f)).toBe(expected.length);
  }
  if (host)
    await expect(everyone(viewer, { education: ['primary'] })).rejects.toMatchObject({ type: { code: 'workers.filterNotAllowed' } });
});

test.each(Object.entries(viewers))('%s: the views that lists of scope walk hold exactly whom the keys open', async (_name, viewer) => {
  const opened = viewer.side === 'scope' ? people.filter(viewer.sees).map((p) => p.id) : [];
  for (const view of ['worker_in_scope', 'worker_in_small_scope', 'worker_gram_in_scope']) {
    const { rows } = await as(viewer, ({ db }) =>
      sql<{ id: string }>`select distinct worker_id as id from ${sql.table(view)} order by 1`.execute(db),
    );
    expect(
      rows.map((r) => r.id),
      view,
    ).toEqual([...opened].sort());
  }
});

test.each(Object.entries(viewers))('%s: every way of searching finds exactly whom it should', async (_name, viewer) => {
  const mine = people.filter((p) => viewer.sees(p) && p.diedOn === null);
  const one = mine[Math.floor(mine.length / 3)]!;
  const queries = [
    '韦',
    '王秀英',
    '英',
    '秀',
    '小满',
    '尉迟',
    '单',
    'w',
    'wxy',
    'dan',
    'qiu',
    'chou',
    'oy',
    'weixiu',
    'tanxiao',
    'zzz',
    one.name,
    one.name.slice(-2),
    one.pinyin[0]!,
    one.initials[0]!,
    one.number,
    one.number.slice(-6),
    one.phone,
  ];
  for (const q of queries) {
    const { ids, mode } = await everyone(viewer, { q });
    if (mode === null) {
      expect(ids, q).toEqual([]);
      // nobody by any way this viewer may use
      if (/^[一-鿿]+$/.test(q))
        expect(
          mine.some((p) => p.name.includes(q)),
          q,
        ).toBe(false);
      continue;
    }
    const expected = mine.filter((p) => matchesMode[mode]!(p, q)).map((p) => p.id);
    expect([...ids].sort(), `${q} as ${mode}`).toEqual([...expected].sort());
    const counted = await as(viewer, (c) => count(c, countWorkers.input.parse({ side: viewer.side, q })));
    expect(counted.count, q).toBe(expected.length);
  }
});

test('an employer cannot try out numbers', async () => {
  const staff = people.find((p) => p.keys.includes(ORG.employer) && p.diedOn === null)!;
  expect((await everyone(viewers.employer!, { q: staff.number })).ids).toEqual([]);
  expect((await everyone(viewers.employer!, { q: staff.number.slice(-6) })).ids).toEqual([]);
  expect((await everyone(viewers.employer!, { q: staff.phone })).ids).toEqual([staff.id]);
});

test('no list and no search reads a table of people from end to end', async () => {
  const tables = ['worker_now', 'worker_gram', 'worker_basic', 'worker_contact', 'worker_scope', 'household_member', 'worker_skill'];
  let plans = 0;
  const scanned: string[] = [];
  for (const [name, viewer] of Object.entries(viewers)) {
    for (const q of ['韦秀英', '秀英', 'weixiu', 'wxy', people[5]!.number, people[5]!.number.slice(-6), people[5]!.phone, 'H-4411']) {
      const asked = await as(viewer, (c) => ask(c, { q, side: viewer.side }));
      for (const mode of asked.modes)
        for (const walk of walksOf(mode, asked.text, { whom: asked.whom, filters: asked.filters, standing: asked.standing, keys })) {
          const told = await explain(database.store, viewer.actor, TODAY, () => walk(null, 21));
          plans++;
          for (const t of told.scanned.filter((s) => tables.includes(s))) scanned.push(`${name} ${mode}: ${t}\n${told.plan}`);
        }
    }
    for (const sort of ['village', 'changed'] as const) {
      const asked = await as(viewer, (c) => ask(c, { side: viewer.side }));
      expect((await as(viewer, (c) => listPage(c, asked, { sort, cursor: undefined, size: 20 }))).items.length).toBeGreaterThan(0);
    }
  }
  expect(plans).toBeGreaterThan(100);
  expect(scanned).toEqual([]);
});
