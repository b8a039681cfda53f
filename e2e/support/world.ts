// A real server process on a data directory of its own, and a real browser. One per test file.
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { ROOT } from '#platform/server/config.ts';

export interface World {
  readonly url: string;
  /** What the server printed when it started. */
  readonly said: string;
  readonly browser: Browser;
  stop(): Promise<void>;
}

const BROWSER = process.env.WENGANG_TEST_BROWSER || ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((p) => existsSync(p));

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

const EVERY_VIEW = [
  ['desktop-zh', DESKTOP, 'zh-CN'],
  ['phone-en', PHONE, 'en-US'],
  ['desktop-en', DESKTOP, 'en-US'],
  ['phone-zh', PHONE, 'zh-CN'],
] as const;
/** Walks over all pages: each language and each width once, so that the suite stays short; all four by WENGANG_E2E_VIEWS=all. */
export const VIEWS = process.env.WENGANG_E2E_VIEWS === 'all' ? EVERY_VIEW : EVERY_VIEW.slice(0, 2);

/** Of a walk that names its views itself: those of VIEWS. */
export const isWalked = ([view]: readonly [string, ...unknown[]]): boolean => VIEWS.some(([name]) => name === view);

/** How long the server may take: other lanes of tests may have the machine. */
const START = 180_000;

/** Starts the server on a free port with demonstration accounts and waits until it says where it listens. A first start, unless `env` names a directory. */
export const startServer = async (args: readonly string[] = [], env: Record<string, string> = {}) => {
  const data = env.WENGANG_DATA ?? mkdtempSync(join(tmpdir(), 'wengang-e2e-'));
  const child: ChildProcess = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/server.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', WENGANG_DATA: data, DATABASE_URL: '', WENGANG_DEMONSTRATION_SCALE: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let late: NodeJS.Timeout | undefined;
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (found && said.includes('\n', said.indexOf(found[0]))) setTimeout(() => resolve(found[0]), 50);
    };
    child.stdout!.on('data', hear);
    child.stderr!.on('data', hear);
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}:\n${said}`)));
    late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the server did not start:\n${said}`));
    }, START);
    late.unref();
  });
  // one that has started is not ended by it minutes later
  clearTimeout(late);
  const end = async (signal: NodeJS.Signals) => {
    child.removeAllListeners('exit');
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.kill(signal);
    await ended;
  };
  return {
    url,
    data,
    said: () => said,
    child,
    /** Ends it and leaves its directory as it is. */
    end,
    stop: async () => {
      await end('SIGTERM');
      rmSync(data, { recursive: true, force: true });
    },
  };
};

/**
 * A directory as a first start with demonstration accounts leaves it, of one's own. Such a start is made once in a run and copied: the database and the
 * accounts take three times as long as all the rest of it. The run removes what is copied at its end (globalSetup.ts).
 */
export const newWorldData = async (): Promise<string> => {
  const first = join(tmpdir(), 'world');
  if (!existsSync(first)) {
    const server = await startServer();
    await server.end('SIGTERM');
    renameSync(server.data, first);
  }
  const data = mkdtempSync(join(tmpdir(), 'wengang-e2e-'));
  cpSync(first, data, { recursive: true });
  return data;
};

export const startWorld = async (): Promise<World> => {
  const server = await startServer([], { WENGANG_DATA: await newWorldData() });
  const browser = await chromium.launch({
    ...(BROWSER ? { executablePath: BROWSER } : {}),
    args: [
      '--no-sandbox',
      '--headless',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--font-render-hinting=none',
    ],
  });
  return {
    url: server.url,
    said: server.said(),
    browser,
    stop: async () => {
      await browser.close();
      await server.stop();
    },
  };
};

export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors the page wrote to its console, script errors, refusals of the content security policy. */
  readonly errors: string[];
  close(): Promise<void>;
}

export const visitor = async (world: World, size = DESKTOP, lang: 'zh-CN' | 'en-US' = 'zh-CN'): Promise<Visitor> => {
  const context = await world.browser.newContext({
    viewport: size,
    locale: lang,
    baseURL: world.url,
    reducedMotion: 'reduce',
    deviceScaleFactor: size.width < 600 ? 2 : 1,
  });
  if (lang === 'en-US')
    await context.addInitScript("localStorage.setItem('wengang.lang', 'en'); localStorage.setItem('wengang.lang.chosen', '1')");
  // the browser's own half a minute is for a machine that does nothing else
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (m) => {
    // the browser itself reports every 4xx answer; pages handle those
    if (m.type() === 'error' && !/status of 4\d\d/.test(m.text())) errors.push(m.text());
  });
  page.on('pageerror', (e) => errors.push(String(e)));
  return { page, context, errors, close: () => context.close() };
};

/** The password of the demonstration accounts, as the server prints it. */
export const demoPassword = (world: World): string => /demonstration accounts, password (\S+)/.exec(world.said)?.[1] ?? '';

export const fillSignIn = async (page: Page, login: string, password: string): Promise<void> => {
  await page.goto('/');
  await page.locator('#login').fill(login);
  await page.locator('#password').fill(password);
  await page.getByRole('button', { name: /^(登录|Sign in)$/ }).click();
};

/** Somebody at their first page. */
export const signedIn = async (world: World, login: string, size = DESKTOP, lang: 'zh-CN' | 'en-US' = 'zh-CN'): Promise<Visitor> => {
  const v = await visitor(world, size, lang);
  await fillSignIn(v.page, login, demoPassword(world));
  await v.page
    .locator('.shell')
    .waitFor()
    .catch(async (error: unknown) => {
      throw new Error(`${login} is not signed in; the page says:\n${await v.page.locator('body').textContent()}\n${v.errors.join('\n')}`, {
        cause: error,
      });
    });
  return v;
};

/** axe finds nothing (WCAG 2.0–2.2 A and AA, best practice); the page does not scroll sideways; the console is silent. */
export const expectGood = async ({ page, errors }: Visitor, name: string): Promise<void> => {
  // a dialog still fading in is measured at colours nobody ends up reading
  await page.waitForFunction(
    () => !document.getAnimations().some((a) => a.playState === 'running' && a.effect?.getTiming().iterations !== Number.POSITIVE_INFINITY),
    undefined,
    { timeout: 15_000 },
  );
  // legacy: in this very page, which has no frames of other origins, instead of a blank one more for each look; passes are not described element by element
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .setLegacyMode(true)
    .analyze();
  const found = violations.flatMap((v) =>
    v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} | ${n.html.slice(0, 160)} | ${n.failureSummary?.slice(0, 200)}`),
  );
  expect(found, `axe on ${name}`).toEqual([]);
  const sideways = await page.evaluate(() => {
    const main = document.querySelector('main') ?? document.body;
    return Math.max(main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - document.documentElement.clientWidth);
  });
  expect(sideways, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
  expect(errors, `console of ${name}`).toEqual([]);
};

/** A picture of the page, kept only where WENGANG_SHOTS names a directory. */
export const shot = async (page: Page, name: string): Promise<void> => {
  const dir = process.env.WENGANG_SHOTS;
  if (!dir) return;
  mkdirSync(dir, { recursive: true });
  await page.screenshot({ path: join(dir, `${name}.png`) });
};
