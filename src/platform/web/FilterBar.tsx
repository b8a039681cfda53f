import { Button, Input, Select, type SelectProps } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { I } from './icons.tsx';
import './lists.css';
import { useT } from './lang.tsx';
import { Pop } from './Pop.tsx';

export interface FilterChip {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly onRemove: () => void;
}

interface Props {
  readonly search?: {
    readonly value: string | undefined;
    readonly label: string;
    readonly placeholder?: string;
    readonly onChange: (text: string | undefined) => void;
  };
  readonly chips: readonly FilterChip[];
  readonly onClear: () => void;
  /** Labelled controls of the panel behind 加筛选. */
  readonly more?: ReactNode;
  /** Sort order, columns. */
  readonly right?: ReactNode;
}

/** What narrows a list: a search field, removable chips, 加筛选. All of it lives in the URL. */
export const FilterBar = ({ search, chips, onClear, more, right }: Props) => {
  const t = useT();
  return (
    <div className="filters noprint">
      {search && <SearchField {...search} />}
      {chips.map((c) => (
        <button
          key={c.key}
          type="button"
          className="filter-chip"
          aria-label={t(`去掉筛选：${c.label} ${c.value}`, `Remove the filter: ${c.label} ${c.value}`)}
          onClick={c.onRemove}
        >
          <span>{c.label}</span> <b>{c.value}</b>
          <I n="x" s={12} />
        </button>
      ))}
      {more && (
        <Pop label={t('加筛选', 'Add a filter')} icon="plus">
          {more}
        </Pop>
      )}
      {chips.length > 1 && (
        <Button type="text" size="small" onClick={onClear}>
          {t('清除筛选', 'Clear filters')}
        </Button>
      )}
      {right && <div className="row filters-right">{right}</div>}
    </div>
  );
};

/** Looks when typing rests, or at once on Enter. */
const SearchField = ({ value, label, placeholder, onChange }: NonNullable<Props['search']>) => {
  const [text, setText] = useState(value ?? '');
  // the filters may have changed while the typing rested
  const latest = useRef(onChange);
  latest.current = onChange;
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the URL, for the back button
  useEffect(() => {
    if ((value ?? '') !== text.trim()) setText(value ?? '');
  }, [value]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed starts the clock
  useEffect(() => {
    if (text.trim() === (value ?? '')) return;
    const timer = window.setTimeout(() => latest.current(text.trim() || undefined), 350);
    return () => window.clearTimeout(timer);
  }, [text]);
  return (
    <Input
      className="filter-search"
      allowClear
      prefix={<I n="search" />}
      aria-label={label}
      placeholder={placeholder ?? label}
      maxLength={40}
      value={text}
      onChange={(e) => setText(e.target.value)}
      onPressEnter={() => onChange(text.trim() || undefined)}
    />
  );
};

/** A labelled control in the panel. */
export const FilterField = ({ label, children }: { label: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child; it is named by aria-label too, for antd's own markup
  <label className="filter-field">
    <span>{label}</span>
    {children}
  </label>
);

interface FilterSelectProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly options: NonNullable<SelectProps['options']>;
  /** Many options: typed words narrow them. */
  readonly searchable?: boolean;
  readonly onChange: (value: string | undefined) => void;
}
/** One of several, or none: 不限. */
export const FilterSelect = ({ label, value, options, searchable, onChange }: FilterSelectProps) => {
  const t = useT();
  return (
    <FilterField label={label}>
      <Select
        allowClear
        aria-label={label}
        placeholder={t('不限', 'Any')}
        value={value ?? null}
        options={options}
        {...(searchable ? { showSearch: { optionFilterProp: 'label' } } : {})}
        onChange={(next: string | null) => onChange(next ?? undefined)}
      />
    </FilterField>
  );
};

/** The filter in words, for the empty list and for paper: 角色 县人社局，状态 已停用. */
export const filterWords = (chips: readonly { readonly label: string; readonly words: string }[], lang: 'zh' | 'en'): string =>
  chips.map((c) => `${c.label} ${c.words}`).join(lang === 'zh' ? '，' : ', ');
