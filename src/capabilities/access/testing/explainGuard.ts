import { type Compilable, type RawBuilder, sql } from 'kysely';
import { type Actor, actorSettings } from '#platform/server/actor.ts';
import type { Db, Store } from '#platform/server/store.ts';

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Total Cost': number;
  readonly Plans?: readonly Plan[];
}
const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];
const words = (plan: Plan, depth = 0): string =>
  `${'  '.repeat(depth)}${plan['Node Type']} ${plan['Relation Name'] ?? ''}\n${(plan.Plans ?? []).map((p) => words(p, depth + 1)).join('')}`;

export interface Explained {
  /** Tables that are read from end to end. */
  readonly scanned: readonly string[];
  readonly plan: string;
}

/** How the database would answer this query for this actor, under row-level security. A list of people must not scan a table of people. */
export const explain = (
  store: Store,
  actor: Actor,
  today: string,
  query: (db: Db) => RawBuilder<unknown> | Compilable,
): Promise<Explained> =>
  store.transact({ role: 'app', settings: actorSettings(actor, today), readOnly: true }, async (db) => {
    const { rows } = await sql<Record<string, [{ Plan: Plan }]>>`explain (format json) ${query(db) as RawBuilder<unknown>}`.execute(db);
    const { Plan: plan } = Object.values(rows[0]!)[0]![0];
    const scanned = nodes(plan).flatMap((n) => (n['Node Type'] === 'Seq Scan' && n['Relation Name'] ? [n['Relation Name']] : []));
    return { scanned, plan: words(plan) };
  });

/** Throws with the plan where one of the tables is scanned. */
export const explainGuard = async (
  store: Store,
  actor: Actor,
  today: string,
  tables: readonly string[],
  query: (db: Db) => RawBuilder<unknown> | Compilable,
): Promise<void> => {
  const { scanned, plan } = await explain(store, actor, today, query);
  const bad = scanned.filter((t) => tables.includes(t));
  if (bad.length) throw new Error(`${bad.join(', ')} scanned from end to end as ${actor.grants.map((g) => g.role).join()}:\n${plan}`);
};
