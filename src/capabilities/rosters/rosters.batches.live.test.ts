// Batches with real commits: a process that is killed while it writes, and writing that is given up and goes on.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { makeAccount } from '#capabilities/access/testing/people.ts';
import { actorSettings } from '#platform/server/actor.ts';
import { addFile, storeContent } from '#platform/server/files.ts';
import type { Call } from '#platform/server/http.ts';
import { startJobRunner } from '#platform/server/jobRunner.ts';
import type { Services } from '#platform/server/services.ts';
import type { Store } from '#platform/server/store.ts';
import { newTestDatabase } from '#platform/testing/databases.ts';
import { newKillable, startChild, until } from '#platform/testing/killable.ts';
import { ROSTER_FILE } from './contractShapes.ts';
import { makeBatch } from './server/batches/handIn.ts';
import { cancel, commit, undo } from './server/batches/moves.ts';
import { type BatchView, countsOf, getBatch } from './server/batches/view.ts';
import { CHUNK, engineOf, placeServices } from './testing/engineChild.ts';
import { makeTestTable, testList, testRow } from './testing/testSheet.ts';

const ROWS = 420;
const LIST = testList([
  ...Array.from({ length: ROWS }, (_, i) => testRow(i)),
  { ...testRow(3), phone: '13700000000' },
  { ...testRow(1), name: '外人' },
]);
const TOTAL = { rows: ROWS + 4, notRows: 2, accepted: ROWS, doubtful: 1, refused: 1, new: ROWS, changed: 1, unchanged: 0 };

const engine = engineOf();
const system = <T>(store: Store, work: Parameters<typeof store.transact<T>>[1]): Promise<T> => store.transact({ role: 'system' }, work);
const batchIn = (store: Store, id: string): Promise<BatchView> => system(store, (db) => getBatch(db, id));
const persons = (store: Store) =>
  system(store, async (db) => {
    const { rows } = await sql<{ n: number; most: number; row: number }>`
      select count(*)::int as n, coalesce(max(written), 0)::int as most, coalesce(max(row), 0)::int as row from test_person`.execute(db);
    return rows[0]!;
  });

/** A deed of the account, as a request would do it. */
const deeds =
  (services: Services, accountId: string) =>
  async <T>(work: (call: Call) => Promise<T>): Promise<T> => {
    const actor = await system(services.store, (db) => services.actorFor(db, accountId, services.clock.now()));
    const today = services.clock.today();
    return services.store.transact({ role: 'app', settings: actorSettings(actor, today) }, (db) =>
      work({
        db,
        actor,
        services,
        today,
        requestId: '',
        ip: '',
        userAgent: '',
        note: () => undefined,
        setCookie: () => undefined,
        afterCommit: () => undefined,
      }),
    );
  };
const handInList = async (services: Services, as: ReturnType<typeof deeds>): Promise<string> => {
  const stored = await storeContent(services, Buffer.from(LIST), '台账.csv', ROSTER_FILE);
  const made = await as(async (call) => {
    const file = await addFile(call.db, services.keys, stored, call.actor.accountId);
    return makeBatch(call, { fileId: file.id }, engine.parts, engine.judge);
  });
  return made.id;
};

test('killed inside a chunk, killed again: every row is written once, none is lost, the counts are those of the file', async () => {
  const place = await newKillable();
  const run = () => startChild('../../capabilities/rosters/testing/engineChild.ts', place.place);
  try {
    const { id, account } = await place.visit(async (store) => {
      await makeTestTable(store);
      const services = placeServices(store, place.place);
      const made = await makeAccount(services, '平塘县人社局');
      return { id: await handInList(services, deeds(services, made.id)), account: made.id };
    });
    expect(await run().ended).toBe(0);
    await place.visit(async (store) => {
      const batch = await batchIn(store, id);
      expect(batch.now).toBe('judged');
      // in the trial nobody is written: who comes twice in different chunks is new twice
      expect(countsOf(batch)).toMatchObject({ ...TOTAL, new: expect.any(Number), changed: expect.any(Number) });
      const services = placeServices(store, place.place);
      await deeds(services, account)((call) => commit(call, { id, version: batch.version }, engine.parts, engine.write));
    });
    // each visit opens the database anew: what stands before a kill is what stood after the one before
    let before = { n: 0 };
    for (const chunk of [3, 2]) {
      const child = run();
      await child.says(`wrote ${chunk}`);
      await child.kill();
      await place.visit(async (store) => {
        const batch = await batchIn(store, id);
        expect(batch.now).toBe('writing');
        const there = await persons(store);
        expect(there.n).toBe(before.n + (chunk - 1) * CHUNK);
        expect(countsOf(batch)).toMatchObject({ new: there.n, accepted: there.n });
        expect(batch.reached).toMatchObject({ row: there.row, total: ROWS + 4 });
        before = there;
      });
    }
    expect(await run().ended).toBe(0);
    await place.visit(async (store) => {
      const batch = await batchIn(store, id);
      expect(batch.now).toBe('written');
      expect(countsOf(batch)).toMatchObject(TOTAL);
      // the one who stands there twice was written twice, everybody else once
      expect(await persons(store)).toEqual({ n: ROWS, most: 2, row: ROWS + 3 });
      const { rows } = await system(store, (db) =>
        sql<{
          action: string;
          n: number;
        }>`select a.action, count(s.id)::int as n from audit a left join audit_subject s on s.audit_id = a.id
          where a.action in ('rosters.written') group by a.id, a.action`.execute(db),
      );
      expect(rows).toEqual([{ action: 'rosters.written', n: ROWS }]);
      const shown = await system(store, (db) =>
        sql<{ verdict: string; n: number }>`select verdict, count(*)::int as n from roster_row group by 1 order by 1`.execute(db),
      );
      expect(shown.rows).toEqual([
        { verdict: 'accepted', n: 200 },
        { verdict: 'doubtful', n: 1 },
        { verdict: 'refused', n: 1 },
      ]);
    });
  } finally {
    await place.drop();
  }
}, 600_000);

test('given up while it writes: what is written stays and is counted, writing goes on from there, or it is all taken back', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'wengang-test-'));
  const database = await newTestDatabase();
  const place = { url: database.url, dir };
  try {
    const { store } = database;
    await makeTestTable(store);
    let chunks = 0;
    const services = placeServices(store, place, async () => {
      chunks++;
      await new Promise((resolve) => setTimeout(resolve, 100));
    });
    const account = await makeAccount(services, '平塘县人社局');
    const as = deeds(services, account.id);
    const id = await handInList(services, as);
    const runner = startJobRunner(services, { pollMs: 30, alone: false });
    try {
      const ends = (...states: string[]) => until(async () => states.includes((await batchIn(store, id)).now), states.join());
      await ends('judged');
      await as((call) => getBatch(call.db, id).then(({ version }) => commit(call, { id, version }, engine.parts, engine.write)));
      await until(() => chunks >= 3, 'three chunks');
      await as((call) => cancel(call, { id }, engine.parts));
      await until(
        async () => (await system(store, (db) => db.selectFrom('job').select('id').where('finished', 'is', null).execute())).length === 0,
      );
      const half = await batchIn(store, id);
      const there = await persons(store);
      expect(half.now).toBe('cancelled');
      expect(there.n).toBeGreaterThanOrEqual(2 * CHUNK);
      expect(there.n).toBeLessThan(ROWS);
      expect(countsOf(half)).toMatchObject({ new: there.n });
      await as((call) => commit(call, { id, version: half.version }, engine.parts, engine.write));
      await ends('written');
      expect(countsOf(await batchIn(store, id))).toMatchObject(TOTAL);
      expect(await persons(store)).toMatchObject({ n: ROWS, most: 2 });
      const { version } = await batchIn(store, id);
      await as((call) => undo(call, { id, version }, engine.parts, engine.takeBack));
      await ends('undone');
      expect(countsOf(await batchIn(store, id))).toMatchObject({ kept: 0 });
      expect(await persons(store)).toMatchObject({ n: 0 });
    } finally {
      await runner.stop();
    }
  } finally {
    await database.drop();
    rmSync(dir, { recursive: true, force: true });
  }
}, 300_000);
