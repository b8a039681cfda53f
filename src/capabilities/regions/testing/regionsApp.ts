// This capability's own endpoints with made-up actors over areas, on a database that is rolled back after each test.
import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { type Actor, type Grant, nobody } from '#platform/server/actor.ts';
import { buildHttp } from '#platform/server/http.ts';
import { type Caller, callerOf } from '#platform/testing/caller.ts';
import { newTestDatabase, rollbackStore, type TestDatabase } from '#platform/testing/databases.ts';
import { testClock, testServices } from '#platform/testing/testServices.ts';
import { regionsConstraints, regionsRoutes } from '../server/routes.ts';
import { prepareRegions, serveTreeFiles } from '../server/service.ts';

/** The business day of these tests. */
export const DAY = '2022-10-12';
let database: Promise<TestDatabase> | undefined;

const grant = (areaCode: string): Grant => {
  const digits = areaCode.replace(/(00)+$/, '');
  return { role: 'test', areaCode, area: { from: digits.padEnd(12, '0'), to: digits.padEnd(12, '9') }, relation: null };
};

export const regionsApp = async () => {
  database ??= newTestDatabase();
  const { store, end } = await rollbackStore(await database);
  const actors = new Map<string, Actor>();
  const app = await buildHttp({
    services: testServices(store, { clock: testClock(undefined, DAY) }),
    routes: regionsRoutes,
    constraints: regionsConstraints,
    plain: [serveTreeFiles],
    authenticator: {
      identify: async (_db, cookie) => actors.get(cookie ?? '') ?? nobody,
      requireStepUp: () => undefined,
      cookieName: 'wg_session',
    },
  });
  await store.transact({ role: 'system' }, prepareRegions);
  onTestFinished(async () => {
    await app.close();
    await end();
  });
  /** Signs a made-up account in: its permissions, then the codes of its areas. */
  const as = (permissions: readonly string[], ...areas: string[]): Caller => {
    const session = randomUUID();
    actors.set(session, {
      ...nobody,
      accountId: randomUUID(),
      login: 'test',
      name: '韦经办',
      permissions: new Set(permissions),
      grants: areas.map(grant),
    });
    return callerOf(app, new Map([['wg_session', session]]));
  };
  const audits = (action: string) =>
    store.transact({ role: 'system' }, (db) => db.selectFrom('audit').selectAll().where('action', '=', action).orderBy('id').execute());
  return { as, audits, store, inject: app.inject.bind(app) as typeof app.inject };
};
