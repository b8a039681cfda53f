// Where things stand on the map of the big screen: shapes as paths, names that do not lie upon each other. Pure.
import { type PackFeature, ringsOf } from '#platform/web/charts/mapPack/mapPack.ts';

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly x: (longitude: number) => number;
  readonly y: (latitude: number) => number;
}
/** A degree east is shorter than one north: at 24° N by this. */
const SQUEEZE = 0.92;
/** The whole of the features in so wide a drawing. */
export const frameOf = (features: readonly PackFeature[], width: number, margin: number): Frame => {
  const all = features.flatMap((f) => ringsOf(f).flat());
  const [west, east] = [Math.min(...all.map((p) => p[0])), Math.max(...all.map((p) => p[0]))];
  const [south, north] = [Math.min(...all.map((p) => p[1])), Math.max(...all.map((p) => p[1]))];
  const scale = (width - 2 * margin) / ((east - west) * SQUEEZE);
  return {
    width,
    height: (north - south) * scale + 2 * margin,
    x: (longitude) => margin + (longitude - west) * SQUEEZE * scale,
    y: (latitude) => margin + (north - latitude) * scale,
  };
};
export const pathOf = (feature: PackFeature, { x, y }: Frame): string =>
  ringsOf(feature)
    .map((ring) => `M${ring.map(([lon, lat]) => `${x(lon).toFixed(1)} ${y(lat).toFixed(1)}`).join('L')}Z`)
    .join('');
/** Bowed to the left of its way. */
export const bow = (ax: number, ay: number, bx: number, by: number): string => {
  const [mx, my] = [(ax + bx) / 2 + (by - ay) * 0.18, (ay + by) / 2 - (bx - ax) * 0.18];
  return `M${ax.toFixed(1)} ${ay.toFixed(1)}Q${mx.toFixed(1)} ${my.toFixed(1)} ${bx.toFixed(1)} ${by.toFixed(1)}`;
};

export interface Named {
  readonly key: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Which side is tried first. */
  readonly first: 'left' | 'right';
}
export interface PlacedName {
  readonly key: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}
/** Names beside their points, the important first; one that finds no room is left out: the list beside the map has it. */
export const placeNames = (names: readonly Named[], size: number, width: number, height: number): readonly PlacedName[] => {
  const taken: { l: number; r: number; t: number; b: number }[] = names.map((n) => ({ l: n.x - 4, r: n.x + 4, t: n.y - 4, b: n.y + 4 }));
  return names.flatMap((n): PlacedName[] => {
    const wide = [...n.text].reduce((w, c) => w + (c.charCodeAt(0) > 255 ? size : size * 0.56), 0);
    const gap = 10;
    const left = { x: n.x - gap, y: n.y, anchor: 'end' as const, l: n.x - gap - wide, r: n.x - gap };
    const right = { x: n.x + gap, y: n.y, anchor: 'start' as const, l: n.x + gap, r: n.x + gap + wide };
    const over = { x: n.x, y: n.y - size * 0.95, anchor: 'middle' as const, l: n.x - wide / 2, r: n.x + wide / 2 };
    const under = { ...over, y: n.y + size * 1.05 };
    for (const at of n.first === 'left' ? [left, over, under, right] : [right, under, over, left]) {
      const box = { l: at.l, r: at.r, t: at.y - size * 0.55, b: at.y + size * 0.55 };
      if (box.l < 0 || box.r > width || box.t < 0 || box.b > height) continue;
      if (taken.some((o) => box.l < o.r && o.l < box.r && box.t < o.b && o.t < box.b)) continue;
      taken.push(box);
      return [{ key: n.key, text: n.text, x: at.x, y: at.y, anchor: at.anchor }];
    }
    return [];
  });
};
