import { useT } from '#platform/web/lang.tsx';
import { Todo, type TodoLine } from '#platform/web/Todo.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { countFindings } from '../../contractDesk.ts';

/** Among what waits for me: findings, and exemptions for a second person. Says nothing where there are none. */
export const HomeFindings = () => {
  const t = useT();
  const read = useRead(countFindings, {});
  const n = read.data;
  const lines: TodoLine[] = [];
  const kind = t('疑点', 'Findings');
  const open = n ? n.open - n.hints : 0;
  if (n && open > 0)
    lines.push({
      key: 'open',
      mark: n.late > 0 ? 'due' : 'doubt',
      kind,
      title: t('疑点等着核对', 'Findings to be checked'),
      to: '/findings',
      ...(n.oldest ? { why: t(`最久的 ${n.oldest} 天`, `the oldest is ${n.oldest} days old`) } : {}),
      count: open,
      unit: t('件', ''),
    });
  if (n && n.mine > 0)
    lines.push({
      key: 'mine',
      mark: 'doubt',
      kind,
      title: t('其中转给我办的', 'Of them handed to me'),
      to: '/findings?whose=mine',
      count: n.mine,
      unit: t('件', ''),
    });
  if (n && n.batches > 0)
    lines.push({
      key: 'lists',
      mark: 'doubt',
      kind,
      title: t('有表疑似统一填报，请抽查', 'Lists that look filled in for everybody; spot-check them'),
      to: '/findings?rule=lists',
      count: n.batches,
      unit: t('份', ''),
    });
  if (n && n.waiting > 0)
    lines.push({
      key: 'exemptions',
      mark: 'later',
      kind: t('疑点豁免', 'Exemptions'),
      title: t('豁免等您批准', 'Exemptions wait for your approval'),
      to: '/findings/exemptions',
      count: n.waiting,
      unit: t('件', ''),
    });
  return <Todo id="rosters.findings" lines={n ? lines : read.error ? [] : undefined} />;
};
