import { useT } from '#platform/web/lang.tsx';
import { Todo, type TodoLine } from '#platform/web/Todo.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { listAgreements } from '../contract.ts';

/** Among what waits for me: agreements that lack my office's signature, early ends it has not answered. Silent where none does. */
export const HomeAgreements = () => {
  const t = useT();
  const read = useRead(listAgreements, { waiting: true, size: 1 });
  const total = read.data?.total;
  const [first] = read.data?.items ?? [];
  const lines: readonly TodoLine[] =
    !first || total === 0 || total === undefined
      ? []
      : [
          {
            key: 'waiting',
            mark: 'due',
            kind: t('协作协议', 'Agreements'),
            title:
              total === 1
                ? t(`《${first.title}》等本地签字或答复`, `“${first.title}” waits for this office’s signature or answer`)
                : t('等本地签字或答复', 'Wait for this office’s signature or answer'),
            to: total === 1 ? `/agreements/${first.id}` : '/agreements?waiting=true',
            count: total,
            unit: t('份', ''),
          },
        ];
  return <Todo id="accords.waiting" lines={read.data ? lines : read.error ? [] : undefined} />;
};
