import { Button, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { EventDialog, ReasonField } from '#platform/web/EventDialog.tsx';
import { Field } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { OccupationPicker } from '#platform/web/OccupationPicker.tsx';
import { OrganisationPicker } from '#platform/web/OrganisationPicker.tsx';
import { useEvent } from '#platform/web/useEvent.ts';
import { addInternship, correctInternship, type InternshipOut, type StudentOut, takeBackInternship } from '../../contractSchooling.ts';

interface Draft {
  readonly organisationId: string;
  readonly place: string;
  readonly post: string;
  readonly occupation?: string | undefined;
  readonly agreedOn: string;
  readonly fromDay: string;
  readonly toDay?: string | null | undefined;
  readonly payMonth?: number | null | undefined;
}
interface FieldsProps {
  readonly values: Draft;
  readonly set: (name: keyof Draft, value: unknown) => void;
  readonly errorOf: (name: keyof Draft) => Parameters<typeof Field>[0]['error'];
}
const Fields = ({ values: v, set, errorOf }: FieldsProps) => {
  const t = useT();
  return (
    <>
      <Field name="organisationId" label={t('实习单位', 'Employer')} error={errorOf('organisationId')}>
        <OrganisationPicker kind="employer" value={v.organisationId || undefined} onChange={(id) => set('organisationId', id ?? '')} />
      </Field>
      <Field name="place" label={t('实习地', 'Place')} error={errorOf('place')}>
        <AreaPicker value={v.place || undefined} onChange={(code) => set('place', code ?? '')} />
      </Field>
      <div className="form-2">
        <Field name="post" label={t('岗位', 'Post')} error={errorOf('post')}>
          <Input maxLength={60} value={v.post} onChange={(e) => set('post', e.target.value)} />
        </Field>
        <Field
          name="occupation"
          label={t('工种', 'Occupation')}
          optional
          error={errorOf('occupation')}
          hint={t('和订单班的岗位一样，就算“顶岗即上岗”', 'The same as of a reserved post keeps the promise of practice')}
        >
          <OccupationPicker value={v.occupation || undefined} onChange={(code) => set('occupation', code ?? '')} />
        </Field>
        <Field name="agreedOn" label={t('三方协议签订日期', 'Agreement of three signed on')} error={errorOf('agreedOn')}>
          <DayPicker value={v.agreedOn || undefined} onChange={(d) => set('agreedOn', d ?? '')} />
        </Field>
        <Field name="payMonth" label={t('月报酬（元）', 'Pay a month (yuan)')} optional error={errorOf('payMonth')}>
          <InputNumber min={0} precision={0} value={v.payMonth ?? null} onChange={(n) => set('payMonth', n)} />
        </Field>
        <Field name="fromDay" label={t('到岗', 'From')} error={errorOf('fromDay')}>
          <DayPicker value={v.fromDay || undefined} onChange={(d) => set('fromDay', d ?? '')} />
        </Field>
        <Field name="toDay" label={t('结束', 'To')} optional error={errorOf('toDay')} hint={t('还在实习就不填', 'Empty while it lasts')}>
          <DayPicker value={v.toDay ?? undefined} onChange={(d) => set('toDay', d ?? null)} />
        </Field>
      </div>
    </>
  );
};
/** Entered, corrected, or taken back where it was entered wrongly. */
export const InternshipDialog = ({ of: s, one, onClose }: { of: StudentOut; one?: InternshipOut; onClose: () => void }) => {
  const [away, setAway] = useState(false);
  if (!one) return <Add of={s} onClose={onClose} />;
  return away ? <TakeBack one={one} onClose={onClose} /> : <Correct one={one} onTakeBack={() => setAway(true)} onClose={onClose} />;
};
const STALES = ['training.', 'employment.', 'workers.'];
const Add = ({ of: s, onClose }: { of: StudentOut; onClose: () => void }) => {
  const t = useT();
  const event = useEvent(
    addInternship,
    { id: s.id, organisationId: '', place: '', post: '', occupation: '', agreedOn: '', fromDay: '', toDay: null, payMonth: null },
    onClose,
    STALES,
  );
  return (
    <EventDialog
      title={t('登记顶岗实习', 'Enter an internship')}
      note={t('在岗台账里记为“实习”，不算就业，也不进稳岗率。', 'The ledger has it as an internship: no employment, and part of no rate.')}
      action={t('登记', 'Enter')}
      wide
      event={event}
      onClose={onClose}
    >
      <Fields values={event.values} set={event.set as FieldsProps['set']} errorOf={event.errorOf} />
    </EventDialog>
  );
};
const Correct = ({ one, onTakeBack, onClose }: { one: InternshipOut; onTakeBack: () => void; onClose: () => void }) => {
  const t = useT();
  const event = useEvent(
    correctInternship,
    {
      internshipId: one.id,
      seen: one.recorded,
      reason: '',
      organisationId: one.organisation.id,
      place: one.place.code,
      post: one.post,
      occupation: one.occupation,
      agreedOn: one.agreedOn,
      fromDay: one.fromDay,
      toDay: one.toDay,
      payMonth: one.payMonth,
    },
    onClose,
    STALES,
  );
  return (
    <EventDialog
      title={t('更正顶岗实习', 'Correct an internship')}
      note={
        <Button type="link" size="small" className="tr-link" onClick={onTakeBack}>
          {t('登记错了人，整段收回', 'Entered wrongly altogether: take it back')}
        </Button>
      }
      action={t('存更正', 'Save the correction')}
      wide
      event={event}
      onClose={onClose}
    >
      <Fields values={event.values} set={event.set as FieldsProps['set']} errorOf={event.errorOf} />
      <ReasonField value={event.values.reason} error={event.errorOf('reason')} onChange={(r) => event.set('reason', r ?? '')} />
    </EventDialog>
  );
};
const TakeBack = ({ one, onClose }: { one: InternshipOut; onClose: () => void }) => {
  const t = useT();
  const event = useEvent(takeBackInternship, { internshipId: one.id, seen: one.recorded, reason: '' }, onClose, STALES);
  return (
    <EventDialog
      title={t(`收回 ${one.fromDay} 起的实习`, `Take the internship from ${one.fromDay} back`)}
      note={t('台账里的那一段也随着收回，记录都留着。', 'The spell in the ledger goes with it; all stays on record.')}
      action={t('收回', 'Take back')}
      danger
      event={event}
      onClose={onClose}
    >
      <ReasonField value={event.values.reason} error={event.errorOf('reason')} onChange={(r) => event.set('reason', r ?? '')} />
    </EventDialog>
  );
};
