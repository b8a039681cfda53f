import { Checkbox, Radio, Select } from 'antd';
import { useState } from 'react';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { EventDialog, nothingChanged, ReasonField } from '#platform/web/EventDialog.tsx';
import { Field } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useEvent } from '#platform/web/useEvent.ts';
import { schoolStages } from '#standards/education/schoolStage.ts';
import { Ability, abilityTexts, Education, educationTexts, Health, healthTexts, saveCondition } from '../contract.ts';
import type { EventProps } from './personEvents.ts';
import { disabilityGradeTexts, disabilityTexts } from './personWords.ts';

type Written = Parameters<ReturnType<typeof useEvent<typeof saveCondition>>['setValues']>[0];

/** 文化程度, 健康, 劳动能力. Somebody is either still at school or has a last level of education, never both. */
export const ConditionDialog = ({ person, onClose, onTold }: EventProps) => {
  const t = useT();
  const now = person.condition ?? undefined;
  const [pupil, setPupil] = useState(Boolean(now?.schoolStage));
  const event = useEvent(
    saveCondition,
    {
      id: person.workerId,
      education: (now?.education ?? '') as NonNullable<Written['education']>,
      schoolStage: now?.schoolStage ?? '',
      health: (now?.health ?? []) as NonNullable<Written['health']>,
      disability: now?.disability ?? '',
      ability: (now?.ability ?? '') as NonNullable<Written['ability']>,
    },
    () => {
      onTold(t('已登记，原来的情况留在时间线上', 'On record; what held before stays on the timeline'));
      onClose();
    },
  );
  const { values } = event;
  // pressing the button with everything as it was would write a version that changes nothing
  const same =
    !values.validFrom &&
    (values.education ?? '') === (now?.education ?? '') &&
    (values.schoolStage ?? '') === (now?.schoolStage ?? '') &&
    (values.disability ?? '') === (now?.disability ?? '') &&
    (values.ability ?? '') === (now?.ability ?? '') &&
    [...(values.health ?? [])].sort().join() === [...(now?.health ?? [])].sort().join();
  const [pressed, setPressed] = useState(false);
  const health = values.health ?? [];
  const disability = values.disability ?? '';
  const setHealth = (next: readonly string[]) =>
    event.setValues({
      ...values,
      health: next as typeof health,
      ...(next.includes('disabled') ? {} : { disability: '' }),
    });
  const level = (category: string, grade: string) => event.set('disability', category && grade ? `${category}${grade}` : category);
  return (
    <EventDialog
      title={t(`文化、健康、劳动能力：${person.name}`, `Education, health and labour ability of ${person.name}`)}
      action={t('存下来', 'Save')}
      event={event}
      whole={pressed && same ? nothingChanged : event.errorOf('')}
      onClose={onClose}
      onSave={() => (same ? setPressed(true) : event.save())}
    >
      <Field name="pupil" label={<span id="l-pupil">{t('在上学吗', 'At school')}</span>}>
        <Radio.Group
          aria-labelledby="l-pupil"
          value={pupil}
          onChange={(e) => {
            const at = e.target.value as boolean;
            setPupil(at);
            event.setValues({ ...values, ...(at ? { education: '' } : { schoolStage: '' }) });
          }}
          options={[
            { value: false, label: t('不在校', 'no') },
            { value: true, label: t('在校', 'yes') },
          ]}
        />
      </Field>
      {pupil ? (
        <Field name="schoolStage" label={t('在校生状况', 'Stage of schooling')} error={event.errorOf('schoolStage')}>
          <Select
            value={values.schoolStage || null}
            onChange={(stage) => event.set('schoolStage', stage)}
            placeholder={t('读到哪一级', 'Which year')}
            options={schoolStages.map((s) => ({ value: s.code, label: t(s.name) }))}
          />
        </Field>
      ) : (
        <Field name="education" label={t('文化程度', 'Education')} optional error={event.errorOf('education')}>
          <Select
            allowClear
            value={values.education || null}
            onChange={(level: string | null) => event.set('education', level ?? '')}
            placeholder={t('最后读完的一级', 'Last level finished')}
            options={Education.options.map((e) => ({ value: e, label: t(educationTexts[e]) }))}
          />
        </Field>
      )}
      <Field name="health" label={<span id="l-health">{t('健康状况', 'Health')}</span>} optional error={event.errorOf('health')}>
        <Checkbox.Group
          role="group"
          aria-labelledby="l-health"
          value={[...health]}
          onChange={(next) => setHealth(next as string[])}
          options={Health.options.map((h) => ({ value: h, label: t(healthTexts[h]) }))}
        />
      </Field>
      {health.includes('disabled') && (
        <div className="form-2">
          <Field name="disability" label={t('残疾类别', 'Kind of disability')} optional error={event.errorOf('disability')}>
            <Select
              allowClear
              value={disability[0] ?? null}
              onChange={(c: string | null) => level(c ?? '', disability[1] ?? '')}
              options={Object.entries(disabilityTexts).map(([value, text]) => ({ value, label: t(text) }))}
            />
          </Field>
          <Field name="grade" label={t('残疾等级', 'Grade')} optional>
            <Select
              allowClear
              value={disability[1] ?? null}
              disabled={!disability}
              onChange={(g: string | null) => level(disability[0] ?? '', g ?? '')}
              options={Object.entries(disabilityGradeTexts).map(([value, text]) => ({ value, label: t(text) }))}
            />
          </Field>
        </div>
      )}
      <Field name="ability" label={t('劳动能力', 'Labour ability')} optional error={event.errorOf('ability')}>
        <Select
          allowClear
          value={values.ability || null}
          onChange={(a: string | null) => event.set('ability', a ?? '')}
          options={Ability.options.map((a) => ({ value: a, label: t(abilityTexts[a]) }))}
        />
      </Field>
      <Field
        name="validFrom"
        label={t('从哪天起', 'From')}
        optional
        hint={t('不填就从今天起', 'Empty: from today')}
        error={event.errorOf('validFrom')}
      >
        <DayPicker value={values.validFrom} onChange={(day) => event.set('validFrom', day)} />
      </Field>
      <ReasonField optional value={values.reason} error={event.errorOf('reason')} onChange={(r) => event.set('reason', r)} />
    </EventDialog>
  );
};
