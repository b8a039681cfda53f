import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { good, settled } from './support/pages.ts';
import { DESKTOP, demoPassword, isWalked, PHONE, signedIn, startWorld, type World } from './support/world.ts';

// An agreement of two provinces from the empty list to both signatures, one taken back, a text beside the signed one, an early end; then its pages in both languages, and I15.

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const sure = async (page: Page): Promise<void> => {
  await page.locator('#step-up-secret').fill(demoPassword(world));
  await page.locator('#step-up-secret').press('Enter');
};
const place = async (page: Page, field: string, code: string): Promise<void> => {
  await page.locator(field).click();
  await page.keyboard.type(code);
  await page.locator('.ant-select-item-option').filter({ hasText: code }).first().click();
};
const day = async (page: Page, field: string, text: string): Promise<void> => {
  await page.locator(field).fill(text);
  await page.locator(field).press('Enter');
};
/** The smallest file that is a PDF by its content. */
const PDF =
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';
const TITLE = '粤黔劳务协作协议（2022年，示例）';
let made = '';

test('written, refused, saved, signed by both, another text beside it, ended early', async () => {
  const guizhou = await signedIn(world, 'gz-province');
  const { page } = guizhou;
  await page.goto('/agreements');
  await page.getByText('还没有登记过协议').waitFor();
  await good(guizhou, 'agreements-empty-zh');
  await page.getByRole('link', { name: '登记第一份' }).click();
  await page.getByRole('radio', { name: '省级' }).check();
  await place(page, '#f-originCode', '520000000000');
  await place(page, '#f-hostCode', '440100000000');
  await page.locator('#f-title').fill(TITLE);
  await day(page, '#f-validFrom', '2022-03-01');
  await day(page, '#f-validTo', '2022-01-31');
  await page.locator('#f-source').fill('协议原件（示例）');
  await page.getByText('省级协议的输入地一方要写到省（自治区），不多也不少').waitFor();
  await page.getByRole('button', { name: '存为草稿' }).click();
  await page.getByText('结束日期 2022-01-31 早于开始日期 2022-03-01，请对调或改正').waitFor();
  await good(guizhou, 'agreement-form-refused-zh');
  await place(page, '#f-hostCode', '440000000000');
  await day(page, '#f-validTo', '2022-12-31');
  await page.getByText('同一对、同一级没有期间重叠的').waitFor();
  await page.locator('#f-fileId').setInputFiles({ name: '粤黔协议.txt', mimeType: 'text/plain', buffer: Buffer.from('不是扫描件') });
  await page.getByText(/这里只收/).waitFor();
  await page.locator('#f-fileId').setInputFiles({ name: '粤黔协议.pdf', mimeType: 'application/pdf', buffer: Buffer.from(PDF) });
  await page.getByText('粤黔协议.pdf').waitFor();
  await page.getByRole('button', { name: '存为草稿' }).click();
  await page.waitForURL(/\/agreements\/[0-9a-f-]{36}$/);
  made = new URL(page.url()).pathname;
  await page.getByText('还没有签字').first().waitFor();
  await good(guizhou, 'agreement-draft-zh');

  await page.getByRole('button', { name: '签字', exact: true }).click();
  await page.getByLabel('签字人职务').fill('省人力资源和社会保障厅厅长');
  await day(page, '#f-signedOn', '2022-12-01');
  await page.getByRole('dialog').getByRole('button', { name: '签字' }).click();
  await sure(page);
  await page.getByText('签字日期 2022-12-01 还没有到，今天是 2022-10-12。签了再登记').waitFor();
  await good(guizhou, 'agreement-sign-refused-zh');
  await day(page, '#f-signedOn', '2022-03-05');
  await page.getByRole('dialog').getByRole('button', { name: '签字' }).click();
  await page.getByText('一方已签').first().waitFor();
  // a slip: taken back with its reason before the other side signs, and signed again
  await page.getByRole('button', { name: '收回签字' }).click();
  await page.getByLabel(/原因/).fill('签字日期录错，应为三月五日');
  await good(guizhou, 'agreement-unsign-zh');
  await page.getByRole('dialog').getByRole('button', { name: '收回签字' }).click();
  await page.getByText('作废、收回的签字 1 个').click();
  await page.getByText('原因：签字日期录错，应为三月五日').waitFor();
  await page.getByRole('button', { name: '签字', exact: true }).click();
  await page.getByLabel('签字人职务').fill('省人力资源和社会保障厅厅长');
  await day(page, '#f-signedOn', '2022-03-05');
  await page.getByRole('dialog').getByRole('button', { name: '签字' }).click();
  await page.getByText('一方已签').first().waitFor();

  const guangdong = await signedIn(world, 'gd-province', PHONE, 'en-US');
  await guangdong.page.goto('/');
  await guangdong.page.getByRole('link', { name: /waits for this office/ }).click();
  await guangdong.page.getByRole('button', { name: 'Sign', exact: true }).click();
  await guangdong.page.getByLabel('Post of the signatory').fill('省人力资源和社会保障厅副厅长');
  await day(guangdong.page, '#f-signedOn', '2022-03-06');
  await good(guangdong, 'agreement-sign-en');
  await guangdong.page.getByRole('dialog').getByRole('button', { name: 'Sign' }).click();
  await sure(guangdong.page);
  await guangdong.page.getByText('In force').first().waitFor();
  expect(await guangdong.page.locator('.seal').textContent()).toBe('双方已签');
  await good(guangdong, 'agreement-force-en');

  // substance changed after both have signed: not by one side, but as a text beside the signed one
  await page.goto(`${made}?do=correct`);
  await day(page, '#f-validTo', '2023-12-31');
  await page.getByText(/改了结束日期：双方签过的不能由一方改/).waitFor();
  await good(guizhou, 'agreement-correct-zh');
  await page.getByRole('button', { name: '改为提出新文本' }).click();
  expect(await page.locator('#f-validTo').inputValue()).toBe('2023-12-31');
  await page.getByRole('button', { name: '提出新文本' }).click();
  await page.getByText('还有 2 处要改').waitFor();
  await day(page, '#f-fromDay', '2024-05-01');
  await page.locator('#f-reason').fill('双方商定延长一年');
  await page.getByRole('button', { name: '提出新文本' }).click();
  await page.getByText(/新文本从 2024-05-01 起不行：要在 2022-03-01 和 2022-12-31 之间/).waitFor();
  await good(guizhou, 'agreement-text-refused-zh');
  await day(page, '#f-fromDay', '2022-05-01');
  await page.getByRole('button', { name: '提出新文本' }).click();
  const waiting = page.getByRole('region', { name: '等签的新文本' });
  await waiting.getByText('双方商定延长一年').waitFor();
  await good(guizhou, 'agreement-text-waiting-zh');
  await waiting.getByRole('button', { name: '签字' }).click();
  await page.getByLabel('签字人职务').fill('省人力资源和社会保障厅厅长');
  await day(page, '#f-signedOn', '2022-04-20');
  await good(guizhou, 'agreement-text-sign-zh');
  await page.getByRole('dialog').getByRole('button', { name: '签字' }).click();
  await waiting.getByRole('button', { name: '收回签字' }).waitFor();
  await guangdong.page.goto('/agreements?waiting=true');
  await guangdong.page.getByRole('link', { name: new RegExp(TITLE.slice(0, 8)) }).click();
  const awaited = guangdong.page.getByRole('region', { name: 'A new text awaits signatures' });
  await awaited.getByRole('button', { name: 'Sign', exact: true }).waitFor();
  await good(guangdong, 'agreement-text-waiting-en');
  await awaited.getByRole('button', { name: 'Sign', exact: true }).click();
  await guangdong.page.getByLabel('Post of the signatory').fill('省人力资源和社会保障厅副厅长');
  await day(guangdong.page, '#f-signedOn', '2022-04-21');
  await guangdong.page.getByRole('dialog').getByRole('button', { name: 'Sign' }).click();
  await guangdong.page.getByText('from 2022-05-01', { exact: true }).waitFor();
  await good(guangdong, 'agreement-texts-en');

  await page.reload();
  await page.getByRole('button', { name: '登记专班' }).click();
  await page.locator('#f-name').fill('粤黔劳务协作工作专班（示例）');
  await page.locator('#f-leadingPost').fill('省人力资源和社会保障厅副厅长');
  await page.locator('#f-memberPosts').fill('就业促进处处长\n职业能力建设处处长');
  await day(page, '#f-fromDay', '2022-04-02');
  await good(guizhou, 'agreement-group-zh');
  await page.getByRole('dialog').getByRole('button', { name: '登记专班' }).click();
  await page.getByText('就业促进处处长').waitFor();
  await page.getByRole('button', { name: '提出提前结束' }).click();
  await day(page, '#f-lastDay', '2022-12-31');
  await page.getByLabel(/原因/).fill('另签新一轮协议');
  await page.getByRole('dialog').getByRole('button', { name: '提出 2022-12-31 结束' }).click();
  await page.getByText('提出 2022-12-31 提前结束，等另一方答复').waitFor();
  await good(guizhou, 'agreement-whole-zh');
  const taking = page.waitForEvent('download');
  await page.getByRole('button', { name: '粤黔协议.pdf' }).click();
  expect((await taking).suggestedFilename()).toBe('粤黔协议.pdf');
  await guangdong.page.goto(made);
  await guangdong.page.getByRole('button', { name: 'Agree to end it' }).click();
  await guangdong.page
    .getByRole('dialog')
    .getByRole('button', { name: /^Agree: it ends/ })
    .click();
  await guangdong.page.getByText('Both sides ended it on 2022-12-31').waitFor();
  await guizhou.close();
  await guangdong.close();
});

for (const [view, size, lang] of (
  [
    ['desktop-zh', DESKTOP, 'zh-CN'],
    ['phone-en', PHONE, 'en-US'],
    ['desktop-en', DESKTOP, 'en-US'],
    ['phone-zh', PHONE, 'zh-CN'],
  ] as const
).filter(isWalked))
  test(`the list, one agreement for an office inside a side, I15 and its list, ${view}`, async () => {
    const v = await signedIn(world, 'pt-renshe-01', size, lang);
    const { page } = v;
    await page.goto('/agreements?state=force');
    await page.locator('tbody th a').first().waitFor();
    await good(v, `agreements-list-${view}`);
    await page.goto(made);
    await page.locator('.ac-signs').waitFor();
    expect(await page.getByRole('button', { name: /^(更正|Correct|签字|Sign)$/ }).count()).toBe(0);
    await good(v, `agreement-inside-${view}`);
    await page.goto('/figures/I15?origin=520000000000&host=440000000000');
    await page.locator('.un-table tr.sum').waitFor();
    await page.locator('.un-table tr.sum a').first().click();
    await page.getByText(/^(名单 1，与数字相等|1 on the list, as the number says)$/).waitFor();
    await good(v, `units-${view}`);
    await page
      .getByRole('region', { name: /^(省级协议|province agreements)$/ })
      .getByRole('link')
      .first()
      .click();
    await page.locator('.ac-signs').waitFor();
    // somebody else's cell: the sentence, and the question stays
    await page.goto('/figures/I15?origin=450000000000');
    await page
      .getByText(/(不在您的辖区|lies in your area)/)
      .first()
      .waitFor();
    await settled(v);
    await good(v, `units-refused-${view}`);
    await v.close();
  });
