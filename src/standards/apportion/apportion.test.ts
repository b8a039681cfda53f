import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apportion } from './apportion.ts';

test('the largest remainders get what is left over, the first of equal ones', () => {
  expect(apportion(10, [1, 1, 1])).toEqual([4, 3, 3]);
  expect(apportion(7, [5, 3, 2])).toEqual([4, 2, 1]);
  expect(apportion(0, [5, 3])).toEqual([0, 0]);
  expect(apportion(3, [0, 0])).toEqual([0, 0]);
});

test('parts sum to the whole and are never a whole one away from their share', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.array(fc.nat(10_000), { minLength: 1, maxLength: 9 }), (total, weights) => {
      const sum = weights.reduce((a, b) => a + b, 0);
      const parts = apportion(total, weights);
      expect(parts.reduce((a, b) => a + b, 0)).toBe(sum > 0 ? total : 0);
      for (const [i, part] of parts.entries()) expect(Math.abs(part - (sum > 0 ? (total * weights[i]!) / sum : 0))).toBeLessThan(1);
    }),
  );
});
