// How long until a page can be used, in a browser whose processor is four times slower than this machine's: home, figure table, dashboard.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { ROOT } from '#platform/server/config.ts';
import type { Bench, Run } from './support/bench.ts';

const SLOWER = 4;
/** What must stand before somebody can go on: the frame of the page, its heading and what it is for. */
const PAGES = [
  { name: 'home', path: '/', ready: '.home-lead a, .home-lead .num' },
  { name: 'figure table', path: '/figures', ready: '.fg-table tr.sum .fig, .fg-table tr.sum .fg-zero' },
  { name: 'dashboard', path: '/dashboard', ready: '.board-lead, .state h2' },
] as const;

interface Started {
  readonly url: string;
  readonly password: string;
}
/** The server on a new directory, once its demonstration stands: the first pages are slower while it is loaded. */
const start = async (run: Run): Promise<Started> => {
  const node = [process.execPath, '--disable-warning=ExperimentalWarning'] as const;
  const built = spawnSync(node[0], [node[1], 'tools/build.ts', '--if-stale'], { cwd: ROOT, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`the pages could not be built: ${built.stderr}`);
  const data = mkdtempSync(join(tmpdir(), 'wengang-bench-'));
  run.defer(() => rmSync(data, { recursive: true, force: true }));
  const child = spawn(node[0], [node[1], 'src/server.ts'], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', WENGANG_DATA: data, DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const ended = new Promise((done) => child.once('exit', done));
  run.defer(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended:\n${said}`);
    await new Promise((done) => setTimeout(done, 1000));
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
    const about =
      url &&
      (await fetch(new URL('/api/about', url)).then(
        (r) => r.json() as Promise<{ preparing: unknown }>,
        () => undefined,
      ));
    if (url && about && about.preparing === null) return { url, password: /demonstration accounts, password (\S+)/.exec(said)?.[1] ?? '' };
  }
};

const open = async (browser: Browser, started: Started): Promise<BrowserContext> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', baseURL: started.url });
  const page = await context.newPage();
  await page.goto('/');
  await page.locator('#login').fill('pt-renshe-01');
  await page.locator('#password').fill(started.password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.locator('.shell').waitFor();
  // the months of the demonstration are counted in the background: pages of an ordinary day have nothing beside them
  for (let i = 0; i < 300; i++) {
    const states = await page.evaluate(async () => {
      const reply = await fetch('/api/figures/freezes');
      return ((await reply.json()) as { items?: { state: string }[] }).items?.map((f) => f.state) ?? [];
    });
    if (states.length >= 2 && !states.includes('computing')) break;
    await new Promise((done) => setTimeout(done, 2000));
  }
  await page.close();
  return context;
};

/** From the address to the moment the page answers a key: what is awaited stands, and the main thread is idle again. */
const readyMs = async (page: Page, path: string, ready: string): Promise<number> => {
  const from = performance.now();
  await page.goto(path, { waitUntil: 'commit' });
  await page.locator(ready).first().waitFor({ timeout: 120_000 });
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))');
  return performance.now() - from;
};

const measure = async (run: Run): Promise<void> => {
  const started = await start(run);
  const executablePath = process.env.WENGANG_TEST_BROWSER || ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((p) => existsSync(p));
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox', '--headless', '--disable-gpu'],
  });
  run.defer(() => browser.close());
  const context = await open(browser, started);
  const answers = run.answers('each page shows what it is for', 'what stands on the page');
  for (const { name, path, ready } of PAGES) {
    run.section(`${name} (${path}), processor ${SLOWER} times slower`);
    // the first visit computes the figures of the day; later ones read what stands
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    const cold = await readyMs(page, path, ready);
    const ms: number[] = [];
    for (let round = 0; round < run.rounds; round++) ms.push((await readyMs(page, path, ready)) / 1000);
    answers.same(await page.locator('h1').count(), 1, `one heading on ${path}`);
    run.note(`first visit, figures computed: ${(cold / 1000).toFixed(2)} s`);
    run.figure({ name: `${name}: until it can be used`, unit: 's', values: ms, goal: { of: 'value', atMost: 2 } });
    await page.close();
  }
  answers.done();
};

export const pagesBench: Bench = {
  name: 'pages',
  summary: 'until home, figure table and dashboard can be used, processor four times slower',
  rounds: 5,
  goals: ['each ≤ 2 s once the day’s figures stand'],
  run: measure,
};
