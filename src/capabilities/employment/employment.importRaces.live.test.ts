// Lists that speak of the same people, written at the same moment, with real commits: everybody once, every line counted, every derived row right.
import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { compareScopes } from '#capabilities/access/server/service.ts';
import type { Person } from '#capabilities/access/testing/people.ts';
import { type Batch, commitBatch, undoBatch } from '#capabilities/rosters/contract.ts';
import { engineApp } from '#capabilities/rosters/testing/engineApp.ts';
import { peopleApplier } from '#capabilities/workers/server/import/peopleApplier.ts';
import { compareNow } from '#capabilities/workers/server/nightly.ts';
import { numberFor } from '#capabilities/workers/testing/folk.ts';
import type { Store } from '#platform/server/store.ts';
import { newTestDatabase, type TestDatabase } from '#platform/testing/databases.ts';
import { addDays } from '#standards/calendar/calendar.ts';
import { sheets, sheetsModule } from '../../sheets.ts';
import { spellScopes } from './server/follow.ts';
import { workApplier } from './server/import/workApplier.ts';
import { compareStates } from './server/nightly.ts';

let database: TestDatabase | undefined;
afterEach(async () => {
  await database?.drop();
  database = undefined;
});

const HEAD =
  '省,市,县,乡,行政村,户编号,姓名,证件号码,是否已务工,开始时间,结束时间,务工所在省,务工所在市,务工所在县,务工企业名称,务工月收入,所属行业,就业渠道,是否点对点输送,家庭成员联系电话';
const HOME = '贵州省,黔南布依族苗族自治州,平塘县,克度镇,先进村';
const FIRST = [...'莫韦石罗陆岑覃蒙吴杨'];
const SECOND = [...'小桂大阿春秋国志美玉'];
/** One person; `pay` and telephone are what a list of its own says of them. */
const line = (i: number, pay: number) =>
  `${HOME},5227270${1000 + i},${FIRST[i % 10]}${SECOND[Math.floor(i / 10) % 10]},${numberFor(addDays('1975-01-01', i), 2 * i + (i % 2))},是,2026年03月,,广东省,广州市,白云区,穗味餐饮,${pay},住宿和餐饮业,自主/亲友,否,1380000${1000 + i}`;
const people = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
const list = (who: readonly number[], pay: number) => ['平塘县2026年10月外出务工信息', HEAD, ...who.map((i) => line(i, pay))].join('\n');

/** A store on which the first to write facts waits, before its transaction, for a second one: from there on both write side by side. */
const meetingStore = (inner: Store): { readonly store: Store; meet(): void } => {
  let met: Promise<void> | undefined;
  let arrived = 0;
  let go = (): void => undefined;
  const transact: Store['transact'] = async (session, work) => {
    if (met && session.writesFacts) {
      if (++arrived >= 2) go();
      await met;
    }
    return inner.transact(session, work);
  };
  return {
    store: { ...inner, transact },
    meet() {
      arrived = 0;
      met = new Promise((resolve) => {
        go = resolve;
      });
    },
  };
};

const setUp = async () => {
  database = await newTestDatabase();
  const { store, meet } = meetingStore(database.store);
  // small chunks, so that the two take turns often
  const parts = { sheets, sheetsModule, appliers: [peopleApplier, workApplier('workers.work')], chunkRows: 16 };
  const world = await engineApp(parts, { live: store });
  const [a, b] = [await world.as('平塘县人社局'), await world.as('平塘县人社局')];
  const register = () =>
    store.transact({ role: 'system' }, async (db) => {
      const { rows } = await sql<{ workers: number; persons: number; spells: number; sources: number }>`
        select count(*)::int as workers, count(distinct person_id)::int as persons,
          (select count(*)::int from spell where superseded = 'infinity') as spells, (select count(*)::int from worker_source) as sources
        from worker_now`.execute(db);
      return rows[0]!;
    });
  /** What is derived is what the nightly comparisons derive. */
  const expectDerived = async () => {
    const today = world.services.clock.today();
    await store.transact({ role: 'system' }, async (db) => {
      expect(await compareNow(db, null, today)).toMatchObject({ carried: 0, differed: 0 });
      expect(await compareStates(db, null, today)).toMatchObject({ carried: 0, differed: 0 });
      expect(await compareScopes(db, [spellScopes])).toEqual([{ prefix: 'spell', missing: 0, surplus: 0, different: 0 }]);
    });
    expect(world.services.unexpected).toEqual([]);
  };
  const atOnce = async (
    deeds: readonly (readonly [Person, Batch])[],
    endpoint: typeof commitBatch | typeof undoBatch,
  ): Promise<Batch[]> => {
    meet();
    await Promise.all(deeds.map(([who, { id, version }]) => who(endpoint, { id, version })));
    await world.settle(deeds[0]![0], deeds[0]![1].id);
    return Promise.all(deeds.map(([who, { id }]) => world.settle(who, id)));
  };
  return { ...world, a, b, register, expectDerived, atOnce };
};
const balanced = ({ counts: c }: Batch) =>
  c.rows === c.accepted + c.doubtful + c.refused + c.notRows && c.accepted + c.doubtful === c.new + c.changed + c.unchanged;

test('two lists that share sixty people, in opposite orders: nobody twice, nobody lost, both balance', async () => {
  const { a, b, hand, atOnce, register, expectDerived } = await setUp();
  const first = await hand(a, list(people(0, 80), 5000), { name: 'a.csv' });
  const second = await hand(b, list(people(20, 100).reverse(), 5600), { name: 'b.csv' });
  for (const judged of [first, second]) expect(judged).toMatchObject({ state: 'judged', counts: { new: 80, refused: 0 } });
  const [one, two] = await atOnce(
    [
      [a, first],
      [b, second],
    ],
    commitBatch,
  );
  for (const batch of [one!, two!]) {
    expect(batch).toMatchObject({ state: 'written', counts: { refused: 0, unchanged: 0 } });
    expect(balanced(batch), JSON.stringify(batch.counts)).toBe(true);
  }
  expect(one!.counts.new + two!.counts.new).toBe(100);
  expect(one!.counts.changed + two!.counts.changed).toBe(60);
  expect(await register()).toEqual({ workers: 100, persons: 100, spells: 100, sources: 160 });
  await expectDerived();

  // both taken back at once: what the other list rests on is kept and told, the rest is gone; then nothing is left that nobody says
  const undone = await atOnce(
    [
      [a, one!],
      [b, two!],
    ],
    undoBatch,
  );
  const kept = undone.reduce((n, u) => n + u.counts.kept, 0);
  console.info(
    undone.map((u) => u.counts.kept),
    await register(),
  );
  for (const u of undone) expect(u).toMatchObject({ state: 'undone', counts: { undone: 80 - u.counts.kept } });
  expect((await register()).workers).toBeLessThanOrEqual(kept);
  await expectDerived();
}, 300_000);

test('the same file handed in twice and submitted at once is written once', async () => {
  const { a, b, hand, atOnce, register, expectDerived } = await setUp();
  const same = list(people(0, 60), 5000);
  const [one, two] = await atOnce(
    [
      [a, await hand(a, same)],
      [b, await hand(b, same)],
    ],
    commitBatch,
  );
  for (const batch of [one!, two!]) expect([batch.state, balanced(batch), batch.counts.changed]).toEqual(['written', true, 0]);
  expect([one!.counts.new + two!.counts.new, one!.counts.unchanged + two!.counts.unchanged]).toEqual([60, 60]);
  expect(await register()).toMatchObject({ workers: 60, persons: 60, spells: 60 });
  await expectDerived();
}, 300_000);
