import { Button, Select } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import type { FieldError } from '#platform/problem.ts';
import { AreaName } from '#platform/web/AreaName.tsx';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import { Field } from '#platform/web/form.tsx';
import { I } from '#platform/web/icons.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { listWorkers } from '../contract.ts';

interface PickerProps {
  readonly id?: string;
  readonly not: readonly string[];
  readonly value: string | undefined;
  readonly onChange: (workerId: string | undefined, name: string) => void;
}

/** Finds one person of the own area the way the list does: name, pinyin, number, telephone. */
export const WorkerPicker = ({ not, value, onChange, ...rest }: PickerProps) => {
  const t = useT();
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  useEffect(() => {
    const timer = window.setTimeout(() => setQ(typed.trim()), 250);
    return () => window.clearTimeout(timer);
  }, [typed]);
  const found = useRead(listWorkers, { q, size: 20 }, { enabled: q !== '', keep: true });
  const rows = q === '' ? [] : (found.data?.items ?? []).filter((w) => !not.includes(w.workerId));
  return (
    <>
      <Select
        {...rest}
        allowClear
        showSearch={{ filterOption: false, onSearch: setTyped }}
        value={value ?? null}
        placeholder={t('姓名、拼音、证件号或手机', 'Name, pinyin, number or telephone')}
        options={rows.map((w) => ({ value: w.workerId, label: w.name, row: w }))}
        optionRender={(o) => {
          const w = rows.find((r) => r.workerId === o.value);
          return (
            <>
              {o.label}
              <div className="s12 mute">
                {[
                  w?.age != null ? t(`${w.age} 岁`, `${w.age}`) : '',
                  w?.home ? `${w.home.county}${w.home.town}${w.home.village}` : '',
                  w?.numberMasked ?? '',
                ]
                  .filter(Boolean)
                  .join(t('，', ', '))}
              </div>
            </>
          );
        }}
        notFoundContent={q === '' ? t('先写几个字', 'Type something first') : t('辖区里没有找到', 'Nobody found in your area')}
        onChange={(id: string | null) => onChange(id ?? undefined, rows.find((r) => r.workerId === id)?.name ?? '')}
      />
      {found.data?.next && q !== '' && <p className="note">{t('只列前 20 人，请多写几个字', 'The first 20 are listed; type more')}</p>}
    </>
  );
};

interface ChoiceProps<K> {
  readonly known: readonly K[];
  readonly value: readonly string[];
  readonly error: FieldError | undefined;
  readonly onChange: (value: readonly string[]) => void;
}

const Chosen = ({ words, onRemove }: { words: ReactNode; onRemove: () => void }) => {
  const t = useT();
  return (
    <li>
      <Button size="small" icon={<I n="x" s={12} />} iconPlacement="end" onClick={onRemove}>
        <span>
          <span className="vh">{t('去掉 ', 'Remove ')}</span>
          {words}
        </span>
      </Button>
    </li>
  );
};

/** Up to five places one would go to. */
export const PlacesChoice = ({ value, error, onChange }: ChoiceProps<unknown>) => {
  const t = useT();
  return (
    <>
      <Field name="places" label={t('想去的地方', 'Places')} optional hint={t('最多 5 处', 'Five at most')} error={error}>
        <AreaPicker
          value={undefined}
          onChange={(code) => code && value.length < 5 && !value.includes(code) && onChange([...value, code])}
        />
      </Field>
      {value.length > 0 && (
        <ul className="chosen">
          {value.map((code) => (
            <Chosen key={code} words={<AreaName code={code} />} onRemove={() => onChange(value.filter((c) => c !== code))} />
          ))}
        </ul>
      )}
    </>
  );
};

/** Whom one would like to go with: relatives, people of the same village. */
export const PeopleChoice = ({ not, known, value, error, onChange }: ChoiceProps<{ workerId: string; name: string }> & { not: string }) => {
  const t = useT();
  const [names, setNames] = useState<Readonly<Record<string, string>>>(Object.fromEntries(known.map((p) => [p.workerId, p.name])));
  return (
    <>
      <Field name="together" label={t('想和谁一起', 'Together with')} optional error={error}>
        <WorkerPicker
          not={[not, ...value]}
          value={undefined}
          onChange={(id, name) => {
            if (!id || value.length >= 8) return;
            setNames({ ...names, [id]: name });
            onChange([...value, id]);
          }}
        />
      </Field>
      {value.length > 0 && (
        <ul className="chosen">
          {value.map((id) => (
            <Chosen key={id} words={names[id] ?? id} onRemove={() => onChange(value.filter((v) => v !== id))} />
          ))}
        </ul>
      )}
    </>
  );
};
