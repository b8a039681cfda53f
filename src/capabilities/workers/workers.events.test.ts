import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { asKnownAt } from '#platform/server/versions.ts';
import type { Refused } from '#platform/testing/caller.ts';
import { testApp } from '#testApp.ts';
import {
  addContact,
  addIdentity,
  addSkill,
  bulkConsent,
  bulkIdentity,
  correctHome,
  correctIdentity,
  giveConsent,
  joinHousehold,
  moveHome,
  readWorker,
  recordDeath,
  registerWorker,
  saveCondition,
  saveIntention,
  searchWorkers,
  withdrawConsent,
  withdrawFact,
} from './contract.ts';
import { someone, VILLAGE } from './testing/folk.ts';

const refused = async (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'done',
    (e: Refused) => e.code,
  );

test('a group is entered, its risk removed, left; every version stays as it was known', async () => {
  const { as, store } = await testApp();
  const county = await as('平塘县人社局');
  const { id } = await county(registerWorker, someone('莫桂兰'));
  await county(addIdentity, { id, kind: 'monitored_unstable', from: '2022-06-01', fromPrecision: 'month' });
  const [entered] = (await county(readWorker, { id })).identities!;
  const fact = { id, factId: entered!.id, kind: 'monitored_unstable', from: '2022-06-01', fromPrecision: 'month' } as const;
  await county(correctIdentity, { ...fact, riskRemoved: '2023-12-05', reason: '收入稳定' });
  expect((await county(readWorker, { id })).identitiesNow).toMatchObject({ monitored: 'unstable', riskOpen: false });
  await county(correctIdentity, { ...fact, riskRemoved: '2023-12-05', to: '2024-12-31', reason: '整户消除' });
  const page = await county(readWorker, { id });
  expect(page.identitiesNow).toMatchObject({ monitored: '', riskOpen: false });
  expect(page.timeline.filter((e) => e.kind === 'identity' && e.superseded === null).map((e) => e.title.zh)).toEqual([
    '不再是脱贫不稳定户',
    '脱贫不稳定户：风险消除',
    '列为脱贫不稳定户',
  ]);
  // as known when it had just been entered: no end, no removal
  const { rows } = await store.transact({ role: 'figures' }, (db) =>
    sql<{ validTo: string | null; riskRemoved: string | null }>`select valid_to, risk_removed from identity_period
      where worker_id = ${id} and ${asKnownAt('identity_period', entered!.recorded)}`.execute(db),
  );
  expect(rows).toEqual([{ validTo: null, riskRemoved: null }]);
  expect(await refused(county(addIdentity, { id, kind: 'monitored_sudden', from: '2024-01-01' }))).toBe('workers.periodsOverlap');
  expect(await refused(county(addIdentity, { id, kind: 'poverty_general', from: '1950-01-01' }))).toBe('workers.beforeBirth');
  expect(await refused(county(addIdentity, { id, kind: 'poverty_general', from: '2999-01-01' }))).toBe('workers.inFuture');
  expect(await refused(county(correctIdentity, { ...fact, factId: id, reason: '试试' }))).toBe('workers.noSuchFact');
});

test('a household: head, members, a second head refused, leaving for another, one without a head', async () => {
  const { as } = await testApp();
  const county = await as('平塘县人社局');
  const father = await county(registerWorker, someone('陆安平', { household: { found: true, number: 'H-1', relation: 'head' } }));
  const son = await county(registerWorker, someone('陆小平', { household: { number: 'H-1', relation: 'son' } }));
  expect((await county(readWorker, { id: son.id })).household?.members.map((m) => [m.name, m.relation])).toEqual([
    ['陆安平', 'head'],
    ['陆小平', 'son'],
  ]);
  expect(await refused(county(joinHousehold, { id: son.id, number: 'H-1', relation: 'head' }))).toBe('workers.secondHead');
  expect(await refused(county(joinHousehold, { id: son.id, found: true, number: 'H-1', relation: 'head' }))).toBe('workers.householdTaken');
  expect(await refused(county(joinHousehold, { id: son.id, number: 'nowhere', relation: 'son' }))).toBe('workers.noSuchHousehold');
  const own = await county(joinHousehold, { id: son.id, found: true, relation: 'son' });
  expect(own.lacksHead).toBe(true);
  expect((await county(readWorker, { id: son.id })).household).toMatchObject({ lacksHead: true, members: [{ workerId: son.id }] });
  expect((await county(readWorker, { id: father.id })).household?.members).toHaveLength(1);
  await county(joinHousehold, { id: son.id, memberId: son.id, relation: 'head' });
  expect((await county(readWorker, { id: son.id })).household).toMatchObject({ lacksHead: false });
  expect((await county(searchWorkers, { q: 'H-1' })).items).toEqual([]);
});

test('what holds, what is wanted, agreed and dialled; and taken back', async () => {
  const { as } = await testApp();
  const county = await as('平塘县人社局');
  const { id } = await county(registerWorker, someone('覃秋月'));
  await county(saveCondition, { id, education: 'seniorHigh', ability: 'skilled', health: ['healthy', 'chronic'] });
  await county(saveCondition, { id, education: 'juniorCollege', ability: 'skilled', reason: '新毕业' });
  // nothing new: no version
  await county(saveCondition, { id, education: 'juniorCollege', ability: 'skilled', reason: '再存一次' });
  expect(await refused(county(saveCondition, { id, education: 'primary', validFrom: '2999-01-01' }))).toBe('workers.inFuture');
  expect(await refused(county(saveCondition, { id, schoolStage: '没有这种' }))).toBe('platform.invalid');
  await county(addSkill, { id, occupation: '4-03-02-01', years: 3 });
  await county(saveIntention, { id, willing: 'yes', places: ['440100000000'], payMin: 5200 });
  await county(addContact, { id, phone: '+86 138-0000-0777', kind: 'family', holder: '哥哥' });
  await county(giveConsent, { id, purposes: ['employment', 'employment', 'subsidy'], givenOn: '2021-05-01', way: 'written' });
  const page = await county(readWorker, { id });
  expect(page.condition).toMatchObject({ education: 'juniorCollege', health: [] });
  expect(page.timeline.filter((e) => e.kind === 'condition').map((e) => [e.correction, e.superseded !== null])).toEqual([
    [true, false],
    [false, true],
  ]);
  expect(page.skills).toMatchObject([{ occupation: '4-03-02-01', years: 3 }]);
  expect(page.intention).toMatchObject({ willing: 'yes', payMin: 5200, places: [{ code: '440100000000' }] });
  expect(page.contacts).toMatchObject([{ kind: 'family', holder: '哥哥', phoneMasked: '138****0777' }]);
  expect(page.consents).toMatchObject([{ purposes: ['employment', 'subsidy'], withdrawnOn: null }]);
  const consent = page.consents![0]!.id;
  expect(await refused(county(withdrawConsent, { id, factId: consent, on: '2020-01-01' }))).toBe('workers.beforeBirth');
  await county(withdrawConsent, { id, factId: consent, on: '2022-01-01' });
  await county(withdrawFact, { id, kind: 'skill', factId: page.skills![0]!.id, reason: '登错了人' });
  await county(withdrawFact, { id, kind: 'intention', reason: '登错了人' });
  const after = await county(readWorker, { id });
  expect(after.skills).toEqual([]);
  expect(after.intention).toBeNull();
  expect(after.timeline.some((e) => e.kind === 'skill' && e.superseded !== null)).toBe(true);
  expect(await refused(county(withdrawFact, { id, kind: 'skill', factId: page.skills![0]!.id, reason: '再来' }))).toBe(
    'workers.noSuchFact',
  );
  expect(await refused(county(addSkill, { id }))).toBe('platform.invalid');
});

test('a death is recorded once, hides the person from lists, and can be taken back', async () => {
  const { as } = await testApp();
  const county = await as('平塘县人社局');
  const { id } = await county(registerWorker, someone('班立冬'));
  await county(recordDeath, { id, on: '2021-06-30' });
  expect((await county(searchWorkers, { q: '班立冬' })).items).toEqual([]);
  expect(await county(readWorker, { id })).toMatchObject({ diedOn: '2021-06-30' });
  expect(await refused(county(recordDeath, { id, on: '2021-07-01' }))).toBe('workers.alreadyDead');
  await county(withdrawFact, { id, kind: 'death', reason: '同名的另一个人' });
  expect((await county(searchWorkers, { q: '班立冬' })).items).toHaveLength(1);
  const page = await county(readWorker, { id });
  expect(page.diedOn).toBeNull();
  expect(page.timeline.find((e) => e.kind === 'death')).toMatchObject({ day: '2021-06-30', superseded: expect.any(String) });
});

test('homes do not overlap, and a mistyped one is corrected', async () => {
  const { as } = await testApp();
  const county = await as('平塘县人社局');
  const { id } = await county(registerWorker, someone('黎青苗', { home: { code: VILLAGE, from: '2010-01-01' } }));
  const [home] = (await county(readWorker, { id })).homes!;
  expect(await county(correctHome, { id, factId: home!.id, code: '522727104000', from: '2011-01-01', reason: '只知道镇' })).toEqual({
    id,
    gone: false,
  });
  const page = await county(readWorker, { id });
  expect(page.homes).toMatchObject([{ code: '522727104000', from: '2011-01-01' }]);
  expect(page.homeName).toBe('贵州黔南州平塘县克度镇');
  expect(await refused(county(correctHome, { id, factId: home!.id, code: '123456000000', from: '2011-01-01', reason: '乱填' }))).toBe(
    'workers.unknownPlace',
  );
});

test('a host may record a telephone and nothing else; an employer reads name and telephone only', async () => {
  const { as, store } = await testApp();
  const county = await as('平塘县人社局');
  const station = await as('白云劳务站');
  const employer = await as('穗味餐饮');
  const { id } = await county(
    registerWorker,
    someone('罗天顺', { phone: '13800000888', identities: [{ kind: 'poverty_general', from: '2014-01-01' }] }),
  );
  expect(await refused(station(readWorker, { id }))).toBe('platform.notFound');
  await store.transact({ role: 'system' }, async (db) => {
    for (const key of ['host:440111', 'org:00000000-0000-4000-8000-0000000000a4'])
      await sql`select grant_scope('spell:1', ${key}, ${id}::uuid, '2020-01-01', '9999-12-31')`.execute(db);
  });
  const seen = await station(readWorker, { id });
  expect(seen).toMatchObject({ name: '罗天顺', homeName: '黔南州平塘县'.length ? expect.stringContaining('平塘县') : '', writes: false });
  expect(seen.household).toBeUndefined();
  expect(seen.homes).toBeUndefined();
  expect(seen.identitiesNow).toMatchObject({ poverty: 'general' });
  await station(addContact, { id, phone: '13900000001' });
  expect(await refused(station(recordDeath, { id, on: '2022-01-01' }))).toBe('platform.forbidden');
  const told = await employer(readWorker, { id });
  expect(told.contacts).toHaveLength(2);
  for (const field of [
    'numberMasked',
    'homeName',
    'identities',
    'identitiesNow',
    'household',
    'condition',
    'intention',
    'consents',
    'homes',
  ] as const)
    expect(told[field], field).toBeUndefined();
  expect(JSON.stringify(told.timeline)).not.toMatch(/脱贫|户籍|先进村/);
});

test('many at once: each person is judged alone, one audit row names them all', async () => {
  const { as, store } = await testApp();
  const county = await as('平塘县人社局');
  const dushan = await as('独山县人社局');
  const monitored = { identities: [{ kind: 'monitored_marginal' as const, from: '2022-01-01' }] };
  const a = await county(registerWorker, someone('韦一山', monitored));
  const b = await county(registerWorker, someone('韦二山', monitored));
  const c = await county(registerWorker, someone('韦三山'));
  const foreign = await dushan(registerWorker, someone('韦四山', { home: { code: '522726000000' } }));
  const ids = [a.id, b.id, c.id, foreign.id, a.id];
  const ended = await county(bulkIdentity, { ids, deed: 'riskRemoved', kind: 'monitored_marginal', on: '2023-06-30', reason: '县里批复' });
  expect(ended).toMatchObject({ done: 2, refused: [{ workerId: c.id }, { workerId: foreign.id }] });
  expect(ended.refused[0]!.text.zh).toBe('这一天不在这一类里，没有可结束的');
  expect((await county(readWorker, { id: a.id })).identitiesNow).toMatchObject({ monitored: 'marginal', riskOpen: false });
  await county(bulkIdentity, { ids: [a.id, b.id], deed: 'end', kind: 'monitored_marginal', on: '2024-06-30', reason: '县里批复' });
  expect((await county(readWorker, { id: b.id })).identities).toMatchObject([{ to: '2024-06-30', riskRemoved: '2023-06-30' }]);
  expect(
    await county(bulkIdentity, { ids: [a.id, c.id], deed: 'enter', kind: 'relocated', on: '2020-01-01', reason: '搬迁名册' }),
  ).toMatchObject({ done: 2 });
  expect(
    await county(bulkIdentity, { ids: [c.id], deed: 'riskRemoved', kind: 'relocated', on: '2021-01-01', reason: '不对' }),
  ).toMatchObject({ done: 0 });
  expect(
    await county(bulkConsent, { ids: [a.id, b.id, c.id], purposes: ['employment'], givenOn: '2022-01-01', way: 'written' }),
  ).toMatchObject({ done: 3 });
  const { rows } = await store.transact({ role: 'system' }, (db) =>
    sql<{
      n: number;
    }>`select count(*)::int as n from audit_subject s join audit a on a.id = s.audit_id where a.action = 'workers.bulkConsent'`.execute(db),
  );
  expect(rows[0]!.n).toBe(3);
});

test('an end that is corrected was said to the day; one that stands keeps its precision', async () => {
  const { as, store } = await testApp();
  const county = await as('平塘县人社局');
  const { id } = await county(registerWorker, someone('莫桂兰', { home: { code: VILLAGE, from: '2001-05-01' } }));
  await county(moveHome, { id, code: '522727104000', hukou: 'unknown', from: '2020-03-01', fromPrecision: 'month' });
  const first = (await county(readWorker, { id })).homes!.at(-1)!;
  const said = async () =>
    (
      await store.transact({ role: 'system' }, (db) =>
        db.selectFrom('homePeriod').select('toPrecision').where('id', '=', first.id).where('superseded', '=', 'infinity').execute(),
      )
    ).map((h) => h.toPrecision);
  await county(correctHome, { id, factId: first.id, code: VILLAGE, from: '2001-06-01', to: '2020-02-29', reason: '户口簿' });
  expect(await said()).toEqual(['month']);
  await county(correctHome, { id, factId: first.id, code: VILLAGE, from: '2001-06-01', to: '2020-02-15', reason: '户口簿' });
  expect(await said()).toEqual(['day']);
});
