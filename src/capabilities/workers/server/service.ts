// What other capabilities' servers may use of the register.
import { sql } from 'kysely';
import type { Db } from '#platform/server/store.ts';

export { meantPeople, phonesOf } from './asking.ts';
export { keysOfName, maskNumber } from './basics.ts';
export { newBook } from './exportBook.ts';
export { type Meant, peopleMeant } from './import/peopleMeant.ts';
export { type Reach, reachOf } from './import/reach.ts';
export { resolvePeople } from './import/resolvePeople.ts';
export type { PersonPlan, PersonResolution, PersonRow } from './import/shapes.ts';
export { notYours, undoPeople, writtenPeople } from './import/undoPeople.ts';
export { writePeople } from './import/writePeople.ts';
export { listsTold, peopleUndone } from './listPeople.ts';
export { newWorkersLiving, type SpellCases, type SpellsOf } from './living.ts';
export { deskCards } from './livingCases.ts';
export { isDivision, isHome } from './places.ts';
export { keysOfMany, rowsOf } from './rows.ts';
export { lifeOf, type RecordSeen, recordsSeen, seenWhole, statesWritten } from './sight.ts';
export { refresh as refreshWorkers } from './write.ts';

/** What a later capability knows of a worker today; only the fields that are named change. In the transaction of the fact itself. */
export interface WorkerState {
  readonly working?: 'working' | 'not_working' | 'unknown';
  /** 12-digit code; '' for none. */
  readonly workPlace?: string;
  readonly workOrg?: string | null;
  readonly workSince?: string | null;
  /** The last day that evidence vouches for, and its class 1…6. */
  readonly verifiedUntil?: string | null;
  readonly verifiedClass?: number | null;
  readonly certificates?: number;
  readonly inClass?: boolean;
}
export const noteState = async (db: Db, workerId: string, state: WorkerState): Promise<void> => {
  await sql`select note_worker_state(${workerId}::uuid, ${JSON.stringify(state)}::jsonb)`.execute(db);
};

/** What `employment` derives of a worker: all six columns of worker_now at once. */
export type WorkState = Required<
  Pick<WorkerState, 'working' | 'workPlace' | 'workOrg' | 'workSince' | 'verifiedUntil' | 'verifiedClass'>
> & { readonly workerId: string };
/** The same for many workers, in the transaction of the facts; rows that already say so are left alone. Returns how many were not. */
export const noteStates = async (db: Db, states: readonly WorkState[]): Promise<number> => {
  if (states.length === 0) return 0;
  const column = <K extends keyof WorkState>(key: K) => states.map((s) => s[key]);
  const { rows } = await sql<{ n: number }>`select note_worker_states(${column('workerId')}::uuid[], ${column('working')}::text[],
    ${column('workPlace')}::text[], ${column('workOrg')}::uuid[], ${column('workSince')}::date[], ${column('verifiedUntil')}::date[],
    ${column('verifiedClass')}::smallint[]) as n`.execute(db);
  return rows[0]!.n;
};

/** One writer at a time for these workers until the transaction ends; whoever only reads waits for nobody. */
export const lockForWork = async (db: Db, workerIds: readonly string[]): Promise<void> => {
  await sql`select lock_workers(${workerIds}::uuid[])`.execute(db);
};

/** Where a worker's record is kept, for whoever binds an account to it; undefined = there is no such worker. Runs as `system`. */
export const areaOfWorker = async (db: Db, workerId: string): Promise<string | undefined> => {
  const { rows } = await sql<{ home: string }>`select home from worker_now where worker_id = ${workerId}::uuid`.execute(db);
  return rows[0]?.home;
};

/** All records of the person a worker belongs to, as now known. */
export const personOf = async (db: Db, workerId: string): Promise<readonly string[]> => {
  const { rows } = await sql<{ workerId: string }>`
    select m.worker_id from worker_now n, person_members(n.person_id) m where n.worker_id = ${workerId}::uuid`.execute(db);
  return rows.map((r) => r.workerId);
};
