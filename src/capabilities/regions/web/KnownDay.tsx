import { Input } from 'antd';
import { useState } from 'react';
import type { FieldError } from '#platform/problem.ts';
import { Field } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { parseDay } from '#standards/calendar/parseDay.ts';
import type { Precision } from '../contract.ts';
import { fitDay, knownDay } from '../rules.ts';

interface Props {
  readonly name: string;
  readonly label: string;
  readonly side: 'start' | 'end';
  readonly optional?: boolean;
  readonly day: string | null;
  readonly precision: Precision | null;
  readonly error?: FieldError | undefined;
  readonly onChange: (day: string | null, precision: Precision | null) => void;
}

const MISSING: FieldError = { path: '', rule: 'required', text: { zh: '没有填', en: 'is required' } };

/** A day as far as it is known: 2021, 2021年3月 and 2021-03-15 are all taken, and what was understood is said. */
export const KnownDay = ({ name, label, side, optional, day, precision, error, onChange }: Props) => {
  const t = useT();
  const [text, setText] = useState(day ? knownDay(day, precision ?? 'day') : '');
  const read = text.trim() === '' ? null : parseDay(text.trim());
  const own: FieldError | undefined = read && !read.ok ? { path: name, rule: read.rule, text: read.message } : undefined;
  const told =
    read?.ok && read.precision !== 'day'
      ? t(
          `只知道${read.precision === 'year' ? '年份' : '月份'}，按 ${fitDay(read.day, read.precision, side)} 算`,
          `Taken as ${fitDay(read.day, read.precision, side)}`,
        )
      : read?.ok && read.day !== text.trim()
        ? read.day
        : undefined;
  return (
    <Field
      name={name}
      label={label}
      error={own ?? (read || !error ? undefined : MISSING)}
      {...(optional ? { optional } : {})}
      {...(told ? { understood: told } : {})}
      hint={t('年、年月、年月日都可以，如 2021 或 2021-03-15', 'A year, a month or a day: 2021 or 2021-03-15')}
    >
      <Input
        value={text}
        maxLength={20}
        onChange={(e) => {
          setText(e.target.value);
          const next = e.target.value.trim() === '' ? null : parseDay(e.target.value.trim());
          // what cannot be read is not sent as if nothing had been typed
          onChange(next === null ? null : next.ok ? next.day : e.target.value, next?.ok ? next.precision : next === null ? null : 'day');
        }}
      />
    </Field>
  );
};
