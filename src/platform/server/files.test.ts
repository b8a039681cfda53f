import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { downloadFile, type StoredFile } from '../filesContract.ts';
import type { ProblemBody } from '../problem.ts';
import { until } from '../testing/killable.ts';
import { platformApp } from '../testing/platformApp.ts';
import { addFile, collectFiles, type FilePurpose, keepFile, storeContent } from './files.ts';
import { detectType, safeName } from './fileType.ts';
import { startJobRunner } from './jobRunner.ts';
import { enqueue } from './jobs.ts';
import { localFiles } from './localFiles.ts';

const sheets: FilePurpose = {
  name: 'test.sheet',
  summary: { zh: '表格', en: 'Spreadsheet' },
  limit: 200_000,
  types: ['xlsx', 'text', 'png'],
  may: async (_db, actor) => actor.permissions.has('test.read'),
};
const guarded: FilePurpose = { ...sheets, name: 'test.guarded', can: 'test.upload' };
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const xlsx = async () => {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('名单').addRow(['姓名', '电话']);
  return Buffer.from(await book.xlsx.writeBuffer());
};
const setUp = async () => {
  const dir = mkdtempSync(join(tmpdir(), 'wengang-test-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const made = await platformApp({ purposes: [sheets, guarded], files: localFiles(dir), jobs: [collectFiles] });
  const send = async (cookie: string, content: Buffer, name: string, purpose = 'test.sheet') => {
    const reply = await made.app.inject({
      method: 'POST',
      url: `/api/files?${new URLSearchParams({ name, purpose })}`,
      headers: { cookie, 'content-type': 'application/octet-stream' },
      payload: content,
    });
    return { status: reply.statusCode, body: reply.json() as StoredFile & ProblemBody };
  };
  return { ...made, dir, send };
};

test('a spreadsheet goes in, lies there sealed under its hash, and comes out as it was; equal content lies there once', async () => {
  const { as, dir, send, app } = await setUp();
  const a = as();
  const content = await xlsx();
  const sent = await send(a.cookie, content, '名单.xlsx');
  expect(sent).toMatchObject({ status: 200, body: { name: '名单.xlsx', type: 'xlsx', size: content.length } });
  expect((await send(as().cookie, content, 'x.xlsx')).status).toBe(200);
  const hash = createHash('sha256').update(content).digest('hex');
  const lying = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((e) => e.isFile());
  expect(lying.map((e) => e.name)).toEqual([hash]);
  expect(readFileSync(join(dir, hash.slice(0, 2), hash)).includes(content.subarray(0, 20))).toBe(false);
  const back = await app.inject({ url: `/api/files/${sent.body.id}`, headers: { cookie: a.cookie } });
  expect(back.rawPayload.equals(content)).toBe(true);
  expect(back.headers['content-disposition']).toBe(`attachment; filename*=UTF-8''${encodeURIComponent('名单.xlsx')}`);
  expect(back.headers['x-content-type-options']).toBe('nosniff');
});

test('only its maker and whom the purpose lets may read a file; a refusal does not tell whether it exists', async () => {
  const { as, send } = await setUp();
  const { body } = await send(as().cookie, PNG, 'p.png');
  const stranger = as();
  const known = await stranger(downloadFile, { id: body.id }).catch((e: { body: ProblemBody }) => e.body);
  const unknown = await stranger(downloadFile, { id: '00000000-0000-7000-8000-000000000000' }).catch((e: { body: ProblemBody }) => e.body);
  const { requestId: _1, ...x } = known as ProblemBody;
  const { requestId: _2, ...y } = unknown as ProblemBody;
  expect(x).toEqual(y);
  expect(x.status).toBe(404);
  expect(await as('test.read')(downloadFile, { id: body.id })).toEqual(PNG);
});

test('the content decides the type; what is not allowed, empty, locked or unknown is refused with a sentence', async () => {
  const { as, send } = await setUp();
  const { cookie } = as();
  const ole = (name: string) =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(`${name}\0`, 'utf16le')]);
  const cases: [Buffer, string, number, string][] = [
    [Buffer.from('%PDF-1.4\n'), 'a.xlsx', 415, 'platform.fileNotAllowed'],
    [ole('Workbook'), 'a.png', 415, 'platform.fileNotAllowed'],
    [ole('EncryptedPackage'), 'a.xlsx', 422, 'platform.fileEncrypted'],
    [Buffer.alloc(0), 'a.csv', 422, 'platform.fileEmpty'],
    [Buffer.from([1, 2, 3, 0, 5]), 'a.csv', 415, 'platform.fileNotAllowed'],
    [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'a.png', 415, 'platform.fileNotAllowed'],
    [Buffer.from('504b0304', 'hex'), 'a.xlsx', 415, 'platform.fileNotAllowed'],
  ];
  for (const [content, name, status, code] of cases) expect(await send(cookie, content, name)).toMatchObject({ status, body: { code } });
  expect(await send(cookie, PNG, 'a.png', 'test.nothing')).toMatchObject({ status: 422, body: { code: 'platform.unknownPurpose' } });
  expect(await send(cookie, PNG, 'a.png', 'test.guarded')).toMatchObject({ status: 403 });
  expect(await send('', PNG, 'a.png')).toMatchObject({ status: 401 });
  expect(await detectType(ole('Workbook'))).toEqual({ type: 'xls' });
  for (const text of [Buffer.from('姓名,电话\n'), Buffer.from('d0d5c3fb2cb5e7bbb0', 'hex'), Buffer.from('\ufeff姓名', 'utf16le')])
    expect(await detectType(text)).toEqual({ type: 'text' });
});

test('names from outside never become paths', async () => {
  const { as, dir, send } = await setUp();
  const { cookie } = as();
  for (const name of ['../../etc/passwd', '..\\..\\a.png', '/srv/x', 'a\u202Egnp.exe', '.', '....', '名单.xlsx.exe'])
    expect((await send(cookie, PNG, name)).body.name).toMatch(/^[^/\\.][^/\\\u202e]*\.png$/);
  expect(readdirSync(dir)).toHaveLength(1);
  const store = localFiles(dir);
  await expect(store.get('../../../etc/passwd')).rejects.toThrow('not a hash');
  await expect(store.put('a/../b', PNG)).rejects.toThrow('not a hash');
  await expect(store.remove('../x', new Date())).rejects.toThrow('not a hash');
  expect(safeName('x'.repeat(500), 'png').length).toBeLessThanOrEqual(120);
});

test('a body beyond the limit is refused at the limit, while it is still being sent, and leaves nothing', async () => {
  const { as, app, services, dir } = await setUp();
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const { cookie } = as();
  const reply = await new Promise<{ status: number; body: ProblemBody }>((resolve, reject) => {
    const request = http.request({
      port,
      agent: false,
      method: 'POST',
      path: '/api/files?name=a.csv&purpose=test.sheet',
      headers: { cookie, 'content-type': 'text/csv', 'transfer-encoding': 'chunked' },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      let text = '';
      response.on('data', (c) => {
        text += c;
      });
      response.on('end', () => resolve({ status: response.statusCode!, body: JSON.parse(text) as ProblemBody }));
    });
    const more = (left: number) => {
      if (left === 0) return request.end();
      request.write('x'.repeat(65_536), () => more(left - 1));
    };
    more(64);
  });
  expect(reply).toMatchObject({ status: 413, body: { code: 'platform.tooLarge', details: { limit: '195 KB' } } });
  expect(readdirSync(dir)).toEqual([]);
  await until(() => readdirSync(services.files.incoming).length === 0);
});

test('collection removes what nothing has used for a week, keeps what is referred to or young', async () => {
  const { services, store, dir } = await setUp();
  const contents = await Promise.all(
    [0, 1, 2, 3].map(() => storeContent(services, Buffer.from(`行,${randomBytes(8).toString('hex')}`), 'a.csv', 'test.sheet')),
  );
  const [used, abandoned, fresh, orphan] = contents as [
    (typeof contents)[0],
    (typeof contents)[0],
    (typeof contents)[0],
    (typeof contents)[0],
  ];
  const long = new Date(Date.now() - 30 * 86_400_000);
  for (const c of [used, abandoned, orphan]) utimesSync(join(dir, c.hash.slice(0, 2), c.hash), long, long);
  writeFileSync(join(dir, used.hash.slice(0, 2), `${used.hash}.abc123`), 'the draft of a killed process');
  utimesSync(join(dir, used.hash.slice(0, 2), `${used.hash}.abc123`), long, long);
  await store.transact({ role: 'system' }, async (db) => {
    const a = await addFile(db, services.keys, used, null);
    const b = await addFile(db, services.keys, abandoned, null);
    await sql`update file set created = ${long.toISOString()} where id in (${a.id}, ${b.id})`.execute(db);
    await addFile(db, services.keys, fresh, null);
    await keepFile(db, a.id, 'test', '1');
    await keepFile(db, a.id, 'test', '1');
    await enqueue(db, services.keys, collectFiles, {});
  });
  const runner = startJobRunner(services, { pollMs: 50 });
  await until(() =>
    store.transact(
      { role: 'system' },
      async (db) => (await db.selectFrom('job').select('state').executeTakeFirstOrThrow()).state === 'done',
    ),
  );
  await runner.stop();
  const lying = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((e) => e.isFile());
  expect(lying.map((e) => e.name).sort()).toEqual([used.hash, fresh.hash].sort());
  const { result } = await store.transact({ role: 'system' }, (db) => db.selectFrom('job').select('result').executeTakeFirstOrThrow());
  expect(result).toEqual({ rows: 1, contents: 3 });
});
