// The whole server on a database that is rolled back after each test: `const { as, db } = await testApp()`.
import { onTestFinished } from 'vitest';
import { type Person, signedInAs, type Who } from './capabilities/access/testing/people.ts';
import { actorFor, authenticator, constraints, filePurposes, jobKinds, plain, routes } from './composition.ts';
import { buildHttp, type Route } from './platform/server/http.ts';
import { type Caller, callerOf } from './platform/testing/caller.ts';
import { newTestDatabase, rollbackStore, type TestDatabase } from './platform/testing/databases.ts';
import { type TestClock, testClock, testServices } from './platform/testing/testServices.ts';

// One database for all files of a worker; the run's teardown drops it (testing/globalSetup.ts).
let shared: Promise<TestDatabase> | undefined;

/** `more`: routes of the test's own. */
export const testApp = async (more: { clock?: TestClock; routes?: readonly Route[] } = {}) => {
  shared ??= newTestDatabase();
  const { store, end } = await rollbackStore(await shared);
  const clock = more.clock ?? testClock();
  const services = testServices(store, { clock, actorFor, jobs: jobKinds, purposes: filePurposes });
  const app = await buildHttp({ services, routes: [...routes, ...(more.routes ?? [])], constraints, plain, authenticator });
  onTestFinished(async () => {
    await app.close();
    await end();
  });
  /** Nobody, until they sign in. */
  const call: Caller = callerOf(app);
  /** A real account with a real session: a persona by name, or a role over an area. */
  const as = (who: Who): Promise<Person> => signedInAs(app, services, who);
  return { app, call, as, services, store, clock };
};
