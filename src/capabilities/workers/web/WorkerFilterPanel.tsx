import { Checkbox, Input, InputNumber, Select } from 'antd';
import { useEffect, useState } from 'react';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import { FilterField, FilterSelect } from '#platform/web/FilterBar.tsx';
import { useT } from '#platform/web/lang.tsx';
import { OccupationPicker } from '#platform/web/OccupationPicker.tsx';
import type { Text } from '#standards/text.ts';
import type { WorkerFilters } from '../contractList.ts';
import { abilityTexts, educationTexts, hukouTexts, identityGroupTexts, willingTexts, workingTexts } from '../contractShapes.ts';
import type { FilterChange } from './listFilters.ts';

interface Props {
  readonly f: WorkerFilters;
  /** Names of the filters this account may use here, as the list told. */
  readonly may: ReadonlySet<string>;
  readonly onChange: (next: FilterChange) => void;
}

/** All filters of the list; what is chosen takes effect at once and stands as a chip. */
export const WorkerFilterPanel = ({ f, may, onChange }: Props) => {
  const t = useT();
  const many = <K extends string>(name: keyof FilterChange, label: string, texts: Record<K, Text>, value: readonly K[] | undefined) => (
    <FilterField label={label}>
      <Select
        mode="multiple"
        allowClear
        aria-label={label}
        placeholder={t('不限', 'Any')}
        value={(value ?? []) as K[]}
        options={(Object.keys(texts) as K[]).map((k) => ({ value: k, label: t(texts[k]) }))}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(next: K[]) => onChange({ [name]: next.join(',') || undefined })}
      />
    </FilterField>
  );
  const one = (name: keyof FilterChange, label: string, value: string | undefined, options: readonly (readonly [string, string])[]) => (
    <FilterSelect
      label={label}
      value={value}
      options={options.map(([v, words]) => ({ value: v, label: words }))}
      onChange={(next) => onChange({ [name]: next })}
    />
  );
  const flag = (value: boolean | undefined) => (value === undefined ? undefined : String(value));
  return (
    <div className={may.size ? 'wk-filters' : 'wk-filters narrow'}>
      {may.has('area') && (
        <FilterField label={t('户籍地', 'Home')}>
          <AreaPicker aria-label={t('户籍地', 'Home')} value={f.area} onChange={(area) => onChange({ area })} />
        </FilterField>
      )}
      <Ages f={f} onChange={onChange} />
      {one('sex', t('性别', 'Sex'), f.sex, [
        ['2', t('女', 'female')],
        ['1', t('男', 'male')],
      ])}
      {may.has('identity') && many('identity', t('身份', 'Groups'), identityGroupTexts, f.identity)}
      {may.has('ability') && many('ability', t('劳动能力', 'Labour ability'), abilityTexts, f.ability)}
      {may.has('education') && many('education', t('文化程度', 'Education'), educationTexts, f.education)}
      {may.has('willing') && many('willing', t('就业意愿', 'Intention'), willingTexts, f.willing)}
      {may.has('working') && many('working', t('就业', 'Work'), workingTexts, f.working)}
      {may.has('certified') &&
        one('certified', t('证书', 'Certificate'), flag(f.certified), [
          ['true', t('有', 'has one')],
          ['false', t('没有', 'has none')],
        ])}
      {may.has('inClass') &&
        one('inClass', t('培训班', 'Class'), flag(f.inClass), [
          ['true', t('正在读', 'in one')],
          ['false', t('没有在读', 'in none')],
        ])}
      {may.has('hukou') &&
        one(
          'hukou',
          t('户口性质', 'Hukou'),
          f.hukou,
          Object.entries(hukouTexts).map(([k, text]) => [k, t(text)] as const),
        )}
      {may.has('skill') && (
        <FilterField label={t('技能', 'Skill')}>
          <OccupationPicker
            classes
            aria-label={t('技能', 'Skill')}
            placeholder={t('不限', 'Any')}
            value={f.skill}
            onChange={(skill) => onChange({ skill })}
          />
        </FilterField>
      )}
      {may.has('household') && (
        <Typed label={t('户编号', 'Household number')} value={f.household} onChange={(household) => onChange({ household })} />
      )}
      <div className="wk-filter-check">
        <Checkbox checked={f.dead ?? false} onChange={(e) => onChange({ dead: e.target.checked ? 'true' : undefined })}>
          {t('去世的也列出', 'List the deceased too')}
        </Checkbox>
      </div>
    </div>
  );
};

/** Looks on leaving the field or on Enter, not on every figure. */
const Ages = ({ f, onChange }: Pick<Props, 'f' | 'onChange'>) => {
  const t = useT();
  const [from, setFrom] = useState<number | null>(f.ageFrom ?? null);
  const [to, setTo] = useState<number | null>(f.ageTo ?? null);
  useEffect(() => setFrom(f.ageFrom ?? null), [f.ageFrom]);
  useEffect(() => setTo(f.ageTo ?? null), [f.ageTo]);
  const send = () => {
    if ((f.ageFrom ?? null) === from && (f.ageTo ?? null) === to) return;
    const [low, high] = from !== null && to !== null && from > to ? [to, from] : [from, to];
    onChange({ ageFrom: low === null ? undefined : String(low), ageTo: high === null ? undefined : String(high) });
  };
  const box = (label: string, value: number | null, set: (n: number | null) => void) => (
    <InputNumber aria-label={label} min={0} max={130} precision={0} value={value} onChange={set} onBlur={send} onPressEnter={send} />
  );
  return (
    <div className="filter-field">
      <span>{t('年龄（岁）', 'Age')}</span>
      <div className="row">
        {box(t('年龄从', 'Age from'), from, setFrom)}
        <span className="mute">–</span>
        {box(t('年龄到', 'Age to'), to, setTo)}
      </div>
    </div>
  );
};

const Typed = ({ label, value, onChange }: { label: string; value: string | undefined; onChange: (v: string | undefined) => void }) => {
  const [text, setText] = useState(value ?? '');
  useEffect(() => setText(value ?? ''), [value]);
  const send = () => text.trim() !== (value ?? '') && onChange(text.trim() || undefined);
  return (
    <FilterField label={label}>
      <Input
        aria-label={label}
        className="raw"
        maxLength={40}
        value={text}
        onChange={(e) => setText(e.target.value)}
        onBlur={send}
        onPressEnter={send}
      />
    </FilterField>
  );
};
