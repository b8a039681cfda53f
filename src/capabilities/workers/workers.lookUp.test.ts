import exceljs from 'exceljs';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { stepUpNeeded } from '#capabilities/access/contract.ts';
import { grantScope } from '#capabilities/access/server/service.ts';
import { sheetUnreadable } from '#platform/filesContract.ts';
import { requestOf } from '#platform/requestOf.ts';
import type { Services } from '#platform/server/services.ts';
import { testApp } from '#testApp.ts';
import {
  joinWorkers,
  LOOK_UP_MOST,
  listEmpty,
  lookUpSheet,
  lookUpWorkers,
  readLookUpFile,
  recordDeath,
  registerWorker,
} from './contract.ts';
import { crowd } from './testing/crowd.ts';
import { numberFor, someone, VILLAGE } from './testing/folk.ts';

const code = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'done',
    (e: { code?: string }) => e.code ?? String(e),
  );
/** Everything that the audit and the export log hold, as one text. */
const onRecord = (services: Services): Promise<string> =>
  services.store.transact({ role: 'system' }, async (db) => {
    const { rows } = await sql`select row_to_json(a)::text as t from audit a union all select row_to_json(e)::text from export_log e
      union all select row_to_json(j)::text from job j`.execute(db);
    return JSON.stringify(rows);
  });

const NUMBER = numberFor('1990-05-06', 122);
const wrongEnd = NUMBER.slice(0, 17) + (NUMBER[17] === '1' ? '2' : '1');
const OLD = `522700${'750203'}114`;

test('numbers, telephones, names and both: found, not found, several, in doubt, each with its reason', async () => {
  const { as, services } = await testApp();
  const county = await as('平塘县人社局');
  const one = await county(registerWorker, someone('韦小满', { number: NUMBER, phone: '13800001234' }));
  const old = await county(registerWorker, someone('石阿朵', { number: OLD }));
  const dead = await county(registerWorker, someone('罗志明'));
  await county(recordDeath, { id: dead.id, on: '2024-03-01' });
  for (let i = 0; i < 6; i++) await county(registerWorker, someone('莫秀英', { home: { code: i % 2 ? VILLAGE : '522727104001' } }));
  const neighbour = await as('独山县人社局');
  await neighbour(
    registerWorker,
    someone('陆文军', { number: numberFor('1985-01-02', 333), home: { code: '522726000000' }, phone: '13900009999' }),
  );

  const lines = [
    NUMBER,
    `韦小满\t${NUMBER}`,
    '13800001234',
    '韦小满',
    `${NUMBER.slice(-6)} 韦小满`,
    `韦大满 ${NUMBER}`,
    `韦小满 ${wrongEnd}`,
    wrongEnd,
    `${OLD}`,
    '莫秀英',
    '陆文军',
    numberFor('1985-01-02', 333),
    '13900009999',
    '查无此人',
    '罗志明',
    '',
    '5.22727E+17',
    '=HYPERLINK("http://x") 韦',
    `韦小满 ${numberFor('1960-01-01', 5)}`,
    NUMBER.slice(0, 17),
  ];
  const answer = await county(lookUpWorkers, { lines });
  const told = answer.items.map((r) => [
    r.line,
    r.understood,
    r.total,
    r.found[0]?.workerId === one.id ? '韦小满' : (r.found[0]?.name ?? ''),
    r.note?.zh ?? '',
  ]);
  const nobody = '没有查到：没有建档，或者您看不到';
  const lost = '证件号被表格当作数字，末几位已丢失，请把该列设为文本格式后按证件重新录入';
  const check = `证件号最后一位应为 ${NUMBER[17]}，现在是 ${wrongEnd[17]}，请对照户口簿`;
  expect(told).toEqual([
    [1, 'number', 1, '韦小满', ''],
    [2, 'number', 1, '韦小满', ''],
    [3, 'phone', 1, '韦小满', ''],
    [4, 'name', 1, '韦小满', ''],
    [5, 'tail', 1, '韦小满', ''],
    [6, 'number', 1, '韦小满', '证件号查到的人不叫“韦大满”，请核对'],
    [7, 'name', 1, '韦小满', check],
    [8, null, 0, '', check],
    [9, 'number', 1, '石阿朵', '15 位旧证件号，已换算成 18 位再查'],
    [10, 'name', 6, '莫秀英', '共 6 人，只列出 5 人，请用证件号区分'],
    [11, 'name', 0, '', nobody],
    [12, 'number', 0, '', nobody],
    [13, 'phone', 0, '', nobody],
    [14, 'name', 0, '', nobody],
    [15, 'name', 1, '罗志明', '罗志明已登记 2024-03-01 去世'],
    [16, null, 0, '', '空行'],
    [17, null, 0, '', lost],
    [18, expect.anything(), 0, '', expect.any(String)],
    [19, 'name', 1, '韦小满', '证件号没有查到，这是按姓名查的，请核对'],
    [20, null, 0, '', '少 1 位，现在 17 位，应为 18 位'],
  ]);
  expect(answer).toMatchObject({ asked: 20, matched: 10, several: 1, none: 9 });
  expect(answer.items[8]!.found[0]!.workerId).toBe(old.id);
  expect(answer.items[9]!.found).toHaveLength(5);
  for (const w of answer.items[9]!.found) expect(w.home!.village).not.toBe('');
  expect(answer.items[1]!.asked).toBe(`韦小满 522700********${NUMBER.slice(-4)}`);

  // nothing but counts on record, and nothing whole in the answer
  const text = `${await onRecord(services)}${JSON.stringify(answer)}`;
  for (const secret of [NUMBER, wrongEnd, OLD, '13800001234', '13900009999']) expect(text).not.toContain(secret);
  expect(await onRecord(services)).not.toContain('韦小满');
  const [row] = await services.store.transact({ role: 'system' }, (db) =>
    db.selectFrom('audit').select(['details', 'area', 'subjectId']).where('action', '=', 'workers.lookUpWorkers').execute(),
  );
  expect(row).toEqual({ details: { asked: 20, matched: 10, several: 1, none: 9 }, area: '522727000000', subjectId: '' });
}, 60_000);

test('each sees their own: the neighbour, the host for whom a key opens, the auditor by masked name; others may not ask', async () => {
  const { as, services } = await testApp();
  const county = await as('平塘县人社局');
  const { id } = await county(
    registerWorker,
    someone('韦小满', { number: NUMBER, phone: '13800001234', identities: [{ kind: 'relocated', from: '2019-01-01' }] }),
  );
  const lines = [NUMBER, '韦小满', '13800001234'];
  const asked = async (who: Parameters<typeof as>[0]) => (await (await as(who))(lookUpWorkers, { lines })).items;
  expect((await asked('独山县人社局')).map((r) => r.total)).toEqual([0, 0, 0]);
  expect((await asked('白云劳务站')).map((r) => r.total)).toEqual([0, 0, 0]);
  await services.store.transact({ role: 'system' }, (db) =>
    grantScope(db, { source: 'spell:1', key: 'host:440111', workerId: id, kind: 'host', start: '2020-01-01', end: null }),
  );
  const [hosted] = await asked('白云劳务站');
  expect(hosted).toMatchObject({ total: 1, found: [{ name: '韦小满', home: { village: '', town: '' } }] });
  expect(hosted!.found[0]).not.toHaveProperty('education');
  const audited = await asked('审计');
  expect(audited.map((r) => r.total)).toEqual([1, 1, 1]);
  expect(audited[0]!.found[0]).toMatchObject({ name: '韦**', numberMasked: `522700********${NUMBER.slice(-4)}` });
  expect(audited[0]!.found[0]).not.toHaveProperty('phoneMasked');
  expect((await asked('先进村')).map((r) => r.total)).toEqual([1, 1, 1]);
  for (const who of ['穗味餐饮', '培训学校', '劳动者', '系统管理员'] as const)
    expect(await code((await as(who))(lookUpWorkers, { lines }))).toBe('platform.forbidden');
});

test('a record behind another of the same person is found by its number, and a name finds the person once', async () => {
  const { as } = await testApp();
  const county = await as('平塘县人社局');
  const first = await county(registerWorker, someone('韦小满', { number: NUMBER }));
  const second = await county(registerWorker, someone('韦小满', { number: numberFor('1990-05-06', 124), notTheSame: [first.id] }));
  await county(joinWorkers, { id: second.id, otherId: first.id, reason: '同一个人' });
  const { items } = await county(lookUpWorkers, { lines: ['韦小满', NUMBER, numberFor('1990-05-06', 124)] });
  expect(items.map((r) => r.total)).toEqual([1, 1, 1]);
  expect(items[2]!.found[0]!.workerId).toBe(second.id);
});

test('a thousand lines in one go, as a sheet with a watermark and a line in the log', async () => {
  const { as, services } = await testApp();
  const people = await crowd(services, 400);
  const county = await as({ roles: [{ role: 'county_bureau', areaCode: '522727000000', relation: null }], steppedUp: true });
  const lines = Array.from({ length: LOOK_UP_MOST }, (_, i) => {
    const p = people[i % 400]!;
    return i < 400 ? `${p.name} ${p.number}` : i < 800 ? p.phone : p.name;
  });
  const answer = await county(lookUpWorkers, { lines });
  expect(answer).toMatchObject({ asked: 1000, none: 0 });
  expect(answer.items.slice(0, 800).map((r) => r.found[0]?.workerId)).toEqual([...people, ...people].map((p) => p.id));
  expect(await code(county(lookUpWorkers, { lines: [...lines, 'x'] }))).toBe('platform.invalid');
  expect(await code(county(lookUpWorkers, { lines: ['x'.repeat(201)] }))).toBe('platform.invalid');

  // a list of the longest lines is refused for no reason but its own
  const widest = await county(lookUpWorkers, { lines: Array.from({ length: LOOK_UP_MOST }, () => '韦'.repeat(200)) });
  expect(widest.items[999]!.note!.zh).toContain('姓名有 200 个字');

  const sheetOf = await as({ roles: [{ role: 'county_bureau', areaCode: '522727000000', relation: null }] });
  expect(await code(sheetOf(lookUpSheet, { lines: ['x'] }))).toBe(stepUpNeeded.code);
  const file = (await county(lookUpSheet, { lines: [...lines.slice(0, 3), '=1+1', '+查无此人', people[7]!.name] })) as unknown as Buffer;
  const book = new exceljs.Workbook();
  await book.xlsx.load(file as never);
  const [sheet, about] = book.worksheets as [exceljs.Worksheet, exceljs.Worksheet];
  expect(sheet.getCell('A1').text).toMatch(/^导出人 t-.*水印 [A-Z2-9]{10}$/);
  const mark = sheet.getCell('A1').text.slice(-10);
  expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 2 });
  const rows = (n: number) => (sheet.getRow(n).values as string[]).slice(1);
  expect(rows(2).slice(0, 7)).toEqual(['行号', '所查', '结果', '姓名', '性别', '年龄', '证件号']);
  expect(rows(3).slice(0, 4)).toEqual([1, `${people[0]!.name} 522700********${people[0]!.number.slice(-4)}`, '查到', people[0]!.name]);
  expect(sheet.getCell('G3').numFmt).toBe('@');
  // nothing that a spreadsheet would run
  sheet.eachRow((row) => row.eachCell((cell) => expect(cell.formula).toBeUndefined()));
  expect(sheet.getCell('B7').text).toBe("'+查无此人");
  expect(about.name).toBe('口径与来源');
  expect(about.getColumn(2).values.join(' ')).toContain(`6，查到`);
  const text = await onRecord(services);
  expect(text).toContain(mark);
  expect(text).toContain('批量查人 6 行');
  for (const p of people.slice(0, 8)) for (const secret of [p.name, p.number, p.phone]) expect(text).not.toContain(secret);
  for (let n = 1; n <= sheet.rowCount; n++) expect(JSON.stringify(rows(n))).not.toContain(people[0]!.number);
});

test('a list from a spreadsheet: xlsx, CSV in both encodings; what is no list is refused with a sentence', async () => {
  const { app, as } = await testApp();
  const county = await as('平塘县人社局');
  const send = async (content: Buffer) => {
    const { url } = requestOf(readLookUpFile, { name: '名单' });
    const reply = await app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/octet-stream', cookie: [...county.jar].map(([k, v]) => `${k}=${v}`).join('; ') },
      payload: content,
    });
    return reply.json() as { lines: string[]; column: string; left: number; code?: string };
  };
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('名单');
  sheet.addRow(['平塘县名单']);
  sheet.addRow(['序号', '姓名', '身份证号', '村']);
  sheet.addRow([1, '韦小满', `'${NUMBER}`, '先进村']);
  sheet.addRow([2, '石阿朵', Number(NUMBER), '先进村']);
  sheet.addRow([3, '', { formula: '1+1', result: 2 }, '']);
  const xlsx = Buffer.from(await book.xlsx.writeBuffer());
  const read = await send(xlsx);
  expect(read).toMatchObject({ column: '姓名、身份证号', left: 0 });
  expect(read.lines[0]).toBe(`韦小满\t'${NUMBER}`);
  // the tail of a number in a number cell is gone, and said to be gone
  const { items } = await county(lookUpWorkers, { lines: read.lines });
  expect(items[1]!.note!.zh).toContain('末几位已丢失');
  expect(await send(Buffer.from(`姓名,电话\n韦小满,13800001234\n`))).toMatchObject({ lines: ['韦小满\t13800001234'] });
  const gb = Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x0a, 0xce, 0xa4, 0xd0, 0xa1, 0xc2, 0xfa, 0x0a]);
  expect(await send(gb)).toMatchObject({ lines: ['韦小满'], column: '姓名' });
  const long = await send(Buffer.from(`姓名\n${'韦小满\n'.repeat(1003)}`));
  expect(long).toMatchObject({ left: 3 });
  expect(long.lines).toHaveLength(1000);
  expect((await send(Buffer.from('姓名\n'))).code).toBe(listEmpty.code);
  expect((await send(Buffer.from('PK\x03\x04 nonsense'))).code).toBe(sheetUnreadable.code);
  expect((await send(Buffer.alloc(0))).code).toBe(sheetUnreadable.code);
});
