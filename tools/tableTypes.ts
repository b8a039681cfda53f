import { sql } from 'kysely';
import type { Store } from '#platform/server/store.ts';

interface Column {
  table: string;
  column: string;
  type: string;
  nullable: boolean;
  defaulted: boolean;
  always: boolean;
  check: string | null;
}

const TYPE: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  bpchar: 'string',
  varchar: 'string',
  date: 'string',
  timestamptz: 'string',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float8: 'number',
  numeric: 'string',
  bool: 'boolean',
  bytea: 'Buffer',
  jsonb: 'unknown',
  inet: 'string',
  name: 'string',
};

const camel = (s: string): string => s.replace(/_(\w)/g, (_, c: string) => c.toUpperCase());
const pascal = (s: string): string => camel(`_${s}`);

/** TypeScript types of all tables; `check (x in ('a', 'b'))` becomes a union. */
export const tableTypes = async (store: Store): Promise<string> => {
  const columns = await store.transact({ role: 'owner' }, async (db) =>
    sql<Column>`
      select c.relname as "table", a.attname as "column", t.typname as type, not a.attnotnull as nullable,
        (d.oid is not null or a.attidentity <> '') as defaulted, (a.attidentity = 'a' or a.attgenerated <> '') as always,
        (select pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
           and pg_get_constraintdef(k.oid) like '%ANY%' limit 1) as "check"
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join pg_type t on t.oid = a.atttypid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') order by c.relname, a.attnum`.execute(db),
  );
  const tables = new Map<string, Column[]>();
  for (const c of columns.rows) tables.set(c.table, [...(tables.get(c.table) ?? []), c]);
  const typeOf = (c: Column): string => {
    const array = c.type.startsWith('_');
    const name = array ? c.type.slice(1) : c.type;
    const literals = c.check && !array ? [...c.check.matchAll(/'((?:[^']|'')*)'::text/g)].map((m) => `'${m[1]}'`) : [];
    const base = literals.length ? literals.join(' | ') : (TYPE[name] ?? 'unknown');
    const plain = array ? `${base}[]` : base;
    const full = c.nullable && plain !== 'unknown' ? `${plain} | null` : plain;
    if (c.always) return `GeneratedAlways<${full}>`;
    return c.defaulted ? `Generated<${full}>` : full;
  };
  const out = [
    '// Generated from the migrated database by `npm run generate`. Do not edit.',
    "import type { Generated, GeneratedAlways } from 'kysely';",
    '',
  ];
  for (const [table, cols] of tables) {
    out.push(`export interface ${pascal(table)}Table {`);
    for (const c of cols) out.push(`  ${camel(c.column)}: ${typeOf(c)};`);
    out.push('}', '');
  }
  out.push('export interface Tables {');
  for (const table of tables.keys()) out.push(`  ${camel(table)}: ${pascal(table)}Table;`);
  out.push('}', '');
  return out.join('\n');
};
