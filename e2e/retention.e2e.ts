import { afterAll, beforeAll, expect, test } from 'vitest';
import { numberFor, VILLAGE } from '#capabilities/workers/testing/folk.ts';
import { good, send } from './support/pages.ts';
import { DESKTOP, signedIn, startWorld, VIEWS, type World } from './support/world.ts';

// 稳岗率 and 离岗预警: people made up, helped into work last year, one of them gone; read by the county in both languages and widths.

let world: World;
beforeAll(async () => {
  world = await startWorld();
  const county = await signedIn(world, 'pt-renshe-01', DESKTOP, 'zh-CN');
  const people = [
    ['莫桂兰', 311, '2021-04-20'],
    ['石阿朵', 322, null],
    ['陆安平', 333, null],
  ] as const;
  for (const [name, sequence, ended] of people) {
    const { id } = await send<{ id: string }>(county.page, 'POST', '/workers', {
      name,
      number: numberFor('1988-03-12', sequence),
      home: { code: VILLAGE, hukou: 'agricultural' },
    });
    const { spellId } = await send<{ spellId: string }>(county.page, 'POST', `/workers/${id}/spells`, {
      kind: 'employed',
      employerWords: '穗味餐饮',
      place: '440111000000',
      start: '2021-03-01',
      assistedKind: 'trip',
      assistedRef: '专列一',
      ...(ended ? { ended, leaveReason: 'home' } : {}),
    });
    if (name === '陆安平')
      await send(county.page, 'POST', `/workers/${id}/spells/${spellId}/evidence`, {
        class: 4,
        says: 'in_post',
        coversTo: '2022-09-20',
        observed: '2022-09-20',
      });
  }
  await county.close();
});
afterAll(() => world.stop());

for (const [view, size, lang] of VIEWS)
  test(`retention and signals, ${view}`, async () => {
    const v = await signedIn(world, 'pt-renshe-01', size, lang);
    await v.page.goto('/retention?from=2021-01-01&to=2021-12-31');
    await v.page.locator('.retention-table').first().waitFor();
    expect(await v.page.locator('.retention-table tbody tr').count()).toBe(4);
    // their employer is known by its words alone: a line for the province; for the same enterprise and post nobody, and so no line
    await v.page.locator('.picture-host svg').first().waitFor();
    await v.page.getByText(/(同一企业 0 人，同一岗位 0 人|same enterprise: 0 people, the same post: 0 people)/).waitFor();
    expect(await v.page.locator('.picture-host').first().textContent()).not.toMatch(/同一企业|same enterprise/);
    expect(await v.page.locator('.picture [role=img]').getAttribute('aria-label')).toMatch(/(都是 100\.0%|always 100\.0%)/);
    await good(v, `retention-${view}`);
    // wide tables scroll inside, by keyboard too
    await v.page.locator('.table-scroll').first().focus();
    expect(await v.page.evaluate(() => document.activeElement?.className)).toContain('table-scroll');

    await v.page.goto('/retention?from=2021-01-01&to=2021-12-31&group=county');
    await v.page.locator('.retention-table').nth(1).waitFor();
    await good(v, `retention-groups-${view}`);
    await v.page.goto('/retention?from=2019-01-01&to=2019-01-31');
    await v.page.getByText(/^(这段时间没有受帮扶开始就业的人|Nobody was first helped into work in these days)$/).waitFor();
    await good(v, `retention-empty-${view}`);

    await v.page.goto('/signals');
    await v.page.locator('.signals > li').first().waitFor();
    expect(await v.page.locator('.signals > li').count()).toBe(1);
    await good(v, `signals-${view}`);
    await v.page.locator('.signals a').first().click();
    await v.page.waitForURL(/\/workers\/[0-9a-f-]{36}/);
    await v.close();
  });
