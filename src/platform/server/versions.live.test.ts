import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newTestDatabase, type TestDatabase, testsOn } from '../testing/databases.ts';
import { until } from '../testing/killable.ts';
import { openServerStore, outsideTransactions, type Store } from './store.ts';
import { asKnownAt, insertVersion, isCurrent, readWatermark, supersede, withdraw } from './versions.ts';

let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await newTestDatabase();
  store = database.url ? await openServerStore({ url: database.url, max: 24 }) : database.store;
  await store.transact({ role: 'owner' }, async (db) => {
    await sql`create table test_fact (id int not null, value int not null, note text, sealed text)`.execute(db);
    await sql`select make_versioned('test_fact', '{id}', '{sealed}')`.execute(db);
    await sql`grant select, insert, update, delete on test_fact to wengang_system`.execute(db);
  });
});
afterAll(async () => {
  if (store !== database.store) await store.close();
  await database.drop();
});

const system = { role: 'system' } as const;
const write = <T>(work: Parameters<Store['transact']>[1]) => store.transact(system, work) as Promise<T>;
interface Row {
  id: number;
  value: number;
  note: string | null;
  recorded: string;
  superseded: string;
}
const versionsOf = async (id: number): Promise<Row[]> =>
  write(
    async (db) =>
      (await sql<Row>`select id, value, note, recorded, superseded from test_fact where id = ${id} order by recorded`.execute(db)).rows,
  );
const digest = async (k: string): Promise<string> =>
  write(async (db) => {
    const { rows } = await sql<{
      d: string;
    }>`select coalesce(string_agg(id || '=' || value, ',' order by id), '') as d from test_fact where ${asKnownAt('test_fact', k)}`.execute(
      db,
    );
    return rows[0]!.d;
  });
const micros = (instant: string): bigint => BigInt(Date.parse(`${instant.slice(0, 23)}Z`)) * 1000n + BigInt(instant.slice(23, 26));
let nextId = 1;

test('versions follow each other without gap or overlap, also several in one transaction, and other columns are copied', async () => {
  const id = nextId++;
  await write(async (db) => {
    await insertVersion(db, 'test_fact', { id, value: 1, note: 'n' });
    await supersede(db, 'test_fact', { id }, { value: 2 });
    await supersede(db, 'test_fact', { id }, { value: 3 });
  });
  await write((db) => supersede(db, 'test_fact', { id }, { value: 4 }));
  const versions = await versionsOf(id);
  expect(versions.map((v) => [v.value, v.note])).toEqual([1, 2, 3, 4].map((n) => [n, 'n']));
  for (let i = 0; i < 3; i++) expect(versions[i]!.superseded).toBe(versions[i + 1]!.recorded);
  // corrections within one transaction lie one microsecond apart
  expect(micros(versions[2]!.recorded) - micros(versions[0]!.recorded)).toBe(2n);
  expect(versions[3]!.superseded).toBe('infinity');
  expect(await write((db) => supersede(db, 'test_fact', { id: 999_999 }, { value: 1 }))).toBeUndefined();
});

test('a withdrawn fact is gone from then on, and what was known before stays; it may be recorded again later', async () => {
  const id = nextId++;
  const recorded = await write<string>((db) => insertVersion(db, 'test_fact', { id, value: 7 }));
  expect(await write((db) => withdraw(db, 'test_fact', { id }))).toBe(true);
  expect(await write((db) => withdraw(db, 'test_fact', { id }))).toBe(false);
  const w = await readWatermark(store);
  expect(await digest(w)).not.toContain(`${id}=7`);
  expect(await digest(recorded)).toContain(`${id}=7`);
  await write((db) => insertVersion(db, 'test_fact', { id, value: 8 }));
  const [a, b] = await versionsOf(id);
  expect(b!.recorded > a!.superseded || b!.recorded === a!.superseded).toBe(true);
});

test('nobody overwrites or deletes a version, and nobody chooses its times; columns without facts may be rewritten', async () => {
  const id = nextId++;
  await write((db) => insertVersion(db, 'test_fact', { id, value: 1, recorded: '2001-01-01Z', superseded: '2002-01-01Z' }));
  const [v] = await versionsOf(id);
  expect(v!.recorded > '2020').toBe(true);
  expect(v!.superseded).toBe('infinity');
  for (const text of [
    `update test_fact set value = 2 where id = ${id}`,
    `update test_fact set recorded = '2001-01-01Z' where id = ${id}`,
    `delete from test_fact where id = ${id}`,
  ])
    for (const role of ['system', 'owner'] as const)
      await expect(store.transact({ role }, (db) => sql.raw(text).execute(db))).rejects.toMatchObject({ code: '42501' });
  await expect(store.transact({ role: 'owner' }, (db) => sql`truncate test_fact`.execute(db))).rejects.toMatchObject({ code: '42501' });
  await write((db) => sql`update test_fact set sealed = 'anew' where id = ${id}`.execute(db));
  await write((db) => sql`update test_fact set superseded = '2001-01-01Z' where id = ${id}`.execute(db));
  const [ended] = await versionsOf(id);
  expect(ended!.superseded > ended!.recorded).toBe(true);
  await expect(write((db) => sql`update test_fact set superseded = 'infinity' where id = ${id}`.execute(db))).rejects.toMatchObject({
    code: '42501',
  });
});

test('the watermark only grows, lies before now, and one told is final although the clock goes backwards', async () => {
  const a = await readWatermark(store);
  const b = await readWatermark(store);
  expect(b >= a).toBe(true);
  // a clock that stepped back by an hour looks like this: more was told than the clock says
  await store.transact({ role: 'owner' }, (db) => sql`select setval('watermark_told', to_micros(clock_timestamp()) + 1500000)`.execute(db));
  const told = await readWatermark(store);
  expect(told > b).toBe(true);
  const before = await digest(told);
  const id = nextId++;
  const recorded = await write<string>((db) => insertVersion(db, 'test_fact', { id, value: 1 }));
  expect(recorded > told).toBe(true);
  expect(await digest(told)).toBe(before);
  // once the clock has caught up, what was recorded meanwhile is known
  await until(async () => (await readWatermark(store)) > recorded);
  expect(await digest(await readWatermark(store))).toContain(`${id}=1`);
});

test('a transaction registers its start once, and what it writes begins there', async () => {
  const id = nextId++;
  await store.transact({ ...system, writesFacts: true }, async (db) => {
    const { rows } = await sql<{ a: string; b: string }>`select begin_write() as a, write_start() as b`.execute(db);
    expect(rows[0]!.a).toBe(rows[0]!.b);
    expect(await insertVersion(db, 'test_fact', { id, value: 1 })).toBe(rows[0]!.a);
  });
});

test.runIf(testsOn === 'server')('a writer that is still open holds the watermark back; a later one commits meanwhile', async () => {
  const [slow, quick] = [nextId++, nextId++];
  let go = () => undefined as unknown;
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  let begun = () => undefined as unknown;
  const hasBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const first = write<string>(async (db) => {
    const recorded = await insertVersion(db, 'test_fact', { id: slow, value: 1 });
    begun();
    await gate;
    return recorded;
  });
  await hasBegun;
  const second = await write<string>((db) => insertVersion(db, 'test_fact', { id: quick, value: 1 }));
  const held = await readWatermark(store);
  const known = await digest(held);
  expect(known).not.toContain(`${quick}=1`);
  go();
  const recorded = await first;
  expect(micros(recorded) - micros(held)).toBe(1n);
  expect(recorded < second).toBe(true);
  expect(await digest(held)).toBe(known);
  const after = await readWatermark(store);
  expect(await digest(after)).toContain(`${slow}=1`);
  expect(await digest(after)).toContain(`${quick}=1`);
});

test.runIf(testsOn === 'server')(
  'a writer that began earlier corrects what a later one recorded: one after the other, never beside',
  async () => {
    const id = nextId++;
    let go = () => undefined as unknown;
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    let begun = () => undefined as unknown;
    const hasBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const early = store.transact({ ...system, writesFacts: true }, async (db) => {
      begun();
      await gate;
      return supersede(db, 'test_fact', { id }, { value: 2 });
    });
    await hasBegun;
    await write((db) => insertVersion(db, 'test_fact', { id, value: 1 }));
    go();
    await early;
    const [a, b] = await versionsOf(id);
    expect(a!.superseded).toBe(b!.recorded);
    expect(micros(b!.recorded) - micros(a!.recorded)).toBe(1n);
  },
);

/** Runs `work` while another session waits for it to end, and says when that session is really waiting for a lock. */
const whileHeld = async (hold: (db: Parameters<Parameters<Store['transact']>[1]>[0], waiting: () => Promise<void>) => Promise<void>) => {
  const waiting = () =>
    until(() =>
      store.transact({ role: 'owner' }, async (db) => {
        const { rows } = await sql`select from pg_locks where not granted and locktype in ('advisory', 'transactionid')
          and pid in (select pid from pg_stat_activity where datname = current_database())`.execute(db);
        return rows.length > 0;
      }),
    );
  await store.transact({ role: 'owner' }, (db) => hold(db, () => outsideTransactions(waiting)));
};

test.runIf(testsOn === 'server')(
  'a fact recorded again while its withdrawal is under way begins where that ends, never before',
  async () => {
    const id = nextId++;
    await write((db) => insertVersion(db, 'test_fact', { id, value: 1 }));

    let ready = () => undefined as unknown;
    const registered = new Promise<void>((resolve) => {
      ready = resolve;
    });
    let go = () => undefined as unknown;
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const early = store.transact({ ...system, writesFacts: true }, async (db) => {
      ready();
      await gate;
      return insertVersion(db, 'test_fact', { id, value: 2 });
    });
    await registered;
    await whileHeld(async (db, waiting) => {
      expect(await withdraw(db, 'test_fact', { id })).toBe(true);
      go();
      await waiting();
    });
    await early;
    const [a, b] = await versionsOf(id);
    expect(a!.superseded <= b!.recorded).toBe(true);
  },
);

test.runIf(testsOn === 'server')('a watermark told between the start a writer takes and its registration moves that start', async () => {
  // the clock lies behind what was told, so the start that the next writer will take is known: its registration can be held up
  let begun: Promise<string> | undefined;
  let told = 0;
  await whileHeld(async (db, waiting) => {
    const { rows } = await sql<{ t: number }>`select setval('watermark_told', to_micros(clock_timestamp()) + 1500000) as t`.execute(db);
    told = rows[0]!.t;
    await sql`select pg_advisory_xact_lock(391813167581233152 + ${told + 1}::bigint)`.execute(db);
    begun = outsideTransactions(() =>
      write<string>(async (d) => (await sql<{ s: string }>`select begin_write() as s`.execute(d)).rows[0]!.s),
    );
    await waiting();
    told += 5;
    await sql`select setval('watermark_told', ${told}::bigint)`.execute(db);
  });
  const { rows } = await write<{ rows: { w: string }[] }>((db) => sql<{ w: string }>`select from_micros(${told}::bigint) as w`.execute(db));
  expect((await begun!) > rows[0]!.w).toBe(true);
  // the clock catches up, so that the next test has a true one
  await until(async () => (await readWatermark(store)) > rows[0]!.w);
});

test.runIf(testsOn === 'server')('a process that hangs in a transaction does not hold the watermark back for ever', async () => {
  const hanging = await openServerStore({ url: database.url!, max: 1, idleInTransactionMs: 200 });
  let started = '';
  const hung = hanging.transact({ ...system, writesFacts: true }, async (db) => {
    started = (await sql<{ s: string }>`select begin_write() as s`.execute(db)).rows[0]!.s;
    await until(async () => (await outsideTransactions(() => readWatermark(store))) > started);
    await sql`select 1`.execute(db);
  });
  await expect(hung).rejects.toThrow();
  expect(started).not.toBe('');
  await hanging.close();
});

test('under stress nothing ever appears at or before a watermark once told', async () => {
  const ids = Array.from({ length: 12 }, () => nextId++);
  const told: { w: string; d: string }[] = [];
  // the embedded database runs one transaction at a time; there the same is tried with fewer rounds
  const rounds = testsOn === 'server' ? 60 : 12;
  const random = (n: number) => randomBytes(2).readUInt16LE() % n;
  let writing = 8;
  const writer = async () => {
    for (let i = 0; i < rounds; i++) {
      const pause = testsOn === 'server' ? random(12) / 1000 : 0;
      await write(async (db) => {
        // in one order, so that two writers never wait for each other
        for (const id of [...new Set([ids[random(12)]!, ids[random(12)]!])].sort((a, b) => a - b)) {
          const value = random(1000);
          const done = random(10) === 0 ? await withdraw(db, 'test_fact', { id }) : await supersede(db, 'test_fact', { id }, { value });
          if (!done) await sql`savepoint s`.execute(db);
          if (!done)
            await insertVersion(db, 'test_fact', { id, value }).then(
              () => sql`release savepoint s`.execute(db),
              // someone else recorded it first
              () => sql`rollback to savepoint s`.execute(db),
            );
          if (pause && random(2)) await sql`select pg_sleep(${pause})`.execute(db);
        }
      });
    }
    writing--;
  };
  const reader = async () => {
    while (writing > 0) {
      const w = await readWatermark(store);
      told.push({ w, d: await digest(w) });
      await new Promise((resolve) => setTimeout(resolve, random(6)));
    }
  };
  await Promise.all([...Array.from({ length: 8 }, writer), ...Array.from({ length: 8 }, reader)]);
  expect(told.length).toBeGreaterThan(rounds);
  expect(new Set(told.map((t) => t.d)).size).toBeGreaterThan(10);
  for (const { w, d } of told) expect(await digest(w)).toBe(d);
  await write(async (db) => {
    const { rows } = await sql<{ overlaps: number; gaps: number }>`
      select count(*) filter (where next < superseded) as overlaps, count(*) filter (where superseded = 'infinity' and next is not null) as gaps
      from (select superseded, lead(recorded) over (partition by id order by recorded) as next from test_fact) v`.execute(db);
    expect(rows[0]).toEqual({ overlaps: 0, gaps: 0 });
    const current = await sql<{
      n: number;
    }>`select count(*) - count(distinct id) as n from test_fact where ${isCurrent('test_fact')}`.execute(db);
    expect(current.rows[0]!.n).toBe(0);
  });
});
