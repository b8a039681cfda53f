import { expect, test } from 'vitest';
import { testApp } from '../../testApp.ts';
import { readMe } from './contract.ts';
import { sweepSessions } from './server/sessions.ts';

test('ended sessions stay a month for the question "was that me?", then go; open ones are not touched', async () => {
  const { as, store, clock } = await testApp();
  const gone = await as('平塘县人社局');
  clock.advance(32 * 24 * 3600_000);
  const open = await as('平塘县人社局');
  await store.transact({ role: 'system' }, (db) => sweepSessions(db, clock.now()));
  const left = await store.transact({ role: 'system' }, (db) => db.selectFrom('session').select('accountId').execute());
  expect(left.map((s) => s.accountId)).toEqual([open.account.id]);
  expect(left).not.toContain(gone.account.id);
  expect((await open(readMe, {})).account.id).toBe(open.account.id);
});
