import { expect, test } from 'vitest';
import { rateTold, screenLevelOf, screenStateOf } from './rulesScreens.ts';

const at = new Date('2026-11-27T02:00:00Z');
test('a token counts until its instant, and never again once it was revoked', () => {
  expect(screenStateOf({ expires: '2026-11-27T02:00:00.000001Z', revoked: null }, new Date('2026-11-27T01:59:59Z'))).toBe('live');
  expect(screenStateOf({ expires: '2026-11-27T02:00:00Z', revoked: null }, at)).toBe('expired');
  expect(screenStateOf({ expires: '2027-01-01T00:00:00Z', revoked: '2026-11-26T00:00:00Z' }, at)).toBe('revoked');
  const held = { expires: '2026-11-28T02:00:00Z', revoked: null };
  expect([screenStateOf(held, at), screenStateOf(held, at, false)]).toEqual(['live', 'suspended']);
});
test('a rate is told in whole per cent, and never of a few', () => {
  expect(rateTold({ yes: 37, due: 113 })).toBe(0.33);
  expect([rateTold({ yes: 12, due: 12 }), rateTold({ yes: 0, due: 12 })]).toEqual([1, 0]);
  for (const few of [
    { yes: 9, due: 9 },
    { yes: 110, due: 113 },
    { yes: 3, due: 113 },
    { yes: 0, due: 0 },
  ])
    expect(rateTold(few)).toBeNull();
});
test('there are screens of provinces, prefectures and counties', () => {
  expect(['520000000000', '522700000000', '522727000000', '441900000000', '522727101000', ''].map(screenLevelOf)).toEqual([
    'province',
    'prefecture',
    'county',
    'prefecture',
    undefined,
    undefined,
  ]);
});
