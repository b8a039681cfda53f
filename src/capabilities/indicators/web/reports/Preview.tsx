import { Button } from 'antd';
import { useState } from 'react';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { Loading, WriteProblem } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { previewReport } from '../../contractReports.ts';
import { lastPeriod, type PeriodKind, type ReportForm } from '../../rulesReports.ts';
import type { Catalogue } from '../useAsk.ts';
import { type AskedFor, AskFields, firstAsk } from './AskFields.tsx';
import { SheetNotes, SheetTable } from './SheetTable.tsx';
import { sent } from './words.ts';

interface Props {
  readonly form: ReportForm;
  readonly faults: number;
  readonly catalogue: Catalogue;
  readonly today: string;
}
const firstOf = (kind: PeriodKind, today: string): string =>
  kind === 'free' ? `${today.slice(0, 4)}-01-01..${today}` : lastPeriod(kind, today);

/** The form on real numbers, when it is asked for: each new question costs the server seconds. */
export const Preview = ({ form, faults, catalogue, today }: Props) => {
  const t = useT();
  const [ask, setAsk] = useState<AskedFor>(() => firstAsk(catalogue, firstOf(form.period, today)));
  const [kind, setKind] = useState(form.period);
  const [shown, setShown] = useState<{ form: ReportForm; ask: AskedFor } | null>(null);
  if (kind !== form.period) {
    setKind(form.period);
    setAsk({ ...ask, period: firstOf(form.period, today) });
  }
  const input = shown ? { form: sent(shown.form), ...shown.ask } : { form: sent(form), ...ask };
  const read = useRead(previewReport, input, { enabled: shown !== null });
  const stale = shown !== null && JSON.stringify([sent(shown.form), shown.ask]) !== JSON.stringify([sent(form), ask]);
  return (
    <section aria-label={t('预览', 'Preview')}>
      <Sec t={t('预览', 'Preview')} sub={t('用现在的数排出来看看，不留文件、不记导出', 'On today’s numbers; no file is made')} />
      <AskFields kind={form.period} today={today} value={ask} onChange={setAsk} />
      <p className="row gap12 wrap">
        <Button disabled={faults > 0} loading={read.isFetching} onClick={() => setShown({ form, ask })}>
          {stale ? t('按改后的再预览', 'Preview again as changed') : t('预览', 'Preview')}
        </Button>
        {stale && <span className="note">{t('下面是改之前的', 'Below is what it was before')}</span>}
        <WriteProblem problem={read.error} />
      </p>
      {shown && read.isFetching && !read.data && (
        <Loading
          what={t(
            '正在按每个人的证据计算，人多时要几分钟；可以先看别的页',
            'Counting by everybody’s evidence; with many people it takes minutes',
          )}
        />
      )}
      {read.data && !read.error && (
        <>
          <p className="rp-title doc">{t(read.data.title)}</p>
          <p className="row sp note wrap">
            <span>{t(`填报单位：${read.data.unit.zh}`, `Reporting unit: ${read.data.unit.en}`)}</span>
            <span>{t(read.data.period.words)}</span>
          </p>
          <SheetTable content={read.data} label={t('预览的表', 'The table in preview')} />
          <SheetNotes content={read.data} />
        </>
      )}
    </section>
  );
};
