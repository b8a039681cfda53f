// The one module that knows ECharts; loaded when the first picture is drawn. Only what is drawn is registered, and nothing that needs inline styles: what a
// point says stands in the page, not in ECharts' own boxes.
import { BarChart, LineChart, LinesChart, SankeyChart, ScatterChart } from 'echarts/charts';
import { GeoComponent, GraphicComponent, GridComponent, MarkLineComponent } from 'echarts/components';
import { init, registerMap, registerTheme, use } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';
import type { Text } from '#standards/text.ts';
import { echartsTheme } from '../theme.ts';
import { loadPack } from './mapPack/loadPack.ts';
import type { MapPack } from './mapPack/mapPack.ts';
import { type DrawnPlace, drawnOf, MAP_NAME, type Option } from './options.ts';
import type { PictureOf } from './picture.ts';

use([
  BarChart,
  LineChart,
  LinesChart,
  SankeyChart,
  ScatterChart,
  GeoComponent,
  GraphicComponent,
  GridComponent,
  MarkLineComponent,
  LabelLayout,
  SVGRenderer,
]);
registerTheme('wengang', echartsTheme);

let packed: MapPack | undefined;
/** The map's shapes, where the picture is one. */
export const ready = async (picture: PictureOf): Promise<void> => {
  if (picture.kind !== 'map' || packed) return;
  packed = await loadPack();
  registerMap(MAP_NAME, { type: 'FeatureCollection', UTF8Encoding: true, features: packed.features } as never);
};

export interface Drawing {
  show(picture: PictureOf, t: (text: Text) => string): void;
  /** A point that is walked over; null: none. */
  mark(point: { readonly series: number; readonly index: number } | null): void;
  resize(): void;
  /** The picture as it stands, on white, twice as fine. */
  png(): Promise<Blob>;
  dispose(): void;
}

type Heard = (point: { readonly series: number; readonly index: number } | null) => void;
/** Draws into `host`. `over`: the pointer rests on a point; `chosen`: it was clicked. */
export const draw = (host: HTMLElement, motion: boolean, over: Heard, chosen: Heard): Drawing => {
  const chart = init(host, 'wengang', { renderer: 'svg', width: host.clientWidth, height: host.clientHeight });
  let drawn: ReturnType<typeof drawnOf> | undefined;
  let marked: DrawnPlace | null = null;
  const pointOf = (event: unknown) => {
    const { seriesIndex, dataIndex, dataType } = event as { seriesIndex?: number; dataIndex?: number; dataType?: string };
    return drawn && seriesIndex !== undefined && dataIndex !== undefined ? drawn.pointAt(seriesIndex, dataIndex, dataType) : null;
  };
  chart.on('mouseover', (event) => over(pointOf(event)));
  chart.on('mouseout', () => over(null));
  chart.on('click', (event) => {
    const point = pointOf(event);
    if (point) chosen(point);
  });
  const mark: Drawing['mark'] = (point) => {
    if (marked) chart.dispatchAction({ type: 'downplay', ...marked });
    marked = point && drawn ? drawn.at(point.series, point.index) : null;
    if (marked) chart.dispatchAction({ type: 'highlight', ...marked });
  };
  return {
    show: (picture, t) => {
      drawn = drawnOf(picture, t);
      marked = null;
      chart.setOption({ ...themed(drawn.option), animation: motion, animationDuration: 240, animationDurationUpdate: 240 } as never, {
        notMerge: true,
      });
    },
    mark,
    resize: () => chart.resize({ width: host.clientWidth, height: host.clientHeight }),
    png: () => pngOf(new XMLSerializer().serializeToString(host.querySelector('svg')!), host.clientWidth, host.clientHeight),
    dispose: () => chart.dispose(),
  };
};
const themed = (option: Option): Option => ({ ...option, aria: { enabled: false } });

const SCALE = 2;
const pngOf = async (svg: string, width: number, height: number): Promise<Blob> => {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.width = width;
    image.height = height;
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width * SCALE;
    canvas.height = height * SCALE;
    const paint = canvas.getContext('2d');
    if (!paint) throw new Error('no canvas here');
    paint.fillStyle = '#fff';
    paint.fillRect(0, 0, canvas.width, canvas.height);
    paint.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
};
