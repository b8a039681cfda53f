// A database with a world in it, the whole server on it, and its jobs run to their end: for tests of frozen months.
import { sql } from 'kysely';
import { onTestFinished } from 'vitest';
import { type Person, signedInAs } from '#capabilities/access/testing/people.ts';
import { buildHttp } from '#platform/server/http.ts';
import { startJobRunner } from '#platform/server/jobRunner.ts';
import { newFilledDatabase } from '#platform/testing/databases.ts';
import { until } from '#platform/testing/killable.ts';
import { testClock, testServices } from '#platform/testing/testServices.ts';
import { actorFor, authenticator, constraints, filePurposes, jobKinds, plain, routes } from '../../../composition.ts';
import { approveFreeze, proposeFreeze, readFreeze } from '../contract.ts';
import { preparePlaces } from '../server/places.ts';
import { clearWorld, loadWorld } from './loadWorld.ts';
import type { World } from './world.ts';

export const GUIZHOU = '520000000000';
export const GUANGXI = '450000000000';
export const GUANGDONG = '440000000000';

export const freezingWorld = async (world: World) => {
  const database = await newFilledDatabase(JSON.stringify(world), async (empty) => {
    await empty.transact({ role: 'system' }, preparePlaces);
    await empty.transact({ role: 'owner' }, (db) => loadWorld(db, world));
  });
  const { store } = database;
  const services = testServices(store, { clock: testClock('2026-11-27T02:00:00Z'), actorFor, jobs: jobKinds, purposes: filePurposes });
  const app = await buildHttp({ services, routes, constraints, plain, authenticator });
  onTestFinished(async () => {
    await app.close();
    await database.drop();
  });
  const steering = (areaCode: string): Promise<Person> =>
    signedInAs(app, services, {
      name: `主管 ${areaCode.slice(0, 4)}`,
      roles: [{ role: 'steering', areaCode, relation: null }],
      steppedUp: true,
    });
  /** Runs whatever is queued. */
  const work = async (): Promise<void> => {
    const runner = startJobRunner(services, { pollMs: 20 });
    try {
      await until(async () => {
        const { rows } = await store.transact({ role: 'system' }, (db) =>
          sql`select 1 from job where state in ('queued', 'running')`.execute(db),
        );
        return rows.length === 0;
      }, 'the jobs');
    } finally {
      await runner.stop();
    }
  };
  const propose = async (by: Person, month: string, origin: '450000000000' | '520000000000', knownAt?: string) => {
    const { id } = await by(proposeFreeze, { month, origin, ...(knownAt ? { knownAt } : {}) });
    await work();
    return by(readFreeze, { id });
  };
  const freeze = async (origin: Person, host: Person, month: string, area: '450000000000' | '520000000000', knownAt?: string) => {
    const { id, digest } = await propose(origin, month, area, knownAt);
    await origin(approveFreeze, { id, digest: digest!, side: 'origin' });
    await host(approveFreeze, { id, digest: digest!, side: 'host' });
    return host(readFreeze, { id });
  };
  /** Another world in the same database; accounts stay. */
  const reload = (next: World): Promise<void> =>
    store.transact({ role: 'owner' }, async (db) => {
      await sql`truncate figure_grid, month_published, month_publication, month_report, month_approval, month_freeze_series, month_freeze, frozen_member, frozen_chain, figure_member, figure_class, figure_trained, figure_run`.execute(
        db,
      );
      await clearWorld(db);
      await loadWorld(db, next);
    });
  return { app, store, services, steering, work, propose, freeze, reload };
};
