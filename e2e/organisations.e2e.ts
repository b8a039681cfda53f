import { afterAll, beforeAll, test } from 'vitest';
import { good, send } from './support/pages.ts';
import { DESKTOP, isWalked, PHONE, signedIn, startWorld, type Visitor, type World } from './support/world.ts';

// An organisation as people meet it: registered through the form, refused the second time, looked at, merged; axe on each page and dialog.

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

/** Fills the form as far as every kind needs it. The place is chosen from the list that the code brings. */
const fill = async ({ page }: Visitor, name: string, place: string): Promise<void> => {
  await page.locator('#f-name').fill(name);
  await page.locator('#f-place').click();
  await page.keyboard.type(place);
  await page.locator('.ant-select-item-option').filter({ hasText: place }).first().click();
  await page.locator('#f-source').fill('营业执照（示例）');
};
test('registered, found again while typing, refused twice, merged, split', async () => {
  const v = await signedIn(world, 'gd-province');
  const { page } = v;
  await page.goto('/organisations/new?kind=employer');
  await fill(v, '示例餐饮有限公司', '440111000000');
  await page.locator('#f-uscc').fill('91350100M000100Y44');
  await page.locator('#f-uscc').blur();
  await page.getByText('代码最后一位应为 3，现在是 4，请对照营业执照').waitFor();
  await good(v, 'organisation-form-refused');
  await page.locator('#f-uscc').fill('91350100M000100Y43');
  await page.getByText(/代码无误/).waitFor();
  await page.getByRole('button', { name: '登记“示例餐饮有限公司”' }).click();
  await page.waitForURL(/\/organisations\/[0-9a-f-]{36}/);
  await good(v, 'organisation-one');

  await page.goto('/organisations/new?kind=employer');
  await fill(v, '广州示例餐饮有限责任公司', '440111000000');
  await page.getByText('同县同名').waitFor();
  await page.locator('#f-uscc').fill('91350100M000100Y43');
  await page.getByText('代码相同').waitFor();
  await page.getByRole('button', { name: /^登记“广州示例/ }).click();
  await page.getByText(/已经登记给“示例餐饮有限公司”/).waitFor();
  await page.getByRole('checkbox', { name: '没有代码' }).check();
  await page.locator('#f-usccMissing').fill('手工台账里没有');
  await page.getByRole('button', { name: /^登记“广州示例/ }).click();
  await page.waitForURL(/\/organisations\/[0-9a-f-]{36}/);
  await page.getByRole('button', { name: '并入另一家' }).click();
  await page.getByLabel(/原因/).fill('同一家，重复登记');
  await page.waitForTimeout(300);
  await good(v, 'organisation-merge');
  await page.getByRole('button', { name: '并入这一家' }).click();
  await page.getByText('并入的记录').waitFor();
  await page.getByRole('button', { name: /^拆开 / }).click();
  await page.getByLabel(/原因/).fill('其实是两家');
  await page.getByRole('dialog').getByRole('button', { name: '拆开' }).click();
  await page.getByText('并入的记录').waitFor({ state: 'detached' });
  await v.close();
});

for (const [view, size, lang] of (
  [
    ['desktop-zh', DESKTOP, 'zh-CN'],
    ['phone-zh', PHONE, 'zh-CN'],
    ['desktop-en', DESKTOP, 'en-US'],
    ['phone-en', PHONE, 'en-US'],
  ] as const
).filter(isWalked))
  test(`the list, one station with incidents and services, its dialogs, the stations, ${view}`, async () => {
    const v = await signedIn(world, 'gd-province', size, lang);
    const { page } = v;
    const { id } = await send<{ id: string }>(v.page, 'POST', '/organisations', {
      name: `平塘县驻白云劳务工作站（示例 ${view}）`,
      kinds: ['station', 'agency'],
      usccMissing: '挂靠县人社局',
      place: '440111000000',
      stationLevel: 'county',
      stationFrom: '522727000000',
      source: '挂牌文件（示例）',
    });
    await send<{ id: string }>(v.page, 'POST', `/organisations/${id}/services`, {
      host: '440111000000',
      origin: '522727000000',
      fromDay: '2022-01-01',
      source: '协议（示例）',
    });
    await send<{ id: string }>(v.page, 'POST', `/organisations/${id}/staff`, { name: '陈佩仪', duty: '接站、回访', fromDay: '2022-01-01' });
    await send<{ id: string }>(v.page, 'POST', `/organisations/${id}/contacts`, { name: '黄嘉欣', duty: '人事', phone: '13800138000' });
    await send<{ id: string }>(v.page, 'POST', `/organisations/${id}/aliases`, { name: '平塘站', kind: 'short' });
    await send<{ id: string }>(v.page, 'POST', `/organisations/${id}/incidents`, {
      kind: 'wage_arrears',
      happenedOn: '2022-08-19',
      precision: 'month',
      what: '拖欠两月工资（示例）',
      persons: 37,
      amount: 318600,
      source: '走访（示例）',
    });
    await page.goto('/organisations');
    await page.locator('tbody th a').first().waitFor();
    await good(v, `organisations-list-${view}`);
    await page.goto(`/organisations/${id}`);
    await page.getByText('拖欠两月工资（示例）').waitFor();
    await good(v, `organisation-station-${view}`);
    for (const [open, name] of [
      [/^(登记欠薪等事件|Record an incident)$/, 'incident'],
      [/^(加一项服务|Add a service)$/, 'service'],
      [/^(停业|Closed down)$/, 'close'],
    ] as const) {
      await page.getByRole('button', { name: open }).click();
      await page.getByRole('dialog').waitFor();
      await page.waitForTimeout(400);
      await good(v, `organisation-${name}-${view}`);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await page.goto(`/organisations/${id}?do=correct`);
    await page.locator('#f-reason').waitFor();
    await good(v, `organisation-correct-${view}`);
    await page.goto('/stations');
    await page
      .getByRole('link', { name: /平塘县驻白云/ })
      .first()
      .waitFor();
    await good(v, `stations-filled-${view}`);
    await v.close();
  });
