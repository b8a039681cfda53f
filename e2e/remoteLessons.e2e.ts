import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAccount, PASSWORD } from '#capabilities/access/testing/people.ts';
import { type MadeClass, madeClass } from '#capabilities/training/testing/roll.ts';
import { startFilledWorld } from './support/fill.ts';
import { good } from './support/pages.ts';
import { expectGood, PHONE, shot, signedIn, visitor, type World } from './support/world.ts';

// A remote lesson from the school's desk to the trainee's phone: written, refused, published, read by the server's clock, answered. Made-up people only.

const SCHOOL_ID = '00000000-0000-4000-8000-0000000000d2';
const TRAINEE = 'yuancheng-01';
let world: World;
let made: MadeClass;
beforeAll(async () => {
  world = await startFilledWorld('2022-10-12', async (services) => {
    made = await madeClass(services, {
      from: '2022-10-10',
      lessons: 2,
      people: 2,
      schoolId: SCHOOL_ID,
      title: '粤菜师傅远程班（示例）',
      mode: 'remote',
    });
    await makeAccount(services, {
      login: TRAINEE,
      name: made.people[0]!.name,
      roles: [{ role: 'worker', areaCode: '522727000000', relation: `worker:${made.people[0]!.id}`, validFrom: '2022-01-01' }],
    });
  });
});
afterAll(() => world?.stop());

test('written and published in Chinese on a wide screen; studied in English on a narrow one; nothing is clicked through', async () => {
  const school = await signedIn(world, 'gz-jinggong-xiao');
  const { page } = school;
  await page.goto(`/training/classes/${made.id}`);
  await page.getByRole('link', { name: '第 1 课' }).click();
  await page.locator('#f-title').fill('食品安全（示例）');
  await page.getByLabel('第 1 段，文字').last().fill('生熟分开。\n<b>七步洗手</b><script>window.hacked = 1</script>');
  await page.getByRole('button', { name: '加一个视频网址' }).click();
  await page.getByLabel('第 2 段，视频的网址').fill('javascript:alert(1)');
  await page.getByLabel('第 2 段，视频的名称').fill('洗手示范');
  await page.getByRole('button', { name: '加一题' }).click();
  await page.getByLabel('第 1 题的题目').fill('生熟要不要分开？');
  await page.getByLabel('第 1 题选项 1', { exact: true }).fill('要');
  await page.getByLabel('第 1 题选项 2', { exact: true }).fill('不要');
  await page.getByRole('button', { name: '存草稿' }).click();
  await page.getByText('视频只能写 https:// 开头的网址').waitFor();
  await page.getByLabel('第 2 段，视频的网址').fill('https://example.org/v/1');
  await page.getByRole('button', { name: '存草稿' }).click();
  await page.getByText('第 1 题没有标正确答案').waitFor();
  await good(school, 'remote-edit-refused-zh');
  await page.getByLabel('第 1 题选项 1正确').check();
  await page.getByRole('button', { name: '存草稿' }).click();
  await page.getByText('第 1 版草稿').waitFor();
  await page.getByRole('button', { name: '发布' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '发布' }).click();
  await page.getByText('已发布第 1 版').waitFor();
  await good(school, 'remote-edit-published-zh');

  const v = await visitor(world, PHONE, 'en-US');
  await v.page.goto('/phone/?lang=en');
  await v.page.locator('#login').fill(TRAINEE);
  await v.page.locator('#password').fill(PASSWORD);
  await v.page.locator('button[type=submit]').click();
  await v.page.getByRole('link', { name: /My remote lessons/ }).click();
  await v.page.getByText('Not begun').waitFor();
  await shot(v.page, 'remote-list-en-phone');
  await expectGood(v, 'remote list');
  await v.page.getByRole('link', { name: /食品安全/ }).click();
  await v.page.getByText('<b>七步洗手</b>').waitFor();
  expect(await v.page.evaluate(() => 'hacked' in window)).toBe(false);
  expect(await v.page.getByRole('button', { name: 'Begin' }).isDisabled()).toBe(true);
  await shot(v.page, 'remote-unit-en-phone');
  await expectGood(v, 'remote unit');
  // the server's clock, thirty seconds of it
  await v.page.getByText('Read long enough').waitFor({ timeout: 90_000 });
  await v.page.getByRole('button', { name: 'Begin' }).click();
  await v.page.getByLabel('不要').check();
  await shot(v.page, 'remote-quiz-en-phone');
  await expectGood(v, 'remote quiz');
  await v.page.getByRole('button', { name: 'Hand in' }).click();
  await v.page.getByText('0 marks: not passed').waitFor();
  await v.page.getByRole('button', { name: 'Try again' }).click();
  await v.page.getByText(/the next try is possible in 10 minutes/).waitFor();
  await v.close();

  await page.goto(`/training/classes/${made.id}`);
  await page.getByText('学完 0，在学 1').waitFor();
  await good(school, 'remote-class-zh');
  await school.close();

  const narrow = await signedIn(world, 'gz-jinggong-xiao', PHONE);
  await narrow.page.goto(`/training/classes/${made.id}`);
  await narrow.page.getByText('学完 0，在学 1').scrollIntoViewIfNeeded();
  await good(narrow, 'remote-class-zh-phone');
  await narrow.close();
});
