import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { numberFor, VILLAGE } from '#capabilities/workers/testing/folk.ts';
import { good, send } from './support/pages.ts';
import { demoPassword, PHONE, signedIn, startWorld, type World } from './support/world.ts';

// A month is proposed, refused, proposed again, approved by both sides and frozen; work corrected afterwards stands in the difference note. Made-up people only.

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const sure = async (page: Page): Promise<void> => {
  await page.locator('#step-up-secret').fill(demoPassword(world));
  await page.locator('#step-up-secret').press('Enter');
};

test('a month is frozen by both sides, and what is corrected later is explained', async () => {
  const county = await signedIn(world, 'pt-renshe-01');
  const people: { id: string; spellId: string }[] = [];
  for (const [name, sequence] of [
    ['韦封存', 721],
    ['石更正', 722],
  ] as const) {
    const { id } = await send<{ id: string }>(county.page, 'POST', '/workers', {
      name,
      number: numberFor('1990-05-06', sequence),
      home: { code: VILLAGE, hukou: 'agricultural', from: '2001-05-01' },
      identities: [{ kind: 'poverty_general', from: '2014-12-31' }],
    });
    const { spellId } = await send<{ spellId: string }>(county.page, 'POST', `/workers/${id}/spells`, {
      kind: 'employed',
      employerWords: '穗味餐饮',
      place: '440111000000',
      start: '2021-03-15',
      assistedKind: 'programme',
      assistedRef: '东西部协作',
    });
    await send(county.page, 'POST', `/workers/${id}/spells/${spellId}/evidence`, { class: 4, says: 'in_post', observed: '2022-08-20' });
    people.push({ id, spellId });
  }

  const guizhou = await signedIn(world, 'gz-province');
  const { page } = guizhou;
  await page.goto('/figures/freeze');
  await page
    .getByRole('button', { name: '提出封账 2022-08' })
    .waitFor({ timeout: 10_000 })
    .catch(() => undefined);
  const month = '2022-08';
  await good(guizhou, 'freeze-list-zh');
  await page.getByRole('button', { name: `提出封账 ${month}` }).click();
  await good(guizhou, 'freeze-propose-zh');
  await page.getByRole('button', { name: `统计 ${month}，请两边批准` }).click();
  await sure(page);
  await page.getByRole('button', { name: '代表贵州批准' }).waitFor({ timeout: 60_000 });
  await page.getByRole('region', { name: '核对' }).getByText('每个维度各行之和等于合计').waitFor();
  await good(guizhou, 'freeze-proposed-zh');
  await page.getByRole('button', { name: '代表贵州批准' }).click();
  await good(guizhou, 'freeze-approve-zh');
  await page.getByRole('button', { name: `批准 ${month}` }).click();
  await page.getByText('一边已批准').waitFor();
  const address = new URL(page.url()).pathname;

  const guangdong = await signedIn(world, 'gd-province', PHONE, 'en-US');
  await guangdong.page.goto(address);
  await guangdong.page.getByRole('button', { name: 'Approve for Guangdong' }).click();
  await guangdong.page.getByRole('button', { name: `Approve ${month}` }).click();
  await sure(guangdong.page);
  await guangdong.page.getByRole('region', { name: 'Signature' }).waitFor();
  await good(guangdong, 'freeze-frozen-en');

  // published: everybody with an account reads it; small numbers are signs
  await page.goto(address);
  await page.getByRole('button', { name: '公布', exact: true }).click();
  await page.getByRole('button', { name: `公布 ${month}` }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.goto('/figures/published');
  await page.getByRole('heading', { name: /^I07/ }).waitFor({ timeout: 30_000 });
  await page.getByText('<10').first().waitFor();
  await good(guizhou, 'published-zh');
  await guangdong.page.goto('/figures/published');
  await guangdong.page.getByRole('heading', { name: /^I07/ }).waitFor({ timeout: 30_000 });
  await good(guangdong, 'published-en');
  // what others published is entered by a province
  await page.goto('/figures/X01');
  await page.getByRole('button', { name: '录入一条' }).click();
  await page.getByRole('button', { name: '录入', exact: true }).click();
  await page.getByRole('alert').first().waitFor();
  await good(guizhou, 'external-form-zh');
  await guangdong.page.goto('/figures/X01');
  await good(guangdong, 'external-en');

  // what was recorded of one of them was wrong
  const { id, spellId } = people[1]!;
  const known = await send<{ spells: { id: string; version: string }[] }>(county.page, 'GET', `/workers/${id}/spells`);
  const { version } = known.spells.find((s) => s.id === spellId)!;
  await send(county.page, 'POST', `/workers/${id}/spells/${spellId}/withdraw`, { version, reason: '登记错人了' });
  await page.goto(`${address}/difference`);
  await page.getByRole('region', { name: '为什么' }).getByText('务工记录撤销').waitFor({ timeout: 30_000 });
  await page.getByRole('link', { name: '石更正' }).waitFor();
  await good(guizhou, 'freeze-difference-zh');
  const taking = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载差异说明' }).click();
  expect((await taking).suggestedFilename()).toMatch(/\.xlsx$/);
  await guangdong.page.goto(`${address}/difference`);
  await guangdong.page.getByRole('region', { name: 'Who' }).waitFor({ timeout: 30_000 });
  await good(guangdong, 'freeze-difference-en');
  await guangdong.page.goto('/figures/freeze');
  await good(guangdong, 'freeze-list-en');
}, 240_000);
