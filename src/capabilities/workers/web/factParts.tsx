import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useT } from '#platform/web/lang.tsx';
import type { PersonPage } from '../contract.ts';
import { otherRecord } from './personWords.ts';

/** A small deed beside a fact; what it concerns is said to those who do not see the line. */
export const Act = ({ label, about, onClick }: { label: string; about?: string; onClick: () => void }) => {
  const t = useT();
  return (
    <Button
      type="link"
      size="small"
      className="in-line noprint"
      {...(about ? { 'aria-label': t(`${label}：${about}`, `${label}: ${about}`) } : {})}
      onClick={onClick}
    >
      {label}
    </Button>
  );
};

interface RowProps {
  readonly term: string;
  readonly none: boolean;
  readonly noneWord?: ReactNode;
  readonly add?: ReactNode;
  readonly children: ReactNode;
}

/** One kind of fact: its entries, the one that holds first, and how another one is recorded. */
export const FactRow = ({ term, none, noneWord, add, children }: RowProps) => {
  const t = useT();
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        {none ? <span className="mute">{noneWord ?? t('没有登记', 'none on record')}</span> : <ul>{children}</ul>}
        {add && <span className="pf-add">{add}</span>}
      </dd>
    </div>
  );
};

export const Acts = ({ children }: { children: ReactNode }) => <span className="pf-acts noprint">{children}</span>;

/** Where a person has several records: whose this fact is, if not of the one on the page. */
export const OfRecord = ({ person, workerId }: { person: PersonPage; workerId: string }) => {
  const t = useT();
  const other = otherRecord(person, workerId, t);
  return other === '' ? null : <span className="pf-note">{t(`${other}写的`, `from ${other}`)}</span>;
};
