// How the detector of constants does on made lists (testing/madeBatches.ts), in whole percent of lists accused:
//
//   honest, 1,000 lists of each of 12 kinds                       accused: 0 of 12,000
//   fabricated, 200 lists each, by number of people               20    30    60   200
//   income 2,500 and 第三产业 for everybody                          98   100   100   100     (income alone: the same)
//   … for 95 %                                                       88    99   100   100
//   … for 90 %                                                       73    88    99   100
//   … for 80 %                                                       26    53    74    82
//   … for 60 %                                                        2     4     1     0
//   income 2,500 or 1,500 by turns                                    0     5    65    82     as crews of masons and helpers have it: forgiven longer
//   产业 3 alone, incomes true                                        0     0     0     0     as villages of cooks have it: never alone
//   one day of start for everybody (none by a trip)                   1    49    84    95
//   个体户 as the employer of everybody                               0     1    23    44
//   telephones in a row                                              98   100   100   100
//   one telephone                                                   100   100   100   100
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newConstantsDetector } from './rulesConstants.ts';
import { binomialTail, entropyOf } from './rulesConstantsMath.ts';
import { kitSheets } from './testing/kitRows.ts';
import { type Batch, honest, honestBatch, spoiled, spoils } from './testing/madeBatches.ts';

const reportOf = (batch: Batch) => {
  const detector = newConstantsDetector();
  for (const row of batch) detector.note(row);
  return detector.report();
};
const isAccused = (batch: Batch): boolean => reportOf(batch).findings.length > 0;
const detected = (spoil: string, share: number, count: number, lists = 100): number => {
  let found = 0;
  for (let seed = 0; seed < lists; seed++) if (isAccused(spoiled(spoils[spoil]!, share, count, seed))) found++;
  return (found / lists) * 100;
};

test('honest lists of every kind are left in peace: at most 5 in 1,000, of each kind and of all', () => {
  const lists = 300;
  let all = 0;
  for (const [name, make] of Object.entries(honest)) {
    let accused = 0;
    for (let seed = 0; seed < lists; seed++) if (isAccused(honestBatch(make, seed))) accused++;
    expect(accused / lists, name).toBeLessThanOrEqual(0.005);
    all += accused;
  }
  expect(Object.keys(honest).length * lists).toBeGreaterThanOrEqual(2000);
  expect(all / (Object.keys(honest).length * lists)).toBeLessThanOrEqual(0.005);
});

test('one income for everybody is found in 95 of 100 lists of 30 and more; weaker fabrication less often, as the table says', () => {
  for (const spoil of ['income 2,500 and 第三产业', 'income 2,500 only'])
    for (const count of [30, 60, 200]) {
      expect(detected(spoil, 1, count), `${spoil} ${count}`).toBeGreaterThanOrEqual(95);
      expect(detected(spoil, 0.95, count), `${spoil} ${count}`).toBeGreaterThanOrEqual(95);
    }
  expect(detected('income 2,500 and 第三产业', 0.9, 60)).toBeGreaterThanOrEqual(95);
  expect(detected('income 2,500 and 第三产业', 0.8, 200)).toBeGreaterThanOrEqual(70);
  for (const count of [30, 60]) {
    expect(detected('telephones in a row', 1, count)).toBeGreaterThanOrEqual(95);
    expect(detected('one telephone', 1, count)).toBeGreaterThanOrEqual(95);
  }
  expect(detected('income 2,500 or 1,500', 1, 200, 50)).toBeGreaterThanOrEqual(75);
  expect(detected('产业 3 only', 1, 200, 50)).toBe(0);
});

test('the sentence shows the figures and what is usual', () => {
  const { findings, columns } = reportOf(spoiled(spoils['income 2,500 and 第三产业']!, 1, 60, 1));
  expect(findings.map((f) => [f.rule, f.severity, f.fields, f.text.zh])).toEqual([
    [
      'constants',
      'doubt',
      ['monthlyIncome'],
      '60 人中 60 人的务工月收入都是 2,500 元，分属 26 家企业、14 个县；同类名单里最常见的数通常不超过 35%',
    ],
    [
      'constants',
      'doubt',
      ['industry'],
      '60 人中 60 人的所属行业都是“第三产业”，分属 26 家企业、14 个县；同类名单里最常见的行业通常不超过 65%',
    ],
  ]);
  expect(columns[0]).toMatchObject({ column: 'monthlyIncome', rows: 60, distinct: 1, entropy: 0, topRows: 60, shareWithin: 1 });
});

test('codes of industries are told by their names, and know day work', () => {
  const same = (industry: string) => reportOf(spoiled((row) => ({ ...row, monthlyIncome: 2500, industry }), 1, 60, 1));
  expect(
    same('H')
      .findings.map((f) => f.text.zh)
      .join(),
  ).toContain('所属行业都是“住宿和餐饮业”');
  for (const word of ['E', '建筑业', 'A']) expect(same(word).columns[0]!.usual, word).toBe(0.7);
  expect(same('C').columns[0]!.usual).toBe(0.35);
});

test('no telephone stands in a sentence', () => {
  const { findings } = reportOf(spoiled(spoils['one telephone']!, 1, 60, 1));
  expect(findings).toHaveLength(1);
  expect(JSON.stringify(findings)).not.toMatch(/\d{7}/);
});

test('what may be alike by right: public posts, people out of work, January, a trip', () => {
  const all = (over: object): Batch => spoiled((row) => ({ ...row, monthlyIncome: 2500, start: '2022-03-15', ...over }), 1, 60, 7);
  const fields = (batch: Batch) => [...new Set(reportOf(batch).findings.flatMap((f) => f.fields))];
  expect(fields(all({ pointToPoint: false, channel: 'self' }))).toEqual(['monthlyIncome', 'start']);
  expect(fields(all({ channel: 'publicPost', pointToPoint: true }))).toEqual([]);
  expect(fields(all({ working: false, pointToPoint: true }))).toEqual([]);
  expect(fields(all({ pointToPoint: true }))).toEqual(['monthlyIncome']);
  expect(fields(all({ start: '2022-01', pointToPoint: false, channel: 'self' }))).toEqual(['monthlyIncome']);
});

test('the kit: its sheets with constants are found, all others are left in peace', () => {
  const headers = new URL('../../../kits/sheets/expected/headers.jsonl', import.meta.url);
  const told = readFileSync(headers, 'utf8').split('\n').filter(Boolean);
  const expected = told.flatMap((line) => {
    const of = JSON.parse(line) as { file: string; sheets: { name: string; findings?: string[] }[] };
    return of.sheets.filter((s) => s.findings?.includes('constants')).map((s) => `${of.file} ${s.name}`);
  });
  expect(expected.length).toBeGreaterThanOrEqual(2);
  const found = kitSheets().filter((s) => isAccused(s.rows.map((r) => r.values)));
  expect(found.map((s) => `${s.file} ${s.sheet}`)).toEqual(expected);
});

test('any rows: never throws, and their order changes nothing', () => {
  const aRow = fc.record(
    {
      employer: fc.option(fc.constantFrom('甲厂', '乙厂', '丙厂', '个体户', '')),
      place: fc.option(fc.constantFrom('440111', '440306', '441303', 'x')),
      monthlyIncome: fc.option(fc.constantFrom(2500, 1500, 0, Number.NaN)),
      industry: fc.option(fc.string()),
      phone: fc.option(fc.constantFrom('13800000001', '13800000002', 'abc', '')),
      start: fc.option(fc.constantFrom('2022', '2022-03', '2022-03-15', '22')),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(aRow, { maxLength: 60 }), (rows) => {
      const { columns, findings } = reportOf(rows);
      const backwards = reportOf(rows.toReversed());
      expect(backwards.columns.map((c) => [c.topRows, c.distinct, c.witnesses])).toEqual(
        columns.map((c) => [c.topRows, c.distinct, c.witnesses]),
      );
      expect(backwards.findings.length).toBe(findings.length);
    }),
  );
});

test('the arithmetic', () => {
  expect(binomialTail(10, 0.35, 10)).toBeCloseTo(0.35 ** 10, 12);
  expect(binomialTail(3, 0.5, 2)).toBeCloseTo(0.5, 12);
  expect(binomialTail(3, 0.5, 0)).toBe(1);
  expect(binomialTail(3, 0.5, 4)).toBe(0);
  expect(entropyOf([5, 5], 10)).toBeCloseTo(1, 12);
  expect(entropyOf([10], 10)).toBe(0);
});
