import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { platformApp } from '../testing/platformApp.ts';
import { changeIfUnchanged } from './changeCheck.ts';
import { handle } from './http.ts';

const Shown = z.object({ id: z.uuid(), note: z.string(), version: z.int() });
const edit = endpoint({
  id: 'test.edit',
  method: 'PUT',
  path: '/test/notes/:id',
  can: 'signedIn',
  summary: { zh: '改', en: 'Edit' },
  input: z.object({ id: z.uuid(), note: z.string(), version: z.int() }),
  output: Shown,
});
const routes = [
  handle(edit, async ({ db, actor }, { id, note, version }) => {
    const now = await changeIfUnchanged(db, {
      table: 'test_note',
      id,
      version,
      set: { note, changedBy: actor.accountId },
      output: Shown,
      last: async () => {
        const { rows } = await sql<{
          changed: string;
          secret: string;
        }>`select id, note, version, secret, changed from test_note where id = ${id}`.execute(db);
        return rows[0] && { by: '李四', at: rows[0].changed, current: rows[0] };
      },
    });
    return { id, note, version: now };
  }),
];

test('of two who edit one record the second is told what the first made of it, and only what they may see', async () => {
  const { as, store } = await platformApp({ routes });
  const id = randomUUID();
  await store.transact({ role: 'owner' }, async (db) => {
    await sql`create table test_note (id uuid primary key, note text not null, secret text not null default 'hidden', version int not null default 1,
      changed_by uuid, changed timestamptz not null default '2026-11-01T08:00:00Z')`.execute(db);
    await sql`insert into test_note (id, note) values (${id}, 'first')`.execute(db);
    await sql`grant select, update on test_note to wengang_app`.execute(db);
  });
  const [a, b] = [as(), as()];
  expect(await a(edit, { id, note: 'by a', version: 1 })).toEqual({ id, note: 'by a', version: 2 });
  const refused = await b(edit, { id, note: 'by b', version: 1 }).catch((e: { body: unknown }) => e.body);
  expect(refused).toMatchObject({
    code: 'platform.changed',
    status: 409,
    text: { en: expect.stringContaining('李四 changed this at 2026-11-01T08:00:00.000000Z') },
    details: { by: '李四', at: '2026-11-01T08:00:00.000000Z', current: { id, note: 'by a', version: 2 } },
  });
  expect(JSON.stringify(refused)).not.toContain('hidden');
  expect(await b(edit, { id, note: 'by b', version: 2 })).toMatchObject({ version: 3 });
  await expect(b(edit, { id: randomUUID(), note: 'x', version: 1 })).rejects.toMatchObject({ status: 404 });
});
