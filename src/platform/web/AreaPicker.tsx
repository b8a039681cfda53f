import { Select } from 'antd';
import { createContext, useContext, useEffect, useState } from 'react';
import { useLang, useT } from './lang.tsx';

export interface AreaHit {
  readonly code: string;
  /** Full name: 贵州省黔南布依族苗族自治州平塘县. */
  readonly name: string;
  /** What tells it apart from others of the same name. */
  readonly sub: string;
}
/** Who knows the divisions; the shell hands over what `regions` offers. */
export interface AreaSource {
  find(query: string, lang: 'zh' | 'en', signal: AbortSignal): Promise<readonly AreaHit[]>;
  nameOf(code: string, lang: 'zh' | 'en'): Promise<string>;
}
export const AreaContext = createContext<AreaSource | null>(null);

interface Props {
  readonly id?: string;
  readonly value?: string | undefined;
  readonly onChange?: (code: string | undefined) => void;
  readonly placeholder?: string;
  readonly allowClear?: boolean;
  readonly status?: 'error';
  readonly 'aria-label'?: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: boolean;
}

/** Finds a division by name, pinyin or code. The value is its 12-digit code; nothing is guessed. */
export const AreaPicker = ({ value, onChange, placeholder, ...rest }: Props) => {
  const t = useT();
  const { lang } = useLang();
  const source = useContext(AreaContext);
  const [query, setQuery] = useState('');
  const [hits, setHits] = useState<readonly AreaHit[]>([]);
  /** What the hits answer: until then nobody is told that nothing was found. */
  const [answered, setAnswered] = useState<{ query: string; failed: boolean } | null>(null);
  const [name, setName] = useState('');
  useEffect(() => {
    if (!value || !source) return setName('');
    let live = true;
    source.nameOf(value, lang).then(
      (n) => live && setName(n),
      () => live && setName(value),
    );
    return () => {
      live = false;
    };
  }, [value, source, lang]);
  useEffect(() => {
    if (!query.trim() || !source) return setHits([]);
    const controller = new AbortController();
    const asked = query.trim();
    const timer = window.setTimeout(
      () =>
        source.find(asked, lang, controller.signal).then(
          (found) => {
            setHits(found);
            setAnswered({ query: asked, failed: false });
          },
          () => {
            if (!controller.signal.aborted) setAnswered({ query: asked, failed: true });
          },
        ),
      180,
    );
    return () => {
      window.clearTimeout(timer);
      controller.abort();
    };
  }, [query, source, lang]);
  const options = hits.length ? hits : value ? [{ code: value, name: name || value, sub: value }] : [];
  return (
    <Select
      showSearch={{ filterOption: false, onSearch: setQuery }}
      allowClear={rest.allowClear ?? true}
      value={value ?? null}
      onChange={(code: string | null) => onChange?.(code ?? undefined)}
      placeholder={placeholder ?? t('名称、拼音或代码，如 平塘、pt、522727', 'Name, pinyin or code, such as 平塘, pt, 522727')}
      options={options.map((h) => ({ value: h.code, label: h.name, sub: h.sub }))}
      optionRender={(o) => (
        <span className="row sp">
          <span className="el">{o.label}</span>
          <span className="mute s12 raw nowrap">{(o.data as { sub?: string }).sub}</span>
        </span>
      )}
      notFoundContent={
        query.trim() && answered?.query !== query.trim()
          ? t('正在找…', 'Searching…')
          : answered?.failed && query.trim()
            ? t('没有查成，改一个字再试', 'The search failed; change a letter and try again')
            : query.trim()
              ? t(`没有找到“${query.trim()}”`, `Nothing found for “${query.trim()}”`)
              : t('输入名称、拼音或代码', 'Type a name, pinyin or code')
      }
      className="area-picker"
      {...(rest.status ? { status: rest.status } : {})}
      {...(rest.id ? { id: rest.id } : {})}
      aria-label={rest['aria-label']}
      aria-describedby={rest['aria-describedby']}
      aria-invalid={rest['aria-invalid']}
    />
  );
};
