import { Link } from 'react-router';
import { Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { Loading, ProblemView } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { readChanges } from '../contractHome.ts';

/** 上次来以后: what others did in my areas, counted by kind; each opens. */
export const HomeChanges = () => {
  const t = useT();
  const read = useRead(readChanges, {});
  const of = read.data;
  const since = of && instant(of.since);
  return (
    <section>
      <Sec
        t={t('上次来以后', 'Since you were last here')}
        sub={
          since &&
          (of.last === null
            ? t(`第一次来，看最近 7 天（${since} 起）`, `your first visit: the last 7 days, from ${since}`)
            : of.since === of.last
              ? t(`${since} 起，别人在您的辖区办的`, `from ${since}: what others did in your areas`)
              : t(
                  `最多看 ${of.days} 天（${since} 起），别人在您的辖区办的`,
                  `the last ${of.days} days at most, from ${since}: what others did in your areas`,
                ))
        }
      />
      {read.error ? (
        <ProblemView problem={read.error} onRetry={() => void read.refetch()} />
      ) : !of ? (
        <Loading rows={2} />
      ) : of.items.length === 0 ? (
        <p className="home-none">{t('没有别人办的变化。', 'Nobody else changed anything.')}</p>
      ) : (
        <ul className="home-changes">
          {of.items.map((i) => (
            <li key={i.kind}>
              <Link to={i.link}>{t(i.text)}</Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
