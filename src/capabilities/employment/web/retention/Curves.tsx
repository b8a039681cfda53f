import { useId } from 'react';
import { useT } from '#platform/web/lang.tsx';
import { dai, hai, ink, zhe, zhu } from '#platform/web/theme.ts';
import type { Text } from '#standards/text.ts';
import type { FiguresOut } from '../../contractRetention.ts';
import { WINDOWS } from '../../rulesWindows.ts';

export interface Line {
  readonly name: Text;
  readonly figures: FiguresOut;
}
const COLOURS = [dai[600], hai[600], zhe[600], zhu[600], ink[600]] as const;
/** Shape before colour: printed in grey, lines differ by their dashes. */
const DASHES = ['', '6 3', '2 2', '8 3 2 3', '1 3'] as const;
export const LINES = COLOURS.length;
const [W, H, LEFT, TOP, RIGHT, BOTTOM] = [720, 300, 58, 14, 16, 40];

/** Kaplan–Meier: steps, the band of a single curve, pale where fewer than ten ○ are followed. The table beside it says the same in numbers. */
export const Curves = ({ lines, title }: { lines: readonly Line[]; title: string }) => {
  const t = useT();
  const id = useId();
  const end = Math.max(60, ...lines.map((l) => l.figures.curve.until));
  const x = (day: number): number => LEFT + ((W - LEFT - RIGHT) * Math.min(day, end)) / end;
  const y = (share: number): number => TOP + (H - TOP - BOTTOM) * (1 - share);
  const ticks = [0, ...WINDOWS, 730, 1095].filter((d) => d <= end);
  const path = ({ curve }: FiguresOut, from: number, to: number): string => {
    let [at, held] = ['', 1];
    for (const s of curve.steps) {
      if (s.time <= from) held = s.survival;
    }
    at = `M${x(from)} ${y(held)}`;
    for (const s of curve.steps) if (s.time > from && s.time <= to) at += `H${x(s.time)}V${y(s.survival)}`;
    return `${at}H${x(to)}`;
  };
  const band = ({ curve }: FiguresOut): string => {
    const held = curve.steps.filter((s) => s.low !== null);
    if (held.length === 0) return '';
    const last = curve.steps.find((s) => s.low === null && s.time > held[0]!.time)?.time ?? curve.until;
    const up = held.map((s, i) => `${i ? `H${x(s.time)}` : `M${x(s.time)} ${y(s.high!)}`}V${y(s.high!)}`).join('');
    const down = held.toReversed().map((s, i) => `${i ? `H${x(held[held.length - i]!.time)}` : ''}V${y(s.low!)}`);
    return `${up}H${x(last)}${down.join('')}H${x(held[0]!.time)}Z`;
  };
  const words = lines
    .map(({ name, figures }) => {
      const said = figures.windows.filter((w) => w.days <= figures.curve.until).map((w) => [w.days, Math.round(100 * w.survival)] as const);
      return t(
        `${name.zh}：${figures.curve.n} 人${said.map(([d, p]) => `，第 ${d} 天 ${p}%`).join('')}`,
        `${name.en}: ${figures.curve.n} people${said.map(([d, p]) => `, day ${d} ${p}%`).join('')}`,
      );
    })
    .join(t('；', '; '));
  return (
    <figure className="curves">
      <svg viewBox={`0 0 ${W} ${H}`} role="img" aria-labelledby={`${id}-t ${id}-d`}>
        <title id={`${id}-t`}>{title}</title>
        <desc id={`${id}-d`}>{words}</desc>
        {[0, 0.25, 0.5, 0.75, 1].map((s) => (
          <g key={s}>
            <path d={`M${LEFT} ${y(s)}H${W - RIGHT}`} stroke={s === 0 ? ink[700] : ink[100]} />
            <text x={LEFT - 6} y={y(s) + 4} textAnchor="end">
              {100 * s}%
            </text>
          </g>
        ))}
        {ticks.map((d) => (
          <g key={d}>
            <path d={`M${x(d)} ${y(0)}v4`} stroke={ink[700]} />
            <text x={x(d)} y={H - BOTTOM + 19} textAnchor="middle">
              {d}
            </text>
          </g>
        ))}
        <text x={W - RIGHT} y={H - 2} textAnchor="end">
          {t('开始帮扶后的天数', 'days since the help began')}
        </text>
        {lines.length === 1 && <path d={band(lines[0]!.figures)} fill={dai[100]} />}
        {lines.map(({ figures }, i) => {
          const { until, paleFrom } = figures.curve;
          const pale = Math.min(paleFrom ?? until, until);
          const stroke = { fill: 'none', stroke: COLOURS[i % LINES], strokeDasharray: DASHES[i % LINES] };
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name and never move
            <g key={i}>
              <path d={path(figures, 0, pale)} {...stroke} strokeWidth="2" />
              {pale < until && <path d={path(figures, pale, until)} {...stroke} strokeWidth="1" opacity=".55" />}
            </g>
          );
        })}
      </svg>
      <figcaption>
        {lines.length > 1 && (
          <ul className="curves-key">
            {lines.map(({ name }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <li key={i}>
                <svg width="28" height="10" aria-hidden="true">
                  <path d="M0 5H28" stroke={COLOURS[i % LINES]} strokeDasharray={DASHES[i % LINES]} strokeWidth="2" />
                </svg>
                {t(name)}
              </li>
            ))}
          </ul>
        )}
        <span className="note">
          {lines.length === 1
            ? t('浅色是 95% 置信带；还在跟踪的不足 10 人时画成细线', 'The shade is the 95% band; thin where fewer than 10 are followed')
            : t('还在跟踪的不足 10 人时画成细线', 'Thin where fewer than 10 are followed')}
        </span>
      </figcaption>
    </figure>
  );
};
