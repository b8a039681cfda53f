// What a list may write is what a request of the same account could write (decision 0012): compared role by role.
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { actorSettings } from '#platform/server/actor.ts';
import { testApp } from '#testApp.ts';
import { ORG } from '../access/testing/personas.ts';
import { addContact, registerWorker, saveCondition } from './contract.ts';
import { educationTexts } from './contractShapes.ts';
import { numberFor, someone, VILLAGE } from './testing/folk.ts';
import { importing, makeBatch, rowsOf } from './testing/imports.ts';

const ROLES = [
  '先进村',
  '克度镇',
  '平塘县人社局',
  '独山县人社局',
  '黔南州',
  '贵州省',
  '广东省',
  '白云区人社局',
  '白云劳务站',
  '培训学校',
  '考评机构',
  '穗味餐饮',
  '审计',
  '劳动者',
] as const;
const NUMBER = numberFor('1990-05-05', 601);

test.each(ROLES)('%s: a list writes no more than a request could', async (who) => {
  const { as, services, store } = await testApp();
  const county = await as('平塘县人社局');
  const { id } = await county(registerWorker, someone('莫小满', { number: NUMBER, phone: '13800001111' }));
  const hidden = await county(registerWorker, someone('韦大明', { number: numberFor('1991-01-01', 604) }));
  await store.transact({ role: 'system' }, async (db) => {
    await sql`select grant_scope('spell:a', 'host:440111', ${id}::uuid, '2020-01-01', '2099-12-31')`.execute(db);
    await sql`select grant_scope('spell:b', ${ORG.employer}, ${id}::uuid, '2020-01-01', '2099-12-31')`.execute(db);
  });
  const asker = await as(who);
  const run = async (values: Readonly<Record<string, unknown>>) => {
    const actor = await store.transact({ role: 'system' }, (db) => services.actorFor(db, asker.account.id, services.clock.now()));
    const area = actor.grants[0]?.areaCode || '522727000000';
    const batch = await makeBatch(services, { area, accountId: asker.account.id });
    const [one] = await importing(services, asker.account.id, batch, rowsOf([values])).write();
    return { ...one!, actor };
  };
  /** A request that does the same, undone at once. */
  const could = async (work: () => Promise<unknown>): Promise<boolean> =>
    work().then(
      () => true,
      () => false,
    );

  const phone = await run({ name: '莫小满', idNumber: NUMBER, phone: '13900002222' });
  const wrotePhone = phone.plan.workerId === id && phone.changes.some((c) => c.field === 'phone');
  expect(wrotePhone, 'telephone').toBe(await could(() => asker(addContact, { id, kind: 'own', phone: '13900003333' })));

  const learned = await run({ name: '莫小满', idNumber: NUMBER, education: 'primary' });
  const wroteCondition = learned.plan.workerId === id && learned.changes.some((c) => c.field === 'education');
  expect(wroteCondition, 'education').toBe(await could(() => asker(saveCondition, { id, education: 'seniorHigh' })));

  // no list says anything of a record the account cannot read
  const sees = await store.transact({ role: 'app', settings: actorSettings(learned.actor, services.clock.today()) }, async (db) => {
    const { rows } = await sql`select from worker_now where worker_id = ${hidden.id}::uuid`.execute(db);
    return rows.length > 0;
  });
  if (!sees) {
    const stranger = await run({ name: '查无此人', idNumber: numberFor('1991-01-01', 602) });
    const other = await run({ name: '别的名字', idNumber: numberFor('1991-01-01', 604) });
    expect(other.outcome).toBe(stranger.outcome);
    expect(other.findings).toEqual(stranger.findings);
  }

  // opening: where a form could
  const opened = await run({ name: '石阿朵', idNumber: numberFor('1992-02-02', 603), home: VILLAGE });
  expect(opened.outcome === 'new', 'opens').toBe(
    await could(() => asker(registerWorker, { name: '陈谷雨', number: numberFor('1992-02-02', 605), home: { code: VILLAGE } })),
  );
  if (opened.outcome !== 'new') expect(opened.findings.map((f) => f.rule)).toEqual(['foreign']);
});

test('attacks: a station cannot rename, a village cannot open outside, a record number of another county is nobody, masked numbers change nothing', async () => {
  const { as, services, store } = await testApp();
  const county = await as('平塘县人社局');
  const { id } = await county(registerWorker, someone('莫小满', { number: NUMBER, phone: '13800001111' }));
  const run = async (who: Awaited<ReturnType<typeof as>>, area: string, values: Readonly<Record<string, unknown>>) => {
    const batch = await makeBatch(services, { area, accountId: who.account.id });
    const [one] = await importing(services, who.account.id, batch, rowsOf([values])).write();
    return one!;
  };
  await store.transact({ role: 'system' }, (db) =>
    sql`select grant_scope('spell:a', 'host:440111', ${id}::uuid, '2020-01-01', '2099-12-31')`.execute(db),
  );
  const station = await as('白云劳务站');
  const renamed = await run(station, '440111000000', { name: '莫改名', idNumber: NUMBER, phone: '13900002222', education: 'primary' });
  expect(renamed).toMatchObject({ outcome: 'unchanged', changes: [] });
  const byId = await run(station, '440111000000', { workerId: id, name: '莫改名', phone: '13900002222' });
  expect(byId.findings.map((f) => f.rule)).toEqual(['foreign']);

  const village = await as('先进村');
  const outside = await run(village, VILLAGE, { name: '石阿朵', idNumber: numberFor('1992-02-02', 611), home: '522727104214' });
  expect(outside.findings.map((f) => f.rule)).toEqual(['foreign']);
  // a batch that claims an area the account does not hold opens nothing there
  const claimed = await run(village, '522726000000', { name: '石阿朵', idNumber: numberFor('1992-02-02', 612) });
  expect(claimed.findings.map((f) => f.rule)).toEqual(['foreign']);

  const dushan = await as('独山县人社局');
  const foreign = await run(dushan, '522726000000', { workerId: id, name: '莫改名', idNumber: NUMBER });
  const nobody = await run(dushan, '522726000000', { workerId: '00000000-0000-7000-8000-000000000009', name: '莫改名' });
  expect(foreign).toMatchObject({ outcome: 'refused' });
  expect(foreign.findings).toEqual(nobody.findings);

  const masked = await run(county, '522727000000', { workerId: id, idNumber: '522700********6013', numberMasked: true, name: '莫小满' });
  expect(masked).toMatchObject({ outcome: 'unchanged', changes: [] });
});

test('corrections of many: rows of an export that come back are matched by record number; names, numbers and blanks behave', async () => {
  const { as, services, store } = await testApp();
  const county = await as('平塘县人社局');
  const a = await county(registerWorker, someone('莫小满', { number: NUMBER, phone: '13800001111' }));
  const b = await county(registerWorker, someone('石阿朵', { number: numberFor('1992-02-02', 621) }));
  const batch = await makeBatch(services, { area: '522727000000', accountId: county.account.id });
  const imported = importing(
    services,
    county.account.id,
    batch,
    rowsOf([
      { workerId: a.id, name: '莫晓满', phone: null, education: 'juniorHigh' },
      { workerId: b.id, idNumber: NUMBER, name: '石阿朵' },
      { workerId: b.id, idNumber: numberFor('1992-02-03', 622), name: '石阿朵' },
    ]),
  );
  const done = await imported.write();
  expect(done.map((r) => r.outcome)).toEqual(['changed', 'unchanged', 'changed']);
  expect(done[0]!.changes.map((c) => [c.field, c.from, c.to])).toEqual([
    ['name', '莫小满', '莫晓满'],
    ['education', '', educationTexts.juniorHigh],
  ]);
  expect(done[1]!.findings.map((f) => f.rule)).toEqual(['conflict']);
  expect(done[2]!.changes.map((c) => c.field)).toEqual(['idNumber', 'birthday', 'sex']);
  expect(JSON.stringify(done[2]!.changes)).not.toMatch(/\d{17}/);
  const { rows } = await store.transact({ role: 'owner' }, (db) =>
    sql`select name, pinyin, birthday from worker_now order by name`.execute(db),
  );
  expect(rows).toEqual([
    { name: '石阿朵', pinyin: expect.any(String), birthday: '1992-02-03' },
    { name: '莫晓满', pinyin: 'moxiaoman', birthday: '1990-05-05' },
  ]);
  expect((await imported.undo()).map((u) => u.state)).toEqual(['undone', 'undone', 'undone']);
  const { rows: back } = await store.transact({ role: 'owner' }, (db) =>
    sql`select name, birthday from worker_now order by name`.execute(db),
  );
  expect(back).toEqual([
    { name: '石阿朵', birthday: '1992-02-02' },
    { name: '莫小满', birthday: '1990-05-05' },
  ]);
});
