import { useId } from 'react';
import { Link } from 'react-router';
import { number, useT } from '#platform/web/lang.tsx';
import { Loading } from '#platform/web/states.tsx';
import { dai, ink } from '#platform/web/theme.ts';
import { FigureProblem } from './FigureProblem.tsx';
import type { Figure } from './grid.ts';
import type { Ask } from './useAsk.ts';
import { type TrendPoint, useTrend } from './useTrend.ts';

const [W, H, LEFT, TOP, RIGHT, BOTTOM] = [760, 220, 56, 14, 46, 30];
const valueAt = (p: TrendPoint, figure: Figure, window: number, said: boolean): number | null => {
  const value = said ? p.told?.total?.reported : p.told?.total?.value;
  if (!value) return null;
  return figure.unit === 'rate' ? (value.windows?.[window]?.rate ?? null) : value.persons;
};
const steps = (most: number): readonly number[] => {
  const rough = most / 4 || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough)!;
  const whole = Math.max(1, step);
  return Array.from({ length: Math.ceil(most / whole) + 1 }, (_, i) => i * whole);
};

/** Twelve month ends: the line, and the same numbers as a table. What is still being computed is a gap, never a zero. */
export const Trend = ({
  ask,
  figure,
  today,
  place,
  tableLink,
}: {
  ask: Ask;
  figure: Figure;
  today: string;
  place: string;
  tableLink: (p: TrendPoint) => string;
}) => {
  const t = useT();
  const { points, problem, retry } = useTrend(ask, figure, today);
  const here = points.filter((p) => p.told).length;
  const rate = figure.unit === 'rate';
  const beside = figure.evidenceClass < 6;
  const word = (v: number | null): string => (v === null ? '—' : rate ? `${(100 * v).toFixed(1)}%` : number(v));
  if (problem) return <FigureProblem problem={problem} onRetry={retry} onReset={retry} />;
  return (
    <>
      <Chart points={points} figure={figure} window={ask.window} word={word} place={place} />
      <p className="note" role="status">
        {here < points.length
          ? t(
              `正在逐月计算，${here} / ${points.length}；离开这一页就停`,
              `Computing month by month, ${here} of ${points.length}; leaving the page stops it`,
            )
          : rate
            ? t(
                '每月末：此前一年里第一次受帮扶上岗的人，看到当天为止。',
                'At each month’s end: those first helped into work in the year before, as of that day.',
              )
            : figure.kind === 'stock'
              ? t('每月末当天。', 'On the last day of each month.')
              : t(
                  '每月末，从当年 1 月 1 日累计；1 月从头算。',
                  'At each month’s end, from 1 January of its year; it starts anew in January.',
                )}
      </p>
      {here === 0 ? (
        <Loading rows={6} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be reachable by keyboard
        <section className="table-scroll fg-trend-table" tabIndex={0} aria-label={t('逐月的数', 'The numbers by month')}>
          <table className="t3 figs">
            <thead>
              <tr>
                <th scope="col">{t('截至', 'As of')}</th>
                <th scope="col" className="r">
                  {beside ? t('已核验', 'verified') : t('人数', 'people')}
                </th>
                {beside && (
                  <th scope="col" className="r">
                    {t('已上报', 'reported')}
                  </th>
                )}
                {rate && (
                  <th scope="col" className="r">
                    {t('到期人数', 'due')}
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {[...points].reverse().map((p) => {
                const w = p.told?.total?.value.windows?.[ask.window];
                return (
                  <tr key={p.day}>
                    <th scope="row">{p.day}</th>
                    <td className="r num">
                      {p.told ? (
                        <Link className="fig num" to={tableLink(p)}>
                          {word(valueAt(p, figure, ask.window, false))}
                        </Link>
                      ) : (
                        '…'
                      )}
                    </td>
                    {beside && <td className="r num">{p.told ? word(valueAt(p, figure, ask.window, true)) : '…'}</td>}
                    {rate && <td className="r num">{w ? number(w.yes + w.no + w.unverified) : '…'}</td>}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
};

const Chart = ({
  points,
  figure,
  window,
  word,
  place,
}: {
  points: readonly TrendPoint[];
  figure: Figure;
  window: number;
  word: (v: number | null) => string;
  place: string;
}) => {
  const t = useT();
  const id = useId();
  const values = points.map((p) => valueAt(p, figure, window, false));
  const known = values.flatMap((v, i) => (v === null ? [] : [{ v, day: points[i]!.day }]));
  const most = figure.unit === 'rate' ? 1 : Math.max(1, ...known.map((k) => k.v));
  const marks = figure.unit === 'rate' ? [0, 0.25, 0.5, 0.75, 1] : steps(most);
  const top = marks.at(-1)!;
  const x = (i: number): number => LEFT + ((W - LEFT - RIGHT) * i) / 11;
  const y = (v: number): number => TOP + (H - TOP - BOTTOM) * (1 - v / top);
  // a new year starts a new line where the figure starts anew
  const anew = figure.kind !== 'stock' && figure.kind !== 'retention';
  let line = '';
  values.forEach((v, i) => {
    if (v === null) return;
    const before = i > 0 && values[i - 1] !== null && !(anew && points[i]!.day.slice(0, 4) !== points[i - 1]!.day.slice(0, 4));
    line += `${before ? 'L' : 'M'}${x(i)} ${y(v)}`;
  });
  const words = known.length ? known.map((k) => `${k.day} ${word(k.v)}`).join(t('，', ', ')) : t('还没有数', 'no number yet');
  return (
    <figure className="fg-trend">
      <svg viewBox={`0 0 ${W} ${H}`} role="img" aria-labelledby={`${id}-t ${id}-d`}>
        <title id={`${id}-t`}>{t(`${place}，${figure.short.zh}，最近 12 个月`, `${place}, ${figure.short.en}, the last 12 months`)}</title>
        <desc id={`${id}-d`}>{words}</desc>
        {marks.map((m) => (
          <g key={m}>
            <path d={`M${LEFT} ${y(m)}H${W - RIGHT}`} stroke={m === 0 ? ink[700] : ink[100]} />
            <text x={LEFT - 6} y={y(m) + 4} textAnchor="end">
              {figure.unit === 'rate' ? `${100 * m}%` : number(m)}
            </text>
          </g>
        ))}
        {points.map((p, i) => (
          <text key={p.day} x={x(i)} y={H - 8} textAnchor="middle" className={i % 3 === 2 ? '' : 'fg-between'}>
            {p.day.slice(0, 7)}
          </text>
        ))}
        <path d={line} fill="none" stroke={dai[600]} strokeWidth="2" />
        {values.map((v, i) => v !== null && <circle key={points[i]!.day} cx={x(i)} cy={y(v)} r="3" fill={dai[600]} />)}
      </svg>
    </figure>
  );
};
