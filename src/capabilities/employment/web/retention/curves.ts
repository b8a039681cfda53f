// The curves of 留岗 as a declared picture: what is drawn, its table and its sentence are the same numbers.
import type { AxisPicture, Series } from '#platform/web/charts/picture.ts';
import { instant, number } from '#platform/web/lang.tsx';
import type { Text } from '#standards/text.ts';
import type { FiguresOut } from '../../contractRetention.ts';
import { WINDOWS } from '../../rulesWindows.ts';

export interface Line {
  readonly name: Text;
  readonly figures: FiguresOut;
}
/** More curves cannot be told apart; the table has all. */
export const LINES = 6;
const t = (zh: string, en: string): Text => ({ zh, en });

/** What is not yet due is cut off: the curve ends where nobody has been followed longer. */
const seriesOf = ({ name, figures }: Line, key: string, banded: boolean): Series => {
  const { curve, windows } = figures;
  const steps: (readonly [number, number])[] = [[0, 1], ...curve.steps.map((s) => [s.time, s.survival] as const)];
  const end = steps.at(-1)!;
  if (end[0] < curve.until) steps.push([curve.until, end[1]]);
  const known = curve.steps.flatMap((s) => (s.low === null || s.high === null ? [] : [[s.time, s.low, s.high] as const]));
  const last = known.at(-1);
  return {
    key,
    name,
    values: WINDOWS.map((days) => (days <= curve.until ? (windows.find((w) => w.days === days)?.survival ?? null) : null)),
    curve: steps,
    ...(curve.paleFrom === null ? {} : { thinFrom: curve.paleFrom }),
    ...(banded && last ? { band: last[0] < curve.until ? [...known, [curve.until, last[1], last[2]] as const] : known } : {}),
  };
};
export const curvesPicture = (title: Text, lines: readonly Line[], banded: number, asOf: string, knownAt: string): AxisPicture => ({
  kind: 'curves',
  title,
  unit: t('%', '%'),
  percent: true,
  asOf: t(`截至 ${asOf}，按 ${instant(knownAt)} 所知`, `as of ${asOf}, as known at ${instant(knownAt)}`),
  of: t('开始帮扶后', 'After the help began'),
  categories: WINDOWS.map((days) => ({ key: String(days), name: t(`第 ${days} 天`, `day ${days}`), at: days })),
  // a line nobody stands on would run along 100 %: it is named below and not drawn
  series: lines.flatMap((l, i) => (l.figures.curve.n ? [seriesOf(l, String(i), i === banded)] : [])),
  notes: [
    t(
      `横轴是开始帮扶后的天数；${lines.map((l) => `${l.name.zh} ${number(l.figures.curve.n)} 人`).join('，')}。浅色是 95% 置信带；还在跟踪的不足 10 人时画成细线；未到期的截去，不画成 0。`,
      `Across: days since the help began; ${lines.map((l) => `${l.name.en}: ${number(l.figures.curve.n)} people`).join(', ')}. The shade is the 95% band; thin where fewer than 10 are followed; what is not yet due is cut off, not drawn as 0.`,
    ),
  ],
});
