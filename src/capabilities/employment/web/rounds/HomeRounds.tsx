import { useT } from '#platform/web/lang.tsx';
import { useCan } from '#platform/web/session.tsx';
import { Todo, type TodoLine } from '#platform/web/Todo.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { readRound, roundSideTexts, VERIFY } from '../../contractRounds.ts';

/** Among what waits for me: so many to verify this month, so many of them overdue. Silent where nobody waits. */
export const HomeRounds = () => {
  const t = useT();
  const can = useCan();
  const first = useRead(readRound, { groups: false }, { enabled: can(VERIFY) });
  const other = first.data?.sides.find((s) => s !== first.data?.side);
  const second = useRead(readRound, { groups: false, ...(other ? { side: other } : {}) }, { enabled: other !== undefined });
  const read = [first.data, ...(other ? [second.data] : [])].flatMap((d) => d ?? []);
  const kind = t('在岗核验', 'Verification');
  const unit = t('段', '');
  const lines = read
    .filter((d) => d.answers)
    .flatMap((d): TodoLine[] => {
      const { due, overdue, notReached } = d.totals;
      const of = read.length > 1 ? t(roundSideTexts[d.side]) : '';
      const to = `/verification?side=${d.side}`;
      const month = Number(d.month.slice(5));
      return [
        ...(overdue > 0
          ? [
              {
                key: `${d.side} overdue`,
                mark: 'no' as const,
                kind,
                title: t(`${of ? `${of}，` : ''}到期还没有核验`, `${of ? `${of}: ` : ''}not verified by the due day`),
                why: t('没有证据的按“否”计', 'without evidence they count as no'),
                to,
                count: overdue,
                unit,
                due: t('逾期', 'overdue'),
                late: true,
                day: d.dueDay,
              },
            ]
          : []),
        ...(due + notReached > 0
          ? [
              {
                key: `${d.side} due`,
                mark: 'due' as const,
                kind,
                title: t(`${of ? `${of}，` : ''}${month} 月要核的`, `${of ? `${of}: ` : ''}to be verified this month`),
                ...(notReached > 0 ? { why: t(`其中 ${notReached} 段没联系上`, `${notReached} of them not reached`) } : {}),
                to,
                count: due + notReached,
                unit,
                due: t(`${d.dueDay.slice(5)} 前`, `by ${d.dueDay.slice(5)}`),
                day: d.dueDay,
              },
            ]
          : []),
      ];
    });
  const pending = can(VERIFY) && (first.isPending || (other !== undefined && second.isPending));
  return <Todo id="employment.rounds" lines={pending ? undefined : lines} />;
};
