import { z } from 'zod';
import { endpoint, Id, Instant, page, paged, TextOut } from './contract.ts';
import { problem } from './problem.ts';

export const JobState = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);
export type JobState = z.infer<typeof JobState>;

export const jobStateText: Record<JobState, { zh: string; en: string }> = {
  queued: { zh: '排队中', en: 'Queued' },
  running: { zh: '进行中', en: 'Running' },
  done: { zh: '已完成', en: 'Done' },
  failed: { zh: '没有办成', en: 'Failed' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
};

/** How far a job is; `total` null = not known. `note` is a short sentence without personal data. */
export const Progress = z.object({
  done: z.number().default(0),
  total: z.number().nullable().default(null),
  note: TextOut.nullable().default(null),
});
export type Progress = z.infer<typeof Progress>;

export const Job = z.object({
  id: Id,
  kind: z.string(),
  /** What it does, in words. */
  summary: TextOut,
  state: JobState,
  progress: Progress,
  /** What it works on, where that is one thing. */
  subject: z.object({ kind: z.string(), id: Id }).nullable(),
  /** What the kind hands back: counts, the id of a file; never personal data. */
  result: z.unknown(),
  error: z.object({ code: z.string(), text: TextOut }).nullable(),
  cancelRequested: z.boolean(),
  attempts: z.int(),
  area: z.string(),
  created: Instant,
  createdBy: Id.nullable(),
  finished: Instant.nullable(),
});
export type Job = z.infer<typeof Job>;

export const jobFinished = problem(
  'platform.jobFinished',
  409,
  '这项任务已经结束，不用取消',
  'This job has already ended; there is nothing to cancel',
);
/** Kept with a job that failed by a fault of ours. */
export const jobFault = problem(
  'platform.jobFault',
  500,
  '试了 {attempts} 次没有办成，这是我们的错；已完成的部分都还在。报障时请念任务号 {id}',
  'This failed {attempts} times and it is our fault; what was done so far is kept. Please quote job {id}',
);

/** Kept with a job whose owner lost the right to it while it waited or ran. */
export const jobOwnerMayNot = problem(
  'platform.jobOwnerMayNot',
  403,
  '开这项任务的账号已经停用，或者不再有这项权限（{permission}），任务停在这里',
  'The account that started this job is disabled or no longer has its permission ({permission}); the job stopped here',
);

export const listJobs = endpoint({
  id: 'platform.listJobs',
  method: 'GET',
  path: '/jobs',
  can: 'signedIn',
  summary: { zh: '我的任务', en: 'My jobs' },
  input: z.object({
    ...paged,
    state: JobState.optional(),
    kind: z.string().max(80).optional(),
    /** Everybody's; needs the permission `platform.jobs`. */
    all: z.boolean().default(false),
  }),
  output: page(Job),
});

export const readJob = endpoint({
  id: 'platform.readJob',
  method: 'GET',
  path: '/jobs/:id',
  can: 'signedIn',
  summary: { zh: '查看一项任务', en: 'Read one job' },
  input: z.object({ id: Id }),
  output: Job,
});

export const cancelJob = endpoint({
  id: 'platform.cancelJob',
  method: 'POST',
  path: '/jobs/:id/cancel',
  can: 'signedIn',
  summary: { zh: '取消任务', en: 'Cancel a job' },
  input: z.object({ id: Id }),
  output: Job,
  problems: [jobFinished],
});

export const jobEndpoints = [listJobs, readJob, cancelJob] as const;
