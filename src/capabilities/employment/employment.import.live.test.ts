import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { compareScopes } from '#capabilities/access/server/service.ts';
import { makeAccount } from '#capabilities/access/testing/people.ts';
import { numberFor, VILLAGE } from '#capabilities/workers/testing/folk.ts';
import { makeBatch, rowsOf } from '#capabilities/workers/testing/imports.ts';
import { newTestDatabase, type TestDatabase } from '#platform/testing/databases.ts';
import { testClock, testServices } from '#platform/testing/testServices.ts';
import { addDays } from '#standards/calendar/calendar.ts';
import { actorFor } from '../../composition.ts';
import { addEvidence, correctSpell } from './server/deeds.ts';
import { spellScopes } from './server/follow.ts';
import { compareStates } from './server/nightly.ts';
import { asSystem, organisations, SUIWEI } from './testing/facts.ts';
import { importing, standingWork, versionsOfWork } from './testing/imports.ts';

const COUNTY = '522727000000';
let database: TestDatabase | undefined;
afterEach(async () => {
  await database?.drop();
  database = undefined;
});
const setUp = async () => {
  database = await newTestDatabase();
  const { store } = database;
  const clock = testClock('2026-11-27T02:00:00Z');
  const services = testServices(store, { clock, actorFor });
  const county = await makeAccount(services, '平塘县人社局');
  const today = clock.today();
  const run = async (
    values: readonly Readonly<Record<string, unknown>>[],
    more: { who?: Awaited<ReturnType<typeof makeAccount>>; area?: string; observedOn?: string; chunk?: number } = {},
  ) => {
    const accountId = (more.who ?? county).id;
    const batch = await makeBatch(services, { area: more.area ?? COUNTY, accountId, observedOn: more.observedOn ?? '2026-10-31' });
    return Object.assign(importing(services, accountId, batch, rowsOf(values), more.chunk), { batch });
  };
  const ask = async <R>(query: ReturnType<typeof sql<R>>) => (await store.transact({ role: 'owner' }, (db) => query.execute(db))).rows;
  return { store, services, county, run, ask, today };
};
const outcomes = (rows: readonly { readonly outcome: string }[]) =>
  Object.fromEntries([...Map.groupBy(rows, (r) => r.outcome)].map(([k, v]) => [k, v.length]));

const NAMES = [...'莫韦石罗陆岑覃蒙吴杨'];
const person = (i: number) => ({
  name: `${NAMES[i % 10]}${NAMES[Math.floor(i / 10) % 10]}${NAMES[Math.floor(i / 100) % 10]}`,
  idNumber: numberFor(addDays('1975-01-01', i), 2 * (i % 400) + (i % 2)),
  home: VILLAGE,
});
const at = (i: number, more: Readonly<Record<string, unknown>> = {}) => ({
  ...person(i),
  working: true,
  start: '2026-03',
  end: null,
  place: i % 2 ? '440111' : '522701',
  employer: i % 3 ? '穗味餐饮' : `第${i % 7}厂`,
  industry: '制造业',
  channel: 'self',
  pointToPoint: false,
  monthlyIncome: 4000 + i,
  ...more,
});

test('a list becomes people, spells and evidence; again nothing is written; corrected only what differs; taken back all is as it was', async () => {
  const { store, run, ask, today } = await setUp();
  await organisations(store, { [SUIWEI]: '穗味餐饮' });
  const nothing = await standingWork(store);
  const rows = Array.from({ length: 300 }, (_, i) => at(i));
  const first = await run(rows, { chunk: 128 });
  expect(outcomes(await first.judge())).toEqual({ new: 300 });
  expect(await versionsOfWork(store)).toBe(0);
  expect(outcomes(await first.write())).toEqual({ new: 300 });
  expect(await versionsOfWork(store)).toBe(600);
  const [kinds] = await ask(sql<{ n: number; registered: number; industry: string }>`
    select count(*)::int as n, count(organisation_id)::int as registered, min(industry) as industry from spell`);
  expect(kinds).toEqual({ n: 300, registered: 200, industry: 'C' });
  const [now] = await ask(
    sql<{
      n: number;
      verified: number;
    }>`select count(*)::int as n, count(verified_class)::int as verified from worker_now where working = 'working'`,
  );
  expect(now).toEqual({ n: 300, verified: 300 });
  const afterFirst = await standingWork(store);
  const clean = await store.transact({ role: 'system' }, (db) => compareScopes(db, [spellScopes]));
  expect(clean).toEqual([{ prefix: 'spell', missing: 0, surplus: 0, different: 0 }]);
  expect(await store.transact({ role: 'system' }, (db) => compareStates(db, null, today))).toMatchObject({ carried: 0, differed: 0 });

  const again = await run(rows);
  expect(outcomes(await again.write())).toEqual({ unchanged: 300 });
  expect(await versionsOfWork(store)).toBe(600);

  const corrected = rows.map((r, i) =>
    i < 10 ? { ...r, monthlyIncome: 9000 } : i < 15 ? { ...r, place: '440113', employer: '另一家', start: '2026-06-15' } : r,
  );
  const second = await run(corrected);
  const said = await second.write();
  expect(outcomes(said)).toEqual({ changed: 10, new: 5, unchanged: 285 });
  expect(said[3]!.changes).toEqual([
    {
      field: 'monthlyIncome',
      text: { zh: '务工月收入', en: 'monthly income' },
      from: { zh: '4,003 元', en: '4,003 yuan' },
      to: { zh: '9,000 元', en: '9,000 yuan' },
    },
  ]);
  expect(said[11]!.changes).toEqual([
    {
      field: 'end',
      text: { zh: '前一段（穗味餐饮）结束时间', en: 'end of the earlier spell (穗味餐饮)' },
      from: { zh: '', en: '' },
      to: { zh: '2026-06-14（推定）', en: '2026-06-14 (inferred)' },
    },
  ]);
  const undone = await second.undo();
  expect(undone.filter((u) => u.state === 'kept')).toEqual([]);
  expect(await standingWork(store)).toEqual(afterFirst);
  // the list that said the same vouches for the people of the first one until it is taken back as well
  await again.undo();
  expect(await standingWork(store)).toEqual(afterFirst);
  expect((await first.undo()).every((u) => u.state === 'undone')).toBe(true);
  expect(await standingWork(store)).toEqual(nothing);
});

test('a row that something newer rests on stays; the others go', async () => {
  const { store, run, ask, today } = await setUp();
  const rows = Array.from({ length: 6 }, (_, i) => at(i));
  const first = await run(rows);
  await first.write();
  const spells = await ask(sql<{ id: string; workerId: string; row: number }>`
    select s.id, s.worker_id, split_part(s.source_ref, '!', 2)::int as row from spell s order by 3`);
  const of = (row: number) => spells.find((s) => s.row === row)!;
  // corrected by hand, vouched for by somebody, confirmed by another list
  await asSystem(store, today, (deed) => correctSpell(deed, of(2), { payMonth: 7000 }));
  await asSystem(store, today, (deed) =>
    addEvidence({ ...deed, source: 'visit' }, of(3).workerId, {
      spellId: of(3).id,
      class: 4,
      says: 'in_post',
      coversFrom: '2026-03-01',
      coversTo: today,
      observed: today,
      template: '',
    }),
  );
  await (await run([rows[2]!], { observedOn: '2026-11-26' })).write();
  const undone = await first.undo();
  const states = Object.fromEntries(undone.map((u) => [u.row, u.state]));
  expect(states).toEqual({ 2: 'kept', 3: 'kept', 4: 'kept', 5: 'undone', 6: 'undone', 7: 'undone' });
  expect(undone.find((u) => u.row === 3)!.why!.zh).toContain('核验');
  const [left] = await ask(sql<{ spells: number; evidence: number }>`select
    (select count(*)::int from spell where superseded = 'infinity') as spells, (select count(*)::int from evidence where superseded = 'infinity') as evidence`);
  expect(left).toEqual({ spells: 3, evidence: 5 });
  // once more: nothing is left to take back
  expect((await first.undo()).map((u) => u.state)).toEqual(['kept', 'kept', 'kept']);
});

test('rows of one person in several chunks and in any order come to the same spells', async () => {
  const { store, run } = await setUp();
  const one = { ...person(1), place: '440111', channel: 'self', pointToPoint: false, industry: 'C', monthlyIncome: 5000 };
  const rows = [
    { ...one, working: false, employer: '甲厂', start: '2024-02', end: '2024-11' },
    { ...one, working: true, employer: '乙厂', start: '2025-03', end: null },
    { ...one, working: true, employer: '丙厂', start: '2026-05-20', end: null },
  ];
  const seen: unknown[] = [];
  for (const order of [
    [0, 1, 2],
    [2, 1, 0],
    [1, 0, 2],
  ]) {
    for (const chunk of [1, 3]) {
      const batch = await run(
        order.map((i) => rows[i]!),
        { chunk },
      );
      await batch.write();
      seen.push(
        await store.transact({ role: 'owner' }, async (db) => {
          const { rows: spells } =
            await sql`select s.employer_words, s.start, s.ended, s.end_inferred, e.covers_from, e.covers_to from spell s
            join evidence e on e.spell_id = s.id and e.superseded = 'infinity' where s.superseded = 'infinity' order by s.start`.execute(
              db,
            );
          return spells;
        }),
      );
      expect((await batch.undo()).every((u) => u.state !== 'kept')).toBe(true);
    }
  }
  expect(new Set(seen.map((s) => JSON.stringify(s))).size).toBe(1);
  expect(seen[0]).toEqual([
    {
      employerWords: '甲厂',
      start: '2024-02-01',
      ended: '2024-11-30',
      endInferred: false,
      coversFrom: '2024-02-01',
      coversTo: '2024-11-30',
    },
    {
      employerWords: '乙厂',
      start: '2025-03-01',
      ended: '2026-05-19',
      endInferred: true,
      coversFrom: '2025-03-01',
      coversTo: '2026-05-19',
    },
    { employerWords: '丙厂', start: '2026-05-20', ended: null, endInferred: false, coversFrom: '2026-05-20', coversTo: '2026-10-31' },
  ]);
});

test('whoever may not write a person’s work is refused row by row, and learns nothing', async () => {
  const { services, run, store } = await setUp();
  await (await run([at(1), at(2)])).write();
  const before = await standingWork(store);
  const dushan = await makeAccount(services, '独山县人社局');
  const host = await makeAccount(services, '白云区人社局');
  for (const [who, area] of [
    [dushan, '522726000000'],
    [host, '440111000000'],
  ] as const) {
    const said = await (await run([at(1, { employer: '别处', start: '2026-07' })], { who, area, observedOn: '2026-11-26' })).write();
    expect(outcomes(said)).toEqual({ refused: 1 });
    expect(said[0]!.changes).toEqual([]);
    expect(JSON.stringify(said[0]!.findings)).not.toMatch(/穗味|第1厂|2026-03/);
  }
  expect(await standingWork(store)).toEqual(before);
});

test('doubts and hints beside the row: overlap, not working against better evidence, older, no start; not working at all', async () => {
  const { store, run, ask, today } = await setUp();
  await (await run([at(1), at(2), { ...person(3), working: false }, { ...at(4), start: null }])).write();
  const [idle] = await ask(sql<{ working: string }>`select working from worker_now where name = ${person(3).name}`);
  expect(idle).toEqual({ working: 'not_working' });
  const spells = await ask(
    sql<{ id: string; workerId: string; name: string }>`select s.id, s.worker_id, n.name from spell s join worker_now n using (worker_id)`,
  );
  for (const s of spells)
    await asSystem(store, today, (deed) =>
      addEvidence(deed, s.workerId, {
        spellId: s.id,
        class: 3,
        says: 'in_post',
        coversFrom: '2026-03-01',
        coversTo: '2026-10-31',
        observed: '2026-10-31',
        template: '',
      }),
    );
  const said = await (
    await run(
      [at(1, { employer: '新厂', start: '2026-08' }), { ...person(2), working: false, start: null, end: null }, { ...at(4), start: null }],
      { observedOn: '2026-11-26' },
    )
  ).write();
  expect(said.map((r) => r.findings.map((f) => f.rule))).toEqual([['V07'], ['V08'], ['noStart']]);
  const late = await (await run([at(1, { monthlyIncome: 1 })], { observedOn: '2026-06-30' })).write();
  expect(late[0]!.findings.map((f) => f.rule)).toContain('older');
});
