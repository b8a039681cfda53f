// What happens at the same moment, with real commits.
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildHttp } from '#platform/server/http.ts';
import { callerOf } from '#platform/testing/caller.ts';
import { newTestDatabase, type TestDatabase } from '#platform/testing/databases.ts';
import { testServices } from '#platform/testing/testServices.ts';
import { authenticator, constraints, plain, routes } from '../../composition.ts';
import { beginCodes, confirmCodes, readMe, signIn } from './contract.ts';
import { createAccount, disableAccount, grantRole, resetPassword } from './contractAccounts.ts';
import { takeOverride } from './contractWatch.ts';
import { codeAt } from './server/codes.ts';
import { makeAccount, PASSWORD, sessionFor, signedInAs } from './testing/people.ts';
import { AREAS, personas } from './testing/personas.ts';

let database: TestDatabase;
let app: FastifyInstance;
let services: ReturnType<typeof testServices>;
beforeAll(async () => {
  database = await newTestDatabase();
  services = testServices(database.store);
  app = await buildHttp({ services, routes, constraints, plain, authenticator });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
const code = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (e: { code?: string }) => e.code ?? String(e),
  );
const tally = (answers: readonly string[]) =>
  Object.fromEntries([...new Set(answers)].sort().map((a) => [a, answers.filter((b) => b === a).length]));

test('thirty guesses at once are five tries', async () => {
  const { login } = await makeAccount(services, '克度镇');
  const guess = (i: number) => code(callerOf(app)(signIn, { login, password: `guess number ${i}` }));
  const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => guess(i)));
  expect(tally(answers)).toEqual({ 'access.locked': 26, 'access.wrongPassword': 4 });
  expect(await code(callerOf(app)(signIn, { login, password: PASSWORD }))).toBe('access.locked');
});

test('one code and one recovery code open one session each, however often they are sent at once', async () => {
  const me = await signedInAs(app, services, { roles: [personas.克度镇], steppedUp: true });
  const { secret } = await me(beginCodes, {});
  const later = new Date(services.clock.now().getTime() + 30_000);
  const { recoveryCodes } = await me(confirmCodes, { code: codeAt(secret, services.clock.now()) });
  for (const one of [codeAt(secret, later), recoveryCodes[0]!]) {
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => code(callerOf(app)(signIn, { login: me.account.login, password: PASSWORD, code: one }))),
    );
    expect(
      answers.filter((a) => a === 'done'),
      answers.join(),
    ).toHaveLength(1);
    await database.store.transact({ role: 'system' }, (db) => db.deleteFrom('signInGuard').execute());
  }
});

test('two administrators’ roles granted at once to one account: one of them', async () => {
  const [a, b] = [await signedInAs(app, services, '安全管理员'), await signedInAs(app, services, '安全管理员')];
  const { id } = await makeAccount(services, { roles: [personas.审计] });
  await database.store.transact({ role: 'system' }, (db) =>
    db.updateTable('roleGrant').set({ ended: services.clock.now().toISOString() }).where('accountId', '=', id).execute(),
  );
  const answers = await Promise.all([
    code(a(grantRole, { id, ...personas.系统管理员 })),
    code(b(grantRole, { id, ...personas.审计管理员 })),
  ]);
  expect(tally(answers)).toEqual({ 'access.dutiesClash': 1, done: 1 });
});

test('the last two security administrators cannot end each other', async () => {
  await database.store.transact({ role: 'system' }, (db) =>
    db
      .updateTable('account')
      .set({ state: 'disabled' })
      .where('id', 'in', db.selectFrom('roleGrant').select('accountId').where('role', '=', 'security_admin'))
      .execute(),
  );
  const [a, b] = [await signedInAs(app, services, '安全管理员'), await signedInAs(app, services, '安全管理员')];
  const answers = await Promise.all([
    code(a(disableAccount, { id: b.account.id, reason: '调离岗位' })),
    code(b(disableAccount, { id: a.account.id, reason: '调离岗位' })),
  ]);
  // whoever the database ended as the one too many was done again, and told why not
  expect([...answers].sort()).toEqual(['access.lastSecurityAdmin', 'done']);
  const left = await database.store.transact({ role: 'system' }, (db) =>
    db
      .selectFrom('roleGrant as g')
      .innerJoin('account as a', 'a.id', 'g.accountId')
      .select('a.id')
      .where('g.role', '=', 'security_admin')
      .where('a.state', '=', 'active')
      .execute(),
  );
  expect(left).toHaveLength(1);
});

test('a double click makes one account and shows one password; two looks at once are one', async () => {
  const county = await signedInAs(app, services, { roles: [personas.平塘县人社局], steppedUp: true });
  const twin = await sessionFor(app, services, county.account, true);
  const input = { login: 'double-click', name: '新人', role: personas.克度镇 };
  const header = { 'idempotency-key': 'double-click-1' };
  const [one, two] = await Promise.all([county(createAccount, input, header), twin(createAccount, input, header)]);
  expect(two).toEqual(one);
  expect(await code(county(createAccount, { ...input, name: '别人' }, header))).toBe('platform.keyReused');
  const look = { areaCode: AREAS.dushan, reason: '跨县搬迁户核对登记情况', minutes: 30 };
  const answers = await Promise.all([code(county(takeOverride, look)), code(twin(takeOverride, look))]);
  expect(tally(answers)).toEqual({ 'access.overrideOpen': 1, done: 1 });
});

test('a session does not outlive the reset that ends it, also for a request under way', async () => {
  const state = await signedInAs(app, services, { roles: [personas.黔南州], steppedUp: true });
  const county = await signedInAs(app, services, '平塘县人社局');
  await Promise.all([state(resetPassword, { id: county.account.id, reason: '手机丢了' }), code(county(readMe, {}))]);
  expect(await code(county(readMe, {}))).toBe('platform.notSignedIn');
});
