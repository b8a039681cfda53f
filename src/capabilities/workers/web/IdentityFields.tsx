import { Button, Select } from 'antd';
import { FromField } from '#platform/web/FromField.tsx';
import { Field } from '#platform/web/form.tsx';
import { I } from '#platform/web/icons.tsx';
import { useT } from '#platform/web/lang.tsx';
import { identityKindTexts } from '../contractShapes.ts';
import type { IdentityDraft } from './registerDraft.ts';
import type { PartProps } from './WhoFields.tsx';

const none: IdentityDraft = { kind: '', from: '', fromPrecision: 'day', riskRemoved: '' };

/** Groups with the day they hold from; several may hold at once. */
export const IdentityFields = ({ draft, set, errorOf }: PartProps) => {
  const t = useT();
  const list = draft.identities.length ? draft.identities : [none];
  const change = (at: number, next: Partial<IdentityDraft>) =>
    set({ identities: list.map((one, i) => (i === at ? { ...one, ...next } : one)) });
  return (
    <>
      {list.map((one, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no identity but its place
        <div className="form-2" key={`${i} of ${list.length}`}>
          <Field name={`identities.${i}.kind`} label={t('户类型', 'Kind of household')} optional error={errorOf(`identities.${i}.kind`)}>
            <Select
              allowClear
              placeholder={t('都不是', 'None of them')}
              value={one.kind || null}
              options={Object.entries(identityKindTexts).map(([value, text]) => ({ value, label: t(text) }))}
              onChange={(kind: IdentityDraft['kind'] | null) =>
                kind ? change(i, { kind }) : set({ identities: list.filter((_, at) => at !== i) })
              }
            />
          </Field>
          {one.kind ? (
            <FromField
              name={`identities.${i}.from`}
              label={t('从哪天起', 'Since')}
              day={one.from}
              precision={one.fromPrecision}
              error={errorOf(`identities.${i}.from`)}
              hint={t('身份按日期记，改身份不会改掉以前的数字', 'Recorded by date: a later change leaves earlier figures alone')}
              onChange={(from, fromPrecision) => change(i, { from, fromPrecision })}
            />
          ) : (
            <div />
          )}
          {one.kind.startsWith('monitored') && (
            <FromField
              name={`identities.${i}.riskRemoved`}
              label={t('风险消除日', 'Risk removed on')}
              optional
              day={one.riskRemoved}
              precision="day"
              error={errorOf(`identities.${i}.riskRemoved`)}
              hint={t('还没有消除就留空', 'Leave blank while the risk stands')}
              onChange={(riskRemoved) => change(i, { riskRemoved })}
            />
          )}
        </div>
      ))}
      {list.every((one) => one.kind) && list.length < 6 && (
        <Button type="text" size="small" className="wk-more" icon={<I n="plus" />} onClick={() => set({ identities: [...list, none] })}>
          {t('再加一种身份', 'Another group')}
        </Button>
      )}
    </>
  );
};
