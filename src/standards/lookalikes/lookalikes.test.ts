import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lookAlike, lookalikesOf } from './lookalikes.ts';
import { customaryShortForms, plainForm, shortForm } from './variants.ts';

test.each(['己已', '已巳', '未末', '杨扬', '于干', '侯候', '陈阵', '韦伟', '季李', '昊吴', '恩思', '颖颍', '戊戌'])(
  '%s are alike',
  (pair) => {
    const [a, b] = [...pair] as [string, string];
    expect([lookAlike(a, b), lookAlike(b, a)]).toEqual([true, true]);
  },
);

test('not alike: itself, what merely sounds alike, and friends of friends', () => {
  expect(lookAlike('韦', '韦')).toBe(false);
  expect(lookAlike('英', '莺')).toBe(false);
  expect(lookAlike('国', '伟')).toBe(false);
  expect([lookAlike('田', '由'), lookAlike('由', '甲'), lookAlike('田', '申')]).toEqual([true, true, false]);
});

test('symmetric, and nobody is alike to many', () => {
  const chars = fc.constantFrom(...'己已巳未末杨扬王玉主田由甲申清情请晴思恩惠志忠林琳材村'.split(''));
  fc.assert(
    fc.property(chars, chars, (a, b) => {
      expect(lookAlike(a, b)).toBe(lookAlike(b, a));
    }),
  );
  for (const c of '王玉田清忠宋') expect(lookalikesOf(c).length).toBeLessThan(10);
  expect(lookalikesOf('㙟')).toEqual([]);
});

test.each([
  ['國', '国'],
  ['雲', '云'],
  ['於', '于'],
  ['峯', '峰'],
  ['羣', '群'],
  ['喆', '哲'],
  ['陸', '陆'],
  ['韋', '韦'],
  ['帥', '帅'],
  ['師', '师'],
  ['𬭚', '𬭚'],
])('%s is a form of %s', (form, common) => expect(plainForm(form)).toBe(common));

test('folding twice is folding once', () => {
  fc.assert(
    fc.property(fc.constantFrom(...'國雲於峯羣喆淼堃昇陞鍾鐘勛勳啟啓艷豔傑華萬嚴'.split('')), (c) => {
      expect(plainForm(plainForm(c))).toBe(plainForm(c));
    }),
  );
});

test('short forms are surnames of their own and are not folded', () => {
  for (const [a, b] of customaryShortForms) {
    expect([shortForm(a, b), shortForm(b, a)]).toEqual([true, true]);
    expect(plainForm(a)).not.toBe(plainForm(b));
  }
  expect(shortForm('王', '汪')).toBe(false);
});
