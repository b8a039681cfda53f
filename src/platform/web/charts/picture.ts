// A picture as declared data: what is drawn, its table, its files and its sentence are all made of the very same numbers.
import type { Text } from '#standards/text.ts';

/** More lines or groups of bars than these cannot be told apart: small multiples, or the table. */
export const MOST_SERIES = 6;

export interface Category {
  readonly key: string;
  readonly name: Text;
  /** Where it stands on an axis of numbers (days of a curve). */
  readonly at?: number;
}
export interface Series {
  readonly key: string;
  readonly name: Text;
  /** One for each category; null: not known or not yet due. It is cut off, never drawn as zero. */
  readonly values: readonly (number | null)[];
  /** The figure behind each value. */
  readonly links?: readonly (string | undefined)[];
  /** 其中: these bars lie upon those of the first series. */
  readonly partOf?: true;
  /** Of curves: every step that is drawn, x and y; `values` are those of the categories alone. */
  readonly curve?: readonly (readonly [number, number])[];
  /** Of a curve: from here on it rests on too few and is drawn thin. */
  readonly thinFrom?: number;
  /** x, lower, upper. */
  readonly band?: readonly (readonly [number, number, number])[];
}
interface Common {
  readonly title: Text;
  /** 人, %, 人次. */
  readonly unit: Text;
  /** 截至 …，按 … 所知. A picture without it is not shown. */
  readonly asOf: Text;
  readonly notes?: readonly Text[];
  /** Shares are 0…1 and shown with one decimal. */
  readonly percent?: boolean;
}
export interface AxisPicture extends Common {
  readonly kind: 'bars' | 'lines' | 'curves' | 'pyramid';
  /** Of the first column of the table. */
  readonly of: Text;
  /** Bars of places of work are of the host's colour. */
  readonly tone?: 'host';
  readonly categories: readonly Category[];
  readonly series: readonly Series[];
  /** Of lines: the keys of those that are frozen; the others may still change. */
  readonly frozen?: readonly string[];
  /** Of lines: the keys at which what is counted starts anew; no line leads there from before. */
  readonly anew?: readonly string[];
}
export interface Flow {
  readonly from: Category;
  readonly to: Category;
  readonly value: number;
  readonly paired: boolean;
  readonly link?: string;
}
export interface FlowPicture extends Common {
  readonly kind: 'sankey' | 'map';
  readonly from: Text;
  readonly to: Text;
  readonly flows: readonly Flow[];
}
export type PictureOf = AxisPicture | FlowPicture;

const t = (zh: string, en: string): Text => ({ zh, en });
export const isFlow = (picture: PictureOf): picture is FlowPicture => picture.kind === 'sankey' || picture.kind === 'map';
/** 9118 → 9,118; a share with one decimal; nothing is a dash, never 0. */
export const told = (picture: Pick<PictureOf, 'percent'>, value: number | null): string =>
  value === null
    ? '—'
    : picture.percent
      ? `${(100 * value).toFixed(1)}%`
      : value.toLocaleString('en-US', { maximumFractionDigits: 1 }).replace('-', '−');

export const flowsByValue = (picture: FlowPicture): readonly Flow[] =>
  [...picture.flows].sort((a, b) => b.value - a.value || (a.from.key + a.to.key < b.from.key + b.to.key ? -1 : 1));

/** What the arrow keys walk over: one value of the picture, where it is drawn, and the figure behind it. */
export interface Point {
  readonly name: Text;
  readonly value: number | null;
  readonly link: string | undefined;
  readonly series: number;
  readonly index: number;
}
export const pointsOf = (picture: PictureOf): readonly (readonly Point[])[] => {
  if (isFlow(picture))
    return [
      flowsByValue(picture).map((f, index) => ({
        name: t(
          `${f.from.name.zh}到${f.to.name.zh}${f.paired ? '，结对' : ''}`,
          `${f.from.name.en} to ${f.to.name.en}${f.paired ? ', paired' : ''}`,
        ),
        value: f.value,
        link: f.link,
        series: 0,
        index,
      })),
    ];
  return picture.series.map((s, series) =>
    picture.categories.map((c, index) => ({
      name: picture.series.length > 1 ? t(`${s.name.zh}，${c.name.zh}`, `${s.name.en}, ${c.name.en}`) : c.name,
      value: s.values[index] ?? null,
      link: s.links?.[index],
      series,
      index,
    })),
  );
};

export interface TableCell {
  readonly value: number | null;
  readonly link?: string | undefined;
}
export interface PictureTable {
  /** Words first, then numbers. */
  readonly head: readonly Text[];
  readonly words: number;
  readonly rows: readonly { readonly key: string; readonly words: readonly Text[]; readonly cells: readonly TableCell[] }[];
}
const YES = t('是', 'yes');
const NO = t('否', 'no');
/** The table of the same numbers: of flows the largest first. */
export const tableOf = (picture: PictureOf): PictureTable => {
  if (isFlow(picture))
    return {
      head: [picture.from, picture.to, t('结对', 'Paired'), picture.unit],
      words: 3,
      rows: flowsByValue(picture).map((f) => ({
        key: `${f.from.key} ${f.to.key}`,
        words: [f.from.name, f.to.name, f.paired ? YES : NO],
        cells: [{ value: f.value, link: f.link }],
      })),
    };
  return {
    head: [picture.of, ...picture.series.map((s) => s.name)],
    words: 1,
    rows: picture.categories.map((c, i) => ({
      key: c.key,
      words: [c.name],
      cells: picture.series.map((s) => ({ value: s.values[i] ?? null, link: s.links?.[i] })),
    })),
  };
};
