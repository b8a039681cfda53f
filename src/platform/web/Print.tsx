import type { ReactNode } from 'react';
import './lists.css';
import { instant, number, useT } from './lang.tsx';
import { useSession } from './session.tsx';

interface HeadProps {
  readonly title: string;
  readonly sub?: ReactNode;
  /** The rows on this sheet and how many there are in all: a page of a list never passes for the whole. */
  readonly page?: { readonly items: readonly unknown[]; readonly total: number | null } | undefined;
}

/** The head of a printed list: the title in serif, what was asked for, how much of it stands here. Only on paper. */
export const PrintHead = ({ title, sub, page }: HeadProps) => {
  const t = useT();
  const all = page?.total === null ? t('超过 10,000', 'more than 10,000') : number(page?.total ?? 0);
  return (
    <div className="paper paper-head">
      <p className="paper-title doc">{title}</p>
      <p>
        {sub}
        {page && t(`　本页 ${page.items.length} 条，共 ${all} 条`, ` · ${page.items.length} on this page, ${all} in all`)}
      </p>
    </div>
  );
};

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
