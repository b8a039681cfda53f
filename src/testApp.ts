// The whole server on a database that is rolled back after each test: `const { as, db } = await testApp()`.
import { onTestFinished } from 'vitest';
import { constraints, plain, routes } from './composition.ts';
import { nobody } from './platform/server/actor.ts';
import { buildHttp } from './platform/server/http.ts';
import { type Caller, callerOf } from './platform/testing/caller.ts';
import { newTestDatabase, rollbackStore, type TestDatabase } from './platform/testing/databases.ts';
import { testServices } from './platform/testing/testServices.ts';

// One database for all files of a worker; the run's teardown drops it (testing/globalSetup.ts).
let shared: Promise<TestDatabase> | undefined;

export const testApp = async () => {
  shared ??= newTestDatabase();
  const { store, end } = await rollbackStore(await shared);
  const services = testServices(store);
  const app = await buildHttp({
    services,
    routes,
    constraints,
    plain,
    authenticator: { identify: async () => nobody, requireStepUp: () => undefined, cookieName: 'wg_session' },
  });
  onTestFinished(async () => {
    await app.close();
    await end();
  });
  const call: Caller = callerOf(app);
  return { app, call, services, store };
};
