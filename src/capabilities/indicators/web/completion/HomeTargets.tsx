import { Link } from 'react-router';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { Loading } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { readCompletion } from '../../contractCompletion.ts';
import { MetBars } from './MetBars.tsx';
import { knownWords, pairName, percent } from './words.ts';

/** ○ So many agreements on the home page; the rest is one step away and counted. */
const SHOWN = 2;

/** My area's targets, each with its bar and the line of time. Silent where none is agreed on. */
export const HomeTargets = () => {
  const t = useT();
  const read = useRead(readCompletion, { own: true });
  if (read.error) return null;
  if (!read.data) return <Loading rows={5} what={t('正在统计目标完成情况', 'Counting completion of targets')} />;
  const told = read.data;
  const rows = told.rows.filter((r) => r.targets.length > 0);
  if (rows.length === 0) return null;
  const [first] = rows;
  const known = knownWords(told);
  const more = rows.length - SHOWN;
  return (
    <section className="tc-home">
      <Sec
        t={t(`${told.year} 年协议目标`, `Targets of ${told.year}`)}
        sub={rows.length === 1 && first ? <Link to={`/agreements/${first.agreementId}`}>{t(pairName(first))}</Link> : undefined}
        x={t(`竖线 = 时间进度 ${percent(told.time.days, told.time.of)}`, `line = time passed, ${percent(told.time.days, told.time.of)}`)}
      />
      {rows.slice(0, SHOWN).map((row) => (
        <div key={row.agreementId}>
          {rows.length > 1 && (
            <p className="s13 tc-pair">
              <Link to={`/agreements/${row.agreementId}`}>{t(pairName(row))}</Link>
            </p>
          )}
          <MetBars row={row} asked={told} />
        </div>
      ))}
      <p className="note">
        {known && t(`截至 ${told.asOf}，${known.zh}。`, `As of ${told.asOf}, ${known.en}. `)}
        <Link to={`/completion?year=${told.year}`}>
          {more > 0
            ? t(`另有 ${more} 份，看全部和排名`, `${more} more: all and their places`)
            : t('看还差多少、排第几', 'What is missing, and the places')}
        </Link>
      </p>
    </section>
  );
};
