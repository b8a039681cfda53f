import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { accessParts, routes } from './composition.ts';
import { platformProblems } from './platform/problem.ts';
import { testApp } from './testApp.ts';

// What every landing keeps true of the whole composition, checked against the real database.

test('every foreign key has an index that begins with it', async () => {
  const { store } = await testApp();
  const { rows } = await store.transact({ role: 'owner' }, (db) =>
    sql<{ constraint: string }>`
      select c.conrelid::regclass || '.' || c.conname as "constraint" from pg_constraint c
      where c.contype = 'f' and c.connamespace = 'public'::regnamespace and not exists (
        select from pg_index i where i.indrelid = c.conrelid and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) = (
            select '(' || a.attname || ' IS NOT NULL)' from pg_attribute a where a.attrelid = c.conrelid and a.attnum = c.conkey[1]))
          and (i.indkey::int2[])[0:array_length(c.conkey, 1) - 1] @> c.conkey and c.conkey @> (i.indkey::int2[])[0:array_length(c.conkey, 1) - 1])`.execute(
      db,
    ),
  );
  expect(rows.map((r) => r.constraint)).toEqual([]);
});

test('every table about a person carries worker_id not null; every table is granted to somebody but its owner', async () => {
  const { store } = await testApp();
  await store.transact({ role: 'owner' }, async (db) => {
    const nullable = await sql<{ t: string }>`
      select c.relname as t from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'worker_id' and not a.attnotnull`.execute(db);
    expect(nullable.rows).toEqual([]);
    const ungranted = await sql<{ t: string }>`
      select c.relname as t from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migration'
        and not has_table_privilege('wengang_app', c.oid, 'select') and not has_table_privilege('wengang_system', c.oid, 'select')`.execute(
      db,
    );
    expect(ungranted.rows).toEqual([]);
    const owned = await sql<{ n: number }>`
      select count(*)::int as n from pg_class c where pg_get_userbyid(c.relowner) in ('wengang_app', 'wengang_system', 'wengang_figures')`.execute(
      db,
    );
    expect(owned.rows[0]!.n).toBe(0);
  });
});

test('every endpoint names a permission somebody has, has its own id and path, and its texts in both languages', () => {
  const ids = new Set<string>();
  const paths = new Set<string>();
  for (const { endpoint: e } of routes) {
    expect(ids.has(e.id), `${e.id} is declared twice`).toBe(false);
    ids.add(e.id);
    const place = `${e.method} ${e.path.replace(/:\w+/g, ':')}`;
    expect(paths.has(place), `${place} is taken twice`).toBe(false);
    paths.add(place);
    if (e.can !== 'public' && e.can !== 'signedIn') {
      expect(accessParts.permissions, `${e.id} needs ${e.can}, which nobody declares`).toHaveProperty([e.can]);
      expect(accessParts.permissions[e.can]!.roles.length, `${e.can} is held by no role`).toBeGreaterThan(0);
    }
    expect(e.summary.zh, e.id).toMatch(/[\u4e00-\u9fff]/);
    expect(e.summary.en, e.id).toMatch(/^[\x20-\x7e’–…]+$/);
  }
});

test('every problem has its sentences, and no code is used for two meanings', () => {
  const known = new Map<string, string>();
  for (const p of [...platformProblems, ...routes.flatMap((r) => r.endpoint.problems)]) {
    expect(p.text.zh, p.code).toMatch(/[\u4e00-\u9fff]|^\{why\}$/);
    expect(p.text.en, p.code).not.toMatch(/[\u4e00-\u9fff]/);
    expect(known.get(p.code) ?? p.text.en, `${p.code} has two meanings`).toBe(p.text.en);
    known.set(p.code, p.text.en);
    const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]!.replace(/(Zh|En)$/, '')).sort();
    expect(new Set(names(p.text.zh)), `${p.code} names other details in Chinese than in English`).toEqual(new Set(names(p.text.en)));
  }
  expect(known.size).toBeGreaterThan(20);
});

test('every audited endpoint has its sentence in the audit', () => {
  const lacking = routes.filter((r) => r.endpoint.audited && !(r.endpoint.id in accessParts.auditTexts)).map((r) => r.endpoint.id);
  expect(lacking).toEqual([]);
});

test('the tables a README names are those its migrations make', () => {
  const dir = join(import.meta.dirname, 'capabilities');
  for (const name of readdirSync(dir)) {
    const server = join(dir, name, 'server');
    const made = readdirSync(server)
      .filter((f) => f.endsWith('.sql') && /^\d{4}-/.test(f))
      .flatMap((f) => [...readFileSync(join(server, f), 'utf8').matchAll(/^create table (?:if not exists )?(\w+)/gm)].map((m) => m[1]!));
    const readme = readFileSync(join(dir, name, 'README.md'), 'utf8');
    expect(
      made.filter((t) => !readme.includes(`\`${t}\``)),
      `${name}/README.md does not name these tables`,
    ).toEqual([]);
  }
});
