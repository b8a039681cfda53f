// What somebody with an account tries at figures and must not get: cells and people that are not theirs, the whole server's time, numbers of runs that went.
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { listFigureMembers, listFigures, readFigureTable } from './contract.ts';
import { baseOf, figureOf } from './rulesDefinitions.ts';
import { clearRuns, overRuns, runOf } from './server/runs.ts';
import { inTurn } from './server/runTurns.ts';
import { placedPeople } from './testing/placedPeople.ts';

vi.setConfig({ testTimeout: 240_000 });
const YEAR = { from: '2026-01-01', to: '2026-11-27' } as const;
const HERE = { origin: ['522727000000'] };
const ELSEWHERE = '522726000000';
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

test('whether somebody of another area has this sex, this age, this identity is told by nothing: not by how much is withheld either', async () => {
  const { county, placed } = await placedPeople();
  await placed('石阿朵', { poverty: true });
  const ask = (more: object) =>
    county(readFigureTable, {
      figure: 'I01',
      ...YEAR,
      where: { origin: ['522727000000', ELSEWHERE], people: ['poverty'] },
      fresh: true,
      ...more,
    } as never) as Promise<Record<string, unknown>>;
  const told = async (more: object) => {
    const { knownAt: _, ...rest } = await ask(more);
    return rest;
  };
  const splits = [{ by: ['origin:county'] }, { by: ['origin:county', 'host:county'] }, { by: ['host:county', 'origin:village'] }];
  const before = [];
  for (const s of splits) before.push(await told(s));
  await placed('岑有田', { home: ELSEWHERE, poverty: true });
  await placed('陆安平', { home: ELSEWHERE, poverty: true, place: '440306000000' });
  const after = [];
  for (const s of splits) after.push(await told(s));
  expect(after).toEqual(before);
  expect(after.map((a) => [a.total, a.withheld])).toEqual(splits.map(() => [null, true]));
  // of what is theirs every part is told, by whatever it is split
  const own = await county(readFigureTable, { figure: 'I01', ...YEAR, where: HERE, by: ['origin:province', 'host:province'] });
  expect([own.withheld, own.cells.map((c) => c.value.persons)]).toEqual([false, [1]]);
});

test('of people behind a number whom one may not see nothing is told, no id either; hosts are not told what other employers would tell', async () => {
  const { as, county, placed } = await placedPeople();
  // eight months after they left, the station sees them no more
  const gone = await placed('石阿朵', { ended: '2026-04-01' });
  const here = await placed('陈谷雨');
  const station = await as('白云劳务站');
  const there = { ...YEAR, where: { host: ['440111000000'] } };
  const first = await station(listFigureMembers, { figure: 'I01', ...there, size: 1 });
  const second = await station(listFigureMembers, { figure: 'I01', ...there, size: 1, cursor: first.next! });
  expect([first.total, first.visible, second.next]).toEqual([2, 1, null]);
  const items = [...first.items, ...second.items];
  expect(items.find((i) => i.card === null)).toEqual({
    workerId: null,
    on: null,
    card: null,
    placeName: null,
    people: null,
    evidence: null,
    answers: [],
  });
  expect(items.find((i) => i.card)!.workerId).toBe(here);
  expect(JSON.stringify([first, second])).not.toContain(gone);
  expect(first.next).not.toMatch(UUID);
  for (const cursor of ['x', here, first.next!.slice(0, -4)])
    await expect(station(listFigureMembers, { figure: 'I01', ...there, cursor })).rejects.toMatchObject({ code: 'platform.badCursor' });

  // who stayed in the province may have stayed with another employer: numbers are told to hosts, names with answers to the home alone
  const cohort = { figure: 'I08', from: '2026-01-01', to: '2026-03-31', asOf: '2026-11-27' } as const;
  const hosted = await station(listFigureMembers, { ...cohort, where: there.where });
  expect(hosted.items.map((i) => [i.answers, i.on])).toEqual([
    [[], null],
    [[], null],
  ]);
  const left = await station(listFigureMembers, { ...cohort, where: there.where, window: 0, answer: 'yes' });
  expect([left.total, left.visible, left.items.filter((i) => i.card)]).toEqual([2, 0, []]);
  const home = await county(listFigureMembers, { ...cohort, where: HERE, window: 0, answer: 'yes' });
  expect([home.total, home.visible, home.items.map((i) => i.answers[0])]).toEqual([2, 2, ['4', '4']]);
});

test('odd instants and values are refused in a sentence', async () => {
  const { county } = await placedPeople();
  for (const knownAt of ['2026-02-30T00:00:00Z', '2026', 'infinity', 'epoch', "now'", '2026-13-01T00:00:00Z', '99999-01-01T00:00:00Z'])
    await expect(county(readFigureTable, { figure: 'I01', ...YEAR, where: HERE, knownAt }), knownAt).rejects.toMatchObject({
      code: 'indicators.knownLater',
    });
  for (const [dimension, value] of [
    ['sex', 'toString'],
    ['people', '__proto__'],
    ['origin', "522727000000' or true --"],
    ['host', '522727000000\n'],
  ] as const)
    await expect(county(readFigureTable, { figure: 'I01', ...YEAR, where: { ...HERE, [dimension]: [value] } })).rejects.toMatchObject({
      code: 'indicators.notAValue',
    });
  for (const dimension of ['constructor', '__proto__x', 'run_id', 'worker_id', 'origin) or (true'])
    await expect(county(readFigureTable, { figure: 'I01', ...YEAR, where: { ...HERE, [dimension]: ['x'] } })).rejects.toMatchObject({
      code: 'indicators.notADimension',
    });
  // words of open dimensions are values and nothing else
  const told = await county(readFigureTable, { figure: 'I01', ...YEAR, where: { ...HERE, industry: ["C') or (true", '%'] } });
  expect(told.total!.value.persons).toBe(0);
});

test('one question asked by many at once is computed once; an account has so many in an hour; what is beyond is said', async () => {
  const { county, store, placed } = await placedPeople();
  await placed('石阿朵');
  const runs = async (): Promise<number> =>
    (await store.transact({ role: 'system' }, (db) => sql<{ n: number }>`select count(*)::int as n from figure_run`.execute(db))).rows[0]!
      .n;
  const many = await Promise.all(
    Array.from({ length: 12 }, (_, i) => county(readFigureTable, { figure: 'I01', ...YEAR, where: HERE, fresh: i % 2 === 1 })),
  );
  expect(new Set(many.map((m) => m.total!.value.persons))).toEqual(new Set([1]));
  // one, one anew, and one more for those who asked for it anew after the one before had begun: on a slow machine such come in several waves
  expect(await runs()).toBeLessThan(many.length / 2);

  const limits = { anHour: 3, waitingOfOne: 2 };
  const spend = (key: string, account = 'a') => inTurn(store, key, account, async () => key, limits);
  expect([await spend('1'), await spend('2'), await spend('3')]).toEqual(['1', '2', '3']);
  await expect(spend('4')).rejects.toMatchObject({ type: { code: 'indicators.tooManyQuestions' }, details: { n: 3, minutes: 60 } });
  expect(await spend('4', 'b')).toBe('4');
  let open = () => {};
  const shut = new Promise<void>((resolve) => {
    open = resolve;
  });
  const slow = (key: string) => inTurn(store, key, 'c', () => shut.then(() => key), limits);
  const waiting = [slow('5'), slow('6')];
  await expect(slow('7')).rejects.toMatchObject({ type: { code: 'indicators.questionsWait' } });
  // who asks what is being computed already waits with the others and spends nothing
  const joined = inTurn(store, '5', 'a', async () => 'never', limits);
  open();
  expect(await Promise.all([...waiting, joined])).toEqual(['5', '6', '5']);
  // what failed is not kept: the next one tries anew
  await expect(inTurn(store, '8', null, () => Promise.reject(new Error('x')))).rejects.toThrow('x');
  expect(await inTurn(store, '8', null, async () => 8)).toBe(8);
});

test('no more runs are kept than there is room for, those of a freeze apart; a run that goes while it is read is no number of nobody', async () => {
  const { store, placed } = await placedPeople();
  await placed('石阿朵');
  const { base } = baseOf(figureOf('I01')!);
  const ask = (to: string) => ({ from: '2026-01-01', to, asOf: to, c: 6, form: 'province', knownAt: null }) as const;
  const held = await runOf(store, base, ask('2026-09-01'), { holdHours: 1 });
  const old = await runOf(store, base, ask('2026-09-02'));
  const newest = await runOf(store, base, ask('2026-09-03'));
  const left = async () =>
    new Set(
      (await store.transact({ role: 'system' }, (db) => sql<{ id: string }>`select id from figure_run`.execute(db))).rows.map((r) => r.id),
    );
  // what was computed just now is spared
  await clearRuns(store, { runs: 1, members: 1000 });
  expect((await left()).size).toBe(3);
  await store.transact({ role: 'owner' }, (db) =>
    sql`update figure_run set finished = finished - interval '1 hour' where id <> ${newest.id}::uuid`.execute(db),
  );
  await clearRuns(store, { runs: 1, members: 1000 });
  expect(await left()).toEqual(new Set([held.id, newest.id]));
  expect(old.id).not.toBe(newest.id);

  let times = 0;
  const told = await overRuns(
    store,
    async () => {
      const run = await runOf(store, base, ask('2026-09-04'));
      if (times++ === 0)
        await store.transact({ role: 'system' }, (db) => sql`delete from figure_run where id = ${run.id}::uuid`.execute(db));
      return [run] as const;
    },
    async (db, [run]) => {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from figure_member where run_id = ${run.id}::uuid`.execute(db);
      return rows[0]!.n;
    },
  );
  expect([told, times]).toEqual([1, 2]);
});

test('the role of figures: reads no secret, writes its results alone, and runs nothing that decides', async () => {
  const { store, county } = await placedPeople();
  await county(listFigures, {});
  const rights = await store.transact({ role: 'owner' }, async (db) => {
    const tables = await sql<{ what: string }>`select table_name || ' ' || privilege_type as what from information_schema.role_table_grants
      where grantee = 'wengang_figures' and privilege_type <> 'SELECT' order by 1`.execute(db);
    const columns = await sql<{
      what: string;
    }>`select table_name || '.' || column_name || ' ' || privilege_type as what from information_schema.role_column_grants
      where grantee = 'wengang_figures' and privilege_type = 'UPDATE' order by 1`.execute(db);
    const secret = await sql<{ what: string }>`select table_name || '.' || column_name as what from information_schema.role_column_grants
      where grantee = 'wengang_figures' and (column_name ~ 'sealed|password|secret|token|blind|hmac|totp' or table_name in ('session', 'audit', 'signing_key', 'file', 'job')) order by 1`.execute(
      db,
    );
    const definers = await sql<{ what: string }>`select p.proname::text as what from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'public' and p.prosecdef and p.prorettype <> 'trigger'::regtype and has_function_privilege('wengang_figures', p.oid, 'execute') order by 1`.execute(
      db,
    );
    return [tables, columns, secret, definers].map((r) => r.rows.map((x) => x.what));
  });
  expect(rights[0]).toEqual([
    // classes and attendances of a run of I09, with the run
    'figure_class DELETE',
    'figure_class INSERT',
    'figure_grid INSERT',
    'figure_member DELETE',
    'figure_member INSERT',
    'figure_run DELETE',
    'figure_run INSERT',
    'figure_trained DELETE',
    'figure_trained INSERT',
    // what is published of a month, counted once (published.ts)
    'month_published INSERT',
  ]);
  expect(rights[1]).toEqual(['figure_run.finished UPDATE', 'figure_run.held_until UPDATE', 'figure_run.members UPDATE']);
  // sealed with keys that no role of the database has
  expect(rights[2]).toEqual([
    'home_period.address_sealed',
    'roster_batch.samples_sealed',
    'worker_basic.number_sealed',
    'worker_contact.phone_sealed',
    'worker_source.extra_sealed',
  ]);
  expect(rights[3]).toEqual(['begin_write', 'watermark']);
});
