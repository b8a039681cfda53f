import { Button } from 'antd';
import { useState } from 'react';
import { type CallFailed, download } from '#platform/web/api.ts';
import { Confirm } from '#platform/web/confirm.tsx';
import { I } from '#platform/web/icons.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useWrite } from '#platform/web/useRead.ts';
import { cancelBatch, commitBatch, readErrorFile, undoBatch } from '../contractBatches.ts';
import type { Batch } from '../contractShapes.ts';
import { bareName, goingIn, runs } from './batchWords.ts';

interface Props {
  readonly batch: Batch;
  /** Changes of the mapping that were not checked yet: what would be written is not what is shown. */
  readonly unchecked: number;
  /** Nothing of it can be written by this account. */
  readonly trial: boolean;
  readonly onBatch: (batch: Batch) => void;
  readonly onReload: () => void;
}

export const useErrorFile = (batch: Batch) => {
  const t = useT();
  const [problem, setProblem] = useState<CallFailed | null>(null);
  const [busy, setBusy] = useState(false);
  const get = async () => {
    setProblem(null);
    setBusy(true);
    const ending = /\.(xlsx|xlsm)$/i.exec(batch.fileName)?.[0] ?? '.xlsx';
    try {
      await download(readErrorFile, { id: batch.id }, `${bareName(batch.fileName)}-${t('失败原因', 'reasons')}${ending}`);
    } catch (error) {
      setProblem(error as CallFailed);
    }
    setBusy(false);
  };
  return { get, busy, problem };
};

/** Whether there is anything to be sent back to whoever looks, and the batch stands still. */
export const hasErrors = (batch: Batch): boolean =>
  batch.may.file &&
  batch.counts.refused + batch.counts.doubtful > 0 &&
  !runs(batch.state) &&
  batch.state !== 'asks' &&
  batch.state !== 'failed';

/** What can be done with the batch now: one strong button, the others plain. */
export const BatchDeeds = ({
  batch,
  unchecked,
  trial,
  onBatch,
  onReload,
  errors,
}: Props & { errors: ReturnType<typeof useErrorFile> | null }) => {
  const t = useT();
  const [asked, setAsked] = useState<'cancel' | 'undo' | null>(null);
  const options = { stales: ['rosters.listBatches', 'rosters.listBatchRows'], onDone: onBatch };
  const commit = useWrite(commitBatch, options);
  const answered = (next: Batch) => {
    setAsked(null);
    onBatch(next);
  };
  const cancel = useWrite(cancelBatch, { ...options, onDone: answered });
  const undo = useWrite(undoBatch, { ...options, onDone: answered });
  const leave = () => {
    setAsked(null);
    cancel.reset();
    undo.reset();
  };
  const rows = goingIn(batch.counts);
  const { counts, may, state, number: no } = batch;
  const stale = (error: CallFailed) => {
    if (error.code === 'platform.changed' || error.code === 'rosters.notNow') onReload();
  };
  const write = () => commit.mutate({ id: batch.id, version: batch.version }, { onError: stale });
  const running = runs(state);
  // writing was stopped half-way: what stands, stands
  const half = may.commit && state !== 'judged';
  const takenBack = counts.new + counts.changed;
  return (
    <div className="batch-deeds">
      <div className="row gap8 wrap">
        {errors && (
          <Button icon={<I n="dl" />} loading={errors.busy} onClick={() => void errors.get()}>
            {t('失败原因表', 'Reasons as a sheet')}
          </Button>
        )}
        {may.cancel && (
          <Button onClick={() => setAsked('cancel')}>
            {running ? (state === 'reading' ? t('取消', 'Cancel') : t('停下', 'Stop')) : t('取消本批', 'Give it up')}
          </Button>
        )}
        {may.undo && (
          <Button onClick={() => setAsked('undo')}>
            {state === 'written' || half ? t('撤销本批', 'Undo the batch') : t('接着撤销', 'Go on undoing')}
          </Button>
        )}
        {half && (
          <Button type="primary" loading={commit.isPending} onClick={() => write()}>
            {t('接着写完', 'Go on writing')}
          </Button>
        )}
        {state === 'judged' && !trial && (may.commit || rows === 0) && (
          <Button
            type={unchecked ? 'default' : 'primary'}
            loading={commit.isPending}
            disabled={rows === 0 || unchecked > 0 || !may.commit}
            onClick={write}
          >
            {rows === 0 ? t('没有能提交的行', 'No row to submit') : t(`提交 ${number(rows)} 行`, `Submit ${number(rows)} rows`)}
          </Button>
        )}
      </div>
      {state === 'judged' && !trial && unchecked > 0 && (
        <p className="note">{t('列的对应改过，先重新预检再提交。', 'The columns were changed; check again before submitting.')}</p>
      )}
      {state === 'judged' && !trial && rows === 0 && (
        <p className="note">
          {t('下载失败原因表，在表里改好，再交一次。', 'Download the reasons, correct the sheet and hand it in again.')}
        </p>
      )}
      <WriteProblem problem={commit.error ?? errors?.problem ?? null} />
      <Confirm
        open={asked === 'cancel'}
        title={running ? t(`停下批次 ${no}？`, `Stop batch ${no}?`) : t(`取消批次 ${no}？`, `Give batch ${no} up?`)}
        action={running ? t('停下', 'Stop') : t('取消本批', 'Give it up')}
        busy={cancel.isPending}
        problem={cancel.error}
        onCancel={leave}
        onAct={() => cancel.mutate({ id: batch.id }, { onError: stale })}
      >
        {state === 'writing'
          ? t(
              '已经写入的行都留着，还没写的不再写；之后可以接着写完，也可以撤销。',
              'Rows already written stay, the rest is not written; afterwards you can go on, or undo it.',
            )
          : state === 'undoing'
            ? t(
                '已经撤掉的不再恢复，还没撤的留着；之后可以接着撤销。',
                'What was undone stays undone, the rest stays; you can go on afterwards.',
              )
            : t(
                '这一批什么都没有写入。取消后不能再提交，要用时把表再交一次。',
                'Nothing of this batch was written. It cannot be submitted afterwards; hand the file in again when you need it.',
              )}
      </Confirm>
      <Confirm
        open={asked === 'undo'}
        title={t(`撤销批次 ${no}？`, `Undo batch ${no}?`)}
        action={t(`撤销 ${number(takenBack)} 行`, `Undo ${number(takenBack)} rows`)}
        danger
        busy={undo.isPending}
        problem={undo.error}
        onCancel={leave}
        onAct={() => undo.mutate({ id: batch.id, version: batch.version }, { onError: stale })}
      >
        <ul className="undo-says">
          <li>{t(`新增的 ${number(counts.new)} 行收回；`, `${number(counts.new)} new rows are taken back;`)}</li>
          <li>{t(`有改动的 ${number(counts.changed)} 行改回原样；`, `${number(counts.changed)} changed rows become what they were;`)}</li>
          <li>
            {t(
              `无变化的 ${number(counts.unchanged)} 行没有改过登记的内容，不用改回；`,
              `${number(counts.unchanged)} unchanged rows altered nothing;`,
            )}
          </li>
          <li>
            {t('这批之后又有更新记录的行不撤，会逐行说明。', 'rows that something newer rests on stay, and each is told with its reason.')}
          </li>
        </ul>
      </Confirm>
    </div>
  );
};
