import { useT } from '#platform/web/lang.tsx';
import { Todo, type TodoLine } from '#platform/web/Todo.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { listProposals } from '../../contract.ts';

/** Among what waits for me: targets the other side proposed. */
export const HomeProposals = () => {
  const t = useT();
  const read = useRead(listProposals, { waiting: 'mine', size: 1 });
  const [first] = read.data?.items ?? [];
  const lines: readonly TodoLine[] = first
    ? [
        {
          key: 'waiting',
          mark: 'due',
          kind: t('协议目标', 'Targets'),
          title: t('对方提出的目标，等您这一方答复', 'Targets the other side proposed wait for yours'),
          to: '/agreement-targets',
          why: t(
            `最早的 ${first.proposedOn} 提出：${first.originName.zh}—${first.hostName.zh}，${first.name.zh}`,
            `the oldest of ${first.proposedOn}: ${first.originName.en} – ${first.hostName.en}, ${first.name.en}`,
          ),
          count: read.data!.total,
          unit: t('项', ''),
        },
      ]
    : [];
  return <Todo id="accords.targets" lines={read.data ? lines : read.error ? [] : undefined} />;
};
