import { expect, test } from 'vitest';
import { testApp } from '#testApp.ts';
import { correctHome, readWorker, registerWorker, revealNumber } from './contract.ts';
import { someone, VILLAGE } from './testing/folk.ts';

test('a corrected home keeps the address that its page never shows, unless another is given', async () => {
  const { as } = await testApp();
  const county = await as({ roles: [{ role: 'county_bureau', areaCode: '522727000000', relation: null }], steppedUp: true });
  const { id } = await county(registerWorker, someone('莫桂兰', { home: { code: VILLAGE, address: '三组 12 号', from: '2001-05-01' } }));
  const [home] = (await county(readWorker, { id })).homes!;
  const address = async () => (await county(revealNumber, { id })).addresses.map((a) => a.text);
  await county(correctHome, { id, factId: home!.id, code: VILLAGE, from: '2001-06-01', reason: '户口簿' });
  expect(await address()).toEqual(['三组 12 号']);
  await county(correctHome, { id, factId: home!.id, code: VILLAGE, from: '2001-06-01', address: '四组 3 号', reason: '户口簿' });
  expect(await address()).toEqual(['四组 3 号']);
});
