import { Link } from 'react-router';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { useSlotSubject } from '#platform/web/Slot.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { listFindings } from '../../contractDesk.ts';

/** On the page of a person: what is doubted about them. */
export const PersonFindings = () => {
  const t = useT();
  const worker = useSlotSubject();
  const read = useRead(listFindings, { worker, size: 10 });
  const items = read.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="section">
      <Sec t={t('疑点', 'Findings')} x={<Link to={`/findings?worker=${worker}`}>{t('去处理', 'Work on them')}</Link>} />
      <ul className="person-findings">
        {items.map((f) => (
          <li key={f.id}>
            <St k={f.severity === 'hint' ? 'info' : 'doubt'}>
              <Link to={`/findings?id=${f.id}&worker=${worker}`}>{t(f.text)}</Link>
            </St>
          </li>
        ))}
      </ul>
    </section>
  );
};
