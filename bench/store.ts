// The store on both databases: what a transaction costs beside the bare one, audited writes, replays, paging and counting a million rows.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type pg from 'pg';
import { type Actor, actorSettings, nobody } from '#platform/server/actor.ts';
import { writeAudit } from '#platform/server/audit.ts';
import { type Attempt, remember, replay } from '#platform/server/idempotency.ts';
import { keysOf, newKeyFile } from '#platform/server/keys.ts';
import type { Session } from '#platform/server/store.ts';
import { paging } from './store/paging.ts';
import { type Bench, type Run, timedAsync } from './support/bench.ts';
import { type BenchDatabase, DATABASE_OPTIONS, onDatabases } from './support/databases.ts';

const keys = keysOf(newKeyFile());
const actor: Actor = { ...nobody, accountId: randomUUID(), login: 'bench', areas: [{ from: '522727000000', to: '522727999999' }] };
const session: Session = { role: 'app', settings: actorSettings(actor, '2025-06-30'), writesFacts: true };

const emptyTransactions = async (run: Run, { store }: BenchDatabase, client: pg.Client): Promise<void> => {
  const answers = run.answers('role, account and write start inside; nothing of them left outside', 'current_user and current_setting');
  for (let i = 0; i < 20; i++) {
    const inside = await store.transact(session, async (db) =>
      (
        await sql<{ role: string; account: string; started: boolean }>`
          select current_user::text as role, current_setting('app.account') as account, current_setting('app.write_start') <> '' as started`.execute(
          db,
        )
      ).rows.at(0),
    );
    answers.same(inside, { role: 'wengang_app', account: actor.accountId, started: true });
    const outside = await client.query(
      "select current_user = session_user as own, coalesce(current_setting('app.account', true), '') as account, coalesce(current_setting('app.write_start', true), '') as started",
    );
    answers.same(outside.rows[0], { own: true, account: '', started: '' });
  }
  answers.done();
  const bare = async (): Promise<void> => {
    await client.query('begin');
    await client.query('commit');
  };
  const settings = Object.entries(session.settings!).flat();
  const calls = settings.flatMap((_, i) => (i % 2 ? [`set_config($${i}, $${i + 1}, true)`] : []));
  const same = async (): Promise<void> => {
    await client.query('begin');
    await client.query(`select ${calls.join(', ')}, begin_write(), set_config('role', 'wengang_app', true)`, settings);
    await client.query('commit');
  };
  const ms = { writing: [] as number[], reading: [] as number[], same: [] as number[], bare: [] as number[] };
  const each = run.scaled(100, 10);
  for (let round = -1; round < run.rounds; round++)
    for (let i = 0; i < each; i++) {
      const writing = await timedAsync(() => store.transact(session, async () => undefined));
      const once = await timedAsync(bare);
      const reading = await timedAsync(() => store.transact({ ...session, writesFacts: false }, async () => undefined));
      const thrice = await timedAsync(same);
      if (round < 0) continue; // to warm up
      ms.writing.push(writing);
      ms.reading.push(reading);
      ms.same.push(thrice);
      ms.bare.push(once);
    }
  const plain = { name: 'bare begin/commit', values: ms.bare };
  const raw = { name: 'the same three statements on a raw connection', values: ms.same };
  const name = 'empty transaction as app (role, 5 settings';
  run.figure({ name: `${name}, begin_write)`, unit: 'ms', values: ms.writing, against: raw, goal: { of: 'ratio', atMost: 1.5 } });
  run.figure({ name: `${name}, begin_write)`, unit: 'ms', values: ms.writing, against: plain });
  run.figure({ name: `${name})`, unit: 'ms', values: ms.reading, against: plain });
};

const INSERT = `insert into audit (account_id, roles, action, outcome, area, subject_kind, subject_id, details, request_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`;

const auditedWrites = async (run: Run, { store }: BenchDatabase, client: pg.Client): Promise<void> => {
  const each = Math.max(10, Math.round(run.scaled(2000) / run.rounds));
  const ours: number[] = [];
  const bare: number[] = [];
  let n = 0;
  for (let round = 0; round < run.rounds; round++)
    for (let i = 0; i < each; i++) {
      const at = n++;
      ours.push(
        await timedAsync(() =>
          store.transact(session, (db) =>
            writeAudit(db, actor, 'R', {
              action: 'bench.write',
              area: '522727',
              subject: { kind: 'bench', id: String(at) },
              details: { at },
            }),
          ),
        ),
      );
      bare.push(
        await timedAsync(async () => {
          await client.query('begin');
          const values = [actor.accountId, [], 'bench.bare', 'done', '522727', 'bench', String(at), JSON.stringify({ at }), 'R'];
          await client.query(INSERT, values);
          await client.query('commit');
        }),
      );
    }
  const answers = run.answers('every write is there once, with its account and details', 'counting on a raw connection');
  const { rows } = await client.query(
    `select action, count(*)::int as n, count(distinct subject_id)::int as subjects, sum((details->>'at')::int)::int as total,
       bool_and(account_id = $1 and request_id = 'R' and subject_id = details->>'at') as whole
     from audit where action in ('bench.write', 'bench.bare') group by action order by action desc`,
    [actor.accountId],
  );
  const expected = { n, subjects: n, total: (n * (n - 1)) / 2, whole: true };
  answers.same(rows, [
    { action: 'bench.write', ...expected },
    { action: 'bench.bare', ...expected },
  ]);
  answers.done();
  run.figure({
    name: 'one audited write, one after another',
    unit: 'ms',
    values: ours,
    against: { name: 'the same insert in a bare transaction', values: bare },
    goal: { of: 'ratio', atMost: 2 },
  });
};

const replays = async (run: Run, { store }: BenchDatabase, client: pg.Client): Promise<void> => {
  let deeds = 0;
  const once = (attempt: Attempt): Promise<string> =>
    store.transact(session, async (db) => {
      const earlier = await replay(db, keys, attempt);
      if (earlier !== undefined) return earlier;
      deeds++;
      await writeAudit(db, actor, 'R', { action: 'bench.once', subject: { kind: 'bench', id: attempt.key } });
      const body = JSON.stringify({ id: randomUUID(), name: '张三', place: '贵州省黔南州平塘县' });
      await remember(db, keys, attempt, body);
      return body;
    });
  const attempt = (key: string, hash = 1): Attempt => ({
    accountId: actor.accountId!,
    key,
    endpoint: 'bench.once',
    hash: Buffer.alloc(32, hash),
  });
  const answers = run.answers(
    'a resend gets the first answer, whether after or at the same moment; another body is refused',
    'the first answers, kept',
  );
  const each = Math.max(5, Math.round(run.scaled(500) / run.rounds));
  const first: number[] = [];
  const again: number[] = [];
  for (let n = 0; n < each * run.rounds; n++) {
    const key = `bench-key-${n}`;
    let body = '';
    let second = '';
    first.push(
      await timedAsync(async () => {
        body = await once(attempt(key));
      }),
    );
    again.push(
      await timedAsync(async () => {
        second = await once(attempt(key));
      }),
    );
    answers.same(second, body);
  }
  for (let n = 0; n < 20; n++) {
    const [a, b] = await Promise.all([once(attempt(`bench-twin-${n}`)), once(attempt(`bench-twin-${n}`))]);
    answers.same(b, a, 'a double click');
    const refused = await once(attempt(`bench-twin-${n}`, 2)).then(
      () => 'answered',
      (error: { type?: { code?: string } }) => error.type?.code ?? String(error),
    );
    answers.same(refused === 'answered' || !refused.includes('key'), false, `another body: ${refused}`);
  }
  const { rows } = await client.query("select count(*)::int as n from audit where action = 'bench.once'");
  answers.same([rows[0].n, deeds], [each * run.rounds + 20, each * run.rounds + 20], 'deeds done');
  answers.done();
  run.figure({
    name: 'a replay',
    unit: 'ms',
    values: again,
    against: { name: 'the first time (claim, audited write, answer kept)', values: first },
    goal: { of: 'ratio', atMost: 1 },
  });
};

export const storeBench: Bench = {
  name: 'store',
  summary: 'transactions, audited writes, replays; paging and counting 1,000,000 rows; on PGlite and PostgreSQL',
  rounds: 5,
  options: DATABASE_OPTIONS,
  goals: [
    'an empty transaction with role, settings and begin_write ≤ 1.5 × the same three statements sent without Kysely and pool (ours)',
    'an audited write ≤ 2 × the same insert in a bare transaction (ours)',
    'a replay ≤ 1 × the first time (ours)',
    'page 1,000 ≤ 1.5 × page 1; no Seq Scan and no Sort in its plan (architecture: lists walk one index)',
    'the capped count of a million rows ≤ 0.1 × the exact count (ours)',
  ],
  run: (run) =>
    onDatabases(run, async (database) => {
      run.section(database.label);
      const client = await database.client();
      await emptyTransactions(run, database, client);
      await auditedWrites(run, database, client);
      await replays(run, database, client);
      await paging(run, database, client, keys);
    }),
};
