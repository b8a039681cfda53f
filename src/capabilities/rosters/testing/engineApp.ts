// The whole server with the tests' own sheet in the place of all others, on a database that is rolled back: `const { as, handIn } = await engineApp()`.
import { onTestFinished } from 'vitest';
import type { Person, Who } from '#capabilities/access/testing/people.ts';
import { signedInAs } from '#capabilities/access/testing/people.ts';
import { uploadFile } from '#platform/filesContract.ts';
import { requestOf } from '#platform/requestOf.ts';
import { buildHttp } from '#platform/server/http.ts';
import { startJobRunner } from '#platform/server/jobRunner.ts';
import type { Store } from '#platform/server/store.ts';
import { newTestDatabase, rollbackStore, type TestDatabase } from '#platform/testing/databases.ts';
import { until } from '#platform/testing/killable.ts';
import { type TestClock, testClock, testServices } from '#platform/testing/testServices.ts';
import { actorFor, authenticator, constraints, filePurposes, jobKinds, plain, routes } from '../../../composition.ts';
import { type Batch, handIn, readBatch } from '../contract.ts';
import { ROSTER_FILE } from '../contractShapes.ts';
import { engineRuleNames } from '../rulesRuleNames.ts';
import type { RostersParts } from '../server/batches/parts.ts';
import { newRosters } from '../server/routes.ts';
import { makeTestTable, recordingDesk, testApplier, testSheet } from './testSheet.ts';

let shared: Promise<TestDatabase> | undefined;
const sharedDatabase = (): Promise<TestDatabase> => {
  shared ??= newTestDatabase();
  return shared;
};

export const testParts = (more: Partial<RostersParts> = {}): RostersParts => ({
  sheets: [testSheet],
  appliers: [testApplier()],
  desk: recordingDesk().desk,
  ruleNames: engineRuleNames,
  people: async (_call, ids) => new Map(ids.map((id) => [id, true])),
  organisations: async () => new Map(),
  ...more,
});

/** `live`: a store with real commits instead, for what happens at the same moment. */
export const engineApp = async (
  more: Partial<RostersParts> = {},
  { clock = testClock('2026-11-27T02:00:00Z'), live }: { readonly clock?: TestClock; readonly live?: Store } = {},
) => {
  const rolled = live ? undefined : await rollbackStore(await sharedDatabase());
  const store = live ?? rolled!.store;
  await makeTestTable(store);
  const { desk, told } = recordingDesk();
  const rosters = newRosters(testParts({ desk, ...more }));
  const others = <T>(all: readonly T[], nameOf: (one: T) => string): T[] => all.filter((one) => !nameOf(one).startsWith('rosters.'));
  const jobs = [...others(jobKinds, (j) => j.kind), ...rosters.jobs];
  const services = testServices(store, { clock, actorFor, jobs, purposes: filePurposes });
  const app = await buildHttp({
    services,
    routes: [...others(routes, (r) => r.endpoint.id), ...rosters.routes],
    constraints,
    plain,
    authenticator,
  });
  onTestFinished(async () => {
    await app.close();
    await rolled?.end();
  });
  const as = (who: Who): Promise<Person> => signedInAs(app, services, who);
  const upload = async (who: Person, content: string | Uint8Array, name = '台账.csv'): Promise<string> => {
    const reply = await app.inject({
      method: 'POST',
      url: requestOf(uploadFile, { name, purpose: ROSTER_FILE }).url,
      headers: { 'content-type': 'application/octet-stream', cookie: [...who.jar].map(([k, v]) => `${k}=${v}`).join('; ') },
      payload: Buffer.from(content),
    });
    const body = reply.json() as { id: string; code?: string };
    if (reply.statusCode !== 200) throw Object.assign(new Error(body.code), { code: body.code });
    return body.id;
  };
  /** Lets every queued job run, and reads the batch again. */
  const settle = async (who: Person, id: string): Promise<Batch> => {
    const runner = startJobRunner(services, { pollMs: 10, alone: false });
    try {
      await until(async () => {
        const open = await store.transact({ role: 'system' }, (db) =>
          db
            .selectFrom('job')
            .select('id')
            .where('kind', 'like', 'rosters.%')
            .where('state', 'in', ['queued', 'running'])
            .executeTakeFirst(),
        );
        return open === undefined;
      }, 'the jobs of the batch');
    } finally {
      await runner.stop();
    }
    return who(readBatch, { id });
  };
  const hand = async (
    who: Person,
    content: string | Uint8Array,
    input: { name?: string; area?: string; sheet?: string; observedOn?: string } = {},
  ) => {
    const { name, ...rest } = input;
    const batch = await who(handIn, { fileId: await upload(who, content, name), ...rest });
    return settle(who, batch.id);
  };
  return { app, as, services, store, clock, told, upload, settle, hand };
};
