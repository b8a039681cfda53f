import { sql } from 'kysely';
import type { Text } from '#standards/text.ts';
import type { Progress } from '../jobsContract.ts';
import type { Actor } from './actor.ts';
import type { Keys } from './keys.ts';
import { newId } from './newId.ts';
import type { Services } from './services.ts';
import type { Db, Session } from './store.ts';

/** What one chunk leaves behind, in the chunk's own transaction. */
export interface StepEnd<C> {
  readonly progress?: Partial<Progress>;
  /** Where to resume after a crash: everything up to here is done. Never personal data. */
  readonly checkpoint?: C;
}

export interface JobContext<C> {
  readonly id: string;
  readonly services: Services;
  readonly createdBy: string | null;
  readonly area: string;
  /** What the last committed step left, also of an earlier process; null at the very start. */
  readonly checkpoint: C | null;
  /**
   * Runs one chunk in one transaction that holds only while the lease is ours: the chunk, its progress and its checkpoint are kept together or
   * not at all. Keep it under 150 ms and 2,000 rows. Throws JobInterrupted where the job was cancelled, lost to another process, or the service
   * stops; let it pass.
   */
  step<T>(work: (db: Db) => Promise<T>, end?: StepEnd<C> | ((result: T) => StepEnd<C>), session?: Session): Promise<T>;
  /**
   * The same for the account that queued the job: under its row-level security, with the rights it has at this moment. They are read anew for every
   * chunk, so that a job outlives neither its owner's account nor the role that allowed it; without the permission `can` it ends with a sentence.
   */
  stepAsOwner<T>(can: string, work: (db: Db, owner: Actor) => Promise<T>, end?: StepEnd<C> | ((result: T) => StepEnd<C>)): Promise<T>;
}

export interface JobKind<I = unknown, C = unknown> {
  /** `capability.verbNoun`, stable: rows in the database carry it. */
  readonly kind: string;
  readonly summary: Text;
  /** True: the input is stored sealed. Required where it holds personal data. */
  readonly sealed?: boolean;
  /** What it works on, told from the start: a page leads there. Of an input that is not sealed. */
  subject?(input: I): { readonly kind: string; readonly id: string };
  /** Starts without a checkpoint moving on, before it is given up; 5 unless told. */
  readonly maxAttempts?: number;
  /** The result is kept as JSON and shown. A Problem thrown here ends the job with its sentence; anything else is tried again. */
  run(context: JobContext<C>, input: I): Promise<unknown>;
}

// biome-ignore lint/suspicious/noExplicitAny: "any kind of job"; its types are invariant
export type AnyJobKind = JobKind<any, any>;

/** Declares work that outlives a request. */
export const defineJob = <I, C = unknown>(kind: JobKind<I, C>): JobKind<I, C> => kind;

/** The kinds this installation knows, and the bell that wakes its runner. */
export interface Jobs {
  readonly kinds: ReadonlyMap<string, AnyJobKind>;
  /** Call it after the commit that queued something; a runner in another process finds it within a second. */
  wake(): void;
  onWake(listener: () => void): () => void;
}

export const newJobs = (kinds: readonly AnyJobKind[]): Jobs => {
  const listeners = new Set<() => void>();
  const known = new Map<string, AnyJobKind>();
  for (const k of kinds) {
    if (known.has(k.kind)) throw new Error(`two kinds of job are called ${k.kind}`);
    known.set(k.kind, k);
  }
  return {
    kinds: known,
    wake: () => {
      for (const listener of listeners) listener();
    },
    onWake: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};

export interface EnqueueOptions {
  readonly createdBy?: string | null;
  /** 12-digit division code. */
  readonly area?: string;
  /** While a job of this kind with this key is queued or running, no second one is made. */
  readonly dedupeKey?: string;
}

/** Dedupe key of work the whole installation waits for; pages tell everybody how far it is (readAbout). */
export const PREPARING = 'platform.preparing';

/** Queues a job inside the caller's transaction. With a dedupe key, returns the job that is already under way. */
export const enqueue = async <I, C>(
  db: Db,
  keys: Keys,
  job: JobKind<I, C>,
  input: I,
  { createdBy = null, area = '', dedupeKey }: EnqueueOptions = {},
): Promise<string> => {
  const json = JSON.stringify(input ?? {});
  for (;;) {
    const made = await db
      .insertInto('job')
      .values({
        id: newId(),
        kind: job.kind,
        ...(job.sealed ? { inputSealed: keys.seal(json) } : { input: json }),
        createdBy,
        area,
        dedupeKey: dedupeKey ?? null,
      })
      .onConflict((c) => c.columns(['kind', 'dedupeKey']).where('state', 'in', ['queued', 'running']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (made) return made.id;
    const under = await db
      .selectFrom('job')
      .select('id')
      .where('kind', '=', job.kind)
      .where('dedupeKey', '=', dedupeKey!)
      .where('state', 'in', ['queued', 'running'])
      .executeTakeFirst();
    if (under) return under.id; // else it ended between the two queries: try again
  }
};

/** Queues a job from a request: in its transaction, on its account, woken after its commit. */
export const startJob = async <I, C>(
  call: {
    readonly db: Db;
    readonly services: Services;
    readonly actor: { readonly accountId: string | null };
    afterCommit(work: () => void): void;
  },
  job: JobKind<I, C>,
  input: I,
  options: EnqueueOptions = {},
): Promise<string> => {
  const id = await enqueue(call.db, call.services.keys, job, input, { createdBy: call.actor.accountId, ...options });
  call.afterCommit(() => call.services.jobs.wake());
  return id;
};

/** Asks a job to stop: at once where it waits, before its next chunk where it runs. Returns false where it has already ended. */
export const requestCancel = async (db: Db, id: string): Promise<boolean> => {
  const { rows } = await sql`
    update job set cancel_requested_at = coalesce(cancel_requested_at, clock_timestamp()),
      finished = case when state = 'queued' then clock_timestamp() end,
      state = case when state = 'queued' then 'cancelled' else state end
    where id = ${id} and state in ('queued', 'running') returning id`.execute(db);
  return rows.length > 0;
};

/** Finished jobs are kept for 90 days. */
export const sweepJobs = async (db: Db): Promise<void> => {
  await sql`delete from job where id in (select id from job where finished < clock_timestamp() - interval '90 days' limit 2000)`.execute(
    db,
  );
};
