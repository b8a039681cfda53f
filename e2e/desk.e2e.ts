import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { numberFor, VILLAGE } from '#capabilities/workers/testing/folk.ts';
import { good, send } from './support/pages.ts';
import { DESKTOP, PHONE, signedIn, startWorld, type World } from './support/world.ts';

// The desk of findings on a real server: doubts open on save, are handed over, exempted by a second person, and close by themselves. Made-up people only.

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const people = [
  ['杨春禾', { condition: { ability: 'none', health: ['healthy'], education: 'juniorHigh' } }],
  ['王麦收', { phone: '138 0000 0711', household: { found: true, number: '522727900001', relation: 'head' } }],
  ['班立冬', { phone: '138 0000 0711', household: { found: true, number: '522727900002', relation: 'head' } }],
  ['龙向前', { condition: { ability: 'weak', health: ['healthy'], education: 'primary' } }],
  ['卢巧儿', { condition: { ability: 'ordinary', health: ['healthy'], education: 'primary' }, birthday: '1955-04-08' }],
] as const;

const waitForFindings = async (page: Page, n: number): Promise<void> => {
  for (let i = 0; i < 60; i++) {
    const { open } = await send<{ open: number }>(page, 'GET', '/findings/count');
    if (open >= n) return;
    await page.waitForTimeout(500);
  }
  throw new Error('the findings did not come');
};

test('a clerk goes through the desk: case, hand over, exemption, correction; the next case opens by itself', async () => {
  const v = await signedIn(world, 'pt-renshe-01');
  const { page } = v;
  let sequence = 500;
  for (const [name, more] of people)
    await send(page, 'POST', '/workers', {
      name,
      number: numberFor('birthday' in more ? more.birthday : '1990-05-06', ++sequence),
      home: { code: VILLAGE, hukou: 'agricultural', from: '2001-05-01' },
      ...Object.fromEntries(Object.entries(more).filter(([k]) => k !== 'birthday')),
    });
  await waitForFindings(page, 5);
  await page.goto('/');
  await page.getByText('疑点等着核对').first().waitFor();
  await page.goto('/findings');
  await page.locator('.case-title').waitFor();
  await good(v, 'desk-zh');
  // only one rule
  await page.getByRole('button', { name: /V02/ }).click();
  await page.locator('.finding-line').nth(1).waitFor();
  await page.getByRole('region', { name: '谁说的什么' }).waitFor();
  await good(v, 'desk-v02-zh');
  // tick both and hand them over
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.locator('li:nth-child(2).finding-line[data-current]').waitFor();
  await page.keyboard.press('x');
  await page.getByRole('button', { name: '转派选中的 2 件' }).click();
  await page.locator('#assign-to').click();
  await page
    .getByText(/罗大雁/)
    .last()
    .click();
  await good(v, 'desk-assign-zh');
  await page.getByRole('dialog').getByRole('button', { name: '转派' }).click();
  await page.getByText('已转派 2 件', { exact: true }).waitFor();
  await v.close();
});

test('an exemption is asked for; a fact that is put right closes its finding', async () => {
  const v = await signedIn(world, 'pt-renshe-01');
  const { page } = v;
  await page.goto('/findings?rule=V13');
  await page.locator('.case-title').waitFor();
  await page.keyboard.press('3');
  await page.locator('#exempt-reason').fill('残疾证在办，村医证明见附件');
  await good(v, 'desk-exempt-zh');
  await page.getByRole('dialog').getByRole('button', { name: '申请' }).click();
  await page.getByText('已申请豁免，等另一人批准').waitFor();
  // put right: the correcting dialog of the person opens from the case
  await page.goto('/findings?rule=V13&sort=oldest');
  await page.locator('.case-title').waitFor();
  const before = (await send<{ open: number }>(page, 'GET', '/findings/count')).open;
  await page.keyboard.press('1');
  await page.waitForURL(/\/workers\/.+do=condition/);
  await page.getByRole('dialog').waitFor();
  const id = /workers\/([0-9a-f-]+)/.exec(page.url())![1]!;
  await send(page, 'PUT', `/workers/${id}/condition`, { ability: 'ordinary', health: ['healthy'], education: 'juniorHigh' });
  for (let i = 0; i < 60 && (await send<{ open: number }>(page, 'GET', '/findings/count')).open >= before; i++)
    await page.waitForTimeout(500);
  expect((await send<{ open: number }>(page, 'GET', '/findings/count')).open).toBe(before - 1);
  await page.goto('/findings?state=closed');
  await page.getByText('已更正，自动了结').waitFor();
  await good(v, 'desk-closed-zh');
  await v.close();
});

test('the rule book, the numbers, what waits for approval', async () => {
  const v = await signedIn(world, 'pt-renshe-01');
  const { page } = v;
  await page.goto('/findings/rules');
  await page.getByRole('heading', { name: /V13/ }).waitFor();
  await good(v, 'desk-rules-zh');
  await page.goto('/findings/numbers');
  await page.getByRole('table').waitFor();
  await good(v, 'desk-numbers-zh');
  await page.goto('/findings/exemptions');
  await page.getByText('残疾证在办').waitFor();
  await good(v, 'desk-exemptions-zh');
  await v.close();
});

test('the second person approves', async () => {
  const boss = await signedIn(world, 'qn-shizhou');
  await boss.page.goto('/findings?rule=V13');
  await boss.page.locator('.case-title').waitFor();
  await boss.page
    .getByText(/残疾证在办/)
    .first()
    .waitFor();
  await good(boss, 'desk-approve-zh');
  await boss.page.getByRole('button', { name: '批准', exact: true }).click();
  await boss.page.getByRole('dialog').getByRole('button', { name: '批准' }).click();
  await boss.page.getByText('已批准豁免').waitFor();
  await boss.close();
});

test('in English, and on a phone from the list to a case', async () => {
  const en = await signedIn(world, 'kd-renshe-01', DESKTOP, 'en-US');
  await en.page.goto('/findings?whose=mine');
  await en.page.locator('.case-title').waitFor();
  await good(en, 'desk-en');
  await en.page.goto('/findings/rules');
  await en.page.getByRole('heading', { name: /V13/ }).waitFor();
  await good(en, 'desk-rules-en');
  await en.close();

  const phone = await signedIn(world, 'kd-xianfeng-01', PHONE);
  await phone.page.goto('/findings');
  await phone.page.locator('.finding-line').first().waitFor();
  await good(phone, 'desk-phone-list-zh');
  await phone.page.locator('.finding-item').first().click();
  await phone.page.locator('.case-title').waitFor();
  await good(phone, 'desk-phone-case-zh');
  await phone.page.goto('/findings/rules');
  await phone.page.getByRole('heading', { name: /V13/ }).waitFor();
  await good(phone, 'desk-phone-rules-zh');
  await phone.page.goto('/findings/numbers');
  await phone.page.getByRole('table').waitFor();
  await good(phone, 'desk-phone-numbers-zh');
  await phone.close();
  const phoneEn = await signedIn(world, 'kd-renshe-01', PHONE, 'en-US');
  await phoneEn.page.goto('/findings');
  await phoneEn.page.locator('.finding-line').first().waitFor();
  await good(phoneEn, 'desk-phone-list-en');
  await phoneEn.close();

  const auditor = await signedIn(world, 'qn-shenji');
  await auditor.page.goto('/findings');
  await auditor.page.locator('.case-title').waitFor();
  await good(auditor, 'desk-auditor-zh');
  expect(await auditor.page.locator('.case-foot').count()).toBe(0);
  await auditor.close();
});
