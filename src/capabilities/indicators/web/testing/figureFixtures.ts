// What the server tells of a county with two townships, for tests of the pages.
import { type Input, type Output, readAbout } from '#platform/contract.ts';
import { answer } from '#platform/web/testing/renderPage.tsx';
import { type CellOut, listFigures, readFigureTable, type Value } from '../../contractFigures.ts';
import { completion } from '../../rulesCompletion.ts';
import { awaited, baseOf, figures, partitions } from '../../rulesDefinitions.ts';
import { dimensions } from '../../rulesDimensions.ts';
import { unitFigure } from '../../rulesUnits.ts';
import { figureWords } from '../../rulesWords.ts';

export const K = '2026-11-27T10:03:00.000001Z';
const PLACE = { zh: '贵州黔南州平塘县', en: 'Pingtang County, Qiannan Prefecture, Guizhou' };
export const wordsOf = (id: string) => {
  const figure = figures.find((f) => f.id === id)!;
  const { base } = baseOf(figure);
  return {
    ...{ id, version: figure.version, name: figure.name, short: figure.short, unit: base.unit, kind: base.kind },
    of: figure.kind === 'subset' ? figure.of : null,
    evidenceClass: base.evidenceClass,
    packs: [{ id: 'divisions' as const, name: { zh: '行政区划', en: 'Administrative divisions' }, edition: '2023-06-30' }],
    words: figureWords(figure),
  };
};
export const catalogue: Output<typeof listFigures> = {
  figures: figures.map((f) => wordsOf(f.id)),
  external: [{ id: 'X01', name: { zh: '东部八省市吸纳脱贫人口', en: 'Ex-poor taken in by eight eastern provinces' } }],
  awaited: [...awaited],
  units: [unitFigure],
  derived: [completion],
  dimensions: dimensions.map((d) => ({
    id: d.id,
    name: d.name,
    kind: d.kind,
    training: d.training ?? false,
    values: d.kind === 'code' ? Object.entries(d.values).map(([value, name]) => ({ value, name })) : [],
  })),
  partitions: partitions.map((p) => ({ ...p, into: [...p.into] })),
  areas: [
    { side: 'origin', code: '522727000000', name: PLACE },
    { side: 'host', code: '522727000000', name: PLACE },
  ],
};
const rate = (yes: number, no: number, unverified = 0) => ({
  ...{ n: yes + no + unverified + 1, yes, no, unverified, notYetDue: 1, notApplicable: 0 },
  rate: yes + no + unverified ? yes / (yes + no + unverified) : null,
});
const persons = (n: number): Value => ({ persons: n });
const ROWS: readonly [string, string, string][] = [
  ['522727104000', '克度镇', 'Kedu Town'],
  ['522727101000', '牙舟镇', 'Yazhou Town'],
  ['', '', ''],
];
const NUMBERS: Readonly<Record<string, readonly number[]>> = {
  I01: [12, 5, 1],
  I02: [4, 1, 0],
  I03: [7, 2, 1],
  I04: [3, 2, 0],
  I05: [2, 1, 0],
  I06: [2, 0, 0],
  I07: [6, 1, 0],
  I09: [5, 2, 0],
};
const cell = (keys: string[], names: { zh: string; en: string }[], value: Value, reported?: Value): CellOut => ({
  keys,
  names,
  value,
  ...(reported ? { reported } : {}),
});
const retained = { persons: 4, windows: [rate(3, 0), rate(2, 1), rate(0, 0), rate(0, 0)] };
/** By the townships of the county; the unknown one is in Guangdong. */
export const tableOf = (input: Input<typeof readFigureTable>): Output<typeof readFigureTable> => {
  const { figure, from, to } = input;
  const all = NUMBERS[figure] ?? [];
  const sum = all.reduce((a, b) => a + b, 0);
  const beside = wordsOf(figure).evidenceClass < 6;
  // one of them was there at the end of the year before
  const otherOf = (n: number) => (figure === 'I06' ? { other: n - 1 } : {});
  const cells = (input.by ?? []).length
    ? ROWS.flatMap(([code, zh, en], i) => {
        const name = code ? { zh: `${PLACE.zh}${zh}`, en: `${en}, ${PLACE.en}` } : { zh: '未知', en: 'unknown' };
        if (figure === 'I08') return i === 0 ? [cell([code], [name], retained, retained)] : [];
        return all[i]
          ? [{ ...cell([code], [name], persons(all[i]!), beside ? persons(all[i]! + 1) : undefined), ...otherOf(all[i]!) }]
          : [];
      })
    : [];
  return {
    figure: wordsOf(figure),
    ...{ from, to, asOf: input.asOf ?? to, knownAt: input.knownAt ?? K, withheld: false },
    total:
      figure === 'I08'
        ? cell([], [], retained, retained)
        : { ...cell([], [], persons(sum), beside ? persons(sum + 2) : undefined), ...otherOf(sum) },
    cells,
    readings:
      figure === 'I06'
        ? [{ name: { zh: '其中上年末不在在粤存量里的', en: 'of them not there a year before' }, persons: 1, difference: 1 }]
        : [],
    within: { origin: PLACE, host: null },
    checks: cells.length
      ? [{ name: { zh: '各行之和等于合计', en: 'The rows sum to the total' }, parent: sum, children: sum, holds: true }]
      : [],
  };
};
export const aboutNow = answer(readAbout, {
  name: '稳岗',
  version: '0.1.0',
  database: { kind: 'embedded', version: '17' },
  today: '2026-11-27',
  demonstrationDay: null,
  demonstration: true,
  preparing: null,
});
export const listed = answer(listFigures, catalogue);
export const tables = answer(readFigureTable, tableOf);
