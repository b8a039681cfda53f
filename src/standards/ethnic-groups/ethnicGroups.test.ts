import { expect, test } from 'vitest';
import { ethnicGroups, findEthnicGroup } from './ethnicGroups.ts';

test('56 groups, codes 01–56, no letters twice', () => {
  expect(ethnicGroups).toHaveLength(56);
  expect(new Set(ethnicGroups.map((g) => g.letters)).size).toBe(56);
  expect(new Set(ethnicGroups.map((g) => g.zh)).size).toBe(56);
  expect(ethnicGroups.at(-1)).toEqual({ code: '56', letters: 'JN', zh: '基诺族', en: 'Jino' });
  for (const group of ethnicGroups) expect(group.letters).toMatch(/^[A-Z]{2}$/);
});

test('the groups most of our workers belong to', () => {
  expect(['06', '08', '09', '12', '13', '25', '32', '36', '37'].map((code) => findEthnicGroup(code)?.zh)).toEqual([
    '苗族',
    '壮族',
    '布依族',
    '侗族',
    '瑶族',
    '水族',
    '仫佬族',
    '毛南族',
    '仡佬族',
  ]);
});

test('every way of writing finds the same group', () => {
  for (const group of ethnicGroups)
    for (const text of [group.code, group.letters, group.en, group.en.toUpperCase(), group.zh, group.zh.replace(/族$/, '')])
      expect(findEthnicGroup(text)).toBe(group);
  expect(findEthnicGroup('6')?.zh).toBe('苗族');
  expect(findEthnicGroup(' 布依 族')?.zh).toBe('布依族');
  expect(findEthnicGroup('乌兹别克族')?.letters).toBe('UZ');
  expect(findEthnicGroup('毛难')?.letters).toBe('MN');
  expect(findEthnicGroup('57')).toBeUndefined();
  expect(findEthnicGroup('穿青人')).toBeUndefined();
});
