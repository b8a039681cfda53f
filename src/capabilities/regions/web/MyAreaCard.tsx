import { Link } from 'react-router';
import { Sec } from '#platform/web/kit.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { Loading, ProblemView } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { readMyArea } from '../contract.ts';
import { CertaintyMark, COUNTRY, Period, useCounts, useName } from './parts.tsx';
import './regions.css';

/** 我的辖区 on the home page: its name, what lies below, whom it is paired with, key counties. */
export const MyAreaCard = () => {
  const t = useT();
  const name = useName();
  const counts = useCounts();
  const mine = useRead(readMyArea, {});
  if (mine.error) return <ProblemView problem={mine.error} onRetry={() => void mine.refetch()} />;
  if (!mine.data) return <Loading rows={3} />;
  const { areas, asOf } = mine.data;
  if (areas.length === 0) return null;
  return (
    <section>
      <Sec t={t('我的辖区', 'My area')} x={t(`截至 ${asOf}`, `as of ${asOf}`)} />
      <ul className="rg-mine">
        {areas.map(({ division, below, pairings, pairingsBelow, keyCounties }) => {
          const of = division.code === COUNTRY ? '' : `code=${division.code}`;
          return (
            <li key={division.code}>
              <p className="row wrap base">
                <Link to={division.code === COUNTRY ? '/regions' : `/regions/${division.code}`} className="b nowrap">
                  {name(division)}
                </Link>
                {counts(below).map((c) => (
                  <span key={c.key} className="s13 sub nowrap">
                    <span className="num">{c.text}</span> {c.unit}
                  </span>
                ))}
              </p>
              {pairings.map((p) => (
                <p key={p.id} className="s13">
                  <Link to={`/regions/pairings/${p.id}`}>
                    {t(p.origin)} – {t(p.host)}
                  </Link>{' '}
                  <span className="mute">
                    <Period of={p} />
                  </span>{' '}
                  <CertaintyMark certainty={p.certainty} />
                </p>
              ))}
              {pairingsBelow > 0 && (
                <p className="s13">
                  {t('下面有结对 ', 'Pairings below: ')}
                  <Link to={`/regions/pairings?${of}`} className="fig num">
                    {number(pairingsBelow)}
                  </Link>
                  {t(' 条', '')}
                </p>
              )}
              {keyCounties.length > 0 && (
                <p className="s13">
                  {t('国家重点帮扶县 ', 'National key counties: ')}
                  <Link to={division.code === COUNTRY ? '/regions' : `/regions/${division.code}`} className="fig num">
                    {number(keyCounties.length)}
                  </Link>
                  {t(' 个', '')}
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
};
