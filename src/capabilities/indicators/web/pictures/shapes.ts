// The other pictures of figures, each made of the cells of a table: places of work, sex and age, months.
import type { AxisPicture, Category, Series } from '#platform/web/charts/picture.ts';
import type { Text } from '#standards/text.ts';
import type { Where } from '../ask.ts';
import type { Figure, Table } from '../grid.ts';
import { asOfText, criterionText, linkTo, PERSONS, placeName } from './flows.ts';

const t = (zh: string, en: string): Text => ({ zh, en });
const sumBy = (table: Table, at: number): ReadonlyMap<string, { name: Text; persons: number }> => {
  const sums = new Map<string, { name: Text; persons: number }>();
  for (const c of table.cells) {
    const key = c.keys[at]!;
    sums.set(key, { name: c.names[at]!, persons: (sums.get(key)?.persons ?? 0) + c.value.persons });
  }
  return sums;
};

/** Where they work: the most first, those lifted out of poverty within. `table` by place of work and group of people. */
export const hostsPicture = (table: Table, most: number, where: Where = {}): AxisPicture => {
  const hosts = [...sumBy(table, 0)].sort(([a, x], [b, y]) => y.persons - x.persons || (a < b ? -1 : 1));
  const shown = hosts.slice(0, most);
  const rest = hosts.slice(most).reduce((n, [, h]) => n + h.persons, 0);
  const poor = (key: string): number => table.cells.find((c) => c.keys[0] === key && c.keys[1] === 'poverty')?.value.persons ?? 0;
  const partly = hosts.some(([key, h]) => poor(key) !== h.persons);
  const origin = where.origin?.length === 1 ? where.origin[0] : undefined;
  const link = (key: string, more: Where): string | undefined => linkTo(table, origin, key, { ...where, ...more });
  return {
    kind: 'bars',
    tone: 'host',
    title: t(`输入地前 ${shown.length}`, `The ${shown.length} largest places of work`),
    unit: PERSONS,
    asOf: asOfText(table),
    of: t('就业地', 'Place of work'),
    categories: shown.map(([key, h]) => ({ key, name: placeName(h.name, table.within.host) })),
    series: [
      { key: 'all', name: t('人数', 'people'), values: shown.map(([, h]) => h.persons), links: shown.map(([key]) => link(key, {})) },
      ...(partly
        ? [
            {
              key: 'poverty',
              name: t('脱贫', 'ex-poor'),
              values: shown.map(([key]) => poor(key)),
              links: shown.map(([key]) => link(key, { people: ['poverty'] })),
              partOf: true as const,
            },
          ]
        : []),
    ],
    notes: [
      criterionText(table),
      ...(rest > 0
        ? [
            t(
              `其余 ${hosts.length - shown.length} 处共 ${rest.toLocaleString('en-US')} 人。`,
              `${hosts.length - shown.length} more places: ${rest.toLocaleString('en-US')} people.`,
            ),
          ]
        : []),
    ],
  };
};

/** Who is in post, by sex and age. `table` by age and sex; `ages` in their order. */
export const pyramidPicture = (
  table: Table,
  ages: readonly { readonly value: string; readonly name: Text }[],
  where: Where = {},
): AxisPicture => {
  const at = (age: string, sex: string): number => table.cells.find((c) => c.keys[0] === age && c.keys[1] === sex)?.value.persons ?? 0;
  const known = ages.filter((a) => a.value !== '');
  const shown = [...known, ...ages.filter((a) => a.value === '' && (at('', '1') || at('', '2')))];
  const others = table.cells.filter((c) => c.keys[1] !== '1' && c.keys[1] !== '2').reduce((n, c) => n + c.value.persons, 0);
  const [origin, host] = [where.origin?.length === 1 ? where.origin[0] : undefined, where.host?.length === 1 ? where.host[0] : undefined];
  const series = (key: string, name: Text): Series => ({
    key,
    name,
    values: shown.map((a) => at(a.value, key)),
    links: shown.map((a) => linkTo(table, origin, host, { ...where, age: [a.value], sex: [key] })),
  });
  return {
    kind: 'pyramid',
    title: t('在岗的人：性别与年龄', 'Who is in post, by sex and age'),
    unit: PERSONS,
    asOf: asOfText(table),
    of: t('年龄', 'Age'),
    categories: shown.map((a): Category => ({ key: a.value || '-', name: a.name })),
    series: [series('1', t('男', 'men')), series('2', t('女', 'women'))],
    notes: [
      criterionText(table),
      ...(others > 0
        ? [
            t(
              `另有 ${others.toLocaleString('en-US')} 人性别未知或未说明，不在图上。`,
              `${others.toLocaleString('en-US')} more, whose sex is unknown or not told, are not drawn.`,
            ),
          ]
        : []),
    ],
  };
};

export interface MonthPoint {
  readonly day: string;
  readonly from: string;
  readonly told: Table | undefined;
}
/** A figure at the end of each month; `frozen`: months that are. What is still being computed is a gap. */
export const trendPicture = (
  figure: Figure,
  points: readonly MonthPoint[],
  frozen: readonly string[],
  window: number,
  place: Text,
  link: (p: MonthPoint) => string,
): AxisPicture => {
  const rate = figure.unit === 'rate';
  const beside = figure.evidenceClass < 6;
  const value = (p: MonthPoint, said: boolean): number | null => {
    const of = said ? p.told?.total?.reported : p.told?.total?.value;
    return of ? (rate ? (of.windows?.[window]?.rate ?? null) : of.persons) : null;
  };
  const last = points.findLast((p) => p.told)?.told;
  const series = (said: boolean): Series => ({
    key: said ? 'reported' : 'verified',
    name: said ? t('已上报', 'reported') : beside ? t('已核验', 'verified') : figure.short,
    values: points.map((p) => value(p, said)),
    links: said ? [] : points.map((p) => (p.told ? link(p) : undefined)),
  });
  const months = points.map((p) => p.day.slice(0, 7));
  const marked = months.filter((m) => frozen.includes(m));
  return {
    kind: 'lines',
    title: t(`${place.zh}，${figure.short.zh}，最近 12 个月`, `${place.en}, ${figure.short.en}, the last 12 months`),
    unit: rate ? t('%', '%') : PERSONS,
    percent: rate,
    asOf: last
      ? t(`各月末，按 ${instantOf(last)} 所知`, `at each month’s end, as known at ${instantOf(last)}`)
      : t('正在逐月计算', 'being computed month by month'),
    of: t('月末', 'Month’s end'),
    categories: points.map((p, i) => ({ key: months[i]!, name: t(p.day, p.day) })),
    series: [series(false), ...(beside ? [series(true)] : [])],
    frozen: marked,
    anew: figure.kind === 'period' || figure.kind === 'newlyStable' ? months.filter((m) => m.endsWith('-01')) : [],
    notes: [
      ...(marked.length
        ? [
            t(
              `实心点：该月已封账，共 ${marked.length} 个月；图上是现在所知的数，与封账数的差异见“封账”。空心点：还会变。`,
              `Filled points: months that are frozen (${marked.length}); drawn is what is known now, the difference to the frozen number stands under “Freezing”. Hollow: may still change.`,
            ),
          ]
        : []),
    ],
  };
};
const instantOf = (table: Table): string => asOfText(table).zh.replace(/^.*按 | 所知$/g, '');
