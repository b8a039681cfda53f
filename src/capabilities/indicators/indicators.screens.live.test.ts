// Big screens: what a token tells, and to whom it tells nothing. With real commits: what is known at an instant needs them.
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Refused } from '#platform/testing/caller.ts';
import { callerOf } from '#platform/testing/caller.ts';
import { createScreen, listScreens, readScreen, revokeScreen, screenAuditTexts } from './contract.ts';
import { placedPeople } from './testing/placedPeople.ts';

test('a screen of an area: sums of that area alone, nobody under ten, nobody at all by name; expired, revoked, wrong and another’s', async () => {
  const { app, as, store, placed } = await placedPeople();
  const bureau = (areaCode: string) =>
    as({ name: '县人社局', roles: [{ role: 'county_bureau', areaCode, relation: null }], steppedUp: true });
  const [county, dushan] = [await bureau('522727000000'), await bureau('522726000000')];
  const names = ['石阿朵', '陈谷雨', '莫桂兰', '陆安平', '岑有田', '韦小满', '罗天顺', '杨春禾', '覃秋月', '刘水生', '蒙晓燕', '吴长庚'];
  const ids: string[] = [];
  for (const name of names) ids.push(await placed(name, { poverty: true }));
  await placed('王麦收', { home: '522726000000', poverty: true });
  // so that the one of Dushan is not what is left over of the prefecture
  for (const name of ['罗晚霞', '罗冬生', '罗春妹', '罗夏雨']) await placed(name, { home: '522728000000', poverty: true });
  const asked = { title: '平塘劳务协作', side: 'origin', area: '522727000000', days: 30 } as const;
  const made = await county(createScreen, asked);
  const screen = callerOf(app);
  const show = (token: string) => screen(readScreen, {}, { authorization: `Bearer ${token}` });

  const told = await show(made.token);
  expect(told).toMatchObject({ title: '平塘劳务协作', side: 'origin', areaName: { zh: '贵州黔南州平塘县' }, asOf: '2026-11-27' });
  expect(told.figures.map((f) => [f.id, f.persons])).toEqual([
    ['I01', 12],
    ['I02', 12],
    ['I06', 12],
    ['I07', 12],
  ]);
  expect(told.flows.map((f) => [f.from.code, f.to.code, f.persons])).toEqual([['522700000000', '440100000000', 12]]);
  expect(told.places.map((p) => [p.code, p.persons])).toEqual([['440100000000', 12]]);
  expect(told.retention.forms.map((f) => f.form)).toEqual(['province', 'enterprise', 'post']);
  // the county next to it has one person: every number of it is hidden, and the flow is not drawn
  const small = await show((await dushan(createScreen, { ...asked, area: '522726000000' })).token);
  expect([small.figures.map((f) => f.persons), small.flows, small.places.map((p) => p.persons)]).toEqual([
    ['few', 'few', 'few', 'few'],
    [],
    ['few'],
  ]);

  // no person in it: neither name nor id nor number, and no field beyond the contract
  const answer = await app.inject({ url: '/api/screen', headers: { authorization: `Bearer ${made.token}` } });
  expect(answer.statusCode).toBe(200);
  for (const secret of [...names, ...ids, made.token]) expect(answer.body).not.toContain(secret);
  expect(answer.body).not.toMatch(/\d{17}[\dX]|1[3-9]\d{9}/);

  // a token is no account: nothing else opens with it, and an account's cookie is no token
  const refused = (of: Promise<unknown>) =>
    of.then(
      () => 'done',
      (e: Refused) => e.code,
    );
  expect(await refused(screen(listScreens, {}, { authorization: `Bearer ${made.token}` }))).toBe('platform.notSignedIn');
  expect(await refused(county(readScreen, {}))).toBe('indicators.screenUnknown');
  for (const wrong of ['x', made.token.slice(1), `${made.token}x`, 'y'.repeat(200)])
    expect(await refused(show(wrong))).toBe('indicators.screenUnknown');
  // not in an address either
  expect(await refused(screen({ ...readScreen, path: `/screen?token=${made.token}` }, {}))).toBe('indicators.screenUnknown');

  // only a hash is kept, and the audit has neither
  const dump = await store.transact({ role: 'owner' }, async (db) => {
    const tokens = await sql`select * from screen_token`.execute(db);
    const audit = await sql<{
      action: string;
      details: unknown;
    }>`select action, details from audit where action like 'indicators.%Screen'`.execute(db);
    return { tokens: tokens.rows, audit: audit.rows };
  });
  expect(JSON.stringify(dump)).not.toContain(made.token);
  expect(dump.audit.map((a) => a.action)).toEqual(['indicators.createScreen', 'indicators.createScreen']);
  expect(Object.keys(screenAuditTexts)).toContain('indicators.createScreen');
  await expect(store.transact({ role: 'app' }, (db) => sql`select token_hash from screen_token`.execute(db))).rejects.toThrow(
    /permission denied/,
  );

  // whose screens: a county its own, the province both, others none; nobody sets up a screen of another's area
  const list = async (who: typeof county) => (await who(listScreens, {})).items.map((s) => s.area);
  const province = await as('贵州省');
  expect(await refused((await as('平塘县人社局'))(createScreen, asked))).toBe('access.stepUpNeeded');
  expect([await list(county), await list(dushan), (await list(province)).sort()]).toEqual([
    ['522727000000'],
    ['522726000000'],
    ['522726000000', '522727000000'],
  ]);
  expect(await refused(county(createScreen, { ...asked, area: '522726000000' }))).toBe('indicators.notYourCell');
  expect(await refused(county(createScreen, { ...asked, side: 'host', area: '440111000000' }))).toBe('indicators.notYourCell');
  expect(await refused(county(createScreen, { ...asked, days: 0 }))).toBe('platform.invalid');
  expect(await refused(county(createScreen, { ...asked, area: '522727101000' }))).toBe('indicators.screenTooFine');
  for (const who of ['克度镇', '白云劳务站', '审计', '穗味餐饮', '系统管理员'] as const)
    expect(await refused((await as(who))(createScreen, asked)), who).toBe('platform.forbidden');
  expect(await refused(dushan(revokeScreen, { id: made.id }))).toBe('platform.notFound');

  expect((await county(revokeScreen, { id: made.id })).state).toBe('revoked');
  const over = await show(made.token).catch((e: Refused) => e);
  expect(over).toMatchObject({
    code: 'indicators.screenRevoked',
    status: 410,
    body: { text: { zh: '“平塘劳务协作”的大屏已于 2026-11-27 停用。要继续放，请到工作台“大屏”页开一个新的' } },
  });
  expect(await refused(county(revokeScreen, { id: made.id }))).toBe('indicators.screenOver');
  await expect(
    store.transact({ role: 'owner' }, (db) =>
      sql`update screen_token set revoked = null, revoked_by = null where id = ${made.id}::uuid`.execute(db),
    ),
  ).rejects.toThrow(/is revoked/);

  const short = await county(createScreen, { ...asked, days: 1 });
  await store.transact({ role: 'owner' }, (db) =>
    sql`update screen_token set created = created - interval '3 days', expires = expires - interval '2 days' where id = ${short.id}::uuid`.execute(
      db,
    ),
  );
  expect(await refused(show(short.token))).toBe('indicators.screenExpired');
  expect((await county(listScreens, {})).items.map((s) => s.state).sort()).toEqual(['expired', 'revoked']);
});

test('a screen stops with whoever set it up; its secret is told to the first request alone; an office has so many at a time', async () => {
  const { app, as, store, services } = await placedPeople();
  const county = await as({
    name: '罗县办',
    roles: [{ role: 'county_bureau', areaCode: '522727000000', relation: null }],
    steppedUp: true,
  });
  const asked = { title: '平塘劳务协作', side: 'origin', area: '522727000000', days: 30 } as const;
  const screen = callerOf(app);
  const show = (token: string) => screen(readScreen, {}, { authorization: `Bearer ${token}` });
  const key = { 'idempotency-key': 'one-screen-1' };
  const made = await county(createScreen, asked, key);
  expect(made.token.length).toBeGreaterThan(40);
  // sent again: the same screen, without its secret, which nothing keeps
  expect(await county(createScreen, asked, key)).toEqual({ ...made, token: '' });
  expect((await county(listScreens, {})).items.map((s) => s.state)).toEqual(['live']);
  const { rows } = await store.transact({ role: 'owner' }, (db) =>
    sql<{ body: Buffer }>`select body from idempotency where body is not null`.execute(db),
  );
  expect(rows.map((r) => services.keys.open(r.body)).some((body) => body.includes(made.token))).toBe(false);

  expect((await show(made.token)).title).toBe('平塘劳务协作');
  const other = await as({ name: '县里', roles: [{ role: 'county_bureau', areaCode: '522727000000', relation: null }], steppedUp: true });
  const owner = (work: ReturnType<typeof sql>) => store.transact({ role: 'owner' }, (db) => work.execute(db));
  const suspended = { code: 'indicators.screenSuspended', status: 410 };
  await owner(
    sql`update role_grant set valid_to = current_date - 400, valid_from = current_date - 500 where account_id = ${county.account.id}::uuid`,
  );
  await expect(show(made.token)).rejects.toMatchObject(suspended);
  expect((await other(listScreens, {})).items.map((s) => s.state)).toEqual(['suspended']);
  await owner(sql`update role_grant set valid_to = null where account_id = ${county.account.id}::uuid`);
  expect((await show(made.token)).title).toBe('平塘劳务协作');
  await owner(sql`update account set state = 'disabled' where id = ${county.account.id}::uuid`);
  await expect(show(made.token)).rejects.toMatchObject(suspended);

  for (let i = 0; i < 19; i++) await other(createScreen, { ...asked, title: `大厅 ${i}` });
  await expect(other(createScreen, asked)).rejects.toMatchObject({ code: 'indicators.screensMany', status: 409 });
  await other(revokeScreen, { id: made.id });
  expect((await other(createScreen, asked)).token).not.toBe('');
});

test('one screen or many, asked a thousand times: counted once a run; a part is not to be had from the screen of the whole', async () => {
  const { app, as, store, placed } = await placedPeople();
  const steering = await as({ name: '黔南州', roles: [{ role: 'steering', areaCode: '522700000000', relation: null }], steppedUp: true });
  for (let i = 0; i < 11; i++) await placed(`石${String.fromCharCode(0x4e00 + i)}`, { poverty: true });
  await placed('王麦收', { home: '522726000000', poverty: true });
  const tokens: string[] = [];
  for (const area of ['522700000000', '522727000000', '522726000000'])
    tokens.push((await steering(createScreen, { title: area, side: 'origin', area, days: 30 })).token);
  const screen = callerOf(app);
  const show = (token: string) => screen(readScreen, {}, { authorization: `Bearer ${token}` });
  const [whole, pingtang, dushan] = await Promise.all(tokens.map(show));
  const told = (s: Awaited<ReturnType<typeof show>> | undefined) => s!.figures.map((f) => f.persons);
  expect(told(dushan)).toEqual(['few', 'few', 'few', 'few']);
  // 12 − 11 = 1: never both
  for (const i of [0, 1, 2, 3]) expect([told(whole)[i], told(pingtang)[i]]).toContain('hidden');
  expect([...whole!.places, ...pingtang!.places].map((p) => p.persons)).toContain('hidden');

  // with the members gone nothing could be counted: all that is asked again stands in memory
  const counted = async () =>
    Number(
      (await store.transact({ role: 'owner' }, (db) => sql<{ n: number }>`select count(*)::int as n from figure_run`.execute(db))).rows[0]!
        .n,
    );
  const runs = await counted();
  await store.transact({ role: 'owner' }, (db) => sql`delete from figure_member`.execute(db));
  for (const s of await Promise.all(Array.from({ length: 60 }, (_, i) => show(tokens[i % 3]!)))) expect(s.figures.length).toBe(4);
  expect(told(await show(tokens[2]!))).toEqual(['few', 'few', 'few', 'few']);
  expect(await counted()).toBe(runs);
});
