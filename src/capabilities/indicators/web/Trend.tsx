import { Link } from 'react-router';
import type { Output } from '#platform/contract.ts';
import { Picture } from '#platform/web/charts/Picture.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { Loading } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import type { Text } from '#standards/text.ts';
import { listMonths } from '../contractFreeze.ts';
import { FigureProblem } from './FigureProblem.tsx';
import type { Figure } from './grid.ts';
import { trendPicture } from './pictures/shapes.ts';
import type { Ask } from './useAsk.ts';
import { type TrendPoint, useTrend } from './useTrend.ts';

const valueAt = (p: TrendPoint, figure: Figure, window: number, said: boolean): number | null => {
  const value = said ? p.told?.total?.reported : p.told?.total?.value;
  if (!value) return null;
  return figure.unit === 'rate' ? (value.windows?.[window]?.rate ?? null) : value.persons;
};
/** Months that are frozen for the area: of a part of a province its province's; else those that both provinces have frozen. */
const frozenMonths = (pairs: Output<typeof listMonths>['pairs'], side: Ask['side'], area: string): readonly string[] => {
  const of = pairs.filter((p) => side === 'host' || !area || p.origin.slice(0, 2) === area.slice(0, 2));
  const frozen = of.map((p) => p.months.flatMap((m) => (m.state === 'frozen' || m.state === 'reported' ? [m.month] : [])));
  return (frozen[0] ?? []).filter((m) => frozen.every((f) => f.includes(m)));
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
  place: Text;
  tableLink: (p: TrendPoint) => string;
}) => {
  const t = useT();
  const { points, problem, retry } = useTrend(ask, figure, today);
  const months = useRead(listMonths, {});
  const frozen = frozenMonths(months.data?.pairs ?? [], ask.side, ask.area);
  const here = points.filter((p) => p.told).length;
  const rate = figure.unit === 'rate';
  const beside = figure.evidenceClass < 6;
  const word = (v: number | null): string => (v === null ? '—' : rate ? `${(100 * v).toFixed(1)}%` : number(v));
  if (problem) return <FigureProblem problem={problem} onRetry={retry} onReset={retry} />;
  return (
    <>
      <Picture
        picture={trendPicture(figure, points, frozen, ask.window, place, tableLink)}
        height={250}
        level={3}
        file={`${figure.id}-${today}`}
        tableBeside
        waits={
          here < points.length
            ? t(
                `${here} / ${points.length} 个月算好了，都好了就能下载`,
                `${here} of ${points.length} months are there; then it can be downloaded`,
              )
            : undefined
        }
      />
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
