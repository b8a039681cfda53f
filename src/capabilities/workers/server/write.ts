// How facts are written: who may, where from, superseding, and the derived row afterwards.
import { sql } from 'kysely';
import { holds } from '#capabilities/access/rules.ts';
import { keysReaching } from '#capabilities/access/server/service.ts';
import { notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import type { Db } from '#platform/server/store.ts';
import { insertVersion, supersede, withdraw } from '#platform/server/versions.ts';
import { noSuchFact, notYours } from '../contractShapes.ts';
import { takeTurns } from './turns.ts';

/** One record, as far as everything that writes needs it; birthday and death as the record itself says. */
export interface Target {
  readonly workerId: string;
  readonly personId: string;
  readonly home: string;
  readonly birthday: string | null;
  readonly diedOn: string | null;
}

/**
 * One writer at a time for each of these workers: what is checked against the facts (periods that must not overlap, a death recorded once, the home a
 * record moves from) still holds when it is written. In one order, before any other lock.
 */
export const lockWorkers = (db: Db, ids: readonly string[]): Promise<void> => takeTurns(db, 'worker', ids);

/** The worker somebody wants to write to. Not visible: the same answer as for nobody. Visible from the host's side only: its own office does it. */
export const getTarget = async (call: Pick<Call, 'db' | 'actor' | 'today'>, id: string, keyed = false): Promise<Target> => {
  await lockWorkers(call.db, [id]);
  const { rows } = await sql<Target>`select n.worker_id, n.person_id, n.home, b.birthday, b.died_on from worker_now n
    left join worker_basic b on b.worker_id = n.worker_id and b.superseded = 'infinity' where n.worker_id = ${id}::uuid`.execute(call.db);
  const target = rows[0];
  if (!target) throw notFound();
  // what a temporary look or an audit shows is not reached by a key
  const looked = !mine(call, target.home) && call.actor.lookAreas.some((a) => holds(a, target.home));
  if (keyed ? looked && !(await keysReaching(call.db, id, call.today)).length : !mine(call, target.home)) throw notYours();
  return target;
};
export const mine = ({ actor }: Pick<Call, 'actor'>, home: string): boolean => actor.areas.some((a) => holds(a, home));

/** Who wrote a fact here and now. */
export const fromForm = (call: Pick<Call, 'actor'>, reason = '') => ({
  source: 'form',
  sourceRef: '',
  recordedBy: call.actor.accountId,
  reason,
});

/** Brings worker_now to what the facts say; in the transaction that wrote them. */
export const refresh = async (db: Db, ids: readonly string[], today: string): Promise<void> => {
  await sql`select refresh_workers(${ids}::uuid[], ${today}::date)`.execute(db);
};

type Values = Readonly<Record<string, unknown>>;
export const add = (call: Pick<Call, 'db' | 'actor'>, table: string, values: Values, reason = ''): Promise<string> =>
  insertVersion(call.db, table, { ...values, ...fromForm(call, reason) });

/** A correction; the version before stays as it was known. */
export const correct = async (
  call: Pick<Call, 'db' | 'actor'>,
  table: string,
  key: Readonly<Record<string, string>>,
  changes: Values,
  reason: string,
): Promise<void> => {
  if (!(await supersede(call.db, table, key, { ...changes, ...fromForm(call, reason) }))) throw noSuchFact();
};

/** It was wrong altogether. The reason stands in the audit: a withdrawn version has no successor to carry it. */
export const undo = async (call: Pick<Call, 'db'>, table: string, key: Readonly<Record<string, string>>): Promise<void> => {
  if (!(await withdraw(call.db, table, key))) throw noSuchFact();
};

/** The current version of a fact of this worker. */
export const currentFact = async <R>(db: Db, table: string, id: string, workerId: string): Promise<R> => {
  const { rows } =
    await sql<R>`select * from ${sql.table(table)} where id = ${id}::uuid and worker_id = ${workerId}::uuid and superseded = 'infinity'`.execute(
      db,
    );
  if (!rows[0]) throw noSuchFact();
  return rows[0];
};

/** After a deed on one worker: the derived row, and what the audit says. */
export const finish = async (call: Call, target: Target, what: Readonly<Record<string, unknown>> = {}): Promise<{ id: string }> => {
  await refresh(call.db, [target.workerId], call.today);
  call.note({ subject: { kind: 'worker', id: target.workerId }, area: target.home, details: what });
  return { id: target.workerId };
};
