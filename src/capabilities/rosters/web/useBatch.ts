import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { readJob } from '#platform/jobsContract.ts';
import { useRead } from '#platform/web/useRead.ts';
import { readBatch } from '../contractBatches.ts';
import type { Batch } from '../contractShapes.ts';
import { runs } from './batchWords.ts';

/** One batch, looked at again while a job is at it; its rows are read anew when it has moved on. */
export const useBatch = (id: string) => {
  const client = useQueryClient();
  // whether it runs is known only from the answer: asked again by the query itself
  const known = client.getQueryData<Batch>([readBatch.id, { id }]);
  const read = useRead(readBatch, { id }, known && runs(known.state) ? { refreshMs: 1200 } : {});
  const stands = read.data ? `${read.data.state} ${read.data.version}` : '';
  const before = useRef(stands);
  useEffect(() => {
    if (before.current && before.current !== stands)
      void client.invalidateQueries({ predicate: (q) => ['rosters.listBatchRows', 'rosters.listBatches'].includes(String(q.queryKey[0])) });
    before.current = stands;
  }, [stands, client]);
  const set = (batch: Batch) => client.setQueryData([readBatch.id, { id }], batch);
  return { read, set };
};

/** How far the job of a batch is, and its speed over the last seconds. Nothing where the job may not be read by whoever looks. */
export const useBatchJob = (batch: Batch) => {
  const enabled = batch.jobId !== null && runs(batch.state);
  const read = useRead(readJob, { id: batch.jobId ?? batch.id }, { enabled, ...(enabled ? { refreshMs: 1000 } : {}) });
  const seen = useRef<{ id: string; marks: { at: number; done: number }[] }>({ id: '', marks: [] });
  const job = enabled ? read.data : undefined;
  if (job && seen.current.id !== job.id) seen.current = { id: job.id, marks: [] };
  const { marks } = seen.current;
  if (job && marks.at(-1)?.done !== job.progress.done) {
    marks.push({ at: Date.now(), done: job.progress.done });
    if (marks.length > 8) marks.shift();
  }
  const [first, last] = [marks[0], marks.at(-1)];
  const perSecond = first && last && last.at > first.at ? ((last.done - first.done) * 1000) / (last.at - first.at) : null;
  return { job, perSecond: perSecond !== null && perSecond > 0 ? Math.round(perSecond) : null };
};
