import { useId } from 'react';
import type { Output } from '#platform/contract.ts';
import { instant, number, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { Loading, ProblemView } from '#platform/web/states.tsx';
import { dai, hai, ink, zhe } from '#platform/web/theme.ts';
import { useRead } from '#platform/web/useRead.ts';
import { readForecast } from '../../contractCompletion.ts';
import { cumulative } from '../../rulesForecast.ts';
import { percent } from './words.ts';

type Told = Output<typeof readForecast>;
interface Props {
  readonly agreementId: string;
  readonly indicator: string;
  readonly year: number;
  /** What the page beside it has told: the same persons, the same targets. */
  readonly beside: { readonly knownAt: string | null; readonly targetsAt: string };
}

/** Where the year will end: the sentence with its range first, then the curve and the same numbers as a table. */
export const ForecastView = ({ agreementId, indicator, year, beside: { knownAt, targetsAt } }: Props) => {
  const t = useT();
  const read = useRead(readForecast, { agreementId, indicator, year, ...(knownAt ? { knownAt, targetsAt } : {}) });
  if (read.error) return <ProblemView problem={read.error} onRetry={() => void read.refetch()} />;
  if (!read.data)
    return (
      <Loading
        rows={4}
        what={t('正在看往年的进度，第一次要多等几秒', 'Looking at earlier years; the first time takes some seconds more')}
      />
    );
  const told = read.data;
  return (
    <div className="tc-forecast">
      <Sentence told={told} />
      {told.kind === 'flow' && <Curve told={told} />}
      {told.kind === 'flow' && <Months told={told} />}
    </div>
  );
};

const Sentence = ({ told }: { told: Told }) => {
  const t = useT();
  const f = told.forecast;
  const why = {
    stock: t(
      '存量是某一天的人数，不从年初累计，不做年末预测。',
      'A stock is the number on a day and does not add up over the year: no forecast.',
    ),
    yearOver: t('这一年已经结束，没有要预测的。', 'The year is over: nothing to forecast.'),
    notBegun: t('这一年还没有开始。', 'The year has not begun.'),
    out: t('协议已提前结束，或签字还不齐，不做预测。', 'The agreement ended early or is not signed by both sides: no forecast.'),
    tooEarly: t('年初人数太少，现在估算只能靠猜，不做预测。', 'So early in the year an estimate would be a guess: none is made.'),
  };
  if (!f) return <p className="sub">{told.without && why[told.without]}</p>;
  const reach = {
    yes: <St k="ok">{t('整个范围都不低于目标', 'the whole range reaches the target')}</St>,
    open: <St k="doubt">{t('目标在范围以内，到不到得了说不准', 'the target lies within the range: open')}</St>,
    no: <St k="due">{t('照现在的进度到不了目标', 'at this pace the target is not reached')}</St>,
  }[f.reach];
  const certainty = {
    close: t('范围较窄', 'a narrow range'),
    fair: t('有一定出入', 'some uncertainty'),
    rough: t('出入很大，只能看个大概', 'very uncertain, a rough idea only'),
  }[f.certainty];
  const basis =
    f.by === 'even'
      ? t(
          '没有往年可比，按每天一样多估算，往年快慢不知道，所以范围放宽五分之一',
          'there is no earlier year to go by: an even pace, with a fifth of leeway',
        )
      : t(
          `按 ${f.years.join('、')} 年${told.earlierOf === 'agreement' ? '同一协议' : '同两省'}的进度：到这一天已有全年新增的 ${percent(f.share, 1)}${f.years.length === 1 ? '；只有一年可比，另与每天一样多的估法对照' : ''}`,
          `by ${f.years.join(', ')} of ${told.earlierOf === 'agreement' ? 'this agreement' : 'the two provinces'}: by this day ${percent(f.share, 1)} of a year’s new persons were there${f.years.length === 1 ? '; one year only, so an even pace is held beside it' : ''}`,
        );
  const earlier = [...new Set(told.shares.map((e) => instant(e.knownAt)))].filter((k) => k !== instant(told.knownAt)).join('、');
  return (
    <>
      <p className="tc-lead">
        {t('照现在的进度，到年底约 ', 'At this pace about ')}
        <b className="num b">{number(f.likely)}</b>
        {t(' 人，多半在 ', ' by the end of the year, most likely ')}
        <span className="num nowrap">
          {number(f.low)}–{number(f.high)}
        </span>
        {t(` 人之间；目标 ${number(told.target)} 人。`, `; the target is ${number(told.target)}.`)} {reach}
      </p>
      <p className="note">
        {t(
          `怎么估的：${basis}；${certainty}。${earlier ? `往年按 ${earlier} 所知。` : ''}晚到的证据还会把已有的数往上加。截至 ${told.asOf}，现有 ${number(f.now)} 人，其中 ${number(told.curve.first)} 人年初就在岗。`,
          `How: ${basis}; ${certainty}. ${earlier ? `Earlier years as known at ${earlier}. ` : ''}Evidence that comes late still adds to what is there. As of ${told.asOf}: ${number(f.now)}, of them ${number(told.curve.first)} at work when the year began.`,
        )}
      </p>
    </>
  );
};

const [W, H, LEFT, TOP, RIGHT, BOTTOM] = [640, 200, 56, 14, 96, 26];
/** The year so far, what may come as a wedge, earlier years dashed, the target as a line. */
const Curve = ({ told }: { told: Told }) => {
  const t = useT();
  const id = useId();
  const [, month, day] = told.asOf.split('-').map(Number) as [number, number, number];
  const lines = [told.curve, ...told.earlier].map((c) => ({ year: c.year, points: cumulative(c) }));
  const now = lines[0]!.points[month - 1]!;
  const f = told.forecast;
  const own = told.earlierOf === 'agreement' ? lines.slice(1) : [];
  const most = Math.max(1, told.target, f?.high ?? 0, now, ...own.flatMap((l) => l.points));
  const x = (m: number): number => LEFT + ((W - LEFT - RIGHT) * m) / 12;
  const y = (v: number): number => TOP + (H - TOP - BOTTOM) * (1 - v / most);
  const at = month - 1 + Math.min(1, day / 30.5);
  const path = (points: readonly number[], first: number): string =>
    `M${x(0)} ${y(first)}${points.map((v, i) => `L${x(i + 1)} ${y(v)}`).join('')}`;
  const soFar = `M${x(0)} ${y(told.curve.first)}${lines[0]!.points
    .slice(0, month - 1)
    .map((v, i) => `L${x(i + 1)} ${y(v)}`)
    .join('')}L${x(at)} ${y(now)}`;
  return (
    <figure className="tc-curve">
      <svg viewBox={`0 0 ${W} ${H}`} role="img" aria-labelledby={`${id}-t ${id}-d`}>
        <title id={`${id}-t`}>{t(`${told.curve.year} 年逐月累计`, `${told.curve.year}, cumulative by month`)}</title>
        <desc id={`${id}-d`}>
          {t(
            `截至 ${told.asOf} ${number(now)} 人；目标 ${number(told.target)} 人${f ? `；到年底约 ${number(f.likely)} 人，${number(f.low)} 至 ${number(f.high)}` : ''}`,
            `${number(now)} as of ${told.asOf}; target ${number(told.target)}${f ? `; about ${number(f.likely)} by the end of the year, ${number(f.low)} to ${number(f.high)}` : ''}`,
          )}
        </desc>
        {[0, most / 2, most].map((v) => (
          <g key={v}>
            <path d={`M${LEFT} ${y(v)}H${W - RIGHT}`} stroke={v === 0 ? ink[700] : ink[100]} />
            <text x={LEFT - 6} y={y(v) + 4} textAnchor="end">
              {number(Math.round(v))}
            </text>
          </g>
        ))}
        {[1, 3, 6, 9, 12].map((m) => (
          <text key={m} x={x(m - 0.5)} y={H - 8} textAnchor="middle">
            {t(`${m} 月`, String(m))}
          </text>
        ))}
        {f && <path d={`M${x(at)} ${y(now)}L${x(12)} ${y(f.high)}V${y(f.low)}Z`} fill={dai[100]} />}
        {f && <path d={`M${x(at)} ${y(now)}L${x(12)} ${y(f.likely)}`} stroke={dai[400]} strokeDasharray="5 4" fill="none" />}
        {own.map((l, i) => (
          <g key={l.year}>
            <path d={path(l.points, told.earlier[i]!.first)} stroke={hai[500]} strokeDasharray="2 3" fill="none" />
            <text x={x(12) + 6} y={y(l.points[11]!) + 14} className="tc-hai">
              {l.year}
            </text>
          </g>
        ))}
        <path d={`M${LEFT} ${y(told.target)}H${W - RIGHT}`} stroke={zhe[600]} strokeWidth="1.5" strokeDasharray="8 3" />
        <text x={x(12) + 6} y={y(told.target) + 4} className="tc-zhe">
          {t('目标', 'target')} {number(told.target)}
        </text>
        <path d={soFar} stroke={dai[600]} strokeWidth="2" fill="none" />
      </svg>
      <figcaption className="note">
        {t(
          '实线：今年；短划线：估计，浅色是范围；点线：往年；长划线：目标。',
          'Solid: this year. Dashed: the estimate, its range shaded. Dotted: earlier years. Long dashes: the target.',
        )}
      </figcaption>
    </figure>
  );
};

const Months = ({ told }: { told: Told }) => {
  const t = useT();
  const month = Number(told.asOf.slice(5, 7));
  const all = [told.curve, ...(told.earlierOf === 'agreement' ? told.earlier : [])];
  return (
    <details>
      <summary>{t('逐月的数', 'The numbers by month')}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be reachable by keyboard */}
      <section className="table-scroll" tabIndex={0} aria-label={t('逐月累计', 'Cumulative by month')}>
        <table className="t3 figs">
          <thead>
            <tr>
              <th scope="col">{t('到几月底', 'By the end of')}</th>
              {all.map((c) => (
                <th key={c.year} scope="col" className="r">
                  {c.year}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: 12 }, (_, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the twelve months
              <tr key={i}>
                <th scope="row">{t(`${i + 1} 月`, String(i + 1))}</th>
                {all.map((c, n) => (
                  <td key={c.year} className="r num">
                    {n === 0 && i + 1 > month ? '—' : number(cumulative(c)[i]!)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
};
