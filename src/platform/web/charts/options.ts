// Declared data to what ECharts draws (design language §4, §11): bars start at 0, nothing is smoothed, lines differ by dash and hue, names stand at the lines.

import type { Text } from '#standards/text.ts';
import { dai, hai, series as hues, ink, zhe } from '../theme.ts';
import { placesOf } from './mapPack/loadPack.ts';
import { type AxisPicture, type FlowPicture, flowsByValue, MOST_SERIES, type PictureOf, type Series, told } from './picture.ts';

type T = (text: Text) => string;
/** As ECharts takes it: its own types would bring the library in here. */
export type Option = Readonly<Record<string, unknown>>;
export interface DrawnPlace {
  readonly seriesIndex: number;
  readonly dataIndex: number;
  readonly dataType?: 'edge';
}
/** Which drawn thing a point of the picture is: for highlighting, and back. */
export interface Drawn {
  readonly option: Option;
  /** By series and index of the point. */
  at(series: number, index: number): DrawnPlace | null;
  /** The other way; null for what is no point (a node, an area). */
  pointAt(seriesIndex: number, dataIndex: number, dataType: string | undefined): { readonly series: number; readonly index: number } | null;
}
/** Shape before colour: printed in grey they still differ. */
export const DASHES: readonly ('solid' | readonly number[])[] = ['solid', [6, 4], [2, 3], [9, 3, 2, 3], [1, 4], [12, 4]];
export const MAP_NAME = 'wengang-yue-gui-qian';

const straight = (drawn: Option): Drawn => ({
  option: drawn,
  at: (series, index) => ({ seriesIndex: series, dataIndex: index }),
  pointAt: (seriesIndex, dataIndex) => ({ series: seriesIndex, index: dataIndex }),
});
const label = { color: ink[800], fontSize: 12 };
const shareAxis = (percent: boolean | undefined) => ({
  min: 0,
  ...(percent ? { max: 1, interval: 0.25 } : {}),
  axisLabel: { formatter: (v: number) => (percent ? `${Math.round(100 * v)}%` : Math.abs(v).toLocaleString('en-US')) },
});

const bars = (picture: AxisPicture, t: T): Drawn => {
  const shown = picture.series.slice(0, MOST_SERIES);
  const partly = shown.some((s) => s.partOf);
  return straight({
    grid: { left: 4, right: 96, top: 8, bottom: 4, containLabel: true },
    xAxis: { type: 'value', ...shareAxis(picture.percent), splitNumber: 4 },
    yAxis: { type: 'category', inverse: true, data: picture.categories.map((c) => t(c.name)) },
    series: shown.map((s, i) => ({
      type: 'bar',
      name: t(s.name),
      data: s.values.map((v) => v ?? null),
      barMaxWidth: 16,
      barMinHeight: 1,
      ...(partly ? { barGap: '-100%', z: s.partOf ? 3 : 2 } : {}),
      itemStyle: { color: partly ? (s.partOf ? hai[600] : hai[200]) : picture.tone === 'host' && i === 0 ? hai[500] : hues[i] },
      emphasis: { itemStyle: { borderColor: ink[900], borderWidth: 2 } },
      // where one lies upon the other, what they say would, too: both stand behind the longer
      label: {
        show: !s.partOf,
        position: 'right',
        ...label,
        formatter: ({ dataIndex }: { dataIndex: number }) =>
          partly
            ? shown
                .map((x, k) => `${k ? `${t(x.name)} ` : ''}${told(picture, x.values[dataIndex] ?? null)}`)
                .join(t({ zh: '，', en: ', ' }))
            : told(picture, s.values[dataIndex] ?? null),
      },
    })),
  });
};

const endLabel = (picture: AxisPicture, s: Series, t: T) => {
  // of a curve what it comes to where it ends, which is no window's
  const last = s.curve?.at(-1)?.[1] ?? s.values.findLast((v) => v !== null);
  return {
    show: last !== undefined,
    formatter: `${t(s.name)} ${told(picture, last ?? null)}`,
    color: 'inherit',
    fontSize: 12,
    fontWeight: 500,
  };
};
/** The stretches of a line: a new one where what is counted starts anew. */
const stretchesOf = ({ categories, anew }: AxisPicture): readonly (readonly [number, number])[] => {
  const starts = categories.flatMap((c, i) => (i === 0 || anew?.includes(c.key) ? [i] : []));
  return starts.map((from, k) => [from, starts[k + 1] ?? categories.length]);
};
const lines = (picture: AxisPicture, t: T): Drawn => {
  const shown = picture.series.slice(0, MOST_SERIES);
  const frozen = picture.categories.findLastIndex((c) => picture.frozen?.includes(c.key));
  const stretches = stretchesOf(picture);
  const lineTo = frozen < 0 ? undefined : picture.categories[frozen]!;
  const frozenLine = lineTo && {
    silent: true,
    symbol: 'none',
    lineStyle: { color: ink[500], type: 'solid', width: 1 },
    label: {
      formatter: t({ zh: `封账至 ${lineTo.key}`, en: `frozen to ${lineTo.key}` }),
      color: ink[600],
      fontSize: 12,
      position: 'end',
      align: frozen > picture.categories.length / 2 ? 'right' : 'left',
    },
    data: [{ xAxis: frozen }],
  };
  return {
    option: {
      grid: { left: 4, right: 120, top: 28, bottom: 4, containLabel: true },
      xAxis: { type: 'category', boundaryGap: false, data: picture.categories.map((c) => t(c.name)) },
      yAxis: { type: 'value', ...shareAxis(picture.percent) },
      series: shown.flatMap((s, i) =>
        stretches.map(([from, to], k) => ({
          type: 'line',
          name: t(s.name),
          smooth: false,
          connectNulls: false,
          showSymbol: true,
          symbolSize: 7,
          // filled: the month is frozen; hollow: it may still change
          data: s.values.map((value, at) => ({
            value: at >= from && at < to ? value : null,
            symbol: picture.frozen?.includes(picture.categories[at]!.key) ? 'circle' : 'emptyCircle',
          })),
          lineStyle: { width: 2, type: DASHES[i], color: hues[i] },
          itemStyle: { color: hues[i] },
          emphasis: { scale: 1.8 },
          ...(k === stretches.length - 1 ? { endLabel: endLabel(picture, s, t), labelLayout: { moveOverlap: 'shiftY' } } : {}),
          ...(i === 0 && k === 0 && frozenLine ? { markLine: frozenLine } : {}),
        })),
      ),
    },
    at: (series, index) => {
      const k = stretches.findIndex(([from, to]) => index >= from && index < to);
      return k < 0 ? null : { seriesIndex: series * stretches.length + k, dataIndex: index };
    },
    pointAt: (seriesIndex, dataIndex) => ({ series: Math.floor(seriesIndex / stretches.length), index: dataIndex }),
  };
};

type Steps = readonly (readonly [number, number])[];
/** A curve cut at a day: what it is until then, and from there on. */
const cutAt = (curve: Steps, day: number | undefined): readonly [Steps, Steps] => {
  if (day === undefined || day >= (curve.at(-1)?.[0] ?? 0)) return [curve, []];
  const before = curve.filter(([x]) => x <= day);
  const held = before.at(-1)?.[1] ?? 1;
  return [
    [...before, [day, held]],
    [[day, held], ...curve.filter(([x]) => x > day)],
  ];
};
/** Steps over days: each falls on its own day; what is not yet due is not drawn. The band is two areas of which the lower is unseen. */
const curves = (picture: AxisPicture, t: T): Drawn => {
  const shown = picture.series.slice(0, MOST_SERIES);
  const marks = picture.categories.map((c) => c.at ?? 0);
  const drawn = shown.map((s, i) => {
    const whole: Steps = s.curve ?? s.values.flatMap((v, k): Steps => (v === null ? [] : [[marks[k]!, v]]));
    const [thick, thin] = cutAt(whole, s.thinFrom);
    const line = (data: Steps, width: number, last: boolean) => ({
      type: 'line',
      name: t(s.name),
      step: 'end',
      smooth: false,
      silent: true,
      showSymbol: false,
      data,
      lineStyle: { width, type: DASHES[i], color: hues[i], opacity: width > 1 ? 1 : 0.6 },
      itemStyle: { color: hues[i] },
      ...(last ? { endLabel: endLabel(picture, s, t), labelLayout: { moveOverlap: 'shiftY' } } : {}),
      z: 3,
    });
    return [line(thick, 2, thin.length === 0), ...(thin.length ? [line(thin, 1, true)] : [])];
  });
  const bands = shown.flatMap((s, i) => {
    if (!s.band?.length) return [];
    const own = { type: 'line', stack: `band ${s.key}`, step: 'end', silent: true, showSymbol: false, lineStyle: { opacity: 0 }, z: 1 };
    return [
      { ...own, data: s.band.map(([x, low]) => [x, low]) },
      { ...own, data: s.band.map(([x, low, high]) => [x, high - low]), areaStyle: { color: hues[i], opacity: 0.12 } },
    ];
  });
  return {
    option: {
      grid: { left: 4, right: 140, top: 16, bottom: 4, containLabel: true },
      xAxis: {
        type: 'value',
        min: 0,
        max: Math.max(
          60,
          ...shown.flatMap((s) => s.curve?.at(-1)?.[0] ?? 0),
          ...shown.flatMap((s) => s.values.map((v, k) => (v === null ? 0 : marks[k]!))),
        ),
        axisLine: { lineStyle: { color: ink[700] } },
        splitLine: { show: false },
        axisLabel: { color: ink[600], customValues: [0, ...marks, 730, 1095] },
        axisTick: { show: false },
      },
      yAxis: { type: 'value', ...shareAxis(picture.percent) },
      series: [
        // the points that are walked over: the windows
        ...shown.map((s, i) => ({
          type: 'scatter',
          symbolSize: 7,
          data: s.values.map((v, k) => [marks[k], v ?? '-']),
          itemStyle: { color: ink[0], borderColor: hues[i], borderWidth: 2 },
          emphasis: { scale: 1.8 },
          z: 4,
        })),
        ...drawn.flat(),
        ...bands,
      ],
    },
    at: (series, index) => ({ seriesIndex: series, dataIndex: index }),
    pointAt: (seriesIndex, dataIndex) => (seriesIndex < shown.length ? { series: seriesIndex, index: dataIndex } : null),
  };
};

/** Two series back to back; what lies left is negative only on the axis. */
const pyramid = (picture: AxisPicture, t: T): Drawn => {
  const [left, right] = picture.series;
  const most = Math.max(1, ...picture.series.slice(0, 2).flatMap((s) => s.values.map((v) => v ?? 0)));
  const side = (s: Series, sign: 1 | -1, color: string) => ({
    type: 'bar',
    name: t(s.name),
    stack: 'all',
    barMaxWidth: 22,
    data: s.values.map((v) => (v === null ? null : sign * v)),
    itemStyle: { color },
    emphasis: { itemStyle: { borderColor: ink[900], borderWidth: 2 } },
    label: {
      show: true,
      position: sign < 0 ? 'left' : 'right',
      ...label,
      formatter: ({ dataIndex }: { dataIndex: number }) => told(picture, s.values[dataIndex] ?? null),
    },
  });
  return straight({
    grid: { left: 4, right: 8, top: 30, bottom: 4, containLabel: true },
    xAxis: { type: 'value', min: -1.25 * most, max: 1.25 * most, show: false },
    // the youngest below
    yAxis: { type: 'category', data: picture.categories.map((c) => t(c.name)), axisLine: { show: false } },
    ...(left && right
      ? {
          graphic: [
            { type: 'text', left: '28%', top: 4, style: { text: t(left.name), fill: hai[600], fontSize: 13, fontWeight: 600 } },
            { type: 'text', right: '16%', top: 4, style: { text: t(right.name), fill: zhe[600], fontSize: 13, fontWeight: 600 } },
          ],
        }
      : {}),
    series: [...(left ? [side(left, -1, hai[500])] : []), ...(right ? [side(right, 1, zhe[400])] : [])],
  });
};

const nodesOf = (picture: FlowPicture) => {
  const sum = new Map<string, { name: Text; value: number; side: 'o' | 'h' }>();
  for (const f of picture.flows)
    for (const [side, place] of [
      ['o', f.from],
      ['h', f.to],
    ] as const) {
      const id = `${side}:${place.key}`;
      sum.set(id, { name: place.name, side, value: (sum.get(id)?.value ?? 0) + f.value });
    }
  return [...sum].sort(([, a], [, b]) => b.value - a.value);
};
const sankey = (picture: FlowPicture, t: T): Drawn => {
  const flows = flowsByValue(picture);
  const nodes = nodesOf(picture);
  // drawn from below: the pairings lie upon the grey ones
  const order = flows.map((_, i) => i).sort((a, b) => Number(flows[a]!.paired) - Number(flows[b]!.paired));
  const place = new Map(order.map((point, drawn) => [point, drawn]));
  const drawn: Option = {
    series: [
      {
        type: 'sankey',
        left: 128,
        right: 128,
        top: 8,
        bottom: 8,
        nodeWidth: 6,
        nodeGap: 14,
        draggable: false,
        layoutIterations: 0,
        emphasis: { focus: 'none', lineStyle: { opacity: 0.95 } },
        data: nodes.map(([id, n]) => ({
          name: id,
          value: n.value,
          depth: n.side === 'o' ? 0 : 1,
          itemStyle: { color: n.side === 'o' ? dai[600] : hai[500], borderWidth: 0 },
          label: {
            position: n.side === 'o' ? 'left' : 'right',
            formatter: `{n|${t(n.name)}} {v|${told(picture, n.value)}}`,
            rich: { n: { color: ink[900], fontSize: 12 }, v: { color: ink[600], fontSize: 12 } },
          },
        })),
        links: order.map((i) => {
          const f = flows[i]!;
          return {
            source: `o:${f.from.key}`,
            target: `h:${f.to.key}`,
            value: f.value,
            lineStyle: f.paired ? { color: 'gradient', opacity: 0.6, curveness: 0.5 } : { color: ink[400], opacity: 0.16, curveness: 0.5 },
          };
        }),
      },
    ],
  };
  return {
    option: drawn,
    at: (_, index) => {
      const at = place.get(index);
      return at === undefined ? null : { seriesIndex: 0, dataIndex: at, dataType: 'edge' };
    },
    pointAt: (_, dataIndex, dataType) =>
      dataType === 'edge' && order[dataIndex] !== undefined ? { series: 0, index: order[dataIndex] } : null,
  };
};

const map = (picture: FlowPicture, t: T): Drawn => {
  const places = placesOf();
  const flows = flowsByValue(picture).map((f, point) => ({ ...f, point, a: places.get(f.from.key), b: places.get(f.to.key) }));
  const drawnFlows = flows.filter((f) => f.a && f.b).sort((x, y) => Number(x.paired) - Number(y.paired) || x.value - y.value);
  const most = Math.max(1, ...drawnFlows.map((f) => f.value));
  const ends = nodesOf(picture).flatMap(([id, n]) => {
    const at = places.get(id.slice(2));
    return at ? [{ ...n, at }] : [];
  });
  const hosts = new Set(drawnFlows.map((f) => f.b!.name));
  return {
    option: {
      geo: {
        map: MAP_NAME,
        roam: false,
        left: 8,
        right: 8,
        top: 8,
        bottom: 8,
        aspectScale: 0.92,
        silent: true,
        itemStyle: { areaColor: ink[50], borderColor: ink[300], borderWidth: 0.6 },
        regions: [...places.values()].map((p) => ({
          name: p.name,
          itemStyle: {
            areaColor: p.code.startsWith('44')
              ? hosts.has(p.name)
                ? hai[100]
                : hai[50]
              : ends.some((e) => e.at === p)
                ? dai[100]
                : dai[50],
          },
        })),
      },
      series: [
        {
          type: 'lines',
          coordinateSystem: 'geo',
          polyline: false,
          data: drawnFlows.map((f) => ({
            coords: [f.a!.centre, f.b!.centre],
            lineStyle: f.paired
              ? {
                  width: 1 + (f.value / most) * 7,
                  opacity: 0.85,
                  curveness: 0.22,
                  color: {
                    type: 'linear',
                    x: 0,
                    y: 0,
                    x2: 1,
                    y2: 0.4,
                    colorStops: [
                      { offset: 0, color: dai[500] },
                      { offset: 1, color: hai[500] },
                    ],
                  },
                }
              : { width: 0.6 + (f.value / most) * 7, opacity: 0.28, curveness: 0.22, color: ink[500] },
          })),
        },
        {
          type: 'scatter',
          coordinateSystem: 'geo',
          silent: true,
          data: ends.map((e) => ({
            name: t(e.name),
            value: e.at.centre,
            symbolSize: e.side === 'o' ? 6 : 9,
            itemStyle: { color: e.side === 'o' ? dai[600] : hai[600], borderColor: ink[0], borderWidth: 1 },
            label: {
              show: true,
              position: e.side === 'o' ? 'left' : 'right',
              formatter: '{b}',
              color: ink[900],
              fontSize: 12,
              textBorderColor: ink[0],
              textBorderWidth: 3,
            },
          })),
          labelLayout: { hideOverlap: true },
        },
      ],
    },
    at: (_, index) => {
      const at = drawnFlows.findIndex((f) => f.point === index);
      return at < 0 ? null : { seriesIndex: 0, dataIndex: at };
    },
    pointAt: (seriesIndex, dataIndex) =>
      seriesIndex === 0 && drawnFlows[dataIndex] ? { series: 0, index: drawnFlows[dataIndex].point } : null,
  };
};

export const drawnOf = (picture: PictureOf, t: T): Drawn => {
  switch (picture.kind) {
    case 'bars':
      return bars(picture, t);
    case 'lines':
      return lines(picture, t);
    case 'curves':
      return curves(picture, t);
    case 'pyramid':
      return pyramid(picture, t);
    case 'sankey':
      return sankey(picture, t);
    case 'map':
      return map(picture, t);
  }
};
