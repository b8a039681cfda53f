import { Fragment, type ReactElement } from 'react';
import { Link } from 'react-router';
import { Fig } from '#platform/web/kit.tsx';
import { number, useLang } from '#platform/web/lang.tsx';
import { useCan } from '#platform/web/session.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { type Counts, readMyArea } from '../contract.ts';
import { COUNTRY, useName } from './parts.tsx';

const UNITS: readonly (readonly [keyof Counts, string, string, string])[] = [
  ['prefecture', '个市（州）', 'prefecture', 'prefectures'],
  ['county', '个县（市、区）', 'county', 'counties'],
  ['township', '个乡镇（街道）', 'township', 'townships'],
  ['village', '个村（社区）', 'village', 'villages'],
];

/** One sentence about the area one is responsible for; its figures open. Later capabilities add theirs after it. */
export const MyAreaLead = () => {
  const { lang } = useLang();
  const name = useName();
  const can = useCan();
  const first = useRead(readMyArea, {}).data?.areas[0];
  // whoever sees people reads of people; the card beside says the rest
  if (!first || can('workers.see')) return null;
  const { division, below, pairings } = first;
  const to = division.code === COUNTRY ? '/regions' : `/regions/${division.code}`;
  const counts = UNITS.filter(([level]) => below[level] > 0);
  const partners = pairings.map((p) => ({ id: p.id, other: division.code.startsWith('44') ? p.origin : p.host }));
  const listed = (items: readonly ReactElement[], between: string, last: string) =>
    items.map((item, i) => (
      <Fragment key={item.key}>
        {i > 0 ? (i === items.length - 1 ? last : between) : ''}
        {item}
      </Fragment>
    ));
  const figures = counts.map(([level, zh, one, many]) => (
    <Fig key={level} to={to} v={number(below[level])} u={lang === 'zh' ? zh : below[level] === 1 ? one : many} />
  ));
  const pairs = partners.map((p) => (
    <Link key={p.id} to={`/regions/pairings/${p.id}`} className="fig">
      {p.other[lang]}
    </Link>
  ));
  if (lang === 'zh')
    return (
      <p>
        {name(division)}
        {figures.length > 0 && <>下辖 {listed(figures, '、', '、')}</>}
        {pairs.length > 0 && <>，与 {listed(pairs, '、', '、')} 结对</>}。
      </p>
    );
  return (
    <p>
      {name(division)}
      {figures.length > 0 && <> has {listed(figures, ', ', ' and ')}</>}
      {pairs.length > 0 && (
        <>
          {figures.length > 0 ? ' and' : ''} is paired with {listed(pairs, ', ', ' and ')}
        </>
      )}
      .
    </p>
  );
};
