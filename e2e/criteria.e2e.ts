import { afterAll, beforeAll, expect, test } from 'vitest';
import { numberFor, VILLAGE } from '#capabilities/workers/testing/folk.ts';
import { good, send } from './support/pages.ts';
import { DESKTOP, PHONE, signedIn, startWorld, type World } from './support/world.ts';

// What counts as stable: read by a county, revised by the province, seen on a person. Made-up people only.

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

test('the province revises a criterion; its cases must hold; another province keeps the common one', async () => {
  const county = await signedIn(world, 'pt-renshe-01');
  const { id } = await send<{ id: string }>(county.page, 'POST', '/workers', {
    name: '韦稳当',
    number: numberFor('1990-05-06', 711),
    home: { code: VILLAGE, hukou: 'agricultural', from: '2001-05-01' },
  });
  const { spellId } = await send<{ spellId: string }>(county.page, 'POST', `/workers/${id}/spells`, {
    kind: 'employed',
    employerWords: '穗味餐饮',
    place: '440111000000',
    start: '2021-03-15',
    assistedKind: 'programme',
    assistedRef: '东西部协作',
  });
  await send(county.page, 'POST', `/workers/${id}/spells/${spellId}/evidence`, { class: 4, says: 'in_post', observed: '2021-06-20' });
  await county.page.goto(`/workers/${id}`);
  const block = county.page.getByRole('region', { name: '稳定情况' });
  await block.getByText('国家交通补助口径').first().waitFor();
  await block
    .getByText(/稳定自 2021-06-15/)
    .first()
    .waitFor();
  await good(county, 'criteria-person-zh');

  const province = await signedIn(world, 'gd-province');
  await province.page.goto('/criteria');
  await province.page.getByRole('link', { name: '修订：国家交通补助口径' }).click();
  await province.page.getByText('2 个用例都通过').waitFor();
  await province.page.locator('#f-months').fill('2');
  await province.page.getByText('1 个用例没有通过').waitFor();
  await province.page.locator('#f-reason').fill('省里试行两个月');
  await province.page.getByRole('button', { name: '存为新版本' }).click();
  await province.page.getByText(/口径有 1 处要改/).waitFor();
  await good(province, 'criteria-revise-zh');
  await province.page.getByRole('region', { name: '用例 1' }).getByLabel('应当稳定自（从不稳定留空）').fill('2022-03-01');
  await province.page.getByText('2 个用例都通过').waitFor();
  await province.page.getByRole('button', { name: '存为新版本' }).click();
  await province.page.getByText('已存为第 2 版').waitFor();
  await good(province, 'criteria-list-zh');

  // what was changed and not saved is asked about before it is lost
  await province.page.getByRole('link', { name: '修订：国家交通补助口径' }).click();
  await province.page.locator('#f-months').fill('4');
  await province.page
    .getByRole('region', { name: '用例 1' })
    .getByRole('button', { name: /^加一天/ })
    .click();
  await province.page.getByRole('button', { name: '不存，返回' }).click();
  await province.page.getByRole('dialog').getByText('改过的还没有存').waitFor();
  await good(province, 'criteria-leave-zh');
  await province.page.getByRole('button', { name: '留在这一页' }).click();
  await province.page.getByRole('button', { name: '不存，返回' }).click();
  await province.page.getByRole('button', { name: '不要这些改动，离开' }).click();
  await province.page.getByRole('region', { name: '国家交通补助口径' }).waitFor();

  // another province keeps the common one
  await county.page.goto('/criteria');
  const common = county.page.getByRole('region', { name: '国家交通补助口径' });
  await common.getByText('通用').waitFor();
  expect(await county.page.getByText(/省里修订过/).count()).toBe(0);
  expect(await county.page.getByRole('link', { name: /修订：/ }).count()).toBe(0);
  await Promise.all([county.close(), province.close()]);

  const phone = await signedIn(world, 'gd-province', PHONE, 'en-US');
  await phone.page.goto('/criteria');
  await phone.page.getByRole('region', { name: 'national transport subsidy' }).waitFor();
  await good(phone, 'criteria-list-phone-en');
  await phone.page.getByRole('link', { name: 'Revise: stable in Guangdong' }).click();
  await phone.page.getByText(/case\(s\) hold/).waitFor();
  await good(phone, 'criteria-revise-phone-en');
  await phone.close();

  const clerk = await signedIn(world, 'pt-renshe-01', PHONE, 'en-US');
  await clerk.page.goto(`/workers/${id}`);
  await clerk.page
    .getByRole('region', { name: 'Stability' })
    .getByText(/Stable since 2021-06-15/)
    .first()
    .waitFor();
  await good(clerk, 'criteria-person-phone-en');
  await clerk.close();

  // back to the common one, with a reason; what it had stays on record
  const back = await signedIn(world, 'gd-province');
  await back.page.goto('/criteria');
  await back.page.getByRole('button', { name: '停用本省的：国家交通补助口径' }).click();
  await back.page.getByRole('dialog').getByLabel(/原因/).fill('试行期满');
  await good(back, 'criteria-retire-zh');
  await back.page.getByRole('button', { name: '停用，改回通用的' }).click();
  const gone = back.page.getByRole('region', { name: '停用了的省内版本' });
  await gone.locator('summary').click();
  await gone.getByText(/第 3 版：试行期满/).waitFor();
  await gone.scrollIntoViewIfNeeded();
  await good(back, 'criteria-retired-zh');
  await back.page.getByRole('region', { name: '国家交通补助口径' }).getByText('通用').waitFor();
  await back.close();

  const wide = await signedIn(world, 'gd-province', DESKTOP, 'en-US');
  await wide.page.goto('/criteria/revise?province=520000000000');
  await wide.page.getByRole('link', { name: 'Back to the criteria' }).waitFor();
  await good(wide, 'criteria-not-yours-en');
  await wide.close();
});
