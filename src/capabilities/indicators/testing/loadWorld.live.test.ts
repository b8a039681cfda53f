// A world in a database is the world: every version of every fact with its instants, the guards standing as before, what is derived by the facts.
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Store } from '#platform/server/store.ts';
import { newTestDatabase, type TestDatabase } from '#platform/testing/databases.ts';
import { personsAt } from './bruteFacts.ts';
import { folded } from './bruteFold.ts';
import { clearWorld, loadWorld } from './loadWorld.ts';
import { instantsOf } from './randomAsks.ts';
import { worldIn } from './randomWorlds.ts';
import { NEVER, type World } from './world.ts';

let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await newTestDatabase();
  store = database.store;
});
afterAll(() => database.drop());

const asOwner = <T>(work: Parameters<typeof store.transact<T>>[1]): Promise<T> => store.transact({ role: 'owner' }, work);
const load = (world: World): Promise<void> =>
  asOwner(async (db) => {
    await clearWorld(db);
    await loadWorld(db, world);
  });
const rowsOf = async (query: ReturnType<typeof sql>): Promise<readonly unknown[]> =>
  (await store.transact({ role: 'figures', readOnly: true }, (db) => query.execute(db))).rows;
const sorted = (rows: readonly unknown[]): string[] =>
  rows.map((r) => JSON.stringify(Object.entries(r as object).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();

const programmeKept = async (): Promise<boolean> =>
  (await asOwner((db) => sql`select from information_schema.columns where table_name = 'spell' and column_name = 'programme'`.execute(db)))
    .rows.length > 0;
/** As the database tells it. */
const read = async (): Promise<Record<keyof World, readonly unknown[]>> => {
  const programme = (await programmeKept()) ? sql`programme` : sql`''`;
  return {
    organisations: await rowsOf(sql`select organisation_id as id, uscc from organisation_fact where superseded = 'infinity'`),
    organisationLinks: await rowsOf(
      sql`select organisation_id as organisation, main_id as main, recorded, superseded from organisation_link`,
    ),
    workers: await rowsOf(sql`select id from worker`),
    links: await rowsOf(sql`select worker_id as worker, person_id as person, recorded, superseded from worker_link`),
    basics: await rowsOf(sql`select worker_id as worker, sex, birthday, died_on, recorded, superseded from worker_basic`),
    homes: await rowsOf(
      sql`select id, worker_id as worker, code, hukou, valid_from as "from", valid_to as "to", recorded, superseded from home_period`,
    ),
    identities: await rowsOf(
      sql`select id, worker_id as worker, kind, valid_from as "from", valid_to as "to", risk_removed, recorded, superseded from identity_period`,
    ),
    spells:
      await rowsOf(sql`select id, worker_id as worker, kind, organisation_id as organisation, occupation, industry, place, start, start_precision, ended,
      end_precision, pay_month, channel, assisted_kind, ${programme} as programme, contract_from, contract_to, recorded, superseded from spell`),
    evidence: await rowsOf(
      sql`select id, spell_id as spell, worker_id as worker, class, says, covers_from, covers_to, observed, recorded, superseded from evidence`,
    ),
    pairings: await rowsOf(sql`select id, origin_code as origin, host_code as host, valid_from as "from", valid_to as "to", recorded,
      coalesce(superseded, 'infinity') as superseded from pairing`),
  };
};

test('worlds are read back as they were, one after the other in one database; the guards stand', async () => {
  const [kept, guards] = [await programmeKept(), await guardsOf()];
  for (const world of fc.sample(worldIn(), { numRuns: 6, seed: 3 })) {
    await load(world);
    const stored = await read();
    for (const [name, facts] of Object.entries(world) as [keyof World, readonly object[]][])
      expect(sorted(stored[name]), name).toEqual(sorted(name === 'spells' && !kept ? facts.map((f) => ({ ...f, programme: '' })) : facts));
    expect(await rowsOf(sql`select count(*)::int as n from worker_now`)).toEqual([{ n: world.workers.length }]);
  }
  expect(await guardsOf()).toEqual(guards);
});
const guardsOf = async (): Promise<unknown> =>
  (
    await asOwner((db) =>
      sql`select tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text as g from pg_trigger where not tgisinternal order by 1`.execute(
        db,
      ),
    )
  ).rows;

interface Vouched {
  readonly spellId: string;
  readonly c: number;
  readonly l: string | null;
  readonly closed: string | null;
  readonly recorded: string;
  readonly superseded: string;
}
test('what is kept of the fold (spell_vouched) is what the text says, at every instant and for every class', async () => {
  let compared = 0;
  for (const world of fc.sample(worldIn(), { numRuns: 5, seed: 4 })) {
    await load(world);
    const rows = (await rowsOf(sql`select spell_id, c, l_day as l, closed, recorded, superseded from spell_vouched`)) as readonly Vouched[];
    for (const k of instantsOf(world)) {
      const standing = rows.filter((r) => r.recorded <= k && k < r.superseded);
      for (const s of world.spells.filter((v) => v.recorded <= k && k < v.superseded)) {
        // the one spell alone, so that it is found again
        const alone = personsAt({ ...world, spells: [s], links: [] }, k).find((p) => p.spells.length)!.spells[0]!;
        for (const c of [1, 2, 3, 4, 5, 6]) {
          const row = standing.filter((r) => r.spellId === s.id && r.c <= c).sort((x, y) => y.c - x.c)[0];
          const { L, closed } = folded(alone, c);
          expect([row?.l ?? null, row ? row.closed : s.ended], `${s.id} ${c} ${k}`).toEqual([L, closed]);
          compared++;
        }
      }
    }
  }
  expect(compared).toBeGreaterThan(3000);
});

test('an empty world leaves nothing behind, and NEVER is the word of the database', async () => {
  const [world] = fc.sample(worldIn(), { numRuns: 1, seed: 9 });
  await load(world!);
  await asOwner((db) => clearWorld(db));
  for (const [name, rows] of Object.entries(await read())) expect(rows, name).toEqual([]);
  expect(await rowsOf(sql`select 'infinity'::timestamptz as never`)).toEqual([{ never: NEVER }]);
});
