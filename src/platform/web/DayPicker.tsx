import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useT } from './lang.tsx';

interface Props {
  readonly id?: string;
  readonly value?: string | undefined;
  readonly onChange?: (day: string | undefined) => void;
  /** No day before this one can be chosen. */
  readonly first?: string | undefined;
  readonly status?: 'error';
  readonly 'aria-label'?: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: boolean;
}

/** A calendar day as `2026-10-31`; takes the ways people write days when typed or pasted. */
export const DayPicker = ({ value, onChange, first, ...rest }: Props) => {
  const t = useT();
  return (
    <DatePicker
      value={value ? dayjs(value) : null}
      {...(first ? { minDate: dayjs(first) } : {})}
      format={['YYYY-MM-DD', 'YYYY-M-D', 'YYYYMMDD', 'YYYY.M.D', 'YYYY/M/D', 'YYYY年M月D日']}
      placeholder={t('如 2026-10-31', 'such as 2026-10-31')}
      onChange={(day) => onChange?.(day ? day.format('YYYY-MM-DD') : undefined)}
      {...rest}
    />
  );
};
