import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testApp } from '#testApp.ts';
import { listSources, readWorker } from './contract.ts';
import { numberFor, VILLAGE } from './testing/folk.ts';
import { importing, makeBatch, rowsOf } from './testing/imports.ts';

const COUNTY = '522727000000';
const setUp = async () => {
  const app = await testApp();
  const county = await app.as('平塘县人社局');
  const batch = await makeBatch(app.services, { area: COUNTY, accountId: county.account.id, observedOn: '2026-09-30' });
  const rows = rowsOf([{ name: '莫小满', idNumber: numberFor('1990-05-05', 501), phone: '13800001111', home: VILLAGE }], {
    包保干部: '韦老师',
    银行卡号: '6222 0000 0000 0012 3',
  });
  const [one] = await importing(app.services, county.account.id, batch, rows).write();
  return { ...app, county, batch, rows, id: one!.plan.workerId };
};

test('the page tells each line that spoke of the person: file, row, day, what it wrote, further columns with numbers masked', async () => {
  const { county, services, id, batch, store } = await setUp();
  const second = await makeBatch(services, { area: COUNTY, accountId: county.account.id });
  await importing(services, county.account.id, second, rowsOf([{ name: '莫小满', idNumber: numberFor('1990-05-05', 501) }])).write();
  const { items, total } = await county(listSources, { id });
  expect(total).toBe(2);
  expect(items.map((i) => [i.outcome, i.row, i.sheet, i.file, i.undone])).toEqual([
    ['unchanged', 2, 1, '花名册.xlsx', null],
    ['new', 2, 1, '花名册.xlsx', null],
  ]);
  expect(items[1]).toMatchObject({ batchId: batch.id, batch: batch.number, observedOn: '2026-09-30' });
  expect(items[1]!.wrote.map((w) => w.zh)).toEqual(['姓名与证件', '户籍', '电话']);
  expect(items[1]!.extra).toEqual([
    { header: '包保干部', value: '韦老师' },
    { header: '银行卡号', value: '622**********0123' },
  ]);
  expect((await county(listSources, { id, q: '包保' })).items).toHaveLength(1);
  expect((await county(listSources, { id, q: '%' })).items).toHaveLength(0);
  // nothing that looks like a number of a person lies in clear
  const { rows } = await store.transact({ role: 'owner' }, (db) =>
    sql<{ extra: object }>`select extra from worker_source where batch_id = ${batch.id}::uuid`.execute(db),
  );
  expect(rows).toEqual([{ extra: { 包保干部: '韦老师' } }]);
  const page = await county(readWorker, { id });
  const born = page.timeline.find((e) => e.kind === 'register')!;
  expect(page.lines![born.sourceRef]).toEqual({ batchId: batch.id, batch: batch.number, file: '花名册.xlsx', sheet: 1, row: 2 });
  expect(born.detail!.zh).toBe('表格导入');
});

test('who does not see the batch reads its number; the host and the employer read no list of others; strangers and the wrong are told nothing', async () => {
  const { as, services, id, batch, store } = await setUp();
  const village = await as('先进村');
  expect((await village(listSources, { id })).items.map((i) => [i.file, i.batch])).toEqual([[null, batch.number]]);
  const prefecture = await as('黔南州');
  expect((await prefecture(listSources, { id })).items.map((i) => i.file)).toEqual(['花名册.xlsx']);
  const station = await as('白云劳务站');
  await expect(station(listSources, { id })).rejects.toMatchObject({ code: 'platform.notFound' });
  await store.transact({ role: 'system' }, (db) =>
    sql`select grant_scope('spell:x', 'host:440111', ${id}::uuid, '2020-01-01', '2099-12-31')`.execute(db),
  );
  expect((await station(listSources, { id })).items).toEqual([]);
  const list = await makeBatch(services, { area: '440111000000', accountId: station.account.id });
  await importing(
    services,
    station.account.id,
    list,
    rowsOf([{ name: '莫小满', idNumber: numberFor('1990-05-05', 501), phone: '13900002222' }]),
  ).write();
  const own = await station(listSources, { id });
  expect(own.items.map((i) => [i.outcome, i.file, i.wrote.map((w) => w.zh)])).toEqual([['changed', '花名册.xlsx', ['电话']]]);
  const dushan = await as('独山县人社局');
  await expect(dushan(listSources, { id })).rejects.toMatchObject({ code: 'platform.notFound' });
});
