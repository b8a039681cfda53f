import { Input, Select } from 'antd';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { EventDialog, ReasonField } from '#platform/web/EventDialog.tsx';
import { Field } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { useEvent } from '#platform/web/useEvent.ts';
import { type StudentOut, type StudentStep, stepStudent, studentStepTexts, takeBackStudentStep } from '../../contractSchooling.ts';

const ENDS: readonly StudentStep[] = ['withdraw', 'leave', 'transferOut'];
/** What a step asks stands above its form, one by one; what the form itself answers is not asked before it is filled in. */
const ANSWERED = new Set(['until', 'target', 'days']);
interface Props {
  readonly of: StudentOut;
  readonly step: StudentStep;
  readonly onClose: () => void;
}
export const StepForm = ({ of: s, step, onClose }: Props) => {
  const t = useT();
  const event = useEvent(
    stepStudent,
    { id: s.id, seen: s.state!, step, onDay: '', until: null, otherCohortId: null, otherWords: '', diploma: '', reason: '' },
    onClose,
    ['training.', 'workers.'],
  );
  const next = s.next.find((n) => n.step === step);
  const shown = (next?.conditions ?? []).filter((c) => !ANSWERED.has(c.key));
  const v = event.values;
  return (
    <EventDialog
      title={`${t(studentStepTexts[step])}${t('：', ': ')}${s.worker.name}`}
      action={t(studentStepTexts[step])}
      danger={ENDS.includes(step)}
      ready={shown.every((c) => c.met === true)}
      event={event}
      onClose={onClose}
    >
      {shown.length > 0 && (
        <ul className="tr-conditions">
          {shown.map((c) => (
            <li key={c.key}>
              <G k={c.met === true ? 'ok' : 'no'} label={c.met === true ? t('达到', 'met') : t('没达到', 'not met')} />
              <span>{t(c.text)}</span>
            </li>
          ))}
        </ul>
      )}
      {(ENDS.includes(step) || step === 'suspend') && (
        <p className="note">
          {t('学期的班里的名额和还没结束的实习随着结束。', 'Seats in the classes of the terms and internships that still run end with it.')}
        </p>
      )}
      <Field name="onDay" label={t('日期', 'Day')} error={event.errorOf('onDay')}>
        <DayPicker value={v.onDay || undefined} onChange={(d) => event.set('onDay', d ?? '')} />
      </Field>
      {step === 'suspend' && (
        <Field name="until" label={t('休学到', 'Until')} error={event.errorOf('until')}>
          <DayPicker value={v.until ?? undefined} onChange={(d) => event.set('until', d ?? null)} />
        </Field>
      )}
      {step === 'transferOut' && (
        <>
          <Field
            name="otherCohortId"
            label={t('转到哪一届', 'To cohort')}
            optional
            error={event.errorOf('otherCohortId')}
            hint={t('只列您能办理的；转到登记以外的学校，写在下面', 'Those you carry on; a school outside the register is named below')}
          >
            <Select
              allowClear
              value={v.otherCohortId ?? null}
              options={s.cohorts.map((c) => ({ value: c.id, label: c.title }))}
              onChange={(id) => event.set('otherCohortId', id ?? null)}
            />
          </Field>
          {!v.otherCohortId && (
            <Field name="otherWords" label={t('转去的学校', 'To school')} optional error={event.errorOf('otherWords')}>
              <Input maxLength={80} value={v.otherWords ?? ''} onChange={(e) => event.set('otherWords', e.target.value)} />
            </Field>
          )}
        </>
      )}
      {(step === 'graduate' || step === 'complete') && (
        <Field name="diploma" label={t('证书编号', 'Number of the diploma')} optional error={event.errorOf('diploma')}>
          <Input maxLength={30} value={v.diploma ?? ''} onChange={(e) => event.set('diploma', e.target.value)} />
        </Field>
      )}
      <ReasonField
        value={v.reason}
        {...(next?.reason ? {} : { optional: true })}
        error={event.errorOf('reason')}
        onChange={(r) => event.set('reason', r ?? '')}
      />
    </EventDialog>
  );
};
export const TakeBackForm = ({ of: s, onClose }: { of: StudentOut; onClose: () => void }) => {
  const t = useT();
  const last = s.steps.filter((x) => x.superseded === null).at(-1)!;
  const event = useEvent(takeBackStudentStep, { id: s.id, number: last.number, reason: '' }, onClose, ['training.', 'workers.']);
  return (
    <EventDialog
      title={t(`收回“${studentStepTexts[last.step].zh}”`, `Take “${studentStepTexts[last.step].en}” back`)}
      note={t(
        '登记错了才收回；收回的一步留在记录上。班里的名额和实习不会自动恢复，要用“升学期”重新编入。',
        'For what was entered wrongly; it stays on record. Seats and internships do not come back by themselves: take them in again.',
      )}
      action={t('收回', 'Take back')}
      danger
      event={event}
      onClose={onClose}
    >
      <ReasonField value={event.values.reason} error={event.errorOf('reason')} onChange={(r) => event.set('reason', r ?? '')} />
    </EventDialog>
  );
};
