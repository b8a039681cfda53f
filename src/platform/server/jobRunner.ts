import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { jobFault, jobOwnerMayNot } from '../jobsContract.ts';
import { fillText, Problem } from '../problem.ts';
import { actorSettings, nobody } from './actor.ts';
import { writeAudit } from './audit.ts';
import type { JobContext, StepEnd } from './jobs.ts';
import { report } from './log.ts';
import type { Services } from './services.ts';
import { type Db, outsideTransactions, type Session } from './store.ts';

/** Not an error of the job: it was cancelled, another process took it over, or the service stops. */
export class JobInterrupted extends Error {
  readonly reason: 'cancelled' | 'lost' | 'stopping';
  constructor(reason: 'cancelled' | 'lost' | 'stopping') {
    super(`job interrupted: ${reason}`);
    this.reason = reason;
  }
}

export interface RunnerOptions {
  readonly concurrency?: number;
  readonly pollMs?: number;
  readonly leaseMs?: number;
  readonly heartbeatMs?: number;
  /** The first wait after an unexpected error; doubles each time. */
  readonly retryMs?: number;
  /** True where nobody else can be running jobs (embedded database, its lock is ours): leases left by a killed process are ended at the start. */
  readonly alone?: boolean;
}

export interface JobRunner {
  /** Lets every running step finish, gives the leases back, and returns when nothing of it runs any more. */
  stop(): Promise<void>;
}

interface Claimed {
  readonly id: string;
  /**
   * Made anew for every claim, not for every process: a process that stood still past its lease may claim the very job it is still running, and
   * then the older run must lose it like anybody else's.
   */
  readonly leaseOwner: string;
  readonly kind: string;
  readonly input: unknown;
  readonly inputSealed: Buffer | null;
  readonly checkpoint: unknown;
  readonly attempts: number;
  readonly createdBy: string | null;
  readonly area: string;
  readonly cancelRequestedAt: string | null;
}

interface Running {
  readonly job: Claimed;
  /** Starts since the checkpoint last moved on. */
  attempts: number;
  lost: boolean;
  done: Promise<void>;
}

const SYSTEM: Session = { role: 'system' };

/** Runs queued jobs in this process until it is stopped. One query a second where nothing is queued. */
export const startJobRunner = (services: Services, options: RunnerOptions = {}): JobRunner => {
  const { concurrency = 2, pollMs = 1000, leaseMs = 15_000, heartbeatMs = 5000, retryMs = 2000 } = options;
  const alone = options.alone ?? services.store.kind === 'embedded';
  const kinds = [...services.jobs.kinds.keys()];
  const running = new Map<string, Running>();
  const lease = sql`clock_timestamp() + ${leaseMs}::float8 * interval '1 millisecond'`;
  let stopping = false;
  let ring = (): void => undefined;

  const claim = (): Promise<Claimed | undefined> =>
    services.store.transact(SYSTEM, async (db) => {
      const { rows } = await sql<Claimed>`
        update job set state = 'running', lease_owner = ${randomUUID()}, lease_until = ${lease}, heartbeat_at = clock_timestamp(), attempts = attempts + 1
        where id = (select id from job
          where kind = any(${kinds}) and id <> all(${[...running.keys()]}::uuid[]) and ((state = 'queued' and due <= clock_timestamp()) or (state = 'running' and lease_until < clock_timestamp()))
          order by due, id limit 1 for update skip locked)
        returning id, lease_owner, kind, input, input_sealed, checkpoint, attempts, created_by, area, cancel_requested_at`.execute(db);
      return rows[0];
    });

  /** Changes a job only while it is ours; tells whether it was. */
  const settle = (job: Claimed, set: ReturnType<typeof sql>, ended?: { state: string; problem?: string }): Promise<void> =>
    services.store.transact(SYSTEM, async (db) => {
      const { rows } = await sql`
        update job set ${set}, lease_owner = null, lease_until = null
        where id = ${job.id} and lease_owner = ${job.leaseOwner} and state = 'running' returning id`.execute(db);
      if (!rows.length || !ended) return;
      const actor = { ...nobody, accountId: job.createdBy };
      const subject = { kind: 'job', id: job.id };
      await writeAudit(
        db,
        actor,
        '',
        { action: 'platform.endJob', area: job.area, subject, details: { kind: job.kind, ...ended } },
        services.subscribers,
      );
    });

  const end = (job: Claimed, state: 'done' | 'failed' | 'cancelled', more: { result?: unknown; problem?: Problem } = {}): Promise<void> => {
    const error = more.problem ? { code: more.problem.type.code, text: fillText(more.problem.type.text, more.problem.details) } : null;
    return settle(
      job,
      sql`state = ${state}, finished = clock_timestamp(), result = ${JSON.stringify(more.result ?? null)}::jsonb, error = ${error && JSON.stringify(error)}::jsonb`,
      { state, ...(error ? { problem: error.code } : {}) },
    );
  };

  const execute = async (entry: Running): Promise<void> => {
    const { job } = entry;
    const kind = services.jobs.kinds.get(job.kind)!;
    const attempts = kind.maxAttempts ?? 5;
    const fault = () => jobFault({ attempts, id: job.id });
    try {
      if (job.cancelRequestedAt) return await end(job, 'cancelled');
      // it took its process with it every time: do not let it do so for ever
      if (job.attempts > attempts) return await end(job, 'failed', { problem: fault() });
      const input: unknown = job.inputSealed ? JSON.parse(services.keys.open(job.inputSealed)) : job.input;
      const result = await kind.run(
        contextOf(services, entry, lease, () => stopping),
        input,
      );
      await end(job, 'done', { result });
    } catch (error) {
      if (error instanceof JobInterrupted) {
        if (error.reason === 'cancelled') await end(job, 'cancelled');
        // a stop is nobody's failure: the start does not count
        if (error.reason === 'stopping') await settle(job, sql`state = 'queued', attempts = greatest(attempts - 1, 0)`);
      } else if (error instanceof Problem) await end(job, 'failed', { problem: error });
      else {
        report(services, error, { job: job.id, kind: job.kind });
        if (entry.attempts >= attempts) await end(job, 'failed', { problem: fault() });
        else {
          const wait = Math.min(retryMs * 2 ** (entry.attempts - 1), 300_000);
          await settle(job, sql`state = 'queued', due = clock_timestamp() + ${wait}::float8 * interval '1 millisecond'`);
        }
      }
    }
  };

  const take = (job: Claimed): void => {
    const entry: Running = { job, attempts: job.attempts, lost: false, done: Promise.resolve() };
    running.set(job.id, entry);
    entry.done = execute(entry)
      // the database is gone: the lease runs out and someone takes over
      .catch((error: unknown) => report(services, error))
      .finally(() => {
        running.delete(job.id);
        ring();
      });
  };

  const loop = async (): Promise<void> => {
    if (alone) await endLeases(services).catch((error: unknown) => report(services, error));
    while (!stopping) {
      let rung = false;
      const bell = new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pollMs);
        ring = () => {
          rung = true;
          clearTimeout(timer);
          resolve();
        };
      });
      try {
        while (!stopping && kinds.length && running.size < concurrency) {
          const job = await claim();
          if (!job) break;
          take(job);
        }
      } catch (error) {
        if (!stopping) report(services, error);
      }
      if (!rung && !stopping) await bell;
    }
    ring();
  };

  const beat = setInterval(() => {
    const beating = [...running.values()];
    if (!beating.length) return;
    services.store
      .transact(SYSTEM, async (db) => {
        const { rows } = await sql<{ id: string }>`
          update job set lease_until = ${lease}, heartbeat_at = clock_timestamp()
          where lease_owner = any(${beating.map((r) => r.job.leaseOwner)}::uuid[]) and state = 'running' returning id`.execute(db);
        const ours = new Set(rows.map((r) => r.id));
        for (const entry of beating) if (!ours.has(entry.job.id)) entry.lost = true;
      })
      .catch(() => undefined); // a missed beat is what the lease is for
  }, heartbeatMs);

  const silence = services.jobs.onWake(() => ring());
  const ended = outsideTransactions(loop);
  return {
    async stop() {
      stopping = true;
      ring();
      await ended;
      await Promise.all([...running.values()].map((r) => r.done));
      clearInterval(beat);
      silence();
    },
  };
};

/** Leases of processes that cannot be alive any more. */
const endLeases = (services: Services): Promise<unknown> =>
  services.store.transact(SYSTEM, (db) => sql`update job set lease_until = '-infinity' where state = 'running'`.execute(db));

const contextOf = (services: Services, entry: Running, lease: ReturnType<typeof sql>, stopping: () => boolean): JobContext<unknown> => {
  const { job } = entry;
  let checkpoint = job.checkpoint;
  const look = async (db: Db): Promise<boolean> => {
    const { rows } = await sql<{ cancelled: boolean }>`
      select cancel_requested_at is not null as cancelled from job where id = ${job.id} and lease_owner = ${job.leaseOwner} and state = 'running'`.execute(
      db,
    );
    if (!rows[0]) throw new JobInterrupted('lost');
    return rows[0].cancelled;
  };
  const context: JobContext<unknown> = {
    id: job.id,
    services,
    createdBy: job.createdBy,
    area: job.area,
    get checkpoint() {
      return checkpoint;
    },
    async step(work, end = {}, session = SYSTEM) {
      if (stopping()) throw new JobInterrupted('stopping');
      if (entry.lost) throw new JobInterrupted('lost');
      const [result, left] = await services.store.transact(session, async (db) => {
        if (await look(db)) throw new JobInterrupted('cancelled');
        const made = await work(db);
        const e: StepEnd<unknown> = typeof end === 'function' ? end(made) : end;
        const moved = e.checkpoint !== undefined;
        // Last, so that the row is locked for a moment only; no row means that someone took over meanwhile, and all of this is undone.
        const { rows } = await sql`
          update job set lease_until = ${lease}, heartbeat_at = clock_timestamp()
            ${moved ? sql`, checkpoint = ${JSON.stringify(e.checkpoint)}::jsonb, attempts = 1` : sql``}
            ${e.progress ? sql`, progress = progress || ${JSON.stringify(e.progress)}::jsonb` : sql``}
          where id = ${job.id} and lease_owner = ${job.leaseOwner} and state = 'running' returning id`.execute(db);
        if (!rows.length) throw new JobInterrupted('lost');
        return [made, e] as const;
      });
      if (left.checkpoint !== undefined) {
        checkpoint = left.checkpoint;
        entry.attempts = 1;
      }
      return result;
    },
    async stepAsOwner(can, work, end) {
      const { clock, store, actorFor } = services;
      const owner = await store.transact({ role: 'system', readOnly: true }, async (db) =>
        job.createdBy === null ? nobody : actorFor(db, job.createdBy, clock.now()),
      );
      if (!owner.permissions.has(can)) throw jobOwnerMayNot({ permission: can });
      return context.step((db) => work(db, owner), end, { role: 'app', settings: actorSettings(owner, clock.today()) });
    },
  };
  return context;
};
