// Published months: counted once and kept, and not to be subtracted from each other. With real commits: freezes are jobs.
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { signedInAs } from '#capabilities/access/testing/people.ts';
import type { Output } from '#platform/contract.ts';
import { publishMonth, readPublished } from './contract.ts';
import { freezingWorld, GUANGDONG, GUANGXI } from './testing/freezing.ts';
import { readKitWorld } from './testing/readKit.ts';

vi.setConfig({ testTimeout: 240_000 });

type Month = Output<typeof readPublished>;
/** Every number of a figure by its name. */
const numbersOf = (month: Month, figure: string): ReadonlyMap<string, number> => {
  const f = month.figures.find((x) => x.figure === figure)!;
  const all = f.tables.flatMap((t, i) => [
    ['total', f.total] as const,
    ...t.columns.map((c) => [`${i} column ${c.key}`, c.told] as const),
    ...t.rows.flatMap((r) => [
      [`${i} row ${r.key}`, r.told] as const,
      ...r.cells.map((c, k) => [`${i} ${r.key} ${t.columns[k]!.key}`, c] as const),
    ]),
  ]);
  return new Map(all.flatMap(([name, told]) => (typeof told === 'number' ? [[name, told] as const] : [])));
};
const smallBetween = (a: Month, b: Month): readonly string[] =>
  ['I01', 'I06'].flatMap((figure) => {
    const there = numbersOf(a, figure);
    return [...numbersOf(b, figure)].flatMap(([name, n]) => {
      const apart = Math.abs(n - (there.get(name) ?? n));
      return apart > 0 && apart < a.few ? [`${figure} ${name}: ${there.get(name)} → ${n}`] : [];
    });
  });

test('a published month is counted once, and no month of a year gives away a few of another', async () => {
  const { app, services, store, steering, freeze } = await freezingWorld(readKitWorld());
  const [guangxi, guangdong] = [await steering(GUANGXI), await steering(GUANGDONG)];
  const anybody = await signedInAs(app, services, {
    name: '乡镇',
    roles: [{ role: 'township_cadre', areaCode: '522727104000', relation: null }],
  });
  const owner = <T>(work: ReturnType<typeof sql<T>>) => store.transact({ role: 'owner' }, (db) => work.execute(db));
  const ids: string[] = [];
  for (const month of ['2022-06', '2022-09']) {
    const { id } = await freeze(guangxi, guangdong, month, GUANGXI);
    await guangdong(publishMonth, { id });
    ids.push(id);
  }
  const read = async (): Promise<readonly [Month, Month]> => [
    await anybody(readPublished, { id: ids[0]! }),
    await anybody(readPublished, { id: ids[1]! }),
  ];
  // the later one is asked for first, by many at once: the earlier one is counted for it, each once
  const many = await Promise.all(Array.from({ length: 12 }, () => anybody(readPublished, { id: ids[1]! })));
  expect(new Set(many.map((m) => JSON.stringify(m))).size).toBe(1);
  expect((await owner(sql<{ n: number }>`select count(*)::int as n from month_published`)).rows[0]!.n).toBe(2);
  const [june, september] = await read();
  expect(september).toEqual(many[0]);
  expect(smallBetween(june, september)).toEqual([]);

  // counted anew it says the very same
  await owner(sql`delete from month_published`);
  expect(await read()).toEqual([june, september]);

  // as it was: each month by itself, so the one less the other told of a few; months that were published so stay so
  await owner(sql`delete from month_published`);
  await owner(sql`update month_publication set rule = 1`);
  const [, alone] = await read();
  expect(smallBetween(june, alone)).not.toEqual([]);

  // nothing is counted again: with all members gone the month still says what it said
  await owner(sql`truncate frozen_member, frozen_chain`);
  expect((await read())[1]).toEqual(alone);

  // a read of figures that nobody waits for any more ends; what is counted and kept takes as long as it takes
  const patience = async (readOnly: boolean) =>
    (await store.transact({ role: 'figures', readOnly }, (db) => sql<{ statementTimeout: string }>`show statement_timeout`.execute(db)))
      .rows[0]!.statementTimeout;
  expect([await patience(true), await patience(false)]).toEqual(['2min', '0']);
});
