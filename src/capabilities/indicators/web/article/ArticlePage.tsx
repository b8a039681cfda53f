import { Link } from 'react-router';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { instant, number, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { type Article, readArticle } from '../../contractArticle.ts';
import '#platform/web/lists.css';
import '../figures.css';

type Statement = Article['statements'][number];

/** The figure table with the same question, as known at the same instant. Both origins together are the table of everybody. */
export const questionLink = (s: Statement, knownAt: string | null): string => {
  if (s.units) {
    const params = new URLSearchParams({ asOf: s.to, origin: s.where.origin?.[0] ?? '', host: s.where.host?.[0] ?? '' });
    params.set('kind', s.units.kind);
    if (s.units.level) params.set('level', s.units.level);
    if (knownAt) params.set('k', knownAt);
    return `/figures/I15?${params}`;
  }
  if (s.trained && s.trained !== 'persons') {
    const { origin = [], programme = [], order } = s.where;
    const results = new URLSearchParams({ from: s.from, to: s.to });
    if (origin.length === 1) results.set('origin', origin[0]!);
    if (programme.length === 1) results.set('programme', programme[0]!);
    if (order) results.set('order', 'yes');
    if (knownAt) results.set('k', knownAt);
    return `/training/results?${results}`;
  }
  const params = new URLSearchParams({ period: 'own', from: s.from, to: s.to, figure: s.figure, open: s.figure });
  const { origin = [], host = [], programme = [], order = [] } = s.where;
  if (order.length) params.set('order', order.join(','));
  if (host.length === 1) {
    params.set('side', 'host');
    params.set('area', host[0]!);
  } else {
    params.set('side', 'origin');
    if (origin.length === 1) params.set('area', origin[0]!);
  }
  if (programme.length) params.set('programme', programme.join(','));
  if (knownAt) params.set('k', knownAt);
  return `/figures?${params}`;
};

/** 文中数字: what the article says, at the scale of the demonstration, beside what is computed. */
export const ArticlePage = () => {
  const t = useT();
  const article = useRead(readArticle, {});
  const { data } = article;
  return (
    <Screen
      title={t('文中数字', 'The article’s figures')}
      sub={data && <Subject of={data.demonstration} />}
      crumb={<Link to="/figures">{t('指标大表', 'Figure table')}</Link>}
      busy={!data}
      problem={article.error}
      onRetry={() => void article.refetch()}
    >
      {data && <Statements article={data} />}
    </Screen>
  );
};

const Subject = ({ of }: { of: Article['demonstration'] }) => {
  const t = useT();
  if (!of) return <>{t('这里没有装整份演示数据，只列算出的数', 'No whole demonstration is loaded here: computed figures only')}</>;
  if (!of.complete)
    return <>{t('演示数据还在装入，装完才能比', 'The demonstration is still being loaded; figures can be compared when it is there')}</>;
  const percent = Math.round(Math.abs(of.shift) * 1000) / 10;
  return (
    <>
      {t(`演示数据规模 ${of.scale}：文中数字 × ${of.scale}`, `a demonstration of scale ${of.scale}: the article × ${of.scale}`)}
      {of.shift === 0
        ? ''
        : t(`，各数${of.shift > 0 ? '增' : '减'} ${percent} %`, `, every figure ${percent} % ${of.shift > 0 ? 'higher' : 'lower'}`)}
    </>
  );
};

const columnsOf = (t: ReturnType<typeof useT>, { demonstration, knownAt }: Article): Column<Statement>[] => [
  { key: 'said', title: t('文中说法', 'The article says'), cell: (s) => t(s.said) },
  {
    key: 'figure',
    title: t('指标', 'Figure'),
    cell: (s) =>
      s.awaits ? (
        `${s.figure} ${t(s.name)}`
      ) : (
        <Link to={s.figure.startsWith('X') ? `/figures/${s.figure}` : questionLink(s, knownAt)}>{`${s.figure} ${t(s.name)}`}</Link>
      ),
  },
  { key: 'days', title: t('期间', 'Period'), cell: (s) => (s.from === s.to ? s.to : t(`${s.from} 至 ${s.to}`, `${s.from} to ${s.to}`)) },
  {
    key: 'article',
    title: demonstration ? t('文中 × 规模', 'article × scale') : t('文中', 'article'),
    right: true,
    cell: (s) => <span className="num">{numberOf(demonstration ? s.expected : s.target)}</span>,
  },
  { key: 'value', title: t('算出', 'computed'), right: true, main: true, cell: (s) => <span className="num b">{numberOf(s.value)}</span> },
  {
    key: 'equal',
    title: t('相等', 'equal'),
    main: true,
    cell: (s) => <Verdict of={s} comparable={demonstration?.complete ?? false} />,
  },
];

const Statements = ({ article }: { article: Article }) => {
  const t = useT();
  const { knownAt, statements } = article;
  return (
    <>
      <DataTable
        label={t('文中数字', 'The article’s figures')}
        columns={columnsOf(t, article)}
        rows={statements}
        rowKey={(s) => s.id}
        rowName={(s) => t(s.said)}
      />
      <p className="note">
        {t('协议和劳务站按份、个数，不随演示数据的规模缩小。', 'Agreements and stations are as many at every scale of a demonstration.')}{' '}
        {t(
          '培训班按类缩小，每类至少一期，每期的人数不变；各数不随“增减”调整。',
          'Classes are scaled kind by kind, at least one of each, with as many people in a class; none of them is shifted.',
        )}
      </p>
      {knownAt && <p className="note">{t(`截至 ${instant(knownAt)} 已知的情况`, `as known at ${instant(knownAt)}`)}</p>}
    </>
  );
};
const numberOf = (n: number | null): string => (n === null ? '—' : number(n));

const Verdict = ({ of, comparable }: { of: Statement; comparable: boolean }) => {
  const t = useT();
  if (of.awaits) return <St k="later">{t(of.awaits)}</St>;
  if (of.figure.startsWith('X'))
    return (
      <St k="info">
        {of.source
          ? t(`录入的外部数据：${of.source}`, `entered, published elsewhere: ${of.source}`)
          : t('外部数据，还没有录入', 'published elsewhere, not entered yet')}
      </St>
    );
  if (of.withheld) return <St k="later">{t('不在您的辖区', 'not within your area')}</St>;
  if (!comparable || of.value === null || of.expected === null) return <>—</>;
  const apart = Math.abs(of.value - of.expected);
  return apart === 0 ? <St k="ok">{t('相等', 'equal')}</St> : <St k="no">{t(`差 ${number(apart)}`, `${number(apart)} apart`)}</St>;
};
