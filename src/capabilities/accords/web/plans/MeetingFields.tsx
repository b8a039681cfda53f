import { Input } from 'antd';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { FileField, PROOF_ACCEPT, type useSentFile } from '#platform/web/FileField.tsx';
import { Field, type useForm } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import type { recordMeeting } from '../../contractPlans.ts';

type Form = Pick<ReturnType<typeof useForm<typeof recordMeeting>>, 'values' | 'set' | 'errorOf' | 'leave'>;

/** What is on record of a meeting; chairs by post, never by name. */
export const MeetingFields = ({ form, minutes }: { form: Form; minutes: ReturnType<typeof useSentFile> }) => {
  const t = useT();
  const { values, set, errorOf, leave } = form;
  return (
    <>
      <Field name="title" label={t('会议名称', 'Title')} error={errorOf('title')}>
        <Input maxLength={80} value={values.title} onChange={(e) => set('title', e.target.value)} onBlur={() => leave('title')} />
      </Field>
      <div className="form-2">
        <Field name="heldOn" label={t('开会日期', 'Day')} error={errorOf('heldOn')}>
          <DayPicker value={values.heldOn || undefined} onChange={(d) => set('heldOn', d ?? '')} />
        </Field>
        <Field name="place" label={t('地点', 'Place')} error={errorOf('place')}>
          <Input maxLength={80} value={values.place} onChange={(e) => set('place', e.target.value)} onBlur={() => leave('place')} />
        </Field>
        <Field
          name="originChair"
          label={t('输出地主持人职务', 'In the chair, origin')}
          hint={t('写职务，不写姓名', 'The post, not the name')}
          error={errorOf('originChair')}
        >
          <Input
            maxLength={60}
            value={values.originChair}
            onChange={(e) => set('originChair', e.target.value)}
            onBlur={() => leave('originChair')}
          />
        </Field>
        <Field
          name="hostChair"
          label={t('输入地主持人职务', 'In the chair, host')}
          hint={t('写职务，不写姓名', 'The post, not the name')}
          error={errorOf('hostChair')}
        >
          <Input
            maxLength={60}
            value={values.hostChair}
            onChange={(e) => set('hostChair', e.target.value)}
            onBlur={() => leave('hostChair')}
          />
        </Field>
      </div>
      <FileField
        accept={PROOF_ACCEPT}
        id="minutes-file"
        label={t('会议纪要（选填）', 'Minutes (optional)')}
        hint={t('PDF、照片、Word；以后也可以补', 'PDF, photo or Word; can be added later')}
        sent={minutes}
      />
    </>
  );
};
