import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillSeats, makeClass } from '#capabilities/training/testing/enrolments.ts';
import { school } from '#capabilities/training/testing/roll.ts';
import { startFilledWorld } from './support/fill.ts';
import { good, send } from './support/pages.ts';
import { DESKTOP, PHONE, signedIn, type World } from './support/world.ts';

// A cohort with a term, its students entered, one suspended; the ledger hears of an internship. Made-up people only.

const SCHOOL_ID = '00000000-0000-4000-8000-0000000000d2';
const PARTNER_ID = '00000000-0000-4000-8000-0000000000d5';
const TODAY = '2022-10-12';
let world: World;
let classId = '';
beforeAll(async () => {
  world = await startFilledWorld(TODAY, async (services) => {
    await school(services, SCHOOL_ID);
    await school(services, PARTNER_ID, '平塘职业学校（示例）');
    classId = await makeClass(services.store, {
      title: '2020 级烹饪第 5 学期（示例）',
      mode: 'schooling',
      state: 'teaching',
      schoolId: SCHOOL_ID,
      place: '440111000000',
      seats: 30,
      planFrom: '2022-09-01',
      planTo: '2023-01-15',
      enrolUntil: '2022-12-31',
      lessons: ['2022-11-02'],
      enteredOn: '2022-09-01',
    });
    await fillSeats(services, classId, 4, '2022-09-01');
  });
});
afterAll(() => world?.stop());

test('a cohort: its term, its students, a suspension; wide in Chinese, narrow in English', async () => {
  const county = await signedIn(world, 'pt-renshe-01');
  const { page } = county;
  await page.goto('/training/cohorts');
  await page.getByText('还没有学制班').waitFor();
  await page.getByRole('button', { name: '登记一届' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '登记' }).click();
  await page.locator('#f-title-error, [id="f-title"]').first().waitFor();
  await good(county, 'schooling-cohort-form-zh');
  const cohort = await send<{ id: string }>(page, 'POST', '/training/cohorts', {
    title: '2020 级中式烹饪班（示例）',
    programme: 'cook',
    major: '中式烹饪',
    kind: 'schools',
    schoolId: SCHOOL_ID,
    partnerId: PARTNER_ID,
    place: '440111000000',
    originCode: '522727000000',
    hostCode: '440111000000',
    fromDay: '2020-09-01',
    toDay: '2023-07-10',
    terms: 6,
    seats: 30,
  });
  await send(page, 'POST', `/training/cohorts/${cohort.id}/terms/5`, { seen: null, fromDay: '2022-09-01', toDay: '2023-01-15', classId });
  await page.goto(`/training/cohorts/${cohort.id}`);
  await page.getByText('还没有学生').waitFor();
  await page.getByRole('button', { name: '注册学籍' }).click();
  await page.locator('#f-onDay').fill('2020-09-01');
  await page.locator('#f-onDay').press('Enter');
  await good(county, 'schooling-enter-zh');
  await page.getByRole('button', { name: '注册 4 人' }).click();
  await page.getByText('注册了 4 人，没办 0 人').waitFor();
  await page.getByRole('button', { name: '知道了' }).click();
  await page
    .getByRole('button', { name: /^学籍、实习/ })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('button', { name: '休学' }).click();
  await page.locator('#f-onDay').fill('2022-10-10');
  await page.locator('#f-onDay').press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: '休学' }).click();
  await page.getByText(/原因/).first().waitFor();
  await page.locator('#f-until').fill('2023-09-01');
  await page.locator('#f-until').press('Enter');
  await page.locator('#f-reason').fill('生病住院');
  await good(county, 'schooling-suspend-zh');
  await page.getByRole('dialog').getByRole('button', { name: '休学' }).click();
  await page.getByRole('button', { name: '复学' }).waitFor();
  await good(county, 'schooling-student-zh');
  await page.getByRole('button', { name: '关上' }).last().click();
  await good(county, 'schooling-cohort-zh');
  await page.goto(`/training/classes/${classId}`);
  await page.getByText('第 5 学期，').waitFor();
  await county.close();

  // in Chinese on a telephone too: the cohort's page is the office's own
  const narrow = await signedIn(world, 'pt-renshe-01', PHONE);
  await narrow.page.goto(`/training/cohorts/${cohort.id}`);
  await narrow.page.getByText('2020 级烹饪第 5 学期（示例）').first().waitFor();
  await good(narrow, 'schooling-cohort-zh-phone');
  await narrow.close();

  const phone = await signedIn(world, 'pt-renshe-01', PHONE, 'en-US');
  await phone.page.goto('/training/cohorts');
  await phone.page
    .getByRole('link', { name: /2020 级/ })
    .first()
    .waitFor();
  await good(phone, 'schooling-cohorts-en-phone');
  const { items } = await send<{ items: readonly { id: string }[] }>(phone.page, 'GET', `/training/cohorts/${cohort.id}/students`);
  await phone.page.goto(`/training/cohorts/${cohort.id}?student=${items[0]!.id}`);
  await phone.page.getByText('Every step').waitFor();
  await good(phone, 'schooling-student-en-phone');
  await phone.close();

  const school1 = await signedIn(world, 'gz-jinggong-xiao', DESKTOP, 'en-US');
  await school1.page.goto(`/training/cohorts/${cohort.id}`);
  await school1.page
    .getByRole('button', { name: /^Status/ })
    .nth(1)
    .click();
  await school1.page.getByRole('button', { name: 'Enter one' }).click();
  await school1.page.getByRole('dialog').getByRole('button', { name: 'Enter', exact: true }).click();
  await good(school1, 'schooling-internship-en');
  await school1.close();
  expect(cohort.id).toBeTruthy();
});
