import exceljs from 'exceljs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { numberFor, VILLAGE } from '#capabilities/workers/testing/folk.ts';
import { good, send } from './support/pages.ts';
import { DESKTOP, demoPassword, PHONE, signedIn, startWorld, type World } from './support/world.ts';

// An agreement of two provinces: a target is proposed by one, approved by the other, met by made-up people; the number opens them.

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

/** Deeds that are sent by hand below need a fresh password. */
const stepUp = (page: Page) => send(page, 'POST', '/me/step-up', { password: demoPassword(world) });

test('a target is proposed, approved by the other side, held against people; ahead of time, behind it, forecast', async () => {
  const county = await signedIn(world, 'pt-renshe-01');
  for (const [name, sequence, start] of [
    ['韦目标', 731, '2021-03-15'],
    ['石完成', 732, '2022-02-10'],
    ['莫进度', 733, '2022-06-01'],
  ] as const) {
    const { id } = await send<{ id: string }>(county.page, 'POST', '/workers', {
      name,
      number: numberFor('1990-05-06', sequence),
      home: { code: VILLAGE, hukou: 'agricultural', from: '2001-05-01' },
      identities: [{ kind: 'poverty_general', from: '2014-12-31' }],
    });
    const { spellId } = await send<{ spellId: string }>(county.page, 'POST', `/workers/${id}/spells`, {
      ...{
        kind: 'employed',
        employerWords: '穗味餐饮',
        place: '440111000000',
        start,
        assistedKind: 'programme',
        assistedRef: '东西部协作',
      },
    });
    await send(county.page, 'POST', `/workers/${id}/spells/${spellId}/evidence`, { class: 4, says: 'in_post', observed: '2022-09-20' });
  }
  await county.close();

  const guizhou = await signedIn(world, 'gz-province');
  const { page } = guizhou;
  const { id } = await send<{ id: string; recorded: string }>(page, 'POST', '/agreements', {
    level: 'province',
    originCode: '520000000000',
    hostCode: '440000000000',
    title: '粤黔劳务协作协议（示例）',
    validFrom: '2021-01-01',
    validTo: '2025-12-31',
    source: '示例',
    certainty: 'unverified',
  });
  const sign = async (p: Page, side: 'origin' | 'host') => {
    const { recorded } = await send<{ recorded: string }>(p, 'GET', `/agreements/${id}`);
    await stepUp(p);
    await send(p, 'POST', `/agreements/${id}/sign`, { seen: recorded, side, post: '人力资源社会保障厅厅长', signedOn: '2021-01-05' });
  };
  await sign(page, 'origin');
  const guangdong = await signedIn(world, 'gd-province', DESKTOP, 'zh-CN');
  await sign(guangdong.page, 'host');

  // proposed in one's own words; a part that exceeds its whole has its sentence, and what was typed stays
  await page.goto(`/agreements/${id}`);
  await page.getByText('还没有定目标').first().waitFor();
  await page.getByRole('button', { name: '提出目标或调整' }).click();
  await page.getByLabel(/^I01 /).fill('4');
  await page.getByLabel(/^I02 /).fill('5');
  await page.getByLabel('事由').fill('2022 年工作要点（示例）');
  await page.getByRole('button', { name: '送广东批准 2 项' }).click();
  await page.getByText(/不能超过它的 4 人/).waitFor();
  await good(guizhou, 'targets-refused-zh');
  await page.getByLabel(/^I02 /).fill('2');
  await page.getByRole('button', { name: '送广东批准 2 项' }).click();
  await page.getByText('贵州提出 4，自 2022-01-01').waitFor();
  await good(guizhou, 'targets-proposed-zh');

  // the other side finds it on its home page and approves both
  await guangdong.page.goto('/');
  await guangdong.page.getByRole('link', { name: '对方提出的目标，等您这一方答复' }).click();
  await guangdong.page.getByRole('checkbox', { name: '全选本页' }).check();
  await good(guangdong, 'target-proposals-zh');
  await guangdong.page.getByRole('button', { name: '批准 2 项' }).click();
  await guangdong.page.getByRole('dialog').getByRole('button', { name: '批准 2 项' }).click();
  await guangdong.page.getByText('没有等您这一方答复的提议').waitFor();

  // how far it is: three of four by October is behind 78 %, two of two is met
  await page.goto('/completion');
  await page.getByText(/^时间过去 7\d\.\d%。2 个目标里/).waitFor();
  // what stood since the start, before anybody was entered, is told with its instant until somebody asks anew
  await page.getByRole('button', { name: '重新统计' }).click();
  await page.getByText('还差 1 人').first().waitFor();
  await good(guizhou, 'completion-zh');
  await page.getByRole('region', { name: '各协议完成情况' }).getByRole('link', { name: '3', exact: true }).click();
  await page.locator('.fg-people > li').first().waitFor();
  await page.getByText(/^名单 3 人，与数字相等$/).waitFor();

  await page.goto(`/agreements/${id}`);
  await page.getByText(/不做预测|照现在的进度/).waitFor();
  await good(guizhou, 'agreement-targets-zh');
  await page.goto('/');
  await page.getByText('2022 年协议目标').waitFor();
  await good(guizhou, 'home-targets-zh');
  await page.goto('/completion?asOf=2021-05-01&year=2022');
  await page.getByText(/截止日 2021-05-01 不在 2022 年里/).waitFor();

  // many at once: the year's sheet with what is in force is taken, filled in, handed in; the row that cannot be stays out, the other waits for Guangdong
  await page.goto(`/agreements/${id}`);
  await page.getByRole('link', { name: '很多份协议一起提：用目标表' }).click();
  await page.getByText('没有等您这一方答复的提议').waitFor();
  await good(guizhou, 'target-sheet-zh');
  const taking = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载目标表' }).click();
  // the question who it is may have been answered a moment ago
  const question = page.locator('#step-up-secret');
  await Promise.race([taking, question.waitFor()]);
  if (await question.isVisible()) {
    await question.fill(demoPassword(world));
    await question.press('Enter');
  }
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(await (await taking).path());
  const list = book.worksheets[0]!;
  const [persons, reason, now] = ['目标人数', '事由', '现在的目标'].map((head) => {
    let at = 0;
    list.getRow(1).eachCell((cell, column) => {
      if (cell.text.replace('*', '') === head) at = column;
    });
    return at;
  }) as [number, number, number];
  const indicators = [2, 3, 4, 5, 6].map((n) => list.getRow(n));
  const of = (indicator: string) => indicators.find((r) => JSON.stringify(r.values).includes(`${indicator} `))!;
  expect(of('I01').getCell(now).text).toBe('4，自 2022-01-01');
  of('I01').getCell(persons).value = 6;
  of('I01').getCell(reason).value = '下半年增加岗位';
  of('I03').getCell(persons).value = 9;
  of('I03').getCell(reason).value = '写错的一行';
  await page.goto('/imports');
  await page
    .locator('#hand-in-file')
    .setInputFiles({ name: '2022年目标.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(await book.xlsx.writeBuffer()) });
  const rests = (sentence: RegExp) => page.locator('.batch-said').filter({ hasText: sentence }).waitFor({ timeout: 60_000 });
  await rests(/预检完了/);
  await page
    .getByText(/不能超过它的 6 人/)
    .first()
    .waitFor();
  await good(guizhou, 'target-batch-zh');
  await page.getByRole('button', { name: /^提交 [\d,]+ 行$/ }).click();
  await rests(/已写入/);
  await guangdong.page.goto('/agreement-targets');
  await guangdong.page.getByText('下半年增加岗位').waitFor();
  await good(guangdong, 'target-proposed-by-sheet-zh');
  await guizhou.close();
  await guangdong.close();

  const phone = await signedIn(world, 'gz-province', PHONE, 'en-US');
  await phone.page.goto('/completion');
  await phone.page.getByText(/of the year has passed/).waitFor();
  await good(phone, 'completion-phone-en');
  await phone.page.goto(`/agreements/${id}`);
  await phone.page.getByText('Targets of 2022', { exact: false }).first().waitFor();
  await good(phone, 'agreement-targets-phone-en');
  await phone.close();
});
