import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { numberFor } from '#capabilities/workers/testing/folk.ts';
import { VILLAGES } from './support/folk.ts';
import { good, send } from './support/pages.ts';
import { DESKTOP, PHONE, signedIn, startWorld, type World } from './support/world.ts';

// A month's round on a real server: on the desk by buttons and keys, on the phone by one thumb, without a network for a while. Made-up people only.

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const NAMES = ['石阿朵', '莫桂兰', '陆安平', '韦小满', '罗天顺', '杨春禾'];
const totals = async (page: Page) =>
  (await send<{ totals: Record<string, number> }>(page, 'GET', '/verification?side=home&groups=false')).totals;

test('a clerk on the desk: progress, answers by key and button, taken back, many at once', async () => {
  const v = await signedIn(world, 'pt-renshe-01', DESKTOP);
  const { page } = v;
  const today = (await send<{ today: string }>(page, 'GET', '/about')).today;
  const start = `${Number(today.slice(0, 4)) - 1}-03-01`;
  for (const [i, name] of NAMES.entries()) {
    const { id } = await send<{ id: string }>(page, 'POST', '/workers', {
      name,
      number: numberFor('1988-03-12', 300 + i),
      phone: `1380000002${i}`,
      home: { code: VILLAGES[i % 2]!, hukou: 'agricultural' },
    });
    const { spellId } = await send<{ spellId: string }>(page, 'POST', `/workers/${id}/spells`, {
      ...(i === 5 ? { kind: 'flexible' } : { kind: 'employed', employerWords: i < 4 ? '穗味餐饮（示例）' : '安顺家政（示例）' }),
      place: '440111000000',
      post: '烧腊制作',
      start,
    });
    await send(page, 'POST', `/workers/${id}/spells/${spellId}/evidence`, { class: 6, says: 'in_post', observed: today, note: '村里名单' });
  }
  await page.goto('/');
  await page.locator('.todo-lines').getByText('在岗核验').first().waitFor();
  await page.goto('/verification');
  await page.getByText(/应核 6 段，已有结果 0 段/).waitFor();
  await page.locator('tr[data-current]').waitFor();
  await good(v, 'rounds-desk-zh');
  // found by name, which stands in no address
  const find = page.getByLabel('查人');
  await find.fill('莫桂兰');
  await find.press('Enter');
  await page.locator('.round-list tbody tr').nth(1).waitFor({ state: 'detached' });
  expect(await page.locator('.round-list tbody tr th a').allTextContents()).toEqual(['莫桂兰']);
  expect(page.url()).not.toContain('%');
  await find.fill('');
  await find.press('Enter');
  await page.locator('.round-list tbody tr').nth(5).waitFor();
  await page.getByRole('heading', { level: 1 }).click();
  const first = await page.locator('tr[data-current] th a').first().textContent();
  await page.keyboard.press('1');
  await page.getByText(`${first}：还在，已记下`).waitFor();
  await page.getByText(/已有结果 1 段/).waitFor();
  await page.keyboard.press('u');
  await page.getByText(/已有结果 0 段/).waitFor();
  await page.getByText('已撤回', { exact: true }).waitFor();
  // left, with the last day in post and the reason
  await page.getByRole('button', { name: '莫桂兰 走了' }).click();
  await page.getByRole('dialog').locator('#round-reason').click();
  await page.getByText('合同期满', { exact: true }).last().click();
  await page.getByRole('dialog').getByText('同时登记离岗；当天撤回，离岗也一起撤回').waitFor();
  await good(v, 'rounds-left-zh');
  await page.getByRole('button', { name: '记为走了' }).click();
  await page.getByText('莫桂兰：走了，已记下').waitFor();
  await page.getByText(`同时登记离岗，最后在岗 ${today}`).waitFor();
  await page.getByRole('button', { name: '陆安平 没联系上' }).click();
  await page.getByRole('dialog').getByText('没人接').click();
  await page.getByRole('button', { name: '记为没联系上' }).click();
  await page.getByText('陆安平：没联系上，已记下').waitFor();
  expect(await totals(page)).toMatchObject({ total: 6, left: 1, notReached: 1 });
  await page
    .getByRole('row', { name: /杨春禾/ })
    .getByText('灵活就业')
    .waitFor();
  // all of the ticked at once
  for (const name of ['罗天顺', '杨春禾']) await page.getByLabel(`选择 ${name}`).check();
  await page.getByRole('button', { name: '勾选的 2 段都还在' }).click();
  await good(v, 'rounds-bulk-zh');
  await page.getByRole('button', { name: '都记为还在' }).click();
  await page.getByText('记下 2 段还在').waitFor();
  expect(await totals(page)).toMatchObject({ verified: 2, left: 1, notReached: 1 });
  // one state opens from its figure; drilled to a township and back
  await page.getByRole('button', { name: /已离岗 1/ }).click();
  await page.waitForURL(/state=left/);
  await page.getByRole('row', { name: /莫桂兰/ }).waitFor();
  await good(v, 'rounds-state-zh');
  await v.close();
});

test('on a phone: one person a card, without a network the answer waits and says so, and goes when it is back', async () => {
  const v = await signedIn(world, 'pt-renshe-01', PHONE);
  const { page, context } = v;
  await page.goto('/verification');
  await page.locator('.round-card').waitFor();
  await good(v, 'rounds-phone-zh');
  await page.getByRole('button', { name: /显示号码 138/ }).click();
  const link = page.locator('a[href^="tel:1380000002"]');
  await link.waitFor();
  await good(v, 'rounds-phone-number-zh');
  const before = await totals(page);
  await context.setOffline(true);
  const name = await page.locator('.round-card h2').textContent();
  await page.getByRole('button', { name: '还在', exact: true }).click();
  await page.getByText('没有连上，照常核').waitFor();
  await page.getByText(`${name}：还在，存在这台设备上，等网络`).waitFor();
  await page.waitForFunction((n) => document.querySelector('.round-card h2')?.textContent !== n, name);
  // the browser itself writes what it could not fetch
  expect(v.errors.splice(0).filter((e) => !e.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  await good(v, 'rounds-phone-offline-zh');
  await context.setOffline(false);
  await page.getByText('没有连上，照常核').waitFor({ state: 'detached' });
  expect((await totals(page)).verified).toBe(before.verified! + 1);
  await v.close();
});

test('a province sets its due day; a city by county', async () => {
  const v = await signedIn(world, 'gd-province');
  const { page } = v;
  await page.goto('/verification?side=host');
  await page.getByText('核验期限').click();
  await page.getByRole('button', { name: '改广东的期限' }).click();
  await page.locator('#f-dueDay').fill('28');
  await page.getByRole('dialog').getByLabel(/原因/).fill('月底前核完');
  await good(v, 'rounds-rule-zh');
  await page.getByRole('dialog').getByRole('button', { name: '改期限' }).click();
  await page.getByText(/每月 28 号前核完/).waitFor();
  await good(v, 'rounds-rules-zh');
  await page.goto('/verification?side=host&area=440100000000');
  await page.getByRole('rowheader', { name: /白云区/ }).waitFor();
  await good(v, 'rounds-city-zh');
  await v.close();
});

test('in English, on a phone and on the desk', async () => {
  for (const [size, name] of [
    [PHONE, 'rounds-phone-en'],
    [DESKTOP, 'rounds-desk-en'],
  ] as const) {
    const v = await signedIn(world, 'pt-renshe-01', size, 'en-US');
    await v.page.goto('/verification');
    await v.page.locator(size === PHONE ? '.round-card' : '.round-list').waitFor();
    await good(v, name);
    await v.close();
  }
});
