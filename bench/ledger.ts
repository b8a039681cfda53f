// The employment ledger at full size: what evidence vouches for derived from scratch and compared, stable stretches of everybody, one verification tap.
import { sql } from 'kysely';
import { shippedCriteria } from '#capabilities/employment/rulesCriteriaShipped.ts';
import { stabilityOf } from '#capabilities/employment/rulesStable.ts';
import { FORMS } from '#capabilities/employment/rulesWindows.ts';
import { addEvidence } from '#capabilities/employment/server/deeds.ts';
import { ledgerPeople } from '#capabilities/employment/server/ledgerPeople.ts';
import { stableStretches } from '#capabilities/employment/server/stableOf.ts';
import { stableQuery } from '#capabilities/employment/server/stableQuery.ts';
import { recomputeVouched, refold } from '#capabilities/employment/server/vouched.ts';
import { cohortWindows, windowsOfPerson } from '#capabilities/employment/server/windowsOf.ts';
import { windowsQuery } from '#capabilities/employment/server/windowsQuery.ts';
import { inRecordedHistory } from '#platform/server/recordedHistory.ts';
import type { Store } from '#platform/server/store.ts';
import { readWatermark } from '#platform/server/versions.ts';
import { overWholeSets } from '#platform/server/wholeSets.ts';
import { type Bench, type Run, timedAsync } from './support/bench.ts';
import { type BenchDatabase, DATABASE_OPTIONS, onDatabases } from './support/databases.ts';

const CHUNK = 1000;
const TODAY = '2026-11-27';
const AS_OF = '2025-06-30';
const COHORT = { from: '2021-01-01', to: '2023-12-31', asOf: AS_OF } as const;
const id = (kind: string, n: ReturnType<typeof sql>) => sql`md5(${sql.lit(kind)} || ${n})::uuid`;

/** Workers from..to − 1: a spell each, every third a second one; insurance by the quarter, visits, lists, now and then "left". All made by arithmetic. */
const load = (store: Store, from: number, to: number): Promise<void> =>
  store.transact({ role: 'owner' }, (db) =>
    inRecordedHistory(db, ['worker', 'spell', 'evidence', 'home_period'], async () => {
      const series = sql`generate_series(${from}::int, ${to - 1}::int) i`;
      const i = sql`i::text`;
      await sql`insert into worker (id, area, registered, source) select ${id('w', i)}, '522727104213', '2021-01-01', 'form' from ${series}`.execute(
        db,
      );
      await sql`insert into worker_now (worker_id, person_id, home) select ${id('w', i)}, ${id('w', i)}, '522727104213' from ${series} on conflict do nothing`.execute(
        db,
      );
      await sql`insert into home_period (id, worker_id, code, valid_from, source, recorded)
        select ${id('h', i)}, ${id('w', i)}, '522727104213', '2000-01-01', 'bench', timestamptz '2026-01-01' from ${series}`.execute(db);
      await sql`insert into organisation (id) select ${id('o', sql`o::text`)} from generate_series(0, 99) o on conflict do nothing`.execute(
        db,
      );
      await sql`insert into spell (id, worker_id, kind, organisation_id, place, start, ended, pay_month, contract_from, contract_to, assisted_kind, channel, source, recorded)
        select ${id('s', sql`i || '/' || j`)}, ${id('w', i)}, 'employed', case when i % 5 > 0 then ${id('o', sql`(i % 100)::text`)} end, case when i % 4 = 0 then '450102000000' else '440111000000' end,
          date '2021-01-01' + (i * 7 % 900) + j * 400, case when (i + j) % 3 = 0 then date '2021-01-01' + (i * 7 % 900) + j * 400 + 60 + i % 300 end,
          3000 + i % 3000, date '2021-01-01' + (i * 7 % 900) + j * 400, date '2021-01-01' + (i * 7 % 900) + j * 400 + 300 + i % 200,
          case when i % 4 < 3 then 'trip' else '' end, case i % 3 when 0 then 'self' when 1 then 'government' else 'agency' end, 'bench', timestamptz '2026-01-01'
        from ${series}, generate_series(0, (i % 3 = 0)::int) j`.execute(db);
      await sql`insert into evidence (id, spell_id, worker_id, class, says, covers_from, covers_to, observed, source, recorded)
        select ${id('e', sql`i || '/' || j || '/' || k`)}, ${id('s', sql`i || '/' || j`)}, ${id('w', i)}, case k when 0 then 6 when 1 then 1 when 2 then 3 when 3 then 4 else 5 end,
          case when k = 4 and i % 5 = 0 then 'not_in_post' else 'in_post' end, s.day + k * 40, case when not (k = 4 and i % 5 = 0) then s.day + k * 40 + case k when 1 then 150 + i % 60 else 30 + i % 60 end end,
          s.day + k * 40 + 90, 'bench', timestamptz '2026-01-01' + k * interval '1 day'
        from ${series}, generate_series(0, (i % 3 = 0)::int) j, generate_series(0, 4) k, lateral (select date '2021-01-01' + (i * 7 % 900) + j * 400 as day) s`.execute(
        db,
      );
    }),
  );

const recomputeAll = async (store: Store): Promise<{ readonly spells: number; readonly differed: number }> => {
  let [after, spells, differed]: [string | null, number, number] = [null, 0, 0];
  for (;;) {
    const before = after;
    const done: Awaited<ReturnType<typeof recomputeVouched>> = await store.transact({ role: 'system', writesFacts: true }, (db) =>
      recomputeVouched(db, before, CHUNK),
    );
    spells += done.spells;
    differed += done.differed;
    if (done.last === null) return { spells, differed };
    after = done.last;
  }
};

/** One verification tap, and what of it is deriving. */
const tap = async (run: Run, store: Store): Promise<void> => {
  const spells = await store.transact(
    { role: 'system' },
    async (db) =>
      (
        await sql<{
          id: string;
          workerId: string;
          start: string;
        }>`select id, worker_id, start from spell order by id limit ${60 * run.rounds}`.execute(db)
      ).rows,
  );
  const values: number[] = [];
  for (const s of spells)
    values.push(
      await timedAsync(() =>
        store.transact({ role: 'system', writesFacts: true }, (db) =>
          addEvidence({ db, today: TODAY, source: 'visit', recordedBy: null }, s.workerId, {
            spellId: s.id,
            class: 4,
            says: 'in_post',
            coversFrom: s.start,
            coversTo: TODAY,
            observed: TODAY,
            template: '',
          }),
        ),
      ),
    );
  const folding: number[] = [];
  for (const s of spells)
    folding.push(await timedAsync(() => store.transact({ role: 'system', writesFacts: true }, (db) => refold(db, [s.id]))));
  run.figure({ name: 'of it what it vouches for, derived and compared, a transaction of its own', unit: 'ms', values: folding });
  run.figure({ name: 'one verification tap, in the database', unit: 'ms', values, goal: { of: 'value', atMost: 20 } });
};

const measure = async (run: Run, { store, label }: BenchDatabase): Promise<void> => {
  const full = run.scaled(store.kind === 'server' ? 1_000_000 : 20_000, 2000);
  let loaded = 0;
  for (const size of [Math.round(full / 4), Math.round(full / 2), full]) {
    run.section(`${label}, ${size.toLocaleString('en')} workers`);
    for (; loaded < size; loaded = Math.min(size, loaded + 20_000)) await load(store, loaded, Math.min(size, loaded + 20_000));
    await store.transact({ role: 'owner' }, (db) => sql`truncate spell_vouched`.execute(db));
    await store.transact({ role: 'owner' }, (db) => sql`analyze worker, worker_now, spell, evidence, home_period`.execute(db));
    let first = { spells: 0, differed: 0 };
    const before = process.cpuUsage();
    const making = await timedAsync(async () => {
      first = await recomputeAll(store);
    });
    const used = process.cpuUsage(before);
    run.figure({ name: 'derived from scratch, a spell', unit: 'µs', values: [(making * 1000) / first.spells] });
    run.figure({ name: 'of it processor time of this process', unit: 'µs', values: [(used.user + used.system) / first.spells] });
    await store.transact({ role: 'owner' }, (db) => sql`analyze spell_vouched`.execute(db));
    let again = first;
    const comparing = await timedAsync(async () => {
      again = await recomputeAll(store);
    });
    run.figure({ name: 'compared, nothing differs, a spell', unit: 'µs', values: [(comparing * 1000) / first.spells] });
    run.note(`${first.spells.toLocaleString('en')} spells, ${first.differed.toLocaleString('en')} rows`);
    const still = run.answers('a second pass finds nothing to mend', 'the first');
    still.same(again.differed, 0);
    still.done();

    const k = await readWatermark(store);
    for (const rule of shippedCriteria) {
      let n = 0;
      const ms = await timedAsync(async () => {
        const { rows } = await store.transact({ role: 'figures', readOnly: true }, (db) =>
          overWholeSets(db, () =>
            sql<{ n: number }>`select count(*)::int as n from (${stableQuery({ rule, k, persons: null })}) x`.execute(db),
          ),
        );
        n = rows[0]!.n;
      });
      run.figure({
        name: `${rule.id}: stretches of everybody (${n.toLocaleString('en')}), a worker`,
        unit: 'µs',
        values: [(ms * 1000) / size],
      });
    }
  }

  const k = await readWatermark(store);
  run.section(`${label}, retention of a cohort of three years, by D ${AS_OF}`);
  for (const form of FORMS) {
    let n = 0;
    const ask = { ...COHORT, form, c: 5, cohortClass: 5, k, persons: null } as const;
    const ms = await timedAsync(async () => {
      const { rows } = await store.transact({ role: 'figures', readOnly: true }, (db) =>
        overWholeSets(db, () => sql<{ n: number }>`select count(*)::int as n from (${windowsQuery(ask)}) x`.execute(db)),
      );
      n = rows[0]!.n;
    });
    run.figure({
      name: `${form}: four answers and time to leaving of ${n.toLocaleString('en')} people, each`,
      unit: 'µs',
      values: [(ms * 1000) / n],
    });
  }
  const some = await store.transact({ role: 'system' }, async (db) =>
    (await sql<{ id: string }>`select id from worker order by id limit ${Math.min(full, 300)}`.execute(db)).rows.map((r) => r.id),
  );
  const equal = run.answers('stretches of some people', 'the rules, person by person');
  const people = await store.transact({ role: 'figures', readOnly: true }, (db) => ledgerPeople(db, k, some));
  for (const rule of shippedCriteria) {
    const key = (r: { group: string; from: number; to: number }) => `${r.group} ${r.from} ${r.to}`;
    const rows = await store.transact({ role: 'figures', readOnly: true }, (db) => stableStretches(db, { rule, k, persons: some }));
    const found = Map.groupBy(rows, (r) => r.person);
    for (const person of some) {
      const slow = stabilityOf(people.get(person) ?? { spells: [], homes: [] }, rule).stretches;
      equal.same((found.get(person) ?? []).map(key).sort().join(), slow.map(key).sort().join(), `${person} ${rule.id}`);
    }
  }
  equal.done();
  const answers = run.answers('windows of some people', 'the rules, person by person');
  for (const form of FORMS) {
    const ask = { ...COHORT, form, c: 5, cohortClass: 5, k, persons: some } as const;
    const rows = await store.transact({ role: 'figures', readOnly: true }, (db) => cohortWindows(db, ask));
    const found = new Map(rows.map((r) => [r.person, JSON.stringify([r.spellId, r.home, r.answers, r.time, r.event])]));
    for (const [person, ledger] of people) {
      const slow = windowsOfPerson(person, ledger, ask);
      answers.same(
        found.get(person),
        slow ? JSON.stringify([slow.spellId, slow.home, slow.answers, slow.time, slow.event]) : undefined,
        person,
      );
    }
  }
  answers.done();

  await tap(run, store);
};

export const ledgerBench: Bench = {
  name: 'ledger',
  summary: 'what evidence vouches for, of 1,000,000 workers on PostgreSQL (20,000 on PGlite): derived, compared, stable stretches, one tap',
  rounds: 5,
  options: { ...DATABASE_OPTIONS, 'only-tap': { type: 'boolean', text: 'only the tap, in the register of a bench before (--keep)' } },
  goals: [
    'one verification tap ≤ 20 ms p95, server side (issue 5)',
    'deriving and comparing linear at three sizes (issue 5)',
    'set by set the same stretches and windows as person by person (issue 5; an answer, not a timing)',
  ],
  run: (run) =>
    onDatabases(run, async (database) => {
      if (!run.options['only-tap']) return measure(run, database);
      const { rows } = await database.store.transact({ role: 'system' }, (db) =>
        sql<{ n: number }>`select count(*)::int as n from worker`.execute(db),
      );
      run.section(`${database.label}, ${rows[0]!.n.toLocaleString('en')} workers of a bench before`);
      await tap(run, database.store);
    }),
};
