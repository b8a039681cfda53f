import { afterAll, beforeAll, test } from 'vitest';
import { good } from './support/pages.ts';
import { DESKTOP, PHONE, signedIn, startWorld, type World } from './support/world.ts';

// The pages that stand behind a row of a list, and the forms: axe, no sideways scroll, a silent console.

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

for (const [view, size, lang] of [
  ['desktop-zh', DESKTOP, 'zh-CN'],
  ['phone-en', PHONE, 'en-US'],
] as const)
  test(`one account, one pairing, the form of a pairing, one row of the audit, ${view}`, async () => {
    const county = await signedIn(world, 'pt-renshe-01', size, lang);
    await county.page.goto('/accounts');
    await county.page.locator('tbody th a').first().click();
    await county.page.waitForURL(/\/accounts\/[0-9a-f-]{36}/);
    await county.page.getByRole('heading', { level: 2 }).first().waitFor();
    await good(county, `account-${view}`);
    await county.page.goto('/regions/pairings');
    await county.page.locator('tbody th a').first().click();
    await county.page.waitForURL(/\/regions\/pairings\/[0-9a-f-]{36}/);
    await county.page.getByRole('heading', { level: 2 }).first().waitFor();
    await good(county, `pairing-${view}`);
    await county.close();

    const province = await signedIn(world, 'gd-province', size, lang);
    await province.page.goto('/regions/pairings/new');
    await province.page.locator('form').first().waitFor();
    await good(province, `pairing-new-${view}`);
    await province.close();

    const auditor = await signedIn(world, 'aud-admin', size, lang);
    await auditor.page.goto('/audit');
    await auditor.page.locator('tbody th').first().locator('a, button').first().click();
    await auditor.page.locator('.ant-drawer-content, [role=dialog]').first().waitFor();
    await auditor.page.waitForTimeout(400);
    await good(auditor, `audit-row-${view}`);
    await auditor.close();
  });
