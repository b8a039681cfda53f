// The sweep of the desk with real commits: a process that is killed while it looks at the register, and the one that goes on.
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { enqueue } from '#platform/server/jobs.ts';
import type { Store } from '#platform/server/store.ts';
import { testsOn } from '#platform/testing/databases.ts';
import { newKillable, startChild } from '#platform/testing/killable.ts';
import { sweepOf, sweepServices } from './testing/sweepChild.ts';

/** As many people as the sweep looks at in one transaction. */
const CHUNK = testsOn === 'embedded' ? 300 : 2000;
const CHUNKS = 5;
const PEOPLE = CHUNK * CHUNKS - 100;

const system = <T>(store: Store, work: Parameters<typeof store.transact<T>>[1]): Promise<T> => store.transact({ role: 'system' }, work);
const deskOf = (store: Store) =>
  system(store, async (db) => {
    const { rows } = await sql<{ state: string; findings: number; people: number; told: number }>`
      select f.state, count(*)::int as findings, count(distinct f.worker_id)::int as people, count(c.id)::int as told
      from finding f left join finding_comment c on c.finding_id = f.id group by 1 order by 1`.execute(db);
    return rows;
  });
const jobOf = (store: Store, id: string) =>
  system(store, (db) => db.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirstOrThrow());
const sweptUntil = (store: Store) =>
  system(store, async (db) => (await sql<{ until: string }>`select until from desk_sweep where rules = 'test'`.execute(db)).rows);

test('killed inside a chunk, killed again: each doubt opens once and closes once, nobody is passed over, and only then the day counts as swept', async () => {
  const place = await newKillable();
  const run = () => startChild('../../capabilities/rosters/testing/sweepChild.ts', place.place);
  const sweep = (full: boolean) =>
    place.visit((store) => system(store, (db) => enqueue(db, sweepServices(store, place.place).keys, sweepOf(), { full })));
  /** Kills a sweep in that chunk of its own count; what stood before that chunk stands, nothing of it does. */
  const killedIn = async (id: string, chunk: number, done: number) => {
    const child = run();
    await child.says(`looks at chunk ${chunk}`);
    await child.kill();
    await place.visit(async (store) => {
      const job = await jobOf(store, id);
      expect([job.state, (job.checkpoint as { people: number } | null)?.people]).toEqual(['running', done]);
    });
  };
  try {
    await place.visit((store) =>
      store.transact({ role: 'owner' }, async (db) => {
        await sql`create table test_register (id uuid primary key default gen_random_uuid(), doubted boolean not null default true,
          changed timestamptz not null default clock_timestamp())`.execute(db);
        await sql`grant all on test_register to wengang_system`.execute(db);
        await sql`insert into test_register select from generate_series(1, ${PEOPLE})`.execute(db);
      }),
    );
    const first = await sweep(true);
    await killedIn(first, 3, 2 * CHUNK);
    await place.visit(async (store) => {
      expect(await deskOf(store)).toEqual([{ state: 'open', findings: 2 * CHUNK, people: 2 * CHUNK, told: 0 }]);
      expect(await sweptUntil(store)).toEqual([]);
    });
    // it goes on where it was: its second chunk is the fourth of the sweep
    await killedIn(first, 2, 3 * CHUNK);
    expect(await run().ended).toBe(0);
    const until = await place.visit(async (store) => {
      expect(await jobOf(store, first)).toMatchObject({
        state: 'done',
        result: { people: PEOPLE, opened: PEOPLE, reopened: 0, closed: 0 },
      });
      expect(await deskOf(store)).toEqual([{ state: 'open', findings: PEOPLE, people: PEOPLE, told: 0 }]);
      // every second one is put right, by their ids; the others are looked at again as open doubts
      await system(store, (db) =>
        sql`update test_register set doubted = false, changed = clock_timestamp() where id in (
          select id from (select id, row_number() over (order by id) as n from test_register) r where n % 2 = 0)`.execute(db),
      );
      const [swept] = await sweptUntil(store);
      return swept!.until;
    });

    const second = await sweep(false);
    await killedIn(second, 2, CHUNK);
    expect(await run().ended).toBe(0);
    await place.visit(async (store) => {
      const half = Math.floor(PEOPLE / 2);
      expect(await jobOf(store, second)).toMatchObject({ state: 'done', result: { opened: 0, reopened: 0, closed: half } });
      expect(await deskOf(store)).toEqual([
        { state: 'closed', findings: half, people: half, told: half },
        { state: 'open', findings: PEOPLE - half, people: PEOPLE - half, told: 0 },
      ]);
      const [swept] = await sweptUntil(store);
      expect(swept!.until > until).toBe(true);
    });
  } finally {
    await place.drop();
  }
}, 600_000);
