// Keyset pages and counts over a million rows of our own, under the app role, against offset paging and a full count on a raw connection.
import { CompiledQuery, type KyselyPlugin, type RootOperationNode, type SelectQueryBuilder, sql, type Transaction } from 'kysely';
import type pg from 'pg';
import type { Keys } from '#platform/server/keys.ts';
import { cappedTotal, countExactly, pageOf, type Sort } from '#platform/server/paging.ts';
import type { Db, Session } from '#platform/server/store.ts';
import { type Run, timedAsync } from '../support/bench.ts';
import type { BenchDatabase } from '../support/databases.ts';

interface Tables {
  readonly benchRow: { readonly id: number; readonly at: string; readonly home: string; readonly name: string };
}
type Query = SelectQueryBuilder<Tables, 'benchRow', { id: number; at: string; home: string; name: string }>;

const SIZE = 50;
const LAST_PAGE = 1000;
const CHUNK = 100_000;
const reader: Session = { role: 'app', settings: { 'app.today': '2025-06-30' }, readOnly: true };
const sort: Sort = {
  by: [
    { column: 'bench_row.at', key: 'at' },
    { column: 'bench_row.id', key: 'id' },
  ],
  descending: true,
};
const rowsOf = (db: Db): Query => (db as unknown as Transaction<Tables>).selectFrom('benchRow').select(['id', 'at', 'home', 'name']);

/** Several rows share an instant, so that the second key decides; the instants do not follow the order of insertion. */
const fill = async (client: pg.Client, rows: number): Promise<void> => {
  await client.query(
    'create table bench_row (id bigint primary key, at timestamptz not null, home text collate "C" not null, name text not null)',
  );
  for (let from = 1; from <= rows; from += CHUNK)
    await client.query(
      `insert into bench_row select i, '2020-01-01Z'::timestamptz + (i * 7919 % ($3::bigint / 3 + 1)) * interval '1 minute',
         (440000000000 + i * 104729 % 1000000)::text, 'name ' || i from generate_series($1::bigint, $2::bigint) i`,
      [from, Math.min(rows, from + CHUNK - 1), rows],
    );
  await client.query('create index bench_row_at on bench_row (at desc, id desc)');
  await client.query('create index bench_row_home on bench_row (home)');
  await client.query('grant select on bench_row to wengang_app');
  await client.query('vacuum analyze bench_row').catch(() => client.query('analyze bench_row'));
};

/** The plan of whatever query the work sends last. */
const planOf = async (db: Db, query: Query, work: (watched: Query) => Promise<unknown>): Promise<string> => {
  let sent: RootOperationNode | undefined;
  const watch: KyselyPlugin = {
    transformQuery: ({ node }) => {
      sent = node;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  await work(query.withPlugin(watch));
  const { sql: text, parameters } = db.getExecutor().compileQuery(sent!, { queryId: 'bench' });
  const { rows } = await db.executeQuery<Record<string, string>>(
    CompiledQuery.raw(`explain (analyze, costs off, timing off, summary off, buffers off) ${text}`, [...parameters]),
  );
  return rows.map((r) => Object.values(r)[0]).join('\n');
};

export const paging = async (run: Run, { store }: BenchDatabase, client: pg.Client, keys: Keys): Promise<void> => {
  const total = run.scaled(1_000_000, 500);
  const filled = await timedAsync(() => fill(client, total));
  run.note(`${total.toLocaleString('en-US')} rows made and indexed in ${(filled / 1000).toFixed(1)} s; pages of ${SIZE}`);
  const request = { list: 'bench', sort, size: SIZE };
  const page = (cursor: string | undefined) => store.transact(reader, (db) => pageOf(keys, rowsOf(db), { ...request, cursor }));

  // Walks from page 1 to the last one, keeping the ids: the oracle reads them all at once.
  // page 1,000 of 20,000 at scale 1; with less data the middle, where an index must still be walked
  const last = Math.min(LAST_PAGE, Math.ceil(total / SIZE / 2));
  const ids: number[] = [];
  let cursor: string | undefined;
  let deep: string | undefined;
  for (let n = 1; n <= last; n++) {
    if (n === last) deep = cursor;
    const found = await page(cursor);
    ids.push(...found.items.map((r) => r.id));
    cursor = found.next ?? undefined;
  }
  const answers = run.answers(`the rows of ${last} pages, in order`, 'one read of them all on a raw connection');
  const { rows } = await client.query<{ id: number }>('select id from bench_row order by at desc, id desc limit $1', [last * SIZE]);
  answers.same(ids.length, rows.length, 'how many');
  rows.forEach(({ id }, i) => {
    answers.same(ids[i], id, `row ${i + 1}`);
  });
  answers.done();

  const each = 10;
  const found = { first: [] as number[], deep: [] as number[], offset: [] as number[] };
  for (let i = 0; i < run.rounds * each; i++) {
    found.first.push(await timedAsync(() => page(undefined)));
    found.deep.push(await timedAsync(() => page(deep)));
    found.offset.push(
      await timedAsync(() =>
        client.query('select * from bench_row order by at desc, id desc limit $1 offset $2', [SIZE + 1, (last - 1) * SIZE]),
      ),
    );
  }
  run.figure({ name: 'page 1', unit: 'ms', values: found.first });
  run.figure({
    name: `page ${last} by its cursor`,
    unit: 'ms',
    values: found.deep,
    against: { name: 'page 1', values: found.first },
    goal: { of: 'ratio', atMost: 1.5 },
  });
  run.figure({
    name: `page ${last} by its cursor`,
    unit: 'ms',
    values: found.deep,
    against: { name: 'offset paging', values: found.offset },
  });

  const counts = run.answers('capped and exact counts', 'the number of rows made, counts on a raw connection');
  const capped: number[] = [];
  const exact: number[] = [];
  const narrow = (db: Db): Query => rowsOf(db).where('home', '>=', '440000000000').where('home', '<', '440000005000');
  const { rows: few } = await client.query<{ n: number }>(
    "select count(*)::int as n from bench_row where home >= '440000000000' and home < '440000005000'",
  );
  const cap = (n: number): number | null => (n > 10_000 ? null : n);
  for (let i = 0; i < run.rounds; i++)
    await store.transact(reader, async (db) => {
      let n: number | null = 0;
      capped.push(
        await timedAsync(async () => {
          n = await cappedTotal(db, rowsOf(db));
        }),
      );
      counts.same(n, cap(total), 'capped, all');
      exact.push(
        await timedAsync(async () => {
          n = await countExactly(db, rowsOf(db));
        }),
      );
      counts.same(n, total, 'exact, all');
      counts.same(await cappedTotal(db, narrow(db)), cap(few[0]!.n), 'capped, a narrow range');
    });
  counts.done();
  run.figure({
    name: 'count up to 10,000',
    unit: 'ms',
    values: capped,
    against: { name: 'exact count', values: exact },
    goal: { of: 'ratio', atMost: 0.1 },
  });

  const plans = await store.transact(reader, async (db) => {
    const deepPlan = await planOf(db, rowsOf(db), (q) => pageOf(keys, q, { ...request, cursor: deep }));
    const { rows: lines } = await sql<Record<string, string>>`explain (analyze, costs off, timing off, summary off, buffers off)
      select count(*) from (select 1 from bench_row limit 10001) as counted`.execute(db);
    return { deepPlan, cappedPlan: lines.map((r) => Object.values(r)[0]).join('\n') };
  });
  run.note(`plan of page ${last}:\n${plans.deepPlan}`);
  run.note(`plan of the capped count:\n${plans.cappedPlan}`);
  run.figure({
    name: `Seq Scans and Sorts in the plan of page ${last}`,
    unit: 'nodes',
    values: [(plans.deepPlan.match(/(?:^|-> +)(?:Seq Scan|Sort)\b/gm) ?? []).length],
    goal: { of: 'value', atMost: 0 },
  });
};
