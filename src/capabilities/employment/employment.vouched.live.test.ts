// spell_vouched against the facts at every instant, and the set-based stretches against the pure rules, in random ledgers.
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, expect, test, vi } from 'vitest';
import { newTestDatabase, type TestDatabase, testsOn } from '#platform/testing/databases.ts';
import { dayNumber } from '#standards/calendar/calendar.ts';
import type { CriterionRule } from './rulesCriteria.ts';
import { shippedCriteria } from './rulesCriteriaShipped.ts';
import { fold, NEVER, OPEN } from './rulesFold.ts';
import type { LedgerPerson, LedgerSpell } from './rulesPerson.ts';
import { stabilityOf } from './rulesStable.ts';
import { vouchedAt } from './rulesVouched.ts';
import { FORMS } from './rulesWindows.ts';
import { ledgerPeople } from './server/ledgerPeople.ts';
import { stableSince, stableStretches } from './server/stableOf.ts';
import { meetingPersons } from './server/stableQuery.ts';
import { type Recomputed, recomputeVouched } from './server/vouched.ts';
import { cohortWindows, windowsOfPerson } from './server/windowsOf.ts';
import { CODES, type WindowsAsk, type WindowsRow } from './server/windowsQuery.ts';
import { stir, writeLedger } from './testing/ledgers.ts';
import { aRule } from './testing/worlds.ts';

// hundreds of deeds, each a transaction of its own
vi.setConfig({ testTimeout: 400_000 });

let database: TestDatabase | undefined;
afterEach(async () => {
  await database?.drop();
  database = undefined;
});
const world = async (people: number, corrections: number, seed: number, besides: readonly LedgerPerson[] = []) => {
  database = await newTestDatabase();
  const { store } = database;
  const ledger = await writeLedger(store, people, seed, besides);
  await stir(store, ledger, corrections, seed + 1);
  const ask = async <R>(query: ReturnType<typeof sql<R>>) => (await store.transact({ role: 'system' }, (db) => query.execute(db))).rows;
  const instants = (
    await ask(sql<{ at: string }>`
      select distinct at from (select recorded as at from spell union select superseded from spell union select recorded from evidence
        union select superseded from evidence union select recorded from worker_link) x where isfinite(at) order by at`)
  ).map((r) => r.at);
  return { store, ask, instants, last: instants.at(-1)! };
};
interface Stored {
  readonly spellId: string;
  readonly c: number;
  readonly upto: number;
  readonly best: number | null;
  readonly fromDay: string;
  readonly lDay: string | null;
  readonly closed: string | null;
  readonly closingClass: number | null;
  readonly recorded: string;
  readonly superseded: string;
}

test('at every instant and for every class the stored answer is that of the facts known then; anew from scratch nothing differs', async () => {
  const { store, ask, instants } = await world(20, 70, 20261127);
  const rows = Map.groupBy(await ask(sql<Stored>`select * from spell_vouched`), (r) => r.spellId);
  const rowsOf = (id: string) =>
    (rows.get(id) ?? []).map((r) => ({
      c: r.c as 1,
      upto: r.upto as 1,
      best: (r.best ?? 0) as 0,
      from: dayNumber(r.fromDay),
      last: r.lDay === null ? NEVER : dayNumber(r.lDay),
      closed: r.closed === null ? OPEN : dayNumber(r.closed),
      closingClass: (r.closingClass ?? 0) as 0,
      recorded: r.recorded,
      superseded: r.superseded,
    }));
  expect(instants.length).toBeGreaterThan(60);
  let compared = 0;
  const some = instants.filter((_, i) => i % 5 === 0 || i > instants.length - 6);
  for (const k of some) {
    const people = await store.transact({ role: 'figures', readOnly: true }, (db) => ledgerPeople(db, k, null));
    const spells = [...people.values()].flatMap((p) => p.spells);
    const alive = new Set(spells.map((s) => s.id));
    for (const id of rows.keys()) if (!alive.has(id)) expect(vouchedAt(rowsOf(id), 6, k)).toBeNull();
    for (const s of spells)
      for (const c of [1, 2, 3, 4, 5, 6] as const) {
        const f = fold(s, s.evidence, c);
        const row = vouchedAt(rowsOf(s.id), c, k);
        expect(row ? [row.from, row.last, row.closed, row.closingClass] : [s.start, NEVER, s.ended, 0], `${s.id} ${c} ${k}`).toEqual([
          s.start,
          f.last,
          f.closed,
          f.closingClass,
        ]);
        compared++;
      }
  }
  expect(compared).toBeGreaterThan(1000);

  const recompute = async () => {
    let [after, spells, differed]: [string | null, number, number] = [null, 0, 0];
    for (;;) {
      const before: string | null = after;
      const done: Recomputed = await store.transact({ role: 'system' }, (db) => recomputeVouched(db, before, 20));
      spells += done.spells;
      differed += done.differed;
      if (done.last === null) return { spells, differed };
      after = done.last;
    }
  };
  const clean = await recompute();
  expect(clean.differed).toBe(0);
  expect(clean.spells).toBe((await ask(sql`select distinct id from spell`)).length);
  const before = await ask(sql`select * from spell_vouched order by spell_id, c, recorded`);
  const victims = await ask(
    sql`update spell_vouched set l_day = from_day, closed = null where superseded = 'infinity' and l_day > from_day returning 1`,
  );
  const lost = await ask(sql`delete from spell_vouched where superseded <> 'infinity' and c = 1 returning 1`);
  expect((await recompute()).differed).toBe(victims.length + lost.length);
  expect(await ask(sql`select * from spell_vouched order by spell_id, c, recorded`)).toEqual(before);
});

test('set by set or person by person: the same stretches, by any criterion, now and as known before', async () => {
  const { store, ask, instants, last } = await world(40, 60, 11);
  const rules: readonly CriterionRule[] = [...shippedCriteria, ...fc.sample(aRule, { numRuns: 24, seed: 5 })];
  const stretches: Record<CriterionRule['mode'], number> = { continuous: 0, cumulative: 0, proofs: 0 };
  let united = 0;
  for (const k of [last, instants[Math.floor(instants.length * 0.7)]!]) {
    const people = await store.transact({ role: 'figures', readOnly: true }, (db) => ledgerPeople(db, k, null));
    for (const rule of rules) {
      const key = (r: { person: string; group: string; from: number; to: number }) => `${r.person} ${r.group} ${r.from} ${r.to}`;
      const fast = await store.transact({ role: 'figures', readOnly: true }, (db) => stableStretches(db, { rule, k, persons: null }));
      const slow = [...people].flatMap(([person, ledger]) => stabilityOf(ledger, rule).stretches.map((s) => ({ ...s, person })));
      expect(fast.map(key).sort(), JSON.stringify(rule)).toEqual(slow.map(key).sort());
      stretches[rule.mode] += slow.length;
      united += (await ask(meetingPersons({ k, persons: null }))).length;
    }
  }
  for (const n of Object.values(stretches)) expect(n).toBeGreaterThan(20);
  expect(united).toBeGreaterThan(20);

  const rule = shippedCriteria.find((c) => c.id === 'stableInGuangdong')!;
  const all = await store.transact({ role: 'figures', readOnly: true }, (db) => stableSince(db, { rule, k: last, persons: null }));
  const some = [...all.keys()].slice(0, 5);
  const asked = await store.transact({ role: 'figures', readOnly: true }, (db) => stableSince(db, { rule, k: last, persons: some }));
  expect(asked).toEqual(new Map(some.map((p) => [p, all.get(p)!])));
});

const from2021 = (more: Partial<LedgerSpell>, ...evidence: [LedgerSpell['evidence'][number]['class'], string][]): LedgerSpell => ({
  id: '',
  workerId: 'w1',
  kind: 'employed',
  organisation: 'A',
  organisationCode: null,
  place: '440111000000',
  occupation: '',
  channel: 'self',
  industry: '',
  programme: '',
  payMonth: 3000,
  assisted: true,
  contractFrom: null,
  contractTo: null,
  start: dayNumber('2021-02-01'),
  ended: OPEN,
  ...more,
  evidence: evidence.map(([c, until], i) => ({
    id: `e${i}`,
    class: c,
    inPost: true,
    from: dayNumber('2021-02-01'),
    to: dayNumber(until),
    observed: dayNumber(until),
    recorded: i,
  })),
});
/** Two helped jobs from one day on: pay decides. */
const tied: LedgerPerson = {
  homes: [],
  spells: [from2021({ channel: 'government' }, [4, '2021-06-01']), from2021({ organisation: 'B', payMonth: 5000 }, [4, '2021-05-01'])],
};
/** Day 30 is the 3rd of March: insurance names the month, which is cut at the recorded end; only a visit proves the day. */
const cut: LedgerPerson = { homes: [], spells: [from2021({ ended: dayNumber('2021-03-02') }, [1, '2021-03-31'], [4, '2021-04-10'])] };

test('set by set or person by person: the same cohort, answers, time to leaving, by any form and class', async () => {
  const { store, instants, last } = await world(testsOn === 'server' ? 90 : 60, 60, 8, [tied, cut]);
  const asks: Omit<WindowsAsk, 'k' | 'persons'>[] = [];
  for (const form of FORMS)
    for (const [c, cohortClass] of [
      [5, 5],
      [6, 5],
      [3, 3],
    ] as const)
      for (const [from, to, asOf] of [
        ['2021-01-01', '2021-12-31', '2022-09-30'],
        ['2021-01-20', '2021-05-31', '2021-09-01'],
      ] as const)
        asks.push({ form, c, cohortClass, from, to, asOf });
  const seen = new Map<number, number>();
  let [left, homes, persons]: [number, Set<string>, number] = [0, new Set(), 0];
  for (const k of [last, instants[Math.floor(instants.length * 0.7)]!]) {
    const people = await store.transact({ role: 'figures', readOnly: true }, (db) => ledgerPeople(db, k, null));
    for (const ask of asks) {
      const whole = { ...ask, k, persons: null };
      const fast = await store.transact({ role: 'figures', readOnly: true }, (db) => cohortWindows(db, whole));
      const slow = [...people].flatMap(([person, ledger]) => windowsOfPerson(person, ledger, whole) ?? []);
      const byPerson = (rows: readonly WindowsRow[]) =>
        [...rows].sort((a, b) => (a.person < b.person ? -1 : 1)).map((r) => ({ ...r, spellId: '' }));
      expect(byPerson(fast), JSON.stringify(ask)).toEqual(byPerson(slow));
      persons += slow.length;
      for (const r of slow) {
        for (const a of r.answers) seen.set(a, (seen.get(a) ?? 0) + 1);
        homes.add(r.home);
        if (r.event) left++;
      }
    }
  }
  // the world knows every answer, every class, people who left, homes unknown
  for (const code of [1, 2, 3, 4, 5, 6, ...Object.values(CODES)]) expect(seen.get(code) ?? 0, `answer ${code}`).toBeGreaterThan(5);
  expect(left).toBeGreaterThan(50);
  expect(homes).toContain('');
  expect(homes.size).toBeGreaterThan(2);
  expect(persons).toBeGreaterThan(300);

  const ask = { ...asks[0]!, k: last };
  const some = (await store.transact({ role: 'figures', readOnly: true }, (db) => cohortWindows(db, { ...ask, persons: null }))).slice(
    0,
    6,
  );
  const asked = await store.transact({ role: 'figures', readOnly: true }, (db) =>
    cohortWindows(db, { ...ask, persons: some.map((r) => r.person) }),
  );
  expect(new Map(asked.map((r) => [r.person, r]))).toEqual(new Map(some.map((r) => [r.person, r])));
});
