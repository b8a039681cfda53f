// Databases for tests: embedded (default) or, where WENGANG_TEST_DATABASE_URL is set, databases of their own on that server, dropped afterwards.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { ROOT } from '../server/config.ts';
import { type Embedded, openEmbeddedStore, startEmbedded } from '../server/embedded.ts';
import { allMigrations, migrate } from '../server/migrate.ts';
import { openServerStore, poolConfig, type Store, storeOn } from '../server/store.ts';

const SERVER = process.env.WENGANG_TEST_DATABASE_URL;
export const testsOn: 'embedded' | 'server' = SERVER ? 'server' : 'embedded';

const migrationsHash = (): string =>
  createHash('sha256')
    .update(
      allMigrations()
        .map((m) => m.hash)
        .join(),
    )
    .update('v1')
    .digest('hex')
    .slice(0, 16);

/** A migrated embedded database as an image on disk: opening it takes a third of the time. Rebuilt when a migration changes. */
export const migratedImage = async (): Promise<Uint8Array> => {
  const dir = join(ROOT, 'node_modules/.cache/wengang');
  const path = join(dir, `migrated-${migrationsHash()}.tar`);
  if (!existsSync(path)) {
    const store = await openEmbeddedStore('memory://');
    await migrate(store);
    const image = await store.embedded.image();
    await store.close();
    mkdirSync(dir, { recursive: true });
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, image);
    renameSync(draft, path);
  }
  return readFileSync(path);
};

const admin = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: SERVER });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

const urlOf = (database: string): string => {
  const url = new URL(SERVER!);
  url.pathname = `/${database}`;
  return url.href;
};

/** The migrated template of this set of migrations on the test server; made once, under a lock. */
const template = async (): Promise<string> => {
  const name = `${process.env.WENGANG_TEST_RUN ?? 'wengang_test_x'}_template`;
  await admin(async (client) => {
    await client.query('select pg_advisory_lock(7300453)');
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount) return;
    const draft = `${name}_draft`;
    await client.query(`drop database if exists ${draft}`);
    await client.query(`create database ${draft} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`);
    const store = await openServerStore({ url: urlOf(draft), max: 1 });
    await migrate(store);
    await store.close();
    await client.query(`alter database ${draft} rename to ${name}`);
  });
  return name;
};

export interface TestDatabase {
  readonly store: Store;
  /** Connection settings for processes and clients of the test's own. */
  readonly connect: pg.PoolConfig;
  /** Set on the server only. */
  readonly url: string | null;
  drop(): Promise<void>;
}

/** A migrated database of its own, with real commits. */
export const newTestDatabase = async (): Promise<TestDatabase> => {
  if (SERVER) return copyOf(await template());
  const embedded: Embedded = await startEmbedded('memory://', { image: await migratedImage() });
  const { rows } = await embedded.pool.query<{ v: string }>("select current_setting('server_version') as v");
  const store = storeOn(embedded.pool, 'embedded', rows[0]!.v, () => embedded.stop());
  return { store, connect: embedded.pool.options, url: null, drop: () => store.close() };
};

/**
 * The same with something in it. On the server it is filled once in a run and copied then: `what` names it among all files of the run, so it must tell
 * everything that `fill` rests on.
 */
export const newFilledDatabase = async (what: string, fill: (store: Store) => Promise<void>): Promise<TestDatabase> => {
  if (!SERVER) {
    const database = await newTestDatabase();
    await fill(database.store);
    return database;
  }
  return copyOf(
    await filledOnce(what, async (url) => {
      const store = await openServerStore({ url });
      await fill(store);
      await store.close();
    }),
  );
};

/** On the server: the address of a database of its own, copied from one that a process filled once in the run. The run drops it. */
export const newFilledUrl = async (what: string, fill: (url: string) => Promise<void>): Promise<string> =>
  urlOf(await rawCopyOf(await filledOnce(what, fill)));

const filledOnce = async (what: string, fill: (url: string) => Promise<void>): Promise<string> => {
  const name = `${process.env.WENGANG_TEST_RUN ?? 'wengang_test_x'}_${createHash('sha256').update(what).digest('hex').slice(0, 12)}`;
  await admin(async (client) => {
    await client.query('select pg_advisory_lock(7300454)');
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount) return;
    const draft = await rawCopyOf(await template());
    await fill(urlOf(draft));
    await client.query(`alter database ${draft} rename to ${name}`);
  });
  return name;
};

/** A database of its own on the server, like that one. */
const rawCopyOf = async (from: string): Promise<string> => {
  const name = `${process.env.WENGANG_TEST_RUN ?? 'wengang_test_x'}_${randomBytes(5).toString('hex')}`;
  // `create database … template` refuses while another copy is being taken: take turns
  await admin(async (client) => {
    await client.query('select pg_advisory_lock(7300453)');
    await client.query(`create database ${name} template ${from}`);
  });
  return name;
};

const copyOf = async (from: string): Promise<TestDatabase> => {
  const name = await rawCopyOf(from);
  const url = urlOf(name);
  const store = await openServerStore({ url });
  return {
    store,
    connect: { connectionString: url },
    url,
    async drop() {
      await store.close();
      await admin((client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
};

/**
 * A store whose every transaction is a savepoint inside one transaction that is rolled back at the end. The role and the settings of a
 * session survive RELEASE SAVEPOINT, so they are reset after each.
 */
export const rollbackStore = async (database: TestDatabase): Promise<{ store: Store; end(): Promise<void> }> => {
  const client = new pg.Client(poolConfig(database.connect) as pg.ClientConfig);
  await client.connect();
  await client.query('begin');
  let turn: Promise<void> = Promise.resolve();
  let depth = 0;
  const settings = new Set<string>();
  const run = client.query.bind(client) as (text: string, values?: unknown[]) => Promise<pg.QueryResult>;
  const reset = async () => {
    await run("select set_config('role', 'none', true), set_config('app.write_start', '', true)");
    for (const name of settings) await run('select set_config($1, $2, true)', [name, '']);
    settings.clear();
  };
  const pool = {
    connect: async () => {
      const before = turn;
      let done!: () => void;
      turn = new Promise((resolve) => {
        done = resolve;
      });
      await before;
      const query = async (text: string, values: unknown[] = []) => {
        if (text === 'begin' || text.startsWith('start transaction')) {
          const answer = await run(`savepoint s${++depth}`);
          if (text.includes('read only')) await run('set transaction read only');
          return answer;
        }
        if (text === 'commit') {
          const answer = await run(`release savepoint s${depth--}`);
          await run('set transaction read write').catch(() => undefined);
          await reset();
          return answer;
        }
        if (text === 'rollback') {
          await run(`rollback to savepoint s${depth}`);
          const answer = await run(`release savepoint s${depth--}`);
          await reset();
          return answer;
        }
        for (const v of values) if (typeof v === 'string' && v.startsWith('app.')) settings.add(v);
        return run(text, values);
      };
      return { query, release: () => done() };
    },
    totalCount: 1,
    idleCount: 0,
    waitingCount: 0,
    end: async () => undefined,
  } as unknown as pg.Pool;
  return {
    store: storeOn(pool, database.store.kind, database.store.version, async () => undefined),
    async end() {
      await turn;
      await client.query('rollback');
      await client.end();
    },
  };
};
