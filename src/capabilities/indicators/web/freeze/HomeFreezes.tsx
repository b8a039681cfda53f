import { useT } from '#platform/web/lang.tsx';
import { Todo, type TodoLine } from '#platform/web/Todo.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { listFreezes } from '../../contractFreeze.ts';

/** Among what waits for me: months that wait for the approval of my side. */
export const HomeFreezes = () => {
  const t = useT();
  const read = useRead(listFreezes, {});
  const lines: readonly TodoLine[] = (read.data?.items ?? [])
    .filter(
      (f) => (f.state === 'proposed' || f.state === 'approved') && f.speaksFor.some((side) => !f.approvals.some((a) => a.side === side)),
    )
    .map((f) => ({
      key: f.id,
      mark: 'info' as const,
      kind: t('封账', 'Freeze'),
      title: t(
        `${f.originName.zh} ${f.month} 的数已算好，等您这边批准`,
        `${f.month} of ${f.originName.en} is counted and waits for your side`,
      ),
      to: `/figures/freeze/${f.id}`,
      ...(f.state === 'approved' ? { why: t('另一边已经批准', 'the other side has approved') } : {}),
    }));
  return <Todo id="indicators.freezes" lines={read.data ? lines : read.error ? [] : undefined} />;
};
