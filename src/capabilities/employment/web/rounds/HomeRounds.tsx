import { Link } from 'react-router';
import { number, useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { useCan } from '#platform/web/session.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { readRound, roundSideTexts, VERIFY } from '../../contractRounds.ts';

/** Among what waits for me: so many to verify this month, so many of them overdue. Silent where nobody waits. */
export const HomeRounds = () => {
  const can = useCan();
  const first = useRead(readRound, { groups: false }, { enabled: can(VERIFY) });
  const other = first.data?.sides.find((s) => s !== first.data?.side);
  const second = useRead(readRound, { groups: false, ...(other ? { side: other } : {}) }, { enabled: other !== undefined });
  const lines = [first.data, ...(other ? [second.data] : [])].flatMap((d) => d ?? []);
  const open = lines.filter((d) => d.answers && d.totals.due + d.totals.overdue + d.totals.notReached > 0);
  if (!open.length) return null;
  return (
    <ul className="todo todo-more">
      {open.map((d) => (
        <Line key={d.side} d={d} many={lines.length > 1} />
      ))}
    </ul>
  );
};

const Line = ({ d, many }: { d: NonNullable<ReturnType<typeof useRead<typeof readRound>>['data']>; many: boolean }) => {
  const t = useT();
  const { due, overdue, notReached } = d.totals;
  const n = due + overdue + notReached;
  const of = many ? t(roundSideTexts[d.side]) : '';
  return (
    <li>
      <G k={overdue > 0 ? 'due' : 'later'} />
      <span className="grow">
        <Link to={`/verification?side=${d.side}`}>
          {t(
            `${of}本月要核 ${number(n)} 段${overdue > 0 ? `，逾期 ${number(overdue)} 段` : `，${d.dueDay.slice(5)} 前核完`}`,
            `${of ? `${of}: ` : ''}${number(n)} to verify this month${overdue > 0 ? `, ${number(overdue)} overdue` : `, due by ${d.dueDay.slice(5)}`}`,
          )}
        </Link>
      </span>
    </li>
  );
};
