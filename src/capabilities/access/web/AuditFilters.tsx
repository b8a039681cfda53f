import { Input } from 'antd';
import { useState } from 'react';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { FilterField, FilterSelect } from '#platform/web/FilterBar.tsx';
import { useT } from '#platform/web/lang.tsx';
import type { Text } from '#standards/text.ts';
import { Outcome, outcomeTexts } from '../contractWatch.ts';
import { capabilityTexts, kindTexts } from './capabilityTexts.ts';

type Url = Readonly<Partial<Record<'actor' | 'action' | 'kind' | 'subject' | 'outcome' | 'area' | 'from' | 'to', string | undefined>>>;
interface Props {
  readonly url: Url;
  readonly actions: readonly { readonly action: string; readonly text: Text }[];
  readonly onChange: (next: Url) => void;
}

export const AuditFilters = ({ url, actions, onChange }: Props) => {
  const t = useT();
  const groups = Map.groupBy(actions, (a) => a.action.split('.')[0] ?? '');
  const options = [...groups].map(([capability, list]) => {
    const name = capabilityTexts[capability] ? t(capabilityTexts[capability]) : capability;
    return {
      label: name,
      options: [
        { value: `${capability}.`, label: t(`${name}：全部`, `${name}: all`) },
        ...list.map((a) => ({ value: a.action, label: t(a.text) })),
      ],
    };
  });
  return (
    <>
      <Typed label={t('操作人的登录名', 'Login of the actor')} value={url.actor} max={32} onChange={(actor) => onChange({ actor })} />
      <FilterSelect
        label={t('操作', 'Action')}
        value={url.action}
        options={options}
        searchable
        onChange={(action) => onChange({ action })}
      />
      <FilterSelect
        label={t('结果', 'Outcome')}
        value={url.outcome}
        options={Outcome.options.map((o) => ({ value: o as string, label: t(outcomeTexts[o]) }))}
        onChange={(outcome) => onChange({ outcome })}
      />
      <FilterField label={t('辖区', 'Area')}>
        <AreaPicker aria-label={t('辖区', 'Area')} value={url.area} onChange={(area) => onChange({ area })} />
      </FilterField>
      <div className="form-2">
        <FilterField label={t('从哪天', 'From')}>
          <DayPicker aria-label={t('从哪天', 'From')} value={url.from} onChange={(from) => onChange({ from })} />
        </FilterField>
        <FilterField label={t('到哪天', 'Until')}>
          <DayPicker aria-label={t('到哪天', 'Until')} value={url.to} onChange={(to) => onChange({ to })} />
        </FilterField>
      </div>
      <FilterSelect
        label={t('对象类别', 'Kind of subject')}
        value={url.kind}
        options={Object.entries(kindTexts).map(([value, text]) => ({ value, label: t(text) }))}
        onChange={(kind) => onChange({ kind })}
      />
      <Typed label={t('对象编号', 'Number of the subject')} value={url.subject} max={80} onChange={(subject) => onChange({ subject })} />
    </>
  );
};

interface TypedProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly max: number;
  readonly onChange: (value: string | undefined) => void;
}
/** Typed text that filters on Enter or on leaving the field. */
export const Typed = ({ label, value, max, onChange }: TypedProps) => {
  const [text, setText] = useState(value ?? '');
  const apply = () => text.trim() !== (value ?? '') && onChange(text.trim() || undefined);
  return (
    <FilterField label={label}>
      <Input
        className="raw"
        aria-label={label}
        maxLength={max}
        value={text}
        onChange={(e) => setText(e.target.value)}
        onBlur={apply}
        onPressEnter={apply}
      />
    </FilterField>
  );
};
