import { expect, test } from 'vitest';
import { forbidden, notSignedIn } from '#platform/problem.ts';
import { testApp } from '../../testApp.ts';
import {
  beginCodes,
  changePassword,
  codeClock,
  codeNeeded,
  codesRequired,
  confirmCodes,
  endMyOtherSessions,
  endMySession,
  listMySessions,
  locked,
  readMe,
  renewRecoveryCodes,
  signIn,
  stepUp,
  stepUpNeeded,
  switchOffCodes,
  wrongCode,
  wrongPassword,
} from './contract.ts';
import { resetPassword } from './contractAccounts.ts';
import { defaultSecurity, readSecurity, saveSecurity } from './contractWatch.ts';
import { codeAt } from './server/codes.ts';
import { PASSWORD, sessionFor } from './testing/people.ts';
import { personas } from './testing/personas.ts';

const code = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (e: { code?: string }) => e.code ?? String(e),
  );
const MINUTE = 60_000;

const enrolled = async () => {
  const app = await testApp();
  const me = await app.as('平塘县人社局');
  expect(await code(me(beginCodes, {}))).toBe(stepUpNeeded.code);
  await me(stepUp, { password: PASSWORD });
  const begun = await me(beginCodes, {});
  expect(begun.uri).toContain('otpauth://totp/');
  const { recoveryCodes } = await me(confirmCodes, { code: codeAt(begun.secret, app.clock.now()) });
  expect(recoveryCodes).toHaveLength(10);
  app.clock.advance(MINUTE);
  return { ...app, me, secret: begun.secret, recoveryCodes, login: me.account.login };
};

test('a code is asked after a right password only, works once, and neither its secret nor the recovery codes are stored readable', async () => {
  const { call, secret, login, clock, store, recoveryCodes } = await enrolled();
  const sign = (more: object) => code(call(signIn, { login, password: PASSWORD, ...more }));
  expect(await code(call(signIn, { login, password: 'wrong wrong' }))).toBe(wrongPassword.code);
  expect(await sign({})).toBe(codeNeeded.code);
  const now = codeAt(secret, clock.now());
  expect(await sign({ code: now })).toBe('done');
  expect(await sign({ code: now })).toBe(wrongCode.code);
  clock.advance(MINUTE);
  expect(await sign({ code: codeAt(secret, clock.now()) })).toBe('done');
  const dump = await store.transact({ role: 'system' }, async (db) =>
    JSON.stringify([
      await db.selectFrom('accountSecret').selectAll().execute(),
      await db.selectFrom('recoveryCode').selectAll().execute(),
      await db.selectFrom('audit').selectAll().execute(),
      await db.selectFrom('session').selectAll().execute(),
    ]),
  );
  for (const open of [secret, PASSWORD, now, ...recoveryCodes, ...recoveryCodes.map((c) => c.replace('-', ''))])
    expect(dump).not.toContain(open);
});

test('a clock minutes off is named with its minutes, is not accepted, and what was told never passes later', async () => {
  const { call, secret, login, clock } = await enrolled();
  const fast = codeAt(secret, new Date(clock.now().getTime() + 5 * MINUTE));
  await expect(call(signIn, { login, password: PASSWORD, code: fast })).rejects.toMatchObject({
    code: codeClock.code,
    body: { details: { minutes: 5, fastSlowZh: '快' } },
  });
  clock.advance(5 * MINUTE);
  expect(await code(call(signIn, { login, password: PASSWORD, code: fast }))).toBe(wrongCode.code);
  // without the password nothing is told of clocks
  const slow = codeAt(secret, new Date(clock.now().getTime() - 5 * MINUTE));
  expect(await code(call(signIn, { login, password: 'wrong wrong', code: slow }))).toBe(wrongPassword.code);
  await expect(call(signIn, { login, password: PASSWORD, code: slow })).rejects.toMatchObject({ body: { details: { fastSlowZh: '慢' } } });
});

test('a recovery code works once; wrong codes lock like wrong passwords; the next level can drop codes', async () => {
  const { as, call, login, me, recoveryCodes, clock } = await enrolled();
  const sign = (c: string) => code(call(signIn, { login, password: PASSWORD, code: c }));
  expect(await sign(recoveryCodes[3]!.toUpperCase())).toBe('done');
  expect((await call(readMe, {})).recoveryCodesLeft).toBe(9);
  expect(await sign(recoveryCodes[3]!)).toBe(wrongCode.code);
  for (let i = 0; i < 3; i++) expect(await sign('000000')).toBe(wrongCode.code);
  expect(await sign('000000')).toBe(locked.code);
  const state = await as({ roles: [personas.黔南州], steppedUp: true });
  const { initialPassword } = await state(resetPassword, { id: me.account.id, reason: '手机丢了', codesToo: true });
  expect(await code(me(readMe, {}))).toBe(notSignedIn.code);
  clock.advance(MINUTE);
  expect((await call(signIn, { login, password: initialPassword })).me).toMatchObject({ codesOn: false, mustChangePassword: true });
});

test('confirming lasts ten minutes, changes the token, takes a code as well, and a stranger at the desk ends the session', async () => {
  const { me, secret, clock, app } = await enrolled();
  const before = me.jar.get('wg_session')!;
  expect(await code(me(renewRecoveryCodes, {}))).toBe('done');
  clock.advance(10 * MINUTE);
  expect(await code(me(renewRecoveryCodes, {}))).toBe(stepUpNeeded.code);
  expect(await code(me(stepUp, { password: PASSWORD, code: '123456' }))).toBe('platform.invalid');
  await me(stepUp, { code: codeAt(secret, clock.now()) });
  expect(me.jar.get('wg_session')).not.toBe(before);
  const old = await app.inject({ url: '/api/me', headers: { cookie: `wg_session=${before}` } });
  expect(old.statusCode).toBe(401);
  expect(await code(me(renewRecoveryCodes, {}))).toBe('done');
  for (let i = 0; i < 4; i++) expect(await code(me(stepUp, { password: 'wrong wrong' }))).toBe(wrongPassword.code);
  expect(await code(me(stepUp, { password: 'wrong wrong' }))).toBe(locked.code);
  expect(await code(me(readMe, {}))).toBe(notSignedIn.code);
});

test('sessions: idle, absolute, one, others; a new password ends the others and rotates this one', async () => {
  const { app, as, services, clock } = await testApp();
  const me = await as('平塘县人社局');
  const phone = await sessionFor(app, services, me.account);
  const third = await sessionFor(app, services, me.account);
  const { items } = await me(listMySessions, {});
  expect(items.map((s) => s.current).filter(Boolean)).toHaveLength(1);
  const other = await as('克度镇');
  expect(await code(other(endMySession, { id: items[0]!.id }))).toBe('platform.notFound');
  const its = (await phone(listMySessions, {})).items.find((s) => s.current)!;
  await me(endMySession, { id: its.id });
  expect(await code(phone(readMe, {}))).toBe(notSignedIn.code);
  expect(await me(endMyOtherSessions, {})).toEqual({ ended: 1 });
  expect(await code(third(readMe, {}))).toBe(notSignedIn.code);
  const before = me.jar.get('wg_session');
  expect(await code(me(changePassword, { current: 'wrong wrong', next: '一二三四五六七八九十' }))).toBe(wrongPassword.code);
  await me(changePassword, { current: PASSWORD, next: '先进村的路灯亮到十点' });
  expect(me.jar.get('wg_session')).not.toBe(before);
  for (let i = 0; i < 25; i++) {
    clock.advance(29 * MINUTE);
    const alive = i < 24;
    expect(await code(me(readMe, {})), `${(i + 1) * 29} minutes`).toBe(alive ? 'done' : notSignedIn.code);
  }
  const idle = await as('平塘县人社局');
  clock.advance(31 * MINUTE);
  expect(await code(idle(readMe, {}))).toBe(notSignedIn.code);
});

test('a role that must use codes can do nothing until they are on, and cannot switch them off', async () => {
  const { as, clock } = await testApp();
  const security = await as({ roles: [personas.安全管理员], steppedUp: true });
  expect(await security(readSecurity, {})).toEqual(defaultSecurity);
  await security(saveSecurity, { ...defaultSecurity, idleMinutes: 60, codeRoles: ['county_bureau'] });
  const me = await as('平塘县人社局');
  expect(await me(readMe, {})).toMatchObject({ mustEnrolCode: true, permissions: [] });
  await me(stepUp, { password: PASSWORD });
  const { secret } = await me(beginCodes, {});
  await me(confirmCodes, { code: codeAt(secret, clock.now()) });
  expect((await me(readMe, {})).permissions).toContain('access.accounts');
  expect(await code(me(switchOffCodes, {}))).toBe(codesRequired.code);
  const system = await as('系统管理员');
  expect(await code(system(readSecurity, {}))).toBe(forbidden.code);
});

test('many logins guessed from one address are slowed down, without a word about any of them', async () => {
  const { call } = await testApp();
  for (let i = 0; i < 60; i++) await code(call(signIn, { login: `guess-${i}`, password: 'wrong wrong' }));
  expect(await code(call(signIn, { login: 'guess-60', password: 'wrong wrong' }))).toBe('platform.tooMany');
});
