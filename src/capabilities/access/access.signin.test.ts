import { expect, test } from 'vitest';
import { forbidden, notSignedIn } from '#platform/problem.ts';
import { testApp } from '../../testApp.ts';
import {
  accountDisabled,
  changePassword,
  listMySessions,
  locked,
  readMe,
  signIn,
  signOut,
  weakPassword,
  wrongPassword,
} from './contract.ts';
import { createAccount, disableAccount, listAccounts, resetPassword } from './contractAccounts.ts';
import { makeAccount, PASSWORD, sessionFor } from './testing/people.ts';
import { AREAS } from './testing/personas.ts';

const code = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (e: { code?: string }) => e.code ?? String(e),
  );

test('a cookie that is missing, forged or ended is plainly not signed in', async () => {
  const { call, app, as } = await testApp();
  expect(await code(call(readMe, {}))).toBe(notSignedIn.code);
  const forged = await app.inject({ url: '/api/me', headers: { cookie: `wg_session=${'A'.repeat(43)}` } });
  expect(forged.statusCode).toBe(401);
  const me = await as('平塘县人社局');
  const token = me.jar.get('wg_session')!;
  await me(signOut, {});
  const again = await app.inject({ url: '/api/me', headers: { cookie: `wg_session=${token}` } });
  expect(again.json()).toMatchObject({ code: notSignedIn.code });
});

test('signing in gives a fresh cookie, my roles and my area', async () => {
  const { call, as, services } = await testApp();
  const { account } = await as('平塘县人社局');
  const { me } = await call(signIn, { login: ` ${account.login.toUpperCase()} `, password: PASSWORD });
  expect(me.account).toMatchObject({ login: account.login, name: '平塘县人社局' });
  expect(me.roles).toMatchObject([{ role: 'county_bureau', areaCode: AREAS.pingtang, areaName: '贵州省黔南布依族苗族自治州平塘县' }]);
  expect(me.permissions).toContain('access.accounts');
  expect((await call(listMySessions, {})).items.filter((s) => s.current)).toHaveLength(1);
  const rows = await services.store.transact({ role: 'system' }, (db) =>
    db.selectFrom('audit').select(['action', 'subjectId', 'area', 'details']).where('action', '=', 'access.signIn').execute(),
  );
  expect(rows).toMatchObject([{ subjectId: account.id, area: AREAS.pingtang }]);
  expect(JSON.stringify(rows)).not.toContain(PASSWORD);
});

test('an unknown login and a wrong password are one answer, counted alike, and lock alike', async () => {
  const { call, services, clock } = await testApp();
  const { login } = await makeAccount(services, '克度镇');
  for (const who of [login, 'nobody-here']) {
    for (let left = 4; left >= 1; left--)
      await expect(call(signIn, { login: who, password: 'wrong wrong wrong' })).rejects.toMatchObject({
        code: wrongPassword.code,
        body: { details: { remaining: left, minutes: 15 } },
      });
    expect(await code(call(signIn, { login: who, password: 'wrong wrong wrong' }))).toBe(locked.code);
    // also the right one, and nothing tells that it is right
    expect(await code(call(signIn, { login: who, password: PASSWORD }))).toBe(locked.code);
  }
  clock.advance(15 * 60_000 + 1000);
  expect(await code(call(signIn, { login, password: PASSWORD }))).toBe('done');
});

test('an initial password opens nothing but its own change', async () => {
  const { call, as } = await testApp();
  const bureau = await as('平塘县人社局');
  const made = await bureau(createAccount, { login: 'kd-zhen-02', name: '罗干事', role: { role: 'township_cadre', areaCode: AREAS.kedu } });
  expect(made.initialPassword).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/);
  const { me } = await call(signIn, { login: 'kd-zhen-02', password: made.initialPassword });
  expect(me).toMatchObject({ mustChangePassword: true, permissions: [] });
  expect(await code(call(listAccounts, {}))).toBe(forbidden.code);
  expect(await code(call(changePassword, { current: made.initialPassword, next: 'kd-zhen-02!!' }))).toBe(weakPassword.code);
  const after = await call(changePassword, { current: made.initialPassword, next: '克度镇里赶集买了三斤米' });
  expect(after).toMatchObject({ mustChangePassword: false });
  expect(after.permissions).toContain('access.accounts');
});

test('reset and disable end sessions at once; a disabled account is told so only with its password', async () => {
  const { app, call, as, services } = await testApp();
  const bureau = await as({ roles: [{ role: 'county_bureau', areaCode: AREAS.pingtang, relation: null }], steppedUp: true });
  const town = await as('克度镇');
  const { initialPassword } = await bureau(resetPassword, { id: town.account.id, reason: '本人忘了密码' });
  expect(await code(town(readMe, {}))).toBe(notSignedIn.code);
  expect(await code(call(signIn, { login: town.account.login, password: PASSWORD }))).toBe(wrongPassword.code);
  await call(signIn, { login: town.account.login, password: initialPassword });
  const second = await sessionFor(app, services, town.account);
  await bureau(disableAccount, { id: town.account.id, reason: '调离岗位' });
  expect(await code(second(readMe, {}))).toBe(notSignedIn.code);
  expect(await code(call(signIn, { login: town.account.login, password: initialPassword }))).toBe(accountDisabled.code);
  expect(await code(call(signIn, { login: town.account.login, password: 'something else' }))).toBe(wrongPassword.code);
});
