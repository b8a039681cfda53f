// Taking back is writing: nobody takes back with a batch what they could not have written (decision 0012). And what looks at a list may learn.
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testApp } from '#testApp.ts';
import { moveHome, registerWorker } from './contract.ts';
import { splitExtra } from './server/import/writeSources.ts';
import { numberFor, someone, TOWN, VILLAGE } from './testing/folk.ts';
import { importing, makeBatch, rowsOf } from './testing/imports.ts';

const COUNTY = '522727000000';
/** Another town of the same county. */
const ELSEWHERE = '522727102000';

const setUp = async () => {
  const app = await testApp();
  const county = await app.as('平塘县人社局');
  const ask = async <R>(query: ReturnType<typeof sql<R>>) => (await app.store.transact({ role: 'owner' }, (db) => query.execute(db))).rows;
  return { ...app, county, ask };
};

test('a county hands in for a town a list that speaks of other towns: the town takes back its own people and nobody else’s', async () => {
  const { as, county, services, ask } = await setUp();
  const number = numberFor('1990-05-05', 701);
  const { id } = await county(registerWorker, someone('莫小满', { number, home: { code: ELSEWHERE } }));
  const batch = await makeBatch(services, { area: TOWN, accountId: county.account.id });
  const rows = rowsOf([
    { name: '莫小满', idNumber: number, education: 'primary' },
    { name: '石阿朵', idNumber: numberFor('1992-02-02', 702), home: ELSEWHERE },
    { name: '韦大明', idNumber: numberFor('1993-03-03', 703), home: VILLAGE },
  ]);
  expect((await importing(services, county.account.id, batch, rows).write()).map((r) => r.outcome)).toEqual(['changed', 'new', 'new']);
  const town = await as('克度镇');
  const undone = await importing(services, town.account.id, batch, rows).undo();
  expect(undone.map((u) => [u.row, u.state])).toEqual([
    [4, 'undone'],
    [3, 'kept'],
    [2, 'kept'],
  ]);
  expect(undone[2]!.why!.zh).toContain('辖区');
  expect(await ask(sql`select education from worker_now where worker_id = ${id}`)).toEqual([{ education: 'primary' }]);
  expect(await ask(sql`select name from worker_now order by name`)).toEqual([{ name: '石阿朵' }, { name: '莫小满' }]);
  // whoever may, still may
  const rest = await importing(services, county.account.id, batch, rows).undo();
  expect(rest.map((u) => u.state)).toEqual(['undone', 'undone']);
});

test('somebody who has moved to another county meanwhile is not changed there by undoing', async () => {
  const { as, county, services, ask } = await setUp();
  const number = numberFor('1990-05-05', 711);
  const { id } = await county(registerWorker, someone('莫小满', { number }));
  const batch = await makeBatch(services, { area: COUNTY, accountId: county.account.id });
  const run = importing(
    services,
    county.account.id,
    batch,
    rowsOf([{ name: '莫小满', idNumber: number, education: 'primary', phone: '13800001111' }]),
  );
  await run.write();
  const prefecture = await as('黔南州');
  await prefecture(moveHome, { id, code: '522726000000', from: services.clock.today() });
  expect((await run.undo()).map((u) => u.state)).toEqual(['kept']);
  expect(await ask(sql`select education, has_phone from worker_now where worker_id = ${id}`)).toEqual([
    { education: 'primary', hasPhone: true },
  ]);
});

test('a station’s telephone is taken back by the bureau of its city, which has the key; what the home area wrote is not', async () => {
  const { as, county, services, store, ask } = await setUp();
  const number = numberFor('1990-05-05', 721);
  const { id } = await county(registerWorker, someone('莫小满', { number, phone: '13800001111' }));
  await store.transact({ role: 'system' }, (db) =>
    sql`select grant_scope('spell:a', 'host:440111', ${id}::uuid, '2020-01-01', '2099-12-31')`.execute(db),
  );
  const station = await as('白云劳务站');
  const bureau = await as('白云区人社局');
  const batch = await makeBatch(services, { area: '440111000000', accountId: station.account.id });
  const rows = rowsOf([{ name: '莫小满', idNumber: number, phone: '13900002222' }]);
  expect((await importing(services, station.account.id, batch, rows).write()).map((r) => r.outcome)).toEqual(['changed']);
  expect((await importing(services, bureau.account.id, batch, rows).undo()).map((u) => u.state)).toEqual(['undone']);
  // a list of the home area that says it is the city's
  const other = await makeBatch(services, { area: '440111000000', accountId: county.account.id });
  const more = rowsOf([{ name: '莫小满', idNumber: number, education: 'primary' }]);
  expect((await importing(services, county.account.id, other, more).write()).map((r) => r.outcome)).toEqual(['changed']);
  expect((await importing(services, bureau.account.id, other, more).undo()).map((u) => u.state)).toEqual(['kept']);
  expect(await ask(sql`select education from worker_now where worker_id = ${id}`)).toEqual([{ education: 'primary' }]);
});

test('numbers tried out by taking one column after the other for the number are each on record', async () => {
  const { as, county, services, ask } = await setUp();
  const people = ['莫小满', '石阿朵', '韦大明'].map((name, i) => ({ name, number: numberFor(`199${i}-05-05`, 731 + i) }));
  const numbers = people.map((p) => p.number);
  for (const { name, number } of people) await county(registerWorker, someone(name, { number }));
  const dushan = await as('独山县人社局');
  const batch = await makeBatch(services, { area: '522726000000', accountId: dushan.account.id });
  for (const { name, number: idNumber } of [...people, people[0]!]) {
    const [one] = await importing(services, dushan.account.id, batch, rowsOf([{ name, idNumber, home: '522726000000' }])).judge();
    expect(one!.findings.map((f) => f.rule)).toEqual(['crossArea']);
  }
  const [told] = await ask(
    sql<{
      n: number;
      text: string;
    }>`select sum((details ->> 'hits')::int)::int as n, string_agg(details::text, '') as text from audit where action = 'workers.crossArea'`,
  );
  expect(told!.n).toBe(3);
  for (const number of numbers) expect(told!.text).not.toContain(number);
});

test('numbers in columns nobody knows are sealed however they are written', async () => {
  const { services } = await setUp();
  const numbers = ['５２２７００１９９００５０５１２３Ｘ', '138/0000/1111', '6222_0200_1111', '１３８　００００　１１１１'];
  for (const value of numbers) {
    const { clear, sealed } = splitExtra(services.keys, { 备注: value, 帮扶人: '王干部' });
    expect(clear).toEqual({ 帮扶人: '王干部' });
    expect(sealed).not.toBeNull();
  }
});
