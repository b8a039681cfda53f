import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { good, send } from './support/pages.ts';
import { DESKTOP, demoPassword, PHONE, signedIn, startWorld, type World } from './support/world.ts';

// A plan of the year by its two provinces: the meeting, its resolution as an item, proof, sent back, closed by the other side. Invented words only.

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

interface Signed {
  readonly id: string;
  readonly recorded: string;
}
const sign = async (page: Page, of: Signed, side: 'origin' | 'host', password: string): Promise<Signed> => {
  await send(page, 'POST', '/me/step-up', { password });
  return send<Signed>(page, 'POST', `/agreements/${of.id}/sign`, {
    seen: of.recorded,
    side,
    post: '人力资源和社会保障厅厅长',
    signedOn: '2022-01-10',
  });
};

test('a resolution becomes an item; it is said done, sent back, and closed by the other side', async () => {
  const password = demoPassword(world);
  const guizhou = await signedIn(world, 'gz-province', DESKTOP, 'zh-CN');
  const guangdong = await signedIn(world, 'gd-province', PHONE, 'en-US');
  const { page } = guizhou;
  const draft = await send<Signed>(page, 'POST', '/agreements', {
    level: 'province',
    originCode: '520000000000',
    hostCode: '440000000000',
    title: '2022 年粤黔劳务协作协议（示例）',
    validFrom: '2022-01-01',
    validTo: '2022-12-31',
    source: '示例',
    certainty: 'unverified',
  });
  await sign(guangdong.page, await sign(page, draft, 'origin', password), 'host', password);

  await page.goto(`/agreements/${draft.id}`);
  await page.getByRole('button', { name: '建一年的要点' }).click();
  await page.locator('#f-year').fill('2023');
  await page.locator('#f-title').fill('2022 年粤黔工作要点（示例）');
  await page.getByRole('button', { name: '建要点' }).click();
  await page.getByText('协议的期限是 2022-01-01 至 2022-12-31，2023 年不在里面').waitFor();
  await page.locator('#f-year').fill('2022');
  await page.getByRole('button', { name: '建要点' }).click();
  await page.getByText('2022 年粤黔工作要点（示例）').waitFor();
  await good(guizhou, 'plans-agreement-zh');

  await page.getByRole('button', { name: '记一次会议' }).click();
  await page.locator('#f-title').fill('粤黔劳务协作联席会议（示例）');
  await page.locator('#f-heldOn').fill('2022-03-25');
  await page.keyboard.press('Enter');
  await page.locator('#f-place').fill('贵阳市');
  await page.locator('#f-originChair').fill('省人民政府分管负责人');
  await page.locator('#f-hostChair').fill('省人民政府分管负责人');
  await good(guizhou, 'plans-meeting-new-zh');
  await page.getByRole('button', { name: '记下会议' }).click();
  await page.getByRole('button', { name: '写一条决议' }).click();
  await page.locator('#f-text').fill('两省互认对方发放的专项职业能力证书（示例）');
  await page.getByRole('button', { name: '写上' }).click();
  await page.getByRole('button', { name: '把第 1 条列成要点' }).click();

  await page.locator('#f-title').fill('技能鉴定互认');
  await page.getByRole('button', { name: '列进要点' }).click();
  await page.getByText(/输出地责任单位还没有写全/).waitFor();
  await good(guizhou, 'plans-item-refused-zh');
  await page.locator('#f-origin-name').fill('贵州省人力资源和社会保障厅');
  await page.locator('#f-host-name').fill('广东省人力资源和社会保障厅');
  for (const [side, code] of [
    ['origin', '520000'],
    ['host', '440000'],
  ] as const) {
    await page.locator(`#f-${side}-area`).fill(code);
    await page.locator('.ant-select-item-option:visible').first().click();
  }
  await page.getByRole('radio', { name: /^输出地/ }).check();
  await page.locator('#f-dueDay').fill('2022-10-20');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: '列进要点' }).click();
  await page.getByRole('button', { name: '报办完' }).waitFor();
  const address = new URL(page.url()).pathname;
  await page.getByRole('button', { name: '开始办' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '开始办' }).click();
  await page.getByText('进行中').first().waitFor();
  await page.getByRole('button', { name: '报办完' }).click();
  await page.locator('#say-link').fill(`${world.url}/agreements/${draft.id}`);
  await good(guizhou, 'plans-item-done-zh');
  await page.getByRole('dialog').getByRole('button', { name: '报办完' }).click();
  await page.getByText('已报办完，待对方确认').first().waitFor();
  await good(guizhou, 'plans-item-zh');
  expect(await page.getByRole('button', { name: '确认办结' }).count()).toBe(0);

  const other = guangdong.page;
  await other.goto('/');
  await other.getByRole('link', { name: 'Said done by the other side; mine closes or sends back' }).click();
  await other.getByText('技能鉴定互认').first().waitFor();
  await good(guangdong, 'plans-list-en');
  await other.goto(address);
  await other.getByRole('button', { name: 'Send back' }).click();
  await other.locator('#confirm-reason').fill('还差三个项目（示例）');
  await other.getByRole('dialog').getByRole('button', { name: 'Send back' }).click();
  await other.getByText('还差三个项目（示例）').waitFor();
  await good(guangdong, 'plans-item-en');

  await page.goto('/');
  await page.getByRole('link', { name: '报办完被退回，要接着办' }).waitFor();
  await good(guizhou, 'plans-home-zh');
  await page.goto(address);
  await page.getByRole('button', { name: '报办完' }).click();
  await page.locator('#say-link').fill(`/agreements/${draft.id}`);
  await page.getByRole('dialog').getByRole('button', { name: '报办完' }).click();
  await page.getByText('已报办完，待对方确认').first().waitFor();
  await other.reload();
  await other.getByRole('button', { name: 'Close it' }).click();
  await other.getByRole('dialog').getByRole('button', { name: 'Close it' }).click();
  await other.getByText('closed').first().waitFor();
  await other.getByRole('link', { name: '粤黔劳务协作联席会议（示例）' }).click();
  await other.getByRole('link', { name: 'Work point 1 of 2022' }).waitFor();
  await good(guangdong, 'plans-meeting-en');
}, 240_000);
