import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '#platform/server/config.ts';
import { good, settled } from './support/pages.ts';
import { DESKTOP, isWalked, PHONE, signedIn, startWorld, type Visitor, type World } from './support/world.ts';

// Spreadsheets of the kit as a county's office hands them in: many at once, one refused, columns corrected, submitted, sent back, taken back.

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const kit = (name: string): string => join(ROOT, 'kits/sheets/corpus', name);
/** The batch has come to rest in a state whose sentence says so. */
const rests = (v: Visitor, sentence: RegExp) => v.page.locator('.batch-said').filter({ hasText: sentence }).waitFor({ timeout: 60_000 });
const figure = async (v: Visitor, label: string): Promise<number> =>
  Number((await v.page.locator('.balance-sum dl').filter({ hasText: label }).locator('dd').textContent())!.replace(/[^\d]/g, ''));
const handIn = async (v: Visitor, ...files: string[]): Promise<void> => {
  await v.page.goto('/imports');
  await v.page.locator('#hand-in-file').setInputFiles(files.map(kit));
};

test('many files at once; one mapping corrected; submitted, sent back, handed in again, taken back', { timeout: 400_000 }, async () => {
  const v = await signedIn(world, 'pt-renshe-01');
  const { page } = v;
  await page.goto('/imports');
  await page.getByText('还没有交过表').waitFor();
  await good(v, 'imports-empty');
  await handIn(v, 'mix-utf8.csv', 'password.xlsx', 'gbk.csv');
  const chosen = page.getByRole('region', { name: '刚选的表' });
  await chosen
    .getByRole('link', { name: /^去提交 \d+ 行$/ })
    .nth(1)
    .waitFor({ timeout: 60_000 });
  // the one under a password stops none of the others and says what to do
  await chosen
    .locator('li')
    .filter({ hasText: 'password.xlsx' })
    .getByText(/密码|没有办成/)
    .first()
    .waitFor({ timeout: 30_000 });
  await good(v, 'imports-many');
  await chosen
    .locator('li')
    .filter({ hasText: 'mix-utf8.csv' })
    .getByRole('link', { name: /^去提交/ })
    .click();
  await rests(v, /预检完了/);
  await good(v, 'batch-judged');
  const [read, ...parts] = [
    await figure(v, '读入'),
    await figure(v, '接收'),
    await figure(v, '存疑'),
    await figure(v, '拒收'),
    await figure(v, '非数据行'),
  ];
  expect(parts.reduce((a, b) => a + b)).toBe(read);
  expect(parts[2]).toBeGreaterThan(0);

  // a column is kept aside, then what would be lost is asked about before the page is left
  await page.getByRole('combobox', { name: '“所属行业”记到' }).click();
  await page.getByTitle('作为附加项保留').last().click();
  await page.getByText('您刚改的，还没有重新预检').waitFor();
  await good(v, 'batch-edited');
  await page.getByRole('link', { name: '人员', exact: true }).first().click();
  await page
    .getByRole('dialog')
    .getByText(/改过的对应就没有了/)
    .waitFor();
  await good(v, 'batch-leaving');
  await page.getByRole('button', { name: '留在这一页' }).click();
  await page.getByRole('button', { name: '按改过的重新预检（1 处）' }).click();
  await page.getByText('确认过的').first().waitFor({ timeout: 60_000 });
  await rests(v, /预检完了/);

  for (const tab of ['存疑', '接收', '拒收']) {
    const rows = await figure(v, tab);
    await page
      .getByRole('navigation', { name: '看哪些行' })
      .getByRole('link', { name: new RegExp(`^${tab}`) })
      .click();
    await settled(v);
    if (rows > 0) await page.locator('.batch-row').first().waitFor();
    else await page.getByText(`没有${tab}的行`).waitFor();
  }
  // rows of the tab before stand until the new ones are there
  await expect
    .poll(
      async () => {
        await page.keyboard.press('j');
        return page.evaluate(() => document.activeElement?.classList.contains('batch-row'));
      },
      { timeout: 15_000 },
    )
    .toBe(true);

  await page.getByRole('button', { name: /^提交 [\d,]+ 行$/ }).click();
  await rests(v, /已写入/);
  await good(v, 'batch-written');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '失败原因表' }).click()]);
  expect(file.suggestedFilename()).toBe('mix-utf8-失败原因.xlsx');
  expect((await readFile((await file.path())!)).subarray(0, 2).toString()).toBe('PK');

  // the same file again changes nothing
  await handIn(v, 'mix-utf8.csv');
  await rests(v, /预检完了/);
  expect(await page.locator('.balance-words').textContent()).toMatch(/新增 0，有改动 0/);
  await page.goBack();
  await page.goto('/');
  await page.getByRole('link', { name: /mix-utf8.csv.*预检完了/ }).waitFor();
  await good(v, 'home-with-batches');

  await page.goto('/imports?state=written');
  await page.locator('.row-open').first().click();
  await page.getByRole('button', { name: '撤销本批' }).click();
  await page
    .getByRole('dialog')
    .getByText(/新增的 \d+ 行收回/)
    .waitFor();
  await page.waitForTimeout(300);
  await good(v, 'batch-undo-asked');
  await page.getByRole('button', { name: /^撤销 \d+ 行$/ }).click();
  await rests(v, /已撤销/);
  await good(v, 'batch-undone');

  await page.goto('/jobs');
  await page.getByRole('link', { name: '撤销表格' }).click();
  await rests(v, /已撤销/);
  await v.close();
});

// what is confirmed once is remembered for its template and area: each view hands in for a county of its own
for (const [view, size, lang, county] of (
  [
    ['phone-zh', PHONE, 'zh-CN', '522726000000'],
    ['desktop-en', DESKTOP, 'en-US', '522727000000'],
    ['phone-en', PHONE, 'en-US', '522728000000'],
  ] as const
).filter(isWalked))
  test(`one file, its tables side by side, checked and given up; one that cannot be read, ${view}`, async () => {
    const v = await signedIn(world, 'qn-shizhou', size, lang);
    const { page } = v;
    await page.goto('/imports');
    await page.locator('.hand-in-more summary').click();
    await page.locator('#f-area').click();
    await page.keyboard.type(county);
    await page.locator('.ant-select-item-option').filter({ hasText: county }).first().click();
    await good(v, `imports-options-${view}`);
    await page.locator('#hand-in-file').setInputFiles(kit('side-by-side.xlsx'));
    await page.waitForURL(/\/imports\/[0-9a-f-]{36}/);
    await page.locator('.mapping').waitFor({ timeout: 60_000 });
    await good(v, `batch-asks-${view}`);
    const choices = page.locator('.mapping-tables').getByRole('checkbox');
    for (const box of await choices.all()) await box.check();
    await page.getByRole('button', { name: /^(按这样对应，开始预检|Check it with these columns)$/ }).click();
    await rests(v, /预检完了|^Checked/);
    await good(v, `batch-checked-${view}`);
    if (size === PHONE) {
      await page.locator('.mapping-fold summary').click();
      await page.locator('.mapping-columns').first().waitFor();
      await good(v, `batch-columns-${view}`);
    }
    await page.getByRole('button', { name: /^(取消本批|Give it up)$/ }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^(取消本批|Give it up)$/ })
      .click();
    await rests(v, /已取消|Given up/);
    await good(v, `batch-cancelled-${view}`);
    await handIn(v, 'broken-zip.xlsx');
    await page
      .getByText(/已经损坏|is damaged/)
      .first()
      .waitFor({ timeout: 60_000 });
    await good(v, `imports-broken-${view}`);
    await page.goto('/imports');
    await page.locator('.batches tbody tr').first().waitFor();
    await good(v, `imports-list-${view}`);
    await v.close();
  });
