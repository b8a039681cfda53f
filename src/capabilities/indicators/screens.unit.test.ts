import { expect, test } from 'vitest';
import { screenStateOf, toldAlone } from './rulesScreens.ts';

const at = new Date('2026-11-27T02:00:00Z');
test('a token counts until its instant, and never again once it was revoked', () => {
  expect(screenStateOf({ expires: '2026-11-27T02:00:00.000001Z', revoked: null }, new Date('2026-11-27T01:59:59Z'))).toBe('live');
  expect(screenStateOf({ expires: '2026-11-27T02:00:00Z', revoked: null }, at)).toBe('expired');
  expect(screenStateOf({ expires: '2027-01-01T00:00:00Z', revoked: '2026-11-26T00:00:00Z' }, at)).toBe('revoked');
  expect([toldAlone(9), toldAlone(10), toldAlone(0)]).toEqual(['few', 10, 0]);
});
