// Verification rounds over a million spells: one tap end to end on the server, and how far a unit is, beside the rules in memory.
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { signedInAs } from '#capabilities/access/testing/people.ts';
import { personas } from '#capabilities/access/testing/personas.ts';
import { answerRound, listRound, readRound } from '#capabilities/employment/contractRounds.ts';
import { type RoundFacts, roundState } from '#capabilities/employment/rulesRounds.ts';
import { refreshRounds } from '#capabilities/employment/server/rounds/roundRows.ts';
import { buildHttp } from '#platform/server/http.ts';
import { testClock, testServices } from '#platform/testing/testServices.ts';
import { actorFor, authenticator, constraints, routes } from '../src/composition.ts';
import { type Bench, type Run, timedAsync } from './support/bench.ts';
import { type BenchDatabase, DATABASE_OPTIONS, onDatabases } from './support/databases.ts';

const RULE = { dueDay: 25, remindDays: 3 };
const TODAY = '2026-11-20';
const MONTH = '2026-11';
/** 2026-11 as months are numbered. */
const INDEX = 2026 * 12 + 10;
const STATION = '440111';

/** Workers with a row of a round each; of those of one station also the facts themselves, so that they can be answered. */
const fill = async (client: pg.Client, size: number, answerable: number): Promise<void> => {
  await client.query(
    `create temp table made as select i, overlay(overlay(md5('w' || i) placing '8' from 13) placing '8' from 17)::uuid as worker,
      overlay(overlay(md5('s' || i) placing '8' from 13) placing '8' from 17)::uuid as spell, hashint4(i) & 1048575 as h,
      '52' || lpad((22 + (i % 9))::text, 2, '0') || lpad((20 + i % 12)::text, 2, '0') || lpad((100 + i % 15)::text, 3, '0') || lpad((200 + i % 20)::text, 3, '0') as home
    from generate_series(1, $1) i`,
    [size],
  );
  await client.query("insert into worker (id, area, registered, source) select worker, home, '2020-01-01', 'form' from made");
  await client.query("update worker_now n set name = '覃' || m.i, home = m.home from made m where m.worker = n.worker_id");
  // one in ten at the station; one in eight over, one in three verified this month, one in twenty not reached
  await client.query(
    `insert into round_spell (spell_id, worker_id, home, host_key, org_key, employer, start, ended, until, closed, shown_until, verified_until, verified_class,
      stock_until, verified, left_in, tried, employer_said)
    select spell, worker, home, 'host:' || case when i % 1000 < 96 then $1 else (array['440113', '440306', '441900', '440605'])[1 + h % 4] end, '',
      'employer ' || h % 3000, date '2024-01-01' + (h % 900), null, least(date '2026-09-01' + (h % 160), case when h % 8 = 0 then date '2026-08-01' + (h % 120) end), case when h % 8 = 0 then date '2026-08-01' + (h % 120) end,
      case when h % 8 = 0 then date '2026-08-01' + (h % 120) else 'infinity' end, date '2026-09-01' + (h % 60), 5, date '2026-09-01' + (h % 60) + 92,
      case when h % 3 = 0 then array[$2::int2] else '{}' end, '{}', case when h % 20 = 1 then array[$2::int2] else '{}' end, '{}'
    from made`,
    [STATION, INDEX],
  );
  await client.query(
    `insert into spell (id, worker_id, kind, employer_words, place, start) select spell, worker, 'employed', 'employer ' || h % 3000, '440111000000', date '2024-01-01' + (h % 900)
    from made where i % 1000 < 96 order by i limit $1`,
    [answerable],
  );
  await client.query(
    `insert into evidence (id, spell_id, worker_id, class, says, covers_from, covers_to, observed)
    select overlay(overlay(md5('e' || s.id) placing '8' from 13) placing '8' from 17)::uuid, s.id, s.worker_id, 6, 'in_post', s.start, '2026-10-31', '2026-10-31' from spell s`,
  );
  await client.query(
    `insert into worker_scope (key, worker_id, from_day, to_day, source)
    select 'host:440111', s.worker_id, s.start - 30, '9999-12-31', 'spell:' || s.id from spell s`,
  );
  for (const table of ['worker', 'worker_now', 'round_spell', 'spell', 'evidence', 'worker_scope'])
    await client.query(`vacuum analyze ${table}`);
};

interface Row extends RoundFacts {
  readonly home: string;
  readonly host: string;
}
const readRows = async (client: pg.Client): Promise<readonly Row[]> => {
  const { rows } = await client.query(
    `select home, host_key as host, start::text, until::text, closed::text, stock_until::text as "stockUntil", verified::int[], left_in::int[] as "left",
      tried::int[], employer_said::int[] as "employerSaid" from round_spell`,
  );
  return rows as Row[];
};

const measure = async (run: Run, database: BenchDatabase): Promise<void> => {
  const { store, label } = database;
  if (store.kind !== 'server') return run.note('PGlite: not measured here; latency under load is promised on PostgreSQL alone');
  const size = run.scaled(1_000_000, 20_000);
  const taps = run.scaled(300, 60);
  run.section(`${label}, ${size.toLocaleString('en')} spells, a station of ${Math.round(size * 0.096).toLocaleString('en')}`);
  const client = await database.client();
  run.note(`filled in ${((await timedAsync(() => fill(client, size, taps * run.rounds))) / 1000).toFixed(0)} s`);
  const services = testServices(store, { clock: testClock(`${TODAY}T02:00:00Z`), actorFor });
  const { rows: facts } = await client.query<{ id: string; worker: string }>('select id, worker_id as worker from spell order by id');
  for (let at = 0; at < facts.length; at += 500)
    await store.transact({ role: 'system' }, (db) =>
      refreshRounds(
        db,
        facts.slice(at, at + 500).map((f) => f.worker),
      ),
    );
  const app = await buildHttp({ services, routes, constraints, authenticator });
  run.defer(() => app.close());

  const all = await readRows(client);
  const answers = run.answers('totals of units', 'roundState over the rows in memory');
  const units = [
    ['station', personas.白云劳务站, 'host', (r: Row) => r.host === `host:${STATION}`],
    ['host city', personas.广州市, 'host', (r: Row) => r.host.startsWith('host:4401')],
    ['county', { ...personas.平塘县人社局, areaCode: '522223000000' }, 'home', (r: Row) => r.home.startsWith('522223')],
    ['province', personas.贵州省, 'home', (r: Row) => r.home.startsWith('52')],
  ] as const;
  for (const [name, who, side, within] of units) {
    const caller = await signedInAs(app, services, who);
    const expected: Record<string, number> = { verified: 0, left: 0, notReached: 0, due: 0, overdue: 0, silent: 0 };
    let seen = 0;
    for (const r of all) {
      if (!within(r)) continue;
      seen++;
      const state = roundState(r, MONTH, TODAY, RULE);
      if (state) expected[state]!++;
    }
    const values: number[] = [];
    for (let n = 0; n < 5 * run.rounds; n++)
      values.push(
        await timedAsync(async () => {
          const { totals } = await caller(readRound, { side });
          for (const [state, n] of Object.entries(expected)) answers.same(totals[state as 'due'], n, `${name} ${state}`);
        }),
      );
    run.figure({ name: `progress: ${name} (${seen.toLocaleString('en')} spells)`, unit: 'ms', values });
    const pages: number[] = [];
    for (let n = 0; n < 5 * run.rounds; n++) pages.push(await timedAsync(() => caller(listRound, { side, state: ['due'], size: 30 })));
    run.figure({ name: `first page of those due: ${name}`, unit: 'ms', values: pages });
  }
  answers.done();

  const station = await signedInAs(app, services, personas.白云劳务站);
  const tapped = run.answers('one tap', 'the state it must come to');
  const values: number[] = [];
  for (const { id } of facts.slice(0, taps * run.rounds))
    values.push(
      await timedAsync(async () => {
        const done = await station(answerRound, { id: randomUUID(), spellId: id, answer: 'still', day: TODAY, via: 'phone' });
        tapped.same(done.state, 'verified');
      }),
    );
  tapped.done();
  run.figure({ name: 'one tap “still there”, whole request', unit: 'ms', values, goal: { of: 'value', atMost: 20 } });
};

export const roundsBench: Bench = {
  name: 'rounds',
  summary:
    'verification rounds over 1,000,000 spells on PostgreSQL: one tap, progress and the list of a station, a county, a city, a province',
  rounds: 3,
  options: DATABASE_OPTIONS,
  goals: [
    'one tap p95 ≤ 20 ms, server side (issue 5)',
    'progress of a unit: no goal; the totals are those of the rules (an answer, not a timing)',
  ],
  run: (run) => onDatabases(run, (database) => measure(run, database)),
};
