import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import { Id } from '#platform/contract.ts';
import { downloadFile } from '#platform/filesContract.ts';
import { cancelJob, type Job, type JobState, jobStateText, listJobs } from '#platform/jobsContract.ts';
import { type CallFailed, download } from '#platform/web/api.ts';
import { DataTable } from '#platform/web/DataTable.tsx';
import { I } from '#platform/web/icons.tsx';
import { instant, number, useT } from '#platform/web/lang.tsx';
import { type MarkKind, St } from '#platform/web/marks.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useCan } from '#platform/web/session.tsx';
import { Empty, WriteProblem } from '#platform/web/states.tsx';
import { useRead, useWrite } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';

const MARK: Record<JobState, MarkKind> = { queued: 'later', running: 'info', done: 'ok', failed: 'no', cancelled: 'off' };

/** 我的任务: long work, where it stands, and how to stop it. One may leave this page; the work goes on. */
export const JobsPage = () => {
  const t = useT();
  const can = useCan();
  const [url, setUrl] = useUrlState('cursor', 'all');
  const all = url.all === '1' && can('platform.jobs');
  const jobs = useRead(listJobs, { all, ...(url.cursor ? { cursor: url.cursor } : {}) }, { keep: true, refreshMs: 2000 });
  const cancel = useWrite(cancelJob, { stales: ['platform.listJobs'] });
  const items = jobs.data?.items ?? [];
  const stands = ({ progress: { done, total, note } }: Job) =>
    total === null && done === 0
      ? note
        ? t(note)
        : '—'
      : `${number(done)}${total === null ? '' : ` / ${number(total)}`}${note ? ` ${t(note)}` : ''}`;
  return (
    <Screen
      title={all ? t('全部任务', 'All jobs') : t('我的任务', 'My jobs')}
      sub={t('离开这一页不影响任务', 'You may leave this page; the work goes on')}
      busy={jobs.isPending}
      problem={jobs.error}
      onRetry={() => void jobs.refetch()}
    >
      {can('platform.jobs') && (
        <p className="filters">
          <Checkbox checked={all} onChange={(e) => setUrl({ all: e.target.checked ? '1' : undefined, cursor: undefined })}>
            {t('所有人的', 'Everybody’s')}
          </Checkbox>
        </p>
      )}
      <WriteProblem problem={cancel.error} />
      {items.length === 0 ? (
        <Empty
          title={t('还没有任务', 'No jobs yet')}
          hint={t(
            '导入、导出、封账这类要等的事，会在这里显示办到哪一步。',
            'Imports, exports and the like appear here with how far they are.',
          )}
        />
      ) : (
        <DataTable<Job>
          label={t('任务', 'Jobs')}
          rows={items}
          rowKey={(j) => j.id}
          rowName={(j) => t(j.summary)}
          columns={[
            { key: 'what', title: t('任务', 'Job'), cell: (j) => <JobName job={j} /> },
            { key: 'state', title: t('状态', 'State'), main: true, cell: (j) => <St k={MARK[j.state]}>{t(jobStateText[j.state])}</St> },
            { key: 'progress', title: t('办到哪里', 'Progress'), right: true, main: true, cell: stands },
            { key: 'created', title: t('开始', 'Started'), cell: (j) => <time className="num nowrap">{instant(j.created)}</time> },
            {
              key: 'finished',
              title: t('结束', 'Ended'),
              cell: (j) => (j.finished ? <time className="num nowrap">{instant(j.finished)}</time> : '—'),
            },
            {
              key: 'error',
              title: t('说明', 'Note'),
              cell: (j) => (j.error ? t(j.error.text) : j.state === 'done' ? <JobFile result={j.result} /> : ''),
            },
            {
              key: 'cancel',
              title: <span className="vh">{t('操作', 'Action')}</span>,
              cell: (j) =>
                j.state === 'queued' || j.state === 'running' ? (
                  <Button size="small" disabled={j.cancelRequested} onClick={() => cancel.mutate({ id: j.id })}>
                    {j.cancelRequested ? t('正在停', 'Stopping') : t('取消', 'Cancel')}
                  </Button>
                ) : null,
            },
          ]}
          paging={{
            total: jobs.data?.total ?? null,
            next: jobs.data?.next ?? null,
            previous: jobs.data?.previous,
            first: !url.cursor,
            unit: t('项', 'jobs'),
            onPage: (cursor) => setUrl({ cursor }),
          }}
        />
      )}
    </Screen>
  );
};

/** Where the thing that a job works on is shown. */
const SHOWN: Readonly<Record<string, (id: string) => string>> = {
  batch: (id) => `/imports/${id}`,
  comparison: (id) => `/compare?id=${id}`,
  freeze: (id) => `/figures/freeze/${id}`,
};

/** What it does; a job of an import leads to its batch, one of a comparison to its lists. */
const JobName = ({ job }: { job: Job }) => {
  const t = useT();
  const to = job.subject && SHOWN[job.subject.kind]?.(job.subject.id);
  return to ? <Link to={to}>{t(job.summary)}</Link> : t(job.summary);
};

const FileMade = z.object({ fileId: Id, name: z.string() });

/** The file a job made, where it made one. */
const JobFile = ({ result }: { result: unknown }) => {
  const t = useT();
  const [problem, setProblem] = useState<CallFailed | null>(null);
  const made = FileMade.safeParse(result).data;
  if (!made) return null;
  return (
    <span className="row wrap">
      <Button
        size="small"
        icon={<I n="dl" />}
        onClick={() => {
          setProblem(null);
          download(downloadFile, { id: made.fileId }, made.name).catch(setProblem);
        }}
      >
        {t('下载', 'Download')}
        <span className="vh"> {made.name}</span>
      </Button>
      <WriteProblem problem={problem} />
    </span>
  );
};
