import { Fig } from '#platform/web/kit.tsx';
import { number, useLang, useT } from '#platform/web/lang.tsx';
import { useSession } from '#platform/web/session.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { countWorkers, listWorkers, type WorkerFilters } from '../contractList.ts';

const POVERTY: WorkerFilters = { identity: ['poverty'] };
const RISK: WorkerFilters = { identity: ['risk_open'] };

/** One sentence about the people of the register; every figure opens its list. */
export const HomeLead = () => {
  const t = useT();
  const { lang } = useLang();
  const { areaCodes } = useSession();
  // exactly where the area is small enough to be counted at once: a county or less
  const exact = areaCodes.length > 0 && areaCodes.every((code) => code.slice(4, 6) !== '00');
  const side = useRead(listWorkers, { size: 1 }).data?.side;
  const all = useRead(countWorkers, { exact }).data;
  const some = side === 'home' && all !== undefined && all.count !== 0;
  const poverty = useRead(countWorkers, { ...POVERTY, exact }, { enabled: some }).data;
  const risk = useRead(countWorkers, { ...RISK, exact }, { enabled: some }).data;
  if (!side || !all) return null;
  const fig = (count: number | null | undefined, to: string, strong = false) => (
    <Fig
      to={to}
      strong={strong}
      v={count === undefined ? '…' : count === null ? t('超过 10,000', 'more than 10,000') : number(count)}
      u={t('人', count === 1 ? 'person' : 'people')}
    />
  );
  if (side === 'scope')
    return lang === 'zh' ? (
      <p>来这里务工或在您处的，在册 {fig(all.count, '/workers')}。</p>
    ) : (
      <p>{fig(all.count, '/workers')} on record came to work here or are with you.</p>
    );
  if (all.count === 0) return <p>{t('您的辖区还没有人建档。', 'Nobody in your area is registered yet.')}</p>;
  if (lang === 'zh')
    return (
      <p>
        您辖区在册 {fig(all.count, '/workers')}，其中脱贫户 {fig(poverty?.count, '/workers?identity=poverty')}、监测对象风险未消除{' '}
        {fig(risk?.count, '/workers?identity=risk_open')}。
      </p>
    );
  return (
    <p>
      {fig(all.count, '/workers')} on record in your area, of whom {fig(poverty?.count, '/workers?identity=poverty')} lifted out of poverty
      and {fig(risk?.count, '/workers?identity=risk_open')} monitored with the risk not removed.
    </p>
  );
};
