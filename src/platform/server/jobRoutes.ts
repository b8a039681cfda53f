import { cancelJob, type Job, jobFinished, listJobs, type Progress, readJob } from '../jobsContract.ts';
import { notFound } from '../problem.ts';
import type { Actor } from './actor.ts';
import { type Call, handle, type Route } from './http.ts';
import { requestCancel } from './jobs.ts';
import { cappedTotal, pageOf } from './paging.ts';
import type { Services } from './services.ts';
import type { Db } from './store.ts';

const COLUMNS = [
  'id',
  'kind',
  'input',
  'state',
  'progress',
  'result',
  'error',
  'cancelRequestedAt',
  'attempts',
  'area',
  'created',
  'createdBy',
  'finished',
] as const;

const jobs = (db: Db) => db.selectFrom('job').select(COLUMNS);
type Row = Awaited<ReturnType<ReturnType<typeof jobs>['execute']>>[number];

const shown = (services: Services, { input, ...row }: Row): Job => {
  const kind = services.jobs.kinds.get(row.kind);
  return {
    ...row,
    summary: kind?.summary ?? { zh: row.kind, en: row.kind },
    subject: (input !== null && kind?.subject?.(input)) || null,
    progress: row.progress as Progress,
    error: row.error as Job['error'],
    cancelRequested: row.cancelRequestedAt !== null,
  };
};

const seesAll = (actor: Actor): boolean => actor.permissions.has('platform.jobs');

const getJob = async ({ db, actor }: Call, id: string): Promise<Row> => {
  const row = await jobs(db)
    .where('id', '=', id)
    .$if(!seesAll(actor), (q) => q.where('createdBy', '=', actor.accountId))
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
};

export const jobRoutes: readonly Route[] = [
  handle(listJobs, async ({ db, actor, services }, { cursor, size, state, kind, all }) => {
    if (all && !seesAll(actor)) throw notFound();
    let query = jobs(db);
    if (!all) query = query.where('createdBy', '=', actor.accountId);
    if (state) query = query.where('state', '=', state);
    if (kind) query = query.where('kind', '=', kind);
    const sort = {
      by: [
        { column: 'job.created', key: 'created' },
        { column: 'job.id', key: 'id' },
      ],
      descending: true,
    } as const;
    const page = await pageOf(services.keys, query, { list: `${listJobs.id} ${all ? 'all' : actor.accountId}`, sort, cursor, size });
    return { ...page, items: page.items.map((row) => shown(services, row)), total: await cappedTotal(db, query) };
  }),
  handle(readJob, async (call, { id }) => shown(call.services, await getJob(call, id))),
  handle(cancelJob, async (call, { id }) => {
    const row = await getJob(call, id);
    call.note({ area: row.area, subject: { kind: 'job', id }, details: { kind: row.kind } });
    if (!(await requestCancel(call.db, id))) throw jobFinished();
    call.afterCommit(() => call.services.jobs.wake());
    return shown(call.services, await getJob(call, id));
  }),
];
