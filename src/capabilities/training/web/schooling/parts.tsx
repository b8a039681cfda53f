// What the pages of schooling share: the marks of a status, days that may be open.
import { useT } from '#platform/web/lang.tsx';
import { type MarkKind, St } from '#platform/web/marks.tsx';
import { type StudentState, studentStateTexts } from '../../contractSchooling.ts';

const STATE: Record<StudentState, MarkKind> = {
  studying: 'ok',
  suspended: 'due',
  transferred: 'off',
  withdrawn: 'off',
  graduated: 'ok',
  completed: 'info',
  left: 'off',
};
export const StudentMark = ({ state }: { state: StudentState }) => {
  const t = useT();
  return <St k={STATE[state]}>{t(studentStateTexts[state])}</St>;
};
export const Span = ({ from, to }: { from: string; to: string | null }) => {
  const t = useT();
  return (
    <span className="num nowrap">
      {from} {t('至', '–')} {to ?? t('今', 'now')}
    </span>
  );
};
