import { useEffect, useMemo, useState } from 'react';
import type { ScreenData } from '#capabilities/indicators/contractScreens.ts';
import { loadPack } from '#platform/web/charts/mapPack/loadPack.ts';
import { type MapPack, noticeOf } from '#platform/web/charts/mapPack/mapPack.ts';
import { bow, frameOf, pathOf, placeNames } from './layout.ts';
import { placeName, type Say, told } from './words.ts';

/** Units of the drawing; it is stretched to its room. */
const [WIDTH, NAME] = [900, 15];
const DRAWN = 40;

/** Flows over the map pack; where the pack does not come, the largest as a list. */
export const FlowMap = ({ data, say }: { data: ScreenData; say: Say }) => {
  const [pack, setPack] = useState<MapPack | 'failed' | null>(null);
  useEffect(() => {
    let live = true;
    loadPack().then(
      (p) => live && setPack(p),
      () => live && setPack('failed'),
    );
    return () => {
      live = false;
    };
  }, []);
  if (pack === null) return <div className="bs-map" />;
  if (pack === 'failed') return <FlowList data={data} say={say} />;
  return <Drawn pack={pack} data={data} say={say} />;
};

const Drawn = ({ pack, data, say }: { pack: MapPack; data: ScreenData; say: Say }) => {
  const frame = useMemo(() => frameOf(pack.features, WIDTH, 8), [pack]);
  const shapes = useMemo(() => pack.features.map((f) => ({ id: f.id, d: pathOf(f, frame) })), [pack, frame]);
  const centres = useMemo(
    () => new Map(pack.features.map((f) => [`${f.id}000000`, [frame.x(f.properties.cp[0]), frame.y(f.properties.cp[1])] as const])),
    [pack, frame],
  );
  const flows = data.flows.filter((f) => centres.has(f.from.code) && centres.has(f.to.code)).slice(0, DRAWN);
  const most = Math.max(1, ...flows.map((f) => f.persons));
  const ends = new Map<string, { side: 'from' | 'to'; text: string; persons: number }>();
  for (const f of flows)
    for (const side of ['from', 'to'] as const) {
      const of = ends.get(f[side].code);
      ends.set(f[side].code, { side, text: say(placeName(f[side].name)), persons: (of?.persons ?? 0) + f.persons });
    }
  const points = [...ends]
    .map(([code, e]) => ({ key: code, ...e, x: centres.get(code)![0], y: centres.get(code)![1] }))
    .sort((a, b) => b.persons - a.persons);
  const names = placeNames(
    points.map((p) => ({ ...p, first: p.side === 'from' ? ('left' as const) : ('right' as const) })),
    NAME,
    frame.width,
    frame.height,
  );
  const side = new Map(points.map((p) => [p.key, p.side]));
  const top = flows[0];
  return (
    <div className="bs-map">
      <svg
        viewBox={`0 0 ${frame.width} ${frame.height.toFixed(0)}`}
        role="img"
        aria-label={
          top
            ? say({
                zh: `流向示意图，画出 ${flows.length} 支；最大 ${placeName(top.from.name).zh}到${placeName(top.to.name).zh} ${told(top.persons)} 人`,
                en: `Flows, ${flows.length} drawn; the largest ${placeName(top.from.name).en} to ${placeName(top.to.name).en}, ${told(top.persons)} people`,
              })
            : say({ zh: '流向示意图，还没有满 10 人的流向', en: 'Flows: none has ten people yet' })
        }
      >
        <defs>
          <linearGradient id="bs-flow">
            <stop offset="0" stopColor="#5FC3A8" />
            <stop offset="1" stopColor="#8FB0F2" />
          </linearGradient>
        </defs>
        {shapes.map((s) => (
          <path key={s.id} d={s.d} className={s.id.startsWith('44') ? 'bs-host' : 'bs-origin'} fillRule="evenodd" />
        ))}
        {[...flows].reverse().map((f) => {
          const [a, b] = [centres.get(f.from.code)!, centres.get(f.to.code)!];
          return (
            <path
              key={`${f.from.code} ${f.to.code}`}
              d={bow(a[0], a[1], b[0], b[1])}
              className="bs-stream"
              fill="none"
              stroke="url(#bs-flow)"
              strokeLinecap="round"
              strokeWidth={0.8 + (f.persons / most) * 6}
              opacity={f.paired ? 0.9 : 0.32}
            />
          );
        })}
        {points.map((p) => (
          <circle key={p.key} cx={p.x} cy={p.y} r={p.side === 'from' ? 3.5 : 5} className={p.side === 'from' ? 'bs-from' : 'bs-to'} />
        ))}
        {names.map((n) => (
          <text
            key={n.key}
            x={n.x}
            y={n.y}
            textAnchor={n.anchor}
            dominantBaseline="central"
            className={side.get(n.key) === 'from' ? 'bs-name' : 'bs-name bs-name-to'}
          >
            {n.text}
          </text>
        ))}
      </svg>
      <p className="bs-under">
        <i className="bs-swatch" aria-hidden="true" />
        {say({
          zh: '粗细 = 在岗人数，亮线 = 结对城市；不满 10 人的不画。',
          en: 'Width = people in post, bright = paired cities; under ten people are not drawn. ',
        })}
        {say(noticeOf(pack))}
      </p>
    </div>
  );
};

const FlowList = ({ data, say }: { data: ScreenData; say: Say }) => (
  <div className="bs-map">
    <ol className="bs-list">
      {data.flows.slice(0, 14).map((f) => (
        <li key={`${f.from.code} ${f.to.code}`}>
          <span>
            {say(placeName(f.from.name))} → {say(placeName(f.to.name))}
          </span>
          <b>{told(f.persons)}</b>
        </li>
      ))}
    </ol>
  </div>
);
