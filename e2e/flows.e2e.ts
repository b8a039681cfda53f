import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPassword, expectGood, fillSignIn, shot, startWorld, type Visitor, visitor, type World } from './support/world.ts';

// What people do here from beginning to end, in a real browser.

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const signedIn = async (login: string, password = demoPassword(world)): Promise<Visitor> => {
  const v = await visitor(world);
  await fillSignIn(v.page, login, password);
  await v.page.locator('.shell').waitFor();
  return v;
};

test('a county makes an account with a double click, hands over the password, and the person chooses their own', async () => {
  const county = await signedIn('pt-renshe-01');
  const { page } = county;
  await page.goto('/accounts/new');
  await page.locator('#f-name').fill('莫小山');
  await page.locator('#f-login').fill('kd-xin-02');
  await page.getByLabel('角色').click();
  await page.getByTitle('乡镇人社所').last().click();
  await page.locator('#f-areaCode').fill('克度');
  await page.locator('.ant-select-item-option', { hasText: '克度镇' }).first().click();
  // two clicks, one account
  await page.locator('.save-bar').getByRole('button', { name: '开账号' }).dblclick();
  const secret = page.locator('.one-time-secret').first();
  await secret.waitFor();
  const password = ((await secret.textContent()) ?? '').trim();
  expect(password.length).toBeGreaterThanOrEqual(10);
  await expectGood(county, 'account made');
  await shot(page, 'account-made');
  await page.goto('/accounts?text=kd-xin-02');
  await page.getByText('共 1 个账号').waitFor();

  const clerk = await visitor(world);
  await fillSignIn(clerk.page, 'kd-xin-02', password);
  await clerk.page.getByRole('heading', { name: '先换成您自己的密码' }).waitFor();
  await expectGood(clerk, 'first sign-in');
  await clerk.page.locator('#f-current').fill(password);
  await clerk.page.locator('#f-next').fill('short');
  await clerk.page.locator('#f-again').fill('short');
  await clerk.page.getByRole('button', { name: '换成新密码' }).click();
  await clerk.page.locator('.stt-no').first().waitFor();
  expect(await clerk.page.locator('#f-current').inputValue()).toBe(password);
  await clerk.page.locator('#f-next').fill('山里人的一句老话 2026');
  await clerk.page.locator('#f-again').fill('山里人的一句老话 2026');
  await clerk.page.getByRole('button', { name: '换成新密码' }).click();
  await clerk.page.locator('.shell').waitFor();
  await clerk.page.getByText('克度镇').first().waitFor();
  await clerk.close();
  await county.close();
});

test('the system administrator signs in with a code; a code is good once', async () => {
  const secret = /secret above/.test(world.said) ? (/密钥 ([A-Z2-7]+)/.exec(world.said)?.[1] ?? '') : '';
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  const v = await visitor(world);
  await fillSignIn(v.page, 'sys-admin', demoPassword(world));
  await v.page.locator('#code').waitFor();
  await expectGood(v, 'code step');
  await v.page.locator('#code').fill('000000');
  await v.page.getByRole('button', { name: '登录', exact: true }).click();
  await v.page.locator('.sign-in-problem').waitFor();
  const code = totp.generate();
  await v.page.locator('#code').fill(code);
  await v.page.getByRole('button', { name: '登录', exact: true }).click();
  await v.page.locator('.shell').waitFor();
  await v.page.goto('/deliveries');
  await v.page.getByText('没有停下的投递').waitFor();
  await expectGood(v, 'deliveries');
  await v.close();
  const again = await visitor(world);
  await fillSignIn(again.page, 'sys-admin', demoPassword(world));
  await again.page.locator('#code').fill(code);
  await again.page.getByRole('button', { name: '登录', exact: true }).click();
  await again.page.locator('.sign-in-problem').waitFor();
  await again.close();
});

test('the auditor reads who did it; a page of another duty is refused without a hint', async () => {
  const v = await signedIn('aud-admin');
  await v.page.goto('/audit');
  await v.page.getByText('pt-renshe-01').first().waitFor();
  await v.page.goto('/accounts');
  await v.page.getByText('打不开这一页').first().waitFor();
  await v.close();
});

test('without a mouse: skip link, search, a key sequence, the table of keys', async () => {
  const v = await signedIn('pt-renshe-01');
  const { page } = v;
  await page.goto('/');
  await page.locator('.home-lead p').first().waitFor();
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.className)).toContain('skip');
  await page.locator('h1').click();
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await page.waitForURL(/\/regions/);
  await page.locator('main h1').waitFor();
  await page.keyboard.press('/');
  await page.waitForFunction(() => document.activeElement?.id === 'find');
  await page.keyboard.type('kedu');
  await page.locator('.ant-select-item-option', { hasText: '克度镇' }).first().waitFor();
  await page.keyboard.press('Escape');
  await v.close();
});

test('language: one switch, remembered; the page of a link opens after signing in', async () => {
  const v = await visitor(world);
  await v.page.goto('/regions/522727000000');
  await v.page.getByRole('button', { name: 'English' }).click();
  await v.page.locator('#login').fill('gd-province');
  await v.page.locator('#password').fill(demoPassword(world));
  await v.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await v.page.locator('.shell').waitFor();
  expect(new URL(v.page.url()).pathname).toBe('/regions/522727000000');
  await v.page
    .getByRole('heading', { name: /Pingtang|平塘/ })
    .first()
    .waitFor();
  await v.close();
});

test('a session that ends while typing is mended over the page, and what was typed stays', async () => {
  const v = await signedIn('pt-renshe-01');
  const { page } = v;
  await page.goto('/accounts/new');
  await page.locator('#f-name').fill('龙大山');
  await v.context.clearCookies();
  await page.locator('#f-areaCode').fill('kedu');
  await page.getByText('登录已结束，请再登录一次').waitFor();
  await page.locator('#again-password').fill(demoPassword(world));
  await page.getByRole('button', { name: '登录，接着办' }).click();
  await page.getByText('登录已结束，请再登录一次').waitFor({ state: 'hidden' });
  expect(await page.locator('#f-name').inputValue()).toBe('龙大山');
  await page.locator('#f-areaCode').fill('');
  await page.locator('#f-areaCode').fill('kedu');
  await page.locator('.ant-select-item-option', { hasText: '克度镇' }).first().waitFor();
  await v.close();
});
