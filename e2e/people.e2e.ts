import { afterAll, beforeAll, expect, test } from 'vitest';
import { numberFor } from '#capabilities/workers/testing/folk.ts';
import { registerFolk } from './support/folk.ts';
import { DESKTOP, expectGood, PHONE, shot, startWorld, type Visitor, visitor, type World } from './support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  const v = await signedIn();
  await registerFolk(v);
  await v.close();
});
afterAll(() => world.stop());

const signedIn = async (size = DESKTOP, lang: 'zh-CN' | 'en-US' = 'zh-CN', login = 'pt-renshe-01'): Promise<Visitor> => {
  const v = await visitor(world, size, lang);
  await v.page.goto('/');
  await v.page.locator('#login').fill(login);
  await v.page.locator('#password').fill(/demonstration accounts, password (\S+)/.exec(world.said)?.[1] ?? '');
  await v.page.getByRole('button', { name: /^(登录|Sign in)$/ }).click();
  await v.page.locator('.shell').waitFor();
  return v;
};

const VIEWS = [
  ['desktop-zh', DESKTOP, 'zh-CN'],
  ['desktop-en', DESKTOP, 'en-US'],
  ['phone-zh', PHONE, 'zh-CN'],
  ['phone-en', PHONE, 'en-US'],
] as const;

for (const [view, size, lang] of VIEWS)
  test(`the list opens its filters and its export, ${view}`, async () => {
    const v = await signedIn(size, lang);
    const { page } = v;
    await page.goto('/workers');
    await page.locator('.wk-list tbody tr').first().waitFor();
    await page.getByRole('button', { name: /^(加筛选|Add a filter)$/ }).click();
    await page.locator('.wk-filters').waitFor();
    await shot(page, `workers-panel-${view}`);
    await expectGood(v, `filters ${view}`);
    await page.keyboard.press('Escape');
    if (size === DESKTOP) {
      await page.keyboard.press('j');
      await page.keyboard.press('x');
      await page.keyboard.press('j');
      await page.keyboard.press('x');
      await page.locator('.table-foot [role=status]').first().waitFor();
      await shot(page, `workers-ticked-${view}`);
    }
    await page.getByRole('button', { name: /^(导出|Export)$/ }).click();
    await page.getByRole('checkbox', { name: /含完整证件号|With full numbers/ }).check();
    await shot(page, `workers-export-${view}`);
    await expectGood(v, `export ${view}`);
    await v.close();
  });

for (const [view, size, lang] of VIEWS)
  test(`registering: understood, refused, saved, found again, ${view}`, async () => {
    const v = await signedIn(size, lang);
    const { page } = v;
    const at = VIEWS.findIndex(([name]) => name === view);
    await page.goto('/workers/new');
    await page.locator('#f-name').fill('莫桂兰');
    await page.locator('#f-number').fill(`'${numberFor('1988-03-12', 402 + 20 * at).replace(/^(.{6})(.{8})/, '$1 $2 ')}`);
    await page.locator('#f-homeText').fill('平塘克度金星');
    await page.getByText(/认作|Taken as/).waitFor();
    await page.locator('#f-phone').fill('1380000142');
    await page.locator('#f-address').focus();
    expect(await page.locator('#f-number').inputValue()).toContain('*');
    await page.getByText(/现在 10 位|10 digits/).waitFor();
    await page
      .locator('.ant-radio-wrapper')
      .filter({ hasText: /^(愿意外出|willing to go out)$/ })
      .click();
    await page.getByRole('button', { name: /^(存档|Save)$/ }).click();
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.locator('main').evaluate((m) => m.scrollTo(0, 0));
    await shot(page, `worker-form-${view}`);
    await expectGood(v, `form ${view}`);
    await page.locator('#f-phone').fill('');
    // whoever looks alike is looked at first
    for (let i = 0; i < 5 && !(await page.locator('.wk-done').count()); i++) {
      const not = page.getByRole('button', { name: /^(不是|Not the same)$/ });
      while (await not.count()) await not.first().click();
      await page.getByRole('button', { name: /^(存档|Save)$/ }).click();
      await page.locator('.wk-done, .save-bar [role=alert]').first().waitFor();
    }
    await page.locator('.wk-done').waitFor();
    await shot(page, `worker-saved-${view}`);
    await expectGood(v, `saved ${view}`);
    if (size === DESKTOP) {
      await page.keyboard.press('/');
      await page.keyboard.type('mogui');
      await page.locator('.ant-select-item-option').filter({ hasText: '莫桂兰' }).first().waitFor();
      await shot(page, `search-bar-${view}`);
    }
    await v.close();
  });
