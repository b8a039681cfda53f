import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAccount, PASSWORD } from '#capabilities/access/testing/people.ts';
import { type MadeClass, madeClass, school } from '#capabilities/training/testing/roll.ts';
import { crowd, type Member } from '#capabilities/workers/testing/crowd.ts';
import { startFilledWorld } from './support/fill.ts';
import { good, settled } from './support/pages.ts';
import { demoPassword, PHONE, signedIn, VIEWS, type Visitor, visitor, type World } from './support/world.ts';

// An order class gets its people: the agreement of three, an invitation, the trainee's own answer on a telephone, admission by the school, the evidence of a
// promise. Made-up people only.

const SCHOOL = '00000000-0000-4000-8000-0000000000d2';
const EMPLOYER = '00000000-0000-4000-8000-0000000000d4';
const TRAINEE = 'xueyuan-02';
let world: World;
let made: MadeClass;
let people: readonly Member[] = [];
beforeAll(async () => {
  world = await startFilledWorld('2022-10-12', async (services) => {
    await school(services, EMPLOYER, '穗味餐饮（示例）', 'employer');
    people = await crowd(services, 4);
    made = await madeClass(services, {
      ...{ from: '2022-10-24', lessons: 2, members: [], state: 'enrolling', schoolId: SCHOOL, employerId: EMPLOYER },
      title: '粤菜师傅穗味班（示例）',
    });
    await makeAccount(services, {
      login: TRAINEE,
      name: people[0]!.name,
      roles: [{ role: 'worker', areaCode: '522727000000', relation: `worker:${people[0]!.id}`, validFrom: '2022-01-01' }],
    });
  });
});
afterAll(() => world?.stop());

const place = async (page: Page, field: string, code: string): Promise<void> => {
  await page.locator(field).click();
  await page.keyboard.type(code);
  await page.locator('.ant-select-item-option').filter({ hasText: code }).first().click();
};
const own = async (): Promise<Visitor> => {
  const v = await visitor(world, PHONE, 'en-US');
  const reply = await v.context.request.post('/api/sign-in', { data: { login: TRAINEE, password: PASSWORD } });
  expect(reply.ok()).toBe(true);
  return v;
};

test('the agreement of three: too few posts are refused in a sentence, the office signs', async () => {
  const county = await signedIn(world, 'pt-renshe-01');
  const { page } = county;
  await page.goto(`/training/classes/${made.id}`);
  await page.getByRole('link', { name: '登记三方协议' }).click();
  await page.locator('#f-title-0').fill('烧腊师傅');
  await place(page, '#f-place-0', '440111000000');
  await page.locator('#f-heads-0').fill('3');
  await page.locator('#f-payMin-0').fill('5000');
  await page.locator('#f-payMax-0').fill('7000');
  await page.getByText('还差 2 个岗位，存不了').waitFor();
  await good(county, 'enrolment-order-form-zh');
  await page.locator('#f-heads-0').fill('5');
  await page.getByRole('button', { name: '保存' }).click();
  await page.waitForURL(new RegExp(`/training/classes/${made.id}$`));
  await page.getByRole('button', { name: '签字' }).click();
  await page.locator('#f-post').fill('副局长');
  await page.locator('#f-signedOn').fill('2022-10-11');
  await page.locator('#f-signedOn').press('Enter');
  await good(county, 'enrolment-sign-zh');
  await page.getByRole('dialog').getByRole('button', { name: '签字' }).click();
  await page.locator('#step-up-secret').fill(demoPassword(world));
  await page.locator('#step-up-secret').press('Enter');
  await page.getByText('副局长').waitFor();
  await county.close();
});

test('invited from the register, answered on a telephone, admitted by the school, a promise with its evidence', async () => {
  const county = await signedIn(world, 'pt-renshe-01');
  await county.page.goto(`/training/classes/${made.id}/invite`);
  await county.page.getByRole('checkbox', { name: `选择 ${people[0]!.name}` }).check();
  await county.page.getByRole('checkbox', { name: `选择 ${people[1]!.name}` }).check();
  await good(county, 'enrolment-invite-zh');
  await county.page.getByRole('button', { name: '邀请 2 人' }).click();
  await county.page.getByText('办好 2 人，没办 0 人').waitFor();
  await good(county, 'enrolment-invited-zh');
  await county.page.getByRole('button', { name: '知道了' }).click();

  const trainee = await own();
  await trainee.page.goto('/training/mine');
  await trainee.page.getByText('粤菜师傅穗味班（示例）').first().waitFor();
  await good(trainee, 'enrolment-mine-en');
  await trainee.page.getByRole('button', { name: 'Accept' }).click();
  await trainee.page.getByRole('dialog').getByRole('button', { name: 'Accept' }).click();
  await trainee.page.getByRole('button', { name: 'Withdraw' }).waitFor();
  await trainee.close();

  const office = await signedIn(world, 'gz-jinggong-xiao');
  const { page } = office;
  await page.goto(`/training/classes/${made.id}`);
  await page.getByRole('checkbox', { name: `选择 ${people[0]!.name}` }).check();
  await page.getByRole('button', { name: '录取 1 人' }).click();
  await page.getByText('还有 5 个名额，候补 0 人').waitFor();
  await good(office, 'enrolment-admit-zh');
  await page.getByRole('dialog').getByRole('button', { name: '录取' }).click();
  await page.getByText('办好 1 人，没办 0 人').waitFor();
  await page.getByRole('button', { name: '知道了' }).click();
  await page.getByRole('button', { name: `凭据 ${people[0]!.name}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: '登记' }).first().click();
  await good(office, 'enrolment-promise-zh');
  await page.locator('#f-postId').click();
  await page.locator('.ant-select-item-option').filter({ hasText: '烧腊师傅' }).first().click();
  await page.locator('#f-onDay').fill('2022-10-12');
  await page.locator('#f-onDay').press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: '登记', exact: true }).last().click();
  await page.getByRole('dialog').getByText('2022-10-12').first().waitFor();
  await office.close();
  await county.close();
});

for (const [view, size, lang] of VIEWS)
  test(`class with its people, order classes, promises, ${view}`, async () => {
    const v = await signedIn(world, 'pt-renshe-01', size, lang);
    for (const [path, what] of [
      [`/training/classes/${made.id}`, 'class'],
      [`/training/classes/${made.id}/invite`, 'invite'],
      [`/training/classes/${made.id}/order`, 'order-form'],
      ['/training/orders', 'orders'],
      ['/training/promises', 'promises'],
    ] as const) {
      await v.page.goto(path);
      await settled(v);
      await good(v, `enrolment-${what}-${view}`);
    }
    await v.close();
  });
