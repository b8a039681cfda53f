import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { numberFor, VILLAGE } from '#capabilities/workers/testing/folk.ts';
import { good, send } from './support/pages.ts';
import { DESKTOP, PHONE, shot, signedIn, startWorld, VIEWS, type World } from './support/world.ts';

// One spell of work from entry to return, by the clerk of the home county and by the station where it happens; the people of the employer. Made-up only.

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const pick = async (page: Page, id: string, text: string, option: RegExp | string): Promise<void> => {
  await page.locator(`#f-${id}`).fill(text);
  await page.locator('.ant-select-item-option', { hasText: option }).first().click();
};
const choose = async (page: Page, id: string, option: string): Promise<void> => {
  await page.locator(`#f-${id}`).click();
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: option }).first().click();
};
const day = async (page: Page, id: string, value: string): Promise<void> => {
  await page.locator(`#f-${id}`).fill(value);
  await page.locator(`#f-${id}`).press('Enter');
};
const closed = (page: Page) => page.getByRole('dialog').waitFor({ state: 'hidden' });
const told = (page: Page, words: string | RegExp) => page.getByRole('status').filter({ hasText: words }).first().waitFor();
const press = async (page: Page, name: string | RegExp): Promise<void> => {
  await page.getByRole('button', { name }).first().click();
  await page.getByRole('dialog').waitFor();
};

const register = (page: Page, name: string, sequence: number) =>
  send<{ id: string }>(page, 'POST', '/workers', {
    name,
    number: numberFor(`19${70 + (sequence % 25)}-03-04`, sequence),
    phone: `138 0000 0${sequence}`,
    home: { code: VILLAGE, hukou: 'agricultural', from: '2001-05-01' },
  });
/** An employer of the host side, as the province registers it. */
const employer = async (name: string): Promise<string> => {
  const v = await signedIn(world, 'gd-province');
  const { id } = await send<{ id: string }>(v.page, 'POST', '/organisations', {
    name,
    kinds: ['employer'],
    uscc: '',
    usccMissing: '示例',
    place: '440111000000',
    source: '营业执照（示例）',
  });
  await v.close();
  return id;
};

test('entered, refused with its sentence, vouched for, changed to another post, ended, come back from, corrected, withdrawn', async () => {
  await employer('示例餐饮有限公司');
  const v = await signedIn(world, 'pt-renshe-01');
  const { page } = v;
  const { id } = await register(page, '石阿朵', 501);
  await page.goto(`/workers/${id}`);
  await press(page, '登记一段务工');
  await good(v, 'spell-record-empty');
  await pick(page, 'place', '白云区', '白云区');
  await pick(page, 'organisationId', '示例餐饮', '示例餐饮有限公司');
  await page.locator('#f-start').fill('1985-03');
  await page.getByRole('dialog').getByRole('button', { name: '登记', exact: true }).click();
  await page.getByText(/还没满 16 岁/).waitFor();
  await good(v, 'spell-record-refused');
  await page.locator('#f-start').fill('2021年3月');
  await page.locator('#f-post').fill('帮厨');
  await page.locator('.emp-more summary').click();
  await page.locator('#f-payMonth').fill('4200');
  await choose(page, 'channel', '政府组织');
  await good(v, 'spell-record-filled');
  await page.getByRole('dialog').getByRole('button', { name: '登记', exact: true }).click();
  await closed(page);
  await told(page, '务工已登记');
  await page.getByText('省外，有组织').waitFor();
  await good(v, 'spell-recorded');

  await press(page, '在岗证据：在示例餐饮有限公司务工');
  await choose(page, 'class', '4 走访');
  await day(page, 'observed', '2022-10-08');
  await good(v, 'spell-evidence');
  await page.getByRole('button', { name: '登记证据' }).click();
  await closed(page);
  await told(page, '证据已登记');

  await press(page, '转岗：在示例餐饮有限公司务工');
  await page.locator('#f-start').fill('2022-10-09');
  await page.locator('#f-post').fill('领班');
  await good(v, 'spell-transfer');
  await page.getByRole('button', { name: '登记转岗' }).click();
  await closed(page);
  await told(page, '转岗已登记');
  await page.getByText(/到 2022-10-08，转岗/).waitFor();

  await press(page, '离岗：在示例餐饮有限公司务工');
  await page.locator('#f-ended').fill('2022-10-10');
  await choose(page, 'leaveReason', '返乡');
  await good(v, 'spell-end');
  await page.getByRole('button', { name: '登记离岗' }).click();
  await closed(page);
  await told(page, '离岗已登记');

  await press(page, '返岗：在示例餐饮有限公司务工');
  await page.locator('#f-start').fill('2022-10-12');
  await page.getByRole('button', { name: '登记返岗' }).click();
  await closed(page);
  await told(page, '返岗已登记');
  await page.getByText('省外，有组织，返岗').first().waitFor();

  await press(page, '更正：在示例餐饮有限公司务工');
  await page.locator('#f-post').fill('厨师');
  await page.locator('#f-reason').fill('电话核对');
  await good(v, 'spell-correct');
  await page.getByRole('dialog').getByRole('button', { name: '更正', exact: true }).click();
  await closed(page);
  await told(page, '已更正');
  await page.getByText('更正过 1 次').first().waitFor();

  await press(page, '撤回：在示例餐饮有限公司务工');
  await page.locator('#confirm-reason').fill('登到了别人名下');
  await good(v, 'spell-withdraw');
  await page.getByRole('button', { name: '撤回这一段' }).click();
  await closed(page);
  await told(page, '这一段已撤回');
  await good(v, 'spell-all');
  expect(v.errors).toEqual([]);
  await v.close();
});

test.each(VIEWS)('the station where it happens, and the people of the employer, %s', async (view, size, lang) => {
  const firm = await employer(`示例制衣厂${view}`);
  const home = await signedIn(world, 'pt-renshe-01', DESKTOP, lang);
  const names = lang === 'zh-CN' ? ['莫桂兰', '韦小满'] : ['陈谷雨', '罗立冬'];
  const ids: string[] = [];
  for (const [i, name] of names.entries()) {
    const { id } = await register(home.page, `${name}`, 510 + i + (size === PHONE ? 10 : 0) + (lang === 'zh-CN' ? 20 : 0));
    await send(home.page, 'POST', `/workers/${id}/spells`, {
      id,
      kind: 'employed',
      organisationId: firm,
      place: '440111000000',
      start: '2021-05-01',
    });
    ids.push(id);
  }
  await home.page.setViewportSize(size);
  await home.page.goto(`/organisations/${firm}/people`);
  await home.page.getByRole('link', { name: names[0]! }).waitFor();
  await good(home, `organisation-people-${view}`);
  await home.page.goto(`/organisations/${firm}`);
  await home.page.getByRole('link', { name: names[1]! }).waitFor();
  await good(home, `organisation-people-slot-${view}`);
  await home.close();

  const v = await signedIn(world, 'gz-baiyun-zhan', size, lang);
  const { page } = v;
  await page.goto(`/workers/${ids[0]}`);
  if (size === PHONE) {
    await page.getByRole('button', { name: /^(办理|Record for)/ }).click();
    await page.getByRole('menuitem').first().waitFor();
    await shot(page, `spell-station-menu-${view}`);
    await page.getByRole('menuitem', { name: /^(在岗证据|Evidence)$/ }).click();
    await page.getByRole('dialog').waitFor();
  } else await press(page, /^(在岗证据：|Evidence: )/);
  // a station vouches for what it saw or heard itself
  await page.locator('#f-class').click();
  expect(await page.locator('.ant-select-item-option').count()).toBe(2);
  await page.locator('.ant-select-item-option').first().click();
  await day(page, 'observed', '2022-10-08');
  await good(v, `spell-station-evidence-${view}`);
  await page.getByRole('button', { name: /^(登记证据|Enter the evidence)$/ }).click();
  await closed(page);
  await told(page, /证据已登记|on record/);
  await good(v, `spell-station-${view}`);
  await v.close();
});
