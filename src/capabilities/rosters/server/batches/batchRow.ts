// `roster_batch` as the jobs know it: read, ended, failed. The state only moves while the job that works on it is the batch's own.
import { sql } from 'kysely';
import { jobOwnerMayNot } from '#platform/jobsContract.ts';
import { fillText, Problem } from '#platform/problem.ts';
import type { Actor } from '#platform/server/actor.ts';
import { JobInterrupted } from '#platform/server/jobRunner.ts';
import type { JobContext } from '#platform/server/jobs.ts';
import type { Services } from '#platform/server/services.ts';
import type { Db, Session } from '#platform/server/store.ts';
import { type BatchCounts, type BatchSheet, type BatchState, unreadable } from '../../contractShapes.ts';
import type { BatchFacts, RowPlace } from '../applying.ts';
import { ReadRefused } from '../reading/readRefused.ts';

export const SYSTEM: Session = { role: 'system' };
/** A chunk that writes facts tells the watermark when it began. */
export const WRITES: Session = { role: 'system', writesFacts: true };

/** How far writing is, and undoing. */
export interface Reached extends RowPlace {
  /** Rows of the file, as the trial counted them. */
  readonly total: number;
  readonly auditId: number | null;
  readonly seconds: number;
  readonly undo?: {
    readonly applier: number;
    readonly after: RowPlace | null;
    readonly undone: number;
    readonly pass: { readonly undone: number; readonly kept: number; readonly last: boolean };
  };
}

export interface BatchRecord extends BatchFacts {
  readonly state: BatchState;
  readonly jobId: string | null;
  readonly fileName: string;
  readonly observedSaid: boolean;
  readonly sheets: readonly BatchSheet[];
  readonly counts: BatchCounts;
  readonly reached: Reached | null;
  readonly created: string;
}

const getBatchRecord = async (db: Db, { keys }: Pick<Services, 'keys'>, id: string): Promise<BatchRecord> => {
  const row = await db
    .selectFrom('rosterBatch as b')
    .innerJoin('file as f', 'f.id', 'b.fileId')
    .selectAll('b')
    .select('f.name')
    .where('b.id', '=', id)
    .executeTakeFirstOrThrow();
  return {
    id: row.id,
    number: row.number,
    fileHash: row.fileHash,
    area: row.area,
    organisationId: row.organisationId,
    handedIn: row.handedIn,
    observedOn: row.observedOn,
    state: row.state,
    jobId: row.jobId,
    fileName: keys.open(row.name),
    observedSaid: row.observedSaid,
    sheets: row.sheets as unknown as BatchSheet[],
    counts: row.counts as unknown as BatchCounts,
    reached: row.reached as unknown as Reached | null,
    created: row.created,
  };
};

/** The batch, where this job is the one that works on it; else somebody gave it up or took it over. */
export const takeBatch = (context: JobContext<unknown>, id: string, state: BatchState): Promise<BatchRecord> =>
  context.step(async (db) => {
    const batch = await getBatchRecord(db, context.services, id);
    if (batch.state !== state || batch.jobId !== context.id) throw new JobInterrupted('cancelled');
    return batch;
  });

/** Changes the batch while it is this job's; the whole chunk is undone where it no longer is. */
export const setBatch = async (
  db: Db,
  job: { readonly id: string },
  batch: { readonly id: string; readonly state: BatchState },
  set: ReturnType<typeof sql>,
): Promise<void> => {
  const { rows } = await sql`update roster_batch set ${set}
    where id = ${batch.id}::uuid and state = ${batch.state} and job_id = ${job.id}::uuid returning 1`.execute(db);
  if (!rows.length) throw new JobInterrupted('cancelled');
};

/** Whoever queued the job, with the rights they hold at this moment (docs/decisions/0009, 0012). */
export const ownerNow = async (db: Db, context: JobContext<unknown>, can: string): Promise<Actor> => {
  const { services, createdBy } = context;
  if (createdBy === null) throw jobOwnerMayNot({ permission: can });
  const owner = await services.actorFor(db, createdBy, services.clock.now());
  if (!owner.permissions.has(can)) throw jobOwnerMayNot({ permission: can });
  return owner;
};

/** What is refused on the way stands with the batch, as its sentence. Faults of ours are tried again by the runner. */
export const orFailed = async <T>(context: JobContext<unknown>, id: string, state: BatchState, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    const problem = error instanceof ReadRefused ? unreadable[error.fault]() : error;
    if (problem instanceof Problem) {
      const told = JSON.stringify({ code: problem.type.code, text: fillText(problem.type.text, problem.details) });
      await context.services.store.transact(SYSTEM, (db) =>
        sql`update roster_batch set state = 'failed', problem = ${told}::jsonb, version = version + 1
          where id = ${id}::uuid and state = ${state} and job_id = ${context.id}::uuid`.execute(db),
      );
    }
    throw problem;
  }
};
