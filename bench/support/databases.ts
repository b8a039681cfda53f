// A migrated database of a bench's own: embedded in memory, or made on the PostgreSQL server that is named and dropped afterwards.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '#platform/server/embedded.ts';
import { type KeyFile, type Keys, keysOf, newKeyFile } from '#platform/server/keys.ts';
import { isLoopback } from '#platform/server/loopback.ts';
import { migrate } from '#platform/server/migrate.ts';
import { openServerStore, poolConfig, type Store, storeOn } from '#platform/server/store.ts';
import { type Bench, type Run, WrongUsage } from './bench.ts';
import { readMachine } from './machine.ts';

export interface BenchDatabase {
  /** E.g. `PostgreSQL 15.20`, `PGlite 0.5.14 (PostgreSQL 18.6)`. */
  readonly label: string;
  readonly store: Store;
  /** A raw connection beside the store: the baseline and the oracle. Closed with the database. */
  client(): Promise<pg.Client>;
}

export const DATABASE_OPTIONS: NonNullable<Bench['options']> = {
  url: { type: 'string', text: 'also on this PostgreSQL server (this machine only); default WENGANG_TEST_DATABASE_URL' },
  on: { type: 'string', text: 'embedded or server: only there (default: both, the server where a URL is given)' },
  keep: {
    type: 'string',
    text: 'on the server: use this database of a bench before, or make it, and leave it there (a register loads for minutes)',
  },
};

const serverUrl = (run: Run): string | undefined => {
  const url = (run.options.url as string | undefined) ?? process.env.WENGANG_TEST_DATABASE_URL;
  if (!url) return undefined;
  if (!URL.canParse(url)) throw new WrongUsage('--url is not a URL such as postgres://name@127.0.0.1:5432/test');
  const { hostname } = new URL(url);
  // load is for this machine only; without a host it is its socket
  if (hostname && !isLoopback(hostname.replace(/^\[|\]$/g, ''))) throw new WrongUsage(`a bench loads this machine only, not ${hostname}`);
  return url;
};

/** Keys of a bench's register; of one that is kept the same each time, in the directory for temporary files: invented people stand under them. */
export const benchKeys = (run: Run): Keys => {
  const { keep } = run.options as { keep?: string };
  if (keep === undefined) return keysOf(newKeyFile());
  const path = join(tmpdir(), `wengang_bench_${keep}.keys.json`);
  if (!existsSync(path)) writeFileSync(path, JSON.stringify(newKeyFile()), { mode: 0o600 });
  return keysOf(JSON.parse(readFileSync(path, 'utf8')) as KeyFile);
};

const openEmbedded = async (): Promise<Omit<BenchDatabase, 'client'> & { connect: pg.PoolConfig; drop: () => Promise<void> }> => {
  const embedded = await startEmbedded('memory://');
  const { rows } = await embedded.pool.query<{ v: string }>("select current_setting('server_version') as v");
  const version = rows[0]!.v.split(' ')[0]!;
  const store = storeOn(embedded.pool, 'embedded', version, () => embedded.stop());
  const { host, user, database } = embedded.pool.options;
  return {
    label: `PGlite ${readMachine().pglite} (PostgreSQL ${version}), in memory`,
    store,
    connect: poolConfig({ host, user, database } as pg.PoolConfig),
    drop: () => store.close(),
  };
};

const openServer = async (url: string, keep: string | undefined): ReturnType<typeof openEmbedded> => {
  const name = `wengang_bench_${keep ?? randomBytes(5).toString('hex')}`;
  const admin = async (text: string): Promise<readonly unknown[]> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return (await client.query(text).finally(() => client.end())).rows;
  };
  const own = new URL(url);
  own.pathname = `/${name}`;
  if ((await admin(`select 1 from pg_database where datname = '${name}'`)).length === 0)
    await admin(`create database ${name} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`);
  const store = await openServerStore({ url: own.href });
  return {
    label: `PostgreSQL ${store.version}`,
    store,
    connect: poolConfig({ connectionString: own.href }),
    drop: async () => {
      await store.close();
      if (keep === undefined) await admin(`drop database if exists ${name} with (force)`);
    },
  };
};

/** Does the work on each database that is asked for, one after another, each thrown away before the next. */
export const onDatabases = async (run: Run, work: (database: BenchDatabase) => Promise<void>): Promise<void> => {
  const { on, keep } = run.options as { on?: string; keep?: string };
  if (keep !== undefined && !/^[a-z][a-z0-9]{0,20}$/.test(keep)) throw new WrongUsage('--keep is a word of small letters and digits');
  if (on !== undefined && on !== 'embedded' && on !== 'server') throw new WrongUsage('--on must be embedded or server');
  const url = serverUrl(run);
  if (on === 'server' && !url) throw new WrongUsage('--on server needs --url or WENGANG_TEST_DATABASE_URL');
  const openers = [...(on === 'server' ? [] : [openEmbedded]), ...(url && on !== 'embedded' ? [() => openServer(url, keep)] : [])];
  for (const opener of openers) {
    const { drop, connect, ...database } = await opener();
    const clients: pg.Client[] = [];
    let dropped = false;
    const close = async (): Promise<void> => {
      if (dropped) return;
      dropped = true;
      for (const client of clients) await client.end();
      await drop();
    };
    run.defer(close);
    await migrate(database.store);
    await work({
      ...database,
      client: async () => {
        const client = new pg.Client(connect as pg.ClientConfig);
        client.on('error', () => undefined);
        await client.connect();
        clients.push(client);
        return client;
      },
    });
    await close();
  }
  if (!url && on === undefined) run.note('PostgreSQL: not measured (neither --url nor WENGANG_TEST_DATABASE_URL)');
};
