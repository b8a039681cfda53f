import { number, useT } from '#platform/web/lang.tsx';
import { Todo, type TodoLine } from '#platform/web/Todo.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { listBatches } from '../contractBatches.ts';
import type { BatchLine } from '../contractShapes.ts';
import { goingIn } from './batchWords.ts';

const SHOWN = 3;

/** Among what waits for me: my files whose columns must be confirmed, and those checked and not submitted. Silent where there are none. */
export const HomeBatches = () => {
  const t = useT();
  const asks = useRead(listBatches, { mine: true, state: 'asks', size: SHOWN });
  const judged = useRead(listBatches, { mine: true, state: 'judged', size: SHOWN });
  const items = [...(asks.data?.items ?? []), ...(judged.data?.items ?? [])];
  const all = (asks.data?.total ?? 0) + (judged.data?.total ?? 0);
  const kind = t('表格导入', 'Imports');
  const words = (b: BatchLine): string =>
    b.state === 'asks'
      ? t(`“${b.fileName}”等您确认列的对应`, `“${b.fileName}” waits for you to confirm its columns`)
      : goingIn(b.counts) > 0
        ? t(
            `“${b.fileName}”预检完了，${number(goingIn(b.counts))} 行等您提交${b.counts.refused ? `，拒收 ${number(b.counts.refused)} 行` : ''}`,
            `“${b.fileName}” is checked: ${number(goingIn(b.counts))} rows wait to be submitted${b.counts.refused ? `, ${number(b.counts.refused)} refused` : ''}`,
          )
        : t(`“${b.fileName}”没有一行能写入，看看原因`, `“${b.fileName}”: no row can be written; see why`);
  const lines: readonly TodoLine[] = [
    ...items.slice(0, SHOWN).map((b) => ({ key: b.id, mark: 'due' as const, kind, title: words(b), to: `/imports/${b.id}` })),
    ...(all > SHOWN
      ? [
          {
            key: 'more',
            mark: 'due' as const,
            kind,
            title: t(`还有 ${number(all - SHOWN)} 份表等您`, `${number(all - SHOWN)} more files wait for you`),
            to: '/imports?mine=1',
          },
        ]
      : []),
  ];
  return <Todo id="rosters.waiting" lines={asks.isPending || judged.isPending ? undefined : lines} />;
};
