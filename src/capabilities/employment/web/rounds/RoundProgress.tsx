import { Button } from 'antd';
import { Link } from 'react-router';
import type { Output } from '#platform/contract.ts';
import { Sec } from '#platform/web/kit.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import type { RoundCounts, readRound } from '../../contractRounds.ts';
import { ROUND_STATES, type RoundState } from '../../rulesRounds.ts';
import { stateMarks, stateWord } from './roundWords.ts';

type Round = Output<typeof readRound>;
interface Chosen {
  readonly state: RoundState | undefined;
  readonly employer: string | undefined;
  readonly area: string | undefined;
  readonly unproved: boolean;
}
type Choose = (next: {
  state?: string | undefined;
  employer?: string | undefined;
  area?: string | undefined;
  unproved?: string | undefined;
}) => void;
const COLUMNS: readonly RoundState[] = ['verified', 'left', 'notReached', 'due', 'overdue'];

/** How far it is in a sentence whose figures open, and by the units below. */
export const RoundProgress = ({ d, chosen, onChoose }: { d: Round; chosen: Chosen; onChoose: Choose }) => {
  const t = useT();
  const employer = d.side === 'employer';
  const n = (state: RoundState): number => d.totals[state];
  const share = d.totals.total ? Math.round(((d.totals.verified + d.totals.left) / d.totals.total) * 1000) / 10 : 0;
  return (
    <section aria-label={t('进度', 'Progress')}>
      <p className="round-lead">
        {t(
          `应核 ${number(d.totals.total)} 段，已有结果 ${number(d.totals.verified + d.totals.left)} 段（${share.toFixed(1)}%）；${d.dueDay} 前核完。`,
          `${number(d.totals.total)} to verify, ${number(d.totals.verified + d.totals.left)} settled (${share.toFixed(1)}%); due by ${d.dueDay}.`,
        )}
        {d.totals.unproved !== undefined && d.totals.unproved > 0 && (
          <>
            {' '}
            <button
              type="button"
              className="round-link"
              aria-pressed={chosen.unproved}
              onClick={() => onChoose({ unproved: chosen.unproved ? undefined : '1' })}
            >
              {t(
                `${number(d.totals.unproved)} 段近 ${d.carryDays} 天没有电话、走访或更好的证据，不计入已核验存量`,
                `${number(d.totals.unproved)} without a call, a visit or better within ${d.carryDays} days: not of the verified stock`,
              )}
            </button>
          </>
        )}
      </p>
      <div className="round-states">
        {ROUND_STATES.filter((s) => !(employer && s === 'notReached')).map((s) => (
          <button
            key={s}
            type="button"
            aria-pressed={chosen.state === s}
            onClick={() => onChoose({ state: chosen.state === s ? undefined : s })}
          >
            <St k={stateMarks[s]}>{t(stateWord(s, employer))}</St> <b className="num">{number(n(s))}</b>
          </button>
        ))}
      </div>
      {d.groups.length > 0 && (
        <>
          <Sec t={d.groups[0]!.by === 'employer' ? t('按单位', 'By employer') : t('按地区', 'By area')} />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
          <section className="table-scroll round-groups" aria-label={t('各单位进度', 'Progress of each')} tabIndex={0}>
            <table className="t3">
              <thead>
                <tr>
                  <th scope="col">{t('名称', 'Name')}</th>
                  <th scope="col" className="r">
                    {t('应核', 'All')}
                  </th>
                  {COLUMNS.map((s) => (
                    <th key={s} scope="col" className="r">
                      {t(stateWord(s, employer))}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {d.groups.map((g) => (
                  <tr key={g.key} className={g.key === chosen.employer ? 'on' : ''}>
                    <th scope="row">
                      <Button
                        type="link"
                        size="small"
                        className="round-drill"
                        onClick={() =>
                          onChoose(g.by === 'area' ? { area: g.key } : { employer: g.key === chosen.employer ? undefined : g.key })
                        }
                      >
                        {t(g.name)}
                      </Button>
                      {g.stations.length > 0 && <Stations of={g.stations} />}
                    </th>
                    <Cells c={g.counts} />
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          {d.moreGroups > 0 && (
            <p className="note">
              {t(
                `还有 ${number(d.moreGroups)} 家小单位，用查找找人`,
                `${number(d.moreGroups)} more small employers; search for the person`,
              )}
            </p>
          )}
        </>
      )}
      {chosen.area && (
        <Button size="small" onClick={() => onChoose({ area: undefined, employer: undefined })}>
          {t('回到上一级', 'Back to all')}
        </Button>
      )}
    </section>
  );
};

/** ○ More than so many stations are a number. */
const STATIONS = 3;
const Stations = ({ of }: { of: Round['groups'][number]['stations'] }) => {
  const t = useT();
  const more = of.length - STATIONS;
  return (
    <div className="note round-stations">
      {of.slice(0, STATIONS).map((s, i) => (
        <span key={s.id}>
          {i > 0 && t('、', ', ')}
          <Link to={`/organisations/${s.id}`}>{s.name}</Link>
        </span>
      ))}
      {more > 0 && t(` 等 ${of.length} 个站`, ` and ${more} more`)}
    </div>
  );
};

const Cells = ({ c }: { c: RoundCounts }) => (
  <>
    <td className="r num">{number(c.total)}</td>
    {COLUMNS.map((s) => (
      <td key={s} className="r num">
        {number(c[s])}
      </td>
    ))}
  </>
);
