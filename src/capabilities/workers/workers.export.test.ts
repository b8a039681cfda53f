import exceljs from 'exceljs';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { stepUpNeeded } from '#capabilities/access/contract.ts';
import { grantScope } from '#capabilities/access/server/service.ts';
import type { Persona } from '#capabilities/access/testing/personas.ts';
import { personas } from '#capabilities/access/testing/personas.ts';
import type { Input } from '#platform/contract.ts';
import { downloadFile, uploadFile } from '#platform/filesContract.ts';
import { readJob } from '#platform/jobsContract.ts';
import { requestOf } from '#platform/requestOf.ts';
import { startJobRunner } from '#platform/server/jobRunner.ts';
import { until } from '#platform/testing/killable.ts';
import { testApp } from '#testApp.ts';
import { exportWorkers, fullNotHere, nobodyToExport, registerWorker } from './contract.ts';
import { crowd } from './testing/crowd.ts';
import { numberFor, someone } from './testing/folk.ts';

const code = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'done',
    (e: { code?: string }) => e.code ?? String(e),
  );
const NUMBER = numberFor('1990-05-06', 122);

const world = async () => {
  const { app, as, services } = await testApp();
  const fresh = (who: Persona) => as({ name: who, roles: [personas[who]], steppedUp: true });
  type Caller = Awaited<ReturnType<typeof fresh>>;
  /** Asks, lets the job run, and reads the workbook as its owner downloads it. */
  const take = async (who: Caller, input: Input<typeof exportWorkers>) => {
    const { jobId } = await who(exportWorkers, input);
    const runner = startJobRunner(services, { pollMs: 20, alone: false });
    await until(async () => (await who(readJob, { id: jobId })).finished !== null);
    await runner.stop();
    const job = await who(readJob, { id: jobId });
    if (job.state !== 'done') return { job, jobId };
    const result = job.result as { fileId: string; rows: number; name: string; watermark: string };
    const content = (await who(downloadFile, { id: result.fileId })) as unknown as Buffer;
    const book = new exceljs.Workbook();
    await book.xlsx.load(content as never);
    const [sheet, about] = book.worksheets as [exceljs.Worksheet, exceljs.Worksheet];
    const cells = (n: number) => Array.from({ length: sheet.columnCount }, (_, i) => sheet.getRow(n).getCell(i + 1).value ?? '');
    const headers = cells(2) as string[];
    const rows = Array.from({ length: sheet.rowCount - 2 }, (_, i) => {
      const values = cells(i + 3);
      return Object.fromEntries(headers.map((h, c) => [h, values[c]]));
    });
    const words = Object.fromEntries(
      Array.from({ length: about.rowCount }, (_, i) => [about.getCell(`A${i + 1}`).text, about.getCell(`B${i + 1}`).text]),
    );
    return { job, jobId, result, sheet, headers, rows, words };
  };
  const log = () => services.store.transact({ role: 'system' }, (db) => db.selectFrom('exportLog').selectAll().orderBy('at').execute());
  const onRecord = () =>
    services.store.transact({ role: 'system' }, async (db) => {
      const { rows } = await sql`select row_to_json(a)::text as t from audit a union all select row_to_json(e)::text from export_log e
        union all select row_to_json(j)::text from job j`.execute(db);
      return JSON.stringify(rows);
    });
  return { app, as, fresh, take, services, log, onRecord };
};

test('a county takes its people out: masked, marked, text stays text, the second sheet says what it is, the log has a line', async () => {
  const { as, fresh, take, services, log, onRecord } = await world();
  const county = await fresh('平塘县人社局');
  const { id } = await county(registerWorker, {
    ...someone('韦小满', { number: NUMBER, phone: '13800001234', identities: [{ kind: 'poverty_dibao', from: '2014-01-01' }] }),
    condition: { education: 'juniorHigh', ability: 'ordinary', health: ['healthy'] },
  });
  await county(registerWorker, someone('石阿朵', { number: numberFor('2001-02-03', 222) }));
  // a name that a spreadsheet would run, as an import of another system may bring one
  await services.store.transact({ role: 'system' }, (db) => sql`update worker_now set name = '=cmd()' where name = '石阿朵'`.execute(db));
  const neighbour = await as('独山县人社局');
  await neighbour(registerWorker, someone('陆文军', { number: numberFor('1985-01-02', 333), home: { code: '522726000000' } }));

  const { jobId, job, result, sheet, rows, words, headers } = await take(county, {
    reason: '春节前回访',
    ageFrom: 18,
    area: '522727000000',
  });
  expect(job).toMatchObject({ summary: { zh: '导出人员' }, progress: { done: 2, total: 2 }, createdBy: county.account.id });
  expect(result).toMatchObject({ rows: 2, name: expect.stringMatching(/^人员-贵州黔南州平塘县-\d{4}-\d\d-\d\d\.xlsx$/) });
  expect(sheet!.getCell('A1').text).toBe(`导出人 ${county.account.login}　${words!.导出时间}　水印 ${result!.watermark}`);
  expect(sheet!.headerFooter.oddFooter).toContain(result!.watermark);
  expect(sheet!.views[0]).toMatchObject({ state: 'frozen', ySplit: 2 });
  expect(headers).toEqual(
    expect.arrayContaining(['姓名', '性别', '年龄', '证件号', '手机', '村', '脱贫户', '文化程度', '劳动能力', '就业', '档案号']),
  );
  const row = rows!.find((r) => r.档案号 === id)!;
  expect(row).toMatchObject({
    姓名: '韦小满',
    性别: '女',
    证件号: `522700********${NUMBER.slice(-4)}`,
    手机: '138****1234',
    乡镇: '克度镇',
    村: '先进村',
    脱贫户: '低保脱贫户',
    文化程度: expect.stringContaining('初中'),
    就业: '不清楚',
  });
  expect(row.年龄).toBeTypeOf('number');
  const at = headers!.indexOf('证件号') + 1;
  expect(sheet!.getRow(3).getCell(at).numFmt).toBe('@');
  expect(rows!.map((r) => r.姓名).sort()).toEqual(["'=cmd()", '韦小满']);
  sheet!.eachRow((r) => r.eachCell((c) => expect(c.formula).toBeUndefined()));
  expect(words).toMatchObject({
    导出人: `平塘县人社局（${county.account.login}）`,
    角色和辖区: '县人社局，贵州黔南州平塘县',
    筛选: '户籍地 贵州黔南州平塘县；18 岁及以上',
    用途: '春节前回访',
    人数: '2',
    水印: result!.watermark,
  });
  expect(words!.遮蔽).toContain('只留前六位和后四位');

  expect(await log()).toMatchObject([
    {
      accountId: county.account.id,
      what: 'workers.export',
      rows: 2,
      isFull: false,
      watermark: result!.watermark,
      areaCode: '522727000000',
      filter: '户籍地 贵州黔南州平塘县；18 岁及以上；用途：春节前回访',
    },
  ]);
  // its maker alone
  const colleague = await fresh('平塘县人社局');
  expect(await code(colleague(downloadFile, { id: result!.fileId }))).toBe('platform.notFound');
  expect(await code((await fresh('黔南州'))(downloadFile, { id: result!.fileId }))).toBe('platform.notFound');
  expect(await code(colleague(readJob, { id: jobId }))).toBe('platform.notFound');
  const text = await onRecord();
  for (const secret of [NUMBER, '韦小满', '13800001234']) expect(text).not.toContain(secret);
});

test('searched by name: the name is in nobody’s log; ticked rows; pressed twice is one job; nobody to export', async () => {
  const { fresh, take, services, log, onRecord } = await world();
  const county = await fresh('平塘县人社局');
  const people = await crowd(services, 620);
  const named = people.filter((p) => p.name.startsWith('莫小'));
  const found = await take(county, { q: '莫小' });
  expect(found.result!.rows).toBe(named.length);
  expect(new Set(found.rows!.map((r) => r.档案号))).toEqual(new Set(named.map((p) => p.id)));
  expect(found.words!.筛选).toBe('按姓名查找');
  await take(county, { q: people[3]!.number });
  await take(county, { ids: people.slice(5, 8).map((p) => p.id) });
  expect((await log()).map((l) => [l.filter, l.rows])).toEqual([
    ['按姓名查找', named.length],
    ['按证件号查找', 1],
    ['勾选的 3 人', 3],
  ]);
  const text = await onRecord();
  for (const secret of ['莫小', people[3]!.number, people[5]!.name]) expect(text).not.toContain(secret);
  // two pages of a plain list, everybody once
  const all = await take(county, {});
  expect(all.rows).toHaveLength(620);
  expect(new Set(all.rows!.map((r) => r.档案号)).size).toBe(620);
  // and of a search that goes over several
  const part = await take(county, { q: '小' });
  expect(part.rows!.length).toBe(people.filter((p) => p.name.slice(1).includes('小')).length);
  const twice = await Promise.all([county(exportWorkers, { sex: '2' }), county(exportWorkers, { sex: '2' })]);
  expect(twice[0].jobId).toBe(twice[1].jobId);
  expect((await county(exportWorkers, { sex: '1' })).jobId).not.toBe(twice[0].jobId);
  expect(await code(county(exportWorkers, { q: '查无此人' }))).toBe(nobodyToExport.code);
  expect(await code(county(exportWorkers, { ids: [] }))).toBe(nobodyToExport.code);
});

test('rights: who may, with a fresh password; whole numbers from the origin alone; the auditor by masked name, the host in its columns', async () => {
  const { app, as, fresh, take, services, log } = await world();
  const county = await fresh('平塘县人社局');
  const { id } = await county(registerWorker, someone('韦小满', { number: NUMBER, phone: '13800001234' }));
  expect(await code((await as('平塘县人社局'))(exportWorkers, {}))).toBe(stepUpNeeded.code);
  for (const who of ['先进村', '穗味餐饮', '培训学校', '考评机构', '劳动者', '系统管理员', '安全管理员'] as const)
    expect(await code((await fresh(who))(exportWorkers, {})), who).toBe('platform.forbidden');

  const full = await take(county, { full: true, reason: '社保核对' });
  expect(full.rows).toMatchObject([{ 证件号: NUMBER, 手机: '13800001234' }]);
  expect(full.sheet!.getRow(3).getCell(full.headers!.indexOf('证件号') + 1).value).toBe(NUMBER);
  expect(full.words!.遮蔽).toContain('完整号码');
  expect((await log()).at(-1)).toMatchObject({ isFull: true });

  const auditor = await fresh('审计');
  expect(await code(auditor(exportWorkers, { full: true }))).toBe(fullNotHere.code);
  const audited = await take(auditor, {});
  expect(audited.rows).toMatchObject([{ 姓名: '韦**', 证件号: `522700********${NUMBER.slice(-4)}`, 手机: '' }]);
  expect(audited.words!.遮蔽).toContain('姓名只留第一个字');

  const station = await fresh('白云劳务站');
  expect(await code(station(exportWorkers, {}))).toBe(nobodyToExport.code);
  await services.store.transact({ role: 'system' }, (db) =>
    grantScope(db, { source: 'spell:1', key: 'host:440111', workerId: id, kind: 'host', start: '2020-01-01', end: null }),
  );
  expect(await code(station(exportWorkers, { full: true }))).toBe(fullNotHere.code);
  expect(await code(station(exportWorkers, { education: ['primary'] }))).toBe('workers.filterNotAllowed');
  const hosted = await take(station, {});
  expect(hosted.rows).toMatchObject([{ 姓名: '韦小满', 手机: '138****1234' }]);
  for (const hidden of ['村', '乡镇', '文化程度', '劳动能力', '就业意愿', '户籍地代码', '证书（本）'])
    expect(hosted.headers).not.toContain(hidden);
  // a host county that is an origin as well: whole numbers of its own people only
  const host = await fresh('白云区人社局');
  const both = await take(host, { side: 'scope', full: false });
  expect(both.rows).toHaveLength(1);
  expect(await code(host(exportWorkers, { side: 'scope', full: true }))).toBe(fullNotHere.code);
  const ticked = await take(host, { ids: [id], full: true });
  expect(ticked.rows).toMatchObject([{ 证件号: `522700********${NUMBER.slice(-4)}`, 手机: '138****1234' }]);

  // these files are made here and never handed in
  const { url } = requestOf(uploadFile, { name: 'x.xlsx', purpose: 'workers.export' });
  const reply = await app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/octet-stream', cookie: [...county.jar].map(([k, v]) => `${k}=${v}`).join('; ') },
    payload: Buffer.from('PK'),
  });
  expect(reply.json()).toMatchObject({ code: 'platform.forbidden' });
});

test('a role that ends while the export waits: no file, no line in the log', async () => {
  const { fresh, services, log } = await world();
  const county = await fresh('平塘县人社局');
  await crowd(services, 3);
  const { jobId } = await county(exportWorkers, {});
  await services.store.transact({ role: 'system' }, (db) =>
    sql`update role_grant set ended = clock_timestamp() where account_id = ${county.account.id}`.execute(db),
  );
  const runner = startJobRunner(services, { pollMs: 20, alone: false });
  await until(async () => (await county(readJob, { id: jobId })).finished !== null);
  await runner.stop();
  expect(await county(readJob, { id: jobId })).toMatchObject({ state: 'failed', error: { code: 'platform.jobOwnerMayNot' } });
  expect(await log()).toEqual([]);
  expect(await services.store.transact({ role: 'system' }, (db) => db.selectFrom('file').selectAll().execute())).toEqual([]);
});
