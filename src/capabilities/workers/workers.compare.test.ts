import exceljs from 'exceljs';
import { expect, test } from 'vitest';
import { personas } from '#capabilities/access/testing/personas.ts';
import { addFile, storeContent } from '#platform/server/files.ts';
import { startJobRunner } from '#platform/server/jobRunner.ts';
import { writeSheet } from '#platform/server/sheetFile.ts';
import { until } from '#platform/testing/killable.ts';
import { testApp } from '#testApp.ts';
import { COMPARE_FILE, exportComparison, listComparison, readComparison, registerWorker, startCompare } from './contract.ts';
import { noteState } from './server/service.ts';
import { numberFor, someone } from './testing/folk.ts';

const world = async () => {
  const app = await testApp();
  const { services } = app;
  const county = await app.as({ name: '平塘县人社局', roles: [personas.平塘县人社局], steppedUp: true });
  const compareBook = async (book: Buffer, name: string, filters: { area?: string; working?: 'working'[] } = {}) => {
    const content = await storeContent(services, book, name, COMPARE_FILE);
    const file = await services.store.transact({ role: 'system' }, (db) => addFile(db, services.keys, content, county.account.id));
    const { id } = await county(startCompare, { fileId: file.id, ...filters });
    const runner = startJobRunner(services, { pollMs: 20, alone: false });
    await until(async () => (await county(readComparison, { id })).state !== 'running');
    await runner.stop();
    return county(readComparison, { id });
  };
  const compare = async (rows: readonly (readonly string[])[], filters: { area?: string; working?: 'working'[] } = {}) =>
    compareBook(await writeSheet('名单', ['姓名', '身份证号'], rows), '我的名单.xlsx', filters);
  const rows = async (id: string, tab: 'mine' | 'yours' | 'both') =>
    (await county(listComparison, { id, tab })).items.map((i) => [i.shown?.split(/\s/)[0] ?? i.worker?.name, i.note?.zh ?? null]);
  return { ...app, county, compare, compareBook, rows };
};

test('three lists that add up, each line with its reason; numbers masked; the file is on record', async () => {
  const { as, services, county, compare, rows } = await world();
  const [n1, n2, n3, n4] = [501, 502, 503, 504].map((n) => numberFor('1990-05-06', n)) as [string, string, string, string];
  const a = await county(registerWorker, someone('莫桂兰', { number: n1 }));
  const b = await county(registerWorker, someone('韦小满', { number: n2 }));
  await county(registerWorker, someone('石阿朵', { number: n3 }));
  await county(registerWorker, someone('杨春禾', { number: n4 }));
  const neighbour = await as('独山县人社局');
  await neighbour(registerWorker, someone('陆文军', { number: numberFor('1985-01-02', 505), home: { code: '522726000000' } }));
  for (const { id } of [a, b])
    await services.store.transact({ role: 'system' }, (db) => noteState(db, id, { working: 'working', workPlace: '440111000000' }));
  const done = await compare(
    [
      ['莫桂兰', n1],
      ['韦小蛮', n2],
      ['莫桂兰', n1],
      ['石阿朵', n3],
      ['杨春禾', ''],
      ['陆文军', numberFor('1985-01-02', 505)],
      ['没有人', numberFor('1999-09-09', 777)],
      ['怪号码', '52272219900506'],
    ],
    { working: ['working'] },
  );
  expect(done.counts).toEqual({ lines: 8, both: 2, mine: 6, yours: 0 });
  expect(await rows(done.id, 'both')).toEqual([
    ['莫桂兰', null],
    ['韦小蛮', '号码相同，系统里叫“韦小满”，请核对'],
  ]);
  const mine = Object.fromEntries((await rows(done.id, 'mine')) as [string, string][]);
  expect(mine.莫桂兰).toBe('与第 2 行是同一个人，只算一次');
  expect(mine.石阿朵).toBe('登记的就业状况不在所选范围');
  expect(mine.怪号码).toMatch(/位/);
  // outside one's area or nowhere: one answer
  expect(mine.陆文军).toBe('没有建档，或者您看不到');
  expect(mine.没有人).toBe('没有建档，或者您看不到');

  const everybody = await compare([
    ['杨春禾', ''],
    ['石阿朵', numberFor('1980-01-01', 600)],
  ]);
  expect(everybody.counts).toEqual({ lines: 2, both: 1, mine: 1, yours: 3 });
  expect(await rows(everybody.id, 'mine')).toEqual([['石阿朵', '没有这个证件号；所选地区同名的有 1 人，请核对号码']]);
  expect(Object.fromEntries((await rows(everybody.id, 'yours')) as [string, string][])).toEqual({
    莫桂兰: '您的表里没有这个人',
    韦小满: '您的表里没有这个人',
    石阿朵: '您的表里有同名的人，证件号不同或没有写',
  });
  const all = JSON.stringify([
    await county(listComparison, { id: done.id, tab: 'mine' }),
    await county(listComparison, { id: done.id, tab: 'both' }),
  ]);
  for (const n of [n1, n2, n3]) expect(all).not.toContain(n);
  const book = new exceljs.Workbook();
  await book.xlsx.load((await county(exportComparison, { id: everybody.id })) as never);
  expect(book.worksheets[0]!.rowCount).toBe(2 + 5);
  const log = await services.store.transact({ role: 'system' }, (db) => db.selectFrom('exportLog').selectAll().execute());
  expect(log).toMatchObject([{ what: 'workers.compare', rows: 5 }]);
  // somebody else's comparison is not there
  const other = await as({ name: '同事', roles: [personas.平塘县人社局] });
  await expect(other(readComparison, { id: done.id })).rejects.toMatchObject({ code: 'platform.notFound' });
});

test('a sheet as offices keep them: title, notes, totals and a wrong number; rows as WPS shows them; .xls too', async () => {
  const { county, compareBook, rows } = await world();
  const [n1, n2] = [511, 512].map((n) => numberFor('1990-05-06', n)) as [string, string];
  await county(registerWorker, someone('莫桂兰', { number: n1 }));
  await county(registerWorker, someone('韦小满', { number: n2 }));
  const grid = [
    ['平塘县克度镇外出务工人员花名册'],
    ['序号', '姓名', '证件号码', '务工地点'],
    ['1', '莫桂兰', n1, '广东省广州市'],
    ['2', '韦小满', n2.slice(0, 17), '广东省广州市'],
    ['3', '石阿朵', '522727********1145', '广东省广州市'],
    ['4', '莫桂兰', n1, '广东省广州市'],
    ['合计', '20', '', ''],
    ['填表人：杨春禾'],
  ];
  const csv = Buffer.from(grid.map((r) => r.join(',')).join('\r\n'));
  const table = `<html><meta charset="utf-8"><table>${grid.map((r) => `<tr>${r.map((c) => `<td>${c}</td>`).join('')}</tr>`).join('')}</table></html>`;
  for (const [book, name] of [
    [csv, '花名册.csv'],
    [Buffer.from(table), '花名册.xls'],
  ] as const) {
    const done = await compareBook(book, name);
    expect(done.counts, name).toEqual({ lines: 4, both: 1, mine: 3, yours: 1 });
    const mine = (await county(listComparison, { id: done.id, tab: 'mine' })).items;
    expect(
      mine.map((i) => i.row),
      name,
    ).toEqual([4, 5, 6]);
    expect(mine[0]!.note!.zh).toMatch(/现在 17 位.*同名的有 1 人/);
    expect(mine[1]!.note!.zh).toBe('证件号码打了星号，认不出是谁');
    expect(mine[2]!.note!.zh).toBe('与第 3 行是同一个人，只算一次');
    expect(JSON.stringify(mine)).not.toContain(n2.slice(0, 17));
    expect(await rows(done.id, 'yours')).toEqual([['韦小满', '您的表里有同名的人，证件号不同或没有写']]);
  }
  const other = await compareBook(Buffer.from('品名,单价\r\n大米,3.5\r\n食盐,2\r\n'), '价目.csv');
  expect(other).toMatchObject({ state: 'failed', problem: { code: 'workers.compareNoList' } });
});

test('an empty sheet says so; another’s file is none', async () => {
  const { as, compare, county } = await world();
  const empty = await compare([]);
  expect(empty).toMatchObject({ state: 'failed', problem: { code: 'workers.listEmpty' } });
  await expect(county(startCompare, { fileId: '00000000-0000-4000-8000-000000000001' })).rejects.toMatchObject({
    code: 'workers.compareFileMissing',
  });
  const station = await as('穗味餐饮');
  await expect(station(startCompare, { fileId: '00000000-0000-4000-8000-000000000001', working: ['working'] })).rejects.toMatchObject({});
});
