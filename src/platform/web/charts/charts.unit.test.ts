import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvOf } from './files.ts';
import { drawnOf } from './options.ts';
import { type AxisPicture, type FlowPicture, MOST_SERIES, pointsOf, tableOf, told } from './picture.ts';
import { sentenceOf } from './sentence.ts';
import { walked } from './walk.ts';

const t = (zh: string, en = zh) => ({ zh, en });
const axis = (
  kind: AxisPicture['kind'],
  values: readonly (readonly (number | null)[])[],
  more: Partial<AxisPicture> = {},
): AxisPicture => ({
  kind,
  title: t('在岗', 'In post'),
  unit: t('人', 'people'),
  asOf: t('截至 2026-11-27', 'as of 2026-11-27'),
  of: t('月', 'Month'),
  categories: (values[0] ?? []).map((_, i) => ({ key: `c${i}`, name: t(`${i + 1}月`, `m${i + 1}`), at: i * 30 })),
  series: values.map((v, i) => ({
    key: `s${i}`,
    name: t(`系列${i}`, `series ${i}`),
    values: v,
    links: v.map((_, k) => `/figures?row=${k}`),
  })),
  ...more,
});
const flow = (kind: FlowPicture['kind'], values: readonly number[]): FlowPicture => ({
  kind,
  title: t('流向', 'Flows'),
  unit: t('人', 'people'),
  asOf: t('截至 2026-11-27', 'as of 2026-11-27'),
  from: t('从', 'From'),
  to: t('到', 'To'),
  flows: values.map((value, i) => ({
    from: { key: `o${i % 3}`, name: t(`甲${i % 3}`, `A${i % 3}`) },
    to: { key: `h${Math.floor(i / 3)}`, name: t(`乙${Math.floor(i / 3)}`, `B${Math.floor(i / 3)}`) },
    value,
    paired: i === 0,
  })),
});
const zh = (text: { zh: string }) => text.zh;

test('the sentence tells the extremes of the very numbers that are drawn, and the day', () => {
  expect(sentenceOf(axis('bars', [[3, 9118, null, 7]])).zh).toBe('在岗。最高 2月 9,118 人，最低 1月 3 人。截至 2026-11-27');
  expect(
    sentenceOf(
      axis('lines', [
        [5, 8, 6],
        [5, 5, 5],
      ]),
    ).en,
  ).toBe('In post. series 0: highest m2 8 people, lowest m1 5 people, last m3 6 people; series 1: always 5 people. as of 2026-11-27');
  expect(sentenceOf(axis('curves', [[0.912, null]], { percent: true })).zh).toContain('最高 1月 91.2%，最低 1月 91.2%');
  expect(sentenceOf(axis('lines', [[null, null]])).zh).toBe('在岗。还没有数。截至 2026-11-27');
  expect(sentenceOf(flow('sankey', [60, 30, 10])).zh).toBe(
    '流向。共 3 支 100 人，走结对的 60.0%；最大 甲0到乙0 60 人，最小 甲2到乙0 10 人。截至 2026-11-27',
  );
  expect(sentenceOf(flow('map', [])).en).toBe('Flows. no numbers yet. as of 2026-11-27');
});

test('whatever the numbers are: the table has each of them once, the sentence names the largest, the keys reach every point', () => {
  const value = fc.option(fc.integer({ min: 0, max: 2_000_000 }), { nil: null });
  fc.assert(
    fc.property(
      fc.array(fc.array(value, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
      fc.constantFrom('bars', 'lines', 'pyramid', 'curves'),
      (values, kind) => {
        const picture = axis(kind, values);
        const table = tableOf(picture);
        expect(table.rows.map((r) => r.cells.map((c) => c.value))).toEqual([0, 1, 2, 3].map((i) => values.map((v) => v[i])));
        const known = values.flat().filter((v) => v !== null);
        if (known.length) expect(sentenceOf(picture).zh).toContain(told({}, Math.max(...known)));
        const points = pointsOf(picture);
        for (const [series, row] of points.entries())
          for (const index of row.keys()) {
            const at = drawnOf(picture, zh).at(series, index);
            if (kind !== 'pyramid' || series < 2)
              expect(drawnOf(picture, zh).pointAt(at!.seriesIndex, at!.dataIndex, undefined)).toEqual({ series, index });
          }
      },
    ),
    { numRuns: 60 },
  );
});

test('flows: table and keys go from the largest to the smallest; each is drawn where the keys say', () => {
  const picture = flow('sankey', [5, 50, 20, 1]);
  expect(tableOf(picture).rows.map((r) => r.cells[0]!.value)).toEqual([50, 20, 5, 1]);
  const drawn = drawnOf(picture, zh);
  const links = (drawn.option.series as { links: { value: number }[] }[])[0]!.links;
  const points = pointsOf(picture)[0]!;
  for (const [index, p] of points.entries()) {
    const at = drawn.at(0, index)!;
    expect(links[at.dataIndex]!.value).toBe(p.value);
    expect(drawn.pointAt(0, at.dataIndex, 'edge')).toEqual({ series: 0, index });
  }
  expect(drawn.pointAt(0, 0, 'node')).toBeNull();
});

test('bars start at 0, nothing is smoothed, six series at most, lines differ by dash; what is not known is no zero', () => {
  const many = axis(
    'lines',
    Array.from({ length: 8 }, () => [1, null, 3]),
    { frozen: ['c0'], anew: ['c2'] },
  );
  const { option, at } = drawnOf(many, zh);
  const series = option.series as { smooth: boolean; lineStyle: { type: unknown }; data: { value: number | null; symbol: string }[] }[];
  expect(series).toHaveLength(2 * MOST_SERIES);
  expect(new Set(series.map((s) => JSON.stringify(s.lineStyle.type))).size).toBe(MOST_SERIES);
  expect(series.every((s) => s.smooth === false)).toBe(true);
  // a year that starts anew is another stretch: the first ends before it
  expect(series[0]!.data.map((d) => d.value)).toEqual([1, null, null]);
  expect(series[1]!.data.map((d) => d.value)).toEqual([null, null, 3]);
  expect(series[0]!.data.map((d) => d.symbol)).toEqual(['circle', 'emptyCircle', 'emptyCircle']);
  expect(at(1, 2)).toEqual({ seriesIndex: 3, dataIndex: 2 });
  for (const kind of ['bars', 'lines', 'curves'] as const) {
    const axes = drawnOf(axis(kind, [[4000, 4100]]), zh).option as {
      xAxis: { min?: number; type: string };
      yAxis: { min?: number; type: string };
    };
    expect(
      [axes.xAxis, axes.yAxis].filter((a) => a.type === 'value').every((a) => a.min === 0),
      kind,
    ).toBe(true);
  }
});

test('arrow keys walk, stop at the ends, change the series; Enter opens; other keys are left to the page', () => {
  const points = pointsOf(
    axis('lines', [
      [1, 2, 3],
      [4, 5, 6],
    ]),
  );
  expect(walked(points, null, 'ArrowRight')).toEqual({ series: 0, index: 0 });
  expect(walked(points, { series: 0, index: 0 }, 'ArrowRight')).toEqual({ series: 0, index: 1 });
  expect(walked(points, { series: 0, index: 2 }, 'ArrowRight')).toEqual({ series: 0, index: 2 });
  expect(walked(points, { series: 0, index: 2 }, 'ArrowDown')).toEqual({ series: 1, index: 2 });
  expect(walked(points, { series: 1, index: 2 }, 'Home')).toEqual({ series: 1, index: 0 });
  expect(walked(points, { series: 1, index: 2 }, 'Enter')).toBe('open');
  expect(walked(points, null, 'Enter')).toBeUndefined();
  expect(walked(points, null, 'Tab')).toBeUndefined();
  expect(walked([[]], null, 'ArrowDown')).toBeUndefined();
  const one = pointsOf(flow('sankey', [1, 2, 3]));
  expect(walked(one, { series: 0, index: 0 }, 'ArrowDown')).toEqual({ series: 0, index: 1 });
});

test('the file tells unit, day and meaning, and runs nothing in a spreadsheet', () => {
  const csv = csvOf({ ...axis('bars', [[12, 9118]]), title: t('=HYPERLINK("x")'), notes: [t('口径 v3')] }, zh);
  expect(csv.startsWith('\uFEFF')).toBe(true);
  expect(csv.slice(1).split('\r\n')).toEqual([
    '"\'=HYPERLINK(""x"")"',
    '月,系列0',
    '1月,12',
    '2月,9118',
    '单位：人',
    '截至 2026-11-27',
    '口径 v3',
    expect.stringContaining('最高 2月 9,118 人'),
    '',
  ]);
});
