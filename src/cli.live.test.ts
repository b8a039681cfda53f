// The command line as somebody with a spreadsheet and nothing else meets it: looked at without a database, imported into a fresh directory, taken back.
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from './platform/server/config.ts';
import { newTestDatabase, type TestDatabase, testsOn } from './platform/testing/databases.ts';

let dir: string;
let database: TestDatabase | undefined;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'wengang-cli-'));
  if (testsOn === 'server') database = await newTestDatabase();
});
afterAll(async () => {
  await database?.drop();
  rmSync(dir, { recursive: true, force: true });
});

const data = (): string => join(dir, 'data');
const file = (name: string): string => {
  const path = join(dir, name);
  if (!existsSync(path)) copyFileSync(join(ROOT, 'kits/sheets/corpus', name), path);
  return path;
};
interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}
const wengang = (...args: readonly string[]): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/cli.ts', ...args], {
      cwd: ROOT,
      env: { ...process.env, WENGANG_DATA: data(), DATABASE_URL: database?.url ?? '' },
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
const lines = (path: string) =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((l) => JSON.parse(l) as { verdict?: string; row?: number; finding?: string; fault?: string });

// no database is asked for, so there is nothing that a second kind of database could change
test.skipIf(testsOn === 'server')(
  '--dry-run tells every row and opens no database; 1: the file is refused; 2: it was called wrongly',
  async () => {
    const rows = join(dir, 'rows.jsonl');
    const tried = await wengang('import', file('mix-utf8.csv'), '--dry-run', '--json', '--rows', rows);
    expect([tried.code, tried.err]).toEqual([0, '']);
    const counts = JSON.parse(tried.out) as Record<string, number> & { rules: Record<string, number> };
    expect(counts.rows).toBe(counts.accepted! + counts.doubtful! + counts.refused!);
    const told = lines(rows).filter((l) => l.row !== undefined);
    for (const verdict of ['accepted', 'doubtful', 'refused', 'not-a-row']) {
      // which rows are doubtful depends on the day
      if (verdict !== 'doubtful') expect(counts[verdict], verdict).toBeGreaterThan(0);
      expect(told.filter((l) => l.verdict === verdict).length, verdict).toBe(counts[verdict]);
    }
    // whole numbers of people stand in it
    expect(statSync(rows).mode & 0o777).toBe(0o600);
    expect(existsSync(data())).toBe(false);

    const locked = await wengang('import', file('password.xlsx'), '--dry-run', '--json', '--rows', rows);
    expect(locked.code).toBe(1);
    expect(JSON.parse(locked.out)).toMatchObject({ fault: expect.any(String) });
    expect(lines(rows)).toEqual([JSON.parse(locked.out)]);

    for (const [wrong, said] of [
      [['import', join(dir, 'not-there.xlsx'), '--dry-run'], /没有这个文件.*no such file/],
      [['import', file('mix-utf8.csv'), '--dry-run', '--rows', join(dir, 'nowhere/rows.jsonl')], /写不了这个文件/],
      [['import', file('mix-utf8.csv'), '--dry-run', '--colour'], /--colour/],
    ] as const) {
      const ran = await wengang(...wrong);
      expect([ran.code, ran.out], wrong.join(' ')).toEqual([2, '']);
      expect(ran.err).toMatch(said);
    }
    expect(existsSync(data())).toBe(false);
  },
);

// a server is asked by the same code; what a fresh directory needs is the embedded database
test.skipIf(testsOn === 'server')(
  'a fresh directory: the list is written with its reasons beside it, and batch undo takes all of it back, once',
  async () => {
    const list = file('mix-utf8.csv');
    const imported = await wengang('import', list, '--json');
    expect(imported.code, imported.err).toBe(0);
    const batch = JSON.parse(imported.out) as Record<string, number> & { state: string; errorFile: string };
    expect(batch).toMatchObject({ state: 'written', errorFile: join(dir, 'mix-utf8-失败原因表.xlsx') });
    expect(batch.new! + batch.changed! + batch.unchanged! + batch.refused!).toBe(batch.rows);
    expect(batch.new).toBeGreaterThan(0);
    expect(readFileSync(batch.errorFile).subarray(0, 2).toString()).toBe('PK');

    const undone = await wengang('batch', 'undo', String(batch.batch), '--json');
    expect(undone.code, undone.err).toBe(0);
    expect(JSON.parse(undone.out)).toEqual({ batch: batch.batch, undone: batch.rows! - batch.refused!, kept: 0 });
    const again = await wengang('batch', 'undo', String(batch.batch));
    expect([again.code, again.out]).toEqual([1, '']);
    expect(again.err).toMatch(/[\u4e00-\u9fff].*\n.*[a-z]/);
    const missing = await wengang('batch', 'undo', '99');
    expect([missing.code, missing.out]).toEqual([2, '']);
    expect(missing.err).toMatch(/没有批次 99.*there is no batch 99/);
  },
);
