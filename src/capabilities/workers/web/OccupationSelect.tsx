import { Select } from 'antd';
import { useT } from '#platform/web/lang.tsx';
import { findOccupation, occupations } from '#standards/occupations/occupations.ts';
import type { Text } from '#standards/text.ts';

const coded = occupations.filter((o) => o.code !== null);
/** An occupation in the reader's language; as the server names it where our selection lacks the code. */
export const occupationWord = (code: string, zh: string): Text => findOccupation(code)?.name ?? { zh, en: zh };
const search = { optionFilterProp: 'find' };

const useOptions = () => {
  const t = useT();
  return coded.map((o) => ({ value: o.code!, label: t(o.name), find: `${o.name.zh} ${o.name.en.toLowerCase()} ${o.code}` }));
};

interface One {
  readonly id?: string;
  readonly value: string;
  readonly onChange: (code: string) => void;
}
/** One occupation of the 2022 classification, found by its name in either language or its code. */
export const OccupationSelect = ({ value, onChange, ...rest }: One) => {
  const t = useT();
  return (
    <Select
      {...rest}
      allowClear
      showSearch={search}
      value={value || null}
      placeholder={t('写名称，如 烹调、电工', 'Type a name, such as cook, electrician')}
      options={useOptions()}
      onChange={(code: string | null) => onChange(code ?? '')}
    />
  );
};

interface Several {
  readonly id?: string;
  readonly value: readonly string[];
  readonly onChange: (codes: readonly string[]) => void;
}
export const OccupationsSelect = ({ value, onChange, ...rest }: Several) => {
  const t = useT();
  return (
    <Select
      {...rest}
      mode="multiple"
      maxCount={5}
      showSearch={search}
      value={[...value]}
      placeholder={t('写名称，如 烹调、电工', 'Type a name, such as cook, electrician')}
      options={useOptions()}
      onChange={onChange}
    />
  );
};
