import { Input, Radio, Select } from 'antd';
import { Field } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { relationTexts } from '../contractShapes.ts';
import type { Draft } from './registerDraft.ts';
import type { PartProps } from './WhoFields.tsx';
import { WorkerPicker } from './WorkerPicker.tsx';

/** Which household: by a relative who is on record, by its number, or a new one. */
export const FamilyFields = ({ draft, set, errorOf }: PartProps) => {
  const t = useT();
  return (
    <>
      <fieldset className="wk-set">
        <legend>
          {t('归哪一户', 'Which household')}
          <span className="mute">{t('（选填）', ' (optional)')}</span>
        </legend>
        <Radio.Group
          value={draft.household}
          onChange={(e) => {
            const household = e.target.value as Draft['household'];
            set({ household, ...(household === 'found' && !draft.relation ? { relation: 'head' } : {}) });
          }}
          options={[
            { value: '', label: t('以后再说', 'Later') },
            { value: 'member', label: t('家里人已建档', 'A relative is on record') },
            { value: 'number', label: t('知道户编号', 'By its number') },
            { value: 'found', label: t('新立一户', 'A new household') },
          ]}
        />
      </fieldset>
      {draft.household && (
        <div className="form-2">
          {draft.household === 'member' ? (
            <Field name="member" label={t('家里人', 'Relative')} error={errorOf('member')}>
              <WorkerPicker value={draft.member ? [draft.member] : []} onChange={([member = '']) => set({ member })} />
            </Field>
          ) : (
            <Field
              name="householdNumber"
              label={t('户编号', 'Household number')}
              optional={draft.household === 'found'}
              error={errorOf('householdNumber')}
            >
              <Input
                className="raw"
                maxLength={40}
                autoComplete="off"
                value={draft.householdNumber}
                onChange={(e) => set({ householdNumber: e.target.value })}
              />
            </Field>
          )}
          <Field name="relation" label={t('与户主关系', 'Relation to the head')} error={errorOf('relation')}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={t('请选', 'Choose')}
              value={draft.relation || null}
              options={Object.entries(relationTexts).map(([value, text]) => ({ value, label: t(text) }))}
              onChange={(relation: Draft['relation']) => set({ relation })}
            />
          </Field>
        </div>
      )}
    </>
  );
};
