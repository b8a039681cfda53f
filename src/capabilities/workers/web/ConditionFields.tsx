import { Checkbox, Select } from 'antd';
import { Field } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { schoolStages } from '#standards/education/schoolStage.ts';
import { disabilityCategories } from '#standards/id-number/disabilitySuffix.ts';
import { abilityTexts, educationTexts, healthTexts } from '../contractShapes.ts';
import type { Draft } from './registerDraft.ts';
import type { PartProps } from './WhoFields.tsx';

const grades = ['1', '2', '3', '4'] as const;

/** Education or the stage of schooling (never both), health, labour ability. */
export const ConditionFields = ({ draft, set, errorOf }: PartProps) => {
  const t = useT();
  return (
    <div className="form-2">
      <Field
        name="education"
        label={t('文化程度', 'Education')}
        optional
        error={errorOf('education')}
        hint={t('在校的人填右边', 'For those at school fill in the other')}
      >
        <Select
          allowClear
          placeholder={t('没有登记', 'Not recorded')}
          value={draft.education || null}
          options={Object.entries(educationTexts).map(([value, text]) => ({ value, label: t(text) }))}
          // the register refuses both: who is at school has no final education yet
          onChange={(education: Draft['education'] | null) =>
            set({ education: education ?? '', ...(education ? { schoolStage: '' } : {}) })
          }
        />
      </Field>
      <Field name="schoolStage" label={t('在校生状况', 'At school')} optional error={errorOf('schoolStage')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('不在校', 'Not at school')}
          value={draft.schoolStage || null}
          options={schoolStages.map((s) => ({ value: s.code, label: t(s.name) }))}
          onChange={(schoolStage: string | null) => set({ schoolStage: schoolStage ?? '', ...(schoolStage ? { education: '' } : {}) })}
        />
      </Field>
      <Field name="ability" label={t('劳动能力', 'Labour ability')} optional error={errorOf('ability')}>
        <Select
          allowClear
          placeholder={t('没有登记', 'Not recorded')}
          value={draft.ability || null}
          options={Object.entries(abilityTexts).map(([value, text]) => ({ value, label: t(text) }))}
          onChange={(ability: Draft['ability'] | null) => set({ ability: ability ?? '' })}
        />
      </Field>
      <fieldset className="wk-set">
        <legend>
          {t('健康状况', 'Health')}
          <span className="mute">{t('（选填）', ' (optional)')}</span>
        </legend>
        <Checkbox.Group
          value={[...draft.health]}
          options={Object.entries(healthTexts).map(([value, text]) => ({ value, label: t(text) }))}
          onChange={(health) => {
            const next = health as Draft['health'][number][];
            const added = next.find((h) => !draft.health.includes(h));
            // healthy and ill exclude each other
            set({ health: added === 'healthy' ? ['healthy'] : next.filter((h) => h !== 'healthy' || next.length === 1) });
          }}
        />
      </fieldset>
      {draft.health.includes('disabled') && (
        <Field name="disability" label={t('残疾类别和等级', 'Kind and grade of disability')} optional error={errorOf('disability')}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('照残疾人证填', 'As on the certificate')}
            value={draft.disability || null}
            options={Object.entries(disabilityCategories).flatMap(([category, text]) =>
              grades.map((g) => ({ value: category + g, label: t(`${text.zh} ${g} 级`, `${text.en}, grade ${g}`) })),
            )}
            onChange={(disability: string | null) => set({ disability: disability ?? '' })}
          />
        </Field>
      )}
    </div>
  );
};
