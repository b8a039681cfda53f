// The platform's own endpoints with made-up actors, for tests of mechanisms that need nobody from `access`.
import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { type Actor, nobody } from '../server/actor.ts';
import type { Subscriber } from '../server/audit.ts';
import type { FilePurpose, FileStore } from '../server/files.ts';
import { buildHttp, type HttpOptions, type Route } from '../server/http.ts';
import type { AnyJobKind } from '../server/jobs.ts';
import { platformRoutes } from '../server/platformRoutes.ts';
import type { Services } from '../server/services.ts';
import type { Store } from '../server/store.ts';
import { type Caller, callerOf } from './caller.ts';
import { newTestDatabase, rollbackStore, type TestDatabase } from './databases.ts';
import { testServices } from './testServices.ts';

let shared: Promise<TestDatabase> | undefined;

export interface PlatformAppOptions {
  readonly routes?: readonly Route[];
  readonly jobs?: readonly AnyJobKind[];
  readonly purposes?: readonly FilePurpose[];
  readonly files?: FileStore;
  readonly subscribers?: readonly Subscriber[];
  /** A store with real commits instead of one that is rolled back. */
  readonly store?: Store;
  readonly services?: Partial<Services>;
  readonly http?: Partial<HttpOptions>;
}

export const platformApp = async (options: PlatformAppOptions = {}) => {
  let store = options.store;
  if (!store) {
    shared ??= newTestDatabase();
    const rolled = await rollbackStore(await shared);
    onTestFinished(() => rolled.end());
    store = rolled.store;
  }
  const services = {
    ...testServices(store, {
      ...(options.jobs ? { jobs: options.jobs } : {}),
      ...(options.purposes ? { purposes: options.purposes } : {}),
      ...(options.files ? { files: options.files } : {}),
      ...(options.subscribers ? { subscribers: options.subscribers } : {}),
    }),
    ...options.services,
  };
  const actors = new Map<string, Actor>();
  const app = await buildHttp({
    services,
    routes: [...platformRoutes, ...(options.routes ?? [])],
    constraints: {},
    authenticator: {
      identify: async (_db, cookie) => actors.get(cookie ?? '') ?? nobody,
      requireStepUp: () => undefined,
      cookieName: 'wg_session',
    },
    ...options.http,
  });
  onTestFinished(() => app.close());
  /** Signs a made-up account in; returns its caller, its id and its cookie. */
  const as = (...permissions: string[]): Caller & { readonly accountId: string; readonly cookie: string } => {
    const accountId = randomUUID();
    const session = randomUUID();
    actors.set(session, { ...nobody, accountId, login: 'test', name: 'Test', permissions: new Set(permissions) });
    return Object.assign(callerOf(app, new Map([['wg_session', session]])), { accountId, cookie: `wg_session=${session}` });
  };
  return { app, as, services, store, call: callerOf(app) };
};
