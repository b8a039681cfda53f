import { Select } from 'antd';
import { useEffect, useState } from 'react';
import { useLang, useT } from '#platform/web/lang.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { readDivision, searchDivisions } from '../contract.ts';
import { useName } from './parts.tsx';

interface Props {
  readonly value: string;
  readonly onChange: (code: string) => void;
  readonly onBlur?: () => void;
  readonly within?: string;
  readonly id?: string;
  readonly status?: '' | 'error';
  readonly 'aria-label'?: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: boolean;
}

/** Chooses one division by typing its name, pinyin or code. */
export const DivisionSelect = ({ value, onChange, within, ...rest }: Props) => {
  const t = useT();
  const { lang } = useLang();
  const name = useName();
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  useEffect(() => {
    const timer = window.setTimeout(() => setQ(typed.trim()), 200);
    return () => window.clearTimeout(timer);
  }, [typed]);
  const found = useRead(searchDivisions, { q, ...(within ? { within } : {}) }, { enabled: q !== '', keep: true });
  const chosen = useRead(readDivision, { code: value }, { enabled: value !== '' });
  const hits = q === '' ? [] : (found.data?.items ?? []);
  const options = hits.map((h) => ({
    value: h.code,
    label: (
      <span className="row sp">
        <span className="el">{name(h)}</span>
        <span className="note el">{lang === 'zh' ? h.shortFullName : h.englishFullName}</span>
      </span>
    ),
    shown: lang === 'zh' ? h.shortFullName : `${h.englishFullName} ${h.shortName}`,
  }));
  if (value && !options.some((o) => o.value === value)) {
    const shown = chosen.data
      ? lang === 'zh'
        ? chosen.data.shortFullName
        : `${chosen.data.englishFullName} ${chosen.data.shortName}`
      : value;
    options.unshift({ value, label: <span>{shown}</span>, shown });
  }
  return (
    <Select
      {...rest}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={value || null}
      placeholder={t('写名称、拼音或代码', 'Type a name, pinyin or code')}
      optionLabelProp="shown"
      options={options}
      notFoundContent={
        typed === ''
          ? t('写几个字就有', 'Type a few letters')
          : found.isFetching
            ? t('正在找', 'Searching')
            : t('没有找到，换个写法试试', 'Nothing found; try another spelling')
      }
      onChange={(code: string) => onChange(code ?? '')}
    />
  );
};
