import { expect, test } from 'vitest';
import { newKeptAnswers } from './keptAnswers.ts';

test('a thousand who ask the same cost one answer; what failed is made anew, and only the last used are kept', async () => {
  let made = 0;
  const kept = newKeptAnswers<number>(2);
  const make = async () => ++made;
  expect(new Set(await Promise.all(Array.from({ length: 1000 }, () => kept('a', make))))).toEqual(new Set([1]));
  await expect(
    kept('b', async () => {
      throw new Error('gone');
    }),
  ).rejects.toThrow('gone');
  expect([await kept('b', make), await kept('a', make), await kept('c', make)]).toEqual([2, 1, 3]);
  // b was used longest ago
  expect([await kept('a', make), await kept('b', make)]).toEqual([1, 4]);
});
