// What somebody would try who wants to read, join or hide people beyond their right. Each of these was possible once.
import { type RawBuilder, sql } from 'kysely';
import { expect, test } from 'vitest';
import { beginViewAs, takeOverride } from '#capabilities/access/contractWatch.ts';
import type { Store } from '#platform/server/store.ts';
import type { Refused } from '#platform/testing/caller.ts';
import { testApp } from '#testApp.ts';
import {
  addContact,
  correctBasic,
  countWorkers,
  exportWorkers,
  giveConsent,
  listPairs,
  listWorkers,
  lookUpSheet,
  lookUpWorkers,
  moveHome,
  readWorker,
  registerWorker,
  searchWorkers,
  splitWorkers,
} from './contract.ts';
import { noteState } from './server/service.ts';
import { numberFor, someone, VILLAGE } from './testing/folk.ts';

const EMPLOYER = '00000000-0000-4000-8000-0000000000a4';
const DUSHAN = '522726000000';
const refused = async (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'done',
    (e: Refused) => e.code,
  );
const openTo = (store: Store, workerId: string, key: string) =>
  store.transact({ role: 'system' }, (db) =>
    sql`select grant_scope('spell:1', ${key}, ${workerId}::uuid, '2020-01-01', '9999-12-31')`.execute(db),
  );

test('a host that joins a record of its own to a worker it knows the number of reads no more than a host', async () => {
  const { as, store } = await testApp();
  const county = await as('平塘县人社局');
  const number = numberFor('1992-03-04', 122);
  const { id } = await county(registerWorker, {
    name: '莫桂兰',
    number,
    home: { code: VILLAGE, address: '三组 12 号' },
    identities: [{ kind: 'poverty_general', from: '2014-12-01' }],
    condition: { education: 'juniorHigh', ability: 'weak', health: ['chronic'] },
    intention: { willing: 'yes', note: '要照看孩子' },
    household: { found: true, number: '5227270001', relation: 'head' },
  });
  await openTo(store, id, 'host:440111');
  const host = await as({ role: 'county_bureau', areaCode: '440111000000', relation: null });
  const own = await host(registerWorker, { name: '莫桂兰', number, home: { code: '440111000000' } });
  expect(own.crossArea).toEqual({ county: '贵州黔南州平塘县' });
  const page = await host(readWorker, { id: own.id });
  expect(page.records.map((r) => r.workerId)).toEqual([null, own.id]);
  expect(page).toMatchObject({ identities: [], condition: null, intention: null, household: null });
  expect(page.homes?.map((h) => h.code)).toEqual(['440111000000']);
  expect(JSON.stringify(page)).not.toMatch(/先进村|chronic|照看孩子|5227270001/);
  // the level above both still has the whole story
  const prefecture = await as('黔南州');
  expect((await prefecture(readWorker, { id })).condition).toMatchObject({ health: ['chronic'] });
});

test('an employer learns neither where somebody works for another, nor evidence, certificates and classes', async () => {
  const { as, store } = await testApp();
  const county = await as('平塘县人社局');
  const { id } = await county(registerWorker, someone('罗天顺'));
  await openTo(store, id, `org:${EMPLOYER}`);
  const note = (org: string) =>
    store.transact({ role: 'system' }, (db) =>
      sql`select note_worker_state(${id}::uuid, ${JSON.stringify({
        working: 'working',
        workPlace: '440306000000',
        workOrg: org,
        workSince: '2022-01-01',
        verifiedUntil: '2022-02-01',
        verifiedClass: 1,
        certificates: 2,
        inClass: true,
      })}::jsonb)`.execute(db),
    );
  const employer = await as({ role: 'employer', areaCode: '440111000000', relation: `org:${EMPLOYER}` });
  await note('00000000-0000-4000-8000-0000000000b5');
  expect((await employer(readWorker, { id })).state).toEqual({});
  expect((await employer(listWorkers, {})).items[0]).not.toHaveProperty('workPlace');
  expect((await employer(listWorkers, {})).items[0]).not.toHaveProperty('working');
  await note(EMPLOYER);
  expect((await employer(readWorker, { id })).state).toEqual({
    working: 'working',
    workPlace: '广东深圳市宝安区',
    workSince: '2022-01-01',
  });
  expect((await county(readWorker, { id })).state).toMatchObject({ verifiedClass: 1, certificates: 2, inClass: true });
});

test('an auditor’s page names nobody in its story either', async () => {
  const { as } = await testApp();
  const county = await as('平塘县人社局');
  const { id } = await county(registerWorker, someone('莫桂兰', { household: { found: true, relation: 'head' } }));
  const { recorded } = await county(readWorker, { id });
  await county(correctBasic, { id, recorded, name: '莫桂岚', keepNumber: true, reason: '户口簿上是岚' });
  const auditor = await as({ role: 'auditor', areaCode: '522700000000', relation: null });
  const page = await auditor(readWorker, { id });
  expect(JSON.stringify(page)).not.toMatch(/桂兰|桂岚|moguilan/);
  expect(page.timeline.filter((e) => e.kind === 'basic').map((e) => e.title.zh)).toEqual(['更正姓名与证件：莫**', '登记姓名：莫**']);
});

test('what was split stays split when one of the records is corrected', async () => {
  const { as } = await testApp();
  const pingtang = await as('平塘县人社局');
  const dushan = await as('独山县人社局');
  const number = numberFor('1985-06-07', 233);
  const first = await pingtang(registerWorker, { name: '石阿朵', number, home: { code: VILLAGE } });
  const second = await dushan(registerWorker, { name: '石阿朵', number, home: { code: DUSHAN } });
  await pingtang(splitWorkers, { id: first.id, leaving: [first.id], reason: '不是她' });
  const { recorded } = await dushan(readWorker, { id: second.id });
  await dushan(correctBasic, { id: second.id, recorded, name: '石阿朵', number, reason: '再登一次' });
  expect((await pingtang(readWorker, { id: first.id })).records).toHaveLength(1);
  expect((await dushan(readWorker, { id: second.id })).personId).toBe(second.id);
});

test('a record planted elsewhere and moved in does not hide the county’s own', async () => {
  const { as } = await testApp();
  const pingtang = await as('平塘县人社局');
  const dushan = await as('独山县人社局');
  const number = numberFor('1985-06-07', 233);
  const planted = await dushan(registerWorker, { name: '石阿朵', number, home: { code: DUSHAN, from: '2001-01-01' } });
  const own = await pingtang(registerWorker, {
    name: '石阿朵',
    number,
    home: { code: VILLAGE },
    identities: [{ kind: 'poverty_general', from: '2014-12-01' }],
  });
  await dushan(moveHome, { id: planted.id, code: VILLAGE, from: '2020-01-01' });
  expect((await pingtang(listWorkers, { identity: ['poverty'] })).items.map((i) => i.workerId)).toEqual([own.id]);
  expect((await pingtang(listWorkers, {})).items.map((i) => [i.workerId, i.records])).toEqual([[own.id, 2]]);
});

test('nobody is put into a household by whoever sees its people as their host; a number in use elsewhere tells nothing', async () => {
  const { as, store } = await testApp();
  const pingtang = await as('平塘县人社局');
  const dushan = await as('独山县人社局');
  const household = { found: true, number: '5227270009', relation: 'head' } as const;
  const { id } = await pingtang(registerWorker, someone('莫桂兰', { household }));
  await openTo(store, id, 'host:522726');
  const there = (more: Parameters<typeof someone>[1]) => dushan(registerWorker, someone('石阿朵', { home: { code: DUSHAN }, ...more }));
  expect(await refused(there({ household: { memberId: id, relation: 'spouse' } }))).toBe('workers.noSuchHousehold');
  expect(await refused(there({ household: { number: '5227270009', relation: 'spouse' } }))).toBe('workers.noSuchHousehold');
  // the same answer as for a number nobody has
  const own = await there({ household });
  expect((await dushan(readWorker, { id: own.id })).household?.members).toHaveLength(1);
  expect((await pingtang(readWorker, { id })).household?.members).toHaveLength(1);
});

test('who sees somebody as their host does not decide that a new record is somebody else', async () => {
  const { as, store } = await testApp();
  const pingtang = await as('平塘县人社局');
  const dushan = await as('独山县人社局');
  const like = { documentKind: 'none', birthday: '1996-04-02', sex: '2', phone: '13800000246' } as const;
  const first = await pingtang(registerWorker, { name: '卢巧儿', home: { code: VILLAGE }, ...like });
  await openTo(store, first.id, 'host:522726');
  await dushan(registerWorker, { name: '卢巧尔', home: { code: DUSHAN }, ...like, notTheSame: [first.id] });
  const prefecture = await as('黔南州');
  expect((await prefecture(listPairs, { state: 'different' })).items).toEqual([]);
  const [whole] = (await prefecture(listPairs, { state: 'open' })).items;
  expect(whole).toMatchObject({ crossArea: true });
  expect(whole!.reasons.length).toBeGreaterThan(2);
  // nor is told which facts of a record out of sight agree
  const [told] = (await pingtang(listPairs, { state: 'open' })).items;
  expect(told).toMatchObject({ mine: false, reasons: [], guards: [] });
});

test('the definer functions themselves refuse a request that has no right to what it asks', async () => {
  const { as, store } = await testApp();
  const pingtang = await as('平塘县人社局');
  const dushan = await as('独山县人社局');
  const stranger = await dushan(registerWorker, someone('杨春禾', { home: { code: DUSHAN } }));
  const other = await dushan(registerWorker, someone('杨秋实', { home: { code: DUSHAN } }));
  const own = await pingtang(registerWorker, someone('蒙大山'));
  const settings = { 'app.own_from': '{522727000000}', 'app.own_to': '{522727999999}', 'app.today': '2026-11-27' };
  const asked = async (call: RawBuilder<unknown>): Promise<string> =>
    store.transact({ role: 'app', settings }, async (db) => {
      await sql`savepoint before`.execute(db);
      const answer = await call.execute(db).then(
        () => 'done',
        (e: { constraint?: string; message: string }) => e.constraint ?? e.message,
      );
      await sql`rollback to savepoint before`.execute(db);
      return answer;
    });
  const [mine, theirs, third] = [sql`${own.id}::uuid`, sql`${stranger.id}::uuid`, sql`${other.id}::uuid`];
  const pair = (a: RawBuilder<unknown>, b: RawBuilder<unknown>, state: string, how: string) =>
    sql`select note_pair(gen_random_uuid(), ${a}, ${b}, 'likeness', 90, 'desk', '[]', '[]', 'save', ${state}, ${how}, null)`;
  for (const byRight of [true, false])
    expect(await asked(sql`select join_persons(${mine}, ${theirs}, 'number', null, null, '', ${byRight})`)).toBe('join_persons_area');
  expect(await asked(pair(mine, theirs, 'different', 'desk'))).toBe('join_persons_area');
  expect(await asked(pair(theirs, third, 'open', ''))).toBe('join_persons_area');
  expect(await asked(pair(mine, theirs, 'open', ''))).toBe('done');
  for (const forbidden of [
    sql`update worker_now set name = 'x' where worker_id = ${mine}`,
    sql`insert into worker_scope values ('host:522727', ${theirs}, '2020-01-01', '9999-12-31', 'x')`,
    sql`update duplicate_pair set state = 'same'`,
    sql`delete from worker_basic where worker_id = ${mine}`,
    sql`select * from worker_derived(array[${theirs}], '2026-01-01')`,
    sql`select settle_persons(array[${theirs}])`,
    sql`insert into worker_skill (id, worker_id, words) values (gen_random_uuid(), ${theirs}, 'x')`,
  ])
    expect(await asked(forbidden)).toMatch(/permission denied|row-level security/);
});

test('a temporary look writes nothing, founds no kinship and takes no sheet with it', async () => {
  const { as, store } = await testApp();
  const dushan = await as('独山县人社局');
  const household = { found: true, number: '5227260001', relation: 'head' } as const;
  const { id } = await dushan(registerWorker, someone('杨春禾', { home: { code: DUSHAN }, household }));
  const looking = await as({ roles: [{ role: 'county_bureau', areaCode: '522727000000', relation: null }], steppedUp: true });
  await looking(takeOverride, { areaCode: DUSHAN, reason: '跨县搬迁户核对登记情况', minutes: 60 });
  expect((await looking(readWorker, { id })).name).toBe('杨春禾');
  expect(await refused(looking(addContact, { id, phone: '13900000001' }))).toBe('workers.notYours');
  for (const into of [{ number: '5227260001' }, { memberId: id }])
    expect(await refused(looking(registerWorker, someone('潘石头', { household: { ...into, relation: 'son' } })))).toBe(
      'workers.noSuchHousehold',
    );
  expect((await looking(lookUpWorkers, { lines: ['杨春禾'] })).matched).toBe(1);
  await looking(lookUpSheet, { lines: ['杨春禾'] });
  const { rows } = await store.transact({ role: 'system' }, (db) =>
    sql<{ matched: number }>`select (details ->> 'matched')::int as matched from audit where action = 'workers.lookUpSheet'`.execute(db),
  );
  expect(rows).toEqual([{ matched: 0 }]);
});

test('a masked number is not completed by looking up every birthday', async () => {
  const { as, store } = await testApp();
  const county = await as('平塘县人社局');
  const number = numberFor('1992-03-04', 122);
  const { id } = await county(registerWorker, { name: '莫桂兰', number, home: { code: VILLAGE } });
  await openTo(store, id, 'host:440111');
  const station = await as('白云劳务站');
  const guesses: string[] = [];
  for (let day = 0; guesses.length < 40; day++) {
    const guess = numberFor(new Date(Date.UTC(1992, 0, 1 + day)).toISOString().slice(0, 10), 122);
    if (guess.endsWith(number.slice(-4))) guesses.push(guess);
  }
  expect(guesses).toContain(number);
  const answer = await station(lookUpWorkers, { lines: guesses });
  expect(answer.matched).toBe(0);
  expect(answer.items[0]!.note!.zh).toContain('像是在试号码');
  // a list of people is looked up as before
  expect((await station(lookUpWorkers, { lines: [number, numberFor('1993-03-04', 122), '莫桂兰'] })).matched).toBe(2);
});

test('odd days, characters and queries are answered with a sentence or nobody', async () => {
  const { as } = await testApp();
  const county = await as('平塘县人社局');
  const old = { documentKind: 'none', number: undefined as never, birthday: '0001-01-01', sex: '1' } as const;
  const { id } = await county(registerWorker, someone('辰巳', { ...old, home: { code: VILLAGE, from: '0001-01-01' } }));
  expect((await county(searchWorkers, { q: '···' })).items).toEqual([]);
  // half a character is refused where a line is typed, like what nobody sees
  expect(await refused(county(searchWorkers, { q: '莫\ud800' }))).toBe('platform.invalid');
  for (const q of ['\u{10ffff}', '%_', "' or 1=1", 'a'.repeat(60), '乐'.repeat(60)])
    expect((await county(searchWorkers, { q })).items, q).toEqual([]);
  expect(await refused(county(searchWorkers, { q: 'a\u0000' }))).toBe('platform.invalid');
  const consent = { id, purposes: ['employment' as const], way: 'oral' as const };
  expect(await refused(county(giveConsent, { ...consent, givenOn: '0000-01-01' }))).toBe('platform.badValue');
  // of prose it is left out
  expect(await refused(county(giveConsent, { ...consent, givenOn: '2020-01-01', witness: 'a\u0000' }))).toBe('done');
  const lines = ['a\u0000b', '莫\ud800兰', '1'.repeat(200), '('.repeat(200), '\u202e莫桂兰', '=cmd|1', '莫1'.repeat(100)];
  expect((await county(lookUpWorkers, { lines })).matched).toBe(0);
});

test('a town that gives a record of its own the number and name of somebody in another town learns nothing, and hides nobody', async () => {
  const { as, store } = await testApp();
  const town = await as('克度镇');
  const other = await as({ role: 'township_cadre', areaCode: '522727100000', relation: null });
  const older = await town(registerWorker, someone('韦假人'));
  const number = numberFor('1992-03-04', 122);
  const victim = await other(registerWorker, {
    name: '莫桂兰',
    number,
    home: { code: '522727100000' },
    identities: [{ kind: 'poverty_dibao', from: '2014-12-01' }],
    condition: { education: 'primary', ability: 'weak', health: ['chronic'] },
  });
  await openTo(store, victim.id, 'host:440111');
  await store.transact({ role: 'system' }, (db) =>
    noteState(db, victim.id, { working: 'working', workPlace: '440306000000', certificates: 2 }),
  );
  const { recorded } = await town(readWorker, { id: older.id });
  await town(correctBasic, {
    id: older.id,
    recorded,
    name: '莫桂兰',
    number,
    documentKind: 'residentIdCard',
    reason: '更正',
  });
  const told = JSON.stringify([
    await town(readWorker, { id: older.id }),
    await town(listWorkers, {}),
    await town(listWorkers, { q: number }),
  ]);
  expect(told).not.toMatch(/dibao|chronic|440306|weak/);
  for (const filters of [
    { identity: ['poverty' as const] },
    { certified: true },
    { working: ['working' as const] },
    { ability: ['weak' as const] },
  ])
    expect((await town(listWorkers, filters)).items, JSON.stringify(filters)).toEqual([]);
  // what the other record says against it is not told either
  expect((await town(listWorkers, { certified: false })).items.map((i) => i.workerId)).toEqual([older.id]);
  // and the other town still has its person, whatever it asks for
  for (const asked of [{}, { q: number }, { q: '莫桂兰' }, { q: number.slice(-6) }, { identity: ['poverty' as const] }])
    expect(
      (await other(listWorkers, asked)).items.map((i) => i.workerId),
      JSON.stringify(asked),
    ).toEqual([victim.id]);
  expect((await other(searchWorkers, { q: '莫桂兰' })).items.map((i) => i.workerId)).toEqual([victim.id]);
  expect((await (await as('平塘县人社局'))(listWorkers, {})).items).toHaveLength(1);
});

test('who looks through another’s eyes sees the lists and the searches, which are asked in bodies, and still writes nothing', async () => {
  const { as } = await testApp();
  const county = await as('平塘县人社局');
  const { id } = await county(registerWorker, someone('石阿朵'));
  const town = await as('克度镇');
  await county(beginViewAs, { accountId: town.account.id, reason: '帮乡镇看为什么查不到' });
  expect((await county(listWorkers, { q: '石阿朵' })).items.map((i) => i.workerId)).toEqual([id]);
  expect((await county(countWorkers, {})).count).toBe(1);
  expect((await county(searchWorkers, { q: '石阿朵' })).items).toHaveLength(1);
  expect(await refused(county(addContact, { id, phone: '13800000123' }))).toBe('platform.forbidden');
  expect(await refused(county(exportWorkers, {}))).toBe('platform.forbidden');
});
