import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { StartRefused, type Store } from './store.ts';

export interface Migration {
  /** File name without `.sql`: `2026-11-23-01-platform`. Dated names give one global order. */
  readonly name: string;
  readonly text: string;
  readonly hash: string;
}

const SRC = fileURLToPath(new URL('../../', import.meta.url));

const read = (file: string): Migration => {
  const text = readFileSync(file, 'utf8');
  return { name: basename(file, '.sql'), text, hash: createHash('sha256').update(text).digest('hex') };
};

const sqlFiles = (dir: string): string[] => {
  try {
    return readdirSync(dir)
      .filter((f) => /^\d{4}-.*\.sql$/.test(f))
      .map((f) => join(dir, f));
  } catch {
    return [];
  }
};

/** All migrations of the platform and of every capability, in their one global order. */
export const allMigrations = (): readonly Migration[] => {
  const capabilities = readdirSync(join(SRC, 'capabilities')).map((c) => join(SRC, 'capabilities', c, 'server'));
  const all = [join(SRC, 'platform/server'), ...capabilities].flatMap(sqlFiles).map(read);
  all.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  for (let i = 1; i < all.length; i++) if (all[i]!.name === all[i - 1]!.name) throw new Error(`two migrations are called ${all[i]!.name}`);
  return all;
};

/**
 * Brings the database to this version of the program, each migration in its own transaction. Two processes that start at once take turns.
 * Refused: a database that a newer program has migrated, or one whose applied migrations were edited afterwards.
 * @returns the names applied now
 */
export const migrate = async (store: Store, migrations: readonly Migration[] = allMigrations()): Promise<string[]> => {
  await store.transact({ role: 'owner' }, async (db) => {
    await sql`select pg_advisory_xact_lock(7300451)`.execute(db);
    await sql`create table if not exists migration (name text primary key, hash text not null, applied timestamptz not null default clock_timestamp())`.execute(
      db,
    );
  });
  const applied: string[] = [];
  for (;;) {
    const name = await store.transact({ role: 'owner' }, async (db) => {
      await sql`select pg_advisory_xact_lock(7300451)`.execute(db);
      const done = new Map(
        (await sql<{ name: string; hash: string }>`select name, hash from migration`.execute(db)).rows.map((r) => [r.name, r.hash]),
      );
      const known = new Map(migrations.map((m) => [m.name, m]));
      for (const [had, hash] of done) {
        const mine = known.get(had);
        if (!mine)
          throw new StartRefused(
            `数据库由更新的版本用过（有 ${had}），这个版本打不开；请升级程序。\nA newer version has used this database (it has ${had}); please upgrade the program.`,
          );
        if (mine.hash !== hash)
          throw new StartRefused(
            `迁移 ${had} 在执行之后被改过，数据库与程序对不上。\nMigration ${had} was edited after it had been applied.`,
          );
      }
      const next = migrations.find((m) => !done.has(m.name));
      if (!next) return undefined;
      await sql.raw(next.text).execute(db);
      await sql`insert into migration (name, hash) values (${next.name}, ${next.hash})`.execute(db);
      return next.name;
    });
    if (!name) return applied;
    applied.push(name);
  }
};
