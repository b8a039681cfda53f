// A real server process on a data directory of its own, one per test file, and who visits it.
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { ROOT } from '#platform/server/config.ts';
import { newFilledUrl, testsOn } from '#platform/testing/databases.ts';
import { DESKTOP, type Language, PHONE, type Size, type Visitor, type Visitors, visitorsOf } from './browser.ts';

export { DESKTOP, PHONE, type Visitor } from './browser.ts';
export { expectGood } from './look.ts';

export interface World {
  readonly url: string;
  /** What the server printed when it started. */
  readonly said: string;
  readonly visitors: Visitors;
  stop(): Promise<void>;
}

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

/** Where a world keeps its things: a data directory, and a database on the server of the tests where there is one. */
export interface WorldPlace {
  readonly WENGANG_DATA: string;
  readonly DATABASE_URL: string;
}

const firstStart = async (env: Record<string, string> = {}): Promise<void> => {
  const first = join(tmpdir(), 'world');
  const server = await startServer([], env);
  await server.end('SIGTERM');
  renameSync(server.data, first);
};
/**
 * What a first start counted of nobody would be fresh for a walk that enters people, and what it had begun to count would be counted while they are entered.
 * On the embedded database a copy has no runs, they are unlogged.
 */
const forgetRuns = async (url: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('truncate figure_run, figure_member, figure_class, figure_trained, figure_grid');
    await client.query("delete from job where state in ('queued', 'running')");
  } finally {
    await client.end();
  }
};
/**
 * A place as a first start with demonstration accounts leaves it, of one's own. Such a start is made once in a run and copied: the database and the
 * accounts take three times as long as all the rest of it. The run removes what is copied at its end (globalSetup.ts).
 */
export const newWorldPlace = async (): Promise<WorldPlace> => {
  const first = join(tmpdir(), 'world');
  let url = '';
  if (testsOn === 'server')
    url = await newFilledUrl('first start', async (draft) => {
      await firstStart({ DATABASE_URL: draft });
      await forgetRuns(draft);
    });
  else if (!existsSync(first)) await firstStart();
  const data = mkdtempSync(join(tmpdir(), 'wengang-e2e-'));
  cpSync(first, data, { recursive: true });
  return { WENGANG_DATA: data, DATABASE_URL: url };
};

/** `place` may be one that was prepared. */
export const startWorld = async (place?: WorldPlace): Promise<World> => {
  const server = await startServer([], { ...(place ?? (await newWorldPlace())) });
  const visitors = visitorsOf(server.url);
  return {
    url: server.url,
    said: server.said(),
    visitors,
    stop: async () => {
      await visitors.leave();
      await server.stop();
    },
  };
};

export const visitor = (world: World, size: Size = DESKTOP, lang: Language = 'zh-CN'): Promise<Visitor> =>
  world.visitors.welcome(size, lang);

/** The password of the demonstration accounts, as the server prints it. */
export const demoPassword = (world: World): string => /demonstration accounts, password (\S+)/.exec(world.said)?.[1] ?? '';

export const fillSignIn = async (page: Page, login: string, password: string): Promise<void> => {
  await page.goto('/');
  await page.locator('#login').fill(login);
  await page.locator('#password').fill(password);
  await page.getByRole('button', { name: /^(登录|Sign in)$/ }).click();
};

/**
 * Somebody who is signed in and has opened no page yet. They hand their password to the server without its form, and see no first page on the way: those
 * have tests of their own (console, flows), and cost as much as all that most visitors come for.
 */
export const signedIn = async (world: World, login: string, size: Size = DESKTOP, lang: Language = 'zh-CN'): Promise<Visitor> => {
  const v = await visitor(world, size, lang);
  const reply = await v.context.request.post('/api/sign-in', { data: { login, password: demoPassword(world) } });
  if (!reply.ok()) throw new Error(`${login} is not signed in: ${await reply.text()}`);
  return v;
};

/** A picture of the page, kept only where WENGANG_SHOTS names a directory. */
export const shot = async (page: Page, name: string): Promise<void> => {
  const dir = process.env.WENGANG_SHOTS;
  if (!dir) return;
  mkdirSync(dir, { recursive: true });
  await page.screenshot({ path: join(dir, `${name}.png`) });
};
