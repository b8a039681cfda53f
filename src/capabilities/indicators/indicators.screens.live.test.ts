// Big screens: what a token tells, and to whom it tells nothing. With real commits: what is known at an instant needs them.
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Refused } from '#platform/testing/caller.ts';
import { callerOf } from '#platform/testing/caller.ts';
import { createScreen, listScreens, readScreen, revokeScreen, screenAuditTexts } from './contract.ts';
import { placedPeople } from './testing/placedPeople.ts';

test('a screen of an area: sums of that area alone, nobody under ten, nobody at all by name; expired, revoked, wrong and another’s', async () => {
  const { app, as, store, county, dushan, placed } = await placedPeople();
  const names = ['石阿朵', '陈谷雨', '莫桂兰', '陆安平', '岑有田', '韦小满', '罗天顺', '杨春禾', '覃秋月', '刘水生', '蒙晓燕', '吴长庚'];
  const ids: string[] = [];
  for (const name of names) ids.push(await placed(name, { poverty: true }));
  await placed('王麦收', { home: '522726000000', poverty: true });
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
  expect([await list(county), await list(dushan), (await list(province)).sort()]).toEqual([
    ['522727000000'],
    ['522726000000'],
    ['522726000000', '522727000000'],
  ]);
  expect(await refused(county(createScreen, { ...asked, area: '522726000000' }))).toBe('indicators.notYourCell');
  expect(await refused(county(createScreen, { ...asked, side: 'host', area: '440111000000' }))).toBe('indicators.notYourCell');
  expect(await refused(county(createScreen, { ...asked, days: 0 }))).toBe('platform.invalid');
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
