import { Link } from 'react-router';
import { useT } from '#platform/web/lang.tsx';
import { type MarkKind, St } from '#platform/web/marks.tsx';
import type { UnitOut, WorkItem } from '../../contractPlans.ts';
import { type ItemState, itemStateTexts, type Side, sideTexts, standingText } from '../../rulesPlans.ts';

const MARKS: Record<ItemState, MarkKind> = {
  open: 'later',
  in_progress: 'due',
  said_done: 'info',
  sent_back: 'doubt',
  closed: 'ok',
  dropped: 'off',
};
export const ItemStateMark = ({ state }: { state: ItemState }) => {
  const t = useT();
  return <St k={MARKS[state]}>{t(itemStateTexts[state])}</St>;
};

/** Lateness in words; what is over says nothing. */
export const Stands = ({ stands, dueDay }: Pick<WorkItem, 'stands' | 'dueDay'>) => {
  const t = useT();
  return (
    <span>
      <span className="num nowrap">{dueDay}</span>
      {stands.standing !== 'over' && (
        <>
          {' '}
          <span className={stands.standing === 'late' ? 'pl-late nowrap' : 'mute s12 nowrap'}>{t(standingText(stands))}</span>
        </>
      )}
    </span>
  );
};

export const UnitName = ({ unit }: { unit: UnitOut }) =>
  unit.organisationId ? (
    <Link to={`/organisations/${unit.organisationId}`} lang="zh-CN">
      {unit.name}
    </Link>
  ) : (
    <span lang="zh-CN">{unit.name}</span>
  );

/** 输入地牵头 */
export const useLeadText = () => {
  const t = useT();
  return (side: Side): string => t(`${sideTexts[side].zh}牵头`, `led by the ${sideTexts[side].en}`);
};
