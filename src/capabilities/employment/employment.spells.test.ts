import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { compareScopes } from '#capabilities/access/server/service.ts';
import { readWorker, registerWorker } from '#capabilities/workers/contract.ts';
import { someone } from '#capabilities/workers/testing/folk.ts';
import type { Db, Store } from '#platform/server/store.ts';
import { testClock } from '#platform/testing/testServices.ts';
import { addDays } from '#standards/calendar/calendar.ts';
import { testApp } from '#testApp.ts';
import { listSpells } from './contract.ts';
import { addEvidence, addSpell, correctSpell, endSpell, withdrawSpell } from './server/deeds.ts';
import { spellCases } from './server/deskCases.ts';
import { spellScopes } from './server/follow.ts';
import { livingSpells } from './server/livingRows.ts';
import { compareStates } from './server/nightly.ts';
import { asSystem, OTHER, organisations, SUIWEI, spell } from './testing/facts.ts';

const system = <T>(store: Store, work: (db: Db) => Promise<T>): Promise<T> => store.transact({ role: 'system' }, work);
const stateOf = async (store: Store, id: string) =>
  (
    await system(store, (db) =>
      sql<
        Record<string, unknown>
      >`select working, work_place, work_org, work_since, verified_until, verified_class from worker_now where worker_id = ${id}`.execute(
        db,
      ),
    )
  ).rows[0]!;
const scopeOf = async (store: Store, id: string) =>
  (
    await system(store, (db) =>
      sql<{
        key: string;
        fromDay: string;
        toDay: string;
      }>`select key, from_day, to_day from worker_scope where worker_id = ${id} order by key`.execute(db),
    )
  ).rows;

test('a spell opens the worker to county and employer of work, and says who works where; a correction moves both, a withdrawal closes them', async () => {
  const { as, store, services } = await testApp({ clock: testClock('2026-11-27T02:00:00Z') });
  const county = await as('平塘县人社局');
  const today = services.clock.today();
  await organisations(store, { [SUIWEI]: '穗味餐饮', [OTHER]: '另一家' });
  const { id } = await county(registerWorker, someone('石阿朵'));
  expect(await stateOf(store, id)).toMatchObject({ working: 'unknown' });
  const spellId = await asSystem(store, today, (deed) => addSpell(deed, id, spell({ organisationId: SUIWEI })));
  expect(await scopeOf(store, id)).toEqual([
    { key: 'host:440111', fromDay: '2026-01-30', toDay: '9999-12-31' },
    { key: `org:${SUIWEI}`, fromDay: '2026-03-01', toDay: '9999-12-31' },
  ]);
  expect(await stateOf(store, id)).toMatchObject({
    working: 'working',
    workPlace: '440111000000',
    workOrg: SUIWEI,
    workSince: '2026-03-01',
    verifiedUntil: null,
  });
  const said = { spellId, says: 'in_post', coversFrom: '2026-03-01', template: '' } as const;
  await asSystem(store, today, (deed) => addEvidence(deed, id, { ...said, class: 6, coversTo: '2026-10-31', observed: '2026-10-31' }));
  await asSystem(store, today, (deed) => addEvidence(deed, id, { ...said, class: 1, coversTo: '2026-10-31', observed: '2026-11-05' }));
  expect(await stateOf(store, id)).toMatchObject({ verifiedUntil: '2026-10-31', verifiedClass: 1 });

  // another employer, another county: the ones before see nothing any more
  await asSystem(store, today, (deed) =>
    correctSpell(deed, { id: spellId, workerId: id }, { organisationId: OTHER, place: '440113000000' }),
  );
  expect((await scopeOf(store, id)).map((s) => s.key)).toEqual(['host:440113', `org:${OTHER}`]);
  expect(await stateOf(store, id)).toMatchObject({ workPlace: '440113000000', workOrg: OTHER });
  expect(await system(store, (db) => compareScopes(db, [spellScopes]))).toEqual([
    { prefix: 'spell', missing: 0, surplus: 0, different: 0 },
  ]);

  await asSystem(store, today, (deed) => endSpell(deed, { id: spellId, workerId: id }, '2026-10-31'));
  expect(await scopeOf(store, id)).toMatchObject([{ toDay: '2027-01-29' }, { toDay: '2026-11-30' }]);
  expect(await stateOf(store, id)).toMatchObject({ working: 'not_working', workPlace: '', workOrg: null, verifiedUntil: null });
  expect(await system(store, (db) => compareScopes(db, [spellScopes]))).toEqual([
    { prefix: 'spell', missing: 0, surplus: 0, different: 0 },
  ]);
  await asSystem(store, today, (deed) => withdrawSpell(deed, { id: spellId, workerId: id }));
  expect(await scopeOf(store, id)).toEqual([]);
  expect(await stateOf(store, id)).toMatchObject({ working: 'unknown' });
});

test('of several spells the latest start counts; an internship does not; the last statement "not in post" stops a spell', async () => {
  const { as, store, services } = await testApp({ clock: testClock('2026-11-27T02:00:00Z') });
  const county = await as('平塘县人社局');
  const today = services.clock.today();
  const { id } = await county(registerWorker, someone('陈谷雨'));
  const first = await asSystem(store, today, (deed) => addSpell(deed, id, spell({ start: '2026-01-05' })));
  await asSystem(store, today, (deed) =>
    addSpell(deed, id, { ...spell({ start: '2026-09-01', place: '440113000000' }), kind: 'internship' }),
  );
  expect(await stateOf(store, id)).toMatchObject({ workPlace: '440111000000', workSince: '2026-01-05' });
  const second = await asSystem(store, today, (deed) => addSpell(deed, id, spell({ start: '2026-08-01', place: '440113000000' })));
  expect(await stateOf(store, id)).toMatchObject({ workPlace: '440113000000', workSince: '2026-08-01' });
  const out = { class: 5, says: 'not_in_post', coversTo: null, template: '' } as const;
  await asSystem(store, today, (deed) =>
    addEvidence(deed, id, { ...out, spellId: second, coversFrom: '2026-10-01', observed: '2026-10-02' }),
  );
  expect(await stateOf(store, id)).toMatchObject({ workPlace: '440111000000' });
  // seen there again
  await asSystem(store, today, (deed) =>
    addEvidence(deed, id, {
      spellId: second,
      class: 4,
      says: 'in_post',
      coversFrom: '2026-10-20',
      coversTo: '2026-10-20',
      observed: '2026-10-20',
      template: '',
    }),
  );
  expect(await stateOf(store, id)).toMatchObject({ workPlace: '440113000000', verifiedUntil: '2026-10-20', verifiedClass: 4 });
  await asSystem(store, today, (deed) => addEvidence(deed, id, { ...out, spellId: second, coversFrom: today, observed: today }));
  await asSystem(store, today, (deed) => addEvidence(deed, id, { ...out, spellId: first, coversFrom: today, observed: today }));
  expect(await stateOf(store, id)).toMatchObject({ working: 'not_working' });
});

test('the nightly comparison carries the day over and mends what should not differ', async () => {
  const { as, store, services } = await testApp({ clock: testClock('2026-11-27T02:00:00Z') });
  const county = await as('平塘县人社局');
  const today = services.clock.today();
  const { id } = await county(registerWorker, someone('莫桂兰'));
  await asSystem(store, today, (deed) => addSpell(deed, id, spell({ start: '2026-01-05', ended: today })));
  expect(await system(store, (db) => compareStates(db, null, today))).toMatchObject({ carried: 0, differed: 0 });
  const later = addDays(today, 3);
  expect(await system(store, (db) => compareStates(db, null, later))).toMatchObject({ carried: 1, differed: 0 });
  expect(await stateOf(store, id)).toMatchObject({ working: 'not_working' });
  await store.transact({ role: 'owner' }, (db) =>
    sql`update worker_now set work_place = '440113000000' where worker_id = ${id}`.execute(db),
  );
  expect(await system(store, (db) => compareStates(db, null, later))).toMatchObject({ carried: 0, differed: 1 });
  expect(await system(store, (db) => compareStates(db, null, later))).toMatchObject({ carried: 0, differed: 0 });
});

test('who is told what: all at home, a host what happens there, an employer its own and none of the evidence of others, a school nothing', async () => {
  const { as, store, services } = await testApp({ clock: testClock('2026-11-27T02:00:00Z') });
  const county = await as('平塘县人社局');
  const today = services.clock.today();
  await organisations(store, { [SUIWEI]: '穗味餐饮', [OTHER]: '另一家' });
  const { id } = await county(registerWorker, someone('韦小满'));
  const old = await asSystem(store, today, (deed) =>
    addSpell(
      deed,
      id,
      spell({ start: '2024-02-01', startPrecision: 'day', ended: '2025-12-31', organisationId: OTHER, employerWords: '另一家' }),
    ),
  );
  const now = await asSystem(store, today, (deed) => addSpell(deed, id, spell({ organisationId: SUIWEI })));
  await asSystem(store, today, (deed) =>
    addEvidence(deed, id, {
      spellId: now,
      class: 6,
      says: 'in_post',
      coversFrom: '2026-03-01',
      coversTo: '2026-10-31',
      observed: '2026-10-31',
      template: 'workers.work',
    }),
  );
  await asSystem(store, today, (deed) => correctSpell({ ...deed, reason: '电话核对' }, { id: now, workerId: id }, { payMonth: 5600 }));
  const home = await county(listSpells, { id });
  expect(home.spells.map((s) => [s.id, s.employer.name, s.state, s.area])).toEqual([
    [now, '穗味餐饮', 'held', 'elsewhere'],
    [old, '另一家', 'ended', 'elsewhere'],
  ]);
  expect(home.spells[0]).toMatchObject({
    placeName: { zh: '广东广州市白云区', en: 'Baiyun District, Guangzhou City, Guangdong' },
    verified: { until: '2026-10-31', class: 6 },
    organised: false,
  });
  expect(home.spells[0]!.evidence).toHaveLength(1);
  expect(home.spells[0]!.corrections).toMatchObject([
    { reason: '电话核对', changes: [{ field: { zh: '务工月收入' }, from: { zh: '5,200 元' }, to: { en: '5,600 yuan' } }] },
  ]);

  const host = await as('白云区人社局');
  expect((await host(listSpells, { id })).spells.map((s) => s.id)).toEqual([now]);
  const employer = await as('穗味餐饮');
  const its = await employer(listSpells, { id });
  expect(its.spells.map((s) => s.id)).toEqual([now]);
  expect(its.spells[0]!.evidence).toEqual([]);
  expect(its.spells[0]).not.toHaveProperty('verified');
  expect(its.spells[0]).not.toHaveProperty('area');
  expect(JSON.stringify(its)).not.toContain('另一家');
  expect((await employer(readWorker, { id })).state).toMatchObject({ working: 'working', workSince: '2026-03-01' });
  for (const nobody of ['广州市', '独山县人社局', '审计管理员'] as const) {
    const other = await as(nobody);
    if (nobody === '广州市') expect((await other(listSpells, { id })).spells.map((s) => s.id)).toEqual([now]);
    else await expect(other(listSpells, { id })).rejects.toMatchObject({ status: nobody === '审计管理员' ? 403 : 404 });
  }
  const looked = await system(store, (db) =>
    sql<{ n: number }>`select count(*)::int as n from audit where action = 'employment.listSpells'`.execute(db),
  );
  expect(looked.rows[0]!.n).toBeGreaterThanOrEqual(4);
});

test('the register is told as rows of a sheet, and doubts about work show its spells', async () => {
  const { as, store, services } = await testApp({ clock: testClock('2026-11-27T02:00:00Z') });
  const county = await as('平塘县人社局');
  const today = services.clock.today();
  const person = someone('罗立冬');
  const { id } = await county(registerWorker, person);
  const idle = await county(registerWorker, someone('班麦收'));
  const spellId = await asSystem(store, today, (deed) => addSpell(deed, id, spell({ industry: 'H62', pointToPoint: false })));
  const rows = await system(store, (db) => livingSpells(db, services, [idle.id, id]));
  expect(rows.get(idle.id)).toEqual([]);
  expect(rows.get(id)).toMatchObject([
    {
      id: spellId,
      row: { working: true, start: '2026-03', end: null, place: '440111000000', industry: 'H62', monthlyIncome: 5200, pointToPoint: false },
    },
  ]);
  // a doubt about work shows the spells, a doubt about something else does not
  const actor = await system(store, (db) => services.actorFor(db, county.account.id, services.clock.now()));
  const cases = (rule: string) => system(store, (db) => spellCases({ db, services, actor, today }, id, rule));
  expect(await cases('V09')).toMatchObject([{ label: { zh: '穗味餐饮' }, span: { from: '2026-03-01', to: null } }]);
  expect((await cases('V09'))[0]!.values.find((v) => v.odd)).toMatchObject({ value: { zh: '5,200 元' } });
  expect(await cases('V20')).toEqual([]);
});
