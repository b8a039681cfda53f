// Fields that planning and moving a lesson share.
import { AutoComplete, InputNumber, TimePicker } from 'antd';
import dayjs from 'dayjs';
import type { FieldError } from '#platform/problem.ts';
import { Field } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';

interface Times {
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly hours: number;
}
const asTime = (minute: number) => dayjs(new Date(2000, 0, 1, Math.floor(minute / 60), minute % 60));
const asMinute = (time: dayjs.Dayjs | null, was: number): number => (time ? time.hour() * 60 + time.minute() : was);

/** Start, end and 课时; the hours follow the times until somebody says otherwise. */
export const TimeFields = ({
  value,
  lessonMinutes,
  onChange,
  errorOf,
}: {
  readonly value: Times;
  readonly lessonMinutes: number;
  readonly onChange: (next: Times) => void;
  readonly errorOf?: (name: 'fromMinute' | 'toMinute' | 'hours') => FieldError | undefined;
}) => {
  const t = useT();
  const most = (v: { fromMinute: number; toMinute: number }) =>
    Math.max(0.5, Math.floor(((v.toMinute - v.fromMinute) / lessonMinutes) * 2) / 2);
  const times = (next: { fromMinute: number; toMinute: number }) => onChange({ ...next, hours: most(next) });
  const picker = (name: 'fromMinute' | 'toMinute', label: string) => (
    <Field name={name} label={label} error={errorOf?.(name)}>
      <TimePicker
        format={['HH:mm', 'H:mm', 'HHmm', 'H:m', 'HH']}
        minuteStep={5}
        needConfirm={false}
        allowClear={false}
        value={asTime(value[name])}
        onChange={(time) => times({ ...{ fromMinute: value.fromMinute, toMinute: value.toMinute }, [name]: asMinute(time, value[name]) })}
      />
    </Field>
  );
  return (
    <div className="tr-3">
      {picker('fromMinute', t('上课时间', 'Start'))}
      {picker('toMinute', t('下课时间', 'End'))}
      <Field
        name="hours"
        label={t('每次课时', 'Hours each')}
        error={errorOf?.('hours')}
        hint={t(`每课时 ${lessonMinutes} 分钟`, `of ${lessonMinutes} minutes`)}
      >
        <InputNumber min={0.5} max={12} step={0.5} value={value.hours} onChange={(n) => onChange({ ...value, hours: n ?? value.hours })} />
      </Field>
    </div>
  );
};

/** A room by its name; those of the class are offered. */
export const RoomField = ({
  value,
  onChange,
  known,
  error,
}: {
  readonly value: string;
  readonly onChange: (room: string) => void;
  readonly known: readonly string[];
  readonly error?: FieldError | undefined;
}) => {
  const t = useT();
  return (
    <Field
      name="room"
      label={t('教室', 'Room')}
      optional
      error={error}
      hint={t('同一地址同一教室，一个时间只能排一次课', 'One room of an address holds one lesson at a time')}
    >
      <AutoComplete
        value={value}
        options={known.map((r) => ({ value: r }))}
        maxLength={60}
        onChange={(room: string) => onChange(room ?? '')}
      />
    </Field>
  );
};
