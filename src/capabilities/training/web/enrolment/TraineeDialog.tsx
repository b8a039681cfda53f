import { Input, Select } from 'antd';
import { useState } from 'react';
import { Confirm } from '#platform/web/confirm.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { Field } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useWrite } from '#platform/web/useRead.ts';
import {
  type EnrolmentStep,
  enrolmentStepTexts,
  type LeaveCode,
  leaveCodesOf,
  leaveCodeTexts,
  stepEnrolment,
  type TraineeRow,
} from '../../contract.ts';

interface Props {
  readonly classId: string;
  readonly row: TraineeRow;
  readonly step: EnrolmentStep;
  readonly onClose: () => void;
}
/** The question before a step of one person: the day, the reason, what follows. */
export const TraineeDialog = ({ row, step, onClose }: Props) => {
  const t = useT();
  const codes: readonly LeaveCode[] = step in leaveCodesOf ? leaveCodesOf[step as keyof typeof leaveCodesOf] : [];
  const [day, setDay] = useState<string | undefined>();
  const [code, setCode] = useState<LeaveCode | null>(null);
  const [reason, setReason] = useState('');
  const write = useWrite(stepEnrolment, { stales: ['training.', 'workers.'], onDone: onClose });
  const verb = t(enrolmentStepTexts[step]);
  const words = code === 'other' || step === 'takeBack';
  const ready = (codes.length === 0 || code !== null) && (!words || reason.trim().length >= 4);
  return (
    <Confirm
      open
      title={`${verb}${t('：', ': ')}${row.worker.name}`}
      action={verb}
      danger={step === 'refuse' || step === 'withdraw' || step === 'fail'}
      ready={ready}
      busy={write.isPending}
      problem={write.error}
      onCancel={onClose}
      onAct={() =>
        write.mutate({
          enrolmentId: row.enrolmentId,
          seen: row.recorded,
          step,
          ...(day ? { onDay: day } : {}),
          reasonCode: code,
          reason: reason.trim(),
        })
      }
    >
      {step === 'withdraw' && row.seat !== null && (
        <p>{t('名额空出来，候补第一位自动录取。', 'The seat is free then; the first on the waiting list is admitted at once.')}</p>
      )}
      <div className="en-dialog">
        {codes.length > 0 && (
          <Field name="reasonCode" label={t('原因', 'Reason')}>
            <Select value={code} options={codes.map((c) => ({ value: c, label: t(leaveCodeTexts[c]) }))} onChange={setCode} />
          </Field>
        )}
        <Field name="onDay" label={t('日期', 'Day')} optional hint={t('不填就是今天', 'Today unless told')}>
          <DayPicker value={day} onChange={setDay} />
        </Field>
        {(words || codes.length > 0) && (
          <Field
            name="reason"
            label={t('说明', 'Words')}
            {...(words ? {} : { optional: true })}
            hint={t('不要写证件号、电话', 'No numbers or telephones')}
          >
            <Input maxLength={200} value={reason} onChange={(e) => setReason(e.target.value)} />
          </Field>
        )}
      </div>
    </Confirm>
  );
};
