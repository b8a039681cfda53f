import { Checkbox, Input, Select } from 'antd';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { Field } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { consentPurposeTexts, consentWayTexts } from '../contractShapes.ts';
import type { Draft } from './registerDraft.ts';
import type { PartProps } from './WhoFields.tsx';

/** What the person agreed to, how and when. Nothing is ticked beforehand. */
export const ConsentFields = ({ draft, set, errorOf, today }: PartProps & { today: string }) => {
  const t = useT();
  return (
    <>
      <fieldset className="wk-set">
        <legend>
          {t('本人同意把信息用于', 'The person agrees to the use for')}
          <span className="mute">{t('（选填）', ' (optional)')}</span>
        </legend>
        <Checkbox.Group
          value={[...draft.purposes]}
          options={Object.entries(consentPurposeTexts).map(([value, text]) => ({ value, label: t(text) }))}
          onChange={(purposes) => set({ purposes: purposes as Draft['purposes'] })}
        />
        <p className="note">
          {t(
            '先念给本人听，再勾本人同意的几项；随时可以撤回。没有同意也能存档，只是不能用于这些事。',
            'Read it to the person first, then tick what they agree to; it can be withdrawn at any time. The record can be saved without, but not be used for these.',
          )}
        </p>
      </fieldset>
      {draft.purposes.length > 0 && (
        <div className="form-2">
          <Field name="way" label={t('方式', 'Way')}>
            <Select
              value={draft.way}
              options={Object.entries(consentWayTexts).map(([value, text]) => ({ value, label: t(text) }))}
              onChange={(way: Draft['way']) => set({ way })}
            />
          </Field>
          <Field name="givenOn" label={t('同意日期', 'Given on')} error={errorOf('givenOn')}>
            <DayPicker value={draft.givenOn || today || undefined} onChange={(day) => set({ givenOn: day ?? '' })} />
          </Field>
          <Field
            name="witness"
            label={t('见证人', 'Witness')}
            optional
            error={errorOf('witness')}
            {...(draft.way === 'oral' ? { hint: t('口头同意最好有人见证', 'Consent by word of mouth is better witnessed') } : {})}
          >
            <Input maxLength={40} autoComplete="off" value={draft.witness} onChange={(e) => set({ witness: e.target.value })} />
          </Field>
        </div>
      )}
    </>
  );
};
