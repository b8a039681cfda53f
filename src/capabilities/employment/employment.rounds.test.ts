import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { compareScopes } from '#capabilities/access/server/service.ts';
import { type Person, sessionFor } from '#capabilities/access/testing/people.ts';
import { moveHome } from '#capabilities/workers/contract.ts';
import type { Input } from '#platform/contract.ts';
import { testClock } from '#platform/testing/testServices.ts';
import { testApp } from '#testApp.ts';
import { answerMany, answerRound, callNumber, listRound, readRound, readRoundRules, setRoundRule, undoAnswer } from './contractRounds.ts';
import { monthIndex, type RoundFacts, roundState } from './rulesRounds.ts';
import { endSpell } from './server/deeds.ts';
import { spellScopes } from './server/follow.ts';
import { compareStates } from './server/nightly.ts';
import { stateSql } from './server/rounds/months.ts';
import { checkRoundsAfter, remind } from './server/rounds/nightly.ts';
import { recomputeVouched } from './server/vouched.ts';
import { asSystem, OTHER, organisations, SUIWEI } from './testing/facts.ts';
import { evidence, inPost, standingRounds } from './testing/rounds.ts';

const FIRST = '00000000-0000-0000-0000-000000000000';
const begin = async (now = '2026-11-20T02:00:00Z') => {
  const clock = testClock(now);
  const app = await testApp({ clock });
  const county = await app.as('平塘县人社局');
  await organisations(app.store, { [SUIWEI]: '穗味餐饮', [OTHER]: '另一家' });
  /** Sessions end overnight: the same account, signed in again. */
  const again = (who: Person) => sessionFor(app.app, app.services, who.account);
  return { ...app, clock, county, again, today: () => clock.today() };
};
const still = (spellId: string, day: string, more: object = {}) =>
  ({ id: randomUUID(), spellId, answer: 'still', day, via: 'phone', ...more }) as const;

test('each persona sees its own round: totals, groups, names and numbers as its role may know them', async () => {
  const { as, county, store, today } = await begin();
  const a = await inPost(county, store, today(), { name: '石阿朵', phone: '13800000014' });
  const b = await inPost(county, store, today(), {
    name: '莫桂兰',
    facts: { place: '440113000000', organisationId: OTHER, employerWords: '' },
  });
  await inPost(county, store, today(), { name: '陆安平', list: null });
  await inPost(county, store, today(), { name: '韦小满', facts: { kind: 'internship' } });
  await evidence(store, today(), a, { class: 1, coversFrom: '2026-11-01', coversTo: '2026-11-30', observed: '2026-12-05' });

  const home = await county(readRound, {});
  expect(home).toMatchObject({
    month: '2026-11',
    dueDay: '2026-11-25',
    side: 'home',
    sides: ['home', 'host'],
    answers: true,
    carryDays: 92,
  });
  expect(home.totals).toEqual({ total: 2, verified: 1, left: 0, notReached: 0, due: 1, overdue: 0, silent: 1, unproved: 1 });
  expect(home.groups).toMatchObject([{ key: '522727104000', by: 'area', counts: { total: 2 } }]);
  expect((await (await as('克度镇'))(readRound, {})).groups).toMatchObject([{ key: '522727104213' }]);
  expect((await (await as('贵州省'))(readRound, { side: 'home' })).groups).toMatchObject([{ key: '522700000000', counts: { total: 2 } }]);
  expect((await (await as('独山县人社局'))(readRound, {})).totals).toMatchObject({ total: 0, silent: 0 });

  const station = await as('白云劳务站');
  const host = await station(readRound, {});
  expect(host).toMatchObject({
    side: 'host',
    totals: { total: 1, verified: 1 },
    groups: [{ by: 'employer', name: { zh: '穗味餐饮', en: '穗味餐饮' } }],
  });
  expect((await (await as('广州市'))(readRound, { side: 'host' })).groups.map((g) => [g.key, g.counts.total])).toEqual([
    ['440111000000', 1],
    ['440113000000', 1],
  ]);
  // stations that serve the county, or the city that holds it, the nearest first
  const served = randomUUID();
  await organisations(store, { [served]: '驻穗劳务站' });
  await store.transact({ role: 'system' }, async (db) => {
    for (const [id, host] of [
      [served, '440100000000'],
      [OTHER, '440111000000'],
    ])
      await sql`insert into station_service (id, station_id, host_code, origin_code, from_day)
        values (${randomUUID()}::uuid, ${id}::uuid, ${host}, '520000000000', '2026-01-01')`.execute(db);
  });
  expect((await (await as('广州市'))(readRound, { side: 'host' })).groups.map((g) => g.stations.map((s) => s.name))).toEqual([
    ['另一家', '驻穗劳务站'],
    ['驻穗劳务站'],
  ]);
  const [row] = (await station(listRound, {})).items;
  expect(row).toMatchObject({
    state: 'verified',
    verified: { until: '2026-11-30', class: 1 },
    inStock: true,
    worker: { name: '石阿朵', phoneMasked: '138****0014' },
  });
  expect(row!.worker.home).toMatchObject({ village: '', county: expect.stringContaining('平塘') });
  expect(await station(callNumber, { spellId: a.spellId })).toEqual({ phones: [{ number: '13800000014', kind: 'own', holder: '' }] });
  await expect(station(callNumber, { spellId: b.spellId })).rejects.toMatchObject({ code: 'platform.notFound' });

  // an employer learns what it said itself: the insurance behind it is none of its business
  const employer = await as('穗味餐饮');
  expect(await employer(readRound, {})).toMatchObject({
    side: 'employer',
    totals: { total: 1, verified: 0, due: 1 },
    area: { name: { zh: '穗味餐饮' } },
  });
  const [mine] = (await employer(listRound, {})).items;
  expect(mine).toMatchObject({ state: 'due', worker: { name: '石阿朵' } });
  for (const hidden of ['verified', 'inStock', 'employerSaid']) expect(mine).not.toHaveProperty(hidden);
  for (const hidden of ['home', 'numberMasked', 'identities']) expect(mine!.worker).not.toHaveProperty(hidden);

  const auditor = await as('审计');
  expect((await auditor(readRound, {})).answers).toBe(false);
  expect((await auditor(listRound, {})).items.map((i) => i.worker.name)).toEqual(
    ['石**', '莫**'].map((n) => expect.stringMatching(new RegExp(`^${n[0]}`))),
  );
  await expect(auditor(answerRound, still(a.spellId, today()))).rejects.toMatchObject({ status: 403 });
  await expect((await as('培训学校'))(readRound, {})).rejects.toMatchObject({ status: 403 });

  // what a spell opens in worker_scope and what the views show are the same
  expect(await store.transact({ role: 'system' }, (db) => compareScopes(db, [spellScopes]))).toEqual([
    { prefix: 'spell', missing: 0, surplus: 0, different: 0 },
  ]);
});

test('work without an employer is told as what it is, and stands together under its kind', async () => {
  const { as, county, store, today } = await begin();
  const alone = { organisationId: null, employerWords: '' } as const;
  const shop = await inPost(county, store, today(), { name: '石阿朵', facts: { ...alone, kind: 'self_employed', channel: 'ownBusiness' } });
  const odd = await inPost(county, store, today(), { name: '莫桂兰', facts: { ...alone, kind: 'flexible', channel: 'flexible' } });
  await inPost(county, store, today(), { name: '陆安平', facts: alone });
  const station = await as('白云劳务站');
  const { groups } = await station(readRound, {});
  expect(groups.map((g) => [g.key, g.name.zh, g.name.en]).sort()).toEqual([
    ['', '单位不详', 'employer not known'],
    ['kind:flexible', '灵活就业', 'flexible work'],
    ['kind:self_employed', '自主创业', 'self-employed'],
  ]);
  expect((await station(listRound, { employer: 'kind:flexible' })).items).toMatchObject([{ spellId: odd.spellId, kind: 'flexible' }]);
  const whom = { employer: 'kind:self_employed', except: [] };
  expect(await station(answerMany, { id: randomUUID(), side: 'host', day: today(), via: 'visit', whom })).toMatchObject({ answered: 1 });
  expect((await station(listRound, { state: ['verified'] })).items).toMatchObject([{ spellId: shop.spellId }]);
  expect(await store.transact({ role: 'system' }, (db) => checkRoundsAfter(db, FIRST))).toMatchObject({ differed: 0 });
});

test('answers: evidence of the class of how it was found out; sent twice it is one; the state follows at once', async () => {
  const { as, county, store, today } = await begin();
  const a = await inPost(county, store, today());
  const station = await as('白云劳务站');
  const said = still(a.spellId, '2026-11-18', { via: 'visit', place: '白云三元里宿舍' });
  expect(await station(answerRound, said)).toEqual({ id: said.id, again: false, state: 'verified', end: null });
  expect(await station(answerRound, said)).toEqual({ id: said.id, again: true, state: 'verified', end: null });
  await expect(station(answerRound, { ...said, answer: 'notReached', reason: 'noAnswer' })).rejects.toMatchObject({
    code: 'employment.roundIdTaken',
  });
  const { rows } = await store.transact({ role: 'owner' }, (db) =>
    sql<object>`select class, says, covers_from, covers_to, observed, source from evidence where spell_id = ${a.spellId} and class < 6`.execute(
      db,
    ),
  );
  expect(rows).toEqual([
    { class: 4, says: 'in_post', coversFrom: '2026-03-01', coversTo: '2026-11-18', observed: '2026-11-18', source: 'round' },
  ]);
  expect((await county(listRound, {})).items[0]).toMatchObject({
    state: 'verified',
    verified: { until: '2026-11-18', class: 4 },
    answers: [{ answer: 'still', via: 'visit', place: '白云三元里宿舍', mine: false }],
  });

  // not reached is an attempt; left closes, with the last day in post
  const b = await inPost(county, store, today());
  expect(
    await county(answerRound, { id: randomUUID(), spellId: b.spellId, answer: 'notReached', day: today(), reason: 'switchedOff' }),
  ).toMatchObject({
    state: 'notReached',
  });
  expect(await county(readRound, { side: 'home' })).toMatchObject({ totals: { verified: 1, notReached: 1, due: 0 } });
  const gone = {
    id: randomUUID(),
    spellId: b.spellId,
    answer: 'left',
    day: today(),
    lastDay: '2026-11-12',
    reason: 'home',
    via: 'phone',
  } as const;
  expect(await station(answerRound, gone)).toMatchObject({ state: 'left' });
  expect((await station(listRound, { state: ['left'] })).items).toMatchObject([{ spellId: b.spellId, closed: '2026-11-12' }]);

  // found out to have left before the month: told in the month in which it was found out, in no later one
  const c = await inPost(county, store, today());
  await county(answerRound, { ...gone, id: randomUUID(), spellId: c.spellId, lastDay: '2026-10-05' });
  expect((await county(readRound, { side: 'home' })).totals).toMatchObject({ total: 3, left: 2 });
  expect((await county(readRound, { side: 'home', month: '2026-10' })).totals).toMatchObject({ total: 3, left: 1 });
});

test('what cannot be is refused with its sentence, and nothing is written', async () => {
  const { as, county, store, today } = await begin();
  const a = await inPost(county, store, today());
  const before = await standingRounds(store);
  const refusals = [
    [{ day: '2026-11-21' }, 'employment.roundTomorrow'],
    [{ day: '2026-09-30' }, 'employment.roundTooLate'],
    [{ via: undefined }, 'employment.roundVia'],
    [{ via: 'employer' }, 'employment.roundVia'],
    [{ via: 'roster' }, 'employment.roundRoster'],
    [{ via: 'roster', fileId: randomUUID() }, 'employment.roundFile'],
    [{ answer: 'left', lastDay: '2026-11-19', reason: 'noAnswer' }, 'employment.roundReason'],
    [{ answer: 'left', reason: 'home' }, 'employment.roundLastDay'],
    [{ answer: 'notReached' }, 'employment.roundReason'],
  ] as const;
  for (const [more, code] of refusals)
    await expect(county(answerRound, still(a.spellId, '2026-11-19', more) as never), JSON.stringify(more)).rejects.toMatchObject({ code });
  // outside one's area: the same answer as for nobody
  for (const who of ['独山县人社局', '白云劳务站'] as const) {
    const other = await as(who);
    const foreign = await inPost(county, store, today(), { facts: { place: '440113000000', organisationId: OTHER } });
    await expect(other(answerRound, still(foreign.spellId, today()))).rejects.toMatchObject({ code: 'platform.notFound' });
    await expect(
      other(answerMany, { id: randomUUID(), day: today(), via: 'phone', whom: { spellIds: [foreign.spellId] } }),
    ).rejects.toMatchObject({
      code: 'employment.roundNobody',
    });
  }
  const rows = (s: unknown) => JSON.stringify((s as { rows: { r: { spellId: string } }[] }).rows.filter(() => true)).includes(a.spellId);
  expect(rows(await standingRounds(store))).toBe(rows(before));
  expect((await county(listRound, { side: 'home', state: ['verified', 'left', 'notReached'] })).items).toEqual([]);
});

test('unproved beyond the carry: out of the stock that is verified, still asked about, and then only silent', async () => {
  const { county, again, store, clock, today } = await begin('2026-11-10T02:00:00Z');
  const a = await inPost(county, store, today());
  await county(answerRound, still(a.spellId, '2026-11-10'));
  const row = async () =>
    (await (await again(county))(listRound, { side: 'home', state: ['due', 'overdue', 'verified', 'silent'] })).items[0];
  expect(await row()).toMatchObject({ state: 'verified', inStock: true });
  clock.set('2026-12-05T02:00:00Z');
  expect(await row()).toMatchObject({ state: 'due', inStock: true });
  // the last day of the carry is 2027-02-10
  clock.set('2027-02-10T02:00:00Z');
  expect(await row()).toMatchObject({ state: 'due', inStock: true });
  clock.set('2027-02-11T02:00:00Z');
  expect(await row()).toMatchObject({ state: 'due', inStock: false, verified: { until: '2026-11-10' } });
  expect((await (await again(county))(readRound, { side: 'home' })).totals).toMatchObject({ total: 1, unproved: 1, due: 1 });
  clock.set('2027-02-26T02:00:00Z');
  expect(await row()).toMatchObject({ state: 'overdue' });
  clock.set('2027-03-02T02:00:00Z');
  expect(await row()).toMatchObject({ state: 'silent' });
  expect((await (await again(county))(readRound, { side: 'home' })).totals).toMatchObject({ total: 0, silent: 1 });
  // a list keeps somebody believed in post, but proves nothing
  await evidence(store, today(), a, { class: 6, coversFrom: '2026-03-01', coversTo: '2027-02-28', observed: '2027-02-28' });
  expect(await row()).toMatchObject({ state: 'due', inStock: false });
});

test('months have borders: late answers count for the month of their day; what came before is last month’s', async () => {
  const { as, county: first, again, store, clock, today } = await begin('2026-11-30T15:30:00Z');
  let county = first;
  const at = async (instant: string) => {
    clock.set(instant);
    county = await again(first);
  };
  const a = await inPost(county, store, today());
  const b = await inPost(county, store, today());
  expect((await county(readRound, { side: 'home' })).totals).toMatchObject({ overdue: 2 });
  // half an hour later it is December in Shanghai
  await at('2026-11-30T16:30:00Z');
  expect(await county(readRound, { side: 'home' })).toMatchObject({ month: '2026-12', totals: { due: 2 } });
  const station = await as('白云劳务站');
  await station(answerRound, still(a.spellId, '2026-11-30'));
  expect((await county(readRound, { side: 'home' })).totals).toMatchObject({ due: 2, verified: 0 });
  expect((await county(readRound, { side: 'home', month: '2026-11' })).totals).toMatchObject({ overdue: 1, verified: 1 });
  await expect(county(readRound, { month: '2027-01' })).rejects.toMatchObject({ code: 'employment.roundMonth' });
  // a recorded end within the month is "left", and no one to ask any more in the next
  await asSystem(store, today(), (deed) => endSpell(deed, { id: b.spellId, workerId: b.workerId }, '2026-12-01'));
  await at('2026-12-02T02:00:00Z');
  expect((await county(readRound, { side: 'home' })).totals).toMatchObject({ total: 2, left: 1 });
  await at('2027-01-02T02:00:00Z');
  expect((await county(readRound, { side: 'home' })).totals).toMatchObject({ total: 1, left: 0 });
});

test('taken back on the same day by whoever said it: all is as it was', async () => {
  const { as, again, county, store, clock, today } = await begin();
  const a = await inPost(county, store, today());
  const before = await standingRounds(store);
  const station = await as('白云劳务站');
  const one = still(a.spellId, today());
  const gone = {
    id: randomUUID(),
    spellId: a.spellId,
    answer: 'left',
    day: today(),
    lastDay: '2026-11-12',
    reason: 'home',
    via: 'phone',
  } as const;
  const missed = { id: randomUUID(), spellId: a.spellId, answer: 'notReached', day: today(), reason: 'noAnswer' } as const;
  for (const said of [one, gone, missed]) {
    await station(answerRound, said);
    await expect(county(undoAnswer, { id: said.id })).rejects.toMatchObject({ code: 'employment.roundUndoLate' });
    expect(await station(undoAnswer, { id: said.id })).toEqual({ state: 'due' });
    expect(await station(undoAnswer, { id: said.id })).toEqual({ state: 'due' });
    expect(await standingRounds(store)).toEqual(before);
  }
  const late = still(a.spellId, today());
  await station(answerRound, late);
  clock.set('2026-11-21T02:00:00Z');
  await expect((await again(station))(undoAnswer, { id: late.id })).rejects.toMatchObject({ code: 'employment.roundUndoLate' });
});

test('"left" of the home side records the end of the spell with it: once, seen at once, and given back exactly as it was', async () => {
  const { as, again, county, store, clock, today } = await begin();
  const a = await inPost(county, store, today());
  const spellNow = async (spellId = a.spellId) =>
    (
      await store.transact({ role: 'owner' }, (db) =>
        sql<{
          s: unknown;
        }>`select to_jsonb(s) - '{recorded,superseded}'::text[] as s from spell s where id = ${spellId}::uuid and superseded = 'infinity'`.execute(
          db,
        ),
      )
    ).rows[0]!.s;
  const stood = async () => [
    await standingRounds(store),
    await spellNow(),
    await store.transact({ role: 'owner' }, (db) =>
      sql`select source, key, from_day, to_day from worker_scope where worker_id = ${a.workerId}::uuid order by 1, 2`
        .execute(db)
        .then((r) => r.rows),
    ),
    await store.transact({ role: 'owner' }, (db) =>
      sql`select working, work_since from worker_now where worker_id = ${a.workerId}::uuid`.execute(db).then((r) => r.rows),
    ),
  ];
  const agree = async () => {
    expect(await store.transact({ role: 'system' }, (db) => checkRoundsAfter(db, FIRST))).toMatchObject({ differed: 0 });
    expect(await store.transact({ role: 'system' }, (db) => compareScopes(db, [spellScopes]))).toMatchObject([
      { missing: 0, surplus: 0, different: 0 },
    ]);
    expect(await store.transact({ role: 'system' }, (db) => recomputeVouched(db, null, 100))).toMatchObject({ differed: 0 });
    expect(await store.transact({ role: 'system' }, (db) => compareStates(db, null, today()))).toMatchObject({ differed: 0 });
  };
  const before = await stood();
  const gone = (more: object = {}) =>
    ({
      id: randomUUID(),
      spellId: a.spellId,
      answer: 'left',
      day: today(),
      lastDay: '2026-11-12',
      reason: 'home',
      via: 'phone',
      ...more,
    }) as const;
  expect((await county(listRound, { side: 'home' })).items[0]).toMatchObject({ end: { recorded: null, by: ['visit', 'phone'] } });

  // village, township and county alike; sent twice it is one
  for (const who of ['先进村', '克度镇', '平塘县人社局'] as const) {
    const home = await as(who);
    const said = gone();
    expect(await home(answerRound, said)).toEqual({
      id: said.id,
      again: false,
      state: 'left',
      end: { ended: '2026-11-12', conflicts: [] },
    });
    expect(await home(answerRound, said)).toMatchObject({ again: true, state: 'left' });
    expect(await spellNow()).toMatchObject({ ended: '2026-11-12', leave_reason: 'home', source: 'round', source_ref: `answer:${said.id}` });
    const { rows } = await store.transact({ role: 'owner' }, (db) =>
      sql<{ n: number }>`select count(*)::int as n from evidence where source = 'round' and superseded = 'infinity'`.execute(db),
    );
    expect(rows[0]!.n).toBe(1);
    expect((await county(listRound, { side: 'home', state: ['left'] })).items[0]).toMatchObject({
      closed: '2026-11-12',
      end: { recorded: '2026-11-12' },
    });
    expect((await county(readRound, { side: 'home' })).totals).toMatchObject({ total: 1, left: 1 });
    await agree();
    expect(await home(undoAnswer, { id: said.id })).toEqual({ state: 'due' });
    expect(await home(undoAnswer, { id: said.id })).toEqual({ state: 'due' });
    expect(await stood()).toEqual(before);
    await agree();
  }

  // a host's and an employer's word stays evidence
  for (const [who, via] of [
    ['白云劳务站', 'visit'],
    ['穗味餐饮', 'employer'],
  ] as const) {
    const other = await as(who);
    expect((await other(listRound, {})).items[0]).toMatchObject({ end: { recorded: null, by: [] } });
    const said = gone({ via });
    expect(await other(answerRound, said)).toMatchObject({ state: 'left', end: null });
    expect(await spellNow()).toEqual(before[1]);
    await other(undoAnswer, { id: said.id });
  }
  expect(await stood()).toEqual(before);

  // answered anew: the end follows; taken back one after the other
  const first = gone();
  const second = gone({ lastDay: '2026-11-15', reason: 'health', via: 'visit' });
  const third = gone({ answer: 'still', reason: undefined, lastDay: undefined, via: 'visit' });
  await county(answerRound, first);
  expect(await county(answerRound, second)).toMatchObject({ end: { ended: '2026-11-15' } });
  expect(await spellNow()).toMatchObject({ ended: '2026-11-15', leave_reason: 'health' });
  expect(await county(answerRound, third as never)).toMatchObject({ state: 'verified', end: { ended: null } });
  expect(await spellNow()).toMatchObject({ ended: null, leave_reason: '' });
  await agree();
  await expect(county(undoAnswer, { id: first.id })).rejects.toMatchObject({ code: 'employment.roundUndoCorrected' });
  await county(undoAnswer, { id: third.id });
  expect(await spellNow()).toMatchObject({ ended: '2026-11-15', leave_reason: 'health' });
  await county(undoAnswer, { id: second.id });
  expect(await spellNow()).toMatchObject({ ended: '2026-11-12', leave_reason: 'home' });
  await county(undoAnswer, { id: first.id });
  expect(await stood()).toEqual(before);

  // corrected since: the answer stays, and says why
  const last = gone();
  await county(answerRound, last);
  await asSystem(store, today(), (deed) => endSpell(deed, { id: a.spellId, workerId: a.workerId }, '2026-11-10'));
  await expect(county(undoAnswer, { id: last.id })).rejects.toMatchObject({ code: 'employment.roundUndoCorrected' });
  // an end that somebody entered is left alone
  expect((await county(listRound, { side: 'home', state: ['left'] })).items[0]).toMatchObject({ end: { recorded: '2026-11-10', by: [] } });
  expect(await county(answerRound, gone())).toMatchObject({ end: null });
  expect(await spellNow()).toMatchObject({ ended: '2026-11-10' });
  await agree();

  // better evidence behind that day is told at once; the day after nothing is taken back
  const b = await inPost(county, store, today());
  await evidence(store, today(), b, { class: 1, coversFrom: '2026-10-01', coversTo: '2026-10-31', observed: '2026-11-05' });
  const early = gone({ spellId: b.spellId, lastDay: '2026-09-20' });
  const told = await county(answerRound, early);
  expect(told.end).toMatchObject({ ended: '2026-09-20' });
  expect(told.end!.conflicts.length).toBeGreaterThan(0);
  clock.set('2026-11-21T02:00:00Z');
  await expect((await again(county))(undoAnswer, { id: early.id })).rejects.toMatchObject({ code: 'employment.roundUndoLate' });
});

test('a factory at once: all but these, once; the employer’s own word proves nothing, a stamped roster does', async () => {
  const { as, county, store, today } = await begin();
  const people = [];
  for (let i = 0; i < 6; i++) people.push(await inPost(county, store, today()));
  const elsewhere = await inPost(county, store, today(), { facts: { organisationId: OTHER } });
  const employer = await as('穗味餐饮');
  const bulk: Input<typeof answerMany> = {
    id: randomUUID(),
    day: today(),
    via: 'employer',
    whom: { employer: SUIWEI, except: [people[0]!.spellId] },
  };
  expect(await employer(answerMany, bulk)).toEqual({ answered: 5, skipped: 0, jobId: null });
  expect(await employer(answerMany, bulk)).toMatchObject({ answered: 0 });
  expect((await employer(readRound, {})).totals).toMatchObject({ total: 6, verified: 5, due: 1 });
  const host = await as('白云劳务站');
  expect((await host(readRound, {})).totals).toMatchObject({ verified: 0, due: 7, unproved: 7 });
  expect((await host(listRound, { employer: SUIWEI })).items.filter((i) => i.employerSaid)).toHaveLength(5);
  // ticked rows; those that are not in the round or not mine are passed by
  const ticked: Input<typeof answerMany> = {
    id: randomUUID(),
    day: today(),
    via: 'phone',
    whom: { spellIds: [...people.slice(0, 3), elsewhere].map((p) => p.spellId).concat(randomUUID()) },
  };
  expect(await host(answerMany, ticked)).toEqual({ answered: 4, skipped: 1, jobId: null });
  expect(await host(answerMany, ticked)).toEqual({ answered: 0, skipped: 5, jobId: null });
  const { rows } = await store.transact({ role: 'owner' }, (db) =>
    sql<{ n: number; e: number }>`select (select count(*)::int from verification_answer) as n,
      (select count(*)::int from evidence where class < 6 and superseded = 'infinity') as e`.execute(db),
  );
  expect(rows[0]).toEqual({ n: 9, e: 4 });
  expect((await host(readRound, {})).totals).toMatchObject({ total: 7, verified: 4, due: 3 });
});

test('search, filters and pages of the list', async () => {
  const { as, county, store, today } = await begin();
  const names = ['石阿朵', '莫桂兰', '石小满', '韦安平', '罗天顺'];
  for (const [i, name] of names.entries())
    await inPost(county, store, today(), {
      name,
      phone: `1380000001${i}`,
      facts: { start: i < 2 ? '2026-11-05' : '2026-03-01', startPrecision: 'day' },
      list: i < 2 ? null : '2026-10-31',
    });
  const station = await as('白云劳务站');
  expect((await station(listRound, { q: '石', state: ['due', 'silent'] })).items.map((i) => i.worker.name).sort()).toEqual(
    ['石小满', '石阿朵'].sort(),
  );
  expect((await station(listRound, { q: 'weianping' })).items).toHaveLength(1);
  expect((await station(listRound, { fresh: true, state: ['silent'] })).items).toHaveLength(2);
  expect((await station(listRound, { county: '522727000000' })).items).toHaveLength(3);
  expect((await station(listRound, { county: '522726000000' })).items).toHaveLength(0);
  const first = await station(listRound, { size: 2 });
  const second = await station(listRound, { size: 2, cursor: first.next! });
  expect(new Set([...first.items, ...second.items].map((i) => i.spellId)).size).toBe(3);
  expect(second.next).toBeNull();
});

test('whoever moves is another office’s to ask about, from the same moment', async () => {
  const { as, county, store, today } = await begin();
  const a = await inPost(county, store, today());
  const dushan = await as('独山县人社局');
  await county(moveHome, { id: a.workerId, code: '522726000000', from: today(), hukou: 'agricultural' } as never);
  expect((await county(readRound, { side: 'home' })).totals.total).toBe(0);
  expect((await dushan(readRound, {})).totals.total).toBe(1);
});

test('every night: the rounds agree with the facts; the offices are reminded before the due day and told after it', async () => {
  const { county, store, today } = await begin();
  const a = await inPost(county, store, today());
  await inPost(county, store, today());
  const check = () => store.transact({ role: 'system' }, (db) => checkRoundsAfter(db, FIRST));
  expect(await check()).toMatchObject({ differed: 0 });
  await store.transact({ role: 'system' }, async (db) => {
    await sql`update round_spell set until = '2020-01-01' where spell_id = ${a.spellId}`.execute(db);
  });
  expect(await check()).toMatchObject({ differed: 1 });
  expect(await check()).toMatchObject({ differed: 0 });
  const sent = (day: string) => store.transact({ role: 'system' }, (db) => remind(db, day));
  expect([await sent('2026-11-21'), await sent('2026-11-22'), await sent('2026-11-25'), await sent('2026-11-26')]).toEqual([0, 3, 0, 3]);
});

test('the due day is the province’s to set: for its own homes and its own work, from this month on, with a reason, and nothing is lost', async () => {
  const { as, county, store, clock, today, again } = await begin();
  await inPost(county, store, today());
  const GUIZHOU = '520000000000';
  const set = { province: GUIZHOU, basedOn: 0, fromMonth: '2026-11', dueDay: 19, remindDays: 5, reason: '省里提前核' };
  const province = await as('贵州省');
  expect(await county(readRoundRules, {})).toMatchObject({
    month: '2026-11',
    maySet: [],
    items: [{ province: '', now: { dueDay: 25, remindDays: 3, version: 1 }, history: [{ fromMonth: '2000-01' }] }],
  });
  expect((await province(readRoundRules, {})).maySet).toEqual([{ code: GUIZHOU, name: { zh: '贵州', en: 'Guizhou' }, version: 0 }]);
  for (const who of ['先进村', '克度镇', '平塘县人社局', '白云劳务站', '审计', '穗味餐饮', '培训学校'] as const)
    await expect((await as(who))(setRoundRule, set), who).rejects.toMatchObject({ status: 403, code: 'platform.forbidden' });
  for (const who of ['黔南州', '广东省'] as const)
    await expect((await as(who))(setRoundRule, set), who).rejects.toMatchObject({ code: 'employment.roundRuleProvince' });
  await expect((await as('培训学校'))(readRoundRules, {})).rejects.toMatchObject({ status: 403 });
  for (const fromMonth of ['2026-10', '2027-12'])
    await expect(province(setRoundRule, { ...set, fromMonth })).rejects.toMatchObject({ code: 'employment.roundRuleMonth' });
  await expect(province(setRoundRule, { ...set, basedOn: 1 })).rejects.toMatchObject({ code: 'employment.roundRuleChanged' });
  for (const bad of [{ dueDay: 0 }, { dueDay: 32 }, { remindDays: 16 }, { reason: '' }])
    await expect(province(setRoundRule, { ...set, ...bad })).rejects.toMatchObject({ status: 422 });
  expect(await province(setRoundRule, set)).toEqual({ version: 1 });
  await expect(province(setRoundRule, set)).rejects.toMatchObject({ code: 'employment.roundRuleChanged' });

  // the home is late; the host, in Guangdong, is not
  expect(await county(readRound, { side: 'home' })).toMatchObject({ dueDay: '2026-11-19', totals: { overdue: 1, due: 0 } });
  expect(await county(listRound, { side: 'home', state: ['overdue'] })).toMatchObject({ items: [{ state: 'overdue' }] });
  expect(await county(readRound, { side: 'home', month: '2026-10' })).toMatchObject({ dueDay: '2026-10-25' });
  expect(await (await as('白云劳务站'))(readRound, {})).toMatchObject({ dueDay: '2026-11-25', totals: { overdue: 0, due: 1 } });
  expect(await (await as('穗味餐饮'))(readRound, {})).toMatchObject({ dueDay: '2026-11-25', totals: { due: 1 } });
  const sent = (day: string) => store.transact({ role: 'system' }, (db) => remind(db, day));
  // home: county; host: county and station
  expect([await sent('2026-11-14'), await sent('2026-11-20'), await sent('2026-11-22'), await sent('2026-11-26')]).toEqual([1, 1, 2, 2]);

  // changed again from next month on: this month stays; then the newer one holds
  await province(setRoundRule, { ...set, basedOn: 1, fromMonth: '2026-12', dueDay: 31, reason: '年底多给几天' });
  const told = (await county(readRoundRules, {})).items.find((i) => i.province === GUIZHOU)!;
  expect(told).toMatchObject({
    now: { version: 1, dueDay: 19 },
    history: [
      { version: 2, fromMonth: '2026-12', dueDay: 31, by: '贵州省', reason: '年底多给几天' },
      { version: 1, fromMonth: '2026-11', reason: '省里提前核' },
    ],
  });
  expect(await county(readRound, { side: 'home' })).toMatchObject({ dueDay: '2026-11-19' });
  clock.set('2026-12-05T02:00:00Z');
  expect(await (await again(county))(readRound, { side: 'home' })).toMatchObject({ dueDay: '2026-12-31', totals: { due: 1 } });
});

test('the state in SQL is the state of the rules, for random facts', async () => {
  const { county, store, today } = await begin();
  const a = await inPost(county, store, today());
  let seed = 7;
  const random = (n: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % n;
  };
  const day = (n: number) => new Date(Date.UTC(2026, 8, 1 + n)).toISOString().slice(0, 10);
  await store.transact({ role: 'system' }, async (db) => {
    for (let i = 0; i < 300; i++) {
      const months = () => [9, 10, 11].filter(() => random(3) === 0).map((m) => monthIndex(`2026-${String(m).padStart(2, '0')}`));
      const closed = random(2) ? day(random(90)) : null;
      const f: RoundFacts = {
        start: day(random(90)),
        until: random(5) ? day(random(120)) : null,
        closed,
        verifiedUntil: null,
        verifiedClass: null,
        stockUntil: null,
        verified: months(),
        left: closed === null ? [] : months(),
        tried: months(),
        employerSaid: months(),
      };
      await sql`update round_spell set start = ${f.start}::date, until = ${f.until}::date, closed = ${f.closed}::date, verified = ${f.verified}::smallint[],
        left_in = ${f.left}::smallint[], tried = ${f.tried}::smallint[], employer_said = ${f.employerSaid}::smallint[] where spell_id = ${a.spellId}`.execute(
        db,
      );
      const now = day(40 + random(50));
      const month = `2026-${String(9 + random(Number(now.slice(5, 7)) - 8)).padStart(2, '0')}`;
      const ends = new Date(Date.UTC(2026, Number(month.slice(5)), 0)).toISOString().slice(0, 10);
      const rule = { dueDay: 25, remindDays: 3 };
      // a province of its own: the home's on the side of homes, that of the work else
      const early = { dueDay: 10, remindDays: 0 };
      const rules = new Map([
        ['', rule],
        ['52', early],
      ]);
      const round = { month, today: now, rules, first: `${month}-01`, cutoff: [now, ends].sort()[0]! };
      for (const side of ['home', 'host', 'employer'] as const) {
        const eyes = side === 'employer' ? 'employer' : 'office';
        const { rows } = await sql<{
          s: string | null;
        }>`select ${stateSql(round, { eyes, side })} as s from round_spell r where spell_id = ${a.spellId}`.execute(db);
        expect(rows[0]!.s, JSON.stringify({ f, month, now, side })).toBe(roundState(f, month, now, side === 'home' ? early : rule, eyes));
      }
    }
  });
});
