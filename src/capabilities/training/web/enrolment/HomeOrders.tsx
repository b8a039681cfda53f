import { useT } from '#platform/web/lang.tsx';
import { Todo, type TodoLine } from '#platform/web/Todo.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { listOrders } from '../../contract.ts';

/** Among what waits for me: order classes that lack my party's signature. Silent where none does. */
export const HomeOrders = () => {
  const t = useT();
  const read = useRead(listOrders, { toSign: true, size: 1 });
  const total = read.data?.total;
  const [first] = read.data?.items ?? [];
  const lines: readonly TodoLine[] =
    !first || !total
      ? []
      : [
          {
            key: 'toSign',
            mark: 'due',
            kind: t('订单班', 'Order classes'),
            title:
              total === 1
                ? t(`“${first.title}”的三方协议等本方签字`, `“${first.title}” awaits your party’s signature`)
                : t('三方协议等本方签字', 'Await your party’s signature'),
            to: total === 1 ? `/training/classes/${first.classId}` : '/training/orders?toSign=true',
            count: total,
            unit: t('个', ''),
          },
        ];
  return <Todo id="training.orders" lines={read.data ? lines : read.error ? [] : undefined} />;
};
