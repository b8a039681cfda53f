import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { compareScopes } from '#capabilities/access/server/service.ts';
import { recordDeath, registerWorker } from '#capabilities/workers/contract.ts';
import { numberFor, someone } from '#capabilities/workers/testing/folk.ts';
import type { Db, Store } from '#platform/server/store.ts';
import { testClock } from '#platform/testing/testServices.ts';
import { testApp } from '#testApp.ts';
import { changePost, dropSpell, finishSpell, listSpells, recordSpell, reviseSpell } from './contract.ts';
import { spellScopes } from './server/follow.ts';
import { compareStates } from './server/nightly.ts';
import { recomputeVouched } from './server/vouched.ts';
import { entry } from './testing/entries.ts';
import { OTHER, organisations, SUIWEI } from './testing/facts.ts';

const system = <T>(store: Store, work: (db: Db) => Promise<T>): Promise<T> => store.transact({ role: 'system' }, work);
const ready = async () => {
  const app = await testApp({ clock: testClock('2026-11-27T02:00:00Z') });
  await organisations(app.store, { [SUIWEI]: '穗味餐饮', [OTHER]: '另一家' });
  const county = await app.as('平塘县人社局');
  const count = async () =>
    (await system(app.store, (db) => sql<{ n: number }>`select count(*)::int as n from spell where superseded = 'infinity'`.execute(db)))
      .rows[0]!.n;
  const derived = async () => {
    expect(await system(app.store, (db) => compareScopes(db, [spellScopes]))).toEqual([
      { prefix: 'spell', missing: 0, surplus: 0, different: 0 },
    ]);
    expect(await system(app.store, (db) => recomputeVouched(db, null, 100))).toMatchObject({ differed: 0 });
    expect(await system(app.store, (db) => compareStates(db, null, app.clock.today()))).toMatchObject({ carried: 0, differed: 0 });
  };
  return { ...app, county, count, derived };
};

test('a spell is entered, corrected, changed to another post, ended, come back from, withdrawn; scope and state follow each time', async () => {
  const { county, derived } = await ready();
  const { id } = await county(registerWorker, someone('石阿朵'));
  expect((await county(listSpells, { id })).mayRecord).toBe('home');
  const first = await county(
    recordSpell,
    entry(id, {
      startPrecision: 'month',
      post: '帮厨',
      payMonth: 5200,
      channel: 'government',
      assistedKind: 'station',
      assistedRef: `org:${OTHER}`,
      programme: 'cook',
      contractFrom: '2026-03-01',
      contractTo: '2027-02-28',
    }),
  );
  const told = async () => (await county(listSpells, { id })).spells;
  let [now] = await told();
  expect(now).toMatchObject({
    id: first.spellId,
    employer: { id: SUIWEI, name: '穗味餐饮' },
    area: 'elsewhere',
    organised: true,
    assisted: { kind: 'station', ref: `org:${OTHER}`, name: '另一家' },
    programme: 'cook',
    contract: { from: '2026-03-01', to: '2027-02-28' },
    may: ['correct', 'end', 'withdraw', 'transfer', 'vouch'],
    mayVouch: [1, 2, 3, 4, 5, 6],
  });
  await derived();

  // 更正: the version before stays; nothing changed writes nothing
  const form = { ...entry(id, { startPrecision: 'month', post: '厨师', payMonth: 6000, channel: 'government' }), spellId: first.spellId };
  await county(reviseSpell, { ...form, version: now!.version, reason: '电话核对' });
  [now] = await told();
  expect(now!.corrections[0]).toMatchObject({ reason: '电话核对' });
  expect(now!.corrections[0]!.changes.map((c) => c.field.zh)).toEqual(
    expect.arrayContaining(['岗位', '务工月收入', '帮扶方式', '所属工程', '合同起始']),
  );
  expect(now!.corrections[0]!.changes.find((c) => c.field.zh === '所属工程')).toMatchObject({
    from: { zh: '粤菜师傅', en: 'Cantonese Chef' },
    to: { zh: '' },
  });
  await county(reviseSpell, { ...form, version: now!.version, reason: '再存一次' });
  expect((await told())[0]!.corrections).toHaveLength(1);

  // 转岗 within the employer, then to another one
  const second = await county(changePost, {
    ...entry(id, { start: '2026-06-01', post: '领班' }),
    spellId: first.spellId,
    version: now!.version,
  });
  const third = await county(changePost, {
    ...entry(id, { start: '2026-09-15', organisationId: OTHER, place: '440113000000' }),
    spellId: second.spellId,
    version: (await told())[0]!.version,
  });
  const all = await told();
  expect(all.map((s) => [s.id, s.start, s.ended, s.leaveReason])).toEqual([
    [third.spellId, '2026-09-15', null, null],
    [second.spellId, '2026-06-01', '2026-09-14', 'transfer'],
    [first.spellId, '2026-03-01', '2026-05-31', 'transfer'],
  ]);
  await derived();

  // 离岗, 返岗
  await county(finishSpell, {
    id,
    spellId: third.spellId,
    version: all[0]!.version,
    ended: '2026-10-31',
    leaveReason: 'home',
    reason: '回家收谷子',
  });
  expect((await told())[0]).toMatchObject({ state: 'ended', leaveReason: 'home', may: ['correct', 'withdraw', 'return', 'vouch'] });
  await expect(
    county(recordSpell, entry(id, { start: '2026-10-31', organisationId: OTHER, returnsTo: third.spellId })),
  ).rejects.toMatchObject({
    code: 'employment.returnsTooSoon',
  });
  const back = await county(recordSpell, entry(id, { start: '2026-11-20', organisationId: OTHER, returnsTo: third.spellId }));
  await derived();

  // 撤回
  await county(dropSpell, { id, spellId: back.spellId, version: (await told())[0]!.version, reason: '登到了别人名下' });
  expect((await told()).map((s) => s.id)).not.toContain(back.spellId);
  await expect(county(dropSpell, { id, spellId: back.spellId, version: all[0]!.version, reason: '再撤一次' })).rejects.toMatchObject({
    code: 'employment.noSuchSpell',
  });
  await derived();
});

test('what cannot be is refused with its own sentence, and nothing is written', async () => {
  const { county, count, store } = await ready();
  const { id } = await county(registerWorker, someone('莫桂兰', { number: numberFor('2009-08-20', 302) }));
  const before = await count();
  const refused = async (more: Parameters<typeof entry>[1], code: string) => {
    const told = await county(recordSpell, entry(id, more)).catch((e: { code: string; body: { text: { zh: string; en: string } } }) => e);
    expect(told).toMatchObject({ code: `employment.${code}` });
    const { text } = (told as { body: { text: { zh: string; en: string } } }).body;
    expect(`${text.zh}${text.en}`).not.toMatch(/…|undefined/);
  };
  await refused({ start: '2026-03-01', ended: '2026-02-01', leaveReason: 'home' }, 'endBeforeStart');
  await refused({ start: '2025-08-19' }, 'beforeSixteen');
  await refused({ start: '2025-07-01', startPrecision: 'month' }, 'beforeSixteen');
  await refused({ start: '2009-01-01' }, 'beforeBirth');
  await refused({ start: '2026-11-28' }, 'startsLater');
  await refused({ ended: '2026-12-01', leaveReason: 'home' }, 'endsLater');
  await refused({ place: '440000000000' }, 'placeUnknown');
  await refused({ place: '999999000000' }, 'placeUnknown');
  await refused({ organisationId: undefined }, 'employerNeeded');
  await refused({ organisationId: '00000000-0000-4000-8000-00000000dead' }, 'organisationUnknown');
  await refused({ occupation: '9-99-99-99' }, 'occupationUnknown');
  await refused({ assistedKind: 'class' }, 'assistedWithoutRecord');
  await refused({ assistedKind: 'station', assistedRef: '白云站' }, 'assistedWithoutRecord');
  await refused({ contractFrom: '2026-03-01', contractTo: '2026-02-01' }, 'contractOrder');
  expect(await count()).toBe(before);

  // a month in which somebody turned 16 leaves it open
  await county(
    recordSpell,
    entry(id, { start: '2025-08-01', startPrecision: 'month', kind: 'public_post', ended: '2025-12-31', leaveReason: 'postEnd' }),
  );
  await county(recordSpell, entry(id, { start: '2026-03-01', kind: 'public_post', publicPostKind: '保洁员' }));
  await refused({ start: '2026-05-01', kind: 'public_post', organisationId: OTHER }, 'twoPublicPosts');
  // ending the first one and beginning the next at the same moment is no second post
  const [post] = (await county(listSpells, { id })).spells;
  await county(changePost, {
    ...entry(id, { start: '2026-05-01', kind: 'public_post', organisationId: OTHER }),
    spellId: post!.id,
    version: post!.version,
  });

  const dead = await county(registerWorker, someone('罗立冬'));
  await county(recordDeath, { id: dead.id, on: '2026-06-10' });
  const of = (more: Parameters<typeof entry>[1]) => county(recordSpell, entry(dead.id, more));
  await expect(of({})).rejects.toMatchObject({ code: 'employment.openAfterDeath' });
  await expect(of({ start: '2026-07-01' })).rejects.toMatchObject({ code: 'employment.afterDeath' });
  await expect(of({ ended: '2026-06-30', leaveReason: 'died' })).rejects.toMatchObject({ code: 'employment.afterDeath' });
  await of({ ended: '2026-06-10', leaveReason: 'died' });
  // codes hold in the database too
  await expect(
    store.transact({ role: 'owner' }, (db) =>
      sql`insert into spell (id, worker_id, kind, start, leave_reason) values (gen_random_uuid(), ${id}, 'employed', '2026-01-01', 'whim')`.execute(
        db,
      ),
    ),
  ).rejects.toThrow(/spell_leave_reason/);
});

test('two main spells of one time are a doubt: asked first, then kept when confirmed; a second job is none', async () => {
  const { county } = await ready();
  const { id } = await county(registerWorker, someone('陈谷雨'));
  const { spellId } = await county(recordSpell, entry(id));
  const other = { organisationId: OTHER, start: '2026-06-01' };
  await expect(county(recordSpell, entry(id, other))).rejects.toMatchObject({
    status: 409,
    code: 'employment.overlaps',
    body: {
      text: { zh: expect.stringContaining('2026-03-01 至 今）'), en: expect.stringContaining('2026-03-01 to now)') },
      details: { employer: '穗味餐饮', from: '2026-03-01', spellIds: [spellId] },
    },
  });
  await county(recordSpell, entry(id, { ...other, sideJob: true }));
  await county(recordSpell, entry(id, { ...other, besides: [spellId] }));
  expect((await county(listSpells, { id })).spells).toHaveLength(3);
  await expect(county(recordSpell, entry(id, { start: '2026-07-01', kind: 'flexible', organisationId: undefined }))).rejects.toMatchObject({
    code: 'employment.overlaps',
  });
});

test('sent twice with one key it is one spell; whoever comes second is told what changed', async () => {
  const { county, as, count } = await ready();
  const { id } = await county(registerWorker, someone('韦小满'));
  const before = await count();
  const key = { 'idempotency-key': 'spell-entry-0001' };
  const once = await county(recordSpell, entry(id), key);
  expect(await county(recordSpell, entry(id), key)).toEqual(once);
  expect(await count()).toBe(before + 1);

  const [spell] = (await county(listSpells, { id })).spells;
  const { version } = spell!;
  const other = await as('克度镇');
  await other(finishSpell, { id, spellId: once.spellId, version, ended: '2026-10-31', leaveReason: 'resigned' });
  for (const late of [
    county(changePost, { ...entry(id, { start: '2026-11-01', organisationId: OTHER }), spellId: once.spellId, version }),
    county(finishSpell, { id, spellId: once.spellId, version, ended: '2026-11-01', leaveReason: 'home' }),
    county(reviseSpell, { ...entry(id), spellId: once.spellId, version, reason: '更正' }),
    county(dropSpell, { id, spellId: once.spellId, version, reason: '登错了' }),
  ])
    await expect(late).rejects.toMatchObject({ code: 'platform.changed', body: { details: { by: '克度镇' } } });
  const [after] = (await county(listSpells, { id })).spells;
  await expect(
    county(finishSpell, { id, spellId: once.spellId, version: after!.version, ended: '2026-11-01', leaveReason: 'home' }),
  ).rejects.toMatchObject({ code: 'employment.alreadyEnded' });
  expect(await count()).toBe(before + 1);
});
