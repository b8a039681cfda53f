// What follows from spells and evidence, in the transaction that wrote them: who may see the worker (access), what is true of the worker today
// (workers), and what the rounds are decided by.
import { sql } from 'kysely';
import { hostKey, windows } from '#capabilities/access/rules.ts';
import { type Opening, type ScopeSource, setScopes } from '#capabilities/access/server/service.ts';
import { noteStates, type WorkState } from '#capabilities/workers/server/service.ts';
import type { Db } from '#platform/server/store.ts';
import { settleOutside } from './lists/settle.ts';
import { refreshRounds } from './rounds/roundRows.ts';

export const scopeSource = (spellId: string): string => `spell:${spellId}`;

interface Opens {
  readonly id: string;
  readonly workerId: string;
  readonly organisationId: string | null;
  readonly place: string;
  readonly start: string;
  readonly ended: string | null;
}
/** Whom a spell opens the worker to: the county of work, and the employer. */
const openingsOf = (s: Opens): readonly Opening[] => {
  const common = { source: scopeSource(s.id), workerId: s.workerId, start: s.start, end: s.ended };
  return [
    ...(s.place ? [{ ...common, key: hostKey(s.place), kind: 'host' as const }] : []),
    ...(s.organisationId ? [{ ...common, key: `org:${s.organisationId}`, kind: 'employer' as const }] : []),
  ];
};

/** The same as a query, for the comparison of every night. */
export const spellScopes: ScopeSource = {
  prefix: 'spell',
  expected: () => {
    const until = (days: number) => sql`coalesce(s.ended + ${sql.lit(days)}, date '9999-12-31')`;
    return sql`
      select 'host:' || substr(s.place, 1, 6) as key, s.worker_id, s.start - ${sql.lit(windows.host.before)} as from_day, ${until(windows.host.after)} as to_day,
        'spell:' || s.id as source from spell s where s.superseded = 'infinity' and s.place <> ''
      union all
      select 'org:' || s.organisation_id, s.worker_id, s.start - ${sql.lit(windows.employer.before)}, ${until(windows.employer.after)}, 'spell:' || s.id
        from spell s where s.superseded = 'infinity' and s.organisation_id is not null`;
  },
};

/** What holds of these workers on the day. */
export const statesOf = async (db: Db, workerIds: readonly string[], today: string): Promise<readonly WorkState[]> => {
  const { rows } = await sql<WorkState>`select * from employment_state(${workerIds}::uuid[], ${today}::date)`.execute(db);
  return rows;
};

/** After spells or evidence of these workers were written or withdrawn. `spellIds`: those that changed, gone ones too. */
export const follow = async (
  db: Db,
  { workerIds, spellIds, today }: { readonly workerIds: readonly string[]; readonly spellIds: readonly string[]; readonly today: string },
): Promise<void> => {
  if (spellIds.length) {
    const { rows } = await sql<Opens>`select id, worker_id, organisation_id, place, start, ended from spell
      where id = any (${spellIds}::uuid[]) and superseded = 'infinity'`.execute(db);
    await setScopes(db, spellIds.map(scopeSource), rows.flatMap(openingsOf));
    // lists from outside may vouch for what changed, or propose it no longer
    await settleOutside(db, workerIds, today);
  }
  if (workerIds.length) {
    await noteStates(db, await statesOf(db, workerIds, today));
    await refreshRounds(db, workerIds);
  }
};
