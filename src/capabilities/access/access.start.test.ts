import { expect, test } from 'vitest';
import { StartRefused } from '#platform/server/store.ts';
import { testApp } from '../../testApp.ts';
import { codeNeeded, readMe, signIn } from './contract.ts';
import { listDemoAccounts } from './contractDemo.ts';
import { codeAt } from './server/codes.ts';
import { makeAccountByHand } from './server/commands.ts';
import { DEMO_CODE_SECRET, DEMO_PASSWORD, demoAccounts, firstAdministrator, installDemoAccounts } from './server/demoAccounts.ts';

test('demonstration accounts: all of them, twice without harm, the administrator with a code', async () => {
  const { call, services, clock } = await testApp();
  expect((await call(listDemoAccounts, {})).items).toEqual([]);
  const lines = await installDemoAccounts(services);
  await installDemoAccounts(services);
  expect(lines.join('\n')).toContain(DEMO_CODE_SECRET);
  for (const { login } of demoAccounts.filter((d) => d.login !== 'sys-admin')) {
    const { me } = await call(signIn, { login, password: DEMO_PASSWORD });
    expect(me, login).toMatchObject({ account: { login }, mustChangePassword: false });
    expect(me.roles, login).toHaveLength(1);
  }
  await expect(call(signIn, { login: 'sys-admin', password: DEMO_PASSWORD })).rejects.toMatchObject({ code: codeNeeded.code });
  await call(signIn, { login: 'sys-admin', password: DEMO_PASSWORD, code: codeAt(DEMO_CODE_SECRET, clock.now()) });
  expect((await call(readMe, {})).codesOn).toBe(true);
});

test('refused where others can knock, and where real people are; the first administrator is made once', async () => {
  const { call, services } = await testApp();
  const open = { ...services, config: { ...services.config, host: '0.0.0.0' } };
  await expect(installDemoAccounts(open)).rejects.toBeInstanceOf(StartRefused);
  const [line] = await firstAdministrator(services);
  const password = /初始密码 (\S+?)（/.exec(line!)![1]!;
  expect(await firstAdministrator(services)).toEqual([]);
  const { me } = await call(signIn, { login: 'sys-admin', password });
  expect(me.mustChangePassword).toBe(true);
  await expect(installDemoAccounts(services)).rejects.toBeInstanceOf(StartRefused);
});

test('a data directory of the demonstration does not open to the world later', async () => {
  const { services } = await testApp();
  await installDemoAccounts(services);
  const open = { ...services, config: { ...services.config, host: '0.0.0.0' } };
  await expect(firstAdministrator(open)).rejects.toBeInstanceOf(StartRefused);
});

test('the command line makes an account and leaves it on record', async () => {
  const { call, services } = await testApp();
  const password = await makeAccountByHand(services, 'pt-renshe-09', '杨干事', {
    role: 'county_bureau',
    areaCode: '522727000000',
    relation: null,
  });
  expect((await call(signIn, { login: 'pt-renshe-09', password })).me.mustChangePassword).toBe(true);
  const audit = await services.store.transact({ role: 'system' }, (db) =>
    db.selectFrom('audit').select(['details', 'area']).where('action', '=', 'access.commandLine').execute(),
  );
  expect(audit).toEqual([{ details: { command: 'create' }, area: '522727000000' }]);
});
