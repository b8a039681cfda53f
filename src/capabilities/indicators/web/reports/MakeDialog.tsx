import { InputNumber } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Confirm } from '#platform/web/confirm.tsx';
import { useLang, useT } from '#platform/web/lang.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import { type Format, type FormLine, scheduleReport, startReport } from '../../contractReports.ts';
import { lastPeriod } from '../../rulesReports.ts';
import type { Catalogue } from '../useAsk.ts';
import { AskFields, FormatChoice, firstAsk } from './AskFields.tsx';

interface Props {
  readonly form: FormLine;
  readonly catalogue: Catalogue;
  readonly today: string;
  readonly onClose: () => void;
}
const firstPeriod = (form: FormLine, today: string): string =>
  form.period === 'free' ? `${today.slice(0, 4)}-01-01..${today}` : lastPeriod(form.period, today);
const DEFAULT: readonly Format[] = ['xlsx', 'pdf'];

/** A report of a form: for which period and area, in which files. Made in the background. */
export const MakeDialog = ({ form, catalogue, today, onClose }: Props) => {
  const t = useT();
  const { lang } = useLang();
  const go = useNavigate();
  const [ask, setAsk] = useState(() => firstAsk(catalogue, firstPeriod(form, today)));
  const [formats, setFormats] = useState<readonly Format[]>(DEFAULT);
  const deed = useDeed(startReport, { stales: ['indicators.listReports', 'platform.'] });
  return (
    <Confirm
      open
      held={deed.asking}
      title={t(`做一份：${form.title.zh}`, `Make: ${form.title.en}`)}
      action={t('做这份报表', 'Make it')}
      ready={formats.length > 0}
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={() =>
        void deed.act({ form: form.ref, version: form.version, ...ask, formats: [...formats], lang }).then((made) => {
          if (made) go(`/figures/reports/${made.id}`);
        })
      }
    >
      <AskFields kind={form.period} today={today} value={ask} onChange={setAsk} />
      <FormatChoice value={formats} onChange={setFormats} />
      <p className="note">
        {t(
          '在后台做，可以关上这里去做别的；做好了在“做过的报表”里。每个文件都带水印，记入导出记录。要再确认一次是您本人。',
          'It is made in the background and will stand under reports that were made. Each file bears a watermark and is on record. You will be asked to confirm that it is you.',
        )}
      </p>
    </Confirm>
  );
};

/** The same every month, quarter or year. */
export const ScheduleDialog = ({ form, catalogue, today, onClose }: Props) => {
  const t = useT();
  const { lang } = useLang();
  const [ask, setAsk] = useState(() => firstAsk(catalogue, firstPeriod(form, today)));
  const [formats, setFormats] = useState<readonly Format[]>(DEFAULT);
  const [onDay, setOnDay] = useState(5);
  const deed = useDeed(scheduleReport, { stales: ['indicators.listReportForms'] });
  const each = { month: t('每月', 'every month'), quarter: t('每季', 'every quarter'), year: t('每年', 'every year'), free: '' }[
    form.period
  ];
  return (
    <Confirm
      open
      held={deed.asking}
      title={t(`定期做：${form.title.zh}`, `On schedule: ${form.title.en}`)}
      action={t(`${each}做`, `Make it ${each}`)}
      ready={formats.length > 0}
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={() =>
        void deed
          .act({ form: form.ref, side: ask.side, area: ask.area, onDay, formats: [...formats], lang })
          .then((made) => made && onClose())
      }
    >
      <div className="field">
        <label htmlFor="rp-day">{t('期末后第几天做（1–28）', 'How many days after the period (1–28)')}</label>
        <InputNumber id="rp-day" min={1} max={28} precision={0} value={onDay} onChange={(v) => setOnDay(v ?? 5)} />
      </div>
      <AskFields kind={form.period} today={today} value={ask} onChange={(next) => setAsk({ ...next, period: ask.period })} />
      <FormatChoice value={formats} onChange={setFormats} />
      <p className="note">
        {t(
          '到那天早上 6 点后做上一期的，做好了通知您；那个月已封账的用封账数。您的账号停用或不再有权限，就不再做。',
          'Made on the morning of that day for the period before; you are told when it is ready. A frozen month is taken as frozen. It stops when your account or its right does.',
        )}
      </p>
    </Confirm>
  );
};
