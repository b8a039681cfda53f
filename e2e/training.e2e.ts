import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { good, send, settled } from './support/pages.ts';
import { DESKTOP, demoPassword, isWalked, PHONE, signedIn, startWorld, type World } from './support/world.ts';

// A course standard from the draft to both sides; a class under it from the form through timetable, teacher, money and mentor to its approval.

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const sure = async (page: Page): Promise<void> => {
  await page.locator('#step-up-secret').fill(demoPassword(world));
  await page.locator('#step-up-secret').press('Enter');
};
const place = async (page: Page, field: string, code: string): Promise<void> => {
  await page.locator(field).click();
  await page.keyboard.type(code);
  await page.locator('.ant-select-item-option').filter({ hasText: code }).first().click();
};
const choose = async (page: Page, field: string, text: string | RegExp): Promise<void> => {
  await page.locator(field).click();
  await page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
    .filter({ hasText: text })
    .first()
    .click();
};
const day = async (page: Page, field: string, text: string): Promise<void> => {
  await page.locator(field).fill(text);
  await page.locator(field).press('Enter');
};
let standard = '';
let made = '';

test('a standard: drafted, refused in sentences, adopted by each side', async () => {
  const guizhou = await signedIn(world, 'gz-province');
  const { page } = guizhou;
  await page.goto('/training/standards');
  await page.getByText('还没有培训标准').waitFor();
  await good(guizhou, 'training-standards-empty-zh');
  await page.getByRole('link', { name: '起草第一个' }).click();
  await page.getByRole('button', { name: '存为草案' }).click();
  await page.getByText(/代码用 2 到 20 位大写字母/).waitFor();
  await good(guizhou, 'training-standard-form-refused-zh');
  await page.locator('#f-code').fill('YC-SW');
  await page.locator('#f-title').fill('广东烧味制作（示例）');
  await choose(page, '#f-programme', '粤菜师傅');
  await choose(page, '#f-occupation', '广东烧味制作');
  await page.locator('#f-leadsName').fill('广东烧味制作');
  await page.getByLabel('模块 1 名称').fill('食品安全');
  await page.getByLabel('模块 1 理论课时').fill('8');
  await page.getByRole('button', { name: '加一个模块' }).click();
  await page.getByLabel('模块 2 名称').fill('烧腊制作');
  await page.getByLabel('模块 2 实操课时').fill('16');
  await page.getByLabel('模块 2 能力单元').fill('腌制、烧制');
  await place(page, '[aria-label="采用方 1"]', '520000000000');
  await place(page, '[aria-label="采用方 2"]', '440000000000');
  await day(page, '#f-validFrom', '2022-01-01');
  await page.locator('#f-source').fill('统一培训标准（示例）');
  await page.getByRole('button', { name: '存为草案' }).click();
  await page.waitForURL(/\/training\/standards\/[0-9a-f-]{36}$/);
  standard = new URL(page.url()).pathname;
  await page.getByText('腌制、烧制').waitFor();
  await good(guizhou, 'training-standard-draft-zh');
  await page.getByRole('button', { name: '采用这一版' }).click();
  await day(page, '#f-adoptedOn', '2022-02-01');
  await page.getByRole('dialog').getByRole('button', { name: '采用' }).click();
  await sure(page);
  await page.getByText('等其他方采用').first().waitFor();

  const guangdong = await signedIn(world, 'gd-province', PHONE, 'en-US');
  await guangdong.page.goto('/');
  await guangdong.page.getByRole('link', { name: /waits for adoption/ }).click();
  await guangdong.page.getByRole('button', { name: 'Adopt this version' }).click();
  await day(guangdong.page, '#f-adoptedOn', '2022-02-03');
  await good(guangdong, 'training-standard-adopt-en');
  await guangdong.page.getByRole('dialog').getByRole('button', { name: 'Adopt' }).click();
  await sure(guangdong.page);
  await guangdong.page.getByText('In force', { exact: true }).first().waitFor();
  await guangdong.close();
  await guizhou.close();
});

test('a class: entered, refused above the size, planned, handed in and approved by another office', async () => {
  const county = await signedIn(world, 'pt-renshe-01');
  const { page } = county;
  const school = await send<{ id: string }>(page, 'POST', '/organisations', {
    name: '平塘职业培训学校（示例）',
    kinds: ['school'],
    usccMissing: '示例，没有代码',
    place: '522727000000',
    source: '示例',
  });
  await page.goto('/training/classes/new');
  await page.locator('#f-title').fill('广东烧味制作培训班（示例），2022 年第 3 期');
  await choose(page, '#f-programme', /^粤菜师傅/);
  await page.locator('#f-schoolId').click();
  await page.keyboard.type('平塘职业');
  await page.locator('.ant-select-item-option').filter({ hasText: '平塘职业培训学校' }).first().click();
  await place(page, '#f-originCode', '522727000000');
  await place(page, '#f-place', '522727104000');
  await page.locator('#f-address').fill('克度镇文化站');
  await place(page, '#f-hostCode', '440111000000');
  await day(page, '#f-planFrom', '2022-10-17');
  await day(page, '#f-planTo', '2022-10-28');
  await day(page, '#f-enrolUntil', '2022-10-17');
  await page.locator('#f-seats').fill('60');
  await choose(page, '#f-versionId', /广东烧味制作/);
  await page.getByText('计划招 60 人，标准 v1.0 的班额是 20 到 50 人').first().waitFor();
  await good(county, 'training-class-form-zh');
  await page.getByRole('button', { name: '存为计划' }).click();
  await page.getByText(/请分成两个班，或者改人数/).waitFor();
  await page.locator('#f-seats').fill('42');
  await page.getByRole('button', { name: '存为计划' }).click();
  await page.waitForURL(/\/training\/classes\/[0-9a-f-]{36}$/);
  made = new URL(page.url()).pathname;
  await page.getByText(/课表没有排满/).waitFor();
  await good(county, 'training-class-planned-zh');

  // a teacher from within the dialog, then the two modules
  await page.getByRole('button', { name: '排课' }).click();
  await page.getByRole('button', { name: '给平塘职业培训学校（示例）登记教师' }).click();
  const teacher = page.getByRole('dialog').last();
  await teacher.locator('#f-name').fill('陈师傅');
  await teacher.getByRole('button', { name: '登记', exact: true }).click();
  await page.getByText('陈师傅').first().waitFor();
  await page.locator('#f-duty').waitFor({ state: 'hidden' });
  await page.locator('#f-room').fill('1 号培训室');
  await good(county, 'training-plan-lessons-zh');
  await page.getByRole('button', { name: '排 2 次课' }).click();
  await page.getByText('2 次课，排了 8 课时，标准 24 课时').waitFor();
  await page.getByRole('button', { name: '排课' }).click();
  await page.getByRole('button', { name: '排 4 次课' }).click();
  await page.getByText(/不能同时上两处|已排了|换教室/).waitFor();
  await day(page, '#f-from', '2022-10-19');
  await page.getByRole('button', { name: '排 4 次课' }).click();
  await page.getByText('6 次课，排了 24 课时，标准 24 课时').waitFor();
  await page.getByRole('button', { name: '加一项' }).click();
  await page.locator('#f-amount').fill('84000');
  await page.getByRole('button', { name: '加这一项' }).click();
  await page.getByRole('cell', { name: '84,000' }).first().waitFor();
  await page.getByRole('button', { name: '报审批' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '报审批' }).click();
  await page.getByRole('heading', { name: /下一步：批准/ }).waitFor();
  await good(county, 'training-class-approval-zh');
  // not by whoever handed it in
  await page.getByRole('button', { name: '批准，开始招生' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '批准，开始招生' }).click();
  await page.getByText(/要由另一个账号批准/).waitFor();
  await county.close();

  const prefecture = await signedIn(world, 'qn-shizhou');
  await prefecture.page.goto(made);
  await prefecture.page.getByRole('button', { name: '批准，开始招生' }).click();
  await prefecture.page.getByRole('dialog').getByRole('button', { name: '批准，开始招生' }).click();
  await prefecture.page.getByRole('heading', { name: /下一步：开班/ }).waitFor();
  await prefecture.close();
  expect(school.id).toBeTruthy();
});

test('the pages in both languages and widths', async () => {
  for (const view of [
    ['desktop-zh', DESKTOP, 'zh-CN'],
    ['phone-en', PHONE, 'en-US'],
    ['desktop-en', DESKTOP, 'en-US'],
    ['phone-zh', PHONE, 'zh-CN'],
  ] as const) {
    if (!isWalked(view)) continue;
    const [name, size, lang] = view;
    const v = await signedIn(world, 'pt-renshe-01', size, lang);
    for (const [path, what] of [
      ['/training/classes', 'classes'],
      [made, 'class'],
      [`${made}?do=correct`, 'class-correct'],
      ['/training/standards', 'standards'],
      [standard, 'standard'],
      ['/training/programmes', 'programmes'],
    ] as const) {
      await v.page.goto(path);
      await settled(v);
      await good(v, `training-${what}-${name}`);
    }
    await v.page.goto(made);
    await v.page.getByText(lang === 'zh-CN' ? '列表' : 'List', { exact: true }).click();
    await good(v, `training-lessons-${name}`);
    await v.close();
  }
});
