import { useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import type { CriterionOut } from '../../contractCriteria.ts';

/** What came out of one test case. */
export const CaseOutcome = ({ of: c }: { of: CriterionOut['cases'][number] }) => {
  const t = useT();
  return (
    <>
      <St k={c.passed ? 'ok' : 'no'}>{c.passed ? t('通过', 'Holds') : t('没有通过', 'Does not hold')}</St>{' '}
      <span className="note">
        {c.stableFrom
          ? t(`算出稳定自 ${c.stableFrom}`, `came out: stable since ${c.stableFrom}`)
          : t('算出从未稳定', 'came out: never stable')}
      </span>
      {c.differences.map((d) => (
        <div key={d.zh} className="note">
          {t(d)}
        </div>
      ))}
    </>
  );
};
