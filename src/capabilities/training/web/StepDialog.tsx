import { DayPicker } from '#platform/web/DayPicker.tsx';
import { EventDialog, ReasonField } from '#platform/web/EventDialog.tsx';
import { Field } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useEvent } from '#platform/web/useEvent.ts';
import type { Text } from '#standards/text.ts';
import { type ClassOut, type ClassStep, classStepTexts, takeStep } from '../contract.ts';

const NOTES: Partial<Record<ClassStep, Text>> = {
  submit: {
    zh: '报上去以后，来源地的人社部门会收到消息；批准之前还可以更正，要写原因。',
    en: 'The office over its origin is told. Until it is approved the class can be corrected, with a reason.',
  },
  approve: { zh: '批准以后学校就可以招生。取消由批准的部门办理。', en: 'The school may enrol from then on; cancelling is the office’s.' },
  sendBack: {
    zh: '退回以后学校补齐再报，原因写在班的页面上。',
    en: 'The school completes it and hands it in again; the reason stands on its page.',
  },
  open: { zh: '开班以后，标准、学校、办班方式和来源地不再改。', en: 'Once opened, standard, school, mode and origin no longer change.' },
  finish: { zh: '结业以后课表不再改。', en: 'Once finished the timetable no longer changes.' },
  cancel: { zh: '取消的班不计期数，写过的都留在记录里。', en: 'A cancelled class is not counted; what was written stays on record.' },
  takeBack: { zh: '上一步弄错了才收回；收回的那一步留在记录里。', en: 'Only where the last step was a mistake; it stays on record.' },
};

/** The question before a step: what it means, its day, the reason where one is asked. */
export const StepDialog = ({ of: c, step, onClose }: { of: ClassOut; step: ClassStep; onClose: () => void }) => {
  const t = useT();
  const info = c.next.find((n) => n.step === step);
  const event = useEvent(takeStep, { id: c.id, seen: c.state, step, onDay: c.today, reason: '' }, onClose);
  const note = NOTES[step];
  const short = (event.values.reason ?? '').trim().length < 4;
  return (
    <EventDialog
      title={`${t(classStepTexts[step])}${t('：', ': ')}${c.title}`}
      {...(note ? { note: t(note) } : {})}
      action={t(classStepTexts[step])}
      danger={step === 'cancel'}
      ready={!info?.reason || !short}
      event={event}
      onClose={onClose}
    >
      {step !== 'takeBack' && step !== 'sendBack' && (
        <Field name="onDay" label={t('日期', 'Day')} error={event.errorOf('onDay')}>
          <DayPicker value={event.values.onDay || undefined} onChange={(d) => event.set('onDay', d ?? '')} />
        </Field>
      )}
      <ReasonField
        value={event.values.reason}
        {...(info?.reason ? {} : { optional: true })}
        error={event.errorOf('reason')}
        onChange={(r) => event.set('reason', r ?? '')}
      />
    </EventDialog>
  );
};
