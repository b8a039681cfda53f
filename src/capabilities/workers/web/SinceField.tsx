import { Input } from 'antd';
import { useState } from 'react';
import type { FieldError } from '#platform/problem.ts';
import { Field } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { parseDay } from '#standards/calendar/parseDay.ts';

type Precision = 'day' | 'month' | 'year';
interface Props {
  readonly name: string;
  readonly label: string;
  readonly day: string;
  readonly precision: Precision;
  readonly hint?: string;
  readonly optional?: boolean;
  readonly error?: FieldError | undefined;
  readonly onChange: (day: string, precision: Precision) => void;
}

/** The beginning of a period as it is known: 2014, 2014年12月, 2014-12-31 are all taken, and what was understood is said. */
export const SinceField = ({ name, label, day, precision, hint, optional, error, onChange }: Props) => {
  const t = useT();
  const [text, setText] = useState(day.slice(0, precision === 'year' ? 4 : precision === 'month' ? 7 : 10));
  const typed = text.trim();
  const read = typed ? parseDay(typed) : null;
  const own: FieldError | undefined = read && !read.ok ? { path: name, rule: read.rule, text: read.message } : undefined;
  const told =
    read?.ok && read.precision !== 'day'
      ? t(`只知道${read.precision === 'year' ? '年份' : '月份'}，从 ${read.day} 算起`, `Counted from ${read.day}`)
      : read?.ok && read.day !== typed
        ? read.day
        : undefined;
  return (
    <Field
      name={name}
      label={label}
      error={own ?? (read?.ok ? (error && error.rule !== 'required' ? error : undefined) : error)}
      {...(optional ? { optional } : {})}
      {...(told ? { understood: told } : {})}
      hint={hint ?? t('年、年月、年月日都可以', 'A year, a month or a day')}
    >
      <Input
        value={text}
        maxLength={20}
        placeholder={t('如 2014 或 2014-12-31', 'such as 2014 or 2014-12-31')}
        onChange={(e) => {
          setText(e.target.value);
          const next = e.target.value.trim() ? parseDay(e.target.value.trim()) : null;
          // what cannot be read is sent as it is and refused, never taken for blank
          if (next?.ok) onChange(next.day, next.precision);
          else onChange(e.target.value.trim(), 'day');
        }}
      />
    </Field>
  );
};
