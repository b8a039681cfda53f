import { useEffect, useState } from 'react';
import { number, useT } from '#platform/web/lang.tsx';
import type { Batch } from '../contractShapes.ts';
import { duration } from './batchWords.ts';
import { useBatchJob } from './useBatch.ts';

/** Where the job stands: rows, rows a second, how long. The page may be left; the work goes on. */
export const BatchProgress = ({ batch }: { batch: Batch }) => {
  const t = useT();
  const { job, perSecond } = useBatchJob(batch);
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 1000);
    return () => window.clearInterval(timer);
  }, []);
  const { done = 0, total = null, note = null } = job?.progress ?? {};
  const what =
    batch.state === 'writing' ? t('正在写入', 'Writing') : batch.state === 'undoing' ? t('正在撤销', 'Undoing') : t('正在预检', 'Checking');
  const share = total ? Math.min(1, done / total) : null;
  const spent = job ? Math.max(0, (now - Date.parse(job.created)) / 1000) : null;
  const facts = [
    done > 0 &&
      (total
        ? t(`${number(done)} / ${number(total)} 行`, `${number(done)} of ${number(total)} rows`)
        : t(`已读 ${number(done)} 行`, `${number(done)} rows so far`)),
    note ? t(note) : perSecond !== null && t(`每秒 ${number(perSecond)} 行`, `${number(perSecond)} rows a second`),
    spent !== null && spent >= 2 && t(`已用 ${duration(Math.round(spent)).zh}`, `${duration(Math.round(spent)).en} so far`),
    job?.state === 'queued' && t('排队中', 'waiting its turn'),
  ].filter((x): x is string => typeof x === 'string');
  return (
    <section className="batch-running" aria-label={what}>
      <h2>{what}</h2>
      <div
        className={`meter batch-meter ${share === null ? 'unknown' : ''}`}
        role="progressbar"
        aria-label={what}
        {...(share === null
          ? { 'aria-valuetext': facts[0] ?? what }
          : { 'aria-valuenow': Math.round(share * 100), 'aria-valuemin': 0, 'aria-valuemax': 100 })}
      >
        <i style={{ width: `${(share ?? 0) * 100}%` }} />
      </div>
      <p className="num">{facts.join(t('，', ', ')) || t('就要开始', 'About to begin')}</p>
      <p className="note">
        {t(
          '可以离开这一页，做完在“等我办的事”和“我的任务”里找得到。',
          'You may leave this page; the result waits under “What waits for me” and “My jobs”.',
        )}
      </p>
    </section>
  );
};
