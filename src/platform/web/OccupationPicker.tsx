import { Select } from 'antd';
import { useMemo } from 'react';
import { findOccupation, occupationClasses, occupations } from '#standards/occupations/occupations.ts';
import type { Text } from '#standards/text.ts';
import { useT } from './lang.tsx';

interface Shared {
  readonly id?: string;
  readonly placeholder?: string;
  /** Also whole classes, 4-03 餐饮服务. */
  readonly classes?: boolean;
  readonly status?: 'error';
  readonly 'aria-label'?: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: boolean;
}
interface One extends Shared {
  readonly value?: string | undefined;
  readonly onChange?: (code: string | undefined) => void;
}
interface Many extends Shared {
  readonly value?: readonly string[];
  readonly most: number;
  readonly onChange?: (codes: string[]) => void;
}

const useOptions = (classes: boolean) => {
  const t = useT();
  return useMemo(
    () =>
      [
        ...(classes ? occupationClasses.filter((c) => c.level !== 'major').map((c) => ({ code: c.code, name: c.name })) : []),
        ...occupations.flatMap((o) => (o.code ? [{ code: o.code, name: o.name }] : [])),
      ]
        .sort((a, b) => (a.code < b.code ? -1 : 1))
        .map((o) => ({ value: o.code, label: `${t(o.name)} ${o.code}`, find: `${o.name.zh} ${o.name.en} ${o.code}`.toLowerCase() })),
    [classes, t],
  );
};
const search = {
  filterOption: (typed: string, option: { find?: string } | undefined) => option?.find?.includes(typed.trim().toLowerCase()) ?? false,
};

/** An occupation in the reader's language; as the server names it where our selection lacks the code. */
export const occupationWord = (code: string, zh: string): Text => findOccupation(code)?.name ?? { zh, en: zh };

/** An occupation by its name or code. */
export const OccupationPicker = ({ value, onChange, placeholder, classes, ...rest }: One) => {
  const t = useT();
  return (
    <Select
      allowClear
      showSearch={search}
      placeholder={placeholder ?? t('工种名称或代码', 'Name or code')}
      value={value ?? null}
      options={useOptions(classes ?? false)}
      onChange={(code: string | null) => onChange?.(code ?? undefined)}
      notFoundContent={t('没有这个工种，可以写在说明里', 'No such occupation; say it in words')}
      {...rest}
    />
  );
};
export const OccupationsPicker = ({ value, onChange, placeholder, classes, most, ...rest }: Many) => {
  const t = useT();
  return (
    <Select
      mode="multiple"
      allowClear
      showSearch={search}
      maxCount={most}
      placeholder={placeholder ?? t('工种名称或代码', 'Name or code')}
      value={[...(value ?? [])]}
      options={useOptions(classes ?? false)}
      onChange={(codes: string[]) => onChange?.(codes)}
      notFoundContent={t('没有这个工种，可以写在说明里', 'No such occupation; say it in words')}
      {...rest}
    />
  );
};
