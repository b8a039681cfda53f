import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { createContext, useContext, useEffect, useState } from 'react';
import { useLang, useT } from './lang.tsx';

export interface OrganisationHit {
  readonly id: string;
  readonly name: string;
  /** What tells it apart from others of the same name: place, kind, state. */
  readonly sub: string;
}
/** Who knows the organisations; the shell hands over what `organisations` offers. Kinds are its words: employer, school, agency, exam_body, station. */
export interface OrganisationSource {
  find(query: string, lang: 'zh' | 'en', kind: string | undefined, signal: AbortSignal): Promise<readonly OrganisationHit[]>;
  nameOf(id: string): Promise<string>;
}
export const OrganisationContext = createContext<OrganisationSource | null>(null);

/** The name of an organisation; its id until the name is known, or where it cannot be read. */
export const useOrganisationName = (id: string | undefined): string => {
  const source = useContext(OrganisationContext);
  const name = useQuery({
    queryKey: ['organisation-name', id],
    queryFn: () => source!.nameOf(id!).catch(() => id!),
    enabled: Boolean(id) && source !== null,
    staleTime: 60_000,
  });
  return name.data ?? id ?? '';
};
export const OrganisationName = ({ id }: { id: string }) => <>{useOrganisationName(id)}</>;

interface Props {
  readonly id?: string;
  readonly value?: string | undefined;
  readonly onChange?: (id: string | undefined) => void;
  readonly onBlur?: () => void;
  /** Only organisations of this kind. */
  readonly kind?: string | undefined;
  /** Not to be chosen: the one the question is about. */
  readonly except?: string;
  readonly placeholder?: string;
  readonly status?: 'error';
  readonly 'aria-label'?: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: boolean;
}

/** Finds an organisation by name, other name, pinyin or code. The value is its id; nothing is guessed. */
export const OrganisationPicker = ({ value, onChange, kind, except, placeholder, ...rest }: Props) => {
  const t = useT();
  const { lang } = useLang();
  const source = useContext(OrganisationContext);
  const name = useOrganisationName(value);
  const [query, setQuery] = useState('');
  const [hits, setHits] = useState<readonly OrganisationHit[]>([]);
  useEffect(() => {
    if (!query.trim() || !source) return setHits((old) => (old.length ? [] : old));
    const controller = new AbortController();
    const timer = window.setTimeout(
      () =>
        source.find(query.trim(), lang, kind, controller.signal).then(
          (found) => setHits(found.filter((h) => h.id !== except)),
          () => undefined,
        ),
      180,
    );
    return () => {
      window.clearTimeout(timer);
      controller.abort();
    };
  }, [query, source, lang, kind, except]);
  const options = hits.length ? hits : value ? [{ id: value, name, sub: '' }] : [];
  return (
    <Select
      showSearch={{ filterOption: false, onSearch: setQuery }}
      allowClear
      value={value ?? null}
      onChange={(id: string | null) => onChange?.(id ?? undefined)}
      placeholder={placeholder ?? t('名称、拼音首字母或统一社会信用代码', 'Name, pinyin initials or social credit code')}
      options={options.map((h) => ({ value: h.id, label: h.name, sub: h.sub }))}
      optionRender={(o) => (
        <span className="org-option">
          <span>{o.label}</span>
          <span className="mute s12">{(o.data as { sub?: string }).sub}</span>
        </span>
      )}
      notFoundContent={
        query.trim()
          ? t(`没有找到“${query.trim()}”`, `Nothing found for “${query.trim()}”`)
          : t('输入名称、拼音或代码', 'Type a name, pinyin or code')
      }
      className="area-picker"
      {...(rest.onBlur ? { onBlur: rest.onBlur } : {})}
      {...(rest.status ? { status: rest.status } : {})}
      {...(rest.id ? { id: rest.id } : {})}
      aria-label={rest['aria-label']}
      aria-describedby={rest['aria-describedby']}
      aria-invalid={rest['aria-invalid']}
    />
  );
};
