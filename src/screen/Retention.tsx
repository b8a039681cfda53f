import type { ScreenData } from '#capabilities/indicators/contractScreens.ts';
import type { Text } from '#standards/text.ts';
import type { Say } from './words.ts';

const [W, H, LEFT, RIGHT, TOP, BOTTOM] = [440, 206, 44, 130, 14, 28];
const LINES: Readonly<Record<ScreenData['retention']['forms'][number]['form'], { name: Text; colour: string; dash: string }>> = {
  province: { name: { zh: '在本省', en: 'province' }, colour: '#7BD6BE', dash: '' },
  enterprise: { name: { zh: '在企业', en: 'enterprise' }, colour: '#A9C2F7', dash: '7 5' },
  post: { name: { zh: '在岗位', en: 'post' }, colour: '#E2BE78', dash: '2 4' },
};

/** How many stay: three lines told apart by dash, names at their ends; a window nobody is due for is not drawn. */
export const Retention = ({ data, say }: { data: ScreenData; say: Say }) => {
  const { forms, from } = data.retention;
  const known = forms.flatMap((f) => f.windows.flatMap((w) => (w.rate === null ? [] : [w.rate])));
  // cut where nothing is lost, and said
  const floor = Math.max(0, Math.floor((Math.min(1, ...known) * 100) / 25) * 25 - (Math.min(1, ...known) === 1 ? 25 : 0)) / 100;
  const x = (i: number): number => LEFT + ((W - LEFT - RIGHT) * i) / 4;
  const y = (rate: number): number => TOP + ((H - TOP - BOTTOM) * (1 - rate)) / (1 - floor);
  const days = forms[0]?.windows.map((w) => w.days) ?? [];
  const ticks = [0, 0.25, 0.5, 0.75, 1].filter((r) => r >= floor);
  const lines = forms.flatMap((f) => {
    const points = [{ i: 0, rate: 1 }, ...f.windows.flatMap((w, i) => (w.rate === null ? [] : [{ i: i + 1, rate: w.rate }]))];
    return points.length < 2 ? [] : [{ ...LINES[f.form], form: f.form, points, last: points.at(-1)! }];
  });
  // names at the ends never lie upon each other
  const ends = lines.map((l) => ({ l, at: y(l.last.rate) })).sort((a, b) => a.at - b.at);
  for (let i = 1; i < ends.length; i++) ends[i]!.at = Math.max(ends[i]!.at, ends[i - 1]!.at + 19);
  const percent = (rate: number): string => `${Math.round(100 * rate)}%`;
  return (
    <section aria-label={say({ zh: '留岗', en: 'Retention' })}>
      <div className="bs-sec">
        <h2>{say({ zh: '上岗后留下的人', en: 'Those who stay' })}</h2>
        <span className="bs-dim">{say({ zh: `%，${from.slice(0, 4)} 年上岗的人`, en: `%, who began in ${from.slice(0, 4)}` })}</span>
      </div>
      {lines.length === 0 ? (
        <p className="bs-dim">{say({ zh: '还没有满 10 人到期的窗口', en: 'No window is due for ten people yet' })}</p>
      ) : (
        <svg
          className="bs-retention"
          viewBox={`0 0 ${W} ${H}`}
          role="img"
          aria-label={lines
            .map(
              (l) =>
                `${say(l.name)} ${l.points
                  .slice(1)
                  .map((p) => say({ zh: `${days[p.i - 1]} 天 ${percent(p.rate)}`, en: `${days[p.i - 1]} days ${percent(p.rate)}` }))
                  .join(say({ zh: '，', en: ', ' }))}`,
            )
            .join(say({ zh: '；', en: '; ' }))}
        >
          {ticks.map((r) => (
            <g key={r}>
              <path d={`M${LEFT} ${y(r)}H${W - RIGHT}`} className={r === floor ? 'bs-axis' : 'bs-grid'} />
              <text x={LEFT - 8} y={y(r)} textAnchor="end" dominantBaseline="central">
                {Math.round(100 * r)}
              </text>
            </g>
          ))}
          {[0, ...days].map((d, i) => (
            <text key={d} x={x(i)} y={H - 8} textAnchor="middle">
              {d === 0 ? say({ zh: '上岗', en: 'start' }) : say({ zh: `${d} 天`, en: `${d} d` })}
            </text>
          ))}
          {lines.map((l) => (
            <path
              key={l.form}
              d={`M${l.points.map((p) => `${x(p.i)} ${y(p.rate)}`).join('L')}`}
              fill="none"
              stroke={l.colour}
              strokeWidth="2.5"
              strokeDasharray={l.dash}
            />
          ))}
          {ends.map(({ l, at }) => (
            <text key={l.form} x={x(l.last.i) + 8} y={at} dominantBaseline="central" fill={l.colour} className="bs-end">
              {say(l.name)} {percent(l.last.rate)}
            </text>
          ))}
        </svg>
      )}
      {lines.length > 0 && floor > 0 && (
        <p className="bs-dim bs-cut">
          {say({ zh: `纵轴自 ${Math.round(100 * floor)} 起`, en: `the axis begins at ${Math.round(100 * floor)}` })}
        </p>
      )}
    </section>
  );
};
