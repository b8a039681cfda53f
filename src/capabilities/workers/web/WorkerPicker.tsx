import { Select } from 'antd';
import { useEffect, useState } from 'react';
import { call } from '#platform/web/api.ts';
import { useLang, useT } from '#platform/web/lang.tsx';
import { searchWorkers } from '../contractList.ts';
import { tellApart } from './workerWords.tsx';

interface Hit {
  readonly value: string;
  readonly label: string;
  readonly sub: string;
}
interface Props {
  readonly id?: string;
  readonly value: readonly string[];
  readonly most?: number;
  readonly except?: string;
  readonly onChange: (ids: string[]) => void;
  readonly status?: 'error';
  readonly 'aria-label'?: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: boolean;
}

/** People of the register, found as in the bar at the top; told apart by village, age and masked number. The value is their worker ids. */
export const WorkerPicker = ({ value, most = 1, except, onChange, ...rest }: Props) => {
  const t = useT();
  const { lang } = useLang();
  const [query, setQuery] = useState('');
  const [hits, setHits] = useState<readonly Hit[]>([]);
  // who was chosen keeps the name after the next search
  const [known, setKnown] = useState<ReadonlyMap<string, Hit>>(new Map());
  useEffect(() => {
    const q = query.trim();
    if (!q) return setHits([]);
    const controller = new AbortController();
    const timer = window.setTimeout(
      () =>
        call(searchWorkers, { q, size: 8 }, { signal: controller.signal }).then(
          ({ items }) =>
            setHits(items.filter((r) => r.workerId !== except).map((r) => ({ value: r.workerId, label: r.name, sub: tellApart(r, lang) }))),
          () => undefined,
        ),
      200,
    );
    return () => {
      window.clearTimeout(timer);
      controller.abort();
    };
  }, [query, except, lang]);
  const chosen = value.map((id) => known.get(id) ?? { value: id, label: t('已选的人', 'chosen'), sub: '' });
  const options = [...hits, ...chosen.filter((c) => !hits.some((h) => h.value === c.value))];
  const take = (ids: string[]) => {
    setKnown(new Map(options.filter((o) => ids.includes(o.value)).map((o) => [o.value, o])));
    onChange(ids);
  };
  const shared = {
    allowClear: true,
    showSearch: { filterOption: false, onSearch: setQuery },
    placeholder: t('姓名、拼音、证件号后六位或手机', 'Name, pinyin, last six or phone'),
    options: options as Hit[],
    optionRender: (o: { label?: unknown; data: Hit }) => (
      <span className="row sp">
        <span>{o.data.label}</span>
        <span className="mute s12 el">{o.data.sub}</span>
      </span>
    ),
    notFoundContent: query.trim() ? t(`没有找到“${query.trim()}”`, `Nobody found for “${query.trim()}”`) : t('输入姓名来找', 'Type a name'),
    ...rest,
  };
  return most === 1 ? (
    <Select {...shared} value={value[0] ?? null} onChange={(id: string | null) => take(id ? [id] : [])} />
  ) : (
    <Select {...shared} mode="multiple" maxCount={most} value={[...value]} onChange={(ids: string[]) => take(ids)} />
  );
};
