// Every version of every fact of some workers, as a stack from which rows are taken off in memory before anything is written.
import { sql } from 'kysely';
import type { Db } from '#platform/server/store.ts';

/** Tables of facts about one worker, and their key. */
export const factKeys = {
  worker_basic: 'worker_id',
  home_period: 'id',
  identity_period: 'id',
  worker_condition: 'worker_id',
  worker_skill: 'id',
  worker_intention: 'worker_id',
  worker_contact: 'id',
  consent: 'id',
  household_member: 'id',
} as const;

export interface Version {
  readonly recorded: string;
  readonly superseded: string;
  readonly sourceRef: string;
}
export interface History {
  readonly table: string;
  readonly id: string;
  /** Oldest first. */
  readonly versions: readonly Version[];
  /** What stands in the database. */
  readonly stood: Version | null;
  /** What would stand after the rows taken off so far. */
  current: Version | null;
}

export const loadHistories = async (db: Db, workers: readonly string[]): Promise<ReadonlyMap<string, readonly History[]>> => {
  const out = new Map<string, History[]>();
  if (!workers.length) return out;
  for (const [table, key] of Object.entries(factKeys)) {
    const { rows } = await sql<Version & { id: string; workerId: string }>`
      select ${sql.ref(key)} as id, worker_id, recorded, superseded, source_ref from ${sql.table(table)}
      where worker_id = any(${workers}::uuid[]) order by ${sql.ref(key)}, recorded`.execute(db);
    for (const versions of Map.groupBy(rows, (r) => r.id).values()) {
      const last = versions.at(-1)!;
      const stood = last.superseded === 'infinity' ? last : null;
      const history: History = { table, id: last.id, versions, stood, current: stood };
      const list = out.get(last.workerId);
      if (list) list.push(history);
      else out.set(last.workerId, [history]);
    }
  }
  return out;
};
