// Whether cells of a frozen month hold together: children sum to their parent along every dimension, at every level, in every partition. Pure.
import type { Text } from '#standards/text.ts';
import { figureOf, partitions } from './rulesDefinitions.ts';
import { dimensionOf, LEVELS } from './rulesDimensions.ts';
import { type CellLine, splits } from './rulesFrozen.ts';

export interface Broken {
  readonly series: string;
  readonly figure: string;
  readonly text: Text;
}
const neededSplits = splits.filter((s) => s.length > 0).map((s) => s.join('\t'));
type Amounts = readonly number[];
const amountsOf = (c: CellLine): Amounts => [c.persons, ...(c.windows?.flat() ?? [])];
const same = (a: Amounts, b: Amounts): boolean =>
  Array.from({ length: Math.max(a.length, b.length) }, (_, i) => (a[i] ?? 0) === (b[i] ?? 0)).every(Boolean);
const add = (a: Amounts, b: Amounts): Amounts => Array.from({ length: Math.max(a.length, b.length) }, (_, i) => (a[i] ?? 0) + (b[i] ?? 0));

const nameOf = (id: string): Text => dimensionOf(id)?.name ?? { zh: id, en: id };
const byText = (by: readonly string[]): Text =>
  by.length ? { zh: by.map((b) => nameOf(b).zh).join('×'), en: by.map((b) => nameOf(b).en).join(' × ') } : { zh: '合计', en: 'the total' };

/** Sums of the cells of `by` when only the keys at `kept` are looked at. */
const summed = (cells: readonly CellLine[], keyOf: (c: CellLine) => string): ReadonlyMap<string, Amounts> => {
  const out = new Map<string, Amounts>();
  for (const c of cells) {
    const key = keyOf(c);
    out.set(key, add(out.get(key) ?? [], amountsOf(c)));
  }
  return out;
};
const above = (key: string, digits: number): string => (key.length === 12 ? key.slice(0, digits).padEnd(12, '0') : key);
/** The next level up of a place, where the figure is split by it. */
const upper = (id: string, all: ReadonlyMap<string, unknown>): string | undefined => {
  const d = dimensionOf(id);
  if (d?.kind !== 'place') return undefined;
  const levels = Object.keys(LEVELS) as (keyof typeof LEVELS)[];
  for (let i = levels.indexOf(d.level) - 1; i >= 0; i--) if (all.has(`${d.column}:${levels[i]}`)) return `${d.column}:${levels[i]}`;
  return undefined;
};

/** Everything that does not hold, each told by figure and dimension; empty where all holds. */
export const checkSums = (cells: readonly CellLine[]): readonly Broken[] => {
  const broken: Broken[] = [];
  const groups = new Map<string, Map<string, CellLine[]>>();
  for (const c of cells) {
    const key = `${c.series}\t${c.figure}`;
    const of = groups.get(key) ?? new Map<string, CellLine[]>();
    groups.set(key, of);
    const by = c.by.join('\t');
    const rows = of.get(by);
    if (rows) rows.push(c);
    else of.set(by, [c]);
  }
  const totals = new Map<string, Amounts>();
  for (const [key, of] of groups) {
    const [series, figure] = key.split('\t') as [string, string];
    const name = figureOf(figure)?.name ?? { zh: figure, en: figure };
    const fail = (by: readonly string[], parent: readonly string[], of: string) => {
      const [a, b] = [byText(by), byText(parent)];
      broken.push({
        series,
        figure,
        text: {
          zh: `${figure} ${name.zh}（${series}）：按${a.zh}各行之和不等于${b.zh}${of}`,
          en: `${figure} ${name.en} (${series}): the rows by ${a.en} do not sum to ${b.en}${of}`,
        },
      });
    };
    const total = of.get('')?.[0];
    totals.set(key, total ? amountsOf(total) : []);
    for (const [by, rows] of of) {
      if (by === '') continue;
      const ids = by.split('\t');
      const sum = rows.reduce<Amounts>((s, c) => add(s, amountsOf(c)), []);
      if (!same(sum, totals.get(key)!)) fail(ids, [], '');
      const compare = (parent: string, keyOf: (c: CellLine) => string) => {
        const parents = summed(of.get(parent) ?? [], (c) => c.keys[0]!);
        const children = summed(rows, keyOf);
        for (const k of new Set([...parents.keys(), ...children.keys()]))
          if (!same(parents.get(k) ?? [], children.get(k) ?? [])) fail(ids, [parent], ` ${k}`);
      };
      if (ids.length === 2) for (const [i, id] of ids.entries()) compare(id, (c) => c.keys[i]!);
      const up = ids.length === 1 ? upper(ids[0]!, of) : undefined;
      if (up) {
        const level = dimensionOf(up) as { level: keyof typeof LEVELS };
        compare(up, (c) => above(c.keys[0]!, LEVELS[level.level]));
      }
    }
    // a split that is missing altogether
    if (total && total.persons > 0) for (const by of neededSplits) if (!of.has(by)) fail(by.split('\t'), [], '');
  }
  for (const part of partitions)
    for (const key of groups.keys()) {
      const [series, figure] = key.split('\t') as [string, string];
      if (figure !== part.of) continue;
      const sum = part.into.reduce<Amounts>((s, id) => add(s, totals.get(`${series}\t${id}`) ?? []), []);
      if (!same(sum, totals.get(key)!)) {
        const words = part.into.map((id) => figureOf(id)!.short);
        broken.push({
          series,
          figure,
          text: {
            zh: `${part.into.join('＋')}（${words.map((w) => w.zh).join('＋')}）之和不等于 ${figure}`,
            en: `${part.into.join(' + ')} (${words.map((w) => w.en).join(' + ')}) do not sum to ${figure}`,
          },
        });
      }
    }
  return broken;
};
