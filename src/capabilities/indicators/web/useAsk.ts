import { useMemo } from 'react';
import type { Output } from '#platform/contract.ts';
import { readAbout } from '#platform/contract.ts';
import { useRead } from '#platform/web/useRead.ts';
import { useListState } from '#platform/web/useUrlState.ts';
import { listFigures } from '../contractFigures.ts';
import {
  type Form,
  fits,
  listed,
  otherSide,
  type Period,
  PRESETS,
  type Preset,
  periodOf,
  rowsBelow,
  type Side,
  type Where,
} from './ask.ts';

export type Catalogue = Output<typeof listFigures>;
/** What a table may be narrowed by, beside places. */
export const FILTERS = ['people', 'where', 'sex', 'age', 'monitored', 'relocated', 'channel', 'programme', 'evidence'] as const;
const NAMES = [
  ...['period', 'from', 'to', 'asOf', 'k', 'side', 'area', 'other', 'by', 'by2', 'figure', 'form', 'window', 'class', 'sort'],
  ...['open', 'row', 'col', 'said', 'answer', 'cursor'],
  ...FILTERS,
] as const;
export type UrlName = (typeof NAMES)[number] | (typeof FILTERS)[number];
export const FORM_NAMES = ['province', 'enterprise', 'post'] as const satisfies readonly Form[];

export interface Ask extends Period {
  readonly preset: Preset;
  /** Of retention. */
  readonly asOf: string | undefined;
  readonly knownAt: string | undefined;
  readonly side: Side;
  readonly area: string;
  readonly where: Where;
  readonly by: string;
  readonly by2: string | undefined;
  readonly figure: string;
  readonly form: Form;
  /** Index in WINDOWS of employment. */
  readonly window: number;
}
const DAY = /^\d{4}-\d\d-\d\d$/;
const CODE = /^\d{12}$/;
const oneOf = <T extends string>(of: readonly T[], text: string | undefined, otherwise: T): T => of.find((x) => x === text) ?? otherwise;
const when = <T>(test: RegExp, text: string | undefined, otherwise: T): string | T => (text && test.test(text) ? text : otherwise);

/** Homes are counted in Guangxi and Guizhou; whoever looks from elsewhere asks about the work that is there. */
const firstSide = (areas: Catalogue['areas']): Side =>
  areas.some((a) => a.side === 'origin' && (a.code === '' || /^(45|52)/.test(a.code)))
    ? 'origin'
    : areas.some((a) => a.side === 'host')
      ? 'host'
      : 'origin';

/** The question in the address, filled with what the asker would ask first: their own area, this year to date, the level below. */
export const askOf = (url: Readonly<Record<string, string | undefined>>, catalogue: Catalogue, today: string): Ask => {
  const preset = oneOf(PRESETS, url.period, 'ytd');
  const own = { from: when(DAY, url.from, undefined), to: when(DAY, url.to, undefined) };
  const areas = catalogue.areas;
  const side = oneOf(['origin', 'host'] as const, url.side, firstSide(areas));
  const area = when(CODE, url.area, areas.find((a) => a.side === side)?.code ?? '');
  const other = when(CODE, url.other, '');
  const where: Record<string, readonly string[]> = {};
  if (area) where[side] = [area];
  if (other) where[otherSide(side)] = [other];
  for (const id of FILTERS) {
    const known = catalogue.dimensions.find((d) => d.id === id)?.values.map((v) => v.value) ?? [];
    const chosen = listed(url[id]).filter((v) => known.includes(v));
    if (chosen.length) where[id] = chosen;
  }
  const offered = catalogue.dimensions.map((d) => d.id).filter((id) => fits(id, where));
  const by = oneOf(offered, url.by, rowsBelow(side, where, offered));
  const by2 = offered.find((id) => id === url.by2 && id !== by);
  return {
    preset,
    ...periodOf(preset, today, Object.fromEntries(Object.entries(own).filter(([, v]) => v))),
    asOf: when(DAY, url.asOf, undefined),
    knownAt: url.k && !Number.isNaN(Date.parse(url.k)) ? url.k : undefined,
    side,
    area,
    where,
    by,
    by2,
    figure: catalogue.figures.find((f) => f.id === url.figure)?.id ?? 'I01',
    form: oneOf(FORM_NAMES, url.form, 'province'),
    window: Math.max(0, [...'0123'].indexOf(url.window ?? '1')),
  };
};
/** As the server is asked about one figure. A day to look from is retention’s alone: all else is as of the last day. */
export const questionOf = (ask: Ask, figure: Catalogue['figures'][number], knownAt: string | undefined) => ({
  figure: figure.id,
  from: ask.from,
  to: ask.to,
  ...(figure.kind === 'retention' && ask.asOf ? { asOf: ask.asOf } : {}),
  ...(knownAt ? { knownAt } : {}),
  form: ask.form,
  where: Object.fromEntries(Object.entries(ask.where).map(([id, values]) => [id, [...values]])),
});

/** State of a page of figures. A page's cursor is a person's record: it stays out of the address. */
export const useAsk = () => {
  const [url, setUrl] = useListState<UrlName>(NAMES, ['cursor']);
  const catalogue = useRead(listFigures, {});
  const about = useRead(readAbout, {});
  const today = about.data?.today;
  const ask = useMemo(() => (catalogue.data && today ? askOf(url, catalogue.data, today) : undefined), [url, catalogue.data, today]);
  return { url, setUrl, catalogue, about, today, ask };
};
