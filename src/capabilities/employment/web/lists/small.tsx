import { Link } from 'react-router';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { NavCount } from '#platform/web/NavCount.tsx';
import { useSlotSubject } from '#platform/web/Slot.tsx';
import { Todo, type TodoLine } from '#platform/web/Todo.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { countProposals, listProposals, outsideListTexts } from '../../contractLists.ts';
import { monthsText } from './proposalWords.ts';
import './proposals.css';

/** Beside the entry of the rail. A minute old at most. */
export const ProposalCount = () => {
  const n = useRead(countProposals, {}, { refreshMs: 60_000 }).data;
  return n ? <NavCount n={n.open} more={n.more} /> : null;
};

/** Among what waits for me. */
export const HomeProposals = () => {
  const t = useT();
  const read = useRead(countProposals, {});
  const n = read.data;
  const lines: readonly TodoLine[] =
    !n || n.open === 0
      ? []
      : [
          {
            key: 'open',
            mark: 'doubt',
            kind: t('待确认的务工', 'Work to be confirmed'),
            title: t('社保、工资名单显示、登记里没有', 'Lists reveal it and nobody entered it'),
            to: '/proposals',
            count: n.open,
            unit: n.more ? t('条以上', 'and more') : t('条', ''),
          },
        ];
  return <Todo id="employment.proposals" lines={n ? lines : read.error ? [] : undefined} />;
};

/** On a person's page: 社保显示… */
export const PersonProposals = () => {
  const t = useT();
  const worker = useSlotSubject();
  const items = useRead(listProposals, { worker, size: 10 }).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="section">
      <Sec t={t('待确认的务工', 'Work to be confirmed')} x={<Link to={`/proposals?worker=${worker}`}>{t('去确认', 'Confirm')}</Link>} />
      <ul className="person-proposals">
        {items.map((p) => (
          <li key={p.id}>
            <G k="doubt" />
            <Link to={`/proposals?worker=${worker}&id=${p.id}`}>
              {t(
                `${p.lists.map((l) => outsideListTexts[l].zh).join('、')}显示：${p.employer.name}，${monthsText(p).zh}`,
                `${p.lists.map((l) => outsideListTexts[l].en).join(', ')}: ${p.employer.name}, ${monthsText(p).en}`,
              )}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
};
