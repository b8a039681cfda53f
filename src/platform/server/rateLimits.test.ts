import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { tooMany } from '../problem.ts';
import { platformApp } from '../testing/platformApp.ts';
import { type Actor, nobody } from './actor.ts';
import { readConfig } from './config.ts';
import { addPages } from './pages.ts';
import { RATES, type RatesPerMinute } from './rates.ts';

const OFFICE = '203.0.113.9';
const actors = new Map<string, Actor>();
/** The platform with these numbers; `ask` says with which code it was answered. */
const limited = async (rates: Partial<RatesPerMinute>) => {
  const identified: string[] = [];
  const { app } = await platformApp({
    http: {
      rates: { account: 1000, stranger: 1000, address: 1000, ...rates },
      authenticator: {
        identify: async (_db, cookie) => {
          identified.push(cookie ?? '');
          return actors.get(cookie ?? '') ?? nobody;
        },
        requireStepUp: () => undefined,
        cookieName: 'wg_session',
      },
    },
  });
  const send = (url: string, session?: string, remoteAddress = OFFICE) =>
    app.inject({ url, remoteAddress, ...(session ? { cookies: { wg_session: session } } : {}) });
  const ask = async (session?: string, address?: string) => (await send('/api/about', session, address)).statusCode;
  const times = async (n: number, session?: string, address?: string) => {
    for (let i = 0; i < n; i++) expect(await ask(session, address)).toBe(200);
  };
  return { app, send, ask, times, identified };
};
const session = (account: string, more: Partial<Actor> = {}): string => {
  const cookie = randomUUID();
  actors.set(cookie, { ...nobody, accountId: account, ...more });
  return cookie;
};

test('each account by itself: a colleague behind the same address is not told to wait, the same account elsewhere is', async () => {
  const { send, ask, times } = await limited({ account: 5, stranger: 5 });
  const [mine, again, hers] = [session('a'), session('a'), session('b')];
  await times(4, mine);
  await times(1, again, '198.51.100.1');
  const refused = await send('/api/about', mine);
  expect(refused.statusCode).toBe(429);
  expect(refused.json()).toMatchObject({ code: tooMany.code });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(await ask(again, '198.51.100.1')).toBe(429);
  await times(5, hers);
  // and whoever wants to sign in there still may
  await times(5);
});

test('whoever is not signed in shares the number of the address; a session nobody has is no way around it', async () => {
  const { ask, times, identified } = await limited({ account: 5, stranger: 4 });
  await times(2);
  await times(2, 'forged');
  expect(await ask('another')).toBe(429);
  identified.length = 0;
  // without a session the database is not even asked
  expect(await ask()).toBe(429);
  expect(identified).toEqual([]);
  await times(4, undefined, '198.51.100.2');
  await times(5, session('c'));
});

test('an IPv6 household is one address', async () => {
  const { ask, times } = await limited({ stranger: 3 });
  await times(3, undefined, '2001:db8:1:2::1');
  expect(await ask(undefined, '2001:db8:1:2:ffff::9')).toBe(429);
  await times(1, undefined, '2001:db8:1:3::1');
});

test('all together an address has its end, before the database is asked', async () => {
  const { ask, times, identified } = await limited({ account: 5, address: 8 });
  await times(4, session('d'));
  await times(4, session('e'));
  identified.length = 0;
  expect(await ask(session('f'))).toBe(429);
  expect(identified).toEqual([]);
  await times(1, session('f'), '198.51.100.3');
});

test('looking through another’s eyes is counted as one’s own', async () => {
  const { ask, times } = await limited({ account: 5 });
  const viewedBy = { accountId: 'g', login: 'g', name: 'G' };
  await times(3, session('h', { viewedBy }));
  await times(2, session('g'));
  expect(await ask(session('h', { viewedBy }))).toBe(429);
  await times(5, session('h'));
});

test('paths that lead nowhere are counted; the files of pages and the watchman’s questions are not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wengang-pages-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<div id="root"></div>');
  writeFileSync(join(folder, 'assets', 'main-1.js'), 'export {};');
  const { app, send, ask } = await limited({ stranger: 5 });
  await addPages(app, { console: folder, screen: join(folder, 'none'), phone: join(folder, 'none') });
  const code = async (url: string) => (await send(url)).statusCode;
  for (let i = 0; i < 20; i++) expect(await code('/assets/main-1.js')).toBe(200);
  for (let i = 0; i < 20; i++) expect(await code('/healthz')).toBe(200);
  expect(await code('/workers')).toBe(200);
  for (let i = 0; i < 4; i++) expect(await code('/api/nothing')).toBe(404);
  expect(await ask()).toBe(429);
  expect(await code('/workers')).toBe(429);
  expect(await code('/api/nothing')).toBe(429);
  expect(await code('/assets/main-1.js')).toBe(200);
});

test('the number of an address is set by the environment, never below that of one account', () => {
  expect(readConfig({}).rates).toEqual(RATES);
  expect(readConfig({ WENGANG_REQUESTS_PER_ADDRESS: '60000' }).rates).toEqual({ ...RATES, address: 60_000 });
  for (const bad of ['0', '1199', '-5', '2000.5', 'many'])
    expect(() => readConfig({ WENGANG_REQUESTS_PER_ADDRESS: bad })).toThrow(/WENGANG_REQUESTS_PER_ADDRESS/);
});
