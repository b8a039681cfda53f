import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import type { Actor } from '#platform/server/actor.ts';
import type { Store } from '#platform/server/store.ts';
import type { Holding } from '../rules.ts';
import { actorOf } from '../server/authenticator.ts';

export const PROBE_SQL = readFileSync(new URL('./probe.sql', import.meta.url), 'utf8');
export const makeProbe = (store: Store): Promise<unknown> => store.transact({ role: 'owner' }, (db) => sql.raw(PROBE_SQL).execute(db));

/** An actor from holdings alone, for queries that need no account. */
export const actorWith = (held: readonly Holding[]): Actor =>
  actorOf({}, { id: '00000000-0000-4000-8000-000000000001', login: 'probe', name: 'probe' }, held);
