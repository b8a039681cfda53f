import { Link } from 'react-router';
import { useT } from '#platform/web/lang.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { listMonths } from '../../contractFreeze.ts';
import './freeze.css';

/** One line over figures: up to which month each pair of provinces is frozen and reported, and since when months are open. */
export const MonthLine = () => {
  const t = useT();
  const read = useRead(listMonths, {});
  if (!read.data) return null;
  return (
    <p className="fz-line note">
      {read.data.pairs.map((p) => (
        <span key={p.origin}>
          <Link to={`/figures/freeze?origin=${p.origin}`}>{t(p.originName)}</Link>{' '}
          {p.lastFrozen ? t(`封账到 ${p.lastFrozen}`, `frozen to ${p.lastFrozen}`) : t('还没有封过账', 'no month frozen yet')}
          {p.lastReported ? t(`，上报到 ${p.lastReported}`, `, reported to ${p.lastReported}`) : ''}
        </span>
      ))}
    </p>
  );
};
