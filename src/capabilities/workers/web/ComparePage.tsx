import { Link } from 'react-router';
import { readJob } from '#platform/jobsContract.ts';
import { number, useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { Loading } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { CompareTab, readComparison } from '../contract.ts';
import { CompareBegin } from './CompareBegin.tsx';
import { CompareResult } from './CompareResult.tsx';
import '#platform/web/lists.css';
import './compare.css';

/** 对表: why my number is not yours. A sheet of one's own against the register, three lists that add up. */
export const ComparePage = () => {
  const t = useT();
  const [url, setUrl] = useUrlState('id', 'tab', 'cursor');
  const read = useRead(readComparison, { id: url.id ?? '' }, { enabled: url.id !== undefined, refreshMs: 1500, keep: true });
  const of = url.id ? read.data : undefined;
  return (
    <Screen
      title={t('对表：我的数和系统的数为什么不一样', 'Compare: why my number is not yours')}
      sub={t(
        '上传自己的名单，和在册人员逐人对：只有我的表有、只有系统有、两边都有',
        'A list of your own against the register: only in yours, only in the register, in both',
      )}
      crumb={
        <>
          <Link to="/workers">{t('人员', 'People')}</Link> / {t('对表', 'Compare')}
        </>
      }
      problem={url.id ? read.error : null}
      onRetry={() => void read.refetch()}
    >
      <CompareBegin onBegun={(id) => setUrl({ id, tab: undefined, cursor: undefined })} />
      {url.id && !of && <Loading />}
      {of?.state === 'running' && <Running jobId={of.jobId} />}
      {of?.state === 'failed' && of.problem && (
        <p className="compare-failed" role="alert">
          <G k="no" /> {t('没有对成：', 'Not compared: ')}
          {t(of.problem.text)}
        </p>
      )}
      {of?.state === 'done' && of.counts && (
        <CompareResult
          of={of}
          tab={CompareTab.safeParse(url.tab).data ?? 'mine'}
          cursor={url.cursor}
          onTab={(tab) => setUrl({ tab, cursor: undefined })}
          onPage={(cursor) => setUrl({ cursor })}
        />
      )}
    </Screen>
  );
};

const Running = ({ jobId }: { jobId: string | null }) => {
  const t = useT();
  const job = useRead(readJob, { id: jobId ?? '' }, { enabled: jobId !== null, refreshMs: 1500 });
  const { done = 0, total = null, note = null } = job.data?.progress ?? {};
  const failed = job.data?.state === 'failed' ? job.data.error : null;
  if (failed)
    return (
      <p className="compare-failed" role="alert">
        <G k="no" /> {t(failed.text)}
      </p>
    );
  const share = total ? Math.min(1, done / total) : null;
  const what = t('正在对表', 'Comparing');
  return (
    <section className="compare-running" aria-label={what}>
      <h2>{what}</h2>
      <div
        className="meter"
        role="progressbar"
        aria-label={what}
        {...(share === null
          ? { 'aria-valuetext': t('正在读表', 'Reading the list') }
          : { 'aria-valuenow': Math.round(share * 100), 'aria-valuemin': 0, 'aria-valuemax': 100 })}
      >
        <i style={{ width: `${(share ?? 0) * 100}%` }} />
      </div>
      <p className="num">
        {total
          ? t(`${number(done)} / ${number(total)} 行`, `${number(done)} of ${number(total)} rows`) + (note ? t('，', ', ') + t(note) : '')
          : t('正在读表', 'Reading the list')}
      </p>
      <p className="note">
        {t('可以离开这一页，做完在“我的任务”里找得到。', 'You may leave this page; the result can be found under “My jobs”.')}
      </p>
    </section>
  );
};
