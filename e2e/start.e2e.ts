import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '#platform/server/config.ts';
import { newKeyFile } from '#platform/server/keys.ts';
import { startServer } from './support/world.ts';

// `npm start` as an operator meets it: what it refuses, in which words, and that nothing is harmed by trying.

const run = (args: readonly string[], env: Record<string, string>): Promise<{ code: number | null; said: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/server.ts', ...args], {
      cwd: ROOT,
      env: { ...process.env, DATABASE_URL: '', PORT: '0', HOST: '127.0.0.1', ...env },
    });
    let said = '';
    child.stdout.on('data', (d) => {
      said += d;
    });
    child.stderr.on('data', (d) => {
      said += d;
    });
    const kill = setTimeout(() => child.kill('SIGKILL'), 120_000);
    child.on('exit', (code) => {
      clearTimeout(kill);
      resolve({ code, said });
    });
  });

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

test('prints the address and the demonstration accounts', () => {
  expect(server.said()).toMatch(/http:\/\/127\.0\.0\.1:\d+/);
  expect(server.said()).toContain('pt-renshe-01');
  expect(server.said()).toContain('sys-admin');
});

test('the key file was made for its owner only', () => {
  expect(statSync(join(server.data, 'keys.json')).mode & 0o777).toBe(0o600);
});

test('a second process on the same data directory is refused, and the first goes on', async () => {
  const { code, said } = await run([], { WENGANG_DATA: server.data });
  expect(code).toBe(1);
  expect(said).toMatch(/这个数据目录正被进程 \d+ 使用/);
  expect(said).toMatch(/in use by process \d+/);
  expect((await fetch(`${server.url}/api/about`)).status).toBe(200);
});

test('a port in use is named', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as { port: number };
  const data = mkdtempSync(join(tmpdir(), 'wengang-e2e-'));
  const { code, said } = await run([], { WENGANG_DATA: data, PORT: String(port) });
  other.close();
  rmSync(data, { recursive: true, force: true });
  expect(code).toBe(1);
  expect(said).toContain(`端口 ${port} 已被别的程序占用`);
});

test('demonstration accounts never listen on an address that others can reach', async () => {
  const data = mkdtempSync(join(tmpdir(), 'wengang-e2e-'));
  const { code, said } = await run([], { WENGANG_DATA: data, HOST: '0.0.0.0' });
  rmSync(data, { recursive: true, force: true });
  expect(code).toBe(1);
  expect(said).toContain('演示账号');
});

test('a database that does not answer, a wrong port, an unknown option: a sentence each', async () => {
  const data = mkdtempSync(join(tmpdir(), 'wengang-e2e-'));
  const silent = await run([], { WENGANG_DATA: data, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
  expect(silent.code).toBe(1);
  expect(silent.said).toContain('连不上 DATABASE_URL');
  const port = await run([], { WENGANG_DATA: data, PORT: 'eighty' });
  expect(port.code).toBe(1);
  expect(port.said).toContain('PORT 应是 0 至 65535 的整数');
  const option = await run(['--colour'], { WENGANG_DATA: data });
  expect(option.code).toBe(2);
  expect(option.said).toContain('--empty');
  rmSync(data, { recursive: true, force: true });
});

test('another key file is refused; --empty makes the first administrator once; a killed process leaves no lock behind', async () => {
  const first = await startServer(['--empty']);
  expect(first.said()).not.toContain('pt-renshe-01');
  expect(first.said()).toMatch(/密码|password/i);
  await first.end('SIGKILL');

  const keyFile = join(first.data, 'keys.json');
  const right = readFileSync(keyFile, 'utf8');
  writeFileSync(keyFile, JSON.stringify(newKeyFile()), { mode: 0o600 });
  const wrong = await run(['--empty'], { WENGANG_DATA: first.data });
  expect(wrong.code).toBe(1);
  expect(wrong.said).toContain('不是这个数据库的那一份');
  rmSync(keyFile);
  const missing = await run(['--empty'], { WENGANG_DATA: first.data });
  expect(missing.code).toBe(1);
  expect(missing.said).toContain('不见了');
  writeFileSync(keyFile, right, { mode: 0o600 });

  const again = await startServer(['--empty'], { WENGANG_DATA: first.data });
  expect(again.said()).not.toMatch(/初始密码|one-time password/);
  await again.stop();
  rmSync(first.data, { recursive: true, force: true });
});
