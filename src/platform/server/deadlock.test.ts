// Two deeds that wait for each other: the database ends one of them, and it is done again.
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { platformApp } from '../testing/platformApp.ts';
import { handle, type Route } from './http.ts';

const deed = endpoint({
  id: 'test.deed',
  method: 'POST',
  path: '/test/deed',
  can: 'signedIn',
  summary: { zh: '试', en: 'A try' },
  input: z.object({ ended: z.int() }),
  output: z.object({ times: z.int(), wrote: z.int() }),
});

test('what the database ended to let another go on is done again, whole and once; after three times it is told', async () => {
  let times = 0;
  let after = 0;
  const route: Route = {
    ...handle(deed, async (call, { ended }) => {
      times++;
      call.afterCommit(() => {
        after++;
      });
      await sql`insert into setting (name, value) values (${`test.${ended}.${times}`}, '1')`.execute(call.db);
      if (times <= ended) await sql`do $$ begin raise exception 'deadlock detected' using errcode = '40P01'; end $$`.execute(call.db);
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from setting where name like 'test.%'`.execute(call.db);
      return { times, wrote: rows[0]!.n };
    }),
    as: 'system',
  };
  const { as } = await platformApp({ routes: [route] });
  const somebody = await as();
  expect(await somebody(deed, { ended: 2 })).toEqual({ times: 3, wrote: 1 });
  expect(after).toBe(1);
  times = 0;
  await expect(somebody(deed, { ended: 3 })).rejects.toMatchObject({ status: 500 });
  expect(times).toBe(3);
});
