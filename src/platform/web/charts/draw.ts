// The one module that knows ECharts; loaded when the first picture is drawn. Only what is drawn is registered, and nothing that needs inline styles: what a
// point says stands in the page, not in ECharts' own boxes.
import { BarChart, LineChart, LinesChart, SankeyChart, ScatterChart } from 'echarts/charts';
import { GeoComponent, GraphicComponent, GridComponent, MarkLineComponent } from 'echarts/components';
import { init, registerMap, registerTheme, use } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';
import type { Text } from '#standards/text.ts';
import { echartsTheme, fontUI, ink } from '../theme.ts';
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
  /** The picture as it stands, twice as fine, with its title and what must stand below it. */
  png(title: string, notes: readonly string[]): Promise<Blob>;
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
    png: (title, notes) =>
      pngOf(new XMLSerializer().serializeToString(host.querySelector('svg')!), host.clientWidth, host.clientHeight, title, notes),
    dispose: () => chart.dispose(),
  };
};
const themed = (option: Option): Option => ({ ...option, aria: { enabled: false } });

const SCALE = 2;
const [MARGIN, TITLE, LINE] = [16, 34, 20];
/** On white, with what must stand beside it wherever it goes: title above; unit, day, meaning and the notice of a map below. */
const pngOf = async (svg: string, width: number, height: number, title: string, notes: readonly string[]): Promise<Blob> => {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.width = width;
    image.height = height;
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    const paint = canvas.getContext('2d');
    if (!paint) throw new Error('no canvas here');
    const font = (px: number, weight: number) => `${weight} ${px}px ${fontUI}`;
    paint.font = font(13, 400);
    const lines = notes.flatMap((n) => wrapped(paint, n, width));
    canvas.width = (width + 2 * MARGIN) * SCALE;
    canvas.height = (height + TITLE + lines.length * LINE + 2 * MARGIN) * SCALE;
    paint.scale(SCALE, SCALE);
    paint.fillStyle = ink[0];
    paint.fillRect(0, 0, canvas.width, canvas.height);
    paint.textBaseline = 'top';
    paint.fillStyle = ink[900];
    paint.font = font(18, 600);
    paint.fillText(title, MARGIN, MARGIN);
    paint.drawImage(image, MARGIN, MARGIN + TITLE, width, height);
    paint.fillStyle = ink[600];
    paint.font = font(13, 400);
    lines.forEach((line, i) => {
      paint.fillText(line, MARGIN, MARGIN + TITLE + height + 4 + i * LINE);
    });
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
};
/** Broken where it is full, at a space where there is one. */
const wrapped = (paint: CanvasRenderingContext2D, text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/(?<=[ ，。；])|(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])/)) {
    if (line && paint.measureText(line + word).width > width) {
      lines.push(line);
      line = word;
    } else line += word;
  }
  return [...lines, line];
};
