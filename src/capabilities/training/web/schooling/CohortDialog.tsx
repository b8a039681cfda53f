import { Input, InputNumber, Radio, Select } from 'antd';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { EventDialog, ReasonField } from '#platform/web/EventDialog.tsx';
import { Field } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { OrganisationPicker } from '#platform/web/OrganisationPicker.tsx';
import { useEvent } from '#platform/web/useEvent.ts';
import { CohortKind, type CohortOut, cohortKindTexts, correctCohort, createCohort } from '../../contractSchooling.ts';
import { Programme } from '../../contractTexts.ts';
import { programmeTexts } from '../../rulesProgrammes.ts';

interface Draft {
  readonly title: string;
  readonly programme: Programme;
  readonly major: string;
  readonly kind: CohortKind;
  readonly schoolId: string;
  readonly partnerId: string;
  readonly place: string;
  readonly originCode: string;
  readonly hostCode?: string | null | undefined;
  readonly fromDay: string;
  readonly toDay: string;
  readonly terms: number;
  readonly seats: number;
  readonly note?: string | undefined;
  readonly source?: string | undefined;
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
      <Field name="title" label={t('名称', 'Title')} error={errorOf('title')} hint={t('如“2022 级中式烹饪班”', 'Such as “Cookery 2022”')}>
        <Input maxLength={80} autoComplete="off" value={v.title} onChange={(e) => set('title', e.target.value)} />
      </Field>
      <div className="form-2">
        <Field name="programme" label={t('工程', 'Programme')} error={errorOf('programme')}>
          <Select
            value={v.programme || null}
            options={Programme.options.map((p) => ({ value: p, label: t(programmeTexts[p]) }))}
            onChange={(p) => set('programme', p)}
          />
        </Field>
        <Field name="major" label={t('专业', 'Major')} error={errorOf('major')}>
          <Input maxLength={60} autoComplete="off" value={v.major} onChange={(e) => set('major', e.target.value)} />
        </Field>
      </div>
      <Field name="kind" label={<span id="l-kind">{t('合作方式', 'Kind of cooperation')}</span>} error={errorOf('kind')}>
        <Radio.Group
          aria-labelledby="l-kind"
          value={v.kind}
          onChange={(e) => set('kind', e.target.value)}
          options={CohortKind.options.map((k) => ({ value: k, label: t(cohortKindTexts[k]) }))}
        />
      </Field>
      <Field name="schoolId" label={t('办学的学校', 'School')} error={errorOf('schoolId')}>
        <OrganisationPicker kind="school" value={v.schoolId || undefined} onChange={(id) => set('schoolId', id ?? '')} />
      </Field>
      <Field
        name="partnerId"
        label={v.kind === 'schools' ? t('合作学校', 'Partner school') : t('合作企业', 'Partner employer')}
        error={errorOf('partnerId')}
      >
        <OrganisationPicker
          kind={v.kind === 'schools' ? 'school' : 'employer'}
          value={v.partnerId || undefined}
          onChange={(id) => set('partnerId', id ?? '')}
        />
      </Field>
      <Field name="originCode" label={t('学生来源地', 'Whose people it trains')} error={errorOf('originCode')}>
        <AreaPicker value={v.originCode || undefined} onChange={(code) => set('originCode', code ?? '')} />
      </Field>
      <Field name="place" label={t('上学的地方', 'Place')} error={errorOf('place')} hint={t('写到县（区）', 'The county at least')}>
        <AreaPicker value={v.place || undefined} onChange={(code) => set('place', code ?? '')} />
      </Field>
      <Field name="hostCode" label={t('输入地', 'Host area')} optional error={errorOf('hostCode')}>
        <AreaPicker value={v.hostCode ?? undefined} onChange={(code) => set('hostCode', code ?? null)} />
      </Field>
      <div className="form-2">
        <Field name="fromDay" label={t('入学', 'First day')} error={errorOf('fromDay')}>
          <DayPicker value={v.fromDay || undefined} onChange={(d) => set('fromDay', d ?? '')} />
        </Field>
        <Field name="toDay" label={t('毕业', 'Last day')} error={errorOf('toDay')}>
          <DayPicker value={v.toDay || undefined} onChange={(d) => set('toDay', d ?? '')} />
        </Field>
        <Field name="terms" label={t('学期数', 'Terms')} error={errorOf('terms')}>
          <InputNumber min={2} max={12} precision={0} value={v.terms || null} onChange={(n) => set('terms', n ?? 0)} />
        </Field>
        <Field name="seats" label={t('计划人数', 'Seats')} error={errorOf('seats')}>
          <InputNumber min={1} max={500} precision={0} value={v.seats || null} onChange={(n) => set('seats', n ?? 0)} />
        </Field>
      </div>
      <Field name="source" label={t('依据', 'Source')} optional error={errorOf('source')}>
        <Input maxLength={200} value={v.source ?? ''} onChange={(e) => set('source', e.target.value)} />
      </Field>
    </>
  );
};

interface Props {
  /** Corrected; a new one without. */
  readonly of?: CohortOut;
  readonly onDone?: (cohort: CohortOut) => void;
  readonly onClose: () => void;
}
export const CohortDialog = ({ of, onDone, onClose }: Props) =>
  of ? <Correct of={of} onClose={onClose} /> : <New onDone={onDone} onClose={onClose} />;

const New = ({ onDone, onClose }: { onDone: Props['onDone']; onClose: () => void }) => {
  const t = useT();
  const event = useEvent(
    createCohort,
    {
      title: '',
      programme: '' as Programme,
      major: '',
      kind: 'schools',
      schoolId: '',
      partnerId: '',
      place: '',
      originCode: '',
      hostCode: null,
      fromDay: '',
      toDay: '',
      terms: 6,
      seats: 40,
      source: '',
    },
    (c) => {
      onClose();
      onDone?.(c);
    },
  );
  return (
    <EventDialog title={t('登记一届', 'Enter a cohort')} action={t('登记', 'Enter')} wide event={event} onClose={onClose}>
      <Fields values={event.values} set={event.set as FieldsProps['set']} errorOf={event.errorOf} />
    </EventDialog>
  );
};
const Correct = ({ of: c, onClose }: { of: CohortOut; onClose: () => void }) => {
  const t = useT();
  const event = useEvent(
    correctCohort,
    {
      id: c.id,
      seen: c.recorded,
      reason: '',
      title: c.title,
      programme: c.programme,
      major: c.major,
      kind: c.kind,
      schoolId: c.school.id,
      partnerId: c.partner.id,
      place: c.place.code,
      originCode: c.origin.code,
      hostCode: c.host?.code ?? null,
      fromDay: c.fromDay,
      toDay: c.toDay,
      terms: c.terms,
      seats: c.seats,
      note: c.note,
      source: c.source,
    },
    onClose,
  );
  return (
    <EventDialog
      title={t('更正这一届', 'Correct the cohort')}
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
