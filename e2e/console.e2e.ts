import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerFolk } from './support/folk.ts';
import { settled } from './support/pages.ts';
import { expectGood, shot, signedIn, startWorld, VIEWS, type Visitor, visitor, type World } from './support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

/** People for the pages of the register, once for the whole file. */
let folk: Promise<void> | undefined;
const registered = (): Promise<void> => {
  folk ??= (async () => {
    const v = await signedIn(world, 'pt-renshe-01');
    await registerFolk(v);
    await v.close();
  })();
  return folk;
};

const ready = async (v: Visitor): Promise<void> => {
  await v.page.locator('h1').first().waitFor();
  await settled(v);
  await v.page.evaluate(() => document.fonts.ready);
};

for (const [view, size, lang] of VIEWS)
  test(`the sign-in page, ${view}`, async () => {
    const v = await visitor(world, size, lang);
    await v.page.goto('/regions/522727000000');
    await v.page.locator('#login').waitFor();
    await v.page.locator('.demo-box li').first().waitFor();
    await expectGood(v, `sign-in ${view}`);
    await shot(v.page, `sign-in-${view}`);
    await v.close();
  });

test('a wrong password says how many tries are left and keeps what was typed', async () => {
  const v = await visitor(world);
  await v.page.goto('/');
  await v.page.getByRole('button', { name: '登录', exact: true }).click();
  await v.page.getByText('没有填登录名').waitFor();
  await v.page.locator('#login').fill('kd-xianfeng-01');
  await v.page.locator('#password').fill('not the password');
  await v.page.getByRole('button', { name: '登录', exact: true }).click();
  await v.page.getByText(/再错 4 次/).waitFor();
  expect(await v.page.locator('#login').inputValue()).toBe('kd-xianfeng-01');
  await expectGood(v, 'sign-in refused');
  await shot(v.page, 'sign-in-refused');
  await v.close();
});

/** Searches go through the search field: what is searched for stands in no address. */
const PAGES: readonly [login: string, path: string, name: string, search?: string][] = [
  ['pt-renshe-01', '/', 'home-county'],
  ['pt-renshe-01', '/workers', 'workers'],
  ['pt-renshe-01', '/workers?identity=poverty,monitored&ageFrom=18&ageTo=60&sort=changed', 'workers-filtered'],
  ['pt-renshe-01', '/workers', 'workers-found', 'shiaduo'],
  ['pt-renshe-01', '/workers', 'workers-nobody', 'nobody'],
  ['pt-renshe-01', '/workers/new', 'worker-new'],
  ['pt-renshe-01', '/workers/look-up', 'worker-look-up'],
  ['pt-renshe-01', '/compare', 'compare'],
  ['pt-renshe-01', '/regions/522727000000', 'regions-county'],
  ['pt-renshe-01', '/regions/pairings', 'pairings'],
  ['pt-renshe-01', '/organisations', 'organisations'],
  ['pt-renshe-01', '/organisations/new', 'organisation-new'],
  ['pt-renshe-01', '/organisations/new?kind=station', 'station-new'],
  ['pt-renshe-01', '/stations', 'stations'],
  ['pt-renshe-01', '/accounts', 'accounts'],
  ['pt-renshe-01', '/accounts/new', 'account-new'],
  ['pt-renshe-01', '/accounts/sheet', 'account-sheet'],
  ['pt-renshe-01', '/roles', 'roles'],
  ['pt-renshe-01', '/settings', 'settings'],
  ['pt-renshe-01', '/notices', 'notices'],
  ['pt-renshe-01', '/overrides', 'overrides'],
  ['pt-renshe-01', '/jobs', 'jobs'],
  ['pt-renshe-01', '/about', 'about'],
  ['pt-renshe-01', '/nothing-here', 'not-here'],
  // the first page of each persona, and the pages of provinces
  ['gz-province', '/', 'home-province'],
  ['gz-province', '/agreement-targets', 'agreement-targets'],
  ['gz-province', '/figures/article', 'article'],
  ['gz-province', '/plan-items', 'plan-items'],
  ['gz-province', '/plan-items/new', 'plan-item-new'],
  ['gz-province', '/joint-meetings/new', 'joint-meeting-new'],
  ['gd-province', '/', 'home-host-province'],
  ['kd-xianfeng-01', '/', 'home-village'],
  ['gz-baiyun-zhan', '/', 'home-station'],
  ['gz-suiwei-hr', '/', 'home-employer'],
  ['gz-jinggong-xiao', '/', 'home-school'],
  ['qn-shenji', '/', 'home-auditor'],
  ['aud-admin', '/audit', 'audit'],
  ['aud-admin', '/exports', 'exports'],
  ['sec-admin', '/security', 'security'],
];

for (const [view, size, lang] of VIEWS)
  test(`every page is good, ${view}`, async () => {
    await registered();
    let who = '';
    let v: Visitor | undefined;
    for (const [login, path, name, search] of PAGES) {
      if (login !== who) {
        await v?.close();
        v = await signedIn(world, login, size, lang);
        who = login;
      }
      await v!.page.goto(path);
      await ready(v!);
      if (search) {
        const answered = v!.page.waitForResponse((r) => r.url().endsWith('/api/workers/list'));
        await v!.page.locator('.filter-search input').fill(search);
        await v!.page.keyboard.press('Enter');
        await answered;
        await ready(v!);
        expect(v!.page.url()).not.toContain(search);
      }
      expect(await v!.page.locator('h1').count(), `one h1 on ${name}`).toBe(1);
      expect(await v!.page.title()).toMatch(/ · (稳岗|Wengang)$/);
      await shot(v!.page, `${name}-${view}`);
      await expectGood(v!, `${name} ${view}`);
    }
    await v?.close();
    // some forty pages, each looked through by axe
  }, 400_000);
