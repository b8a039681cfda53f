import { afterAll, beforeAll, expect, test } from 'vitest';
import { numberFor, VILLAGE } from '#capabilities/workers/testing/folk.ts';
import { good, send, settled } from './support/pages.ts';
import { DESKTOP, signedIn, startWorld, VIEWS, type World } from './support/world.ts';

// 指标大表: three made-up people, two of them helped into work; from the number to its people, to one of them, and why they count.

let world: World;
let counted = '';
beforeAll(async () => {
  world = await startWorld();
  const county = await signedIn(world, 'pt-renshe-01', DESKTOP, 'zh-CN');
  const people = [
    ['莫桂兰', 311, '440111000000', 'trip'],
    ['石阿朵', 322, '522727000000', 'trip'],
    ['陆安平', 333, '440111000000', ''],
  ] as const;
  for (const [name, sequence, place, assistedKind] of people) {
    const { id } = await send<{ id: string }>(county.page, 'POST', '/workers', {
      name,
      number: numberFor('1988-03-12', sequence),
      home: { code: VILLAGE, hukou: 'agricultural' },
      identities: [{ kind: 'poverty_general', from: '2014-12-31' }],
    });
    const { spellId } = await send<{ spellId: string }>(county.page, 'POST', `/workers/${id}/spells`, {
      ...{ kind: 'employed', employerWords: '穗味餐饮', place, start: '2022-03-01' },
      ...(assistedKind ? { assistedKind, assistedRef: '专列一' } : {}),
    });
    await send(county.page, 'POST', `/workers/${id}/spells/${spellId}/evidence`, {
      ...{ class: 4, says: 'in_post', coversTo: '2022-09-20', observed: '2022-09-20' },
    });
    if (name === '莫桂兰') counted = id;
  }
  await county.close();
});
afterAll(() => world.stop());

for (const [view, size, lang] of VIEWS)
  test(`figures, ${view}`, async () => {
    const v = await signedIn(world, 'pt-renshe-01', size, lang);
    const { page } = v;
    await page.goto('/figures');
    await page.locator('.fg-table tr.sum').waitFor();
    await settled(v);
    const total = await page.locator('.fg-table tr.sum td').allTextContents();
    // newly stable: verified, reported, its other reading
    expect(total.slice(0, 10)).toEqual(['2', '2', '1', '1', '0', '1', '1', '1', '2', '2']);
    await page.getByText(/^(校验：|Checked: )/).waitFor();
    await good(v, `figures-${view}`);

    // from the number to its people by keyboard, and to one of them
    await page.locator('.fg-table .fig').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('.fg-people > li').first().waitFor();
    expect(await page.locator('.fg-people > li').count()).toBe(2);
    await page.getByText(/^(名单 2 人，与数字相等|2 on the list, as the number says)$/).waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H2');
    await good(v, `figures-drill-${view}`);
    await page.goto('/figures?open=I08');
    await page.locator('.fg-answer').first().waitFor();
    await good(v, `figures-rate-${view}`);

    // what cannot be counted has its sentence, and the question stays to be mended
    await page.goto('/figures?period=own&from=2022-10-01&to=2022-09-01');
    await page
      .getByText(/^(起始日 2022-10-01 在截止日 2022-09-01 之后|The first day 2022-10-01 lies after the last day 2022-09-01)/)
      .waitFor();
    await page.goto('/figures?area=520100000000');
    await page
      .getByText(/^(这个数的户籍地和就业地都不在您的辖区|Neither home nor place of work of this figure lies in your area)/)
      .waitFor();
    await good(v, `figures-refused-${view}`);
    await page.getByRole('button', { name: /^(回到我的辖区，本年累计|Back to my area, year to date)$/ }).click();
    await page.locator('.fg-table tr.sum').waitFor();

    if (size === DESKTOP) {
      await page.goto('/figures?by=people&by2=where&figure=I01');
      await page.locator('.fg-table tr.sum').waitFor();
      await good(v, `figures-cross-${view}`);
    }
    await page.goto('/figures/I02');
    await page.locator('.fg-trend-table .fig').first().waitFor();
    if (size === DESKTOP) await page.getByText(/^(每月末，从当年|At each month’s end, from)/).waitFor();
    await page.getByRole('button', { name: /^(看 I02 的查询语句|See the query of I02)$/ }).click();
    await page.locator('.fg-sql').waitFor();
    await good(v, `figure-${view}`);

    await page.goto(`/workers/${counted}`);
    await page.getByRole('button', { name: /^(看算不算、为什么|See whether and why)$/ }).click();
    await page.getByText(/(计入 6 项|counted by 6 figure)/).waitFor();
    await page.locator('.fg-person summary').nth(3).click();
    await good(v, `figures-person-${view}`);
    await v.close();
  });
