import { Select } from 'antd';
import { AreaName, useAreaName } from '#platform/web/AreaName.tsx';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { Field } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { OrganisationPicker } from '#platform/web/OrganisationPicker.tsx';
import { useSession } from '#platform/web/session.tsx';
import type { HandInOptions } from './useUploads.ts';

interface Props {
  readonly options: HandInOptions;
  readonly onChange: (options: HandInOptions) => void;
  /** `area` alone where the account has several and must say which. */
  readonly part: 'area' | 'rest' | 'all';
  readonly areaMissing?: boolean;
}

/** Whose list it is, who hands it in, which day it speaks of. */
export const HandInFields = ({ options, onChange, part, areaMissing }: Props) => {
  const t = useT();
  const { areaCodes } = useSession();
  const own = useAreaName(areaCodes[0]);
  const set = (next: Partial<HandInOptions>) =>
    onChange(Object.fromEntries(Object.entries({ ...options, ...next }).filter(([, v]) => v !== undefined)));
  return (
    <div className="hand-in-fields">
      {part === 'area' && (
        <Field
          name="area"
          label={t('这些表是哪个地区的', 'Which area these lists belong to')}
          hint={t('您管几个地区，先选一个。', 'You have several areas; choose one first.')}
          error={
            areaMissing
              ? { path: 'area', rule: 'required', text: { zh: '请选一个地区，选好就开始传', en: 'Choose an area; sending starts then' } }
              : undefined
          }
        >
          <Select
            aria-label={t('这些表是哪个地区的', 'Which area these lists belong to')}
            placeholder={t('选一个地区', 'Choose an area')}
            value={options.area ?? null}
            options={areaCodes.map((code) => ({ value: code, label: <AreaName code={code} /> }))}
            onChange={(area: string) => set({ area })}
          />
        </Field>
      )}
      {part === 'all' && (
        <Field name="area" optional label={t('是哪里的表', 'Area')} hint={t(`不填就是${own}`, `Left empty: ${own}`)}>
          <AreaPicker value={options.area} onChange={(area) => set({ area })} />
        </Field>
      )}
      {part !== 'area' && (
        <>
          <Field
            name="organisation"
            optional
            label={t('交表单位', 'Organisation')}
            hint={t('企业、劳务站、学校交来的表填这里', 'Where an employer, station or school handed the list in')}
          >
            <OrganisationPicker value={options.organisationId} onChange={(organisationId) => set({ organisationId })} />
          </Field>
          <Field
            name="observedOn"
            optional
            label={t('表里的数截至哪天', 'As of')}
            hint={t('表头写着月份的会自己认；不填就按今天', 'A month in the title is read by itself; left empty: today')}
          >
            <DayPicker value={options.observedOn} onChange={(observedOn) => set({ observedOn })} />
          </Field>
        </>
      )}
    </div>
  );
};
