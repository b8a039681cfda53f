import { expect, test } from 'vitest';
import { forbidden, notFound } from '#platform/problem.ts';
import { testApp } from '../../testApp.ts';
import { loadOrganisations } from '../organisations/server/service.ts';
import { readMe, signIn } from './contract.ts';
import {
  alreadyHeld,
  badHolding,
  createAccount,
  disableAccount,
  dutiesClash,
  editAccount,
  enableAccount,
  endAccountSessions,
  endRole,
  grantRole,
  handOverAccount,
  listAccountSessions,
  listAccounts,
  listRoles,
  loginTaken,
  mayNotGrant,
  notYourself,
  readAccount,
  receiverUnfit,
  resetPassword,
  unlockAccount,
} from './contractAccounts.ts';
import { createSavedView, listNotices, listSavedViews } from './contractDesk.ts';
import { PASSWORD, type Who } from './testing/people.ts';
import { AREAS, ORG, personas } from './testing/personas.ts';

const code = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (e: { code?: string }) => e.code ?? String(e),
  );
const fresh = (who: keyof typeof personas): Who => ({ roles: [personas[who]], steppedUp: true });
const role = (r: keyof typeof personas) => ({ ...personas[r] });
let n = 0;
const draft = (r: object, login = `new-${++n}`) => ({ login, name: '新同事', role: r as never });

test('each level opens accounts below it, inside its own area, and nothing else', async () => {
  const { as } = await testApp();
  const [county, town, village, system, security, state] = await Promise.all([
    as('平塘县人社局'),
    as('克度镇'),
    as('先进村'),
    as('系统管理员'),
    as('安全管理员'),
    as('黔南州'),
  ]);
  const may = (who: typeof county, r: object) => code(who(createAccount, draft(r)));
  expect(await may(county, role('克度镇'))).toBe('done');
  expect(await may(county, role('先进村'))).toBe('done');
  expect(await may(town, role('先进村'))).toBe('done');
  expect(await may(state, role('平塘县人社局'))).toBe('done');
  expect(await may(system, role('贵州省'))).toBe('done');
  expect(await may(security, role('审计'))).toBe('done');
  // outside, above, beside
  expect(await may(county, { role: 'township_cadre', areaCode: '522726108000' })).toBe(mayNotGrant.code);
  expect(await may(county, role('平塘县人社局'))).toBe(mayNotGrant.code);
  expect(await may(state, role('黔南州'))).toBe(mayNotGrant.code);
  expect(await may(town, role('克度镇'))).toBe(mayNotGrant.code);
  expect(await may(county, role('审计'))).toBe(mayNotGrant.code);
  for (const admin of ['系统管理员', '安全管理员', '审计管理员'] as const) {
    expect(await may(county, role(admin))).toBe(mayNotGrant.code);
    expect(await may(system, role(admin))).toBe(mayNotGrant.code);
    expect(await may(security, role(admin))).toBe('done');
  }
  expect(await may(security, role('平塘县人社局'))).toBe(mayNotGrant.code);
  expect(await may(village, role('先进村'))).toBe(forbidden.code);
  // a role over the wrong level, without its organisation, over no place
  expect(await may(county, { role: 'township_cadre', areaCode: AREAS.pingtang })).toBe(badHolding.code);
  expect(await may(system, { role: 'employer', areaCode: AREAS.baiyun })).toBe(badHolding.code);
  expect(await may(system, { role: 'county_bureau', areaCode: '522799000000' })).toBe(badHolding.code);
  expect(await may(system, { role: 'employer', areaCode: AREAS.baiyun, relation: "org:' or 1=1" })).toBe(badHolding.code);
});

test('accounts are bound to organisations by whoever covers the place these lie in', async () => {
  const { as, store } = await testApp();
  const [county, station, system] = await Promise.all([as('平塘县人社局'), as('白云劳务站'), as('系统管理员')]);
  const may = (who: typeof county, r: object) => code(who(createAccount, draft(r)));
  // an employer's accounts reach that employer's people: only who covers the place it lies in may bind one, and nobody to one that is not there
  expect(await may(station, role('穗味餐饮'))).toBe(mayNotGrant.code);
  expect(await may(system, role('穗味餐饮'))).toBe(mayNotGrant.code);
  await store.transact({ role: 'system' }, (db) =>
    loadOrganisations(db, [
      { id: ORG.employer.slice(4), name: '穗味餐饮', kinds: ['employer'], usccMissing: '测试', place: AREAS.baiyun, source: '测试' },
    ]),
  );
  expect(await may(station, role('穗味餐饮'))).toBe('done');
  expect(await may(await as('白云区人社局'), role('穗味餐饮'))).toBe('done');
  expect(await may(system, role('穗味餐饮'))).toBe('done');
  expect(await may(county, { ...personas.穗味餐饮, areaCode: AREAS.pingtang })).toBe(mayNotGrant.code);
  // no capability owns workers yet: only the system administrator binds an account to one
  expect(await may(county, role('劳动者'))).toBe(mayNotGrant.code);
  expect(await may(system, role('劳动者'))).toBe('done');
});

test('the system administrator appoints the first security administrator, and only the first', async () => {
  const { as } = await testApp();
  const system = await as('系统管理员');
  expect((await system(listRoles, {})).roles.filter((r) => r.grantable).map((r) => r.role)).toContain('security_admin');
  expect(await code(system(createAccount, draft(role('审计管理员'))))).toBe('done');
  expect(await code(system(createAccount, draft(role('系统管理员'))))).toBe(mayNotGrant.code);
  const { account } = await system(createAccount, draft(role('安全管理员')));
  expect(account.roles[0]!.role).toBe('security_admin');
  expect(await code(system(createAccount, draft(role('安全管理员'))))).toBe(mayNotGrant.code);
  // and may not touch what it made
  expect(await code(system(readAccount, { id: account.id }))).toBe(notFound.code);
  expect(await code(system(disableAccount, { id: account.id, reason: '试试看能不能' }))).toBe(notFound.code);
});

test('duties stay apart: no second administrator role, no business role beside one, not even at once', async () => {
  const { as } = await testApp();
  const security = await as('安全管理员');
  const other = await as('系统管理员');
  const grant = (r: object, id = other.account.id) => code(security(grantRole, { id, ...(r as object) } as never));
  expect(await grant(role('审计管理员'))).toBe(dutiesClash.code);
  expect(await grant(role('审计'))).toBe(dutiesClash.code);
  expect(await grant(role('系统管理员'))).toBe(alreadyHeld.code);
  expect(await grant(role('审计管理员'), security.account.id)).toBe(notYourself.code);
});

test('nobody touches an account that stands above, beside or elsewhere; the refusal is that of one that does not exist', async () => {
  const { as, app } = await testApp();
  const town = await as(fresh('克度镇'));
  const nowhere = '00000000-0000-4000-8000-00000000dead';
  const others = await Promise.all(
    (['平塘县人社局', '黔南州', '独山县人社局', '系统管理员', '安全管理员', '穗味餐饮', '审计'] as const).map(as),
  );
  // a neighbour of one's own grade
  others.push(await as('克度镇'));
  const cookie = [...town.jar].map(([k, v]) => `${k}=${v}`).join('; ');
  const raw = async (method: 'GET' | 'POST' | 'PATCH', path: string, payload: object) => {
    const reply = await app.inject({ method, url: `/api${path}`, headers: { cookie }, ...(method === 'GET' ? {} : { payload }) });
    return { status: reply.statusCode, body: reply.body.replace(/"requestId":"[^"]+"/, '') };
  };
  const deeds: [typeof raw extends (m: infer M, ...r: never[]) => unknown ? M : never, string, object][] = [
    ['GET', '', {}],
    ['PATCH', '', { version: 1, name: '改名' }],
    ['POST', '/reset', { reason: '忘了密码' }],
    ['POST', '/unlock', {}],
    ['POST', '/disable', { reason: '不再任职' }],
    ['POST', '/enable', { reason: '恢复任职' }],
    ['POST', '/hand-over', { to: nowhere, reason: '调离岗位' }],
    ['GET', '/sessions', {}],
    ['POST', '/sessions/end', {}],
    ['POST', '/roles', personas.先进村],
  ];
  for (const [method, path, payload] of deeds) {
    const none = await raw(method, `/accounts/${nowhere}${path}`, payload);
    expect(none.status, path).toBe(404);
    for (const { account } of others)
      expect(await raw(method, `/accounts/${account.id}${path}`, payload), `${account.name} ${path}`).toEqual(none);
  }
  for (const { account } of others) expect((await town(listAccounts, { size: 200 })).items.map((a) => a.id)).not.toContain(account.id);
});

test('an account with one role above mine is not mine, whatever else it holds; giving it a small role changes nothing', async () => {
  const { as } = await testApp();
  const county = await as(fresh('平塘县人社局'));
  const both = await as({ roles: [personas.克度镇, personas.黔南州] });
  // visible (it works in my county), not manageable
  expect((await county(readAccount, { id: both.account.id })).may).toMatchObject({ manage: false, viewAs: false });
  expect(await code(county(resetPassword, { id: both.account.id, reason: '忘了密码' }))).toBe(notFound.code);
  expect(await code(county(grantRole, { id: both.account.id, ...personas.先进村 }))).toBe('done');
  expect(await code(county(resetPassword, { id: both.account.id, reason: '忘了密码' }))).toBe(notFound.code);
  const high = (await county(readAccount, { id: both.account.id })).roles.find((r) => r.role === 'steering')!;
  expect(await code(county(endRole, { id: both.account.id, grantId: high.id, reason: '不该有' }))).toBe(mayNotGrant.code);
});

test('a role taken back, ended or not yet begun counts at the next request', async () => {
  const { as } = await testApp();
  const county = await as('平塘县人社局');
  const town = await as('克度镇');
  expect((await town(readMe, {})).permissions).toContain('access.accounts');
  const { roles } = await county(readAccount, { id: town.account.id });
  const after = await county(endRole, { id: town.account.id, grantId: roles[0]!.id, reason: '调离岗位' });
  expect(after.roles).toEqual([]);
  expect(after.history[0]).toMatchObject({ endReason: '调离岗位', endedBy: { id: county.account.id } });
  // still its own to look after, and to bring back
  await county(grantRole, { id: town.account.id, ...personas.克度镇 });
  const later = await as({ roles: [{ ...personas.克度镇, validFrom: '2099-01-01' }] });
  expect((await later(readMe, {})).permissions).toEqual([]);
  const past = await as({ roles: [{ ...personas.克度镇, validFrom: '2020-01-01', validTo: '2020-12-31' }] });
  expect((await past(readMe, {})).permissions).toEqual([]);
});

test('mass assignment is dropped; two who edit one account do not overwrite each other', async () => {
  const { as } = await testApp();
  const county = await as('平塘县人社局');
  const { account } = await county(createAccount, {
    ...draft(personas.克度镇),
    ...({ state: 'disabled', id: '00000000-0000-4000-8000-000000000009', mustChangePassword: false, codesOn: true } as object),
  });
  expect(account).toMatchObject({ state: 'active', mustChangePassword: true, codesOn: false, version: 1 });
  const edited = await county(editAccount, { id: account.id, version: 1, phone: '138 0013 8000', ...({ login: 'stolen' } as object) });
  expect(edited).toMatchObject({ version: 2, login: account.login, phoneMasked: '138****8000' });
  expect(await code(county(editAccount, { id: account.id, version: 1, name: '后来的人' }))).toBe('platform.changed');
  expect(await code(county(createAccount, draft(personas.克度镇, account.login)))).toBe(loginTaken.code);
});

test('locks are lifted by the next level; sessions are ended by it; nobody does it to themselves', async () => {
  const { as, call } = await testApp();
  const county = await as(fresh('平塘县人社局'));
  const town = await as('克度镇');
  for (let i = 0; i < 5; i++) await code(call(signIn, { login: town.account.login, password: 'wrong wrong' }));
  expect((await county(listAccounts, { locked: true })).items.map((a) => a.id)).toEqual([town.account.id]);
  expect((await county(unlockAccount, { id: town.account.id })).lockedUntil).toBeNull();
  expect(await code(call(signIn, { login: town.account.login, password: PASSWORD }))).toBe('done');
  expect((await county(listAccountSessions, { id: town.account.id })).items).toHaveLength(2);
  expect((await county(endAccountSessions, { id: town.account.id })).ended).toBe(2);
  const id = county.account.id;
  for (const deed of [
    county(unlockAccount, { id }),
    county(resetPassword, { id, reason: '忘了密码' }),
    county(disableAccount, { id, reason: '不再任职' }),
    county(handOverAccount, { id, to: town.account.id, reason: '调离岗位' }),
    county(editAccount, { id, version: 1, name: '自己' }),
  ])
    expect(await code(deed)).toBe(notYourself.code);
});

test('work moves with a hand-over, never upwards or outside, and the account closes', async () => {
  const { as } = await testApp();
  const county = await as('平塘县人社局');
  const [leaves, stays, elsewhere, above] = [
    await as('克度镇'),
    await as('克度镇'),
    await as({ role: 'township_cadre', areaCode: '522727103000', relation: null }),
    await as('黔南州'),
  ];
  await leaves(createSavedView, { page: 'people', name: '本镇在外', query: 'state=out', columns: [] });
  await stays(createSavedView, { page: 'people', name: '本镇在外', query: '', columns: [] });
  const over = (to: string) => county(handOverAccount, { id: leaves.account.id, to, reason: '调离岗位' });
  expect(await code(over(elsewhere.account.id))).toBe(receiverUnfit.code);
  expect(await code(over(leaves.account.id))).toBe(receiverUnfit.code);
  expect(await code(over(above.account.id))).toBe(notFound.code);
  const { account, moved } = await over(stays.account.id);
  expect(account.state).toBe('disabled');
  expect(moved[0]).toMatchObject({ count: 1 });
  expect((await stays(listSavedViews, { page: 'people' })).items.map((v) => v.name).sort()).toEqual(['本镇在外', '本镇在外（2）']);
  expect((await stays(listNotices, {})).items[0]!.text.zh).toContain('1 件在办工作移交给了您');
  expect(await code(leaves(readMe, {}))).toBe('platform.notSignedIn');
  expect((await county(enableAccount, { id: leaves.account.id, reason: '又回来了' })).state).toBe('active');
});

test('the last security administrator stays', async () => {
  const { as } = await testApp();
  const [one, two] = [await as(fresh('安全管理员')), await as('安全管理员')];
  await one(disableAccount, { id: two.account.id, reason: '调离岗位' });
  const third = await as({ roles: [personas.安全管理员] });
  await one(disableAccount, { id: third.account.id, reason: '调离岗位' });
  // nobody is left who could: the only one may not disable herself
  expect(await code(one(disableAccount, { id: one.account.id, reason: '不干了' }))).toBe(notYourself.code);
});
