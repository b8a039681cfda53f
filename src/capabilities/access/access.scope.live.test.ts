// Scope on a table of its own, with real commits: the plans, and the answers against brute force.
import fc from 'fast-check';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, actorSettings, nobody } from '#platform/server/actor.ts';
import type { Db } from '#platform/server/store.ts';
import { newTestDatabase, type TestDatabase } from '#platform/testing/databases.ts';
import { areaOf, type Holding, hostKey, reachOf } from './rules.ts';
import { compareScopes, endScope, grantScope, keysReaching, type Side, seen, sidesOf } from './server/service.ts';
import { explainGuard } from './testing/explainGuard.ts';
import { ORG, personas, WORKER } from './testing/personas.ts';
import { actorWith, makeProbe } from './testing/probe.ts';

const TODAY = '2026-11-23';
let database: TestDatabase;
beforeAll(async () => {
  database = await newTestDatabase();
  await makeProbe(database.store);
});
afterAll(() => database.drop());

const as = <T>(actor: Actor, work: (db: Db) => Promise<T>): Promise<T> =>
  database.store.transact({ role: 'app', settings: actorSettings(actor, TODAY) }, work);
const system = <T>(work: (db: Db) => Promise<T>): Promise<T> => database.store.transact({ role: 'system' }, work);
const ids = async (db: Db, query: RawBuilder<unknown>): Promise<string[]> =>
  ((await query.execute(db)).rows as { workerId: string }[]).map((r) => r.workerId);
const listed = (actor: Actor, side?: Side) => (db: Db) =>
  ids(db, sql`select worker_id from probe where ${seen(actor, TODAY, { table: 'probe' }, side)}`);

// 60,000 people of three provinces, two in five of them in Guangdong, a few hundred with one employer, forty in one class
const fill = () =>
  system(async (db) => {
    await sql`insert into probe (worker_id, home, name, number_index, tail_index)
      select md5('w' || i)::uuid,
        (array['5227', '5226', '5203', '4510', '4512', '4503'])[1 + i % 6] || lpad((21 + (i / 6) % 12)::text, 2, '0') ||
          lpad((100 + i % 9)::text, 3, '0') || lpad((200 + i % 7)::text, 3, '0'),
        chr(19968 + (i * 7) % 3000) || chr(19968 + (i * 13) % 5000), md5('n' || i)::uuid, md5('t' || i % 20000)::uuid
      from generate_series(1, 60000) i`.execute(db);
    await sql`insert into worker_scope (key, worker_id, from_day, to_day, source)
      select 'host:' || (array['440103', '440104', '440105', '440106', '440111', '440112', '440113', '440303', '440304', '441900'])[1 + i % 10],
        md5('w' || i)::uuid, date '2026-01-01' + i % 200, date '2026-06-01' + i % 400, 'spell:' || i
      from generate_series(1, 60000) i where i % 5 < 2`.execute(db);
    await sql`insert into worker_scope (key, worker_id, from_day, to_day, source)
      select 'org:' || md5('o' || i % 200)::uuid, md5('w' || i)::uuid, date '2026-01-01' + i % 200, date '2026-06-01' + i % 400, 'offer:' || i
      from generate_series(1, 60000) i where i % 5 < 2`.execute(db);
    await sql`insert into worker_scope (key, worker_id, from_day, to_day, source)
      select ${ORG.school}, md5('w' || i)::uuid, '2026-09-01', '2027-12-31', 'class:' || i from generate_series(1, 40) i`.execute(db);
    await sql`insert into worker_scope (key, worker_id, from_day, to_day, source)
      select ${ORG.employer}, md5('w' || i)::uuid, '2026-09-01', '2026-12-31', 'offer:e' || i from generate_series(1, 300) i`.execute(db);
  }).then(() =>
    database.store.transact({ role: 'owner' }, async (db) => {
      await sql`analyze probe`.execute(db);
      await sql`analyze worker_scope`.execute(db);
    }),
  );

test('no list, count, search or point read of anybody reads the table from end to end', async () => {
  await fill();
  const viewers: [string, Actor][] = (
    [
      '贵州省',
      '黔南州',
      '平塘县人社局',
      '克度镇',
      '先进村',
      '审计',
      '广东省',
      '广州市',
      '白云劳务站',
      '穗味餐饮',
      '培训学校',
      '考评机构',
      '劳动者',
    ] as const
  ).map((name) => [name, actorWith([personas[name]])]);
  viewers.push(['two counties', actorWith([personas.平塘县人社局, personas.独山县人社局])]);
  viewers.push(['nobody', nobody]);
  for (const [name, actor] of viewers)
    for (const side of [...sidesOf(actor), undefined]) {
      const where = seen(actor, TODAY, { table: 'probe' }, side);
      const order = side === 'scope' ? sql`worker_id` : sql`home, worker_id`;
      const queries: Record<string, RawBuilder<unknown>> = {
        list: sql`select * from probe where ${where} order by ${order} limit 31`,
        page: sql`select * from probe where ${where} and (home, worker_id) > ('522727000000', ${WORKER.slice(7)}::uuid) order by home, worker_id limit 31`,
        total: sql`select count(*) from (select 1 from probe where ${where} limit 10001) c`,
        point: sql`select * from probe where worker_id = ${WORKER.slice(7)}::uuid`,
        number: sql`select * from probe where number_index = ${WORKER.slice(7)}::uuid`,
        tail: sql`select * from probe where tail_index = ${WORKER.slice(7)}::uuid and ${where}`,
        name: sql`select * from probe where name >= '一' and name < '丁' and ${where} order by name, worker_id limit 31`,
      };
      for (const [what, query] of Object.entries(queries))
        await explainGuard(database.store, actor, TODAY, ['probe', 'worker_scope'], () => query).catch((error: Error) => {
          throw new Error(`${name} ${side ?? ''} ${what}: ${error.message}`);
        });
    }
});

// Random small worlds against brute force -------------------------------------------------------------------------------------------

const HOMES = ['522727104213', '522727104001', '522727100200', '522726100200', '520103001001', '450102001001', '440111001001'];
const KEYS = [hostKey('440111'), hostKey('440113'), hostKey('441900'), ORG.employer, ORG.otherEmployer, ORG.school, WORKER];
const DAYS = ['2026-11-01', '2026-11-22', TODAY, '2026-11-24', '2026-12-31'];
const people = Object.values(personas) as Holding[];

const world = fc.record({
  homes: fc.array(fc.constantFrom(...HOMES), { minLength: 3, maxLength: 12 }),
  scopes: fc.array(
    fc.record({ who: fc.nat(11), key: fc.constantFrom(...KEYS), from: fc.constantFrom(...DAYS), to: fc.constantFrom(...DAYS) }),
    { maxLength: 14 },
  ),
  held: fc.uniqueArray(fc.constantFrom(...people), { minLength: 0, maxLength: 3 }),
  look: fc.option(fc.constantFrom('450102000000', '522726000000', '522727104000'), { nil: null }),
});
const idOf = (i: number) => `00000000-0000-4000-9000-${String(i).padStart(12, '0')}`;

test('what is seen, listed, changed and removed equals brute force on random worlds', async () => {
  await fc.assert(
    fc.asyncProperty(world, async ({ homes, scopes, held, look }) => {
      const rows = scopes
        .map((s) => ({ ...s, who: s.who % homes.length, to: [s.from, s.to].sort().at(-1)! }))
        .filter((s, i, all) => all.findIndex((o) => o.who === s.who && o.key === s.key) === i);
      await system(async (db) => {
        await sql`delete from probe where worker_id >= ${idOf(0)}::uuid and worker_id <= ${idOf(99)}::uuid`.execute(db);
        await sql`delete from worker_scope where worker_id >= ${idOf(0)}::uuid and worker_id <= ${idOf(99)}::uuid`.execute(db);
        for (const [i, home] of homes.entries())
          await sql`insert into probe (worker_id, home, name, number_index, tail_index) values (${idOf(i)}, ${home}, 'x', ${idOf(i)}, ${idOf(i)})`.execute(
            db,
          );
        for (const s of rows)
          await sql`insert into worker_scope values (${s.key}, ${idOf(s.who)}, ${s.from}, ${s.to}, ${`world:${s.who}-${s.key}`})`.execute(
            db,
          );
      });
      const actor = { ...actorWith(held) };
      const looking: Actor = { ...actor, lookAreas: look ? [...actor.lookAreas, areaOf(look)] : actor.lookAreas };
      const reach = reachOf(held);
      const inAny = (ranges: readonly { from: string; to: string }[], x: string) => ranges.some((r) => x >= r.from && x <= r.to);
      const scoped = (i: number) =>
        rows.some((s) => s.who === i && s.from <= TODAY && s.to >= TODAY && (reach.keys.includes(s.key) || inAny(reach.keyRanges, s.key)));
      const written = (i: number) => inAny(reach.areas, homes[i]!) || scoped(i);
      const homely = (i: number) => inAny([...reach.areas, ...reach.lookAreas, ...(look ? [areaOf(look)] : [])], homes[i]!);
      const all = homes.map((_, i) => i);
      const expected = (of: (i: number) => boolean) => all.filter(of).map(idOf).sort();
      const mine = sql`worker_id >= ${idOf(0)}::uuid and worker_id <= ${idOf(99)}::uuid`;
      const side = (s: Side) =>
        as(looking, (db) => ids(db, sql`select worker_id from probe where ${seen(looking, TODAY, { table: 'probe' }, s)} and ${mine}`));
      expect((await as(looking, (db) => ids(db, sql`select worker_id from probe where ${mine}`))).sort()).toEqual(
        expected((i) => homely(i) || scoped(i)),
      );
      expect((await side('home')).sort()).toEqual(expected(homely));
      expect((await side('scope')).sort()).toEqual(expected(scoped));
      expect((await as(looking, (db) => ids(db, sql`update probe set note = 'y' where ${mine} returning worker_id`))).sort()).toEqual(
        expected(written),
      );
      const keys = await as(looking, (db) => keysReaching(db, idOf(0), TODAY));
      expect([...keys].sort()).toEqual(
        rows
          .filter((s) => s.who === 0 && s.from <= TODAY && s.to >= TODAY && (reach.keys.includes(s.key) || inAny(reach.keyRanges, s.key)))
          .map((s) => s.key)
          .sort(),
      );
      expect((await as(looking, (db) => ids(db, sql`delete from probe where ${mine} returning worker_id`))).sort()).toEqual(
        expected(written),
      );
    }),
    { numRuns: 60 },
  );
});

test('nobody sees or writes anything, figures read everything and write nothing', async () => {
  const count = (db: Db) =>
    sql<{ n: number }>`select count(*)::int as n from probe where name <> 'x'`.execute(db).then((r) => r.rows[0]!.n);
  expect(await as(nobody, count)).toBe(0);
  expect(await database.store.transact({ role: 'app' }, count)).toBe(0);
  expect(await database.store.transact({ role: 'figures' }, count)).toBeGreaterThan(0);
  const write = (db: Db) => sql`update probe set note = 'z'`.execute(db);
  await expect(database.store.transact({ role: 'figures' }, write)).rejects.toThrow(/permission denied/);
  const insert = (home: string) => (db: Db) =>
    sql`insert into probe (worker_id, home, name, number_index, tail_index) values (${idOf(500)}, ${home}, 'x', ${idOf(500)}, ${idOf(500)})`.execute(
      db,
    );
  const county = actorWith([personas.平塘县人社局]);
  await expect(as(county, insert('522726100200'))).rejects.toThrow(/row-level security/);
  await as(county, insert('522727100200'));
  // a person may not be moved out of one's own area by writing the column
  await expect(
    as(county, (db) => sql`update probe set home = '522726100200' where worker_id = ${idOf(500)}::uuid`.execute(db)),
  ).rejects.toThrow(/row-level security/);
  for (const secret of ['account_secret', 'session', 'recovery_code', 'sign_in_guard'])
    await expect(
      as(county, (db) => sql`select * from ${sql.table(secret)}`.execute(db)),
      secret,
    ).rejects.toThrow(/permission denied/);
  await expect(as(county, (db) => sql`select phone_sealed from account`.execute(db))).rejects.toThrow(/permission denied/);
  await expect(as(county, (db) => sql`insert into role_grant (id) values (${idOf(1)})`.execute(db))).rejects.toThrow(/permission denied/);
  await expect(
    as(county, (db) => sql`insert into worker_scope values ('org:x', ${idOf(1)}, '2026-01-01', '2026-01-01', 'a:1')`.execute(db)),
  ).rejects.toThrow(/permission denied/);
});

test('scope opens and closes with its fact; the nightly check finds and mends what does not fit', async () => {
  const worker = idOf(700);
  const host = actorWith([personas.白云劳务站]);
  await system((db) =>
    sql`insert into probe (worker_id, home, name, number_index, tail_index) values (${worker}, '522727100200', 'x', ${worker}, ${worker})`.execute(
      db,
    ),
  );
  const visibleNow = () => as(host, async (db) => (await listed(host, 'scope')(db)).includes(worker));
  const spell = { source: 'spell:1', key: 'host:440111', workerId: worker, kind: 'host' } as const;
  expect(await visibleNow()).toBe(false);
  // an ordinary request may open, although it may not see the row it writes
  await as(actorWith([personas.平塘县人社局]), (db) => grantScope(db, { ...spell, start: '2026-12-20', end: null }));
  expect(await visibleNow()).toBe(true);
  await as(host, (db) => endScope(db, 'spell:1', { kind: 'host', end: '2026-08-24' }));
  expect(await visibleNow()).toBe(false);
  await as(host, (db) => grantScope(db, { ...spell, start: '2026-08-01', end: '2026-08-25' }));
  expect(await visibleNow()).toBe(true);
  await as(host, (db) => endScope(db, 'spell:1', null));
  expect(await visibleNow()).toBe(false);

  const expected = () =>
    sql`select 'host:440111'::text as key, ${worker}::uuid as worker_id, date '2026-11-01' as from_day, date '2026-12-01' as to_day, 'night:1'::text as source`;
  const source = { prefix: 'night', expected };
  expect(await system((db) => compareScopes(db, [source]))).toEqual([{ prefix: 'night', missing: 1, surplus: 0, different: 0 }]);
  await system((db) => sql`insert into worker_scope values ('org:zz', ${worker}, '2026-01-01', '2026-01-01', 'night:2')`.execute(db));
  await system((db) => compareScopes(db, [source], true));
  expect(await system((db) => compareScopes(db, [source]))).toEqual([{ prefix: 'night', missing: 0, surplus: 0, different: 0 }]);
  expect(await visibleNow()).toBe(true);
});
