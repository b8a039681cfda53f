import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testApp } from '#testApp.ts';
import { sealedColumns } from './composition.ts';
import { platformSealed } from './platform/server/rotation.ts';

const all = [...platformSealed, ...sealedColumns];

test('the jobs of key rotation can read and write every sealed column and its indexes', async () => {
  const { store } = await testApp();
  await store.transact({ role: 'owner' }, async (db) => {
    for (const column of all)
      for (const [name, type] of [
        [column.id, 'uuid'],
        [column.sealed, 'bytea'],
        ...column.indexes.flatMap((i) => [
          [i.column, 'uuid'],
          [i.next, 'uuid'],
        ]),
      ] as [string, string][]) {
        const { rows } = await sql<{ type: string; may: boolean }>`
          select format_type(a.atttypid, a.atttypmod) as type, has_column_privilege('wengang_system', a.attrelid, a.attnum, 'select')
            and (${name} = ${column.id} or has_column_privilege('wengang_system', a.attrelid, a.attnum, 'update')) as may
          from pg_attribute a where a.attrelid = ${column.table}::regclass and a.attname = ${name}`.execute(db);
        expect(rows, `${column.table}.${name}`).toEqual([{ type, may: true }]);
      }
  });
});

test('every column that is called sealed, and every next index, is registered', async () => {
  const { store } = await testApp();
  const { rows } = await store.transact({ role: 'owner' }, (db) =>
    sql<{ name: string }>`select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and (a.attname like '%\\_sealed' or a.attname like '%\\_index\\_next') order by 1`.execute(
      db,
    ),
  );
  const known = new Set(all.flatMap((c) => [`${c.table}.${c.sealed}`, ...c.indexes.map((i) => `${c.table}.${i.next}`)]));
  expect(rows.map((r) => r.name).filter((n) => !known.has(n))).toEqual([]);
});
