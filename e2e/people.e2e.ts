import { afterAll, beforeAll, expect, test } from 'vitest';
import { numberFor } from '#capabilities/workers/testing/folk.ts';
import { registerFolk } from './support/folk.ts';
import {
  DESKTOP,
  demoPassword,
  expectGood,
  shot,
  signedIn as signedInTo,
  startWorld,
  VIEWS,
  type Visitor,
  type World,
} from './support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  const v = await signedIn();
  await registerFolk(v);
  await v.close();
});
afterAll(() => world.stop());

const signedIn = (size = DESKTOP, lang: 'zh-CN' | 'en-US' = 'zh-CN', login = 'pt-renshe-01'): Promise<Visitor> =>
  signedInTo(world, login, size, lang);

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
      await page.getByRole('button', { name: /^(登记身份|Record a group)$/ }).click();
      await page.getByRole('dialog').waitFor();
      await shot(page, `workers-group-${view}`);
      await expectGood(v, `group ${view}`);
      await page.getByRole('button', { name: /^(先不办|Not now)$/ }).click();
    }
    await page.getByRole('button', { name: /^(导出|Export)$/ }).click();
    await page.getByRole('checkbox', { name: /含完整证件号|With full numbers/ }).check();
    await shot(page, `workers-export-${view}`);
    await expectGood(v, `export ${view}`);
    await v.close();
  });

test('what was searched for stands in no address, and is still there after a reload and on the way back', async () => {
  const v = await signedIn();
  const { page } = v;
  const asked: string[] = [];
  page.on('request', (r) => asked.push(r.url()));
  await page.goto('/workers');
  await page.locator('.wk-list tbody tr').filter({ hasText: '石阿朵' }).first().waitFor();
  expect(await page.locator('.wk-list tbody tr').count()).toBeGreaterThan(1);
  await page.locator('.filter-search input').fill('石阿朵');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('.wk-list tbody tr').length === 1);
  await page.locator('.wk-list tbody tr').filter({ hasText: '石阿朵' }).first().waitFor();
  await page.reload();
  await page.locator('.wk-list tbody tr').filter({ hasText: '石阿朵' }).first().waitFor();
  expect(await page.locator('.filter-search input').inputValue()).toBe('石阿朵');
  await page.getByRole('link', { name: '石阿朵' }).first().click();
  await page.locator('h1', { hasText: '石阿朵' }).waitFor();
  await page.goBack();
  await page.locator('.wk-list tbody tr').filter({ hasText: '石阿朵' }).first().waitFor();
  expect(await page.locator('.filter-search input').inputValue()).toBe('石阿朵');
  expect(page.url()).toMatch(/\/workers$/);
  expect(asked.filter((url) => decodeURIComponent(url).includes('石阿朵'))).toEqual([]);
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

for (const [view, size, lang] of VIEWS.filter(([name]) => name.startsWith('desktop')))
  test(`many looked up at once, and an export to its file, ${view}`, async () => {
    const v = await signedIn(size, lang);
    const { page } = v;
    await page.goto('/workers/look-up');
    const wrong = numberFor('1986-07-01', 448).replace(/.$/, (c) => (c === '1' ? '2' : '1'));
    await page.locator('#look-lines').fill(`石阿朵\n${numberFor('1986-11-23', 331)}\n${wrong}\n没有这个人\n莫桂兰`);
    await page.getByRole('button', { name: /^(查 5 行|Look up 5)$/ }).click();
    await page.locator('.wk-balance').waitFor();
    expect(await page.locator('.wk-balance dd').allInnerTexts()).toHaveLength(4);
    await shot(page, `look-up-one-${view}`);
    await expectGood(v, `look-up ${view}`);
    await page.locator('.wk-tabs button').nth(2).click();
    await page.getByText('没有这个人').waitFor();
    await shot(page, `look-up-none-${view}`);
    await expectGood(v, `look-up, not found ${view}`);
    // the file leaves the system: the person is asked once, and not again for the export that follows
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: /^(下载结果表|Download as a sheet)$/ }).click();
    await page.locator('#step-up-secret').fill(demoPassword(world));
    await page.locator('#step-up-secret').press('Enter');
    const sheet = await saved;
    expect(sheet.suggestedFilename()).toMatch(/\.xlsx$/);

    await page.goto('/workers?identity=poverty');
    await page.locator('.wk-list tbody tr').first().waitFor();
    await page.keyboard.press('e');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /^(导出 4 人|Export 4)$/ }).click();
    await dialog.getByRole('button', { name: /^(下载|Download)$/ }).waitFor();
    await shot(page, `workers-exported-${view}`);
    await expectGood(v, `exported ${view}`);
    const [file] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: /^(下载|Download)$/ }).click()]);
    expect(file.suggestedFilename()).toMatch(/\.xlsx$/);
    await page.goto('/jobs');
    await page
      .getByRole('button', { name: /^(下载|Download)/ })
      .first()
      .waitFor();
    await v.close();
  });
