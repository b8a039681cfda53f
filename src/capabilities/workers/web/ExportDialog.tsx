import { Button, Checkbox, Input, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { downloadFile } from '#platform/filesContract.ts';
import { cancelJob, readJob } from '#platform/jobsContract.ts';
import { type CallFailed, download } from '#platform/web/api.ts';
import { I } from '#platform/web/icons.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { useCan } from '#platform/web/session.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import { useRead, useWrite } from '#platform/web/useRead.ts';
import { ExportResult, exportWorkers, type WorkerFilters } from '../contractList.ts';

interface Props {
  readonly filters: WorkerFilters;
  readonly words: string;
  readonly side: 'home' | 'scope';
  readonly count: number | null | undefined;
  /** The ticked people alone. */
  readonly ids?: readonly string[];
  readonly onClose: () => void;
}

/** Export of a list: says what goes into the file and what is on record, then follows the work and offers the file. */
export const ExportDialog = ({ filters, words, side, count, ids, onClose }: Props) => {
  const t = useT();
  const can = useCan();
  const [full, setFull] = useState(false);
  const [reason, setReason] = useState('');
  const [jobId, setJobId] = useState('');
  const start = useDeed(exportWorkers, { stales: ['platform.listJobs'] });
  const short = full && reason.trim().length < 4;
  const many = typeof count === 'number' ? number(count) : null;
  const begin = async () => {
    const { side: chosen = side, ...rest } = filters;
    const done = await start.act({
      ...(ids ? { side: chosen, ids: [...ids] } : { ...rest, side: chosen }),
      full,
      ...(full ? { reason: reason.trim() } : {}),
    });
    if (done) setJobId(done.jobId);
  };
  return (
    <Modal
      open={!start.asking}
      title={
        jobId
          ? t('导出人员', 'Export people')
          : many
            ? t(`导出 ${many} 人`, `Export ${many} ${count === 1 ? 'person' : 'people'}`)
            : t('导出这份名单', 'Export this list')
      }
      onCancel={onClose}
      destroyOnHidden
      closable={{ 'aria-label': t('关上', 'Close') }}
      footer={
        jobId ? null : (
          <div className="row gap12 confirm-foot">
            <WriteProblem problem={start.problem} />
            <Button onClick={onClose}>{t('先不导', 'Not now')}</Button>
            <Button type="primary" loading={start.busy} disabled={short} onClick={() => void begin()}>
              {many ? t(`导出 ${many} 人`, `Export ${many}`) : t('导出', 'Export')}
            </Button>
          </div>
        )
      }
    >
      {jobId ? (
        <Following jobId={jobId} onClose={onClose} />
      ) : (
        <>
          <p>
            {ids
              ? t('只导出您勾选的人。', 'Only the people you ticked.')
              : t(`名单：${words || '全部'}。`, `The list: ${words || 'everybody'}.`)}{' '}
            {count === null && t('超过 10,000 人，要等一会儿；不用守着。', 'More than 10,000: this takes a while, no need to wait here.')}
          </p>
          <ul className="wk-says">
            <li>{t('证件号和手机默认遮蔽。', 'Numbers and telephones are masked unless you choose otherwise.')}</li>
            <li>
              {t(
                '文件第一行写着水印码，凭它查得到是谁、什么时候导出的。',
                'The first line of the file carries a watermark that tells who exported it and when.',
              )}
            </li>
            <li>{t('这次导出记入导出记录，审计人员看得到。', 'The export is on record; auditors see it.')}</li>
          </ul>
          {can('workers.full') && side === 'home' && (
            <div className="wk-full">
              <Checkbox checked={full} onChange={(e) => setFull(e.target.checked)}>
                {t('含完整证件号', 'With full numbers')}
              </Checkbox>
              {full && (
                <div className="field">
                  <label htmlFor="export-reason">
                    {t('作什么用（留痕，至少 4 个字）', 'For what purpose (on record, at least 4 characters)')}
                  </label>
                  <Input.TextArea
                    id="export-reason"
                    rows={2}
                    maxLength={200}
                    value={reason}
                    placeholder={t('如 报送 10 月务工月监测表', 'Such as the monthly return of October')}
                    onChange={(e) => setReason(e.target.value)}
                  />
                </div>
              )}
            </div>
          )}
          <p className="note">{t('要再确认一次是您本人。', 'You will be asked to confirm that it is you.')}</p>
        </>
      )}
    </Modal>
  );
};

const Following = ({ jobId, onClose }: { jobId: string; onClose: () => void }) => {
  const t = useT();
  const [ended, setEnded] = useState(false);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<CallFailed | null>(null);
  const read = useRead(readJob, { id: jobId }, ended ? {} : { refreshMs: 1000 });
  const cancel = useWrite(cancelJob, { stales: ['platform.'] });
  const job = read.data;
  if (job && !ended && (job.state === 'done' || job.state === 'failed' || job.state === 'cancelled')) setEnded(true);
  const result = job?.state === 'done' ? ExportResult.safeParse(job.result).data : undefined;
  const save = async () => {
    if (!result) return;
    setSaving(true);
    setProblem(null);
    try {
      await download(downloadFile, { id: result.fileId }, result.name);
    } catch (error) {
      setProblem(error as CallFailed);
    } finally {
      setSaving(false);
    }
  };
  if (read.error) return <WriteProblem problem={read.error} />;
  if (result)
    return (
      <>
        <p className="wk-line" role="status">
          <St k="ok">{t(`${number(result.rows)} 人，文件备好了`, `The file with ${number(result.rows)} people is ready`)}</St>
        </p>
        <p className="wk-line sub">
          {result.name} <span className="mute">{t(`水印码 ${result.watermark}`, `watermark ${result.watermark}`)}</span>
        </p>
        <div className="row gap12 wrap wk-line">
          <Button type="primary" icon={<I n="dl" />} loading={saving} onClick={() => void save()}>
            {t('下载', 'Download')}
          </Button>
          <Button onClick={onClose}>{t('关上', 'Close')}</Button>
          <WriteProblem problem={problem} />
        </div>
        <p className="note">{t('以后也能在“我的任务”里下载。', 'It can be downloaded under My jobs later, too.')}</p>
      </>
    );
  if (job?.state === 'failed')
    return (
      <p role="alert">
        <St k="no">{job.error ? t(job.error.text) : t('没有办成', 'This failed')}</St>
      </p>
    );
  if (job?.state === 'cancelled')
    return (
      <p role="status">
        <St k="off">{t('已取消，没有生成文件', 'Cancelled; no file was made')}</St>
      </p>
    );
  const { done, total } = job?.progress ?? { done: 0, total: null };
  return (
    <>
      <p className="wk-line" role="status">
        <St k="due">
          {done
            ? t(
                `正在写，${number(done)}${total ? ` / ${number(total)}` : ''} 人`,
                `Writing, ${number(done)}${total ? ` of ${number(total)}` : ''}`,
              )
            : t('排着队，马上开始', 'Waiting for its turn')}
        </St>
      </p>
      <p className="wk-line sub">
        {t('可以关上这里去做别的，办好了在', 'You may close this and go on; the file will be under ')}
        <Link to="/jobs">{t('我的任务', 'My jobs')}</Link>
        {t('里下载。', '.')}
      </p>
      <div className="row gap12">
        <Button loading={cancel.isPending} disabled={job?.cancelRequested ?? false} onClick={() => cancel.mutate({ id: jobId })}>
          {job?.cancelRequested ? t('正在停', 'Stopping') : t('取消导出', 'Cancel the export')}
        </Button>
        <Button type="text" onClick={onClose}>
          {t('关上', 'Close')}
        </Button>
      </div>
    </>
  );
};
