import { readAbout } from '#platform/contract.ts';
import { Fig } from '#platform/web/kit.tsx';
import { number, useLang, useT } from '#platform/web/lang.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { searchAudit, searchExports } from '../contractWatch.ts';

const DAYS = 7;
const dayBefore = (day: string, n: number): string => new Date(Date.parse(`${day}T00:00:00Z`) - n * 86_400_000).toISOString().slice(0, 10);

/** What an auditor reads first: how much was done, refused and taken away in the last week; real days, as the audit has them. */
export const HomeAudit = () => {
  const t = useT();
  const { lang } = useLang();
  const about = useRead(readAbout, {});
  // the audit knows no demonstration day
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());
  const from = dayBefore(today, DAYS - 1);
  const ready = about.data !== undefined;
  const deeds = useRead(searchAudit, { from, size: 1 }, { enabled: ready }).data;
  const refused = useRead(searchAudit, { from, outcome: 'refused', size: 1 }, { enabled: ready }).data;
  const exports = useRead(searchExports, { from, size: 1 }, { enabled: ready }).data;
  if (!deeds || !refused || !exports) return null;
  const fig = (n: number | null, to: string) => <Fig to={to} v={n === null ? t('超过 10,000', 'more than 10,000') : number(n)} />;
  if (lang === 'zh')
    return (
      <p>
        最近 {DAYS} 天（{from} 起）您的辖区有操作记录 {fig(deeds.total, `/audit?from=${from}`)} 条，其中未准{' '}
        {fig(refused.total, `/audit?from=${from}&outcome=refused`)} 条；导出 {fig(exports.total, `/exports?from=${from}`)} 份。
      </p>
    );
  return (
    <p>
      In the last {DAYS} days (from {from}) your area has {fig(deeds.total, `/audit?from=${from}`)} records of deeds,{' '}
      {fig(refused.total, `/audit?from=${from}&outcome=refused`)} of them refused, and {fig(exports.total, `/exports?from=${from}`)}{' '}
      exports.
    </p>
  );
};
