import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { newTestDatabase } from '../testing/databases.ts';
import { remember, replay } from './idempotency.ts';
import { keysOf, newKeyFile } from './keys.ts';

test('two resends of a deed whose first try was refused are one deed', async () => {
  const { store, drop } = await newTestDatabase();
  onTestFinished(drop);
  const keys = keysOf(newKeyFile());
  const attempt = { accountId: randomUUID(), key: 'a-key-of-a-page', endpoint: 'test.make', hash: Buffer.from('h') };
  const app = { role: 'app' } as const;
  // a refusal that was kept leaves the claim without an answer
  expect(await store.transact(app, (db) => replay(db, keys, attempt))).toBeUndefined();
  let deeds = 0;
  const send = () =>
    store.transact(app, async (db) => {
      const earlier = await replay(db, keys, attempt);
      if (earlier !== undefined) return earlier;
      deeds++;
      await new Promise((resolve) => setTimeout(resolve, 50));
      await remember(db, keys, attempt, `made ${deeds}`);
      return `made ${deeds}`;
    });
  expect(await Promise.all([send(), send(), send()])).toEqual(['made 1', 'made 1', 'made 1']);
  expect(deeds).toBe(1);
});
