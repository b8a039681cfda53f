// Flows from homes to places of work, made of the cells of one table: nothing is counted here that the table does not tell.
import type { Category, Flow, FlowPicture } from '#platform/web/charts/picture.ts';
import { instant } from '#platform/web/lang.tsx';
import type { Text } from '#standards/text.ts';
import type { Where } from '../ask.ts';
import { shortName, type Table } from '../grid.ts';

const t = (zh: string, en: string): Text => ({ zh, en });
/** Names of places without what all of them begin with; of prefectures without their province. */
export const placeName = (full: Text, within: Text | null = null): Text => {
  const name = shortName(full, within);
  const zh = name.zh.replace(/^(广东|广西|贵州)(?=.)/, '');
  const en = name.en.replace(/, (Guangdong|Guangxi|Guizhou)$/, '');
  return t(zh, en);
};
const prefecture = (code: string): string => (code.length === 12 ? `${code.slice(0, 4)}00000000` : code);

export interface Pair {
  readonly originCode: string;
  readonly hostCode: string;
}
/** Paired: the two areas themselves, or, of smaller ones, the prefectures they lie in. */
export const pairedWith = (pairs: readonly Pair[]): ((from: string, to: string) => boolean) => {
  const known = new Set(pairs.map((p) => `${p.originCode} ${p.hostCode}`));
  return (from, to) => known.has(`${from} ${to}`) || known.has(`${prefecture(from)} ${prefecture(to)}`);
};

/** The figure table with just this cell, opened. */
export const linkTo = (table: Table, from: string | undefined, to: string | undefined, more: Where = {}): string | undefined => {
  // a place that nobody knows is no area to ask about
  if ((from !== undefined && from.length !== 12) || (to !== undefined && to.length !== 12)) return undefined;
  const side = from === undefined && to !== undefined ? 'host' : 'origin';
  const [area, other] = side === 'origin' ? [from, to] : [to, undefined];
  const url = new URLSearchParams({ period: 'own', from: table.from, to: table.to, side });
  if (area) url.set('area', area);
  if (other) url.set('other', other);
  for (const [id, values] of Object.entries(more))
    if (id !== 'origin' && id !== 'host') url.set(id, values.map((v) => (v === '' ? '-' : v)).join(','));
  url.set('k', table.knownAt);
  url.set('open', table.figure.id);
  return `/figures?${url}`;
};

export const asOfText = (table: Table): Text => {
  const known = instant(table.knownAt);
  return table.figure.kind === 'stock'
    ? t(`截至 ${table.asOf}，按 ${known} 所知`, `as of ${table.asOf}, as known at ${known}`)
    : t(`${table.from} 至 ${table.to}，按 ${known} 所知`, `${table.from} to ${table.to}, as known at ${known}`);
};
export const criterionText = (table: Table): Text =>
  t(
    `${table.figure.id} ${table.figure.name.zh}（第 ${table.figure.version} 版），证据 ${table.figure.evidenceClass} 级以上`,
    `${table.figure.id} ${table.figure.name.en} (version ${table.figure.version}), evidence of class ${table.figure.evidenceClass} or better`,
  );
export const PERSONS = t('人', 'people');

/** Cells by two places, the first that of homes. */
export const flowsOf = (table: Table, pairs: readonly Pair[], where: Where = {}): readonly Flow[] => {
  const paired = pairedWith(pairs);
  return table.cells.flatMap((c): Flow[] => {
    const [from = '', to = ''] = c.keys;
    const value = c.value.persons;
    if (value === 0) return [];
    const link = linkTo(table, from, to, where);
    return [
      {
        from: { key: from, name: placeName(c.names[0]!, table.within.origin) },
        to: { key: to, name: placeName(c.names[1]!, table.within.host) },
        value,
        paired: paired(from, to),
        ...(link ? { link } : {}),
      },
    ];
  });
};

/** Smaller areas as the prefectures that the map knows; what lies nowhere on it is told as a number. */
export const onTheMap = (
  flows: readonly Flow[],
  places: ReadonlyMap<string, { readonly name: string }>,
): { readonly flows: readonly Flow[]; readonly off: number } => {
  const sums = new Map<string, Flow>();
  let off = 0;
  for (const f of flows) {
    const [from, to] = [prefecture(f.from.key), prefecture(f.to.key)];
    const [a, b] = [places.get(from), places.get(to)];
    if (!a || !b) {
      off += f.value;
      continue;
    }
    const end = (code: string, of: Category, name: string): Category => (of.key === code ? of : { key: code, name: t(name, name) });
    const id = `${from} ${to}`;
    const before = sums.get(id);
    const { link: _, ...bare } = f;
    sums.set(
      id,
      before
        ? { ...withoutLink(before), value: before.value + f.value, paired: before.paired || f.paired }
        : { ...(from === f.from.key && to === f.to.key ? f : bare), from: end(from, f.from, a.name), to: end(to, f.to, b.name) },
    );
  }
  return { flows: [...sums.values()], off };
};
// a sum of several cells has no one cell behind it
const withoutLink = ({ link: _, ...flow }: Flow): Flow => flow;

export const pairedShare = (flows: readonly Flow[]): number | null => {
  const sum = flows.reduce((n, f) => n + f.value, 0);
  return sum === 0 ? null : flows.reduce((n, f) => n + (f.paired ? f.value : 0), 0) / sum;
};

export const flowPicture = (table: Table, flows: readonly Flow[], kind: FlowPicture['kind'], off = 0): FlowPicture => ({
  kind,
  title: t('从哪里来，到哪里去', 'From where, to where'),
  unit: PERSONS,
  asOf: asOfText(table),
  from: t('户籍地', 'Home'),
  to: t('就业地', 'Place of work'),
  flows,
  notes: [
    criterionText(table),
    t(
      '同一人只计一次，按主要的一份工作；有颜色的是结对两地之间，灰色是其他。',
      'Each person once, by the main job; coloured: between paired areas; grey: others.',
    ),
    ...(table.withheld ? [t('只列您辖区的格，别处的未列。', 'Only the cells of your area; others are left out.')] : []),
    ...(off > 0
      ? [
          t(
            `另有 ${off.toLocaleString('en-US')} 人的户籍地或就业地不在图上，数在表里。`,
            `${off.toLocaleString('en-US')} more have a home or place of work that is not on the map; they stand in the table.`,
          ),
        ]
      : []),
  ],
});
