import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { numberFor, VILLAGE } from '#capabilities/workers/testing/folk.ts';
import { good, send } from './support/pages.ts';
import { DESKTOP, demoPassword, isWalked, PHONE, shot, signedIn, startWorld, type World } from './support/world.ts';

// One person from registration to the end of a group; two records that are one person, and are two again. Made-up people only.

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const register = async (page: Page, more: Record<string, unknown>): Promise<string> =>
  (
    await send<{ id: string }>(page, 'POST', '/workers', {
      home: { code: VILLAGE, hukou: 'agricultural', from: '2001-05-01', address: '三组 12 号' },
      ...more,
    })
  ).id;

/** A person with everything on record, of the county that signs in. */
const registerWhole = (page: Page, name: string, sequence: number, birthday = '1992-03-04'): Promise<string> =>
  register(page, {
    name,
    number: numberFor(birthday, sequence),
    phone: `138 0000 0${sequence}`,
    ethnic: '36',
    identities: [
      { kind: 'poverty_general', from: '2014-12-01', fromPrecision: 'month' },
      { kind: 'monitored_unstable', from: '2020-06-01', to: '2021-12-31', riskRemoved: '2021-11-20' },
    ],
    condition: { education: 'juniorHigh', ability: 'ordinary', health: ['healthy'] },
    intention: {
      willing: 'yes',
      occupations: ['4-03-02-01'],
      places: ['440111000000'],
      payMin: 4800,
      together: [],
      note: '带着妹妹一起去',
    },
    consent: { purposes: ['employment', 'subsidy'], givenOn: '2021-03-02', way: 'oral', witness: '石阿朵' },
    household: { found: true, number: `5227270${sequence}`, relation: 'head' },
  });

const menu = async (page: Page, item: string): Promise<void> => {
  await page.getByRole('button', { name: '登记变动' }).click();
  await page.getByRole('menuitem', { name: item }).click();
  await page.getByRole('dialog').waitFor();
};
const pickDay = async (page: Page, id: string, day: string): Promise<void> => {
  await page.locator(`#f-${id}`).fill(day);
  await page.locator(`#f-${id}`).press('Enter');
};
const closed = async (page: Page): Promise<void> => {
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  // a menu that is still fading takes no click
  await page.waitForFunction(() => document.querySelectorAll('.ant-dropdown:not(.ant-dropdown-hidden)').length === 0);
};

test('a life is recorded: moved, out of a group, renamed; what stood before stays on the timeline', async () => {
  const v = await signedIn(world, 'pt-renshe-01');
  const { page } = v;
  const id = await registerWhole(page, '莫桂兰', 122);
  await page.goto(`/workers/${id}`);
  await page.getByRole('heading', { level: 1, name: /莫桂兰/ }).waitFor();
  await good(v, 'person-full');

  await menu(page, '迁移');
  await page.locator('#f-code').fill('牙舟');
  await page.locator('.ant-select-item-option', { hasText: '牙舟镇' }).first().waitFor();
  await good(v, 'person-move-list');
  await page.locator('.ant-select-item-option', { hasText: '牙舟镇' }).first().click();
  await page.locator('#f-from').fill('2022年3月');
  await page.getByText('只知道月份，从 2022-03-01 起算').waitFor();
  await good(v, 'person-move');
  await page.getByRole('dialog').getByRole('button', { name: '登记迁移' }).click();
  await closed(page);
  await page.getByText('迁移已登记').waitFor();

  await page.getByRole('button', { name: '退出：一般脱贫户' }).click();
  await pickDay(page, 'to', '2013-01-01');
  await page.locator('#f-reason').fill('县里的退出名单');
  await page.getByRole('button', { name: '登记退出' }).click();
  // refused: the end lies before the beginning; what was typed stays
  await page.getByRole('dialog').locator('.stt-no').first().waitFor();
  expect(await page.locator('#f-reason').inputValue()).toBe('县里的退出名单');
  await pickDay(page, 'to', '2022-05-31');
  await page.getByRole('button', { name: '登记退出' }).click();
  await closed(page);

  await menu(page, '更正姓名');
  await page.locator('#f-name').fill('莫桂蓝');
  await page.locator('#f-reason').fill('对照户口簿');
  await page.getByRole('button', { name: '存下更正' }).click();
  await closed(page);
  await page.getByRole('heading', { level: 1, name: /莫桂蓝/ }).waitFor();
  await page.locator('.ant-segmented-item', { hasText: '只看更正' }).click();
  const old = page.locator('.tl li.old');
  await old.filter({ hasText: '登记姓名：莫桂兰' }).waitFor();
  expect(await old.filter({ hasText: '登记姓名：莫桂兰' }).textContent()).toContain('更正于');
  await page.locator('.tl li:not(.old)', { hasText: '莫桂蓝' }).waitFor();
  await good(v, 'person-corrections');
  await page.emulateMedia({ media: 'print' });
  await page.getByText('劳动力个人台账').waitFor();
  expect(await page.getByRole('button', { name: '登记变动' }).isVisible()).toBe(false);
  await shot(page, 'person-paper');
  await page.emulateMedia({ media: 'screen' });

  await page.getByRole('button', { name: '查看全号' }).click();
  await page.locator('#step-up-secret').fill(demoPassword(world));
  await page.locator('#step-up-secret').press('Enter');
  await page.getByText(numberFor('1992-03-04', 122)).waitFor();
  await page.goto('/regions');
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: /莫桂蓝/ }).waitFor();
  expect(await page.getByText(numberFor('1992-03-04', 122)).count()).toBe(0);
  await v.close();
});

test('two records become one person, and two again; nothing in them changes', async () => {
  const v = await signedIn(world, 'pt-renshe-01');
  const { page } = v;
  const a = await registerWhole(page, '石阿朵', 144);
  const b = await register(page, { name: '石阿多', documentKind: 'none', birthday: '1992-03-04', sex: '2', notTheSame: [a] });
  await page.goto(`/workers/${a}`);
  await page.getByRole('button', { name: '与另一份合并' }).click();
  await page.locator('#join-other').fill('石阿多');
  await page.locator('.ant-select-item-option', { hasText: '石阿多' }).first().click();
  await page.locator('#confirm-reason').fill('打电话问过本人');
  await page.getByRole('button', { name: '与 石阿多 的档案合并' }).click();
  await closed(page);
  await page.getByText('这个人有 2 份档案').waitFor();
  await good(v, 'person-merged');
  await page.goto(`/workers/${b}`);
  await page.getByText('这个人有 2 份档案').waitFor();

  await page.goto('/duplicates?state=same');
  await page.getByRole('heading', { level: 2 }).first().waitFor();
  await page.getByText('同一个人').first().waitFor();
  await good(v, 'desk-same');
  await page.getByRole('button', { name: '拆开' }).click();
  await page
    .getByRole('dialog')
    .getByRole('checkbox', { name: /石阿多/ })
    .check();
  await page.locator('#confirm-reason').fill('本人来说是姐妹');
  await page.getByRole('button', { name: '拆出 1 份档案' }).click();
  await closed(page);
  await page.goto(`/workers/${a}`);
  await page.getByText('这个人有 1 份档案').waitFor();
  // the record that left tells the story: joined, then split
  await page.goto(`/workers/${b}`);
  await page.getByText('这个人有 1 份档案').waitFor();
  await page.getByText('档案拆开').first().waitFor();
  await v.close();
});

test('the desk by keys: both records side by side, one person, the next case', async () => {
  const v = await signedIn(world, 'pt-renshe-01');
  const { page } = v;
  // entered apart, and alike only after a birthday was corrected: the sweep finds them
  for (const [name, alike, sequence] of [
    ['韦小满', '韦小曼', 160],
    ['罗天顺', '罗天舜', 170],
  ] as const) {
    const birthday = sequence === 160 ? '1990-05-06' : '1971-10-12';
    await registerWhole(page, name, sequence, birthday);
    const other = await register(page, { name: alike, documentKind: 'none', birthday: '1960-01-02', sex: sequence % 20 ? '1' : '2' });
    const { recorded } = await send<{ recorded: string }>(page, 'GET', `/workers/${other}`);
    const sex = Number(numberFor(birthday, sequence)[16]) % 2 ? '1' : '2';
    await send(page, 'PUT', `/workers/${other}/basic`, {
      recorded,
      name: alike,
      documentKind: 'none',
      birthday,
      sex,
      reason: '对照户口簿',
    });
  }
  await page.goto('/duplicates');
  await page.getByRole('button', { name: '现在就查一遍' }).click();
  for (let i = 0; i < 60 && (await send<{ items: unknown[] }>(page, 'GET', '/duplicates')).items.length < 2; i++)
    await page.waitForTimeout(1000);
  await page.goto('/');
  await page
    .locator('.todo-lines')
    .getByText(/可能是同一个人的两份档案/)
    .first()
    .waitFor();
  await page.goto('/duplicates');
  await page.locator('.desk-item').nth(1).waitFor();
  await page.locator('.case-title').waitFor();
  await good(v, 'desk-open');
  const first = await page.locator('.case-title').textContent();
  await page.keyboard.press('j');
  await page.waitForFunction(
    (was) => document.querySelector('.case-title') && document.querySelector('.case-title')?.textContent !== was,
    first,
  );
  await page.keyboard.press('k');
  await page.getByText(first!).first().waitFor();
  await page.keyboard.press('1');
  await page.getByText('判为同一个人，已合并').waitFor();
  await page.waitForFunction(
    (was) => document.querySelector('.case-title') && document.querySelector('.case-title')?.textContent !== was,
    first,
  );
  await page.keyboard.press('2');
  await page.getByText('没有待判的重复档案').waitFor();
  await v.close();
});

for (const [view, size, lang] of (
  [
    ['desktop-zh', DESKTOP, 'zh-CN'],
    ['desktop-en', DESKTOP, 'en-US'],
    ['phone-zh', PHONE, 'zh-CN'],
    ['phone-en', PHONE, 'en-US'],
  ] as const
).filter(isWalked))
  test(`person, its dialogs and the desk, ${view}`, async () => {
    const v = await signedIn(world, 'pt-renshe-01', size, lang);
    const { page } = v;
    // four people who are nothing alike
    const n = ['desktop-zh', 'desktop-en', 'phone-zh', 'phone-en'].indexOf(view);
    const name = ['陆春禾', '蒙晓燕', '覃秋月', '黎青苗'][n]!;
    const id = await registerWhole(page, name, 200 + 20 * n, ['1984-02-11', '1999-07-21', '1966-12-03', '1977-09-30'][n]);
    await page.goto(`/workers/${id}`);
    await page.getByRole('heading', { level: 1, name: new RegExp(name) }).waitFor();
    await good(v, `person-${view}`);
    // the dialogs once in each language and each width; pages in all four views
    for (const item of view === 'desktop-en' || view === 'phone-zh'
      ? []
      : lang === 'zh-CN'
        ? ['入户、分户', '进入身份', '文化、健康', '技能', '就业意愿', '电话', '知情同意', '更正姓名', '去世']
        : ['Household', 'Enters a group', 'Education', 'Skill', 'Intention', 'Telephone', 'Consent', 'Correct name', 'Death']) {
      await page.getByRole('button', { name: /登记变动|Record a change/ }).click();
      await page.getByRole('menuitem', { name: item }).click();
      await page.getByRole('dialog').waitFor();
      await page.locator('.ant-modal .ant-btn-primary').last().waitFor();
      await good(v, `person-${view}-${item}`);
      await page.getByRole('button', { name: /先不办|Not now/ }).click();
      await closed(page);
    }
    await page.goto('/duplicates');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await good(v, `desk-${view}`);
    // one that was decided above; on a phone the case takes the place of the list
    await page.goto('/duplicates?state=same');
    await page.locator('.desk-item').first().click();
    await page.locator('.case-title').waitFor();
    await good(v, `desk-case-${view}`);
    await v.close();
  });
