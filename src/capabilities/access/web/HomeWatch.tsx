import { listParked } from '#platform/deliveriesContract.ts';
import { useT } from '#platform/web/lang.tsx';
import { Todo, type TodoLine } from '#platform/web/Todo.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { listOverrides } from '../contractWatch.ts';

/** Among what waits for whoever watches: temporary looks under way. */
export const HomeLooks = () => {
  const t = useT();
  const read = useRead(listOverrides, { active: true, all: true, size: 1 });
  const total = read.data?.total;
  const lines: readonly TodoLine[] =
    total === undefined || total === 0
      ? []
      : [
          {
            key: 'looks',
            mark: 'info',
            kind: t('临时查看', 'Temporary looks'),
            title: t('正在进行的临时查看，请看理由', 'Temporary looks under way; read the reasons'),
            to: '/overrides?active=true',
            count: total,
            unit: t('次', ''),
          },
        ];
  return <Todo id="access.looks" lines={read.data ? lines : read.error ? [] : undefined} />;
};

/** Among what waits for the system administrator: news that could not be delivered. */
export const HomeParked = () => {
  const t = useT();
  const read = useRead(listParked, { size: 1 });
  const total = read.data?.total;
  const lines: readonly TodoLine[] =
    total === undefined || total === 0
      ? []
      : [
          {
            key: 'parked',
            mark: 'no',
            kind: t('内部通知', 'Deliveries'),
            title: t('十次没有送到的内部通知', 'News that could not be delivered in ten tries'),
            to: '/deliveries',
            count: total,
            unit: t('条', ''),
          },
        ];
  return <Todo id="access.parked" lines={read.data ? lines : read.error ? [] : undefined} />;
};
