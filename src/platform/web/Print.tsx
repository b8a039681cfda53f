import type { ReactNode } from 'react';
import './lists.css';
import { instant, useT } from './lang.tsx';
import { useSession } from './session.tsx';

/** The head of a printed list: the title in serif, and what was asked for. Only on paper. */
export const PrintHead = ({ title, sub }: { title: string; sub?: ReactNode }) => (
  <div className="paper paper-head">
    <p className="paper-title doc">{title}</p>
    {sub && <p>{sub}</p>}
  </div>
);

/** The foot of a printed list: who printed it and when. Only on paper. */
export const PrintFoot = () => {
  const t = useT();
  const session = useSession();
  return (
    <div className="paper paper-foot">
      <span>
        {t('稳岗打印', 'Printed from Wengang')} {session.name} ({session.login}) {instant(new Date().toISOString())}
      </span>
      {session.demonstration && <span>{t('演示数据，均为虚构', 'Demonstration data, all fictional')}</span>}
    </div>
  );
};
