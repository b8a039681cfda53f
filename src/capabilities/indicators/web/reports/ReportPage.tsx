import { Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { cancelJob } from '#platform/jobsContract.ts';
import { type CallFailed, download } from '#platform/web/api.ts';
import { I } from '#platform/web/icons.tsx';
import { Seal, Sec } from '#platform/web/kit.tsx';
import { instant, number, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { PrintFoot, PrintHead } from '#platform/web/Print.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useCan } from '#platform/web/session.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useSteppedUp } from '#platform/web/stepUp.tsx';
import { useRead, useWrite } from '#platform/web/useRead.ts';
import type { ReportContent } from '../../contractReportShapes.ts';
import { type Format, MAKE, type ReportLine, readReport, takeReport } from '../../contractReports.ts';
import { PublicityButton } from './PublicityDialog.tsx';
import { SheetNotes, SheetTable } from './SheetTable.tsx';
import { formatTexts, stateTexts } from './words.ts';
import '../figures.css';
import './reports.css';

/** One report: how far it is, then the table on the page and its files. */
export const ReportPage = () => {
  const t = useT();
  const can = useCan();
  const { id = '' } = useParams();
  const [ended, setEnded] = useState(false);
  const read = useRead(readReport, { id }, ended ? {} : { refreshMs: 1500 });
  const d = read.data;
  if (d && !ended && d.state !== 'queued' && d.state !== 'running') setEnded(true);
  const content = d?.content;
  return (
    <Screen
      title={d ? t(d.title) : t('报表', 'Report')}
      crumb={<Link to="/figures/reports">{t('报表', 'Reports')}</Link>}
      sub={
        d && (
          <>
            {t(d.areaName)}
            {t('，', ', ')}
            {content ? t(content.period.words) : d.period}
            {content && t(`，按 ${asOf(content)} 所知`, `, as known at ${asOf(content)}`)}
          </>
        )
      }
      actions={d && content && can(MAKE) && <Files of={d} />}
      busy={read.isPending}
      problem={read.error}
      onRetry={() => void read.refetch()}
    >
      {d && !content && <UnderWay of={d} />}
      {d && content && (
        <>
          <PrintHead
            title={t(content.title)}
            sub={t(`${content.unit.zh}，${content.period.words.zh}`, `${content.unit.en}, ${content.period.words.en}`)}
          />
          <p className="rp-standing">
            {content.seal ? (
              <>
                <Seal t={t('封账', 'frozen')} />
                <span>
                  {t(
                    `${content.seal.map((s) => `${s.name.zh} ${s.month}`).join('、')}已封账，双方已签；之后的更正不改这张表`,
                    `${content.seal.map((s) => `${s.name.en} ${s.month}`).join(', ')} frozen and signed by both sides; later corrections change nothing here`,
                  )}
                </span>
              </>
            ) : (
              <St k="due">
                {t('未封账：以后补来的证据和更正会改变这些数', 'Not frozen: evidence and corrections that come later change these numbers')}
              </St>
            )}
          </p>
          <SheetTable content={content} label={t(content.title)} />
          <SheetNotes content={content} />
          {can('indicators.publicity') && <PublicityButton content={content} />}
        </>
      )}
      <PrintFoot />
    </Screen>
  );
};
const asOf = (content: ReportContent): string => {
  const k = content.columns.find((c) => c.knownAt !== null)?.knownAt;
  return k ? instant(k) : '—';
};

const Files = ({ of: d }: { of: ReportLine }) => {
  const t = useT();
  const stepped = useSteppedUp();
  const [busy, setBusy] = useState<Format | null>(null);
  const [problem, setProblem] = useState<CallFailed | null>(null);
  const take = async (format: Format) => {
    setBusy(format);
    setProblem(null);
    try {
      const name = `${t(d.title)}-${t(d.areaName)}-${d.period.replace('..', t('至', ' to '))}.${format}`;
      await stepped(() => download(takeReport, { id: d.id, format }, name));
    } catch (error) {
      // closing the question is no failure
      if ((error as CallFailed).code !== 'access.stepUpNeeded') setProblem(error as CallFailed);
    } finally {
      setBusy(null);
    }
  };
  return (
    <>
      {d.files.map((f, i) => (
        <Button
          key={f.format}
          type={i === 0 ? 'primary' : 'default'}
          icon={<I n="dl" />}
          loading={busy === f.format}
          onClick={() => void take(f.format)}
        >
          {t(formatTexts[f.format])}
        </Button>
      ))}
      <WriteProblem problem={problem} />
    </>
  );
};

const UnderWay = ({ of: d }: { of: ReportLine }) => {
  const t = useT();
  const cancel = useWrite(cancelJob, { stales: ['indicators.readReport', 'indicators.listReports', 'platform.'] });
  if (d.state === 'failed' || d.state === 'cancelled')
    return (
      <div className="state" role="status">
        <h2>{d.state === 'failed' ? t('没有做成', 'It could not be made') : t('已取消，没有生成文件', 'Cancelled; no file was made')}</h2>
        {d.error && (
          <p>
            <St k="no">{t(d.error)}</St>
          </p>
        )}
        <p>
          <Link to="/figures/reports">{t('回到报表，重新做一份', 'Back to the reports, to make it again')}</Link>
        </p>
      </div>
    );
  const { done, total, note } = d.progress ?? { done: 0, total: null, note: null };
  return (
    <section aria-label={t('进度', 'Progress')}>
      <Sec t={t(stateTexts[d.state])} />
      <p role="status">
        <St k="due">
          {total
            ? t(
                `${note?.zh ?? '正在做'}，第 ${number(done)} 步，共 ${number(total)} 步`,
                `${note?.en ?? 'Being made'}, step ${number(done)} of ${number(total)}`,
              )
            : t('排着队，马上开始', 'Waiting for its turn')}
        </St>
      </p>
      <p className="sub">
        {t('可以离开这一页去做别的；做好了在“报表”和', 'You may leave this page; it will stand under reports and ')}
        <Link to="/jobs">{t('我的任务', 'My jobs')}</Link>
        {t('里。', '.')}
      </p>
      {d.jobId && (
        <Button loading={cancel.isPending} onClick={() => cancel.mutate({ id: d.jobId! })}>
          {t('取消这份报表', 'Cancel this report')}
        </Button>
      )}
      <WriteProblem problem={cancel.error} />
    </section>
  );
};
