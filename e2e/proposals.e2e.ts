import { afterAll, beforeAll, expect, test } from 'vitest';
import { numberFor, VILLAGE } from '#capabilities/workers/testing/folk.ts';
import { good, send } from './support/pages.ts';
import { PHONE, signedIn, startWorld, type World } from './support/world.ts';

// A list of social insurance as a county hands it in: what it reveals is entered with one key, declined with a reason, or entered many at once.

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const FOLK = [
  ['石阿朵', '1988-03-12', 302],
  ['陈谷雨', '1986-07-01', 448],
  ['莫桂兰', '1986-11-23', 331],
  ['陆安平', '1973-05-20', 592],
] as const;
const list = [
  '社保缴费名单（2022年9月）',
  '序号,姓名,身份证号码,单位名称,2022年3月,2022年4月,2022年5月,2022年6月',
  ...FOLK.map(([name, birthday, n], i) => `${i + 1},${name},${numberFor(birthday, n)},穗味餐饮服务有限公司,√,√,${i === 0 ? '' : '√'},√`),
].join('\n');

test('what lists reveal is proposed, entered, declined; a phone and English', { timeout: 400_000 }, async () => {
  const v = await signedIn(world, 'pt-renshe-01');
  const { page } = v;
  for (const [name, birthday, n] of FOLK)
    await send(page, 'POST', '/workers', { name, number: numberFor(birthday, n), home: { code: VILLAGE } });
  await page.goto('/proposals');
  await page.getByText('没有待确认的务工').waitFor();
  await good(v, 'proposals-empty-zh');
  await page.goto('/imports');
  await page.locator('#hand-in-file').setInputFiles({ name: '社保缴费名单2022年9月.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
  // one file alone opens its batch
  const rests = (sentence: RegExp) => page.locator('.batch-said').filter({ hasText: sentence }).waitFor({ timeout: 60_000 });
  await rests(/预检完了/);
  await page.getByRole('button', { name: /^提交 [\d,]+ 行$/ }).click();
  await rests(/已写入/);

  await page.goto('/');
  await page.locator('.todo-lines').getByText('待确认的务工').first().waitFor();
  await page.goto('/proposals');
  await page.locator('.case-title').waitFor();
  await good(v, 'proposals-zh');
  // one key enters; the next case opens
  const pick = async (name: string): Promise<void> => {
    await page.locator('.proposal-line button').filter({ hasText: name }).first().click();
    await page.locator('.case-title').filter({ hasText: name }).waitFor();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  };
  await pick('陈谷雨');
  await page.keyboard.press('1');
  await page.getByText(/^已登记 .+的务工$/).waitFor();
  await expect.poll(() => page.locator('.proposal-line').count()).toBe(4);
  // declined with a reason
  await pick('莫桂兰');
  await page.keyboard.press('2');
  await page.getByRole('radio', { name: /挂靠参保/ }).check();
  await good(v, 'proposals-decline-zh');
  await page.getByRole('dialog').getByRole('button', { name: '不登记' }).click();
  await page.getByText(/^没有登记 /).waitFor();
  // the rest at once
  await page.getByRole('checkbox', { name: '本页全选' }).check();
  await page.getByRole('button', { name: '登记选中的 3 条' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '登记 3 条' }).click();
  await page.getByText('已登记 3 段务工').waitFor();
  await page.goto('/proposals?state=declined');
  await page.getByText(/挂靠参保/).waitFor();
  await good(v, 'proposals-declined-zh');
  await page.getByRole('button', { name: '重新打开' }).click();
  await page.getByText('已重新打开').waitFor();
  // the hint on the person's page
  await page.goto('/proposals');
  await page.locator('.case-title a').click();
  await page.getByText(/社保缴费显示：穗味餐饮/).waitFor();
  await good(v, 'person-proposal-zh');
  await v.close();

  const phone = await signedIn(world, 'pt-renshe-01', PHONE, 'en-US');
  await phone.page.goto('/proposals');
  await phone.page.locator('.proposal-line button').first().waitFor();
  await good(phone, 'proposals-phone-en');
  await phone.page.locator('.proposal-line button').first().click();
  await phone.page.locator('.case-title').waitFor();
  await good(phone, 'proposal-phone-en');
  await phone.close();
});
