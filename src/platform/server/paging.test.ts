import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testApp } from '#testApp.ts';
import { badCursor } from '../problem.ts';
import { keysOf, newKeyFile } from './keys.ts';
import { cappedTotal, countExactly, pageOf, type Sort } from './paging.ts';
import type { Db } from './store.ts';

const keys = keysOf(newKeyFile());
const byName = (descending: boolean): Sort => ({
  by: [
    { column: 'setting.changed', key: 'changed' },
    { column: 'setting.name', key: 'name' },
  ],
  descending,
});
const rows = (db: Db) => db.selectFrom('setting').select(['name', 'changed']).where('name', 'like', 'p.%');
const fillWith = async (db: Db, n: number) => {
  await sql`delete from setting where name like 'p.%'`.execute(db);
  // three rows share each instant, so that the second key decides
  await sql`insert into setting (name, value, changed) select 'p.' || lpad(i::text, 6, '0'), '1', '2026-01-01Z'::timestamptz + (i / 3) * interval '1 microsecond' from generate_series(1, ${n}::int) i`.execute(
    db,
  );
};

test('walking forward and back shows every row once, in order, whatever the page size and direction', async () => {
  const { store } = await testApp();
  await store.transact({ role: 'system' }, async (db) => {
    await fillWith(db, 23);
    const all = (await rows(db).execute()).map((r) => r.name).sort();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 25 }), fc.boolean(), async (size, descending) => {
        const sort = byName(descending);
        const expected = descending ? [...all].reverse() : all;
        const seen: string[][] = [];
        let cursor: string | undefined;
        let last = { items: [] as { name: string }[], next: null as string | null, previous: null as string | null };
        do {
          last = await pageOf(keys, rows(db), { list: 't', sort, cursor, size });
          expect(last.previous === null).toBe(seen.length === 0);
          seen.push(last.items.map((r) => r.name));
          cursor = last.next ?? undefined;
        } while (cursor);
        expect(seen.flat()).toEqual(expected);
        const back: string[][] = [];
        for (let p = last.previous; p; ) {
          const page = await pageOf(keys, rows(db), { list: 't', sort, cursor: p, size });
          back.unshift(page.items.map((r) => r.name));
          expect(page.next).not.toBeNull();
          p = page.previous;
        }
        expect(back).toEqual(seen.slice(0, -1));
      }),
      { numRuns: 12 },
    );
  });
});

test('a cursor tells nothing, and one that was changed, cut or taken from another list is refused', async () => {
  const { store } = await testApp();
  await store.transact({ role: 'system' }, async (db) => {
    await fillWith(db, 5);
    const request = { list: 't', sort: byName(false), size: 2 };
    const { next } = await pageOf(keys, rows(db), { ...request, cursor: undefined });
    expect(Buffer.from(next!, 'base64url').toString('latin1')).not.toMatch(/p\.0|2026/);
    const wrong = [
      `${next!.slice(0, -6)}AAAAAA`,
      next!.slice(0, 20),
      'x',
      keysOf(newKeyFile()).seal('{}').toString('base64url'),
      keys.seal('{"list":"t"}').toString('base64url'),
    ];
    for (const cursor of wrong)
      await expect(pageOf(keys, rows(db), { ...request, cursor })).rejects.toMatchObject({ type: { code: badCursor.code } });
    for (const other of [
      { ...request, list: 'u' },
      { ...request, sort: byName(true) },
    ])
      await expect(pageOf(keys, rows(db), { ...other, cursor: next! })).rejects.toMatchObject({ type: { code: badCursor.code } });
  });
});

test('totals are exact to 10,000, then unknown until counted exactly', async () => {
  const { store } = await testApp();
  await store.transact({ role: 'system' }, async (db) => {
    await fillWith(db, 10_000);
    expect(await cappedTotal(db, rows(db))).toBe(10_000);
    await sql`insert into setting (name, value) values ('p.more', '1')`.execute(db);
    expect(await cappedTotal(db, rows(db).orderBy('name'))).toBeNull();
    expect(await countExactly(db, rows(db).orderBy('name'))).toBe(10_001);
  });
});
