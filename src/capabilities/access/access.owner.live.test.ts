// Jobs that act for their owner: what they see is what the owner sees at that moment, and nothing once the owner may not.
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startJobRunner } from '#platform/server/jobRunner.ts';
import { defineJob, enqueue } from '#platform/server/jobs.ts';
import type { Db } from '#platform/server/store.ts';
import { newTestDatabase, type TestDatabase } from '#platform/testing/databases.ts';
import { until } from '#platform/testing/killable.ts';
import { testServices } from '#platform/testing/testServices.ts';
import { newActorSource } from './server/authenticator.ts';
import { makeAccount } from './testing/people.ts';
import { makeProbe } from './testing/probe.ts';
import { probePermissions } from './testing/probeRoutes.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await newTestDatabase();
  await makeProbe(database.store);
  await system(async (db) => {
    for (const [i, home] of ['522727104213', '522727104001', '522726100200', '450102001001'].entries())
      await sql`insert into probe (worker_id, home, name, number_index, tail_index) values
        (${`00000000-0000-4000-9000-00000000000${i}`}, ${home}, ${`人${i}`}, gen_random_uuid(), gen_random_uuid())`.execute(db);
  });
});
afterAll(() => database.drop());

const system = <T>(work: (db: Db) => Promise<T>): Promise<T> => database.store.transact({ role: 'system' }, work);

/** Asks for everybody, writes where it may, and waits to be let on between two chunks. */
let between: () => Promise<void> = async () => undefined;
const looking = defineJob<object, { chunk: number }>({
  kind: 'test.looking',
  summary: { zh: '替人看', en: 'Looks for its owner' },
  async run(context) {
    const told: string[] = [];
    for (let chunk = context.checkpoint?.chunk ?? 0; chunk < 2; chunk++) {
      const seen = await context.stepAsOwner(
        'probe.read',
        async (db, owner) => {
          const { rows } = await sql<{ home: string }>`select home from probe order by home`.execute(db);
          const { rows: role } = await sql<{ role: string }>`select current_user as role`.execute(db);
          await sql`update probe set note = ${owner.login}`.execute(db);
          return [owner.login, role[0]!.role, ...rows.map((r) => r.home)].join(' ');
        },
        { progress: { done: chunk + 1, total: 2 }, checkpoint: { chunk: chunk + 1 } },
      );
      told.push(seen);
      await between();
    }
    return told;
  },
});

const services = () => testServices(database.store, { jobs: [looking], actorFor: newActorSource(probePermissions) });
const runOf = async (owner: string | null) => {
  const s = services();
  const id = await system((db) => enqueue(db, s.keys, looking, {}, { createdBy: owner }));
  const runner = startJobRunner(s, { pollMs: 30, leaseMs: 5000, heartbeatMs: 500, retryMs: 10, alone: false });
  const read = () => system((db) => db.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirstOrThrow());
  await until(async () => (await read()).finished !== null);
  await runner.stop();
  expect(s.unexpected).toEqual([]);
  return read();
};
afterEach(() => {
  between = async () => undefined;
});

test('two owners, one job: each sees and writes its own area, under row-level security', async () => {
  const s = services();
  const county = await makeAccount(s, '平塘县人社局');
  const other = await makeAccount(s, '独山县人社局');
  const auditor = await makeAccount(s, '审计');
  const pingtang = `${county.login} wengang_app 522727104001 522727104213`;
  expect(await runOf(county.id)).toMatchObject({ state: 'done', result: [pingtang, pingtang] });
  expect((await runOf(other.id)).result).toEqual(Array(2).fill(`${other.login} wengang_app 522726100200`));
  expect((await runOf(auditor.id)).result).toEqual(Array(2).fill(`${auditor.login} wengang_app 522726100200 522727104001 522727104213`));
  const notes = await system((db) => sql<{ home: string; note: string }>`select home, note from probe order by home`.execute(db));
  // the auditor looks and changes nothing
  expect(notes.rows.map((r) => r.note)).toEqual(['', other.login, county.login, county.login]);
});

const refused = { state: 'failed', attempts: 1, error: { code: 'platform.jobOwnerMayNot' } };

test('an account that is disabled or lost its role before the job ran, or between two chunks, gets nothing more', async () => {
  const s = services();
  const disable = (id: string) => system((db) => sql`update account set state = 'disabled' where id = ${id}`.execute(db));
  const gone = await makeAccount(s, '平塘县人社局');
  await disable(gone.id);
  expect(await runOf(gone.id)).toMatchObject(refused);

  const stripped = await makeAccount(s, '平塘县人社局');
  between = async () => {
    await system((db) => sql`update role_grant set ended = clock_timestamp() where account_id = ${stripped.id}`.execute(db));
  };
  const stopped = await runOf(stripped.id);
  expect(stopped).toMatchObject({ ...refused, progress: { done: 1 } });
  expect((stopped.error as { text: { zh: string } }).text.zh).toContain('不再有这项权限');

  between = async () => undefined;
  const changed = await makeAccount(s, { roles: [{ role: 'county_bureau', areaCode: '522727000000', relation: null }], mustChange: true });
  expect(await runOf(changed.id)).toMatchObject(refused);
  const ended = await makeAccount(s, {
    roles: [{ role: 'county_bureau', areaCode: '522727000000', relation: null, validFrom: '2020-01-01', validTo: '2020-12-31' }],
  });
  expect(await runOf(ended.id)).toMatchObject(refused);
  const admin = await makeAccount(s, '系统管理员');
  expect(await runOf(admin.id)).toMatchObject(refused);
  expect(await runOf(null)).toMatchObject(refused);
});

test('an owner who moves to another area between two chunks goes on with that one', async () => {
  const s = services();
  const moving = await makeAccount(s, '平塘县人社局');
  let moved = false;
  between = async () => {
    if (moved) return;
    moved = true;
    await system((db) => sql`update role_grant set area_code = '522726000000' where account_id = ${moving.id}`.execute(db));
  };
  expect((await runOf(moving.id)).result).toEqual([
    `${moving.login} wengang_app 522727104001 522727104213`,
    `${moving.login} wengang_app 522726100200`,
  ]);
});
