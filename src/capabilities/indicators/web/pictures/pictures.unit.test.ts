import fc from 'fast-check';
import { expect, test } from 'vitest';
import { baseOf, figureOf } from '../../rulesDefinitions.ts';
import { figureWords } from '../../rulesWords.ts';
import type { Table } from '../grid.ts';
import { flowPicture, flowsOf, linkTo, onTheMap, pairedShare, placeName } from './flows.ts';
import { levelOf } from './levels.ts';
import { hostsPicture, pyramidPicture } from './shapes.ts';

const K = '2026-11-27T10:03:00.000001Z';
const wordsOf = (id: string): Table['figure'] => {
  const figure = figureOf(id)!;
  const { base } = baseOf(figure);
  return {
    ...{ id, version: figure.version, name: figure.name, short: figure.short, unit: base.unit, kind: base.kind, of: null },
    ...{ evidenceClass: base.evidenceClass, words: figureWords(figure), packs: [] },
  };
};
const name = (zh: string) => ({ zh, en: zh });
const tableOf = (cells: readonly (readonly [string, string, number])[], more: Partial<Table> = {}): Table => ({
  figure: wordsOf('I07'),
  ...{ from: '2026-01-01', to: '2026-11-27', asOf: '2026-11-27', knownAt: K, withheld: false, readings: [], checks: [] },
  within: { origin: null, host: null },
  total: null,
  cells: cells.map(([a, b, persons]) => ({ keys: [a, b], names: [name(a), name(b)], value: { persons } })),
  ...more,
});
const [BIJIE, BIJIE_COUNTY, GUANGZHOU, BAIYUN, FOSHAN] = [
  '520500000000',
  '520502000000',
  '440100000000',
  '440111000000',
  '440600000000',
] as const;
const PAIRS = [{ originCode: BIJIE, hostCode: GUANGZHOU }];

test('flows are the cells and nothing else: sums stay, empty ones go, pairings are known at every level, unknown places open nothing', () => {
  const flows = flowsOf(
    tableOf([
      [BIJIE, GUANGZHOU, 8],
      [BIJIE, FOSHAN, 3],
      [BIJIE_COUNTY, BAIYUN, 2],
      ['', GUANGZHOU, 1],
      ['?', FOSHAN, 0],
    ]),
    PAIRS,
  );
  expect(flows.map((f) => [f.from.key, f.value, f.paired])).toEqual([
    [BIJIE, 8, true],
    [BIJIE, 3, false],
    [BIJIE_COUNTY, 2, true],
    ['', 1, false],
  ]);
  expect(flows[3]!.link).toBeUndefined();
  const link = new URL(flows[0]!.link!, 'http://x').searchParams;
  expect(Object.fromEntries(link)).toEqual({
    period: 'own',
    from: '2026-01-01',
    to: '2026-11-27',
    side: 'origin',
    area: BIJIE,
    other: GUANGZHOU,
    k: K,
    open: 'I07',
  });
  expect(pairedShare(flows)).toBeCloseTo(10 / 14);
  expect(pairedShare([])).toBeNull();
});

test('on the map the sum is the same as in the table: drawn and not drawn together', () => {
  const places = new Map<string, { name: string }>([BIJIE, GUANGZHOU, FOSHAN].map((c) => [c, { name: c }] as const));
  const code = fc.constantFrom(BIJIE, BIJIE_COUNTY, GUANGZHOU, BAIYUN, FOSHAN, '', '?');
  fc.assert(
    fc.property(fc.array(fc.tuple(code, code, fc.integer({ min: 1, max: 900 }))), (cells) => {
      const flows = flowsOf(tableOf(cells), PAIRS);
      const { flows: drawn, off } = onTheMap(flows, places);
      expect(drawn.reduce((n, f) => n + f.value, 0) + off).toBe(cells.reduce((n, c) => n + c[2], 0));
      expect(new Set(drawn.map((f) => `${f.from.key} ${f.to.key}`)).size).toBe(drawn.length);
      expect(drawn.every((f) => places.has(f.from.key) && places.has(f.to.key))).toBe(true);
    }),
  );
  // of two counties of one prefecture there is no one cell to open
  const [sum] = onTheMap(
    flowsOf(
      tableOf([
        [BIJIE_COUNTY, GUANGZHOU, 2],
        ['520521000000', GUANGZHOU, 3],
      ]),
      PAIRS,
    ),
    places,
  ).flows;
  expect([sum!.value, sum!.link]).toEqual([5, undefined]);
});

test('where they work: the most first, the ex-poor within, the rest as a number; withheld cells and what is off the map are told', () => {
  const table = tableOf([
    [GUANGZHOU, 'poverty', 5],
    [GUANGZHOU, 'none', 4],
    [FOSHAN, 'none', 7],
    [BAIYUN, 'none', 1],
  ]);
  const picture = hostsPicture(table, 2, { origin: [BIJIE] });
  expect(picture.categories.map((c) => c.key)).toEqual([GUANGZHOU, FOSHAN]);
  expect(picture.series.map((s) => s.values)).toEqual([
    [9, 7],
    [5, 0],
  ]);
  expect(picture.notes!.map((n) => n.zh)).toContain('其余 1 处共 1 人。');
  expect(picture.series[1]!.links![0]).toContain('people=poverty');
  expect(hostsPicture(tableOf([[GUANGZHOU, 'poverty', 5]]), 5).series).toHaveLength(1);
  expect(
    flowPicture(tableOf([], { withheld: true }), [], 'map', 1234)
      .notes!.map((n) => n.zh)
      .join(),
  ).toMatch(/只列您辖区的格.*另有 1,234 人/);
});

test('the pyramid has both sexes in the order of the ages; others are told, not dropped', () => {
  const ages = [
    { value: '16-24', name: name('16-24 岁') },
    { value: '25-34', name: name('25-34 岁') },
    { value: '', name: name('未知') },
  ];
  const picture = pyramidPicture(
    tableOf([
      ['25-34', '1', 6],
      ['16-24', '2', 3],
      ['25-34', '9', 2],
      ['', '2', 1],
    ]),
    ages,
  );
  expect(picture.categories.map((c) => c.name.zh)).toEqual(['16-24 岁', '25-34 岁', '未知']);
  expect(picture.series.map((s) => s.values)).toEqual([
    [0, 6, 0],
    [3, 0, 1],
  ]);
  expect(picture.notes!.map((n) => n.zh)).toContain('另有 2 人性别未知或未说明，不在图上。');
});

test('levels: of the whole and of a province prefectures, of a prefecture counties, of a county townships; of a station the county itself', () => {
  const offered = [
    'origin:province',
    'origin:prefecture',
    'origin:county',
    'origin:township',
    'origin:village',
    'host:province',
    'host:prefecture',
    'host:county',
  ];
  const of = (side: 'origin' | 'host', code?: string) => levelOf(side, { where: code ? { [side]: [code] } : {} }, offered);
  expect([
    of('origin'),
    of('origin', '520000000000'),
    of('origin', BIJIE),
    of('origin', BIJIE_COUNTY),
    of('origin', '520502101000'),
  ]).toEqual([...['origin:prefecture', 'origin:prefecture', 'origin:county', 'origin:township', 'origin:village']]);
  expect([of('host'), of('host', GUANGZHOU), of('host', BAIYUN)]).toEqual(['host:prefecture', 'host:county', 'host:county']);
});

test('names of prefectures without their province; a province alone keeps its name', () => {
  expect(placeName({ zh: '贵州毕节市', en: 'Bijie City, Guizhou' })).toEqual({ zh: '毕节市', en: 'Bijie City' });
  expect(placeName({ zh: '广东', en: 'Guangdong' })).toEqual({ zh: '广东', en: 'Guangdong' });
  expect(linkTo(tableOf([]), undefined, GUANGZHOU)).toContain('side=host&area=440100000000');
});
