import type { Point } from './picture.ts';

/** A value of a picture: which series, which of its values. */
export type At = { readonly series: number; readonly index: number };
/** Where a key leads; undefined: the key is not ours. */
export const walked = (points: readonly (readonly Point[])[], at: At | null, key: string): At | 'open' | undefined => {
  if (key === 'Enter') return at ? 'open' : undefined;
  if (!['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(key)) return undefined;
  const first = points.findIndex((s) => s.length > 0);
  if (first < 0) return undefined;
  if (!at) return { series: first, index: key === 'End' ? points[first]!.length - 1 : 0 };
  const row = points[at.series]!;
  const step = (by: number): At => ({ series: at.series, index: Math.max(0, Math.min(row.length - 1, at.index + by)) });
  if (key === 'Home') return { series: at.series, index: 0 };
  if (key === 'End') return { series: at.series, index: row.length - 1 };
  const aside = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : 0;
  if (aside === 0) return step(key === 'ArrowLeft' ? -1 : 1);
  // one series alone: up and down walk as left and right do
  if (points.length === 1) return step(aside);
  const series = Math.max(0, Math.min(points.length - 1, at.series + aside));
  return { series, index: Math.min(at.index, Math.max(0, points[series]!.length - 1)) };
};
