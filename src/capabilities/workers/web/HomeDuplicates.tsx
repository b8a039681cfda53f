import { useT } from '#platform/web/lang.tsx';
import { Todo, type TodoLine } from '#platform/web/Todo.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { listPairs } from '../contract.ts';

/** Among what waits for me: pairs to decide. Says nothing where there are none, or where they cannot be read just now. */
export const HomeDuplicates = () => {
  const t = useT();
  const read = useRead(listPairs, { state: 'open', size: 1 });
  const total = read.data?.total;
  const lines: readonly TodoLine[] =
    total === undefined || total === 0
      ? []
      : [
          {
            key: 'open',
            mark: 'doubt',
            kind: t('重复档案', 'Duplicates'),
            title: t('可能是同一个人的两份档案，等您判定', 'Pairs of records that may be one person; decide'),
            to: '/duplicates',
            count: total,
            unit: t('对', ''),
          },
        ];
  return <Todo id="workers.duplicates" lines={read.data ? lines : read.error ? [] : undefined} />;
};
