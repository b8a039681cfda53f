import { Link } from 'react-router';
import { useT } from '#platform/web/lang.tsx';
import type { Catalogue } from './useAsk.ts';

/** Figures that count units, not persons, and those told of others: they fit in no column here and have pages of their own. */
export const Units = ({ catalogue }: { catalogue: Catalogue }) => {
  const t = useT();
  return (
    <p className="note fg-units noprint">
      {t('不按人数的指标：', 'Figures of units, not persons: ')}
      {catalogue.units.map((u) => (
        <Link key={u.id} to={`/figures/${u.id}`}>
          {u.id} {t(u.name)}
        </Link>
      ))}
      {t('；按协议算的：', '; told by agreement: ')}
      {catalogue.derived.map((d) => (
        <Link key={d.id} to="/completion">
          {d.id} {t(d.name)}
        </Link>
      ))}
    </p>
  );
};
