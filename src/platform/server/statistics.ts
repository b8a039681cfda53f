// The embedded database has no autovacuum: without fresh statistics its plans stay those of an empty table.
import { sql } from 'kysely';
import type { JobContext } from './jobs.ts';

const OWNER = { role: 'owner' } as const;

/** Statistics of the tables that have doubled since they were last looked at (`all`: of every table), a step each. Returns how many; 0 on a server. */
export const analyzeGrown = async ({ services, step }: Pick<JobContext<unknown>, 'services' | 'step'>, all = false): Promise<number> => {
  if (services.store.kind !== 'embedded') return 0;
  const grown = all ? sql`true` : sql`pg_relation_size(oid) >= 65536 and pg_relation_size(oid) >= relpages::bigint * 16384`;
  const tables = await step(
    async (db) =>
      (
        await sql<{
          t: string;
        }>`select relname as t from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and ${grown}`.execute(db)
      ).rows,
  );
  for (const { t } of tables) await step((db) => sql`analyze ${sql.table(t)}`.execute(db), {}, OWNER);
  return tables.length;
};

/** For a job that writes thousands of rows chunk by chunk: looks after every twentieth chunk, and after the first few. */
export const keptStatistics = (context: Pick<JobContext<unknown>, 'services' | 'step'>): (() => Promise<void>) => {
  let chunks = 0;
  return async () => {
    chunks++;
    if (chunks === 2 || chunks === 6 || chunks % 20 === 0) await analyzeGrown(context);
  };
};
