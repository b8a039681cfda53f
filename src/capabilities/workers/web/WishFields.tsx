import { Checkbox, Input, InputNumber, Radio } from 'antd';
import { AreaName } from '#platform/web/AreaName.tsx';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import { Field } from '#platform/web/form.tsx';
import { I } from '#platform/web/icons.tsx';
import { useT } from '#platform/web/lang.tsx';
import { OccupationsPicker } from '#platform/web/OccupationPicker.tsx';
import { hindranceTexts, willingTexts } from '../contractShapes.ts';
import type { Draft } from './registerDraft.ts';
import type { PartProps } from './WhoFields.tsx';
import { WorkerPicker } from './WorkerPicker.tsx';

const MOST_PLACES = 5;

/** What the person wants: out or not, what, where, for how much, with whom. */
export const WishFields = ({ draft, set, errorOf }: PartProps) => {
  const t = useT();
  return (
    <>
      <fieldset className="wk-set">
        <legend>
          {t('愿意外出吗', 'Willing to go out')}
          <span className="mute">{t('（选填）', ' (optional)')}</span>
        </legend>
        <Radio.Group
          value={draft.willing}
          onChange={(e) => set({ willing: e.target.value as Draft['willing'] })}
          options={[
            { value: '', label: t('还没问', 'Not asked yet') },
            ...Object.entries(willingTexts).map(([value, text]) => ({ value: value as Draft['willing'], label: t(text) })),
          ]}
        />
      </fieldset>
      {draft.willing && draft.willing !== 'yes' && (
        <fieldset className="wk-set">
          <legend>
            {t('不能外出的原因', 'What stands in the way')}
            <span className="mute">{t('（选填）', ' (optional)')}</span>
          </legend>
          <Checkbox.Group
            value={[...draft.hindered]}
            options={Object.entries(hindranceTexts).map(([value, text]) => ({ value, label: t(text) }))}
            onChange={(hindered) => set({ hindered: hindered as Draft['hindered'] })}
          />
        </fieldset>
      )}
      {draft.willing && (
        <div className="form-2">
          <Field name="occupations" label={t('想做的工种', 'Occupations')} optional error={errorOf('occupations')}>
            <OccupationsPicker most={5} value={draft.occupations} onChange={(occupations) => set({ occupations })} />
          </Field>
          <Field name="payMin" label={t('期望月薪（元）', 'Expected pay (yuan a month)')} optional error={errorOf('payMin')}>
            <InputNumber
              className="wk-wide"
              min={0}
              max={100_000}
              precision={0}
              step={100}
              value={draft.payMin}
              onChange={(payMin: number | null) => set({ payMin })}
            />
          </Field>
          <div>
            <Field
              name="places"
              label={t('想去的地方', 'Places')}
              optional
              error={errorOf('places')}
              hint={t(`最多 ${MOST_PLACES} 处`, `At most ${MOST_PLACES}`)}
            >
              <AreaPicker
                onChange={(code) =>
                  code && !draft.places.includes(code) && draft.places.length < MOST_PLACES && set({ places: [...draft.places, code] })
                }
              />
            </Field>
            {draft.places.length > 0 && (
              <ul className="wk-chosen">
                {draft.places.map((code) => (
                  <li key={code}>
                    <button type="button" className="filter-chip" onClick={() => set({ places: draft.places.filter((p) => p !== code) })}>
                      <span className="vh">{t('去掉', 'Remove')} </span>
                      <AreaName code={code} />
                      <I n="x" s={12} />
                    </button>
                  </li>
                ))}
              </ul>
            )}
          </div>
          <Field name="together" label={t('想和谁一起', 'Together with')} optional error={errorOf('together')}>
            <WorkerPicker most={8} value={draft.together} onChange={(together) => set({ together })} />
          </Field>
          <Field name="training" label={t('想学什么', 'Wants to learn')} optional error={errorOf('training')}>
            <Input maxLength={100} value={draft.training} onChange={(e) => set({ training: e.target.value })} />
          </Field>
        </div>
      )}
    </>
  );
};
