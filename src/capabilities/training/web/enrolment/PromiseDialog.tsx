import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { downloadFile } from '#platform/filesContract.ts';
import { type CallFailed, download } from '#platform/web/api.ts';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { FileField, useSentFile } from '#platform/web/FileField.tsx';
import { Field } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useWrite } from '#platform/web/useRead.ts';
import {
  enterPromise,
  type OrderOut,
  PROMISE_FILE,
  PromiseDeed,
  promiseDeedTexts,
  promiseTexts,
  type TraineePromises,
} from '../../contract.ts';
import { PROMISE } from './parts.tsx';

interface Props {
  readonly of: OrderOut;
  readonly trainee: TraineePromises;
  readonly onClose: () => void;
}
/** What one trainee's promises rest on; intents, agreements and practice are entered and corrected here. */
export const PromiseDialog = ({ of: o, trainee, onClose }: Props) => {
  const t = useT();
  const now = o.people.find((p) => p.enrolmentId === trainee.enrolmentId) ?? trainee;
  const [kind, setKind] = useState<PromiseDeed | null>(null);
  return (
    <Modal
      open
      width={640}
      title={t(`${now.worker.name}的四项承诺`, `The four promises of ${now.worker.name}`)}
      onCancel={onClose}
      mask={{ closable: false }}
      closable={{ 'aria-label': t('关上', 'Close') }}
      footer={null}
    >
      <ul className="en-signs">
        {now.checks.map((c) => (
          <li key={c.promise}>
            <b className="b">{t(promiseTexts[c.promise])}</b> <St k={PROMISE[c.state]}>{t(c.text)}</St>
          </li>
        ))}
        {PromiseDeed.options.map((k) => {
          const d = now.deeds.find((x) => x.kind === k);
          return (
            <li key={k} className="row gap12 wrap">
              <span className="s13 sub">{t(promiseDeedTexts[k])}</span>
              {d ? (
                <span className="num">
                  {d.onDay}
                  {d.toDay && ` – ${d.toDay}`} <span lang="zh-CN">{o.posts.find((p) => p.id === d.postId)?.title ?? ''}</span>
                  {d.note && (
                    <span className="s13 sub" lang="zh-CN">
                      {' '}
                      {d.note}
                    </span>
                  )}
                </span>
              ) : (
                <span className="mute">{t('没有登记', 'not entered')}</span>
              )}
              {d?.file && <FileLink id={d.file.id} name={d.file.name} />}
              <Button size="small" onClick={() => setKind(k)}>
                {d ? t('更正', 'Correct') : t('登记', 'Enter')}
              </Button>
            </li>
          );
        })}
      </ul>
      {kind && <DeedForm key={kind} of={o} trainee={now} kind={kind} onDone={() => setKind(null)} />}
    </Modal>
  );
};
const FileLink = ({ id, name }: { id: string; name: string }) => {
  const [problem, setProblem] = useState<CallFailed | null>(null);
  return (
    <>
      <Button size="small" type="link" onClick={() => void download(downloadFile, { id }, name).catch((e: CallFailed) => setProblem(e))}>
        {name}
      </Button>
      <WriteProblem problem={problem} />
    </>
  );
};

const DeedForm = ({ of: o, trainee, kind, onDone }: { of: OrderOut; trainee: TraineePromises; kind: PromiseDeed; onDone: () => void }) => {
  const t = useT();
  const before = trainee.deeds.find((d) => d.kind === kind);
  const [postId, setPostId] = useState<string | null>(before?.postId ?? (kind === 'intent' ? null : trainee.postId));
  const [onDay, setOnDay] = useState<string | undefined>(before?.onDay);
  const [toDay, setToDay] = useState<string | undefined>(before?.toDay ?? undefined);
  const [note, setNote] = useState(before?.note ?? '');
  const [reason, setReason] = useState('');
  const scan = useSentFile(PROMISE_FILE, before?.file ?? null);
  const write = useWrite(enterPromise, { stales: ['training.'], onDone });
  const send = (remove: boolean) =>
    write.mutate({
      enrolmentId: trainee.enrolmentId,
      kind,
      seen: before?.recorded ?? null,
      remove,
      postId,
      onDay: onDay ?? before?.onDay ?? '',
      toDay: kind === 'practice' ? (toDay ?? null) : null,
      note,
      fileId: scan.file?.id ?? null,
      reason,
    });
  return (
    <form
      className="en-dialog"
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        e.stopPropagation();
        send(false);
      }}
    >
      <h3 className="b">{t(promiseDeedTexts[kind])}</h3>
      <Field
        name="postId"
        label={kind === 'practice' ? t('在哪个岗位顶岗', 'Practice in which post') : t('岗位', 'Post')}
        {...(kind === 'intent' ? {} : { optional: true })}
      >
        <Select
          allowClear={kind !== 'intent'}
          value={postId}
          options={o.posts.map((p) => ({ value: p.id, label: `${p.title}（${p.named}/${p.heads}）` }))}
          onChange={(v) => setPostId(v ?? null)}
        />
      </Field>
      <Field name="onDay" label={kind === 'practice' ? t('从哪天起', 'From') : t('签字日期', 'Signed on')}>
        <DayPicker value={onDay} onChange={setOnDay} />
      </Field>
      {kind === 'practice' && (
        <Field name="toDay" label={t('到哪天止', 'To')} optional>
          <DayPicker value={toDay} onChange={setToDay} />
        </Field>
      )}
      <Field name="note" label={t('说明', 'Note')} optional>
        <Input maxLength={200} value={note} onChange={(e) => setNote(e.target.value)} />
      </Field>
      <FileField
        id="f-promise-file"
        label={t('扫描件', 'Scan')}
        which={t('（选填，PDF、JPG 或 PNG，10 MB 以内）', ' (optional: PDF, JPG or PNG, up to 10 MB)')}
        accept=".pdf,.jpg,.jpeg,.png"
        sent={scan}
      />
      {before && (
        <Field
          name="reason"
          label={t('更正原因', 'Why it is corrected')}
          hint={t('至少 4 个字，留在记录上', 'At least 4 characters, on record')}
        >
          <Input maxLength={200} value={reason} onChange={(e) => setReason(e.target.value)} />
        </Field>
      )}
      <div className="row gap12 confirm-foot">
        <WriteProblem problem={write.error} />
        <Button onClick={onDone}>{t('先不办', 'Not now')}</Button>
        {before && (
          <Button danger loading={write.isPending} disabled={reason.trim().length < 4} onClick={() => send(true)}>
            {t('撤销', 'Take back')}
          </Button>
        )}
        <Button
          type="primary"
          htmlType="submit"
          loading={write.isPending}
          disabled={scan.busy || onDay === undefined || (kind === 'intent' && postId === null)}
        >
          {before ? t('更正', 'Correct') : t('登记', 'Enter')}
        </Button>
      </div>
    </form>
  );
};
