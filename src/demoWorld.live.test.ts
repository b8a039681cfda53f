import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareScopes } from '#capabilities/access/server/service.ts';
import { enrolmentScopes } from '#capabilities/training/server/enrolment/target.ts';
import { DERIVED } from '#capabilities/workers/server/nightly.ts';
import { loadDemonstration } from '../demo/load/command.ts';
import { loadInChunks, newDemonstration } from '../demo/load/job.ts';
import { loadServer } from '../demo/load/server.ts';
import { beginWorld, readWorldState } from '../demo/load/state.ts';
import { GUARDED, TABLE_NAMES } from '../demo/load/tables.ts';
import { DEMO_ORGANISATIONS, IDLE_STATIONS } from '../demo/organisations.ts';
import { DEMO_TOWN, DEMO_VILLAGE } from '../demo/places.ts';
import type { DemoWorker } from '../demo/shapes.ts';
import { DEMO_WORKER } from '../demo/village.ts';
import { newWorld } from '../demo/world.ts';
import { deskParts, jobKinds, lookAtDemonstration } from './composition.ts';
import { startJobRunner } from './platform/server/jobRunner.ts';
import { enqueue } from './platform/server/jobs.ts';
import { inRecordedHistory } from './platform/server/recordedHistory.ts';
import type { Db, DbRole } from './platform/server/store.ts';
import { newTestDatabase, type TestDatabase, testsOn } from './platform/testing/databases.ts';
import { until } from './platform/testing/killable.ts';
import { testClock, testServices } from './platform/testing/testServices.ts';

// The world in a database: the town of the demonstration accounts, loaded the way `npm run wengang -- demo` does.

const WHICH = { seed: 11, scale: 0.001, only: DEMO_TOWN };
const DAY = '2022-10-12';
let database: TestDatabase;
let services: ReturnType<typeof testServices>;
let workers: DemoWorker[];
let structure: unknown;

const ask = async <T>(db: TestDatabase, text: ReturnType<typeof sql<T>>): Promise<T[]> =>
  db.store.transact({ role: 'owner' }, async (tx) => (await text.execute(tx)).rows);
const structureOf = (db: TestDatabase) =>
  ask(
    db,
    sql<{ definition: string }>`
    select indexdef as definition from pg_indexes where schemaname = 'public'
    union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
    union all select tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal
    order by 1`,
  );
const countOf = async (db: TestDatabase, table: string): Promise<number> =>
  (await ask(db, sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`))[0]!.n;

beforeAll(async () => {
  database = await newTestDatabase();
  services = testServices(database.store);
  structure = await structureOf(database);
  const loaded = await loadDemonstration(services, WHICH, () => undefined);
  expect(loaded.fast).toBe(testsOn === 'server');
  workers = [...newWorld(WHICH).households()].flatMap((h) => h.workers);
});
afterAll(() => database.drop());

test('every record and every version of every fact is there', async () => {
  const versions = (of: (w: DemoWorker) => readonly { readonly versions: readonly unknown[] }[]) =>
    workers.reduce((sum, w) => sum + of(w).reduce((n, f) => n + f.versions.length, 0), 0);
  expect(await countOf(database, 'worker')).toBe(workers.length);
  expect(await countOf(database, 'worker_now')).toBe(workers.length);
  expect(await countOf(database, 'worker_basic')).toBe(versions((w) => [w.basic]));
  expect(await countOf(database, 'home_period')).toBe(versions((w) => w.homes));
  expect(await countOf(database, 'identity_period')).toBe(versions((w) => w.identities));
  expect(await countOf(database, 'worker_skill')).toBe(versions((w) => w.skills));
  expect(await countOf(database, 'consent')).toBe(versions((w) => w.consents));
  expect(await countOf(database, 'household_member')).toBe(versions((w) => w.memberships));
  expect(await countOf(database, 'worker_link')).toBe(workers.reduce((n, w) => n + w.links.length, 0));
  expect(await countOf(database, 'worker_intention')).toBe(versions((w) => (w.intention ? [w.intention] : [])));
  // besides the lives: what the ledger has of students' internships (load/writeSchooling.ts)
  const internships = await countOf(database, 'training_internship');
  expect(await countOf(database, 'spell')).toBe(versions((w) => w.work.spells) + internships);
  expect(await countOf(database, 'evidence')).toBe(versions((w) => w.work.spells.flatMap((s) => s.evidence)));
  expect(await countOf(database, 'no_work')).toBe(workers.filter((w) => w.work.noWork).length);
  expect(await database.store.transact({ role: 'system' }, readWorldState)).toEqual({
    ...WHICH,
    workers: workers.length,
    organisations: true,
    next: null,
  });
});

test('what follows from the work of everybody is what employment derives', async () => {
  const [differ] = await ask(
    database,
    sql<{ n: number; working: number }>`
      select count(*) filter (where (n.working, n.work_place, n.work_org, n.work_since, n.verified_until, n.verified_class)
          is distinct from (s.working, s.work_place, s.work_org, s.work_since, s.verified_until, s.verified_class))::int as n,
        count(*) filter (where n.working = 'working')::int as working
      from employment_state((select array_agg(id) from worker), ${DAY}::date) s join worker_now n using (worker_id)`,
  );
  expect(differ!.n).toBe(0);
  expect(differ!.working).toBeGreaterThan(300);
  const [opened] = await ask(
    database,
    sql<{ expected: number; there: number }>`
      select count(*)::int as expected, count(w.source)::int as there
      from spell s left join worker_scope w on w.source = 'spell:' || s.id and w.key = 'host:' || substr(s.place, 1, 6) where s.superseded = 'infinity'`,
  );
  expect(opened!.there).toBe(opened!.expected);
});

test('a fact is known as it was at two instants, not as it was written today', async () => {
  const corrected = workers.find(
    (w) => w.basic.versions.length === 2 && w.basic.versions[0]!.value.name !== w.basic.versions[1]!.value.name,
  )!;
  const [before, after] = corrected.basic.versions;
  const knownAt = async (ms: number): Promise<string | undefined> =>
    (
      await ask(
        database,
        sql<{ name: string }>`select name from worker_basic where worker_id = ${corrected.id}::uuid
          and recorded <= ${new Date(ms).toISOString()}::timestamptz and superseded > ${new Date(ms).toISOString()}::timestamptz`,
      )
    )[0]?.name;
  expect(await knownAt(before!.recorded - 1)).toBeUndefined();
  expect(await knownAt(before!.recorded)).toBe(before!.value.name);
  expect(await knownAt(after!.recorded - 1)).toBe(before!.value.name);
  expect(await knownAt(after!.recorded)).toBe(after!.value.name);
  const late = await ask(database, sql`select from worker_basic where recorded >= '2022-10-12T00:00:00+08:00' limit 1`);
  expect(late).toEqual([]);
});

test('all stations, and every organisation known since it was registered', async () => {
  const organisations = newWorld(WHICH).organisations();
  const rows = await ask(
    database,
    sql<{
      n: number;
      stations: number;
      last: string;
    }>`select count(*)::int as n, count(*) filter (where station_level is not null)::int as stations,
      to_char(max(recorded), 'YYYY-MM-DD') as last from organisation_fact where superseded = 'infinity'`,
  );
  expect(rows[0]).toMatchObject({ n: organisations.length, stations: 129 + 2 * IDLE_STATIONS });
  expect(rows[0]!.last < DAY).toBe(true);
  const served = await ask(
    database,
    sql<{ originCode: string }>`select origin_code from station_service where station_id = ${DEMO_ORGANISATIONS.station}::uuid order by 1`,
  );
  expect(served.map((s) => s.originCode)).toContain('522727000000');
  const early = await ask(database, sql`select from organisation_incident where recorded < happened_on limit 1`);
  expect(early).toEqual([]);
});

test('numbers and telephones open again; one number is one person; the last six find it', async () => {
  const rows = await ask(
    database,
    sql<{ id: string; numberSealed: Buffer; numberIndex: string; tailIndex: string }>`
      select worker_id as id, number_sealed, number_index, tail_index from worker_basic where superseded = 'infinity' and number_index is not null`,
  );
  const truth = new Map(workers.map((w) => [w.id, w]));
  const people = new Map<string, Set<string>>();
  for (const r of rows) {
    const number = services.keys.open(r.numberSealed);
    expect(number).toBe(truth.get(r.id)!.basic.versions.at(-1)!.value.number);
    expect(r.numberIndex).toBe(services.keys.index('number', number));
    expect(r.tailIndex).toBe(services.keys.index('tail', number.slice(-6)));
    people.set(r.numberIndex, (people.get(r.numberIndex) ?? new Set()).add(truth.get(r.id)!.truth));
  }
  expect(rows.length).toBeGreaterThan(600);
  expect([...people.values()].filter((p) => p.size > 1)).toEqual([]);
  const [phone] = await ask(
    database,
    sql<{ s: Buffer; i: string }>`select phone_sealed as s, phone_index as i from worker_contact limit 1`,
  );
  expect(services.keys.index('phone', services.keys.open(phone!.s))).toBe(phone!.i);
});

test('what the loader derives of today is what the register derives: the row, the parts of names, the records of a person', async () => {
  const columns = sql.raw(DERIVED.join(', '));
  const ids = sql`array(select id from worker)`;
  const wrong = await ask(
    database,
    sql`(select worker_id, ${columns} from worker_now except select worker_id, ${columns} from worker_derived(${ids}, ${DAY}::date))
      union all (select worker_id, ${columns} from worker_derived(${ids}, ${DAY}::date) except select worker_id, ${columns} from worker_now) limit 3`,
  );
  expect(wrong).toEqual([]);
  const grams = sql`select x.gram, n.home, n.worker_id from worker_now n join worker_basic b on b.worker_id = n.worker_id and b.superseded = 'infinity',
    lateral (select name_grams(n.name) as gram union select unnest(b.other_keys)) x`;
  const wrongGrams = await ask(
    database,
    sql`(select gram, home, worker_id from worker_gram except ${grams}) union all (${grams} except select gram, home, worker_id from worker_gram) limit 3`,
  );
  expect(wrongGrams).toEqual([]);
  const wrongRecords = await ask(
    database,
    sql`select worker_id from (select worker_id, records, shadowed, count(*) over (partition by person_id) as r,
      row_number() over (partition by person_id, substr(home, 1, 6) order by substr(area, 1, 6) <> substr(home, 1, 6), worker_id) > 1 as s
      from worker_now join worker on worker.id = worker_id) x where records <> r or shadowed <> s`,
  );
  expect(wrongRecords).toEqual([]);
  const [several] = await ask(database, sql<{ n: number }>`select count(*)::int as n from worker_now where records > 1`);
  expect(several!.n).toBeGreaterThan(0);
});

test('keys, indexes, foreign keys and guards stand as before', async () => {
  expect(await structureOf(database)).toEqual(structure);
  // and they work: the guard dates what is written now
  const [row] = await ask(
    database,
    sql<{
      now: boolean;
    }>`with put as (update worker_link set superseded = '-infinity' where worker_id = ${workers[0]!.id}::uuid and superseded = 'infinity' returning superseded)
      select superseded > now() - interval '1 minute' as now from put`,
  );
  expect(row!.now).toBe(true);
});

test('no login role begins a recorded history, and one that fails leaves the guards standing', async () => {
  for (const role of ['app', 'system', 'figures'] as const satisfies readonly DbRole[])
    for (const call of ['begin_recorded_history', 'end_recorded_history'])
      await expect(
        database.store.transact({ role }, (db) => sql`select ${sql.raw(call)}('{worker_basic}'::regclass[])`.execute(db)),
        `${role} ${call}`,
      ).rejects.toThrow(/permission denied/);
  const failing = (db: Db) =>
    inRecordedHistory(db, GUARDED, async () => {
      throw new Error('in the middle');
    });
  await expect(database.store.transact({ role: 'owner' }, failing)).rejects.toThrow('in the middle');
  // twice is once
  await database.store.transact({ role: 'owner' }, (db) =>
    inRecordedHistory(db, GUARDED, () => inRecordedHistory(db, GUARDED, async () => undefined)),
  );
  const silent = await ask(database, sql`select tgname from pg_trigger where not tgisinternal and tgenabled = 'D'`);
  expect(silent).toEqual([]);
});

test.runIf(testsOn === 'server')('three threads make the world that one makes', async () => {
  const own = await newTestDatabase();
  const digest = (db: TestDatabase) =>
    ask(
      db,
      sql`select md5(string_agg(worker_id || name || birthday || home || coalesce(household_id::text, ''), ',' order by worker_id)) from worker_now`,
    );
  await loadServer(own.store, { ...WHICH, keys: services.keys, day: DAY, threads: 3, chunk: 60 });
  expect(await digest(own)).toEqual(await digest(database));
  await own.drop();
});

test('a second world, and real people, are refused with a sentence; the same world once more adds nothing', async () => {
  await expect(beginWorld(services, { ...WHICH, seed: 8 })).rejects.toThrow(/种子 11.*\n.*seed 11/);
  expect(await loadDemonstration(services, WHICH, () => undefined)).toMatchObject({ added: 0, workers: workers.length });
  const other = await newTestDatabase();
  await ask(other, sql`insert into worker (id, area, registered, source) values (gen_random_uuid(), '522727104213', '2026-01-01', 'form')`);
  await expect(beginWorld(testServices(other.store), WHICH)).rejects.toThrow(/正式的人员档案/);
  await other.drop();
});

test('a load that stops in the middle goes on where it was, to the same world', async () => {
  const own = await newTestDatabase();
  const its = { ...testServices(own.store), keys: services.keys };
  const which = { ...WHICH, only: DEMO_VILLAGE };
  const from = await beginWorld(its, which);
  let chunks = 0;
  const breaking = loadInChunks(
    its,
    from,
    (work) =>
      own.store.transact({ role: 'owner' }, async (db) => {
        const state = await work(db);
        if (++chunks === 3) throw new Error('the process is gone');
        return state;
      }),
    () => undefined,
  );
  await expect(breaking).rejects.toThrow('the process is gone');
  const left = await own.store.transact({ role: 'system' }, readWorldState);
  expect(left!.next).toMatchObject({ household: expect.any(Number) });
  expect(await countOf(own, 'worker')).toBe(left!.workers);

  const { loadWorld } = newDemonstration(lookAtDemonstration);
  const job = testServices(own.store, {
    clock: testClock(`${DAY}T02:00:00Z`),
    jobs: [loadWorld, ...jobKinds.filter((k) => k.kind === 'rosters.sweepFindings')],
  });
  const id = await own.store.transact({ role: 'system' }, (db) => enqueue(db, job.keys, loadWorld, which));
  const runner = startJobRunner({ ...job, keys: services.keys });
  const state = () =>
    own.store.transact({ role: 'system' }, (db) =>
      db.selectFrom('job').select(['state', 'progress']).where('id', '=', id).executeTakeFirstOrThrow(),
    );
  await until(async () => !['queued', 'running'].includes((await state()).state));
  // nobody saved these people one by one: the desk looks at them all by itself
  await until(
    async () =>
      (await ask(own, sql`select 1 from job where kind = 'rosters.sweepFindings' and state in ('queued', 'running')`)).length === 0,
  );
  await runner.stop();
  expect(await ask(own, sql`select state, progress from job where kind = 'rosters.sweepFindings'`)).toMatchObject([{ state: 'done' }]);
  expect(await countOf(own, 'desk_sweep')).toBe(deskParts.living.length);
  // something of many rules, and much of none
  const found = await ask(
    own,
    sql<{
      rule: string;
      n: number;
    }>`select rule, count(*)::int as n from finding where state = 'open' and severity = 'doubt' group by rule order by rule`,
  );
  const expected = [...newWorld(which).households()].flatMap((h) => h.workers);
  for (const { rule, n } of found) expect(n, rule).toBeLessThan(expected.length / 6);
  expect(found.map((f) => f.rule)).toEqual(expect.arrayContaining(['V02', 'V07', 'V11', 'V12', 'V13', 'V20', 'evidenceConflict']));
  expect(await state()).toMatchObject({ state: 'done', progress: { done: expected.length } });
  const ids = await ask(own, sql<{ id: string }>`select id from worker order by id`);
  expect(ids.map((r) => r.id)).toEqual(expected.map((w) => w.id).sort());
  for (const table of TABLE_NAMES) expect(await countOf(own, table), table).toBeGreaterThan(table === 'duplicate_pair' ? -1 : 0);
  await own.drop();
});

test('the demonstration’s classes have people: nobody in two at a time, nobody beside the age of the standard, order classes with their agreement; what follows from it stands', async () => {
  const [sums] = await ask(
    database,
    sql<Record<'enrolments' | 'twice' | 'young' | 'away' | 'orders' | 'bare' | 'off', number>>`select
      (select count(*) from training_enrolment)::int as enrolments,
      (select count(*) from training_enrolment e join training_enrolment o on o.worker_id = e.worker_id and o.id > e.id
        join training_class_fact a on a.class_id = e.class_id and a.superseded = 'infinity' join training_class_fact b on b.class_id = o.class_id and b.superseded = 'infinity'
        where a.plan_from <= b.plan_to and b.plan_from <= a.plan_to
          -- the worker of the guide studies remotely in the evenings besides
          and (e.worker_id <> ${DEMO_WORKER.id}::uuid or (a.mode <> 'remote' and b.mode <> 'remote')))::int as twice,
      (select count(*) from training_enrolment e join worker_now w on w.worker_id = e.worker_id join training_class_fact c on c.class_id = e.class_id and c.superseded = 'infinity'
        join training_standard_version v on v.id = c.version_id where w.birthday > c.plan_from - make_interval(years => v.age_from::int))::int as young,
      (select count(*) from training_enrolment e join worker_now w on w.worker_id = e.worker_id join training_class_fact c on c.class_id = e.class_id and c.superseded = 'infinity'
        where not starts_with(w.home, division_stem(c.origin_code)))::int as away,
      (select count(*) from training_order where superseded = 'infinity')::int as orders,
      (select count(*) from training_class_fact c where c.superseded = 'infinity' and c.order_kind is not null and class_state(c.class_id, ${DAY}::date) = 'teaching'
        and not exists (select from training_order_signature s where s.class_id = c.class_id))::int as bare,
      (select count(*) from worker_now w where w.in_class is distinct from exists (select from training_enrolment_fact f where f.worker_id = w.worker_id
        and f.superseded = 'infinity' and f.state = 'enrolled'))::int as off`,
  );
  expect(sums).toMatchObject({ twice: 0, young: 0, away: 0, bare: 0, off: 0 });
  expect(sums!.enrolments).toBeGreaterThan(20);
  expect(sums!.orders).toBeGreaterThan(0);
  // the worker's account has a class that runs, and a remote one
  const own = await ask(
    database,
    sql<{ state: string; of: string }>`select f.state, class_state(f.class_id, ${DAY}::date) as of from training_enrolment_fact f
      where f.worker_id = ${DEMO_WORKER.id}::uuid and f.superseded = 'infinity'`,
  );
  expect(own).toEqual(Array(2).fill({ state: 'enrolled', of: 'teaching' }));
  const scopes = await database.store.transact({ role: 'system' }, (db) => compareScopes(db, [enrolmentScopes]));
  expect(scopes).toEqual([{ prefix: 'enrolment', missing: 0, surplus: 0, different: 0 }]);
});
