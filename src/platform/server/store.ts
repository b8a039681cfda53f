import { AsyncLocalStorage } from 'node:async_hooks';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  CamelCasePlugin,
  HandleEmptyInListsPlugin,
  Kysely,
  PostgresDialect,
  replaceWithNoncontingentExpression,
  sql,
  type Transaction,
} from 'kysely';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Tables } from './tables.gen.ts';

/** A transaction. Every query of the system runs in one; there is no way to reach the pool beside it. */
export type Db = Transaction<Tables>;

/**
 * Who the database believes is asking. `app` is bound by row-level security; `system` (jobs, sign-in, sweeps) is not; `figures` reads across
 * and writes nothing; `owner` migrates and backs up.
 */
export type DbRole = 'app' | 'system' | 'figures' | 'owner';

export interface Session {
  readonly role: DbRole;
  /** Transaction-local settings that policies read, e.g. `{'app.account': '…'}`. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly readOnly?: boolean;
  /** A transaction that writes facts registers its start for the watermark (see versions.ts). */
  readonly writesFacts?: boolean;
  /** One picture of the whole database for all its queries (backup). */
  readonly snapshot?: boolean;
}

export interface Store {
  readonly kind: 'embedded' | 'server';
  /** E.g. `15.20`. */
  readonly version: string;
  transact<T>(session: Session, work: (db: Db) => Promise<T>): Promise<T>;
  /** Server only: sends a COPY inside the transaction that is open just now (see bulkWrite.ts, its one caller). */
  copyIn?(text: string, chunks: Iterable<Buffer>): Promise<void>;
  /** How the pool is doing. */
  connections(): { readonly busy: number; readonly idle: number; readonly waiting: number };
  close(): Promise<void>;
}

const ROLE_NAME: Record<DbRole, string> = { app: 'wengang_app', system: 'wengang_system', figures: 'wengang_figures', owner: 'none' };

/** Always six decimals, and 'infinity' stays a word: so instants compare as text, `superseded = 'infinity'` included. */
const instant = (v: string): string => {
  const read = /^(\d+-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(v);
  return read ? `${read[1]}T${read[2]}.${(read[3] ?? '').padEnd(6, '0')}Z` : v;
};

// Instants keep the database's microseconds: a JavaScript Date would cut the `recorded` of two versions to the same millisecond.
const TYPES: Record<number, (value: string) => unknown> = {
  20: (v) => {
    const n = Number(v);
    if (!Number.isSafeInteger(n)) throw new RangeError(`bigint out of range: ${v}`);
    return n;
  },
  1082: (v) => v,
  1114: (v) => v,
  1184: instant,
};
const parsers = { getTypeParser: (oid: number, format?: 'text' | 'binary') => TYPES[oid] ?? pg.types.getTypeParser(oid, format as 'text') };

export const poolConfig = (config: pg.PoolConfig): pg.PoolConfig => ({
  // jit: compiling a statement takes longer than any of ours runs
  // random_page_cost: of discs without arms; at the default two thousand rows of a list were looked up by reading a register of a hundred thousand whole
  options: '-c timezone=UTC -c client_min_messages=warning -c jit=off -c random_page_cost=1.1',
  types: parsers as unknown as NonNullable<pg.PoolConfig['types']>,
  connectionTimeoutMillis: 10_000,
  ...config,
});

export const newKysely = (pool: pg.Pool): Kysely<Tables> =>
  new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [
      new CamelCasePlugin({ maintainNestedObjectKeys: true }),
      // an actor without areas must get an empty list, not a syntax error
      new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression }),
    ],
  });

interface Inside {
  readonly role: DbRole;
  /** The connection of this transaction: Kysely does not hand it out. */
  client?: pg.PoolClient;
}
const inside = new AsyncLocalStorage<Inside>();

/** The same pool, telling the transaction which connection it was given. */
const watched = (pool: pg.Pool): pg.Pool =>
  Object.create(pool, {
    connect: {
      value: async () => {
        const client = await pool.connect();
        const here = inside.getStore();
        if (here) here.client = client;
        return client;
      },
    },
  });

/**
 * Builds a store on a pool. The role and all settings of a session are set in one statement and are local to the transaction, so nothing of one
 * request can reach the next one, not even on the embedded database where all connections share one session.
 */
export const storeOn = (pool: pg.Pool, kind: Store['kind'], version: string, close: () => Promise<void>): Store => {
  const kysely = newKysely(watched(pool));
  return {
    kind,
    version,
    close,
    connections: () => ({ busy: pool.totalCount - pool.idleCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    async transact(session, work) {
      const outer = inside.getStore();
      // On one embedded session a second transaction would wait for the first for ever; refuse at once on both, so that it is found in a test.
      if (outer)
        throw new Error(`a transaction (${session.role}) was opened inside another one (${outer.role}); pass the handle on instead`);
      return inside.run({ role: session.role }, () => {
        let tx = kysely.transaction();
        if (session.readOnly) tx = tx.setAccessMode('read only');
        if (session.snapshot) tx = tx.setIsolationLevel('repeatable read');
        return tx.execute(async (db) => {
          await enter(db, session);
          return work(db);
        });
      });
    },
  };
};

/** Work that must not count as nested (a job woken from inside a request). */
export const outsideTransactions = <T>(work: () => T): T => inside.exit(work);

const enter = async (db: Db, session: Session): Promise<void> => {
  const settings = Object.entries(session.settings ?? {});
  const calls = settings.map(([name, value]) => sql`set_config(${name}, ${value}, true)`);
  // a list nobody waits for any more ends with its request's patience (the embedded database has no such limit)
  if (session.role === 'app') calls.push(sql`set_config('statement_timeout', '30000', true)`);
  // figures are counted by jobs and in turns, which write what they counted and take as long as they take; what is only read of them takes seconds
  if (session.role === 'figures' && session.readOnly) calls.push(sql`set_config('statement_timeout', '120000', true)`);
  // a page of people is a walk along an index, whatever the planner thinks of the size of the table
  if (session.role === 'app' && session.readOnly) calls.push(sql`set_config('enable_seqscan', 'off', true)`);
  if (session.writesFacts) calls.push(sql`begin_write()`);
  calls.push(sql`set_config('role', ${ROLE_NAME[session.role]}, true)`);
  await sql`select ${sql.join(calls)}`.execute(db);
};

export interface ServerStoreOptions {
  readonly url: string;
  readonly max?: number;
  /** A transaction that asks nothing for so long is ended by the server: a process that hangs would hold the watermark back for ever. */
  readonly idleInTransactionMs?: number;
}

/** Opens a PostgreSQL server; refuses one older than 15 with a sentence. */
export const openServerStore = async ({ url, max = 10, idleInTransactionMs = 60_000 }: ServerStoreOptions): Promise<Store> => {
  const pool = new pg.Pool(
    poolConfig({ connectionString: url, max, idleTimeoutMillis: 30_000, idle_in_transaction_session_timeout: idleInTransactionMs }),
  );
  pool.on('error', () => undefined); // an idle connection that dies is replaced; its error belongs to nobody
  // one that dies between two queries of a transaction fails the next of them; unheard, its error would take the whole process along
  pool.on('connect', (client) => client.on('error', () => undefined));
  const version = await serverVersion(pool).catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  return {
    ...storeOn(pool, 'server', version, () => pool.end()),
    copyIn: async (text, chunks) => {
      const client = inside.getStore()?.client;
      if (!client) throw new Error('a COPY needs an open transaction');
      await pipeline(Readable.from(chunks), client.query(copyFrom(text)));
    },
  };
};

export const MINIMUM_POSTGRES = 15;

export class StartRefused extends Error {}

const serverVersion = async (pool: pg.Pool): Promise<string> => {
  let version: string;
  try {
    const { rows } = await pool.query<{ v: string }>("select current_setting('server_version') as v");
    version = rows[0]!.v.split(' ')[0]!;
  } catch (error) {
    const reason = error instanceof Error && error.message ? error.message : String((error as { code?: string }).code ?? 'no answer');
    throw new StartRefused(
      `连不上 DATABASE_URL 所指的 PostgreSQL：${reason}\nCannot reach the PostgreSQL that DATABASE_URL names: ${reason}`,
    );
  }
  refuseOld(version);
  return version;
};

/** Throws a sentence for a server older than our SQL. */
export const refuseOld = (version: string): void => {
  if (Number.parseInt(version, 10) < MINIMUM_POSTGRES)
    throw new StartRefused(
      `PostgreSQL 版本是 ${version}，稳岗要 ${MINIMUM_POSTGRES} 或更新。\nThis PostgreSQL is ${version}; Wengang needs ${MINIMUM_POSTGRES} or newer.`,
    );
};
