// `wengang freeze` and `wengang verify` as they are typed.

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ROOT } from '#platform/server/config.ts';
import { testsOn } from '#platform/testing/databases.ts';
import { listSigningKeys, takeFrozenFile } from './contract.ts';
import { freezingWorld, GUANGDONG, GUANGXI } from './testing/freezing.ts';
import { readKitWorld } from './testing/readKit.ts';

const dir = mkdtempSync(join(tmpdir(), 'wengang-freeze-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const wengang = (args: readonly string[], env: Record<string, string> = {}): Promise<{ code: number | null; out: string; err: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/cli.ts', ...args], {
      cwd: ROOT,
      // a database that nobody answers at: `verify` asks none
      env: { ...process.env, WENGANG_DATA: join(dir, 'data'), DATABASE_URL: 'postgres://127.0.0.1:1/none', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { out: '', err: '' };
    child.stdout.on('data', (d) => {
      said.out += d;
    });
    child.stderr.on('data', (d) => {
      said.err += d;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...said }));
  });

// whatever the database: it is asked none
test.skipIf(testsOn === 'server')(
  'verify asks no database: a sound file, one digit changed, a row removed, another key, no file at all',
  async () => {
    const { steering, freeze } = await freezingWorld(readKitWorld());
    const [guangxi, guangdong] = [await steering(GUANGXI), await steering(GUANGDONG)];
    const { id } = await freeze(guangxi, guangdong, '2022-09', GUANGXI);
    const path = join(dir, 'month.jsonl');
    const members = join(dir, 'members.jsonl');
    const text = Buffer.from((await guangxi(takeFrozenFile, { id })) as never).toString();
    writeFileSync(path, text);
    writeFileSync(members, Buffer.from((await guangxi(takeFrozenFile, { id, part: 'members' })) as never));
    const key = (await guangxi(listSigningKeys, {})).keys[0]!.publicKey;
    const sound = await wengang(['verify', path, '--key', key, '--members', members]);
    expect(sound).toMatchObject({ code: 0, err: '' });
    expect(sound.out).toContain('广西 2022-09');
    expect(sound.out.trimEnd().endsWith('验证通过 / verified')).toBe(true);
    // of a file that names its own key nobody is told that it is verified
    const unchecked = await wengang(['verify', path]);
    expect(unchecked.out).toContain('公钥指纹');
    expect(unchecked.out).not.toContain('验证通过');
    expect(unchecked.out).toContain('没有核对是谁签的');
    const changed = join(dir, 'changed.jsonl');
    writeFileSync(
      changed,
      text.replace(/("by":\["sex"\],"figure":"I01","keys":\["1"\],"persons":)(\d+)/, (_, a: string, n: string) => `${a}${Number(n) + 1}`),
    );
    const tampered = await wengang(['verify', changed, '--key', key]);
    expect(tampered.code).toBe(1);
    expect(tampered.out).toContain('✗ 内容的校验码（SHA-256）与签名时一致');
    expect(tampered.out).toContain('按性别各行之和不等于合计');
    writeFileSync(changed, text.split('\n').toSpliced(5, 1).join('\n'));
    expect((await wengang(['verify', changed, '--key', key])).out).toMatch(/✗ 行数：签名时 \d+ 行，现有 \d+ 行/);
    expect(await wengang(['verify', path, '--key', `${key.slice(0, -6)}AAAAA=`])).toMatchObject({
      code: 1,
      out: expect.stringContaining('✗ 签名的公钥就是给出的公钥'),
    });
    expect((await wengang(['verify', join(dir, 'nothing')])).code).toBe(2);
  },
);

test.runIf(testsOn === 'server')(
  'freeze on an installation of its own: proposes, counts, says what it counted; wrong words end with 2',
  async () => {
    const env = { DATABASE_URL: '' };
    expect((await wengang(['freeze', '--month', '2022-13', '--origin', '52'], env)).code).toBe(2);
    expect((await wengang(['freeze', '--month', '2022-09', '--origin', '44'], env)).code).toBe(2);
    const done = await wengang(['freeze', '--month', '2022-09', '--origin', '52', '--json'], env);
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(done.out)).toMatchObject({ state: 'proposed' });
    const again = await wengang(['freeze', '--month', '2022-08', '--origin', '52'], env);
    expect(again.code).toBe(1);
    expect(again.err).toContain('2022-09 正在封账');
    expect(readFileSync(join(dir, 'data', 'keys.json'), 'utf8')).not.toContain('PRIVATE');
  },
);
