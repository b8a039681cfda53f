import { Button, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Input } from '#platform/contract.ts';
import { downloadFile } from '#platform/filesContract.ts';
import { readJob } from '#platform/jobsContract.ts';
import { download } from '#platform/web/api.ts';
import { I } from '#platform/web/icons.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import { useRead } from '#platform/web/useRead.ts';
import { exportRound, type listRound, RoundExportResult } from '../../contractRounds.ts';

/** The list as a workbook: out, filled in with WPS, in again under 导入. */
export const RoundExport = ({ filter, onClose }: { filter: Input<typeof listRound>; onClose: () => void }) => {
  const t = useT();
  const deed = useDeed(exportRound);
  const [jobId, setJobId] = useState<string | null>(null);
  return (
    <Modal
      open={!deed.asking}
      title={t('导出核验名单', 'Export the list')}
      onCancel={onClose}
      destroyOnHidden
      closable={{ 'aria-label': t('关上', 'Close') }}
      footer={
        jobId ? null : (
          <div className="row gap12 confirm-foot">
            <WriteProblem problem={deed.problem} />
            <Button onClick={onClose}>{t('先不导', 'Not now')}</Button>
            <Button type="primary" loading={deed.busy} onClick={() => void deed.act(filter).then((r) => r && setJobId(r.jobId))}>
              {t('导出', 'Export')}
            </Button>
          </div>
        )
      }
    >
      {jobId ? (
        <Following jobId={jobId} />
      ) : (
        <>
          <p>
            {t(
              '按现在的筛选导出。结果、日期、原因用下拉选；填好后到“导入”原样交回，答案就记进去。',
              'What the filters show. Answer, day and reason are chosen from drop-downs; hand the file in again under Imports and the answers are recorded.',
            )}
          </p>
          <p className="note">
            {t(
              '电话遮蔽；文件带水印，导出留痕。要再确认一次是您本人。',
              'Telephones are masked; the file carries a watermark and the export is on record. You will be asked to confirm that it is you.',
            )}
          </p>
        </>
      )}
    </Modal>
  );
};

const Following = ({ jobId }: { jobId: string }) => {
  const t = useT();
  const [ended, setEnded] = useState(false);
  const { data: job } = useRead(readJob, { id: jobId }, ended ? {} : { refreshMs: 1000 });
  if (job && !ended && !['queued', 'running'].includes(job.state)) setEnded(true);
  const result = job?.state === 'done' ? RoundExportResult.safeParse(job.result).data : undefined;
  if (result)
    return (
      <>
        <p role="status">
          <St k="ok">{t(`${number(result.rows)} 段，文件备好了`, `The file with ${number(result.rows)} rows is ready`)}</St>
        </p>
        <div className="row gap12">
          <Button type="primary" icon={<I n="dl" />} onClick={() => void download(downloadFile, { id: result.fileId }, result.name)}>
            {t('下载', 'Download')}
          </Button>
          <Link to="/imports">{t('填好后去导入', 'Filled in: go to imports')}</Link>
        </div>
      </>
    );
  if (job?.state === 'failed')
    return (
      <p role="alert">
        <St k="no">{job.error ? t(job.error.text) : t('没有办成', 'This failed')}</St>
      </p>
    );
  return (
    <p role="status">
      <St k="due">{t(`正在写，${number(job?.progress?.done ?? 0)} 段`, `Writing, ${number(job?.progress?.done ?? 0)} rows`)}</St>{' '}
      <Link to="/jobs">{t('也在“我的任务”里', 'Also under My jobs')}</Link>
    </p>
  );
};
