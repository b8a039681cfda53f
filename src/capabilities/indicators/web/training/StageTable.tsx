import { Link } from 'react-router';
import { number, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import {
  AWAITED_STAGES,
  costPerStable,
  type PeopleStage,
  rateAfter,
  STAGES,
  stageRules,
  stageTexts,
  type TrainedCounts,
} from '../../rulesTraining.ts';
import { hasPeople, timesAt } from './funnelPicture.ts';

const percent = (n: number): string => `${(100 * n).toFixed(1)}%`;

/** Every stage in 人次 and in distinct persons, what it means, and the way to its people. */
export const StageTable = ({
  counts,
  link,
  open,
}: {
  counts: TrainedCounts;
  link: (stage: PeopleStage) => string;
  open?: PeopleStage | undefined;
}) => {
  const t = useT();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls is reached by keyboard
    <section className="table-scroll" aria-label={t('培训漏斗，逐个阶段', 'Funnel of training, stage by stage')} tabIndex={0}>
      <table className="t3 figs rs-stages">
        <thead>
          <tr>
            <th>{t('阶段', 'Stage')}</th>
            <th className="r">{t('人次', 'Attendances')}</th>
            <th className="r">{t('人', 'People')}</th>
            <th className="r">{t('占到课', 'Of attended')}</th>
            <th className="rs-rule">{t('怎么算', 'How it is counted')}</th>
          </tr>
        </thead>
        <tbody>
          {STAGES.map((s) => {
            const times = timesAt(counts, s);
            const awaited = AWAITED_STAGES.includes(s);
            const came = counts.times.attended;
            return (
              <tr key={s} className={s === open ? 'on' : undefined}>
                <th scope="row">{t(stageTexts[s])}</th>
                <td className="r num">
                  {awaited ? (
                    <St k="later">{t('未计量', 'not measured')}</St>
                  ) : hasPeople(s) && counts.times[s] > 0 ? (
                    <Link
                      className="fig"
                      to={link(s)}
                      aria-label={`${t(stageTexts[s])}${t('：', ': ')}${number(times ?? 0)} ${t('人次', 'attendances')}`}
                    >
                      {number(times ?? 0)}
                    </Link>
                  ) : (
                    number(times ?? 0)
                  )}
                </td>
                <td className="r num">{hasPeople(s) ? number(counts.persons[s]) : '—'}</td>
                <td className="r num">
                  {hasPeople(s) && s !== 'enrolled' && s !== 'attended' && came > 0 ? percent(counts.times[s] / came) : '—'}
                </td>
                <td className="note rs-rule">{t(stageRules[s])}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
};

/** 训后就业率 and what a lasting job cost, each with what it is a share of. */
export const Rates = ({ counts }: { counts: TrainedCounts }) => {
  const t = useT();
  const rate = rateAfter(counts);
  const cost = ([3, 6] as const).map((m) => ({ m, yuan: costPerStable(counts, m) }));
  return (
    <dl className="rs-rates">
      <div>
        <dt>{t('训后就业率', 'In work after training')}</dt>
        <dd>
          <span className="big num">{rate === null ? '—' : percent(rate)}</span>
        </dd>
        <dd className="note">
          {t(
            `${number(counts.times.employed)} ÷ 结业 ${number(counts.times.finished)} 人次；名单、自报也算：${number(counts.reported)}`,
            `${number(counts.times.employed)} ÷ ${number(counts.times.finished)} finished; lists and self-reports included: ${number(counts.reported)}`,
          )}
          {counts.open > 0 &&
            t(`；其中 ${number(counts.open)} 人次结业不满 90 天`, `; ${number(counts.open)} finished fewer than 90 days ago`)}
        </dd>
      </div>
      {cost.map(({ m, yuan }) => (
        <div key={m}>
          <dt>{t(`每个稳定 ${m} 个月的就业`, `Per job stable for ${m} months`)}</dt>
          <dd>
            <span className="big num">{yuan === null ? '—' : number(Math.round(yuan))}</span>
            <span className="u">{t('元', 'yuan')}</span>
          </dd>
          <dd className="note">
            {t(
              `经费预算 ${number(Math.round(counts.budget))} 元 ÷ ${number(counts.persons[m === 3 ? 'stable3' : 'stable6'])} 人`,
              `budget of ${number(Math.round(counts.budget))} yuan ÷ ${number(counts.persons[m === 3 ? 'stable3' : 'stable6'])} people`,
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
};
