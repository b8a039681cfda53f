import { Input } from 'antd';
import { useState } from 'react';
import { parseDay } from '#standards/calendar/parseDay.ts';
import type { FieldError } from '../problem.ts';
import { Field } from './form.tsx';
import { useT } from './lang.tsx';

export type Precision = 'day' | 'month' | 'year';
interface Props {
  readonly name?: string;
  readonly label: string;
  readonly day: string | undefined;
  readonly precision: Precision;
  readonly hint?: string;
  /** An end: a month counts to its last day. */
  readonly end?: boolean;
  readonly optional?: boolean;
  readonly error?: FieldError | undefined;
  readonly onChange: (day: string, precision: Precision) => void;
}

/** The beginning of a period as far as it is known: 2021, 2021年3月 and 2021-03-15 are all taken, and what was understood is said. */
export const FromField = ({ name = 'from', label, day, precision, hint, end = false, optional, error, onChange }: Props) => {
  const t = useT();
  const [text, setText] = useState(day ? day.slice(0, precision === 'day' ? 10 : precision === 'month' ? 7 : 4) : '');
  const read = text.trim() === '' ? null : parseDay(text.trim());
  const own: FieldError | undefined = read && !read.ok ? { path: name, rule: read.rule, text: read.message } : undefined;
  const understood = !read?.ok
    ? undefined
    : read.precision === 'year'
      ? end
        ? t('只知道年份，算到那年最后一天', 'Only the year is known; counted to its last day')
        : t(`只知道年份，从 ${read.day} 起算`, `Only the year is known; counted from ${read.day}`)
      : read.precision === 'month'
        ? end
          ? t('只知道月份，算到那月最后一天', 'Only the month is known; counted to its last day')
          : t(`只知道月份，从 ${read.day} 起算`, `Only the month is known; counted from ${read.day}`)
        : read.day !== text.trim()
          ? t(`认作 ${read.day}`, `Taken as ${read.day}`)
          : undefined;
  return (
    <Field
      name={name}
      label={label}
      error={own ?? error}
      {...(optional ? { optional } : {})}
      {...(understood ? { understood } : {})}
      hint={hint ?? t('年、年月、年月日都可以，如 2021 或 2021-03-15', 'A year, a month or a day: 2021 or 2021-03-15')}
    >
      <Input
        value={text}
        maxLength={20}
        {...(hint ? { placeholder: t('如 2014 或 2014-12-31', 'such as 2014 or 2014-12-31') } : {})}
        onChange={(e) => {
          const typed = e.target.value;
          setText(typed);
          const next = parseDay(typed.trim());
          // what cannot be read is sent as it is and refused, never as if nothing had been typed
          onChange(next.ok ? next.day : typed.trim(), next.ok ? next.precision : 'day');
        }}
      />
    </Field>
  );
};
