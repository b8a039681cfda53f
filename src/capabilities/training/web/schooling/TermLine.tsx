import { Link } from 'react-router';
import { useT } from '#platform/web/lang.tsx';
import { useSlotSubject } from '#platform/web/Slot.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { cohortOfClass } from '../../contractSchooling.ts';
import './schooling.css';

/** On the page of a class that is a term: of which cohort, which one. */
export const TermLine = () => {
  const t = useT();
  const id = useSlotSubject();
  const { data } = useRead(cohortOfClass, { id });
  if (!data?.cohort) return null;
  return (
    <p className="sc-term">
      {t(`第 ${data.cohort.number} 学期，`, `Term ${data.cohort.number} of `)}
      <Link className="tr-under" to={`/training/cohorts/${data.cohort.id}`} lang="zh-CN">
        {data.cohort.title}
      </Link>
    </p>
  );
};
