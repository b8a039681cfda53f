import { Link } from 'react-router';
import { Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { Loading, ProblemView } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { listNotices } from '../contractDesk.ts';

/** 提醒: what I was told and have not read. What waits for me stands above it (`home.inbox`). */
export const HomeInbox = () => {
  const t = useT();
  const notices = useRead(listNotices, { unread: true, size: 8 });
  const items = notices.data?.items ?? [];
  return (
    <section>
      <Sec t={t('没读的提醒', 'Unread notices')} x={<Link to="/notices">{t('全部提醒', 'All notices')}</Link>} />
      {notices.isPending ? (
        <Loading rows={3} />
      ) : notices.error ? (
        <ProblemView problem={notices.error} onRetry={() => void notices.refetch()} />
      ) : items.length === 0 ? (
        <p className="home-none">
          <G k="ok" /> {t('没有新的提醒。', 'No new notices.')}
        </p>
      ) : (
        <ul className="todo">
          {items.map((n) => (
            <li key={n.id}>
              <G k="info" />
              <span className="grow">{n.link ? <Link to={n.link}>{t(n.text)}</Link> : t(n.text)}</span>
              <time className="mute s13 num nowrap">{instant(n.created)}</time>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
