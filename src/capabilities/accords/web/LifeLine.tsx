import { useT } from '#platform/web/lang.tsx';
import type { Agreement } from '../contract.ts';

/** The life of an agreement as a line: done, now, to come; each step with its day. */
export const LifeLine = ({ of: a }: { of: Agreement }) => {
  const t = useT();
  const both = a.originSigned !== null && a.hostSigned !== null;
  const steps: readonly { readonly name: string; readonly day: string; readonly at: 'd' | 'n' | '' }[] = [
    { name: t('草稿', 'Draft'), day: '', at: a.state === 'draft' ? 'n' : 'd' },
    {
      name: t('输出地签字', 'Origin signed'),
      day: a.originSigned ?? t('等签字', 'awaited'),
      at: a.originSigned ? 'd' : a.state === 'signing' ? 'n' : '',
    },
    {
      name: t('输入地签字', 'Host signed'),
      day: a.hostSigned ?? t('等签字', 'awaited'),
      at: a.hostSigned ? 'd' : a.state === 'signing' ? 'n' : '',
    },
    {
      name: t('生效', 'In force'),
      day: both ? later(a.validFrom, a.originSigned!, a.hostSigned!) : t(`${a.validFrom} 起`, `from ${a.validFrom}`),
      at: a.state === 'ended' ? 'd' : a.state === 'force' || a.state === 'coming' ? 'n' : '',
    },
    {
      name: a.lastDay === a.validTo ? t('到期', 'Ends') : t('提前结束', 'Ended early'),
      day: a.lastDay,
      at: a.state === 'ended' ? 'd' : '',
    },
  ];
  return (
    <ol className="loop ac-life" aria-label={t('协议走到哪一步', 'Where the agreement stands')}>
      {steps.map((s) => (
        <li key={s.name} className={s.at} aria-current={s.at === 'n' ? 'step' : undefined}>
          <b>{s.name}</b>
          <span className="num">{s.day}</span>
        </li>
      ))}
    </ol>
  );
};
const later = (...days: readonly string[]): string => [...days].sort().at(-1)!;
