import { afterAll, beforeAll, expect, test } from 'vitest';
import { numberFor, VILLAGE } from '#capabilities/workers/testing/folk.ts';
import { good, send, settled } from './support/pages.ts';
import {
  DESKTOP,
  demoPassword,
  expectGood,
  shot,
  signedIn,
  startWorld,
  VIEWS,
  type Visitor,
  visitor,
  type World,
} from './support/world.ts';

// 看板 and 大屏: eleven made-up people in Guangdong; the picture, its table, the walk by keyboard; a screen set up, shown, cut off from the network, revoked.

let world: World;
const HALL = { width: 1920, height: 1080 };
beforeAll(async () => {
  world = await startWorld();
  const county = await signedIn(world, 'pt-renshe-01', DESKTOP, 'zh-CN');
  const names = ['莫桂兰', '石阿朵', '陆安平', '韦小满', '罗天顺', '杨春禾', '覃秋月', '刘水生', '蒙晓燕', '吴长庚', '王麦收'];
  for (const [i, name] of names.entries()) {
    const { id } = await send<{ id: string }>(county.page, 'POST', '/workers', {
      name,
      number: numberFor(`19${80 + i}-03-12`, 311 + 11 * i),
      home: { code: VILLAGE, hukou: 'agricultural' },
      identities: [{ kind: 'poverty_general', from: '2014-12-31' }],
    });
    const { spellId } = await send<{ spellId: string }>(county.page, 'POST', `/workers/${id}/spells`, {
      ...{ kind: 'employed', employerWords: '穗味餐饮', place: i === 0 ? '440604000000' : '440111000000', start: '2022-03-01' },
      ...{ assistedKind: 'trip', assistedRef: '专列一' },
    });
    await send(county.page, 'POST', `/workers/${id}/spells/${spellId}/evidence`, {
      ...{ class: 4, says: 'in_post', coversTo: '2022-09-20', observed: '2022-09-20' },
    });
  }
  // the first page has asked for figures meanwhile: they are counted anew, now that everybody is there
  for (const figure of ['I01', 'I06', 'I07'])
    await send(county.page, 'POST', '/figures/table', {
      ...{ figure, from: '2022-01-01', to: '2022-10-12', where: { origin: ['522727000000'] }, fresh: true },
    });
  await county.close();
});
afterAll(() => world.stop());

const drawn = async (v: Visitor): Promise<void> => {
  await v.page.locator('.picture-host svg').first().waitFor();
  await settled(v);
};

for (const [view, size, lang] of VIEWS)
  test(`dashboard, ${view}`, async () => {
    const v = await signedIn(world, 'pt-renshe-01', size, lang);
    const { page } = v;
    await page.goto('/');
    await page.locator('.picture').first().waitFor();
    await good(v, `home-picture-${view}`);
    await page.goto('/dashboard');
    await page.locator('.board-lead').waitFor();
    expect(await page.locator('.board-lead').textContent()).toMatch(/11/);
    if (size === DESKTOP) {
      await drawn(v);
      const [picture, table] = [page.locator('.picture').first(), page.getByRole('region', { name: '流向表' })];
      // as many streams as rows, each the same number
      expect(await table.locator('tbody tr').count()).toBe(2);
      expect(await picture.locator('[role=img]').getAttribute('aria-label')).toMatch(/共 2 支 11 人/);
      // walked over by keyboard, and opened
      await picture.locator('[role=application]').focus();
      await page.keyboard.press('ArrowRight');
      await page
        .getByText(/到广州市.*10 人/)
        .first()
        .waitFor();
      await good(v, `dashboard-${view}`);
      await page.getByText('地图', { exact: true }).click();
      await page.getByText('地图为示意图，不作为划界依据', { exact: false }).waitFor();
      await drawn(v);
      await good(v, `dashboard-map-${view}`);
      await page.getByText('桑基', { exact: true }).click();
      await drawn(v);
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: '下载' }).first().click();
      await page.getByRole('button', { name: '图，PNG' }).click();
      expect((await download).suggestedFilename()).toMatch(/\.png$/);
      await page.keyboard.press('Escape');
      await picture.locator('[role=application]').focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await page.locator('.fg-people > li').first().waitFor();
      expect(page.url()).toContain('/figures?');
    } else {
      await page.locator('.picture-rows tbody tr').first().waitFor();
      await settled(v);
      await good(v, `dashboard-${view}`);
    }
    await page.goto('/dashboard?figure=I08');
    await page.getByText(/^(这个指标没有流向图|There are no flows of this figure)$/).waitFor();
    await good(v, `dashboard-rate-${view}`);
    await v.close();
  });

test('a big screen: set up, shown, cut off, back again, revoked', async () => {
  const county = await signedIn(world, 'pt-renshe-01', DESKTOP, 'zh-CN');
  await county.page.goto('/screens');
  await county.page.getByLabel('标题').fill('平塘、白云劳务协作');
  await send(county.page, 'POST', '/me/step-up', { password: demoPassword(world) });
  await county.page.getByRole('button', { name: '开通 90 天' }).click();
  const link = await county.page.getByRole('textbox', { name: '大屏链接' }).inputValue();
  expect(link).toMatch(/\/screen#[\w-]{43}$/);
  await good(county, 'screens-page');

  const hall = await visitor(world, HALL);
  // the token goes in a header, never in an address
  const asked: string[] = [];
  hall.page.on('request', (r) => asked.push(`${r.url()} ${r.headers().referer ?? ''}`));
  await hall.page.goto(link);
  await hall.page.locator('.bs-big').first().waitFor();
  await hall.page.locator('.bs-map svg').waitFor();
  expect(asked.filter((u) => u.includes(link.split('#')[1]!))).toEqual([]);
  expect(await hall.page.locator('.bs-count').allTextContents()).toEqual(['11人', '11人', '11人', '—人']);
  // of the two places one has a single person: it is “<10”, and their sum, from which it could be reckoned, is not told
  expect(await hall.page.locator('.bs-right').allTextContents()).toEqual(['10', '<10']);
  expect(await hall.page.locator('body').textContent()).not.toMatch(/莫桂兰|石阿朵/);
  const small = await hall.page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter(
        (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent!.trim()) && !e.closest('svg') && !e.closest('noscript'),
      )
      .map((e) => Number.parseFloat(getComputedStyle(e).fontSize))
      .filter((px) => px < 14),
  );
  expect(small, 'text under 14 px at 1920').toEqual([]);
  await expectGood(hall, 'big screen');
  await shot(hall.page, 'big-screen');

  // the server cannot be reached while it runs; a reload meanwhile shows the last answer all the same
  await hall.page.route('**/api/screen', (route) => route.abort());
  await hall.page.reload();
  await hall.page.getByText(/^数据截至 .*，网络断开/).waitFor();
  expect(await hall.page.locator('.bs-big').count()).toBe(4);
  hall.errors.splice(0);
  await expectGood(hall, 'big screen without a network');
  await shot(hall.page, 'big-screen-lost');
  await hall.page.unroute('**/api/screen');
  await hall.page.locator('.bs-lost').waitFor({ state: 'detached', timeout: 60_000 });

  await county.page.getByRole('button', { name: '停用“平塘、白云劳务协作”' }).click();
  await county.page.getByRole('button', { name: '停用这个大屏' }).click();
  // the dialog goes when it is done, not when it is asked
  await county.page.getByRole('button', { name: '停用这个大屏' }).waitFor({ state: 'hidden' });
  await hall.page.evaluate(() => window.dispatchEvent(new Event('online')));
  await hall.page.getByText(/“平塘、白云劳务协作”的大屏已于 .* 停用/).waitFor();
  expect(await hall.page.locator('.bs-big').count()).toBe(0);
  hall.errors.splice(0);
  await expectGood(hall, 'big screen, revoked');
  await shot(hall.page, 'big-screen-revoked');
  // neither a reload nor a link that was cut brings it back
  await hall.page.reload();
  await hall.page.getByText(/停用/).first().waitFor();
  await hall.page.goto('about:blank');
  await hall.page.goto(`${world.url}/screen`);
  await hall.page.getByText(/^这个大屏链接不完整/).waitFor();
  await hall.close();
  await county.close();
});
