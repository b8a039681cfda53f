import { useT } from '#platform/web/lang.tsx';
import { Todo, type TodoLine } from '#platform/web/Todo.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { countItems } from '../../contractPlans.ts';

/** Among what waits for me: work points that are late or soon due on my side, those I am asked to close, those that were sent back. */
export const HomePlans = () => {
  const t = useT();
  const read = useRead(countItems, {});
  const n = read.data;
  const kind = t('工作要点', 'Work points');
  const unit = t('件', '');
  const lines: TodoLine[] = [];
  if (n && n.late > 0)
    lines.push({
      key: 'late',
      mark: 'no',
      kind,
      title: t('过了完成日还没有办完', 'Not done by the due day'),
      to: '/plan-items?mine=true&which=late',
      count: n.late,
      unit,
      due: t(`逾期 ${n.oldest ?? 0} 天`, `${n.oldest ?? 0} days late`),
      late: true,
    });
  if (n && n.toClose > 0)
    lines.push({
      key: 'close',
      mark: 'info',
      kind,
      title: t('对方报办完了，等我这边确认或退回', 'Said done by the other side; mine closes or sends back'),
      to: '/plan-items?which=toClose',
      count: n.toClose,
      unit,
    });
  if (n && n.toRedo > 0)
    lines.push({
      key: 'back',
      mark: 'doubt',
      kind,
      title: t('报办完被退回，要接着办', 'Sent back, to be gone on with'),
      to: '/plan-items?which=toRedo',
      count: n.toRedo,
      unit,
    });
  if (n && n.soon > 0)
    lines.push({
      key: 'soon',
      mark: 'due',
      kind,
      title: t('14 天内到期', 'Due within 14 days'),
      to: '/plan-items?mine=true&which=soon',
      count: n.soon,
      unit,
      ...(n.next ? { due: n.next.slice(5), day: n.next } : {}),
    });
  return <Todo id="accords.plans" lines={n ? lines : read.error ? [] : undefined} />;
};
