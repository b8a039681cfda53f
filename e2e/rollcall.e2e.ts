import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAccount, PASSWORD } from '#capabilities/access/testing/people.ts';
import { digitsOf, fromText, stepAt, tokenOf } from '#capabilities/training/rulesRollCodes.ts';
import { type MadeClass, madeClass } from '#capabilities/training/testing/roll.ts';
import { startFilledWorld } from './support/fill.ts';
import { DESKTOP, expectGood, PHONE, shot, signedIn, type Visitor, visitor, type World } from './support/world.ts';

// Roll call with real browsers: the phone's own service worker and IndexedDB, a network that goes and comes, the classroom screen, a trainee's code, the table in
// the console. Made-up people only.

const SCHOOL_LOGIN = 'gz-jinggong-xiao';
const SCHOOL_ID = '00000000-0000-4000-8000-0000000000d2';
const TRAINEE = 'xueyuan-01';
const TODAY = '2022-10-12';
let world: World;
let made: MadeClass;

/** A lesson that runs now, whatever the hour, on the demonstration's day. */
const around = (): { fromMinute: number; toMinute: number } => {
  const now = new Date(Date.now() + 8 * 3_600_000);
  const minute = now.getUTCHours() * 60 + now.getUTCMinutes();
  const fromMinute = Math.min(Math.max(0, minute - 5), 1290);
  return { fromMinute, toMinute: fromMinute + 149 };
};
beforeAll(async () => {
  world = await startFilledWorld(TODAY, async (services) => {
    made = await madeClass(services, {
      from: '2022-10-10',
      lessons: 4,
      people: 6,
      schoolId: SCHOOL_ID,
      title: '粤菜师傅烧味班',
      ...around(),
    });
    await makeAccount(services, {
      login: TRAINEE,
      name: made.people[5]!.name,
      roles: [{ role: 'worker', areaCode: '522727000000', relation: `worker:${made.people[5]!.id}`, validFrom: '2022-01-01' }],
    });
  });
});
afterAll(() => world?.stop());

const phoneOf = async (login: string, password: string, lang: 'zh-CN' | 'en-US' = 'zh-CN'): Promise<Visitor> => {
  const v = await visitor(world, PHONE, lang);
  await v.page.goto(`/phone/${lang === 'en-US' ? '?lang=en' : ''}`);
  await v.page.locator('#login').fill(login);
  await v.page.locator('#password').fill(password);
  await v.page.locator('button[type=submit]').click();
  return v;
};
const password = (): string => /demonstration accounts, password (\S+)/.exec(world.said)?.[1] ?? '';
const lesson = () => made.lessons.find((l) => l.day === TODAY)!;
const marksInDatabase = async (page: Page) =>
  page.evaluate(async (id) => {
    const told = await (await fetch(`/api/training/classes/${id}/attendance`)).json();
    const at = told.lessons.findIndex((l: { day: string }) => l.day === '2022-10-12');
    return told.people.map((p: { marks: string }) => p.marks[at]) as string[];
  }, made.id);
/** The browser itself says so of every question that finds no network, also while the page is looked through. */
const NO_NETWORK = /ERR_INTERNET_DISCONNECTED|ERR_FAILED/;
const look = async (v: Visitor, name: string) => {
  const keep = (e: string): boolean => !NO_NETWORK.test(e);
  v.errors.splice(0, v.errors.length, ...v.errors.filter(keep));
  // not enumerable: the list is still compared as a list
  Object.defineProperty(v.errors, 'push', {
    value: (...said: string[]) => Array.prototype.push.apply(v.errors, said.filter(keep)),
    configurable: true,
  });
  await shot(v.page, name);
  await expectGood(v, name);
};
const workerReady = (context: BrowserContext, page: Page) =>
  page.evaluate(() => navigator.serviceWorker.ready.then((r) => r.active?.state)).then(() => context);

test('a teacher calls the roll without a network; when it comes back each mark is sent, once', async () => {
  const v = await phoneOf(SCHOOL_LOGIN, password());
  const { page, context } = v;
  await page.getByText('粤菜师傅烧味班').first().waitFor();
  await workerReady(context, page);
  await look(v, 'phone-home-zh');

  await context.setOffline(true);
  // opened anew without a network: page from the service worker, list from the phone
  await page.reload();
  await page.getByText('没有网络，照常点名').waitFor();
  await page.locator(`a[href="#lesson/${lesson().id}"]`).click();
  await page.getByRole('heading', { name: '粤菜师傅烧味班' }).waitFor();
  const rows = page.locator('.people > li');
  expect(await rows.count()).toBe(6);
  await rows.nth(0).getByRole('button', { name: '迟到' }).click();
  await rows.nth(1).getByRole('button', { name: '缺课' }).click();
  await rows.nth(2).getByRole('button', { name: '请假' }).click();
  // a slip, put right at once
  await rows.nth(0).getByRole('button', { name: '到', exact: true }).click();
  await page.getByText('4 条待上传').waitFor();
  await look(v, 'phone-offline-zh');
  // killed and opened again
  await page.close();
  const again = await context.newPage();
  await again.goto('/phone/#queue');
  await again.getByRole('heading', { name: '4 条待上传' }).waitFor();
  await again.goto(`/phone/#lesson/${lesson().id}`);
  await again.getByRole('button', { name: '没点的 3 人都到' }).click();
  await again.getByText('7 条待上传').waitFor();

  // the first try after it comes back is cut after the server has it
  let cut = 0;
  await context.route('**/api/training/roll/marks', async (route) => {
    if (cut++ > 0) return route.continue();
    await route.fetch();
    await route.abort();
  });
  await context.setOffline(false);
  await again.getByText(/条待上传/).waitFor({ state: 'detached', timeout: 60_000 });
  expect(cut).toBeGreaterThan(1);
  expect(await marksInDatabase(again)).toEqual(['p', 'a', 'x', 'p', 'p', 'p']);
  const said = await again.evaluate(
    async ([l, w]) =>
      (await (await fetch(`/api/training/lessons/${l}/marks/${w}`)).json()).said.map((s: { says: string; how: string }) => [s.says, s.how]),
    [lesson().id, made.people[0]!.id] as const,
  );
  expect(said).toEqual([
    ['present', 'offline'],
    ['late', 'offline'],
  ]);
  await again.goto('/phone/#queue');
  await again.getByText('已上传').first().waitFor();
  expect(await again.getByText('已上传').count()).toBe(7);
  await look({ ...v, page: again }, 'phone-queue-zh');
  // with its cut network nobody else is to look through it
  await context.close();
});

test('the classroom screen goes on without a network; a trainee signs in with the code of the moment, and not with a photograph', async () => {
  const teacher = await phoneOf(SCHOOL_LOGIN, password());
  await teacher.page.setViewportSize(DESKTOP);
  await teacher.page.getByText('粤菜师傅烧味班').first().waitFor();
  const opened = teacher.page.waitForResponse((r) => r.url().endsWith('/roll') && r.request().method() === 'POST');
  await teacher.page.goto(`/phone/#screen/${lesson().id}`);
  const screen = (await (await opened).json()) as { rollId: string; key: string };
  await teacher.page.locator('.digits').waitFor();
  await teacher.page.getByText('人已到').waitFor();
  await look(teacher, 'screen-zh');
  const key = fromText(screen.key)!;
  const photographed = tokenOf(key, screen.rollId, stepAt(Date.now()) - 30);

  const v = await phoneOf(TRAINEE, PASSWORD);
  const { page } = v;
  await page.getByRole('heading', { name: '我的课' }).waitFor();
  await look(v, 'trainee-zh');
  await page.goto(`/phone/#c/${photographed}`);
  await page.getByText(/拍下来、转发来的不算/).waitFor();
  await look(v, 'trainee-old-zh');

  await teacher.context.setOffline(true);
  await teacher.page.getByText('网络断了，码照常换').waitFor({ timeout: 30_000 });
  await teacher.page.reload();
  const shown = await teacher.page.locator('.digits').textContent();
  expect([0, 1].map((back) => digitsOf(key, stepAt(Date.now()) - back))).toContain(shown);
  await look(teacher, 'screen-offline-zh');
  await page.goto(`/phone/#c/${tokenOf(key, screen.rollId, stepAt(Date.now()))}`);
  await page
    .getByText(/签到了|已经签过/)
    .first()
    .waitFor();
  await look(v, 'trainee-in-zh');
  await teacher.context.setOffline(false);
  await v.close();
  await teacher.close();
});

test('in English, at 320 px and with text doubled nothing runs off the page', async () => {
  const v = await phoneOf(SCHOOL_LOGIN, password(), 'en-US');
  const { page } = v;
  await page.getByRole('heading', { name: 'Roll call' }).waitFor();
  await look(v, 'phone-home-en');
  await page.goto(`/phone/#lesson/${lesson().id}`);
  await page.locator('.people > li').first().waitFor();
  await look(v, 'phone-lesson-en');
  await page.setViewportSize({ width: 320, height: 640 });
  await look(v, 'phone-lesson-320-en');
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  await look(v, 'phone-lesson-doubled-en');
  await v.close();
});

test.each([
  ['zh-CN', DESKTOP, 'zh'],
  ['en-US', PHONE, 'en'],
] as const)('the table of a class in the console, %s', async (lang, size, name) => {
  const v = await signedIn(world, SCHOOL_LOGIN, size, lang);
  const { page } = v;
  await page.goto(`/training/classes/${made.id}/attendance`);
  await page.locator('.roll-grid').waitFor();
  await look(v, `attendance-${name}`);
  await page.locator('tr[data-p="1"] td[data-l="2"]').click();
  await page.getByRole('dialog').waitFor();
  await page.locator('.roll-story').waitFor();
  await look(v, `attendance-mark-${name}`);
  if (lang === 'zh-CN') {
    await page.getByRole('radio', { name: '请假' }).check();
    await page.locator('#f-reason').fill('事后补了假条');
    await page.getByRole('button', { name: '更正这条签到' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('tr[data-p="1"] td[data-l="2"].roll-excused').waitFor();
  }
  await page.goto(`/training/classes/${made.id}/sheet/${lesson().id}`);
  await page.locator('.roll-paper').waitFor();
  await look(v, `sign-in-sheet-${name}`);
  await v.close();
});

test('what became of it: the funnel on the page of the class and over all classes, each number open to its people', async () => {
  const v = await signedIn(world, SCHOOL_LOGIN, DESKTOP, 'zh-CN');
  const { page } = v;
  await page.goto(`/training/classes/${made.id}`);
  await page.getByRole('heading', { name: '成效' }).waitFor();
  await page.getByRole('link', { name: /^到课：\d+ 人次$/ }).click();
  await page.getByText(/^名单 \d+ 人次，与数字相等$/).waitFor();
  await shot(page, 'class-funnel-zh');
  await expectGood(v, 'class-funnel-zh');
  await page.goto('/training/results');
  await page.getByRole('heading', { name: '培训漏斗' }).waitFor();
  await page.getByRole('region', { name: '成效表' }).waitFor();
  await page.locator('.picture-host canvas, .picture-host svg').first().waitFor();
  await shot(page, 'training-results-zh');
  await expectGood(v, 'training-results-zh');
  await v.close();
  const phone = await signedIn(world, SCHOOL_LOGIN, PHONE, 'en-US');
  await phone.page.goto('/training/results?stage=attended&by=school');
  await phone.page.getByText(/on the list, as the number says/).waitFor();
  await shot(phone.page, 'training-results-en');
  await expectGood(phone, 'training-results-en');
  await phone.page.goto(`/training/classes/${made.id}`);
  await phone.page.getByRole('heading', { name: 'Results' }).waitFor();
  await shot(phone.page, 'class-funnel-en');
  await expectGood(phone, 'class-funnel-en');
  await phone.close();
});
