import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { numberFor, VILLAGE } from '#capabilities/workers/testing/folk.ts';
import { good, send, settled } from './support/pages.ts';
import { DESKTOP, demoPassword, signedIn, startWorld, VIEWS, type World } from './support/world.ts';

// 报表: one is made in the background and taken as files; a form is composed, contradicts itself, is mended, previewed and saved. Made-up people only.

let world: World;
beforeAll(async () => {
  world = await startWorld();
  const county = await signedIn(world, 'pt-renshe-01', DESKTOP, 'zh-CN');
  for (const [name, sequence] of [
    ['莫报表', 811],
    ['石公示', 822],
  ] as const) {
    const { id } = await send<{ id: string }>(county.page, 'POST', '/workers', {
      name,
      number: numberFor('1988-03-12', sequence),
      home: { code: VILLAGE, hukou: 'agricultural' },
      identities: [{ kind: 'poverty_general', from: '2014-12-31' }],
    });
    const { spellId } = await send<{ spellId: string }>(county.page, 'POST', `/workers/${id}/spells`, {
      ...{
        kind: 'employed',
        employerWords: '穗味餐饮',
        place: '440111000000',
        start: '2022-03-01',
        assistedKind: 'trip',
        assistedRef: '专列一',
      },
    });
    await send(county.page, 'POST', `/workers/${id}/spells/${spellId}/evidence`, {
      ...{ class: 4, says: 'in_post', coversTo: '2022-09-20', observed: '2022-09-20' },
    });
  }
  await county.close();
});
afterAll(() => world.stop());

const sure = async (page: Page): Promise<void> => {
  await page.locator('#step-up-secret').fill(demoPassword(world));
  await page.locator('#step-up-secret').press('Enter');
};

for (const [view, size, lang] of VIEWS)
  test(`reports, ${view}`, async () => {
    const v = await signedIn(world, 'pt-renshe-01', size, lang);
    const { page } = v;
    const zh = lang === 'zh-CN';
    const say = (one: string, other: string) => (zh ? one : other);
    await page.goto('/figures/reports');
    await good(v, `reports-${view}`);
    await page
      .getByRole('link', { name: say('劳务协作月报表', 'Monthly report of labour cooperation') })
      .first()
      .waitFor();
    const makeOne = page.getByRole('button', { name: say('做一份 劳务协作月报表', 'Make one: Monthly report of labour cooperation') });
    await makeOne.click();
    await good(v, `reports-make-${view}`);
    await page.getByRole('button', { name: say('做这份报表', 'Make it'), exact: true }).click();
    await sure(page);
    await page.locator('.rp-table').waitFor({ timeout: 90_000 });
    await settled(v);
    expect(await page.locator('.rp-table tr.sum td').first().textContent()).toBe('2');
    await page.getByText(say('未封账：', 'Not frozen:')).first().waitFor();
    await good(v, `report-${view}`);
    const taking = page.waitForEvent('download');
    await page.getByRole('button', { name: say('打印版（PDF）', 'for print (PDF)') }).click();
    expect((await taking).suggestedFilename()).toMatch(/\.pdf$/);

    // the people behind a column, as they may be posted up
    await page.getByRole('button', { name: say('公示名单', 'Publicity list') }).click();
    await page.getByLabel(say('公示标题', 'Title'), { exact: true }).fill('补贴对象');
    await page.getByLabel(say('公示依据', 'The rule'), { exact: true }).fill('某县公示办法');
    await good(v, `reports-publicity-${view}`);
    await page.getByRole('button', { name: say('先不办', 'Not now') }).click();

    // from a number to the figure table at its question
    await page.locator('.rp-table tr.sum a').first().click();
    await page.locator('.fg-people > li').first().waitFor();
    expect(await page.locator('.fg-people > li').count()).toBe(2);

    await page.goto('/figures/reports/forms/new?like=cooperation');
    await page.locator('.rp-column').first().waitFor();
    // rows by one dimension twice: told where it stands, and not saved
    await page.goto('/figures/reports/forms/new');
    await page.getByLabel(say('表名', 'Title'), { exact: true }).fill(`本县小表 ${view}`);
    const add = page.getByRole('button', { name: say('加一栏', 'Add a column') });
    await add.click();
    await add.click();
    await page
      .getByRole('combobox', { name: say('指标', 'Figure') })
      .nth(1)
      .click();
    await page.locator('.ant-select-dropdown:visible .ant-select-item').first().click();
    await page.getByText(say('第 1 列和第 2 列问的是同一件事', 'Columns 1 and 2 ask the same')).waitFor();
    expect(await page.getByRole('button', { name: say('存这张表样', 'Save this form') }).isDisabled()).toBe(true);
    await good(v, `report-form-${view}`);
    await page.getByRole('button', { name: say('去掉第 2 栏', 'Remove column 2') }).click();
    await page.getByRole('button', { name: say('预览', 'Preview'), exact: true }).click();
    await page.locator('.rp-table').waitFor({ timeout: 60_000 });
    await good(v, `report-preview-${view}`);
    await page.getByRole('button', { name: say('存这张表样', 'Save this form') }).click();
    await page.getByText(say('第 1 版', 'version 1')).first().waitFor();
    await page.goto('/figures/reports');
    await page.getByRole('link', { name: `本县小表 ${view}` }).waitFor();
    await v.close();
  }, 240_000);
